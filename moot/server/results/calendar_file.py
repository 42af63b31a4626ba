"""ICS: the days of all plans in a report, and of the check-ins, for any calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from moot.rooms.results.report import Plan, Report
from moot.server.calendar_days import Days, calendar_file
from moot.server.catalogue import translate


def write(report: Report) -> bytes:
    made = datetime.datetime.fromtimestamp(report.made_at / 1000, datetime.UTC)
    return calendar_file(report.title, _days(report), made)


def _days(report: Report) -> Iterator[Days]:
    words = translate(report.language)
    for days, date in report.check_ins.items():
        if date:
            yield Days(report.check_in_events[days], words.gettext("How does your plan go?"), date, date)
    plans = [block for chapter in report.chapters for block in chapter.blocks if isinstance(block, Plan)]
    for plan in plans:
        for step in plan.steps:
            start, due = step.start or step.due, step.due or step.start
            if start:
                said = step.text or words.gettext("A step of your plan")
                text = f"{plan.owner}: {said}" if len(plans) > 1 else said
                yield Days(step.event, text, start, due)
