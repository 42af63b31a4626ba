"""What must hold between a canvas and the rest of its programme."""

from moot.rooms.canvases.plan import STATEMENT, CanvasPlan, Column
from moot.rooms.canvases.statement import columns_in
from moot.rooms.programmes.programme import Activity, Stage
from moot.rooms.programmes.rules import Read
from moot.rooms.programmes.toml_table import Bare, Table

RESERVED = frozenset((STATEMENT, "all"))


def canvases_fit(activities: Read[Activity], canvases: Read[CanvasPlan]) -> None:
    before: dict[str, Activity] = {}
    tables = {id(plan): table for table, plan in canvases}
    for table, activity in activities:
        if activity.canvas is None:
            if activity.kind == "canvas" and "canvas" not in table.wrong:
                table.complain("canvas", "a [day.session.activity.canvas] with its columns")
        elif activity.kind != "canvas":
            table.complain("canvas", 'possible in an activity of kind "canvas" only', Bare("this"))
        else:
            inner = tables[id(activity.canvas)]
            _columns_fit(inner, activity.canvas)
            _goes_on(inner, activity.canvas, before)
            _stands_beside(inner, activity.canvas, before)
            for at, stage in enumerate(activity.stages):
                _stage_fits(Table({}, (*table.path, "stage", at), table.findings), activity.canvas, stage)
        before[activity.key] = activity


def _columns_fit(table: Table, plan: CanvasPlan) -> None:
    seen: set[str] = set()
    for at, column in enumerate(plan.columns):
        inner = Table({}, (*table.path, "column", at), table.findings)
        if column.key in seen or column.key in RESERVED:
            inner.complain("key", "a key of its own, other than statement and all", column.key)
        seen.add(column.key)
        if (column.type == "choice") != bool(column.choices):
            inner.complain("choices", "a list of texts in a column of type choice, and only there", Bare("this"))
        if column.written_by == "others" and (column.type != "text" or plan.scope == "all"):
            inner.complain("written_by", "owner: others write text, and not on a canvas of all", column.written_by)
    for language, pattern in plan.statement.items():
        named = columns_in(pattern)
        unknown = [key for key in named if not _can_be_said(plan.column(key))]
        if unknown or not named:
            known = ", ".join(f"{{{c.key}}}" for c in plan.columns if _can_be_said(c))
            Table({}, (*table.path, "statement"), table.findings).complain(
                language, f"a sentence with columns of text in braces: {known}", pattern
            )


def _can_be_said(column: Column | None) -> bool:
    return column is not None and column.type == "text" and column.written_by == "owner"


def _goes_on(table: Table, plan: CanvasPlan, before: dict[str, Activity]) -> None:
    if not plan.goes_on_from:
        return
    known = [key for key, a in before.items() if a.canvas and not a.canvas.goes_on_from]
    first = before[plan.goes_on_from].canvas if plan.goes_on_from in known else None
    if first is None:
        which = f": {', '.join(known)}" if known else "; there is none"
        table.complain("goes_on_from", f"the key of a canvas activity that comes before{which}", plan.goes_on_from)
        return
    if first.scope != plan.scope:
        table.complain("scope", f"{first.scope}, as the canvas that it goes on from", plan.scope)
    earlier = [
        (key, a.canvas) for key, a in before.items() if a.canvas and plan.goes_on_from in (key, a.canvas.goes_on_from)
    ]
    for at, column in enumerate(plan.columns):
        alike = ((key, same) for key, other in earlier if (same := other.column(column.key)))
        differs = next(((key, same) for key, same in alike if _form(same) != _form(column)), None)
        if differs:
            inner = Table({}, (*table.path, "column", at), table.findings)
            inner.complain("type", f"{differs[1].type}, spanning and written as in {differs[0]}", column.type)


def _form(column: Column) -> tuple[object, ...]:
    return column.type, column.spans, column.written_by, len(column.choices)


def _stands_beside(table: Table, plan: CanvasPlan, before: dict[str, Activity]) -> None:
    known = [key for key, activity in before.items() if activity.kind == "solve"]
    if plan.beside and plan.beside not in known:
        which = f": {', '.join(known)}" if known else "; there is none"
        table.complain("beside", f"the key of a solve activity that comes before{which}", plan.beside)


def _stage_fits(table: Table, plan: CanvasPlan, stage: Stage) -> None:
    unknown = [key for key in stage.columns if plan.column(key) is None]
    if unknown:
        table.complain("columns", f"columns of the canvas: {', '.join(c.key for c in plan.columns)}", unknown[0])
    if stage.does == "compose" and not plan.statement:
        table.complain("does", "possible with a statement in the canvas only", stage.does)
    if stage.does in ("present", "review") and plan.scope == "all":
        table.complain("does", "possible with a canvas of each person or group", stage.does)
    if stage.does == "review" and plan.scope != "person":
        table.complain("does", "possible with a canvas of each person", stage.does)
