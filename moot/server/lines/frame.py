"""WebSocket frames as bytes (RFC 6455 § 5.2): ours, built once for everybody, and where one that a person sent ends."""

WHOLE_TEXT = 0x81  # FIN, no extension, opcode 1
_MASKED = 0x80
_TWO_MORE, _EIGHT_MORE = 126, 127  # instead of a length: it is in the next two or eight bytes


def frame(payload: bytes) -> bytes:
    """One text message, ready for any number of transports: a server's frames are never masked."""
    length = len(payload)
    if length < _TWO_MORE:
        return bytes((WHOLE_TEXT, length)) + payload
    if length < 1 << 16:
        return bytes((WHOLE_TEXT, _TWO_MORE)) + length.to_bytes(2, "big") + payload
    return bytes((WHOLE_TEXT, _EIGHT_MORE)) + length.to_bytes(8, "big") + payload


def payload(framed: bytes) -> bytes:
    """What `frame` was made of."""
    return framed[{_TWO_MORE: 4, _EIGHT_MORE: 10}.get(framed[1], 2) :]


def extent(data: bytes, at: int) -> tuple[int, int] | None:
    """Where the payload of the masked frame at `at` begins and ends, maybe beyond `data`; its mask is before it.

    None: there are too few bytes to tell, or it is not masked.
    """
    if len(data) - at < 2 or data[at + 1] < _MASKED:
        return None
    length, start = data[at + 1] - _MASKED, at + 6
    if length >= _TWO_MORE:
        more = 2 if length == _TWO_MORE else 8
        if len(data) - at < 2 + more:
            return None
        length, start = int.from_bytes(data[at + 2 : at + 2 + more], "big"), start + more
    return start, start + length


def unmasked(data: bytes, at: int) -> bool:
    """Whether the frame at `at` breaks the rule that a client masks all it sends."""
    return len(data) - at >= 2 and data[at + 1] < _MASKED
