"""Workshops in which canvases are filled in."""

import pytest

from moot.rooms.stages.stage import StartStage
from tests.rooms.canvases.writing import PLAN, write
from tests.rooms.world import World


@pytest.fixture
def world() -> World:
    """Part 1 of the value proposition goes on."""
    world = World(4)
    world.do(StartStage("value", "stakeholders"), "t")
    return world


@pytest.fixture
def planning() -> World:
    world = World(5)
    world.do(StartStage("plan", "advance"), "t")
    world.do(write("Keep members", "all/objective", PLAN), "p0")
    world.do(write("Call each", "row0/action", PLAN), "p0")
    return world
