"""Who took part."""

from __future__ import annotations

from moot.rooms.results.naming import Names
from moot.rooms.results.report import Participant, Participants
from moot.rooms.results.sight import Sight


def people_of(sight: Sight, names: Names) -> Participants | None:
    """Of the rooms that the report is about, with their trainers; as far as the reader knows them."""
    people = [p for p in sight.seen.people.values() if p.here_before and not p.removed and p.role != "projector"]
    if not sight.whole:
        people = [p for p in people if p.role != "participant" or p.room in sight.rooms]
    if sight.wanted.reader != "trainers" and "people" not in sight.seen.shared:
        own = sight.seen.people.get(sight.wanted.person)
        people = [p for p in people if p.role == "trainer" or (own and p.room == own.room)]
    if sight.wanted.scope == "person":
        people = [p for p in people if p.id == sight.wanted.which or p.role == "trainer"]
    people.sort(key=lambda p: (p.role != "participant", p.name.casefold(), p.double))
    told = tuple(
        Participant(
            name=person.called,
            organisation=person.organisation,
            country=person.country,
            room=names.room(person.room) if person.room in sight.seen.rooms else 0,
            role="trainer" if person.role == "trainer" else "observer" if person.role == "observer" else "participant",
        )
        for person in people
    )
    return Participants(people=told) if told else None
