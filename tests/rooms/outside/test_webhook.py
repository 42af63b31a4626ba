"""Webhooks: what they are told, when, how often, and what nobody learns by them."""

import msgspec
import pytest

from moot.rooms.asking import Changes
from moot.rooms.ballots.decision import ChooseWinner, WithdrawDecision
from moot.rooms.ballots.dot import PlaceDot
from moot.rooms.boards.note import AddNote
from moot.rooms.boards.section import AddSection
from moot.rooms.limits import DELIVERIES_SHOWN, DELIVERY_TRIES, NOTICES, WEBHOOKS
from moot.rooms.outside.let_in import let_in
from moot.rooms.outside.notice import about
from moot.rooms.outside.webhook import (
    KINDS,
    Notice,
    NoticeDue,
    RemoveWebhook,
    ReportDelivery,
    SetWebhook,
    TryWebhook,
)
from moot.rooms.past.snapshot import TakeSnapshot
from moot.rooms.record.taking_back import TakeBack
from moot.rooms.refusals import Reason
from moot.rooms.shape import changed
from moot.rooms.stages.stage import EndStage, ExtendStage, NextStage, PassTime, StartStage
from tests.rooms.two_worlds import done
from tests.rooms.world import World, varied

URL = "https://hooks.example.org/a-secret"


def told(world: World) -> list[Notice]:
    return list(world.workshop.notices.values())


def listening(world: World, *kinds: str) -> World:
    world.do(SetWebhook("webhook1", URL, tuple(kinds) or KINDS), "t")  # type: ignore[arg-type]
    return world


