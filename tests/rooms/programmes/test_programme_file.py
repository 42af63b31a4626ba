"""Trainers write programmes as files: what is right is read, and what is wrong is named with its line."""
# ruff: noqa: E501 (the tables read best with one case a line)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from moot.rooms.programmes.file import ProgrammeMistakes, check, read
from moot.rooms.programmes.programme import Activity, Day, Programme, Session, Stage
from moot.rooms.shape import Words
from moot.server.programmes import builtin

ACADEMY = builtin()["academy"]

SMALL = """\
title = "Ideas for the summer fair"

[[day.session]]
title = "An hour of ideas"

[[day.session.activity.stage]]
does = "ideate"
title = "Ideas"
instruction = "One idea per note."
length = "15 min"
"""


def without_mistakes(source: str, name: str = "fair.toml") -> Programme:
    assert [str(mistake) for mistake in check(source, name)] == []
    return read(source, name)


def all_words(value: object) -> list[Words]:
    if isinstance(value, dict):
        nested = [inner for inner in value.values() if isinstance(inner, dict)]
        return nested or [value]
    if isinstance(value, tuple):
        return [words for item in value for words in all_words(item)]
    fields = getattr(value, "__struct_fields__", ())
    return [words for field in fields for words in all_words(getattr(value, field))]


# What is right


def test_ten_lines_are_a_programme() -> None:
    programme = without_mistakes(SMALL, "Summer fair.toml")
    title = {"en": "Ideas for the summer fair"}
    hour = {"en": "An hour of ideas"}
    stage = Stage(
        key="ideate",
        does="ideate",
        title={"en": "Ideas"},
        instruction={"en": "One idea per note."},
        seconds=900,
    )
    activity = Activity(key="solve", title=hour, kind="solve", stages=(stage,))
    session = Session(key="day-1-session-1", title=hour, interactive=True, activities=(activity,))
    day = Day(number=1, title=title, sessions=(session,))
    assert programme == Programme(key="summer-fair", title=title, days=(day,))


def test_the_academy_has_five_days_of_which_the_fourth_solves_what_was_shared() -> None:
    academy = without_mistakes(ACADEMY, "academy.toml")
    assert [day.mode for day in academy.days] == ["virtual"] * 3 + ["hybrid"] * 2
    assert [day.date for day in academy.days] == ["", "", "", "2025-03-03", "2025-03-04"]
    assert [len(day.sessions) for day in academy.days[3:]] == [8, 6]
    share, solve, *canvases = academy.activities.values()
    assert [(stage.does, stage.seconds) for stage in share.stages] == [("collect", 720), ("cluster", 480)]
    assert [stage.does for stage in solve.stages] == ["define", "ideate", "vote", "select", "detail"]
    assert solve.topics_from == share.key
    vote = solve.stages[2]
    assert (vote.dots, vote.most, vote.seconds, vote.per_topic, vote.at_zero) == (3, 2, 180, True, "lock")
    assert [(one.key, len(one.canvas.columns)) for one in canvases if one.canvas] == [
        ("value", 7),
        ("plan", 5),
        ("extended", 10),
    ]


@pytest.mark.parametrize("name", builtin())
def test_what_is_built_in_has_no_mistakes_and_is_in_english_and_polish(name: str) -> None:
    programme = without_mistakes(builtin()[name], f"{name}.toml")
    assert programme.key == name
    assert {frozenset(words) for words in all_words(programme) if words} == {frozenset({"en", "pl"})}


@pytest.mark.parametrize(("length", "seconds"), [("90 s", 90), ("5min", 300), ("1 h 30 min", 5400), ("1 min 30 s", 90)])
def test_a_length_is_written_as_people_say_it(length: str, seconds: int) -> None:
    programme = without_mistakes(SMALL.replace("15 min", length))
    assert programme.activities["solve"].stages[0].seconds == seconds


def test_a_date_may_be_a_text_or_a_date() -> None:
    for value in ("2025-03-03", '"2025-03-03"'):
        dated = SMALL.replace("[[day.session]]", f"[[day]]\ndate = {value}\n[[day.session]]", 1)
        assert without_mistakes(dated).days[0].date == "2025-03-03"


