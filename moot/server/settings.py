"""The settings of a server: from options, the environment (`MOOT_…`) or a TOML file, checked at the start."""

import hmac
import os
import re
import secrets
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_type_hints

import msgspec

from moot.server.journal.redis.durability import Durability
from moot.server.journal.redis.url import BadRedisUrl, parse
from moot.server.operating.logs import Form, Level

FONT_FILES = (".ttf", ".otf", ".ttc", ".otc")
"""Not those of the web: `.woff2` is read by browsers alone."""


class BadSettings(Exception):
    """A setting that is unknown or not what it has to be; says which."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    host: str = "127.0.0.1"
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8000
    data: str = "moot-data"
    """The folder of the journal and the server's secret."""
    url: str = ""
    """How people reach the server, when it is not `http://host:port`: for links and QR codes."""
    operators: Literal["link", "password", "open"] = "link"
    """Who may make workshops: who has the operator's link, who knows the password, everybody."""
    password: str = ""
    badge_days: Annotated[int, msgspec.Meta(ge=1, le=3650)] = 120
    secret: str = ""
    """Signs badges and links. Empty: made at the first start and kept in the data folder."""
    redis: str = ""
    """The URL of the journal that many servers share (`journal/redis/url.py`); empty: a file in the data folder."""
    durability: Durability = Durability.DISK
    """Of that journal: when a request is acknowledged."""
    drain: Annotated[float, msgspec.Meta(ge=0, le=600)] = 0.0
    """Seconds between saying that one is not ready and closing the door: for balancers to notice."""
    calls: Annotated[float, msgspec.Meta(gt=0, le=100_000)] = 20.0
    """So many calls a second a token of the API may make in the long run; six times as many at once."""
    webhooks: Literal["public", "any", "off"] = "public"
    """Where trainers may have programs told: at public addresses by https, at any, nowhere."""
    webhook_pause: Annotated[float, msgspec.Meta(ge=0.001, le=3600)] = 5.0
    """Seconds until a webhook that was not told is told again; each pause then four times as long, seven in all."""
    fonts: str = ""
    """A folder of fonts for PDF files and pictures, for letters that those of moot do not have."""
    metrics: Literal["local", "open", "off"] = "local"
    """Who may read the metrics: this machine alone and not by a proxy, everybody, nobody."""
    log: Form = "text"
    log_level: Level = "warning"
    """The least that is told. Warnings are what somebody may have to look at; info is the course of things."""

    @property
    def operator_key(self) -> str:
        return hmac.digest(self.secret.encode(), b"operator", "sha256").hex()[:32]


_THERE_ARE = f"there is no such setting; there are {', '.join(sorted(Settings.__struct_fields__))}"


def read_settings(given: dict[str, Any], environment: dict[str, str], file: Path | None) -> Settings:
    """Options before environment before file before defaults. Raises `BadSettings`."""
    merged: dict[str, Any] = {}
    if file is not None:
        try:
            merged |= msgspec.toml.decode(file.read_bytes())
        except OSError as error:
            raise BadSettings(f"{file}: {error.strerror}") from None
        except (msgspec.MsgspecError, UnicodeError) as error:
            raise BadSettings(f"{file}: {error}") from None
    for name, value in environment.items():
        if name.startswith("MOOT_"):
            if (key := name.removeprefix("MOOT_").lower()) not in Settings.__struct_fields__:
                raise BadSettings(f"{name}: {_THERE_ARE}")
            merged[key] = value
    merged |= given
    try:
        settings = msgspec.convert(merged, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise BadSettings(_by_key(error)) from None
    if settings.url and not settings.url.startswith(("https://", "http://")):
        raise BadSettings("url: has to begin with https:// or http://")
    try:
        _ = settings.redis and parse(settings.redis)
    except BadRedisUrl as error:
        raise BadSettings(f"redis: {error}") from None
    if settings.redis and not settings.secret:
        raise BadSettings("secret: needed with redis, and the same for all servers: forty letters that nobody guesses")
    if settings.operators == "password" and not settings.password:
        raise BadSettings("password: needed, as operators is password")
    if settings.fonts and not any(file.suffix.lower() in FONT_FILES for file in Path(settings.fonts).rglob("*")):
        raise BadSettings(f"fonts: there is no {', '.join(FONT_FILES)} in {settings.fonts}")
    return settings


def with_secret(settings: Settings) -> Settings:
    """The settings with the secret of the data folder, which is made if it is not there."""
    folder = Path(settings.data)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if settings.secret:
        return settings
    file = folder / "secret"
    if not (file.exists() and file.read_text().strip()):
        new = folder / "secret.new"
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(32))
        os.replace(new, file)  # whole or not at all, as everybody knows the empty secret
    return msgspec.structs.replace(settings, secret=file.read_text().strip())


def _by_key(error: msgspec.ValidationError) -> str:
    """`Expected … - at `$.port`` → `port: expected …`."""
    said = re.fullmatch(r"(?P<what>.*) - at `\$\.(?P<key>\w+)`", str(error))
    unknown = re.fullmatch(r"Object contains unknown field `(?P<key>.+)`", str(error))
    if unknown:
        return f"{unknown['key']}: {_THERE_ARE}"
    if not said:
        return str(error)
    if value := re.fullmatch(r"Invalid enum value (?P<value>'.*')", said["what"]):
        return f"{said['key']}: {value['value']} is not one of {', '.join(_choices(said['key']))}"
    return f"{said['key']}: {said['what'][0].lower()}{said['what'][1:]}"


def _choices(key: str) -> list[str]:
    hint = get_type_hints(Settings)[key]
    return [one.value for one in hint] if isinstance(hint, type) and issubclass(hint, Enum) else [*get_args(hint)]
