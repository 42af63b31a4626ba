"""The doctor sees in Redis what a server would see, and what it says to change makes it right."""

import asyncio
import socket
import time
from collections.abc import Callable

import pytest

from moot.server.journal.redis import Durability, RedisJournal
from tests.redis_failover import SECRET
from tests.redis_servers import (
    DURABLE,
    RedisServer,
    redis,
    until,
    valkey,
    valkey_program,
)
from tests.server.doctor.looking import EVERY_SECOND, Starts, do, looked_at


@pytest.mark.parametrize("server", [redis, valkey])
async def test_nothing_is_wrong_with_a_server_that_is_as_it_should_be_and_nothing_stays_behind(
    server: Callable[[], RedisServer],
) -> None:
    before = [server().ask("KEYS", "*"), server().ask("CONFIG", "GET", "*")]
    found = await looked_at(server().url)
    assert not found.not_right()
    assert "acknowledged" in found["appends"].found
    assert [server().ask("KEYS", "*"), server().ask("CONFIG", "GET", "*")] == before


@pytest.mark.parametrize(
    ("options", "change"),
    [
        (EVERY_SECOND, "CONFIG SET appendfsync always"),
        ((), "CONFIG SET appendonly yes appendfsync always"),
        ((*DURABLE, "--no-appendfsync-on-rewrite", "yes"), "CONFIG SET no-appendfsync-on-rewrite no"),
    ],
)
async def test_acknowledged_is_on_the_disk_once_what_the_doctor_says_is_done(
    starts_redis: Starts, options: tuple[str, ...], change: str
) -> None:
    server = starts_redis(*options)
    found = await looked_at(server.url)
    assert found["durability"].verdict == "wrong"
    assert change in found["durability"].change
    do(server, found["durability"].change)
    assert not (await looked_at(server.url)).not_right()
    async with RedisJournal(server.url) as journal:
        await journal.append("academy", 1, b"it works")


async def test_valkey_says_itself_when_its_disk_has_it_which_takes_long_every_second(starts_redis: Starts) -> None:
    server = starts_redis(*EVERY_SECOND, program=valkey_program())
    found = await looked_at(server.url)
    assert (found["durability"].verdict, found.wrong()) == ("ok", [])
    assert "WAITAOF" in found["durability"].found
    assert found["appends"].verdict == "mind"
    do(server, found["appends"].change)
    assert "appendfsync always" in (await looked_at(server.url))["durability"].found


@pytest.mark.parametrize(
    ("options", "verdict", "lost"),
    [
        (DURABLE, "ok", "loses nothing"),
        (EVERY_SECOND, "mind", "loses up to 2 seconds"),
        (("--appendonly", "no"), "mind", "loses all workshops"),
        (("--appendonly", "no", "--save", "900 1"), "mind", "loses what came since its last snapshot"),
    ],
)
async def test_in_memory_the_doctor_says_what_a_crash_loses(
    starts_redis: Starts, options: tuple[str, ...], verdict: str, lost: str
) -> None:
    found = await looked_at(starts_redis(*options).url, Durability.MEMORY)
    assert (found["durability"].verdict, found.wrong()) == (verdict, [])
    assert lost in found["durability"].found


@pytest.mark.parametrize(
    ("setting", "check", "verdict"),
    [
        ("maxmemory 100mb maxmemory-policy allkeys-lru", "eviction", "wrong"),
        ("maxmemory 1", "memory", "wrong"),
        ("min-replicas-to-write 1", "writes alone", "wrong"),
        ("maxclients 100", "connections", "mind"),
        ("timeout 60", "idle connections", "mind"),
        ("tcp-keepalive 0", "dead connections", "mind"),
        ('client-output-buffer-limit "pubsub 0 0 0"', "followers", "mind"),
        ('client-output-buffer-limit "pubsub 1000 0 0"', "followers", "mind"),
    ],
)
async def test_a_setting_that_harms_is_named_and_mended_by_what_the_doctor_says(
    starts_redis: Starts, setting: str, check: str, verdict: str
) -> None:
    server = starts_redis(*DURABLE)
    do(server, f"CONFIG SET {setting}")
    found = await looked_at(server.url)
    assert found[check].verdict == verdict
    if verdict == "wrong" and check != "eviction":
        assert f"do what is said of {check}" in found["appends"].change
    do(server, found[check].change)
    assert not (await looked_at(server.url)).not_right()


async def test_a_snapshot_that_failed_stops_all_writes(starts_redis: Starts) -> None:
    server = starts_redis(*DURABLE)
    do(server, 'CONFIG SET save "900 1"')
    (server.folder / "dump.rdb").mkdir()  # where the snapshot was to be written
    server.ask("BGSAVE")
    assert until(lambda: server.info("persistence", "rdb_last_bgsave_status") == "err")
    found = await looked_at(server.url)
    assert found["snapshots"].verdict == "wrong"
    assert "do what is said of snapshots" in found["appends"].change
    (server.folder / "dump.rdb").rmdir()
    server.ask("BGSAVE")
    assert until(lambda: server.info("persistence", "rdb_last_bgsave_status") == "ok")
    assert not (await looked_at(server.url)).wrong()


async def test_a_wrong_password_is_said_to_be_one_and_not_told(starts_redis: Starts) -> None:
    server = starts_redis(*DURABLE)
    server.ask("CONFIG", "SET", "requirepass", SECRET)
    for who in ("", ":guessed@", "ana:guessed@"):
        found = await looked_at(f"redis://{who}127.0.0.1:{server.port}")
        assert found.wrong() == ["reach"]
        assert "the right user and password in --redis" in found["reach"].change
        assert "guessed" not in str(found.all)
    assert not (await looked_at(f"redis://:{SECRET}@127.0.0.1:{server.port}")).wrong()


async def test_nobody_waits_long_for_a_server_that_is_not_there_or_silent(starts_redis: Starts) -> None:
    began, frozen = time.monotonic(), starts_redis()
    frozen.pause()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        said = [
            (f"redis://127.0.0.1:{port}", "does not answer within 2 s"),
            (f"redis+cluster://127.0.0.1:1,127.0.0.1:{frozen.port}", "does not answer within 2 s"),
            ("redis+sentinel://127.0.0.1:1/moot", "Connect"),
            ("unix:///nowhere/redis.sock", "No such file"),
            (f"rediss://127.0.0.1:{redis().port}", "127.0.0.1"),
        ]
        for (url, why), found in zip(said, await asyncio.gather(*[looked_at(url) for url, _ in said]), strict=True):
            assert set(found.wrong()) == {"reach"}, url
            assert why in "".join(one.found for one in found.all if one.check == "reach")
    assert time.monotonic() - began < 5
    assert found["reach"].change.startswith("redis in place of rediss")
