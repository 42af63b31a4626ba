"""The built client, under hashed names that are kept for good."""

from importlib.resources import files
from pathlib import Path

import msgspec
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(str(files("moot"))) / "static"


class Built(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def assets(entry: str) -> list[str]:
    """The files of an entry: its own, then those to load with it."""
    manifest: dict[str, list[str]] = msgspec.json.decode((FOLDER / "manifest.json").read_bytes())
    return manifest.get(entry, [])


routes = [Mount("/static", Built(directory=FOLDER, check_dir=False))]
