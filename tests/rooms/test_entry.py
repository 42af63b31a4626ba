"""Entries: what was done is known by its number, within a window, and is not done again."""

from hypothesis import given, settings
from hypothesis import strategies as st

from moot.rooms.entry import Asked, Entry, Ledger, decode_ledger, deed_of, encode
from moot.rooms.limits import STREAMS_EACH, WINDOW
from moot.rooms.workshop import NOTHING


@given(st.lists(st.integers(1, 400), max_size=80))
@settings(derandomize=True, deadline=None)
def test_a_number_that_was_done_is_known_and_no_other(numbers: list[int]) -> None:
    """R5."""
    asked, done = Asked(), set[int]()
    for number in numbers:
        if not asked.too_old(number):
            asked = asked.with_done(number)
            done.add(number)
        newest = max(done)
        for one in range(max(1, newest - WINDOW + 1), newest + 5):
            assert asked.knows(one) == (one in done)
        assert asked.too_old(newest - WINDOW)
        assert asked.done < 1 << WINDOW


def test_a_number_from_far_away_costs_nothing() -> None:
    asked = Asked().with_done(1).with_done(10**18)
    assert (asked.knows(10**18), asked.knows(1), asked.done) == (True, False, 1)


def test_a_person_has_so_many_streams_and_the_longest_unused_is_forgotten() -> None:
    ledger = Ledger(NOTHING)
    for number in range(STREAMS_EACH + 1):
        ledger = ledger.after(Entry(1, (deed_of((), "p", f"tab{number}", 1),)))
        ledger = ledger.after(Entry(1, (deed_of((), "p", "tab0", number + 2),)))
    assert ledger.has_done("p", "tab0", 2)
    assert not ledger.has_done("p", "tab1", 1)
    assert ledger.has_done("p", f"tab{STREAMS_EACH}", 1)
    assert not ledger.has_done("q", "tab0", 2)
    assert decode_ledger(encode(ledger)) == ledger
    assert ledger.position == 2 * (STREAMS_EACH + 1)
