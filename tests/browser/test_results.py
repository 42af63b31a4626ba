"""Results are taken home: by the trainer from the console, by each from their own page."""

import asyncio
import csv
import io
import zipfile
from pathlib import Path

import msgspec
import pypdf
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image
from playwright.async_api import Page, expect

from moot.rooms.results.report import Report
from moot.server.results import render
from tests.browser.canvas_steps import trainer_at
from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, PHONE, PICTURES, come_in, joined, seen
from tests.server.a_report import KEPT
from tests.server_process import ServerProcess

NAME = "Ελένη Παπαδοπούλου"
HOSTILE = "=HYPERLINK(1) <img src=x onerror=alert(1)>"


async def taken(page: Page, format: str) -> bytes:
    async with page.expect_download() as download:
        await page.get_by_role("button", name=format, exact=True).click()
    path = await (await download.value).path()
    await expect(page.get_by_role("status").filter(has_text="in your downloads")).to_be_visible()
    return await asyncio.to_thread(Path(path).read_bytes)


async def test_results_are_taken_home(moot_server: ServerProcess, person: Person, axe: Axe) -> None:
    trainer, ana = await person(viewport=LAPTOP, reduced_motion="reduce"), await person(viewport=PHONE)
    lead = trainer_at(moot_server)
    await joined(moot_server, ana, lead.workshop, NAME)
    lead.has_a_winner("Members come once", HOSTILE)
    links = lead.http.get(f"/w/{lead.workshop}/links").json()["links"]
    await come_in(trainer, links["co-trainer"], "Žofie Říhová")

    await trainer.get_by_role("button", name="Results", exact=True).click()
    results = trainer.get_by_role("region", name="Results")
    await expect(results.get_by_text("left out").first).to_be_visible()
    with zipfile.ZipFile(io.BytesIO(await taken(trainer, "CSV files"))) as files:
        decisions = list(csv.DictReader(io.StringIO(files.read("decisions.csv").decode("utf-8-sig"))))
    assert decisions[0]["winner"] == f"'{HOSTILE}"
    await results.get_by_label("for everyone").check()
    await results.get_by_label("who took part, by name").check()
    await expect(results.get_by_label("who took part, by name")).to_be_checked()
    await results.get_by_label("Of", exact=True).select_option(label="Group 1")
    await results.get_by_label("Of", exact=True).scroll_into_view_if_needed()
    await seen(trainer, axe, "results")
    await trainer.emulate_media(color_scheme="dark")
    await axe(trainer)

    await ana.get_by_role("button", name="Agenda").click()
    own = ana.get_by_role("region", name="Your results")
    await expect(own).to_contain_text("The trainer also gives you: who took part, by name.")
    await axe(ana)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(await taken(ana, "PDF"))).pages)
    assert NAME in text
    async with ana.expect_popup() as opening:
        await own.get_by_role("link", name="Open in a new tab").click()
    report = await opening.value
    await expect(report.get_by_role("heading", level=1)).to_have_text("Cluster academy")
    await expect(report.get_by_text(HOSTILE).first).to_be_visible()
    await expect(report.locator("img, script, iframe, object")).to_have_count(0)
    await seen(report, axe, "report-page")


async def test_who_takes_a_file_is_told_which_letters_no_font_has(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    trainer, ana = await person(viewport=LAPTOP), await person(viewport=PHONE)
    lead = trainer_at(moot_server)
    await joined(moot_server, ana, lead.workshop, "王小明")
    await come_in(trainer, lead.link("co-trainer"), "Žofie Říhová")
    await trainer.get_by_role("button", name="Results", exact=True).click()
    content = await taken(trainer, "PDF")
    said = trainer.get_by_role("status").filter(has_text="in your downloads")
    await expect(said).to_contain_text("for each of 3 letters that no font on the server has: 小 明 王")
    await expect(said).to_be_in_viewport()
    await axe(trainer)
    found = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    assert "□ stands for a letter that no font on the server has." in found


def test_a_report_looks_as_one_would_show_it() -> None:
    """Pages of a PDF as a picture, for the readme; and that there is something on each."""
    report = msgspec.json.decode((KEPT / "day-4.json").read_bytes(), type=Report)
    pages = [page.render(scale=1.2).to_pil() for page in pypdfium2.PdfDocument(render(report, "pdf").content)]
    assert [page.width < page.height for page in pages] == [True, True, False], "canvases lie on their side"
    assert all(len(page.getcolors(1 << 20) or ()) > 10 for page in pages)
    both = Image.new("RGB", (pages[0].width * 2 + 12, pages[0].height), "#d9d6cf")
    both.paste(pages[0], (0, 0))
    both.paste(pages[1], (pages[0].width + 12, 0))
    PICTURES.mkdir(exist_ok=True)
    both.save(PICTURES / "report.png", optimize=True)
