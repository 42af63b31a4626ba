"""What would go with a person who is erased, as far as the trainer who is asked sees it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from moot.rooms.protection.mention import Mentions, is_unmistakable
from moot.rooms.shape import Value, changed
from moot.rooms.words import same_name
from moot.rooms.workshop import Workshop


class Loss(Value, kw_only=True):
    notes: int = 0
    """That they shared, and that stay without an author."""
    questions: int = 0
    feedback: int = 0
    """That they gave."""
    cells: int = 0
    """Of their own canvases."""
    received: int = 0
    """Feedback on these."""
    check_ins: int = 0
    mentions: int = 0
    """Texts of others in which their name stands."""
    programme: int = 0
    """Texts of the programme in which it stands."""
    consent: bool = False
    """Whether it stands in the text that people agree to, which stays as it is."""
    replaced: bool = False
    """Whether a name like theirs is replaced there."""


def loss_of(view: Workshop, person: str) -> Loss:
    """`view` is that of a trainer who has opened everything: it tells of no secret."""
    own = [canvas for key, canvas in view.canvases.items() if key.endswith(f":{person}")]
    boards = [board for room in view.rooms.values() for board in room.boards.values()]
    name = view.people[person].name
    others = (one.name for one in view.people.values() if one.id != person)
    return Loss(
        notes=sum(note.by == person for board in boards for note in board.notes.values()),
        questions=sum(question.by == person for question in view.questions.values()),
        feedback=sum(given.by == person for canvas in view.canvases.values() for given in canvas.feedback.values()),
        cells=sum(canvas.says(place) for canvas in own for place in {**canvas.texts, **canvas.values}),
        received=sum(len(canvas.feedback) for canvas in own),
        check_ins=len(view.check_ins.get(person, {})),
        mentions=_mentions(view, own, name),
        programme=_count(changed(view.programme, consent={}), name),
        consent=_count(view.programme.consent, name) > 0,
        replaced=is_unmistakable(name) and same_name(name) not in map(same_name, others),
    )


def _mentions(view: Workshop, own: list[Any], name: str) -> int:
    others = {key: canvas for key, canvas in view.canvases.items() if canvas not in own}
    said = changed(view, people={}, canvases=others, record=(), programme=type(view.programme)(key="", title={}))
    return _count(said, name)


def _count(said: Any, name: str) -> int:
    """The texts in which it stands."""
    return sum(map(Mentions({name: ""}).are_in, _texts(msgspec.to_builtins(said))))


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from _texts(one)
        case list() | tuple():
            for one in value:
                yield from _texts(one)
