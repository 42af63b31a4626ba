"""Every text that people see is in the catalogue, and every catalogue says all of it."""

import json
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from moot.server import catalogue
from tests import wording

TRANSLATED = [language for language in catalogue.languages() if language != catalogue.SOURCE]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated_and_none_is_left_over(language: str) -> None:
    words = catalogue.translate(language).messages
    sources = {message.one: message.where for message in wording.messages()}
    missing = [f"missing: “{text}” ({where})" for text, where in sources.items() if text not in words]
    stale = [f"stale: “{text}”" for text in _entries(language) if text and text not in sources]
    assert not missing + stale, "\n".join([f"{language} (run `make words`, then translate):", *missing, *stale])


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_in_what_the_english_fills_in(language: str) -> None:
    words = catalogue.translate(language).messages
    for message in wording.messages():
        for form in words.get(message.one, ()):
            assert _places(form) <= _places(message.one) | _places(message.many), form
            if not message.many:
                assert _places(form) == _places(message.one), form


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_client_knows_each_language(language: str) -> None:
    assert f"locale/{language}.po" in (wording.ROOT / "client/src/words.ts").read_text("utf-8")


@pytest.mark.parametrize(
    ("n", "form"), [(1, 0), (2, 1), (4, 1), (5, 2), (12, 2), (21, 2), (22, 1), (25, 2), (112, 2), (0, 2)]
)
def test_polish_counts_in_three_forms(n: int, form: int) -> None:
    assert catalogue.translate("pl").plural(n) == form


def test_a_text_without_a_translation_is_said_in_english() -> None:
    polish = catalogue.translate("pl")
    assert polish.gettext("Never said, {name}", name="Ana") == "Never said, Ana"
    assert polish.ngettext("one never", "{n} nevers", 3) == "3 nevers"
    assert catalogue.translate("xx").language == "en"


@pytest.mark.parametrize(
    ("accepted", "chosen", "language"),
    [
        ("", "", "en"),
        ("pl-PL,pl;q=0.9,en;q=0.8", "", "pl"),
        ("en;q=0.5, pl;q=0.9", "", "pl"),
        ("de,fr;q=0.9", "", "en"),
        ("de, pl;q=0.1", "", "pl"),
        ("pl", "en", "en"),
        ("en", "pl", "pl"),
        ("../../etc;q=x,,;;", "../pl", "en"),
    ],
)
def test_a_person_is_spoken_to_in_the_language_they_chose_or_their_browser_asks_for(
    accepted: str, chosen: str, language: str
) -> None:
    assert catalogue.choose(accepted, chosen) == language


CATALOGUE = r"""
msgid ""
msgstr ""
"Language: pl\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\n"

#: client/src/board.tsx
msgid "one idea"
msgid_plural "{n} ideas"
msgstr[0] "jeden pomysł"
msgstr[1] "{n} pomysły"
msgstr[2] "{n} pomysłów"

msgid "Say \"hi\""
msgstr ""
"Powiedz "
"„cześć”"

msgid "not yet"
msgstr ""
"""


def test_the_client_reads_a_catalogue_as_the_server_does(tmp_path: Path) -> None:
    (tmp_path / "pl.po").write_text(CATALOGUE, "utf-8")
    words = catalogue.words("pl", CATALOGUE)
    script = """
        const { parse } = await import(process.argv[1]);
        const { plural, messages } = parse((await import("node:fs")).readFileSync(process.argv[2], "utf8"));
        const form = Function("n", `return Number(${plural})`);
        console.log(JSON.stringify({ messages, forms: [0, 1, 2, 5, 12, 22].map(form) }));
    """
    node = ["node", "--input-type=module", "--eval", script, "--"]
    files = [str(wording.ROOT / "client/catalogues.mjs"), str(tmp_path / "pl.po")]
    read = json.loads(subprocess.run([*node, *files], capture_output=True, check=True, text=True).stdout)
    assert read["messages"] == {text: list(forms) for text, forms in words.messages.items()}
    assert read["forms"] == [words.plural(n) for n in (0, 1, 2, 5, 12, 22)] == [2, 0, 1, 2, 2, 1]
    assert words.ngettext("one idea", "{n} ideas", 22) == "22 pomysły"
    assert words.gettext('Say "hi"') == "Powiedz „cześć”"


def test_texts_are_found_in_the_client_the_pages_and_the_server() -> None:
    typescript = 't("Say \\"hi\\"")\n  tn(\n "one idea",\n "{n} ideas", n); at("no") + x.t("no")'
    python = '_("a"); words.gettext("b {c}", c=1); words.ngettext("d", "{n} d", 2)'
    template = '<p title="{{ _("a") }}">{{ ngettext("one", "{n} many", n) }}{{ gettext("Hi {x}", x=y) }}'
    assert [(m.one, m.many) for m in wording.in_typescript(typescript, "")] == [
        ('Say "hi"', ""),
        ("one idea", "{n} ideas"),
    ]
    assert Counter(m.one for m in wording.in_python(python, "")) == Counter(["a", "b {c}", "d"])
    assert [m.one for m in wording.in_template(template, "")] == ["a", "one", "Hi {x}"]


@pytest.mark.parametrize("source", ["t(reason)", "t(`Hi ${name}`)", "t('single')", 'tn("one", many, n)'])
def test_a_text_that_nobody_can_find_is_an_error(source: str) -> None:
    with pytest.raises(wording.NotALiteral, match=r"a\.ts:1"):
        list(wording.in_typescript(source, "a.ts"))


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def _entries(language: str) -> dict[str, tuple[str, ...]]:
    return catalogue.entries((catalogue.LOCALE / f"{language}.po").read_text("utf-8"))
