"""Texts in the languages of a programme, as its file has them."""

import re

from moot.rooms.programmes.toml_lines import Path
from moot.rooms.programmes.toml_table import Bare, Table, odd_letter
from moot.rooms.shape import Words

LONGEST_KEY = 40
LONGEST_TITLE = 120
MOST_LANGUAGES = 8

KEY = re.compile(rf"(?=.{{1,{LONGEST_KEY}}}$)[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")
A_KEY = f"at most {LONGEST_KEY} small letters and digits, with hyphens between"
A_LANGUAGE = 'a language code such as "en" or "pl"'


class Texts:
    """Reads them. `table_is_wrong`: the languages are not known, so none is missed."""

    def __init__(self, languages: tuple[str, ...], table_is_wrong: bool) -> None:
        self.languages, self._wrong = languages, table_is_wrong

    def words(
        self, table: Table, key: str, longest: int, default: Words | None = None, many_lines: bool = False
    ) -> Words:
        value = table.take(key)
        if value is None and default is not None:
            return default
        if value is None:
            table.complain(key, _a_text(longest))
            return {}
        return self._words(table, (*table.path, key), value, longest, many_lines)

    def word_list(self, table: Table, key: str, most: int, longest: int) -> tuple[Words, ...]:
        items = enumerate(table.items(key, most))
        return tuple(self._words(table, (*table.path, key, index), item, longest, False) for index, item in items)

    def _words(self, table: Table, path: Path, value: object, longest: int, many_lines: bool) -> Words:
        """A text in the programme's only language, or a table of texts by language."""
        texts = value if isinstance(value, dict) else {self.languages[0]: value}
        words: Words = {}
        for language, text in texts.items():
            place = (*path, language) if isinstance(value, dict) else path
            if not LANGUAGE.fullmatch(language):
                table.findings.note(place, language, A_LANGUAGE)
            elif expected := _wrong_text(text, longest, many_lines):
                table.findings.note(place, text, expected)
            else:
                words[language] = str(text).strip()
        if len(texts) > MOST_LANGUAGES:
            table.findings.note(path, Bare(f"{len(texts)} languages"), f"at most {MOST_LANGUAGES} languages")
        if isinstance(value, dict | str) and not self._wrong:
            self._all_languages(table, path, texts)
        return words

    def _all_languages(self, table: Table, path: Path, texts: dict[str, object]) -> None:
        for language in self.languages:
            if language not in texts:
                table.findings.note((*path, language), None, f"the text in {language}, a language of the programme")


def _a_text(longest: int) -> str:
    return f"a text of at most {longest} letters"


def _wrong_text(text: object, longest: int, many_lines: bool) -> str:
    """What is expected instead of `text`; nothing when it is a text that can be shown."""
    if not isinstance(text, str) or len(text.strip()) > longest:
        return _a_text(longest)
    if not text.strip():
        return f"{_a_text(longest)} and at least one"
    odd = odd_letter(text.strip(), many_lines)
    return f"a text that can be shown: it contains {odd}" if odd else ""
