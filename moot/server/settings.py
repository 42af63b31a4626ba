"""The settings of a server: from options, the environment (`MOOT_…`) or a TOML file, checked at the start."""

import hmac
import secrets
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec


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

    @property
    def operator_key(self) -> str:
        return hmac.digest(self.secret.encode(), b"operator", "sha256").hex()[:32]


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
    names = {field.name: field for field in msgspec.structs.fields(Settings)}
    for name, value in environment.items():
        if name.startswith("MOOT_") and (key := name.removeprefix("MOOT_").lower()) not in ("seed",):
            if key not in names:
                raise BadSettings(f"{name}: there is no such setting; there are {', '.join(sorted(names))}")
            merged[key] = value
    merged |= given
    try:
        settings = msgspec.convert(merged, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise BadSettings(str(error)) from None
    if settings.operators == "password" and not settings.password:
        raise BadSettings("password: needed, as operators is password")
    return settings


def with_secret(settings: Settings) -> Settings:
    """The settings with the secret of the data folder, which is made if it is not there."""
    folder = Path(settings.data)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if settings.secret:
        return settings
    file = folder / "secret"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(32))
    return msgspec.structs.replace(settings, secret=file.read_text().strip())
