"""Programs look back: snapshots, moments of the replay, what was lost brought back; and it is written down."""

import time

from tests.server.browser import Browser
from tests.server.programs import Program
from tests.server.server_in_thread import ServerInThread


def looking_back(server: ServerInThread, *scopes: str) -> tuple[Program, str]:
    """A program in a workshop with a note that was changed after a snapshot; and the room."""
    trainer = Browser(server).make_workshop()
    trainer.come()
    body = {"name": "Archive", "scopes": scopes or ("read", "lead"), "days": 30}
    token = trainer.http.post(f"/w/{trainer.workshop}/programs", json=body).json()["token"]
    ana = Browser(server).join(trainer.workshop, "Ana")
    room = next(iter(ana.come()["common"]["rooms"]))
    for browser, request in (
        (trainer, {"type": "start-stage", "activity": "share", "stage": "collect"}),
        (ana, {"type": "add-note", "room": room, "section": "share-0", "id": "note0001", "text": "Members leave"}),
        (trainer, {"type": "take-snapshot", "id": "snapshot1", "name": "Before lunch"}),
        (trainer, {"type": "edit-note", "room": room, "note": "note0001", "text": "Members stay"}),
        (trainer, {"type": "end-stage"}),
    ):
        assert browser.ask(request)["type"] == "done"
        until_another_millisecond()
    return Program(server, trainer.workshop, token), room


def until_another_millisecond() -> None:
    """A moment of the replay is all that happened in one; a fast machine does two things in it."""
    now = time.time_ns() // 1_000_000
    while time.time_ns() // 1_000_000 == now:
        pass


def test_a_program_compares_and_brings_back_what_was_lost(running: ServerInThread) -> None:
    """L4, L5: as trainers do, under its own name, once under one key."""
    program, room = looking_back(running)
    told = program.told(f"/comparison?of=snapshot1&room={room}&board=share")
    assert told["boards"] == {room: {"share": {"changed": 1}}}
    assert told["board"]["notes"]["note0001"]["marks"] == ["changed"]
    body = {"snapshot": "snapshot1", "room": room, "note": "note0001"}
    for _ in range(2):
        assert program.post("/bring-back", body, idempotency_key="once").status_code == 200
    workshop = program.told("/view")["workshop"]
    assert workshop["rooms"][room]["boards"]["share"]["notes"]["note0001"]["text"] == "Members leave"
    assert program.told("/comparison?of=snapshot1")["boards"] == {}
    assert [one["by"] for one in workshop["record"]].count(program.told("/view")["you"]) == 1
    for wrong, status in (({**body, "snapshot": "nowhere1"}, 404), ({**body, "note": "nowhere1"}, 409)):
        assert program.post("/bring-back", wrong).status_code == status


def test_a_program_that_may_not_lead_brings_nothing_back(running: ServerInThread) -> None:
    """W2."""
    program, room = looking_back(running, "read")
    answer = program.post("/bring-back", {"snapshot": "snapshot1", "room": room, "note": "note0001"})
    assert (answer.status_code, answer.json()["why"]) == (403, "out-of-scope")


def test_a_program_sees_any_moment_of_the_replay(running: ServerInThread) -> None:
    """L7."""
    program, room = looking_back(running)
    reel = program.told("/replay")
    began, ended = ([sign["at"] for sign in reel["signs"] if sign["what"] == what] for what in ("began", "ended"))
    now = program.told(f"/moment?at={ended[-1] + 1}")["workshop"]
    assert now["rooms"][room]["boards"]["share"]["notes"]["note0001"]["text"] == "Members stay"
    assert now["rooms"][room]["run"]["state"] == "over"
    first = program.told(f"/moment?at={began[0]}")["workshop"]
    assert "note0001" not in first["rooms"][room]["boards"]["share"].get("notes", {})
    assert first["rooms"][room]["run"]["stage"] == "collect"
    assert program.get("/moment?at=1").status_code == 404


def test_what_a_program_reads_about_people_is_written_down(running: ServerInThread) -> None:
    """E10."""
    program, room = looking_back(running)
    asked = {
        f"/comparison?of=snapshot1&room={room}": ("snapshot", ""),
        "/snapshots/snapshot1": ("snapshot", ""),
        "/moment?at=9999999999999": ("replay", ""),
        "/view": ("read", "view"),
        "/rooms": ("read", "rooms"),
        f"/rooms/{room}": ("read", "room"),
        "/canvases": ("read", "canvases"),
        "/questions": ("read", "questions"),
        "/people": ("read", "people"),
        "/changes": ("read", "changes"),
        "/plans": ("plans", ""),
    }
    for path in asked:
        program.told(path)
    assert program.get("/rooms/g9").status_code == 404
    ours = program.told("/view")["you"]

    async def looked() -> set[tuple[str, str]]:
        live = await running.workshops.find(program.workshop)
        assert live
        return {(one.what, one.about) for one in live.workshop.accesses if one.by == ours}

    program.ask(
        {"type": "send-message", "id": "message9", "text": "Good morning"}
    )  # refused or not: what was asked before is decided by then
    assert running.do(looked()) == set(asked.values())
