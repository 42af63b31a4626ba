"""A programme can be kept as a file, and is the same when it is read again."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from moot.rooms import limits
from moot.rooms import programme_file as file
from moot.rooms.programme import Activity, Day, Programme, Session, Stage
from moot.rooms.programme_file import dump, read
from moot.rooms.programme_rules import CAN_BE_PRIVATE, NEEDS_TOPICS, ORDER
from moot.rooms.shape import Words
from moot.server.programmes import builtin

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
        dots = draw(st.integers(1, file.MOST_DOTS)) if vote else 3
        return Stage(
            key=key,
            does=does,  # type: ignore[arg-type]
            title=words(),
            instruction=words(80, "\n"),
            seconds=draw(st.integers(file.SHORTEST, file.LONGEST)),
            per_topic=does in NEEDS_TOPICS and draw(st.booleans()),
            private=does in CAN_BE_PRIVATE and draw(st.booleans()),
            at_zero=one_of("go-on", "lock", "next"),  # type: ignore[arg-type]
            warn_seconds=draw(st.integers(0, file.LONGEST_WARNING)),
            writers=one_of("group", "trainers"),  # type: ignore[arg-type]
            dots=dots,
            most=draw(st.integers(1, dots)) if vote else 1,
            ballots=one_of("together", "one-by-one") if vote else "together",  # type: ignore[arg-type]
        )

    shared: list[str] = []
    unused = draw(st.lists(keys, min_size=20, max_size=20, unique=True))

    def activity() -> Activity:
        key = unused.pop()
        kind = one_of("share", "solve")
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
        consent=words(120, "\n") if draw(st.booleans()) else {},
        days=tuple(
            day(number, draw(st.sampled_from(["", date]))) for number, date in zip(numbers, dates, strict=False)
        ),
    )


@settings(max_examples=100, deadline=None)
@given(programmes())
def test_a_programme_written_down_is_read_as_it_was(programme: Programme) -> None:
    assert read(dump(programme), "kept.toml") == programme


def test_the_built_in_programmes_can_be_kept_and_read_again() -> None:
    for name, source in builtin().items():
        programme = read(source, name)
        assert read(dump(programme), "kept.toml") == programme
