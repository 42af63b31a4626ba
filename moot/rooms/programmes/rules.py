"""What must hold between the parts of a programme: unique keys, time going forward, stages in an order that works."""

from collections.abc import Sequence
from typing import Literal, TypeVar

from moot.rooms.after.check_in import can_be_checked
from moot.rooms.programmes.programme import Activity, Day, Does, Session, Stage
from moot.rooms.programmes.toml_table import Bare, Table, found_text

Part = TypeVar("Part")
Read = list[tuple[Table, Part]]
"""Parts, each with the table that it was read from."""

Question = Literal["organisation", "country"]

ORDER: dict[str, tuple[Does, ...]] = {
    "share": ("collect", "cluster"),
    "solve": ("define", "ideate", "vote", "select", "detail"),
    "canvas": ("fill", "compose", "present", "review", "integrate"),
    "form": ("answer",),
}
"""The stages that an activity may have, each once at most, in the order in which one builds on the other; of a canvas
as often as one likes, and in any order that NEEDS allows."""

NEEDS: dict[Does, tuple[Does, ...]] = {
    "compose": ("fill",),
    "present": ("fill",),
    "review": ("fill",),
    "integrate": ("present", "review"),
}
"""What comes before a stage of a canvas: one of these at least."""

OPTIONS: dict[str, tuple[Does, ...]] = {
    "dots": ("vote",),
    "most": ("vote",),
    "ballots": ("vote",),
    "columns": ("fill",),
    "each": ("review",),
    "questions": ("present", "review"),
}
"""What only stages that do this have."""
NEEDS_TOPICS = ORDER["solve"]
CAN_BE_PRIVATE = ("collect", "ideate", "present", "review")


def unique_keys(parts: Sequence[tuple[Table, Session | Activity | Stage]]) -> None:
    places: dict[str, str] = {}
    for table, part in parts:
        if "key" in table.wrong:
            continue
        if part.key in places:
            table.complain("key", f"a key of its own, {places[part.key]} has it already", part.key)
        else:
            places[part.key] = table.findings.place((*table.path, "key"))


def days_in_order(days: Read[Day]) -> None:
    number, date = 0, ""
    for table, day in days:
        if "number" not in table.wrong:
            if day.number <= number:
                table.complain("number", f"a number above {number}, which is the day before", day.number)
            number = max(number, day.number)
        if day.date:
            if day.date <= date:
                table.complain("date", f"after {date}, the date of the day before")
            date = max(date, day.date)


def sessions_in_order(sessions: Read[Session]) -> None:
    for table, _ in sessions:
        for one, other in (("starts", "ends"), ("ends", "starts")):
            if one in table and other not in table:
                table.complain(other, f'a time such as "09:30", because there is "{one}"')
    timed = [(table, one) for table, one in sessions if one.starts and not table.wrong & {"starts", "ends"}]
    for at, earliest in too_early([(one.starts, one.ends) for _, one in timed]).items():
        table, session = timed[at]
        if session.ends <= session.starts:
            table.complain("ends", f"after {session.starts}, when the session starts")
        else:
            table.complain("starts", f"{earliest} or later, when the session before has ended")


def too_early(times: Sequence[tuple[str, str]]) -> dict[int, str]:
    """Of the sessions of a day, from when to when: those that end before they start, or start before this."""
    end, wrong = "", dict[int, str]()
    for at, (starts, ends) in enumerate(times):
        if ends <= starts or starts < end:
            wrong[at] = end
        end = max(end, ends)
    return wrong


def topics_come_before(activities: Read[Activity]) -> None:
    shared: list[str] = []
    for table, activity in activities:
        if activity.topics_from and activity.kind == "share":
            table.complain("topics_from", "a key of a share activity; only a solve activity takes topics")
        elif activity.topics_from and activity.topics_from not in shared:
            known = f": {', '.join(shared)}" if shared else "; there is none"
            table.complain("topics_from", f"the key of a share activity that comes before{known}")
        if activity.kind == "share":
            shared.append(activity.key)


def check_ins_have_plans(top: Table, activities: Read[Activity]) -> None:
    """Whoever is asked how their plan goes has one. Not told while a canvas may be another than its author meant."""
    if not top.values.get("check_ins") or top.findings.mistakes:
        return
    if not any(activity.canvas and can_be_checked(activity.canvas) for _, activity in activities):
        expected = 'possible without a canvas of each person that has a column of type "indicators"'
        top.complain("check_ins", expected, Bare("this"))


def stages_fit(table: Table, activity: Activity, stages: Read[Stage]) -> None:
    """`table` is the activity's."""
    if not stages and "stage" not in table.wrong:
        table.complain("stage", "at least one [[day.session.activity.stage]]")
    unique_keys(stages)
    if "kind" in table.wrong:
        return
    if activity.kind == "canvas":
        return _stages_of_a_canvas_fit(stages, activity)
    order = ORDER[activity.kind]
    if activity.kind == "share" and stages and not any(stage.does == "collect" for _, stage in stages):
        table.complain("stage", 'complete: a share activity has a stage that does "collect"', Bare("this"))
    reached = -1
    for inner, stage in stages:
        if "does" not in inner.wrong:
            reached = _stage_in_order(inner, stage, activity, order, reached)


def _stages_of_a_canvas_fit(stages: Read[Stage], activity: Activity) -> None:
    """Its parts follow each other as the training wants, but nothing is made of a canvas that is still empty."""
    done: set[Does] = {"fill"} if activity.canvas and activity.canvas.goes_on_from else set()
    for table, stage in stages:
        if "does" in table.wrong:
            continue
        needs = NEEDS.get(stage.does, ())
        if stage.does not in ORDER["canvas"]:
            table.complain("does", f"what a canvas activity does: {', '.join(ORDER['canvas'])}")
        elif needs and not done.intersection(needs):
            table.complain("does", f"in its place: before it comes a stage that does {_any_of(needs)}")
        done.add(stage.does)


def _stage_in_order(table: Table, stage: Stage, activity: Activity, order: tuple[Does, ...], reached: int) -> int:
    """How far the activity has come in the order of its kind."""
    if stage.does not in order:
        table.complain("does", f"what a {activity.kind} activity does: {', '.join(order)}")
        return reached
    here = order.index(stage.does)
    if here == reached:
        table.complain("does", "in an activity twice: one stage does it already")
    elif here < reached:
        table.complain("does", f'in its place: it comes before "{order[reached]}"')
    return max(here, reached)


def options_fit(table: Table, stage: Stage) -> None:
    """Options that mean nothing in a stage are mistakes: whoever wrote them expects something of them."""
    if "does" in table.wrong:
        return
    for option, does in OPTIONS.items():
        if option in table and stage.does not in does:
            table.complain(option, f'an option of a stage that does "{stage.does}", only of {_any_of(does)}', option)
    if stage.private and stage.does not in CAN_BE_PRIVATE:
        table.complain("private", f'possible in a stage that does "{stage.does}", only in {_any_of(CAN_BE_PRIVATE)}')
    if stage.per_topic and stage.does not in NEEDS_TOPICS:
        table.complain("per_topic", f'possible in a stage that does "{stage.does}": it has no topics yet')


def _any_of(words: Sequence[str]) -> str:
    return " or ".join(map(found_text, words))
