"""What is always so of a room, whatever was asked of it: nothing points to what is not there.

Histories are random, from seeds; one that fails names its seed, and `pytest -k` finds it again.
"""

import random
from collections import Counter

import pytest

from moot.rooms.asking import Moment
from moot.rooms.boards.board import Board
from moot.rooms.boards.note import AddNote
from moot.rooms.boards.section import AddSection
from moot.rooms.outside.program import SCOPES, MakeProgram
from moot.rooms.refusals import Refused
from moot.rooms.room import Room
from moot.rooms.stages.stage import PassTime, StartStage
from moot.rooms.workshop import Workshop, decide
from tests.rooms.test_laws import any_wish
from tests.rooms.wishes import wish
from tests.rooms.world import World, varied

SEEDS = (*range(35), 58, 59, 3485, 3523)  # the last ones catch what few do
STEPS = 400
TOPICS = ("topic001", "topic002")


def begun(dice: random.Random) -> World:
    """Ideas of everybody under two challenges in each room."""
    world = World(4, varied(anonymous=dice.random() < 0.3, private=dice.random() < 0.5))
    world.do(MakeProgram("program1", "Registration", SCOPES, "1" * 64), "t")
    for room in ("g1", "g2"):
        for topic in TOPICS:
            world.do(AddSection(room=room, board="solve", id=topic, challenge="Members"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    for person in ("p0", "p1", "p2", "p3"):
        for topic in TOPICS:
            world.do(AddNote(room=world.room(person), section=topic, id=f"{topic}{person}", text="A day"), person)
    world.do(StartStage("solve", dice.choice(("ideate", "vote", "select"))), "t")
    return world


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_points_to_what_is_not_there(seed: int) -> None:
    """B1, B7, C3, D4, G2, N4, N6."""
    dice = random.Random(seed)
    world = begun(dice)
    for number in range(STEPS):
        kind, who, picks = any_wish(dice)
        world.now += dice.choice((10, 10, 10, 3_001))
        before = world.workshop
        happens(world, number, kind, who, picks)
        for room in world.workshop.rooms.values():
            check_room(world.workshop, room)
            if room.id in before.rooms:
                check_still(before.rooms[room.id], room)


def happens(world: World, number: int, kind: type, who: str, picks: tuple[int, ...]) -> None:
    asked = wish(world.workshop, kind, who, picks, number)
    for request, by in ((asked, who), (PassTime(), "")):
        try:
            changes = decide(world.workshop, request, by, Moment(world.now, 7))
        except Refused:
            continue
        world.workshop = world.workshop.after(changes)


def check_room(workshop: Workshop, room: Room) -> None:
    sit_here = {person.id for person in workshop.people.values() if person.room == room.id}
    assert room.hands.keys() <= sit_here, "somebody who left waits for help"
    assert room.finished.keys() <= sit_here, "somebody who left is finished"
    ids = [
        name
        for board in room.boards.values()
        for part in (board.notes, board.clusters, board.sections)
        for name in part
    ]
    assert len(ids) == len(set(ids)), "two things in a room are called the same"
    for board in room.boards.values():
        check_notes(board)
        check_ballots(board)


def check_notes(board: Board) -> None:
    for note in board.notes.values():
        if note.deleted_by:
            continue
        assert note.section in board.sections, "a note stands under no challenge"
        if note.cluster:
            assert board.clusters[note.cluster].section == note.section, "a note is in a cluster of elsewhere"
        if note.into:
            over = board.notes[note.into]
            assert not over.deleted_by, "a note is under a deleted one: nobody sees it"
            assert not over.into, "a note is under one that is under another: nobody sees it"
            assert not over.private or note.private, "an open note is under a private one"


def check_still(before: Room, after: Room) -> None:
    """What people vote on."""
    for key, board in before.boards.items():
        for ballot in board.ballots.values():
            now = after.boards[key].ballots.get(ballot.id)
            if ballot.state in ("open", "closing") and now and now.state in ("open", "closing"):
                assert after.boards[key].standing(ballot.section) == board.standing(ballot.section)


def check_ballots(board: Board) -> None:
    takes_dots = [ballot for ballot in board.ballots.values() if ballot.state in ("open", "closing")]
    assert max(Counter(ballot.section for ballot in takes_dots).values(), default=0) <= 1, "two votes on one challenge"
    for ballot in takes_dots:
        for note in (board.notes[note] for note in ballot.notes):
            off = note.private or note.deleted_by or note.into
            assert not off, "one votes for what is not on the board"
            assert note.section == ballot.section, "one votes for what stands elsewhere"
    for ballot in board.ballots.values():
        assert ballot.dots.keys() <= ballot.voted.keys(), "somebody has dots, and has not voted"
    assert board.decisions.keys() <= board.sections.keys(), "a challenge that is gone has a winner"
    for section, decision in board.decisions.items():
        assert decision.note in (note.id for note in board.standing(section)), "the winner is not there"