def test_windows_line_ends_and_byte_order_marks_do_no_harm() -> None:
    assert read("\ufeff" + SMALL.replace("\n", "\r\n"), "fair.toml") == read(SMALL, "fair.toml")


# What is wrong: the file with one place changed, and exactly what is said of it

ONE_CHANGE = [
    ('does = "ideate"', 'does = "dream"', '7: …stage[1].does: "dream" is not one of collect, cluster, define, ideate, vote, select, detail, fill, compose, present, review, integrate, answer'),
    ('does = "ideate"', 'does = "collect"', '7: …stage[1].does: "collect" is not what a solve activity does: define, ideate, vote, select, detail'),
    ('"15 min"', '"5 s"', '10: …stage[1].length: "5 s" is not a length from "10 s" to "4 h", such as "5 min" or "90 s"'),
    ('"15 min"', "15", '10: …stage[1].length: 15 is not a length from "10 s" to "4 h", such as "5 min" or "90 s"'),
    ('length = "15 min"', "", '6: …stage[1].length: missing, expected a length from "10 s" to "4 h", such as "5 min" or "90 s"'),
    ('length = "15 min"', 'length = "15 min"\nat_zero = "stop"', '11: …stage[1].at_zero: "stop" is not one of go-on, lock, next'),
    ('length = "15 min"', 'length = "15 min"\nprivat = true', '11: …stage[1].privat: "privat" is not a key that is known here; did you mean "private"?'),
    ('length = "15 min"', 'length = "15 min"\nprivate = "yes"', '11: …stage[1].private: "yes" is not true or false'),
    ('length = "15 min"', 'length = "15 min"\ndots = 3', '11: …stage[1].dots: "dots" is not an option of a stage that does "ideate", only of "vote"'),
    ('does = "ideate"', 'does = "vote"\ndots = 21', "8: …stage[1].dots: 21 is not a number from 1 to 20"),
    ('does = "ideate"', 'does = "vote"\ndots = 2\nmost = 3', "9: …stage[1].most: 3 is not a number from 1 to 2"),
    ('does = "ideate"', 'does = "vote"\nprivate = true', '8: …stage[1].private: true is not possible in a stage that does "vote", only in "collect" or "ideate" or "present" or "review"'),
    ('does = "ideate"', 'key = "Ideas!"\ndoes = "ideate"', '7: …stage[1].key: "Ideas!" is not at most 40 small letters and digits, with hyphens between'),
    ('"One idea per note."', '""', '9: …stage[1].instruction: "" is not a text of at most 600 letters and at least one'),
    ('"One idea per note."', '"One\\u0007"', '9: …stage[1].instruction: "One\\u0007" is not a text that can be shown: it contains U+0007'),
    ('"An hour of ideas"', '"An\\nhour"', '4: day.session[1].title: "An\\nhour" is not a text that can be shown: it contains U+000A'),
    ('"An hour of ideas"', "4", "4: day.session[1].title: 4 is not a text of at most 120 letters"),
    ('"An hour of ideas"', "{English = 'An hour'}", '4: day.session[1].title.English: "English" is not a language code such as "en" or "pl"'),
    ('title = "An hour of ideas"', 'titel = "An hour"', '4: day.session[1].titel: "titel" is not a key that is known here; did you mean "title"?'),
    ('"An hour of ideas"', '"An hour"\nstarts = "9:00"', '5: day.session[1].starts: "9:00" is not a time such as "09:30"'),
    ('"An hour of ideas"', '"An hour"\nstarts = "09:00"', '3: day.session[1].ends: missing, expected a time such as "09:30", because there is "starts"'),
    ('"An hour of ideas"', '"An hour"\nstarts = "09:00"\nends = "08:00"', '6: day.session[1].ends: "08:00" is not after 09:00, when the session starts'),
    ("[[day.session.act", '[day.session.activity]\ntopics_from = "x"\n[[day.session.act', '7: day.session[1].activity.topics_from: "x" is not the key of a share activity that comes before; there is none'),
    ("[[day.session]]", '[day]\ndate = "2025-02-30"\n[[day.session]]', '4: day.date: "2025-02-30" is not a date such as 2025-03-03'),
    ("[[day.session]]", "groups = 61\n[[day.session]]", "3: groups: 61 is not a number from 1 to 60"),
    ("[[day.session]]", "groups = true\n[[day.session]]", "3: groups: true is not a number from 1 to 60"),
    ("[[day.session]]", 'asks = ["age"]\n[[day.session]]', '3: asks[1]: "age" is not one of organisation, country'),
    ("[[day.session]]", 'mix_by = "age"\n[[day.session]]', '3: mix_by: "age" is not one of an empty text, organisation, country, mode'),
    ("[[day.session]]", 'languages = ["en",\n"EN"]\n[[day.session]]', '4: languages[2]: "EN" is not a language code such as "en" or "pl"'),
    ("[[day.session]]", "languages = []\n[[day.session]]", '3: languages: an empty list is not a list of at least one, such as ["en"]'),
    ("[[day.session]]", "consent = 1979-05-27\n[[day.session]]", "3: consent: 1979-05-27 is not a text of at most 1500 letters"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), ONE_CHANGE)
