"""Makes a report of a workshop at a position."""

from __future__ import annotations

from collections.abc import Iterator

from moot.rooms.after.check_in import check_in_dates
from moot.rooms.after.dates import check_in_id
from moot.rooms.programmes.programme import Activity, Day
from moot.rooms.results.boards import boards_of
from moot.rooms.results.canvases import canvases_of
from moot.rooms.results.deeds import deeds_of
from moot.rooms.results.forms import form_of
from moot.rooms.results.left_out import left_out
from moot.rooms.results.naming import Names
from moot.rooms.results.people import people_of
from moot.rooms.results.plans import plans_of
from moot.rooms.results.questions import questions_of
from moot.rooms.results.report import AnyBlock, Chapter, OwnDeeds, Report, ReportDay, Session, Wanted
from moot.rooms.results.sight import Sight, sight_of
from moot.rooms.workshop import Workshop


def report_of(workshop: Workshop, wanted: Wanted, at: int) -> Report:
    """Raises Refused. `at`: when it is made, in milliseconds since 1970."""
    sight = sight_of(workshop, wanted)
    names = Names(sight.seen, {room.id: room.number for room in workshop.rooms.values()}, wanted.language)
    check_ins = check_in_dates(workshop.programme)
    whose = wanted.person or (wanted.which if wanted.scope == "person" else "")
    own = deeds_of(workshop, wanted.person, names) if wanted.reader == "person" else ()
    return Report(
        title=names.said(workshop.programme.title),
        scope=wanted.scope,
        of=_of(workshop, wanted, names),
        reader=wanted.reader,
        language=wanted.language,
        made_at=at,
        days=tuple(_day(day, names) for day in workshop.programme.days if day.number in sight.days),
        chapters=(*_chapters(sight, names), *((Chapter(kind="own", blocks=(OwnDeeds(deeds=own),)),) if own else ())),
        check_ins=check_ins,
        check_in_events={days: check_in_id(workshop, whose, days) for days in check_ins},
        left_out=left_out(workshop, wanted) if wanted.reader == "trainers" else (),
    )


def everything_about(workshop: Workshop, person: str, language: str, at: int) -> Report:
    """All that a workshop holds about a participant, as they themselves may have it. Raises Refused."""
    wanted = Wanted(scope="person", which=person, reader="person", person=person, language=language)
    return report_of(workshop, wanted, at)


def _of(workshop: Workshop, wanted: Wanted, names: Names) -> str:
    if wanted.scope == "room":
        return str(workshop.room(wanted.which).number)
    return workshop.person(wanted.which).called if wanted.scope == "person" else wanted.which


def _day(day: Day, names: Names) -> ReportDay:
    return ReportDay(
        number=day.number,
        title=names.said(day.title),
        date=day.date,
        goals=tuple(map(names.said, day.goals)),
        agenda=tuple(Session(title=names.said(one.title), starts=one.starts, ends=one.ends) for one in day.sessions),
    )


def _chapters(sight: Sight, names: Names) -> Iterator[Chapter]:
    for day in sight.seen.programme.days:
        if day.number in sight.days:
            for session in day.sessions:
                for activity in session.activities:
                    if blocks := tuple(_blocks(sight, names, activity)):
                        yield Chapter(kind="activity", title=names.said(activity.title), day=day.number, blocks=blocks)
    if sight.wanted.scope != "day":
        if sight.whole and (asked := questions_of(sight.seen, names)):
            yield Chapter(kind="questions", blocks=(asked,))
        if plans := tuple(plans_of(sight, names)):
            yield Chapter(kind="plans", blocks=plans)
    if people := people_of(sight, names):
        yield Chapter(kind="people", blocks=(people,))


def _blocks(sight: Sight, names: Names, activity: Activity) -> Iterator[AnyBlock]:
    if activity.kind == "form":
        yield from form_of(sight, names, activity) if sight.whole else ()
    elif activity.kind == "canvas":
        yield from canvases_of(sight, names, activity)
    else:
        yield from boards_of(sight, names, activity)
