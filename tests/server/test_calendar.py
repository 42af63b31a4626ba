"""The days of a plan, for a person's own calendar."""

import datetime

import icalendar

from tests.server.browser import Browser
from tests.server.server_in_thread import ServerInThread


def reminders(event: icalendar.cal.Component) -> list[str]:
    lines = [line for alarm in event.walk("VALARM") for line in alarm.to_ical().decode().splitlines()]
    return [line for line in lines if line.startswith("TRIGGER")]


def test_steps_and_check_ins_are_in_the_calendar_of_who_owns_the_plan(running: ServerInThread) -> None:
    trainer = Browser(running).make_workshop()
    trainer.come()
    ana = Browser(running).join(trainer.workshop, "Ana")
    canvas = f"plan:{ana.come()['you']}"
    assert trainer.ask({"type": "start-stage", "activity": "plan", "stage": "advance"})["type"] == "done"
    row = {"canvas": canvas, "row": "row0"}
    assert ana.ask({"type": "edit-cell", **row, "column": "action", "revision": 0, "edit": [[0, "Zażółć; call, all"]]})
    period = {"type": "period", "start": "2025-12-30", "due": "2026-01-02"}
    assert ana.ask({"type": "set-cell", **row, "column": "time-frame", "value": period})["type"] == "done"
    answer = ana.http.get(f"/w/{ana.workshop}/calendar.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    days = [tuple(event.decoded(name) for name in ("summary", "dtstart", "dtend")) for event in events]
    assert days[-1] == ("Zażółć; call, all", datetime.date(2025, 12, 30), datetime.date(2026, 1, 3))
    assert [start for _, start, _ in days[:3]] == [datetime.date(2025, *day) for day in ((4, 3), (5, 3), (6, 2))]
    (check_in, *_, step) = events
    assert reminders(check_in) == ["TRIGGER;RELATED=START:-P2DT15H", "TRIGGER;RELATED=START:PT9H"]
    assert reminders(step) == ["TRIGGER;RELATED=END:-P1DT15H"], "in the morning before the day it is due"
    elsewhere = Browser(running)
    for one in events:
        page = elsewhere.http.get(str(one["url"]).removeprefix(running.url), follow_redirects=True)
        assert (page.status_code, page.url.path) == (200, f"/w/{ana.workshop}"), "the personal link"
    assert Browser(running).http.get(f"/w/{ana.workshop}/calendar.ics").status_code == 403
