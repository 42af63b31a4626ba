"""What a program reads: the workshop as a trainer sees it who has opened everything, whole or in parts."""

from __future__ import annotations

import asyncio
import time
from typing import TypeVar

import msgspec

from moot.client.shapes import RoomSummary, Summary, View
from moot.rooms.after.cohort import Cohort, plans_of_all
from moot.rooms.ballots.decided import Decided, decided
from moot.rooms.canvases.canvas import Canvas
from moot.rooms.forms.question import Question
from moot.rooms.glance.glance import Overview
from moot.rooms.outside.program import scopes_of
from moot.rooms.people.people import Person
from moot.rooms.room import Room
from moot.rooms.view import view, whole_viewer
from moot.rooms.workshop import Workshop
from moot.server.api.operation import Call, Operation
from moot.server.api.pace import WHOLE
from moot.server.api.problem import NotDone

encode = msgspec.json.encode
T = TypeVar("T")


def seen(call: Call) -> Workshop:
    """What the program may see."""
    workshop = call.live.workshop
    return view(workshop, whole_viewer(workshop, call.program))


async def summary(call: Call) -> Summary:
    live, workshop = call.live, call.live.workshop
    sits = [person.room for person in workshop.people.values() if person.role == "participant" and not person.removed]
    return Summary(
        id=live.id,
        title=workshop.programme.title,
        created=workshop.created,
        mark=live.mark,
        people=len(sits),
        rooms=tuple(RoomSummary(id=r.id, number=r.number, people=sits.count(r.id), run=r.run) for r in
                    workshop.rooms.values()),
        scopes=scopes_of(workshop, call.program),
    )  # fmt: skip


async def whole(call: Call) -> bytes:
    at, now, workshop = call.live.mark, time.time_ns() // 1_000_000, call.live.workshop
    # off the loop: a workshop is a value, and a large one takes a while to write down
    return await asyncio.to_thread(
        lambda: encode(
            View(at=at, now=now, you=call.program, workshop=view(workshop, whole_viewer(workshop, call.program)))
        )
    )


async def overview(call: Call) -> Overview:
    return call.live.visits.presence.overview()


async def rooms(call: Call) -> dict[str, Room]:
    return seen(call).rooms


async def room(call: Call) -> Room:
    return _one(seen(call).rooms, call.at("room"), "room")


async def canvases(call: Call) -> dict[str, Canvas]:
    return seen(call).canvases


async def canvas(call: Call) -> Canvas:
    return _one(seen(call).canvases, call.at("canvas"), "canvas")


async def questions(call: Call) -> dict[str, Question]:
    return seen(call).questions


async def decisions(call: Call) -> tuple[Decided, ...]:
    return tuple(decided(seen(call)))


async def people(call: Call) -> dict[str, Person]:
    return seen(call).people


async def plans(call: Call) -> Cohort:
    return plans_of_all(call.live.workshop)


def _one(known: dict[str, T], key: str, what: str) -> T:
    if key not in known:
        raise NotDone(404, f"there is no such {what}")
    return known[key]


AT = "/workshops/{workshop}"
OPERATIONS = (
    Operation("GET", AT, "summary", "The workshop in short, and what the token may", "token", summary, Summary),
    Operation("GET", f"{AT}/view", "view", "All that a trainer sees who has opened everything", "read", whole, View,
              cost=WHOLE, looks="read"),
    Operation("GET", f"{AT}/overview", "overview", "Each room at a glance: who is here, how far they are", "read",
              overview, Overview),
    Operation("GET", f"{AT}/rooms", "rooms", "The rooms with their boards, by id", "read", rooms, dict[str, Room],
              cost=WHOLE, looks="read"),
    Operation("GET", f"{AT}/rooms/{{room}}", "room", "One room with its boards", "read", room, Room, problems=(404,),
              looks="read"),
    Operation("GET", f"{AT}/canvases", "canvases", "What was written in canvases, by activity and owner", "read",
              canvases, dict[str, Canvas], cost=WHOLE, looks="read"),
    Operation("GET", f"{AT}/canvases/{{canvas}}", "canvas", "One canvas, as “plan:p12”", "read", canvas, Canvas,
              problems=(404,), looks="plan", about="{canvas}"),
    Operation("GET", f"{AT}/questions", "questions", "The questions with their upvotes, by id", "read", questions,
              dict[str, Question], looks="read"),
    Operation("GET", f"{AT}/decisions", "decisions", "Which idea won which challenge, by which rule, and why", "read",
              decisions, tuple[Decided, ...]),
    Operation("GET", f"{AT}/people", "people", "Everybody, by id", "read", people, dict[str, Person],
              looks="read"),
    Operation("GET", f"{AT}/plans", "plans", "The action plans of all, and what was reported since", "read", plans,
              Cohort, looks="plans"),
)  # fmt: skip
