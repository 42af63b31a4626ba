"""The wire, and what is looked up beside it, as a JSON schema, from which the client's types are made:
`python -m moot.server.schema`."""

import sys

import msgspec

from moot.rooms.after.cohort import Cohort
from moot.rooms.boards.lineage import Lineage
from moot.rooms.canvases.history import Version
from moot.rooms.outside.let_in import LetIn
from moot.rooms.past.comparison import Comparison
from moot.rooms.past.past import Part, Reel
from moot.rooms.programmes.draft import Draft
from moot.rooms.protection.loss import Loss
from moot.rooms.protection.protection import Protection
from moot.rooms.protocol import DOWN, UP
from moot.server.pages.looking_back import SnapshotSeen
from moot.server.pages.results import LeftOutSaid

LOOKED_UP = (
    Lineage,
    Version,
    Cohort,
    LetIn,
    Draft,
    SnapshotSeen,
    Comparison,
    Reel,
    Part,
    Protection,
    Loss,
    LeftOutSaid,
)


def schema() -> bytes:
    """Both directions, as `Up` and `Down`; and what is looked up, each under its name."""
    asked = [UP, DOWN, *LOOKED_UP]
    (up, down, *rest), parts = msgspec.json.schema_components(asked, ref_template="#/definitions/{name}")
    whole = {
        "title": "Wire",
        "type": "object",
        "properties": {
            "up": {"title": "Up", **up},
            "down": {"title": "Down", **down},
            **{of.__name__.lower(): ref for of, ref in zip(LOOKED_UP, rest, strict=True)},
        },
        "required": ["up", "down"],
        "additionalProperties": False,
        "definitions": parts,
    }
    return msgspec.json.format(msgspec.json.encode(whole))


if __name__ == "__main__":
    sys.stdout.buffer.write(schema())
