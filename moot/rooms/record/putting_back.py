"""How the parts of a workshop go back to what they were before a command, with what came in between kept.

Most are put back if they are as the command left them; else something done since stands in the way (`CHANGED_SINCE`).
What people do meanwhile stands in no way: a clock that went on, dots, messages, hands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from moot.rooms.asking import Changes
from moot.rooms.ballots.ballot import Ballot
from moot.rooms.boards.field import TextWritten
from moot.rooms.canvases.cell import CellWritten
from moot.rooms.limits import MESSAGES_KEPT
from moot.rooms.programmes.programme import Programme
from moot.rooms.programmes.work import obstacles
from moot.rooms.record.difference import NOTHING, Difference, standing, written
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed
from moot.rooms.stages.message import Message
from moot.rooms.stages.run import Run, at_zero
from moot.rooms.texts.edit import replacing
from moot.rooms.texts.text import Text

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop

LEAST_LEFT_MS = 60_000
"""On a clock at whose end something would happen at once."""

decode_run = msgspec.json.Decoder(Run | None).decode
decode_ballot = msgspec.json.Decoder(Ballot).decode
decode_text = msgspec.json.Decoder(Text).decode
decode_programme = msgspec.json.Decoder(Programme).decode
decode_messages = msgspec.json.Decoder(tuple[Message, ...]).decode


def put_back(workshop: Workshop, one: Difference, began: int, now: int) -> str | None:
    """What stands there then, of a command that was given at `began`; None: what stands there now. Raises `Refused`."""
    here = standing(workshop, one.path)
    if here == one.was:
        return None
    match one.path:
        case ("people", person, *_) if person in workshop.people and workshop.people[person].erased:
            raise Refused(Reason.CHANGED_SINCE)  # out for good, and under no name
        case ("programme",):
            return _programme(workshop, one, here)
        case ("rooms", _, "run"):
            return _run(workshop, one, here, now - began, now)
        case ("rooms", _, "messages"):
            return _messages(one, here)
        case ("rooms", _, "boards", _, "ballots", _):
            return _ballot(one, here)
        case (*_, "texts", _):
            text = _as_it_was_left(one, here)
            # else an edit follows (`edits_back`): those who write there carry their letters over
            return text if NOTHING in (one.was, here) else None
        case ("rooms", _, "members", _):
            return None  # a room remembers who sat in it
        case ("rooms", room):
            return NOTHING if _unused(workshop, room, one) else None
        case ("rooms", _, "left" | "last" | "finished" | "hands" | "hands_since", *_) | ("gathered", _):
            return one.was if here == one.now else None
        case ("canvases", _, "feedback", feedback, "released") if _is_judged(workshop, one.path[1], feedback):
            return None
        case _:
            return _as_it_was_left(one, here)


def _programme(workshop: Workshop, one: Difference, here: str) -> str:
    """The one before takes its place again, by the rules of any other (A4)."""
    was = _as_it_was_left(one, here)
    if obstacles(workshop, decode_programme(was)):
        raise Refused(Reason.CHANGED_SINCE)
    return was


def _as_it_was_left(one: Difference, here: str) -> str:
    if here != one.now:
        raise Refused(Reason.CHANGED_SINCE)
    return one.was


def _run(workshop: Workshop, one: Difference, here: str, gone: int, now: int) -> str:
    """What was left on the clock is on it again; one that ran all the while, ran."""
    _as_it_was_left(one, here)
    was, then = decode_run(one.was), decode_run(one.now)
    if was is None or was.state != "running":
        return one.was
    ran = then is not None and then.started == was.started and then.name == was.name and then.state == "running"
    ends = was.ends if ran else was.ends + gone
    room = changed(workshop.rooms[one.path[1]], run=was)
    if ends <= now and at_zero(workshop, room) != "go-on":
        ends = now + LEAST_LEFT_MS
    return written(changed(was, ends=ends))


def _messages(one: Difference, here: str) -> str:
    was, then, said = (decode_messages(text) for text in (one.was, one.now, here))
    taken = {message.id for message in then} - {message.id for message in was}
    fallen = tuple(message for message in was if message not in then)
    return written((*fallen, *(message for message in said if message.id not in taken))[-MESSAGES_KEPT:])


def _ballot(one: Difference, here: str) -> str:
    """Dots that were placed since stay; where there is no vote for them any more, they wait for the next."""
    if here == NOTHING or one.now == NOTHING:
        return _as_it_was_left(one, here)
    then, ballot = decode_ballot(one.now), decode_ballot(here)
    counted = then.state == "closing" and ballot.state == "closed"
    if ballot.state != then.state and not counted:
        raise Refused(Reason.CHANGED_SINCE)
    was = decode_ballot(one.was) if one.was else None
    if was is None:
        if ballot.dots == then.dots:
            return NOTHING
        if ballot.round > 1:
            raise Refused(Reason.CHANGED_SINCE)
        return written(changed(ballot, state="waiting", closes=0, notes=(), result=()))
    if was.state in ("open", "waiting"):
        parts = {
            part: _reverted(getattr(was, part), getattr(then, part), getattr(ballot, part))
            for part in ("voted", "excused", "entered")
        }
        dots = (_reverted if was.state == then.state else _as_chosen)(was.dots, then.dots, ballot.dots)
        return written(changed(was, dots=dots, **parts))
    if ballot.dots != then.dots:
        raise Refused(Reason.CHANGED_SINCE)  # the result that comes back would not be of these dots
    return one.was


def _as_chosen(was: dict[str, Any], then: dict[str, Any], here: dict[str, Any]) -> dict[str, Any]:
    """By person: the dots that fell away as the ballot opened again are there again, unless they have placed others
    since. That stands in no way: a refusal would tell whose had fallen away."""
    return {p: dots for p in {**was, **here} if (dots := (was if here.get(p) == then.get(p) else here).get(p))}


def _reverted(was: dict[str, Any], then: dict[str, Any], here: dict[str, Any]) -> dict[str, Any]:
    """By person: what the command changed is as it was, if they have not changed it themselves since."""
    changed_ones = [person for person in {**was, **then} if was.get(person) != then.get(person)]
    if any(here.get(person) != then.get(person) for person in changed_ones):
        raise Refused(Reason.CHANGED_SINCE)
    left = {person: one for person, one in here.items() if person not in changed_ones}
    return left | {person: was[person] for person in changed_ones if person in was}


def edits_back(workshop: Workshop, did: tuple[Difference, ...]) -> Changes:
    """Texts that a command changed go on to what they were."""
    return tuple(
        edit for one in did if one.path[-2:-1] == ("texts",) for edit in _edit(one, standing(workshop, one.path))
    )


def _edit(one: Difference, here: str) -> Changes:
    if NOTHING in (one.was, here):
        return ()
    was, text = decode_text(one.was), decode_text(here)
    if was.value == text.value:
        return ()
    edit = replacing(text.value, was.value)
    match one.path:
        case ("canvases", canvas, _, place):
            return (CellWritten(canvas=canvas, place=place, edit=edit),)
        case ("rooms", room, _, board, "texts", place):
            return (TextWritten(room=room, board=board, place=place, edit=edit),)
    return ()


def _unused(workshop: Workshop, room: str, one: Difference) -> bool:
    """Of a room that the command added: whether it holds nothing yet, and nobody came to it by another way."""
    people = any(person.room == room for person in workshop.people.values())
    elsewhere = (*workshop.meetings, *workshop.presenting, *(key.partition(":")[2] for key in workshop.canvases))
    presents = (owner for shown in workshop.presenting.values() for owner in shown.order)
    return standing(workshop, one.path) == one.now and not people and room not in (*elsewhere, *presents)


def _is_judged(workshop: Workshop, canvas: str, feedback: str) -> bool:
    given = workshop.canvas(canvas).feedback.get(feedback)
    return given is None or given.verdict != ""
