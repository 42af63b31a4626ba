"""The way out to everybody, over a real uvicorn and real clients: in order, promptly, at nobody else's cost."""

import contextlib
import logging
import socket

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode

from moot.server.lines.fanout import TALLY, FanoutProtocol, frame
from moot.server.lines.frame import extent, payload
from tests.server.lines.house import SIZES, House, close_code, ending_of, people, said, someone_who_does_not_read


@pytest.mark.parametrize("size", [0, *SIZES])
def test_a_frame_is_one_text_message(size: int) -> None:
    framed = frame(b"x" * size)
    assert framed == Frame(Opcode.TEXT, b"x" * size).serialize(mask=False)
    assert payload(framed) == b"x" * size


@pytest.mark.parametrize("size", [0, *SIZES])
def test_the_end_of_a_persons_frame_is_known_as_soon_as_its_head_is_there(size: int) -> None:
    data = b"before" + said(b"x" * size)
    head = next(n for n in range(len(data)) if extent(data[:n], 6) is not None)
    assert head - 6 == (2 if size < 126 else 4 if size < 65_536 else 10)
    for n in {head, len(data)}:
        assert extent(data[:n], 6) == (len(data) - size, len(data))


async def test_everyone_gets_frames_of_every_size(house: House) -> None:
    async with people(house, 2) as guests:
        for size in SIZES:
            house.tell("x" * size)
            assert [len(await guest.recv()) for guest in guests] == [size, size]


async def test_eight_frames_in_one_turn_arrive_as_eight_messages_in_order(house: House) -> None:
    async with people(house, 3) as guests:
        for first in range(0, 80, 8):
            told = [f"żółw {n}" for n in range(first, first + 8)]
            house.tell(*told)
            for guest in guests:
                assert [await guest.recv() for _ in told] == told


async def test_what_a_person_says_is_heard_in_order_and_answered(house: House) -> None:
    async with people(house, 2) as (ana, ben):
        texts = ["", "ą", "x" * 125, "x" * 126, "x" * 65_000, *map(str, range(300))]
        for text in texts:
            await ana.send(text)
        assert [house.heard.get(timeout=10) for _ in texts] == texts
        house.on_text = house.tell_now
        await ben.send("hello")
        assert [await ana.recv(), await ben.recv()] == ["hello", "hello"]


async def test_a_message_in_fragments_is_heard_as_one_and_pings_between_them_are_answered(house: House) -> None:
    async with people(house, 1) as (ana,):
        await ana.send(["in ", "three ", "parts"])
        await (await ana.ping())
        assert house.heard.get(timeout=10) == "in three parts"


def test_messages_are_heard_however_the_network_cuts_them(our_house: House) -> None:
    peer = someone_who_does_not_read(our_house)
    peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    texts = ["", "a", "ę" * 70, "b" * 200]
    for byte in b"".join(said(text.encode()) for text in texts):
        peer.sendall(bytes([byte]))
    peer.sendall(b"".join(said(b"%d" % n) for n in range(1000)))  # far more than one turn's worth
    assert [our_house.heard.get(timeout=10) for _ in range(1004)] == [*texts, *map(str, range(1000))]
    peer.close()


def test_what_came_before_anyone_listened_is_heard_first(our_house: House) -> None:
    our_house.listen_now.clear()
    peer = someone_who_does_not_read(our_house)
    peer.sendall(b"".join(said(b"%d" % n) for n in range(200)))
    (line,) = our_house.lines
    assert isinstance(line, FanoutProtocol)
    while not our_house.do(lambda: line.read_paused):
        assert our_house.heard.empty()
    our_house.do(our_house.listen_now.set)
    assert [our_house.heard.get(timeout=10) for _ in range(200)] == [str(n) for n in range(200)]
    peer.close()


