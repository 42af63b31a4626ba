"""What an operator may ask for: where Redis is, and when an append is answered. What is wrong is said."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from moot.server.journal import JournalUnavailable
from moot.server.journal.redis import BadRedisUrl, Durability, RedisJournal
from moot.server.journal.redis.url import Address, RedisUrl, parse
from tests.redis_servers import (
    DURABLE,
    RedisServer,
    cluster,
    follow,
    redis,
    redis_program,
    until,
    valkey,
    valkey_program,
)
from tests.server.journal.proxy import Proxy

ONE = RedisUrl("server", (Address("redis", 6379),))
SENTINELS = RedisUrl("sentinel", (Address("one", 26379), Address("two", 1)), service="moot")
CLUSTER = RedisUrl("cluster", (Address("one", 6379), Address("two", 1)))


@pytest.mark.parametrize(
    ("url", "means"),
    [
        ("redis://redis", ONE),
        ("redis://redis:6379/", ONE),
        (" redis://redis:6380/3\n", replace(ONE, addresses=(Address("redis", 6380),), database=3)),
        ("redis://[::1]:6379", replace(ONE, addresses=(Address("::1", 6379),))),
        ("redis://a%3Ab:p@redis", replace(ONE, user="a:b", password="p")),
        ("redis://:p%40ss@redis", replace(ONE, password="p@ss")),
        ("redis://ana:secret@redis", replace(ONE, user="ana", password="secret")),
        ("rediss://redis?ca=/etc/ca.pem", replace(ONE, tls=True, ca="/etc/ca.pem")),
        ("unix:///run/redis.sock", replace(ONE, addresses=(Address("/run/redis.sock", 0),))),
        ("redis+sentinel://one,two:1/moot", SENTINELS),
        (
            "redis+sentinel://one,two:1/moot/2?sentinel-password=s",
            replace(SENTINELS, database=2, sentinel_password="s"),
        ),
        ("rediss+sentinel://one,two:1/moot", replace(SENTINELS, tls=True)),
        ("redis+cluster://one,two:1", CLUSTER),
        ("rediss+cluster://ana:secret@one,two:1/0", replace(CLUSTER, tls=True, user="ana", password="secret")),
    ],
)
def test_a_url_says_where_redis_is(url: str, means: RedisUrl) -> None:
    assert parse(url) == means


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "has to begin with one of redis://, rediss://"),
        ("redis.example.org:6379", "has to begin"),
        ("http://redis", "has to begin"),
        ("redis://", "names no server"),
        ("redis://a b", "names no server where it says 'a b'"),
        ("redis://redis:port", "names no server where it says 'redis:port'"),
        ("redis://redis:0", "has a port 0"),
        ("redis://redis:99999", "has a port 99999"),
        ("redis://one,two", "names several servers"),
        ("redis://redis/x", "has a database 'x'"),
        ("redis://redis?timeout=3", "has an option 'timeout'; there are ca, sentinel-password"),
        ("redis://redis?ca=file", "write rediss"),
        ("rediss://redis?ca=/nowhere.pem", "names an authority in /nowhere.pem: No such file"),
        ("redis+sentinel://one,two", "has to end with what Sentinel calls the service"),
        ("redis+cluster://one/1", "has a database '1'; a cluster has only one"),
    ],
)
def test_a_wrong_url_is_refused_and_why(url: str, why: str) -> None:
    with pytest.raises(BadRedisUrl, match=why):
        RedisJournal(url)


def test_no_error_tells_the_password() -> None:
    for url in ("http://:secret@redis", "redis://:secret@one,two", "redis://:secret@a b", "redis://:secret@redis/x"):
        with pytest.raises(BadRedisUrl) as error:
            parse(url)
        assert "secret" not in str(error.value)
    assert "secret" not in str(parse("redis://:secret@redis"))
    assert "secret" not in repr(parse("redis://:secret@redis?sentinel-password=secret"))


async def refusal(url: str, durability: Durability = Durability.DISK) -> str:
    with pytest.raises(JournalUnavailable) as error:
        await RedisJournal(url, durability, patience=1.0).open()
    return error.value.reason


async def test_a_server_of_another_kind_is_refused_and_how_to_write_it() -> None:
    shard = f"127.0.0.1:{cluster()[0].port}"
    assert await refusal(f"redis://{shard}") == f"{shard} is cluster: its URL begins with redis+cluster://"
    assert "cluster support disabled" in await refusal(f"redis+cluster://127.0.0.1:{redis().port}")
    assert "no sentinel says" in await refusal(f"redis+sentinel://127.0.0.1:{redis().port}/moot")


async def test_a_server_that_is_not_there_is_named() -> None:
    assert "cannot be reached: 127.0.0.1:1" in await refusal("redis://127.0.0.1:1")
    assert "cannot be reached" in await refusal("unix:///nowhere/redis.sock")
    assert "127.0.0.1:1" in await refusal("redis+cluster://127.0.0.1:1")
    assert "127.0.0.1:1" in await refusal("redis+sentinel://127.0.0.1:1/moot")


@pytest.fixture
def own_server() -> Iterator[RedisServer]:
    server = RedisServer(valkey_program(), *DURABLE).start()
    yield server
    server.end()


async def test_a_password_opens(own_server: RedisServer) -> None:
    own_server.ask("ACL", "SETUSER", "moot", "on", ">p@ss", "~moot:*", "&moot:*", "+@all")
    own_server.ask("CONFIG", "SET", "requirepass", "secret")
    place = f"127.0.0.1:{own_server.port}"
    assert "NOAUTH" in await refusal(f"redis://{place}")
    assert "WRONGPASS" in await refusal(f"redis://:guess@{place}")
    for url in (f"redis://:secret@{place}", f"redis://moot:p%40ss@{place}"):
        async with RedisJournal(url) as journal:
            await journal.append("academy", await journal.last("academy") + 1, b"")


async def test_a_database_of_its_own() -> None:
    redis().ask("FLUSHALL")
    async with RedisJournal(f"{redis().url}/3") as journal, RedisJournal(redis().url) as other:
        await journal.append("academy", 1, b"")
        assert await journal.workshops() == ["academy"]
        assert await other.workshops() == []


async def test_a_socket_in_the_file_system() -> None:
    server = RedisServer(redis_program(), *DURABLE)
    server.options = (*server.options, "--unixsocket", str(server.folder / "socket"))
    server.start()
    try:
        async with RedisJournal(f"unix://{server.folder}/socket") as journal:
            await journal.append("academy", 1, b"first")
            assert await journal.read("academy", 0) == [(1, b"first")]
    finally:
        server.end()


async def test_a_full_redis_says_so_and_takes_more_once_there_is_room(own_server: RedisServer) -> None:  # J3
    async with RedisJournal(own_server.url) as journal:
        await journal.append("academy", 1, b"")
        own_server.ask("CONFIG", "SET", "maxmemory", "1")
        with pytest.raises(JournalUnavailable, match="OOM"):
            await journal.append("academy", 2, b"")
        own_server.ask("CONFIG", "SET", "maxmemory", "0")
        await journal.append("academy", 2, b"")


async def test_a_redis_that_cannot_say_when_the_disk_has_it_is_refused() -> None:  # J2
    server = RedisServer(redis_program(), "--appendonly", "yes", "--appendfsync", "everysec").start()
    try:
        assert "set appendonly yes, appendfsync always" in await refusal(server.url)
        async with RedisJournal(server.url, Durability.MEMORY) as journal:
            await journal.append("academy", 1, b"")
    finally:
        server.end()


async def test_a_redis_that_forgets_its_disk_while_it_rewrites_is_refused_or_waited_for() -> None:  # J2
    server = RedisServer(redis_program(), *DURABLE, "--no-appendfsync-on-rewrite", "yes").start()
    try:
        assert "no-appendfsync-on-rewrite no" in await refusal(server.url)
    finally:
        server.end()


async def test_without_a_file_nothing_is_on_the_disk(own_server: RedisServer) -> None:  # J2
    own_server.ask("CONFIG", "SET", "appendonly", "no")
    assert "set appendonly yes" in await refusal(own_server.url)


async def test_where_there_is_waitaof_an_append_waits_for_the_disk(own_server: RedisServer) -> None:  # J2
    own_server.ask("CONFIG", "SET", "appendfsync", "everysec")
    async with RedisJournal(own_server.url) as journal:
        await journal.append("academy", 1, b"first")
        assert "cmdstat_waitaof:" in own_server.ask("INFO", "commandstats")
        own_server.kill()
        own_server.start()
        assert await journal.read("academy", 0) == [(1, b"first")]


@pytest.fixture(params=[redis_program, valkey_program], ids=["redis", "valkey"])
def pair(request: pytest.FixtureRequest) -> Iterator[tuple[RedisServer, RedisServer]]:
    """A primary and its replica."""
    primary, replica = (RedisServer(request.param(), *DURABLE).start() for _ in range(2))
    follow(replica, primary)
    yield primary, replica
    primary.end()
    replica.end()


async def test_an_append_waits_for_a_replica(pair: tuple[RedisServer, RedisServer]) -> None:  # J2
    primary, replica = pair
    async with RedisJournal(primary.url, Durability.REPLICA, patience=1.5) as journal:
        await journal.append("academy", 1, b"first")
        assert replica.ask("XLEN", "moot:{academy}:journal") == 1
        replica.pause()
        with pytest.raises(JournalUnavailable, match="0 of 1 replicas had it"):
            await journal.append("academy", 2, b"second")
        replica.resume()
        assert until(lambda: replica.ask("XLEN", "moot:{academy}:journal") == 2)
        assert await journal.read("academy", 1) == [(2, b"second")]
        await journal.append("academy", 3, b"third")


async def test_what_another_server_appended_is_settled_once_a_replica_has_it(
    pair: tuple[RedisServer, RedisServer],
) -> None:  # J11
    primary, replica = pair
    async with (
        RedisJournal(primary.url, Durability.REPLICA, patience=4.5) as journal,
        RedisJournal(primary.url, Durability.REPLICA, patience=4.5) as other,
    ):
        replica.pause()
        with pytest.raises(JournalUnavailable):
            await other.append("academy", 1, b"first")
        for one in (journal, other):
            assert await one.read("academy", 0) == [(1, b"first")]
            with pytest.raises(JournalUnavailable, match="0 of 1 replicas had it"):
                await one.settle("academy", 1)
        replica.resume()
        await journal.settle("academy", 1)
        assert replica.ask("XLEN", "moot:{academy}:journal") == 1


async def test_an_append_waits_for_a_replica_though_its_answer_was_lost(
    pair: tuple[RedisServer, RedisServer],
) -> None:  # J2; WAIT waits for what was written over its own connection, and at once is satisfied with nothing
    primary, replica = pair
    async with Proxy(primary) as proxy, RedisJournal(proxy.url, Durability.REPLICA, patience=1.5) as journal:
        await journal.append("academy", 1, b"first")
        await journal.keep_checkpoint("academy", 1, b"state")
        replica.pause()
        proxy.lose_answer_to = b"second"
        with pytest.raises(JournalUnavailable, match="0 of 1 replicas had it"):
            await journal.append("academy", 2, b"second")
        assert proxy.lost.is_set()
        replica.resume()


async def test_a_shared_server_keeps_workshops_of_others_apart() -> None:
    valkey().ask("FLUSHALL")
    valkey().ask("SET", "moot:{x}:journal:not", "ours")
    valkey().ask("SET", "moot:{y}:journal", "not a stream")
    async with RedisJournal(valkey().url) as journal:
        await journal.append("academy", 1, b"")
        assert await journal.workshops() == ["academy"]
        with pytest.raises(JournalUnavailable, match="WRONGTYPE"):
            await journal.append("y", 1, b"")
