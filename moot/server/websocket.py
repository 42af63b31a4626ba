"""The socket of a workshop: who may come in, and then one visit until the line ends."""

import logging

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from moot.rooms.protocol import CLOSE_CODES
from moot.server.badges import SEATS, cookie_name, holder, proof_in, stays_good
from moot.server.journal import JournalUnavailable
from moot.server.lines.fanout import line_of
from moot.server.lines.line import LATER, NO_WORKSHOP, RESTART, Line
from moot.server.live.visit import WITHDRAWN, Visit
from moot.server.live.workshop import LiveWorkshop
from moot.server.live.workshops import CODE
from moot.server.operating.metrics import Metrics
from moot.server.origin import same_origin

logger = logging.getLogger("moot.socket")

OTHER_ORIGIN = 4003


async def socket(websocket: WebSocket) -> None:
    metrics: Metrics = websocket.app.state.metrics
    with metrics.sockets.track_inprogress():
        await stay(websocket)


async def stay(websocket: WebSocket) -> None:
    """From the handshake to the goodbye."""
    id, seat = websocket.path_params["id"], websocket.path_params["seat"]
    state = websocket.app.state
    await websocket.accept()
    line = line_of(websocket)
    try:
        live = await state.workshops.find(id)
    except JournalUnavailable:
        line.close(LATER, "the journal is out of reach")
    else:
        if visit := admitted(websocket, live, line):
            line.listen(visit.on_text)
            try:
                return note_why(id, seat, await line.closed())
            finally:
                visit.end()
    line.listen(lambda text: None)
    note_why(id, seat, await line.closed())


def admitted(websocket: WebSocket, live: LiveWorkshop | None, line: Line) -> Visit | None:
    """None: the line was closed, and says why."""
    id, seat = websocket.path_params["id"], websocket.path_params["seat"]
    settings, cookie = websocket.app.state.settings, websocket.cookies.get(cookie_name(id, seat))
    person = holder(settings, live.workshop, cookie, seat) if live else None
    if not same_origin(websocket):
        line.close(OTHER_ORIGIN, "another origin")
    elif live is None and proof_in(settings, id, cookie):  # others do not learn here which workshops there are
        line.close(NO_WORKSHOP, "no such workshop")
    elif live is None or person is None or cookie is None:
        line.close(WITHDRAWN, "no valid badge")
    else:
        return Visit(live, person.id, line, stays_good(settings, id, cookie, seat))
    return None


def note_why(id: str, seat: str, code: int) -> None:
    """One line of log for each visit that was refused or broken off."""
    if code in CLOSE_CODES and code != RESTART:
        about = {"code": code, "workshop": id if CODE.fullmatch(id) else "", "seat": seat if seat in SEATS else ""}
        logger.warning("closed with %d, %s", code, CLOSE_CODES[code][0], extra=about)


routes = [WebSocketRoute("/w/{id}/socket/{seat}", socket)]
