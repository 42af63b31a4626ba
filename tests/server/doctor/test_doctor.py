"""What the doctor says of things as they can be told to be, and how `moot doctor` says it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from moot.server.cli import main
from moot.server.doctor.machine import open_files, settings_read
from moot.server.doctor.redis.cluster import Shard, copies, coverage
from moot.server.doctor.redis.keeping import loading, writing
from moot.server.doctor.redis.lines import secrecy
from moot.server.doctor.redis.probe import clocks
from moot.server.doctor.redis.reach import version
from moot.server.doctor.redis.replicas import replica
from moot.server.doctor.redis.told import Told, fields
from moot.server.journal.redis.url import Address, parse
from moot.server.settings import Settings
from tests.redis_servers import redis
from tests.server_process import free_port

HERE = Address("127.0.0.1", 6379)


@pytest.mark.parametrize(("limit", "verdict"), [(1024, "mind"), (65536, "ok"), (-1, "ok")])
def test_few_open_files_are_few_people(limit: int, verdict: str) -> None:
    found = open_files(limit)
    assert found.verdict == verdict
    assert "LimitNOFILE=65536" in found.change or verdict == "ok"


def test_settings_are_told_without_what_is_secret_in_them() -> None:
    settings = Settings(redis="redis://ana:hidden@redis", secret="hidden", password="hidden", port=80)
    found = settings_read(settings).found
    assert found == "port 80, redis (server redis:6379), durability disk; the others as they come"


def told(*lines: str) -> Told:
    return Told(HERE, fields("\r\n".join(lines).encode()), {})


@pytest.mark.parametrize(
    ("lines", "number", "verdict"),
    [
        (["redis_version:6.2.14"], (6, 2), "wrong"),
        (["redis_version:7.0.0"], (7, 0), "ok"),
        (["redis_version:8.2.1"], (8, 2), "ok"),
        (["redis_version:7.2.4", "valkey_version:7.2.8"], (7, 2), "mind"),
        (["redis_version:7.2.4", "valkey_version:8.0.1"], (7, 2), "ok"),
        (["redis_version:7.4.0", "dragonfly_version:df-v1.30.0"], (7, 4), "mind"),
    ],
)
def test_a_version_that_is_not_supported_is_named(lines: list[str], number: tuple[int, int], verdict: str) -> None:
    assert version(told(*lines), number, "Redis").verdict == verdict


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("ip=10.0.0.2,port=6379,state=online,offset=1000,lag=1", "ok"),
        ("ip=10.0.0.2,port=6379,state=wait_bgsave,offset=0,lag=0", "mind"),
        ("ip=10.0.0.2,port=6379,state=online,offset=1000,lag=9", "mind"),
        ("ip=10.0.0.2,port=6379,state=online,offset=-9000000,lag=0", "mind"),
    ],
)
def test_a_replica_that_lags_is_to_be_minded(line: str, verdict: str) -> None:
    [one] = told(f"slave0:{line}").replicas
    found = replica(one, 1000)
    assert (found.verdict, "10.0.0.2:6379" in found.found) == (verdict, True)


def test_a_redis_whose_disk_is_full_or_that_still_loads_is_wrong() -> None:
    assert writing(told("aof_enabled:1", "aof_last_write_status:err")).verdict == "wrong"
    assert writing(told("aof_enabled:1", "aof_last_write_status:ok", "aof_last_bgrewrite_status:err")).verdict == "mind"
    assert loading(told("loading:1", "loading_loaded_perc:41.5")).found.startswith("it is at 41.5 %")


@pytest.mark.parametrize(("theirs", "said"), [(1000.4, "within"), (1004.0, "4.0 s ahead"), (990.0, "10.0 s behind")])
def test_clocks_that_differ_are_to_be_minded(theirs: float, said: str) -> None:
    assert clocks(theirs, 1000.0).found.startswith(said)


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("redis://127.0.0.1", "ok"),
        ("redis://[::1]", "ok"),
        ("redis://localhost", "ok"),
        ("unix:///run/redis.sock", "ok"),
        ("redis://10.0.0.2", "mind"),
        ("redis://redis.example", "mind"),
        ("rediss://redis.example", "ok"),
    ],
)
def test_what_goes_over_a_network_unencrypted_is_to_be_minded(url: str, verdict: str) -> None:
    assert secrecy(parse(url), parse(url).addresses[0]).verdict == verdict


def test_slots_without_a_server_are_told_by_their_ranges() -> None:
    other = HERE._replace(port=2)
    shards = [Shard(HERE, frozenset(), ((1, 100), (102, 16000))), Shard(other, frozenset({HERE}), ((16001, 16380),))]
    assert coverage(shards).found.startswith("0, 101, 16381-16383 have no server")
    assert coverage(shards).change.endswith("CLUSTER ADDSLOTSRANGE 0 0 101 101 16381 16383")
    assert [one.verdict for one in copies(shards)] == ["mind", "mind"]
    assert coverage([Shard(HERE, frozenset(), ((0, 16383),))]).verdict == "ok"


def test_the_command_says_by_its_status_whether_anything_is_wrong(tmp_path: Path) -> None:
    right = CliRunner().invoke(main, ["doctor", "--data", str(tmp_path)], color=True)
    assert (right.exit_code, "\x1b[32mok" in right.output) == (0, True)
    assert right.output.rstrip().splitlines()[-1].startswith("0 wrong")
    assert not list(tmp_path.iterdir())

    nowhere = f"redis://ana:hidden@127.0.0.1:{free_port()}"
    wrong = CliRunner().invoke(main, ["doctor", "--redis", nowhere], env={"MOOT_PASSWORD": "hidden"})
    assert (wrong.exit_code, "\x1b" in wrong.output, "hidden" in wrong.output) == (1, False, False)
    assert "  wrong  reach " in wrong.output
    assert "→ start it there" in wrong.output

    unknown = CliRunner().invoke(main, ["doctor", "--redis", "http://redis"])
    assert (unknown.exit_code, "has to begin with one of redis://" in unknown.output) == (1, True)


def test_the_json_has_every_check_with_what_to_change() -> None:
    said = CliRunner().invoke(main, ["doctor", "--redis", redis().url, "--durability", "replica", "--json"])
    found = json.loads(said.output)
    assert said.exit_code == 1
    assert all(one.keys() == {"about", "check", "verdict", "found", "change"} for one in found)
    assert all((one["verdict"] == "ok") == (not one["change"]) for one in found)
    [durability] = [one for one in found if one["check"] == "durability"]
    assert (durability["verdict"], durability["about"]) == ("wrong", f"server 127.0.0.1:{redis().port}")
