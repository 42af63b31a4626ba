"""One POST, by the standard library and the HTTP parser that is here anyway: to the address that was looked at, without
redirects, within a time and a size."""

import asyncio
import ssl
from urllib.parse import urlsplit

import httptools

from moot.server.webhooks.address import NotAllowed, address_of

PATIENCE = 10.0  # seconds, from the name to the answer
MOST_BYTES = 16 << 10  # of an answer; what comes after its headers is not read


class Told:
    """What the other side answered, in the form that the parser fills in."""

    def __init__(self) -> None:
        self.done = False

    def on_headers_complete(self) -> None:
        self.done = True


async def post(
    url: str, body: bytes, headers: dict[str, str], only_public: bool, patience: float = PATIENCE
) -> tuple[int, str]:
    """The status of the answer, 0 without one; and what went wrong in fixed words, empty: it was taken."""
    try:
        async with asyncio.timeout(patience):
            status = await _post(url, body, headers, only_public)
    except NotAllowed as why:
        return 0, str(why)
    except TimeoutError:
        return 0, "no answer in time"
    except ssl.SSLCertVerificationError:
        return 0, "its certificate is not trusted"
    except (OSError, EOFError):
        return 0, "not reached"
    except (httptools.HttpParserError, ValueError):
        return 0, "no answer in HTTP"
    return status, "" if 200 <= status < 300 else "not taken"


async def _post(url: str, body: bytes, headers: dict[str, str], only_public: bool) -> int:
    where = urlsplit(url)
    secure, host = where.scheme == "https", where.hostname or ""
    if only_public and not secure:
        raise NotAllowed("not https")
    port = where.port or (443 if secure else 80)
    address = await address_of(host, port, only_public)
    tls = ssl.create_default_context() if secure else None
    reader, writer = await asyncio.open_connection(
        address, port, ssl=tls, server_hostname=host if secure else None, limit=MOST_BYTES
    )
    try:
        path = (where.path or "/") + (f"?{where.query}" if where.query else "")
        head = {"Host": where.netloc, "Content-Length": str(len(body)), "Connection": "close", **headers}
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        writer.write(f"POST {path} HTTP/1.1\r\n{lines}\r\n".encode() + body)
        await writer.drain()
        return await _status(reader)
    finally:
        writer.transport.abort()


async def _status(reader: asyncio.StreamReader) -> int:
    told, read = Told(), 0
    parser = httptools.HttpResponseParser(told)
    while not told.done or parser.get_status_code() < 200:  # 1xx comes before the answer
        got = await reader.read(4096)
        read += len(got)
        if not got or read > MOST_BYTES:
            raise EOFError
        parser.feed_data(got)
    return int(parser.get_status_code())