def test_a_mistake_is_named_with_its_line(old: str, new: str, said: str) -> None:
    assert old in SMALL
    found = [str(mistake) for mistake in check(SMALL.replace(old, new, 1), "fair.toml")]
    assert f"fair.toml:{said}".replace("…", "day.session[1].activity.") in found


NOT_TOML = [
    ("title = ", "fair.toml:1: not TOML"),
    ("title = 'x'\n\n[[day]\n", "fair.toml:3: not TOML, at column 6"),
    ("a = 1\na = 2\n", "fair.toml:2: not TOML, at column 6"),
    ("date = 2025-02-30\n", "fair.toml:1: not TOML"),
    ("a = 1\nb = '''\n\n", "fair.toml:2: not TOML"),
    ("a = 1\nb = " + "[" * 3000, "fair.toml:1: lists or tables are nested too deep"),
    ("a = 1\nb = " + "9" * 4400, "fair.toml:2: the line has 4404 letters, more than 4000"),
    ("a = 1\na" + ".b" * 201 + " = 1", "fair.toml:2: the line has more than 200 dots"),
    ("a = 1\nb = '\udc80'", "fair.toml:2: the line is not valid Unicode"),
    ("#\n" * 131_073, "fair.toml:1: the file has 262146 bytes, more than 262144"),
    ("a = '\x00'", "fair.toml:1: not TOML"),
]


@pytest.mark.parametrize(("source", "said"), NOT_TOML, ids=range(len(NOT_TOML)))
def test_what_is_not_toml_is_refused_with_its_line(source: str, said: str) -> None:
    (mistake,) = check(source, "fair.toml")
    assert str(mistake).startswith(said)  # what follows are tomllib's words


def test_every_mistake_is_told_and_not_only_the_first() -> None:
    source = """\
title = "x"
languages = ["en", "pl"]
group = 3

[[day]]
title = {en = "One", pl = "Dzień"}
[[day.session]]
key = "a"
title.en = "A"
[[day.session]]
key = "a"
title = 3
"""
    assert [str(mistake) for mistake in check(source, "two.toml")] == [
        "two.toml:1: title.pl: missing, expected the text in pl, a language of the programme",
        'two.toml:3: group: "group" is not a key that is known here; did you mean "groups"?',
        "two.toml:9: day[1].session[1].title.pl: missing, expected the text in pl, a language of the programme",
        'two.toml:11: day[1].session[2].key: "a" is not a key of its own, line 8 has it already',
        "two.toml:12: day[1].session[2].title: 3 is not a text of at most 120 letters",
    ]


def test_a_day_goes_forward_and_so_do_days() -> None:
    source = """\
title = "x"
[[day]]
number = 2
date = 2025-03-04
session = [
  {title = "A", starts = "09:00", ends = "10:00"},
  {title = "Break"},
  {title = "B", starts = "09:59", ends = "10:30"},
]
[[day]]
date = 2025-03-04
"""
    assert [str(mistake) for mistake in check(source, "x.toml")] == [
        'x.toml:8: day[1].session[3].starts: "09:59" is not 10:00 or later, when the session before has ended',
        "x.toml:10: day[2].number: 2 is not a number above 2, which is the day before",
        "x.toml:11: day[2].date: 2025-03-04 is not after 2025-03-04, the date of the day before",
    ]


