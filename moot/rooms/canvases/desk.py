"""Who may write in which canvas, and in which of its columns, now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import Moment
from moot.rooms.canvases.canvas import Canvas, column_of, keys_of_person, owned, plans_of, root_of
from moot.rooms.canvases.plan import EVERY_ROW, STATEMENT, CanvasPlan, Column
from moot.rooms.canvases.readers import owners
from moot.rooms.programmes.programme import Does, Stage
from moot.rooms.refusals import Reason, Refused
from moot.rooms.stages.lock import unlocked
from moot.rooms.stages.run import plan_of_run, under_way_or_just

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop

OF_A_STATEMENT = Column(key=STATEMENT, title={})


def row_desk(workshop: Workshop, key: str, who: str, when: Moment) -> Canvas:
    """A canvas whose rows `who` may add, move and remove."""
    plans_of(workshop, key)
    if workshop.person(who).role != "trainer":
        parts_of_owner(workshop, key, who, when, "fill", "integrate")
    return workshop.canvas(key)


def cell_desk(workshop: Workshop, key: str, row: str, column: str, who: str, when: Moment) -> tuple[Canvas, Column]:
    """A canvas, and the column of one of its cells, which `who` may write."""
    found = OF_A_STATEMENT if column == STATEMENT else column_of(workshop, key, column)
    if column == STATEMENT and not any(plan.statement for plan in plans_of(workshop, key)):
        raise Refused(Reason.NO_SUCH_CELL)
    if found.written_by == "others":
        raise Refused(Reason.NO_SUCH_CELL)
    if workshop.person(who).role != "trainer":
        does: tuple[Does, ...] = ("compose", "integrate") if column == STATEMENT else ("fill", "compose", "integrate")
        parts = parts_of_owner(workshop, key, who, when, *does)
        if column != STATEMENT and not any(column in (stage.columns or plan.keys) for plan, stage in parts):
            raise Refused(Reason.NOT_NOW)
    canvas = workshop.canvas(key)
    if found.spans != (row == EVERY_ROW):
        raise Refused(Reason.NO_SUCH_CELL)
    if not found.spans:
        canvas.row(row)
    return canvas, found


def parts_of_owner(workshop: Workshop, key: str, who: str, when: Moment, *does: Does) -> list[tuple[CanvasPlan, Stage]]:
    """What goes on with a canvas that `who` has, alone or with others: the plan that it is filled in by, and the stage.

    Within the grace after a part has ended, that part too.
    """
    if key not in keys_of_person(workshop, who):
        raise Refused(Reason.NO_SUCH_CANVAS)
    unlocked(workshop, workshop.room_of(who), who)
    root = owned(key).activity
    parts = [
        (plan, stage)
        for run, stage in under_way_or_just(workshop, workshop.room_of(who), when, *does)
        if (plan := workshop.activities[run.activity].canvas) and root_of(workshop.activities, run.activity) == root
    ]
    if not parts:
        raise Refused(Reason.NOT_NOW)
    if all(stage.writers == "trainers" for _, stage in parts):
        raise Refused(Reason.NOT_ALLOWED)
    return parts


def is_integrated(workshop: Workshop, key: str) -> bool:
    """Where its owners sit, they take feedback in already."""
    return any(integrates(workshop, room, key) for room in rooms_of_owners(workshop, key))


def integrates(workshop: Workshop, room: str, key: str) -> bool:
    """Whether those in a room take in the feedback on canvases such as this one."""
    known = workshop.rooms.get(room)
    if known is None or known.run is None or plan_of_run(workshop, known.run).does != "integrate":
        return False
    return root_of(workshop.activities, known.run.activity) == owned(key).activity


def rooms_of_owners(workshop: Workshop, key: str) -> set[str]:
    return {workshop.people[owner].room for owner in owners(workshop, key) if owner in workshop.people}