def voted() -> World:
    """Two groups, each with a challenge that was voted on."""
    world = World(4)
    for room in ("g1", "g2"):
        world.do(AddSection(room=room, board="solve", id="topic001", challenge="Members stay away"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    for person in ("p0", "p1", "p2", "p3"):
        note = AddNote(room=world.room(person), section="topic001", id=f"idea00{person}", text=f"A day, says {person}")
        world.do(note, person)
    world.do(StartStage("solve", "vote"), "t")
    world.do(EndStage(), "t")
    world.now += 3_001
    world.do(PassTime())
    return world


def test_a_stage_that_starts_or_ends_in_all_rooms_is_told_once() -> None:
    """W7."""
    world = listening(World(4))
    world.do(StartStage("share", "collect"), "t")
    (started,) = told(world)
    assert (started.kind, started.rooms, started.stage) == ("stage-started", ("g1", "g2"), "collect")
    assert about(world.workshop, started).title["en"]
    world.now += 1
    world.do(NextStage(rooms=("g2",)), "t")
    assert [(n.kind, n.rooms, n.stage) for n in told(world)[1:]] == [
        ("stage-ended", ("g2",), "collect"),
        ("stage-started", ("g2",), "cluster"),
    ]
    world.now += 1
    world.do(EndStage(rooms=("g1",)), "t")
    assert (told(world)[-1].kind, told(world)[-1].rooms) == ("stage-ended", ("g1",))
    assert len({notice.id for notice in told(world)}) == 4


def test_a_webhook_is_told_of_what_it_is_for_and_of_nothing_else() -> None:
    """W7."""
    world = listening(World(4), "decision-made")
    world.do(StartStage("share", "collect"), "t")
    world.do(ExtendStage(seconds=60), "t")
    assert told(world) == []


def test_a_decision_is_told_with_its_words_as_they_are_then_and_its_withdrawal() -> None:
    """W7, W9."""
    world = listening(voted(), "decision-made", "decision-withdrawn")
    author = next(person for person in ("p0", "p1", "p2", "p3") if world.room(person) == "g1")
    world.do(ChooseWinner("g1", "topic001", f"idea00{author}", "It is quick"), "t")
    (made,) = told(world)
    says = about(world.workshop, made)
    assert (says.challenge, says.winner) == ("Members stay away", f"A day, says {author}")
    assert (says.rooms, says.rule, says.reason) == (("g1",), "trainer", "It is quick")
    world.do(WithdrawDecision("g1", "topic001"), "t")
    assert about(world.workshop, made).winner == ""
    assert told(world)[-1].kind == "decision-withdrawn"


def test_what_is_taken_is_told_no_more_and_what_is_not_is_told_again_after_longer_pauses() -> None:
    """W8."""
    world = listening(World(2))
    world.do(TryWebhook("webhook1"), "t")
    (notice,) = told(world)
    pauses = []
    for _ in range(DELIVERY_TRIES - 1):
        world.do(ReportDelivery(notice.id, 503, "not taken", pause=5_000))
        pauses.append(told(world)[0].due - world.now)
        assert told(world)[0].id == notice.id
    assert pauses == [5_000, 20_000, 80_000, 320_000, 1_280_000, 5_120_000, 20_480_000]
    world.do(ReportDelivery(notice.id, 503, "not taken"))
    assert told(world) == []
    world.do(TryWebhook("webhook1"), "t")
    world.do(ReportDelivery(notice.id, 204))
    assert told(world) == []
    recent = world.workshop.webhooks["webhook1"].recent
    assert [(delivery.status, delivery.problem) for delivery in recent[:2]] == [(204, ""), (503, "not taken")]
    assert world.refusal(ReportDelivery(notice.id, 204)) is Reason.ALREADY


def test_the_last_deliveries_are_shown_and_so_many_notices_wait() -> None:
    """W8."""
    world = listening(World(2))
    for number in range(NOTICES + 5):
        stage = ("collect", "cluster")[number % 2]
        world.workshop = changed(
            world.workshop,
            notices={f"n{n}": Notice(id=f"n{n}", webhook="webhook1", kind="test", at=1, due=1) for n in range(number)},
        )
        before = len(told(world))
        world.do(StartStage("share", stage), "t")
        assert len(told(world)) <= max(before, NOTICES)
    assert world.refusal(TryWebhook("webhook1"), "t") is Reason.ALREADY
    for notice in told(world)[: DELIVERIES_SHOWN + 2]:
        world.do(ReportDelivery(notice.id, 200))
    assert len(world.workshop.webhooks["webhook1"].recent) == DELIVERIES_SHOWN


def test_what_comes_while_too_many_wait_is_counted_for_the_trainer_to_see() -> None:
    """W8."""
    world = listening(World(2))
    waiting = {f"n{n}": Notice(id=f"n{n}", webhook="webhook1", kind="test", at=1, due=1) for n in range(NOTICES - 1)}
    world.workshop = changed(world.workshop, notices=waiting)
    world.do(StartStage("share", "collect"), "t")
    assert let_in(world.workshop, world.now).webhooks[0].missed == 0
    world.now += 60_000
    world.do(NextStage(), "t")
    (line,) = let_in(world.workshop, world.now).webhooks
    assert (line.waiting, line.missed, line.missed_at) == (NOTICES, 2, world.now)
    world.do(ReportDelivery("n0", 204))
    world.do(EndStage(), "t")
    assert (len(told(world)), let_in(world.workshop, world.now).webhooks[0].missed) == (NOTICES, 2)


def test_a_webhook_that_is_removed_is_told_nothing_more() -> None:
    """W8."""
    world = listening(World(2))
    world.do(StartStage("share", "collect"), "t")
    world.do(RemoveWebhook("webhook1"), "t")
    assert told(world) == []
    assert world.refusal(TryWebhook("webhook1"), "t") is Reason.NO_SUCH_WEBHOOK


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"url": "ftp://example.org"}, Reason.BAD_LINK),
        ({"url": "https://"}, Reason.BAD_LINK),
        ({"url": "https://name:password@example.org/"}, Reason.BAD_LINK),
        ({"url": "https://example.org/#part"}, Reason.BAD_LINK),
        ({"url": "https://example.org/a b"}, Reason.BAD_LINK),
        ({"url": "https://example.org/a\r\nX: y"}, Reason.BAD_LINK),
        ({"url": "https://example.org\\@localhost/"}, Reason.BAD_LINK),
        ({"url": "https://example.org/" + "x" * 500}, Reason.BAD_LINK),
        ({"kinds": ()}, Reason.EMPTY),
        ({"id": "x"}, Reason.BAD_ID),
        ({"id": "webhook1"}, Reason.ID_TAKEN),
    ],
)
def test_a_webhook_leads_to_a_page_and_is_for_something(given: dict[str, object], why: Reason) -> None:
    """W7."""
    good: dict[str, object] = {"id": "webhook2", "url": URL, "kinds": KINDS}
    assert listening(World(2)).refusal(SetWebhook(**(good | given)), "t") is why  # type: ignore[arg-type]


