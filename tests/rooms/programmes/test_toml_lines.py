"""Whoever made a mistake in a file is told the line."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moot.rooms.programmes.toml_lines import Path, lines_of
from moot.server.programmes import builtin


def paths(value: object, path: Path = ()) -> set[Path]:
    if isinstance(value, dict):
        return {path}.union(*(paths(item, (*path, key)) for key, item in value.items()))
    if isinstance(value, list):
        return {path}.union(*(paths(item, (*path, index)) for index, item in enumerate(value)))
    return {path}


TRICKY = '''\
a.b . "c d" = [ [1, 2], # one ] two
  ["]", '#', """x"""""], {q = "}", r.s = 1979-05-27 07:32:00}
]   # "
s = """
[[day]]
\\""" still """
[t.u] # [x]
'a.b' = \'\'\'
[no]\'\'\'\'\'
"\\u00e9" = 1
[[t.u.v]]
[[t.u.v]]
w = {}
[t.u.v.x]
y = []
'''


@pytest.mark.parametrize("source", [TRICKY, TRICKY.replace("\n", "\r\n"), *builtin().values()])
def test_a_line_is_known_for_all_that_a_text_holds(source: str) -> None:
    assert set(lines_of(source)) == paths(tomllib.loads(source)) - {()}


def test_lines_are_those_on_which_things_stand() -> None:
    lines = lines_of(TRICKY)
    assert lines["a", "b", "c d", 1, 1] == 2
    assert lines["a", "b", "c d", 2, "r", "s"] == 2
    assert (lines["s",], lines["t", "u"], lines["t", "u", "a.b"], lines["t", "u", "é"]) == (4, 7, 8, 10)
    assert (lines["t", "u", "v"], lines["t", "u", "v", 1], lines["t", "u", "v", 1, "x", "y"]) == (11, 12, 15)


names = st.sampled_from(["a", "b", "c", '"a b"', "'c.d'", '"\\u00e9"', "0", "-"])
dotted = st.lists(names, min_size=1, max_size=3).map(" . ".join)
scalars = st.sampled_from(
    ["1", "-0.5e3", "true", "1979-05-27 07:32:00Z", '"#\\""', "'[\\'", '""', "''''''", '"""\n[a]\n\\""""""']
)
gaps = st.sampled_from(["", " ", "\n", " # ]}\n"])
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.tuples(gaps, st.lists(inner, max_size=3), gaps).map(
            lambda made: f"[{made[0]}{f',{made[2]}'.join(made[1])}{made[0]}]"
        ),
        st.lists(st.tuples(dotted, inner), max_size=2).map(
            lambda pairs: "{" + ", ".join(f"{key} = {value}" for key, value in pairs) + "}"
        ),
    ),
    max_leaves=6,
)
statements = st.one_of(
    dotted.map("[{}]".format),
    dotted.map("[[ {} ]] # [[x]]".format),
    st.builds("{} = {}".format, dotted, values),
    st.just("# a = 1"),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(statements, max_size=8).map("\n".join))
def test_a_line_is_known_for_all_that_any_text_holds(source: str) -> None:
    try:
        read = tomllib.loads(source)
    except tomllib.TOMLDecodeError:
        return
    lines = lines_of(source)
    assert set(lines) == paths(read) - {()}
    assert all(1 <= line <= source.count("\n") + 1 for line in lines.values())
