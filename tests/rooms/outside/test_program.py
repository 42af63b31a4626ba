"""Programs in a workshop: let in by a token, as far as their scopes go, and out at once."""

from contextlib import nullcontext
from typing import get_args

import msgspec
import pytest

from moot.rooms.boards.note import AddNote
from moot.rooms.boards.section import AddSection
from moot.rooms.entry import Ledger, deed_of
from moot.rooms.limits import PROGRAM_DAYS, PROGRAM_KEYS, PROGRAMS
from moot.rooms.outside.program import (
    DAY,
    NEVER,
    SCOPES,
    MakeProgram,
    Scope,
    WithdrawProgram,
    bearer,
    check_asks,
    is_let_in,
    scope_of,
    scopes_of,
)
from moot.rooms.people.joining import Listed, ListPeople
from moot.rooms.people.people import RemovePerson, RestorePerson
from moot.rooms.protection.access import LookAt
from moot.rooms.protocol import FROM_PEOPLE, FROM_SERVER
from moot.rooms.refusals import Reason, Refused
from moot.rooms.stages.message import RenewLink, SendMessage
from moot.rooms.stages.stage import StartStage
from moot.rooms.view import audiences, view, viewer_of, whole_viewer
from tests.rooms.two_worlds import done
from tests.rooms.world import World

DIGEST = "a" * 64


def with_program(*scopes: Scope, days: int = 30) -> World:
    world = World(4)
    world.do(MakeProgram("program1", "Registration", scopes or SCOPES, DIGEST, days), "t")
    return world


def test_a_trainer_lets_in_a_program_which_comes_by_its_token() -> None:
    """W1."""
    world = with_program("read", "people")
    assert bearer(world.workshop, DIGEST, world.now) == "program1"
    assert bearer(world.workshop, "b" * 64, world.now) == ""
    assert scopes_of(world.workshop, "program1") == ("read", "people")


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"scopes": ()}, Reason.NO_SCOPE),
        ({"days": 0}, Reason.NO_TIME_LIKE_THAT),
        ({"days": PROGRAM_DAYS + 1}, Reason.NO_TIME_LIKE_THAT),
        ({"name": " "}, Reason.EMPTY),
        ({"name": "x" * 81}, Reason.TOO_LONG),
        ({"program": "p1"}, Reason.BAD_ID),
        ({"digest": "the token itself"}, Reason.BAD_ID),
    ],
)
def test_a_program_has_a_name_scopes_and_a_last_day(given: dict[str, object], why: Reason) -> None:
    """W1."""
    good: dict[str, object] = {"program": "program1", "name": "Registration", "scopes": ("read",), "digest": DIGEST}
    assert World(2).refusal(MakeProgram(**(good | given)), "t") is why  # type: ignore[arg-type]


def test_so_many_programs_are_let_in_at_once_and_one_that_went_makes_room() -> None:
    """W1."""
    world = World(1)
    for number in range(PROGRAMS):
        world.do(MakeProgram(f"program{number}", "Wall", ("read",), f"{number:064d}"), "t")
    one_more = MakeProgram("onemore", "Wall", ("read",), DIGEST)
    assert world.refusal(one_more, "t") is Reason.TOO_MANY_PROGRAMS
    world.do(WithdrawProgram("program3"), "t")
    world.do(one_more, "t")


def test_participants_and_observers_let_in_no_program() -> None:
    """W1, R3."""
    for who in ("p0", "o", "screen"):
        assert World(2).refusal(MakeProgram("program1", "Mine", ("lead",), DIGEST), who) is Reason.NOT_ALLOWED


@pytest.mark.parametrize("scope", SCOPES)
def test_a_program_asks_what_its_scopes_are_for_and_nothing_else(scope: Scope) -> None:
    """W2."""
    workshop = with_program(scope).workshop
    for kind in {*get_args(FROM_PEOPLE), *get_args(FROM_SERVER)} - {LookAt}:  # that is written down, whoever looks
        needed = scope_of(kind)
        assert (needed is None) == (kind in NEVER or "trainer" not in kind.by)
        refusing = nullcontext() if needed == scope else pytest.raises(Refused, match=Reason.OUT_OF_SCOPE)
        with refusing:
            check_asks(workshop, kind, "program1", 1_000)


