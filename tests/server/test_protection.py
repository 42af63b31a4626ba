"""How long people are kept, who may look and erase, and who looked: over HTTP, and by the server alone."""

import asyncio
from html import unescape
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from moot.rooms.entry import Deed, Entry, encode
from moot.rooms.people.joining import Join
from moot.rooms.people.people import Person, PersonJoined
from moot.rooms.protection.retention import KeepPeople, due_at
from moot.rooms.protocol import Look
from moot.rooms.shape import changed
from moot.rooms.workshop import WorkshopMade
from moot.server.cli import main
from moot.server.journal.memory import MemoryJournal
from moot.server.journal.sqlite import SqliteJournal
from moot.server.live.retention import Retention
from moot.server.live.workshops import Workshops
from tests.server.browser import Browser
from tests.server.conftest import Starts
from tests.server.people_in_memory import ACADEMY, Guest, academy
from tests.server.server_in_thread import ServerInThread


async def test_people_are_erased_when_their_time_is_up_and_not_before(tmp_path: Path) -> None:
    """E7: also where nobody is in, by a server that has never seen the workshop."""
    async with SqliteJournal(tmp_path / "journal.sqlite") as journal:
        workshops, live = await academy(journal)
        await live.ask(Join("ioana", "Ioana Țepeș"))
        await live.ask(KeepPeople(91), "t")
        _, others = await academy(journal, 1)
        due = due_at(live.workshop)
        assert due
        await workshops.close()
        fresh = Workshops(journal, "a secret")
        retention = Retention(fresh, journal)
        assert await retention.sweep(due - 1) == []
        assert fresh.opened() == [], "to look is not to open"
        standings = {one.id: one for one in await retention.standings()}
        assert (standings[live.id].people, standings[live.id].due) == (6, due)
        assert standings[others.id].due is None
        assert await retention.sweep(due) == [live.id]
        left = await fresh.find(live.id)
        assert left
        assert {one.name for one in left.workshop.people.values()} == {f"Person {n}" for n in range(1, 7)}
        assert await retention.sweep(due + 10**9) == []
        await fresh.close()
        untouched = await fresh.find(others.id)
        assert untouched
        assert untouched.workshop.people["t"].name == "Žofie Říhová"
        await fresh.close()
    assert not any("Țepeș".encode() in file.read_bytes() for file in tmp_path.iterdir())  # noqa: ASYNC240


def test_an_operator_sees_until_when_people_are_kept_and_erases_those_whose_time_is_up(tmp_path: Path) -> None:
    """E7."""

    async def made() -> tuple[str, str]:
        async with SqliteJournal(tmp_path / "journal.sqlite") as journal:
            long_ago = changed(ACADEMY, keep_days=100, check_ins=())
            workshops = Workshops(journal, "a secret")
            others, live = await workshops.make(ACADEMY), await workshops.make(long_ago)
            await live.ask(Join("ioana", "Ioana Țepeș"))
            await others.ask(Join("jan", "Jan Švéda"))
            first = Entry(1, (Deed(did=(WorkshopMade("aaa222", long_ago, 1),)),))
            ioana = Entry(2, (Deed(did=(PersonJoined(Person(id="ioana", name="Ioana Țepeș")),)),))
            for position, entry in enumerate((first, ioana), 1):  # made before its dates, which are over
                await journal.append("aaa222", position, encode(entry))
            await workshops.close()
            return live.id, others.id

    new, others = asyncio.run(made())
    told = CliRunner().invoke(main, ["retain", "--data", str(tmp_path)])
    lines = {line.split()[0]: line for line in told.output.splitlines()}
    assert "1 people  kept until 2025-06-12: their time is up" in lines["aaa222"]
    assert "kept until 20" in lines[new]
    assert "is up" not in lines[new]
    assert "kept until somebody erases them" in lines[others]
    told = CliRunner().invoke(main, ["retain", "--now", "--data", str(tmp_path)])
    assert "aaa222     0 people  erased now" in told.output
    assert told.output.count("1 people") == 2
    assert "   1 people  kept until 20" in told.output


