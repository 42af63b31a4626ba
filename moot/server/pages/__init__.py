"""The pages: join, the room, the console, the projector, and making a workshop. They work before any script arrives."""

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from moot.server.journal import JournalUnavailable
from moot.server.pages import (
    calendar,
    inside,
    join,
    kept,
    language,
    looking_back,
    looking_up,
    operator,
    programmes,
    programs,
    protection,
    results,
    static,
)
from moot.server.pages.bounded import BoundedBodies
from moot.server.pages.headers import SafeHeaders
from moot.server.pages.template import journal_away

routes = [
    *join.routes,
    *operator.routes,
    *inside.routes,
    *programmes.routes,
    *looking_up.routes,
    *looking_back.routes,
    *programs.routes,
    *calendar.routes,
    *results.routes,
    *kept.routes,
    *protection.routes,
    *language.routes,
    *static.routes,
]
exception_handlers = {JournalUnavailable: journal_away}
middleware = [Middleware(SafeHeaders), Middleware(GZipMiddleware, minimum_size=1000), Middleware(BoundedBodies)]
