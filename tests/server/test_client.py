"""The Python client against a real server: it reads, asks once whatever the line does, and hears what happens."""

import re
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from moot.client import Moot, NotDone
from moot.client.workshop import WorkshopApi
from moot.rooms.groups import AddGroup
from moot.rooms.joining import Listed
from moot.rooms.message import MessageSent, SendMessage
from moot.rooms.refusals import Reason
from moot.rooms.snapshot import TakeSnapshot
from moot.rooms.stage import PauseStage
from tests.server.conftest import Starts
from tests.server.programs import made
from tests.server.receiver import Receiver
from tests.server.server_in_thread import ServerInThread

DOCS = Path(__file__).parent.parent.parent / "docs/api.md"


def of(server: ServerInThread) -> WorkshopApi:
    program = made(server)
    return Moot(server.url, program.token, pause=0.001).workshop(program.workshop)


def test_the_example_of_the_docs_runs(running: ServerInThread, capsys: pytest.CaptureFixture[str]) -> None:
    program = made(running)
    example = re.search(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert example
    names: dict[str, Any] = {"url": running.url, "token": program.token, "code": program.workshop}
    exec(compile(example[1], str(DOCS), "exec"), names)
    assert set(names["links"]) == {"Ana Šarić", "Jānis Bērziņš"}
    assert names["report"].startswith(b"%PDF")
    assert "PersonJoined" not in capsys.readouterr().out


def test_an_operator_makes_workshops_and_lists_them(running: ServerInThread) -> None:
    moot = Moot(running.url, running.settings.operator_key)
    first = moot.make_workshop("academy", program="Wall", scopes=("read",))
    second = moot.make_workshop("retro")
    assert {line.id for line in moot.workshops()} == {first.id, second.id}
    wall = Moot(running.url, first.token).workshop(first.id)
    assert wall.summary().scopes == ("read",)
    assert not second.token
    with pytest.raises(NotDone, match=r"422: .*\$\.toml") as wrong:
        moot.make_workshop(toml="nonsense")
    assert wrong.value.where == "$.toml"


def test_a_program_reads_in_the_types_of_the_rules(running: ServerInThread) -> None:
    workshop = of(running)
    workshop.list_people(Listed("Ana"), key="list")
    workshop.list_people(Listed("Ana"), key="list")
    seen = workshop.view().workshop
    assert seen.rooms == workshop.rooms()
    assert seen.people == workshop.people()
    assert seen.canvases == workshop.canvases()
    assert seen.questions == workshop.questions()
    assert workshop.decisions() == ()
    assert len(workshop.overview()) == len(seen.rooms)
    assert workshop.plans().rounds


def test_a_program_takes_a_snapshot_and_reads_how_it_was(running: ServerInThread) -> None:
    workshop = of(running)
    workshop.ask(TakeSnapshot(id="snapshot1", name="Before lunch"))
    workshop.ask(AddGroup())
    assert workshop.snapshots()["snapshot1"].name == "Before lunch"
    then, now = workshop.snapshot("snapshot1"), workshop.view().workshop
    assert len(now.rooms) == len(then.rooms) + 1


def test_a_refusal_says_why(running: ServerInThread) -> None:
    with pytest.raises(NotDone) as refused:
        of(running).ask(PauseStage())
    assert (refused.value.status, refused.value.why) == (409, Reason.NO_STAGE)


def test_what_happens_is_heard_in_order_and_from_a_mark_on(running: ServerInThread) -> None:
    workshop = of(running)
    mark = workshop.view().at
    ids = (f"message{number}" for number in count(1))
    for _ in range(3):
        workshop.ask(SendMessage(id=next(ids), text="Hello", rooms=("g1",)))
    polled = workshop.changes_since(mark)
    heard = workshop.changes(mark)
    told = [next(heard).did for _ in range(3)]
    heard.close()  # type: ignore[attr-defined]
    assert tuple(change for did in told for change in did) == polled.did
    sent = [change.message.id for change in polled.did if isinstance(change, MessageSent)]
    assert sent == ["message1", "message2", "message3"]


def test_what_no_answer_came_to_is_asked_again_under_the_same_key() -> None:
    receiver = Receiver(503, 502)
    workshop = Moot(receiver.url, "token", pause=0.001).workshop("k7m4pq")
    with pytest.raises(NotDone, match="what came back"):  # the last answer is empty
        workshop.ask(AddGroup())
    tries = [receiver.got() for _ in range(3)]
    receiver.stop()
    assert len({got.headers["idempotency-key"] for got in tries}) == 1
    assert {got.body for got in tries} == {b'{"type":"add-group"}'}


def test_a_server_that_is_not_there_is_not_waited_for_without_end(starts: Starts) -> None:
    server = starts()
    workshop = of(server)
    server.stop()
    with pytest.raises(NotDone) as lost:
        workshop.summary()
    assert lost.value.status == 0
