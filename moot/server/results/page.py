"""A web page to read and to print: one file that needs nothing else, runs no script and asks nobody for anything."""

import base64
import hashlib
from functools import cache
from itertools import count
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from moot.rooms.results.report import Report
from moot.server.catalogue import translate
from moot.server.results.labels import Labels
from moot.server.results.layout import laid_out, spreads
from moot.server.results.parts import AnyPart, Heading

_templates = Environment(
    loader=PackageLoader("moot.server.results", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
CONTENTS_DEPTH = 2


@cache
def style() -> str:
    return (Path(__file__).parent / "page.css").read_text("utf-8")


@cache
def policy() -> str:
    """Its own style, by its digest, and nothing else: it holds from a disk as well as from a server."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def write(report: Report) -> bytes:
    labels = Labels(translate(report.language))
    document = laid_out(report, labels)
    headings = [(at, part) for at, part in enumerate(document.parts, 1) if isinstance(part, Heading)]
    numbers = count(1)
    html = _templates.get_template("page.html").render(
        document=document,
        spreads=[(wide, [(next(numbers), part) for part in parts]) for wide, parts in spreads(document.parts)],
        contents=[(at, part) for at, part in headings if part.level <= CONTENTS_DEPTH],
        contents_title=labels.words.gettext("Contents"),
        kind_of=_kind_of,
        policy=policy(),
        style=Markup(f"<style>{style()}</style>"),
    )
    return html.encode()


def _kind_of(part: AnyPart) -> str:
    return str(part.__struct_config__.tag)
