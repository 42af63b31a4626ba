"""The socket of a workshop: who may come in, and then one visit until the line ends."""

from urllib.parse import urlsplit

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from moot.rooms.workshop import Workshop
from moot.server.badges import cookie_name, holder
from moot.server.fanout import line_of
from moot.server.visit import WITHDRAWN, Visit

OTHER_ORIGIN, NO_WORKSHOP = 4003, 4004


async def socket(websocket: WebSocket) -> None:
    id, seat = websocket.path_params["id"], websocket.path_params["seat"]
    state = websocket.app.state
    await websocket.accept()
    line = line_of(websocket)
    live = await state.workshops.find(id)
    cookie = websocket.cookies.get(cookie_name(id, seat))

    def valid(workshop: Workshop) -> bool:
        return holder(state.settings.secret, workshop, cookie, seat) is not None

    person = holder(state.settings.secret, live.workshop, cookie, seat) if live else None
    if not same_origin(websocket):
        line.close(OTHER_ORIGIN, "another origin")
    elif live is None:
        line.close(NO_WORKSHOP, "no such workshop")
    elif person is None:
        line.close(WITHDRAWN, "no valid badge")
    if live is None or person is None or not same_origin(websocket):
        line.listen(lambda text: None)
        await line.closed()
        return
    visit = Visit(live, person.id, line, valid)
    line.listen(visit.on_text)
    try:
        await line.closed()
    finally:
        if visit.stream:
            live.leave(visit)


def same_origin(websocket: WebSocket) -> bool:
    """Browsers name the page's origin; it has to be this host. (Programs name none.)"""
    origin = websocket.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == websocket.headers.get("host")


routes = [WebSocketRoute("/w/{id}/socket/{seat}", socket)]
