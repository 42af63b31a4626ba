"""People who only read: `python -m tests.load.readers PORT PEOPLE BYTES`.

Says when all are in, and when each has that many bytes.
"""

import asyncio
import sys

REQUEST = (
    b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


class Reader(asyncio.Protocol):
    """Counts what comes after the handshake: as cheap as Python can, so that the server is what is measured."""

    def __init__(self, size: int) -> None:
        self.left = size
        self.joined: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        transport.write(REQUEST)

    def data_received(self, data: bytes) -> None:
        if not self.joined.done():
            _, _, data = data.partition(b"\r\n\r\n")
            self.joined.set_result(None)
        self.left -= len(data)
        if self.left <= 0 and not self.done.done():
            self.done.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(ConnectionError(f"{self.left} bytes were still to come"))


async def main(port: int, people: int, size: int) -> None:
    loop = asyncio.get_running_loop()
    readers = [(await loop.create_connection(lambda: Reader(size), "127.0.0.1", port))[1] for _ in range(people)]
    await asyncio.gather(*(reader.joined for reader in readers))
    print("all are in", flush=True)
    await asyncio.gather(*(reader.done for reader in readers))
    print("all have everything", flush=True)
    await asyncio.to_thread(sys.stdin.read)  # stays to the end, so that the last frames find somebody too


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:])))
