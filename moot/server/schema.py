"""The wire as a JSON schema, from which the client's types are made: `python -m moot.server.schema`."""

import sys

import msgspec

from moot.rooms.protocol import DOWN, UP


def schema() -> bytes:
    """Both directions, as `Up` and `Down`."""
    (up, down), parts = msgspec.json.schema_components([UP, DOWN], ref_template="#/definitions/{name}")
    whole = {
        "title": "Wire",
        "type": "object",
        "properties": {"up": {"title": "Up", **up}, "down": {"title": "Down", **down}},
        "required": ["up", "down"],
        "additionalProperties": False,
        "definitions": parts,
    }
    return msgspec.json.format(msgspec.json.encode(whole))


if __name__ == "__main__":
    sys.stdout.buffer.write(schema())
