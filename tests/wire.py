"""The client's types and limits, and the API's description, made from the wire and the rules: `python -m tests.wire`
writes them anew."""

import subprocess
from pathlib import Path

from moot.rooms import limits as rooms_limits
from moot.server.api import description
from moot.server.schema import schema

CLIENT = Path(__file__).parent.parent / "client"
OPENAPI = CLIENT.parent / "docs/openapi.json"
TYPES = CLIENT / "src/protocol.ts"
LIMITS = CLIENT / "src/limits.ts"


def types() -> str:
    """What `client/src/protocol.ts` has to be."""
    command = ["node", "node_modules/json-schema-to-typescript/dist/src/cli.js", "--additionalProperties=false"]
    made = subprocess.run(command, cwd=CLIENT, input=schema(), capture_output=True, check=True)
    return made.stdout.decode()


def limits() -> str:
    """What `client/src/limits.ts` has to be."""
    numbers = {name: value for name, value in vars(rooms_limits).items() if name.isupper() and isinstance(value, int)}
    lines = [f"export const {name} = {value};" for name, value in numbers.items()]
    return "\n".join(["/** The limits of a workshop, made from `moot/rooms/limits.py` by `make wire`. */", *lines, ""])


if __name__ == "__main__":
    LIMITS.write_text(limits(), "utf-8")
    TYPES.write_text(types(), "utf-8")
    OPENAPI.write_bytes(description())
