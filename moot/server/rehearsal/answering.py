"""Forms as simulated people answer them: every field, and one of them thinks better of it."""

from __future__ import annotations

import random
from typing import assert_never

from moot.rooms.forms.form import Answer, AnswerField, Form
from moot.rooms.forms.plan import FormField
from moot.server.rehearsal import texts
from moot.server.rehearsal.finishing import finish
from moot.server.rehearsal.notes import place_of
from moot.server.rehearsal.pace import SECONDS, Pace
from moot.server.rehearsal.person import OnNow, Person

USED = 0.7
"""Of a stage."""


async def answer(person: Person, on: OnNow, pace: Pace, chance: random.Random) -> None:
    form = person.view.activities[on.activity].form
    assert form
    given = person.view.forms.get(on.activity, Form()).answers.get(person.you, {})
    missing = [field for field in form.fields if field.key not in given]
    again = [missing[0]] if missing and place_of(person)[0] == 0 else []
    for field in missing + again:
        await pace.think(SECONDS["answer"] * USED / len(missing), chance)
        await person.ask(AnswerField(activity=on.activity, field=field.key, answer=_answer(field, chance)))
    await finish(person)


def _answer(field: FormField, chance: random.Random) -> Answer:
    """Mostly content, as people are at the end of a day."""
    match field.type:
        case "scale":
            return Answer((max(1, field.points - chance.choice((0, 0, 1, 1, 2))),))
        case "choice":
            return Answer((chance.randrange(len(field.choices)),))
        case "several":
            most = max(1, len(field.choices) // 2)
            return Answer(tuple(sorted(chance.sample(range(len(field.choices)), chance.randint(1, most)))))
        case "text":
            return Answer(text=chance.choice(texts.remarks("form")))
        case _:
            assert_never(field.type)
