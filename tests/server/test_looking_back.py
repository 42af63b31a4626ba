"""Looking back over HTTP: snapshots, two beside each other, the replay, and what is brought back; for who trains."""

import asyncio
import time
from typing import Any

import pytest

from moot.rooms.entry import decode_entry, encode
from moot.rooms.past.snapshot import TakeSnapshot
from moot.rooms.people.joining import Join
from moot.server.journal.memory import MemoryJournal
from moot.server.live.recall import TURN, in_turns
from moot.server.live.workshops import Workshops
from tests.rooms.world import ACADEMY
from tests.server.browser import Browser
from tests.server.server_in_thread import ServerInThread

SNAPSHOT, NOTE = "snapshot1", "shared001"
Trainer = tuple[Browser, str]


@pytest.fixture
def trainer(running: ServerInThread) -> Trainer:
    """With a participant who shared a note, which was changed after a snapshot; and the room."""
    trainer = Browser(running).make_workshop()
    trainer.come()
    ana = Browser(running).join(trainer.workshop, "Ana")
    room = next(iter(ana.come()["common"]["rooms"]))
    asks(trainer, type="start-stage", activity="share", stage="collect")
    asks(ana, type="add-note", room=room, section="share-0", id=NOTE, text="Members leave")
    asks(trainer, type="take-snapshot", id=SNAPSHOT, name="Before lunch")
    asks(trainer, type="edit-note", room=room, note=NOTE, text="Members stay")
    return trainer, room


def asks(browser: Browser, **request: Any) -> None:
    assert browser.ask(request)["type"] == "done"


