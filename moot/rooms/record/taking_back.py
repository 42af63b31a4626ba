"""Taking back: a command of the record has not been, as far as that can be; what came in between stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from moot.rooms.asking import (
    EVERYONE,
    HALL,
    PROJECTORS,
    TRAINERS,
    Change,
    Changes,
    Moment,
    Renewed,
    Request,
    Seen,
    members,
    screens,
    watchers,
)
from moot.rooms.boards.gathered import gathered_anew
from moot.rooms.boards.spotlight import still_lit
from moot.rooms.canvases import presenting
from moot.rooms.canvases.presenting import PresentingSet
from moot.rooms.past.snapshot import before_a_boundary
from moot.rooms.record.difference import Difference, Path, placed, standing
from moot.rooms.record.putting_back import edits_back, put_back
from moot.rooms.record.together import loose_ends, stands_still
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed, without

if TYPE_CHECKING:
    from moot.rooms.record.record import Command
    from moot.rooms.room import Room
    from moot.rooms.workshop import Workshop


class TakeBack(Request):
    """Refused where something done since stands in its way: the newest can be taken back first, then the one before."""

    by = TRAINERS
    recorded = False
    command: int

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        command = found(workshop, self.command)
        if command is None:
            raise Refused(Reason.NO_SUCH_COMMAND)
        if command.taken_back_at:
            raise Refused(Reason.ALREADY)
        if command.lasting or command.id not in workshop.did:
            raise Refused(Reason.LASTING)
        made = before(workshop, command, when.at)
        _check_together(workshop, made)
        back = CommandTakenBack(command=command.id, by=who, at=when.at)
        after = back.noted(workshop, made, command)
        return (*before_a_boundary(workshop, after, who, when), back, *_following(workshop, after, command))


def found(workshop: Workshop, command: int) -> Command | None:
    return next((one for one in workshop.record if one.id == command), None)


def in_the_way(workshop: Workshop, command: int) -> tuple[int, ...]:
    """Commands given since that changed the same, the newest first: once they are taken back, it can be as well."""
    places = {one.path for one in workshop.did.get(command, ())}
    later = (one for one in reversed(workshop.record) if one.id > command and not one.taken_back_at)
    return tuple(one.id for one in later if any(_touch(places, other.path) for other in workshop.did.get(one.id, ())))


def _touch(places: set[Path], path: Path) -> bool:
    """The same place, or one of which the other is a part."""
    return any(path[: len(one)] == one[: len(path)] for one in places)


def before(workshop: Workshop, command: Command, now: int, *, decided: bool = False) -> Workshop:
    """As the workshop would be without it. Raises `Refused`; once it is `decided`, it happens."""
    did = workshop.did.get(command.id, ())

    def back(made: Workshop, part: Iterable[Difference]) -> Workshop:
        texts = ((one.path, _text_back(made, one, command, now, decided)) for one in part)
        return placed(made, ((path, text) for path, text in texts if text is not None))

    # people first: a room that the command added goes when nobody sits there
    made = back(workshop, (one for one in did if one.path[0] == "people"))
    made = back(made, (one for one in did if one.path[0] != "people"))
    made = changed(made, spotlight=still_lit(workshop, made))
    made = changed(made, rooms={room.id: _tidied(made, workshop, room, did) for room in made.rooms.values()})
    return made


def _text_back(workshop: Workshop, one: Difference, command: Command, now: int, decided: bool) -> str | None:
    try:
        return put_back(workshop, one, command.at, now)
    except Refused:
        if not decided:
            raise
        return one.was  # in a journal from which somebody was erased since


def _check_together(workshop: Workshop, back: Workshop) -> None:
    for room in back.rooms.values():
        known = workshop.rooms.get(room.id)
        if room is known:
            continue
        if loose_ends(room) - (loose_ends(known) if known else set()) or (known and not stands_still(known, room)):
            raise Refused(Reason.CHANGED_SINCE)


def _tidied(made: Workshop, workshop: Workshop, room: Room, did: tuple[Difference, ...]) -> Room:
    """Whoever left has no hand up there; what was finished in another stage is not in this one."""
    run, now = room.run, workshop.rooms[room.id].run if room.id in workshop.rooms else None
    again = run and now and (run.name, run.started) != (now.name, now.started)
    were = {one.path[3] for one in did if one.path[:3] == ("rooms", room.id, "finished")}
    hands = {p: up for p, up in room.hands.items() if made.people[p].room == room.id}
    finished = {p: is_so for p, is_so in room.finished.items() if made.people[p].room == room.id}
    finished = {p: is_so for p, is_so in finished.items() if not again or p in were}
    since = {p: at for p, at in room.hands_since.items() if p in hands}
    if (hands, since, finished) == (room.hands, room.hands_since, room.finished):
        return room
    return changed(room, hands=hands, hands_since=since, finished=finished)


def _following(workshop: Workshop, back: Workshop, command: Command) -> Changes:
    """What goes with it: winners that stand beside a canvas, and who presents since no more."""
    did = workshop.did.get(command.id, ())
    was = {one.path[1]: one.was for one in did if one.path[0] == "gathered"}
    decided = {(p[1], p[3]) for one in did if (p := one.path)[0] == "rooms" and p[4:5] == ("decisions",)}
    anew = sorted((room, key) for room, key in decided if standing(back, ("gathered", key)) != was.get(key))
    gathered = tuple(change for room, key in anew for change in gathered_anew(back, room, key))
    ends = presenting.ending(back.after(gathered))
    return (
        *edits_back(workshop, did),
        *gathered,
        *(c for c in ends if isinstance(c, PresentingSet) and _began(workshop, c.room, command.at)),
    )


def _began(workshop: Workshop, room: str, since: int) -> bool:
    known = workshop.presenting.get(room)
    return known is not None and known.turned > since


class CommandTakenBack(Change):
    """Whoever saw something of it gets a new view."""

    command: int
    by: str
    at: int

    def evolve(self, workshop: Workshop) -> Workshop:
        command = found(workshop, self.command)
        if command is None:
            return workshop
        return self.noted(workshop, before(workshop, command, self.at, decided=True), command)

    def noted(self, workshop: Workshop, back: Workshop, command: Command) -> Workshop:
        """`back` is the workshop as it is then, but for the record."""
        mark = changed(command, taken_back_by=self.by, taken_back_at=self.at)
        record = tuple(mark if one is command else one for one in workshop.record)
        return changed(back, record=record, did=without(workshop.did, self.command))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        places = {one.path[:2] for one in before.did.get(self.command, ())}
        rooms = sorted(place[1] for place in places if place[0] == "rooms")
        others = {field for field in before.__struct_fields__ if getattr(before, field) is not getattr(after, field)}
        alone = others <= {"rooms", "shown", "record", "did"} and before.rooms.keys() == after.rooms.keys()
        if not alone:
            return ((EVERYONE, Renewed()),)
        heard = (HALL, PROJECTORS, *(to(room) for room in rooms for to in (members, watchers, screens)))
        return tuple((audience, Renewed()) for audience in heard)
