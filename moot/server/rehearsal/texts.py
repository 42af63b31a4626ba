"""What simulated people say: challenges, causes, ideas, plans; what stands in their canvases, and what others think."""

from __future__ import annotations

import csv
import random
from functools import cache
from importlib.resources import files
from typing import Literal

from moot.rooms.canvases.canvas import Smart

ANY = "*"
"""In the files: fits every challenge, or every idea."""


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """A file of `rehearsal_data`."""
    text = (files("moot.server") / "rehearsal_data" / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def challenges() -> list[str]:
    return list(dict.fromkeys(row["challenge"] for row in rows("challenges")))


def voices() -> list[str]:
    """Challenges as members would put them."""
    return [row["voice"] for row in rows("voices")]


def causes(challenge: str) -> list[str]:
    return list(dict.fromkeys(row["root_cause"] for row in rows("challenges") if row["challenge"] == challenge))


def ideas(challenge: str) -> list[str]:
    """Ideas for a challenge; for one that nobody foresaw, ideas that fit any."""
    known = [row["idea"] for row in rows("ideas") if row["challenge"] == challenge]
    return known or [row["idea"] for row in rows("ideas") if row["challenge"] == ANY]


@cache
def themes() -> dict[str, str]:
    """What a note is about, by its text: the name of the cluster it belongs to."""
    return {row["voice"]: row["challenge"] for row in rows("voices")} | {
        row["idea"]: row["theme"] for row in rows("ideas")
    }


def plan(idea: str) -> dict[str, list[str]]:
    """The lines of a plan, by field of the detail stage."""
    plans = {row["idea"]: row for row in rows("plans")}
    row = plans.get(idea, plans[ANY])
    return {field: _sentences(text) for field, text in row.items() if field != "idea"}


def is_planned(idea: str) -> bool:
    """Whether somebody has thought an idea through: what the others like to vote for."""
    return any(row["idea"] == idea for row in rows("plans"))


def cell(column: str, whose: str, number: int) -> str:
    """What somebody writes under a column, in the row of a number: what stands in one row fits together."""
    known = _under(column) or tuple(row["thought"] for row in rows("thoughts"))
    return known[(random.Random(whose).randrange(len(known)) + number) % len(known)]


@cache
def _under(column: str) -> tuple[str, ...]:
    """A head names all the columns that the texts below it fit."""
    heads = ((name, head) for name in ("stakeholders", "steps") for head in rows(name)[0])
    return next((tuple(row[head] for row in rows(name)) for name, head in heads if column in head.split()), ())


def kind(indicator: dict[str, str]) -> Literal["quantitative", "qualitative"]:
    return "qualitative" if indicator["kind"] == "qualitative" else "quantitative"


def smart(indicator: dict[str, str]) -> dict[Smart, str]:
    """The answers to the five questions about an indicator."""
    questions: tuple[Smart, ...] = ("specific", "measurable", "achievable", "relevant", "time-bound")
    return {question: indicator[question] for question in questions}


def remarks(on: str) -> list[str]:
    """What is said of a presented canvas or in a form, in a check-in, or put behind a statement."""
    return [row["remark"] for row in rows("remarks") if row["on"] == on]


def opinion(whose: str) -> str:
    """What somebody says of another's canvas; the same, whenever they are asked."""
    return random.Random(whose).choice(rows("opinions"))["opinion"]


def change(opinion: str) -> str:
    """What the owner of the canvas writes because of it."""
    known = {row["opinion"]: row["change"] for row in rows("opinions")}
    return known.get(opinion, "Changed after feedback.")


def share(texts: list[str], room: str, rank: int, of: int, most: int) -> list[str]:
    """What one of a room's people says of all that could be said there; no two say the same if there is enough."""
    told = random.Random(room).sample(texts, k=-(-len(texts) * 4 // 5))  # so that rooms differ
    return (told[rank::of] or [told[rank % len(told)]])[:most]


def new_id(chance: random.Random) -> str:
    return "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=12))


def _sentences(text: str) -> list[str]:
    return [f"{sentence.rstrip('.')}." for sentence in text.split(". ")]
