"""Letters in PDF files and pictures: those of Europe are there, others come from fonts that the operator adds; of those
that no font has a box is drawn, which is said."""

import io
from pathlib import Path

import pypdf
import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]

from moot.rooms.people.joining import Join
from moot.rooms.results.report import Wanted
from moot.server.results import render
from moot.server.results.order import Made, Order
from moot.server.results.typesetting import BOX, Press
from moot.server.results.workbench import Workbench
from moot.server.settings import BadSettings, read_settings
from tests.rooms.world import Unheld
from tests.server.a_report import report_with

EUROPE = {
    "Latin": "Zażółć gęślą jaźń · Þórður · Ħ ŋ ŧ ș ț ẞ ə ĳ",
    "Greek": "Ελένη Παπαδοπούλου · ἀρχὴ",
    "Cyrillic": "Стоян Ђ Ј Љ Ў Є Ї Ґ ѝ ѓ ќ",
    "Georgian": "საქართველო",
    "Georgian capitals": "ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ",
    "Armenian": "Հայաստան Երևան",
    "Hebrew": "שלום",
    "Arabic": "مرحبا",
    "emoji": "😀 👍🏽 👨‍👩‍👧‍👦 🇵🇱 1️⃣",
    "signs": "№ € → ✓ “ ” … – — · × ½ ℃ □",
}


@pytest.mark.parametrize("text", EUROPE.values(), ids=EUROPE)
def test_europes_scripts_need_no_more_fonts(text: str) -> None:
    press = Press()
    assert BOX in press.printable([text])[0] if BOX in text else BOX not in press.printable([text])[0]
    assert press.lacking == ()


def a_font(folder: Path, letters: str) -> str:
    """A folder with a font that has these letters, each a square."""
    pen = TTGlyphPen(None)
    for at, to in enumerate(((100, 0), (100, 700), (800, 700), (800, 0))):
        (pen.lineTo if at else pen.moveTo)(to)
    pen.closePath()
    names, square = [".notdef", *(f"u{ord(letter):04X}" for letter in letters)], pen.glyph()
    font = FontBuilder(1000)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(letter): f"u{ord(letter):04X}" for letter in letters})
    font.setupGlyf(dict.fromkeys(names, square))
    font.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Squares", "styleName": "Regular", "psName": "Squares-Regular"})
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    font.setupPost()
    folder.mkdir(exist_ok=True)
    font.save(folder / "squares.ttf")
    return str(folder)


def pdf_text(content: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


@pytest.mark.parametrize("format", ["pdf", "svg", "png"])
def test_a_letter_that_no_font_has_is_a_box_and_is_told(format: str, tmp_path: Path) -> None:
    report = report_with("王小明 met 王")
    file = render(report, format)
    assert file.lacking == ("小", "明", "王")
    assert render(report, format, a_font(tmp_path / "some", "王")).lacking == ("小", "明")
    added = render(report, format, a_font(tmp_path / "all", "王小明"))
    assert added.lacking == ()
    assert added.content != file.content


def test_a_pdf_says_what_its_boxes_are_and_has_the_letters_of_an_added_font(tmp_path: Path) -> None:
    found = pdf_text(render(report_with("王小明"), "pdf").content)
    assert "□ stands for a letter that no font on the server has." in found
    assert "王" not in found
    found = pdf_text(render(report_with("王小明"), "pdf", a_font(tmp_path, "王小明")).content)
    assert "王小明" in found
    assert "□" not in found


def test_formats_that_are_read_with_the_readers_fonts_lack_nothing() -> None:
    for format in ("html", "docx", "xlsx", "csv", "markdown", "json", "ics"):
        assert render(report_with("王小明"), format).lacking == ()


async def test_who_takes_a_file_is_told_of_its_boxes(tmp_path: Path) -> None:
    world = Unheld(1)
    world.do(Join("p9", "王小明"))
    order = Order(workshop=world.workshop, wanted=Wanted(), format="pdf", at=0)
    made = [said async for said in Workbench().make(order) if isinstance(said, Made)]
    assert (made[0].lacks, made[0].lacking) == (3, ("小", "明", "王"))
    made = [said async for said in Workbench(a_font(tmp_path, "王小明")).make(order) if isinstance(said, Made)]
    assert made[0].lacks == 0


def test_a_folder_without_fonts_is_said_at_the_start(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(BadSettings, match=r"^fonts: there is no \.ttf"):
            read_settings({}, {"MOOT_FONTS": str(folder)}, None)
    (tmp_path / "web.woff2").touch()
    with pytest.raises(BadSettings, match="fonts"):
        read_settings({"fonts": str(tmp_path)}, {}, None)
    a_font(tmp_path / "deep", "王")
    assert read_settings({"fonts": str(tmp_path)}, {}, None).fonts == str(tmp_path)
