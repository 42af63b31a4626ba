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


def test_a_calendar_knows_the_days_again_by_whatever_file_it_gets_them(running: ServerInThread) -> None:
    """X6: and those of another workshop with the same programme are others."""
    events = list[set[str]]()
    for _ in range(2):
        trainer = Browser(running).make_workshop()
        trainer.come()
        ana = Browser(running).join(trainer.workshop, "Ana")
        canvas = f"plan:{ana.come()['you']}"
        assert trainer.ask({"type": "start-stage", "activity": "plan", "stage": "advance"})["type"] == "done"
        period = {"type": "period", "start": "", "due": "2026-01-02"}
        cell = {"type": "set-cell", "canvas": canvas, "row": "row0", "column": "time-frame", "value": period}
        assert ana.ask(cell)["type"] == "done"
        own = ids(ana.http.get(f"/w/{ana.workshop}/calendar.ics").content)
        for language in ("en", "pl"):
            ana.http.cookies.set("moot_language", language)
            assert ids(ana.http.get(f"/w/{ana.workshop}/results/file?format=ics").content) == own
            assert ids(ana.http.get(f"/w/{ana.workshop}/calendar.ics").content) == own
        of_all = ids(trainer.http.get(f"/w/{ana.workshop}/results/file?format=ics").content)
        assert len(own & of_all) == 1, "her step; the check-ins there are everybody's"
        events += [own, of_all]
    first, *_ = events
    assert [len(one) for one in events] == [4] * 4
    assert not first & events[2]
    assert not events[1] & events[3]


def ids(file: bytes) -> set[str]:
    found = [str(event["uid"]) for event in icalendar.Calendar.from_ical(file).walk("VEVENT")]
    assert len(found) == len(set(found))
    return set(found)
