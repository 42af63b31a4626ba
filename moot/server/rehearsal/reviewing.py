"""Reviews: the simulated trainer assigns canvases, people say what they think of them, the trainer shows it."""

from __future__ import annotations

import random

from moot.rooms.canvases.canvas import key_of, root_of
from moot.rooms.canvases.release import ReleaseFeedback
from moot.rooms.canvases.review import AssignReviews
from moot.rooms.programmes.programme import Stage
from moot.server.rehearsal.finishing import finish
from moot.server.rehearsal.opinions import cells_to_judge, questions_on, said_by, say
from moot.server.rehearsal.pace import SECONDS, Pace
from moot.server.rehearsal.person import OnNow, Person
from moot.server.rehearsal.sheet import people_in

USED, BESIDE = 0.7, 2
"""Of a stage; cells that somebody says something of."""


async def review(person: Person, on: OnNow, pace: Pace, chance: random.Random) -> None:
    """Each canvas that one was assigned; when others are assigned meanwhile, these too."""
    while True:
        assigned = assigned_to(person, on)
        seconds = SECONDS["review"] * USED / max(1, len(assigned))
        for key in assigned:
            if not said_by(person, on, key):
                await _review(person, on, key, seconds, pace, chance)
        if assigned and all(said_by(person, on, key) for key in assigned_to(person, on)):
            await finish(person)
        await person.news()


def assigned_to(person: Person, on: OnNow) -> list[str]:
    root = root_of(person.view.activities, on.activity)
    return [key_of(root, owner) for owner in person.view.reviews.get(root, {}).get(person.you, ())]


async def _review(person: Person, on: OnNow, key: str, seconds: float, pace: Pace, chance: random.Random) -> None:
    beside = cells_to_judge(person, on, key)
    places = questions_on(person, on) + chance.sample(beside, min(BESIDE, len(beside)))
    for place in places:
        await pace.think(seconds / len(places), chance)
        await say(person, on, key, place, pace, chance)


def possible(trainer: Person) -> bool:
    """Whether there is anybody to give feedback to."""
    return len(_people(trainer)) > 1


async def assign(trainer: Person, activity: str, planned: Stage) -> None:
    """As many as the stage has it, to those who have fewer."""
    people, root = _people(trainer), root_of(trainer.view.activities, activity)
    assigned, each = trainer.view.reviews.get(root, {}), min(planned.each, len(people) - 1)
    if any(len(assigned.get(person, ())) < each for person in people):
        await trainer.ask(AssignReviews(activity=activity, each=each))


async def release(trainer: Person, activity: str) -> None:
    """All that was said is shown to whom it is for."""
    await trainer.ask(ReleaseFeedback(activity=root_of(trainer.view.activities, activity)))


def _people(trainer: Person) -> list[str]:
    return [person for room in trainer.view.rooms for person in people_in(trainer.view, room)]
