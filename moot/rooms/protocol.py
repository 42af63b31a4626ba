"""The whole wire on one page: JSON text frames, up and down. TypeScript's types are made from it.

Up: `Hello` first, then asks and signals. Down: a `Welcome` (a whole view) or what was missed, then `Did` frames,
answers, and now and then presence and the trainers' overview, which are never kept. The marks of places in the journal
(`at`) are opaque to browsers, as a count of entries would tell of what others do in secret.
"""

from typing import Literal

from moot.rooms.after.check_in import CheckInPut, ReportNote, ReportStep, ReportValue
from moot.rooms.asking import Role
from moot.rooms.ballots.ballot import (
    BallotClosed,
    BallotClosing,
    BallotOpened,
    BallotSuspended,
    CloseBallot,
    OpenBallot,
)
from moot.rooms.ballots.decision import ChooseWinner, DecisionMade, DecisionWithdrawn, OpenRunOff, WithdrawDecision
from moot.rooms.ballots.dot import DotPlaced, DotTaken, PlaceDot, TakeDot
from moot.rooms.ballots.excuse import ExcuseVoter, VoterExcused
from moot.rooms.ballots.turnout import VoterCounted
from moot.rooms.boards.cluster import (
    ClusterDissolved,
    ClusterMade,
    ClusterMoved,
    ClusterNamed,
    ClusterNotes,
    DissolveCluster,
    MoveCluster,
    NameCluster,
)
from moot.rooms.boards.field import EditText, TextEdited, TextWritten
from moot.rooms.boards.gathered import WinnersGathered
from moot.rooms.boards.hiding import Hidden, HideNote, HideSection, PutBack, ShowAgain
from moot.rooms.boards.legend import ColourNamed, NameColour
from moot.rooms.boards.merge import MergeNotes, UnmergeNote
from moot.rooms.boards.note import (
    AddNote,
    DeleteNote,
    EditNote,
    MoveNote,
    NoteAdded,
    NoteDeleted,
    NoteEdited,
    NoteGone,
    NoteMerged,
    NoteMoved,
    NoteOwned,
    NoteRestored,
    RestoreNote,
)
from moot.rooms.boards.reveal import NotesRevealed, NotesShown, RevealNotes
from moot.rooms.boards.section import AddSection, MakeTopic, RemoveSection, SectionAdded, SectionRemoved
from moot.rooms.boards.spotlight import EndSpotlight, ShowToAll, SpotlightSet, SpotlightShown
from moot.rooms.canvases.cell import CellEdited, CellSet, CellWritten, EditCell, SetCell
from moot.rooms.canvases.feedback import EditFeedback, FeedbackGiven, FeedbackGone, GiveFeedback, JudgeFeedback
from moot.rooms.canvases.presenting import ArrangePresenting, Present, PresentingSet
from moot.rooms.canvases.readers import CanvasShown
from moot.rooms.canvases.release import ReleaseFeedback
from moot.rooms.canvases.review import AssignReviews, ReviewsAssigned
from moot.rooms.canvases.row import AddRow, LinkRow, MoveRow, RemoveRow, RestoreRow, RowGone, RowPut
from moot.rooms.canvases.statement import ComposeStatement, StatementComposed
from moot.rooms.forms.form import AnswerField, FieldAnswered, FieldTallied, TextTallied
from moot.rooms.forms.question import (
    AnswerQuestion,
    AskQuestion,
    HideQuestion,
    MergeQuestions,
    QuestionCounted,
    QuestionGone,
    QuestionPut,
    QuestionUpvoted,
    UpvoteQuestion,
)
from moot.rooms.glance.eyes import Eyes
from moot.rooms.glance.glance import Overview, RoomPresence
from moot.rooms.outside.program import MakeProgram, ProgramMade, WithdrawProgram
from moot.rooms.outside.webhook import (
    NoticeDue,
    NoticesMissed,
    NoticeTold,
    RemoveWebhook,
    ReportDelivery,
    SetWebhook,
    TryWebhook,
    WebhookRemoved,
    WebhookSet,
)
from moot.rooms.past.bring_back import BringBackCells, BringBackNote, BringBackSection
from moot.rooms.past.snapshot import SnapshotTaken, TakeSnapshot
from moot.rooms.people.consent import ConsentGiven
from moot.rooms.people.device import DeviceSet, ShareDevice, WithdrawDevice
from moot.rooms.people.groups import AddGroup, GroupsMade, MakeGroups, MovePerson
from moot.rooms.people.joining import Join, ListPeople
from moot.rooms.people.on_behalf import AddNoteFor, PlaceDotFor
from moot.rooms.people.people import (
    BadgesWithdrawn,
    HandRaised,
    PersonClaimed,
    PersonJoined,
    PersonRemoved,
    PersonRestored,
    PersonSeated,
    RaiseHand,
    RemovePerson,
    RestorePerson,
    WithdrawBadges,
)
from moot.rooms.programmes.change import ChangeProgramme, ProgrammeChanged
from moot.rooms.protection.access import Accessed, LookAt
from moot.rooms.protection.erase import AskErasure, Erase, ErasureAsked, PersonErased
from moot.rooms.protection.retention import KeepPeople, PeopleKept
from moot.rooms.record.effect import Effect
from moot.rooms.record.record import CommandBegun, CommandDone
from moot.rooms.record.taking_back import CommandTakenBack, TakeBack
from moot.rooms.refusals import Reason
from moot.rooms.results.sharing import ResultsShared, ShareResults
from moot.rooms.shape import Value
from moot.rooms.stages.call import CallBack, CallChanged, EndCall
from moot.rooms.stages.finished import PersonFinished, SayFinished
from moot.rooms.stages.lock import Lock, LockSet
from moot.rooms.stages.meeting import MeetingSet, SetMeeting
from moot.rooms.stages.message import LinkRenewed, MessageSent, RenewLink, SendMessage, Show, ShownChanged
from moot.rooms.stages.sequence import RunByItself, SequenceSet
from moot.rooms.stages.stage import (
    EndStage,
    ExtendStage,
    GoBack,
    NextStage,
    PassTime,
    PauseStage,
    ResumeStage,
    StageEnded,
    StagePaused,
    StageResumed,
    StageStarted,
    StartStage,
)
from moot.rooms.stages.timetable import LengthSet, PushSessions, SessionsTimed, SetLength, SetTimes
from moot.rooms.workshop import Workshop, WorkshopMade

