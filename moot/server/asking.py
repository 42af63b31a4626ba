"""A request on its way through the server: who asks, under which number, and who waits for the answer."""

from collections.abc import Callable

import msgspec

from moot.rooms.asking import Request
from moot.rooms.refusals import Reason

Answer = Callable[[Reason | None], None]
"""None: it is done and durable."""


class Asking(msgspec.Struct, frozen=True):
    request: Request
    who: str
    stream: str
    number: int
    answer: Answer
