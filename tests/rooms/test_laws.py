"""The laws, held against histories that nobody thought of: every kind of request, by everybody, in any order.

Derandomised, so that a run in CI is the same each time; `--hypothesis-seed=random` looks further.
"""

import random
from collections import Counter
from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from moot.rooms.asking import Changes, Moment, Request
from moot.rooms.ballots.decision import ChooseWinner, OpenRunOff
from moot.rooms.boards.note import AddNote
from moot.rooms.boards.section import AddSection, RemoveSection
from moot.rooms.canvases.canvas import Indicator, Indicators
from moot.rooms.canvases.cell import SetCell
from moot.rooms.canvases.plan import Scope
from moot.rooms.entry import Entry, Ledger, decode_entry, decode_ledger, deed_of, encode
from moot.rooms.outside.program import SCOPES as SCOPES_OF_PROGRAMS
from moot.rooms.outside.program import MakeProgram, WithdrawProgram
from moot.rooms.outside.webhook import KINDS as KINDS_OF_NOTICES
from moot.rooms.outside.webhook import NoticesMissed, RemoveWebhook, ReportDelivery, SetWebhook
from moot.rooms.past.brought import cells_of, note_of, section_of
from moot.rooms.people.groups import AddGroup, MakeGroups
from moot.rooms.people.joining import Join, Listed, ListPeople
from moot.rooms.people.people import RemovePerson, RestorePerson
from moot.rooms.programmes.programme import AtZero
from moot.rooms.protection.access import LookAt
from moot.rooms.protection.erase import Erase
from moot.rooms.protocol import FROM_SERVER, JOURNALLED
from moot.rooms.refusals import Refused
from moot.rooms.stages.message import RenewLink
from moot.rooms.stages.stage import EndStage, GoBack, NextStage, PassTime, StartStage
from moot.rooms.view import view, who_sees_all
from moot.rooms.workshop import NOTHING, Workshop, decide
from tests.rooms.programmes.edits import another_programme
from tests.rooms.wishes import KINDS, Picks, wish, wish_that_fits
from tests.rooms.world import ACADEMY, Unheld, World, varied

PEOPLE = ("p0", "p1", "p2", "t", "o", "screen", "program1")
APRIL_3 = 1_743_638_400_000  # 2025, midnight UTC
STAGES = (
    *("share.collect", "share.cluster"),
    *("solve.ideate", "solve.vote", "solve.select", "solve.define", "solve.detail", "solve.ideate", "solve.vote"),
    *("value.stakeholders", "value.cluster-feedback", "value.compose", "value.present"),
    *("plan.advance", "plan.pitch", "plan.review", "plan.integrate", "extended.monitor", "feedback-day-4.answer"),
)
SCOPES: tuple[Scope, ...] = ("person", "group", "all")
EARLY = ("solve.ideate", "solve.vote", "solve.select", "solve.define")
"""Before anything has won."""
TIMES = (APRIL_3, 1_000)
"""A month after the training, when the first check-in is due; and long before."""
UPSETTING = (
    StartStage,
    MakeGroups,
    AddGroup,
    GoBack,
    EndStage,
    NextStage,
    RemovePerson,
    AddSection,
    RemoveSection,
    WithdrawProgram,
    RemoveWebhook,
)
"""Asked less often, so that the others find something to do."""
SELDOM = (OpenRunOff, RestorePerson, Erase)
"""Asked more often, as there is seldom what they need."""
AT_THE_DOOR: tuple[Request, ...] = (
    Join("p3", "Ștefan Ionescu", country="RO", agreed=ACADEMY.consent["en"]),
    ListPeople(("p4",), (Listed("Björk Guðmundsdóttir", mode="remote"),)),
    Join("", "", claim="p4"),
    RenewLink("observer"),
    Erase(people=("p4",), called="Person {n}"),
    LookAt(what="results", about="pdf"),
)
"""What the server asks for those who come in."""
AT_ZERO: tuple[AtZero, ...] = ("go-on", "lock", "next")
FROM_THE_SERVER: tuple[type[Request], ...] = get_args(FROM_SERVER)
A_FEW = 3
BURST = 20
SEEDS = 40
LONG = 16
PICKS = 10


def any_wish(dice: random.Random) -> tuple[type[Request], str, Picks]:
    """A kind of request, mostly by somebody whose role may ask it, and mostly for what is there."""
    kind = dice.choices(KINDS, [1 if kind in UPSETTING else 15 if kind in SELDOM else 5 for kind in KINDS])[0]
    return kind, *somebody(kind, dice)


