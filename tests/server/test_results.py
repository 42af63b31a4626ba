"""Results as files: each is opened again by another reader."""

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import docx
import icalendar
import jsonschema  # type: ignore[import-untyped]
import openpyxl
import pypdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image

import moot.server
from moot.rooms.results.report import (
    Chapter,
    Plan,
    Report,
    Sheet,
    Step,
    Wall,
    WallGroup,
    WallNote,
    WallSection,
)
from moot.rooms.shape import changed
from moot.server.results import FORMATS, json_file, render
from tests.server.a_report import LONG, READ_AS_TEXT, kept_name, names_in, report_with, text_in, the_report

DOCS = Path(__file__).parent.parent.parent / "docs"
PEOPLE = Path(moot.server.__file__).parent / "rehearsal_data/participants.csv"


def the_names() -> list[str]:
    with PEOPLE.open(encoding="utf-8", newline="") as file:
        return [row["name"] for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Of one report in which all the names occur, in every format."""
    report = report_with("Zażółć gęślą jaźń", *the_names())
    return {format: render(report, format).content for format in FORMATS}


@pytest.mark.parametrize("format", [one for one in READ_AS_TEXT if one != "ics"])
def test_everybodys_name_is_in_every_format(files: dict[str, bytes], format: str) -> None:
    found = letters(text_in(files[format], format).replace("&#39;", "'"))
    assert [name for name in the_names() if letters(name) not in found] == []


def test_everybodys_name_is_in_the_calendar_of_all_plans_and_can_be_drawn() -> None:
    called = [(name, Step(text="Call", start="2025-03-10", event=str(n))) for n, name in enumerate(the_names())]
    plans = Chapter(kind="plans", blocks=tuple(Plan(owner=name, steps=(step,)) for name, step in called))
    events = icalendar.Calendar.from_ical(render(Report(title="Plans", chapters=(plans,)), "ics").content).walk(
        "VEVENT"
    )
    assert [str(event["summary"]) for event in events] == [f"{name}: Call" for name in the_names()]
    notes = tuple(WallNote(text=name, by=name) for name in the_names())
    section = WallSection(title="Who", groups=(WallGroup(notes=notes),))
    board = Report(title="Board", chapters=(Chapter(kind="activity", blocks=(Wall(room=1, sections=(section,)),)),))
    drawn = render(board, "svg")
    assert drawn.lacking == ()
    shapes = [one for one in ElementTree.fromstring(drawn.content).iter() if one.tag.endswith("}use")]
    assert len(shapes) > sum(len(name.replace(" ", "")) for name in the_names()) * 1.8, (
        "each is drawn twice, letter by letter"
    )
    assert pictured(render(board, "png").content).height > 1_000


def pictured(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def letters(text: str) -> str:
    """Without what a format puts between them: line ends, hyphens where a word is broken, Markdown's backslashes."""
    return re.sub(r"[\s\u200b\u00ad\-\\]", "", text)


@pytest.mark.parametrize("format", READ_AS_TEXT)
def test_files_are_as_they_were_when_they_were_looked_at(format: str) -> None:
    """`python -m tests.server.a_report` writes them anew."""
    assert text_in(render(the_report(), format).content, format) == kept_name(format).read_bytes().decode()


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_report_gives_the_same_file(files: dict[str, bytes], format: str) -> None:
    assert render(report_with("Zażółć gęślą jaźń", *the_names()), format).content == files[format]


def test_a_pdf_is_tagged_and_speaks_its_language(files: dict[str, bytes]) -> None:
    read = pypdf.PdfReader(io.BytesIO(files["pdf"]))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    kinds = names_in(read)
    assert "/StructTreeRoot" in root  # type: ignore[operator]
    assert kinds >= {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/LI", "/TOC", "/P"}, (
        "its parts are named for what they are"
    )
    texts = [page.extract_text() for page in read.pages]
    assert "Contents" in texts[0]
    assert all(f"{number} / {len(texts)}" in text for number, text in enumerate(texts, 1))
    assert root["/Lang"] == "en"  # type: ignore[index]
    assert b"pdfuaid" in read.xmp_metadata.stream.get_data()  # type: ignore[union-attr]
    assert read.outline, "its headings lead to their pages"
    page = pypdfium2.PdfDocument(files["pdf"])[0].render(scale=0.5).to_pil()
    assert len(page.getcolors(1 << 20)) > 10, "something is on it"


def test_no_word_runs_off_its_page() -> None:
    for page in pypdfium2.PdfDocument(render(report_with(LONG), "pdf").content):
        picture = page.render(scale=1).to_pil().convert("L")
        edge = picture.crop((picture.width - 20, 0, picture.width, picture.height))
        assert edge.getextrema()[0] > 200, "nothing stands at the right edge"


def test_a_short_word_in_a_tables_head_keeps_within_its_column() -> None:
    columns = tuple(f"{place} of what is done, told at length" for place in range(9))
    sheet = Sheet(
        owner="Ana Łuczak", row_title="Krok", columns=columns, rows=(tuple(column * 4 for column in columns),)
    )
    chapters = (Chapter(kind="activity", title="Plan", day=1, blocks=(sheet,)),)
    found = 0
    for page in pypdfium2.PdfDocument(render(changed(the_report(), chapters=chapters), "pdf").content):
        text = page.get_textpage()
        head = text.search("Krok").get_next()
        if head:
            found += 1
            first, last = (text.get_charbox(text.search(words).get_next()[0]) for words in ("Krok", "0 of what"))
            end = text.get_charbox(head[0] + head[1] - 1)
            assert first[0] < end[2] < last[0] - 7, "space is between it and the next column's head"
    assert found


def test_a_word_document_is_of_a4_and_its_pages_are_numbered() -> None:
    section = docx.Document(io.BytesIO(render(report_with("=1+1 { PAGE }"), "docx").content)).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    foot = section.footer.paragraphs[0]
    assert foot.text == "=1+1 { PAGE } – Group 1 · "
    fields = [one for one in foot._p if one.tag.endswith("}fldSimple")]
    assert [list(one.attrib.values()) for one in fields] == [[" PAGE "]]


def test_a_spreadsheet_has_a_chart_of_each_ballot_and_each_question_with_numbers() -> None:
    text = "=cmd|' /C calc'!A0"
    book = openpyxl.load_workbook(io.BytesIO(render(report_with(text), "xlsx").content))
    charts = [(chart, chart.title.tx.strRef.strCache.pt[0].v) for chart in
              book["charts"]._charts]  # type: ignore[attr-defined]  # fmt: skip
    assert [title for _, title in charts] == [
        f"The ballot · Group 1 · {text}",
        f"Run-off 1 · Group 1 · {text}",
        f"Day 1 · {text}",
    ]
    told = [
        (chart.series[0].cat.strRef or chart.series[0].cat.numRef, chart.series[0].val.numRef) for chart, _ in charts
    ]
    assert [numbers.f for _, numbers in told] == ["votes!$G$2:$G$3", "votes!$G$4", "forms!$F$2:$F$3"]
    assert [[point.v for point in numbers.numCache.pt] for _, numbers in told] == [[4, 1], [2], [1, 2]]
    assert [cell.value for cell in book["votes"]["F"][1:3]] == [text, "Another idea"]


def test_a_file_is_named_by_plain_letters() -> None:
    assert render(report_with("../Łódź: «Żółw»\u202e\n"), "json").name == "lodz-zolw-room-1.json"
    assert render(report_with("Ελένη"), "json").name == "room-1.json"


def test_json_is_what_the_published_schema_says() -> None:
    schema = json.loads(json_file.schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(render(the_report(), "json").content), schema)
    published = DOCS / "results.schema.json"
    assert published.read_bytes() == json_file.schema(), "python -m moot.server.results.json_file > docs/…"


def test_a_report_that_says_nothing_is_written_too() -> None:
    for format in FORMATS:
        assert render(Report(title="Nothing"), format).content


@pytest.mark.parametrize(
    ("language", "said"), [("en", "10 March 2025 – 30 June 2025"), ("pl", "10 marca 2025 – 30 czerwca 2025")]
)
def test_time_frames_in_a_canvas_are_said_as_the_language_writes_days(language: str, said: str) -> None:
    """What people wrote themselves stands as they wrote it, and data stays data."""
    row = ("Since 2025-03-10", "2025-03-10 – 2025-06-30")
    sheet = Sheet(owner="Ana", columns=("Action", "Time frame"), rows=(row, ("", "2025-06-30")), time_frames=(1,))
    chapter = Chapter(kind="activity", title="Plan", blocks=(sheet,))
    report = Report(title="Plan", language=language, chapters=(chapter,))
    for format in ("html", "docx", "pdf", "markdown"):
        text = text_in(render(report, format).content, format)
        assert letters(said) in letters(text), format
        assert letters("Since 2025-03-10") in letters(text), format
        assert letters("2025-03-10 – 2025") not in letters(text), format
    assert row[1] in render(report, "json").content.decode()