def test_there_are_so_many_webhooks() -> None:
    """W7."""
    world = World(2)
    for number in range(WEBHOOKS):
        world.do(SetWebhook(f"webhook{number}", URL, KINDS), "t")
    assert world.refusal(SetWebhook("onemore1", URL, KINDS), "t") is Reason.TOO_MANY_WEBHOOKS
    assert world.refusal(SetWebhook("onemore1", URL, KINDS), "p0") is Reason.NOT_ALLOWED


def test_nobody_hears_where_webhooks_lead_and_what_they_are_told() -> None:
    """W9: in the other world it leads elsewhere, and is for nothing that happens here. That there is one is in the
    trainers' record."""
    one, other = World(4), World(4)
    heard, _ = done(one, SetWebhook("webhook1", URL, KINDS), "t")
    elsewhere, _ = done(other, SetWebhook("webhook2", "https://example.net/", ("decision-made",)), "t")
    assert heard == elsewhere
    assert {person for person, _ in heard} == {"t", "o"}
    for request in (StartStage("share", "collect"), NextStage(), EndStage()):
        assert done(one, request, "t") == done(other, request, "t")
    for person in one.workshop.people:
        assert one.sees(person, ("g1", "g2")) == other.sees(person, ("g1", "g2"))
    assert told(one)
    assert not told(other)


def test_what_is_told_is_the_same_whatever_is_done_in_secret() -> None:
    """W9: in the other world p0 has written something else in private, and voted for another idea."""
    worlds = [listening(World(4, varied(anonymous=True))) for _ in range(2)]
    said = []
    for text, world in zip(("A fair", "A day"), worlds, strict=True):
        room = world.room("p0")
        mate = next(person for person in ("p1", "p2", "p3") if world.room(person) == room)
        world.do(AddSection(room=room, board="solve", id="topic001", challenge="Members stay away"), "t")
        world.do(StartStage("solve", "ideate"), "t")
        world.do(AddNote(room=room, section="topic001", id="private1", text=text), "p0")
        world.do(AddNote(room=room, section="topic001", id="private2", text="More members"), mate)
        world.do(StartStage("solve", "vote"), "t")
        note = "private1" if text == "A fair" else "private2"
        world.do(PlaceDot(room=room, ballot="topic001.1", note=note), "p0")
        said.append([msgspec.json.encode(about(world.workshop, notice)) for notice in told(world)])
    assert said[0] == said[1]
    assert all(URL not in text.decode() for text in said[0])


def test_a_notice_is_in_the_entry_of_what_it_is_about() -> None:
    """W8."""
    world = listening(World(2))
    changes: Changes = world.do(StartStage("share", "collect"), "t")
    assert [type(change) for change in changes].count(NoticeDue) == 1


def test_a_snapshot_that_a_trainer_takes_is_told_by_its_name() -> None:
    """W7."""
    world = listening(World(2), "snapshot-taken")
    world.do(StartStage("share", "collect"), "t")
    world.do(EndStage(), "t")
    assert told(world) == []
    world.do(TakeSnapshot(id="snapshot1", name="Before lunch"), "t")
    (notice,) = told(world)
    assert (about(world.workshop, notice).name, notice.rooms) == ("Before lunch", ())


def test_what_is_taken_back_is_told_as_well() -> None:
    """W7, U2."""
    world = listening(voted(), "decision-withdrawn", "stage-ended")
    author = next(person for person in ("p0", "p1", "p2", "p3") if world.room(person) == "g1")
    world.do(ChooseWinner("g1", "topic001", f"idea00{author}", "It is quick"), "t")
    world.do(TakeBack(world.workshop.record[-1].id), "t")
    assert [notice.kind for notice in told(world)] == ["decision-withdrawn"]
    world.now += 1
    world.do(StartStage("share", "collect"), "t")
    world.do(TakeBack(world.workshop.record[-1].id), "t")
    assert [(notice.kind, notice.stage) for notice in told(world)[1:]] == [("stage-ended", "collect")]
    assert "webhook1" in world.workshop.webhooks
