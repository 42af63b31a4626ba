"""One person's stay over one connection: they say hello, ask, and look; the workshop answers and tells."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from moot.rooms.asking import Moment
from moot.rooms.glance.eyes import Eyes, as_shown
from moot.rooms.limits import LOOKS, WINDOW
from moot.rooms.protection.access import plans_among
from moot.rooms.protocol import UP, Ask, Clock, Done, Foresee, Foreseen, Hello, Look, No, Signal, Time, Unsent
from moot.rooms.record.effect import effect_of
from moot.rooms.refusals import Reason
from moot.rooms.view import audiences, common_view, own_part, viewer_of
from moot.rooms.workshop import Workshop
from moot.server.lines.frame import frame
from moot.server.lines.line import Line
from moot.server.live.asking import Asking

if TYPE_CHECKING:
    from moot.server.live.workshop import LiveWorkshop

logger = logging.getLogger("moot.visit")

decode = msgspec.json.Decoder(UP).decode
encode = msgspec.json.Encoder().encode
BAD_MESSAGE, WITHDRAWN, TOO_MANY = 1008, 4001, 4009
BURST = 120  # asks at once: an outbox that was offline for a while
PER_SECOND = 40.0  # asks in the long run; nobody types faster
STREAM_LETTERS = 40
MOST_UNSENT = 999  # requests that a browser may say wait in it
MOST_ASKS = 1_000_000  # of one stream: more than a tab asks in a year


class Visit:
    is_here = True
    """Whether others see that this person is here."""
    opens_all = False
    """Whether it sees all rooms and canvases there are, also those that come to be."""

    def __init__(self, live: LiveWorkshop, person: str, line: Line, valid: Callable[[Workshop], bool]) -> None:
        self.live, self.person, self.line, self.valid = live, person, line, valid
        self.stream = ""
        self.looks: tuple[str, ...] = ()
        self.eyes: Eyes | None = None
        self.phone, self.unsent = False, 0
        self.under_way = 0
        self._tokens, self._refilled = float(BURST), time.monotonic()
        self.look_at(live.workshop)

    def look_at(self, workshop: Workshop) -> None:
        """What this visit sees, and so hears, of the workshop as it is now."""
        self.viewer = viewer_of(workshop, self.person, self.looks, self.eyes)
        self.audiences = audiences(workshop, self.viewer)

    def on_text(self, text: str) -> None:
        try:
            message = decode(text)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            return self._misspoken(str(error))
        if not self.stream and not isinstance(message, Hello):
            return self._misspoken("the first message is a hello")
        match message:
            case Ask() if not 0 < message.ask <= MOST_ASKS or len(message.stream) > STREAM_LETTERS:
                self._misspoken("no such number or stream")
            case Ask() | Foresee() if self.viewer.eyes:
                self._misspoken("through others' eyes one only looks")
            case Ask():
                if self.under_way >= WINDOW or not self._allowed():
                    return self.line.close(TOO_MANY, "too many requests at once")
                self.under_way += 1
                stream = message.stream or self.stream
                self.live.put(Asking(message.do, self.person, stream, message.ask, self._answer(message)))
            case Foresee():
                if not self._allowed():
                    return self.line.close(TOO_MANY, "too many requests at once")
                now = Moment(time.time_ns() // 1_000_000)
                self.send(Foreseen(message.foresee, effect_of(self.live.workshop, message.do, self.person, now)))
            case Hello():
                self._hello(message)
            case Look() if not self._allowed():
                self.line.close(TOO_MANY, "too many views at once")
            case Look():
                self._opens(message.rooms)
                self.looks = message.rooms
                self.live.visits.renew(self)
            case Signal():
                self.live.visits.presence.typing(self, message.typing)
            case Unsent():
                self.unsent = max(0, min(MOST_UNSENT, message.unsent))
                self.live.visits.presence.unsent(self)
            case Clock():
                self.send(Time(message.sent, time.time() * 1000))

    def _opens(self, looks: tuple[str, ...]) -> None:
        """Who trains opens somebody's canvas: that is written down."""
        if self.viewer.role != "participant":
            for key in plans_among(self.live.workshop, [one for one in looks[:LOOKS] if one not in self.looks]):
                self.live.looked(self.person, "plan", key)

    def _answer(self, asked: Ask) -> Callable[[Reason | None], None]:
        def answer(why: Reason | None) -> None:
            self.under_way -= 1
            self.send(Done(asked.ask, asked.stream) if why is None else No(asked.ask, why, asked.stream))

        return answer

    def send(self, message: msgspec.Struct, ephemeral: bool = False) -> None:
        if not ephemeral:
            self.live.visits.settle(self)
        self.line.write(frame(encode(message)), ephemeral)

    def welcome(self, workshop: Workshop, mark: str, views: dict[Any, bytes]) -> None:
        """A whole view: its common part is encoded once for all who look at the same."""
        viewer, workshop = self.viewer, as_shown(workshop, self.viewer.eyes)
        key = (viewer.role, viewer.rooms, workshop.shown)
        if key not in views:
            views[key] = encode(common_view(workshop, viewer.role, viewer.rooms))
        own = encode(tuple(own_part(workshop, viewer)))
        head = {
            "type": "welcome",
            "at": mark,
            "now": time.time_ns() // 1_000_000,
            "you": "" if viewer.eyes else viewer.person,
            "role": viewer.role,
        }
        self.line.write(frame(encode(head)[:-1] + b',"common":' + views[key] + b',"own":' + own + b"}"))

    def end(self) -> None:
        """The line has ended."""
        if self.stream:
            self.live.leave(self)

    def withdraw(self) -> None:
        self.line.close(WITHDRAWN, "this badge is not valid any more")

    def _hello(self, hello: Hello) -> None:
        if self.stream or not 0 < len(hello.stream) <= STREAM_LETTERS:
            return self._misspoken("one hello, with a stream")
        if not self.valid(self.live.workshop):  # withdrawn before they said hello
            return self.withdraw()
        self.stream, self.looks, self.eyes = hello.stream, hello.looks, hello.eyes
        self.phone, self.unsent = hello.phone, max(0, min(MOST_UNSENT, hello.unsent))
        self.look_at(self.live.workshop)
        self.live.enter(self, hello.at)

    def _misspoken(self, why: str) -> None:
        logger.debug("a message was refused", extra={"workshop": self.live.id})  # `why` may quote what they wrote
        self.line.close(BAD_MESSAGE, why.encode()[:120].decode(errors="ignore"))

    def _allowed(self) -> bool:
        now = time.monotonic()
        self._tokens = min(BURST, self._tokens + (now - self._refilled) * PER_SECOND) - 1
        self._refilled = now
        return self._tokens >= 0
