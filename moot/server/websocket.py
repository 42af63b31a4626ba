"""The socket of a workshop: who may come in, and then one visit until the line ends."""

import logging

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from moot.rooms.protocol import CLOSE_CODES
from moot.rooms.workshop import Workshop
from moot.server.badges import cookie_name, holder, proof_in
from moot.server.fanout import line_of
from moot.server.line import RESTART
from moot.server.origin import same_origin
from moot.server.visit import WITHDRAWN, Visit

logger = logging.getLogger("moot.socket")

OTHER_ORIGIN, NO_WORKSHOP = 4003, 4004


async def socket(websocket: WebSocket) -> None:
    id, seat = websocket.path_params["id"], websocket.path_params["seat"]
    state = websocket.app.state
    await websocket.accept()
    line = line_of(websocket)
    live = await state.workshops.find(id)
    cookie = websocket.cookies.get(cookie_name(id, seat))

    def valid(workshop: Workshop) -> bool:
        return holder(state.settings, workshop, cookie, seat) is not None

    person = holder(state.settings, live.workshop, cookie, seat) if live else None
    if not same_origin(websocket):
        line.close(OTHER_ORIGIN, "another origin")
    elif live is None and proof_in(state.settings, id, cookie):  # others do not learn here which workshops there are
        line.close(NO_WORKSHOP, "no such workshop")
    elif live is None or person is None:
        line.close(WITHDRAWN, "no valid badge")
    else:
        visit = Visit(live, person.id, line, valid)
        line.listen(visit.on_text)
        try:
            return note_why(id, seat, await line.closed())
        finally:
            if visit.stream:
                live.leave(visit)
    line.listen(lambda text: None)
    note_why(id, seat, await line.closed())


def note_why(id: str, seat: str, code: int) -> None:
    """One line of log for each visit that was refused or broken off."""
    if code in CLOSE_CODES and code != RESTART:
        logger.warning("closed with %d, %s: a %.20r of the workshop %.20r", code, CLOSE_CODES[code][0], seat, id)


routes = [WebSocketRoute("/w/{id}/socket/{seat}", socket)]
