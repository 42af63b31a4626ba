"""What of a programme has work in it already, and so cannot go away or become something else while a workshop runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from moot.rooms.after.check_in import checked_activity
from moot.rooms.boards.board import Board
from moot.rooms.canvases.canvas import Canvas, first_plan, fresh, owned
from moot.rooms.canvases.plan import STATEMENT, CanvasPlan, Column
from moot.rooms.forms.plan import FormPlan
from moot.rooms.limits import SECTIONS
from moot.rooms.programmes.fixed_sections import kept_sections
from moot.rooms.programmes.programme import Programme, Stage
from moot.rooms.room import fresh_room
from moot.rooms.shape import Value, changed

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop

Because = Literal[
    "activity-gone", "activity-kind", "anonymous", "section-gone", "too-many-sections",
    "stage-gone", "stage-does", "stage-private", "stage-questions",
    "canvas-scope", "canvas-goes-on", "column-gone", "column-type", "column-choices", "statement-gone",
    "field-gone", "field-type", "field-choices", "check-in-gone", "check-in-plan",
]  # fmt: skip


class Obstacle(Value, kw_only=True):
    """One thing that a new programme would take away, or make into something else, and that has work in it."""

    why: Because
    activity: str = ""
    part: str = ""
    """The key of a stage, column or field; the number of a check-in."""
    rooms: tuple[str, ...] = ()
    """Where that work is, if it is in some rooms."""


def obstacles(workshop: Workshop, programme: Programme) -> list[Obstacle]:
    """All that stands in the way of `programme`; nothing, when it may take the place of the one there is."""
    after = changed(workshop, programme=programme)
    return [
        *_of_activities(workshop, programme),
        *_of_stages(workshop, programme),
        *_of_boards(workshop, programme),
        *_of_canvases(workshop, after),
        *_of_forms(workshop, programme),
        *_of_check_ins(workshop, after),
    ]


def begun(workshop: Workshop) -> dict[tuple[str, str], tuple[str, ...]]:
    """The stages that have begun, by activity and key, each with the rooms where."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for room in workshop.rooms.values():
        runs = [run.name for run in (room.run, room.last) if run]
        for name in dict.fromkeys((*room.left, *runs)):
            activity, _, stage = name.partition(".")
            found[activity, stage] = (*found.get((activity, stage), ()), room.id)
    return found


def _of_activities(workshop: Workshop, programme: Programme) -> Iterator[Obstacle]:
    for key, activity in workshop.activities.items():
        now = programme.activities.get(key)
        if now and now.kind == activity.kind:
            continue
        rooms = tuple(dict.fromkeys((*_rooms_begun(workshop, key), *_rooms_with_work(workshop, key))))
        if rooms or _canvases(workshop, key) or key in workshop.forms:
            yield Obstacle(why="activity-kind" if now else "activity-gone", activity=key, rooms=rooms)


def _rooms_begun(workshop: Workshop, activity: str) -> list[str]:
    return [room for (of, _), rooms in begun(workshop).items() for room in rooms if of == activity]


def _rooms_with_work(workshop: Workshop, activity: str) -> list[str]:
    """Where the board of an activity is not any more as it was at the beginning."""
    return [
        room.id
        for room in workshop.rooms.values()
        if (board := room.boards.get(activity))
        and board != fresh_room(room.number, workshop.programme).boards[activity]
    ]


def _of_stages(workshop: Workshop, programme: Programme) -> Iterator[Obstacle]:
    for (key, stage), rooms in begun(workshop).items():
        before, now = _stage(workshop.programme, key, stage), _stage(programme, key, stage)
        if now is None and key in programme.activities:
            yield Obstacle(why="stage-gone", activity=key, part=stage, rooms=rooms)
        if now is None or before is None:
            continue
        if now.does != before.does:
            yield Obstacle(why="stage-does", activity=key, part=stage, rooms=rooms)
        elif now.private != before.private:
            yield Obstacle(why="stage-private", activity=key, part=stage, rooms=rooms)
        if len(now.questions) < len(before.questions):
            yield Obstacle(why="stage-questions", activity=key, part=stage, rooms=rooms)


def _stage(programme: Programme, activity: str, stage: str) -> Stage | None:
    known = programme.activities.get(activity)
    return next((one for one in known.stages if one.key == stage), None) if known else None


def _of_boards(workshop: Workshop, programme: Programme) -> Iterator[Obstacle]:
    for key, activity in programme.activities.items():
        rooms = [workshop.rooms[room] for room in _rooms_with_work(workshop, key)] if key in workshop.activities else []
        found: dict[Because, list[str]] = {}
        if key in workshop.activities and workshop.activities[key].anonymous != activity.anonymous:
            # not by its notes: nobody is told whether there are private or deleted ones
            found["anonymous"] = [*_rooms_begun(workshop, key), *(room.id for room in rooms)]
        for room in rooms:
            was = fresh_room(room.number, workshop.programme).boards.get(key, Board())
            if new := fresh_room(room.number, programme).boards.get(key):
                for why in _of_board(key, room.boards[key], was, new):
                    found.setdefault(why, []).append(room.id)
        for why, where in found.items():
            if where:
                yield Obstacle(why=why, activity=key, rooms=tuple(dict.fromkeys(where)))


