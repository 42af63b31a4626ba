"""A programme can be kept as a file, and is the same when it is read again; so can one that is not right yet."""

import json
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from moot.rooms import limits
from moot.rooms.canvases.plan import CanvasPlan, Column
from moot.rooms.forms.plan import FormField, FormPlan
from moot.rooms.programmes import reader
from moot.rooms.programmes.file import ProgrammeMistakes, check, draft_of, dump, read, read_document, text_of
from moot.rooms.programmes.programme import Activity, Day, Material, Programme, Session, Stage
from moot.rooms.programmes.rules import CAN_BE_PRIVATE, NEEDS_TOPICS, ORDER
from moot.rooms.programmes.text import as_document, document_of
from moot.rooms.shape import Words, changed
from moot.server.programmes import builtin


def _but_reserved(found: list[str]) -> list[str]:
    return [key for key in found if key not in ("first", "all", "statement")]


keys = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)


def texts(longest: int, more: str = "") -> SearchStrategy[str]:
    letters = st.characters(exclude_categories=("Cc", "Cs"), include_characters=more)
    return st.text(letters, min_size=1, max_size=longest).map(str.strip).filter(bool)


@st.composite
def programmes(draw: DrawFn) -> Programme:
    languages = tuple(draw(st.lists(st.sampled_from(["en", "pl", "pt-BR", "ell"]), min_size=1, unique=True)))
    extra = draw(st.sets(st.sampled_from(["de", "fr"])))

    def words(longest: int = 40, more: str = "") -> Words:
        return {language: draw(texts(longest, more)) for language in {*languages, *extra}}

    def some(most: int) -> range:
        return range(draw(st.integers(0, most)))

    def one_of(*options: str) -> str:
        return draw(st.sampled_from(options))

    def stage(does: str, key: str) -> Stage:
        vote = does == "vote"
        dots = draw(st.integers(1, reader.MOST_DOTS)) if vote else 3
        return Stage(
            key=key,
            does=does,  # type: ignore[arg-type]
            title=words(),
            instruction=words(80, "\n"),
            seconds=draw(st.integers(reader.SHORTEST, reader.LONGEST)),
            per_topic=does in NEEDS_TOPICS and draw(st.booleans()),
            private=does in CAN_BE_PRIVATE and draw(st.booleans()),
            at_zero=one_of("go-on", "lock", "next"),  # type: ignore[arg-type]
            warn_seconds=draw(st.integers(0, reader.LONGEST_WARNING)),
            writers=one_of("group", "trainers"),  # type: ignore[arg-type]
            dots=dots,
            most=draw(st.integers(1, dots)) if vote else 1,
            ballots=one_of("together", "one-by-one") if vote else "together",  # type: ignore[arg-type]
        )

    def column(key: str) -> Column:
        kind = one_of("text", "period", "people", "choice", "indicators")
        return Column(
            key=key,
            title=words(),
            question=words() if draw(st.booleans()) else {},
            type=kind,  # type: ignore[arg-type]
            choices=tuple(words() for _ in range(draw(st.integers(1, 3)))) if kind == "choice" else (),
            spans=draw(st.booleans()),
            written_by=one_of("owner", "others") if kind == "text" else "owner",  # type: ignore[arg-type]
        )

    def canvas() -> CanvasPlan:
        first = Column(key="first", title=words())
        columns = (first, *map(column, draw(st.lists(keys, max_size=3, unique=True).map(_but_reserved))))
        return CanvasPlan(
            scope=one_of("person", "group"),  # type: ignore[arg-type]
            columns=columns,
            rows=draw(st.integers(1, limits.ROWS)),
            row_title=words() if draw(st.booleans()) else {},
            examples=tuple({"first": words(60, "\n")} for _ in some(2)),
            statement=dict.fromkeys(words(), "So {first}.") if draw(st.booleans()) else {},
            guides=tuple(words() for _ in some(2)),
        )

    def field(key: str) -> FormField:
        kind = one_of("scale", "choice", "several", "text")
        return FormField(
            key=key,
            title=words(),
            type=kind,  # type: ignore[arg-type]
            points=draw(st.integers(2, 10)) if kind == "scale" else 5,
            low=words() if kind == "scale" and draw(st.booleans()) else {},
            choices=tuple(words() for _ in range(draw(st.integers(1, 3)))) if kind in ("choice", "several") else (),
        )

    def material() -> Material:
        return Material(title=words(), url="https://example.org/" + draw(keys))

    shared: list[str] = []
    unused = draw(st.lists(keys, min_size=20, max_size=20, unique=True))

    def activity() -> Activity:
        key = unused.pop()
        kind = one_of("share", "solve", "canvas", "form")
        if kind == "form":
            form = FormPlan(tuple(map(field, draw(st.lists(keys, min_size=1, max_size=3, unique=True)))))
            return Activity(key=key, title=words(), kind="form", form=form, stages=(stage("answer", "s-0"),))
        if kind == "canvas":
            part = changed(stage("fill", "s-0"), columns=("first",) if draw(st.booleans()) else ())
            read = changed(stage("present", "s-1"), questions=tuple(words() for _ in some(2)))
            return Activity(key=key, title=words(), kind="canvas", canvas=canvas(), stages=(part, read))
        chosen = [does for does in ORDER[kind] if does == "collect" or draw(st.booleans())] or ["ideate"]
        source = one_of("", *shared) if kind == "solve" else ""
        if kind == "share":
            shared.append(key)
        return Activity(
            key=key,
            title=words(),
            kind=kind,  # type: ignore[arg-type]
            anonymous=draw(st.booleans()),
            sections=tuple(words() for _ in some(2)),
            topics_from=source,
            stages=tuple(stage(does, f"s-{index}") for index, does in enumerate(chosen)),
        )

    def session(times: list[str]) -> Session:
        starts, ends = (times.pop(0), times.pop(0)) if draw(st.booleans()) else ("", "")
        return Session(
            key=unused.pop(),
            title=words(),
            starts=starts,
            ends=ends,
            interactive=draw(st.booleans()),
            materials=tuple(material() for _ in some(2)),
            activities=tuple(activity() for _ in some(2)),
        )

    clock = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))

    def day(number: int, date: str) -> Day:
        times = sorted(draw(st.lists(clock, min_size=4, max_size=4, unique=True)))
        return Day(
            number=number,
            title=words(),
            date=date,
            mode=one_of("virtual", "in-person", "hybrid"),  # type: ignore[arg-type]
            goals=tuple(words() for _ in some(2)),
            meeting=one_of("", "https://meet.example.org/room"),
            sessions=tuple(session(times) for _ in some(2)),
        )

    numbers = sorted(draw(st.sets(st.integers(1, 366), min_size=1, max_size=3)))
    dates = sorted(draw(st.sets(st.dates().map(str), min_size=3, max_size=3)))
    return Programme(
        key=draw(keys),
        title=words(),
        languages=languages,
        groups=draw(st.integers(1, limits.GROUPS)),
        mix_by=one_of("", "organisation", "country", "mode"),  # type: ignore[arg-type]
        asks=tuple(draw(st.lists(st.sampled_from(["organisation", "country"]), unique=True))),
        keep_days=draw(st.integers(0, limits.KEEP_DAYS)),
        consent=words(120, "\n") if draw(st.booleans()) else {},
        days=tuple(
            day(number, draw(st.sampled_from(["", date]))) for number, date in zip(numbers, dates, strict=False)
        ),
    )


