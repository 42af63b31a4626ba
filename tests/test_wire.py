"""The client speaks the wire of `moot/rooms/protocol.py`, and no other."""

from tests.wire import LIMITS, TYPES, limits, types


def test_the_clients_types_are_those_of_the_wire() -> None:
    assert TYPES.read_text("utf-8") == types(), "run `make wire`"


def test_the_clients_limits_are_those_of_the_rules() -> None:
    assert LIMITS.read_text("utf-8") == limits(), "run `make wire`"
