"""Finds every text that people see, in the client, the pages and the server, and keeps the catalogues in step.

`python -m tests.wording` adds what is new, drops what is gone and keeps what is translated.
"""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from moot.server.catalogue import LOCALE, SOURCE, entries, languages

ROOT = Path(__file__).parent.parent

_CALL = re.compile(r"(?<![\w.$])(?P<how>tn?)\(\s*")
_LITERAL = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_ANOTHER = re.compile(r"\s*,\s*")

OF_TRAINERS = ("client/src/console/", "client/src/editor/")
"""`client/catalogues.mjs` knows them too."""


@dataclass(frozen=True)
class Message:
    """A text in the sources; `many` where it depends on a number."""

    where: str
    one: str
    many: str = ""


class NotALiteral(Exception):
    """A text that nobody can find: its argument is not a plain string."""


def messages() -> list[Message]:
    """Every message, with the file it was found in first; what trainers alone see says so, as no phone loads it."""
    found: dict[str, Message] = {}
    for message in _all():
        kept = found.setdefault(message.one, message)
        if kept.many != message.many:
            raise NotALiteral(f"{message.where}: “{message.one}” has another plural in {kept.where}")
        if kept.where.startswith(OF_TRAINERS) and _is_of_all_browsers(message.where):
            found[message.one] = message
    return list(found.values())


def _is_of_all_browsers(where: str) -> bool:
    return where.startswith("client/") and not where.startswith(OF_TRAINERS)


def _all() -> Iterator[Message]:
    for path in sorted(ROOT.glob("client/src/**/*.ts*")):
        if path.name != "words.ts":
            yield from in_typescript(path.read_text("utf-8"), _name(path))
    for path in sorted(ROOT.glob("moot/**/*.py")):
        yield from in_python(path.read_text("utf-8"), _name(path))
    for path in sorted(ROOT.glob("moot/server/**/*.html")):
        yield from in_template(path.read_text("utf-8"), _name(path))


def in_typescript(source: str, where: str) -> Iterator[Message]:
    """`t("…")` and `tn("…", "…", n)`; strings in double quotes, on one line, as JSON writes them."""
    for call in _CALL.finditer(source):
        at, texts = call.end(), []
        for _ in call["how"]:
            literal = _LITERAL.match(source, at)
            if literal is None:
                line = source.count("\n", 0, call.start()) + 1
                raise NotALiteral(f'{where}:{line}: {call["how"]}(…) takes a text in "double quotes"')
            texts.append(json.loads(literal[0]))
            comma = _ANOTHER.match(source, literal.end())
            at = comma.end() if comma else literal.end()
        yield Message(where, *texts)


def in_python(source: str, where: str) -> Iterator[Message]:
    """`gettext("…")`, `_("…")` and `ngettext("…", "…", n)`."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        count = {"gettext": 1, "_": 1, "ngettext": 2}.get(name, 0)
        texts = [arg.value for arg in node.args[:count] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if len(texts) != count:
            raise NotALiteral(f"{where}:{node.lineno}: {name}(…) takes a plain string")
        if texts:
            yield Message(where, *texts)


def in_template(source: str, where: str) -> Iterator[Message]:
    """`_("…")`, `gettext("…")` and `ngettext("…", "…", n)` in Jinja's own extraction."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for line, _, found in environment.extract_translations(source):  # type: ignore[attr-defined]
        texts = [text for text in (found if isinstance(found, tuple) else (found,)) if text is not None]
        if not texts:
            raise NotALiteral(f"{where}:{line}: _(…) takes a plain string")
        yield Message(where, *texts[:2])


def update(language: str) -> list[str]:
    """Writes the catalogue anew; answers with what is still to translate."""
    path = LOCALE / f"{language}.po"
    old = entries(path.read_text("utf-8"))
    (header,) = old.get("", ("",))
    plurals = int(re.search(r"nplurals=(\d)", header)[1])  # type: ignore[index]
    blocks = ['msgid ""\nmsgstr ""\n' + "\n".join(_quoted(line) for line in header.splitlines(keepends=True))]
    missing = []
    for message in sorted(messages(), key=lambda message: (message.where, message.one)):
        forms = ("",) * (plurals if message.many else 1)
        if len(old.get(message.one, ())) == len(forms):
            forms = old[message.one]
        if not all(forms):
            missing.append(message.one)
        blocks.append(_entry(message, forms))
    path.write_text("\n\n".join(blocks) + "\n", "utf-8")
    return missing


def _entry(message: Message, forms: tuple[str, ...]) -> str:
    lines = [f"#: {message.where}", f"msgid {_quoted(message.one)}"]
    if message.many:
        lines.append(f"msgid_plural {_quoted(message.many)}")
    words = [f"msgstr[{n}]" for n in range(len(forms))] if message.many else ["msgstr"]
    return "\n".join([*lines, *(f"{word} {_quoted(text)}" for word, text in zip(words, forms, strict=True))])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


if __name__ == "__main__":
    for language in languages():
        if language != SOURCE:
            print(f"{language}: {len(messages())} messages", *update(language), sep="\n  to translate: ")
