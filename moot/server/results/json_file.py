"""JSON: the report as it is, for programs. Its schema is published, made from its types."""

import sys

import msgspec

from moot.rooms.results.report import Report


def write(report: Report) -> bytes:
    return msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"


def schema() -> bytes:
    made = msgspec.json.schema(Report)
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A report of moot", **made}
    return msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(schema())
