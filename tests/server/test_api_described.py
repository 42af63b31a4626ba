"""The server does what the description of its API says: calls are made from it, good and bad ones of each operation."""

from itertools import count
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from tests.server.conftest import Starts
from tests.server.programs import made

EXAMPLES = {GenerationMode.POSITIVE: 5, GenerationMode.NEGATIVE: 4}  # of each operation
HELD = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
]
READ = [*HELD, checks.positive_data_acceptance]
"""What is written is held to rules besides, that no schema can say."""


def test_the_server_answers_as_the_description_says(starts: Starts) -> None:
    server = starts(calls=10_000.0)
    program = made(server)
    described = program.http.get("/openapi.json").json()
    for path in described["paths"].values():  # else every call would be for a workshop that is not there
        for operation in path.values():
            for parameter in operation.get("parameters", []):
                if known := {"workshop": [program.workshop], "room": ["g1", "g9"]}.get(parameter["name"]):
                    parameter["schema"] = {"enum": known}
    calls = 0
    for found in schemathesis.openapi.from_dict(described).get_all_operations():
        operation = found.ok()  # type: ignore[union-attr]
        token = server.settings.operator_key if operation.path == "/api/v1/workshops" else program.token
        calls += sum(called(operation, mode, server.url, token) for mode in EXAMPLES)
    assert calls > 100


def called(operation: Any, mode: GenerationMode, url: str, token: str) -> int:
    """How many calls of an operation were made, and answered as they should be."""
    calls = count()

    @settings(
        max_examples=EXAMPLES[mode],
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def call(case: Any) -> None:
        next(calls)
        case.call_and_validate(
            base_url=url, checks=READ if case.method == "GET" else HELD, headers={"authorization": f"Bearer {token}"}
        )

    call()
    return next(calls)