async def test_who_opens_somebodys_plan_is_written_down_and_it_costs_nobody_a_wait() -> None:
    """E10."""
    async with MemoryJournal() as journal:
        workshops, live = await academy(journal, 2)
        trainer = Guest(live, "t").come()
        for looks in (("plan:p0", "g1"), ("plan:p0", "plan:p1", "plan:nobody"), ()):
            trainer.say(Look(rooms=looks))
        Guest(live, "p0").come().say(Look(rooms=("plan:p1",)))
        await live.ask(Join("late", "Late"))
        assert [(one.by, one.what, one.about) for one in live.workshop.accesses] == [
            ("t", "plan", "plan:p0"),
            ("t", "plan", "plan:p1"),
        ]
        await workshops.close()


def you(browser: Browser) -> str:
    return str(browser.come()["you"])


def test_nobody_but_a_trainer_erases_and_nobody_sees_what_is_anothers(running: ServerInThread) -> None:
    """E2, E8, E9."""
    trainer = Browser(running).make_workshop()
    code = trainer.workshop
    ana, ben = Browser(running).join(code, "Ana Popescu"), Browser(running).join(code, "Ben Novák")
    id = you(ana)
    for browser in (ben, Browser(running), ana):
        assert browser.http.post(f"/w/{code}/people/{id}/erase").status_code == 403
        assert browser.http.get(f"/w/{code}/people/{id}/loss").status_code == 403
        assert browser.http.get(f"/w/{code}/protection").status_code == 403
    assert Browser(running).http.get(f"/w/{code}/held.json").status_code == 403
    assert Browser(running).http.get(f"/w/{code}/held").status_code == 403
    elsewhere = {"origin": "https://elsewhere.example"}
    assert trainer.http.post(f"/w/{code}/people/{id}/erase", headers=elsewhere).status_code == 403
    assert ana.http.post(f"/w/{code}/kept", data={"ask": "yes"}, headers=elsewhere).status_code == 403
    held = ben.http.get(f"/w/{code}/held.json").json()
    assert (held["person"]["name"], "Ana" in str(held)) == ("Ben Novák", False)
    assert ana.http.post(f"/w/{code}/kept", data={"ask": "yes"}).status_code == 200
    assert trainer.come()["common"]["people"][id]["asks_erasure"]
    assert trainer.http.get(f"/w/{code}/personal/{id}").status_code == 200
    looks = [(one["what"], one.get("about")) for one in ana.http.get(f"/w/{code}/held.json").json()["accesses"]]
    assert looks == [("personal-link", id)]
    assert "Žofie Říhová: your personal link" in " ".join(ana.http.get(f"/w/{code}/held").text.split())
    assert trainer.http.get(f"/w/{code}/people/{id}/loss").json() == {"replaced": True}
    assert trainer.http.post(f"/w/{code}/people/{id}/erase", data={"extent": "all"}).status_code == 400
    receipt = trainer.http.post(f"/w/{code}/people/{id}/erase", data={"extent": "words"}).json()
    assert (receipt["people"], receipt["extent"]) == (1, ["words"])
    assert ana.ending() == 4001
    assert ana.http.get(f"/w/{code}/held.json").status_code == 403
    assert trainer.http.post(f"/w/{code}/people/{id}/erase").json() == {"why": "no-such-person"}
    names = {person["name"] for person in ben.come()["common"]["people"].values()}
    assert names == {"Žofie Říhová", "Person 2", "Ben Novák"} or names == {"Žofie Říhová", "Ben Novák"}


def test_an_operator_erases_a_whole_workshop_by_its_code(running: ServerInThread) -> None:
    """J7."""
    trainer, other = Browser(running).make_workshop(), Browser(running).make_workshop()
    code = trainer.workshop
    ana = Browser(running).join(code, "Ana")
    ana.come()
    for stranger in (ana, Browser(running)):
        assert stranger.http.get("/workshops/kept").status_code == 403
        assert stranger.http.post(f"/workshops/{code}/forget", data={"code": code}).status_code == 403
    assert "2 people are known by name, until somebody erases them." in trainer.http.get("/workshops/kept").text
    elsewhere = {"origin": "https://elsewhere.example"}
    wrong = [
        trainer.http.post(f"/workshops/{code}/forget", data={"code": other.workshop}),
        trainer.http.post(f"/workshops/{code}/forget", data={"code": code}, headers=elsewhere),
    ]
    assert [answer.status_code for answer in wrong] == [400, 403]
    shown = f"{code[:3]}-{code[3:]}".upper()
    left = trainer.http.post(f"/workshops/{code}/forget", data={"code": shown})
    assert (left.status_code, shown in left.text, other.workshop[3:].upper() in left.text) == (200, False, True)
    assert ana.ending() == 4004
    assert running.do(running.workshops.find(code)) is None
    assert other.come()


