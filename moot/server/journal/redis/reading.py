"""Entries out of a stream, in steps, compared with what is known of them; and which workshops a server has."""

from moot.server.journal import JournalUnavailable
from moot.server.journal.redis.calls import Calls
from moot.server.journal.redis.connection import RedisError, Reply, Server
from moot.server.journal.redis.scripts import journal_key, workshop_of
from moot.server.journal.redis.tail import Kept, Tail

STEP = 500  # entries of one XRANGE: Redis serves nobody meanwhile, and neither do we while they are parsed
KEYS = 1_000  # that Redis looks at before it serves others


async def entries_after(calls: Calls, workshop: str, after: int, limit: int | None, tail: Tail) -> list[Kept] | None:
    """None when Redis has less than `tail`, or something else. Raises JournalUnavailable."""
    known, found = tail.last, list[Kept]()
    while limit is None or len(found) < limit:
        at, by = (found[-1].position, found[-1].by) if found else (after, tail.by(after))
        asked = STEP if limit is None else min(STEP, limit - len(found))
        step = await _from(calls, workshop, at if by else at + 1, asked + bool(by))
        if by:
            if not step or step[0][:2] != (at, by):
                return None
            step = step[1:]
        if step and [kept.position for kept in step] != [*range(at + 1, at + 1 + len(step))]:
            raise JournalUnavailable(f"workshop {workshop} has lost an entry between {at} and {step[-1].position}")
        found += step
        if len(step) < asked:
            return None if at + len(step) < known else found
    return found


async def workshops_of(server: Server) -> set[str]:
    """Raises OSError, RedisError."""
    found, cursor = set[str](), b"0"
    while True:
        [reply] = await server.ask(("SCAN", cursor, "MATCH", journal_key("*"), "COUNT", KEYS, "TYPE", "stream"))
        if isinstance(reply, RedisError):
            raise reply
        cursor, keys = reply
        found.update(map(workshop_of, keys))
        if cursor == b"0":
            return found


async def _from(calls: Calls, workshop: str, first: int, count: int) -> list[Kept]:
    reply: Reply = await calls.read(workshop, "XRANGE", journal_key(workshop), f"{first}-0", "+", "COUNT", count)
    return [Kept(int(id[:-2]), fields[1], fields[3]) for id, fields in reply]
