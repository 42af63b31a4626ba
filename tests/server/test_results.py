"""Results as files: each is opened again by another reader; what people wrote is text in it, and does nothing."""

import csv
import io
import json
import re
import zipfile

import jsonschema  # type: ignore[import-untyped]
import pytest

from moot.rooms.results.report import (
    Asked,
    Chapter,
    Participant,
    Participants,
    Questions,
    Report,
    Wall,
    WallGroup,
    WallNote,
    WallSection,
)
from moot.server.results import FORMATS, json_file, render
from moot.server.results.csv_files import inert
from moot.server.results.markdown import escaped

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "\n=1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x")',
)


def simple(*texts: str) -> Report:
    """A report in which people wrote these."""
    notes = tuple(WallNote(text=text, by=text, merged=(text,)) for text in texts)
    section = WallSection(title=texts[0], causes=texts[0], groups=(WallGroup(title=texts[0], notes=notes),))
    asked = Questions(questions=tuple(Asked(text=text, by=text, answer=text) for text in texts))
    people = Participants(people=tuple(Participant(name=text, organisation=text, country=text) for text in texts))
    return Report(
        title=texts[0],
        chapters=(
            Chapter(kind="activity", title=texts[0], blocks=(Wall(room=1, sections=(section,)),)),
            Chapter(kind="questions", blocks=(asked,)),
            Chapter(kind="people", blocks=(people,)),
        ),
    )


def csv_of(report: Report) -> dict[str, list[list[str]]]:
    with zipfile.ZipFile(io.BytesIO(render(report, "csv").content)) as archive:
        return {
            name: list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))
            for name in archive.namelist()
        }


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_csv_file_is_a_formula(text: str) -> None:
    rows = [row for file in csv_of(simple(text)).values() for row in file[1:]]
    assert rows
    assert not [cell for row in rows for cell in row if cell.strip(" \n").startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert inert(text) == f"'{text}"


def test_the_files_of_a_zip_have_our_names() -> None:
    assert list(csv_of(simple("../../etc/passwd"))) == ["notes.csv", "questions.csv", "people.csv"]


def test_a_file_is_named_by_plain_letters() -> None:
    assert render(simple("../Łódź: «Żółw»\u202e\n"), "json").name == "lodz-zolw.json"
    assert render(simple("Ελένη"), "json").name == "report.json"


def test_json_is_what_the_schema_says() -> None:
    schema = json.loads(json_file.schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(render(simple("Zażółć"), "json").content), schema)


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "![x](http://x/y.png)",
        "<script>alert(1)</script>",
        "# H",
        "1. x",
        "- x",
        "www.x.org",
        "| a |",
        "`x`",
    ],
)
def test_markdown_of_people_is_text(text: str) -> None:
    said = escaped(text)
    assert all(said[at - 1] == "\\" for at, letter in enumerate(said) if letter in "[]<>#`|!")
    assert not re.search(r"^\d*[.)+=-]|://|www\.", said, re.MULTILINE)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_report_gives_the_same_file(format: str) -> None:
    report = simple("Zażółć gęślą jaźń")
    assert render(report, format) == render(report, format)