def test_an_operator_sees_whether_a_name_is_gone(running: ServerInThread) -> None:
    """E2: as by `moot erase --check`, while the server runs."""
    trainer, elsewhere = Browser(running).make_workshop(), {"origin": "https://elsewhere.example"}
    code = trainer.workshop
    ana = Browser(running).join(code, "Ana Popescu")
    id = you(ana)

    def proved(browser: Browser, name: str, **headers: str) -> tuple[int, str]:
        answer = browser.http.post(f"/workshops/{code}/proof", data={"name": name}, headers=headers)
        return answer.status_code, " ".join(unescape(answer.text).split())

    for stranger, headers in ((ana, {}), (Browser(running), {}), (trainer, elsewhere)):
        assert proved(stranger, "Ana Popescu", **headers)[0] == 403
    status, told = proved(trainer, "ana  POPESCU")
    assert (status, "“ana POPESCU” still stands here:" in told, "in 1 entry:" in told) == (200, True, True)
    assert trainer.http.post(f"/w/{code}/people/{id}/erase", data={"extent": "own"}).status_code == 200
    assert "“Ana Popescu” is gone: it stands nowhere in" in proved(trainer, "Ana Popescu")[1]
    assert proved(trainer, " ")[0] == 400


def test_where_everybody_makes_workshops_nobody_sees_those_of_others(starts: Starts) -> None:
    open_to_all = Browser(starts(operators="open")).make_workshop()
    assert open_to_all.http.get("/workshops/kept").status_code == 403
    assert "/workshops/kept" not in open_to_all.http.get("/workshops").text
    for what in ("forget", "proof"):
        asked = open_to_all.http.post(f"/workshops/{open_to_all.workshop}/{what}", data={"code": open_to_all.workshop})
        assert asked.status_code == 403


def test_one_reads_all_that_is_held_about_oneself_in_ones_own_language(running: ServerInThread) -> None:
    """E9: sentences, time frames, answers and check-ins."""
    trainer = Browser(running).make_workshop()
    code = trainer.workshop
    trainer.come()
    ana = Browser(running).join(code, "Ana Popescu")
    own = you(ana)
    cell = {"row": "row0", "column": "statement", "revision": 0, "edit": [[0, "For firms"]]}
    days = {"row": "row0", "column": "time-frame", "value": {"type": "period", "start": "2026-12-10"}}
    helped = {"activity": "feedback-day-4", "field": "helped", "answer": {"chosen": [1, 4]}}
    asked: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("value", "compose", {"type": "edit-cell", "canvas": f"value:{own}", **cell}),
        ("plan", "advance", {"type": "set-cell", "canvas": f"plan:{own}", **days}),
        ("feedback-day-4", "answer", {"type": "answer-field", **helped}),
    )
    for activity, stage, request in asked:
        assert trainer.ask({"type": "start-stage", "activity": activity, "stage": stage})["type"] == "done"
        assert ana.ask(request)["type"] == "done"
    assert ana.ask({"type": "report-step", "days": 30, "row": "row0", "state": "under-way"})["type"] == "done"

    def held(language: str) -> str:
        answer = ana.http.get(f"/w/{code}/held", headers={"accept-language": language})
        assert answer.status_code == 200, answer.text
        return " ".join(unescape(answer.text).split())

    assert "For firms" in held("en")
    assert "the work in groups, the breaks" in held("en")
    assert "After 30 days: under way" in held("en")
    assert "praca w grupach, przerwy" in held("pl")
    assert "2026-12-10" in held("pl")
