"""Days for people's own calendars, as an iCalendar file (RFC 5545)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from icalendar import Alarm, Calendar, Event

DAY = datetime.timedelta(1)

Reminder = tuple[datetime.timedelta, str]
"""How long after what: `START` or `END`."""


class Days(NamedTuple):
    id: str
    """The same whenever the file is made: so a calendar moves what it knows."""
    text: str
    start: str
    """`YYYY-MM-DD`, as `end` is: the last of them."""
    end: str
    link: str = ""
    reminders: tuple[Reminder, ...] = ()


def calendar_file(title: str, days: Iterable[Days], made: datetime.datetime) -> bytes:
    whole = Calendar()
    whole.add("prodid", "-//moot//EN")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", _line(title))
    for one in days:
        whole.add_component(_event(one, made))
    return bytes(whole.to_ical())


def _event(one: Days, made: datetime.datetime) -> Event:
    event = Event()
    event.add("summary", _line(one.text))
    event.add("uid", f"{one.id}@moot")
    event.add("dtstamp", made)
    event.add("dtstart", datetime.date.fromisoformat(one.start))
    event.add("dtend", datetime.date.fromisoformat(one.end) + DAY)  # the first day that is free again
    if one.link:
        event.add("url", one.link)
    for after, related in one.reminders:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _line(one.text))
        alarm.add("trigger", after, parameters={"RELATED": related})
        event.add_component(alarm)
    return event


def _line(text: str) -> str:
    return " ".join(text.split())
