"""Boards as pictures: SVG or PNG, a file each; several in a zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Literal

from moot.rooms.results.report import Report, Wall, WallNote
from moot.server.catalogue import translate
from moot.server.results.labels import Labels
from moot.server.results.typesetting import Press

MADE = (1980, 1, 1, 0, 0, 0)


def pictures(report: Report, press: Press, format: Literal["svg", "png"]) -> bytes:
    """One picture as it is; none, or several, in a zip."""
    labels = Labels(translate(report.language))
    walls = press.printable(dict(_walls(report, labels)))
    made = [(name, press.typeset("board.typ", "wall", wall, report.made_at, format)) for name, wall in walls.items()]
    if len(made) == 1:
        return made[0][1]
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, picture in made:
            entry = zipfile.ZipInfo(f"{name}.{format}", MADE)  # our names: nobody's text names a file
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, picture)
    return whole.getvalue()


def _walls(report: Report, labels: Labels) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, chapter in enumerate(report.chapters, 1):
        for block in chapter.blocks:
            if isinstance(block, Wall):
                title = f"{labels.chapter(chapter)} · {labels.room(block.room)}"
                yield f"board-{number}-group-{block.room}", _told(block, title, report.language, labels)


def _told(wall: Wall, title: str, language: str, labels: Labels) -> dict[str, Any]:
    return {
        "title": title,
        "language": language,
        "sections": [
            {
                "title": section.title or labels.words.gettext("A challenge without a name"),
                "groups": [
                    {"title": group.title, "notes": [_note(note, wall) for note in group.notes]}
                    for group in section.groups
                ],
            }
            for section in wall.sections
        ],
    }


def _note(note: WallNote, wall: Wall) -> dict[str, Any]:
    foot = " · ".join(part for part in (note.by, wall.legend.get(note.colour, ""), *note.merged) if part)
    return {"text": note.text, "foot": foot, "colour": note.colour}