def aimed_wish(world: World, dice: random.Random) -> tuple[type[Request], str, Picks]:
    """Mostly of a kind that is for the stage under way."""
    run = world.workshop.rooms["g1"].run
    if run is None or dice.random() < 0.4:
        return any_wish(dice)
    kind = wish_that_fits(world.workshop.plan(run).does, dice)
    return kind, *somebody(kind, dice)


def brought_back(then: Workshop, now: Workshop, dice: random.Random) -> Request | None:
    """A challenge that is gone, a note or some cells as they were, half of the times."""
    seen = view(then, who_sees_all(then))
    gone = [
        (room.id, section)
        for room in seen.rooms.values()
        for key, board in room.boards.items()
        for section in board.sections.keys() - now.rooms[room.id].boards[key].sections.keys()
    ]
    if gone and dice.random() < 0.5:
        return section_of(seen, *min(gone))
    notes = [(room.id, note) for room in seen.rooms.values() for board in room.boards.values() for note in board.notes]
    if not notes or dice.random() < 0.5:
        return None
    if not seen.canvases or dice.random() < 0.5:
        return note_of(seen, *dice.choice(notes))
    canvas = dice.choice(list(seen.canvases))
    rows = seen.canvases[canvas].standing()
    row = dice.choice(rows).id if rows and dice.random() < 0.7 else ""
    try:
        return cells_of(seen, now, canvas, row, "action" if row and dice.random() < 0.3 else "")
    except Refused:
        return None


def somebody(kind: type[Request], dice: random.Random) -> tuple[str, Picks]:
    may = [who for who in PEOPLE if dice.random() < 0.05 or role_of(who) in kind.by]
    picks = tuple(0 if dice.random() < 0.8 else dice.randrange(8) for _ in range(PICKS))
    return dice.choice(may or PEOPLE), picks


def role_of(who: str) -> str:
    return {"t": "trainer", "program1": "trainer", "o": "observer", "screen": "projector"}.get(who, "participant")


class Histories(RuleBasedStateMachine):
    """`World.do` holds every viewer's fold against their view, at each change (V5)."""

    world: World
    of_world = World
    number = 0
    then = NOTHING
    """How it was before, to bring something back from."""

    @initialize(
        anonymous=st.booleans(),
        private=st.booleans(),
        at_zero=st.sampled_from(AT_ZERO),
        scope=st.sampled_from(SCOPES),
        begin=st.sampled_from(STAGES),
        now=st.sampled_from(TIMES),
    )
    def begin(self, anonymous: bool, private: bool, at_zero: AtZero, scope: Scope, begin: str, now: int) -> None:
        self.world = self.of_world(3, varied(anonymous=anonymous, private=private, at_zero=at_zero, scope=scope), now)
        self.before, self.asked = len(self.world.changes), list[tuple[str, Changes]]()
        self.do(MakeProgram("program1", "Registration", SCOPES_OF_PROGRAMS, "1" * 64), "t")
        self.do(SetWebhook("webhook1", "https://example.org/hook", KINDS_OF_NOTICES), "t")
        for room in ("g1", "g2"):
            for topic in ("topic001", "topic002"):
                self.do(AddSection(room=room, board="solve", id=topic, challenge="Members"), "t")
        self.do(StartStage("solve", "ideate"), "t")
        for person in ("p0", "p1", "p2"):
            for topic, name in (("topic001", "idea00"), ("topic002", "other0")):
                note = AddNote(room=self.world.room(person), section=topic, id=f"{name}{person}", text="A day")
                self.do(note, person)
            indicators = Indicators((Indicator(id=f"members{person}", name="Members"),))
            self.do(SetCell(canvas=f"plan:{person}", row="row0", column="indicators", value=indicators), "t")
        if begin not in EARLY:
            self.do(StartStage("solve", "vote"), "t")
            self.do(EndStage(), "t")
            self.world.now += 3_001
            self.do(PassTime(), "")
            self.do(ChooseWinner("g1", "topic001", f"idea00{self.first_in('g1')}", "It is quick"), "t")
        self.starts(begin)

    def first_in(self, room: str) -> str:
        return next(person for person in ("p0", "p1", "p2") if self.world.room(person) == room)

    def starts(self, stage: str) -> None:
        run = self.world.workshop.rooms["g1"].run
        if run is None or run.name != stage:
            activity, _, key = stage.partition(".")
            self.do(StartStage(activity, key), "t")

    def do(self, request: Request, who: str) -> None:
        before = self.world.workshop
        try:
            changes = self.world.do(request, who)
        except Refused:
            assert self.world.workshop is before, "a refused request has changed something"
            return
        assert changes == decide(before, request, who, Moment(self.world.now, 7)), "decided otherwise the second time"
        self.asked.append((who, changes))

    @rule(seed=st.integers(0, 2**32 - 1))
    def people_ask(self, seed: int) -> None:
        """Whatever is asked, by whomever: only `Refused` is ever raised (R1, R2)."""
        dice = random.Random(seed)
        if dice.random() < 0.3:
            self.starts(dice.choice(STAGES))
        if dice.random() < 0.1:
            self.do(dice.choice(AT_THE_DOOR), "")
        if dice.random() < 0.2:
            self.do(another_programme(self.world.workshop, dice), "t")
        if brought := brought_back(self.then, self.world.workshop, dice):
            self.do(brought, "t")
        elif dice.random() < 0.3:
            self.then = self.world.workshop
        for _ in range(BURST):
            self.number += 1
            kind, who, picks = aimed_wish(self.world, dice)
            self.do(wish(self.world.workshop, kind, who, picks, self.number), who)

    @rule(milliseconds=st.sampled_from((1_000, 3_001, 60_000, 1_000_000)))
    def time_passes(self, milliseconds: int) -> None:
        self.world.now += milliseconds
        self.do(PassTime(), "")
        for number, notice in enumerate([*self.world.workshop.notices][:3]):
            self.do(ReportDelivery(notice, 200, "not taken" * (number % 2)), "")

    @invariant()
    def dots_never_exceed_their_limits(self) -> None:
        """B2, B5."""
        for room in self.world.workshop.rooms.values():
            for board in room.boards.values():
                for ballot in board.ballots.values():
                    for mine in ballot.dots.values():
                        assert sum(mine.values()) <= ballot.dots_each
                        assert all(0 < dots <= ballot.most for dots in mine.values())
                    if ballot.state == "closed":
                        counted = {tally.note: tally.dots for tally in ballot.result if tally.dots}
                        assert counted == dict(sum((Counter(mine) for mine in ballot.dots.values()), Counter()))
                        assert [tally.dots for tally in ballot.result] == sorted(
                            (tally.dots for tally in ballot.result), reverse=True
                        )

    @precondition(lambda self: len(self.asked) > 3)
    @rule(cut=st.integers(0, 100))
    def the_journal_gives_the_same_workshop_from_its_beginning_and_from_a_checkpoint(self, cut: int) -> None:
        """R6."""
        made = Entry(0, (deed_of(tuple(self.world.changes[:1])),))
        joined = self.world.changes[1 : self.before]
        entries = [made, Entry(0, (deed_of(tuple(joined)),))]
        entries += [Entry(n, (deed_of(did, who, "tab", n),)) for n, (who, did) in enumerate(self.asked, 1)]
        ledger = Ledger(NOTHING)
        for number, entry in enumerate(entries):
            ledger = ledger.after(decode_entry(encode(entry)))
            if number == cut % len(entries):
                ledger = decode_ledger(encode(ledger))
        assert ledger.workshop == self.world.workshop
        assert ledger.position == len(entries)


