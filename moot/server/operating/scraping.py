"""What Prometheus reads, and who else may: this machine alone, everybody, or nobody."""

from ipaddress import IPv6Address, ip_address

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from moot.server.live.workshops import Workshops
from moot.server.operating.metrics import Metrics
from moot.server.settings import Settings

FORWARDED = ("forwarded", "via", "x-forwarded-", "x-real-ip")
"""How headers begin by which a proxy on this machine says that somebody elsewhere asks."""


async def metrics(request: Request) -> Response:
    settings: Settings = request.app.state.settings
    if settings.metrics == "off":
        return PlainTextResponse("there are no metrics here\n", 404)
    if settings.metrics == "local" and not from_this_machine(request):
        return PlainTextResponse("only for this machine, as the setting metrics is local\n", 403)
    counted: Metrics = request.app.state.metrics
    workshops: Workshops = request.app.state.workshops
    counted.look(workshops.opened())
    return Response(generate_latest(counted.registry), media_type=CONTENT_TYPE_PLAIN_0_0_4)


def from_this_machine(request: Request) -> bool:
    """And not by a proxy."""
    if request.client is None or any(name.startswith(FORWARDED) for name in request.headers):
        return False
    try:
        address = ip_address(request.client.host)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


routes = [Route("/metrics", metrics)]
