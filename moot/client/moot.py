"""A server, as a program finds its way into it."""

from moot.client.calls import Calls
from moot.client.shapes import MadeWorkshop, NewProgram, NewWorkshop, WorkshopLine
from moot.client.workshop import WorkshopApi
from moot.rooms.outside.program import Scope


class Moot:
    """A server at its URL, as https://moot.example.org, with a token, or the operator's key."""

    def __init__(self, url: str, token: str, *, timeout: float = 30.0, pause: float = 1.0) -> None:
        """`timeout`: seconds for an answer; `pause`: seconds before a second try, where the server names none."""
        self._calls = Calls(url, token, timeout, pause)

    def workshop(self, id: str) -> WorkshopApi:
        """The workshop of a code, as `k7m4pq`."""
        return WorkshopApi(self._calls, id)

    def workshops(self) -> tuple[WorkshopLine, ...]:
        """All there are, for the operator."""
        found: tuple[WorkshopLine, ...] = ()
        while some := self._calls.get("/workshops", tuple[WorkshopLine, ...], after=found[-1].id if found else ""):
            found += some
        return found

    def make_workshop(
        self, builtin: str = "", *, toml: str = "", program: str = "", scopes: tuple[Scope, ...] = ("read",)
    ) -> MadeWorkshop:
        """For the operator: from a programme that comes with moot, or the text of one.

        With a token for a program, if that is named. Not repeated when the line breaks.
        """
        named = NewProgram(name=program, scopes=scopes) if program else None
        return self._calls.post("/workshops", NewWorkshop(builtin=builtin, toml=toml, program=named), MadeWorkshop)
