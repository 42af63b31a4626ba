"""A real `moot serve` in a process of its own, for tests that stop it, kill it and start it again."""

import os
import re
import signal
import socket
import threading
from pathlib import Path

from tests.warm_process import WarmProcess

READY = re.compile(r'moot is ready at (http://[^\s"]+)')
OPERATOR = re.compile(r'http://[^\s"]+/operator\?key=[^\s"]+')
PATIENCE = 20.0


class ServerProcess:
    """One server on one data folder and one port; `start` again after `kill` goes on where it was."""

    def __init__(self, data: Path, *options: str, secret: str = "") -> None:
        self.data, self.secret = data, secret
        self.port = free_port()
        self.options = options
        self.lines: list[str] = []
        self.operator_link = ""
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: WarmProcess | None = None

    def start(self) -> "ServerProcess":
        """Waits until it listens and has printed its links."""
        words = ("serve", "--port", str(self.port), "--data", str(self.data), *self.options)
        env = {**os.environ, **({"MOOT_SECRET": self.secret} if self.secret else {})}
        self.lines, self.operator_link = [], ""
        output, printed = os.pipe()
        self.process = WarmProcess(words, printed, printed, env)
        os.close(printed)
        ready = threading.Event()
        self._reader = threading.Thread(target=self._read, args=(output, ready), daemon=True)
        self._reader.start()
        ready.wait(PATIENCE)
        if not self.operator_link:
            self.kill()
            raise RuntimeError(f"moot {' '.join(words)} did not say that it is ready:\n{self.output}")
        return self

    def stop(self) -> int:
        """As Ctrl-C does; answers with its exit status."""
        return self._end(signal.SIGINT)

    def terminate(self) -> int:
        """As systemd, Docker and Kubernetes end it."""
        return self._end(signal.SIGTERM)

    def freeze(self) -> None:
        self._send(signal.SIGSTOP)

    def thaw(self) -> None:
        self._send(signal.SIGCONT)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    @property
    def output(self) -> str:
        return "".join(self.lines)

    def _send(self, what: signal.Signals) -> None:
        assert self.process
        self.process.send_signal(what)

    def _end(self, how: signal.Signals) -> int:
        if self.process is None:
            return 0
        process, self.process = self.process, None
        process.send_signal(how)
        try:
            return process.wait(PATIENCE)
        finally:
            process.kill()
            process.wait()
            self._reader.join()

    def _read(self, output: int, ready: threading.Event) -> None:
        """Reads all it prints, to its end, so that it never waits for us. Its end is the end of waiting too."""
        listening = False
        with os.fdopen(output, encoding="utf-8") as lines:
            for line in lines:
                self.lines.append(line)
                listening = listening or READY.search(line) is not None
                if found := OPERATOR.search(line):
                    self.operator_link = found[0]
                if listening and self.operator_link:
                    ready.set()
        ready.set()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
