"""A line that breaks when a test says so: TCP to a server that can be exchanged for another behind it."""

import asyncio
from types import TracebackType
from typing import Self

from tests.redis_servers import RedisServer


class Proxy:
    """Requests that contain `lose_answer_to` are done, but the line breaks before the answer; those that contain
    `lose_request` are not even done. Each once. While it `refuses`, nobody comes through; while it is not `flowing`,
    nothing does, and nobody is told."""

    def __init__(self, server: RedisServer) -> None:
        self.server = server
        self.lose_answer_to = self.lose_request = b""
        self.lost = asyncio.Event()
        self.refuses = False
        self.flowing = asyncio.Event()
        self.flowing.set()
        self._lines: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self._port}"

    def switch_to(self, server: RedisServer) -> None:
        """As when an address is given to another server: all lines break."""
        self.server = server
        self.cut()

    def cut(self) -> None:
        for line in self._lines:
            line.transport.abort()

    async def __aenter__(self) -> Self:
        self._listening = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self._port = self._listening.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, where: TracebackType | None) -> None:
        self._listening.close()
        self.cut()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self._carry(Line(reader, writer)))
        self._tasks.add(task)

    async def _carry(self, person: "Line") -> None:
        lines = [person]
        try:
            if self.refuses:
                raise ConnectionRefusedError
            redis = Line(*await asyncio.open_connection("127.0.0.1", self.server.port))
            lines.append(redis)
            self._lines |= {line.writer for line in lines}
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._requests(person, redis))
                tasks.create_task(self._answers(person, redis))
        except* OSError:
            pass
        finally:
            for line in lines:
                line.writer.transport.abort()
                self._lines.discard(line.writer)

    async def _requests(self, person: "Line", redis: "Line") -> None:
        while data := await person.reader.read(1 << 16):
            if self.lose_request and self.lose_request in data:
                self.lose_request = b""
                self.lost.set()
                break
            if self.lose_answer_to and self.lose_answer_to in data:
                self.lose_answer_to = b""
                redis.is_lost = True
            await self.flowing.wait()
            redis.writer.write(data)
        raise ConnectionResetError

    async def _answers(self, person: "Line", redis: "Line") -> None:
        while data := await redis.reader.read(1 << 16):
            if redis.is_lost:
                self.lost.set()
                break
            await self.flowing.wait()
            person.writer.write(data)
        raise ConnectionResetError


class Line:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer
        self.is_lost = False
