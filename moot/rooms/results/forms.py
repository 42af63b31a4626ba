"""Forms in a report: what all answered to each question, with no name beside an answer."""

from __future__ import annotations

from collections.abc import Iterator

from moot.rooms.forms.form import FieldTally
from moot.rooms.forms.plan import FormField
from moot.rooms.programmes.programme import Activity
from moot.rooms.results.naming import Names
from moot.rooms.results.report import Counted, FormResult
from moot.rooms.results.sight import Sight


def form_of(sight: Sight, names: Names, activity: Activity) -> Iterator[FormResult]:
    form = sight.seen.forms.get(activity.key)
    for field in activity.form.fields if activity.form and form else ():
        if form and (tally := form.results.get(field.key)):
            yield _result(field, tally, names)


def _result(field: FormField, tally: FieldTally, names: Names) -> FormResult:
    points = sum(tally.counts.values())
    mean = sum(point * number for point, number in tally.counts.items()) / points if points else None
    return FormResult(
        title=names.said(field.title),
        kind=field.type,
        people=tally.people,
        counts=tuple(Counted(text, tally.counts.get(number, 0)) for number, text in _answers(field, names)),
        mean=round(mean, 2) if mean is not None and field.type == "scale" else None,
        texts=tally.texts,
    )


def _answers(field: FormField, names: Names) -> list[tuple[int, str]]:
    """All that could be answered, by number."""
    if field.type == "text":
        return []
    if field.type != "scale":
        return [(at, names.said(choice)) for at, choice in enumerate(field.choices)]
    ends = {1: names.said(field.low), field.points: names.said(field.high)}
    return [(p, f"{p} · {ends[p]}" if ends.get(p) else str(p)) for p in range(1, field.points + 1)]
