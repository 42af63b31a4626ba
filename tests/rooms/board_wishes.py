"""What the fields of a request hold: for people, stages and boards; likely things first, and nonsense too."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import msgspec

from moot.rooms.asking import Request
from moot.rooms.ballots.ballot import Ballot, OpenBallot
from moot.rooms.ballots.decision import ChooseWinner, OpenRunOff, WithdrawDecision
from moot.rooms.ballots.dot import PlaceDot, TakeDot
from moot.rooms.ballots.excuse import ExcuseVoter
from moot.rooms.boards.board import Board
from moot.rooms.boards.cluster import ClusterNotes
from moot.rooms.boards.field import DEFINE_FIELDS, DETAIL_FIELDS
from moot.rooms.boards.hiding import HideSection, ShowAgain
from moot.rooms.boards.merge import UnmergeNote
from moot.rooms.boards.note import DeleteNote, EditNote, RestoreNote
from moot.rooms.boards.section import MakeTopic, RemoveSection
from moot.rooms.limits import NOTE_LETTERS
from moot.rooms.past.snapshot import TakeSnapshot
from moot.rooms.people.on_behalf import AddNoteFor, PlaceDotFor
from moot.rooms.people.people import RestorePerson
from moot.rooms.results.sharing import PARTS, Part
from moot.rooms.stages.lock import Lock
from moot.rooms.stages.message import Shown
from moot.rooms.stages.run import plan_of_run
from moot.rooms.texts.text import Text
from moot.rooms.workshop import Workshop

TEXTS = ("A day for members", "Zażółć 🎉", "ένα\nδύο", "", " ", "x" * (NOTE_LETTERS + 1), "bad\u202e", "nul\x00")
NOWHERE = "nowhere"
ON_BEHALF = (AddNoteFor, PlaceDotFor, ExcuseVoter)

Picks = tuple[int, ...]


class BoardWish:
    """One request of `kind` by `who`, as `picks` have it: each chooses what one field holds; 0 is the likeliest."""

    def __init__(self, workshop: Workshop, who: str, picks: Picks, number: int) -> None:
        self.workshop, self.who, self.number = workshop, who, number
        self.kind: type[Request] = Request
        self._picks = list(picks)
        self.trains = workshop.people[who].role == "trainer"
        self.room = self.pick([workshop.people[who].room or "g1", *workshop.rooms, NOWHERE])
        boards = workshop.rooms[self.room].boards if self.room in workshop.rooms else {}
        self.run = workshop.rooms[self.room].run if self.room in workshop.rooms else None
        self.does = plan_of_run(workshop, self.run).does if self.run else ""
        under_way = self.run.activity if self.run else "solve"
        self.board = self.pick([under_way if under_way in boards else "solve", *boards, NOWHERE])
        self.known = boards.get(self.board, Board())
        self.sections = self.turned(self.known.sections)
        self.notes = self.turned(self.known.notes)
        self.clusters = self.turned(self.known.clusters)

    def turned(self, known: Iterable[str]) -> list[str]:
        """Each comes first in its turn; what is not there comes last."""
        ids = list(known)
        by = self.number % len(ids) if ids else 0
        return [*ids[by:], *ids[:by], NOWHERE]

    def likely(self, good: Iterable[str], known: Iterable[str]) -> list[str]:
        """What would do comes first, each in its turn; then the others."""
        fit = self.turned(good)[:-1]
        return [*fit, *(one for one in self.turned(known) if one not in fit)]

    def pick(self, choices: Sequence[Any]) -> Any:
        return choices[(self._picks.pop(0) if self._picks else 0) % len(choices)]

    def request(self, kind: type[Request]) -> Request:
        self.kind = kind
        self.section = self.pick(self.likely(self._sections_that_fit(), self.known.sections))
        fields: dict[str, Any] = {}
        for name, self.required in fields_of(kind):
            fields[name] = getattr(self, f"a_{name}")()
        return kind(**fields)

    def _sections_that_fit(self) -> list[str]:
        decided = self.known.decisions
        if self.kind in (ChooseWinner, OpenRunOff):
            counted = [ballot.section for ballot in self.known.ballots.values() if ballot.state == "closed"]
            return [section for section in dict.fromkeys(counted) if section not in decided]
        if self.kind is WithdrawDecision or self.does == "detail":
            return list(decided)
        written = [note.section for note in self.known.notes.values() if not note.deleted_by]
        if self.kind is HideSection:
            return [section for section in self.known.sections if section not in decided]
        if self.kind is RemoveSection:
            return [section for section in self.known.sections if section not in written]
        return list(dict.fromkeys(written)) if self.kind in (ClusterNotes, OpenBallot) else []

    def a_room(self) -> str:
        return str(self.room)

    def a_rooms(self) -> tuple[str, ...]:
        return tuple(self.pick([(), ("g1",), ("g2",), ("g1", "g2"), (NOWHERE,)]))

    def a_board(self) -> str:
        return str(self.board)

    def a_section(self) -> str:
        if self.kind is ShowAgain:
            return str(self.pick(["", *self.known.aside.sections]))
        return "" if self.kind is Lock and self.number % 2 else str(self.section)

    def a_id(self) -> str:
        return str(self.pick([f"fresh{self.number:07}", "BAD!", self.notes[0], self.sections[0], "short"]))

    def a_text(self) -> str:
        return str(self.pick(TEXTS))

    a_title = a_challenge = a_reason = a_meaning = a_name = a_text

    def a_note(self) -> str:
        if self.kind is TakeSnapshot:
            return self.a_text()
        fit = self.likely([note for note in self.known.notes if self._note_fits(note)], self.known.notes)
        if self.kind is ShowAgain:
            fit = [*self.turned(self.known.aside.notes)[:-1], *fit]
        return str(self.pick(fit if self.required else [*fit, ""]))

    def _note_fits(self, id: str) -> bool:
        note, ballot = self.known.notes[id], self.known.ballots.get(getattr(self, "ballot", ""))
        if self.kind is RestoreNote:
            return note.deleted_by == self.who
        if note.deleted_by:
            return False
        if self.kind in (PlaceDot, TakeDot, PlaceDotFor):
            mine = ballot.dots.get(self.who, {}) if ballot else {}
            return id in mine if self.kind is TakeDot else bool(ballot and id in ballot.notes)
        if self.kind is ChooseWinner:
            first = self.known.ballots.get(f"{self.section}.1")
            return bool(first and id in first.notes)
        if self.kind is UnmergeNote:
            return bool(note.into)
        return note.by == self.who or self.trains or self.kind not in (EditNote, DeleteNote)

    def a_into(self) -> str:
        self.into = str(self.pick(self.likely(self._standing(), self.known.notes)))
        return self.into

    def _standing(self) -> list[str]:
        return [note.id for note in self.known.notes.values() if not note.deleted_by and not note.into]

    def a_notes(self) -> tuple[str, ...]:
        fit = self._standing()
        if self.kind is ClusterNotes:
            fit = [note for note in fit if self.known.notes[note].section == self.section]
        else:
            fit = [note for note in fit if note != self.into]
        return tuple(self.turned(fit)[: min(int(self.pick([1, 2, 3, 0])), max(1, len(fit)))])

    def a_cluster(self) -> str:
        return str(self.pick(self.clusters if self.required else ["", *self.clusters]))

    def a_after(self) -> str | None:
        choice: str | None = self.pick([None, "", *self.notes, *self.clusters])
        return choice

    def a_colour(self) -> int:
        return int(self.pick([0, 5, 6, -1]))

    def a_ballot(self) -> str:
        all_open = ("",) if self.kind is ExcuseVoter else ()
        self.ballot = str(
            self.pick((*self.likely(filter(self._takes_dots, self.known.ballots), self.known.ballots), *all_open))
        )
        return self.ballot

    def _takes_dots(self, id: str) -> bool:
        ballot: Ballot = self.known.ballots[id]
        return ballot.state == "open" and (self.kind is not TakeDot or self.who in ballot.dots)

    def a_activity(self) -> str:
        known = list(self.workshop.activities)
        self.activity = self.pick([*self.turned(known)[:-1], NOWHERE])
        return str(self.activity)

    def a_to(self) -> str:
        return str(self.pick(["solve", *self.turned(self.workshop.activities)])) if self.kind is MakeTopic else ""

    def a_stage(self) -> str:
        planned = self.workshop.activities.get(self.activity)
        return str(self.pick([*(stage.key for stage in planned.stages), NOWHERE] if planned else [NOWHERE]))

    def a_seconds(self) -> int:
        return int(self.pick([60, -60, 1, 3600, 0, 3601, -3601]))

    def a_session(self) -> str:
        sessions = [session for day in self.workshop.programme.days for session in day.sessions]
        timed = [session.key for session in sessions if session.starts]
        key = str(self.pick([*self.turned(timed)[:-1], sessions[0].key, NOWHERE]))
        self.timed = next((session for session in sessions if session.key == key), sessions[0])
        return key

    def a_starts(self) -> str:
        return str(self.pick([self.timed.starts, "10:01", "", "9:99", "23:00"]))

    def a_ends(self) -> str:
        return str(self.pick([f"{self.timed.ends[:4]}{self.number % 10}", "10:14", "", "23:59", "10:00"]))

    def a_minutes(self) -> int:
        return int(self.pick([10, -10, 0, 900]))

    def a_of(self) -> str:
        return str(self.pick(["end", "start"]))

    def a_count(self) -> int:
        return int(self.pick([2, 1, 3, 0, 61]))

    def a_mix_by(self) -> str:
        return str(self.pick(["country", "", "organisation", "mode"]))

    def a_person(self) -> str:
        people = self.workshop.people.values()
        fit = [person.id for person in people if person.removed] if self.kind is RestorePerson else []
        if self.kind in ON_BEHALF:
            fit = [one.id for one in people if one.room == self.room and not one.removed and self._may_vote(one.id)]
        return str(self.pick(self.likely(fit, self.workshop.people)))

    def _may_vote(self, person: str) -> bool:
        ballot = self.known.ballots.get(getattr(self, "ballot", ""))
        return self.kind is not PlaceDotFor or ballot is None or person not in ballot.voted

    def a_program(self) -> str:
        good = [person for person in self.workshop.programs if not self.workshop.people[person].removed]
        return str(self.pick([*good, *self.workshop.programs, NOWHERE]))

    def a_webhook(self) -> str:
        return str(self.pick([*self.workshop.webhooks, NOWHERE]))

    def a_keep_days(self) -> int:
        return int(self.pick([91, 0, 120, 365, 1, -1, 10**6]))

    def a_device(self) -> str:
        return str(self.pick(self.turned(self.workshop.devices)))

    def a_up(self) -> bool:
        return bool(self.pick([True, False]))

    a_finished = a_on = a_excused = a_up

    def a_locked(self) -> bool:
        """Mostly the other way than it is."""
        room = self.workshop.rooms.get(self.room)
        return bool(self.pick([not (room and room.locks), True, False]))

    def a_field(self) -> str:
        fields = (*DETAIL_FIELDS, *DEFINE_FIELDS) if self.does == "detail" else (*DEFINE_FIELDS, *DETAIL_FIELDS)
        self.field = self.pick([*fields, NOWHERE])
        return str(self.field)

    def a_revision(self) -> int:
        self.revision: int = max(0, self.text.revision - int(self.pick([0, 1, 2, -1])))
        return self.revision

    def a_edit(self) -> list[int | list[int | str]]:
        length = len(self.text.value.encode("utf-16-le")) // 2
        keep: list[int | list[int | str]] = [length] if length else []
        edits = ([*keep, [0, "more"]], [[0, "ż🎉"], *keep], [[length]] if length else [], [99], [[-1]], [[0, "\ud800"]])
        return list(self.pick(edits))

    @property
    def text(self) -> Text:
        return self.known.texts.get(f"{self.section}/{self.field}", Text())

    def a_mark(self) -> str:
        return ""

    def a_language(self) -> str:
        return str(self.pick(["en", "pl", "xx"]))

    def a_url(self) -> str:
        return str(self.pick(["https://meet.example.org/żółw", "", "javascript:alert(1)", "http://x"]))

    def a_parts(self) -> tuple[Part, ...]:
        return tuple(self.pick([(), ("boards",), ("statements", "forms"), PARTS]))

    def a_shown(self) -> Shown:
        kinds = ["code", "board", "results", "decisions", "winners", "clock", "form", "questions", "presenting", "days"]
        kinds += ["statements", "statements"]
        what = kinds[(self.number + int(self.pick([0, 1, 2]))) % len(kinds)]
        board = "feedback-day-4" if what == "form" else ""
        step, room = (self.number // 2) % 5, self.pick(["", "g1", NOWHERE])
        return Shown(what, room, self.pick([board, "value", "feedback-day-4", NOWHERE]), step)  # type: ignore[arg-type]


@cache
def fields_of(kind: type[Request]) -> tuple[tuple[str, bool], ...]:
    """Each with whether it has to be there."""
    return tuple((field.name, field.required) for field in msgspec.structs.fields(kind))
