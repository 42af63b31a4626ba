"""Results are taken from the server by who may have them, and made beside it. Rules X2, X4."""

import asyncio
import io
import json
import logging
from pathlib import Path

import msgspec
import pypdf
import pytest
from click.testing import CliRunner

from moot.rooms.entry import Entry, deed_of, encode
from moot.rooms.results.report import Report, Wanted
from moot.server.cli import main
from moot.server.journal.sqlite import SqliteJournal
from moot.server.results.order import Made, NotMade, Order, Progress
from moot.server.results.workbench import Workbench
from tests.rooms.world import Unheld
from tests.server.browser import Browser
from tests.server.server_in_thread import ServerInThread


def taken(browser: Browser, format: str, **asked: str) -> bytes:
    answer = browser.http.get(f"/w/{browser.workshop}/results/file", params={"format": format, **asked})
    assert answer.status_code == 200, answer.text
    return bytes(answer.content)


def report(browser: Browser, **asked: str) -> Report:
    return msgspec.json.decode(taken(browser, "json", **asked), type=Report)


def test_each_takes_their_own_results_and_trainers_all(running: ServerInThread) -> None:
    """X2, X4"""
    trainer = Browser(running).make_workshop()
    trainer.come()
    ana = Browser(running).join(trainer.workshop, "Zażółć")
    bo = Browser(running).join(trainer.workshop, "Βασίλης")
    me, other = ana.come()["you"], bo.come()["you"]
    assert ana.ask({"type": "ask-question", "id": "question1", "text": "Whose?", "anonymous": True})["type"] == "done"
    assert trainer.ask({"type": "share-results", "parts": ["people"]})["type"] == "done"

    own = report(ana, scope="training", **{"for": "trainers"})
    assert (own.reader, own.chapters[-1].kind) == ("person", "own"), "whatever one asks for"
    assert "Βασίλης" in msgspec.json.encode(own).decode()
    assert report(bo).chapters[-1].kind == "people"
    assert report(trainer).reader == "trainers"
    assert report(trainer, scope="person", which=me).of == "Zażółć"
    assert report(trainer, **{"for": "everyone"}).reader == "everyone"

    taken_by_trainers = [one for one in running.workshops.opened()[-1].workshop.accesses if one.what == "results"]
    assert [one.about for one in taken_by_trainers] == ["json", me], "it is written down who took what"

    address = f"/w/{trainer.workshop}/results"
    for wrong in (
        {"scope": "person", "which": other},
        {"scope": "room", "which": "g9"},
        {"scope": "day", "which": "0"},
    ):
        assert ana.http.get(f"{address}/file", params={"format": "json", **wrong}).status_code == 403
    assert ana.http.get(f"{address}/file", params={"format": "exe"}).status_code == 403
    assert Browser(running).http.get(f"{address}/file", params={"format": "json"}).status_code == 403
    left = trainer.http.get(f"{address}/left-out").json()
    assert left == [{"what": "anonymous-questions", "count": 1, "says": "who asked 1 anonymous question"}]
    polish = trainer.http.get(f"{address}/left-out", headers={"Accept-Language": "pl"}).json()
    assert polish[0]["says"] == "kto zadał 1 anonimowe pytanie"
    assert ana.http.get(f"{address}/left-out").status_code == 403

    pages = pypdf.PdfReader(io.BytesIO(taken(ana, "pdf"))).pages
    assert "Zażółć" in "".join(page.extract_text() for page in pages)
    opened = ana.http.get(f"{address}/file", params={"format": "html", "open": "1"})
    assert opened.headers["content-disposition"].startswith("inline")
    assert "script-src" not in opened.headers["content-security-policy"]
    assert "default-src 'none'" in opened.headers["content-security-policy"]

    answer = ana.http.get(f"{address}/file", params={"format": "markdown", "progress": "1"})
    first, second, third, content = answer.content.split(b"\n", 3)
    assert [json.loads(line)["type"] for line in (first, second, third)] == ["progress", "progress", "made"]
    assert len(content) == json.loads(third)["bytes"]
    assert running_schema(trainer)["title"] == "A report of moot"


def running_schema(browser: Browser) -> dict[str, str]:
    return dict(browser.http.get("/results.schema.json").json())


async def said(workbench: Workbench, format: str) -> list[object]:
    order = Order(workshop=Unheld(1).workshop, wanted=Wanted(), format=format, at=0)
    return [one async for one in workbench.make(order)]


async def test_whoever_waits_is_told_how_many_are_before_them() -> None:
    workbench = Workbench(at_once=1)
    one, two, three = await asyncio.gather(*(said(workbench, "markdown") for _ in range(3)))
    assert [type(each) for each in one] == [Progress, Progress, Made, bytes]
    assert two[0] == Progress("waiting", 0)
    assert three[0] == Progress("waiting", 1)


async def test_what_takes_too_long_or_fails_is_said_and_written_down(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    assert (await said(Workbench(seconds=0.0), "markdown"))[-1] == NotMade("too-long")
    assert (await said(Workbench(), "exe"))[-1] == NotMade("failed")
    assert "more than 0.0 s" in caplog.text
    assert "KeyError" in caplog.text


async def kept(folder: Path) -> None:
    world = Unheld(1)
    async with SqliteJournal(folder / "journal.sqlite") as journal:
        entry = Entry(1, (deed_of(tuple(world.changes)),))
        await journal.append(world.workshop.id, 1, encode(entry))


def test_a_report_is_written_without_a_browser(tmp_path: Path) -> None:
    """X2"""
    asyncio.run(kept(tmp_path))

    def moot(*words: str) -> tuple[int, str]:
        ran = CliRunner().invoke(main, ["report", "abc234", "--data", str(tmp_path), *words])
        return ran.exit_code, ran.output.strip()

    target = tmp_path / "own.json"
    code, output = moot("--format", "json", "--person", "ελένη", "--for", "person", "--output", str(target))
    assert (code, output) == (0, f"{target}: {target.stat().st_size} bytes, of workshop abc234 after 1 entries")
    assert msgspec.json.decode(target.read_bytes(), type=Report).reader == "person"
    assert moot("--format", "json", "--output", str(target))[1].endswith("is there already")
    assert "nobody is called that; participants are Ελένη" in moot("--person", "Ana")[1]
    assert "about one of --day and --room" in moot("--day", "1", "--room", "1")[1]
    assert "--room: there is no 9; there are 1, 2" in moot("--room", "9")[1]
    assert "--day: there is no 0; there are 1" in moot("--day", "0")[1]
    assert "for themselves" in moot("--person", "ελένη", "--for", "everyone")[1]
    nowhere = tmp_path / "none" / "own.json"
    assert f"{nowhere}: there is no folder {nowhere.parent}" in moot("--output", str(nowhere))[1]
    assert "for the one that --person names" in moot("--for", "person")[1]
