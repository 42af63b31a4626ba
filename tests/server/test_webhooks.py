"""Webhooks over real lines: signed, told again until they are taken, also by the next server; only where they may."""

import asyncio
import base64
import hmac
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from moot.client import BadWebhook, verify_webhook
from moot.rooms.outside.webhook import KINDS, SetWebhook
from moot.rooms.people.joining import Join
from moot.rooms.stages.stage import EndStage, StartStage
from moot.server.journal import Journal
from moot.server.journal.redis import Durability, RedisJournal
from moot.server.journal.sqlite import SqliteJournal
from moot.server.live.workshop import LiveWorkshop
from moot.server.live.workshops import Workshops
from moot.server.operating.metrics import Metrics
from moot.server.settings import Settings
from moot.server.webhooks.address import is_public
from moot.server.webhooks.post import post
from moot.server.webhooks.telling import Telling, secret_of
from tests import redis_servers
from tests.certificate import Certificate
from tests.server.browser import Browser
from tests.server.conftest import Starts
from tests.server.people_in_memory import ACADEMY
from tests.server.programs import made
from tests.server.receiver import Receiver
from tests.server.server_in_thread import ServerInThread

QUICK: dict[str, Any] = {"webhooks": "any", "webhook_pause": 0.001}
SECRET = "whsec_" + base64.b64encode(b"a secret of a webhook").decode()


@pytest.fixture
def receivers() -> Iterator[Any]:
    started: list[Receiver] = []

    def start(*answers: int) -> Receiver:
        started.append(Receiver(*answers))
        return started[-1]

    yield start
    for receiver in started:
        receiver.stop()


def led(server: ServerInThread, receiver: Receiver) -> tuple[Browser, str]:
    """A trainer whose workshop tells a receiver, and the secret."""
    trainer = Browser(server).make_workshop()
    body = {"url": f"{receiver.url}/hook?for=moot", "kinds": KINDS}
    answer = trainer.http.post(f"/w/{trainer.workshop}/webhooks", json=body)
    assert answer.status_code == 200, answer.text
    trainer.come()
    return trainer, answer.json()["secret"]


def test_what_was_not_taken_is_told_again_under_the_same_id(starts: Starts, receivers: Any) -> None:
    """W8: a redirect is not followed."""
    receiver = receivers(500, 302)
    trainer, secret = led(starts(**QUICK), receiver)
    trainer.ask({"type": "start-stage", "activity": "share", "stage": "collect"})
    tries = [receiver.got() for _ in range(3)]
    assert len({got.id for got in tries}) == 1
    assert {got.path for got in tries} == {"/hook?for=moot"}
    said = tries[-1].says(secret)
    assert (said["type"], said["data"]["rooms"]) == ("stage-started", ["g1", "g2"])
    assert said["data"]["workshop"] == trainer.workshop
    trainer.ask({"type": "end-stage"})
    assert receiver.got().says(secret)["type"] == "stage-ended"
    assert receiver.nothing_more()


def test_a_trainer_tries_a_webhook_and_sees_how_it_went(starts: Starts, receivers: Any) -> None:
    receiver = receivers(503)
    trainer, secret = led(starts(**QUICK), receiver)
    (webhook,) = looked_up(trainer)["webhooks"]
    assert (webhook["where"], webhook["recent"]) == (receiver.url, [])
    trainer.ask({"type": "try-webhook", "webhook": webhook["id"]})
    assert receiver.got().says(secret)["type"] == "test"
    assert receiver.got().says(secret)["type"] == "test"
    trainer.ask({"type": "add-group"})  # what was answered before is kept by now, or at the next look
    while len(recent := looked_up(trainer)["webhooks"][0]["recent"]) < 2:
        trainer.ask({"type": "add-group"})
    assert [(one.get("status"), one.get("problem", "")) for one in recent] == [(204, ""), (503, "not taken")]
    assert trainer.ask({"type": "remove-webhook", "webhook": webhook["id"]})["type"] == "done"
    assert looked_up(trainer)["webhooks"] == []


def looked_up(trainer: Browser) -> Any:
    answer = trainer.http.get(f"/w/{trainer.workshop}/programs")
    assert answer.status_code == 200
    return answer.json()


