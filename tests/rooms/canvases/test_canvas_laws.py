"""What is always so of canvases: the order of rows, sentences from cells, balanced reviews."""

import contextlib
import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moot.rooms.asking import Request
from moot.rooms.canvases.canvas import Canvas
from moot.rooms.canvases.cell import EditCell
from moot.rooms.canvases.feedback import GiveFeedback
from moot.rooms.canvases.plan import CanvasPlan, Column
from moot.rooms.canvases.review import AssignReviews
from moot.rooms.canvases.row import AddRow, MoveRow, RemoveRow, RestoreRow
from moot.rooms.canvases.statement import ComposeStatement, compose
from moot.rooms.limits import CELL_LETTERS, ROWS
from moot.rooms.people.people import RemovePerson, RestorePerson
from moot.rooms.programmes.file import ProgrammeMistakes, dump, read
from moot.rooms.programmes.programme import Activity, Day, Programme, Session, Stage
from moot.rooms.refusals import Refused
from moot.rooms.shape import Words, changed
from moot.rooms.texts.text import Text
from tests.rooms.canvases.writing import VALUE, started
from tests.rooms.world import ACADEMY, Unheld, World

# Rows


def standing(world: World, canvas: str = VALUE) -> list[str]:
    return [row.id for row in world.workshop.canvas(canvas).standing()]


def in_order(world: World, request: Request) -> None:
    """K3: no two rows have one key, removed ones neither: all see them in one order, and a restored one comes back."""
    world.do(request, "p0")
    orders = [row.order for row in world.workshop.canvas(VALUE).rows.values()]
    assert len(set(orders)) == len(orders), request


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["add", "move", "remove", "restore"]), st.integers(0, 99), st.integers(0, 99)))
)
def test_rows_stand_where_they_were_put(steps: list[tuple[str, int, int]]) -> None:
    world = Unheld(1)
    world.do(started("value.stakeholders"), "t")
    for number, (does, which, where) in enumerate(steps):
        rows = standing(world)
        gone = sorted(world.workshop.canvas(VALUE).rows.keys() - rows)
        after: str | None = [None, "", *rows][where % (len(rows) + 2)]
        row = rows[which % len(rows)] if rows else ""
        if does == "add" and len(rows) < ROWS:
            row = f"rownew{number:03}"
            in_order(world, AddRow(canvas=VALUE, id=row, after=after))
        elif does == "move" and row and after != row:
            in_order(world, MoveRow(canvas=VALUE, row=row, after=after))
            rows.remove(row)
        elif does == "remove" and row:
            in_order(world, RemoveRow(VALUE, row))
            rows.remove(row)
            assert standing(world) == rows
            continue
        elif does == "restore" and gone:
            in_order(world, RestoreRow(VALUE, gone[which % len(gone)]))
            assert [one for one in standing(world) if one in rows] == rows
            continue
        else:
            continue
        at = len(rows) if after is None else rows.index(after) + 1 if after else 0
        assert standing(world) == [*rows[:at], row, *rows[at:]]


def test_rows_are_moved_to_one_place_as_often_as_one_likes() -> None:
    world = Unheld(1)
    world.do(started("value.stakeholders"), "t")
    world.do(RemoveRow(VALUE, "row1"), "p0")
    for number in range(600):
        rows = standing(world)
        in_order(world, MoveRow(canvas=VALUE, row=rows[1], after="") if number % 3 else RestoreRow(VALUE, "row1"))
        if number % 3 == 0:
            in_order(world, RemoveRow(VALUE, "row1"))
        if number % 3:
            assert standing(world) == [rows[1], rows[0], *rows[2:]]
    assert max(len(row.order) for row in world.workshop.canvas(VALUE).rows.values()) < 100


# Sentences

ODD = [
    "\u2066",
    "\u2069",
    "\u2067",
    "\u202e",
    "\u200f",
    "\u200b",
    "\ufeff",
    "\u2028",
    "\u0301",
    "\u00ad",
    "\x85",
    "\x1f",
]
LETTERS = [
    "🎉",
    "👩\u200d👩\u200d👧",
    "🇵🇱",
    "𝒳",
    "שלום",
    "مرحبا",
    "ﬁ",
    "ż",
    "é",
    "-",
    "•",
    ".",
    ",",
    ";",
    "\t",
    " ",
    "\n",
    "x",
]
odd_texts = st.lists(st.sampled_from(LETTERS + ODD), max_size=12).map("".join)
cells = st.one_of(
    odd_texts,
    st.builds(
        lambda letter, many: letter * many, st.sampled_from([*LETTERS, "🎉x", "x🎉"]), st.integers(400, CELL_LETTERS)
    ),
)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.timeout(60)
@settings(max_examples=300, deadline=None)
@given(st.lists(cells, min_size=3, max_size=3), odd_texts)
def test_a_sentence_is_composed_of_whatever_stands_in_the_cells_and_ends(written: list[str], pattern: str) -> None:
    """K5: of at most so many UTF-16 units, whole letters."""
    plan = CanvasPlan(columns=tuple(Column(key=key, title={}) for key in "abc"))
    canvas = Canvas(texts={f"row0/{key}": Text(text, 1) for key, text in zip("abc", written, strict=True)})
    composed, sources = compose(plan, f"{pattern}{{a}} 🎉{{b}}{{c}}{pattern}{{d}}", canvas, "row0")
    assert units(composed) <= CELL_LETTERS
    assert set(sources) == {"row0/a", "row0/b", "row0/c", "row0/d"}


# Programmes with odd texts


