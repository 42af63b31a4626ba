"""What somebody was told is done, and is not in their view: nothing, if all goes well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from moot.rooms.after.check_in import CheckIn, ReportNote, ReportStep, ReportValue
from moot.rooms.ballots.decision import ChooseWinner
from moot.rooms.ballots.dot import PlaceDot, TakeDot
from moot.rooms.boards.board import Board
from moot.rooms.boards.cluster import ClusterNotes
from moot.rooms.boards.field import EditText
from moot.rooms.boards.note import AddNote, DeleteNote, EditNote, RestoreNote
from moot.rooms.boards.section import AddSection, MakeTopic
from moot.rooms.canvases.cell import EditCell
from moot.rooms.canvases.plan import STATEMENT
from moot.rooms.canvases.statement import ComposeStatement
from moot.rooms.forms.form import Answer, AnswerField, Form
from moot.rooms.forms.question import UpvoteQuestion
from moot.rooms.protocol import FROM_PEOPLE
from moot.rooms.workshop import Workshop

Where = tuple[str, str]
"""A room or a canvas, and the place of a text in it."""


def lost_of(done: Iterable[FROM_PEOPLE], fresh: Workshop, who: str) -> int:
    """How much of what a person did, in this order, and was told is done, is not in their own view."""
    done = list(done)
    boards = [board for room in fresh.rooms.values() for board in room.boards.values()]
    return _lost_on_boards(done, boards, who) + _lost_of_ones_own(done, fresh, who)


def _lost_on_boards(done: list[FROM_PEOPLE], boards: list[Board], who: str) -> int:
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


def _lost_of_ones_own(done: list[FROM_PEOPLE], fresh: Workshop, who: str) -> int:
    """What only oneself sees, and trainers: answers, votes for questions, check-ins."""
    answers, votes, reports = dict[Where, Answer](), dict[str, bool](), dict[tuple[int, str, str], str]()
    for request in done:
        match request:
            case AnswerField(activity=activity, field=field, answer=answer):
                answers[activity, field] = answer
            case UpvoteQuestion(question=question, up=up):
                votes[question] = up
            case ReportValue(days=days, indicator=indicator, reading=reading):
                reports[days, "values", indicator] = reading
            case ReportStep(days=days, row=row, state=state):
                reports[days, "states", row] = state
            case ReportNote(days=days, text=text):
                reports[days, "note", ""] = text
            case _:
                pass
    forms, there, made = fresh.forms, fresh.questions, fresh.check_ins.get(who, {})
    lost = sum(
        forms.get(form, Form()).answers.get(who, {}).get(field) != said for (form, field), said in answers.items()
    )
    lost += sum((who in there[one].votes) != up for one, up in votes.items() if one in there)  # the others are hidden
    return lost + sum(_reported(made.get(at[0], CheckIn()), *at[1:]) != said for at, said in reports.items())


def _reported(made: CheckIn, part: str, about: str) -> str:
    parts: dict[str, Mapping[str, str]] = {"values": made.values, "states": made.states, "note": {"": made.note}}
    return parts[part].get(about, "")


def edits_in(done: Iterable[FROM_PEOPLE]) -> list[Where]:
    """The place of every edit of a shared text. To compose a statement is one."""
    found: list[Where] = []
    for request in done:
        match request:
            case EditText(room=room, section=section, field=field):
                found.append((room, f"{section}/{field}"))
            case EditCell(canvas=canvas, row=row, column=column):
                found.append((canvas, f"{row}/{column}"))
            case ComposeStatement(canvas=canvas, row=row):
                found.append((canvas, f"{row}/{STATEMENT}"))
            case _:
                pass
    return found


def lost_edits(edits: Mapping[Where, int], whole: Workshop) -> int:
    """A text's revision counts the edits that it is made of."""
    boards = [(room.id, board) for room in whole.rooms.values() for board in room.boards.values()]
    texts = [(where, board.texts) for where, board in boards]
    texts += [(key, canvas.texts) for key, canvas in whole.canvases.items()]
    kept = {(where, place): text.revision for where, there in texts for place, text in there.items()}
    return sum(max(0, made - kept.get(where, 0)) for where, made in edits.items())


def _has_note(boards: list[Board], note: str, text: str, deleted: bool) -> bool:
    found = next((board.notes[note] for board in boards if note in board.notes), None)
    return found is not None and found.text == text and bool(found.deleted_by) == deleted


def _dots(boards: list[Board], who: str) -> Counter[tuple[str, str]]:
    ballots = [ballot for board in boards for ballot in board.ballots.values()]
    return Counter({(b.id, note): number for b in ballots for note, number in b.dots.get(who, {}).items()})
