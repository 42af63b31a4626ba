"""The texts that people see, in their language.

English is the source; each other language is a catalogue in `moot/locale`.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path

LOCALE = Path(__file__).parent.parent / "locale"
SOURCE = "en"

_LINE = re.compile(r'(?P<word>msgid_plural|msgid|msgstr(?:\[\d\])?)?\s*(?P<quoted>".*")\s*')
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Words:
    """One language: `gettext("Hello {name}", name="Ana")`, `ngettext("one idea", "{n} ideas", 5)`."""

    language: str
    messages: Mapping[str, tuple[str, ...]]
    """English → translations, one for each plural form."""
    plural: Callable[[int], int]
    """How many → which form."""

    def gettext(self, message: str, /, **values: object) -> str:
        return _filled(self.messages.get(message, (message,))[0], values)

    def ngettext(self, one: str, many: str, n: int, /, **values: object) -> str:
        forms = self.messages.get(one)
        text = forms[self.plural(n)] if forms else (one if n == 1 else many)
        return _filled(text, {"n": n, **values})


@cache
def languages() -> tuple[str, ...]:
    return (SOURCE, *sorted(path.stem for path in LOCALE.glob("*.po")))


@cache
def language_names() -> dict[str, str]:
    """Each language by its name in itself, as the header of its catalogue has it."""
    catalogues = {path.stem: path.read_text("utf-8") for path in sorted(LOCALE.glob("*.po"))}
    return {SOURCE: "English"} | {language: _name(catalogue) for language, catalogue in catalogues.items()}


def _name(catalogue: str) -> str:
    (header,) = entries(catalogue).get("", ("",))
    named = re.search(r"^X-Language-Name: (.+)$", header, re.MULTILINE)
    if named is None:
        raise ValueError("the header of the catalogue has no X-Language-Name")
    return named[1]


@cache
def translate(language: str) -> Words:
    """The words of a language; English when there is no catalogue for it."""
    if language == SOURCE or language not in languages():
        return Words(SOURCE, {}, lambda n: int(n != 1))
    return words(language, (LOCALE / f"{language}.po").read_text("utf-8"))


def nameless(language: str) -> str:
    """What somebody is called who was erased; `{n}` is left open."""
    return translate(language).gettext("Person {n}")


def words(language: str, catalogue: str) -> Words:
    """What a catalogue says. `client/catalogues.mjs` reads the same."""
    found = entries(catalogue)
    (header,) = found.pop("", ("",))
    rule = re.search(r"plural=([^;]+);", header)
    translated = {message: forms for message, forms in found.items() if all(forms)}
    return Words(language, translated, c2py(rule[1] if rule else "n != 1"))


def entries(catalogue: str) -> dict[str, tuple[str, ...]]:
    """All that is in the text of a catalogue, untranslated messages too; its header is the message ""."""
    return dict(_entries(catalogue))


def choose(accepted: str = "", chosen: str = "") -> str:
    """The language of a person: the one they `chose` before, or the best of what their browser `accepted`.

    `accepted` is the header Accept-Language: `pl,en-GB;q=0.8`.
    """
    wanted = [chosen, *(tag for _, tag in sorted(_tags(accepted), reverse=True, key=lambda tag: tag[0]))]
    return next((language for language in wanted if language in languages()), SOURCE)


def _tags(accepted: str) -> Iterator[tuple[float, str]]:
    for part in accepted.split(",")[:20]:
        tag, _, quality = part.partition(";")
        weight = re.fullmatch(r"q=([01](?:\.\d{0,3})?)", quality.strip())
        yield (float(weight[1]) if weight else 1.0), tag.strip().lower().split("-")[0]


def _filled(text: str, values: Mapping[str, object]) -> str:
    return _PLACE.sub(lambda place: str(values.get(place[1], place[0])), text)


def _entries(catalogue: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for block in re.split(r"\n\s*\n", catalogue):
        entry: dict[str, str] = {}
        word = ""
        for line in block.splitlines():
            if part := _LINE.fullmatch(line):
                word = part["word"] or word
                entry[word] = entry.get(word, "") + json.loads(part["quoted"])
        if "msgid" in entry:
            yield entry["msgid"], tuple(text for key, text in entry.items() if key.startswith("msgstr"))
