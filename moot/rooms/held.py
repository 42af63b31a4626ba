"""All that is held about one person, for them to take away: of others nothing but what they see anyway."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from moot.rooms.access import Access, accesses_about
from moot.rooms.board import with_aside
from moot.rooms.canvas import Canvas, keys_of_person, owned, plans_of
from moot.rooms.canvas_readers import as_seen_by
from moot.rooms.check_in import CheckIn
from moot.rooms.consent import Consent
from moot.rooms.entry import Entry
from moot.rooms.form import Answer
from moot.rooms.people import Person, PersonClaimed, PersonJoined
from moot.rooms.protocol import JOURNALLED
from moot.rooms.shape import Value, Words
from moot.rooms.text import Text
from moot.rooms.workshop import Workshop


class HeldNote(Value, kw_only=True):
    activity: str
    group: int
    challenge: str
    text: str
    private: bool = False
    deleted: bool = False
    hidden: bool = False
    """A trainer took it off the board."""
    anonymous: bool = False


class HeldDots(Value, kw_only=True):
    activity: str
    challenge: str
    idea: str
    dots: int


class HeldFeedback(Value, kw_only=True):
    canvas: str
    place: str
    text: str
    anonymous: bool = False


class HeldQuestion(Value, kw_only=True):
    text: str
    at: int
    anonymous: bool = False
    answer: str = ""


class Done(Value, kw_only=True):
    """What one request of theirs did, as it stands in the journal."""

    at: int
    did: tuple[JOURNALLED, ...]


class Held(Value, kw_only=True):
    workshop: str
    title: Words
    person: Person
    joined: int = 0
    """Milliseconds since 1970, as all times here; 0: they have not come yet."""
    consent: Consent | None = None
    notes: tuple[HeldNote, ...] = ()
    dots: tuple[HeldDots, ...] = ()
    canvases: dict[str, Canvas] = {}
    """Their own, and those of their group, with the feedback that was released."""
    feedback: tuple[HeldFeedback, ...] = ()
    """That they gave."""
    questions: tuple[HeldQuestion, ...] = ()
    upvoted: tuple[str, ...] = ()
    answers: dict[str, dict[str, Answer]] = {}
    """By form and field."""
    check_ins: dict[int, CheckIn] = {}
    accesses: tuple[Access, ...] = ()
    """Who looked at something about them, of the last that are known."""
    done: tuple[Done, ...] = ()
    """All that they did, in order."""


def held_about(workshop: Workshop, entries: Iterable[Entry], person: str) -> Held:
    entries = tuple(entries)
    theirs = [entry for entry in entries if any(_is_theirs(change, person) for d in entry.deeds for change in d.did)]
    return Held(
        workshop=workshop.id,
        title=workshop.programme.title,
        person=workshop.people[person],
        joined=theirs[0].at if theirs else 0,
        consent=workshop.consents.get(person),
        notes=tuple(_notes(workshop, person)),
        dots=tuple(_dots(workshop, person)),
        canvases=_canvases(workshop, person),
        feedback=tuple(_feedback(workshop, person)),
        questions=tuple(
            HeldQuestion(text=one.text, at=one.at, anonymous=one.anonymous, answer=one.answer)
            for one in workshop.questions.values()
            if one.by == person
        ),
        upvoted=tuple(one.text for one in workshop.questions.values() if person in one.votes),
        answers={form: known.answers[person] for form, known in workshop.forms.items() if person in known.answers},
        check_ins=workshop.check_ins.get(person, {}),
        accesses=accesses_about(workshop, person),
        done=tuple(
            Done(at=entry.at, did=deed.did)
            for entry in entries
            for deed in entry.deeds
            if deed.by == person and deed.did
        ),
    )


def _is_theirs(change: JOURNALLED, person: str) -> bool:
    """Whether somebody joined; a name of the list has not, until it is claimed."""
    if isinstance(change, PersonJoined):
        return change.person.id == person and change.person.here_before
    return isinstance(change, PersonClaimed) and change.person == person


def _notes(workshop: Workshop, person: str) -> Iterator[HeldNote]:
    for room in workshop.rooms.values():
        for key, board in room.boards.items():
            for note in with_aside(board).notes.values():
                if note.by == person:
                    yield HeldNote(
                        activity=key,
                        group=room.number,
                        challenge=_challenge(workshop, room.id, key, note.section),
                        text=note.text,
                        private=note.private,
                        deleted=note.deleted_by != "",
                        hidden=note.id in board.aside.notes,
                        anonymous=board.anonymous,
                    )


def _dots(workshop: Workshop, person: str) -> Iterator[HeldDots]:
    for room in workshop.rooms.values():
        for key, there in room.boards.items():
            board = with_aside(there)
            for ballot in board.ballots.values():
                for note, dots in ballot.dots.get(person, {}).items():
                    idea = board.notes[note].text if note in board.notes else ""
                    challenge = _challenge(workshop, room.id, key, ballot.section)
                    yield HeldDots(activity=key, challenge=challenge, idea=idea, dots=dots)


def _challenge(workshop: Workshop, room: str, board: str, section: str) -> str:
    known = with_aside(workshop.rooms[room].boards[board])
    fixed = known.sections[section].fixed if section in known.sections else {}
    return known.texts.get(f"{section}/challenge", Text()).value or next(iter(fixed.values()), "")


def _canvases(workshop: Workshop, person: str) -> dict[str, Canvas]:
    role = workshop.people[person].role
    keys = [key for key in keys_of_person(workshop, person) if role == "participant" and key in workshop.canvases]
    return {key: as_seen_by(workshop, key, person, role) for key in keys}


def _feedback(workshop: Workshop, person: str) -> Iterator[HeldFeedback]:
    for key, canvas in workshop.canvases.items():
        for given in canvas.feedback.values():
            if given.by == person:
                yield HeldFeedback(canvas=key, place=given.place, text=given.text, anonymous=given.anonymous)


def cells_of(workshop: Workshop, held: Held) -> Iterator[tuple[Words, list[tuple[Words, str]]]]:
    """For a page to read: each canvas by its title, with its texts by their columns."""
    for key, canvas in held.canvases.items():
        columns = {column.key: column.title for plan in plans_of(workshop, key) for column in plan.columns}
        texts = [
            (columns.get(place.partition("/")[2], {}), text.value) for place, text in canvas.texts.items() if text.value
        ]
        yield workshop.activities[owned(key).activity].title, texts
