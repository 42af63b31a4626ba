"""A report: chapters in the order of the programme, each of blocks of a type; and what was left out of it.

`moot.server.results` writes it in many formats. As JSON it is published: its schema is made from these types.
"""

from __future__ import annotations

from typing import Literal

from moot.rooms.after.check_in import State
from moot.rooms.ballots.decision import Rule
from moot.rooms.canvases.feedback import Verdict
from moot.rooms.forms.plan import FieldType
from moot.rooms.shape import Value, kebab

FORMAT = 1
"""Of the JSON. It grows when a field is renamed or goes; new ones may come at any time."""


class Wanted(Value, kw_only=True):
    """Which results, for whose eyes, in which language."""

    scope: Literal["training", "day", "room", "person"] = "training"
    which: str = ""
    """The number of the day, or the id of the room or person."""
    reader: Literal["trainers", "everyone", "person"] = "trainers"
    """`everyone`: as it is handed to all. `person`: as they themselves may have it."""
    person: str = ""
    """Who reads, where `reader` is `person`."""
    language: str = "en"


class Block(Value, tag=kebab, tag_field="type"):
    """A part of a chapter."""


class WallNote(Value, kw_only=True):
    text: str
    by: str = ""
    """By name; empty where its author is not shown."""
    colour: int = 0
    merged: tuple[str, ...] = ()
    """What was merged into it."""


class WallGroup(Value, kw_only=True):
    """Notes that stand together: a cluster with its title, or loose ones between clusters."""

    title: str = ""
    notes: tuple[WallNote, ...]


class WallSection(Value, kw_only=True):
    title: str
    causes: str = ""
    groups: tuple[WallGroup, ...] = ()


class Wall(Block, kw_only=True):
    """The board of a room."""

    room: int
    """By number, as people know it."""
    sections: tuple[WallSection, ...] = ()
    legend: dict[int, str] = {}


class Counted(Value):
    """One bar: what, and how many."""

    text: str
    number: int


class Round(Value, kw_only=True):
    number: int
    """From 2 on a run-off."""
    people: int = 0
    """Who voted; 0 where it is not told."""
    result: tuple[Counted, ...]


class Said(Value, kw_only=True):
    """What was written under a heading of its own. `key` is the field or column."""

    key: str
    title: str = ""
    text: str


class DecisionRecord(Block, kw_only=True):
    """A challenge from where it came from to what became of it."""

    room: int
    challenge: str
    causes: str = ""
    shared: tuple[str, ...] = ()
    """The notes that it was made of."""
    ideas: int = 0
    rounds: tuple[Round, ...] = ()
    winner: str = ""
    """Empty as long as nothing is decided."""
    winner_by: str = ""
    rule: Rule | Literal[""] = ""
    reason: str = ""
    decided_by: str = ""
    decided_at: int = 0
    """Milliseconds since 1970."""
    details: tuple[Said, ...] = ()
    steps: tuple[str, ...] = ()
    """Of plans that carry it out, as far as the reader sees them."""
    indicators: tuple[str, ...] = ()


class Sheet(Block, kw_only=True):
    """A canvas as one activity shows it."""

    owner: str = ""
    """A person by name; empty where it is a room's or everybody's."""
    room: int = 0
    row_title: str = ""
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    time_frames: tuple[int, ...] = ()
    """Which columns say from when until when, counted from 0: `YYYY-MM-DD – YYYY-MM-DD`, or one of the two."""
    all_rows: tuple[Said, ...] = ()
    """Cells that span all rows."""


class Statement(Value, kw_only=True):
    by: str = ""
    room: int = 0
    text: str


class Statements(Block, kw_only=True):
    statements: tuple[Statement, ...]


class Remark(Value, kw_only=True):
    """One piece of feedback."""

    about: str
    """A column, the statement, or the question that was asked."""
    row: str = ""
    """What stands in the cell that it is about."""
    by: str = ""
    text: str
    verdict: Verdict = ""


class FeedbackOn(Block, kw_only=True):
    owner: str = ""
    room: int = 0
    remarks: tuple[Remark, ...]


