"""Requests, answers and what others hear, over a live workshop."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from moot.rooms.boards.note import AddNote
from moot.rooms.limits import WINDOW
from moot.rooms.people.groups import MovePerson
from moot.rooms.people.joining import Join
from moot.rooms.protocol import Ask, Done, Look, No, Signal, Welcome
from moot.rooms.refusals import Reason
from moot.rooms.stages.stage import StartStage
from moot.rooms.view import view, viewer_of
from moot.server.journal.memory import MemoryJournal
from moot.server.journal.sqlite import SqliteJournal
from moot.server.live.workshop import LiveWorkshop
from moot.server.live.workshops import Workshops
from tests.server.people_in_memory import Guest, academy


@pytest.fixture
async def live() -> AsyncIterator[LiveWorkshop]:
    async with MemoryJournal() as journal:
        workshops, live = await academy(journal)
        yield live
        await workshops.close()


def mate(live: LiveWorkshop, person: str) -> str:
    """Somebody else in the same group."""
    people = live.workshop.people
    return next(p.id for p in people.values() if p.room == people[person].room and p.id != person)


def note(live: LiveWorkshop, person: str, id: str = "note0001") -> AddNote:
    return AddNote(room=live.workshop.people[person].room, section="share-0", id=id, text="Members come once")


async def started(live: LiveWorkshop) -> None:
    assert isinstance(await Guest(live, "t").come().ask(StartStage("share", "collect")), Done)


async def test_a_note_shows_to_the_group_and_is_answered_once_it_is_kept(live: LiveWorkshop) -> None:
    await started(live)
    ana, ben = Guest(live, "p0").come(), Guest(live, mate(live, "p0")).come()
    assert isinstance(await ana.ask(note(live, "p0")), Done)
    for guest in (ana, ben):
        assert guest.view() == view(live.workshop, viewer_of(live.workshop, guest.person))
    assert "note0001" in ben.view().rooms[live.workshop.people["p0"].room].boards["share"].notes


async def test_the_other_group_hears_nothing_of_it(live: LiveWorkshop) -> None:
    await started(live)
    room = live.workshop.people["p0"].room
    other = next(p.id for p in live.workshop.people.values() if p.role == "participant" and p.room != room)
    stranger, ana = Guest(live, other).come(), Guest(live, "p0").come()
    await ana.ask(note(live, "p0"))
    assert stranger.changes() == []


async def test_a_repeated_request_is_answered_again_and_not_done_again(live: LiveWorkshop) -> None:
    await started(live)
    ana = Guest(live, "p0").come()
    await ana.ask(note(live, "p0"), 7)
    position = live.ledger.position
    again = Guest(live, "p0").come()
    assert isinstance(await again.ask(note(live, "p0"), 7), Done)
    assert live.ledger.position == position


async def test_a_refusal_says_why_and_changes_nothing(live: LiveWorkshop) -> None:
    ana = Guest(live, "p0").come()
    position = live.ledger.position
    answer = await ana.ask(note(live, "p0"))
    assert isinstance(answer, No)
    assert answer.why is Reason.NO_STAGE
    assert live.ledger.position == position


async def test_whoever_comes_back_soon_hears_only_what_they_missed(live: LiveWorkshop) -> None:
    await started(live)
    ben = Guest(live, mate(live, "p0")).come()
    before, mark = ben.view(), ben.mark
    ben.leave()
    await Guest(live, "p0").come().ask(note(live, "p0"))
    ben.come(at=mark)
    assert not any(isinstance(message, Welcome) for message in ben.line.heard)
    assert ben.view(before) == view(live.workshop, viewer_of(live.workshop, ben.person))


async def test_whoever_comes_back_late_gets_a_new_view(live: LiveWorkshop) -> None:
    ben = Guest(live, "p0").come(at="a mark of last week")
    assert ben.view() == view(live.workshop, viewer_of(live.workshop, "p0"))


async def test_whoever_is_moved_gets_the_view_of_the_new_room(live: LiveWorkshop) -> None:
    ana, trainer = Guest(live, "p0").come(), Guest(live, "t").come()
    to = "g1" if live.workshop.people["p0"].room == "g2" else "g2"
    await trainer.ask(MovePerson("p0", to))
    assert list(ana.view().rooms) == [to]
    assert ana.view() == view(live.workshop, viewer_of(live.workshop, "p0"))


async def test_a_trainer_sees_the_boards_of_the_rooms_they_open(live: LiveWorkshop) -> None:
    await started(live)
    trainer, ana = Guest(live, "t").come(), Guest(live, "p0").come()
    room = live.workshop.people["p0"].room
    trainer.say(Look((room,)))
    await ana.ask(note(live, "p0"))
    assert "note0001" in trainer.view().rooms[room].boards["share"].notes


async def test_two_tabs_of_one_person_are_one_person_here(live: LiveWorkshop) -> None:
    first, second = Guest(live, "p0", "a").come(), Guest(live, "p0", "b").come()
    room = live.workshop.people["p0"].room
    assert live.visits.presence.of(room).here == ("p0",)
    first.leave()
    assert live.visits.presence.of(room).here == ("p0",)
    second.leave()
    assert live.visits.presence.of(room).here == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"type":"hello"}',
        '{"type":"nothing"}',
        '{"type":"ask","ask":1,"do":{"type":"join"}}',
        "\ud800",
    ],
)
async def test_what_is_not_a_message_ends_the_visit(live: LiveWorkshop, text: str) -> None:
    ana = Guest(live, "p0").come()
    ana.visit.on_text(text)
    assert ana.line.ended
    assert ana.line.ended[0] == 1008


async def test_the_first_message_is_a_hello(live: LiveWorkshop) -> None:
    ana = Guest(live, "p0").come()
    ana.visit.stream = ""
    ana.say(Signal("share-0"))
    assert ana.line.ended
    assert ana.line.ended[0] == 1008


async def test_too_many_requests_at_once_end_the_visit(live: LiveWorkshop) -> None:
    ana = Guest(live, "p0").come()
    for number in range(1, WINDOW + 2):
        ana.say(Ask(ask=number, do=note(live, "p0")))
    assert ana.line.ended
    assert ana.line.ended[0] == 4009


async def test_a_workshop_goes_on_where_it_was(tmp_path: Path) -> None:
    async with SqliteJournal(tmp_path / "journal") as journal:
        workshops, live = await academy(journal)
        await started(live)
        before = live.ledger
        await workshops.close()
    async with SqliteJournal(tmp_path / "journal") as journal:
        again = Workshops(journal, "a secret")
        opened = await again.find(live.id)
        assert opened is not None
        assert opened.ledger == before
        await again.close()


async def test_two_servers_on_one_journal_decide_again_when_the_other_was_first() -> None:
    async with MemoryJournal() as journal:
        one, live = await academy(journal)
        other = Workshops(journal, "a secret")
        twin = await other.find(live.id)
        assert twin is not None
        await live.ask(Join(id="p8", name="Ana"))
        await twin.ask(Join(id="p9", name="Ana"))
        assert [twin.workshop.people[p].double for p in ("p8", "p9")] == [0, 2]
        await one.close()
        await other.close()
