"""The Python client against a real server: it reads, asks once whatever the line does, and hears what happens."""

import base64
import re
import time
from itertools import count
from pathlib import Path
from threading import Thread
from typing import Any

import httpx2 as httpx
import pytest

from moot.client import Moot, NotDone
from moot.client.webhook import signature
from moot.client.workshop import WorkshopApi
from moot.rooms.boards.note import AddNote, DeleteNote
from moot.rooms.past.brought import BringBack
from moot.rooms.past.snapshot import TakeSnapshot
from moot.rooms.people.groups import AddGroup
from moot.rooms.people.joining import Listed
from moot.rooms.refusals import Reason
from moot.rooms.stages.message import MessageSent, SendMessage
from moot.rooms.stages.stage import PauseStage, StartStage
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


def test_the_receiver_of_the_docs_takes_what_is_signed_and_nothing_else() -> None:
    examples = re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    secret, heard = "whsec_" + base64.b64encode(b"a secret of a webhook").decode(), list[Any]()
    names: dict[str, Any] = {"secret": secret, "heard": heard}
    exec(compile(examples[1].replace("8001", "0"), str(DOCS), "exec"), names)
    receiver = names["receiver"]
    names["Hook"].log_message = lambda *said: None
    thread = Thread(target=receiver.serve_forever, args=(0.05,))
    thread.start()
    body, at = b'{"type": "test", "data": {}}', int(time.time())
    signed = {"webhook-id": "n1", "webhook-timestamp": str(at), "webhook-signature": signature(secret, "n1", at, body)}
    url = f"http://127.0.0.1:{receiver.server_port}"
    answers = [httpx.post(url, content=content, headers=signed).status_code for content in (body, body + b" ")]
    receiver.shutdown()
    receiver.server_close()
    thread.join()
    assert (answers, heard) == ([204, 401], [("n1", "test", {})])


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


def test_a_program_looks_back_compares_and_brings_back(running: ServerInThread) -> None:
    workshop = of(running)
    workshop.ask(StartStage("share", "collect"))
    workshop.ask(AddNote(room="g1", section="share-0", id="note0001", text="Members leave"))
    workshop.ask(TakeSnapshot(id="snapshot1", name="Before lunch"))
    workshop.ask(DeleteNote(room="g1", note="note0001"))
    compared = workshop.compare("snapshot1", room="g1", board="share")
    assert compared.boards["g1"]["share"].removed == 1
    assert compared.board
    assert [*compared.board.notes] == ["note0001"]
    assert workshop.bring_back(BringBack(snapshot="snapshot1", room="g1", note="note0001"), key="back")
    assert workshop.compare("snapshot1", "snapshot1").boards == workshop.compare("snapshot1").boards == {}
    began = [sign.at for sign in workshop.replay().signs if sign.what == "began"]
    run = workshop.at(began[0]).rooms["g1"].run
    assert run
    assert run.stage == "collect"
    with pytest.raises(NotDone, match="404"):
        workshop.at(1)


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
