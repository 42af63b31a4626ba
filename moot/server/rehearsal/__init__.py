"""A rehearsal: simulated people work through challenges over real WebSockets, and what it took is told."""

from __future__ import annotations

import asyncio
import csv
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from moot.rooms.dot import PlaceDot
from moot.rooms.groups import MakeGroups
from moot.rooms.limits import GRACE_MS
from moot.rooms.note import AddNote
from moot.rooms.section import MakeTopic
from moot.rooms.stage import EndStage, StartStage
from moot.rooms.workshop import Workshop
from moot.server.rehearsal.door import join, make_workshop
from moot.server.rehearsal.people import Figures, Simulated

SPOKEN = re.compile(r"(http://[^/\s]+)/operator\?key=(\S+)")


def rehearse(**options: Any) -> int:
    """Runs a rehearsal, prints its figures, and answers with the exit status."""
    url, key = options.pop("url", ""), options.pop("key", "")
    as_json = options.pop("json", False)
    if url:
        found = asyncio.run(_rehearse(url, key, 0, **options))
    else:
        with tempfile.TemporaryDirectory() as data:
            found = _with_own_server(data, options)
    print(json.dumps(found) if as_json else "\n".join(f"{name:28} {value}" for name, value in found.items()))
    return 0 if found["same_view"] and not found["lost"] else 1


def _with_own_server(data: str, options: dict[str, Any]) -> dict[str, Any]:
    moot = str(Path(sys.executable).parent / "moot")
    words = [moot, "serve", "--port", "0", "--data", data]
    with subprocess.Popen(words, text=True, stdout=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"}) as own:
        try:
            assert own.stdout is not None
            for line in own.stdout:
                if said := SPOKEN.search(line):
                    return asyncio.run(_rehearse(said[1], said[2], own.pid, **options))
            raise RuntimeError("the server did not say that it is ready")
        finally:
            own.terminate()


async def _rehearse(
    url: str, key: str, pid: int, people: int = 32, groups: int = 2, seed: int = 1, seconds: float = 4.0
) -> dict[str, Any]:
    chance, figures = random.Random(seed), Figures()
    door, workshop, _ = await asyncio.to_thread(make_workshop, url, key)
    trainer = Simulated(door, workshop, "trainer", figures)
    await trainer.enter()
    crowd = await _crowd(url, workshop, people, figures)
    await trainer.ask(MakeGroups(count=groups))
    await asyncio.sleep(0.5)
    began, cpu, figures.bytes, figures.deliveries = time.perf_counter(), _cpu(pid), 0, 0
    await _work(trainer, crowd, chance, seconds)
    took = time.perf_counter() - began
    await asyncio.sleep(GRACE_MS / 1000 + 1.5)  # what was sent last arrives, and the ballots close
    used = _cpu(pid) - cpu
    return {
        "people": people, "rooms": groups, "seed": seed,
        "changes_per_s": round(figures.acknowledged / took, 1),
        "deliveries_per_s": round(figures.deliveries / took, 1),
        "own_ms": _spread(figures.own), "others_ms": _spread(figures.others),
        "server_cpu_us_per_delivery": round(used * 1e6 / max(1, figures.deliveries), 1) if pid else None,
        "bytes_per_person": figures.bytes // people,
        "server_rss_mb": _rss(pid),
        "refusals": dict(figures.refusals),
        **await _compared(crowd, trainer),
    }  # fmt: skip


async def _crowd(url: str, workshop: str, people: int, figures: Figures) -> list[Simulated]:
    listed = rows("participants")
    crowd = []
    for number in range(people):
        row = listed[number % len(listed)]
        name = row["name"] if number < len(listed) else f"{row['name']} {number // len(listed) + 1}"
        door = await asyncio.to_thread(join, url, workshop, name, row["organisation"], row["country"])
        crowd.append(Simulated(door, workshop, "participant", figures))
        await crowd[-1].enter()
    return crowd


async def _work(trainer: Simulated, crowd: list[Simulated], chance: random.Random, seconds: float) -> None:
    """Challenges are shared, some become topics, ideas are written and voted on."""
    for activity, stage in (("share", "collect"), ("solve", "ideate"), ("solve", "vote")):
        planned = next(s for s in trainer.view.activities[activity].stages if s.does == stage)
        if stage == "ideate":
            await _make_topics(trainer, crowd, chance)
        await trainer.ask(StartStage(activity=activity, stage=planned.key))
        print(f"{activity}: {stage}", file=sys.stderr)
        await asyncio.sleep(0.3)
        await asyncio.gather(*(_take_part(p, activity, stage, random.Random(chance.random()), seconds) for p in crowd))
    await trainer.ask(EndStage())


async def _make_topics(trainer: Simulated, crowd: list[Simulated], chance: random.Random) -> None:
    for room in trainer.view.rooms:
        seen = next((p.view.rooms[room] for p in crowd if room in p.view.rooms), None)
        notes = sorted(n.id for n in seen.boards["share"].notes.values() if not n.private) if seen else []
        for note in notes[:3]:
            await trainer.ask(MakeTopic(room=room, board="share", to="solve", id=new_id(chance), note=note))


async def _take_part(person: Simulated, activity: str, stage: str, chance: random.Random, seconds: float) -> None:
    texts = rows("challenges")
    for _ in range(3):
        await asyncio.sleep(chance.random() * seconds / 3)
        for room in list(person.view.rooms.values()):
            board = room.boards[activity]
            if stage == "vote":
                choices = [(b.id, n) for b in board.ballots.values() if b.state == "open" for n in b.notes]
                if choices:
                    ballot, note = chance.choice(sorted(choices))
                    await person.ask(PlaceDot(room=room.id, ballot=ballot, note=note))
            elif board.sections:
                text = chance.choice(texts)["idea" if stage == "ideate" else "challenge"]
                section = chance.choice(sorted(board.sections))
                await person.ask(AddNote(room=room.id, section=section, id=new_id(chance), text=text))


async def _compared(crowd: list[Simulated], trainer: Simulated) -> dict[str, Any]:
    same, lost = True, 0
    for person in crowd:
        fresh = await person.fresh()
        same = same and person.broken is None and _hash(person.view) == _hash(fresh)
        lost += person.lost(fresh)
        await person.socket.close()
        await person.socket.wait_closed()
    await trainer.socket.close()
    await trainer.socket.wait_closed()
    return {"same_view": same, "lost": lost}


def _hash(view: Workshop) -> str:
    return hashlib.sha256(msgspec.json.encode(view, order="deterministic")).hexdigest()


def rows(name: str) -> list[dict[str, str]]:
    text = (files("moot.server") / "rehearsal_data" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def new_id(chance: random.Random) -> str:
    return "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=12))


def _spread(times: list[float]) -> dict[str, float]:
    ordered = sorted(times) or [0.0]
    at = {"p50": 0.5, "p99": 0.99, "max": 1.0}
    return {name: round(ordered[min(len(ordered) - 1, int(len(ordered) * part))], 2) for name, part in at.items()}


def _cpu(pid: int) -> float:
    if not pid:
        return 0.0
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _rss(pid: int) -> float | None:
    if not pid:
        return None
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20), 1)
