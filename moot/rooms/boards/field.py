"""The shared texts of a challenge: what it is and why (define), and how its winner is done (detail)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import Change, Changes, Moment, Request, Seen, members, to_room, watchers
from moot.rooms.ballots.curtain import places_seen
from moot.rooms.limits import FIELD_LETTERS, ID_LETTERS
from moot.rooms.programmes.programme import Does
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed, put
from moot.rooms.stages.lock import unlocked
from moot.rooms.stages.message import ALL_PLACES
from moot.rooms.stages.run import under_way_or_just
from moot.rooms.texts.text import BadEdit, Edit, EditTooOld, Text, TextTooLong, carry, edited, shown

if TYPE_CHECKING:
    from moot.rooms.boards.board import Board
    from moot.rooms.workshop import Workshop

DEFINE_FIELDS = ("challenge", "causes")
DETAIL_FIELDS = ("what", "who", "first-step", "needed", "risks")


class EditText(Request, kw_only=True):
    """An edit of a shared text, made on `revision`. `mark` comes back in the change: so a browser knows its own."""

    recorded = False
    room: str
    board: str
    section: str
    field: str
    revision: int
    edit: Edit
    mark: str = ""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        room = workshop.own_room(self.room, who)
        board = room.boards.get(self.board)
        if board is None or self.section not in board.sections:
            raise Refused(Reason.NO_SUCH_SECTION)
        if self.field not in (*DEFINE_FIELDS, *DETAIL_FIELDS) or len(self.mark) > ID_LETTERS[1]:
            raise Refused(Reason.NO_SUCH_TEXT)
        if workshop.person(who).role != "trainer":
            unlocked(workshop, room, who, self.section)
            does: Does = "define" if self.field in DEFINE_FIELDS else "detail"
            on = under_way_or_just(workshop, room, when, does)
            if not any(planned.writers != "trainers" and run.activity == self.board for run, planned in on):
                raise Refused(Reason.NOT_ALLOWED)
        if self.field in DETAIL_FIELDS and self.section not in board.decisions:
            raise Refused(Reason.NO_DECISION)
        place = f"{self.section}/{self.field}"
        edit = taken(board.texts.get(place, Text()), self.revision, self.edit, FIELD_LETTERS)
        return (TextWritten(room=self.room, board=self.board, place=place, edit=edit, mark=self.mark),)


def fresh_text(value: str) -> Text:
    """A shared text that begins with something."""
    return Text(value=value)


def taken(text: Text, revision: int, edit: Edit, most: int) -> Edit:
    """A person's edit as it takes effect on a shared text of at most `most` units, or why it does not."""
    try:
        return carry(text, revision, edit, most)
    except EditTooOld:
        raise Refused(Reason.TEXT_MOVED_ON) from None
    except TextTooLong:
        raise Refused(Reason.TOO_LONG) from None
    except BadEdit:
        raise Refused(Reason.BAD_EDIT) from None


class TextWritten(Change):
    """An edit as it took effect; the journal's form, in which the text keeps what is needed to carry others over."""

    room: str
    board: str
    place: str
    edit: Edit
    mark: str = ""

    def evolve(self, workshop: Workshop) -> Workshop:
        return _with_text(workshop, self, keep=True)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        heard = TextEdited(room=self.room, board=self.board, place=self.place, edit=self.edit, mark=self.mark)
        if _is_detail(self.place) and places_seen(after.shown) < ALL_PLACES:
            return ((members(self.room), heard), (watchers(self.room), heard))
        return to_room(self.room, heard)


class TextEdited(Change):
    """The same, as people hear it. Never journalled."""

    room: str
    board: str
    place: str
    edit: Edit
    mark: str = ""

    def evolve(self, workshop: Workshop) -> Workshop:
        return _with_text(workshop, self, keep=False)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()


def without_details(board: Board) -> Board:
    """Details are those of a winner: where it is not shown yet, they would tell which one it is."""
    return changed(board, texts={place: text for place, text in board.texts.items() if not _is_detail(place)})


def _is_detail(place: str) -> bool:
    return place.rpartition("/")[2] in DETAIL_FIELDS


def _with_text(workshop: Workshop, change: TextWritten | TextEdited, *, keep: bool) -> Workshop:
    board = workshop.board(change.room, change.board)
    if board is None:
        return workshop
    text = edited(board.texts.get(change.place, Text()), change.edit)
    texts = put(board.texts, change.place, text if keep else shown(text))
    return workshop.with_board(change.room, change.board, changed(board, texts=texts))
