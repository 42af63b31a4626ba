"""Requests of every kind that the wire has, made from small numbers: possible ones, impossible ones and nonsense."""

import random
from typing import get_args

from moot.rooms.asking import Request
from moot.rooms.ballot import CloseBallot, OpenBallot
from moot.rooms.cell import EditCell, SetCell
from moot.rooms.check_in import ReportNote, ReportStep, ReportValue
from moot.rooms.cluster import ClusterNotes, DissolveCluster, MoveCluster, NameCluster
from moot.rooms.decision import ChooseWinner, OpenRunOff, WithdrawDecision
from moot.rooms.dot import PlaceDot, TakeDot
from moot.rooms.excuse import ExcuseVoter
from moot.rooms.feedback import EditFeedback, GiveFeedback, JudgeFeedback
from moot.rooms.field import EditText
from moot.rooms.form import AnswerField
from moot.rooms.hiding import HideNote, HideSection, ShowAgain
from moot.rooms.lock import Lock
from moot.rooms.merge import MergeNotes, UnmergeNote
from moot.rooms.message import Show
from moot.rooms.note import AddNote, DeleteNote, EditNote, MoveNote, RestoreNote
from moot.rooms.on_behalf import AddNoteFor, PlaceDotFor
from moot.rooms.presenting import ArrangePresenting, Present
from moot.rooms.programme import Does
from moot.rooms.protocol import FROM_PEOPLE
from moot.rooms.question import MergeQuestions, UpvoteQuestion
from moot.rooms.release import ReleaseFeedback
from moot.rooms.reveal import RevealNotes
from moot.rooms.review import AssignReviews
from moot.rooms.row import AddRow, LinkRow, MoveRow, RemoveRow, RestoreRow
from moot.rooms.section import AddSection, MakeTopic, RemoveSection
from moot.rooms.spotlight import EndSpotlight, ShowToAll
from moot.rooms.stage import GoBack
from moot.rooms.statement import ComposeStatement
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
