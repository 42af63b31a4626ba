"""Where a form or a socket was opened: on a page of ours, or on another site. And how people reach us."""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from moot.server.settings import Settings


def same_origin(connection: HTTPConnection) -> bool:
    """Browsers name the page's origin: this host, or the address people know it by. (Programs name none.)"""
    origin = connection.headers.get("origin")
    if origin is None:
        return True
    ours = (connection.headers.get("host"), urlsplit(_settings(connection).url).netloc or None)
    return origin.partition("://")[2] in ours


def base_url(connection: HTTPConnection) -> str:
    """What every link begins with."""
    return _settings(connection).url.rstrip("/") or f"{connection.url.scheme}://{connection.url.netloc}"


def over_https(connection: HTTPConnection) -> bool:
    """Whether browsers come by https, maybe to a proxy that does not tell us; then no cookie goes by anything else."""
    return base_url(connection).startswith("https://")


def _settings(connection: HTTPConnection) -> Settings:
    settings: Settings = connection.app.state.settings
    return settings
