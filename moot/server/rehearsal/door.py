"""How a simulated person gets in: over HTTP, as a browser would."""

import http.client
from urllib.parse import urlencode, urlsplit


class Door:
    """One browser's cookies at one server."""

    def __init__(self, url: str, cookies: dict[str, str] | None = None) -> None:
        self.url = url.rstrip("/")
        self.cookies: dict[str, str] = dict(cookies or {})

    def ask(self, method: str, path: str, **form: str) -> str:
        """Answers with where it was sent on to; an error when it was not."""
        parts = urlsplit(self.url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(parts.netloc, timeout=30)
        headers = {"Origin": self.url, "Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            connection.request(method, path, urlencode(form) if form else None, headers)
            answer = connection.getresponse()
        except OSError as error:
            raise ConnectionError(f"{self.url}: {error}") from None
        answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        connection.close()
        if answer.status != 303:
            raise ConnectionError(f"{method} {self.url}{path.partition('?')[0]} was answered with {answer.status}")
        return answer.getheader("Location") or ""

    @property
    def cookie(self) -> str:
        return "; ".join(f"{key}={value}" for key, value in self.cookies.items())


def make_workshop(url: str, key: str, programme: str = "academy") -> tuple[Door, str, str]:
    """A trainer's door, the workshop's id, and the trainer's link. No key is needed where everybody may make them.

    `programme` is the name of one that comes with moot, or the text of a programme file.
    """
    door = Door(url)
    if key:
        door.ask("GET", "/operator?" + urlencode({"key": key}))
    link = door.ask("POST", "/workshops", **{"text" if "\n" in programme else "builtin": programme})
    door.ask("POST", link, name="Trainer")
    return door, link.split("/")[2], link


def join(url: str, code: str, name: str, organisation: str, country: str) -> Door:
    door = Door(url)
    door.ask("POST", "/join", code=code, name=name, organisation=organisation, country=country, claim="", agree="en")
    return door
