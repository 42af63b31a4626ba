"""What is held about somebody, as a page says it: in the words of the programme, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator

from moot.rooms.canvases.canvas import owned, plans_of
from moot.rooms.protection.held import Held
from moot.rooms.results.canvases import value_text
from moot.rooms.results.deeds import answers_by_form
from moot.rooms.results.naming import Names
from moot.rooms.view import view, viewer_of
from moot.rooms.workshop import Workshop

Named = list[tuple[str, str]]
"""Texts by what they are about: the title of a column, a question."""


def names_for(workshop: Workshop, held: Held, language: str) -> Names:
    """Of others, it knows those whom the person sees anyway."""
    return Names(view(workshop, viewer_of(workshop, held.person.id)), {}, language)


def cells_of(workshop: Workshop, held: Held, names: Names) -> Iterator[tuple[str, Named]]:
    """Each canvas by its title, with what stands in its cells; statements are about nothing."""
    for key, canvas in held.canvases.items():
        columns = {column.key: column for plan in plans_of(workshop, key) for column in plan.columns}
        titles = {column.key: names.said(column.title) for column in columns.values()}
        texts = {place: text.value for place, text in canvas.texts.items()}
        for place, value in canvas.values.items():
            column = columns.get(place.partition("/")[2])
            texts[place] = value_text(value, column.choices, names) if column else ""
        named = [(titles.get(place.partition("/")[2], ""), text) for place, text in texts.items() if text]
        yield names.said(workshop.activities[owned(key).activity].title), named


def answers_of(workshop: Workshop, held: Held, names: Names) -> Iterator[tuple[str, Named]]:
    """Each form by its title, with what was answered."""
    return answers_by_form(workshop, held.answers, names)
