"""What the fields of a request hold: for canvases, feedback, questions, forms and check-ins."""

from collections.abc import Sequence
from typing import Any

from moot.rooms.after.check_in import ReportStep, State, plan_key
from moot.rooms.asking import Request
from moot.rooms.canvases.canvas import (
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
    key_of,
    keys_of_person,
    owned,
    plans_of,
    root_of,
)
from moot.rooms.canvases.cell import EditCell, SetCell
from moot.rooms.canvases.feedback import EditFeedback, GiveFeedback, JudgeFeedback, Verdict
from moot.rooms.canvases.plan import EVERY_ROW, STATEMENT, Column
from moot.rooms.canvases.presenting import ArrangePresenting, Present
from moot.rooms.canvases.readers import canvases_seen
from moot.rooms.canvases.release import ReleaseFeedback
from moot.rooms.canvases.review import AssignReviews
from moot.rooms.canvases.row import AddRow, MoveRow, RestoreRow, winners
from moot.rooms.canvases.statement import ComposeStatement
from moot.rooms.forms.form import Answer, AnswerField
from moot.rooms.forms.plan import FormField
from moot.rooms.forms.question import AnswerQuestion, MergeQuestions, UpvoteQuestion
from moot.rooms.people.device import ShareDevice
from moot.rooms.refusals import Refused
from moot.rooms.stages.call import CallBack
from moot.rooms.stages.run import plan_of_run
from moot.rooms.texts.text import Text
from tests.rooms.board_wishes import NOWHERE, BoardWish

OF_CANVASES: tuple[type[Request], ...] = (ArrangePresenting, AssignReviews, ReleaseFeedback)
OF_OTHERS: tuple[type[Request], ...] = (GiveFeedback, EditFeedback)


