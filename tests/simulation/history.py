"""A workshop under load, and what its journal has to say afterwards of all that was acknowledged."""

import random
from collections import Counter

from moot.rooms.boards.note import NoteAdded
from moot.rooms.entry import Deed, Ledger, decode_entry, decode_ledger
from moot.rooms.workshop import NOTHING
from moot.server.journal import Journal
from moot.server.programmes import builtin
from tests.server.browser import Browser, Server
from tests.simulation.people import Dots, Letters, Notes, Person

AT_ONCE = 6  # requests of one person that wait for their answers
WRITERS, VOTERS = 4, 3
PROGRAMME = builtin()["retro"].replace("private = true", "").replace('length = "3 min"', 'length = "60 min"')


class Load:
    """The first group votes, the second writes notes, the trainer types; all of them as fast as they are answered."""

    def __init__(self, server: Server, chance: random.Random) -> None:
        self.trainer, browsers, self.choices = begun(server)
        self.voters = {browser: Dots(self.choices) for browser in browsers[:VOTERS]}
        self.writers = {browser: Notes(number) for number, browser in enumerate(browsers[-WRITERS:])}
        self.writes = Letters()
        self.people = [
            Person(browser, wants, AT_ONCE, chance) for browser, wants in (self.voters | self.writers).items()
        ]
        self.people.append(Person(self.trainer, self.writes, 1, chance))

    @property
    def kinds(self) -> Counter[str]:
        """How many requests of each kind were acknowledged."""
        return Counter(request["type"] for person in self.people for request in person.done)

    async def check(self, journal: Journal) -> Ledger:
        """Every acknowledged request is there, exactly once; nothing else is; limits were kept; there are no gaps."""
        assert not any(person.unanswered for person in self.people)
        ledger, deeds = await replayed(journal, self.trainer.workshop)
        numbers = Counter((deed.by, deed.stream, deed.ask) for deed in deeds if deed.ask)
        assert set(numbers.values()) == {1}, "a request was done twice"
        done = [request for person in self.people for request in person.done]
        added = Counter(change.note.id for deed in deeds for change in deed.did if isinstance(change, NoteAdded))
        assert added == Counter([*self.choices, *(r["id"] for r in done if r["type"] == "add-note")])
        room = ledger.workshop.rooms
        there = {note.id for note in room["g2"].boards["solve"].notes.values() if not note.deleted_by}
        assert there == {note for notes in self.writers.values() for note in notes.there}
        ballot = room["g1"].boards["solve"].ballots["solve-0.1"]
        assert sorted(map(sorted, map(dict.items, ballot.dots.values()))) == sorted(
            sorted((+dots.there).items()) for dots in self.voters.values() if +dots.there
        )
        assert room["g1"].boards["solve"].texts["solve-0/challenge"].value == self.writes.text
        return ledger


def begun(server: Server) -> tuple[Browser, list[Browser], list[str]]:
    """A trainer, people by turns in the first and the second group, and the notes that the first group votes on."""
    trainer = Browser(server)
    trainer.http.get(server.operator_link)
    made = trainer.http.post("/workshops", data={"name": "killed.toml", "text": PROGRAMME})
    trainer.come_in(str(made.url), "Žofie Říhová").come()
    trainer.ask({"type": "start-stage", "activity": "solve", "stage": "ideate"})
    people = [Browser(server).join(trainer.workshop, f"Ana {number}") for number in range(WRITERS + VOTERS + 1)]
    people.sort(key=room_of)
    notes = [f"choice{number:03}" for number in range(3)]
    for note in notes:
        request = {"type": "add-note", "room": "g1", "section": "solve-0", "id": note, "text": "Zażółć"}
        assert people[0].ask(request)["type"] == "done"
    assert trainer.ask({"type": "start-stage", "activity": "solve", "stage": "vote", "rooms": ["g1"]})["type"] == "done"
    return trainer, people, notes


def room_of(browser: Browser) -> str:
    view = browser.come()
    return str(view["common"]["people"][view["you"]]["room"])


async def replayed(journal: Journal, workshop: str) -> tuple[Ledger, list[Deed]]:
    """What the journal says from its beginning; the last checkpoint has to say the same."""
    entries = await journal.read(workshop, 0)
    kept = await journal.checkpoint(workshop)
    assert [position for position, _ in entries] == list(range(1, len(entries) + 1)), "a gap"
    ledger, deeds, checkpoint = Ledger(workshop=NOTHING), list[Deed](), kept and decode_ledger(kept[1])
    for _, encoded in entries:
        entry = decode_entry(encoded)
        deeds += entry.deeds
        ledger = ledger.after(entry)
        if checkpoint and checkpoint.position == ledger.position:
            assert checkpoint == ledger
    return ledger, deeds
