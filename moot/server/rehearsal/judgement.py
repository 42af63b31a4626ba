"""Whether a rehearsal went well: everybody sees what a newcomer sees, and what was acknowledged is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from moot.rooms.board import Board
from moot.rooms.cluster import ClusterNotes
from moot.rooms.decision import ChooseWinner
from moot.rooms.dot import PlaceDot, TakeDot
from moot.rooms.field import EditText
from moot.rooms.note import AddNote, DeleteNote, EditNote, RestoreNote
from moot.rooms.protocol import FROM_PEOPLE
from moot.rooms.section import AddSection, MakeTopic
from moot.rooms.workshop import Workshop
from moot.server.rehearsal.person import Person


def status_of(found: Mapping[str, Any]) -> int:
    """The exit status: 1 when views differ, or anything acknowledged is lost."""
    return 0 if found["same_view"] and not found["lost"] else 1


async def judge(crowd: list[Person], trainer: Person, urls: Sequence[str] = ()) -> dict[str, Any]:
    """Compares everybody's view with that of a newcomer in their place, who opens the page now: on the next server."""
    same, lost, edits = True, 0, Counter[tuple[str, str]]()
    for person in crowd:
        fresh = await person.fresh(_next(urls, person))
        same = same and not person.is_gone and person.view == fresh
        lost += lost_of(person.done, fresh, person.you)
        edits.update(edits_in(person.done))
    fresh = await trainer.fresh(_next(urls, trainer))
    same = same and not trainer.is_gone and trainer.view == fresh
    lost += lost_of(trainer.done, fresh, trainer.you) + lost_edits(edits, fresh)
    return {"same_view": same, "lost": lost}


def _next(urls: Sequence[str], person: Person) -> str:
    """The server after theirs; theirs again, where there is only one."""
    return urls[(urls.index(person.door.url) + 1) % len(urls)] if urls else person.door.url


def lost_of(done: Iterable[FROM_PEOPLE], fresh: Workshop, who: str) -> int:
    """How much of what a person did, in this order, and was told is done, is not there."""
    boards = [board for room in fresh.rooms.values() for board in room.boards.values()]
    notes, deleted, dots, lost = dict[str, str](), set[str](), Counter[tuple[str, str]](), 0
    for request in done:
        match request:
            case AddNote(id=note, text=text) | EditNote(note=note, text=text):
                notes[note] = text
            case DeleteNote(note=note):
                deleted.add(note)
            case RestoreNote(note=note):
                deleted.discard(note)
            case PlaceDot(ballot=ballot, note=note):
                dots[ballot, note] += 1
            case TakeDot(ballot=ballot, note=note):
                dots[ballot, note] -= 1
            case AddSection(id=id) | MakeTopic(id=id):
                lost += not any(id in board.sections for board in boards)
            case ClusterNotes(id=id):
                lost += not any(id in board.clusters for board in boards)
            case ChooseWinner(section=section, note=note):
                lost += not any(section in b.decisions and b.decisions[section].note == note for b in boards)
            case _:
                pass
    lost += sum(not _has_note(boards, note, text, note in deleted) for note, text in notes.items())
    return lost + sum((dots - _dots(boards, who)).values())


def edits_in(done: Iterable[FROM_PEOPLE]) -> list[tuple[str, str]]:
    """The room and place of every edit of a shared text."""
    return [(r.room, f"{r.section}/{r.field}") for r in done if isinstance(r, EditText)]


def lost_edits(edits: Mapping[tuple[str, str], int], fresh: Workshop) -> int:
    """A text's revision counts the edits that it is made of."""
    kept = {
        (room.id, place): text.revision
        for room in fresh.rooms.values()
        for board in room.boards.values()
        for place, text in board.texts.items()
    }
    return sum(max(0, made - kept.get(where, 0)) for where, made in edits.items())


def _has_note(boards: list[Board], note: str, text: str, deleted: bool) -> bool:
    found = next((board.notes[note] for board in boards if note in board.notes), None)
    return found is not None and found.text == text and bool(found.deleted_by) == deleted


def _dots(boards: list[Board], who: str) -> Counter[tuple[str, str]]:
    ballots = [ballot for board in boards for ballot in board.ballots.values()]
    return Counter({(b.id, note): number for b in ballots for note, number in b.dots.get(who, {}).items()})
