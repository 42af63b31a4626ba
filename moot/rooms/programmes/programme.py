"""The plan of a workshop: days of sessions, and in a session activities with their stages."""

from functools import cached_property
from typing import Literal

from moot.rooms.canvases.plan import CanvasPlan
from moot.rooms.forms.plan import FormPlan
from moot.rooms.shape import Value, Words

Does = Literal[
    "collect", "cluster", "define", "ideate", "vote", "select", "detail",
    "fill", "compose", "present", "review", "integrate", "answer",
]  # fmt: skip
"""What people do in a stage. `collect` and `cluster` belong to sharing challenges, those from `define` on to solving
them, those from `fill` on to a canvas, `answer` to a form."""

AtZero = Literal["go-on", "lock", "next"]
"""What happens when the clock of a stage reaches 0:00."""


class Stage(Value, kw_only=True):
    """One step of an activity, under one clock. Lengths in seconds."""

    key: str
    """Unique in its activity: small letters, digits and hyphens."""
    does: Does
    title: Words
    instruction: Words
    seconds: int
    per_topic: bool = False
    """The length is per challenge on the board, not in all."""
    private: bool = False
    """What is written stays with its author until a trainer reveals it."""
    at_zero: AtZero = "go-on"
    warn_seconds: int = 60
    """How long before the end everyone is warned."""
    writers: Literal["group", "trainers"] = "group"
    dots: int = 3
    """Of a `vote`: dots each person has per challenge."""
    most: int = 1
    """Of a `vote`: dots one person may place on one idea."""
    ballots: Literal["together", "one-by-one"] = "together"
    """Of a `vote`: all ballots open when it starts, or a trainer opens each."""
    columns: tuple[str, ...] = ()
    """Of a `fill`: the columns of this part; none: all."""
    each: int = 2
    """Of a `review`: how many canvases everybody gives feedback on."""
    questions: tuple[Words, ...] = ()
    """Of a `present` or `review`: what the others are asked."""


class Activity(Value, kw_only=True):
    """What the groups work on, on one board per group, through its stages in order."""

    key: str
    """Unique in the programme; names the board: `share`, `solve`."""
    title: Words
    kind: Literal["share", "solve", "canvas", "form"]
    anonymous: bool = False
    """Nobody sees who wrote which note, trainers included."""
    sections: tuple[Words, ...] = ()
    """Sections that the board has from its beginning."""
    topics_from: str = ""
    """The key of the `share` activity whose clusters a trainer turns into sections here."""
    form: FormPlan | None = None
    """What is asked, when `kind` is `form`."""
    canvas: CanvasPlan | None = None
    """What is filled in, when `kind` is `canvas`."""
    stages: tuple[Stage, ...]


class Material(Value, kw_only=True):
    """What people need beside: slides, a template, something to read."""

    title: Words
    url: str
    """`https://…`."""


class Session(Value, kw_only=True):
    """One item of the agenda."""

    key: str
    """Unique in the programme."""
    title: Words
    starts: str = ""
    """`HH:MM`, local to the training; empty when not fixed."""
    ends: str = ""
    interactive: bool = False
    materials: tuple[Material, ...] = ()
    activities: tuple[Activity, ...] = ()


class Day(Value, kw_only=True):
    number: int
    title: Words
    date: str = ""
    """`YYYY-MM-DD`, or empty."""
    mode: Literal["virtual", "in-person", "hybrid"] = "in-person"
    goals: tuple[Words, ...] = ()
    meeting: str = ""
    """Where remote people meet the plenary: `https://…`, or empty."""
    sessions: tuple[Session, ...] = ()


class Programme(Value, kw_only=True, dict=True, gc=True):
    key: str
    title: Words
    languages: tuple[str, ...] = ("en",)
    groups: int = 2
    """Groups there are from the beginning; people who join are placed so that groups stay equal."""
    mix_by: Literal["", "organisation", "country", "mode"] = "country"
    """The attribute of which no group gets more than its share."""
    asks: tuple[Literal["organisation", "country"], ...] = ()
    """What people are asked when they join, besides their name."""
    consent: Words = {}
    days: tuple[Day, ...] = ()
    check_ins: tuple[int, ...] = ()
    """Days after the last day of the training, at which people report how their plan goes."""
    keep_days: int = 0
    """Days after the last day, after which people are erased and results stay nameless; 0: when somebody does it."""

    @cached_property
    def activities(self) -> dict[str, Activity]:
        """All activities by key, in the order of the programme. Every request asks, so it is made once."""
        return {a.key: a for day in self.days for session in day.sessions for a in session.activities}
