"""Values that two change at once: nothing that either of them did is lost."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from moot.rooms.canvases.canvas import Choice, Indicator, Indicators, Names, Period
from moot.rooms.canvases.cell import SetCell
from moot.rooms.canvases.merged_value import merged
from moot.rooms.refusals import Reason
from moot.rooms.stages.stage import StartStage
from tests.rooms.canvases.writing import PLAN
from tests.rooms.world import World

days = st.sampled_from(["", "2025-03-01", "2025-04-01"])
periods = st.builds(Period, start=days, due=days)
some_names = st.lists(st.sampled_from(["Ana", "Βασίλης", "Jānis", "Łucja"]), unique=True).map(tuple)
names = st.builds(Names, some_names, some_names)
indicators = st.lists(
    st.builds(Indicator, id=st.sampled_from(["members1", "revenue1", "events01"]), name=st.sampled_from("ABC")),
    unique_by=lambda one: one.id,
).map(lambda some: Indicators(tuple(some)))


@given(st.one_of(*(st.tuples(kind, kind) for kind in (periods, names, indicators))))
def test_who_alone_changes_it_gets_what_they_asked(values: tuple[Period, Period]) -> None:
    was, mine = values
    assert set(_parts(merged(was, mine, was))) == set(_parts(mine))
    assert set(_parts(merged(was, was, mine))) == set(_parts(mine))


@given(names, some_names, some_names)
def test_names_that_either_adds_are_there(was: Names, one: tuple[str, ...], other: tuple[str, ...]) -> None:
    """K4."""
    mine, theirs = (Names(was.people, tuple(dict.fromkeys((*was.others, *more)))) for more in (one, other))
    both = merged(was, mine, theirs)
    assert isinstance(both, Names)
    assert set(both.others) == {*was.others, *one, *other}
    assert len(set(both.others)) == len(both.others)


def test_two_who_set_a_day_each_and_two_who_answer_a_question_each() -> None:
    both = merged(Period(), Period(start="2025-03-01"), Period(due="2025-04-01"))
    assert both == Period(start="2025-03-01", due="2025-04-01")
    known = Indicator(id="members1", name="Members")
    was = Indicators((known,))
    mine = Indicators((Indicator(id="members1", name="Members", smart={"specific": "who pay"}),))
    theirs = Indicators(
        (Indicator(id="members1", name="Members", target="130"), Indicator(id="events01", name="Events"))
    )
    expected = Indicator(id="members1", name="Members", target="130", smart={"specific": "who pay"})
    assert merged(was, mine, theirs) == Indicators((expected, Indicator(id="events01", name="Events")))


def test_of_a_choice_the_last_word_is_taken() -> None:
    assert merged(Choice(0), Choice(1), Choice(2)) == Choice(1)


def test_an_indicator_is_in_one_cell_and_survives_another_device() -> None:
    """K4."""
    world = World(1)
    world.do(StartStage("extended", "monitor"), "t")
    first, second = (Indicators((Indicator(id=id, name=id),)) for id in ("members1", "revenue1"))

    def put(row: str, value: Indicators) -> SetCell:
        return SetCell(canvas=PLAN, row=row, column="indicators", value=value, was=Indicators())

    world.do(put("row0", first), "p0")
    world.do(put("row0", second), "p0")
    kept = world.sees("p0").canvases[PLAN].values["row0/indicators"]
    assert kept == Indicators((*first.indicators, *second.indicators))
    assert world.refusal(put("row1", first), "p0") == Reason.ID_TAKEN


def _parts(value: object) -> Sequence[object]:
    match value:
        case Names(people=people, others=others):
            return [("person", one) for one in people] + [("other", one) for one in others]
        case Indicators(indicators=some):
            return [(one.id, one.name) for one in some]
        case _:
            return [value]
