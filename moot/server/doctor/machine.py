"""This machine and this moot: the settings that were read, versions, how many files may be open."""

import platform
import re
import resource
import sqlite3
from importlib.metadata import PackageNotFoundError, version

import msgspec

from moot import __version__
from moot.server.doctor.verdict import Verdict, mind, ok
from moot.server.journal.redis.url import parse
from moot.server.settings import Settings

SECRET = re.compile("secret|password|key|token")
AS_THEY_COME = Settings()
FEW_FILES = 4096
FAST = ("uvloop", "httptools", "hiredis")  # in C; a server without them is slower, or does not start


def machine(settings: Settings) -> list[Verdict]:
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return [settings_read(settings), versions(), open_files(files)]


def settings_read(settings: Settings) -> Verdict:
    """Those that are not as they come, and where the journal is; without what is secret in them."""
    journal = ("redis", "durability") if settings.redis else ("data",)
    told = []
    for name, value in msgspec.structs.asdict(settings).items():
        if name == "redis" and value:
            told.append(f"redis ({parse(value)})")
        elif name in journal or (value != getattr(AS_THEY_COME, name) and not SECRET.search(name)):
            told.append(f"{name} {value}")
    return ok("settings", f"{', '.join(told)}; the others as they come")


def versions() -> Verdict:
    own = f"moot {__version__}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    found, missing = [own], []
    for package in FAST:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            missing.append(package)
    if missing:
        return mind(
            "versions", f"{', '.join(found)}; not there: {', '.join(missing)}", f"pip install {' '.join(missing)}"
        )
    return ok("versions", ", ".join(found))


def open_files(limit: int) -> Verdict:
    """Each person is an open file, while the page is loaded two."""
    if limit == resource.RLIM_INFINITY:
        return ok("open files", "as many as there may be")
    found = f"{limit:,} may be open, enough for about {limit // 2:,} people"
    if limit < FEW_FILES:
        change = "ulimit -n 65536 before moot serve; under systemd LimitNOFILE=65536; in Docker --ulimit nofile=65536"
        return mind("open files", found, change)
    return ok("open files", found)
