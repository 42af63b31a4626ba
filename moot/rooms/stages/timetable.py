"""Times of sessions and lengths of stages, changed while the workshop runs: the day slips, or a stage needs longer."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from moot.rooms.asking import EVERYONE, TRAINERS, Change, Changes, Moment, Request, Seen
from moot.rooms.limits import LONGEST_STAGE_SECONDS, SHORTEST_STAGE_SECONDS
from moot.rooms.programmes.programme import Activity, Programme, Session, Stage
from moot.rooms.programmes.rules import too_early
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value, changed
from moot.rooms.stages.run import plan_of

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop

TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class Times(Value):
    """`HH:MM`, local to the training; both empty where a session has no times."""

    starts: str = ""
    ends: str = ""


class SetTimes(Request):
    """When a session starts and ends; both empty: it has no times."""

    by = TRAINERS
    session: str
    starts: str
    ends: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        known = _session(workshop.programme, self.session)
        times = Times(self.starts, self.ends)
        if not all(TIME.fullmatch(time) for time in (times.starts, times.ends)) and times != Times():
            raise Refused(Reason.NO_TIME_LIKE_THAT)
        if times == Times(known.starts, known.ends):
            raise Refused(Reason.ALREADY)
        return _timed(workshop, {self.session: times})


class PushSessions(Request):
    """A session and all that come after it on that day are so many minutes later, or earlier. `of` `end`: the session
    begins when it did, and takes that much longer."""

    by = TRAINERS
    session: str
    minutes: int
    of: Literal["start", "end"] = "start"

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        _session(workshop.programme, self.session)
        day = next(d for d in workshop.programme.days if any(s.key == self.session for s in d.sessions))
        at = [session.key for session in day.sessions].index(self.session)
        later = {
            session.key: Times(
                session.starts if self.of == "end" and session.key == self.session else _moved(session.starts, self),
                _moved(session.ends, self),
            )
            for session in day.sessions[at:]
            if session.starts
        }
        if not later or not self.minutes:
            raise Refused(Reason.NO_TIME_LIKE_THAT)
        return _timed(workshop, later)


class SetLength(Request):
    """How long a stage takes when it starts the next time; a clock that runs goes on as it does."""

    by = TRAINERS
    activity: str
    stage: str
    seconds: int

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        activity, at = plan_of(workshop, self.activity, self.stage)
        if not SHORTEST_STAGE_SECONDS <= self.seconds <= LONGEST_STAGE_SECONDS:
            raise Refused(Reason.NO_TIME_LIKE_THAT)
        if activity.stages[at].seconds == self.seconds:
            raise Refused(Reason.ALREADY)
        return (LengthSet(activity=self.activity, stage=self.stage, seconds=self.seconds),)


def _session(programme: Programme, key: str) -> Session:
    for day in programme.days:
        for session in day.sessions:
            if session.key == key:
                return session
    raise Refused(Reason.NO_SUCH_SESSION)


def _moved(time: str, by: PushSessions) -> str:
    hours, minutes = map(int, time.split(":"))
    moved = hours * 60 + minutes + by.minutes
    if not 0 <= moved < 24 * 60:
        raise Refused(Reason.NO_TIME_LIKE_THAT)
    return f"{moved // 60:02}:{moved % 60:02}"


def _timed(workshop: Workshop, times: dict[str, Times]) -> Changes:
    """Sessions of a day follow each other, as in a programme file (A2)."""
    timed = SessionsTimed(times=times)
    for day in timed.evolve(workshop).programme.days:
        if too_early([(session.starts, session.ends) for session in day.sessions if session.starts]):
            raise Refused(Reason.NO_TIME_LIKE_THAT)
    return (timed,)


class SessionsTimed(Change):
    times: dict[str, Times]
    """By session."""

    def evolve(self, workshop: Workshop) -> Workshop:
        def timed(session: Session) -> Session:
            times = self.times.get(session.key)
            return changed(session, starts=times.starts, ends=times.ends) if times else session

        return changed(workshop, programme=_with_sessions(workshop.programme, timed))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((EVERYONE, self),)


class LengthSet(Change):
    activity: str
    stage: str
    seconds: int

    def evolve(self, workshop: Workshop) -> Workshop:
        def stage(planned: Stage) -> Stage:
            return changed(planned, seconds=self.seconds) if planned.key == self.stage else planned

        def activity(planned: Activity) -> Activity:
            if planned.key != self.activity:
                return planned
            return changed(planned, stages=tuple(map(stage, planned.stages)))

        def session(planned: Session) -> Session:
            return changed(planned, activities=tuple(map(activity, planned.activities)))

        return changed(workshop, programme=_with_sessions(workshop.programme, session))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((EVERYONE, self),)


def _with_sessions(programme: Programme, change: Callable[[Session], Session]) -> Programme:
    return changed(
        programme, days=tuple(changed(day, sessions=tuple(map(change, day.sessions))) for day in programme.days)
    )
