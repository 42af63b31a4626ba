"""What a cell said before: who wrote what and when, read out of the journal, where all of it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from moot.rooms.asking import Change
from moot.rooms.canvases.canvas import CellValue, first_plan, keys_of_person, owned
from moot.rooms.canvases.cell import CellSet, CellWritten
from moot.rooms.shape import Value
from moot.rooms.texts.text import Text, edited

if TYPE_CHECKING:
    from moot.rooms.entry import Entry
    from moot.rooms.workshop import Workshop

TURN_MS = 60_000
"""What one person writes without a longer break, and without somebody else between, is one version."""
VERSIONS = 100
"""As many are shown, the newest of them."""


class Version(Value, kw_only=True):
    by: str
    at: int
    """When its last letter was written, in milliseconds since 1970."""
    text: str = ""
    value: CellValue | None = None
    """In a column of another type than text."""


def may_look_back(workshop: Workshop, canvas: str, person: str) -> bool:
    """Whose canvas it is, and who trains."""
    if workshop.people[person].role == "participant":
        return canvas in keys_of_person(workshop, person)
    return workshop.people[person].role != "projector" and first_plan(workshop, owned(canvas).activity) is not None


def versions_of(entries: Iterable[Entry], canvas: str, place: str) -> tuple[Version, ...]:
    """Of the cell at a place, `row/column`; the newest last."""
    text, versions = Text(), list[Version]()
    for entry in entries:
        for deed in entry.deeds:
            for change in deed.did:
                if not _is_about(change, canvas, place):
                    continue
                if isinstance(change, CellWritten):
                    text = edited(text, change.edit)
                    _put(versions, Version(by=deed.by, at=entry.at, text=text.value))
                elif isinstance(change, CellSet):
                    _put(versions, Version(by=deed.by, at=entry.at, value=change.value))
    return tuple(versions[-VERSIONS:])


def _is_about(change: Change, canvas: str, place: str) -> bool:
    return isinstance(change, CellWritten | CellSet) and change.canvas == canvas and change.place == place


def _put(versions: list[Version], version: Version) -> None:
    """In place of the last one, while the same person goes on."""
    last = versions[-1] if versions else None
    if last and last.by == version.by and version.at - last.at < TURN_MS:
        versions.pop()
    versions.append(version)
