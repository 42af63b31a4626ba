"""Requests of every kind that the wire has, made from small numbers: possible ones, impossible ones and nonsense."""

import random
from typing import get_args

from moot.rooms.after.check_in import ReportNote, ReportStep, ReportValue
from moot.rooms.asking import Request
from moot.rooms.ballots.ballot import CloseBallot, OpenBallot
from moot.rooms.ballots.decision import ChooseWinner, OpenRunOff, WithdrawDecision
from moot.rooms.ballots.dot import PlaceDot, TakeDot
from moot.rooms.ballots.excuse import ExcuseVoter
from moot.rooms.boards.cluster import ClusterNotes, DissolveCluster, MoveCluster, NameCluster
from moot.rooms.boards.field import EditText
from moot.rooms.boards.hiding import HideNote, HideSection, ShowAgain
from moot.rooms.boards.merge import MergeNotes, UnmergeNote
from moot.rooms.boards.note import AddNote, DeleteNote, EditNote, MoveNote, RestoreNote
from moot.rooms.boards.reveal import RevealNotes
from moot.rooms.boards.section import AddSection, MakeTopic, RemoveSection
from moot.rooms.boards.spotlight import EndSpotlight, ShowToAll
from moot.rooms.canvases.cell import EditCell, SetCell
from moot.rooms.canvases.feedback import EditFeedback, GiveFeedback, JudgeFeedback
from moot.rooms.canvases.presenting import ArrangePresenting, Present
from moot.rooms.canvases.release import ReleaseFeedback
from moot.rooms.canvases.review import AssignReviews
from moot.rooms.canvases.row import AddRow, LinkRow, MoveRow, RemoveRow, RestoreRow
from moot.rooms.canvases.statement import ComposeStatement
from moot.rooms.forms.form import AnswerField
from moot.rooms.forms.question import MergeQuestions, UpvoteQuestion
from moot.rooms.people.on_behalf import AddNoteFor, PlaceDotFor
from moot.rooms.programmes.programme import Does
from moot.rooms.protocol import FROM_PEOPLE
from moot.rooms.stages.lock import Lock
from moot.rooms.stages.message import Show
from moot.rooms.stages.stage import GoBack
from moot.rooms.workshop import Workshop
from tests.rooms.board_wishes import Picks
from tests.rooms.canvas_wishes import Wish

__all__ = ["FITS", "KINDS", "Kinds", "Picks", "wish", "wish_that_fits"]

Kinds = tuple[type[Request], ...]
KINDS: Kinds = get_args(FROM_PEOPLE)

NOTES: Kinds = (AddNote, EditNote, MoveNote, DeleteNote, RestoreNote, MergeNotes, UnmergeNote)
CLUSTERS: Kinds = (ClusterNotes, NameCluster, MoveCluster, DissolveCluster)
HIDING: Kinds = (HideNote, HideNote, ShowAgain, ShowAgain, ShowToAll, ShowToAll, EndSpotlight, Lock)
VOTES: Kinds = (PlaceDot, TakeDot, OpenBallot, CloseBallot)
ROWS: Kinds = (AddRow, MoveRow, RemoveRow, RestoreRow, LinkRow)
FEEDBACK: Kinds = (GiveFeedback, GiveFeedback, EditFeedback, JudgeFeedback, ReleaseFeedback)
FITS: dict[Does, Kinds] = {
    "collect": (*NOTES, MakeTopic, *HIDING, HideSection),
    "cluster": (*NOTES, *CLUSTERS, *CLUSTERS, *CLUSTERS, MakeTopic),
    "define": (EditText, EditText, AddSection, RemoveSection),
    "ideate": (*NOTES, *NOTES, *CLUSTERS, *(RevealNotes,) * 8, *HIDING, AddNoteFor),
    "vote": (*VOTES, PlaceDot, *VOTES, *CLUSTERS, PlaceDotFor, PlaceDotFor, ExcuseVoter, ExcuseVoter),
    "select": (*NOTES, *CLUSTERS, ChooseWinner, *(OpenRunOff,) * 3, WithdrawDecision, GoBack),
    "detail": (EditText, EditText, EditText, WithdrawDecision, OpenRunOff, ChooseWinner),
    "fill": (*ROWS, EditCell, EditCell, SetCell, SetCell),
    "compose": (EditCell, EditCell, ComposeStatement),
    "present": (ArrangePresenting, Present, *FEEDBACK),
    "review": (AssignReviews, *FEEDBACK),
    "integrate": (*ROWS, *FEEDBACK, EditCell, SetCell, ComposeStatement),
    "answer": (AnswerField, Show, ReportValue, ReportStep, ReportNote, MergeQuestions, UpvoteQuestion),
}
"""What a stage is for."""


def wish(workshop: Workshop, kind: type[Request], who: str, picks: Picks, number: int) -> Request:
    return Wish(workshop, who, picks, number).request(kind)


def wish_that_fits(does: Does, dice: random.Random) -> type[Request]:
    return dice.choice(FITS[does])