def test_webhooks_and_programs_are_for_trainers_on_our_pages_alone(starts: Starts, receivers: Any) -> None:
    """W1, W9."""
    server = starts(**QUICK)
    trainer, _ = led(server, receivers())
    others = [Browser(server).join(trainer.workshop, "Ana"), Browser(server)]
    paths = ("programs", "webhooks")
    for other in others:
        assert other.http.get(f"/w/{trainer.workshop}/programs").status_code == 403
        assert {other.http.post(f"/w/{trainer.workshop}/{path}", json={}).status_code for path in paths} == {403}
    elsewhere = {"origin": "https://elsewhere.example"}
    assert trainer.http.post(f"/w/{trainer.workshop}/webhooks", json={}, headers=elsewhere).status_code == 403
    wrong = trainer.http.post(f"/w/{trainer.workshop}/webhooks", json={"url": 7})
    assert wrong.status_code == 400


def test_a_trainer_is_told_at_once_where_webhooks_may_not_lead(starts: Starts) -> None:
    for policy, url, why in (("public", "http://example.org/", "bad-link"), ("off", "https://example.org/", "off")):
        trainer = Browser(starts(webhooks=policy)).make_workshop()
        refused = trainer.http.post(f"/w/{trainer.workshop}/webhooks", json={"url": url, "kinds": KINDS})
        assert (refused.status_code, refused.json()["why"]) == (400, why)


def test_a_trainer_lets_in_a_program_and_withdraws_it(starts: Starts) -> None:
    """W1, W4."""
    server = starts()
    trainer = Browser(server).make_workshop()
    trainer.come()
    body = {"name": "Registration", "scopes": ["read", "people"], "days": 30}
    token = trainer.http.post(f"/w/{trainer.workshop}/programs", json=body).json()["token"]
    assert token.startswith(f"moot_{trainer.workshop}_")
    (program,) = looked_up(trainer)["programs"]
    assert (program["name"], program["scopes"], program["state"]) == ("Registration", ["read", "people"], "good")
    assert token not in str(program)
    assert trainer.ask({"type": "withdraw-program", "program": program["id"]})["type"] == "done"
    assert looked_up(trainer)["programs"][0]["state"] == "withdrawn"
    refused = trainer.http.post(f"/w/{trainer.workshop}/programs", json={**body, "scopes": []})
    assert (refused.status_code, refused.json()["why"]) == (400, "no-scope")


def test_a_server_that_ends_leaves_what_was_not_told_to_the_next(tmp_path: Path, receivers: Any) -> None:
    """W8: the first server does not get through; the next one, on the same journal, tells of it under the same id."""
    receiver = receivers()

    async def work() -> tuple[str, str]:
        async with SqliteJournal(tmp_path / "journal.sqlite") as journal:
            nowhere = await opened(journal, Settings(secret="s", webhooks="off", webhook_pause=60))
            await nowhere.ask(Join(id="t", name="Eva", role="trainer"))
            await nowhere.ask(SetWebhook("webhook1", receiver.url, KINDS), "t")
            await nowhere.ask(StartStage("share", "collect"), "t")
            (notice,) = nowhere.workshop.notices.values()
            await nowhere.close()
            reached = await opened(journal, Settings(secret="s", **QUICK), nowhere.id)
            got = await asyncio.to_thread(receiver.got)
            await reached.close()
            return notice.id, got.id

    noticed, told = asyncio.run(work())
    assert told.endswith(noticed)


async def test_of_two_servers_the_one_that_was_asked_tells(receivers: Any) -> None:
    """W8: at once, and once."""
    receiver, url = receivers(), redis_servers.redis().url
    quick = Settings(secret="s", **QUICK)
    async with RedisJournal(url, Durability.MEMORY) as here, RedisJournal(url, Durability.MEMORY) as there:
        one = await opened(here, quick)
        await one.ask(Join(id="t", name="Eva", role="trainer"))
        await one.ask(SetWebhook("webhook1", receiver.url, KINDS), "t")
        other = await opened(there, quick, one.id)
        for live, request in ((one, StartStage("share", "collect")), (other, EndStage())):
            await live.know_all()
            await live.ask(request, "t")
            told = (await asyncio.to_thread(receiver.got)).says(secret_of("s", one.id, "webhook1"))
            assert told["type"] == ("stage-started" if live is one else "stage-ended")
            while live.workshop.notices:
                await live.know_all()
        assert receiver.nothing_more()
        await one.close()
        await other.close()


async def opened(journal: Journal, settings: Settings, id: str = "") -> LiveWorkshop:
    workshops = Workshops(journal, settings.secret, None, lambda live: Telling(live, settings, Metrics()))
    live = await workshops.find(id) if id else await workshops.make(ACADEMY)
    assert live
    return live


