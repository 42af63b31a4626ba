"""Balanced feedback: each gives and each gets about the same, nobody to themselves; who leaves is replaced."""

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from moot.rooms.canvases.review import balanced

numbers = st.integers(2, 40)
chances = st.integers(0, 2**32 - 1).map(random.Random)


def got(reviews: dict[str, tuple[str, ...]]) -> Counter[str]:
    return Counter(owner for owners in reviews.values() for owner in owners)


@given(numbers, st.data(), chances)
def test_everybody_gives_and_gets_the_same(number: int, data: st.DataObject, chance: random.Random) -> None:
    """F4."""
    each = data.draw(st.integers(1, min(6, number - 1)))
    people = [f"p{n}" for n in range(number)]
    reviews = balanced(people, each, {}, set(), chance)
    assert set(reviews) == set(people)
    for giver, owners in reviews.items():
        assert len(set(owners)) == len(owners) == each
        assert giver not in owners
    assert set(got(reviews).values()) == {each}


@given(st.integers(4, 40), st.data(), chances)
def test_who_leaves_is_replaced_and_what_was_given_stays(
    number: int, data: st.DataObject, chance: random.Random
) -> None:
    each = data.draw(st.integers(1, min(4, number - 3)))
    people = [f"p{n}" for n in range(number)]
    first = balanced(people, each, {}, set(), chance)
    pairs = [(giver, owner) for giver, owners in first.items() for owner in owners]
    done = set(data.draw(st.lists(st.sampled_from(pairs), unique=True, max_size=len(pairs))))
    gone = set(data.draw(st.lists(st.sampled_from(people), unique=True, max_size=2)))
    here = [person for person in people if person not in gone]
    again = balanced(here, each, first, done, chance)
    for giver, owners in again.items():
        assert len(set(owners)) == len(owners) >= each
        assert giver not in owners
        assert not gone & {giver, *owners}
    assert all(owner in again[giver] for giver, owner in done if not gone & {giver, owner})
    assert max(got(again)[person] for person in here) - min(got(again)[person] for person in here) <= 2


@given(st.integers(3, 40), chances)
def test_asked_again_nothing_changes(number: int, chance: random.Random) -> None:
    people = [f"p{n}" for n in range(number)]
    first = balanced(people, 2, {}, set(), chance)
    again = balanced(people, 2, first, set(), chance)
    assert {giver: set(owners) for giver, owners in again.items()} == {g: set(o) for g, o in first.items()}
