"""Houses that people come to, over every transport."""

import contextlib
import functools
from collections.abc import Callable, Iterator

import pytest

from moot.server.lines.fanout import uvicorn_settings
from tests.server.lines.house import (
    OVER,
    House,
)


@pytest.fixture(scope="module")
def houses() -> Iterator[Callable[[str], House]]:
    """One of each for all tests, as starting and stopping takes longer than most of them."""
    with contextlib.ExitStack() as stack:

        @functools.cache
        def house(over: str) -> House:
            house = House({**uvicorn_settings(), **OVER[over]})
            stack.callback(house.gone)
            return house

        yield house


@pytest.fixture(params=OVER)
def house(request: pytest.FixtureRequest, houses: Callable[[str], House]) -> Iterator[House]:
    house = houses(request.param)
    yield house
    house.tidy()


@pytest.fixture(params=list(OVER)[:2])
def our_house(request: pytest.FixtureRequest, houses: Callable[[str], House]) -> Iterator[House]:
    house = houses(request.param)
    yield house
    house.tidy()
