"""What a balancer asks: whether this process lives, and whether people can be sent to it."""

import asyncio
import logging
import time

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from moot.server.journal import Journal, JournalUnavailable

logger = logging.getLogger("moot.health")

KEPT_SECONDS = 1.0  # an answer of the journal, so that probes cost nothing
PATIENCE = 1.0  # seconds for the journal; probes commonly wait for one to five
DRAINING, UNAVAILABLE, SILENT = "draining", "journal unavailable", "journal silent"
ASKED = "ready"
"""The id of a workshop that there is not."""


class Readiness:
    """Why people cannot be sent here, in fixed words: what the journal says of it names servers, and is in the log."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._draining = False
        self._said = ""
        self._asking: asyncio.Task[str] | None = None
        self._answered = 0.0

    def drain(self) -> None:
        """The server is about to end: from now on nobody is sent here."""
        self._draining = True
        logger.info("not ready: %s", DRAINING)

    async def why_not(self) -> str:
        """Empty: they can. Probes that come together wait for one answer."""
        if self._draining:
            return DRAINING
        if self._asking is None or (self._asking.done() and time.monotonic() - self._answered > KEPT_SECONDS):
            self._asking = asyncio.get_running_loop().create_task(self._ask())
        why = await asyncio.shield(self._asking)
        return DRAINING if self._draining else why

    async def _ask(self) -> str:
        why = ""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._journal.last(ASKED)
        except TimeoutError:
            why = SILENT
        except JournalUnavailable:
            why = UNAVAILABLE
        if why != self._said:
            logger.warning("not ready: %s", why) if why else logger.warning("ready again")
        self._said, self._answered = why, time.monotonic()
        return why


async def alive(request: Request) -> JSONResponse:
    return JSONResponse({"alive": True})


async def ready(request: Request) -> JSONResponse:
    readiness: Readiness = request.app.state.readiness
    why = await readiness.why_not()
    return JSONResponse({"ready": False, "why": why}, 503) if why else JSONResponse({"ready": True})


routes = [Route("/healthz", alive), Route("/readyz", ready)]
