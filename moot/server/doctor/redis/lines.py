"""The connections to Redis: who can read along, who is thrown out, and how many there may be."""

from ipaddress import ip_address

from moot.server.doctor.redis.told import Told
from moot.server.doctor.verdict import Verdict, mind, ok
from moot.server.journal.redis.connection import MOST
from moot.server.journal.redis.url import Address, RedisUrl

FEWEST = 2 * MOST  # connections that a server of moot may come to, and another one
SOFT = 1 << 20  # bytes; an entry that is published has 64 KiB at most
LIMIT = '"pubsub 33554432 8388608 60"'


def lines(told: Told, url: RedisUrl, address: Address) -> list[Verdict]:
    verdicts = [secrecy(url, address), room(told)]
    if not told.refused:
        verdicts += [idle(told), keepalive(told), followers(told)]
    return verdicts


def secrecy(url: RedisUrl, address: Address) -> Verdict:
    if url.tls:
        return ok("secrecy", "TLS")
    if not address.port or _is_here(address.name):
        return ok("secrecy", "stays on this machine")
    found = f"what people write, and the password, go to {address} so that the network can read them"
    return mind("secrecy", found, "write rediss:// in place of redis://, with tls-port in Redis' settings")


def room(told: Told) -> Verdict:
    most, there = told.number("maxclients"), told.number("connected_clients")
    found = f"{there} of {most:,} connections"
    if most and most - there < FEWEST:
        return mind("connections", f"{found}; a server of moot may need {MOST}", told.to_set("maxclients 10000"))
    return ok("connections", found)


def idle(told: Told) -> Verdict:
    seconds = told.settings.get("timeout", "0")
    if seconds == "0":
        return ok("idle connections", "stay")
    found = f"are closed after {seconds} s, so that who comes after a pause waits for a new one"
    return mind("idle connections", found, told.to_set("timeout 0"))


def keepalive(told: Told) -> Verdict:
    seconds = told.settings.get("tcp-keepalive", "0")
    if seconds == "0":
        return mind("dead connections", "are never noticed", told.to_set("tcp-keepalive 300"))
    return ok("dead connections", f"are noticed (tcp-keepalive {seconds})")


def followers(told: Told) -> Verdict:
    """How much of what was published may wait for a server of moot that does not read."""
    words = told.settings.get("client-output-buffer-limit", "").split()
    hard, soft, seconds = map(int, words[words.index("pubsub") + 1 :][:3]) if "pubsub" in words else (0, 0, 0)
    found = f"{hard >> 20} MiB, or {soft >> 20} MiB for {seconds} s, may wait for one that does not read"
    if not hard:
        found = "as much as there is may wait for one that does not read, until Redis' memory is full"
    if not hard or hard < SOFT or 0 < soft < SOFT:
        return mind("followers", found, told.to_set(f"client-output-buffer-limit {LIMIT}"))
    return ok("followers", found)


def _is_here(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        return ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False
