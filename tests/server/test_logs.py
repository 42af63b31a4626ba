"""What operators read in the log: every line an object, with what one needs to follow a request, and nobody in it."""

import asyncio
import json
import logging
import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest

from moot.rooms.asking import Changes, Moment, Request
from moot.rooms.people.groups import AddGroup
from moot.rooms.refusals import Reason
from moot.rooms.stages.stage import StartStage
from moot.rooms.workshop import Workshop
from moot.server.journal.memory import MemoryJournal
from moot.server.live.asking import Asking
from moot.server.live.workshop import LiveWorkshop
from moot.server.live.workshops import Workshops
from moot.server.operating.logs import JsonLines, TextLines
from moot.server.rehearsal import texts
from moot.server.rehearsal.dress_rehearsal import rehearse
from tests.redis_servers import DURABLE, RedisServer, redis_program, until
from tests.server.browser import Browser, close_all
from tests.server.people_in_memory import Guest, academy
from tests.server.scraped import Scraped
from tests.server.server_in_thread import ServerInThread
from tests.server_process import ServerProcess

NAME = "Žofie Ιωάννου"
TEXT = "Zażółć gęślą jaźń"


@pytest.fixture
def talkative(tmp_path: Path) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path, "--log", "json", "--log-level", "debug").start()
    yield process
    close_all()
    process.kill()


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    server = RedisServer(redis_program(), *DURABLE).start()
    yield server
    server.end()


@pytest.fixture
def shared(redis: RedisServer, tmp_path: Path) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path, "--redis", redis.url, "--log", "json", secret="known to nobody").start()
    yield process
    close_all()
    process.kill()


def lines_of(server: ServerProcess) -> list[dict[str, Any]]:
    """Every line that it wrote, of whatever kind."""
    return [json.loads(line) for line in server.lines]


def sharing(server: Any) -> tuple[Browser, Browser, str]:
    """A trainer, and somebody who may add notes, and their room."""
    trainer = Browser(server).make_workshop()
    trainer.come("trainer")
    assert trainer.ask({"type": "start-stage", "activity": "share", "stage": "collect"})["type"] == "done"
    ana = Browser(server).join(trainer.workshop, NAME)
    view = ana.come("anas-tab")
    return trainer, ana, view["common"]["people"][view["you"]]["room"]


def note(room: str, id: str) -> dict[str, str]:
    return {"type": "add-note", "room": room, "section": "share-0", "id": id, "text": TEXT}


async def answer_to(live: LiveWorkshop, request: Request) -> Reason | None:
    """What whoever asks it under the number 7 is told."""
    answer: asyncio.Future[Reason | None] = asyncio.get_running_loop().create_future()
    live.put(Asking(request, "", "a-tab", 7, answer.set_result))
    return await answer


