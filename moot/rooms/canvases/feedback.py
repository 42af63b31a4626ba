"""Feedback on a canvas: by those who may see it, for its owner, who says what they made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from moot.rooms.asking import Change, Changes, Moment, Request, Seen
from moot.rooms.canvases.canvas import Canvas, Feedback, owned, plans_of, root_of
from moot.rooms.canvases.desk import OF_A_STATEMENT, is_integrated
from moot.rooms.canvases.plan import EVERY_ROW, STATEMENT
from moot.rooms.canvases.readers import owners, public_feedback, to_watchers_of
from moot.rooms.limits import FEEDBACK_LETTERS, FEEDBACKS, FEEDBACKS_EACH, GRACE_MS
from moot.rooms.programmes.programme import Stage
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed, put, without
from moot.rooms.stages.lock import unlocked
from moot.rooms.stages.run import Run, under_way_or_just
from moot.rooms.words import check_id, tidy

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop

Verdict = Literal["", "taken", "adapted", "not-taken"]


class GiveFeedback(Request, kw_only=True):
    """To a canvas that is presented to one, or that one was assigned; about a row's cell or an asked question."""

    recorded = False
    canvas: str
    id: str
    place: str
    text: str
    anonymous: bool = False

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        stage, name = _stage(workshop, self.canvas, who, when)
        canvas = workshop.canvas(self.canvas)
        check_id(self.id)
        if self.id in canvas.feedback:
            raise Refused(Reason.ID_TAKEN)
        if (
            len(canvas.feedback) >= FEEDBACKS
            or sum(given.by == who for given in canvas.feedback.values()) >= FEEDBACKS_EACH
        ):
            raise Refused(Reason.TOO_MANY_FEEDBACKS)
        _check_place(workshop, self.canvas, canvas, self.place, stage)
        given = Feedback(
            id=self.id,
            by=who,
            place=self.place,
            stage=name,
            text=tidy(self.text, FEEDBACK_LETTERS, lines=True),
            anonymous=self.anonymous,
            released=not (stage and stage.private) or is_integrated(workshop, self.canvas),
        )
        return (FeedbackGiven(canvas=self.canvas, feedback=given),)


class EditFeedback(Request):
    """One's own, as long as the stage for it goes on; with an empty text it is taken back. A verdict was on the old."""

    recorded = False
    canvas: str
    feedback: str
    text: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        plans_of(workshop, self.canvas)
        given = workshop.canvas(self.canvas).feedback.get(self.feedback)
        if given is None or given.by != who:
            raise Refused(Reason.NO_SUCH_FEEDBACK)
        if workshop.person(who).role != "trainer":
            _stage_of(workshop, self.canvas, who, when)
        text = tidy(self.text, FEEDBACK_LETTERS, lines=True, empty=True)
        if not text:
            return (FeedbackGone(canvas=self.canvas, feedback=self.feedback),)
        return (FeedbackGiven(canvas=self.canvas, feedback=changed(given, text=text, verdict="")),)


class JudgeFeedback(Request):
    """The owner says whether it was taken, adapted or not; or takes that back."""

    recorded = False
    canvas: str
    feedback: str
    verdict: Verdict

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        given = workshop.canvas(self.canvas).feedback.get(self.feedback)
        if who not in owners(workshop, self.canvas):
            raise Refused(Reason.NOT_ALLOWED)
        if given is None or not given.released:
            raise Refused(Reason.NO_SUCH_FEEDBACK)
        if given.by == who:  # who gave it has come to this group since
            raise Refused(Reason.NOT_ALLOWED)
        return (FeedbackGiven(canvas=self.canvas, feedback=changed(given, verdict=self.verdict)),)


def _stage(workshop: Workshop, key: str, who: str, when: Moment) -> tuple[Stage | None, str]:
    """The stage in which a person gives feedback on a canvas, and its name; nothing for trainers, who always may."""
    plans_of(workshop, key)
    if workshop.person(who).role == "trainer":
        return None, ""
    if who in owners(workshop, key):
        raise Refused(Reason.OWN_CANVAS)
    run, stage = _stage_of(workshop, key, who, when)
    activity, owner = owned(key)
    if stage.does == "review":
        if owner not in workshop.reviews.get(activity, {}).get(who, ()):
            raise Refused(Reason.NO_SUCH_CANVAS)
    elif not _is_presented(workshop, key, workshop.people[who].room, when):
        raise Refused(Reason.NO_SUCH_CANVAS)
    return stage, run.name


def _stage_of(workshop: Workshop, key: str, who: str, when: Moment) -> tuple[Run, Stage]:
    unlocked(workshop, workshop.room_of(who), who)
    root = owned(key).activity
    for run, stage in under_way_or_just(workshop, workshop.room_of(who), when, "present", "review"):
        if root_of(workshop.activities, run.activity) == root:
            return run, stage
    raise Refused(Reason.NOT_NOW)


def _is_presented(workshop: Workshop, key: str, room: str, when: Moment) -> bool:
    """To who sits there; within the grace after the turn too."""
    for shown in (workshop.presenting.get(""), workshop.presenting.get(room)):
        if shown is None or root_of(workshop.activities, shown.activity) != owned(key).activity:
            continue
        turns = (shown.now, shown.before if when.at <= shown.turned + GRACE_MS else "")
        if owned(key).owner in turns:
            return True
    return False


def _check_place(workshop: Workshop, key: str, canvas: Canvas, place: str, stage: Stage | None) -> None:
    """A question that is asked, or a cell of a column that others write, or of any other."""
    if place.startswith("?"):
        if stage is None or place not in [f"?{number}" for number in range(len(stage.questions))]:
            raise Refused(Reason.NO_SUCH_CELL)
        return
    row, _, column = place.partition("/")
    plans = plans_of(workshop, key)
    found = next((c for plan in plans if (c := plan.column(column))), None)
    if column == STATEMENT and any(plan.statement for plan in plans):
        found = OF_A_STATEMENT
    if found is None or found.spans != (row == EVERY_ROW):
        raise Refused(Reason.NO_SUCH_CELL)
    if not found.spans:
        canvas.row(row)


class FeedbackGiven(Change):
    """As it is now: new, edited, released or judged."""

    canvas: str
    feedback: Feedback

    def evolve(self, workshop: Workshop) -> Workshop:
        known = workshop.canvas(self.canvas).feedback
        return workshop.with_canvas(self.canvas, feedback=put(known, self.feedback.id, self.feedback))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        public = FeedbackGiven(canvas=self.canvas, feedback=public_feedback(after, self.feedback))
        return to_watchers_of(self.canvas, self.feedback, self, public)


class FeedbackGone(Change):
    canvas: str
    feedback: str

    def evolve(self, workshop: Workshop) -> Workshop:
        known = workshop.canvas(self.canvas).feedback
        return workshop.with_canvas(self.canvas, feedback=without(known, self.feedback))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        given = before.canvas(self.canvas).feedback.get(self.feedback)
        return to_watchers_of(self.canvas, given, self, self) if given else ()
