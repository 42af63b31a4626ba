"""One workshop, as a program reads it, asks in it, and hears what happens."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec

from moot.client.calls import AGAIN, LOST, Calls, NotDone
from moot.client.shapes import Changes, Done, PeopleListed, PersonalLink, Summary, Then, View
from moot.rooms.after.cohort import Cohort
from moot.rooms.asking import Request
from moot.rooms.ballots.decided import Decided
from moot.rooms.canvases.canvas import Canvas
from moot.rooms.forms.question import Question
from moot.rooms.glance.glance import Overview
from moot.rooms.past.brought import BringBack
from moot.rooms.past.comparison import Comparison
from moot.rooms.past.past import Reel
from moot.rooms.past.snapshot import Snapshot
from moot.rooms.people.joining import Listed
from moot.rooms.people.people import Person
from moot.rooms.protocol import HEARD
from moot.rooms.room import Room
from moot.rooms.workshop import Workshop

Format = Literal["pdf", "html", "docx", "xlsx", "csv", "markdown", "json", "svg", "png", "ics"]


class WorkshopApi:
    """What a token's scopes allow. Every call raises `NotDone` when the server does not do it."""

    def __init__(self, calls: Calls, id: str) -> None:
        self.id = id
        self._calls, self._at = calls, f"/workshops/{id}"

    def summary(self) -> Summary:
        return self._calls.get(self._at, Summary)

    def view(self) -> View:
        """All that a trainer sees who has opened everything."""
        return self._calls.get(f"{self._at}/view", View)

    def overview(self) -> Overview:
        return self._calls.get(f"{self._at}/overview", Overview)

    def rooms(self) -> dict[str, Room]:
        return self._calls.get(f"{self._at}/rooms", dict[str, Room])

    def canvases(self) -> dict[str, Canvas]:
        """By activity and owner, as “plan:p12”."""
        return self._calls.get(f"{self._at}/canvases", dict[str, Canvas])

    def people(self) -> dict[str, Person]:
        return self._calls.get(f"{self._at}/people", dict[str, Person])

    def questions(self) -> dict[str, Question]:
        return self._calls.get(f"{self._at}/questions", dict[str, Question])

    def snapshots(self) -> dict[str, Snapshot]:
        return self._calls.get(f"{self._at}/snapshots", dict[str, Snapshot])

    def snapshot(self, id: str) -> Workshop:
        """As it was then."""
        return self._calls.get(f"{self._at}/snapshots/{id}", Workshop)

    def compare(self, of: str, to: str = "", *, room: str = "", board: str = "", canvas: str = "") -> Comparison:
        """A snapshot and another, or now: counted for all, and in full for a `board` in a `room`, or a `canvas`."""
        which = {"of": of, "to": to, "room": room, "board": board, "canvas": canvas}
        return self._calls.get(f"{self._at}/comparison", Comparison, **which)

    def replay(self) -> Reel:
        """When something happened, and when stages began and ended: moments to look at."""
        return self._calls.get(f"{self._at}/replay", Reel)

    def at(self, moment: int) -> Workshop:
        """As a trainer could see it then, in milliseconds since 1970."""
        return self._calls.get(f"{self._at}/moment", Then, at=str(moment)).workshop

    def bring_back(self, what: BringBack, key: str = "") -> str:
        """A note, a challenge, a cell, a row or a canvas, out of a snapshot; another one keeps how it was before."""
        done = self._calls.post(f"{self._at}/bring-back", what, Done, key or str(uuid.uuid4()))
        return done.at

    def decisions(self) -> tuple[Decided, ...]:
        return self._calls.get(f"{self._at}/decisions", tuple[Decided, ...])

    def plans(self) -> Cohort:
        return self._calls.get(f"{self._at}/plans", Cohort)

    def links(self) -> tuple[PersonalLink, ...]:
        """The personal links of all participants. They are secret."""
        return self._calls.get(f"{self._at}/links", tuple[PersonalLink, ...])

    def ask(self, request: Request | Mapping[str, Any], key: str = "") -> str:
        """Asks what a trainer asks: `SendMessage(…)` of `moot.rooms`, or `{"type": "send-message", …}`.

        It is done once, however often the line breaks; give your own `key` to go on after a crash of yours. Answers
        with the mark of what is durable now.
        """
        done = self._calls.post(f"{self._at}/requests", request, Done, key or str(uuid.uuid4()))
        return done.at

    def list_people(self, *people: Listed, key: str = "") -> PeopleListed:
        """Puts them on the list of those who will come."""
        listed = {"people": people}
        return self._calls.post(f"{self._at}/people", listed, PeopleListed, key or str(uuid.uuid4()))

    def results(self, format: Format = "pdf", **which: str) -> bytes:
        """A file. `which`: scope, which, reader and language, as the description of the API has them."""
        return self._calls.fetch(f"{self._at}/results/{format}", **which)

    def changes_since(self, mark: str) -> Changes:
        """What happened since `at` of a view, or of an answer before."""
        return self._calls.get(f"{self._at}/changes", Changes, since=mark)

    def changes(self, since: str = "") -> Iterator[Changes]:
        """What happens, as it comes, without end; from a mark on, or from now. A line that breaks is taken up again.

        `renew` means that too much changed at once: read the view again.
        """
        mark, tries = since, 0
        while True:
            try:
                for told in self._told(mark):
                    mark, tries = told.at, 0
                    if told.did or told.renew:
                        yield told
            except NotDone as error:
                if error.status not in AGAIN:
                    raise
                self._calls.wait(tries, error)
            except LOST as error:
                self._calls.wait(tries, error)
            tries = min(tries + 1, 6)

    def _told(self, mark: str) -> Iterator[Changes]:
        headers = {"Accept": "text/event-stream"} | ({"Last-Event-ID": mark} if mark else {})
        with self._calls.open("GET", f"{self._at}/changes", None, headers) as answer:
            for line in answer:
                if line.startswith(b"data: "):
                    event = msgspec.json.decode(line[6:], type=_Event)
                    yield Changes(at=event.at, renew=event.type == "renew", did=event.did)


class _Event(msgspec.Struct):
    type: str
    at: str
    did: tuple[HEARD, ...] = ()
