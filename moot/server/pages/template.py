"""A page in the reader's language."""

import logging
import secrets
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from moot.server.catalogue import choose, language_names, translate
from moot.server.origin import over_https
from moot.server.pages.static import assets
from moot.server.results.labels import Labels

logger = logging.getLogger("moot.pages")

PERSON_COOKIE = "moot_person"
LANGUAGE_COOKIE = "moot_language"
_templates = Environment(
    loader=PackageLoader("moot.server.pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


def language_of(request: Request) -> str:
    return choose(request.headers.get("accept-language", ""), request.cookies.get(LANGUAGE_COOKIE, ""))


def page(request: Request, name: str, status: int = 200, **values: Any) -> HTMLResponse:
    language = language_of(request)
    words = translate(language)
    labels = Labels(words)
    html = _templates.get_template(f"{name}.html").render(
        language=language, languages=language_names(), back=_address(request), assets=assets, **values,
        _=words.gettext, ngettext=words.ngettext, date_of=labels.date, date_at=labels.date_at, moment=labels.moment,
    )  # fmt: skip
    response = HTMLResponse(html, status)
    if PERSON_COOKIE not in request.cookies:
        give_cookie(request, response, PERSON_COOKIE, secrets.token_urlsafe(9))
    return response


async def journal_away(request: Request, error: Exception) -> Response:
    """Nothing can be looked up or kept for the moment."""
    logger.warning("a page could not be made: %s", error)
    response = page(request, "message", 503, text="journal-away")
    response.headers["Retry-After"] = "3"
    return response


def _address(request: Request) -> str:
    """Where one is, to come back to; a form that was sent is not sent again."""
    if request.method != "GET":
        return request.url.path if request.url.path.startswith("/w/") else "/"
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def give_cookie(request: Request, response: Response, name: str, value: str, seconds: int | None = None) -> None:
    """One that no script reads and no other site sends; without `seconds`, until the browser is closed."""
    secure = over_https(request)
    response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", secure=secure)
