"""Two worlds that differ in a secret alone: every answer of the API is the same in both, byte for byte.

Each world is a journal of its own, and the whole server is asked. Rules V2 to V4, and W5.
"""

import re
import time
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from moot.rooms.ballots.dot import PlaceDot
from moot.rooms.boards.note import AddNote
from moot.rooms.boards.section import AddSection
from moot.rooms.entry import Entry, deed_of, encode
from moot.rooms.outside.program import SCOPES, MakeProgram
from moot.rooms.past.snapshot import TakeSnapshot
from moot.rooms.people.groups import AddGroup
from moot.rooms.stages.stage import StartStage
from moot.server.api import OPERATIONS
from moot.server.api.operation import BASE, digest_of
from moot.server.app import make_app
from moot.server.journal.memory import MemoryJournal
from moot.server.settings import Settings
from tests.rooms.world import World, varied

TOKEN = "moot_abc234_known"
PLACES = {"workshop": "abc234", "room": "g1", "canvas": "plan:p0", "snapshot": "snapshot1"}
NOW = time.time_ns() // 1_000_000
QUERIES = {"comparison": "?of=snapshot1&room=g1&board=solve&canvas=plan:p0", "moment": f"?at={NOW}"}

WHEN = re.compile(r'"(now|made_at)": ?\d+|"(at|mark)":"[0-9a-f]{18}"|Made on [^\n]+ UTC')
"""When it was asked, and the mark of when the server last did something by itself."""

Secret = Callable[[World, bool], None]
"""What is done in both worlds, and something of it otherwise in the other."""


def ideating(world: World) -> str:
    """Everybody may write in private; somebody who sits with p0."""
    world.do(MakeProgram("program1", "Wall", SCOPES, digest_of(TOKEN)), "t")
    for room in ("g1", "g2"):
        world.do(AddSection(room=room, board="solve", id="topic001", challenge="Members stay away"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    return next(person for person in ("p1", "p2", "p3") if world.room(person) == world.room("p0"))


def writes_in_private(world: World, other: bool) -> None:
    """That there is one, the trainers' overview counts."""
    ideating(world)
    text = "A fair for members" if other else "Nobody knows yet"
    world.do(AddNote(room=world.room("p0"), section="topic001", id="secret01", text=text), "p0")


def votes_for_another(world: World, other: bool) -> None:
    mate, room = ideating(world), world.room("p0")
    for person in ("p0", mate):
        world.do(AddNote(room=room, section="topic001", id=f"idea00{person}", text=f"An idea of {person}"), person)
    world.do(StartStage("solve", "vote"), "t")
    world.do(PlaceDot(room=room, ballot="topic001.1", note=f"idea00{mate if other else 'p0'}"), "p0")


def writes_what_the_other_wrote(world: World, other: bool) -> None:
    mate, room = ideating(world), world.room("p0")
    for number, person in enumerate((mate, "p0") if other else ("p0", mate)):
        world.do(AddNote(room=room, section="topic001", id=f"idea000{number}", text=f"Idea {number}"), person)
    world.do(StartStage("solve", "vote"), "t")


@pytest.mark.parametrize("secret", [writes_in_private, votes_for_another, writes_what_the_other_wrote])
def test_no_answer_of_the_api_tells_a_secret(secret: Secret) -> None:
    """V2, V3, V4, W5."""
    here, there = (answers(secret, other) for other in (False, True))
    assert len(here) > 16
    for path, answer in here.items():
        assert there[path] == answer, path


def answers(secret: Secret, other: bool) -> dict[str, str]:
    """Of all that can be read, by path."""
    world = World(4, varied(anonymous=True), NOW)
    world.do(TakeSnapshot(id="before01", name="Before"), "t")
    secret(world, other)
    world.do(TakeSnapshot(id="snapshot1", name="With the secret"), "t")
    world.do(AddGroup(), "t")
    journal = MemoryJournal()
    app = make_app(Settings(secret="s", calls=10_000.0), journal)
    told: dict[str, str] = {}
    with TestClient(app) as client:
        client.portal.call(journal.open)  # type: ignore[union-attr]
        made = encode(Entry(NOW, (deed_of(tuple(world.changes)),)))
        client.portal.call(journal.append, "abc234", 1, made)  # type: ignore[union-attr]
        headers = {"authorization": f"Bearer {TOKEN}"}
        for operation in OPERATIONS:
            if operation.method == "GET" and operation.needs != "operator":
                for format in ("json", "markdown", "csv") if "{format}" in operation.path else ("",):
                    path = BASE + operation.path.format(**PLACES, format=format) + QUERIES.get(operation.name, "")
                    answer = client.get(path, headers=headers)
                    assert answer.status_code == 200, (path, answer.text)
                    told[path] = WHEN.sub("", answer.content.decode("latin-1"))
    return told
