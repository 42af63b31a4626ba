"""Where a webhook may lead: to a public address, unless the operator's settings allow any.

A trainer's URL must not make this server speak to its neighbours. The address that was looked at is connected to, so
that a name cannot mean another one in between.
"""

import asyncio
import ipaddress
import socket

NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotAllowed(Exception):
    """Why this server does not go there, in fixed words."""


async def address_of(host: str, port: int, only_public: bool) -> str:
    """The first address of a host. Raises `NotAllowed`, OSError."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        raise NotAllowed("no such host") from None
    addresses = [str(to[0]) for *_, to in found]
    if not addresses:
        raise NotAllowed("no such host")
    if only_public and not all(map(is_public, addresses)):
        raise NotAllowed("not a public address")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether it is one of the internet's; one inside another is looked at too."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inside = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in NAT64:
            inside = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(str(inside))
    return ip.is_global and not ip.is_multicast
