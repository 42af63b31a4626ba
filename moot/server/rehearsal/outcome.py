"""What the stages that were played asked of people, and how much of it they did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from moot.rooms.canvases.canvas import key_of, root_of
from moot.rooms.canvases.feedback import GiveFeedback
from moot.rooms.canvases.plan import STATEMENT
from moot.rooms.forms.form import Form
from moot.rooms.forms.question import AskQuestion, UpvoteQuestion
from moot.rooms.protocol import FROM_PEOPLE
from moot.rooms.stages.run import plan_of
from moot.rooms.workshop import Workshop
from moot.server.rehearsal.checking_in import is_last, rounds_open
from moot.server.rehearsal.composing import rows_to_compose
from moot.server.rehearsal.sheet import cells, columns_of, key_on, plan_of_canvas
from moot.server.rehearsal.trainer import Played

ASKED_AND_DONE = (
    ("canvases", "cells", "filled"),
    ("feedback", "assigned", "given"),
    ("answers", "asked", "answered"),
    ("check_ins", "due", "made"),
)


class Took(NamedTuple):
    """Somebody who took part, and their own view at the end."""

    person: str
    room: str
    view: Workshop
    done: list[FROM_PEOPLE]
    """What was acknowledged to them: feedback on canvases that they see no more is in no view of theirs."""


def is_all_done(found: Mapping[str, Any]) -> bool:
    return all(found[part][asked] == found[part][done] for part, asked, done in ASKED_AND_DONE if part in found)


def outcome(crowd: list[Took], whole: Workshop, played: Iterable[Played], done: list[FROM_PEOPLE]) -> dict[str, Any]:
    """Of canvases, feedback, forms and check-ins; and how many questions there were."""
    played = list(played)
    places = _places(crowd, whole, played)
    pairs = _pairs(crowd, whole, played)
    fields = _fields(crowd, whole, played)
    ended = {one.room for one in played if is_last(whole, one.activity, one.stage)}
    due = [(one, days) for one in crowd if one.room in ended for days in rounds_open(whole)]
    canvases, questions = whole.canvases.values(), whole.questions.values()
    return {
        "canvases": {"cells": len(places), "filled": sum(whole.canvas(key).says(place) for key, place in places)},
        "feedback": {
            "assigned": len(pairs),
            "given": sum(pairs),
            "in_all": sum(len(canvas.feedback) for canvas in canvases),
            "judged": sum(bool(one.verdict) for canvas in canvases for one in canvas.feedback.values()),
        },
        "answers": {"asked": len(fields), "answered": sum(fields)},
        "questions": {
            "asked": sum(isinstance(request, AskQuestion) for request in done),
            "upvotes": sum(isinstance(request, UpvoteQuestion) for request in done),
            "answered": sum(question.answered for question in questions),
            "hidden_or_merged": sum(question.hidden or question.into != "" for question in questions),
        },
        "check_ins": {
            "due": len(due),
            "made": sum(days in one.view.check_ins.get(one.person, {}) for one, days in due),
        },
    }


def _places(crowd: list[Took], whole: Workshop, played: list[Played]) -> set[tuple[str, str]]:
    """The cells that people were asked to write, on their own canvases or together, by canvas; and statements."""
    found = set[tuple[str, str]]()
    for room, name, stage, _ in played:
        activity, at = plan_of(whole, name, stage)
        planned = activity.stages[at]
        if planned.does not in ("fill", "compose"):
            continue
        plan = plan_of_canvas(whole, name)
        for key in {key_on(whole, name, one.person, room) for one in crowd if one.room == room}:
            if planned.does == "fill":
                found |= {(key, f"{row}/{c.key}") for row, c in cells(whole.canvas(key), columns_of(plan, planned))}
            else:
                found |= {(key, f"{row}/{STATEMENT}") for row in rows_to_compose(whole, key, plan)}
    return found


def _pairs(crowd: list[Took], whole: Workshop, played: list[Played]) -> list[bool]:
    """For each canvas that somebody was assigned in a stage: whether they said something of it."""
    return [
        key_of(root_of(whole.activities, stage.activity), owner)
        in {r.canvas for r in one.done if isinstance(r, GiveFeedback)}
        for stage in played
        for one in crowd
        if _does(whole, stage) == "review" and one.room == stage.room
        for owner in stage.reviews.get(one.person, ())
    ]


def _fields(crowd: list[Took], whole: Workshop, played: list[Played]) -> list[bool]:
    """For each field of a form, and each who was asked: whether they answered."""
    return [
        field.key in one.view.forms.get(stage.activity, Form()).answers.get(one.person, {})
        for stage in played
        for one in crowd
        if _does(whole, stage) == "answer" and one.room == stage.room
        if (form := whole.activities[stage.activity].form)
        for field in form.fields
    ]


def _does(whole: Workshop, stage: Played) -> str:
    activity, at = plan_of(whole, stage.activity, stage.stage)
    return activity.stages[at].does
