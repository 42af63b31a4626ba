"""A browser that folds what it hears over its view has the view that the server would give it."""

import subprocess
from pathlib import Path
from typing import Any

import msgspec

from moot.rooms.asking import Renewed
from moot.rooms.ballot import CloseBallot
from moot.rooms.cluster import DissolveCluster, NameCluster
from moot.rooms.decision import ChooseWinner, WithdrawDecision
from moot.rooms.dot import PlaceDot, TakeDot
from moot.rooms.field import EditText
from moot.rooms.finished import SayFinished
from moot.rooms.legend import NameColour
from moot.rooms.merge import MergeNotes
from moot.rooms.message import SendMessage, Show, Shown
from moot.rooms.note import DeleteNote, EditNote, RestoreNote
from moot.rooms.people import RaiseHand, RemovePerson, RestorePerson, WithdrawBadges
from moot.rooms.reveal import RevealNotes
from moot.rooms.stage import EndStage, ExtendStage, GoBack, NextStage, PassTime, PauseStage, ResumeStage
from moot.rooms.view import audiences, view, viewer_of
from moot.rooms.workshop import NOTHING, Workshop, WorkshopMade
from tests.rooms.test_breakout import PEOPLE, TOPIC, ballot
from tests.rooms.test_breakout import world as breakout
from tests.rooms.world import World

ROOT = Path(__file__).parent.parent.parent


def a_long_story() -> World:
    """Everything that can happen on a board, once at least."""
    world: World = breakout.__wrapped__()  # type: ignore[attr-defined]
    me, room = "p0", world.room("p0")
    world.do(EditNote(room=room, note="idea00p0", text="Ein Tag für Mitglieder 🎉", colour=2), me)
    world.do(RaiseHand(True), me)
    world.do(SayFinished(True), me)
    world.do(RevealNotes(), "t")
    other = next(f"idea00{p}" for p in PEOPLE[1:] if world.room(p) == room)
    world.do(MergeNotes(room, "idea00p0", (other,)), "t")
    world.do(NameCluster("g1", "cluster01", "Members come once"), "t")
    world.do(DissolveCluster("g1", "cluster01"), "t")
    world.do(DeleteNote(room, "idea00p0"), me)
    world.do(RestoreNote(room, "idea00p0"), me)
    world.do(SendMessage("message01", "Two minutes"), "t")
    world.do(NameColour(board="solve", colour=2, meaning="Needs money"), "t")
    world.do(PauseStage(), "t")
    world.do(ExtendStage(60), "t")
    world.do(ResumeStage(), "t")
    world.do(NextStage(), "t")
    for person in PEOPLE:
        world.do(PlaceDot(world.room(person), f"{TOPIC}.1", ballot(world, person).notes[0]), person)
    world.do(TakeDot(room, f"{TOPIC}.1", ballot(world, me).notes[0]), me)
    world.do(CloseBallot(room, f"{TOPIC}.1"), "t")
    world.do(EndStage(), "t")
    world.do(GoBack(), "t")
    world.do(NextStage(), "t")
    world.do(NextStage(), "t")
    world.now += 3_001
    world.do(PassTime())
    world.do(ChooseWinner(room, TOPIC, ballot(world, me).notes[0], "It is quick"), "t")
    world.do(WithdrawDecision(room, TOPIC), "t")
    world.do(ChooseWinner(room, TOPIC, ballot(world, me).notes[0], "It is quick"), "t")
    world.do(NextStage(), "t")
    what = EditText(room=room, board="solve", section=TOPIC, field="what", revision=0, edit=[[0, "Zażółć", "🎉"]])
    world.do(what, me)
    world.do(Show(Shown("winners")), "t")
    world.do(WithdrawBadges("p1"), "t")
    world.do(RemovePerson("p1"), "t")
    world.do(RestorePerson("p1"), "t")
    return world


def stories(world: World, person: str, looks: tuple[str, ...]) -> list[tuple[Workshop, list[Any], Workshop]]:
    """What a person saw, what they heard until the next new view, and what they should see then."""
    made = world.changes[0]
    assert isinstance(made, WorkshopMade)
    now, told, start = made.evolve(NOTHING), list[tuple[Workshop, list[Any], Workshop]](), None
    heard: list[Any] = []
    for change in world.changes[1:]:
        after = change.evolve(now)
        if person in now.people:
            viewer = viewer_of(now, person, looks)
            start = start or view(now, viewer)
            forms = [form for audience, form in change.seen(now, after) if audience in audiences(viewer)]
            if any(isinstance(form, Renewed) for form in forms):
                told.append((start, heard, view(now, viewer)))
                start, heard = view(after, viewer_of(after, person, looks)), []
            else:
                heard.extend(forms)
        now = after
    assert start
    return [*told, (start, heard, view(now, viewer_of(now, person, looks)))]


def test_browsers_fold_as_the_server_does(tmp_path: Path) -> None:
    world = a_long_story()
    viewers = [("t", ("g1", "g2")), ("t", ()), ("o", ("g1",)), ("screen", ()), *((person, ()) for person in PEOPLE)]
    told = [story for person, looks in viewers for story in stories(world, person, looks)]
    file = tmp_path / "stories.json"
    file.write_bytes(msgspec.json.encode([{"view": view, "heard": heard} for view, heard, _ in told]))
    command = ["node", "tests/run_client.mjs", "tests/rooms/fold.mjs", str(file)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    folded = msgspec.json.decode(ran.stdout, type=list[Workshop])
    for now, (_, heard, then) in zip(folded, told, strict=True):
        assert now == then, heard
