"""A workshop to try rules on: the academy, with a trainer `t`, an observer, a projector and participants `p0` …"""

from typing import NamedTuple

from moot.rooms.asking import Audience, Change, Changes, Moment, Renewed, Request
from moot.rooms.canvases.plan import Scope
from moot.rooms.glance.eyes import Eyes
from moot.rooms.people.joining import Join
from moot.rooms.programmes.file import read
from moot.rooms.programmes.programme import Activity, AtZero, Day, Programme, Session, Stage
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed
from moot.rooms.view import Viewer, audiences, view, viewer_of
from moot.rooms.workshop import NOTHING, Workshop, WorkshopMade, decide
from moot.server.programmes import builtin

ACADEMY = read(builtin()["academy"], "academy.toml")

Looks = tuple[str, ...] | Eyes
LOOKS: tuple[Looks, ...] = ((), ("g1", "plan:p0", "value:g1", "value:"), Eyes("g1"))
"""What who trains has opened: nothing, or these; or they look through the eyes of others."""


def viewer(workshop: Workshop, person: str, looks: Looks) -> Viewer:
    return viewer_of(workshop, person, (), looks) if isinstance(looks, Eyes) else viewer_of(workshop, person, looks)


class Known(NamedTuple):
    """What one has seen so far, and where one hears more."""

    sees: Workshop
    hears: frozenset[Audience]


def known(workshop: Workshop, person: str, looks: Looks) -> Known:
    who = viewer(workshop, person, looks)
    return Known(view(workshop, who), audiences(workshop, who))


class World:
    """Does what people ask, and after every change holds every viewer's fold against their view."""

    def __init__(self, people: int = 6, programme: Programme = ACADEMY, now: int = 1_000) -> None:
        self.now = now
        self._known: dict[tuple[str, Looks], tuple[Workshop, Known]] = {}
        made = WorkshopMade("abc234", programme, 1)
        self.changes: list[Change] = [made]
        self.deeds: list[tuple[str, Changes]] = [("", (made,))]
        """Who did what, in order."""
        self.workshop = made.evolve(NOTHING)
        self.do(Join("t", "Žofie Říhová", "trainer"))
        self.do(Join("o", "Jānis Bērziņš", "observer"))
        self.do(Join("screen", "projector", "projector"))
        for number in range(people):
            self.do(Join(f"p{number}", "Ελένη", country="GR" if number % 2 else "PL"))

    @property
    def moment(self) -> Moment:
        return Moment(self.now, 7)

    def do(self, request: Request, who: str = "") -> Changes:
        changes = decide(self.workshop, request, who, self.moment)
        for change in changes:
            after = change.evolve(self.workshop)
            self._check_folds(change, after)
            self.workshop = after
            self.changes.append(change)
        self.deeds.append((who, changes))
        return changes

    def _check_folds(self, change: Change, after: Workshop) -> None:
        """The law: what was heard, folded over the old view, is the view now; unless there was a new view."""
        told = change.seen(self.workshop, after)
        for person in self.workshop.people.values():
            for looks in LOOKS if person.role in ("trainer", "observer") else LOOKS[:1]:
                old, new = self._knows(self.workshop, person.id, looks), known(after, person.id, looks)
                heard = [form for audience, form in told if audience in old.hears]
                if not any(isinstance(form, Renewed) for form in heard):
                    assert old.hears == new.hears, (change, person)
                    assert old.sees.after(heard) == new.sees, (change, person)
                self._known[person.id, looks] = after, new

    def _knows(self, workshop: Workshop, person: str, looks: Looks) -> Known:
        """The view after a change is the one before the next."""
        when, what = self._known.get((person, looks), (None, None))
        return what if what and when is workshop else known(workshop, person, looks)

    def refusal(self, request: Request, who: str = "") -> Reason | None:
        before = self.workshop
        try:
            decide(self.workshop, request, who, Moment(self.now, 7))
        except Refused as refused:
            assert self.workshop is before
            return refused.reason
        return None

    def may(self, request: Request, who: str) -> bool:
        return self.refusal(request, who) is None

    def room(self, person: str) -> str:
        return self.workshop.people[person].room

    def sees(self, person: str, looks: Looks = ()) -> Workshop:
        return view(self.workshop, viewer(self.workshop, person, looks))


class Unheld(World):
    """Does what people ask, and nothing else."""

    def _check_folds(self, change: Change, after: Workshop) -> None:
        pass


def varied(
    *, anonymous: bool = False, private: bool = True, at_zero: AtZero = "go-on", scope: Scope = "person"
) -> Programme:
    """The academy with another breakout, and value propositions of others: of each, of each group, or of all."""

    def stage(planned: Stage) -> Stage:
        return changed(planned, private=private and planned.does in ("ideate", "review", "present"), at_zero=at_zero)

    def activity(planned: Activity) -> Activity:
        if planned.key == "value" and planned.canvas:
            planned = changed(planned, canvas=changed(planned.canvas, scope=scope))
        return changed(planned, anonymous=anonymous, stages=tuple(stage(one) for one in planned.stages))

    def session(planned: Session) -> Session:
        return changed(planned, activities=tuple(activity(one) for one in planned.activities))

    def day(planned: Day) -> Day:
        return changed(planned, sessions=tuple(session(one) for one in planned.sessions))

    return changed(ACADEMY, days=tuple(day(one) for one in ACADEMY.days))
