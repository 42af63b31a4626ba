"""How many requests the rules answer in a second on one core, and how long a long workshop takes to open.

`python -m tests.load.core [--seconds 3] [--json]`. A request is decided, encoded as an entry, and its changes evolved.
"""

import argparse
import json
import random
import time

from moot.rooms.asking import Moment, Request
from moot.rooms.ballots.decision import ChooseWinner
from moot.rooms.ballots.dot import PlaceDot, TakeDot
from moot.rooms.boards.field import EditText
from moot.rooms.boards.note import AddNote, EditNote, MoveNote
from moot.rooms.boards.section import AddSection
from moot.rooms.canvases.cell import EditCell
from moot.rooms.entry import Entry, Ledger, decode_entry, decode_ledger, deed_of, encode
from moot.rooms.glance.overview import Known, overview
from moot.rooms.people.groups import MakeGroups
from moot.rooms.people.joining import Join
from moot.rooms.people.people import Person
from moot.rooms.programmes.file import read
from moot.rooms.refusals import Refused
from moot.rooms.shape import changed
from moot.rooms.stages.finished import SayFinished
from moot.rooms.stages.stage import NextStage, PassTime, StartStage
from moot.rooms.texts.text import Edit, Text, edited
from moot.rooms.workshop import NOTHING, Workshop, WorkshopMade, decide
from moot.server.programmes import builtin
from tests.load.typists import COLUMNS, FILLED, PLACES, ROWS, programme

TOPICS = [f"topic{n:03}" for n in range(4)]
STAGES = ("ideate", "vote", "detail")
EACH = 8  # requests of a person, before the board is again as it was
ENTRIES = 100_000
CANVASES = 40
A_GLANCE = 80  # edits of forty people, between two glances of the trainer
NOW = 10_000


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=3)
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    rates = {
        f"{people:4} people, {groups:2} rooms, {stage:>8}": measure(
            at_stage(people, groups, stage), stage, asked.seconds
        )
        for people, groups in ((40, 2), (500, 20))
        for stage in STAGES
    }
    rates[f"{CANVASES:4} canvases of {ROWS * COLUMNS} cells"] = edit_cells(with_canvases(), asked.seconds), 0.0
    opened = opening(at_stage(40, 2, "ideate"))
    print(_json(rates, opened) if asked.json else _table(rates, opened))


def _json(rates: dict[str, tuple[float, float]], opened: dict[str, float]) -> str:
    a_second = {" ".join(what.split()): round(rate) for what, (rate, _) in rates.items()}
    return json.dumps({"requests_per_second": a_second, f"ms_to_open_{ENTRIES}_entries": opened})


def _table(rates: dict[str, tuple[float, float]], opened: dict[str, float]) -> str:
    lines = [f"{what}  {rate:12,.0f} {refused:8.1%}" for what, (rate, refused) in rates.items()]
    opens = [f"{ENTRIES:,} entries, {how:24} {ms:10,.1f} ms" for how, ms in opened.items()]
    return "\n".join([f"{'':32} {'requests/s':>11} {'refused':>8}", *lines, *opens])


def at_stage(people: int, groups: int, stage: str) -> Workshop:
    """An academy at a stage of its breakout, with an idea of everybody under each challenge."""
    workshop = WorkshopMade("abc234", read(builtin()["academy"], "academy.toml"), 1).evolve(NOTHING)

    def does(request: Request, who: str = "t", at: int = 1_000) -> None:
        nonlocal workshop
        workshop = workshop.after(decide(workshop, request, who, Moment(at, 7)))

    does(Join("t", "Žofie Říhová", "trainer"), "")
    for n in range(people):
        does(Join(f"p{n}", f"Ελένη {n}", country=str(n % 12)), "")
    does(MakeGroups(groups))
    for name in workshop.rooms:
        for topic in TOPICS:
            does(AddSection(room=name, board="solve", id=topic, challenge="Members come once"))
    does(StartStage("solve", "ideate"))
    for person in participants(workshop):
        for topic in TOPICS:
            does(AddNote(room=person.room, section=topic, id=own_note(topic, person), text="A day for them"), person.id)
    if stage != "ideate":
        does(NextStage())
    if stage == "detail":
        does(NextStage())
        does(PassTime(), "", NOW)
        for room in workshop.rooms.values():
            for topic in TOPICS:
                first = room.boards["solve"].ballots[f"{topic}.1"].notes[0]
                does(ChooseWinner(room=room.id, section=topic, note=first, reason="tied"), "t", NOW)
        does(NextStage(), "t", NOW)
    return workshop


def participants(workshop: Workshop) -> list[Person]:
    return [person for person in workshop.people.values() if person.role == "participant"]


def own_note(topic: str, person: Person) -> str:
    return f"{topic}{int(person.id[1:]):06}"


