"""The programme of a workshop that runs is changed by its trainers; what has work in it already stays."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from moot.rooms.asking import EVERYONE, TRAINERS, Change, Changes, Moment, Renewed, Request, Seen
from moot.rooms.boards.board import Board
from moot.rooms.canvases.canvas import first_plan, owned, root_of
from moot.rooms.programmes.fixed_sections import kept_sections
from moot.rooms.programmes.programme import Programme
from moot.rooms.programmes.work import obstacles
from moot.rooms.refusals import Reason, Refused
from moot.rooms.room import Room, fresh_room
from moot.rooms.shape import changed
from moot.rooms.stages.message import Shown

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class ChangeProgramme(Request):
    """Another programme in the place of the one there is. Asked by the server for a trainer, once it has read the file
    or draft: so `programme` is one without mistakes."""

    by = TRAINERS
    programme: Programme
    of: str
    """The revision of the programme that it was made from."""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        if self.of != revision_of(workshop.programme):
            raise Refused(Reason.PROGRAMME_MOVED_ON)
        if self.programme == workshop.programme:
            raise Refused(Reason.ALREADY)
        if obstacles(workshop, self.programme):
            raise Refused(Reason.WORK_IN_THE_WAY)
        return (ProgrammeChanged(programme=self.programme),)


def revision_of(programme: Programme) -> str:
    """Another for each programme: who changes one says which, so that nobody undoes what another has just done."""
    return hashlib.blake2b(repr(programme).encode(), digest_size=8).hexdigest()


class ProgrammeChanged(Change):
    """Stages, clocks and all that was written stay; boards that nobody touched begin as the new programme has them."""

    programme: Programme

    def evolve(self, workshop: Workshop) -> Workshop:
        before, after = workshop, changed(workshop, programme=self.programme)
        known = after.activities
        alike = [key for key in known if _whose(before, key) == _whose(after, key)]
        shown = before.shown
        return changed(
            after,
            rooms={room.id: _renewed(room, before.programme, self.programme) for room in before.rooms.values()},
            canvases={key: one for key, one in before.canvases.items() if first_plan(after, owned(key).activity)},
            presenting={room: one for room, one in before.presenting.items() if one.activity in alike},
            reviews={activity: by for activity, by in before.reviews.items() if activity in alike},
            gathered={activity: won for activity, won in before.gathered.items() if activity in known},
            shown=shown if not shown.board or shown.board in known else Shown(what=shown.what, room=shown.room),
        )

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((EVERYONE, Renewed()),)


def _whose(workshop: Workshop, activity: str) -> tuple[str, str]:
    """With which activity its canvases begin, and whose they are: who presents and reviews is known by that."""
    plan = first_plan(workshop, root := root_of(workshop.activities, activity))
    return root, plan.scope if plan else ""


def _renewed(room: Room, before: Programme, after: Programme) -> Room:
    """What nobody has touched is as in a new room; other boards are theirs, with the sections of the programme."""
    was, fresh = fresh_room(room.number, before).boards, fresh_room(room.number, after).boards
    boards = dict(fresh)
    for key, board in room.boards.items():
        if key in fresh and board != was.get(key):
            sections = kept_sections(key, board, was.get(key, Board()), fresh[key]).sections
            boards[key] = changed(board, anonymous=fresh[key].anonymous, sections=sections)
    return changed(room, boards=boards)