PRIVATE = (
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1 255.255.255.255 ::1 :: "
    "fe80::1 fe80::1%eth0 fc00::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 2002:7f00:1:: 64:ff9b::7f00:1 ff02::1 nonsense"
).split()


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_of_this_network_is_not_public(address: str) -> None:
    assert not is_public(address)


def test_an_address_of_the_internet_is_public() -> None:
    assert all(map(is_public, ("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e")))


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("http://example.org/", "not https"),
        ("https://127.0.0.1:9/", "not a public address"),
        ("https://localhost/", "not a public address"),
        ("https://[::1]/", "not a public address"),
        ("https://0x7f000001/", "not a public address"),
        ("https://nowhere.invalid/", "no such host"),
    ],
)
async def test_a_webhook_does_not_lead_to_neighbours_of_the_server(url: str, problem: str) -> None:
    assert await post(url, b"{}", {}, only_public=True) == (0, problem)


async def test_a_certificate_is_trusted_when_its_authority_is_and_it_is_for_that_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, others = Certificate(tmp_path / "ours"), Certificate(tmp_path / "others", "DNS:elsewhere.example")
    receivers = [Receiver(certificate=one) for one in (ours, others)]
    here, elsewhere = (f"{receiver.url}/" for receiver in receivers)
    not_trusted = (0, "its certificate is not trusted")
    try:
        assert await post(here, b"{}", {}, only_public=False) == not_trusted
        assert receivers[0].nothing_more(), "not a word is said to whom one does not trust"
        monkeypatch.setenv("SSL_CERT_FILE", str(ours.file))
        assert await post(here, b"{}", {}, only_public=False) == (204, "")
        monkeypatch.setenv("SSL_CERT_FILE", str(others.file))
        assert await post(elsewhere, b"{}", {}, only_public=False) == not_trusted
    finally:
        for receiver in receivers:
            receiver.stop()


async def test_an_answer_that_is_none_or_has_no_end_is_not_waited_for() -> None:
    async def answers(says: bytes, goes_on: bool, patience: float = 10.0) -> tuple[int, str]:
        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            try:
                while True:
                    writer.write(says)
                    await writer.drain()
                    if not goes_on:
                        await reader.read()
                        return
            finally:
                writer.transport.abort()

        async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            return await post(f"http://127.0.0.1:{port}/", b"{}", {}, only_public=False, patience=patience)

    assert await answers(b"HTTP/1.1 204 No Content\r\n\r\n", goes_on=False) == (204, "")
    assert await answers(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", goes_on=False) == (200, "")
    assert await answers(b"hello\r\n\r\n", goes_on=False) == (0, "no answer in HTTP")
    assert await answers(b"", goes_on=False, patience=0.2) == (0, "no answer in time")
    assert await answers(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 20_000, goes_on=True) == (0, "not reached")


def signed(body: bytes, at: int, secret: str = SECRET, id: str = "one") -> dict[str, str]:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.digest(key, f"{id}.{at}.".encode() + body, "sha256")
    signature = f"v1,AAAA v1,{base64.b64encode(digest).decode()}"  # while a secret is renewed there are two
    return {"Webhook-Id": id, "Webhook-Timestamp": str(at), "Webhook-Signature": signature}


def test_a_signature_is_good_for_its_message_and_for_minutes() -> None:
    body = b'{"type": "test"}'
    assert verify_webhook(body, signed(body, 1_000), SECRET, now=1_200) == {"type": "test"}
    other = secret_of("s", "abc234", "webhook1")
    for wrong, headers, secret, now in (
        (b'{"type": "other"}', signed(body, 1_000), SECRET, 1_000),
        (body, signed(body, 1_000), SECRET, 1_301),
        (body, signed(body, 1_000), other, 1_000),
        (body, {**signed(body, 1_000), "Webhook-Id": "two"}, SECRET, 1_000),
        (body, {}, SECRET, 1_000),
        (body, signed(body, 1_000), "whsec_no base64", 1_000),
    ):
        with pytest.raises(BadWebhook):
            verify_webhook(wrong, headers, secret, now=now)


def test_a_secret_is_of_one_webhook_and_kept_nowhere(starts: Starts, receivers: Any) -> None:
    """W9."""
    server = starts(**QUICK)
    trainer, secret = led(server, receivers())
    entries = server.do(server.workshops.entries(trainer.workshop))
    assert secret not in repr(entries)
    assert secret.removeprefix("whsec_") not in repr(entries)
    assert len({secret_of("s", workshop, id) for workshop in "ab" for id in "cd"}) == 4
    program = made(server, "read")
    assert "webhooks" not in program.told("/view")["workshop"]