def test_stages_stand_in_the_order_in_which_they_build_on_each_other() -> None:
    stages = [
        f'{{does = "{does}", key = "{key}", title = "T", instruction = "I", length = "1 min"}},\n'
        for does, key in [("vote", "a"), ("ideate", "b"), ("vote", "c"), ("detail", "a"), ("cluster", "d")]
    ]
    source = f'title = "x"\n[[day.session]]\ntitle = "S"\n[day.session.activity]\nstage = [\n{"".join(stages)}]'
    assert [str(mistake).replace("day.session[1].activity.", "…") for mistake in check(source, "x.toml")] == [
        'x.toml:7: …stage[2].does: "ideate" is not in its place: it comes before "vote"',
        'x.toml:8: …stage[3].does: "vote" is not in an activity twice: one stage does it already',
        'x.toml:9: …stage[4].key: "a" is not a key of its own, line 6 has it already',
        'x.toml:10: …stage[5].does: "cluster" is not what a solve activity does: define, ideate, vote, select, detail',
    ]


def test_topics_come_from_what_was_shared_before() -> None:
    later = ACADEMY.replace('topics_from = "share"', 'topics_from = "solve"')
    line = later[: later.index("topics_from")].count("\n") + 1
    assert [str(mistake) for mistake in check(later, "academy.toml")] == [
        f'academy.toml:{line}: day[4].session[5].activity.topics_from: "solve" is not '
        "the key of a share activity that comes before: share"
    ]


def test_a_file_of_nothing_but_mistakes_is_told_in_part() -> None:
    source = "".join(f"k{number} = 1\n" for number in range(20_000))
    assert len(check(source, "x.toml")) == 200


def test_what_cannot_be_used_is_told_in_one_exception() -> None:
    with pytest.raises(ProgrammeMistakes, match=r"fair\.toml:1: title: missing") as wrong:
        read("groups = 0", "fair.toml")
    assert len(wrong.value.mistakes) == 3


# Laws

LINES = ACADEMY.split("\n")
PARTS = 8
"""In which each line is left out once, so that several workers share them."""
SCRAPS = ["", "[[day]]", "[day]", '"', "'''", "]", "}", "= 3", "a.b.c = 1", "title = 3", "[" * 200, "\x00", "length"]
VALUES = ["true", "-1", '""', '"x"', "[]", "{}", "1e400", "nan", "2025-01-01", "07:32:00", "[[1]]", "{a.b = {}}"]


@st.composite
def spoilt(draw: DrawFn) -> str:
    """The academy with up to three of its lines lost, doubled, scrambled, or given another value."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 3))):
        index = draw(st.integers(0, len(lines) - 1))
        line = lines[index]
        middle = len(line) // 2
        other_value = line.partition(" = ")[0] + " = " + draw(st.sampled_from(VALUES))
        torn = line[:middle] + draw(st.text(max_size=8)) + line[middle:]
        scrap = draw(st.sampled_from(SCRAPS))
        lines[index : index + 1] = draw(st.sampled_from([[], [line, line], [other_value], [torn], [scrap]]))
    return "\n".join(lines)


@settings(max_examples=200, deadline=None)
@given(spoilt())
def test_a_spoilt_file_is_read_or_its_mistakes_are_told(source: str) -> None:
    for mistake in check(source, "academy.toml"):
        assert 1 <= mistake.line <= source.count("\n") + 1
        assert str(mistake).startswith(f"academy.toml:{mistake.line}: ")
        assert "\n" not in str(mistake)


@pytest.mark.parametrize("first", range(PARTS))
def test_the_academy_without_any_one_line_is_read_or_its_mistakes_are_told(first: int) -> None:
    for number in range(first, len(LINES), PARTS):
        source = "\n".join(LINES[:number] + LINES[number + 1 :])
        assert all(1 <= mistake.line < len(LINES) for mistake in check(source, "academy.toml"))
