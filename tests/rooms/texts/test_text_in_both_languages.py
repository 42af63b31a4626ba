"""Python and the browser carry edits over each other in the same way: each runs cases that the other made."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from moot.rooms.texts.text import Text, carry, edited, mapped
from tests.rooms.texts.make_text_vectors import ROOT, VECTORS, made_here, made_in_browser
from tests.rooms.texts.writers import LONG


@pytest.fixture(autouse=True)
def _needs_node() -> None:
    assert shutil.which("node"), "Node is missing, and with it the browser's half of these tests"


def run_in_browsers_language(vectors: Path) -> None:
    command = ["node", "tests/run_client.mjs", "--test", "client/src/text.test.mjs"]
    told = {**os.environ, "TEXT_VECTORS": str(vectors)}
    ran = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def run_here(half: dict[str, Any]) -> None:
    for pair in half["pairs"]:
        check_pair(**pair)
    for conversation in half["conversations"]:
        check_conversation(conversation["text"], conversation["asked"], conversation["ends"])


def check_pair(text: str, a: Any, b: Any, end: str, **over: Any) -> None:
    assert mapped(b, a) == over["b over a"]
    assert mapped(a, b, before=True) == over["a over b, before"]
    for first, second in ((a, over["b over a"]), (b, over["a over b, before"])):
        assert edited(edited(Text(text), first), second).value == end


def check_conversation(value: str, asked: list[dict[str, Any]], ends: list[str]) -> None:
    text = Text(value)
    for ask in asked:
        took_effect = carry(text, ask["revision"], ask["edit"], LONG)
        text = edited(text, took_effect)
        assert (took_effect, text.value) == (ask["took effect"], ask["value"])
    assert ends == [text.value] * len(ends)


def test_the_browser_agrees_with_the_kept_cases() -> None:
    run_in_browsers_language(VECTORS)


def test_python_agrees_with_the_kept_cases_of_the_browser() -> None:
    run_here(json.loads(VECTORS.read_text())["made in the browser's language"])


def test_the_kept_cases_of_python_are_as_python_makes_them_now() -> None:
    kept = json.loads(VECTORS.read_text())["made in Python"]
    assert kept == json.loads(json.dumps(made_here(seed=1, cases=len(kept["pairs"]))))


def test_both_agree_on_fresh_cases(tmp_path: Path) -> None:
    seed = int.from_bytes(os.urandom(3), "big")
    print(f"seed {seed}")
    run_here(made_in_browser(seed, cases=300))
    fresh = tmp_path / "vectors.json"
    fresh.write_text(json.dumps({"made in Python": made_here(seed, cases=300)}))
    run_in_browsers_language(fresh)
