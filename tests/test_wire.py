"""The client speaks the wire of `moot/rooms/protocol.py`, and no other."""

from tests.wire import TYPES, types


def test_the_clients_types_are_those_of_the_wire() -> None:
    assert TYPES.read_text("utf-8") == types(), "run `make wire`"
