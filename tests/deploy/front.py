"""The proxies of `deploy/`, run for real: their own files, with the ports, folders and certificate of a test."""

import getpass
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import httpx2 as httpx

from tests.certificate import Certificate
from tests.redis_servers import until
from tests.server_process import free_port

DEPLOY = Path(__file__).parents[2] / "deploy"


class Server(Protocol):
    """In a process of its own, or in a thread."""

    port: int
    operator_link: str


class Front:
    """What people reach: a proxy, and behind it the servers."""

    def __init__(self, folder: Path, operator_link: str = "") -> None:
        self.folder, self.port, self.plain_port = folder, free_port(), free_port()
        self.url = f"https://127.0.0.1:{self.port}"
        self.operator_link = f"{self.url}/operator?{operator_link.partition('?')[2]}"
        self.process: subprocess.Popen[bytes] | None = None

    def run(self, *words: str) -> None:
        """Waits until it answers; `SSL_CERT_FILE` says whom to trust."""
        env = {**os.environ, "HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder)}
        with (self.folder / "output").open("wb") as output:
            self.process = subprocess.Popen(words, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        if not until(lambda: self._ended() or self._answers()) or self._ended():
            self.end()
            raise RuntimeError(f"{words[0]} does not start:\n{(self.folder / 'output').read_text()}")

    def end(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(10)

    def _ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/healthz").status_code in (200, 404)
        except httpx.TransportError:
            return False


def nginx(folder: Path, servers: Sequence[Server], certificate: Certificate, changes: Mapping[str, str]) -> Front:
    """`deploy/nginx.conf` before three servers, or before fewer, each then several times; with other changes too."""
    front = Front(folder, servers[0].operator_link)
    ports = [servers[number % len(servers)].port for number in range(3)]
    own = {
        "listen 80;": f"listen 127.0.0.1:{front.plain_port};",
        "listen [::]:80;": "",
        "listen 443 ssl": f"listen 127.0.0.1:{front.port} ssl",
        "listen [::]:443 ssl http2;": "",
        "/etc/letsencrypt/live/moot.example.org/fullchain.pem": str(certificate.file),
        "/etc/letsencrypt/live/moot.example.org/privkey.pem": str(certificate.key),
        "/var/log/nginx/access.log": str(folder / "access.log"),
        "/var/www/acme": str(folder),
        "http {": "http {\n" + "".join(f"{what}_temp_path {folder}/{what};\n" for what in TEMPORARY),
        **{f"127.0.0.1:800{number} ": f"127.0.0.1:{port} " for number, port in enumerate(ports, 1)},
        **changes,
    }
    file = written(DEPLOY / "nginx.conf", folder, own)
    user = "user root;" if getpass.getuser() == "root" else ""
    here = f"daemon off; pid {folder}/nginx.pid; {user}"
    front.run("nginx", "-c", str(file), "-p", str(folder), "-e", str(folder / "error.log"), "-g", here)
    return front


def caddy(folder: Path, server: Server, certificate: Certificate) -> Front:
    """`deploy/Caddyfile` before one server."""
    front = Front(folder, server.operator_link)
    tls = f"tls {certificate.file} {certificate.key}"
    own = {
        "moot.example.org {": f"{{\nadmin off\nhttp_port {front.plain_port}\n}}\n{front.url} {{\n{tls}",
        "127.0.0.1:8000": f"127.0.0.1:{server.port}",
    }
    file = written(DEPLOY / "Caddyfile", folder, own)
    front.run("caddy", "run", "--adapter", "caddyfile", "--config", str(file))
    return front


TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def written(file: Path, folder: Path, changes: Mapping[str, str]) -> Path:
    """A copy of the file in which everything that a test has elsewhere is changed, once or more often."""
    text = file.read_text("utf-8")
    for there, here in changes.items():
        assert there in text, f"{file.name} has no {there!r}"
        text = text.replace(there, here)
    (folder / file.name).write_text(text)
    return folder / file.name
