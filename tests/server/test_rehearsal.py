"""Simulated people see what a newcomer would see, and lose nothing."""

import json

import pytest

from moot.server.rehearsal import rehearse


def test_a_small_group_rehearses_and_everybody_sees_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    status = rehearse(people=6, groups=2, seconds=0.5, json=True)
    found = json.loads(capsys.readouterr().out)
    assert (status, found["same_view"], found["lost"]) == (0, True, 0)
    assert found["people"] == 6
    assert found["changes_per_s"] > 0
