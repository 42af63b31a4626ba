"""Nobody uploads without end: a form is a few fields, or one file of a quarter of a megabyte."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST = 1 << 20  # bytes of one request's body


class BoundedBodies:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        received = 0

        async def receive_so_much() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > MOST:
                raise HTTPException(413)
            return message

        await self.app(scope, receive_so_much if scope["type"] == "http" else receive, send)
