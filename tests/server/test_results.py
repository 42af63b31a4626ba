"""Results as files: each is opened again by another reader; what people wrote is text in it, and does nothing."""

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import jsonschema  # type: ignore[import-untyped]
import openpyxl
import pypdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

import moot.server
from moot.rooms.results.report import Report
from moot.rooms.shape import changed
from moot.server.results import FORMATS, json_file, render
from moot.server.results.csv_files import inert
from tests.server.a_report import READ_AS_TEXT, kept_name, report_with, text_in, the_report

DOCS = Path(__file__).parent.parent.parent / "docs"
PEOPLE = Path(moot.server.__file__).parent / "rehearsal_data/participants.csv"
LONG = "Donaudampfschifffahrt" * 14

HOSTILE = {
    "formula": "=1+1",
    "plus": "+48 600 100 200",
    "minus": "-1",
    "at": "@SUM(A1)",
    "command": "=cmd|' /C calc'!A0",
    "behind a space": " =1+1",
    "web query": '=HYPERLINK("http://x.example","Click")',
    "script": "<script>alert(1)</script>",
    "event": '<img src=x onerror="alert(1)">',
    "attribute": '" autofocus onfocus="alert(1)',
    "template": "{{ 7*7 }} {% raw %} ${7*7}",
    "link": "[x](javascript:alert(1)) ![x](http://x.example/y.png) <http://x.example>",
    "block": "# Heading\n- list\n1. one\n> quote\n---\n```\n| a | b |",
    "typst": '#import "@preview/x:0.1.0" #read("/etc/passwd") #eval("1") $x$ *bold* @ref <label> //x',
    "xml": "]]> &lt; &amp; <w:p/> <!-- x -->",
    "calendar": "x\nEND:VEVENT\nBEGIN:VEVENT\nATTACH:http://x.example",
    "long": LONG,
    "zip": "../../etc/passwd\\..\\x",
}
UNWRITABLE = "a\x00b\x0bc\x1bd\u202ee\u2066f\ufffe"
"""Nobody can type these; an old journal might have them."""


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


def merged(reports: list[Report]) -> Report:
    """One report with the chapters of all, and the days of the first."""
    return changed(reports[0], chapters=tuple(chapter for one in reports for chapter in one.chapters))


@pytest.fixture(scope="module")
def hostile() -> Report:
    return merged([report_with(text) for text in HOSTILE.values()])


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_that_people_write_acts(hostile: Report, format: str) -> None:
    """Formulas, markup of every kind, addresses, names of files: all of it is text."""
    check_inert(format, render(hostile, format).content)


def check_inert(format: str, content: bytes) -> None:
    match format:
        case "csv":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                assert all(re.fullmatch(r"[a-z]+\.csv", name) for name in archive.namelist())
                for name in archive.namelist():
                    for row in csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")):
                        assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]
        case "xlsx":
            cells = [
                cell for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet.rows for cell in row
            ]
            assert {cell.data_type for cell in cells} <= {"s", "n", "d"}, "no formula, no error"
            assert not any(cell.hyperlink for cell in cells)
            assert set(HOSTILE.values()) <= {cell.value for cell in cells}
        case "docx":
            found = text_in(content, format)
            assert all(line in found for text in HOSTILE.values() for line in text.split("\n"))
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                body = archive.read("word/document.xml").decode()
            assert not re.search(r"<w:(hyperlink|fldSimple|instrText|object)", body)
        case "pdf":
            pages = pypdf.PdfReader(io.BytesIO(content))
            outside = [
                note for page in pages.pages for note in page.get("/Annots", []) if "/URI" in str(note.get_object())
            ]
            assert not outside
            assert "/JavaScript" not in str(pages.trailer["/Root"])
        case "html":
            seen = Elements()
            seen.feed(content.decode())
            assert not seen.acts
        case "markdown":
            assert rendered(content) <= MARKDOWN_ELEMENTS
        case "ics":
            assert len(icalendar.Calendar.from_ical(content).walk("VEVENT")) == len(HOSTILE) + 1
            assert b"\nATTACH" not in content
        case "json":
            jsonschema.validate(json.loads(content), json.loads(json_file.schema()))
        case "svg":
            for drawing in pictures(content, r"board-\d+-group-1\.svg"):
                tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(drawing).iter()}
                assert not tags & {"script", "foreignObject", "a", "image", "style"}
        case "png":
            assert all(one.startswith(b"\x89PNG") for one in pictures(content, r"board-\d+-group-1\.png"))


def pictures(content: bytes, name: str) -> list[bytes]:
    """Of a zip, whose files have our names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert all(re.fullmatch(name, one) for one in archive.namelist())
        return [archive.read(one) for one in archive.namelist()]


class Elements(HTMLParser):
    """What could do anything in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.acts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "img", "iframe", "object", "embed", "link", "base", "form", "input"):
            self.acts.append(tag)
        self.acts += [f"{tag} {name}" for name, value in attrs if name.startswith("on") or name in ("style", "src")]
        self.acts += [f"{tag} {value}" for name, value in attrs if name == "href" and not str(value).startswith("#")]


MARKDOWN_ELEMENTS = {
    "paragraph", "inline", "text", "heading", "strong", "em", "bullet_list", "ordered_list", "list_item", "table",
    "thead", "tbody", "tr", "th", "td", "blockquote", "hardbreak", "softbreak", "html_inline <br>",
}  # fmt: skip


def rendered(content: bytes) -> set[str]:
    """The kinds of elements that a reader of Markdown makes of it, addresses made links too."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(content.decode())
    every = [inner for token in tokens for inner in (token, *(token.children or ()))]
    return {
        f"{one.type} {one.content}" if one.type.startswith("html") else re.sub(r"_(open|close)$", "", one.type)
        for one in every
    }


def test_letters_that_no_file_may_have_are_left_out() -> None:
    report = report_with(UNWRITABLE)
    for format in READ_AS_TEXT:
        found = text_in(render(report, format).content, format)
        assert not set(found) & set("\x00\x0b\x1b\u202e\u2066\ufffe"), format
        assert "abcdef" in found.replace("\u200b", ""), format


def test_a_pdf_is_tagged_and_speaks_its_language(files: dict[str, bytes]) -> None:
    read = pypdf.PdfReader(io.BytesIO(files["pdf"]))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
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


@pytest.mark.parametrize("text", ["=1+1", "\t=1", "\r=1", " =1", "\n@x", "\u00a0+1"])
def test_a_cell_that_a_spreadsheet_would_reckon_is_text(text: str) -> None:
    assert inert(text) == f"'{text}"
    assert inert("a=1") == "a=1"
