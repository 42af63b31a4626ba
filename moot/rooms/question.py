"""Questions to the trainers: asked at any time, by name or not, upvoted once each, answered, merged, hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import (
    EVERYONE,
    PARTICIPANTS,
    TRAINERS,
    TRAINERS_ALL,
    Change,
    Changes,
    Moment,
    Request,
    Seen,
    person_audience,
)
from moot.rooms.limits import ANSWER_LETTERS, QUESTION_LETTERS, QUESTIONS_EACH
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value, changed, put, without
from moot.rooms.words import check_id, tidy

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class Question(Value, kw_only=True):
    id: str
    text: str
    at: int
    """When it was asked, in milliseconds since 1970."""
    by: str = ""
    """Empty where its author is not shown."""
    anonymous: bool = False
    count: int = 0
    """Of upvotes."""
    votes: dict[str, bool] = {}
    """Who upvoted it: in a view only oneself."""
    answer: str = ""
    answered: bool = False
    hidden: bool = False
    into: str = ""
    """The question that it was merged into."""


class AskQuestion(Request, kw_only=True):
    id: str
    text: str
    anonymous: bool = False

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        check_id(self.id)
        if self.id in workshop.questions:
            raise Refused(Reason.ID_TAKEN)
        if sum(question.by == who for question in workshop.questions.values()) >= QUESTIONS_EACH:
            raise Refused(Reason.TOO_MANY_QUESTIONS)
        text = tidy(self.text, QUESTION_LETTERS, lines=True)
        return (QuestionPut(question=Question(id=self.id, text=text, at=when.at, by=who, anonymous=self.anonymous)),)


class UpvoteQuestion(Request):
    """Once each, not one's own; taken back with `up` false."""

    by = PARTICIPANTS
    question: str
    up: bool = True

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        question = _standing(workshop, self.question)
        if (who in question.votes) == self.up or question.by == who:
            raise Refused(Reason.ALREADY)
        return (QuestionUpvoted(question=self.question, by=who, up=self.up),)


class AnswerQuestion(Request):
    """Ticked off, with a few words or without; or not answered after all."""

    by = TRAINERS
    question: str
    answered: bool = True
    answer: str = ""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        question = _standing(workshop, self.question, hidden=True)
        answer = tidy(self.answer, ANSWER_LETTERS, lines=True, empty=True)
        return (QuestionPut(question=changed(question, answered=self.answered, answer=answer)),)


class HideQuestion(Request):
    """From all but the trainers; or shown again."""

    by = TRAINERS
    question: str
    hidden: bool = True

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        question = _standing(workshop, self.question, hidden=True)
        if question.hidden == self.hidden:
            raise Refused(Reason.ALREADY)
        return (QuestionPut(question=changed(question, hidden=self.hidden)),)


class MergeQuestions(Request):
    """`questions` ask the same as `into`, which gets their votes: each person counts once. Empty `into`: on its own."""

    by = TRAINERS
    questions: tuple[str, ...]
    into: str = ""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        named = dict.fromkeys(self.questions)
        if not self.into:
            return tuple(QuestionPut(question=changed(_merged(workshop, one), into="")) for one in named)
        target = _standing(workshop, self.into, hidden=True)
        if self.into in named or not named:
            raise Refused(Reason.ALREADY)
        others = [_standing(workshop, one, hidden=True) for one in named]
        votes = {person: True for one in (target, *others) for person in (*one.votes, one.by) if person != target.by}
        merged = (QuestionPut(question=changed(one, into=self.into)) for one in others)
        return (*merged, QuestionPut(question=changed(target, votes=votes, count=len(votes))))


def _standing(workshop: Workshop, id: str, *, hidden: bool = False) -> Question:
    found = workshop.questions.get(id)
    if found is None or found.into or (found.hidden and not hidden):
        raise Refused(Reason.NO_SUCH_QUESTION)
    return found


def _merged(workshop: Workshop, id: str) -> Question:
    found = workshop.questions.get(id)
    if found is None or not found.into:
        raise Refused(Reason.NO_SUCH_QUESTION)
    return found


def question_seen(question: Question, who: str) -> Question:
    """As `who` sees it: their own vote, and the author unless they asked anonymously."""
    by = "" if question.anonymous and question.by != who else question.by
    return changed(question, by=by, votes={who: True} if who in question.votes else {})


def questions_seen(workshop: Workshop, *, trains: bool) -> dict[str, Question]:
    """What all of a role see alike."""
    return {
        question.id: question_seen(question, "")
        for question in workshop.questions.values()
        if trains or not (question.hidden or question.into)
    }


def own_questions(workshop: Workshop, who: str, *, trains: bool) -> tuple[Change, ...]:
    """What one person sees besides: that they asked, and upvoted."""
    known = (q for q in workshop.questions.values() if trains or not (q.hidden or q.into))
    return tuple(
        QuestionPut(question=question_seen(question, who))
        for question in known
        if who in question.votes or (question.anonymous and question.by == who)
    )


class QuestionPut(Change):
    """As it is now: new, answered, hidden, merged."""

    question: Question

    def evolve(self, workshop: Workshop) -> Workshop:
        return changed(workshop, questions=put(workshop.questions, self.question.id, self.question))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        question = self.question
        public = QuestionPut(question=question_seen(question, ""))
        own = [person for person in dict.fromkeys((*question.votes, question.by)) if person]
        told = [(person_audience(person), QuestionPut(question=question_seen(question, person))) for person in own]
        if question.hidden or question.into:
            gone = QuestionGone(question=question.id)
            trainers = [(a, c) for (a, c), person in zip(told, own, strict=True) if _trains(after, person)]
            return ((EVERYONE, gone), (TRAINERS_ALL, public), *trainers)
        return ((EVERYONE, public), *told)


class QuestionGone(Change):
    """Hidden or merged. Never journalled."""

    question: str

    def evolve(self, workshop: Workshop) -> Workshop:
        return changed(workshop, questions=without(workshop.questions, self.question))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()


class QuestionUpvoted(Change):
    question: str
    by: str
    up: bool

    def evolve(self, workshop: Workshop) -> Workshop:
        known = workshop.questions.get(self.question)
        if known is None:
            return workshop
        votes = put(known.votes, self.by, True) if self.up else without(known.votes, self.by)
        question = changed(known, votes=votes, count=known.count + (1 if self.up else -1))
        return changed(workshop, questions=put(workshop.questions, self.question, question))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        count = QuestionCounted(question=self.question, count=after.questions[self.question].count)
        return ((person_audience(self.by), self), (EVERYONE, count))


class QuestionCounted(Change):
    """Its upvotes, as all see them. Never journalled."""

    question: str
    count: int

    def evolve(self, workshop: Workshop) -> Workshop:
        known = workshop.questions.get(self.question)
        if known is None:
            return workshop
        return changed(workshop, questions=put(workshop.questions, self.question, changed(known, count=self.count)))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()


def _trains(workshop: Workshop, person: str) -> bool:
    return workshop.people[person].role in ("trainer", "observer")
