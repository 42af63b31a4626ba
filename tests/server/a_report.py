"""A report in which everything occurs, and how others read the files that are made of it.

`python -m tests.server.a_report` writes the kept files anew, once they have been looked at.
"""

import csv
import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pypdf

from moot.rooms.results.report import (
    Asked,
    Chapter,
    Counted,
    DecisionRecord,
    FeedbackOn,
    FormResult,
    LeftOut,
    Mine,
    OwnDeeds,
    Participant,
    Participants,
    Plan,
    Questions,
    Remark,
    Report,
    ReportDay,
    Round,
    Said,
    Session,
    Sheet,
    Statement,
    Statements,
    Step,
    Tracked,
    Wall,
    WallGroup,
    WallNote,
    WallSection,
)
from moot.server.results import FORMATS, render

KEPT = Path(__file__).parent / "kept_results"
AT = 1_741_080_600_000
LONG = "Donaudampfschifffahrt" * 14
"""A word that fits no line."""
READ_AS_TEXT = ("pdf", "docx", "xlsx", "csv", "html", "markdown", "json", "ics")


def report_with(text: str, *names: str) -> Report:
    """Everything that people write says `text`; these are who took part."""
    name = names[0] if names else text
    note = WallNote(text=text, by=name, colour=2, merged=(text,))
    ballot = Round(number=1, people=3, result=(Counted(text, 4), Counted("Another idea", 1)))
    record = DecisionRecord(
        room=1, challenge=text, causes=text, shared=(text,), ideas=2,
        rounds=(ballot, Round(number=2, result=(Counted(text, 2),))),
        winner=text, winner_by=name, rule="trainer", reason=text, decided_by=name, decided_at=AT,
        details=(Said(key="what", text=text),), steps=(text,), indicators=(text,),
    )  # fmt: skip
    tracked = Tracked(name=text, target=text, readings={30: text, 60: text})
    step = Step(
        text=text, responsible=(name,), start="2025-03-10", due="2025-04-01", challenge=text, winner=text,
        indicators=(tracked,), states={30: "under-way", 60: "done"},
        event="step",
    )  # fmt: skip
    columns = tuple(f"{text} {number}" for number in range(6))
    section = WallSection(title=text, causes=text, groups=(WallGroup(title=text, notes=(note,)),))
    blocks = (
        Wall(room=1, sections=(section,), legend={2: text}),
        record,
        Statements(statements=(Statement(by=name, text=text),)),
        Sheet(
            owner=name, row_title=text, columns=columns, rows=((text,) * 6,),
            all_rows=(Said(key="objective", title=text, text=text),),
        ),
        FeedbackOn(owner=name, remarks=(Remark(about=text, row=text, by=name, text=text, verdict="adapted"),)),
        FormResult(title=text, kind="scale", people=3, counts=(Counted("1", 1), Counted("2", 2)), mean=1.67),
        FormResult(title=text, kind="text", people=1, texts=(text,)),
    )  # fmt: skip
    agenda = (Session(title=text, starts="10:00", ends="10:15"),)
    asked = Asked(text=text, by=name, upvotes=2, answer=text, merged=(text,), at=AT)
    people = (Participant(name=one, organisation=text, country="PL", room=1) for one in names or (text,))
    own = Mine(what="private-note", about=text, text=text)
    return Report(
        title=text,
        scope="room",
        of="1",
        made_at=AT,
        days=(ReportDay(number=1, title=text, date="2025-03-03", goals=(text,), agenda=agenda),),
        chapters=(
            Chapter(kind="activity", title=text, day=1, blocks=blocks),
            Chapter(kind="questions", blocks=(Questions(questions=(asked,)),)),
            Chapter(kind="plans", blocks=(Plan(owner=name, steps=(step,), notes={30: text}),)),
            Chapter(kind="people", blocks=(Participants(people=tuple(people)),)),
            Chapter(kind="own", blocks=(OwnDeeds(deeds=(own,)),)),
        ),
        check_ins={30: "2025-04-03"},
        check_in_events={30: "check-in"},
        left_out=(LeftOut("hidden-questions", 2),),
    )


def names_in(pages: pypdf.PdfReader) -> set[str]:
    """Keys and names in all objects of a PDF: what it could do is one of them."""
    found, known, waiting = set[str](), set[int](), list[object]([pages.trailer])
    while waiting:
        match waiting.pop():
            case pypdf.generic.IndirectObject() as link if link.idnum not in known:
                known.add(link.idnum)
                waiting.append(link.get_object())
            case dict() as one:
                found |= {str(key) for key in one}
                waiting += [one.raw_get(key) if hasattr(one, "raw_get") else one[key] for key in one]
            case list() as many:
                waiting += list.__iter__(many)
            case pypdf.generic.NameObject() as name:
                found.add(str(name))
    return found


def text_in(content: bytes, format: str) -> str:
    """All that somebody else's reader finds in a file."""
    match format:
        case "pdf":
            return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
        case "docx":
            return "\n".join(
                node.text or ""
                for node in docx.Document(io.BytesIO(content)).element.body.iter()
                if node.tag.endswith("}t")
            )
        case "xlsx":
            book = openpyxl.load_workbook(io.BytesIO(content))
            return "\n".join(" | ".join(str(cell.value or "") for cell in row) for sheet in book for row in sheet.rows)
        case "csv":
            with zipfile.ZipFile(io.BytesIO(content)) as files:
                read = (
                    csv.reader(io.StringIO(files.read(n).decode("utf-8-sig"), newline="")) for n in files.namelist()
                )
                return "\n".join(" | ".join(row) for rows in read for row in rows)
        case _:
            return content.decode()


def the_report() -> Report:
    return report_with("Zażółć gęślą jaźń", "Ελένη Παπαδοπούλου", "Катерина Димитрова")


def kept_name(format: str) -> Path:
    return KEPT / f"{format}.txt"


if __name__ == "__main__":
    KEPT.mkdir(exist_ok=True)
    for format in READ_AS_TEXT:
        kept_name(format).write_bytes(text_in(render(the_report(), format).content, format).encode())
    assert set(READ_AS_TEXT) <= set(FORMATS)
