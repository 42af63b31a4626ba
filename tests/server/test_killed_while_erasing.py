"""A real server that is killed while it erases somebody has the old journal or the new one, whole; and goes on."""

import os
import random
import threading
import time
from contextlib import suppress

import httpx2

from moot.rooms.entry import decode_entry
from moot.server.journal.sqlite import SqliteJournal
from tests.rooms.protection.test_erasing_laws import replayed
from tests.server.browser import Browser
from tests.server_process import ServerProcess

KILLS = 3
NAME = "Ioana Țepeș"


def at_work(server: ServerProcess) -> tuple[Browser, str]:
    """A workshop whose journal takes a while to be written anew; and who is to be erased."""
    trainer = Browser(server).make_workshop()
    ioana = Browser(server).join(trainer.workshop, NAME)
    you = str(ioana.come()["you"])
    trainer.come()
    assert trainer.ask({"type": "start-stage", "activity": "share", "stage": "collect"})["type"] == "done"
    room = ioana.come()["common"]["people"][you]["room"]
    for number in range(60):
        note = {"type": "add-note", "room": room, "section": "share-0", "id": f"note{number:04}", "text": f"{number}"}
        assert ioana.ask(note)["type"] == "done"
    return trainer, you


async def test_a_server_killed_while_it_erases_has_all_or_nothing_of_it(server: ServerProcess) -> None:
    """J13, E5."""
    seed = int(os.environ.get("SEED") or random.randrange(10**9))
    print(f"again: SEED={seed}")
    chance, erased = random.Random(seed), 0
    for _ in range(KILLS):
        trainer, you = at_work(server)
        path = f"/w/{trainer.workshop}/people/{you}/erase"
        answers = list[int]()

        def erase(trainer: Browser = trainer, path: str = path, answers: list[int] = answers) -> None:
            with suppress(httpx2.HTTPError):
                answers.append(trainer.http.post(path, data={"extent": "own", "mentions": "yes"}).status_code)

        asking = threading.Thread(target=erase)
        asking.start()
        time.sleep(chance.random() * 0.12)  # noqa: ASYNC251  somewhere in the middle of it
        server.kill()
        asking.join()
        async with SqliteJournal(server.data / "journal.sqlite") as journal:
            entries = [entry for _, entry in await journal.read(trainer.workshop, 0)]
        said = b"".join(entries).decode()
        gone = NAME not in said
        assert gone or not answers, "it was acknowledged"
        assert said.count('"type":"note-added"') == 60
        assert ('"type":"person-erased"' in said) == gone == (you not in said), "all of it, or nothing"
        assert replayed(tuple(map(decode_entry, entries))).position == len(entries)
        files = [file.read_bytes() for file in server.data.glob("journal.sqlite*")]
        assert any(trainer.workshop.encode() in content for content in files)
        erased += gone
        server.start()
        names = {person["name"] for person in trainer.come("again")["common"]["people"].values()}
        assert (NAME in names, "Person 2" in names) == (not gone, gone)
        if not gone:
            assert trainer.http.post(path, data={"extent": "own"}).status_code == 200
        assert NAME.encode() not in b"".join(f.read_bytes() for f in server.data.glob("journal.sqlite*"))
    print(f"{erased} of {KILLS} were erased before the kill")
