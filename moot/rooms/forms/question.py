"""Questions to the trainers: asked at any time, by name or not, upvoted once each, answered, merged, hidden."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from moot.rooms.asking import (
    EVERYONE,
    PARTICIPANTS,
    TRAINERS,
    TRAINERS_ALL,
    Audience,
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
    name: str = ""
    """Of its author, in views, as not all who see it know who that is. Empty where it is not shown."""
    anonymous: bool = False
    count: int = 0
    """Of upvotes: in a view with those of the questions that were merged into it, each person once."""
    votes: dict[str, bool] = {}
    """Who upvoted it: in a view only oneself, if they upvoted it or one that was merged into it."""
    answer: str = ""
    answered: bool = False
    hidden: bool = False
    into: str = ""
    """The question that it was merged into."""


class AskQuestion(Request, kw_only=True):
    recorded = False
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
        voters = voters_of(workshop)
        if (who in voters[question.id]) == self.up or question.by == who:
            raise Refused(Reason.ALREADY)
        if self.up:
            return (QuestionUpvoted(question=question.id, by=who, up=True),)
        mine = (q.id for q in workshop.questions.values() if who in q.votes)
        merged = (one for one in mine if question.id in (one, *_above(workshop, one)))
        return tuple(QuestionUpvoted(question=one, by=who, up=False) for one in merged)


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
    """`questions` ask the same as `into`, with which their votes count: each person once. Empty `into`: on its own."""

    by = TRAINERS
    questions: tuple[str, ...]
    into: str = ""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        named = dict.fromkeys(self.questions)
        if not self.into:
            return tuple(QuestionPut(question=changed(_merged(workshop, one), into="")) for one in named)
        _standing(workshop, self.into, hidden=True)
        if self.into in named or not named:
            raise Refused(Reason.ALREADY)
        others = [_standing(workshop, one, hidden=True) for one in named]
        return tuple(QuestionPut(question=changed(one, into=self.into)) for one in others)


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


def _above(workshop: Workshop, id: str) -> list[str]:
    """The question that it was merged into, that one's, and so on."""
    above, now = list[str](), workshop.questions.get(id)
    while now and now.into:
        above.append(now.into)
        now = workshop.questions.get(now.into)
    return above


def voters_of(workshop: Workshop) -> dict[str, dict[str, bool]]:
    """Who upvoted each question, or one that was merged into it: each person once."""
    voters = {question.id: question.votes for question in workshop.questions.values()}
    for question in [one for one in workshop.questions.values() if one.into]:
        for above in _above(workshop, question.id):
            voters[above] = {**voters[above], **question.votes}
    return voters


def question_seen(workshop: Workshop, question: Question, voters: dict[str, bool], who: str) -> Question:
    """As `who` sees it: their own vote, and the author unless they asked anonymously."""
    by = "" if question.anonymous and question.by != who else question.by
    author = workshop.people.get("" if question.anonymous else question.by)
    name = (author.name + (f" ({author.double})" if author.double else "")) if author else ""
    votes = {who: True} if who in voters else {}
    return changed(question, by=by, name=name, votes=votes, count=len(voters))


def questions_seen(workshop: Workshop, *, trains: bool) -> dict[str, Question]:
    """What all of a role see alike."""
    voters = voters_of(workshop)
    return {
        question.id: question_seen(workshop, question, voters[question.id], "")
        for question in workshop.questions.values()
        if trains or all_see(question)
    }


def own_questions(workshop: Workshop, who: str, *, trains: bool) -> tuple[Change, ...]:
    """What one person sees besides: that they asked, and upvoted."""
    voters = voters_of(workshop)
    return tuple(
        QuestionPut(question=question_seen(workshop, q, voters[q.id], who))
        for q in workshop.questions.values()
        if (trains or all_see(q)) and (who in voters[q.id] or (q.anonymous and q.by == who))
    )


def all_see(question: Question | None) -> bool:
    """What is hidden or merged is the trainers' alone."""
    return question is not None and not question.hidden and not question.into


class QuestionPut(Change):
    """As it is now: new, answered, hidden, merged."""

    question: Question

    def evolve(self, workshop: Workshop) -> Workshop:
        return changed(workshop, questions=put(workshop.questions, self.question.id, self.question))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        question, voters = self.question, voters_of(after)[self.question.id]

        def told(who: str) -> Change:
            return QuestionPut(question=question_seen(after, question, voters, who))

        own = [person for person in dict.fromkeys((*voters, question.by)) if person]
        everyone = all_see(question)
        gone = not everyone and all_see(before.questions.get(question.id))  # an id tells of what was never seen
        return (
            *(((EVERYONE, QuestionGone(question=question.id)),) if gone else ()),
            (EVERYONE if everyone else TRAINERS_ALL, told("")),
            *((person_audience(person), told(person)) for person in own if everyone or _trains(after, person)),
            *_recounted(before, after, dict.fromkeys((*_above(before, question.id), *_above(after, question.id)))),
        )


def _recounted(before: Workshop, after: Workshop, questions: Collection[str]) -> Seen:
    """Where other people upvote now: to each of these that it is so, to all how many they are."""
    if not questions:
        return ()
    was, now = voters_of(before), voters_of(after)
    told = list[tuple[Audience, Change]]()
    for id in questions:
        everyone = all_see(after.questions[id])
        for person in sorted(was[id].keys() ^ now[id].keys()):
            if everyone or _trains(after, person):
                told.append((person_audience(person), QuestionUpvoted(id, person, person in now[id])))
        if was[id] != now[id]:
            count = QuestionCounted(question=id, count=len(now[id]))
            told.append((EVERYONE if everyone else TRAINERS_ALL, count))
    return tuple(told)


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
        return _recounted(before, after, (self.question, *_above(after, self.question)))


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
