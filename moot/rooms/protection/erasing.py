"""A journal without some people: every entry is at its place, and replays to what it was for everybody else.

What is personal goes; what is shared stays, without its author; the people stay as nameless ones, under other ids.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from moot.rooms.after.check_in import CheckInPut
from moot.rooms.asking import Change
from moot.rooms.boards.cluster import ClusterMade, ClusterNamed
from moot.rooms.boards.field import TextWritten
from moot.rooms.boards.gathered import WinnersGathered
from moot.rooms.boards.note import NoteAdded, NoteDeleted, NoteEdited, NoteMerged, NoteMoved, NoteRestored
from moot.rooms.boards.section import SectionAdded
from moot.rooms.canvases.canvas import Presenting, first_plan, owned
from moot.rooms.canvases.cell import CellSet, CellWritten
from moot.rooms.canvases.feedback import FeedbackGiven, FeedbackGone
from moot.rooms.canvases.presenting import PresentingSet
from moot.rooms.canvases.review import ReviewsAssigned
from moot.rooms.canvases.row import RowPut
from moot.rooms.canvases.statement import StatementComposed
from moot.rooms.entry import Deed, Entry, Ledger
from moot.rooms.forms.form import FieldAnswered
from moot.rooms.forms.question import QuestionPut
from moot.rooms.people.consent import Consent, ConsentGiven
from moot.rooms.people.people import BadgesWithdrawn, HandRaised, Person, PersonJoined, PersonSeated
from moot.rooms.programmes.programme import Programme
from moot.rooms.protection.erase import ErasureAsked, PersonErased, nameless
from moot.rooms.protection.shared_texts import GONE, Place, SharedTexts
from moot.rooms.shape import Value, changed
from moot.rooms.stages.finished import PersonFinished
from moot.rooms.workshop import NOTHING, Workshop

OfNote = NoteAdded | NoteEdited | NoteMoved | NoteDeleted | NoteRestored | NoteMerged
OfCanvas = RowPut | CellWritten | CellSet | StatementComposed | FeedbackGiven | FeedbackGone


def erased(entries: Sequence[Entry], ids: Mapping[str, str]) -> tuple[Entry, ...]:
    """`entries` without the people in `ids`, whom some of them erase (`PersonErased`), under the ids that are given."""
    return _Erasing(entries, ids).entries()


class _Erasing:
    def __init__(self, entries: Sequence[Entry], ids: Mapping[str, str]) -> None:
        self._entries, self._ids = entries, ids
        ledger = Ledger(NOTHING)
        for entry in entries:
            ledger = ledger.after(entry)
        self._end: Workshop = ledger.workshop
        changes = [change for entry in entries for deed in entry.deeds for change in deed.did]
        self._goes = {one.person: one for one in changes if isinstance(one, PersonErased) and one.person in ids}
        self._notes = self._authors(changes)
        self._unshared = {place for place in self._notes if self._is_unshared(place)}
        self._texts = SharedTexts(entries, self._end, self._goes, self._words_of_notes(changes), self._is_dropped)

    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._entry(number, entry) for number, entry in enumerate(self._entries))

    def _entry(self, number: int, entry: Entry) -> Entry:
        deeds = list[Deed]()
        for at, deed in enumerate(entry.deeds):
            told = ((self._told(change, deed.by, (number, at, place))) for place, change in enumerate(deed.did))
            did: Any = tuple(change for change in told if change is not None)
            if deed.by in self._goes:  # nobody asks again under their numbers
                deeds += [Deed(by=self._ids[deed.by], did=did)] if did else []
            else:
                deeds.append(changed(deed, did=did))
        return changed(entry, deeds=tuple(deeds))

    def _told(self, change: Change, by: str, where: tuple[int, int, int]) -> Change | None:
        """A change as it is told from now on; None: not at all."""
        if self._is_dropped(change):
            return None
        if isinstance(change, TextWritten | CellWritten | CellSet | SectionAdded):
            kept = self._texts.told(change, where)
            return None if kept is None else cast("Change", self._renamed(kept))
        return cast("Change", self._renamed(self._without(change, by)))

    def _is_dropped(self, change: Change) -> bool:
        """What was theirs alone."""
        match change:
            case HandRaised() | PersonFinished() | ConsentGiven() | BadgesWithdrawn() | ErasureAsked():
                return change.person in self._goes
            case FieldAnswered():
                return self._loses_own(change.by)
            case CheckInPut():
                return self._loses_own(change.person)
            case NoteAdded():
                return (change.room, change.board, change.note.id) in self._unshared
            case NoteEdited() | NoteMoved() | NoteDeleted() | NoteRestored() | NoteMerged():
                return (change.room, change.board, change.note) in self._unshared
            case RowPut() | CellWritten() | CellSet() | StatementComposed():
                return self._is_own_canvas(change.canvas)
            case FeedbackGiven():
                return self._is_own_canvas(change.canvas) or self._feedback_goes(change.canvas, change.feedback.id)
            case FeedbackGone():
                return self._is_own_canvas(change.canvas) or self._feedback_goes(change.canvas, change.feedback)
        return False

    def _without(self, change: Change, by: str) -> Change:
        """A shared thing without its author, and without their words where those go too."""
        match change:
            case PersonJoined() | PersonSeated() if change.person.id in self._goes:
                return changed(change, person=self._nameless(change.person))
            case NoteAdded() if change.note.by in self._goes:
                text = GONE if self._loses_words(change.note.by) else change.note.text
                return changed(change, note=changed(change.note, by="", text=text))
            case NoteEdited():
                author = self._notes.get((change.room, change.board, change.note), "")
                return changed(change, text=GONE) if self._loses_words(author) else change
            case ClusterNamed() if self._loses_words(by):
                return changed(change, title="")
            case ClusterMade() if self._loses_words(by):
                return changed(change, cluster=changed(change.cluster, title=""))
            case QuestionPut() if change.question.by in self._goes:
                text = GONE if self._loses_words(change.question.by) else change.question.text
                return changed(change, question=changed(change.question, by="", anonymous=True, text=text))
            case FeedbackGiven() if change.feedback.by in self._goes:
                return changed(change, feedback=changed(change.feedback, by=""))
            case PresentingSet() if change.presenting:
                return changed(change, presenting=self._presenting(change.presenting))
            case ReviewsAssigned():
                reviews = {
                    giver: tuple(owner for owner in owners if not self._loses_own(owner))
                    for giver, owners in change.reviews.items()
                    if not self._loses_own(giver)
                }
                return changed(change, reviews=reviews)
            case WinnersGathered():
                return changed(change, winners=tuple(map(self._gathered, change.winners)))
        return change

    def _nameless(self, person: Person) -> Person:
        """As they were, but for who: whether they are out is told by what follows."""
        called = self._goes[person.id].called
        return changed(nameless(person, called), removed=person.removed, erased=False, badge=person.badge)

    def _presenting(self, shown: Presenting) -> Presenting | None:
        order = tuple(one for one in shown.order if not self._loses_own(one))
        if not order:
            return None
        if self._loses_own(shown.now):
            shown = changed(shown, now="", ends=0)
        return changed(shown, order=order, before="" if self._loses_own(shown.before) else shown.before)

    def _gathered(self, one: Any) -> Any:
        author = self._notes.get((one.winner.room, one.winner.board, one.winner.note), "")
        gone = self._texts.gone
        return changed(
            one,
            text=GONE if self._loses_words(author) else one.text,
            challenge=GONE if one.challenge in gone else one.challenge,
            details={field: text for field, text in one.details.items() if text not in gone},
        )

    def _loses_own(self, person: str) -> bool:
        return person in self._goes and self._goes[person].extent != "name"

    def _loses_words(self, person: str) -> bool:
        return person in self._goes and self._goes[person].extent == "words"

    def _is_own_canvas(self, key: str) -> bool:
        activity, owner = owned(key)
        if not self._loses_own(owner):
            return False
        plan = first_plan(self._end, activity)
        return plan is not None and plan.scope == "person"

    def _feedback_goes(self, canvas: str, id: str) -> bool:
        """Feedback that they gave: what its owner has not seen, and what was taken back; with their words, all."""
        author = self._authors_of_feedback.get((canvas, id), "")
        if author not in self._goes:
            return False
        known = self._end.canvases.get(canvas)
        given = known.feedback.get(id) if known else None
        return given is None or not given.released or self._loses_words(author)

    def _authors(self, changes: Sequence[Change]) -> dict[Place, str]:
        """Who of those that go wrote which note; and, beside, which feedback."""
        added = (one for one in changes if isinstance(one, NoteAdded) and one.note.by in self._goes)
        given = (one for one in changes if isinstance(one, FeedbackGiven) and one.feedback.by in self._goes)
        self._authors_of_feedback = {(one.canvas, one.feedback.id): one.feedback.by for one in given}
        return {(one.room, one.board, one.note.id): one.note.by for one in added}

    def _is_unshared(self, place: Place) -> bool:
        """Private to the end, deleted, or hidden."""
        room, board, id = place
        known = self._end.board(room, board)
        note = known.notes.get(id) if known else None
        return note is None or note.private or note.deleted_by != ""

    def _words_of_notes(self, changes: Sequence[Change]) -> dict[Place, set[str]]:
        """What their notes ever said, of those whose words go."""
        said = dict[Place, set[str]]()
        for change in changes:
            match change:
                case NoteAdded() if self._loses_words(change.note.by):
                    said.setdefault((change.room, change.board, change.note.id), set()).add(change.note.text)
                case NoteEdited() if (place := (change.room, change.board, change.note)) in said:
                    said[place].add(change.text)
        return said

    def _renamed(self, value: Any) -> Any:
        """Under their other ids, and with what they are called where others wrote their names.

        A name that is replaced has a space in it, and nothing but texts has. What people agreed to stays as it was.
        """
        match value:
            case str():
                return self._renamed_text(value)
            case Consent():
                return value
            case Programme():
                return changed(self._parts_renamed(value), consent=value.consent)
            case Person():
                return changed(value, id=self._ids.get(value.id, value.id))
            case Value():
                return self._parts_renamed(value)
            case tuple():
                parts = tuple(map(self._renamed, value))
                return value if all(a is b for a, b in zip(parts, value, strict=True)) else parts
            case dict():
                pairs = {self._renamed(key): self._renamed(known) for key, known in value.items()}
                same = all(a is b and pairs[a] is value[b] for a, b in zip(pairs, value, strict=True))
                return value if same else pairs
        return value

    def _parts_renamed(self, value: Value) -> Any:
        fields = {field: getattr(value, field) for field in value.__struct_fields__}
        told = {field: self._renamed(known) for field, known in fields.items() if known}
        differs = {field: known for field, known in told.items() if known is not fields[field]}
        return changed(value, **differs) if differs else value

    def _renamed_text(self, text: str) -> str:
        if text in self._ids:
            return self._ids[text]
        activity, _, owner = text.partition(":")
        if owner in self._ids:
            return f"{activity}:{self._ids[owner]}"
        return self._texts.mentions.replaced(text) if " " in text or "\n" in text else text
