"""RULES.md: each rule has its own number, and each that a test cites is there."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
RULES = (ROOT / "moot/rooms/RULES.md").read_text("utf-8")
GIVEN = Counter(re.findall(r"^- \*\*([A-Z]\d+)\*\*", RULES, re.MULTILINE))
LETTERS = "".join({rule[0] for rule in GIVEN})


def cited() -> dict[str, list[str]]:
    """Rule → the tests' files that cite it."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for quoted in re.findall(r'"""[^"]*"""', path.read_text("utf-8")):
            for rule in re.findall(rf"\b([{LETTERS}]\d+)\b", quoted):
                found.setdefault(rule, []).append(path.name)
    return found


def test_no_number_is_given_twice() -> None:
    assert [rule for rule, times in GIVEN.items() if times > 1] == []


def test_every_rule_that_a_test_cites_is_there() -> None:
    assert {rule: files for rule, files in cited().items() if rule not in GIVEN} == {}


def test_every_rule_is_cited_by_a_test() -> None:
    assert sorted(set(GIVEN) - set(cited())) == []
