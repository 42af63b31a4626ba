"""What programs do over HTTP: read, ask, and hear what happens; and what they are told when something is not done."""

import json
import threading
from typing import Any

from moot.rooms.limits import PROGRAM_DAYS
from moot.server.api import OPERATIONS
from moot.server.api.operation import LONGEST, digest_of
from moot.server.badges import link_key
from tests.server.browser import Browser
from tests.server.conftest import Starts
from tests.server.programs import Program, made, operator
from tests.server.server_in_thread import ServerInThread

MESSAGE = {"type": "send-message", "id": "message1", "text": "Good morning"}


def test_an_operators_program_makes_a_workshop_and_finds_it_again(running: ServerInThread) -> None:
    program = made(running)
    (line,) = operator(running).get("/workshops").json()
    assert line["id"] == program.workshop
    assert line["title"]["en"]
    assert operator(running).get("/workshops", params={"after": program.workshop}).json() == []
    told = program.told()
    assert [room["id"] for room in told["rooms"]] == ["g1", "g2"]
    assert told["scopes"] == ["read", "results", "people", "write", "lead"]


def test_a_mistake_in_a_programme_is_told_and_no_workshop_is_made(running: ServerInThread) -> None:
    for body, where in (
        ({"toml": "groups = 2"}, "$.toml"),
        ({}, "$"),
        ({"builtin": "academy", "toml": "x"}, "$"),
        ({"builtin": "nothing"}, "$.builtin"),
    ):
        answer = operator(running).post("/workshops", json=body)
        assert (answer.status_code, answer.json()["where"]) == (422, where)
    refused = operator(running).post(
        "/workshops", json={"builtin": "retro", "program": {"name": "x", "scopes": ["read"], "days": PROGRAM_DAYS + 1}}
    )
    assert (refused.status_code, refused.json()["why"]) == (409, "no-time-like-that")
    assert operator(running).get("/workshops").json() == []


def test_a_program_reads_what_a_trainer_sees_whole_or_in_parts(running: ServerInThread) -> None:
    program = made(running)
    program.ask(MESSAGE)
    whole = program.told("/view")
    workshop = whole["workshop"]
    assert workshop["rooms"]["g1"]["messages"][0]["text"] == "Good morning"
    assert workshop["people"][whole["you"]] == {
        "id": whole["you"],
        "name": "Registration",
        "role": "trainer",
        "program": True,
    }
    assert program.told("/rooms") == workshop["rooms"]
    assert program.told("/rooms/g2") == workshop["rooms"]["g2"]
    assert program.told("/people") == workshop["people"]
    assert program.told("/canvases") == workshop.get("canvases", {})
    assert program.told("/questions") == {}
    assert program.told("/decisions") == []
    assert [room["room"] for room in program.told("/overview")] == ["g1", "g2"]
    assert program.told("/plans").get("plans", []) == []


def test_what_a_program_asks_is_done_under_its_name_and_once_for_each_key(running: ServerInThread) -> None:
    """W3, W6."""
    program = made(running)
    first = program.ask({"type": "add-group"}, key="4a6c1f2e")
    again = program.ask({"type": "add-group"}, key="4a6c1f2e")
    assert first.status_code == again.status_code == 200
    assert first.json()["done"] is True
    assert len(program.told("/rooms")) == 3
    other = program.ask(MESSAGE, key="4a6c1f2e")
    assert (other.status_code, other.json()["where"]) == (422, "Idempotency-Key")
    assert program.ask({"type": "add-group"}, key="x" * 201).status_code == 400
    assert len(program.told("/rooms")) == 3


def test_a_refusal_says_why_and_changes_nothing(running: ServerInThread) -> None:
    program = made(running)
    before = program.told()["mark"]
    answer = program.ask({"type": "pause-stage"})
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["why"] == "no-stage"
    assert program.told()["mark"] == before
    answer = program.ask({"type": "send-message", "id": "COFFEE", "text": "Coffee is ready"})
    assert answer.json()["why"] == "bad-id"
    assert "an id of 8 to 16 letters a–z and digits" in answer.json()["detail"]
    assert program.told()["mark"] == before


MALFORMED: list[tuple[bytes, dict[str, str], int, str]] = [
    (b"", {}, 400, "$"),
    (b"{", {}, 400, "$"),
    (b"\xff\xfe", {}, 400, "$"),
    (b"[" * 30_000, {}, 422, ""),
    (b'{"type": "fly"}', {}, 422, "$.type"),
    (b'{"type": "send-message", "id": "message1", "text": 7}', {}, 422, "$.text"),
    (b'{"type": "send-message", "id": "message1"}', {}, 422, ""),
    (b'{"type": "send-message", "id": "message1", "text": "x", "to": "g1"}', {}, 422, ""),
    (b'{"type": "make-program"}', {}, 422, "$.type"),
    (b"{}", {"content_type": "text/plain"}, 415, ""),
    (b" " * (LONGEST + 1), {}, 413, ""),
    (b" " * (1 << 21), {}, 413, ""),
]


