"""The client's types, made from the wire: `python -m tests.wire` writes them anew."""

import subprocess
from pathlib import Path

from moot.server.schema import schema

CLIENT = Path(__file__).parent.parent / "client"
TYPES = CLIENT / "src/protocol.ts"


def types() -> str:
    """What `client/src/protocol.ts` has to be."""
    command = ["node", "node_modules/json-schema-to-typescript/dist/src/cli.js", "--additionalProperties=false"]
    made = subprocess.run(command, cwd=CLIENT, input=schema(), capture_output=True, check=True)
    return made.stdout.decode()


if __name__ == "__main__":
    TYPES.write_text(types(), "utf-8")
