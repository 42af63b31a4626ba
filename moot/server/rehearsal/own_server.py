"""Servers of one's own, each in a process of its own, and what it uses."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

SPOKEN = re.compile(r'(https?://[^/\s]+)/operator\?key=([^\s"]+)')


class Server(NamedTuple):
    url: str
    key: str
    """Of the operator's link."""
    pid: int = 0
    """0: it runs elsewhere."""

    def cpu(self) -> float | None:
        """Seconds that it has worked so far."""
        if not self.pid or not (stat := Path(f"/proc/{self.pid}/stat")).exists():
            return None
        fields = stat.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def rss_mb(self) -> float | None:
        if not self.pid or not (statm := Path(f"/proc/{self.pid}/statm")).exists():
            return None
        return round(int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20), 1)


def elsewhere(url: str, key: str) -> Server:
    """A server that runs already; `url` may be its operator's link."""
    said = SPOKEN.match(url)
    return Server(said[1], said[2]) if said else Server(url.rstrip("/"), key)


@contextmanager
def own_servers(data: str, number: int = 1, redis: str = "") -> Iterator[list[Server]]:
    """They share a Redis, and a secret that is made up; one alone may do without."""
    shared = {"MOOT_REDIS": redis, "MOOT_SECRET": secrets.token_urlsafe(32)} if redis else {}
    with ExitStack() as stack:
        yield [stack.enter_context(own_server(str(Path(data) / str(at)), shared)) for at in range(number)]


@contextmanager
def own_server(data: str, settings: dict[str, str] | None = None) -> Iterator[Server]:
    """With settings as the environment has them, where a password in a URL is not shown to all who list processes."""
    moot = str(Path(sys.executable).parent / "moot")
    words = [moot, "serve", "--port", "0", "--data", data]
    env = {**os.environ, "PYTHONUNBUFFERED": "1", **(settings or {})}
    with subprocess.Popen(words, text=True, stdout=subprocess.PIPE, env=env) as own:
        try:
            assert own.stdout is not None
            said = next((said for line in own.stdout if (said := SPOKEN.search(line))), None)
            if said is None:
                raise RuntimeError("the server did not say that it is ready")
            yield Server(said[1], said[2], own.pid)
        finally:
            own.terminate()
