"""The architecture, held: imports go one way, files stay small, names mean what `ARCHITECTURE.md` says they mean."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_FILE = 350

# What `moot.rooms` may import: nothing that reads a clock, a disk or a network. `random` only as a seeded `Random`.
PURE = frozenset(
    "__future__ bisect collections collections.abc dataclasses datetime difflib enum fractions functools hashlib heapq "
    "csv io itertools json math msgspec operator random re string struct tomllib types typing unicodedata".split()
)
# Doors in pure modules that lead outside.
IMPURE_CALL = re.compile(r"open|print|input|random\.(?!Random$).*|(date|datetime)(\.datetime)?\.(now|utcnow|today)")
# Names that say nothing, and words that mean something else here or nothing at all.
EMPTY_NAMES = frozenset("utils util helpers helper common misc manager service handler".split())
OTHER_WORDS = frozenset(
    "event project course phase card sticky column poll like admin host user command mutation offset backup filter dto "
    "token awareness channel team".split()
)

PYTHON = sorted((ROOT / "moot").rglob("*.py"))
CLIENT = sorted(path for path in (ROOT / "client/src").rglob("*") if path.suffix in (".ts", ".tsx", ".css"))
GENERATED = ROOT / "client/src/protocol.ts"
WRITTEN = [path for path in PYTHON + CLIENT if path != GENERATED]
RULES = [path for path in PYTHON if path.is_relative_to(ROOT / "moot/rooms")]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [path for name in listed.decode().split("\0") if name and (path := ROOT / name).is_file()]


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


@pytest.mark.parametrize("path", RULES, ids=_name)
def test_the_rules_import_nothing_that_reaches_outside(path: Path) -> None:
    outside = [name for name in _imports(path) if name not in PURE and not f"{name}.".startswith("moot.rooms.")]
    assert not outside, f"{_name(path)} imports {outside}; moot.rooms is pure"


@pytest.mark.parametrize("path", RULES, ids=_name)
def test_the_rules_ask_no_clock_no_chance_and_no_disk(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    names = ((ast.unparse(call.func), call.lineno) for call in calls)
    impure = [f"{name}, line {line}" for name, line in names if IMPURE_CALL.fullmatch(name)]
    assert not impure, f"{_name(path)} calls {impure}; time, ids and chance come in as arguments"


@pytest.mark.parametrize("path", WRITTEN, ids=_name)
def test_a_file_holds_one_concept(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= LONGEST_FILE, f"{_name(path)} has {lines} lines: what is its second concept?"


@pytest.mark.parametrize("path", PYTHON + CLIENT, ids=_name)
def test_a_file_is_named_by_a_word_of_the_domain(path: Path) -> None:
    parts = path.relative_to(ROOT).with_suffix("").parts
    words = {word for part in parts for word in re.split(r"[^a-z]+", re.sub("([A-Z])", r"_\1", part).lower())}
    wrong = words & (EMPTY_NAMES | OTHER_WORDS)
    assert not wrong, f"{_name(path)}: {wrong} says nothing, or is not our word for it"


@pytest.mark.parametrize("path", PYTHON, ids=_name)
def test_a_module_says_in_a_sentence_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), f"{_name(path)} has no docstring"


def test_the_project_names_no_place_it_was_made_in() -> None:
    # Put together here, so that this file does not name them either.
    secrets = [
        "/" + "work/",
        "../sha" + "red",
        "//regis" + "try",
        "py" + "pi.org",
        "npm" + "js.",
        "/opt/" + "wheels",
        "/ro" + "ot/",
    ]
    found = [
        f"{_name(path)}:{number}: {place}"
        for path in _tracked()
        for number, line in enumerate(path.read_text("utf-8", errors="ignore").splitlines(), 1)
        for place in secrets
        if place in line
    ]
    assert not found, "\n".join(found)


def test_pages_keep_scripts_and_styles_in_files() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    found = [
        f"{_name(path)}: {match[0]}"
        for path in sorted((ROOT / "moot/server").rglob("*.html"))
        for match in inline.finditer(path.read_text("utf-8"))
        if 'type="application/json"' not in match[0]
    ]
    assert not found, "the content security policy refuses these:\n" + "\n".join(found)