class Wish(BoardWish):
    """Of any kind that the wire has."""

    canvas_key = ""

    @property
    def root(self) -> str:
        """The activity that the canvases under way began with."""
        return root_of(self.workshop.activities, self.run.activity) if self.run else ""

    @property
    def canvas(self) -> Canvas:
        try:
            return canvas_of(self.workshop, self.canvas_key)
        except Refused:
            return Canvas()

    def a_activity(self) -> str:
        known = list(self.workshop.activities)
        under_way = [self.run.activity] if self.run else []
        if self.kind in OF_CANVASES:
            known = [key for key in known if self.workshop.activities[key].canvas]
        if self.kind in (*OF_CANVASES, AnswerField):
            fit = [self.root, *under_way] if self.kind is ReleaseFeedback else under_way
            self.activity = self.pick(self.likely([key for key in fit if key in known][:1], known))
            return str(self.activity)
        return super().a_activity()

    def a_canvas(self) -> str:
        own = keys_of_person(self.workshop, self.who) if self.workshop.people[self.who].role == "participant" else ()
        every = [key_of(self.root, owner) for owner in (*self.workshop.people, *self.workshop.rooms, "")]
        seen = [key for key in canvases_seen(self.workshop, self.who) if key not in own]
        if self.trains:
            fit = [key for key in every if self._is_there(key)]
        else:
            fit = [key for key in (seen if self.kind in OF_OTHERS else own) if owned(key).activity == self.root]
        if self.kind in (JudgeFeedback, EditFeedback):
            fit = [key for key in (*fit, *own) if self._feedback_that_fits(key)] or fit
        others = ["plan:p1", "nowhere:p1", "extended:p0", "plan:t"]
        self.canvas_key = str(self.pick(self.likely(dict.fromkeys(fit), dict.fromkeys((*own, *seen, *others)))))
        return self.canvas_key

    def _is_there(self, key: str) -> bool:
        try:
            return bool(plans_of(self.workshop, key))
        except Refused:
            return False

    def _feedback_that_fits(self, key: str) -> list[str]:
        canvas = self.workshop.canvases.get(key, Canvas())
        own = self.kind is EditFeedback
        return [one.id for one in canvas.feedback.values() if (one.by == self.who if own else one.released)]

    def a_feedback(self) -> str:
        return str(self.pick(self.likely(self._feedback_that_fits(self.canvas_key), self.canvas.feedback)))

    @property
    def columns(self) -> list[Column]:
        """Those that may be written now."""
        stage = plan_of_run(self.workshop, self.run) if self.run else None
        planned = self.workshop.activities[self.run.activity].canvas if self.run else None
        known = planned.columns if planned else ()
        if self.trains and self._is_there(self.canvas_key):
            known = tuple(c for plan in plans_of(self.workshop, self.canvas_key) for c in plan.columns)
        fit = [c for c in known if self.trains or not stage or not stage.columns or c.key in stage.columns]
        if self.kind is SetCell:
            return [column for column in fit if column.type != "text"]
        statement = self.does == "compose" and self.number % 2 == 0
        return [c for c in fit if c.type == "text" and c.written_by == "owner"] * (not statement)

    def a_row(self) -> str:
        if self.kind is ReportStep:
            self.canvas_key = plan_key(self.workshop, self.who)
        rows = self.canvas.rows
        gone = self.kind is RestoreRow
        fit = [row.id for row in rows.values() if bool(row.removed_by) == gone]
        if self.kind is ComposeStatement:
            written = {place.partition("/")[0] for place, text in self.canvas.texts.items() if text.value.strip()}
            fit = [row for row in fit if row in written]
        self.field = STATEMENT
        if self.kind in (EditCell, SetCell):
            known = [column.key for column in self.columns]
            self.field = self.pick([*self.turned(known)[:-1], STATEMENT, "objective", NOWHERE])
        spans = any(column.spans and column.key == self.field for column in self.columns)
        self.row = self.pick([*[EVERY_ROW] * spans, *self.likely(fit, rows), EVERY_ROW])
        return str(self.row)

    def a_after(self) -> str | None:
        if self.kind not in (AddRow, MoveRow):
            return super().a_after()
        choice: str | None = self.pick([*self.turned(self.canvas.rows)[:-1], None, "", NOWHERE])
        return choice

    def a_column(self) -> str:
        return str(self.field)

    @property
    def text(self) -> Text:
        return self.canvas.texts.get(f"{self.row}/{self.field}", Text()) if self.canvas_key else super().text

    def a_value(self) -> CellValue:
        column = next((column for column in self.columns if column.key == self.field), None)
        smart: dict[Smart, str] = {"specific": "yes", "relevant": ""}
        indicator = Indicator(id=f"indic{self.number:05}", name="Member retention", smart=smart)
        empty = {"period": Period(), "people": Names(), "choice": Choice(), "indicators": Indicators()}
        fit: dict[str, CellValue] = {
            "period": Period(start="2025-03-04", due="2026-01-31"),
            "people": Names(("p0",), ("Zażółć",)),
            "choice": Choice(0),
            "indicators": Indicators((indicator,)),
        }
        kind = column.type if column else "choice"
        choice: CellValue = self.pick(
            [fit.get(kind, Choice()), empty.get(kind, Choice()), Period(start="2025-13-01"), *fit.values()]
        )
        return choice

    def a_was(self) -> CellValue | None:
        there = self.canvas.values.get(f"{self.row}/{self.field}")
        choice: CellValue | None = self.pick([there, None, Names(("p1",)), Indicators(), Period()])
        return choice

    def a_origin(self) -> Winner | None:
        nothing = Winner(room="g1", board="solve", section="x", note="y")
        choice: Winner | None = self.pick([*winners(self.workshop), None, nothing])
        return choice

    def a_place(self) -> str:
        stage = plan_of_run(self.workshop, self.run) if self.run else None
        asked = [f"?{number}" for number in range(len(stage.questions) if stage else 0)] * (not self.trains)
        plans = plans_of(self.workshop, self.canvas_key) if self._is_there(self.canvas_key) else []
        rows = [row.id for row in self.canvas.standing()]
        cells = [
            f"{row}/{column.key}"
            for plan in plans
            for column in plan.columns
            for row in ([EVERY_ROW] if column.spans else rows)
        ]
        return str(self.pick([*self.turned([*asked, *cells]), "?7", "all/action", "row0/objective"]))

    def a_anonymous(self) -> bool:
        return bool((self.number + int(self.pick([0, 1]))) % 2)

    def a_verdict(self) -> Verdict:
        choices: list[Verdict] = ["taken", "adapted", "not-taken", ""]
        return choices[self.number % 4]

    def a_command(self) -> int:
        """The newest that was not taken back, or another."""
        known = [command.id for command in self.workshop.record if not command.taken_back_at]
        return int(self.pick([*known[::-1][:8], *(command.id for command in self.workshop.record), 99_999]))

    def a_order(self) -> tuple[str, ...]:
        planned = self.workshop.activities.get(self.activity)
        shared = bool(planned and planned.canvas and planned.canvas.scope == "group")
        orders: list[Sequence[str]] = [("p0", "p1", "p2"), ("p2", "p0"), ("g1", "g2"), (), ("t",)]
        return tuple(self.pick([orders[2] if shared else orders[0], *orders]))

    def a_person(self) -> str:
        if self.kind is not Present:
            return super().a_person()
        self.room = self.pick([*self.turned(self.workshop.presenting)[:-1], "", "g1", NOWHERE])
        known = self.workshop.presenting.get(self.room)
        return str(self.pick([*self.turned(known.order if known else ())[:-1], "", *self.turned(self.workshop.people)]))

    def a_room(self) -> str:
        """Who presents does so to all, or in a room."""
        if self.kind is ArrangePresenting:
            self.room = self.pick(["" if self.number % 3 else "g1", "g2", NOWHERE])
        return super().a_room()

    def a_seconds(self) -> int:
        if self.kind is CallBack:
            return int(self.pick([60, 0, 3601]))
        return int(self.pick([60, 0, 3601, -1])) if self.kind is Present else super().a_seconds()

    def a_people(self) -> tuple[str, ...]:
        if self.kind is ShareDevice:
            sit = tuple(person.id for person in self.workshop.people.values() if person.room == self.room)
            return tuple(self.pick([sit[:2], sit, (), ("t",)]))
        return tuple(self.pick([(), ("p0", "p1", "p2"), ("p0", "p1"), (NOWHERE,)]))

    def a_each(self) -> int:
        return int(self.pick([1 + self.number % 2, 1, 2, 0, 99]))

    def a_question(self) -> str:
        known = self.workshop.questions
        fit = [one.id for one in known.values() if self._question_fits(one.id)]
        self.question = str(self.pick(self.likely(fit, known)))
        return self.question

    def _question_fits(self, id: str) -> bool:
        question = self.workshop.questions[id]
        if self.kind is UpvoteQuestion and (question.by == self.who or question.hidden):
            return False
        return not question.into

    def a_questions(self) -> tuple[str, ...]:
        known = self.workshop.questions.values()
        apart = self.number % 3 == 0
        fit = self.turned([one.id for one in known if bool(one.into) == apart])
        self.merged = tuple(fit[: int(self.pick([1, 2, 0]))])
        return self.merged

    def a_into(self) -> str:
        if self.kind is not MergeQuestions:
            return super().a_into()
        if self.number % 3 == 0:
            return ""
        others = [one.id for one in self.workshop.questions.values() if not one.into and one.id not in self.merged]
        return str(self.pick(self.likely(others, self.workshop.questions)))

    def a_answered(self) -> bool:
        return bool(self.pick([True, False]))

    def a_hidden(self) -> bool:
        """Hidden, or shown again."""
        known = self.workshop.questions.get(self.question)
        return bool(self.pick([not (known and known.hidden), True]))

    def a_field(self) -> str:
        if self.kind is not AnswerField:
            return super().a_field()
        planned = self.workshop.activities.get(self.activity)
        known = {field.key: field for field in planned.form.fields} if planned and planned.form else {}
        self.field = self.pick(self.turned(known))
        self.asked: FormField | None = known.get(self.field)
        return str(self.field)

    def a_answer(self) -> Any:
        if self.kind is AnswerQuestion:
            return self.a_text()
        text = Answer(text=("Zażółć", "More breaks")[self.number % 2])
        fit = text if self.asked and self.asked.type == "text" else Answer((1 + self.number % 2,))
        return self.pick([fit, Answer(), Answer((1,)), Answer((3, 0)), Answer((99,)), text])

    def a_days(self) -> int:
        return int(self.pick([30, 60, 31]))

    def a_indicator(self) -> str:
        def in_canvas(canvas: Canvas) -> list[str]:
            cells = (cell for cell in canvas.values.values() if isinstance(cell, Indicators))
            return [indicator.id for cell in cells for indicator in cell.indicators]

        own = self.workshop.canvases.get(plan_key(self.workshop, self.who), Canvas())
        known = (found for canvas in self.workshop.canvases.values() for found in in_canvas(canvas))
        return str(self.pick(self.likely(in_canvas(own), known)))

    def a_state(self) -> State:
        states: list[State] = ["done", "under-way", ""]
        return states[self.number % 3]

    def a_reading(self) -> str:
        return self.a_text()
