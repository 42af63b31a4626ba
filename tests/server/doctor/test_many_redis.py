"""The doctor looks at all servers of a deployment: replicas, sentinels, the shards of a cluster."""

import asyncio
import re

from moot.server.journal.redis import Durability
from tests.redis_failover import Watched
from tests.redis_servers import (
    DURABLE,
    cluster,
    follow,
    made_cluster,
    redis_program,
    until,
    valkey_program,
)
from tests.server.doctor.looking import Starts, do, looked_at


async def test_a_replica_cannot_be_written_and_the_doctor_says_where_its_primary_is(starts_redis: Starts) -> None:
    primary, other = starts_redis(*DURABLE), starts_redis(*DURABLE)
    alone = await looked_at(primary.url, Durability.REPLICA)
    assert "nothing is ever acknowledged" in alone["durability"].found
    do(other, alone["durability"].change)
    assert until(lambda: "state=online" in primary.info("replication", "slave0"))
    assert not (await looked_at(primary.url, Durability.REPLICA)).wrong()

    found = await looked_at(other.url)
    assert found.wrong() == ["role"]
    right = re.search(r"--redis (\S+);", found["role"].change)
    assert right
    assert right[1] == primary.url


async def test_a_primary_that_may_come_back_empty_is_to_be_minded(starts_redis: Starts) -> None:
    primary, other = starts_redis(), starts_redis()
    await asyncio.to_thread(follow, other, primary)
    found = (await looked_at(primary.url, Durability.REPLICA))["durability"]
    assert (found.verdict, "comes back empty" in found.found) == ("mind", True)


async def test_a_cluster_without_replicas_works_but_loses_what_one_server_loses() -> None:
    others = ",".join(f"127.0.0.1:{server.port}" for server in cluster()[1:])
    found = await looked_at(f"redis+cluster://{others}", Durability.MEMORY)
    assert (found.wrong(), found["copies"].verdict, found["slots"].verdict) == ([], "mind", "ok")
    assert found["full coverage"].verdict == "mind"
    right = await looked_at(cluster()[0].url)
    assert right.wrong() == ["reach"]
    assert right["reach"].change.endswith("redis+cluster://")


async def test_slots_that_no_server_has_are_named_and_given_by_what_the_doctor_says() -> None:
    servers = made_cluster(valkey_program(), shards=3, replicas=1)
    url = f"redis+cluster://127.0.0.1:{servers[0].port},127.0.0.1:1"
    for server in servers:
        do(server, "CONFIG SET appendonly yes appendfsync always")
    found = await looked_at(url)
    assert (found.wrong(), found["copies"].verdict) == ([], "ok")
    for server in servers:
        do(server, found["full coverage"].change)
        server.ask("CLUSTER", "DELSLOTS", "5", "6")
    assert (await looked_at(url))["slots"].found.startswith("5-6 have no server")
    do(servers[0], (await looked_at(url))["slots"].change)
    assert (await looked_at(url))["slots"].verdict == "ok"
    servers[1].kill()
    gone = (await looked_at(url))["reach"]
    assert (gone.verdict, f"127.0.0.1:{servers[1].port}" in gone.found) == ("wrong", True)
    for server in servers:
        server.end()


async def test_behind_sentinels_the_doctor_looks_at_the_primary_that_they_name() -> None:
    watched = Watched(redis_program())
    found = await looked_at(watched.url)
    assert not found.wrong()
    assert [one.check for one in found.not_right()] == ["reach", "sentinels", "down after", "writes alone"]
    assert "127.0.0.1:1" in found["reach"].found
    do(watched.sentinel, found["down after"].change)
    do(watched.primary, found["writes alone"].change)
    assert [one.check for one in (await looked_at(watched.url)).not_right()] == ["reach", "sentinels"]

    wrong_name = (await looked_at(watched.url.replace("/moot", "/other")))["primary"]
    assert (wrong_name.verdict, wrong_name.change) == ("wrong", "the URL ends with /moot")
    not_a_sentinel = (await looked_at(f"redis://127.0.0.1:{watched.sentinel.port}"))["reach"]
    assert not_a_sentinel.change.endswith("redis+sentinel://")
    watched.primary.kill()
    gone = await looked_at(watched.url)
    assert f"127.0.0.1:{watched.primary.port}" in gone["reach"].found
    assert gone["reach"].verdict == "wrong"
    watched.end()
