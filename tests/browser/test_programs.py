"""A trainer lets in a program and has another one told, tries it, sees how it went, and withdraws both."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from moot.client import verify_webhook
from moot.rooms.limits import NOTICES
from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, PHONE, seen, trainer_of
from tests.certificate import Certificate
from tests.server.programs import Program
from tests.server.receiver import Receiver
from tests.server_process import ServerProcess


@pytest.fixture
def moot_server(tmp_path: Path) -> Iterator[ServerProcess]:
    """One that may tell programs on this machine, and does so again at once."""
    server = ServerProcess(tmp_path / "data", "--webhooks", "any", "--webhook-pause", "0.001").start()
    yield server
    server.stop()


async def test_a_trainer_lets_in_a_program_and_has_another_one_told(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    trainer = await person(viewport=LAPTOP, reduced_motion="reduce")
    code = await trainer_of(moot_server, trainer)
    receiver = Receiver(503)
    try:
        await trainer.get_by_role("button", name="Programs", exact=True).click()
        tool = trainer.get_by_role("region", name="Programs")
        await tool.get_by_text("Let in a program").click()
        await tool.get_by_label("What it is called").fill("Registration")
        await tool.get_by_role("button", name="Make a token").click()
        await expect(tool.get_by_text("Choose at least one.")).to_be_visible()
        await tool.get_by_label("read all that trainers see").check()
        await tool.get_by_label("lead: stages").check()
        await tool.get_by_role("button", name="Make a token").click()
        shown = trainer.get_by_role("dialog")
        token = await shown.get_by_role("textbox", name="Token").input_value()
        await seen(trainer, axe, "console-token")
        await shown.get_by_role("button", name="I have it").click()
        let_in = tool.get_by_role("listitem").filter(has_text="Registration")
        await expect(let_in).to_contain_text("let in by Žofie Říhová")

        await tool.get_by_text("Tell a program elsewhere").click()
        await tool.get_by_label("Its URL").fill(f"{receiver.url}/hook")
        await tool.get_by_role("button", name="Tell it from now on").click()
        secret = await shown.get_by_role("textbox", name="Secret").input_value()
        await shown.get_by_role("button", name="I have it").click()
        await tool.get_by_role("button", name="Try it").click()
        for _ in range(2):  # it was not taken at first
            got = receiver.got()
            assert verify_webhook(got.body, got.headers, secret)["type"] == "test"
        await expect(tool.get_by_role("list", name="The last times").get_by_text("answered 503")).to_be_visible()
        await tool.get_by_role("button", name="Look again").click()
        await expect(tool.get_by_role("list", name="The last times").get_by_text("taken")).to_be_visible()

        program = Program(moot_server, code, token)
        assert program.ask({"type": "start-stage", "activity": "share", "stage": "collect"}).status_code == 200
        program.close()
        assert verify_webhook((got := receiver.got()).body, got.headers, secret)["type"] == "stage-started"
        record = trainer.get_by_role("region", name="Record")
        await expect(record.get_by_text("Registration (program)").last).to_be_visible()
        await seen(trainer, axe, "console-programs")
        await trainer.set_viewport_size(PHONE)  # type: ignore[arg-type]
        await axe(trainer)
        await trainer.set_viewport_size(LAPTOP)  # type: ignore[arg-type]

        await tool.get_by_role("button", name="Withdraw the token of Registration").click()
        await shown.get_by_role("button", name="Do it").click()
        await expect(let_in).to_contain_text("withdrawn")
        await tool.get_by_role("button", name="Remove").click()
        await shown.get_by_role("button", name="Do it").click()
        await expect(tool.get_by_role("button", name="Try it")).to_have_count(0)
        await trainer.goto(f"{moot_server.url}/api/v1/docs")
        await seen(trainer, axe, "api-docs")
    finally:
        receiver.stop()


async def test_a_trainer_sees_that_a_webhook_is_not_trusted_and_what_it_misses(
    tmp_path: Path, person: Person, axe: Axe
) -> None:
    trainer = await person(viewport=LAPTOP, reduced_motion="reduce")
    receiver = Receiver(certificate=Certificate(tmp_path / "certificate"))
    server = ServerProcess(tmp_path / "data", "--webhooks", "any", "--webhook-pause", "60", "--calls", "1000").start()
    try:
        code = await trainer_of(server, trainer)
        await trainer.get_by_role("button", name="Programs", exact=True).click()
        tool = trainer.get_by_role("region", name="Programs")
        await tool.get_by_text("Tell a program elsewhere").click()
        await tool.get_by_label("Its URL").fill(receiver.url)
        await tool.get_by_role("button", name="Tell it from now on").click()
        await trainer.get_by_role("dialog").get_by_role("button", name="I have it").click()
        await tool.get_by_role("button", name="Try it").click()
        times = tool.get_by_role("list", name="The last times")
        while await times.get_by_text("its certificate is not trusted").count() == 0:
            await tool.get_by_role("button", name="Look again").click()
        assert receiver.nothing_more()

        body = {"name": "Clock", "scopes": ["lead"], "days": 7}
        let_in = await trainer.request.post(f"{server.url}/w/{code}/programs", data=body)
        program = Program(server, code, (await let_in.json())["token"])
        for number in range(NOTICES // 2 + 1):  # each ends one stage and starts another
            stage = ("collect", "cluster")[number % 2]
            assert program.ask({"type": "start-stage", "activity": "share", "stage": stage}).status_code == 200
        program.close()
        await tool.get_by_role("button", name="Look again").click()
        await expect(tool.get_by_text("2 notices were not told, as 100 waited already")).to_be_visible()
        await seen(trainer, axe, "console-webhook-misses")
    finally:
        receiver.stop()
        server.stop()
