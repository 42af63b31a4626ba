"""What people wrote is text in every file, and does nothing: each is opened again by another reader."""

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

import icalendar
import jsonschema  # type: ignore[import-untyped]
import openpyxl
import pypdf
import pytest

from moot.rooms.results.report import Report
from moot.rooms.shape import changed
from moot.server.results import FORMATS, json_file, render
from moot.server.results.csv_files import inert
from tests.server.a_report import LONG, READ_AS_TEXT, names_in, report_with, text_in

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
    "out of where it stands": '</title></style></textarea>--><svg onload="alert(1)">',
    "entities": "&#61;1+1 &#x6A;avascript:alert(1) &lt;b&gt;",
    "a letter by its number": "_x0041_ _x003D_1+1 \\u003d1 =\\x3d",
    "wide formula": "＝1+1",
    "a cell's address": "Go!A1",
    "fence": "~~~\n</pre>\n[^1]: note\n[x]: javascript:alert(1)\nhttp://x.example www.x.example a@x.example",
    "page description": ") Tj ET endstream endobj << /S /JavaScript /JS (app.alert\\(1\\)) >>",
    "word field": "{ HYPERLINK http://x.example } { INCLUDETEXT c:/x }",
    "long": LONG,
    "zip": "../../etc/passwd\\..\\x",
}
UNWRITABLE = "a\x00b\x0bc\x1bd\u202ee\u2066f\ufffe"
"""Nobody can type these; an old journal might have them."""


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
            assert not {"/JS", "/JavaScript", "/Launch", "/SubmitForm", "/EmbeddedFile", "/RichMedia"} & names_in(pages)
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


@pytest.mark.parametrize("text", ["=1+1", "\t=1", "\r=1", " =1", "\n@x", "\u00a0+1"])
def test_a_cell_that_a_spreadsheet_would_reckon_is_text(text: str) -> None:
    assert inert(text) == f"'{text}"
    assert inert("a=1") == "a=1"
