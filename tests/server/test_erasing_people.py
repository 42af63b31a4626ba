"""Somebody is erased while people work, on one server and on two; and by the operator, with a proof."""

import asyncio
import json
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from pathlib import Path

import pytest
from click.testing import CliRunner

from moot.rooms.boards.note import AddNote, EditNote
from moot.rooms.entry import encode
from moot.rooms.people.joining import Join
from moot.rooms.protection.erase import Erase
from moot.rooms.protocol import Done, Lost, Welcome
from moot.rooms.refusals import Reason, Refused
from moot.rooms.stages.stage import StartStage
from moot.server.cli import main
from moot.server.journal import Journal
from moot.server.journal.memory import MemoryJournal
from moot.server.journal.redis import RedisJournal
from moot.server.journal.sqlite import SqliteJournal
from moot.server.live.workshop import LiveWorkshop
from moot.server.live.workshops import Workshops
from moot.server.proof import PIECE, Proof, Trace, proof
from tests import redis_servers
from tests.server.people_in_memory import Guest, academy

NAME, ORGANISATION, IDEA = "Ioana Țepeș", "Danube Creative", "A day on which members meet investors"
ERASE = Erase(people=("ioana",), called="Person {n}", extent="words")
HERE: dict[str, Callable[[Path], AbstractAsyncContextManager[Journal]]] = {
    "memory": lambda path: MemoryJournal(),
    "sqlite": lambda path: SqliteJournal(path / "journal.sqlite"),
}


async def at_work(journal: Journal) -> tuple[Workshops, LiveWorkshop, Guest, Guest]:
    """Ioana and Ben in one group, who share challenges; and what the journal knows of her."""
    workshops, live = await academy(journal, 2)
    await live.ask(Join("ioana", NAME, organisation=ORGANISATION, country="Romania"))
    await Guest(live, "t").come().ask(StartStage("share", "collect"))
    ioana = Guest(live, "ioana").come()
    ben = Guest(live, next(p for p in ("p0", "p1") if room(live, p) == room(live, "ioana"))).come()
    note = AddNote(room=room(live, "ioana"), section="share-0", id="note0001", text=IDEA)
    assert isinstance(await ioana.ask(note), Done)
    said = AddNote(room=room(live, ben.person), section="share-0", id="note0002", text=f"Ask {NAME.upper()}")
    assert isinstance(await ben.ask(said), Done)
    return workshops, live, ioana, ben


def room(live: LiveWorkshop, person: str) -> str:
    return live.workshop.people[person].room


def texts(live: LiveWorkshop, guest: Guest) -> list[str]:
    notes = live.workshop.rooms[room(live, guest.person)].boards["share"].notes
    return [note.text for note in notes.values()]


async def written(journal: Journal, id: str) -> str:
    entries = b"".join(entry for _, entry in await journal.read(id, 0))
    kept = await journal.checkpoint(id)
    return (entries + (kept[1] if kept else b"")).decode()


def is_nowhere(said: str) -> bool:
    return not any(word in said for word in ("Ioana", "IOANA", ORGANISATION, "investors", '"ioana"'))


@pytest.mark.parametrize("where", HERE)
async def test_who_is_erased_is_out_and_everybody_else_goes_on(where: str, tmp_path: Path) -> None:
    """E2, E5."""
    async with HERE[where](tmp_path) as journal:
        workshops, live, ioana, ben = await at_work(journal)
        marked, more = ben.mark, [f"Idea {number}" for number in range(12)]
        asks = [
            ben.ask(AddNote(room=room(live, ben.person), section="share-0", id=f"more{n:04}", text=text), n + 2)
            for n, text in enumerate(more)
        ]
        erasing = asyncio.ensure_future(live.ask(ERASE, "t"))
        assert all(isinstance(answer, Done) for answer in await asyncio.gather(*asks))
        await erasing
        assert ioana.line.ended == (4001, "this badge is not valid any more")
        assert texts(live, ben) == ["…", "Ask Person 4", *more]
        assert ben.view() == Guest(live, ben.person, "another").come().view()
        await ben.ask(EditNote(room=room(live, ben.person), note="note0002", text="Once"), 14)
        await ben.ask(EditNote(room=room(live, ben.person), note="note0002", text="Twice"), 14)
        assert "Once" in texts(live, ben), "a number that was done before is answered again"
        assert is_nowhere(await written(journal, live.id))
        back = Guest(live, ben.person).come(at=marked)
        assert isinstance(back.line.heard[0], Welcome), "what one saw before is not gone on from"
        assert live.receipt
        assert (live.receipt.people, live.receipt.by, live.receipt.extent) == (1, ("t",), ("words",))
        with pytest.raises(Refused, match=Reason.NO_SUCH_PERSON):
            await live.ask(ERASE, "t")
        await workshops.close()
        anew = await LiveWorkshop.open(live.id, journal, "a secret")
        assert anew
        assert anew.workshop == live.workshop
        await anew.close()


@pytest.fixture
async def journals() -> AsyncIterator[list[Journal]]:
    server = redis_servers.redis()
    server.ask("FLUSHALL")
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(RedisJournal(server.url)) for _ in range(3)]


