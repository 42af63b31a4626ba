"""A canvas as it is filled in: rows in order, their cells, the feedback on them; whose it is, and how it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from moot.rooms.canvases.plan import CanvasPlan, Column
from moot.rooms.order import DIGITS, between
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value
from moot.rooms.texts.text import Text

if TYPE_CHECKING:
    from moot.rooms.programmes.programme import Activity
    from moot.rooms.workshop import Workshop


class Winner(Value, kw_only=True):
    """Where a row comes from: what won a challenge. It may be gone by now; then that is said."""

    room: str
    board: str
    section: str
    note: str


class Row(Value, kw_only=True):
    id: str
    order: str
    origin: Winner | None = None
    removed_by: str = ""


class Period(Value, kw_only=True, tag="period"):
    """Days as `YYYY-MM-DD`; either may still be open."""

    start: str = ""
    due: str = ""


class Names(Value, tag="names"):
    """Whoever is responsible: people of the workshop by id, others by name."""

    people: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Choice(Value, tag="choice"):
    """The number of what was chosen; -1 for nothing."""

    choice: int = -1


class Indicator(Value, kw_only=True):
    """By which one sees whether a step works."""

    id: str
    name: str
    group: str = ""
    """Of the library; empty for one's own."""
    kind: Literal["quantitative", "qualitative"] = "quantitative"
    target: str = ""
    smart: dict[Smart, str] = {}
    """Answers to the five questions."""


Smart = Literal["specific", "measurable", "achievable", "relevant", "time-bound"]


class Indicators(Value, tag="indicators"):
    indicators: tuple[Indicator, ...] = ()


CellValue = Period | Names | Choice | Indicators
EMPTY: tuple[CellValue, ...] = (Period(), Names(), Choice(), Indicators())


class Feedback(Value, kw_only=True):
    id: str
    by: str
    """Empty where its author is not shown."""
    place: str
    """The cell that it is about, or `?0`, `?1` … for a question to whom presents."""
    stage: str = ""
    """Of the activity under way when it was given, `activity.stage`; empty where a trainer gave it."""
    text: str
    name: str = ""
    """In a view, of whom it is from; it may be somebody of another group."""
    anonymous: bool = False
    released: bool = True
    verdict: Literal["", "taken", "adapted", "not-taken"] = ""
    """What the owner made of it."""


class Canvas(Value, kw_only=True):
    rows: dict[str, Row] = {}
    texts: dict[str, Text] = {}
    """By place: `row/column`."""
    values: dict[str, CellValue] = {}
    sources: dict[str, dict[str, int]] = {}
    """Of a composed statement, by row: the revision of each cell that it was composed from."""
    feedback: dict[str, Feedback] = {}

    def row(self, row: str) -> Row:
        found = self.rows.get(row)
        if found is None or found.removed_by:
            raise Refused(Reason.NO_SUCH_ROW)
        return found

    def standing(self) -> list[Row]:
        """The rows that are there, in order."""
        return sorted((r for r in self.rows.values() if not r.removed_by), key=lambda r: (r.order, r.id))

    def says(self, place: str) -> bool:
        """Whether a cell is not empty."""
        if text := self.texts.get(place):
            return text.value.strip() != ""
        return self.values.get(place, EMPTY[0]) not in EMPTY

    def key_after(self, after: str | None) -> str:
        """A key that puts a row behind `after`: "" at the start, None at the end. No row has it, removed ones too."""
        keys = sorted(row.order for row in self.rows.values())
        if after is None:
            return between(keys[-1] if keys else "", "")
        lower = self.row(after).order if after else ""
        return between(lower, next((key for key in keys if key > lower), ""))


class Presenting(Value, kw_only=True):
    """Owners who show their canvases to the others, one after the other: people, or groups by their rooms."""

    activity: str
    order: tuple[str, ...]
    now: str = ""
    """Who presents; empty before the first and after the last."""
    ends: int = 0
    """When their clock reaches 0:00, in milliseconds; 0: there is none."""
    before: str = ""
    """Whose turn it was before, and when it ended: what others said meanwhile is taken for the grace."""
    turned: int = 0


class Owned(NamedTuple):
    """What the key of a canvas says: `plan:p12`."""

    activity: str
    owner: str
    """A person, a room, or nobody: it is for all."""


def key_of(activity: str, owner: str) -> str:
    return f"{activity}:{owner}"


def owned(key: str) -> Owned:
    activity, _, owner = key.partition(":")
    return Owned(activity, owner)


def root_of(activities: dict[str, Activity], activity: str) -> str:
    """The activity that the canvas began with."""
    known = activities.get(activity)
    return known.canvas.goes_on_from or activity if known and known.canvas else activity


def plans_of(workshop: Workshop, key: str) -> list[CanvasPlan]:
    """The plans of all activities that fill this canvas in, the first of them first. Raises NO_SUCH_CANVAS."""
    activity, owner = owned(key)
    first = first_plan(workshop, activity)
    if first is None or key != key_of(activity, owner) or not has_canvas(workshop, first, owner):
        raise Refused(Reason.NO_SUCH_CANVAS)
    later = (a.canvas for a in workshop.activities.values() if a.canvas and a.canvas.goes_on_from == activity)
    return [first, *later]


def first_plan(workshop: Workshop, activity: str) -> CanvasPlan | None:
    """The plan that canvases of an activity begin with; None where they begin with another, or there are none."""
    known = workshop.activities.get(activity)
    return known.canvas if known and known.canvas and not known.canvas.goes_on_from else None


def column_of(workshop: Workshop, key: str, column: str) -> Column:
    for plan in plans_of(workshop, key):
        if found := plan.column(column):
            return found
    raise Refused(Reason.NO_SUCH_CELL)


def canvas_of(workshop: Workshop, key: str) -> Canvas:
    """As it is; as its plan begins it, when nobody has written in it yet. Raises NO_SUCH_CANVAS."""
    if key in workshop.canvases:
        return workshop.canvases[key]
    plan = first_plan(workshop, owned(key).activity)
    if plan is None:
        raise Refused(Reason.NO_SUCH_CANVAS)
    return fresh(plan)


def fresh(plan: CanvasPlan) -> Canvas:
    return Canvas(rows={f"row{at}": Row(id=f"row{at}", order=f"a{DIGITS[at]}") for at in range(plan.rows)})


def keys_of_person(workshop: Workshop, person: str) -> tuple[str, ...]:
    """The canvases that a participant works on where they sit."""
    room = workshop.people[person].room
    owners = {"person": person, "group": room, "all": ""}
    plans = ((key, activity.canvas) for key, activity in workshop.activities.items())
    return tuple(key_of(key, owners[plan.scope]) for key, plan in plans if plan and not plan.goes_on_from)


def all_keys(workshop: Workshop) -> tuple[str, ...]:
    """The canvases of all there are to own one, by activity."""
    owners = {
        "person": [person.id for person in workshop.people.values() if person.role == "participant"],
        "group": list(workshop.rooms),
        "all": [""],
    }
    plans = ((key, activity.canvas) for key, activity in workshop.activities.items())
    first = ((key, plan.scope) for key, plan in plans if plan and not plan.goes_on_from)
    return tuple(key_of(key, owner) for key, scope in first for owner in owners[scope])


def has_canvas(workshop: Workshop, plan: CanvasPlan, owner: str) -> bool:
    """Whether there is such an owner: a participant, a room, or nobody for all."""
    if plan.scope == "person":
        return owner in workshop.people and workshop.people[owner].role == "participant"
    return owner in workshop.rooms if plan.scope == "group" else owner == ""
