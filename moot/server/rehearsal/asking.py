"""Questions: simulated people ask some, upvote others', and the simulated trainer answers, merges and hides them."""

from __future__ import annotations

import random

from moot.rooms.forms.question import (
    AnswerQuestion,
    AskQuestion,
    HideQuestion,
    MergeQuestions,
    Question,
    UpvoteQuestion,
)
from moot.server.rehearsal import texts
from moot.server.rehearsal.pace import Pace
from moot.server.rehearsal.person import Person

ASKS, UNNAMED, AGREES = 0.06, 0.4, 0.25
"""How often somebody asks when a stage begins; unnamed; agrees with what another has asked."""
HESITATES = 4.0
"""Seconds, before one asks: somebody else may."""
ATTENDS = 0.03
"""How often the trainer looks at the questions."""


async def wonder(person: Person, pace: Pace, chance: random.Random) -> None:
    """Before one goes to work: the one question that one has, and a vote for one that others have."""
    if chance.random() < ASKS and not any(isinstance(request, AskQuestion) for request in person.done):
        await pace.think(HESITATES, chance)
        asked = {question.text for question in person.view.questions.values()}
        if new := [question for question in _known() if question not in asked]:
            unnamed = chance.random() < UNNAMED
            await person.ask(AskQuestion(id=texts.new_id(chance), text=chance.choice(new), anonymous=unnamed))
    if chance.random() < AGREES:
        await pace.think(HESITATES / 4, chance)
        others = [q for q in person.view.questions.values() if q.by != person.you and person.you not in q.votes]
        if open_ones := [q for q in others if not q.answered]:
            await person.ask(UpvoteQuestion(question=chance.choice(open_ones).id))


async def attend(trainer: Person, chance: random.Random) -> None:
    """To one question of the simulated people; those of others are left to a human trainer."""
    known, there = _known(), trainer.view.questions.values()
    standing = [q for q in there if q.text in known and not (q.answered or q.hidden or q.into)]
    if not standing or chance.random() > ATTENDS:
        return
    question = max(standing, key=lambda q: (q.count, -q.at))
    row = known[question.text]
    same = [q.id for q in there if _asks_the_same(q, question) and not q.into]
    if row["answer"] == "-":
        await trainer.ask(HideQuestion(question=question.id))
    elif same:
        await trainer.ask(MergeQuestions(questions=tuple(same), into=question.id))
    else:
        await trainer.ask(AnswerQuestion(question=question.id, answer=row["answer"]))


def _known() -> dict[str, dict[str, str]]:
    """By their text."""
    return {row["question"]: row for row in texts.rows("questions")}


def _asks_the_same(one: Question, other: Question) -> bool:
    known = _known()
    return one.id != other.id and one.text in known and known[one.text]["about"] == known[other.text]["about"]
