"""The client speaks the wire of `moot/rooms/protocol.py`, and no other."""

from moot.server.api import description
from tests.wire import LIMITS, OPENAPI, TYPES, limits, types


def test_the_clients_types_are_those_of_the_wire() -> None:
    assert TYPES.read_text("utf-8") == types(), "run `make wire`"


def test_the_clients_limits_are_those_of_the_rules() -> None:
    assert LIMITS.read_text("utf-8") == limits(), "run `make wire`"


def test_the_description_of_the_api_is_that_of_its_operations() -> None:
    assert OPENAPI.read_bytes() == description(), "run `make wire`"
