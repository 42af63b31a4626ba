"""What browsers work out by themselves: where a row will stand, what was pasted, which words people use most."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("what", ["canvas", "forms", "editor", "past"])
def test_browsers_work_it_out(what: str) -> None:
    command = ["node", "tests/run_client.mjs", "--test", f"client/src/{what}/{what}.test.mjs"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
