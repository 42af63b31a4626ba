"""The command `moot` in a process of its own that need not import anything: it is forked from one that has.

So a server starts in a tenth of the time. That the command starts by itself too, `test_settings` tries.
"""

import os
import signal
import sys
from multiprocessing import get_context
from multiprocessing.connection import Connection
from subprocess import TimeoutExpired
from tempfile import TemporaryFile

PATIENCE = 20.0
_context = get_context("forkserver")
_context.set_forkserver_preload(["moot.server.cli", __name__])


class WarmProcess:
    """`moot WORDS`, which prints to these file descriptors; to be asked and ended as one of `subprocess.Popen`."""

    def __init__(self, words: tuple[str, ...], out: int, err: int, env: dict[str, str]) -> None:
        self._words = words
        prints = tuple(Connection(os.dup(where), readable=False) for where in (out, err))
        self._process = _context.Process(target=_moot, args=(words, env, *prints), daemon=True)
        self._process.start()
        for where in prints:
            where.close()

    @property
    def pid(self) -> int:
        assert self._process.pid
        return self._process.pid

    def send_signal(self, what: signal.Signals) -> None:
        if self._process.is_alive():
            os.kill(self.pid, what)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def wait(self, seconds: float = PATIENCE) -> int:
        """Its exit status. Raises TimeoutExpired."""
        self._process.join(seconds)
        if self._process.exitcode is None:
            raise TimeoutExpired(self._words, seconds)
        return self._process.exitcode


def moot(*words: str, **environment: str) -> tuple[int, str, str]:
    """The status of a command, what it printed, and its errors."""
    env = {**os.environ, **environment, "COLUMNS": "100"}
    with TemporaryFile("w+", encoding="utf-8") as out, TemporaryFile("w+", encoding="utf-8") as err:
        status = WarmProcess(words, out.fileno(), err.fileno(), env).wait()
        out.seek(0)
        err.seek(0)
        return status, out.read(), err.read()


def _moot(words: tuple[str, ...], env: dict[str, str], *prints: Connection) -> None:
    """In the new process."""
    from moot.server.cli import main

    for standard, where in zip((sys.stdout, sys.stderr), prints, strict=True):
        os.dup2(where.fileno(), standard.fileno())
        where.close()
        standard.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    os.environ.clear()
    os.environ.update(env)
    main(list(words), prog_name="moot")
