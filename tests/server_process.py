"""A real `moot serve` in a process of its own, for tests that stop it, kill it and start it again."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

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
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> "ServerProcess":
        """Waits until it listens and has printed its links."""
        moot = str(Path(sys.executable).parent / "moot")
        words = [moot, "serve", "--port", str(self.port), "--data", str(self.data), *self.options]
        env = {**os.environ, "PYTHONUNBUFFERED": "1", **({"MOOT_SECRET": self.secret} if self.secret else {})}
        self.lines, self.operator_link = [], ""
        self.process = subprocess.Popen(
            words, env=env, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        ready = threading.Event()
        self._reader = threading.Thread(target=self._read, args=(self.process, ready), daemon=True)
        self._reader.start()
        ready.wait(PATIENCE)
        if not self.operator_link:
            self.kill()
            raise RuntimeError(f"{' '.join(words)} did not say that it is ready:\n{self.output}")
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
            assert process.stdout is not None
            process.stdout.close()

    def _read(self, process: "subprocess.Popen[str]", ready: threading.Event) -> None:
        """Reads all it prints, to its end, so that it never waits for us. Its end is the end of waiting too."""
        assert process.stdout is not None
        listening = False
        for line in process.stdout:
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
