"""A journal that lost its end, as when a replica that lagged became the primary: put back, or refused."""

import logging

from moot.server.journal import JournalReplaced, JournalUnavailable, JournalWentBack
from moot.server.journal.redis.calls import Calls
from moot.server.journal.redis.lapses import Lapses
from moot.server.journal.redis.scripts import Scripts, forgotten_key, journal_key
from moot.server.journal.redis.tail import Kept, Tail

logger = logging.getLogger("moot.journal")

STEP_ENTRIES, STEP_BYTES = 200, 4 << 20  # put back in one script, in which nobody else is served
REPLACED = 2
MOST_STEPS = 100  # a tail has not so many; others, who put back the same, cost us one each at most


async def mend(workshop: str, tail: Tail, calls: Calls, scripts: Scripts, lapses: Lapses) -> bool:
    """Puts back what Redis lost of `tail`; False when the workshop was forgotten. Whoever calls has the turn.

    Raises JournalWentBack (JournalReplaced, when somebody was erased), JournalUnavailable.
    """
    keys = [journal_key(workshop), forgotten_key(workshop)]
    began = 0
    for _ in range(MOST_STEPS):
        last, by, forgotten = await calls.write(scripts.look, keys, tail.last, tail.life)
        if forgotten == REPLACED:
            raise JournalReplaced(workshop)
        if forgotten:
            return False
        last = min(last, tail.last)
        if last >= tail.first and by != tail.by(last):
            raise JournalWentBack(workshop, f"has another entry {last} than it had: others went on from an older end")
        if last == tail.last:
            if began:
                lapses.put_back += last + 1 - began
                about = {"workshop": workshop, "position": last}
                said = "workshop %s: Redis had lost entries %d to %d; put back"
                logger.warning(said, workshop, began, last, extra=about)
            return True
        missing = tail.after(last) if last == 0 or last >= tail.first else None
        if missing is None:
            at_hand = f"only {tail.first} and later are at hand"
            raise JournalWentBack(workshop, f"lost its entries {last + 1} to {tail.last}, of which {at_hand}")
        began = began or last + 1
        step = _step(missing)
        entries = [part for kept in step for part in (kept.by, kept.entry)]
        await calls.write(scripts.put_back, keys, last, by, *entries)
    raise JournalUnavailable(f"workshop {workshop} lost entries, and does not come to rest while they are put back")


def _step(missing: list[Kept]) -> list[Kept]:
    size, count = 0, 0
    for kept in missing[:STEP_ENTRIES]:
        size, count = size + len(kept.entry), count + 1
        if size > STEP_BYTES:
            break
    return missing[:count]
