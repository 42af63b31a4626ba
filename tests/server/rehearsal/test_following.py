"""Simulated people follow whoever leads, do what the stage asks, and stop when they are told."""

import asyncio
import random
from collections import Counter, defaultdict

from moot.rooms.boards.field import EditText
from moot.rooms.boards.section import AddSection
from moot.rooms.canvases.cell import EditCell
from moot.rooms.canvases.feedback import GiveFeedback
from moot.rooms.canvases.presenting import ArrangePresenting, Present
from moot.rooms.stages.message import Show, Shown
from moot.rooms.stages.stage import StartStage
from moot.server.rehearsal import texts
from moot.server.rehearsal.filling import line_in
from moot.server.rehearsal.judgement import judge, status_of
from moot.server.rehearsal.participant import take_part
from moot.server.rehearsal.person import Person
from moot.server.rehearsal.sheet import sheet_of
from tests.server.rehearsal.crowd import FAST, all_leave, gathered, judged, led, stage_of, through
from tests.server.server_in_thread import ServerInThread

TOGETHER = """
title.en = "Together"
languages = ["en"]

[[day.session]]
title.en = "All of it"

[[day.session.activity]]
key = "ours"
kind = "canvas"
title.en = "Ours"

[day.session.activity.canvas]
scope = "group"
rows = 3
statement.en = "For {whom} we do {what}."
column = [
  {key = "aim", title.en = "Aim", spans = true},
  {key = "whom", title.en = "For whom"},
  {key = "what", title.en = "What"},
  {key = "who", title.en = "Who", type = "people"},
  {key = "when", title.en = "When", type = "period"},
  {key = "how-sure", title.en = "How sure", type = "choice", choices = [{en = "very"}, {en = "hardly"}]},
  {key = "signs", title.en = "Signs", type = "indicators"},
]

[[day.session.activity.stage]]
does = "fill"
title.en = "Fill it in"
instruction.en = "All of it."
length = "5 min"

[[day.session.activity.stage]]
does = "compose"
title.en = "Say it"
instruction.en = "In a sentence."
length = "5 min"

[[day.session.activity.stage]]
does = "present"
title.en = "Show it"
instruction.en = "To the other group."
length = "5 min"
questions = [{en = "Whom did they forget?"}]

[[day.session.activity]]
key = "all"
kind = "canvas"
title.en = "Of all"

[day.session.activity.canvas]
scope = "all"
rows = 3
column = [{key = "idea", title.en = "Idea"}, {key = "who", title.en = "Who", type = "people"}]

[[day.session.activity.stage]]
does = "fill"
title.en = "One for all"
instruction.en = "All of it."
length = "5 min"
"""


async def test_who_sees_something_else_than_a_newcomer_is_found(running: ServerInThread) -> None:
    trainer, crowd = await gathered(running, people=3)
    assert await judged(crowd, trainer) == (True, 0)
    crowd[1].done.append(EditText(room="g1", board="solve", section="s", field="what", revision=0, edit=[[0, "a"]]))
    assert await judged(crowd, trainer) == (True, 1)
    await crowd[0].leave()
    assert await judged(crowd, trainer) == (False, 1)
    await all_leave([*crowd, trainer])


async def test_what_a_human_trainer_starts_is_followed_and_gone_on_from(running: ServerInThread) -> None:
    trainer, crowd = await gathered(running, people=4)
    for number, challenge in enumerate(texts.challenges()[:2]):
        await trainer.ask(AddSection(room="g1", board="solve", id=f"section{number:02}", challenge=challenge))
    await trainer.ask(StartStage(activity="solve", stage=stage_of(trainer, "solve", "ideate")))
    assert await led(trainer, crowd, last="fill") == ["vote", "select", "detail", "fill"]
    board = trainer.view.rooms["g1"].boards["solve"]
    assert {note.by for note in board.notes.values()} == {person.you for person in crowd}
    assert set(board.decisions) == {"section00", "section01"}
    assert all(board.texts[f"{section}/what"].value for section in board.decisions)
    assert Show(Shown("winners", board="solve")) in trainer.done
    await all_leave([*crowd, trainer])


async def test_groups_fill_in_their_canvas_together_and_present_it_to_each_other(running: ServerInThread) -> None:
    trainer, crowd = await gathered(running, people=6, groups=2, programme=TOGETHER)
    leading = await through(trainer, crowd)
    found = await judge(crowd, trainer, played=leading.played)
    assert status_of(found) == 0, found
    assert found["canvases"]["cells"] == 2 * (1 + 4 * 6 + 4) + 4 * 2  # somebody added a row to each
    assert found["feedback"]["in_all"] == 6
    typed: dict[str, set[str]] = defaultdict(set)
    for person in crowd:
        for request in person.done:
            if isinstance(request, EditCell):
                typed[request.canvas].add(person.you)
    assert {key: len(people) for key, people in typed.items()} == {"ours:g1": 3, "ours:g2": 3, "all:": 6}
    assert trainer.view.presenting == {}
    await all_leave([*crowd, trainer])


