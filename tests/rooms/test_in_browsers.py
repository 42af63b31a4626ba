"""What browsers work out by themselves: where a row will stand, what was pasted, which words people use most."""

import subprocess
from pathlib import Path

import msgspec
import pytest

from moot.rooms.programmes.file import check
from tests.rooms.programmes.test_programme_canvas import MISTAKES as OF_CANVASES
from tests.rooms.programmes.test_programme_canvas import PLANS
from tests.rooms.programmes.test_programme_file import ONE_CHANGE, SMALL

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("what", ["canvas", "forms", "editor", "past"])
def test_browsers_work_it_out(what: str) -> None:
    command = ["node", "tests/run_client.mjs", "--test", f"client/src/{what}/{what}.test.mjs"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_editor_has_words_for_every_mistake(tmp_path: Path) -> None:
    sources = [
        *(SMALL.replace(old, new, 1) for old, new, _ in ONE_CHANGE),
        *(PLANS.replace(old, new, 1) for old, new, _ in OF_CANVASES),
    ]
    file = tmp_path / "mistakes.json"
    file.write_bytes(msgspec.json.encode([mistake for source in sources for mistake in check(source, "one.toml")]))
    command = ["node", "tests/run_client.mjs", "tests/rooms/expected.mjs", str(file)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, "[]"), ran.stdout + ran.stderr
