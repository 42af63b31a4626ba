"""How a report calls things: people by the names that its reader knows, what the programme says in their language."""

from moot.rooms.shape import Words
from moot.rooms.workshop import Workshop


class Names:
    def __init__(self, seen: Workshop, language: str) -> None:
        self._seen, self._language = seen, language

    def person(self, who: str) -> str:
        """Empty where the reader does not know who that is."""
        known = self._seen.people.get(who)
        return known.called if known else ""

    def room(self, room: str) -> int:
        """By number; 0: it is none."""
        known = self._seen.rooms.get(room)
        return known.number if known else 0

    def said(self, words: Words) -> str:
        return words.get(self._language) or next(iter(words.values()), "")
