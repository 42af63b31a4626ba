"""The door: a workshop is a value; `decide` answers a request with changes, `evolve` turns changes into the next value.

Nothing here knows a clock, a disk or a socket. Whoever holds a workshop at a position holds all of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from moot.rooms.after.check_in import CheckIn
from moot.rooms.asking import EVERYONE, SERVER, Change, Changes, Moment, Renewed, Request, Seen
from moot.rooms.boards.board import Board
from moot.rooms.boards.gathered import Gathered
from moot.rooms.boards.spotlight import Spotlight
from moot.rooms.canvases.canvas import Canvas, Presenting, canvas_of
from moot.rooms.forms.form import Form
from moot.rooms.forms.question import Question
from moot.rooms.outside.notice import notices_of
from moot.rooms.outside.program import Program, check_asks
from moot.rooms.outside.webhook import Notice, Webhook
from moot.rooms.past.snapshot import Snapshot
from moot.rooms.people.consent import Consent
from moot.rooms.people.device import Device
from moot.rooms.people.people import Person
from moot.rooms.programmes.programme import Activity, Programme, Stage
from moot.rooms.protection.access import Access
from moot.rooms.record.difference import Difference
from moot.rooms.record.record import Command, recorded
from moot.rooms.refusals import Reason, Refused
from moot.rooms.results.sharing import Part
from moot.rooms.room import Room, fresh_room
from moot.rooms.shape import Value, changed, put, without
from moot.rooms.stages.call import Call
from moot.rooms.stages.message import Shown
from moot.rooms.stages.run import plan_of_run

if TYPE_CHECKING:
    from moot.rooms.stages.run import Run


class Workshop(Value, kw_only=True):
    """The whole training at one position. A view is a workshop too, with the secrets taken out."""

    id: str
    programme: Programme
    created: int = 0
    """Milliseconds since 1970."""
    people: dict[str, Person] = {}
    rooms: dict[str, Room] = {}
    shown: Shown = Shown()
    canvases: dict[str, Canvas] = {}
    """By activity and owner: `plan:p12`. One that nobody wrote in yet is not here."""
    questions: dict[str, Question] = {}
    forms: dict[str, Form] = {}
    """By activity."""
    check_ins: dict[str, dict[int, CheckIn]] = {}
    """By person, and days after the training."""
    gathered: dict[str, tuple[Gathered, ...]] = {}
    """By activity, the winners that stand beside a canvas."""
    presenting: dict[str, Presenting] = {}
    """Who presents, by room; the plenary's under the empty one."""
    reviews: dict[str, dict[str, tuple[str, ...]]] = {}
    """Who gives feedback to whom: by activity and giver, the owners."""
    meetings: dict[str, str] = {}
    """Links to where remote people meet, by room; the plenary's under the empty one."""
    links: dict[str, int] = {}
    """How often the link of a role was renewed: earlier ones are void."""
    shared: tuple[Part, ...] = ()
    """What everyone gets of the results, besides their own and their group's."""
    programs: dict[str, Program] = {}
    """By the person that the program is. In nobody's view, as these are not:"""
    webhooks: dict[str, Webhook] = {}
    notices: dict[str, Notice] = {}
    """What webhooks wait to be told of."""
    consents: dict[str, Consent] = {}
    """What participants agreed to when they joined, by person. In nobody's view: it is looked up."""
    accesses: tuple[Access, ...] = ()
    """Who looked at what is about people, the newest last. In nobody's view."""
    keep_days: int | None = None
    """How long people are kept after the last day, where a trainer has said otherwise than the programme."""
    call: Call | None = None
    """On every screen, until it is ended."""
    spotlight: Spotlight | None = None
    devices: dict[str, Device] = {}
    """Those that several people write on in turn."""
    record: tuple[Command, ...] = ()
    """What trainers did, the newest last."""
    did: dict[int, tuple[Difference, ...]] = {}
    """By command, what is needed to take it back. In no view."""
    begun: Workshop | None = None
    """While a command is done: the workshop before it. In no view and in no checkpoint."""
    snapshots: dict[str, Snapshot] = {}

    @property
    def activities(self) -> dict[str, Activity]:
        return self.programme.activities

    def plan(self, run: Run) -> Stage:
        return plan_of_run(self, run)

    def person(self, person: str) -> Person:
        found = self.people.get(person)
        if found is None:
            raise Refused(Reason.NO_SUCH_PERSON)
        return found

    def room(self, room: str) -> Room:
        found = self.rooms.get(room)
        if found is None:
            raise Refused(Reason.NO_SUCH_ROOM)
        return found

    def room_of(self, who: str) -> Room:
        """Where a person sits."""
        return self.room(self.person(who).room)

    def own_room(self, room: str, who: str) -> Room:
        """A room by name, if `who` may be in it: trainers anywhere, participants where they sit."""
        person = self.person(who)
        if person.role != "trainer" and person.room != room:
            raise Refused(Reason.ELSEWHERE)
        return self.room(room)

    def board(self, room: str, board: str) -> Board | None:
        found = self.rooms.get(room)
        return found.boards.get(board) if found else None

    def after(self, changes: Iterable[Change]) -> Workshop:
        """This workshop once the changes have happened."""
        workshop = self
        for change in changes:
            workshop = change.evolve(workshop)
        return workshop

    def canvas(self, key: str) -> Canvas:
        """As it is; as its plan begins it, when nobody has written in it yet."""
        return canvas_of(self, key)

    def with_canvas(self, key: str, **fields: object) -> Workshop:
        return changed(self, canvases=put(self.canvases, key, changed(self.canvas(key), **fields)))

    def with_room(self, room: str, **fields: object) -> Workshop:
        known = self.rooms.get(room)
        return changed(self, rooms=put(self.rooms, room, changed(known, **fields))) if known else self

    def with_set(self, room: str, field: str, person: str, on: bool) -> Workshop:
        """A person is put into, or taken out of, one of a room's sets of people."""
        known = self.rooms.get(room)
        if known is None:
            return self
        people: dict[str, bool] = getattr(known, field)
        return self.with_room(room, **{field: put(people, person, True) if on else without(people, person)})

    def with_board(self, room: str, board: str, value: Board) -> Workshop:
        known = self.rooms[room]
        return self.with_room(room, boards=put(known.boards, board, value))

    def with_part(self, room: str, board: str, field: str, key: str, value: Any) -> Workshop:
        """One part (a note, a cluster, a ballot …) of a board is now `value`."""
        known = self.board(room, board)
        if known is None:
            return self
        return self.with_board(room, board, changed(known, **{field: put(getattr(known, field), key, value)}))

    def with_changed(self, room: str, board: str, field: str, key: str, **fields: object) -> Workshop:
        """One part of a board has other fields now; nothing, where it is not there."""
        known = self.board(room, board)
        part = getattr(known, field).get(key) if known else None
        return self.with_part(room, board, field, key, changed(part, **fields)) if part else self

    def without_part(self, room: str, board: str, field: str, key: str) -> Workshop:
        known = self.board(room, board)
        if known is None:
            return self
        return self.with_board(room, board, changed(known, **{field: without(getattr(known, field), key)}))


class WorkshopMade(Change):
    """The first change of every journal."""

    id: str
    programme: Programme
    created: int

    def evolve(self, workshop: Workshop) -> Workshop:
        rooms = (fresh_room(number, self.programme) for number in range(1, self.programme.groups + 1))
        return Workshop(id=self.id, programme=self.programme, created=self.created, rooms={r.id: r for r in rooms})

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((EVERYONE, Renewed()),)


NOTHING = Workshop(id="", programme=Programme(key="", title={}))
"""Before the first change."""


def decide(workshop: Workshop, request: Request, who: str, when: Moment) -> Changes:
    """What happens when `who` (a person, or `SERVER`) asks this; raises `Refused` and has then changed nothing."""
    if who != SERVER:
        person = workshop.person(who)
        if person.removed or person.role not in request.by:
            raise Refused(Reason.NOT_ALLOWED)
        check_asks(workshop, type(request), who, when.at)
    changes = request.decide(workshop, who, when)
    return recorded(workshop, request, who, when, (*changes, *notices_of(workshop, changes, when)))


def evolve(workshop: Workshop, change: Change) -> Workshop:
    """The workshop after a change. Refuses nothing: what is in the journal has happened."""
    return change.evolve(workshop)
