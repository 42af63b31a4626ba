"""Simulated people do what the stage on now asks, see what a newcomer would see, and lose nothing; or we are told."""

import asyncio
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from moot.rooms.ballot import Ballot
from moot.rooms.board import Board, Note
from moot.rooms.dot import PlaceDot, TakeDot
from moot.rooms.field import EditText
from moot.rooms.note import AddNote, DeleteNote, EditNote
from moot.rooms.programme import Programme
from moot.rooms.protocol import FROM_PEOPLE
from moot.rooms.room import Room
from moot.rooms.section import AddSection
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
from moot.server.rehearsal.judgement import judge, lost_edits, lost_of, status_of
from moot.server.rehearsal.own_server import Server, elsewhere
from moot.server.rehearsal.pace import Pace
from moot.server.rehearsal.participant import take_part
from moot.server.rehearsal.person import Person
from moot.server.rehearsal.trainer import Trainer
from tests import redis_servers
from tests.server.server_in_thread import ServerInThread
from tests.server_process import ServerProcess

FAST = Pace(50)
ANA = "ana"
IDEA = Note(id="note00001", section="s1", text="Host newcomers", order="a0", by=ANA)
ADDED = AddNote(room="g1", section="s1", id=IDEA.id, text=IDEA.text)
DOT = PlaceDot(room="g1", ballot="s1.1", note=IDEA.id)
FIGURES = {"changes_per_s", "deliveries_per_s", "own_ms", "others_ms", "server_cpu_us_per_delivery", "bytes_per_person"}


def test_a_small_group_rehearses_and_everybody_sees_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    status = rehearse(people=6, groups=2, speed=50, as_json=True)
    found = json.loads(capsys.readouterr().out)
    assert (status, found["same_view"], found["lost"]) == (0, True, 0)
    assert (found["people"], found["rooms"], found["seed"]) == (6, 2, 1)
    assert set(found) >= FIGURES | {"servers", "refusals"}
    assert all(found[name] for name in FIGURES)
    assert set(found["own_ms"]) == {"p50", "p99", "max"}


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
    status = rehearse(url=[one.operator_link, other.url], people=5, groups=1, speed=50, as_json=True)
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
        ({"same_view": False, "lost": 0}, 1),
        ({"same_view": True, "lost": 1}, 1),
        ({"same_view": False, "lost": 7}, 1),
    ],
)
def test_a_rehearsal_with_other_views_or_anything_lost_ends_with_status_one(found: dict[str, Any], status: int) -> None:
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


def test_an_edit_of_a_text_is_lost_when_its_text_has_fewer_edits() -> None:
    room = Room(id="g1", number=1, boards={"solve": Board(texts={"s1/what": Text("ab", 2)})})
    workshop = Workshop(id="abc234", programme=Programme(key="p", title={}), rooms={"g1": room})
    assert lost_edits({("g1", "s1/what"): 2}, workshop) == 0
    assert lost_edits({("g1", "s1/what"): 3, ("g1", "s1/who"): 1}, workshop) == 2


async def test_who_sees_something_else_than_a_newcomer_is_found(running: ServerInThread) -> None:
    trainer, crowd = await gathered(running, people=3)
    assert await judge(crowd, trainer) == {"same_view": True, "lost": 0}
    crowd[1].done.append(EditText(room="g1", board="solve", section="s", field="what", revision=0, edit=[[0, "a"]]))
    assert await judge(crowd, trainer) == {"same_view": True, "lost": 1}
    await crowd[0].leave()
    assert await judge(crowd, trainer) == {"same_view": False, "lost": 1}
    await all_leave([*crowd, trainer])


async def test_what_a_human_trainer_starts_is_followed_and_gone_on_from(running: ServerInThread) -> None:
    trainer, crowd = await gathered(running, people=4)
    for number, challenge in enumerate(texts.challenges()[:2]):
        await trainer.ask(AddSection(room="g1", board="solve", id=f"section{number:02}", challenge=challenge))
    await trainer.ask(StartStage(activity="solve", stage=stage_of(trainer, "solve", "ideate")))
    assert await led(trainer, crowd) == ["vote", "select", "detail"]
    board = trainer.view.rooms["g1"].boards["solve"]
    assert {note.by for note in board.notes.values()} == {person.you for person in crowd}
    assert set(board.decisions) == {"section00", "section01"}
    assert all(board.texts[f"{section}/what"].value for section in board.decisions)
    assert trainer.view.shown.what == "winners"
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


async def gathered(server: ServerInThread, people: int) -> tuple[Person, list[Person]]:
    """A trainer who looks at the one room, and who sits in it."""
    figures = Figures()
    door, workshop, _ = await asyncio.to_thread(make_workshop, server.url, server.settings.operator_key)
    trainer = Person(door, workshop, "trainer", figures)
    await trainer.enter()
    crowd = await gather_crowd(server.url, workshop, people, figures)
    await seat(trainer, 1)
    return trainer, crowd


async def led(trainer: Person, crowd: list[Person], last: str = "") -> list[str]:
    """Through the stages that are left, or to the `last`: those that the simulated trainer started."""
    started: list[str] = []
    await trainer.has_heard_all()
    parts = [asyncio.create_task(take_part(person, FAST, random.Random(n))) for n, person in enumerate(crowd)]

    def on_stage(does: str) -> None:
        started.append(does)
        if does == last:
            leading.cancel()

    leading = asyncio.create_task(Trainer(trainer, FAST, random.Random(1), on_stage).lead())
    with suppress(asyncio.CancelledError):
        await leading
    for part in parts:
        part.cancel()
    await asyncio.gather(*parts, return_exceptions=True)
    await trainer.has_heard_all()
    return started


def stage_of(trainer: Person, activity: str, does: str) -> str:
    return next(stage.key for stage in trainer.view.activities[activity].stages if stage.does == does)


async def all_leave(people: list[Person]) -> None:
    for person in people:
        await person.leave()
