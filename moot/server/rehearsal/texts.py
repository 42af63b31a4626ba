"""What simulated people say: challenges in their own words, root causes, ideas by theme, plans."""

from __future__ import annotations

import csv
import random
from functools import cache
from importlib.resources import files

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


def share(texts: list[str], room: str, rank: int, of: int, most: int) -> list[str]:
    """What one of a room's people says of all that could be said there; no two say the same if there is enough."""
    told = random.Random(room).sample(texts, k=-(-len(texts) * 4 // 5))  # so that rooms differ
    return (told[rank::of] or [told[rank % len(told)]])[:most]


def new_id(chance: random.Random) -> str:
    return "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=12))


def _sentences(text: str) -> list[str]:
    return [f"{sentence.rstrip('.')}." for sentence in text.split(". ")]
