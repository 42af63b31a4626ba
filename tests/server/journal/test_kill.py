"""A server killed at any moment has lost nothing of what it acknowledged."""

import os
import random
import subprocess
import sys
from pathlib import Path

from moot.server.journal import Journal
from moot.server.journal.sqlite import SqliteJournal
from tests.server.journal.writer import WORKSHOPS, is_whole

ROOT = Path(__file__).parents[3]
TIMES = 20
MOST_READ = 400  # acknowledgements before the kill: about 0.1 s of them

Acknowledged = dict[tuple[str, int], str]


async def test_what_was_acknowledged_survives_twenty_kills(tmp_path: Path) -> None:  # J1, J2, J5
    seed = int(os.environ.get("SEED") or random.randrange(10**9))
    print(f"again: SEED={seed}")
    chance, path, acknowledged = random.Random(seed), tmp_path / "journal.db", Acknowledged()
    for time in range(TIMES):
        told = killed_after(path, f"{seed}.{time}", chance.randint(1, MOST_READ))
        assert not acknowledged.keys() & told.keys(), "a position was given twice"
        acknowledged |= told
        async with SqliteJournal(path) as journal:
            await check(journal, acknowledged)


def killed_after(path: Path, seed: str, acks: int) -> Acknowledged:
    """Everything that a writer acknowledged which was killed when it had said so `acks` times."""
    command = [sys.executable, "-m", "tests.server.journal.writer", str(path), seed]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        lines = [writer.stdout.readline() for _ in range(acks)]
        writer.kill()
        lines += writer.stdout.readlines()
    told = [line.split() for line in lines if line.endswith("\n")]
    assert len(told) >= acks, "the writer ended by itself"
    kept = {(workshop, int(position)): digest for workshop, position, digest in told}
    assert len(kept) == len(told), "a position was acknowledged twice"
    return kept


async def check(journal: Journal, acknowledged: Acknowledged) -> None:
    found: Acknowledged = {}
    for workshop in WORKSHOPS:
        entries = await journal.read(workshop, 0)
        assert [position for position, _ in entries] == list(range(1, len(entries) + 1))
        assert all(is_whole(workshop, position, entry) for position, entry in entries)
        found |= {(workshop, position): entry[:32].hex() for position, entry in entries}
        if checkpoint := await journal.checkpoint(workshop):
            assert is_whole(workshop, *checkpoint)
            assert checkpoint[0] <= len(entries)
    assert acknowledged.items() <= found.items(), "an acknowledged entry is gone, or is another"
