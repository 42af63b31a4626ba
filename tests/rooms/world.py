"""A workshop to try rules on: the academy, with a trainer `t`, an observer, a projector and participants `p0` …"""

from moot.rooms.asking import Change, Changes, Moment, Renewed, Request
from moot.rooms.canvas_plan import Scope
from moot.rooms.eyes import Eyes
from moot.rooms.joining import Join
from moot.rooms.programme import Activity, AtZero, Day, Programme, Session, Stage
from moot.rooms.programme_file import read
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


class World:
    """Does what people ask, and after every change holds every viewer's fold against their view."""

    def __init__(self, people: int = 6, programme: Programme = ACADEMY, now: int = 1_000) -> None:
        self.now = now
        self._views: dict[tuple[str, Looks], tuple[Workshop, Workshop]] = {}
        made = WorkshopMade("abc234", programme, 1)
        self.changes: list[Change] = [made]
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
            for person in self.workshop.people.values():
                for looks in LOOKS if person.role in ("trainer", "observer") else LOOKS[:1]:
                    self._check_fold(change, after, person.id, looks)
            self.workshop = after
            self.changes.append(change)
        return changes

    def _check_fold(self, change: Change, after: Workshop, person: str, looks: Looks) -> None:
        """The view after a change is the one before the next."""
        known, old = self._views.get((person, looks), (None, None))
        seen = check_fold(self.workshop, change, after, person, looks, old if known is self.workshop else None)
        self._views[person, looks] = after, seen

    def refusal(self, request: Request, who: str = "") -> Reason | None:
        before = self.workshop
        try:
            decide(self.workshop, request, who, Moment(self.now, 7))
        except Refused as refused:
            assert self.workshop is before
            return refused.reason
        return None

    def room(self, person: str) -> str:
        return self.workshop.people[person].room

    def sees(self, person: str, looks: Looks = ()) -> Workshop:
        return view(self.workshop, viewer(self.workshop, person, looks))


class Unheld(World):
    """Does what people ask, and nothing else."""

    def _check_fold(self, change: Change, after: Workshop, person: str, looks: Looks) -> None:
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


def check_fold(
    before: Workshop,
    change: Change,
    after: Workshop,
    person: str,
    looks: Looks,
    known: Workshop | None = None,
) -> Workshop:
    """The law: what was heard, folded over the old view, is the view now; unless there was a new view."""
    old, new = viewer(before, person, looks), viewer(after, person, looks)
    heard = [form for audience, form in change.seen(before, after) if audience in audiences(before, old)]
    now = view(after, new)
    if not any(isinstance(form, Renewed) for form in heard):
        assert audiences(before, old) == audiences(after, new), (change, person)
        assert (known or view(before, old)).after(heard) == now, (change, person)
    return now
