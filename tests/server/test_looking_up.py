"""What people look up over HTTP: each as far as they may see."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ClassVar

import pytest

from moot.rooms.people.joining import Join
from moot.rooms.stages.stage import StartStage
from moot.server.journal.memory import MemoryJournal
from moot.server.live.workshops import Workshops
from tests.rooms.canvases.writing import write
from tests.rooms.world import ACADEMY
from tests.server.browser import Browser
from tests.server.server_in_thread import ServerInThread

People = tuple[Browser, Browser, Browser, str]


@pytest.fixture
def people(running: ServerInThread) -> People:
    """A trainer, Ana who wrote a step, Βασίλης; and the key of her canvas."""
    trainer = Browser(running).make_workshop()
    trainer.come()
    ana, ben = (Browser(running).join(trainer.workshop, name) for name in ("Ana", "Βασίλης"))
    me = ana.come()["you"]
    ben.come()
    assert trainer.ask({"type": "start-stage", "activity": "plan", "stage": "advance"})["type"] == "done"
    edit = {"row": "row0", "column": "action", "revision": 0, "edit": [[0, "Zażółć"]]}
    assert ana.ask({"type": "edit-cell", "canvas": f"plan:{me}", **edit})["type"] == "done"
    return trainer, ana, ben, f"plan:{me}"


def asked(browser: Browser, what: str, **of: str) -> Any:
    answer = browser.http.get(f"/w/{browser.workshop}/{what}", params=of)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_step_is_followed_by_its_owner_and_the_trainer_and_nobody_else(people: People) -> None:
    trainer, ana, ben, canvas = people
    for who in (ana, trainer):
        told = asked(who, "lineage", canvas=canvas, row="row0")
        assert [step["text"] for step in told["steps"]] == ["Zażółć"]
    assert asked(ben, "lineage", canvas=canvas, row="row0") == {}


def test_a_note_is_followed_to_what_was_made_of_it(people: People) -> None:
    trainer, ana, _, _ = people
    room = next(iter(ana.come("anew")["common"]["rooms"]))
    assert trainer.ask({"type": "start-stage", "activity": "share", "stage": "collect"})["type"] == "done"
    note = {"type": "add-note", "room": room, "section": "share-0", "id": "shared001", "text": "Members leave"}
    assert ana.ask(note)["type"] == "done"
    told = asked(ana, "lineage", room=room, board="share", note="shared001")
    assert [shared["text"] for shared in told["shared"]] == ["Members leave"]


def test_what_a_cell_said_before_is_told_to_its_owner_and_the_trainer_alone(people: People) -> None:
    trainer, ana, ben, canvas = people
    cell = {"canvas": canvas, "row": "row0", "column": "action"}
    for who in (ana, trainer):
        (version,) = asked(who, "history", **cell)
        assert (version["text"], version["by"]) == ("Zażółć", canvas.partition(":")[2])
    assert ben.http.get(f"/w/{ben.workshop}/history", params=cell).status_code == 403


def test_how_all_plans_go_is_told_to_trainers_alone(people: People) -> None:
    trainer, ana, _, _ = people
    plans = asked(trainer, "plans")["plans"]
    assert [[step["text"] for step in plan.get("steps", [])] for plan in plans] == [["Zażółć"], []]
    assert ana.http.get(f"/w/{ana.workshop}/plans").status_code == 403


def test_who_looks_back_does_so_one_at_a_time(people: People, running: ServerInThread) -> None:
    """A second look waits for the first; others do not wait for it."""
    trainer, ana, _, canvas = people
    cell = {"canvas": canvas, "row": "row0", "column": "action"}
    lock = running.workshops.looks_back(ana.workshop, canvas.partition(":")[2])
    running.do(lock.acquire())
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(asked, ana, "history", **cell)
        assert len(asked(trainer, "history", **cell)) == 1
        assert not waiting.done()
        running.do(released(lock))
        assert len(waiting.result(10)) == 1


async def released(lock: asyncio.Lock) -> None:
    lock.release()


class Watched(bytes):
    """An entry that notes in which threads it is searched."""

    searched: ClassVar[set[int]] = set()

    def __contains__(self, part: object) -> bool:
        self.searched.add(threading.get_ident())
        return super().__contains__(part)  # type: ignore[operator]


class WatchedJournal(MemoryJournal):
    async def read(self, workshop: str, after: int, limit: int | None = None) -> list[tuple[int, bytes]]:
        return [(position, Watched(entry)) for position, entry in await super().read(workshop, after, limit)]


async def test_a_journal_is_searched_off_the_loop_and_for_the_canvas_too() -> None:
    async with WatchedJournal() as journal:
        workshops = Workshops(journal, "known to nobody")
        live = await workshops.make(ACADEMY)
        for person in ("p0", "p1"):
            await live.ask(Join(person, "Ελένη"), "")
        await live.ask(Join("t", "Žofie", "trainer"), "")
        await live.ask(StartStage("plan", "advance"), "t")
        for person in ("p0", "p1"):
            await live.ask(write("Zażółć", "row0/action", f"plan:{person}"), person)
        assert len(await workshops.entries(live.id, b'"row0/action"')) == 2
        assert len(await workshops.entries(live.id, b'"plan:p1"', b'"row0/action"')) == 1
        assert Watched.searched
        assert threading.get_ident() not in Watched.searched
        await workshops.close()


@pytest.mark.parametrize("what", ["lineage", "history", "plans"])
def test_who_is_not_in_the_workshop_is_told_nothing(people: People, running: ServerInThread, what: str) -> None:
    _, ana, _, canvas = people
    of = {"canvas": canvas, "row": "row0", "column": "action"}
    for workshop in (ana.workshop, "abc234"):
        assert Browser(running).http.get(f"/w/{workshop}/{what}", params=of).status_code == 403
