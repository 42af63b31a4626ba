"""Where webhooks arrive in a test: a real HTTP server in a thread, that answers as it is told to."""

import queue
import ssl
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple

from moot.client import verify_webhook
from tests.certificate import Certificate


class Got(NamedTuple):
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    def says(self, secret: str) -> Any:
        return verify_webhook(self.body, self.headers, secret)


class Receiver:
    def __init__(self, *answers: int, certificate: Certificate | None = None) -> None:
        """By https, if there is a certificate."""
        self._answers = list(answers)
        self._got: queue.Queue[Got] = queue.Queue()
        receiver = self

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                status = receiver._answers.pop(0) if receiver._answers else 204
                self.send_response(status)
                if 300 <= status < 400:
                    self.send_header("location", f"{receiver.url}/elsewhere")
                self.end_headers()
                receiver._got.put(Got(self.path, {n.lower(): v for n, v in self.headers.items()}, body))

            def log_message(self, format: str, *args: Any) -> None:
                """Nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        if certificate:
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            tls.load_cert_chain(certificate.file, certificate.key)
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
            self.url = f"https://127.0.0.1:{self._server.server_port}"
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def got(self) -> Got:
        """The next, as soon as it is there."""
        return self._got.get(timeout=10)

    def nothing_more(self) -> bool:
        return self._got.empty()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
