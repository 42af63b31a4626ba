"""Writes a workshop anew as often as it can, and says of each time when it is done: what the kill test kills."""

import asyncio
import os
import sys
from pathlib import Path

from moot.server.journal.sqlite import SqliteJournal

ENTRIES = 400


async def main(path: Path) -> None:
    async with SqliteJournal(path) as journal:
        last = await journal.last("academy")
        if not last:
            for position in range(1, ENTRIES + 1):
                await journal.append("academy", position, b"%08d" % 0 + bytes(500))
        kept = await journal.checkpoint("academy")
        number = int(kept[1]) if kept else 0
        os.write(1, b"%d\n" % number)
        while True:
            number += 1
            written = b"%08d" % number
            await journal.replace("academy", ENTRIES, [written + bytes(500)] * ENTRIES, written)
            os.write(1, b"%d\n" % number)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
