"""Forms: each answers for themselves, and changes it until the stage is over; others see results without names."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from moot.rooms.asking import (
    PARTICIPANTS,
    PROJECTORS,
    TRAINERS_ALL,
    Change,
    Changes,
    Moment,
    Request,
    Seen,
    person_audience,
)
from moot.rooms.forms.plan import FormField, FormPlan
from moot.rooms.limits import FORM_TEXT_LETTERS
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value, changed, put, without
from moot.rooms.stages.run import under_way_or_just
from moot.rooms.words import tidy

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class Answer(Value):
    """The points of a scale from 1 on, or the numbers of choices from 0 on; or a text."""

    chosen: tuple[int, ...] = ()
    text: str = ""


class FieldTally(Value):
    """What all answered to one field. Texts are in the order of their letters, so that a list of them does not tell who
    wrote when; whoever sees them come may guess, and those who answer are told so."""

    people: int
    counts: dict[int, int] = {}
    texts: tuple[str, ...] = ()


class Form(Value, kw_only=True):
    answers: dict[str, dict[str, Answer]] = {}
    """By person and field: in a view only one's own."""
    results: dict[str, FieldTally] = {}
    """By field, in the views of those who see them; empty in the journal's state."""


class AnswerField(Request, kw_only=True):
    """An answer to one field; an empty one takes it back."""

    by = PARTICIPANTS
    activity: str
    field: str
    answer: Answer

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        field = plan_of_form(workshop, self.activity).field(self.field)
        if field is None:
            raise Refused(Reason.NO_SUCH_CELL)
        room = workshop.room_of(who)
        on = under_way_or_just(workshop, room, when, "answer")
        if not any(run.activity == self.activity for run, _ in on):
            raise Refused(Reason.NOT_NOW)
        return (FieldAnswered(activity=self.activity, field=self.field, by=who, answer=_checked(field, self.answer)),)


def plan_of_form(workshop: Workshop, activity: str) -> FormPlan:
    known = workshop.activities.get(activity)
    if known is None or known.form is None:
        raise Refused(Reason.NO_SUCH_FORM)
    return known.form


def _checked(field: FormField, answer: Answer) -> Answer:
    first, last = (1, field.points) if field.type == "scale" else (0, len(field.choices) - 1)
    most = {"scale": 1, "choice": 1, "several": len(field.choices), "text": 0}[field.type]
    chosen = tuple(sorted(set(answer.chosen)))
    if len(chosen) > most or any(not first <= number <= last for number in chosen):
        raise Refused(Reason.BAD_VALUE)
    if answer.text and field.type != "text":
        raise Refused(Reason.BAD_VALUE)
    return Answer(chosen, tidy(answer.text, FORM_TEXT_LETTERS, lines=True, empty=True))


def tally(form: Form, field: str) -> FieldTally:
    given = [answers[field] for answers in form.answers.values() if field in answers]
    counts = Counter(number for answer in given for number in answer.chosen)
    return FieldTally(
        len(given), dict(sorted(counts.items())), tuple(sorted(answer.text for answer in given if answer.text))
    )


def forms_seen(workshop: Workshop, *, trains: bool, projects: bool) -> dict[str, Form]:
    """What all of a role see alike: trainers all results, a projector those that it shows."""
    return {
        activity: Form(results=_results(workshop, activity))
        for activity in workshop.forms
        if trains or (projects and workshop.shown.shows_form(activity))
    }


def own_answers(workshop: Workshop, who: str) -> tuple[Change, ...]:
    return tuple(
        FieldAnswered(activity=activity, field=field, by=who, answer=answer)
        for activity, form in workshop.forms.items()
        for field, answer in form.answers.get(who, {}).items()
    )


def _results(workshop: Workshop, activity: str) -> dict[str, FieldTally]:
    tallies = {
        field.key: tally(workshop.forms[activity], field.key) for field in plan_of_form(workshop, activity).fields
    }
    return {field: found for field, found in tallies.items() if found.people}


def _with_form(workshop: Workshop, activity: str, form: Form) -> Workshop:
    """One that says nothing is not there."""
    forms = workshop.forms
    return changed(workshop, forms=without(forms, activity) if form == Form() else put(forms, activity, form))


class FieldAnswered(Change):
    activity: str
    field: str
    by: str
    answer: Answer

    def evolve(self, workshop: Workshop) -> Workshop:
        form = workshop.forms.get(self.activity, Form())
        mine = form.answers.get(self.by, {})
        mine = without(mine, self.field) if self.answer == Answer() else put(mine, self.field, self.answer)
        answers = put(form.answers, self.by, mine) if mine else without(form.answers, self.by)
        return _with_form(workshop, self.activity, changed(form, answers=answers))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        tallied = self._tallied(before, after)
        screens = ((PROJECTORS, tallied),) if after.shown.shows_form(self.activity) else ()
        return ((person_audience(self.by), self), (TRAINERS_ALL, tallied), *screens)

    def _tallied(self, before: Workshop, after: Workshop) -> Change:
        """Of texts only the difference: those of 500 people with each of their answers would be 125 MB."""
        was, now = (tally(forms.get(self.activity, Form()), self.field) for forms in (before.forms, after.forms))
        if not (was.texts or now.texts):
            return FieldTallied(activity=self.activity, field=self.field, tally=now)
        old = before.forms.get(self.activity, Form()).answers.get(self.by, {}).get(self.field, Answer()).text
        out = bisect_left(was.texts, old) if old else -1
        at = bisect_left(now.texts, self.answer.text) if self.answer.text else -1
        return TextTallied(
            activity=self.activity, field=self.field, people=now.people, out=out, at=at, text=self.answer.text
        )


class FieldTallied(Change):
    """Results, as trainers see them, and the projector when they are shown. Never journalled."""

    activity: str
    field: str
    tally: FieldTally

    def evolve(self, workshop: Workshop) -> Workshop:
        form = workshop.forms.get(self.activity, Form())
        results = put(form.results, self.field, self.tally) if self.tally.people else without(form.results, self.field)
        return _with_form(workshop, self.activity, changed(form, results=results))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()


class TextTallied(Change, kw_only=True):
    """Of the texts that people answered one goes and one comes, as those hear it who see results. Never journalled."""

    activity: str
    field: str
    people: int
    """Who have answered now."""
    out: int = -1
    """Where the one stood that goes; -1: none does."""
    at: int = -1
    """Where the one stands that comes, when the other is gone; -1: none does."""
    text: str = ""

    def evolve(self, workshop: Workshop) -> Workshop:
        known = workshop.forms.get(self.activity, Form()).results.get(self.field, FieldTally(0))
        texts = list(known.texts)
        if self.out >= 0:
            texts.pop(self.out)
        if self.at >= 0:
            texts.insert(self.at, self.text)
        tally = changed(known, people=self.people, texts=tuple(texts))
        return FieldTallied(activity=self.activity, field=self.field, tally=tally).evolve(workshop)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()