class FormResult(Block, kw_only=True):
    """What all answered to one question of a form."""

    title: str
    kind: FieldType
    people: int
    counts: tuple[Counted, ...] = ()
    mean: float | None = None
    """Of a scale."""
    texts: tuple[str, ...] = ()
    """In the order of their letters, not of who wrote them."""


class Asked(Value, kw_only=True):
    text: str
    by: str = ""
    upvotes: int = 0
    answered: bool = False
    answer: str = ""
    merged: tuple[str, ...] = ()
    at: int = 0


class Questions(Block, kw_only=True):
    questions: tuple[Asked, ...]


class Tracked(Value, kw_only=True):
    name: str
    target: str = ""
    readings: dict[int, str] = {}
    """What was reported: by days after the training."""


class Step(Value, kw_only=True):
    text: str = ""
    responsible: tuple[str, ...] = ()
    start: str = ""
    """`YYYY-MM-DD`; it may be open, as `due` may."""
    due: str = ""
    challenge: str = ""
    winner: str = ""
    """What won the challenge, if it carries that out."""
    indicators: tuple[Tracked, ...] = ()
    states: dict[int, State] = {}
    event: str = ""
    """The id of its days in calendars; empty where it has none."""


class Plan(Block, kw_only=True):
    """The steps of a person with their days, and how they go."""

    owner: str
    steps: tuple[Step, ...] = ()
    notes: dict[int, str] = {}
    """What they wrote at check-ins: by days after the training."""


class Participant(Value, kw_only=True):
    name: str
    organisation: str = ""
    country: str = ""
    room: int = 0
    role: Literal["participant", "trainer", "observer"] = "participant"


class Participants(Block, kw_only=True):
    people: tuple[Participant, ...]


class Mine(Value, kw_only=True):
    """Something that the reader did: where, what, and what it came to."""

    what: Literal["note", "private-note", "deleted-note", "dots", "answer", "question", "upvote", "feedback"]
    about: str = ""
    text: str


class OwnDeeds(Block, kw_only=True):
    """What only the reader is told: that these are theirs."""

    deeds: tuple[Mine, ...]


AnyBlock = (
    Wall | DecisionRecord | Sheet | Statements | FeedbackOn | FormResult | Questions | Plan | Participants | OwnDeeds
)


class Session(Value, kw_only=True):
    title: str
    starts: str = ""
    ends: str = ""


class ReportDay(Value, kw_only=True):
    number: int
    title: str
    date: str = ""
    goals: tuple[str, ...] = ()
    agenda: tuple[Session, ...] = ()


class Chapter(Value, kw_only=True):
    kind: Literal["activity", "questions", "plans", "people", "own"]
    title: str = ""
    """Of an activity; the others have theirs from the catalogue."""
    day: int = 0
    """0: of the whole training."""
    blocks: tuple[AnyBlock, ...]


Reason = Literal[
    "private-notes", "deleted-notes", "hidden-notes", "anonymous-notes", "open-ballots", "removed-rows",
    "unreleased-feedback", "anonymous-feedback", "hidden-questions", "anonymous-questions", "never-came",
    "other-rooms", "other-canvases", "forms",
]  # fmt: skip


class LeftOut(Value):
    """Something that is not in the report, or not with its author, and how often. Trainers alone are told."""

    what: Reason
    count: int


class Report(Value, kw_only=True):
    format: int = FORMAT
    title: str
    scope: Literal["training", "day", "room", "person"] = "training"
    of: str = ""
    """Of which day, room or person, as people know it."""
    reader: Literal["trainers", "everyone", "person"] = "trainers"
    language: str = "en"
    made_at: int = 0
    """Milliseconds since 1970."""
    days: tuple[ReportDay, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    check_ins: dict[int, str] = {}
    """By days after the training, their day as `YYYY-MM-DD`; empty where the programme has no dates."""
    check_in_events: dict[int, str] = {}
    """Their ids in calendars."""
    left_out: tuple[LeftOut, ...] = ()
