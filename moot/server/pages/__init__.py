"""The pages: join, the room, the console, the projector, and making a workshop. They work before any script arrives."""

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from moot.server.pages import inside, join, language, operator, static
from moot.server.pages.bounded import BoundedBodies
from moot.server.pages.headers import SafeHeaders

routes = [*join.routes, *operator.routes, *inside.routes, *language.routes, *static.routes]
middleware = [Middleware(SafeHeaders), Middleware(GZipMiddleware, minimum_size=1000), Middleware(BoundedBodies)]
