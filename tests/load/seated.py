"""People of one workshop who sit in groups of equal size, each with a note, before they ask at a pace."""

import asyncio

from moot.rooms.boards.note import AddNote
from moot.rooms.people.groups import MakeGroups
from moot.rooms.stages.stage import StartStage
from moot.server.rehearsal.crowd import gather_crowd
from moot.server.rehearsal.deployment import Deployment
from moot.server.rehearsal.door import make_workshop
from moot.server.rehearsal.figures import Figures
from moot.server.rehearsal.person import Person
from tests.load.paced import TEXT, Moot


async def seated(deployment: Deployment, people: int, groups: int) -> list[Moot]:
    """By turns on the servers, or all on the first, if it is hashed; nobody is there yet."""
    door, workshop, _ = await asyncio.to_thread(make_workshop, deployment.first.url, deployment.first.key)
    trainer = Person(door, workshop, "trainer", Figures())
    await trainer.enter()
    crowd = await gather_crowd(deployment.first.url, workshop, people, Figures(), deployment.others)
    await trainer.ask(MakeGroups(count=groups))
    await trainer.ask(StartStage(activity="share", stage=trainer.view.activities["share"].stages[0].key))
    await deployment.all_know(trainer)
    seats = await asyncio.gather(*(_with_a_note(person, number) for number, person in enumerate(crowd)))
    await trainer.leave()
    return seats


async def _with_a_note(person: Person, number: int) -> Moot:
    await person.has_heard_all()
    room, note = person.room.id, f"paced{number:04}"
    await person.ask(AddNote(room=room, section="share-0", id=note, text=TEXT))
    await person.leave()
    return Moot(person.door, person.door.url, person.workshop, room, note)
