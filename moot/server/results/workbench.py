"""Where files are made: in processes of their own, some at once, each in a time limit; the event loop only listens."""

from __future__ import annotations

import asyncio
import logging
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress

from moot.server.results import File
from moot.server.results.order import Made, NotMade, Order, Progress, Said, decode_said, encode

AT_ONCE = 2  # each takes a core for a second or three
SECONDS = 60.0  # ten times what the largest training was measured with
COMPLAINT_LETTERS = 4_000

logger = logging.getLogger("moot.results")


class Workbench:
    def __init__(self, fonts: str = "", at_once: int = AT_ONCE, seconds: float = SECONDS) -> None:
        self._fonts = fonts
        self._free, self._seconds, self._waiting = asyncio.Semaphore(at_once), seconds, 0

    async def make(self, order: Order) -> AsyncGenerator[Said | bytes, None]:
        """What is said about it, as it comes; after `Made` the file. Whoever leaves stops it."""
        if self._free.locked():
            yield Progress("waiting", self._waiting)
        self._waiting += 1
        try:
            await self._free.acquire()
        finally:
            self._waiting -= 1
        content = b""
        try:
            yield Progress("gathering")
            async with aclosing(self._made(order)) as made:
                async for said in made:
                    if isinstance(said, bytes):
                        content = said
                    else:
                        yield said
        finally:
            self._free.release()
        if content:  # however long it takes to be taken
            yield content

    async def file(self, order: Order) -> File | NotMade:
        """The file when it is whole, or why there is none."""
        file: File | NotMade = NotMade("failed")
        async with aclosing(self.make(order)) as making:
            async for said in making:
                if isinstance(said, Made):
                    file = File(b"", said.media_type, said.name)
                elif isinstance(said, NotMade):
                    return said
                elif isinstance(said, bytes) and isinstance(file, File):
                    file = file._replace(content=said)
        return file

    async def _made(self, order: Order) -> AsyncGenerator[Said | bytes, None]:
        command = (sys.executable, "-m", "moot.server.results.worker", self._fonts)
        worker = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=PIPE)
        assert worker.stdout is not None
        assert worker.stderr is not None
        deadline = asyncio.get_running_loop().time() + self._seconds
        complaint = asyncio.create_task(worker.stderr.read())
        try:
            async with asyncio.timeout_at(deadline):
                await _give(worker, order)
            said: Said = NotMade("failed")
            while True:
                async with asyncio.timeout_at(deadline):
                    line = await worker.stdout.readline()
                    said = decode_said(line) if line else NotMade("failed")
                    content = await worker.stdout.readexactly(said.bytes) if isinstance(said, Made) else b""
                    if isinstance(said, NotMade):
                        _complain(order, (await complaint).decode(errors="replace"))
                yield said
                if content:
                    yield content
                if not isinstance(said, Progress):
                    return
        except TimeoutError:
            _complain(order, f"it took more than {self._seconds} s")
            yield NotMade("too-long")
        finally:
            if worker.returncode is None:
                with suppress(ProcessLookupError):
                    worker.kill()
            complaint.cancel()
            await worker.wait()


async def _give(worker: Process, order: Order) -> None:
    content = await asyncio.to_thread(encode, order)  # some megabytes
    assert worker.stdin is not None
    with suppress(BrokenPipeError, ConnectionResetError):  # it says why, or nothing
        worker.stdin.write(content)
        await worker.stdin.drain()
        worker.stdin.close()


def _complain(order: Order, why: str) -> None:
    if why.strip():
        logger.error("a file of format %s was not made: %s", order.format, why[-COMPLAINT_LETTERS:])
