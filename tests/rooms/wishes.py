"""Requests of every kind that the wire has, made from small numbers: possible ones, impossible ones and nonsense."""

from collections.abc import Iterable, Sequence
from typing import Any, get_args

import msgspec

from moot.rooms.asking import Request
from moot.rooms.canvas import (
    Canvas,
    CellValue,
    Choice,
    Indicator,
    Indicators,
    Names,
    Period,
    Smart,
    Winner,
    canvas_of,
    keys_of_person,
)
from moot.rooms.canvas_plan import EVERY_ROW
from moot.rooms.canvas_readers import canvases_seen
from moot.rooms.check_in import State
from moot.rooms.feedback import ReleaseFeedback, Verdict
from moot.rooms.field import DEFINE_FIELDS, DETAIL_FIELDS
from moot.rooms.form import Answer
from moot.rooms.limits import NOTE_LETTERS
from moot.rooms.message import Shown
from moot.rooms.presenting import ArrangePresenting, Present
from moot.rooms.protocol import FROM_PEOPLE
from moot.rooms.question import AnswerQuestion
from moot.rooms.refusals import Refused
from moot.rooms.review import AssignReviews
from moot.rooms.row import winners
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
        self.section, self.kind, self.canvas_key = self.pick(self.sections), kind, ""
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
        known = list(self.workshop.activities)
        if self.kind in (ArrangePresenting, AssignReviews, ReleaseFeedback):
            known = [key for key in known if self.workshop.activities[key].canvas]
        self.activity = self.pick([*self.turned(known)[:-1], NOWHERE])
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
        presents = [one for shown in self.workshop.presenting.values() for one in shown.order]
        known = self.turned(presents)[:-1] if self.kind is Present else []
        return str(self.pick([*known, *self.turned(self.workshop.people)]))

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
        if self.canvas_key:
            return self.canvas.texts.get(f"{self.row}/{self.field}", Text())
        return self.texts.get(f"{self.section}/{self.field}", Text())

    def a_mark(self) -> str:
        return ""

    def a_canvas(self) -> str:
        own = keys_of_person(self.workshop, self.who) if self.workshop.people[self.who].role == "participant" else ()
        others = [key for key in canvases_seen(self.workshop, self.who, (*self.workshop.canvases,)) if key not in own]
        keys = [*self.turned(own)[:-1], *self.turned(others)[:-1], "plan:p1", "nowhere:p1", "extended:p0", "plan:t"]
        self.canvas_key = self.pick(keys)
        return str(self.canvas_key)

    @property
    def canvas(self) -> Canvas:
        try:
            return canvas_of(self.workshop, self.canvas_key)
        except Refused:
            return Canvas()

    def a_row(self) -> str:
        self.row = self.pick([*self.turned(self.canvas.rows), EVERY_ROW])
        return str(self.row)

    def a_column(self) -> str:
        run = self.workshop.rooms["g1"].run
        planned = self.workshop.activities.get(run.activity) if run else None
        keys = [column.key for column in planned.canvas.columns] if planned and planned.canvas else []
        self.field = self.pick([*self.turned(keys)[:-1], "objective", "statement", NOWHERE])
        return str(self.field)

    def a_value(self) -> CellValue:
        days = [Period(start="2025-03-04", due="2026-01-31"), Period(), Period(start="2025-13-01")]
        smart: dict[Smart, str] = {"specific": "yes", "relevant": ""}
        indicator = Indicator(id=f"indic{self.number:05}", name="Member retention", smart=smart)
        choices: list[CellValue] = [*days, Names(("p0",), ("Zażółć",)), Indicators((indicator,)), Choice(0)]
        return choices[(self.number + int(self.pick([0, 1, 2, 3]))) % len(choices)]

    def a_origin(self) -> Winner | None:
        nothing = Winner(room="g1", board="solve", section="x", note="y")
        choice: Winner | None = self.pick([*winners(self.workshop), None, nothing])
        return choice

    def a_language(self) -> str:
        return str(self.pick(["en", "pl", "xx"]))

    def a_place(self) -> str:
        return str(self.pick(["?0", f"{self.a_row()}/peer-feedback", f"{self.a_row()}/action", "?7", "all/objective"]))

    def a_anonymous(self) -> bool:
        return bool(self.pick([True, False]))

    def a_feedback(self) -> str:
        return str(self.pick(self.turned(self.canvas.feedback)))

    def a_verdict(self) -> Verdict:
        choices: list[Verdict] = ["taken", "adapted", "not-taken", ""]
        return choices[self.number % 4]

    def a_order(self) -> tuple[str, ...]:
        return tuple(self.pick([("p0", "p1", "p2"), ("g1", "g2"), ("p2", "p0"), (), ("t",)]))

    def a_people(self) -> tuple[str, ...]:
        return tuple(self.pick([(), ("p0", "p1"), (NOWHERE,)]))

    def a_each(self) -> int:
        return int(self.pick([1, 2, 0, 99]))

    def a_question(self) -> str:
        return str(self.pick(self.turned(self.workshop.questions)))

    def a_questions(self) -> tuple[str, ...]:
        known = list(self.workshop.questions)
        return tuple(known[: int(self.pick([1, 2, 0]))])

    def a_answered(self) -> bool:
        return bool(self.pick([True, False]))

    a_hidden = a_answered

    def a_answer(self) -> Any:
        if self.kind is AnswerQuestion:
            return self.a_text()
        answers = [Answer((1,)), Answer((3, 0)), Answer(text="Zażółć"), Answer(), Answer((99,))]
        return answers[(self.number + int(self.pick([0, 1, 2]))) % len(answers)]

    def a_days(self) -> int:
        return int(self.pick([30, 60, 31]))

    def a_indicator(self) -> str:
        cells = (cell for canvas in self.workshop.canvases.values() for cell in canvas.values.values())
        known = [i.id for cell in cells if isinstance(cell, Indicators) for i in cell.indicators]
        return str(self.pick(self.turned(known)))

    def a_url(self) -> str:
        return str(self.pick(["https://meet.example.org/żółw", "", "javascript:alert(1)", "http://x"]))

    def a_state(self) -> State:
        states: list[State] = ["done", "under-way", ""]
        return states[self.number % 3]

    def a_reading(self) -> str:
        return self.a_text()

    def a_shown(self) -> Shown:
        kinds = ["code", "board", "results", "winners", "clock", "form", "questions", "presenting", "agenda"]
        return Shown(self.pick(kinds), self.pick(["", "g1", NOWHERE]), self.pick(["", "feedback-day-4", NOWHERE]))


def wish(workshop: Workshop, kind: type[Request], who: str, picks: Picks, number: int) -> Request:
    return Wish(workshop, who, picks, number).request(kind)
