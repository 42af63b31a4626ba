"""Whatever was done before and after: a command that is taken back has not been, and what came in between stays.

Histories are random, from seeds; one that fails names its seed.
"""

from collections import Counter

from msgspec.json import decode

from moot.rooms.asking import Moment, Request
from moot.rooms.ballots.ballot import Ballot
from moot.rooms.boards.board import Board
from moot.rooms.record.difference import Difference, differences_between, standing
from moot.rooms.record.taking_back import TakeBack
from moot.rooms.record.together import loose_ends
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed
from moot.rooms.texts.text import Text
from moot.rooms.view import view
from moot.rooms.workshop import Workshop, decide
from tests.rooms.test_laws import Histories, goes_on
from tests.rooms.wishes import KINDS
from tests.rooms.world import LOOKS, Looks, Unheld, viewer

SEEDS = range(10)
LATER = 3
"""So many requests are done in between; also by other trainers, as far as that stands in no way."""
AROUND = ("gathered", "presenting", "spotlight", "snapshots", "notices")
"""What follows from the boards."""
GOES_ON = ("run", "left", "last", "finished", "hands", "members", "messages")
"""Of a room: what taking back weighs by itself, as the clock and people go on meanwhile."""


class TakenBack(Histories):
    """After each command of the record: it is taken back, at once and after a while, beside what goes on."""

    of_world = Unheld

    def __init__(self) -> None:
        super().__init__()
        self.told, self.later, self.refused = Counter[str](), Counter[str](), Counter[Reason]()
        self.pending = list[tuple[int, Workshop]]()
        self.done = 0

    def do(self, request: Request, who: str) -> None:
        before = self.world.workshop
        super().do(request, who)
        after = self.world.workshop
        if after is before:
            return
        self.done += 1
        if len(self.pending) and self.done % LATER == 0:
            self.taken_back_later(after)
        if after.record and (not before.record or before.record[-1].id < after.record[-1].id):
            self.taken_back_at_once(before, after)
            self.pending = [*self.pending, (after.record[-1].id, after)][-5:]

    def taken_back_later(self, now: Workshop) -> None:
        """Each of the last few: what came in between stays, nothing else is touched."""
        for id, then in self.pending:
            command = next(one for one in now.record if one.id == id)
            if command.taken_back_at or command.lasting or now.people["t"].removed:
                continue
            try:
                back = now.after(decide(now, TakeBack(id), "t", Moment(self.world.now, 7)))
            except Refused as refused:
                self.refused[refused.reason] += 1
                continue
            self.later[command.what] += 1
            nothing_is_shown(now, back)
            came = differences_between(then, now)
            for one in came:
                stays(now, back, one)
            touched = {one.path for one in differences_between(now, back)}
            expected = {one.path for one in now.did[id]}
            others = {path for path in touched - expected if path[0] not in AROUND}
            assert not {path for path in others if path[2:3] not in (("finished",), ("hands",))}, (command.what, others)

    def taken_back_at_once(self, before: Workshop, after: Workshop) -> None:
        command = after.record[-1]
        if command.lasting or after.people["t"].removed:
            return
        try:
            back = after.after(decide(after, TakeBack(command.id), "t", Moment(self.world.now, 7)))
        except Refused as refused:
            self.refused[refused.reason] += 1
            return
        self.told[command.what] += 1
        nothing_is_shown(after, back)
        for person in before.people:
            for looks in LOOKS:
                was, now = (seen(workshop, person, looks) for workshop in (before, back))
                known = {id: one for id, one in now.people.items() if id in was.people}
                now = changed(now, people=known)
                if command.what == "pass-time":
                    was, now = without_clocks(was), without_clocks(now)
                assert now == was, (command.what, person, differences_between(was, now))


def seen(workshop: Workshop, person: str, looks: Looks) -> Workshop:
    """A view, but for the record, who ever sat in a room, which it remembers, and how often a text was edited; and for
    the spotlight, which shows again what stands on the board by now, and snapshots, which are kept."""
    shown = view(workshop, viewer(workshop, person, looks))
    rooms = {room.id: changed(room, members={}) for room in shown.rooms.values()}
    canvases = {
        key: changed(canvas, texts={place: text.value for place, text in canvas.texts.items() if text.value})
        for key, canvas in shown.canvases.items()
    }
    return changed(shown, record=(), rooms=rooms, canvases=canvases, spotlight=None, snapshots={})


def without_clocks(workshop: Workshop) -> Workshop:
    """What the clock did is given a minute more, or it would do it again at once."""
    rooms = {one.id: changed(one, run=one.run and changed(one.run, ends=0)) for one in workshop.rooms.values()}
    return changed(workshop, rooms=rooms)


def stays(now: Workshop, back: Workshop, came: Difference) -> None:
    """What came in between is there still: letters, notes, dots, answers."""
    path = came.path
    if (path[0] == "rooms" and path[2:3] and path[2] in GOES_ON) or path[0] in AROUND:
        return
    here, there = standing(now, path), standing(back, path)
    if path[4:5] == ("ballots",) and here and there:
        was = decode(came.was, type=Ballot).dots if came.was else {}
        placed, then = decode(here, type=Ballot).dots, decode(there, type=Ballot).dots
        assert all(then.get(person) == mine for person, mine in placed.items() if was.get(person) != mine)
    elif path[4:5] == ("ballots",) and here:
        assert not decode(here, type=Ballot).dots
    elif path[-2:-1] == ("texts",) and there:
        assert decode(there, type=Text).value == decode(here, type=Text).value
    else:
        assert there == here, path


def nothing_is_shown(before: Workshop, after: Workshop) -> None:
    for room in after.rooms.values():
        if room.id in before.rooms:
            assert loose_ends(room) <= loose_ends(before.rooms[room.id])
        for key, board in room.boards.items():
            known = before.rooms[room.id].boards[key] if room.id in before.rooms else Board()
            for note in known.notes.values():
                assert not note.private or board.notes[note.id].private, "what was private is shown"


def test_a_command_that_is_taken_back_has_not_been_and_what_came_in_between_stays() -> None:
    """U2, U3, U4, U5."""
    told, later, refused = Counter[str](), Counter[str](), Counter[Reason]()
    for seed in SEEDS:
        history = TakenBack()
        for _ in goes_on(history, seed):
            pass
        told, later, refused = told + history.told, later + history.later, refused + history.refused
    assert refused.keys() <= {Reason.CHANGED_SINCE}
    recorded = {kind.__struct_config__.tag for kind in KINDS if kind.recorded and "trainer" in kind.by}
    assert len(recorded - told.keys()) < 12, "commands that no history took back"
    assert len(later) > 30