def test_malformed_requests_are_told_what_is_wrong_and_where(running: ServerInThread) -> None:
    program = made(running)
    for body, headers, status, where in MALFORMED:
        answer = program.post("/requests", body, **headers)
        assert answer.status_code == status, answer.text
        problem = answer.json()
        assert problem["status"] == status
        assert problem["detail"]
        assert problem.get("where", "") == where, problem


def test_without_a_good_token_nobody_learns_which_workshops_there_are(running: ServerInThread) -> None:
    """W4."""
    program, other = made(running), made(running)
    answers = [
        Program(running, workshop, token).get(path)
        for workshop, token in (
            (program.workshop, "moot_nonsense"),
            (program.workshop, "Basic"),
            (program.workshop, other.token),
            (program.workshop, running.settings.operator_key),
            ("234567", program.token),
            ("no-code", program.token),
        )
        for path in ("", "/view")
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.text for answer in answers}) == 1
    assert answers[0].headers["www-authenticate"].startswith("Bearer")
    assert Program(running, "", program.token).http.get("/workshops").status_code == 401


def test_a_token_opens_what_its_scopes_are_for(running: ServerInThread) -> None:
    """W2."""
    program = made(running, "write")
    for path in ("/view", "/rooms", "/people", "/changes", "/links"):
        answer = program.get(path)
        assert (answer.status_code, answer.json()["why"]) == (403, "out-of-scope")
    answer = program.ask({"type": "add-group"})
    assert (answer.status_code, answer.json()["why"]) == (403, "out-of-scope")
    assert answer.json()["detail"] == "the token has not the scope people"
    assert program.ask({"type": "place-dot", "room": "g1", "ballot": "b", "note": "n"}).status_code == 422
    assert program.told()["scopes"] == ["write"]


def test_a_withdrawn_token_is_void_at_once_and_whoever_listens_by_it_hears_no_more(running: ServerInThread) -> None:
    """W4."""
    program = made(running)
    live = running.do(running.workshops.find(program.workshop))
    assert live
    with program.http.stream("GET", f"/workshops/{program.workshop}/changes", headers=EVENTS) as stream:
        events = stream.iter_lines()
        assert next(events).startswith(":")
        (person,) = live.workshop.programs
        trainer = Browser(running).come_in(link_of(running, program), "Eva")
        trainer.come()
        assert trainer.ask({"type": "withdraw-program", "program": person})["type"] == "done"
        assert program.get("/view").status_code == 401
        rest = list(events)
        assert not any("renew" in line for line in rest)


EVENTS = {"accept": "text/event-stream"}


def link_of(server: ServerInThread, program: Program) -> str:
    live = server.do(server.workshops.find(program.workshop))
    assert live
    return f"/w/{live.id}/as/trainer?key={link_key(server.settings.secret, live.workshop, 'trainer')}"


def test_what_happens_is_asked_for_from_a_mark_on(running: ServerInThread) -> None:
    program = made(running)
    mark = program.told("/view")["at"]
    program.ask(MESSAGE)
    told = program.told(f"/changes?since={mark}")
    assert [change["type"] for change in told["did"]] == ["message-sent", "message-sent", "command-done"]
    assert told["renew"] is False
    nothing = program.told(f"/changes?since={told['at']}")
    assert (nothing["did"], nothing["renew"]) == ([], False)
    assert program.told("/changes?since=forgotten")["renew"] is True
    assert program.told("/changes")["did"] == []


def test_what_happens_is_told_as_it_comes_and_nothing_is_missed_on_the_way(running: ServerInThread) -> None:
    program = made(running)
    mark = program.told()["mark"]
    program.ask(MESSAGE)
    heard = listened(program, 2, {"last-event-id": mark}, then=lambda: program.ask({"type": "add-group"}))
    assert [event["event"] for event in heard] == ["did", "renew"]
    assert heard[0]["data"]["did"][0]["message"]["text"] == "Good morning"
    assert heard[1]["id"] == program.told()["mark"]
    assert running.do(here(running, program)) == ()


async def here(server: ServerInThread, program: Program) -> tuple[str, ...]:
    live = await server.workshops.find(program.workshop)
    assert live
    return live.visits.presence.of("").here


