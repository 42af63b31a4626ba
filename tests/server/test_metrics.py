"""What a server counts is what happened, and tells nothing of whom."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest

from tests.redis_servers import DURABLE, RedisServer, redis_program, until
from tests.server.browser import Browser, close_all
from tests.server.conftest import Starts
from tests.server.receiver import Receiver
from tests.server.scraped import Scraped
from tests.server.server_in_thread import ServerInThread
from tests.server.test_bad_days import somebody_who_does_not_read
from tests.server_process import ServerProcess

NAME = "Ιωάννης Žižka"
TEXT = "Zażółć gęślą jaźń"


def sharing(server: Any) -> Browser:
    """A trainer, and people may add notes."""
    trainer = Browser(server).make_workshop()
    trainer.come("trainer")
    assert trainer.ask({"type": "start-stage", "activity": "share", "stage": "collect"})["type"] == "done"
    return trainer


def joined(server: Any, workshop: str) -> tuple[Browser, str]:
    """Somebody, and their room."""
    ana = Browser(server).join(workshop, NAME)
    view = ana.come("ana")
    return ana, view["common"]["people"][view["you"]]["room"]


def note(room: str, id: str) -> dict[str, str]:
    return {"type": "add-note", "room": room, "section": "share-0", "id": id, "text": TEXT}


def test_two_notes_are_two_appends(running: ServerInThread) -> None:
    ana, room = joined(running, sharing(running).workshop)
    before = Scraped(running.url)
    for number in (1, 2):
        assert ana.ask(note(room, f"note000{number}"))["type"] == "done"
    assert ana.ask(note(room, "note0002"), 2)["type"] == "done"
    assert ana.ask(note("nowhere", "note0003"))["type"] == "no"
    after = Scraped(running.url)

    def more(name: str, **labels: str) -> float:
        return after(name, **labels) - before(name, **labels)

    assert more("moot_appends_total") == more("moot_append_seconds_count") == 2
    assert more("moot_entry_requests_count") == more("moot_entry_requests_sum") == 2
    assert {outcome: more("moot_requests_total", outcome=outcome) for outcome in ("done", "again", "refused")} == {
        "done": 2,
        "again": 1,
        "refused": 1,
    }
    assert more("moot_fanout_frames_total") == 2, "Ana hears of two notes; they are private"
    assert more("moot_fanout_bytes_total") > 2 * len(TEXT.encode())
    assert more("moot_conflicts_total") == more("moot_journal_unavailable_total") == 0


def test_who_is_here_is_counted_by_role_each_person_once(running: ServerInThread) -> None:
    trainer = sharing(running)
    ana, _ = joined(running, trainer.workshop)
    second_tab = Browser(running)
    second_tab.http.cookies.update(ana.http.cookies)
    second_tab.workshop, second_tab.seat = ana.workshop, ana.seat
    second_tab.come("another")
    found = Scraped(running.url)
    people = {role: found("moot_people", role=role) for role in ("participant", "trainer", "observer", "projector")}
    assert people == {"participant": 1, "trainer": 1, "observer": 0, "projector": 0}
    assert (found("moot_sockets"), found("moot_workshops")) == (3, 1)
    assert found("moot_rooms") >= 1
    close_all()
    assert until(lambda: Scraped(running.url)("moot_sockets") == 0)
    assert Scraped(running.url)("moot_people", role="participant") == 0


def test_metrics_name_nobody_and_have_labels_of_which_there_are_few(running: ServerInThread) -> None:
    trainer = sharing(running)
    ana, room = joined(running, trainer.workshop)
    ana.ask(note(room, "note0001"))
    found = Scraped(running.url)
    for secret in (NAME, TEXT, trainer.workshop, room, "Žofie", "127.0.0.1"):
        assert secret not in found.text
    labels = {label for family in found.families for sample in family.samples for label in sample.labels}
    assert labels == {"role", "outcome", "le", "version"}
    assert all(family.documentation for family in found.families)
    ours = {family.name for family in found.families if family.name.startswith("moot_")}
    assert {"process_cpu_seconds", "process_resident_memory_bytes"} <= {family.name for family in found.families}
    assert until(lambda: Scraped(running.url)("moot_event_loop_lag_seconds_count") > 0)
    documented = (Path(__file__).parents[2] / "docs/operating.md").read_text()
    assert not [name for name in ours if name not in documented]


def test_what_came_of_notices_to_webhooks_is_counted(starts: Starts) -> None:
    server, receiver = starts(webhooks="any", webhook_pause=0.001), Receiver(500, 204)
    trainer = Browser(server).make_workshop()
    trainer.come()
    hook = {"url": receiver.url, "kinds": ["stage-started"]}
    assert trainer.http.post(f"/w/{trainer.workshop}/webhooks", json=hook).status_code == 200
    assert Scraped(server.url)("moot_webhook_notices_total", outcome="taken") == 0
    trainer.ask({"type": "start-stage", "activity": "share", "stage": "collect"})
    assert receiver.got().id == receiver.got().id
    assert until(lambda: Scraped(server.url)("moot_webhook_notices_total", outcome="taken") == 1)
    found = Scraped(server.url)
    outcomes = ("again", "given-up", "missed")
    assert [found("moot_webhook_notices_total", outcome=outcome) for outcome in outcomes] == [1, 0, 0]
    assert found("moot_webhook_notices_waiting") == 0
    receiver.stop()
    trainer.ask({"type": "next-stage"})
    assert until(lambda: Scraped(server.url)("moot_webhook_notices_total", outcome="given-up") == 1)


def test_servers_in_one_process_count_each_their_own(starts: Starts) -> None:
    one, other = starts(), starts()
    sharing(one)
    assert Scraped(one.url)("moot_appends_total") > Scraped(other.url)("moot_appends_total") == 0


@pytest.mark.parametrize(
    ("setting", "headers", "status"),
    [
        ("local", {}, 200),
        ("local", {"X-Forwarded-For": "127.0.0.1"}, 403),
        ("local", {"Forwarded": "for=192.0.2.1"}, 403),
        ("local", {"X-Real-IP": "192.0.2.1"}, 403),
        ("open", {"X-Forwarded-For": "192.0.2.1"}, 200),
        ("off", {}, 404),
    ],
)
def test_who_may_read_them_is_a_setting(starts: Starts, setting: str, headers: dict[str, str], status: int) -> None:
    assert httpx.get(f"{starts(metrics=setting).url}/metrics", headers=headers).status_code == status


def test_who_does_not_read_is_counted_where_they_were_dropped(starts: Starts) -> None:
    deaf, other = starts(), starts()
    trainer = sharing(deaf)
    for _ in range(58):
        assert trainer.ask({"type": "add-group"})["type"] == "done"
    links = trainer.http.get(f"/w/{trainer.workshop}/links").json()["links"]
    with somebody_who_does_not_read(Browser(deaf).come_in(links["observer"], NAME)):
        sent = 0
        while Scraped(deaf.url)("moot_lines_dropped_total") == 0:
            sent += 1
            assert sent < 60
            word = {"type": "send-message", "id": f"message{sent:05}", "text": "🧩" * 400}
            assert trainer.ask(word)["type"] == "done"
    assert Scraped(other.url)("moot_lines_dropped_total") == 0


# Many servers


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    server = RedisServer(redis_program(), *DURABLE).start()
    yield server
    server.end()


@pytest.fixture
def two(redis: RedisServer, tmp_path: Path) -> Iterator[tuple[ServerProcess, ServerProcess]]:
    one, other = (
        ServerProcess(tmp_path / name, "--redis", redis.url, secret="known to both").start() for name in ("one", "two")
    )
    yield one, other
    close_all()
    one.kill()
    other.kill()


def test_servers_that_are_faster_than_each_other_count_conflicts_and_what_they_read(
    two: tuple[ServerProcess, ServerProcess],
) -> None:
    trainer = sharing(two[0])
    people = [joined(server, trainer.workshop) for server in two]
    before = [Scraped(server.url) for server in two]
    asked = 0

    def conflicts() -> float:
        return sum(Scraped(server.url)("moot_conflicts_total") for server in two)

    while conflicts() == 0:
        assert asked < 100
        for _ in range(20):
            asked += 1
            for number, (browser, room) in enumerate(people):
                browser.say({"type": "ask", "ask": asked, "do": note(room, f"note{number}{asked:04}")})
        for browser, _ in people:
            while browser.hear("done")["done"] < asked:
                pass
    after = [Scraped(server.url) for server in two]
    appends, read = (
        [now(name) - then(name) for now, then in zip(after, before, strict=True)]
        for name in ("moot_appends_total", "moot_entries_from_others_total")
    )
    done = [now("moot_requests_total", outcome="done") for now in after]
    assert all(count >= asked for count in done)
    assert all(0 < count <= asked for count in appends)
    assert until(lambda: Scraped(two[0].url)("moot_entries_from_others_total") >= appends[1])
    assert all(read)


def test_a_redis_that_went_away_is_counted(redis: RedisServer, two: tuple[ServerProcess, ServerProcess]) -> None:
    trainer = sharing(two[0])
    redis.kill()
    trainer.say({"type": "ask", "ask": 2, "do": {"type": "add-group"}})
    assert until(lambda: Scraped(two[0].url)("moot_journal_unavailable_total") > 0)
    assert until(lambda: Scraped(two[0].url)("moot_subscriptions_lost_total") > 0)
    redis.start()
    assert trainer.hear("done")["done"] == 2
