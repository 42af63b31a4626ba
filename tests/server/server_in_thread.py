"""The whole server with its real sockets, in a thread: up in milliseconds, and its log can be read."""

import asyncio
import socket
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

import uvicorn
import uvloop

from moot.server.app import make_app
from moot.server.journal.memory import MemoryJournal
from moot.server.lines.fanout import uvicorn_settings
from moot.server.live.workshops import Workshops
from moot.server.settings import Settings

T = TypeVar("T")


class ServerInThread:
    """A server on an empty journal in memory, with these settings."""

    def __init__(self, **settings: Any) -> None:
        self.settings = Settings(**{"secret": "known to nobody", **settings})
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.operator_link = f"{self.url}/operator?key={self.settings.operator_key}"
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: uvloop.run(self._run()))
        self._thread.start()
        self._ready.wait(10)

    def do(self, what: Coroutine[Any, Any, T]) -> T:
        """Runs it in the server's event loop."""
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(10)

    @property
    def workshops(self) -> Workshops:
        workshops: Workshops = self._app.state.workshops
        return workshops

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        async with MemoryJournal() as journal:
            self._app = make_app(self.settings, journal)
            self._server = uvicorn.Server(uvicorn.Config(self._app, log_config=None, **uvicorn_settings()))
            self._loop.call_soon(self._ready.set)
            await self._server.serve([self._socket])
