"""What was shared becomes what is solved: the simulated trainer makes challenges of the largest clusters."""

from __future__ import annotations

import random
from collections import Counter

from moot.rooms.boards.section import MakeTopic
from moot.server.rehearsal import texts
from moot.server.rehearsal.person import Person

TOPICS = 3
"""From what was shared; the group adds one."""


async def make_topics(trainer: Person, room: str, activity: str, chance: random.Random) -> None:
    """Of notes where there are no clusters; nothing where there are challenges already."""
    boards, activities = trainer.view.rooms[room].boards, trainer.view.activities
    to = next((key for key, known in activities.items() if known.topics_from == activity), "")
    if not to or boards[to].sections:
        return
    notes = [note for section in boards[activity].sections for note in boards[activity].standing(section)]
    sizes = Counter((note.cluster, "") if note.cluster else ("", note.id) for note in notes)
    for cluster, note_id in sorted(sizes, key=lambda subject: -sizes[subject])[:TOPICS]:
        new_id = texts.new_id(chance)
        await trainer.ask(MakeTopic(room=room, board=activity, to=to, id=new_id, cluster=cluster, note=note_id))
