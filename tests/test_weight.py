"""What a phone loads before it shows a room. The page and its first view come on top, so not all of 100 KB is left."""

import gzip
import json
from pathlib import Path

import pytest

STATIC = Path(__file__).parent.parent / "moot/static"
MOST_BYTES = 85_000


@pytest.mark.parametrize("entry", ["join", "room"])
def test_a_page_is_light_enough_for_a_phone(entry: str) -> None:
    manifest: dict[str, list[str]] = json.loads((STATIC / "manifest.json").read_text("utf-8"))
    files = {*manifest[entry], *manifest["main.css"], *manifest.get("pl", [])}
    weights = {name: len(gzip.compress((STATIC / name).read_bytes())) for name in sorted(files)}
    assert sum(weights.values()) <= MOST_BYTES, weights


def test_no_phone_loads_the_editor() -> None:
    manifest: dict[str, list[str]] = json.loads((STATIC / "manifest.json").read_text("utf-8"))
    own = {name for name in manifest["editor"] if "moot-draft/" in (STATIC / name).read_text("utf-8")}
    assert own
    assert not own & {*manifest["room"], *manifest["join"], *manifest["console"], *manifest["projector"]}
