"""What browsers work out of a canvas by themselves: where a row will stand, where an arrow leads, what was pasted."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_browsers_read_canvases_and_what_is_pasted() -> None:
    command = ["node", "tests/run_client.mjs", "--test", "client/src/canvas/canvas.test.mjs"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
