"""Notes by simulated people: challenges shared, ideas found, and what belongs together put into clusters."""

from __future__ import annotations

import random
from collections import defaultdict

from moot.rooms.boards.board import Board, Note, Section
from moot.rooms.boards.cluster import ClusterNotes, NameCluster
from moot.rooms.boards.note import AddNote, DeleteNote, EditNote, MoveNote, RestoreNote
from moot.rooms.room import Room
from moot.server.rehearsal import texts
from moot.server.rehearsal.pace import SECONDS, Pace
from moot.server.rehearsal.person import OnNow, Person

EACH = {"collect": 2, "ideate": 4}
"""Notes of one person, so that a board stays readable."""
CLUSTERS = 2
"""In a section of ideas: a few, not all."""
UNFINISHED, UNDONE, MOVED = 0.25, 0.1, 0.2
"""How often somebody writes half a note and finishes it, deletes one and takes that back, puts one elsewhere."""


def place_of(person: Person) -> tuple[int, int]:
    """Which of how many in their room somebody is: so they share the work without a word."""
    here = sorted(p.id for p in person.view.people.values() if p.room == person.room.id and p.role == "participant")
    return here.index(person.you) if person.you in here else 0, max(1, len(here))


def challenge_of(board: Board, section: Section) -> str:
    """What a section is about, also when it came from a single note."""
    text = board.texts.get(f"{section.id}/challenge")
    said = section.fixed.get("en", "") or (text.value.partition("\n")[0] if text else "")
    return texts.themes().get(said, said)


async def write_notes(person: Person, on: OnNow, pace: Pace, chance: random.Random) -> None:
    """What one has to say, and has not said yet, over the better part of the stage."""
    does = person.planned(on).does
    wanted = _wanted(person, on, does)
    seconds = SECONDS[does] * (0.5 if does == "ideate" else 0.8) / max(1, len(wanted))
    for section, text in wanted:
        person.types_at(section)
        await pace.think(seconds, chance)
        board = person.room.boards[on.activity]
        mine = [note for note in board.notes.values() if note.by == person.you and not note.deleted_by]
        if len(mine) >= EACH[does] or any(note.text == text for note in board.notes.values()):
            continue
        await _write(person, section, text, pace, chance)
    person.types_at("")


def _wanted(person: Person, on: OnNow, does: str) -> list[tuple[str, str]]:
    """Sections and texts."""
    board, (rank, of) = person.room.boards[on.activity], place_of(person)
    sections = sorted(board.sections.values(), key=lambda section: section.order)
    if not sections:
        return []
    if does == "collect":
        said = texts.share(texts.voices(), on.room, rank, of, EACH[does])
        return [(sections[0].id, text) for text in said]
    all_ideas = [f"{at} {idea}" for at, s in enumerate(sections) for idea in texts.ideas(challenge_of(board, s))]
    mine = texts.share(all_ideas, on.room, rank, of, EACH[does])
    return [(sections[int(at)].id, idea) for at, _, idea in (text.partition(" ") for text in mine)]


async def _write(person: Person, section: str, text: str, pace: Pace, chance: random.Random) -> None:
    room, note = person.room.id, texts.new_id(chance)
    half = " ".join(text.split()[: len(text.split()) // 2]) + " …"
    unfinished = chance.random() < UNFINISHED
    done = await person.ask(AddNote(room=room, section=section, id=note, text=half if unfinished else text))
    if done and unfinished:
        await pace.think(2, chance)
        await person.ask(EditNote(room=room, note=note, text=text))
    if done and chance.random() < UNDONE:
        await pace.think(1, chance)
        if await person.ask(DeleteNote(room=room, note=note)):
            await pace.think(1, chance)
            await person.ask(RestoreNote(room=room, note=note))
    if done and chance.random() < MOVED:
        await pace.think(1, chance)
        await person.ask(MoveNote(room=room, note=note, section=section, after=""))


async def sort_notes(person: Person, on: OnNow, pace: Pace, chance: random.Random) -> None:
    """Puts notes on one theme together: one person begins a cluster, all drag what belongs to it."""
    does = person.planned(on).does
    most = CLUSTERS if does == "ideate" else len(texts.challenges())
    seconds = SECONDS[does] * (0.3 if does == "ideate" else 0.8)
    for _ in range(6):
        await pace.think(seconds / 6, chance)
        room = person.room
        for section in room.boards[on.activity].sections:
            if await _begin_cluster(person, room, on.activity, section, most, pace, chance):
                break
            if await _drag(person, room, on.activity, section, chance):
                break


def _loose(board: Board, section: str) -> dict[str, list[Note]]:
    """Notes in no cluster, by theme."""
    found: dict[str, list[Note]] = defaultdict(list)
    for note in board.standing(section):
        if not note.cluster and (theme := texts.themes().get(note.text)):
            found[theme].append(note)
    return found


async def _begin_cluster(
    person: Person, room: Room, key: str, section: str, most: int, pace: Pace, chance: random.Random
) -> bool:
    board, (rank, of) = room.boards[key], place_of(person)
    there = {cluster.title for cluster in board.clusters.values() if cluster.section == section}
    if len(there) >= most:
        return False
    for at, (theme, notes) in enumerate(sorted(_loose(board, section).items())):
        if theme not in there and len(notes) > 1 and at % of == rank:
            cluster = texts.new_id(chance)
            pair = tuple(note.id for note in notes[:2])
            if await person.ask(ClusterNotes(room=room.id, section=section, id=cluster, notes=pair)):
                await pace.think(0.5, chance)
                return await person.ask(NameCluster(room=room.id, cluster=cluster, title=theme))
    return False


async def _drag(person: Person, room: Room, key: str, section: str, chance: random.Random) -> bool:
    board = room.boards[key]
    clusters = {cluster.title: cluster.id for cluster in board.clusters.values() if cluster.section == section}
    loose = [
        (n, clusters[theme]) for theme, notes in _loose(board, section).items() if theme in clusters for n in notes
    ]
    if not loose:
        return False
    note, cluster = chance.choice(loose)
    return await person.ask(MoveNote(room=room.id, note=note.id, section=section, cluster=cluster))