FROM_PEOPLE = (
    AddNote | EditNote | MoveNote | DeleteNote | RestoreNote | MergeNotes | UnmergeNote
    | ClusterNotes | NameCluster | MoveCluster | DissolveCluster
    | AddSection | MakeTopic | RemoveSection | EditText | NameColour
    | PlaceDot | TakeDot | OpenBallot | CloseBallot | ChooseWinner | OpenRunOff | WithdrawDecision
    | StartStage | PauseStage | ResumeStage | ExtendStage | EndStage | NextStage | GoBack | RevealNotes | SayFinished
    | MakeGroups | MovePerson | AddGroup | RemovePerson | RestorePerson | WithdrawBadges | RaiseHand
    | SendMessage | Show | SetMeeting | TakeSnapshot | SetTimes | PushSessions | SetLength
    | AskErasure | KeepPeople
    | AddRow | MoveRow | RemoveRow | RestoreRow | LinkRow | EditCell | SetCell | ComposeStatement
    | AskQuestion | UpvoteQuestion | AnswerQuestion | HideQuestion | MergeQuestions
    | AnswerField | ReportValue | ReportStep | ReportNote
    | GiveFeedback | EditFeedback | JudgeFeedback | ReleaseFeedback | ArrangePresenting | Present | AssignReviews
    | ShareResults
    | WithdrawProgram | RemoveWebhook | TryWebhook
    | TakeBack | CallBack | EndCall | ShowToAll | EndSpotlight | Lock | HideNote | HideSection | ShowAgain
    | ExcuseVoter | AddNoteFor | PlaceDotFor | RunByItself | ShareDevice | WithdrawDevice
)  # fmt: skip
"""What people may ask over the wire."""

FROM_SERVER = (
    Join | ListPeople | RenewLink | MakeProgram | SetWebhook | ReportDelivery | ChangeProgramme | Erase | LookAt
    | BringBackNote | BringBackSection | BringBackCells | PassTime
)  # fmt: skip
"""What the server asks: for somebody at the door, for an uploaded list or programme, for a renewed link, for a program
that gets a token or is told; for who is erased, or looks at what is about people; for a trainer who brings something
back from a snapshot; for the clock."""

JOURNALLED = (
    WorkshopMade | PersonJoined | PersonClaimed | PersonSeated | PersonRemoved | PersonRestored
    | ConsentGiven | ErasureAsked | PersonErased | Accessed | PeopleKept
    | BadgesWithdrawn | HandRaised | GroupsMade | MessageSent | ShownChanged | LinkRenewed | MeetingSet
    | SnapshotTaken
    | StageStarted | StagePaused | StageResumed | StageEnded | PersonFinished | NotesRevealed
    | NoteAdded | NoteEdited | NoteMoved | NoteDeleted | NoteRestored | NoteMerged
    | ClusterMade | ClusterNamed | ClusterMoved | ClusterDissolved | SectionAdded | SectionRemoved | TextWritten
    | ColourNamed
    | BallotOpened | DotPlaced | DotTaken | VoterCounted | BallotClosing | BallotClosed | BallotSuspended
    | DecisionMade | DecisionWithdrawn
    | RowPut | CellWritten | CellSet | StatementComposed | FeedbackGiven | FeedbackGone | PresentingSet
    | ReviewsAssigned | WinnersGathered | QuestionPut | QuestionUpvoted | FieldAnswered | CheckInPut
    | ResultsShared
    | CommandBegun | CommandDone | CommandTakenBack
    | ProgrammeChanged | SessionsTimed | LengthSet
    | ProgramMade | WebhookSet | WebhookRemoved | NoticeDue | NoticeTold | NoticesMissed
    | CallChanged | SpotlightSet | SpotlightShown | LockSet | Hidden | PutBack | VoterExcused | SequenceSet | DeviceSet
)  # fmt: skip

