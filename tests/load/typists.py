"""People who type in a canvas of ten columns and sixty rows as browsers do: what was typed goes out every 200 ms."""

import asyncio
import random
from collections.abc import Sequence

from moot.rooms.canvases.canvas import keys_of_person
from moot.rooms.canvases.cell import CellEdited, EditCell
from moot.rooms.people.groups import MakeGroups
from moot.rooms.protocol import HEARD
from moot.rooms.stages.stage import StartStage
from moot.rooms.texts.edit import Edit
from moot.rooms.texts.text import Text, edited, shown
from moot.server.rehearsal.door import Door, join
from moot.server.rehearsal.figures import Figures
from moot.server.rehearsal.own_server import Server
from moot.server.rehearsal.person import Person

COLUMNS, ROWS = 10, 60
GATHER = 0.2
LETTERS_A_SECOND = 5.0
A_CELL = 40  # letters that somebody types before they go on to another cell
ALL_IN_ONE = 5  # every fifth goes to where the others of these fifths write too
FILLED = "What we do for members, in words"  # stands in every cell before anybody types
AT_ONCE = 8  # who are at the door, and requests of who fills cells
VISIT = 100  # cells that somebody fills in one visit: a server takes 120 requests at once
PLACES = [f"row{row}/c{column}" for row in range(ROWS) for column in range(COLUMNS)]


def programme(scope: str) -> str:
    """One canvas activity, which everybody fills in for hours."""
    columns = "".join(
        f'[[day.session.activity.canvas.column]]\nkey = "c{n}"\ntitle.en = "Column {n}"\nquestion.en = "What is it?"\n'
        for n in range(COLUMNS)
    )
    return f"""
key = "typed"
title.en = "A large canvas"
[[day]]
title.en = "A day"
[[day.session]]
title.en = "A session"
[day.session.activity]
key = "table"
kind = "canvas"
title.en = "The table"
[day.session.activity.canvas]
scope = "{scope}"
rows = {ROWS}
{columns}
[[day.session.activity.stage]]
does = "fill"
key = "fill"
title.en = "Fill it in"
instruction.en = "Together"
length = "120 min"
"""


class Watcher(Person):
    """Notes when it hears of an edit that somebody else made."""

    def _note(self, changes: tuple[HEARD, ...]) -> None:
        super()._note(changes)
        for change in changes:
            if isinstance(change, CellEdited):
                self.figures.heard(change.mark, self.you)


class Typist(Watcher):
    """Types a letter that nobody else types, so that each of them is found again."""

    def __init__(self, door: Door, workshop: str, number: int, figures: Figures) -> None:
        super().__init__(door, workshop, "participant", figures)
        self.number = number
        self.letter = chr(ord("а") + number)  # of the Cyrillic ones: whole letters are looked after, as in most texts
        self.typed = self.sent = 0
        self._chance = random.Random(number)
        self._in_one = number % ALL_IN_ONE == 0
        self._ahead = self._chance.randrange(A_CELL)  # so that not all go on at once
        self.canvas, self._place = "", ""
        self._texts: dict[str, Text] = {}

    def sit(self) -> None:
        """Before the canvas that is theirs."""
        self.canvas = next(iter(keys_of_person(self.view, self.you)))
        self._texts = dict(self.view.canvas(self.canvas).texts)

    @property
    def stands(self) -> int:
        """How many of their letters are in their canvas."""
        return sum(text.value.count(self.letter) for text in self.view.canvas(self.canvas).texts.values())

    async def fill(self, places: Sequence[str]) -> None:
        """Writes in each of these cells what stands there before people begin."""
        for at in range(0, len(places), AT_ONCE):
            await asyncio.gather(*(self._insert(place, FILLED) for place in places[at : at + AT_ONCE]))

    async def type(self, seconds: float) -> None:
        """Whatever is typed while an edit is under way goes out with the next one."""
        loop = asyncio.get_running_loop()
        began = loop.time() - self._chance.random() * GATHER
        typed = self.typed
        for step in range(1, round(seconds / GATHER) + 1):
            await asyncio.sleep(began + step * GATHER - loop.time())
            if not self._place or (self._ahead + self.typed) % A_CELL == 0:
                self._go((self._ahead + self.typed) // A_CELL)
            self.typed = typed + int(step * GATHER * LETTERS_A_SECOND)
            await self._send()
        while self.sent < self.typed:
            await self._send()

    async def _send(self) -> None:
        letters = self.letter * (self.typed - self.sent)
        if letters and await self._insert(self._place, letters):
            self.sent += len(letters)

    async def _insert(self, place: str, letters: str) -> bool:
        text = self._texts.get(place, Text())
        row, _, column = place.partition("/")
        mark = f"{self._chance.getrandbits(48):012x}"
        edit: Edit = [len(text.value)] * bool(text.value) + [[0, letters]]
        self.figures.asked(mark, self.you)
        return await self.ask(
            EditCell(canvas=self.canvas, row=row, column=column, revision=text.revision, edit=edit, mark=mark)
        )

    def _go(self, visit: int) -> None:
        """To another cell: all in one to the same."""
        chance = random.Random(visit) if self._in_one else self._chance
        self._place = f"row{chance.randrange(ROWS)}/c{chance.randrange(COLUMNS)}"
        self.types_at(f"{self.canvas}/{self._place}")

    def _note(self, changes: tuple[HEARD, ...]) -> None:
        super()._note(changes)
        for change in changes:
            if isinstance(change, CellEdited) and change.canvas == self.canvas:
                before = self._texts.get(change.place, Text())
                self._texts[change.place] = shown(edited(before, change.edit))


async def leading(server: Server, scope: str, figures: Figures) -> Watcher:
    """The trainer of a new workshop with such a canvas for each person, or group."""
    door = Door(server.url)
    await asyncio.to_thread(door.ask, "GET", f"/operator?key={server.key}")
    link = await asyncio.to_thread(door.ask, "POST", "/workshops", name="typed.toml", text=programme(scope))
    await asyncio.to_thread(door.ask, "POST", link, name="Trainer")
    trainer = Watcher(door, link.split("/")[2], "trainer", figures)
    await trainer.enter()
    return trainer


async def typing_people(trainer: Person, people: int, figures: Figures) -> list[Typist]:
    """In one group, before canvases with something in every cell."""
    door = asyncio.Semaphore(AT_ONCE)

    async def comes(number: int) -> Typist:
        async with door:
            own = await asyncio.to_thread(join, trainer.door.url, trainer.workshop, f"Typist {number}", "", "")
        person = Typist(own, trainer.workshop, number, figures)
        await person.enter()
        return person

    crowd = await asyncio.gather(*(comes(number) for number in range(people)))
    await trainer.ask(MakeGroups(count=1))
    await trainer.ask(StartStage(activity="table", stage="fill"))
    for person in crowd:
        await person.has_heard_all()
        person.sit()
    together = len({person.canvas for person in crowd}) == 1
    await asyncio.gather(*(_filled(p, PLACES[p.number :: people] if together else PLACES) for p in crowd))
    return crowd


async def _filled(person: Typist, places: Sequence[str]) -> None:
    for at in range(0, len(places), VISIT):
        visit = Typist(person.door, person.workshop, person.number, Figures())
        await visit.enter()
        visit.sit()
        await visit.fill(places[at : at + VISIT])
        await visit.leave()
