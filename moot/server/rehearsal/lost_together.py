"""What people together were told is done, in canvases and of questions, and is not there: nothing, if all goes well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from moot.rooms.canvases.canvas import Canvas, CellValue, Row, Winner
from moot.rooms.canvases.cell import SetCell
from moot.rooms.canvases.feedback import EditFeedback, GiveFeedback, JudgeFeedback
from moot.rooms.canvases.row import AddRow, LinkRow, RemoveRow, RestoreRow
from moot.rooms.forms.question import AnswerQuestion, AskQuestion, HideQuestion, MergeQuestions
from moot.rooms.protocol import FROM_PEOPLE
from moot.rooms.workshop import Workshop

NO_ROW = Row(id="", order="")


def lost_together(done: Iterable[Iterable[FROM_PEOPLE]], whole: Workshop) -> int:
    """Of what each did, in this order. `whole` has every canvas in it, and all that was said of them."""
    each = [list(requests) for requests in done]
    every = [request for requests in each for request in requests]
    return (
        _lost_rows(every, whole)
        + _lost_values(each, whole)
        + _lost_feedback(every, whole)
        + _lost_questions(every, whole)
    )


def _lost_rows(done: list[FROM_PEOPLE], whole: Workshop) -> int:
    """No two people add, remove or link the same row."""
    there, origins = dict[tuple[str, str], bool](), dict[tuple[str, str], Winner | None]()
    for request in done:
        match request:
            case AddRow(canvas=canvas, id=row) | RestoreRow(canvas=canvas, row=row):
                there[canvas, row] = True
            case RemoveRow(canvas=canvas, row=row):
                there[canvas, row] = False
            case LinkRow(canvas=canvas, row=row, origin=origin):
                origins[canvas, row] = origin
            case _:
                pass
    rows = {(key, row.id): row for key, canvas in whole.canvases.items() for row in canvas.rows.values()}
    lost = sum(at not in rows or (not rows[at].removed_by) != stands for at, stands in there.items())
    return lost + sum(rows.get(at, NO_ROW).origin != origin for at, origin in origins.items())


def _lost_values(each: list[list[FROM_PEOPLE]], whole: Workshop) -> int:
    """What is in a cell was set last by one of those who set it."""
    last: dict[tuple[str, str], list[CellValue]] = defaultdict(list)
    for requests in each:
        mine = dict[tuple[str, str], CellValue]()
        for request in requests:
            if isinstance(request, SetCell):
                mine[request.canvas, f"{request.row}/{request.column}"] = request.value
        for at, value in mine.items():
            last[at].append(value)
    canvases = whole.canvases
    return sum(canvases.get(key, Canvas()).values.get(place) not in values for (key, place), values in last.items())


def _lost_feedback(done: list[FROM_PEOPLE], whole: Workshop) -> int:
    texts, verdicts = dict[str, str](), dict[str, str]()
    for request in done:
        match request:
            case GiveFeedback(id=id, text=text) | EditFeedback(feedback=id, text=text):
                texts[id] = text
            case JudgeFeedback(feedback=id, verdict=verdict):
                verdicts[id] = verdict
            case _:
                pass
    given = {one.id: one for canvas in whole.canvases.values() for one in canvas.feedback.values()}
    lost = sum(id not in given or given[id].text != text for id, text in texts.items())
    return lost + sum(id not in given or given[id].verdict != verdict for id, verdict in verdicts.items())


def _lost_questions(done: list[FROM_PEOPLE], whole: Workshop) -> int:
    there, lost = whole.questions, 0
    for request in done:
        match request:
            case AskQuestion(id=id, text=text):
                lost += id not in there or there[id].text != text
            case AnswerQuestion(question=id):
                lost += id not in there or not there[id].answered
            case HideQuestion(question=id):
                lost += id not in there or not there[id].hidden
            case MergeQuestions(questions=questions, into=into):
                lost += sum(one not in there or there[one].into != into for one in questions)
            case _:
                pass
    return lost