@settings(max_examples=25, deadline=None)
@given(programmes())
def test_a_programme_written_down_is_read_as_it_was(programme: Programme) -> None:
    """A1."""
    assert read(dump(programme), "kept.toml") == programme
    assert read_document(document_of(programme), "kept.toml") == programme


@pytest.mark.parametrize("name", builtin())
def test_the_built_in_programmes_can_be_kept_and_read_again(name: str) -> None:
    """A1."""
    source = builtin()[name]
    programme = read(source, name)
    assert read(dump(programme), "kept.toml") == programme
    document = document_of(programme)
    assert read_document(json.loads(json.dumps(document)), name) == programme
    assert read_document(draft_of(source, name), name) == programme
    assert max(map(len, dump(programme).splitlines())) < 800


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=12,
)


def _without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nothing(inner) for key, inner in value.items() if inner is not None}
    return [_without_nothing(inner) for inner in value if inner is not None] if isinstance(value, list) else value


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(["title", "day", "form", "date", "a b", "ż"]), plain, max_size=4))
def test_a_draft_that_is_not_right_yet_is_kept_as_it_is(draft: dict[str, Any]) -> None:
    """A1: also what no programme has; an empty value is left out."""
    kept = _without_nothing(draft)
    assert draft_of(text_of(draft), "draft.toml") == as_document(kept)


