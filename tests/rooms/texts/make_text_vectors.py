"""Writes the cases of `text_vectors.json`: half made here, half in the browser's language, each to be run by the other.

`python -m tests.rooms.texts.make_text_vectors`, from the root, with Node.
"""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from moot.rooms.texts.text import Text, edited, mapped, replacing
from tests.rooms.texts.writers import Table, Writer, a_change, a_text, an_edit

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
VECTORS = HERE / "text_vectors.json"


def made_here(seed: int, cases: int) -> dict[str, Any]:
    chance = Random(seed)
    makers: dict[str, Callable[[Random], Any]] = {
        "pairs": _pair,
        "replacements": _replacement,
        "conversations": _conversation,
    }
    return {name: [make(chance) for _ in range(cases)] for name, make in makers.items()}


def made_in_browser(seed: int, cases: int) -> dict[str, Any]:
    """Made by `SharedText` and `ChangeSet` themselves."""
    maker = str(HERE / "make_text_vectors.mjs")
    command = ["node", "tests/run_client.mjs", maker, str(seed), str(cases)]
    made: dict[str, Any] = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    return made


def _pair(chance: Random) -> dict[str, Any]:
    value = a_text(chance)
    a, b = an_edit(chance, value), an_edit(chance, value)
    b_after, a_after = mapped(b, a), mapped(a, b, before=True)
    end = edited(edited(Text(value), a), b_after).value
    return {"text": value, "a": a, "b": b, "b over a": b_after, "a over b, before": a_after, "end": end}


def _replacement(chance: Random) -> dict[str, Any]:
    old = a_text(chance)
    new = a_change(chance, old)
    return {"old": old, "new": new, "edit": replacing(old, new)}


def _conversation(chance: Random) -> dict[str, Any]:
    value = a_text(chance)
    table = Table(value)
    writers = [Writer(table) for _ in range(chance.randint(2, 4))]
    steps = [step for _ in range(chance.randint(5, 30)) if (step := _step(chance, writers))]
    for _ in range(2):
        steps += [["sends", who, writer.sends()] for who, writer in enumerate(writers)]
        for who, writer in enumerate(writers):
            while step := _hears(who, writer):
                steps.append(step)
    journal = [edit for _, edit in table.journal]
    return {"text": value, "people": len(writers), "steps": steps, "journal": journal, "end": table.text.value}


def _step(chance: Random, writers: list[Writer]) -> list[Any] | None:
    who = chance.randrange(len(writers))
    writer = writers[who]
    match chance.choice(("types", "sends", "hears")):
        case "types" if writer.waiting is None:
            new = a_change(chance, writer.value)
            if new != writer.value:
                writer.types(replacing(writer.value, new))
            return ["types", who, new]
        case "sends":
            return ["sends", who, writer.sends()]
        case _:
            return _hears(who, writer)


def _hears(who: int, writer: Writer) -> list[Any] | None:
    whose = writer.hears()
    return whose and ["hears", who, writer.value, whose == "one's own"]


if __name__ == "__main__":
    halves = {"made in Python": made_here(seed=1, cases=40), "made in the browser's language": made_in_browser(1, 40)}
    VECTORS.write_text(json.dumps(halves, ensure_ascii=False, separators=(",", ":")).replace("},{", "},\n{") + "\n")
