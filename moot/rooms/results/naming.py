"""How a report calls things: people by the names that its reader knows, what the programme says in their language."""

from moot.rooms.shape import Words
from moot.rooms.workshop import Workshop


class Names:
    def __init__(self, seen: Workshop, rooms: dict[str, int], language: str) -> None:
        """`rooms`: all of them by their number, also those into which the reader does not see."""
        self._seen, self._rooms, self._language = seen, rooms, language

    def person(self, who: str) -> str:
        """Empty where the reader does not know who that is."""
        known = self._seen.people.get(who)
        return known.called if known else ""

    def room(self, room: str) -> int:
        """By number; 0: it is none."""
        return self._rooms.get(room, 0)

    def said(self, words: Words) -> str:
        return words.get(self._language) or next(iter(words.values()), "")
