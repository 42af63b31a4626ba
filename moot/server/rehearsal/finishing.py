"""I am finished: what a simulated person says who has done what the stage asks."""

from moot.rooms.stages.finished import SayFinished
from moot.server.rehearsal.person import Person


async def finish(person: Person) -> None:
    """Once."""
    if person.you not in person.room.finished:
        await person.ask(SayFinished())