Histories.TestCase.settings = settings(
    max_examples=30, stateful_step_count=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
TestHistories = Histories.TestCase


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_laws_hold_over_a_long_history(seed: int) -> None:
    history = Histories()
    for _ in goes_on(history, seed):
        history.dots_never_exceed_their_limits()
    history.the_journal_gives_the_same_workshop_from_its_beginning_and_from_a_checkpoint(seed)


def goes_on(history: Histories, seed: int) -> Iterator[None]:
    """A history from a seed."""
    dice = random.Random(seed)
    history.begin(
        dice.random() < 0.3,
        dice.random() < 0.5,
        dice.choice(AT_ZERO),
        dice.choice(SCOPES),
        STAGES[seed % len(STAGES)],
        TIMES[seed % 5 == 4],
    )
    for _ in range(LONG):
        history.people_ask(dice.randrange(2**32))
        history.time_passes(dice.choice((100, 1_000, 3_001, 60_000)))
        yield


def test_the_histories_do_all_that_can_be_asked() -> None:
    """A law says little of what never happens: every kind is done, not only asked, and every change happens."""
    done, happened = Counter[str](), Counter[str]()

    class Counted(Histories):
        def do(self, request: Request, who: str) -> None:
            before = len(self.asked)
            super().do(request, who)
            done[type(request).__name__] += len(self.asked) - before

    for seed in range(SEEDS):
        history = Counted()
        history.of_world = Unheld
        for _ in goes_on(history, seed):
            pass
        happened.update(type(change).__name__ for change in history.world.changes)
    seldom = {kind.__name__: times for kind in (*KINDS, *FROM_THE_SERVER) if (times := done[kind.__name__]) < A_FEW}
    assert not seldom
    of_too_many = {NoticesMissed.__name__}  # a hundred that wait: `outside/test_webhook.py`
    never = {change.__name__ for change in get_args(JOURNALLED)} - happened.keys() - of_too_many
    assert not never