def _of_board(key: str, known: Board, was: Board, new: Board) -> Iterator[Because]:
    kept = kept_sections(key, known, was, new)
    if kept.lost:
        yield "section-gone"
    if len(kept.sections) > SECTIONS:
        yield "too-many-sections"


def _canvases(workshop: Workshop, activity: str) -> list[Canvas]:
    """Those that began with this activity, and are not any more as they began."""
    plan = first_plan(workshop, activity)
    known = (canvas for key, canvas in workshop.canvases.items() if owned(key).activity == activity)
    return [canvas for canvas in known if plan and canvas != fresh(plan)]


def _of_canvases(workshop: Workshop, after: Workshop) -> Iterator[Obstacle]:
    for key in workshop.activities:
        canvases, before, now = _canvases(workshop, key), first_plan(workshop, key), after.activities.get(key)
        if not canvases or before is None or now is None or now.canvas is None:
            continue
        if now.canvas.goes_on_from:
            yield Obstacle(why="canvas-goes-on", activity=key)
            continue
        if now.canvas.scope != before.scope:
            yield Obstacle(why="canvas-scope", activity=key)
        yield from _of_columns(_filling(workshop, key), _filling(after, key), canvases)


def _filling(workshop: Workshop, root: str) -> list[tuple[str, CanvasPlan]]:
    """The activities that fill in the same canvases."""
    plans = ((key, activity.canvas) for key, activity in workshop.activities.items())
    return [(key, plan) for key, plan in plans if plan and root in (key, plan.goes_on_from)]


def _of_columns(
    before: list[tuple[str, CanvasPlan]], now: list[tuple[str, CanvasPlan]], canvases: list[Canvas]
) -> Iterator[Obstacle]:
    for key in sorted({column for canvas in canvases for column in _columns_written(canvas)}):
        if key == STATEMENT:
            had = next((activity for activity, plan in before if plan.statement), "")
            if had and not any(plan.statement for _, plan in now):
                yield Obstacle(why="statement-gone", activity=had)
            continue
        activity, was = _column(before, key)
        _, is_now = _column(now, key)
        if was and is_now is None:
            yield Obstacle(why="column-gone", activity=activity, part=key)
        elif was and is_now and (was.type, was.spans, was.written_by) != (is_now.type, is_now.spans, is_now.written_by):
            yield Obstacle(why="column-type", activity=activity, part=key)
        elif was and is_now and len(is_now.choices) < len(was.choices):
            yield Obstacle(why="column-choices", activity=activity, part=key)


def _columns_written(canvas: Canvas) -> Iterator[str]:
    cells = [place for place in (*canvas.texts, *canvas.values) if canvas.says(place)]
    about = [given.place for given in canvas.feedback.values() if not given.place.startswith("?")]
    return (place.partition("/")[2] for place in (*cells, *about))


def _column(plans: list[tuple[str, CanvasPlan]], key: str) -> tuple[str, Column | None]:
    return next(((activity, found) for activity, plan in plans if (found := plan.column(key))), ("", None))


def _of_forms(workshop: Workshop, programme: Programme) -> Iterator[Obstacle]:
    for key, form in workshop.forms.items():
        before, now = _form(workshop.programme, key), _form(programme, key)
        answered = {field for answers in form.answers.values() for field in answers}
        if before is None or now is None:
            continue
        for field in sorted(answered):
            was, is_now = before.field(field), now.field(field)
            if is_now is None:
                yield Obstacle(why="field-gone", activity=key, part=field)
            elif was and (was.type, was.points) != (is_now.type, is_now.points):
                yield Obstacle(why="field-type", activity=key, part=field)
            elif was and len(is_now.choices) < len(was.choices):
                yield Obstacle(why="field-choices", activity=key, part=field)


def _form(programme: Programme, activity: str) -> FormPlan | None:
    known = programme.activities.get(activity)
    return known.form if known else None


def _of_check_ins(workshop: Workshop, after: Workshop) -> Iterator[Obstacle]:
    reported = sorted({days for by_days in workshop.check_ins.values() for days in by_days})
    for days in reported:
        if days not in after.programme.check_ins:
            yield Obstacle(why="check-in-gone", part=str(days))
    if reported and checked_activity(workshop) != checked_activity(after):
        yield Obstacle(why="check-in-plan", activity=checked_activity(workshop))