def got(browser: Browser, path: str, **params: str) -> Any:
    answer = browser.http.get(f"/w/{browser.workshop}/{path}", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def brings_back(browser: Browser, **what: Any) -> Any:
    return browser.http.post(f"/w/{browser.workshop}/bring-back", json={"snapshot": SNAPSHOT, **what})


def text_in(view: Any, room: str) -> str:
    return str(view["rooms"][room]["boards"]["share"]["notes"][NOTE]["text"])


def test_a_snapshot_is_looked_at_as_it_was(trainer: Trainer) -> None:
    """L3."""
    browser, room = trainer
    seen = got(browser, f"snapshots/{SNAPSHOT}/view")
    assert (seen["snapshot"]["name"], text_in(seen["view"], room)) == ("Before lunch", "Members leave")
    assert 'class="snapshot"' in browser.http.get(f"/w/{browser.workshop}/snapshots/{SNAPSHOT}").text


def test_two_are_compared_and_one_with_now(trainer: Trainer) -> None:
    """L4."""
    browser, room = trainer
    told = got(browser, "compared", of=SNAPSHOT, room=room, board="share")
    assert told["boards"] == {room: {"share": {"changed": 1}}}
    assert (text_in(told["before"], room), text_in(told["after"], room)) == ("Members leave", "Members stay")
    assert told["board"]["notes"][NOTE]["marks"] == ["changed"]
    same = got(browser, "compared", **{"of": SNAPSHOT, "with": SNAPSHOT, "room": room, "board": "share"})
    assert (same["boards"], same["canvases"], same["board"]) == ({}, {}, {})


def test_a_note_is_brought_back_and_what_it_replaces_is_said_before(trainer: Trainer) -> None:
    """L5, R7."""
    browser, room = trainer
    foreseen = brings_back(browser, room=room, note=NOTE, foresee=True).json()
    assert (foreseen["replaces"], foreseen["words"]) == (1, ["Members stay"])
    assert brings_back(browser, room=room, note=NOTE).json() == {}
    assert got(browser, "compared", of=SNAPSHOT)["boards"] == {}
    assert brings_back(browser, room=room, note=NOTE).json() == {"why": "already"}
    view = browser.come("anew")["common"]
    assert [one.get("why", "by-hand") for one in view["snapshots"].values()] == ["by-hand", "bring-back"]


@pytest.mark.parametrize(
    ("what", "status"),
    [
        ({"snapshot": "nowhere1", "note": NOTE}, 404),
        ({"note": 7}, 400),
        ({"nonsense": "x"}, 400),
        ({"canvas": "x" * 10_000}, 400),
    ],
)
def test_what_cannot_be_brought_back_is_said(trainer: Trainer, what: dict[str, Any], status: int) -> None:
    browser, room = trainer
    assert brings_back(browser, room=room, **what).status_code == status
    assert brings_back(browser, canvas="nowhere:p1").json() == {"why": "no-such-canvas"}
    assert brings_back(browser, room="g9", note=NOTE).json() == {"why": "no-such-room"}


def test_the_replay_tells_all_from_its_beginning(trainer: Trainer) -> None:
    """L7."""
    browser, room = trainer
    reel = got(browser, "replay/reel")
    assert [sign["what"] for sign in reel["signs"]] == ["began", "snapshot"]
    part = got(browser, "replay/parts/0")
    told = [change["type"] for heard in part["heard"] for change in heard.get("did", [])]
    told = [one for one in told if one != "command-done"]
    assert told[-3:] == ["note-added", "snapshot-taken", "note-edited"]
    assert room in part["view"]["rooms"]
    assert browser.http.get(f"/w/{browser.workshop}/replay/parts/1").status_code == 404


def test_nobody_but_who_trains_looks_back(trainer: Trainer, running: ServerInThread) -> None:
    """L1, L3."""
    browser, _ = trainer
    code = browser.workshop
    observer = Browser(running).come_in(got(browser, "links")["links"]["observer"], "Jānis")
    ben, nobody = Browser(running).join(code, "Βασίλης"), Browser(running)
    for path in (f"snapshots/{SNAPSHOT}/view", f"compared?of={SNAPSHOT}", "replay/reel", "replay/parts/0"):
        asked = (who.http.get(f"/w/{code}/{path}").status_code for who in (observer, ben, nobody))
        assert [*asked] == [200, 403, 403]
    for who in (observer, ben, nobody):
        who.workshop = code
        assert brings_back(who, note=NOTE).status_code == 403
    elsewhere = browser.http.post(f"/w/{code}/bring-back", json={}, headers={"origin": "https://elsewhere.example"})
    assert elsewhere.status_code == 403


@pytest.mark.parametrize("path", ["snapshots/nowhere1/view", "compared?of=nowhere1", f"compared?of={SNAPSHOT}&with=x"])
def test_a_snapshot_that_is_not_there_is_not_found(trainer: Trainer, path: str) -> None:
    assert trainer[0].http.get(f"/w/{trainer[0].workshop}/{path}").status_code == 404


async def test_a_snapshot_is_read_out_of_the_journal_by_a_server_that_came_later() -> None:
    """L3. Whoever takes it has it at hand."""
    async with MemoryJournal() as journal:
        for server in range(2):
            workshops = Workshops(journal, "known to nobody")
            live = await (workshops.make(ACADEMY) if not server else workshops.find((await journal.workshops())[0]))
            assert live
            if not server:
                await live.ask(Join("t", "Žofie", "trainer"))
                await live.ask(TakeSnapshot(id=SNAPSHOT, name="Before lunch"), "t")
                await live.ask(Join("p0", "Ελένη"))
            then = await live.past.at_snapshot(SNAPSHOT)
            assert then
            assert list(then.people) == ["t"]
            assert await live.past.at_snapshot("nowhere1") is None
            await workshops.close()


async def test_others_have_their_turn_while_a_long_journal_is_read() -> None:
    """None waits longer than a turn, and what one thing takes."""
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    task = asyncio.create_task(others())
    ends, entry = time.monotonic() + 10 * TURN, encode(decode_entry(b'{"at":1,"deeds":[]}'))

    def endless() -> Any:
        while time.monotonic() < ends:
            yield decode_entry(entry)

    async for _ in in_turns(endless()):
        pass
    task.cancel()
    assert turns > 1
