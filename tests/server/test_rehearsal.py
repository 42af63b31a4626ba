"""Simulated people do what the stage on now asks, see what a newcomer would see, and lose nothing; or we are told."""

import asyncio
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from moot.rooms.ballot import Ballot
from moot.rooms.board import Board, Note
from moot.rooms.canvas import Canvas, Feedback, Names, Period, Row, Winner
from moot.rooms.cell import EditCell, SetCell
from moot.rooms.check_in import CheckIn, ReportNote, ReportStep, ReportValue
from moot.rooms.dot import PlaceDot, TakeDot
from moot.rooms.feedback import GiveFeedback, JudgeFeedback
from moot.rooms.field import EditText
from moot.rooms.form import Answer, AnswerField, Form
from moot.rooms.message import Show, Shown
from moot.rooms.note import AddNote, DeleteNote, EditNote
from moot.rooms.presenting import ArrangePresenting, Present
from moot.rooms.programme import Programme
from moot.rooms.protocol import FROM_PEOPLE
from moot.rooms.question import AnswerQuestion, AskQuestion, HideQuestion, MergeQuestions, Question, UpvoteQuestion
from moot.rooms.room import Room
from moot.rooms.row import AddRow, LinkRow, RemoveRow, RestoreRow
from moot.rooms.section import AddSection
from moot.rooms.shape import changed
from moot.rooms.stage import StartStage
from moot.rooms.text import Text
from moot.rooms.workshop import Workshop
from moot.server.cli import main
from moot.server.demo import play
from moot.server.rehearsal import texts
from moot.server.rehearsal.crowd import gather_crowd, seat
from moot.server.rehearsal.deployment import Deployment
from moot.server.rehearsal.door import make_workshop
from moot.server.rehearsal.dress_rehearsal import rehearse
from moot.server.rehearsal.figures import Figures
from moot.server.rehearsal.judgement import judge, status_of
from moot.server.rehearsal.lost import lost_edits, lost_of
from moot.server.rehearsal.lost_together import lost_together
from moot.server.rehearsal.own_server import Server, elsewhere
from moot.server.rehearsal.pace import Pace
from moot.server.rehearsal.participant import take_part
from moot.server.rehearsal.person import Person
from moot.server.rehearsal.trainer import Trainer
from tests import redis_servers
from tests.server.server_in_thread import ServerInThread
from tests.server_process import ServerProcess

FAST = Pace(50)
FASTEST = 100
"""The speed of whole rehearsals."""
ANA = "ana"
IDEA = Note(id="note00001", section="s1", text="Host newcomers", order="a0", by=ANA)
ADDED = AddNote(room="g1", section="s1", id=IDEA.id, text=IDEA.text)
DOT = PlaceDot(room="g1", ballot="s1.1", note=IDEA.id)
CANVAS = "plan:ana"
WINNER = Winner(room="g1", board="solve", section="s1", note=IDEA.id)
ROW = Row(id="row00001", order="a0", origin=WINNER)
GIVEN = Feedback(id="said0001", by="bo", place="?0", text="Clear", verdict="taken")
ASKED = Question(id="asked001", text="Slides?", at=1, answered=True, hidden=True)
LESS, MORE = (AnswerField(activity="form", field="more", answer=Answer(text=text)) for text in ("Less", "More"))
DAYS = Period(start="2025-03-01")
FIGURES = {"changes_per_s", "deliveries_per_s", "own_ms", "others_ms", "server_cpu_us_per_delivery", "bytes_per_person"}

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


def test_a_small_group_goes_through_the_whole_academy_and_everybody_sees_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = rehearse(people=6, groups=2, speed=FASTEST, as_json=True)
    found = json.loads(capsys.readouterr().out)
    assert (status, found["same_view"], found["lost"]) == (0, True, 0)
    assert (found["people"], found["rooms"], found["seed"]) == (6, 2, 1)
    assert set(found) >= FIGURES | {"servers", "refusals"}
    assert all(found[name] for name in FIGURES)
    assert set(found["own_ms"]) == {"p50", "p99", "max"}
    assert found["canvases"]["filled"] == found["canvases"]["cells"] >= 6 * (3 * 7 + 5 * 8)
    assert found["feedback"]["given"] == found["feedback"]["assigned"] >= 6 * 3
    assert found["feedback"]["in_all"] > found["feedback"]["judged"] > 0
    assert found["answers"] == {"asked": 6 * 8, "answered": 6 * 8}
    assert found["check_ins"] == {"due": 6 * 3, "made": 6 * 3}
    assert found["questions"]["asked"] > 0


