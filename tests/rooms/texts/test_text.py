"""What several people write at once: nobody's letters vanish, all end with the same, and a bad edit changes nothing."""

from collections.abc import Callable, Iterator
from itertools import count
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moot.rooms.texts.text import (
    PAST,
    BadEdit,
    Edit,
    EditTooOld,
    Text,
    TextTooLong,
    carry,
    edited,
    mapped,
    replacing,
    shown,
)
from tests.rooms.texts.writers import LONG, WORDS, Table, Writer, a_text, an_edit

chances = st.randoms(use_true_random=False)
words = st.lists(st.sampled_from(WORDS), max_size=8).map("".join)


def given_text(value: str, *edits: Edit) -> Text:
    text = Text(value)
    for edit in edits:
        text = edited(text, edit)
    return text


def after(value: str, *edits: Edit) -> str:
    return given_text(value, *edits).value


def test_an_edit_keeps_deletes_and_inserts() -> None:
    assert after("no money", [3, [5, "time", "at all"]]) == "no time\nat all"
    assert after("Ελένη", [[1, "Έ"], 4]) == "Έλένη"
    assert after("a😀b", [3, [1]]) == "a😀"
    assert after("", []) == ""


def test_two_people_who_type_at_one_place_keep_both_their_words() -> None:
    text = given_text("cause: ", [7, [0, "money"]])
    edit = carry(text, 0, [7, [0, "time"]], LONG)
    assert edit == [12, [0, "time"]]
    assert edited(text, edit).value == "cause: moneytime"


def test_what_one_types_into_words_that_another_deletes_stays() -> None:
    text = given_text("one two three", [4, [9]])
    assert edited(text, carry(text, 0, [5, [1, "oo w"], 7], LONG)).value == "one oo w"


@given(words, chances)
def test_two_edits_give_the_same_text_in_either_order(value: str, chance: Random) -> None:
    a, b = an_edit(chance, value), an_edit(chance, value)
    assert after(value, a, mapped(b, a)) == after(value, b, mapped(a, b, before=True))


@given(words, chances)
def test_all_who_write_end_with_the_same_text(value: str, chance: Random) -> None:
    """T1."""
    table = Table(value)
    writers = [Writer(table) for _ in range(3)]
    for _ in range(chance.randint(0, 20)):
        move(chance, chance.choice(writers), lambda: chance.choice(WORDS))
    all_send_and_hear(writers)
    assert [writer.value for writer in writers] == [table.text.value] * 3


@given(st.integers(0, 12), chances)
def test_a_letter_that_nobody_deleted_is_never_lost_and_none_comes_twice(length: int, chance: Random) -> None:
    """T2."""
    fresh = letters()
    table = Table("".join(next(fresh) for _ in range(length)))
    writers = [Writer(table) for _ in range(3)]
    typed, deleted = set(table.text.value), set[str]()
    for _ in range(chance.randint(0, 20)):
        before, after_it = move(chance, chance.choice(writers), lambda: next(fresh) + next(fresh))
        typed |= after_it - before
        deleted |= before - after_it
    all_send_and_hear(writers)
    assert sorted(table.text.value) == sorted(typed - deleted)


def letters() -> Iterator[str]:
    """Never the same twice, of one unit and of two."""
    for number in count():
        yield chr(0x3B1 + number) if number % 2 else chr(0x1F300 + number)


def move(chance: Random, writer: Writer, word: Callable[[], str]) -> tuple[set[str], set[str]]:
    """The person types, sends or listens; the letters before and after what they typed."""
    match chance.choice(("types", "sends", "hears")):
        case "types" if writer.waiting is None:
            before = writer.value
            writer.types(an_edit(chance, before, word))
            return set(before), set(writer.value)
        case "sends":
            writer.sends()
        case _:
            writer.hears()
    return set(), set()


def all_send_and_hear(writers: list[Writer]) -> None:
    for _ in range(2):
        for writer in writers:
            writer.sends()
        for writer in writers:
            while writer.hears():
                pass


@given(words, words)
def test_a_replacement_turns_one_text_into_the_other(old: str, new: str) -> None:
    assert after(old, replacing(old, new)) == new


@given(words, words, words)
def test_a_replacement_touches_only_what_differs(start: str, new: str, end: str) -> None:
    edit = replacing(start + end, start + new + end)
    assert sum(part[0] for part in edit if isinstance(part, list) and isinstance(part[0], int)) <= 2


def test_a_replacement_splits_no_surrogate_pair() -> None:
    assert replacing("😀", "😁") == [[2, "😁"]]
    assert replacing("x😀y", "x🐀y") == [1, [2, "🐀"], 1]
    assert replacing("𝒳𝒴", "𝒴") == [[2], 2]
    assert replacing("", "") == []
    assert replacing("same", "same") == [4]