async def test_other_servers_notice_and_nobody_loses_a_word(journals: list[Journal]) -> None:
    """E5, J13: one that knows it from its first entry, and one that began with the checkpoint."""
    workshops, live, _, ben = await at_work(journals[0])
    second = await LiveWorkshop.open(live.id, journals[1], "a secret")
    await journals[0].keep_checkpoint(live.id, live.ledger.position, encode(live.ledger))
    third = await LiveWorkshop.open(live.id, journals[2], "a secret")
    assert second and third  # noqa: PT018
    there, away = Guest(second, "ioana", "tab2").come(), Guest(third, ben.person, "tab3").come()
    for guest in (there, away):
        await told(guest, Welcome)
        guest.line.heard.clear()
    add = AddNote(room=room(live, ben.person), section="share-0", id="note0003", text="Written meanwhile")
    _, answer = await asyncio.gather(live.ask(ERASE, "t"), away.ask(add))
    assert isinstance(answer, Done)
    await told(away, Welcome)
    async with asyncio.timeout(10):
        while there.line.ended is None:
            await second.know_all()
    assert not any(isinstance(heard, Lost) for heard in away.line.heard)
    for server in (live, second, third):
        await server.know_all()
        assert texts(server, ben) == ["…", "Ask Person 4", "Written meanwhile"]
    assert live.ledger == second.ledger == third.ledger
    await second.close()
    await third.close()
    assert is_nowhere(await written(journals[0], live.id)), "no server keeps a state that it held before"
    await workshops.close()


async def told(guest: Guest, kind: type) -> None:
    async with asyncio.timeout(10):
        while not any(isinstance(heard, kind) for heard in guest.line.heard):
            guest.line.news.clear()
            await guest.line.news.wait()


# By the operator


async def a_training(path: Path) -> str:
    async with SqliteJournal(path / "journal.sqlite") as journal:
        workshops, live, _, _ = await at_work(journal)
        await academy(journal)
        await workshops.close()
        return live.id


def moot(path: Path, *words: str) -> tuple[int, str]:
    told = CliRunner().invoke(main, [*words, "--data", str(path)])
    return told.exit_code, told.output


def test_an_operator_erases_somebody_and_can_show_it(tmp_path: Path) -> None:
    """E2, E6."""
    id = asyncio.run(a_training(tmp_path))
    forms = (NAME, NAME.upper(), unicodedata.normalize("NFD", NAME), " ioana  ȚEPEȘ")
    for form in forms:
        code, said = moot(tmp_path, "erase", id, "--check", "--person", form)
        assert (code, "found in entry" in said, "found in the state" in said) == (1, True, True)
    code, said = moot(tmp_path, "erase", id, "--person", "ioana țepeș", "--yes", "--receipt", str(tmp_path / "receipt"))
    assert (code, "not found: their name, nor " in said) == (0, True), said
    assert not any(form.strip() in said for form in forms), "what is said is kept with the receipt"
    receipt = json.loads((tmp_path / "receipt").read_text("utf-8"))
    assert receipt["people"] == 1
    assert not any(form.strip() in json.dumps(receipt, ensure_ascii=False) for form in forms)
    for form in forms:
        assert moot(tmp_path, "erase", id, "--check", "--person", form) == (0, f"not found: {form}\n")
    code, said = moot(tmp_path, "erase", id, "--check", "--person", NAME, "--words", IDEA)
    assert (code, "found in entry" in said) == (1, True), "what was shared stays, unless it is to go too"
    for file in tmp_path.iterdir():
        assert "Ioana" not in file.read_bytes().decode(errors="replace"), file
    assert moot(tmp_path, "erase", id, "--person", NAME, "--yes")[0] == 1


def test_an_operator_erases_all_and_the_results_stay(tmp_path: Path) -> None:
    """E2, E3."""
    id = asyncio.run(a_training(tmp_path))
    code, said = moot(tmp_path, "erase", id, "--all", "--yes")
    assert (code, "not found: 4 of 4 names, nor " in said, NAME in said) == (0, True, False), said
    kept = (tmp_path / "journal.sqlite").read_bytes().decode(errors="replace")
    assert IDEA in kept
    assert "Ask Person 4" in kept
    assert "Danube" not in kept
    assert moot(tmp_path, "erase", id, "--all", "--yes")[0] == 1, "there is nobody left"


def test_a_workshop_that_is_forgotten_is_shown_to_be_gone(tmp_path: Path) -> None:
    """J7."""
    id = asyncio.run(a_training(tmp_path))
    assert moot(tmp_path, "erase", id, "--check")[0] == 1
    assert moot(tmp_path, "forget", id, "--yes")[0] == 0
    assert moot(tmp_path, "erase", id, "--check") == (0, f"not found: {id}\n")


@pytest.mark.parametrize("words", [("--all", "--person", "x"), (), ("--check", "--all")])
def test_an_operator_who_says_too_little_or_too_much_is_told(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert moot(tmp_path, "erase", "abc234", *words)[0] == 2


def test_several_of_one_name_are_told_apart(tmp_path: Path) -> None:
    async def twins() -> str:
        async with SqliteJournal(tmp_path / "journal.sqlite") as journal:
            workshops, live, _, _ = await at_work(journal)
            await live.ask(Join("another", NAME.lower(), organisation="Elsewhere"))
            await workshops.close()
            return live.id

    id = asyncio.run(twins())
    code, said = moot(tmp_path, "erase", id, "--person", NAME, "--yes")
    assert (code, "another" in said, "Elsewhere" in said) == (1, True, True)
    code, said = moot(tmp_path, "erase", id, "--person", "another", "--yes")
    assert (code, "found in entry" in said) == (1, True), "the other one is called so too"


@pytest.mark.parametrize("before", [0, 3, PIECE - 5, PIECE, 3 * PIECE + 1])
def test_a_name_is_found_wherever_a_piece_of_a_file_begins(tmp_path: Path, before: int) -> None:
    file, words = tmp_path / "journal.sqlite", [NAME]
    file.write_bytes(b"." * before + f"{NAME} x{NAME} ".encode() * 3 + b"." * (PIECE - 20) + NAME.upper().encode())

    async def found() -> Proof:
        async with MemoryJournal() as journal:
            return await proof(journal, "abc234", words, [file])

    assert asyncio.run(found()).found == (Trace("file", file.name, 4),)