@pytest.fixture
def two_servers(tmp_path: Path) -> Iterator[tuple[ServerProcess, ServerProcess]]:
    """On one Redis, with one secret."""
    redis = ("--redis", redis_servers.redis().url)
    one, other = (ServerProcess(tmp_path / name, *redis, secret="known to both").start() for name in ("one", "other"))
    yield one, other
    one.kill()
    other.kill()


def test_people_on_two_servers_see_the_same_and_each_server_is_measured(
    two_servers: tuple[ServerProcess, ServerProcess], capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = two_servers
    status = rehearse(url=[one.operator_link, other.url], people=5, groups=1, speed=FASTEST, as_json=True)
    found = json.loads(capsys.readouterr().out)
    assert (status, found["same_view"], found["lost"]) == (0, True, 0)
    assert [(told["url"], told["people"]) for told in found["servers"]] == [(one.url, 3), (other.url, 2)]
    assert all(told["deliveries"] for told in found["servers"])


def test_a_server_that_does_not_share_the_workshop_or_its_secret_is_named(tmp_path: Path) -> None:
    redis = ("--redis", redis_servers.redis().url)
    servers = [
        ServerProcess(tmp_path / name, *options, secret=secret).start()
        for name, options, secret in (("one", redis, "a"), ("liar", redis, "b"), ("alone", (), "a"))
    ]
    one, *others = servers
    try:
        for other in others:
            told = CliRunner().invoke(main, ["rehearse", "--url", one.operator_link, "--url", other.url])
            assert told.exit_code == 1
            assert f"{other.url} does not know the workshop that was made on {one.url}" in told.output
    finally:
        for server in servers:
            server.kill()


@pytest.mark.parametrize(
    "options", [["--servers", "2"], ["--url", "http://x:1", "--servers", "2"], ["--url", "http://x:1", "--redis", "r"]]
)
def test_servers_that_cannot_share_a_workshop_are_not_even_started(options: list[str]) -> None:
    told = CliRunner().invoke(main, ["rehearse", *options])
    assert (told.exit_code, "Usage:" in told.output) == (2, True)


def test_people_are_on_all_servers_or_on_the_one_that_a_balancer_sends_them_to() -> None:
    servers = (Server("http://x:1", "k"), Server("http://x:2", ""), Server("http://x:3", ""))
    assert Deployment(servers).others == ("http://x:2", "http://x:3")
    assert Deployment(servers, hashed=True).others == ()


@pytest.mark.parametrize(
    ("found", "status"),
    [
        ({"same_view": True, "lost": 0}, 0),
        ({"same_view": True, "lost": 0, "canvases": {"cells": 9, "filled": 9}}, 0),
        ({"same_view": True, "lost": 0, "canvases": {"cells": 9, "filled": 8}}, 1),
        ({"same_view": True, "lost": 0, "feedback": {"assigned": 6, "given": 5, "in_all": 8, "judged": 0}}, 1),
        ({"same_view": True, "lost": 0, "answers": {"asked": 4, "answered": 3}}, 1),
        ({"same_view": True, "lost": 0, "check_ins": {"due": 3, "made": 0}}, 1),
        ({"same_view": False, "lost": 0}, 1),
        ({"same_view": True, "lost": 1}, 1),
        ({"same_view": False, "lost": 7}, 1),
    ],
)
def test_a_rehearsal_with_other_views_or_anything_lost_or_undone_ends_with_status_one(
    found: dict[str, Any], status: int
) -> None:
    assert status_of(found) == status


def test_what_is_there_is_not_lost() -> None:
    ballot = Ballot(id="s1.1", section="s1", notes=(IDEA.id,), dots_each=3, most=2, dots={ANA: {IDEA.id: 1}})
    assert lost_of([ADDED, DOT, DOT, TakeDot("g1", "s1.1", IDEA.id)], seen(IDEA, ballots={"s1.1": ballot}), ANA) == 0


@pytest.mark.parametrize(
    "done",
    [
        [AddNote(room="g1", section="s1", id="note00002", text="Never told")],
        [ADDED, EditNote(room="g1", note=IDEA.id, text="Host all newcomers")],
        [ADDED, DeleteNote(room="g1", note=IDEA.id)],
        [DOT],
        [AddSection(room="g1", board="solve", id="section01", challenge="Too few")],
    ],
)
def test_what_was_acknowledged_and_is_not_there_is_lost(done: list[FROM_PEOPLE]) -> None:
    assert lost_of(done, seen(IDEA), ANA) == 1


@pytest.mark.parametrize(
    ("done", "lost"),
    [
        ([AddRow(canvas=CANVAS, id=ROW.id), LinkRow(canvas=CANVAS, row=ROW.id, origin=WINNER)], 0),
        ([AddRow(canvas=CANVAS, id="row00002")], 1),
        ([RemoveRow(CANVAS, ROW.id)], 1),
        ([RemoveRow(CANVAS, ROW.id), RestoreRow(CANVAS, ROW.id)], 0),
        ([LinkRow(canvas=CANVAS, row=ROW.id)], 1),
        ([SetCell(canvas=CANVAS, row=ROW.id, column="when", value=DAYS)], 0),
        ([SetCell(canvas=CANVAS, row=ROW.id, column="who", value=Names(("bo",)))], 1),
        ([GiveFeedback(canvas=CANVAS, id=GIVEN.id, place="?0", text="Clear")], 0),
        ([GiveFeedback(canvas=CANVAS, id="said0002", place="?0", text="Clear")], 1),
        ([JudgeFeedback(CANVAS, GIVEN.id, "not-taken")], 1),
        ([AskQuestion(id=ASKED.id, text="Slides?"), AnswerQuestion(ASKED.id), HideQuestion(ASKED.id)], 0),
        ([AskQuestion(id="asked002", text="Lunch?"), MergeQuestions((ASKED.id,), "asked002")], 2),
    ],
)
def test_what_people_did_in_canvases_and_asked_is_there_or_lost(done: list[FROM_PEOPLE], lost: int) -> None:
    canvas = Canvas(rows={ROW.id: ROW}, values={f"{ROW.id}/when": DAYS}, feedback={GIVEN.id: GIVEN})
    whole = changed(seen(IDEA), canvases={CANVAS: canvas}, questions={ASKED.id: ASKED})
    assert lost_together([done], whole) == lost


@pytest.mark.parametrize(
    ("done", "lost"),
    [
        ([LESS, MORE], 0),
        ([MORE, LESS], 1),
        ([UpvoteQuestion(ASKED.id), UpvoteQuestion("hidden01")], 0),
        ([UpvoteQuestion(ASKED.id, up=False)], 1),
        ([ReportValue(days=30, indicator="i1", reading="9"), ReportStep(days=30, row="r1", state="done")], 1),
        ([ReportNote(30, "It goes"), ReportNote(60, "Slowly")], 1),
    ],
)
def test_what_only_oneself_sees_is_there_or_lost(done: list[FROM_PEOPLE], lost: int) -> None:
    mine = changed(
        seen(IDEA),
        forms={"form": Form(answers={ANA: {"more": Answer(text="More")}})},
        questions={ASKED.id: changed(ASKED, votes={ANA: True})},
        check_ins={ANA: {30: CheckIn(values={"i1": "9"}, note="It goes")}},
    )
    assert lost_of(done, mine, ANA) == lost


def test_an_edit_of_a_text_is_lost_when_its_text_has_fewer_edits() -> None:
    room = Room(id="g1", number=1, boards={"solve": Board(texts={"s1/what": Text("ab", 2)})})
    workshop = Workshop(id="abc234", programme=Programme(key="p", title={}), rooms={"g1": room})
    assert lost_edits({("g1", "s1/what"): 2}, workshop) == 0
    assert lost_edits({("g1", "s1/what"): 3, ("g1", "s1/who"): 1}, workshop) == 2
    with_canvas = changed(workshop, canvases={CANVAS: Canvas(texts={"row0/action": Text("ab", 2)})})
    assert lost_edits({(CANVAS, "row0/action"): 3}, with_canvas) == 1


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


async def test_a_demo_that_is_started_again_goes_on_where_it_was(
    running: ServerInThread, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = []
    for _ in range(2):
        with suppress(TimeoutError):
            async with asyncio.timeout(3):
                await play(running.url, running.settings.operator_key, tmp_path, speed=20)
        kept.append((tmp_path / "demo.json").read_text("utf-8"))
    told = capsys.readouterr().out
    assert kept[0] == kept[1]
    assert len(re.findall(r"/j/\w{6}", told)) == 2
    assert (told.count("  collect\n"), told.count("  cluster\n")) == (1, 1)


@pytest.mark.parametrize("url", ["http://x:1/operator?key=k", "http://x:1", "http://x:1/"])
def test_a_server_elsewhere_is_named_by_its_address_or_its_operators_link(url: str) -> None:
    server = elsewhere(url, "k")
    assert (server.url, server.key, server.cpu(), server.rss_mb()) == ("http://x:1", "k", None, None)


def test_whatever_stands_in_one_row_fits_together_and_other_columns_are_not_left_empty() -> None:
    firms = texts.rows("stakeholders")
    at = next(at for at, row in enumerate(firms) if row["stakeholder"] == texts.cell("stakeholder", "value:ana", 5))
    assert texts.cell("pains", "value:ana", 5) == firms[at]["pains"]
    assert texts.cell("pain-relievers", "value:ana", 5) == texts.cell("pain-reliever", "value:ana", 5)
    assert texts.cell("something-of-ones-own", "value:ana", 5)


def test_every_opinion_changes_something_and_every_indicator_is_smart() -> None:
    assert all(texts.change(row["opinion"]) == row["change"] for row in texts.rows("opinions"))
    assert texts.change("Something that a human wrote")
    assert all(all(texts.smart(row).values()) for row in texts.rows("indicators"))


def test_every_challenge_has_ideas_causes_and_plans() -> None:
    for challenge in texts.challenges():
        assert len(texts.causes(challenge)) >= 2
        assert len(texts.ideas(challenge)) >= 8
        assert sum(texts.is_planned(idea) for idea in texts.ideas(challenge)) >= 2
    assert set(texts.plan("Something that nobody foresaw")) == {"what", "who", "first-step", "needed", "risks"}


def seen(*notes: Note, ballots: dict[str, Ballot] | None = None) -> Workshop:
    board = Board(notes={note.id: note for note in notes}, ballots=ballots or {})
    room = Room(id="g1", number=1, boards={"solve": board})
    return Workshop(id="abc234", programme=Programme(key="p", title={}), rooms={"g1": room})


async def gathered(
    server: ServerInThread, people: int, groups: int = 1, programme: str = "academy"
) -> tuple[Person, list[Person]]:
    """A trainer who looks at the rooms, and who sits in them."""
    figures = Figures()
    door, workshop, _ = await asyncio.to_thread(make_workshop, server.url, server.settings.operator_key, programme)
    trainer = Person(door, workshop, "trainer", figures)
    await trainer.enter()
    crowd = await gather_crowd(server.url, workshop, people, figures)
    await seat(trainer, groups)
    return trainer, crowd


async def led(trainer: Person, crowd: list[Person], last: str) -> list[str]:
    """To the beginning of the `last` stage: the stages that the simulated trainer started."""
    started: list[str] = []

    def on_stage(does: str) -> None:
        started.append(does)
        if does == last:
            leading.cancel()

    leading = asyncio.create_task(through(trainer, crowd, on_stage))
    with suppress(asyncio.CancelledError):
        await leading
    await trainer.has_heard_all()
    return started


async def through(trainer: Person, crowd: list[Person], on_stage: Callable[[str], None] = lambda does: None) -> Trainer:
    """All the stages that are left."""
    await trainer.has_heard_all()
    parts = [asyncio.create_task(take_part(person, FAST, random.Random(n))) for n, person in enumerate(crowd)]
    leading = Trainer(trainer, FAST, random.Random(1), on_stage)
    try:
        await leading.lead()
    finally:
        for part in parts:
            part.cancel()
        await asyncio.gather(*parts, return_exceptions=True)
    for person in (*crowd, trainer):
        await person.has_heard_all()
    return leading


async def judged(crowd: list[Person], trainer: Person) -> tuple[bool, int]:
    """Whether all see the same, and how much is lost."""
    found = await judge(crowd, trainer)
    return found["same_view"], found["lost"]


def stage_of(trainer: Person, activity: str, does: str) -> str:
    return next(stage.key for stage in trainer.view.activities[activity].stages if stage.does == does)


async def all_leave(people: list[Person]) -> None:
    for person in people:
        await person.leave()