VALUE = "aŁ😀é"  # five units
BAD: list[tuple[str, Any]] = [
    ("too short", [4]),
    ("too long", [6]),
    ("nothing, of a text", []),
    ("keeps none", [5, 0]),
    ("keeps fewer than none", [-1, 6]),
    ("deletes fewer than none", [5, [-1], 1]),
    ("an empty part", [5, []]),
    ("a part that does nothing", [5, [0]]),
    ("a part that inserts nothing", [5, [0, ""]]),
    ("a part without a length", [5, ["a"]]),
    ("a number for a line", [5, [0, "a", 1]]),
    ("more than there is", [10**30]),
    ("inserts between the halves", [3, [0, "x"], 2]),
    ("deletes one half", [2, [1], 2]),
    ("deletes the other half", [3, [1], 1]),
    ("keeps the halves apart", [3, 2]),
    ("brings a half", [5, [0, "\ud83d"]]),
    ("brings the halves apart", [5, [0, "\ud83d"], [0, "\ude00"]]),
    ("a line end in a line", [5, [0, "a\nb"]]),
    ("a carriage return", [5, [0, "a\r", "b"]]),
    ("nul", [5, [0, "\0"]]),
    ("delete", [5, [0, "\x7f"]]),
    ("a C1 control", [5, [0, "\x85"]]),
    ("a direction override", [5, [0, "\u202egnp.exe"]]),
]


@pytest.mark.parametrize("edit", [edit for _, edit in BAD], ids=[name for name, _ in BAD])
def test_a_bad_edit_is_refused(edit: Edit) -> None:
    with pytest.raises(BadEdit):
        carry(Text(VALUE), 0, edit, LONG)
    with pytest.raises(BadEdit):
        edited(Text(VALUE), edit)


def test_the_halves_of_two_letters_do_not_make_a_third() -> None:
    with pytest.raises(BadEdit):
        carry(Text("😀😁"), 0, [1, [2], 1], LONG)


def test_a_revision_that_is_not_there_yet_is_refused() -> None:
    for revision in (-1, 2):
        with pytest.raises(BadEdit):
            carry(given_text("", [[0, "a"]]), revision, [1], LONG)


part = st.one_of(st.integers(-1, 4), st.lists(st.one_of(st.integers(-1, 4), st.sampled_from(["a", "", "😀", "\n"]))))


@given(words, st.integers(-1, 3), st.lists(part, max_size=5), chances)
def test_whatever_is_sent_is_carried_or_refused(value: str, revision: int, edit: Edit, chance: Random) -> None:
    text = given_text(value, an_edit(chance, value))
    before = msgspec.json.encode(text)
    try:
        took_effect = carry(text, revision, edit, 20)
    except (BadEdit, EditTooOld, TextTooLong):
        pass
    else:
        edited(text, took_effect).value.encode("utf-8")
    assert msgspec.json.encode(text) == before


@given(words, st.data())
def test_an_edit_carried_over_others_splits_no_letter(value: str, data: st.DataObject) -> None:
    chance = data.draw(chances)
    text = Text(value)
    for _ in range(3):
        text = edited(text, an_edit(chance, text.value))
    edit = an_edit(chance, value)
    edited(text, carry(text, 0, edit, LONG)).value.encode("utf-8")


def test_a_text_has_only_so_many_letters() -> None:
    full = Text("x" * 10)
    with pytest.raises(TextTooLong):
        carry(full, 0, [10, [0, "y"]], 10)
    with pytest.raises(TextTooLong):
        carry(Text("x" * 9), 0, [9, [0, "😀"]], 10)
    assert carry(full, 0, [[1, "y"], 9], 10)


def test_two_who_fill_a_text_at_once_do_not_overfill_it() -> None:
    text = given_text("", [[0, "x" * 10]])
    with pytest.raises(TextTooLong):
        carry(text, 0, [[0, "y"]], 10)


def test_a_text_that_is_too_long_already_may_shrink() -> None:
    assert carry(Text("x" * 12), 0, [11, [1]], 10) == [11, [1]]
    assert carry(Text("x" * 12), 0, [11, [1, "y"]], 10) == [11, [1, "y"]]


def test_an_edit_on_a_revision_no_longer_at_hand_is_too_old() -> None:
    text = Text("x")
    for length in range(1, PAST + 2):
        text = edited(text, [length, [0, "x"]])
    with pytest.raises(EditTooOld):
        carry(text, 0, [1, [0, "y"]], LONG)
    assert carry(text, 1, [2, [0, "y"]], LONG) == [PAST + 2, [0, "y"]]
    assert len(text.past) == PAST


def test_people_do_not_see_letters_that_were_taken_back() -> None:
    text = shown(given_text("", [[0, "secret"]], [[6, "open"]]))
    assert msgspec.json.decode(msgspec.json.encode(text)) == {"value": "open", "revision": 2}


@given(chances)
def test_a_text_comes_back_from_json_as_it_was(chance: Random) -> None:
    value = a_text(chance)
    text = given_text(value, an_edit(chance, value))
    assert msgspec.json.decode(msgspec.json.encode(text), type=Text) == text