def wish(workshop: Workshop, person: Person, stage: str, number: int, dice: random.Random) -> Request:
    """What somebody asks in that stage."""
    room, topic = person.room, dice.choice(TOPICS)
    kind, mine = dice.random(), own_note(topic, person)
    if kind < 0.02:
        return SayFinished(person.id not in workshop.rooms[room].finished)
    if stage == "ideate":
        if kind < 0.5:
            return AddNote(room=room, section=topic, id=f"new{number:09}", text="Start small: three members, one month")
        if kind < 0.75:
            return EditNote(room=room, note=mine, text=f"A day for them, {number}")
        return MoveNote(room=room, note=mine, section=dice.choice(TOPICS), after="")
    board = workshop.rooms[room].boards["solve"]
    if stage == "vote":
        ballot = board.ballots[f"{topic}.1"]
        placed = list(ballot.dots.get(person.id, {}))
        if len(placed) == ballot.dots_each:
            return TakeDot(room, ballot.id, placed[0])
        return PlaceDot(room, ballot.id, dice.choice(ballot.notes))
    text = board.texts.get(f"{topic}/what", Text())
    behind: Edit = [len(text.value)] if text.value else []
    return EditText(
        room=room, board="solve", section=topic, field="what", revision=text.revision, edit=[*behind, [0, "words "]]
    )


def measure(workshop: Workshop, stage: str, seconds: float) -> tuple[float, float]:
    """Requests a second, and the part of them that was refused."""
    people, dice = participants(workshop), random.Random(7)
    done, refused, spent = 0, 0, 0.0
    while spent < seconds:
        ledger = Ledger(workshop)
        for _ in range(EACH * len(people)):
            person = dice.choice(people)
            request = wish(ledger.workshop, person, stage, done, dice)
            begun = time.perf_counter()
            try:
                changes = decide(ledger.workshop, request, person.id, Moment(NOW + 1, done))
                entry = Entry(NOW + 1, (deed_of(changes, person.id, "tab", done + 1),))
                encode(entry)
                ledger = ledger.after(entry)
            except Refused:
                refused += 1
            spent += time.perf_counter() - begun
            done += 1
    return done / spent, refused / done


def with_canvases() -> Workshop:
    """Forty people, each with ten columns and sixty rows of their own, and something in every cell."""
    workshop = WorkshopMade("abc234", read(programme("person"), "table.toml"), 1).evolve(NOTHING)
    for request, who in (
        (Join("t", "Žofie Říhová", "trainer"), ""),
        *((Join(f"p{n}", f"Ελένη {n}"), "") for n in range(CANVASES)),
        (MakeGroups(1), "t"),
        (StartStage("table", "fill"), "t"),
    ):
        workshop = workshop.after(decide(workshop, request, who, Moment(1_000, 7)))
    texts = {place: edited(Text(), [[0, FILLED]]) for place in PLACES}
    canvases = {key: changed(workshop.canvas(key), texts=texts) for n in range(CANVASES) for key in [f"table:p{n}"]}
    return changed(workshop, canvases=canvases)


def edit_cells(workshop: Workshop, seconds: float) -> float:
    """Edits of a letter, each in some cell and counted for the overview: so many in a second of the processor."""
    dice, ledger, known, done, spent = random.Random(7), Ledger(workshop), Known(), 0, 0.0
    while spent < seconds:
        who, place = f"p{dice.randrange(CANVASES)}", dice.choice(PLACES)
        before, (row, _, column) = ledger.workshop, place.partition("/")
        text = before.canvases[f"table:{who}"].texts[place]
        edit: Edit = [len(text.value), [0, "x"]]
        asked = EditCell(canvas=f"table:{who}", row=row, column=column, revision=text.revision, edit=edit)
        begun = time.process_time()
        changes = decide(before, asked, who, Moment(NOW, done))
        entry = Entry(NOW, (deed_of(changes, who, "tab", done + 1),))
        encode(entry)
        ledger = ledger.after(entry)
        known.progress.follow(before, changes[0], ledger.workshop)
        if done % A_GLANCE == 0:
            overview(ledger.workshop, {}, known)
        spent += time.process_time() - begun
        done += 1
    return done / spent


def opening(workshop: Workshop) -> dict[str, float]:
    """Milliseconds for a workshop of many entries, opened by a checkpoint; and without one, all entries replayed."""
    person = participants(workshop)[0]
    ledger, entries = Ledger(workshop), []
    for number in range(ENTRIES):
        request = SayFinished(number % 2 == 0)
        did = decide(ledger.workshop, request, person.id, Moment(NOW, number))
        entry = Entry(NOW, (deed_of(did, person.id, "tab", number + 1),))
        entries.append(encode(entry))
        ledger = ledger.after(entry)
    checkpoint = encode(ledger)
    begun = time.perf_counter()
    assert decode_ledger(checkpoint) == ledger
    by_checkpoint = time.perf_counter() - begun
    begun, replayed = time.perf_counter(), Ledger(workshop)
    for raw in entries:
        replayed = replayed.after(decode_entry(raw))
    assert replayed == ledger
    took = time.perf_counter() - begun
    return {"by a checkpoint": round(by_checkpoint * 1000, 1), "replayed": round(took * 1000, 1)}


if __name__ == "__main__":
    main()