HEARD = (
    PersonJoined | PersonClaimed | PersonSeated | PersonRemoved | PersonRestored | BadgesWithdrawn | HandRaised
    | MessageSent | ShownChanged | LinkRenewed | MeetingSet
    | SnapshotTaken
    | StageStarted | StagePaused | StageResumed | StageEnded | PersonFinished
    | NotesShown | NoteAdded | NoteOwned | NoteGone | NoteEdited | NoteMoved | NoteMerged
    | ClusterMade | ClusterNamed | ClusterMoved | ClusterDissolved | SectionAdded | SectionRemoved | TextEdited
    | ColourNamed
    | BallotOpened | DotPlaced | DotTaken | VoterCounted | BallotClosing | BallotClosed | BallotSuspended
    | DecisionMade | DecisionWithdrawn
    | CanvasShown | RowPut | RowGone | CellEdited | CellSet | StatementComposed | FeedbackGiven | FeedbackGone
    | PresentingSet
    | ReviewsAssigned | WinnersGathered
    | QuestionPut | QuestionGone | QuestionUpvoted | QuestionCounted
    | FieldAnswered | FieldTallied | TextTallied | CheckInPut
    | ResultsShared

    | SessionsTimed | LengthSet
    | ErasureAsked | PeopleKept
    | CommandDone | CallChanged | SpotlightShown | LockSet | VoterExcused | SequenceSet | DeviceSet
)  # fmt: skip
"""What people hear of. (`Renewed` reaches them as a `Welcome`.)"""


class Hello(Value, tag="hello", kw_only=True):
    """The first frame of a visit. `stream` names this tab's line of requests; `at` the last mark it saw."""

    stream: str
    at: str = ""
    looks: tuple[str, ...] = ()
    """The rooms that a trainer has opened."""
    phone: bool = False
    """Whether the page is on something as small as a phone."""
    unsent: int = 0
    """Requests that wait in the browser."""
    eyes: Eyes | None = None
    """Through which who trains looks on, and asks nothing."""


class Ask(Value, tag="ask", kw_only=True):
    """A request under the stream's next number. The same number again is answered again, not done again."""

    ask: int
    do: FROM_PEOPLE
    stream: str = ""
    """Another tab's, which was closed before it was answered."""


class Foresee(Value, tag="foresee"):
    """What would this request do? Nothing is done."""

    foresee: int
    do: FROM_PEOPLE


class Signal(Value, tag="signal"):
    """Where a person is typing: a section, or a section's field; empty: nowhere."""

    typing: str = ""


class Unsent(Value, tag="unsent"):
    """So many requests wait in the browser, and have for a while; none: any more."""

    unsent: int = 0


class Look(Value, tag="look"):
    """A trainer opens these rooms, and no others."""

    rooms: tuple[str, ...]


class Clock(Value, tag="clock"):
    """What time is it? `sent` comes back as it was."""

    sent: float


UP = Hello | Ask | Foresee | Signal | Unsent | Look | Clock


class Welcome(Value, tag="welcome", kw_only=True):
    """A view: `common` with `own` folded over it."""

    at: str
    now: int
    you: str
    role: Role
    common: Workshop
    own: tuple[HEARD, ...] = ()


class Did(Value, tag="did"):
    """What happened in one entry, as far as you see it."""

    at: str
    did: tuple[HEARD, ...]


class Done(Value, tag="done"):
    done: int
    stream: str = ""


class No(Value, tag="no"):
    no: int
    why: Reason
    stream: str = ""


class Foreseen(Value, tag="foreseen"):
    foreseen: int
    effect: Effect


class Time(Value, tag="time"):
    sent: float
    now: float
    """Milliseconds since 1970, by the server."""


class Here(Value, tag="here"):
    """Who is here, and where they type, in the rooms that one sees."""

    rooms: tuple[RoomPresence, ...]


class Glance(Value, tag="glance"):
    """The trainers' overview: of all rooms, or of those in which something has changed."""

    overview: Overview
    whole: bool = False


class Lost(Value, tag="lost"):
    """What was acknowledged last is gone, by a failover that its operator's settings allowed: the view that follows has
    what is left."""


DOWN = Welcome | Did | Done | No | Foreseen | Time | Here | Glance | Lost

CLOSE_CODES: dict[int, tuple[str, Literal["again", "stay away"]]] = {
    1003: ("binary frames are not spoken here", "stay away"),
    1007: ("a frame was not UTF-8", "stay away"),
    1008: ("a frame was not a message of this page", "stay away"),
    1009: ("a frame was over 64 KiB", "stay away"),
    1011: ("our bug", "again"),
    1012: ("the server restarts", "again"),
    1013: ("the journal is out of reach", "again"),
    4001: ("the badge is missing, expired or withdrawn", "stay away"),
    4003: ("another origin", "stay away"),
    4004: ("no such workshop", "stay away"),
    4008: ("too slow to read", "again"),
    4009: ("too many requests at once", "again"),
}
"""Why a visit was closed, and whether to come back by oneself."""
