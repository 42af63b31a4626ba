"""ICS: the days of all plans in a report, and of the check-ins, for any calendar."""

from __future__ import annotations

import datetime
import hashlib

from icalendar import Calendar, Event

from moot.rooms.results.report import Plan, Report
from moot.server.catalogue import translate

DAY = datetime.timedelta(1)


def write(report: Report) -> bytes:
    words = translate(report.language)
    plans = [block for chapter in report.chapters for block in chapter.blocks if isinstance(block, Plan)]
    whole = Calendar()
    whole.add("prodid", "-//moot//EN")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", " ".join(report.title.split()))
    for days, date in report.check_ins.items():
        if date:
            whole.add_component(_event(report, f"check-in {days}", words.gettext("How does your plan go?"), date, date))
    for plan in plans:
        for number, step in enumerate(plan.steps):
            start, due = step.start or step.due, step.due or step.start
            if start:
                said = step.text or words.gettext("A step of your plan")
                text = f"{plan.owner}: {said}" if len(plans) > 1 else said
                whole.add_component(_event(report, f"{plan.owner} {number}", text, start, due))
    return bytes(whole.to_ical())


def _event(report: Report, what: str, text: str, start: str, due: str) -> Event:
    event = Event()
    event.add("summary", " ".join(text.split()))
    event.add("uid", f"{hashlib.sha256(f'{report.title} {what}'.encode()).hexdigest()[:24]}@moot")
    event.add("dtstamp", datetime.datetime.fromtimestamp(report.made_at / 1000, datetime.UTC))
    event.add("dtstart", datetime.date.fromisoformat(start))
    event.add("dtend", datetime.date.fromisoformat(due) + DAY)  # the first day that is free again
    return event
