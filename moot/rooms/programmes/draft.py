"""What an editor is told of a draft: what is wrong in it and where, and what stands in the way of taking it on now."""

from __future__ import annotations

from moot.rooms.asking import Moment
from moot.rooms.programmes.change import ChangeProgramme, revision_of
from moot.rooms.programmes.file import Document, Mistake, ProgrammeMistakes, draft_of, read, read_document
from moot.rooms.programmes.text import document_of
from moot.rooms.programmes.work import Obstacle, obstacles
from moot.rooms.record.effect import Effect, effect_of
from moot.rooms.shape import Value
from moot.rooms.workshop import Workshop


class Draft(Value, kw_only=True):
    mistakes: tuple[Mistake, ...] = ()
    document: Document | None = None
    """Where it was not known: of a file that was read, of the workshop as it is now."""
    revision: str = ""
    """Of the programme of the workshop as it is now."""
    obstacles: tuple[Obstacle, ...] = ()
    effect: Effect | None = None
    """Of taking it on in the workshop."""


def told_of(document: Document, name: str) -> Draft:
    """Of a draft by itself."""
    try:
        read_document(document, name)
    except ProgrammeMistakes as wrong:
        return Draft(mistakes=tuple(wrong.mistakes))
    return Draft()


def told_in(workshop: Workshop, document: Document, of: str, who: str, when: Moment) -> Draft:
    """Of a draft in the place of a workshop's programme; it was made from that of the revision `of`."""
    revision = revision_of(workshop.programme)
    try:
        programme = read_document(document, workshop.programme.key)
    except ProgrammeMistakes as wrong:
        return Draft(mistakes=tuple(wrong.mistakes), revision=revision)
    return Draft(
        revision=revision,
        obstacles=tuple(obstacles(workshop, programme)),
        effect=effect_of(workshop, ChangeProgramme(programme, of), who, when),
    )


def draft_in(source: str, name: str) -> Draft:
    """What the text of a file says: with every key and number once it is without mistakes, else as it stands there.

    Raises `ProgrammeMistakes` if it is not TOML.
    """
    draft = draft_of(source, name)
    try:
        return Draft(document=document_of(read(source, name)))
    except ProgrammeMistakes:
        return Draft(document=draft)


def programme_now(workshop: Workshop) -> Draft:
    return Draft(document=document_of(workshop.programme), revision=revision_of(workshop.programme))
