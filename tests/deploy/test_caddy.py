"""One process behind `deploy/Caddyfile`: what people rely on when it is restarted under them."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2 as httpx
import pytest

from moot.server.journal.sqlite import SqliteJournal
from tests.certificate import Certificate
from tests.deploy.asking import Asking, answer_what_waits
from tests.deploy.front import Front, caddy
from tests.deploy.visiting import line_of, load_on
from tests.server.browser import Browser
from tests.server_process import ServerProcess


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path / "data").start()
    yield process
    process.kill()


@pytest.fixture
def front(server: ServerProcess, certificate: Certificate, tmp_path: Path) -> Iterator[Front]:
    proxy = caddy(tmp_path, server, certificate)
    yield proxy
    proxy.end()


async def test_pages_sockets_links_and_cookies_are_those_of_https(front: Front) -> None:
    trainer = Browser(front).make_workshop()
    async with line_of(front, trainer) as line:
        assert (await line.hear("welcome"))["you"]
        assert (await line.ask({"type": "add-group"}))["type"] == "done"
    async with line_of(front, trainer, "https://elsewhere.example") as line:
        assert await line.ending() == 4003
    links = trainer.http.get(f"/w/{trainer.workshop}/links").json()
    assert {link.partition("/w/")[0] for link in links["links"].values()} == {front.url}
    assert all(cookie.secure for cookie in trainer.http.cookies.jar)
    assert "strict-transport-security" in trainer.http.get("/").headers
    for path in ("/metrics", "//metrics", "/x/../metrics", "/%6detrics", "/Metrics"):
        assert httpx.get(front.url + path).status_code == 404, path


def test_whoever_comes_while_it_is_restarted_waits_for_it(front: Front, server: ServerProcess) -> None:
    server.terminate()
    with ThreadPoolExecutor() as beside:
        page = beside.submit(httpx.get, front.url, timeout=20)
        server.start()
        assert page.result().status_code == 200


async def test_nobody_loses_anything_while_it_is_restarted_and_killed(front: Front, server: ServerProcess) -> None:
    load = await load_on(server, seed=1)
    async with Asking(load, front.url) as asking:
        for end in (server.terminate, server.kill):
            await asking.answers(200)
            await asyncio.to_thread(end)
            await asyncio.to_thread(server.start)
        await asking.answers(200)
    await answer_what_waits(load, front.url)
    server.terminate()
    async with SqliteJournal(server.data / "journal.sqlite") as journal:
        await load.check(journal)
