"""Simulated people do what the stage on now asks, see what a newcomer would see, and lose nothing; or we are told."""

import asyncio
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from moot.server.cli import main
from moot.server.demo import play
from moot.server.rehearsal.deployment import Deployment
from moot.server.rehearsal.dress_rehearsal import rehearse
from moot.server.rehearsal.judgement import status_of
from moot.server.rehearsal.own_server import Server, elsewhere
from tests import redis_servers
from tests.server.server_in_thread import ServerInThread
from tests.server_process import ServerProcess

FASTEST = 100
"""The speed of whole rehearsals."""
FIGURES = {"changes_per_s", "deliveries_per_s", "own_ms", "others_ms", "server_cpu_us_per_delivery", "bytes_per_person"}


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
