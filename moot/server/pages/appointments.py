"""A person's days as a calendar file, with reminders. They have the personal link, so they are as secret as that."""

import datetime
from collections.abc import Iterable

from moot.rooms.after.dates import Appointment
from moot.server.calendar_days import DAY, Days, Reminder, calendar_file
from moot.server.catalogue import Words, translate

MORNING = datetime.timedelta(hours=9)
"""Whichever it is where the calendar is."""

REMINDERS: dict[str, tuple[Reminder, ...]] = {
    "check-in": ((MORNING - 3 * DAY, "START"), (MORNING, "START")),
    "step": ((MORNING - 2 * DAY, "END"),),  # the end is the day after it is due
}
"""In the morning of a check-in, and three days before; in the morning before a step is due."""


def personal_calendar(title: str, appointments: Iterable[Appointment], link: str, language: str) -> bytes:
    words = translate(language)
    days = (Days(one.id, _says(one, words), one.start, one.end, link, REMINDERS[one.kind]) for one in appointments)
    return calendar_file(title, days, datetime.datetime.now(datetime.UTC))


def _says(one: Appointment, words: Words) -> str:
    if one.kind == "check-in":
        return words.gettext("How does your plan go?")
    return one.text or words.gettext("A step of your plan")
