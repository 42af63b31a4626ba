"""A user who may do too little is told what is missing; who may do what the doctor tries can do all that is needed."""

import asyncio
import re
from collections.abc import Callable

import pytest

from moot.server.doctor.redis.rights import Needs, heard, key_of, rights, tried, written
from moot.server.journal import JournalUnavailable
from moot.server.journal.redis import Durability, RedisJournal, scripts
from moot.server.journal.redis.connection import Server
from moot.server.journal.redis.url import parse
from tests.redis_servers import (
    DURABLE,
    cluster,
    follow,
    redis,
    redis_program,
    valkey,
    valkey_program,
)
from tests.server.doctor.looking import EVERY_SECOND, Starts, do, looked_at

READS_SETTINGS: Needs = "config|get"


def rules(needs: Needs, clustered: bool = False) -> list[str]:
    """Of a user who may do only what the doctor tries."""
    key = key_of("x")
    names = [*tried(key, clustered, needs), *written(key), *heard(key, clustered), "info"]
    return ["reset", "on", "nopass", "~moot:*", "&moot:*", *(f"+{name}" for name in names)]


@pytest.mark.parametrize(
    ("kind", "needs", "durability"),
    [
        ("redis", "config|get", "disk"),
        ("valkey", "waitaof", "disk"),
        ("redis with a replica", "wait", "replica"),
        ("cluster", "", "memory"),
    ],
)
async def test_who_may_do_what_the_doctor_tries_can_do_all_that_the_journal_does(
    kind: str, needs: Needs, durability: str, starts_redis: Starts
) -> None:
    servers = {"redis": (redis(),), "valkey": (valkey(),), "cluster": cluster()}.get(kind) or (starts_redis(*DURABLE),)
    if kind == "redis with a replica":
        await asyncio.to_thread(follow, starts_redis(), servers[0])
    for one in servers:
        one.ask("ACL", "SETUSER", "careful", *rules(needs, kind == "cluster"))
    url = f"{'redis+cluster' if kind == 'cluster' else 'redis'}://careful:any@127.0.0.1:{servers[0].port}"
    async with RedisJournal(url, Durability(durability)) as journal:
        woken = asyncio.Event()
        journal.follow("careful", woken.set)
        await journal.append("careful", 1, b"one")
        await asyncio.wait_for(woken.wait(), 5)
        assert await journal.read("careful", 0) == [(1, b"one")]
        await journal.settle("careful", 1)
        await journal.keep_checkpoint("careful", 1, b"state")
        assert await journal.checkpoint("careful") == (1, b"state")
        assert "careful" in await journal.workshops()
        await journal.forget("careful")
    for one in servers:
        one.ask("ACL", "DELUSER", "careful")


def test_every_command_of_the_scripts_is_tried() -> None:
    key = key_of("x")
    every = {*tried(key, False, ""), *written(key)}
    for script in vars(scripts.Scripts(sharded=False)).values():
        if isinstance(script, scripts.Script):
            assert {name.lower() for name in re.findall(r"redis\.call\('(\w+)'", script.source)} <= every


async def test_each_right_that_is_missing_is_named_and_given_by_what_the_doctor_says() -> None:
    server, needs = redis(), READS_SETTINGS
    server.ask("ACL", "SETUSER", "careful", *rules(needs))
    url = parse(f"redis://careful:any@127.0.0.1:{server.port}")
    one = Server(url.addresses[0], url)
    for name in (rule.removeprefix("+") for rule in rules(needs) if rule.startswith("+") and rule != "+info"):
        server.ask("ACL", "SETUSER", "careful", f"-{name}")
        found = await rights(one, url, "doctor-x", needs)
        assert found.verdict == "wrong", name
        assert found.found == f"careful may not: {name}"
        do(server, found.change)
        assert (await rights(one, url, "doctor-x", needs)).verdict == "ok"
    for taken in (["resetkeys", "~other:*"], ["resetchannels", "&other:*"]):
        server.ask("ACL", "SETUSER", "careful", *taken)
        found = await rights(one, url, "doctor-x", needs)
        assert found.verdict == "wrong", taken
        do(server, found.change)
        assert (await rights(one, url, "doctor-x", needs)).verdict == "ok"
    await one.close()
    assert server.ask("EXISTS", key_of("doctor-x")) == 0
    server.ask("ACL", "SETUSER", "careful", "-xadd")
    whole = await looked_at(f"redis://careful:any@127.0.0.1:{server.port}")
    assert whole.wrong() == ["rights", "appends"]
    assert "careful may not: xadd" in whole["rights"].found
    assert "do what is said of rights" in whole["appends"].change
    server.ask("ACL", "DELUSER", "careful")


@pytest.mark.parametrize("program", [redis_program, valkey_program])
async def test_who_may_not_look_at_settings_is_told_what_to_ask_the_provider_for(
    starts_redis: Starts, program: Callable[[], str]
) -> None:
    server = starts_redis(*EVERY_SECOND, "--rename-command", "CONFIG", "", program=program())
    found = await looked_at(server.url)
    assert "ask your provider for appendonly yes, appendfsync always" in found["settings"].change
    assert found["durability"].verdict == ("wrong" if program is redis_program else "ok")
    if program is redis_program:
        with pytest.raises(JournalUnavailable):
            await RedisJournal(server.url).open()
