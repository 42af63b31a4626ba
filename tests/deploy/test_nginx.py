"""Three servers on one Redis behind `deploy/nginx.conf`: what people rely on when a proxy is between."""

import asyncio
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path
from typing import NamedTuple

import httpx2 as httpx
import pytest

from moot.server.journal.redis import RedisJournal
from moot.server.lines.fanout import uvicorn_settings
from tests.certificate import Certificate
from tests.deploy.asking import Asking, answer_what_waits
from tests.deploy.front import DEPLOY, Front, nginx
from tests.deploy.visiting import line_of, load_on
from tests.redis_servers import redis, until
from tests.server import server_in_thread
from tests.server.browser import Browser
from tests.server.scraped import Scraped
from tests.server.server_in_thread import ServerInThread
from tests.server_process import ServerProcess
from tests.simulation.history import Load

SCALE = 40  # how much faster time goes where a line is silent


class Deployed(NamedTuple):
    front: Front
    servers: list[ServerProcess]

    def sockets(self) -> list[int]:
        """On each server."""
        return [int(Scraped(server.url)("moot_sockets")) for server in self.servers]


@pytest.fixture(scope="module")
def deployed(certificate: Certificate, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    folder = tmp_path_factory.mktemp("nginx")
    secret = "forty letters that nobody guesses, or so"
    with ExitStack() as undo:
        servers = [ServerProcess(folder / str(n), "--redis", redis().url, secret=secret) for n in range(3)]
        for server in servers:
            undo.callback(server.kill)
            server.start()
        front = nginx(folder, servers, certificate, {})
        undo.callback(front.end)
        yield Deployed(front, servers)


async def all_is_there(load: Load, url: str) -> None:
    await answer_what_waits(load, url)
    async with RedisJournal(redis().url) as journal:
        await load.check(journal)


async def test_pages_sockets_links_and_cookies_are_those_of_https(deployed: Deployed) -> None:
    front = deployed.front
    trainer = Browser(front).make_workshop()
    ana = Browser(front).join(trainer.workshop, "Ana")
    async with line_of(front, trainer) as here, line_of(front, ana) as there:
        assert (await here.hear("welcome"))["you"] != (await there.hear("welcome"))["you"]
        assert (await here.ask({"type": "add-group"}))["type"] == "done"
    links = trainer.http.get(f"/w/{trainer.workshop}/links").json()
    assert {link.partition("/w/")[0] for link in links["links"].values()} == {front.url}
    assert all(cookie.secure for cookie in trainer.http.cookies.jar)
    page = trainer.http.get(f"/w/{trainer.workshop}/console")
    assert (page.status_code, "strict-transport-security" in page.headers) == (200, True)


def test_what_everybody_loads_is_compressed_and_pages_with_keys_are_not(deployed: Deployed) -> None:
    page = httpx.get(deployed.front.url)
    style = re.search(r'/static/[^"]+\.css', page.text)
    assert style
    loaded = httpx.get(deployed.front.url + style[0])
    assert (loaded.status_code, loaded.headers["content-encoding"]) == (200, "gzip")
    assert "content-encoding" not in page.headers


def test_whoever_comes_by_http_is_sent_to_https(deployed: Deployed) -> None:
    sent = httpx.get(f"http://127.0.0.1:{deployed.front.plain_port}/j/abc234?x=1")
    assert (sent.status_code, sent.headers["location"]) == (301, "https://127.0.0.1/j/abc234?x=1")


def test_browsers_may_speak_http_2(deployed: Deployed) -> None:
    context = ssl.create_default_context()
    context.set_alpn_protocols(["h2", "http/1.1"])
    line = socket.create_connection(("127.0.0.1", deployed.front.port))
    with context.wrap_socket(line, server_hostname="127.0.0.1") as secured:
        assert secured.selected_alpn_protocol() == "h2"


def test_metrics_are_not_to_be_had_from_outside(deployed: Deployed) -> None:
    for path in ("/metrics", "//metrics", "/x/../metrics", "/%6detrics"):
        assert httpx.get(deployed.front.url + path).status_code == 404, path
    log = (deployed.front.folder / "access.log").read_text()
    assert "key=" not in log, "nobody finds the keys of links there"


async def test_a_socket_that_another_site_opens_is_refused(deployed: Deployed) -> None:
    trainer = Browser(deployed.front).make_workshop()
    async with line_of(deployed.front, trainer, "https://elsewhere.example") as line:
        assert await line.ending() == 4003


async def test_everybody_of_a_workshop_is_on_one_server(deployed: Deployed) -> None:
    assert until(lambda: sum(deployed.sockets()) == 0)
    used = set()
    for _ in range(8):
        trainer = Browser(deployed.front).make_workshop()
        everybody = [trainer, *(Browser(deployed.front).join(trainer.workshop, f"Ana {n}") for n in range(3))]
        async with AsyncExitStack() as there:
            before = deployed.sockets()
            for person in everybody:
                line = await there.enter_async_context(line_of(deployed.front, person))
                await line.hear("welcome")
            more = [now - then for now, then in zip(deployed.sockets(), before, strict=True)]
            assert sorted(more) == [0, 0, 4]
            used.add(more.index(4))
        assert until(lambda: sum(deployed.sockets()) == 0)
    assert len(used) > 1, "and not all workshops are"


async def test_people_of_a_killed_server_are_sent_to_another_and_find_all_they_did(deployed: Deployed) -> None:
    load = await load_on(deployed.servers[0], seed=1)
    async with Asking(load, deployed.front.url) as asking:
        await asking.answers(300)
        sockets = deployed.sockets()
        killed = deployed.servers[sockets.index(max(sockets))]
        killed.kill()
        await asking.answers(300)
    await all_is_there(load, deployed.front.url)
    killed.start()


async def test_nobody_loses_anything_while_each_server_is_upgraded(deployed: Deployed) -> None:
    load = await load_on(deployed.servers[0], seed=2)
    async with Asking(load, deployed.front.url) as asking:
        for server in deployed.servers:
            await asking.answers(100)
            assert await asyncio.to_thread(server.terminate) == 0
            await asking.answers(100)
            await asyncio.to_thread(server.start)
    await all_is_there(load, deployed.front.url)
    assert not any("Traceback" in server.output for server in deployed.servers)
    log = (deployed.front.folder / "access.log").read_text()
    assert " 101 " in log
    assert " 502 " not in log, "however fast one follows the other, one is there for everybody"


def seconds(name: str) -> float:
    """What the file says."""
    found = re.search(rf"{name} (\d+)s;", (DEPLOY / "nginx.conf").read_text())
    assert found
    return float(found[1])


async def test_a_line_may_be_silent_for_as_long_as_moot_pings_it(
    certificate: Certificate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that takes time, forty times as fast, for longer than the proxy waits for a word."""
    own, read = uvicorn_settings(), seconds("proxy_read_timeout")
    assert own["ws_ping_interval"] + own["ws_ping_timeout"] < min(read, seconds("proxy_send_timeout"))
    pings = {name: own[name] / SCALE for name in ("ws_ping_interval", "ws_ping_timeout")}
    monkeypatch.setattr(server_in_thread, "uvicorn_settings", lambda: own | pings)
    server = ServerInThread()
    fast = {f"timeout {read:.0f}s;": f"timeout {read * 1000 / SCALE:.0f}ms;"}
    with ExitStack() as undo:
        undo.callback(server.stop)
        front = nginx(tmp_path, [server], certificate, fast)
        undo.callback(front.end)
        async with line_of(front, Browser(front).make_workshop()) as line:
            with pytest.raises(TimeoutError):
                await line.hear_until_silent(2 * read / SCALE)
            assert (await line.ask({"type": "add-group"}))["type"] == "done"
