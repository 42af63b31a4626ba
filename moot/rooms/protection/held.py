"""All that is held about one person, for them to take away: of others nothing but what they see anyway."""

from __future__ import annotations

from collections.abc import Iterable

from moot.rooms.after.check_in import CheckIn
from moot.rooms.boards.lineage import challenge_of
from moot.rooms.canvases.canvas import Canvas, keys_of_person
from moot.rooms.canvases.readers import as_seen_by
from moot.rooms.entry import Entry
from moot.rooms.forms.form import Answer
from moot.rooms.people.consent import Consent
from moot.rooms.people.people import Person, PersonClaimed, PersonJoined
from moot.rooms.protection.access import Access, accesses_about
from moot.rooms.protection.others import without_others
from moot.rooms.protection.own import (
    OwnDots,
    OwnNote,
    own_answers,
    own_dots,
    own_feedback,
    own_notes,
    own_questions,
    upvoted,
)
from moot.rooms.protocol import JOURNALLED
from moot.rooms.shape import Value, Words
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
    """What one request of theirs did, as it stands in the journal, without what is another's secret."""

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
        notes=tuple(map(_note, own_notes(workshop, person))),
        dots=tuple(map(_dots, own_dots(workshop, person))),
        canvases=_canvases(workshop, person),
        feedback=tuple(
            HeldFeedback(canvas=key, place=given.place, text=given.text, anonymous=given.anonymous)
            for key, given in own_feedback(workshop, person)
        ),
        questions=tuple(
            HeldQuestion(text=one.text, at=one.at, anonymous=one.anonymous, answer=one.answer)
            for one in own_questions(workshop, person)
        ),
        upvoted=tuple(one.text for one in upvoted(workshop, person)),
        answers=own_answers(workshop, person),
        check_ins=workshop.check_ins.get(person, {}),
        accesses=accesses_about(workshop, person),
        done=tuple(
            Done(at=entry.at, did=did)
            for entry in entries
            for deed in entry.deeds
            if deed.by == person and (did := without_others(workshop, deed.did, person))
        ),
    )


def _is_theirs(change: JOURNALLED, person: str) -> bool:
    """Whether somebody joined; a name of the list has not, until it is claimed."""
    if isinstance(change, PersonJoined):
        return change.person.id == person and change.person.here_before
    return isinstance(change, PersonClaimed) and change.person == person


def _note(one: OwnNote) -> HeldNote:
    return HeldNote(
        activity=one.activity,
        group=one.room.number,
        challenge=challenge_of(one.board, one.note.section),
        text=one.note.text,
        private=one.note.private,
        deleted=one.note.deleted_by != "",
        hidden=one.hidden,
        anonymous=one.board.anonymous,
    )


def _dots(one: OwnDots) -> HeldDots:
    idea = one.note.text if one.note else ""
    return HeldDots(
        activity=one.activity, challenge=challenge_of(one.board, one.ballot.section), idea=idea, dots=one.dots
    )


def _canvases(workshop: Workshop, person: str) -> dict[str, Canvas]:
    role = workshop.people[person].role
    keys = [key for key in keys_of_person(workshop, person) if role == "participant" and key in workshop.canvases]
    return {key: as_seen_by(workshop, key, person, role) for key in keys}
