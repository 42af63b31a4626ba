"""A server that is killed again and again under load: what it acknowledged is there, exactly once."""

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from websockets import ConnectionClosed, Origin
from websockets.asyncio.client import ClientConnection, connect

from moot.rooms.dot import DotPlaced
from moot.rooms.entry import Deed, Ledger, decode_entry, decode_ledger
from moot.rooms.note import NoteAdded
from moot.rooms.workshop import NOTHING
from moot.server.journal.sqlite import SqliteJournal
from moot.server.programmes import builtin
from tests.server.browser import Browser
from tests.server.journal.test_kill import TIMES
from tests.server_process import ServerProcess

AT_ONCE = 6  # requests of one person that wait for their answers
A_STAY = 90  # requests of one person in one visit: fewer than are let in at once
WRITERS, VOTERS = 4, 3
PROGRAMME = builtin()["retro"].replace("private = true", "").replace('length = "3 min"', 'length = "60 min"')

Request = dict[str, Any]
Wants = Callable[[random.Random], Request]
"""The next thing that a person does, given that all before succeeds."""


class Person:
    """Somebody who asks under one stream through every restart, and sends again what was not answered."""

    def __init__(self, browser: Browser, wants: Wants, at_once: int, chance: random.Random) -> None:
        self.browser, self.wants, self.at_once, self.chance = browser, wants, at_once, chance
        self.unanswered: dict[int, Request] = {}
        self.done: list[Request] = []
        self.asked = 0

    async def stay(self, most: int, heard: Callable[[], None]) -> None:
        """Asks until the server is gone, or `most` was asked and answered."""
        here = self.browser
        address = f"{here.server.url.replace('http', 'ws')}/w/{here.workshop}/socket/{here.seat}"
        cookies = {"Cookie": here.cookies}
        try:
            async with connect(
                address, additional_headers=cookies, origin=Origin(here.server.url), close_timeout=1
            ) as line:
                await line.send(b'{"type":"hello","stream":"always"}'.decode())
                for number in self.unanswered:
                    await self._say(line, number)
                while most > 0 or self.unanswered:
                    while most > 0 and len(self.unanswered) < self.at_once:
                        most, self.asked = most - 1, self.asked + 1
                        self.unanswered[self.asked] = self.wants(self.chance)
                        await self._say(line, self.asked)
                    if self._answered(msgspec.json.decode(await line.recv())):
                        heard()
        except (ConnectionClosed, OSError):
            return

    async def _say(self, line: ClientConnection, number: int) -> None:
        ask = {"type": "ask", "ask": number, "do": self.unanswered[number]}
        await line.send(msgspec.json.encode(ask).decode())

    def _answered(self, message: dict[str, Any]) -> bool:
        assert message["type"] != "no", (message, self.unanswered[message["no"]])
        if message["type"] == "done":
            self.done.append(self.unanswered.pop(message["done"]))
        return bool(message["type"] == "done")


class Notes:
    """Writes notes, and deletes the oldest before there are too many."""

    def __init__(self, person: int) -> None:
        self.person, self.written, self.there = person, 0, list[str]()

    def __call__(self, chance: random.Random) -> Request:
        if len(self.there) > 50 or (self.there and chance.random() < 0.2):
            return {"type": "delete-note", "room": "g2", "note": self.there.pop(0)}
        self.written += 1
        self.there.append(f"note{self.person}x{self.written:05}")
        section = f"solve-{chance.randrange(3)}"
        return {"type": "add-note", "room": "g2", "section": section, "id": self.there[-1], "text": "Zażółć"}


class Dots:
    """Places all the dots there are, and takes them back."""

    def __init__(self, notes: list[str]) -> None:
        self.notes, self.there = notes, Counter[str]()

    def __call__(self, chance: random.Random) -> Request:
        where = {"room": "g1", "ballot": "solve-0.1"}
        free = [note for note in self.notes if self.there[note] < 2]
        if self.there.total() < 3 and (not self.there.total() or chance.random() < 0.6):
            note = chance.choice(free)
            self.there[note] += 1
            return {"type": "place-dot", "note": note, **where}
        note = chance.choice(sorted(self.there.elements()))
        self.there[note] -= 1
        return {"type": "take-dot", "note": note, **where}


