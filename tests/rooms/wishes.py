"""Requests of every kind that the wire has, made from small numbers: possible ones, impossible ones and nonsense."""

from collections.abc import Iterable, Sequence
from typing import Any, get_args

import msgspec

from moot.rooms.asking import Request
from moot.rooms.field import DEFINE_FIELDS, DETAIL_FIELDS
from moot.rooms.limits import NOTE_LETTERS
from moot.rooms.message import Shown
from moot.rooms.protocol import FROM_PEOPLE
from moot.rooms.text import Text
from moot.rooms.workshop import Workshop

KINDS: tuple[type[Request], ...] = get_args(FROM_PEOPLE)
TEXTS = ("A day for members", "Zażółć 🎉", "ένα\nδύο", "", " ", "x" * (NOTE_LETTERS + 1), "bad\u202e", "nul\x00")
NOWHERE = "nowhere"

Picks = tuple[int, ...]


class Wish:
    """One request of `kind` by `who`, as `picks` have it: each chooses what one field holds; 0 is the likeliest."""

    def __init__(self, workshop: Workshop, who: str, picks: Picks, number: int) -> None:
        self.workshop, self.who, self.number = workshop, who, number
        self._picks = list(picks)
        self.room = self.pick([workshop.people[who].room or "g1", *workshop.rooms, NOWHERE])
        boards = workshop.rooms[self.room].boards if self.room in workshop.rooms else {}
        run = workshop.rooms[self.room].run if self.room in workshop.rooms else None
        self.board = self.pick([run.activity if run else "solve", *boards, NOWHERE])
        known = boards.get(self.board)
        self.sections = self.turned(known.sections if known else ())
        self.notes = self.turned(known.notes if known else ())
        self.clusters = self.turned(known.clusters if known else ())
        self.ballots = self.turned(known.ballots if known else ())
        self.texts = known.texts if known else {}

    def turned(self, known: Iterable[str]) -> list[str]:
        """Each comes first in its turn; what is not there comes last."""
        ids = list(known)
        by = self.number % len(ids) if ids else 0
        return [*ids[by:], *ids[:by], NOWHERE]

    def pick(self, choices: Sequence[Any]) -> Any:
        return choices[(self._picks.pop(0) if self._picks else 0) % len(choices)]

    def request(self, kind: type[Request]) -> Request:
        self.section = self.pick(self.sections)
        fields: dict[str, Any] = {}
        for field in msgspec.structs.fields(kind):
            self.required = field.required
            fields[field.name] = getattr(self, f"a_{field.name}")()
        return kind(**fields)

    def a_room(self) -> str:
        return str(self.room)

    def a_rooms(self) -> tuple[str, ...]:
        return tuple(self.pick([(), ("g1",), ("g2",), ("g1", "g2"), (NOWHERE,)]))

    def a_board(self) -> str:
        return str(self.board)

    def a_section(self) -> str:
        return str(self.section)

    def a_id(self) -> str:
        return str(self.pick([f"fresh{self.number:07}", "BAD!", self.notes[0], self.sections[0], "short"]))

    def a_text(self) -> str:
        return str(self.pick(TEXTS))

    a_title = a_challenge = a_reason = a_meaning = a_text

    def a_note(self) -> str:
        return str(self.pick(self.notes if self.required else [*self.notes, ""]))

    a_into = a_note

    def a_notes(self) -> tuple[str, ...]:
        many = self.pick([2, 1, 3, 0])
        return tuple(self.notes[1 : 1 + many]) if many < len(self.notes) - 1 else tuple(self.notes[:many])

    def a_cluster(self) -> str:
        return str(self.pick(self.clusters if self.required else ["", *self.clusters]))

    def a_after(self) -> str | None:
        choice: str | None = self.pick([None, "", *self.notes, *self.clusters])
        return choice

    def a_colour(self) -> int:
        return int(self.pick([0, 5, 6, -1]))

    def a_ballot(self) -> str:
        return str(self.pick(self.ballots))

    def a_activity(self) -> str:
        self.activity = self.pick([*self.workshop.activities, NOWHERE])
        return str(self.activity)

    a_to = a_activity

    def a_stage(self) -> str:
        planned = self.workshop.activities.get(self.activity)
        return str(self.pick([*(stage.key for stage in planned.stages), NOWHERE] if planned else [NOWHERE]))

    def a_seconds(self) -> int:
        return int(self.pick([60, -60, 1, 3600, 0, 3601, -3601]))

    def a_count(self) -> int:
        return int(self.pick([2, 1, 3, 0, 61]))

    def a_mix_by(self) -> str:
        return str(self.pick(["country", "", "organisation", "mode"]))

    def a_person(self) -> str:
        return str(self.pick(self.turned(self.workshop.people)))

    def a_up(self) -> bool:
        return bool(self.pick([True, False]))

    a_finished = a_up

    def a_field(self) -> str:
        self.field = self.pick([*DEFINE_FIELDS, *DETAIL_FIELDS, NOWHERE])
        return str(self.field)

    def a_revision(self) -> int:
        self.revision: int = max(0, self._text.revision - int(self.pick([0, 1, 2, -1])))
        return self.revision

    def a_edit(self) -> list[int | list[int | str]]:
        length = len(self._text.value.encode("utf-16-le")) // 2
        keep: list[int | list[int | str]] = [length] if length else []
        edits = ([*keep, [0, "more"]], [[0, "ż🎉"], *keep], [[length]] if length else [], [99], [[-1]], [[0, "\ud800"]])
        return list(self.pick(edits))

    @property
    def _text(self) -> Text:
        return self.texts.get(f"{self.section}/{self.field}", Text())

    def a_mark(self) -> str:
        return ""

    def a_shown(self) -> Shown:
        return Shown(self.pick(["code", "board", "results", "winners", "clock"]), self.pick(["", "g1", NOWHERE]))


def wish(workshop: Workshop, kind: type[Request], who: str, picks: Picks, number: int) -> Request:
    return Wish(workshop, who, picks, number).request(kind)
