"""Calendar files (iCalendar, RFC 5545) of a person's days, with reminders. They have the personal link, so they are as
secret as that."""

import datetime
from collections.abc import Iterable

from icalendar import Alarm, Calendar, Event

from moot.rooms.dates import Appointment
from moot.server.catalogue import translate

DAY, MORNING = datetime.timedelta(1), datetime.timedelta(hours=9)
"""The morning is whichever it is where the calendar is."""

REMINDERS: dict[str, tuple[tuple[datetime.timedelta, str], ...]] = {
    "check-in": ((MORNING - 3 * DAY, "START"), (MORNING, "START")),
    "step": ((MORNING - 2 * DAY, "END"),),  # the end is the day after it is due
}
"""In the morning of a check-in, and three days before; in the morning before a step is due."""


def calendar_file(title: str, appointments: Iterable[Appointment], whose: str, link: str, language: str) -> bytes:
    """`whose`: of which workshop and person, for the ids of the events."""
    whole = Calendar()
    whole.add("prodid", "-//moot//EN")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", title)
    for appointment in appointments:
        whole.add_component(_event(appointment, whose, link, language))
    return bytes(whole.to_ical())


def _event(appointment: Appointment, whose: str, link: str, language: str) -> Event:
    words = translate(language)
    event = Event()
    if appointment.kind == "check-in":
        event.add("summary", words.gettext("How does your plan go?"))
    else:
        event.add("summary", appointment.text or words.gettext("A step of your plan"))
    event.add("uid", f"{appointment.key}-{whose}@moot")
    event.add("dtstamp", datetime.datetime.now(datetime.UTC))
    event.add("dtstart", datetime.date.fromisoformat(appointment.start))
    event.add("dtend", datetime.date.fromisoformat(appointment.end) + DAY)  # the first day that is free again
    event.add("url", link)
    for after, related in REMINDERS[appointment.kind]:
        event.add_component(_reminder(str(event["summary"]), after, related))
    return event


def _reminder(says: str, after: datetime.timedelta, related: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", says)
    alarm.add("trigger", after, parameters={"RELATED": related})
    return alarm