class Letters:
    """Writes a text letter by letter, each after the one before."""

    def __init__(self) -> None:
        self.text = ""

    def __call__(self, chance: random.Random) -> Request:
        letter, at = chance.choice("abcż"), len(self.text)
        self.text += letter
        edit = [*([at] if at else []), [0, letter]]
        where = {"room": "g1", "board": "solve", "section": "solve-0", "field": "challenge"}
        return {"type": "edit-text", "revision": at, "edit": edit, **where}


def begun(server: ServerProcess) -> tuple[Browser, list[Browser], list[str]]:
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


async def killed_while(server: ServerProcess, people: list[Person], answers: int) -> None:
    """Everybody asks; the server is killed once it has given so many answers."""
    enough, heard = asyncio.Event(), Counter[str]()

    def one_more() -> None:
        heard["answers"] += 1
        if heard["answers"] == answers:
            enough.set()

    async with asyncio.TaskGroup() as stays:
        for person in people:
            stays.create_task(person.stay(A_STAY, one_more))
        await asyncio.wait_for(enough.wait(), 20)
        server.kill()


async def test_what_was_acknowledged_is_there_exactly_once_after_twenty_kills(server: ServerProcess) -> None:
    seed = int(os.environ.get("MOOT_SEED") or random.randrange(10**9))
    print(f"again: MOOT_SEED={seed}")
    chance, began = random.Random(seed), time.perf_counter()
    trainer, browsers, choices = begun(server)
    voters = {browser: Dots(choices) for browser in browsers[:VOTERS]}
    writers = {browser: Notes(number) for number, browser in enumerate(browsers[-WRITERS:])}
    writes = Letters()
    people = [Person(browser, wants, AT_ONCE, chance) for browser, wants in (voters | writers).items()]
    people.append(Person(trainer, writes, 1, chance))
    for _ in range(TIMES):
        await killed_while(server, people, chance.randint(10, 350))
        server.start()
    await asyncio.gather(*(person.stay(0, lambda: None) for person in people))
    assert not any(person.unanswered for person in people)

    for browser, dots in voters.items():
        note = next(note for note in choices if dots.there[note] < 2)
        browser.come("limits")
        place = {"type": "place-dot", "room": "g1", "ballot": "solve-0.1", "note": note}
        for number in range(dots.there.total(), 3):
            free = next(note for note in choices if dots.there[note] < 2)
            assert browser.ask(place | {"note": free})["type"] == "done", number
            dots.there[free] += 1
        assert browser.ask(place)["why"] in ("no-dots-left", "no-more-on-this-note")
    assert server.stop() == 0
    assert "Traceback" not in server.output

    ledger, deeds = await replayed(server.data / "journal.sqlite", trainer.workshop)
    done = [request for person in people for request in person.done]
    numbers = Counter((deed.by, deed.stream, deed.ask) for deed in deeds if deed.ask)
    assert set(numbers.values()) == {1}, "a request was done twice"
    added = Counter(change.note.id for deed in deeds for change in deed.did if isinstance(change, NoteAdded))
    assert added == Counter([*choices, *(request["id"] for request in done if request["type"] == "add-note")])
    room = ledger.workshop.rooms
    there = {note.id for note in room["g2"].boards["solve"].notes.values() if not note.deleted_by}
    assert there == {note for notes in writers.values() for note in notes.there}
    ballot = room["g1"].boards["solve"].ballots["solve-0.1"]
    assert sorted(map(sorted, map(dict.items, ballot.dots.values()))) == sorted(
        sorted((+dots.there).items()) for dots in voters.values()
    )
    assert room["g1"].boards["solve"].texts["solve-0/challenge"].value == writes.text
    kinds = Counter(request["type"] for request in done)
    assert all(kinds[kind] > TIMES for kind in ("add-note", "delete-note", "place-dot", "take-dot", "edit-text")), kinds
    assert any(isinstance(change, DotPlaced) for deed in deeds for change in deed.did)
    print(f"{kinds.total()} requests, {ledger.position} entries, {time.perf_counter() - began:.1f} s")


async def replayed(path: Path, workshop: str) -> tuple[Ledger, list[Deed]]:
    """What the journal says from its beginning; the last checkpoint has to say the same."""
    async with SqliteJournal(path) as journal:
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
