"""How long people are kept: stated to everybody, never shorter, and then they are erased and results stay."""

import datetime
import json
import subprocess
from pathlib import Path

import pytest

from moot.rooms.entry import encode
from moot.rooms.programmes.file import check
from moot.rooms.protection.erase import AskErasure, Erase
from moot.rooms.protection.retention import KeepPeople, due_at, kept_until, whose_time_is_up
from moot.rooms.refusals import Reason
from moot.rooms.shape import changed
from moot.rooms.workshop import Workshop
from moot.server.programmes import builtin
from tests.rooms.world import ACADEMY, World

ROOT = Path(__file__).parents[3]


def at(time: str) -> int:
    return int(datetime.datetime.fromisoformat(time).timestamp() * 1000)


def test_people_are_kept_until_somebody_erases_them_unless_it_is_said_how_long() -> None:
    """E7."""
    world = World(2)
    assert kept_until(world.workshop) == ""
    assert due_at(world.workshop) is None
    assert whose_time_is_up(world.workshop, 10**15) == []


def test_nobody_is_erased_before_the_day_is_over_everywhere() -> None:
    """E7."""
    world = World(2, changed(ACADEMY, keep_days=100))
    assert kept_until(world.workshop) == "2025-06-12", "a hundred days after 4 March"
    for early in ("2025-03-05T00:00+00:00", "2025-06-12T23:59+00:00", "2025-06-12T23:59:59-12:00"):
        assert whose_time_is_up(world.workshop, at(early)) == []
    people = whose_time_is_up(world.workshop, at("2025-06-13T00:00:00-12:00"))
    assert [one.id for one in people] == ["t", "o", "p0", "p1"], "a screen is nobody"
    world.do(Erase(people=tuple(one.id for one in people), called="Person {n}", extent="name"))
    assert due_at(world.workshop) is None
    assert {one.name for one in world.workshop.people.values() if one.erased} == {f"Person {n}" for n in (1, 2, 4, 5)}


def test_without_dates_the_days_are_counted_from_the_day_it_was_made() -> None:
    """E7: and of a workshop that is made after its dates, too."""
    days = tuple(changed(day, date="") for day in ACADEMY.days)
    made = at("2026-11-27T23:00+00:00")
    for programme in (changed(ACADEMY, days=days, keep_days=10), changed(ACADEMY, keep_days=10)):
        assert kept_until(Workshop(id="x", programme=programme, created=made)) == "2026-12-07"


def test_a_browser_reckons_as_the_server_does(tmp_path: Path) -> None:
    """E7."""
    days = tuple(changed(day, date="") for day in ACADEMY.days)
    programmes = (ACADEMY, changed(ACADEMY, keep_days=10), changed(ACADEMY, keep_days=400, days=days))
    times = (at("2025-01-01T00:00+00:00"), at("2026-11-27T23:59+00:00"))
    own = (None, 0, 91)
    known = [
        Workshop(id="x", programme=programme, created=created, keep_days=keep_days)
        for programme in programmes
        for created in times
        for keep_days in own
    ]
    file = tmp_path / "workshops.json"
    file.write_bytes(encode(known))
    command = ["node", "tests/run_client.mjs", "tests/rooms/protection/kept_until.mjs", str(file)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    assert json.loads(ran.stdout) == [kept_until(workshop) for workshop in known]


def test_a_trainer_says_how_long_and_everybody_sees_it() -> None:
    """E7."""
    world = World(2)
    assert world.refusal(KeepPeople(0), "t") is Reason.ALREADY
    for days in (-1, 90, 3_651):
        assert world.refusal(KeepPeople(days), "t") is Reason.NO_TIME_LIKE_THAT, "check-ins are after 90 days"
    assert world.refusal(KeepPeople(91), "p0") is Reason.NOT_ALLOWED
    world.do(KeepPeople(91), "t")
    assert kept_until(world.sees("p0")) == kept_until(world.sees("screen")) == "2025-06-03"
    world.do(KeepPeople(0), "t")
    assert kept_until(world.sees("p0")) == ""


@pytest.mark.parametrize(("days", "expected"), [("91", []), ("0", []), ("90", [8]), ("3651", [8]), ("-1", [8])])
def test_a_programme_says_how_long(days: str, expected: list[int]) -> None:
    """E7."""
    source = builtin()["academy"].replace("mix_by =", f"keep_days = {days}\nmix_by =", 1)
    line = 1 + source.splitlines().index(f"keep_days = {days}")
    assert [mistake.line for mistake in check(source, "x.toml")] == [line for _ in expected]


def test_who_asks_to_be_erased_is_shown_to_trainers_alone() -> None:
    """E8."""
    world = World(2)
    assert world.refusal(AskErasure(False), "p0") is Reason.ALREADY
    world.do(AskErasure(True), "p0")
    assert world.sees("t").people["p0"].asks_erasure == world.now
    assert world.sees("p0").people["p0"].asks_erasure == 0
    assert all(person.asks_erasure == 0 for person in world.sees("p1").people.values())
    world.do(AskErasure(False), "p0")
    assert world.sees("t").people["p0"].asks_erasure == 0
    world.do(AskErasure(True), "p0")
    world.do(Erase(people=("p0",), called="Person {n}"), "t")
    assert world.workshop.people["p0"].asks_erasure == 0