async def test_in_a_cell_that_several_write_in_each_has_something_of_their_own_to_say(running: ServerInThread) -> None:
    trainer, crowd = await gathered(running, people=10, groups=2, programme=TOGETHER)
    await trainer.ask(StartStage(activity="all", stage=stage_of(trainer, "all", "fill")))
    lines = set[str]()
    for person in crowd:
        await person.has_heard_all()
        on = person.on_now()
        assert on
        sheet = sheet_of(person, on)
        canvas = sheet.canvas(person.view)
        lines.add(line_in(person, sheet, canvas, canvas.standing()[0].id, sheet.columns[0]))
    assert len(lines) == len(crowd)
    await all_leave([*crowd, trainer])


async def test_whom_a_human_trainer_calls_up_has_their_turn_and_then_the_others(running: ServerInThread) -> None:
    trainer, crowd = await gathered(running, people=4)
    human = Person(trainer.door, trainer.workshop, "trainer", trainer.figures)
    await human.enter()
    await human.ask(StartStage(activity="plan", stage=stage_of(trainer, "plan", "present")))
    order = tuple(person.you for person in crowd)
    await human.ask(ArrangePresenting(activity="plan", order=order))
    await human.ask(Present(person=order[2]))
    assert (await led(trainer, crowd, last="review"))[:1] == ["review"]
    turns = [request.person for request in trainer.done if isinstance(request, Present)]
    assert (turns, trainer.view.presenting) == ([order[3]], {})
    await all_leave([*crowd, human, trainer])


async def test_where_only_some_rooms_present_they_present_to_themselves(running: ServerInThread) -> None:
    trainer, crowd = await gathered(running, people=5, groups=2)
    pitch = stage_of(trainer, "plan", "present")
    await trainer.ask(StartStage(activity="plan", stage=pitch, rooms=("g1",)))
    assert "review" in await led(trainer, crowd, last="review")
    arranged = [request for request in trainer.done if isinstance(request, ArrangePresenting)]
    here = {person.you for person in crowd if person.room.id == "g1"}
    assert [(one.room, set(one.order)) for one in arranged] == [("g1", here), ("g1", set())]
    said = [request for person in crowd for request in person.done if isinstance(request, GiveFeedback)]
    assert {one.canvas for one in said} == {f"plan:{person}" for person in here}
    await all_leave([*crowd, trainer])


async def test_of_a_training_that_was_cut_short_only_what_was_played_is_asked_for(running: ServerInThread) -> None:
    trainer, crowd = await gathered(running, people=3)
    last = [*trainer.view.activities][-1]
    await trainer.ask(StartStage(activity=last, stage=stage_of(trainer, last, "answer")))
    leading = await through(trainer, crowd)
    found = await judge(crowd, trainer, played=leading.played)
    assert (status_of(found), found["canvases"], found["feedback"]["assigned"]) == (0, {"cells": 0, "filled": 0}, 0)
    assert found["answers"] == {"asked": 12, "answered": 12}
    assert found["check_ins"] == {"due": 9, "made": 9}
    await all_leave([*crowd, trainer])


async def test_people_stop_when_they_are_told_also_in_the_moment_in_which_the_stage_changes(
    running: ServerInThread,
) -> None:
    trainer, crowd = await gathered(running, people=2)
    for turns in range(4):
        parts = [asyncio.create_task(take_part(person, FAST, random.Random(n))) for n, person in enumerate(crowd)]
        await asyncio.sleep(0)
        collect = StartStage(activity="share", stage=stage_of(trainer, "share", "collect"))
        asking = asyncio.create_task(trainer.ask(collect))
        await crowd[0].news()
        for _ in range(turns):
            await asyncio.sleep(0)
        for part in parts:
            part.cancel()
        ended, _ = await asyncio.wait(parts, timeout=5)
        assert len(ended) == len(parts), turns
        assert await asking
    await all_leave([*crowd, trainer])


async def test_people_who_begin_again_do_not_say_the_same_twice(running: ServerInThread) -> None:
    trainer, crowd = await gathered(running, people=4)
    collect = StartStage(activity="share", stage=stage_of(trainer, "share", "collect"))
    for _ in range(2):
        await trainer.ask(collect)
        assert await led(trainer, crowd, last="define") == ["cluster", "define"]
    notes = trainer.view.rooms["g1"].boards["share"].notes.values()
    assert max(Counter(note.by for note in notes).values()) <= 2
    assert len({note.text for note in notes}) == len(notes)
    assert len(trainer.view.rooms["g1"].boards["solve"].sections) in (3, 4)
    await all_leave([*crowd, trainer])
