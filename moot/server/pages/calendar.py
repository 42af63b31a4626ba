"""A person's days as a calendar file (iCalendar, RFC 5545): taken into whatever calendar they use, which reminds them.

It has their personal link, so it is as secret as that.
"""

import datetime

from icalendar import Alarm, Calendar, Event
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from moot.rooms.dates import Appointment, dates_of
from moot.server.catalogue import translate
from moot.server.pages.inside import person_of, personal_link
from moot.server.pages.template import language_of

DAY, MORNING = datetime.timedelta(1), datetime.timedelta(hours=9)
"""The morning is whichever it is where the calendar is."""

REMINDERS: dict[str, tuple[tuple[datetime.timedelta, str], ...]] = {
    "check-in": ((MORNING - 3 * DAY, "START"), (MORNING, "START")),
    "step": ((MORNING - 2 * DAY, "END"),),  # the end is the day after it is due
}
"""In the morning of a check-in, and three days before; in the morning before a step is due."""


async def calendar(request: Request) -> Response:
    """Of the participant who asks."""
    live = await request.app.state.workshops.find(request.path_params["id"])
    person = person_of(request, live, "participant") if live else None
    if live is None or person is None:
        return JSONResponse({"why": "not-allowed"}, 403)
    language, link = language_of(request), personal_link(request, live, person)
    title = live.workshop.programme.title
    whole = Calendar()
    whole.add("prodid", "-//moot//EN")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", title.get(language) or next(iter(title.values())))
    for appointment in dates_of(live.workshop, person.id):
        whole.add_component(_event(appointment, f"{live.id}-{person.id}", link, language))
    headers = {"Content-Disposition": f'attachment; filename="{live.id}.ics"'}
    return Response(whole.to_ical(), media_type="text/calendar", headers=headers)


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


routes = [Route("/w/{id}/calendar.ics", calendar)]