def test_the_log_of_a_rehearsal_names_nobody_and_quotes_nothing(
    talkative: ServerProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    url = talkative.operator_link
    assert rehearse(people=6, groups=2, speed=100, url=url, as_json=True) == 0
    trainer, ana, room = sharing(talkative)
    assert ana.ask(note(room, "note0001"))["type"] == "done"
    assert httpx.get(f"{talkative.url}/?code={trainer.workshop}&name=Eleftheria").status_code == 200
    ana.say({"type": "ask", "ask": 2, "do": {"type": TEXT, TEXT: NAME}})
    assert ana.ending() == 1008
    cookies = [cookie for browser in (trainer, ana) for cookie in browser.http.cookies.values()]
    close_all()
    talkative.stop()
    lines = lines_of(talkative)
    kept = [line for line in lines if line["message"] == "an entry was kept"]
    assert len(kept) > 50
    assert all(re.fullmatch(r"[2-9a-z]{6}", line["workshop"]) and line["ms"] > 0 for line in kept)
    assert kept[-1]["requests"] == ["anas-tab:1"]
    assert {line["logger"].partition(".")[0] for line in lines} == {"moot"}
    people = [word for row in texts.rows("participants") for word in (row["name"], row["organisation"])]
    written = "".join(line for line in talkative.lines if talkative.url not in line)  # which it says at its start
    for said in (NAME, TEXT, "Eleftheria", "127.0.0.1", *cookies, *people, *texts.voices(), *texts.challenges()):
        assert said not in written


def test_every_line_says_when_how_grave_and_where_from(talkative: ServerProcess) -> None:
    sharing(talkative)
    close_all()
    talkative.stop()
    lines = lines_of(talkative)
    assert all(list(line)[:4] == ["time", "level", "logger", "message"] for line in lines)
    assert {line["level"] for line in lines} == {"info", "debug"}
    assert all(line["time"].endswith("Z") for line in lines)
    times = [datetime.fromisoformat(line["time"]) for line in lines]
    assert all(datetime.now(UTC) - time < timedelta(minutes=1) for time in times)
    assert (lines[0]["url"], lines[1]["link"]) == (talkative.url, talkative.operator_link)


# From a request to its line


def test_a_request_that_could_not_be_decided_is_named(
    running: ServerInThread, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(Request):
        def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
            raise KeyError(TEXT)

    trainer, _, _ = sharing(running)
    live = running.do(running.workshops.find(trainer.workshop))
    assert live
    assert running.do(answer_to(live, Broken())) is Reason.NOT_ALLOWED
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    line = json.loads(JsonLines().format(record))
    assert (line["request"], line["workshop"], line["error"]["kind"]) == ("a-tab:7", trainer.workshop, "KeyError")
    assert "in decide" in line["error"]["stack"]
    assert TEXT not in JsonLines().format(record) + TextLines().format(record)
    assert Scraped(running.url)("moot_requests_total", outcome="failed") == 1


def test_an_append_that_failed_names_its_requests(redis: RedisServer, shared: ServerProcess) -> None:
    trainer, ana, room = sharing(shared)
    redis.kill()
    ana.say({"type": "ask", "ask": 1, "do": note(room, "note0001")})
    assert until(lambda: '"anas-tab:1"' in shared.output)
    redis.start()
    assert ana.hear("done")["done"] == 1
    line = next(line for line in lines_of(shared) if "requests" in line)
    assert (line["level"], line["workshop"], line["requests"]) == ("warning", trainer.workshop, ["anas-tab:1"])
    assert line["message"].startswith("an entry was not kept: the journal is unavailable: ")


async def test_an_append_that_another_server_was_faster_with_names_its_requests(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with MemoryJournal() as journal:
        _, here = await academy(journal)
        there = await Workshops(journal, "a secret").find(here.id)
        assert there
        await Guest(here, "t").come().ask(StartStage("share", "collect"))
        with caplog.at_level(logging.INFO, "moot"):
            await Guest(there, "t", "slow-tab").come().ask(AddGroup())
    (record,) = caplog.records
    assert vars(record)["requests"] == ["slow-tab:1"]
    assert (record.levelname, record.getMessage()) == ("INFO", "another server was first, deciding again")


# Of an error


def record_of(error: Exception, message: str = "it went wrong", **fields: object) -> logging.LogRecord:
    record = logging.makeLogRecord({"name": "moot.x", "levelname": "ERROR", "msg": message} | fields)
    record.exc_info = (type(error), error, error.__traceback__)
    return record


def raised() -> Exception:
    """With all that an exception can bring along."""
    try:
        try:
            raise ValueError(NAME)
        except ValueError as error:
            raise ExceptionGroup(NAME, [sqlite3.OperationalError(TEXT), KeyError(NAME)]) from error
    except ExceptionGroup as group:
        return group


@pytest.mark.parametrize("lines", [JsonLines(), TextLines()], ids=["json", "text"])
def test_an_error_is_told_by_kind_and_place_and_never_by_what_it_says(lines: logging.Formatter) -> None:
    line = lines.format(record_of(raised()))
    assert not [said for said in (NAME, TEXT) if said in line]
    for kind in ("ValueError", "ExceptionGroup", "sqlite3.OperationalError", "KeyError", "in raised"):
        assert kind in line


def test_a_line_is_one_line() -> None:
    record = logging.makeLogRecord({"name": "asyncio", "msg": f"first\nfuture: <{NAME}>", "levelname": "ERROR"})
    assert json.loads(JsonLines().format(record))["message"] == "first"
    assert TextLines().format(record) == "ERROR asyncio: first"


def test_text_has_the_fields_too() -> None:
    record = logging.makeLogRecord({"name": "moot.x", "msg": "so", "levelname": "INFO", "workshop": "abc", "ms": 1.5})
    assert TextLines().format(record) == 'INFO moot.x: so workshop="abc" ms=1.5'


def test_without_a_setting_only_warnings_are_told_and_as_text(server: ServerProcess) -> None:
    sharing(server)
    close_all()
    server.stop()
    assert len(server.lines) == 4, server.output
    assert server.lines[-1] == "Stopped. Everything is kept; start again to go on.\n"
