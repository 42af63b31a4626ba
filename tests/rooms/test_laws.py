"""The laws, held against histories that nobody thought of: every kind of request, by everybody, in any order.

Derandomised, so that a run in CI is the same each time; `--hypothesis-seed=random` looks further.
"""

import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from moot.rooms.asking import Changes, Moment, Request
from moot.rooms.canvas_plan import Scope
from moot.rooms.entry import Entry, Ledger, decode_entry, decode_ledger, deed_of, encode
from moot.rooms.groups import AddGroup, MakeGroups
from moot.rooms.note import AddNote
from moot.rooms.people import RemovePerson
from moot.rooms.programme import AtZero
from moot.rooms.refusals import Refused
from moot.rooms.section import AddSection, RemoveSection
from moot.rooms.stage import EndStage, GoBack, NextStage, PassTime, StartStage
from moot.rooms.workshop import NOTHING, decide
from tests.rooms.wishes import KINDS, Picks, wish
from tests.rooms.world import World, varied

PEOPLE = ("p0", "p1", "p2", "t", "o", "screen")
STAGES = (
    *("solve.ideate", "solve.vote", "solve.select", "solve.define", "solve.detail"),
    *("value.stakeholders", "value.cluster-feedback", "value.compose", "value.present"),
    *("plan.advance", "plan.pitch", "plan.review", "plan.integrate", "extended.monitor", "feedback-day-4.answer"),
)
SCOPES: tuple[Scope, ...] = ("person", "group", "all")
UPSETTING = (StartStage, MakeGroups, AddGroup, GoBack, EndStage, NextStage, RemovePerson, AddSection, RemoveSection)
"""Asked less often, so that the others find something to do."""
AT_ZERO: tuple[AtZero, ...] = ("go-on", "lock", "next")
BURST = 20
SEEDS = 40
LONG = 20
PICKS = 10


def any_wish(dice: random.Random) -> tuple[type[Request], str, Picks]:
    """A kind of request, mostly by somebody whose role may ask it, and mostly for what is there."""
    kind = dice.choices(KINDS, [1 if kind in UPSETTING else 8 for kind in KINDS])[0]
    may = [who for who in PEOPLE if dice.random() < 0.05 or role_of(who) in kind.by]
    picks = tuple(0 if dice.random() < 0.8 else dice.randrange(8) for _ in range(PICKS))
    return kind, dice.choice(may or PEOPLE), picks


def role_of(who: str) -> str:
    return {"t": "trainer", "o": "observer", "screen": "projector"}.get(who, "participant")


class Histories(RuleBasedStateMachine):
    """`World.do` holds every viewer's fold against their view, at each change (V5)."""

    world: World
    number = 0

    @initialize(
        anonymous=st.booleans(),
        private=st.booleans(),
        at_zero=st.sampled_from(AT_ZERO),
        scope=st.sampled_from(SCOPES),
        begin=st.sampled_from(STAGES),
    )
    def begin(self, anonymous: bool, private: bool, at_zero: AtZero, scope: Scope, begin: str) -> None:
        self.world = World(3, varied(anonymous=anonymous, private=private, at_zero=at_zero, scope=scope))
        self.asked = list[tuple[str, Changes]]()
        for room in ("g1", "g2"):
            for topic in ("topic001", "topic002"):
                self.do(AddSection(room=room, board="solve", id=topic, challenge="Members"), "t")
        self.do(StartStage("solve", "ideate"), "t")
        for person in ("p0", "p1", "p2"):
            note = AddNote(room=self.world.room(person), section="topic001", id=f"idea00{person}", text="A day")
            self.do(note, person)
        activity, _, stage = begin.partition(".")
        if stage != "ideate":
            self.do(StartStage(activity, stage), "t")

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
        for _ in range(BURST):
            self.number += 1
            kind, who, picks = any_wish(dice)
            self.do(wish(self.world.workshop, kind, who, picks, self.number), who)

    @rule(milliseconds=st.sampled_from((1_000, 3_001, 60_000, 1_000_000)))
    def time_passes(self, milliseconds: int) -> None:
        self.world.now += milliseconds
        self.do(PassTime(), "")

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
        joined = [change for change in self.world.changes[1:] if change.__class__.__name__ == "PersonJoined"]
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
    dice = random.Random(seed)
    history = Histories()
    history.begin(
        dice.random() < 0.3, dice.random() < 0.5, dice.choice(AT_ZERO), dice.choice(SCOPES), dice.choice(STAGES)
    )
    for _ in range(LONG):
        history.people_ask(dice.randrange(2**32))
        history.time_passes(dice.choice((1_000, 3_001, 60_000)))
        history.dots_never_exceed_their_limits()
    history.the_journal_gives_the_same_workshop_from_its_beginning_and_from_a_checkpoint(seed)
