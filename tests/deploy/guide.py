"""The commands of `deploy/README.md` that say what they are, carried out in the folders of a test."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.deploy.front import DEPLOY

GUIDE = DEPLOY / "README.md"
COMMANDS = re.compile(r"<!-- tested: (?P<name>[\w ]+) -->\n+```sh\n(?P<text>.+?)\n```", re.DOTALL)
Places = Mapping[str, str | Path]
"""What stands in a command, and what stands there in a test."""
OWNER = f"{os.getuid()}:{os.getgid()}"


def commands() -> dict[str, str]:
    return {found["name"]: found["text"] for found in COMMANDS.finditer(GUIDE.read_text("utf-8"))}


def carry_out(name: str, places: Places) -> str:
    """What it prints. `systemctl` is left out: the test itself starts and stops servers."""
    text = "\n".join(line for line in commands()[name].splitlines() if not line.startswith("systemctl "))
    for there, here in places.items():
        assert there in text, f"the command “{name}” does not say {there}"
        text = text.replace(there, shlex.quote(str(here)) if isinstance(here, Path) else here)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.run(
        ["sh", "-euc", text], env={**os.environ, "PATH": path}, capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 0, f"{text}\n{run.stdout}{run.stderr}"
    return run.stdout


def copied(folder: Path) -> Path:
    """The one copy that was made."""
    [copy] = folder.iterdir()
    return copy
