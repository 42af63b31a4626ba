"""What operators read: a line for each thing worth telling, as text or JSON, that says nothing of people.

No name, text, badge, address or query is given to a logger. An exception may quote what somebody wrote, so that of it
there is its kind and where it was raised, and never what it says; nor more than the first line of any message.
"""

import logging
import traceback
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec

Form = Literal["text", "json"]
Level = Literal["debug", "info", "warning"]

OF_EVERY_RECORD = frozenset((*vars(logging.makeLogRecord({})), "message", "asctime", "taskName", "color_message"))
encode = msgspec.json.Encoder(enc_hook=str).encode


def begin(form: Form, level: Level) -> None:
    """To standard error. uvicorn tells addresses and queries below warnings, and frames to debuggers: never heard."""
    lines = logging.StreamHandler()
    lines.setFormatter(JsonLines() if form == "json" else TextLines())
    logging.basicConfig(level=logging.WARNING, handlers=[lines])
    logging.getLogger("moot").setLevel(level.upper())


def told(form: Form, message: str, **fields: Any) -> str:
    """What a command itself has to say, in the form of its log."""
    if form == "text":
        return message
    return _line({"time": _now(), "level": "info", "logger": "moot", "message": message.partition("\n")[0]} | fields)


class JsonLines(logging.Formatter):
    """An object a line: time, level, logger, message; the fields that were given; and of an error kind and stack."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        head = {"time": _iso(at), "level": record.levelname.lower(), "logger": record.name, "message": _said(record)}
        return _line(head | _fields(record) | _error(record))


class TextLines(logging.Formatter):
    """For eyes: `WARNING moot.socket: closed with 4001, …`, and the fields, and the stack below."""

    def format(self, record: logging.LogRecord) -> str:
        fields = "".join(f" {name}={encode(value).decode()}" for name, value in _fields(record).items())
        stack = _error(record).get("error", {}).get("stack", "")
        return f"{record.levelname} {record.name}: {_said(record)}{fields}" + (f"\n{stack}" if stack else "")


def _said(record: logging.LogRecord) -> str:
    return record.getMessage().partition("\n")[0]


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    return {name: value for name, value in vars(record).items() if name not in OF_EVERY_RECORD}


def _error(record: logging.LogRecord) -> dict[str, Any]:
    error = record.exc_info[1] if record.exc_info else None
    return {"error": {"kind": _kind(error), "stack": _stack(error)}} if error else {}


def _stack(error: BaseException) -> str:
    """As Python writes it, without what the exceptions say."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    led_here = f"{_stack(before)}\n\nwhich led to:\n\n" if before else ""
    lines = "".join(traceback.format_tb(error.__traceback__))
    within = "".join(f"\n{_stack(one)}" for one in error.exceptions) if isinstance(error, BaseExceptionGroup) else ""
    return f"{led_here}Traceback (most recent call last):\n{lines}{_kind(error)}{within}"


def _kind(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _line(fields: dict[str, Any]) -> str:
    return encode(fields).decode()


def _now() -> str:
    return _iso(datetime.now(UTC))


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
