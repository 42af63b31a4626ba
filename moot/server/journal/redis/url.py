"""One syntax for where Redis is: one server, Sentinel or a cluster, each also over TLS.

    redis://user:password@server:6379/0                 one server; unix:///run/redis.sock for a socket
    redis+sentinel://one:26379,two:26379/name           what Sentinel calls `name`; /name/0 with a database
    redis+cluster://one:6379,two:6379                   a cluster; any of its servers

`rediss` in place of `redis` is TLS; `?ca=FILE` names the authority that signed the servers' certificates, and
`?sentinel-password=` is for sentinels with a password of their own. In passwords `@` is written %40, and so on.
"""

import re
import ssl
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl, unquote

Kind = Literal["server", "sentinel", "cluster"]

SCHEMES: dict[str, tuple[Kind, bool]] = {
    "redis": ("server", False),
    "rediss": ("server", True),
    "unix": ("server", False),
    "redis+sentinel": ("sentinel", False),
    "rediss+sentinel": ("sentinel", True),
    "redis+cluster": ("cluster", False),
    "rediss+cluster": ("cluster", True),
}
PORTS: dict[Kind, int] = {"server": 6379, "sentinel": 26379, "cluster": 6379}
OPTIONS = ("ca", "sentinel-password")
FORM = re.compile(
    r"(?P<scheme>[a-z+]*)://(?:(?P<who>.*)@)?(?P<where>[^/?#]*)(?P<path>/[^?#]*)?(?:\?(?P<options>[^#]*))?"
)
PLACE = re.compile(r"(?P<name>\[[0-9A-Fa-f:.%]+\]|[^\[\]:\s]+)(?::(?P<port>[0-9]{1,5}))?")


class BadRedisUrl(ValueError):
    """Says what is wrong with it, without the password that may be in it."""


class Address(NamedTuple):
    """Of one server; port 0 is a socket at a path."""

    name: str
    port: int

    def __str__(self) -> str:
        if not self.port:
            return self.name
        return f"[{self.name}]:{self.port}" if ":" in self.name else f"{self.name}:{self.port}"


@dataclass(frozen=True)
class RedisUrl:
    kind: Kind
    addresses: tuple[Address, ...]
    service: str = ""
    database: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    sentinel_password: str = field(default="", repr=False)
    tls: bool = False
    ca: str = ""

    @cached_property
    def context(self) -> ssl.SSLContext | None:
        """Raises BadRedisUrl."""
        try:
            return ssl.create_default_context(cafile=self.ca or None) if self.tls else None
        except OSError as error:
            raise BadRedisUrl(f"names an authority in {self.ca}: {error.strerror or error}") from None

    def __str__(self) -> str:
        """Without the password."""
        return f"{self.kind} {', '.join(map(str, self.addresses))}"


def parse(url: str) -> RedisUrl:
    """Raises BadRedisUrl."""
    form = FORM.fullmatch(url.strip())
    if not form or form["scheme"] not in SCHEMES:
        raise BadRedisUrl(f"has to begin with one of {', '.join(f'{scheme}://' for scheme in SCHEMES)}")
    kind, tls = SCHEMES[form["scheme"]]
    options = dict(parse_qsl(form["options"] or "", keep_blank_values=True))
    if unknown := options.keys() - set(OPTIONS):
        raise BadRedisUrl(f"has an option {min(unknown)!r}; there are {', '.join(OPTIONS)}")
    if "ca" in options and not tls:
        raise BadRedisUrl("has an option 'ca', which is for TLS: write rediss in place of redis")
    user, _, password = (form["who"] or "").rpartition(":")
    service, database = _path(kind, form["path"] or "")
    return RedisUrl(
        kind=kind,
        addresses=(Address(form["path"] or "", 0),) if form["scheme"] == "unix" else _addresses(kind, form["where"]),
        service=service,
        database=0 if form["scheme"] == "unix" else _number(database),
        user=unquote(user),
        password=unquote(password),
        sentinel_password=options.get("sentinel-password", ""),
        tls=tls,
        ca=options.get("ca", ""),
    )


def _addresses(kind: Kind, where: str) -> tuple[Address, ...]:
    found = []
    for place in where.split(","):
        match = PLACE.fullmatch(place)
        if not match:
            raise BadRedisUrl(f"names no server where it says {place!r}: write name:port")
        port = int(match["port"] or PORTS[kind])
        if not 0 < port < 65536:
            raise BadRedisUrl(f"has a port {port}; ports are 1 to 65535")
        found.append(Address(match["name"].strip("[]"), port))
    if kind == "server" and len(found) > 1:
        raise BadRedisUrl("names several servers: write redis+cluster:// or redis+sentinel://")
    return tuple(found)


def _path(kind: Kind, path: str) -> tuple[str, str]:
    parts = [unquote(part) for part in path.split("/") if part]
    if kind == "sentinel":
        if not 1 <= len(parts) <= 2:
            raise BadRedisUrl("has to end with what Sentinel calls the service: redis+sentinel://server:26379/name")
        return parts[0], parts[1] if len(parts) == 2 else "0"
    if kind == "cluster" and parts and parts != ["0"]:
        raise BadRedisUrl(f"has a database {'/'.join(parts)!r}; a cluster has only one")
    if len(parts) > 1:
        return "", "/".join(parts)
    return "", parts[0] if parts else "0"


def _number(database: str) -> int:
    if not database.isdecimal():
        raise BadRedisUrl(f"has a database {database!r}; databases are numbers")
    return int(database)