def listened(program: Program, count: int, headers: dict[str, str], then: Any) -> list[dict[str, Any]]:
    """So many events; `then` is done once the stream is open."""
    found: list[dict[str, Any]] = []
    with program.http.stream("GET", f"/workshops/{program.workshop}/changes", headers=EVENTS | headers) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        event: dict[str, Any] = {}
        done = threading.Thread(target=then)
        for line in stream.iter_lines():
            if line.startswith(":") and not done.ident:
                done.start()
            elif not line and event:
                found.append(event)
                event = {}
            elif line and not line.startswith(":"):
                name, _, value = line.partition(": ")
                event[name] = json.loads(value) if name == "data" else value
            if len(found) == count:
                done.join()
                return found
    raise AssertionError(found)


def test_lists_of_people_come_as_json_or_as_the_file_that_a_trainer_has(running: ServerInThread) -> None:
    program = made(running)
    listed = program.post("/people", {"people": [{"name": "Ana Šarić", "country": "HR"}, {"name": "Jānis"}]})
    assert [person["name"] for person in listed.json()["added"]] == ["Ana Šarić", "Jānis"]
    csv = "name;country\nJānis;LV\nΕλένη;GR\n".encode()
    more = program.post("/people", csv, content_type="text/csv; charset=utf-8")
    assert (more.json()["people"], len(more.json()["added"])) == (2, 1)
    wrong = program.post("/people", b"surname\nx\n", content_type="text/csv")
    assert (wrong.status_code, "line 1" in wrong.json()["detail"]) == (422, True)
    links = program.told("/links")
    assert [link["name"] for link in links] == ["Ana Šarić", "Jānis", "Ελένη"]
    ana = Browser(running)
    assert "Ana Šarić" in ana.http.get(links[0]["url"]).text


def test_nobody_comes_in_as_a_program(running: ServerInThread) -> None:
    """W2."""
    program = made(running)
    trainer = Browser(running).come_in(link_of(running, program), "Eva")
    you = program.told("/view")["you"]
    assert trainer.http.get(f"/w/{program.workshop}/personal/{you}").status_code == 403


def test_a_program_that_asks_without_end_waits_and_others_do_not(starts: Starts) -> None:
    server = starts()
    busy, calm = made(server), made(server)
    answers = [busy.get("/view") for _ in range(40)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert calm.get().status_code == 200


def test_what_is_not_there_is_a_problem_too(running: ServerInThread) -> None:
    program = made(running)
    for answer, status in (
        (program.get("/rooms/g9"), 404),
        (program.get("/canvases/nothing"), 404),
        (program.get("/nothing"), 404),
        (program.http.delete(f"/workshops/{program.workshop}/view"), 405),
        (program.get("/view?everything=1"), 400),
        (operator(running).get("/workshops?limit=0"), 400),
    ):
        assert (answer.status_code, answer.json()["status"]) == (status, status)
        assert answer.headers["content-type"] == "application/problem+json"
    assert "access-control-allow-origin" not in program.get().headers


def test_only_a_digest_of_a_token_is_journalled(running: ServerInThread) -> None:
    """W1."""
    program = made(running)
    entries = running.do(running.workshops.entries(program.workshop))
    said = [change for entry in entries for deed in entry.deeds for change in deed.did]
    assert digest_of(program.token) in repr(said)
    assert program.token not in repr(said)


def test_the_description_and_its_page_are_there_for_anybody(running: ServerInThread) -> None:
    anybody = Browser(running).http
    assert anybody.get("/api/v1/openapi.json").json()["openapi"] == "3.1.0"
    docs = anybody.get("/api/v1/docs")
    assert "/api/v1/workshops/{workshop}/requests" in docs.text
    assert "<script" not in docs.text


def test_a_program_takes_the_results_home_in_each_format(running: ServerInThread) -> None:
    program = made(running, "results")
    program_json = program.get("/results/json?scope=day&which=4&language=pl")
    assert program_json.headers["content-type"] == "application/json"
    assert program_json.json()["scope"] == "day"
    pdf = program.get("/results/pdf")
    assert pdf.content.startswith(b"%PDF")
    assert "attachment" in pdf.headers["content-disposition"]
    assert program.get("/results/doc").status_code == 404
    assert program.get("/results/json?scope=room&which=g9").status_code == 409
    assert program.get("/results/json?reader=person").status_code == 400
    assert program.get("/view").status_code == 403


def test_every_operation_that_reads_says_whether_it_is_about_people() -> None:
    """E10: what is not written down tells of nobody."""
    silent = {one.name for one in OPERATIONS if one.method == "GET" and one.needs != "operator" and not one.looks}
    assert silent == {"summary", "overview", "decisions", "snapshots"}