BAD = {
    "a message over 64 KiB": (said(b"x" * 1_000_000), 1009),
    "fragments over 64 KiB together": (said(b"x" * 40_000, fin=False) + said(b"x" * 40_000, Opcode.CONT), 1009),
    "no end of empty fragments": (said(b"", fin=False) + said(b"", Opcode.CONT, fin=False) * 1000, 1009),
    "not UTF-8": (said(b"\xff"), 1007),
    "not UTF-8, in fragments": (said(b"\xc4", fin=False) + said(b"\xc4", Opcode.CONT), 1007),
    "binary": (said(b"x", Opcode.BINARY), 1003),
    "not masked": (Frame(Opcode.TEXT, b"x").serialize(mask=False), 1002),
    "an unknown kind": (b"\x83\x80\0\0\0\0", 1002),
    "an extension that was not agreed on": (b"\xc1\x80\0\0\0\0", 1002),
    "a continuation of nothing": (said(b"x", Opcode.CONT), 1002),
    "a text amid fragments": (said(b"x", fin=False) + said(b"x"), 1002),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_frame_ends_its_own_line_with_the_reason(
    bad: str, our_house: House, caplog: pytest.LogCaptureFixture
) -> None:
    sent, code = BAD[bad]
    peer = someone_who_does_not_read(our_house)
    with contextlib.suppress(OSError):  # it may be refused before it is all sent
        peer.sendall(sent + said(b"too late"))
    assert close_code(ending_of(peer)) == code
    peer.close()
    assert our_house.ended.get(timeout=10) == code
    assert our_house.heard.empty()
    assert not [record for record in caplog.records if record.levelno > logging.INFO]


async def test_a_mistake_of_ours_ends_the_line_and_is_logged(house: House, caplog: pytest.LogCaptureFixture) -> None:
    def stumble(text: str) -> None:
        raise ZeroDivisionError(text)

    house.on_text = stumble
    async with people(house, 1) as (ana,):
        await ana.send("what?")
        with pytest.raises(ConnectionClosed) as ended:
            await ana.recv()
        assert ended.value.rcvd is not None
        assert ended.value.rcvd.code == 1011
    assert "could not be dealt with" in caplog.text


async def test_a_person_who_does_not_read_is_dropped_and_the_others_get_everything(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    dropped = TALLY.dropped
    peer = someone_who_does_not_read(house)
    async with people(house, 3) as guests:
        for n in range(1000):
            house.tell(f"{n} " + "x" * 60_000)
            for guest in guests:
                assert str(await guest.recv()).startswith(f"{n} ")
            if TALLY.dropped > dropped:
                break
        assert house.ended.get(timeout=10) in (1005, 1006)
        assert len(house.lines) == 3
    assert TALLY.dropped == dropped + 1
    assert "a line was dropped" in caplog.text
    peer.close()


async def test_a_slow_person_is_spared_what_matters_only_now(house: House) -> None:
    peer = someone_who_does_not_read(house)
    skipped = TALLY.skipped
    async with people(house, 1) as (ana,):
        pointer = frame(b"pointer")
        slow, fast = house.lines
        assert house.do(lambda: [line.write(pointer, ephemeral=True) for line in house.lines]) == [True, True]
        assert await ana.recv() == "pointer"
        while not house.do(lambda: slow.slow):
            house.tell("x" * 60_000)
            await ana.recv()
        assert house.do(lambda: [line.write(pointer, ephemeral=True) for line in house.lines]) == [False, True]
        assert await ana.recv() == "pointer"
        assert not house.do(lambda: fast.slow)
    assert TALLY.skipped == skipped + 1
    peer.close()


def test_a_person_who_does_not_read_answers_may_not_ask_more(our_house: House) -> None:
    dropped = TALLY.dropped
    answer = frame(b"x" * 30_000)
    asked: list[str] = []

    def answered(text: str) -> None:
        asked.append(text)
        our_house.lines[0].write(answer)

    our_house.on_text = answered
    peer = someone_who_does_not_read(our_house)
    peer.sendall(b"".join(said(b"%d" % n) for n in range(100)))
    owed = 7 + 100 * len(answer)
    received = 0
    while received < owed - 7:
        received += len(peer.recv(1 << 16))
    assert asked == [str(n) for n in range(100)]
    assert TALLY.dropped == dropped, "answers of 3 MB were never owed at once"
    peer.close()