def test_a_part_that_stands_alone_in_a_file_is_one_of_a_list_in_a_draft() -> None:
    source = 'title = "One"\n[day]\ndate = 2025-03-03\n[day.session]\ntitle = "One"\nstarts = 09:30:00\nx = 1e400\n'
    session = {"title": "One", "starts": "09:30:00", "x": "inf"}
    assert draft_of(source, "one.toml") == {"title": "One", "day": [{"date": "2025-03-03", "session": [session]}]}


def test_lists_where_parts_should_be_are_kept_too() -> None:
    drafts: tuple[dict[str, Any], ...] = (
        {"day": []},
        {"day": [[]]},
        {"day": [[{"date": "x"}], 1]},
        {"session": {"day": {"day": "x"}}},
    )
    for draft in drafts:
        assert draft_of(text_of(draft), "odd.toml") == as_document(draft)


def test_a_file_reads_as_a_person_would_write_it() -> None:
    source = text_of(
        {
            "title": {"en": "Plans"},
            "consent": 'You are "in".\nSo am I.',
            "day": [{"date": "2025-03-03", "goals": ["Think"], "session": [{"title": "One"}, {"title": "Two"}]}],
        }
    )
    assert source == (
        'title.en = "Plans"\nconsent = """\nYou are \\"in\\".\nSo am I."""\n\n'
        '[[day]]\ndate = 2025-03-03\ngoals = ["Think"]\n\n'
        '[[day.session]]\ntitle = "One"\n\n[[day.session]]\ntitle = "Two"\n'
    )
    assert tomllib.loads(source)["day"][0]["session"][1]["title"] == "Two"


def test_the_mistakes_of_a_draft_say_where_they_are() -> None:
    """A2: by the way to the value, as a draft has no lines."""
    draft = document_of(read(builtin()["retro"], "retro.toml"))
    session = draft["day"][0]["session"][0]
    draft["day"][0]["session"].append({**session, "title": {"en": ""}, "starts": "9:3"})
    with pytest.raises(ProgrammeMistakes) as wrong:
        read_document(draft, "draft")
    at = len(draft["day"][0]["session"]) - 1
    found = {mistake.path: mistake for mistake in wrong.value.mistakes}
    assert ("day", 0, "session", at, "title", "en") in found
    assert ("day", 0, "session", at, "starts") in found
    assert "day[1].session[1].key has it already" in found["day", 0, "session", at, "key"].expected
    assert {mistake.key for mistake in wrong.value.mistakes} == {
        mistake.key for mistake in check(text_of(draft), "draft.toml")
    }


def test_what_could_not_be_read_from_a_file_is_not_taken_from_a_draft_either() -> None:
    draft = document_of(read(builtin()["retro"], "retro.toml"))
    draft["consent"] = dict.fromkeys(draft["title"], "Why. " * 250)
    with pytest.raises(ProgrammeMistakes, match="more than 200 dots"):
        read_document(draft, "draft")