def test_a_program_lets_nobody_in() -> None:
    """W2."""
    world = with_program()
    for request in (MakeProgram("another1", "Mine", SCOPES, DIGEST), WithdrawProgram("program1"), RenewLink("trainer")):
        assert world.refusal(request, "program1") is Reason.OUT_OF_SCOPE


def test_what_a_program_does_stands_under_its_name() -> None:
    """W3."""
    world = with_program("write", "lead")
    world.do(StartStage("share", "collect"), "program1")
    section = next(iter(world.workshop.rooms["g1"].boards["share"].sections))
    world.do(AddNote(room="g1", section=section, id="note0001", text="From the survey"), "program1")
    for person in ("p0", "t", "o"):
        seen = world.sees(person, ("g1",))
        assert seen.rooms["g1"].boards["share"].notes["note0001"].by == "program1"
        assert seen.people["program1"].name == "Registration"
        assert seen.people["program1"].program


def test_a_token_is_void_at_once_when_it_is_withdrawn_and_for_good() -> None:
    """W4."""
    for way in (WithdrawProgram("program1"), RemovePerson("program1")):
        world = with_program()
        world.do(way, "t")
        assert bearer(world.workshop, DIGEST, world.now) == ""
        message = SendMessage(id="message1", text="Hello")
        assert world.refusal(message, "program1") is Reason.NOT_ALLOWED
        assert world.refusal(RestorePerson("program1"), "t") is Reason.NOT_ALLOWED
        assert world.refusal(WithdrawProgram("program1"), "t") is Reason.ALREADY
    assert world.refusal(WithdrawProgram("p1"), "t") is Reason.NO_SUCH_PROGRAM


def test_a_token_is_void_after_its_last_day() -> None:
    """W4."""
    world = with_program("people", days=2)
    world.now += 2 * DAY - 1
    assert is_let_in(world.workshop, "program1", world.now)
    world.do(ListPeople(("new1",), (Listed("Ana"),)), "program1")
    world.now += 1
    assert bearer(world.workshop, DIGEST, world.now) == ""
    assert world.refusal(ListPeople(("new2",), (Listed("Eva"),)), "program1") is Reason.NOT_ALLOWED


def test_a_program_sees_what_a_trainer_sees_who_has_opened_everything() -> None:
    """W5."""
    world = with_program()
    world.do(AddSection(room="g1", board="solve", id="topic001", challenge="Members"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    world.do(AddNote(room="g1", section="topic001", id="private01", text="Not yet"), world_member(world))
    seen = view(world.workshop, whole_viewer(world.workshop, "program1"))
    everything = viewer_of(world.workshop, "t", (*world.workshop.rooms,))
    assert seen.rooms == view(world.workshop, everything).rooms
    assert "Not yet" not in msgspec.json.encode(seen).decode()


def world_member(world: World) -> str:
    return next(person for person in world.workshop.people if world.room(person) == "g1")


def test_digests_and_scopes_are_in_nobodys_view_and_nobody_hears_of_them() -> None:
    """W5: in the other world the token is another, and for something else."""
    worlds = World(4), World(4)
    one, other = (
        done(world, MakeProgram("program1", "Registration", scopes, digest), "t")
        for world, scopes, digest in zip(worlds, (("read",), SCOPES), (DIGEST, "b" * 64), strict=True)
    )
    assert one == other
    for person in worlds[0].workshop.people:
        assert worlds[0].sees(person, ("g1", "g2")) == worlds[1].sees(person, ("g1", "g2"))


def test_a_program_hears_of_canvases_before_somebody_has_written_in_them() -> None:
    """W5."""
    world = with_program()
    heard = audiences(world.workshop, whole_viewer(world.workshop, "program1"))
    assert {"canvas:plan:p0", "canvas:value:p3", "watchers:g2", "trainers"} <= heard


def test_the_last_requests_of_a_program_are_remembered_and_more_than_of_a_person() -> None:
    """W6, R5."""
    ledger = Ledger(with_program().workshop)
    for number in range(PROGRAM_KEYS + 1):
        ledger = ledger.noted(deed_of((), "program1", f"key{number}", 1), ledger.workshop)
    assert not ledger.has_done("program1", "key0", 1)
    assert all(ledger.has_done("program1", f"key{number}", 1) for number in range(1, PROGRAM_KEYS + 1))
