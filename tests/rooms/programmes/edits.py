"""Programmes that were changed in one place, as a trainer would and would not: by their documents, read anew."""

import random
from collections.abc import Callable
from typing import Any

from moot.rooms.programmes.change import ChangeProgramme, revision_of
from moot.rooms.programmes.file import Document, ProgrammeMistakes, read_document
from moot.rooms.programmes.programme import Programme
from moot.rooms.programmes.text import document_of
from moot.rooms.workshop import Workshop

Part = dict[str, Any]


def edited(programme: Programme, edit: Callable[[Document], object]) -> Programme:
    document = document_of(programme)
    edit(document)
    return read_document(document, "edited")


def activity(document: Document, key: str) -> Part:
    return next(
        a for d in document["day"] for s in d.get("session", []) for a in s.get("activity", []) if a["key"] == key
    )


def part(parts: list[Part], key: str) -> Part:
    return next(one for one in parts if one.get("key") == key)


def session_of(document: Document, key: str) -> Part:
    sessions = [s for d in document["day"] for s in d.get("session", [])]
    return next(s for s in sessions if any(a["key"] == key for a in s.get("activity", [])))


def without(document: Document, key: str) -> None:
    """Without an activity."""
    session = session_of(document, key)
    session["activity"] = [one for one in session["activity"] if one["key"] != key]
    session["interactive"] = bool(session["activity"])


def another_programme(workshop: Workshop, dice: random.Random) -> ChangeProgramme:
    """Changed here and there; whether it may take the other's place is not looked at."""
    for _ in range(4):
        document = document_of(workshop.programme)
        dice.choice(EDITS)(document, dice)
        try:
            return ChangeProgramme(read_document(document, "edited"), revision_of(workshop.programme))
        except ProgrammeMistakes:
            continue
    return ChangeProgramme(workshop.programme, "stale")


def _activities(document: Document) -> list[Part]:
    return [a for d in document["day"] for s in d.get("session", []) for a in s.get("activity", [])]


def _less(document: Document, dice: random.Random) -> None:
    without(document, dice.choice(_activities(document))["key"])


def _less_of_a_part(document: Document, dice: random.Random) -> None:
    one = dice.choice(_activities(document))
    parts = [
        of for of in (one.get("stage"), one.get("canvas", {}).get("column"), one.get("form", {}).get("field")) if of
    ]
    chosen = dice.choice(parts)
    chosen.pop(dice.randrange(len(chosen)))


def _sections(document: Document, dice: random.Random) -> None:
    one = dice.choice([a for a in _activities(document) if a["kind"] in ("share", "solve")])
    one["sections"] = [{"en": f"Part {n}", "pl": f"Część {n}"} for n in range(dice.randrange(4))]


def _anonymous(document: Document, dice: random.Random) -> None:
    one = dice.choice([a for a in _activities(document) if a["kind"] in ("share", "solve")])
    one["anonymous"] = not one.get("anonymous")


def _stage(document: Document, dice: random.Random) -> None:
    one = dice.choice(dice.choice(_activities(document))["stage"])
    one["length"] = f"{dice.randrange(1, 60)} min"
    one["title"] = {"en": "Anew", "pl": "Na nowo"}
    if one["does"] in ("ideate", "collect"):
        one["private"] = not one.get("private")


def _column(document: Document, dice: random.Random) -> None:
    canvas = dice.choice([a for a in _activities(document) if "canvas" in a])["canvas"]
    words = {"en": "New", "pl": "Nowa"}
    key = f"new-{dice.randrange(100)}"
    canvas["column"].insert(dice.randrange(len(canvas["column"]) + 1), {"key": key, "title": words})
    if dice.random() < 0.3:
        canvas["scope"] = dice.choice(("person", "group"))


def _move_session(document: Document, dice: random.Random) -> None:
    day = dice.choice([d for d in document["day"] if len(d.get("session", [])) > 1])
    sessions = day["session"]
    one = sessions.pop(dice.randrange(len(sessions)))
    for time in ("starts", "ends"):
        one.pop(time, None)
    sessions.insert(dice.randrange(len(sessions) + 1), one)


EDITS = (_less, _less_of_a_part, _sections, _anonymous, _stage, _stage, _column, _column, _move_session)