def with_texts(odd: str) -> Programme:
    """The academy with something odd in all that it says."""

    def said(words: Words) -> Words:
        return {language: f"{odd}{text[:40]}{odd}{text[40:]}"[:110] + odd for language, text in words.items()}

    def column(planned: Column) -> Column:
        return changed(planned, title=said(planned.title), question=said(planned.question))

    def canvas(plan: CanvasPlan) -> CanvasPlan:
        return changed(
            plan,
            columns=tuple(map(column, plan.columns)),
            statement={language: f"{odd}{text}{odd}" for language, text in plan.statement.items()},
            examples=tuple({key: said(words) for key, words in row.items()} for row in plan.examples),
            guides=tuple(map(said, plan.guides)),
        )

    def stage(planned: Stage) -> Stage:
        questions = tuple(map(said, planned.questions))
        return changed(planned, title=said(planned.title), instruction=said(planned.instruction), questions=questions)

    def activity(planned: Activity) -> Activity:
        title, stages = said(planned.title), tuple(map(stage, planned.stages))
        return changed(planned, title=title, stages=stages, canvas=planned.canvas and canvas(planned.canvas))

    def session(planned: Session) -> Session:
        return changed(planned, title=said(planned.title), activities=tuple(map(activity, planned.activities)))

    def day(planned: Day) -> Day:
        return changed(planned, title=said(planned.title), sessions=tuple(map(session, planned.sessions)))

    return changed(ACADEMY, title=said(ACADEMY.title), days=tuple(map(day, ACADEMY.days)))


@pytest.mark.timeout(60)
@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(LETTERS + ODD), min_size=1, max_size=3).map("".join),
    st.lists(cells, min_size=2, max_size=2),
)
def test_a_programme_that_can_be_read_can_be_held(odd: str, written: list[str]) -> None:
    """Whatever its texts say; `World` raises where a change that was decided cannot be made."""
    try:
        programme = read(dump(with_texts(odd)), "odd.toml")
    except ProgrammeMistakes:
        return
    world = World(2, programme)
    world.do(started("value.stakeholders"), "t")

    def asks(request: Request) -> None:
        with contextlib.suppress(Refused):
            world.do(request, "p0")

    for key, text in zip(("stakeholder", "pains"), written, strict=True):
        asks(EditCell(canvas=VALUE, row="row0", column=key, revision=0, edit=[[0, *text.split("\n")]]))
    world.do(started("value.compose"), "t")
    for language in ("en", "pl", "en", "xx"):
        asks(ComposeStatement(canvas=VALUE, row="row0", language=language))
    there = world.workshop.canvas(VALUE).texts.get("row0/statement", Text())
    assert units(there.value) <= CELL_LETTERS
    keep = [units(there.value)] if there.value else []
    asks(EditCell(canvas=VALUE, row="row0", column="statement", revision=there.revision, edit=[[0, "So: "], *keep]))
    asks(ComposeStatement(canvas=VALUE, row="row0", language="pl"))


# Reviews


@settings(max_examples=60, deadline=None)
@given(st.integers(4, 9), st.integers(1, 3), st.data())
def test_f4_what_was_given_stays_however_people_come_and_go(number: int, each: int, data: st.DataObject) -> None:
    world = Unheld(number)
    world.do(started("plan.review"), "t")
    world.do(AssignReviews(activity="plan", each=each), "t")
    people = [f"p{n}" for n in range(number)]
    given_to = set[tuple[str, str]]()
    for turn in range(data.draw(st.integers(1, 4))):
        reviews = world.workshop.reviews["plan"]
        here = [person for person in people if not world.workshop.people[person].removed]
        pairs = [(giver, owner) for giver in here for owner in reviews.get(giver, ())]
        for giver, owner in data.draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4)):
            text = GiveFeedback(
                canvas=f"plan:{owner}", id=f"given{turn}{giver}{owner}", place="row0/action", text="Why?"
            )
            world.do(text, giver)
            given_to.add((giver, owner))
        who = data.draw(st.sampled_from(people))
        gone = world.workshop.people[who].removed
        if gone or len(here) > each + 1:
            world.do(RestorePerson(who) if gone else RemovePerson(who), "t")
        again = AssignReviews(activity="plan", each=each)
        if world.refusal(again, "t") is None:
            world.do(again, "t")
        reviews = world.workshop.reviews["plan"]
        here = [person for person in people if not world.workshop.people[person].removed]
        for giver, owner in given_to:
            if {giver, owner} <= set(here):
                assert owner in reviews[giver], "what was given is not asked any more"
        for giver in here:
            assert giver not in reviews[giver]
            assert len(set(reviews[giver])) == len(reviews[giver]) >= each


def test_f4_who_comes_back_has_what_they_gave_and_nobody_gets_much_more_than_others() -> None:
    for seed in range(30):
        dice, world = random.Random(seed), Unheld(7)
        world.do(started("plan.review"), "t")
        world.do(AssignReviews(activity="plan", each=2), "t")
        pairs = [(giver, owner) for giver, owners in world.workshop.reviews["plan"].items() for owner in owners]
        kept = dice.sample(pairs, 4)
        for giver, owner in kept:
            text = GiveFeedback(canvas=f"plan:{owner}", id=f"feedback{giver}{owner}", place="row0/action", text="Why?")
            world.do(text, giver)
        for request in (RemovePerson, RestorePerson):
            world.do(request("p3"), "t")
            world.do(AssignReviews(activity="plan", each=2), "t")
        reviews = world.workshop.reviews["plan"]
        assert all(owner in reviews[giver] for giver, owner in kept)
        gets = Counter(owner for owners in reviews.values() for owner in owners)
        assert max(gets.values()) - min(gets[f"p{n}"] for n in range(7)) <= 2
