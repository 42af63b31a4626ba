"""The API described as OpenAPI 3.1, made from its operations."""

import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import msgspec

from moot import __version__
from moot.server.api.operation import BASE, NoQuery, Operation
from moot.server.api.pace import WHOLE
from moot.server.api.problem import Problem
from moot.server.live.workshops import CODE
from moot.server.results import FORMATS

REFS = "#/components/schemas/{name}"
PROBLEM = "application/problem+json"
JSON = "application/json"
SAYS = f"""Programs do here what people do in a browser. Trainers make tokens in the console, under Programs, each with
scopes and a last day; the operator's key makes and lists workshops. What a program does stands in the record under its
name. Times are milliseconds since 1970; marks are places in the journal, to go on from.

Unless the operator set it otherwise, a token may make 120 calls at once and 20 a second in the long run, one of a
whole workshop counting as {WHOLE:.0f}. No answer tells browsers that pages of other sites may read it (no CORS)."""
PLACES: dict[str, dict[str, Any]] = {
    "workshop": {"type": "string", "pattern": f"^{CODE.pattern}$", "description": "The code to join"},
    "room": {"type": "string", "description": "The id of a room, as “g1”"},
    "snapshot": {"type": "string", "description": "The id of a snapshot"},
    "format": {"type": "string", "enum": list(FORMATS)},
    "canvas": {"type": "string", "description": "Activity and owner, as “plan:p12”"},
}


def described(operations: Sequence[Operation]) -> dict[str, Any]:
    types = _types(operations)
    made, parts = msgspec.json.schema_components(types, ref_template=REFS)
    schema = dict(zip(map(_key, types), made, strict=True))
    parts["Workshop"]["properties"].pop("programs")  # in nobody's view
    parts.pop("Program")
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(BASE + operation.path, {})[operation.method.lower()] = _operation(operation, schema)
    return {
        "openapi": "3.1.0",
        "info": {"title": "moot", "version": __version__, "description": SAYS, "license": {"name": "Apache-2.0"}},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(parts.items())),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "A token that a trainer made"},
                "operator": {"type": "http", "scheme": "bearer", "description": "The operator's key"},
            },
        },
    }


def _types(operations: Sequence[Operation]) -> list[Any]:
    found = [Problem, *(operation.answers for operation in operations), *(o.body for o in operations if o.body)]
    return list({_key(one): one for one in found if one is not None}.values())


def _key(of: Any) -> str:
    return repr(of)


def _operation(operation: Operation, schema: dict[str, Any]) -> dict[str, Any]:
    good = {JSON: {"schema": schema[_key(operation.answers)]}} if operation.answers is not None else {}
    good |= {media: {"schema": {}} for media in operation.media}
    problems = [*operation.problems, *_problems_of_all(operation)]
    problem = {PROBLEM: {"schema": schema[_key(Problem)]}}
    said = f"{operation.says}." + (f" Needs the scope `{operation.needs}`." if _is_scope(operation) else "")
    said += "".join(f" As `{media}`: {what}." for media, what in operation.media.items())
    answers = {str(operation.status): {"description": HTTPStatus(operation.status).phrase, "content": good}}
    answers |= {str(s): {"description": HTTPStatus(s).phrase, "content": problem} for s in sorted(set(problems))}
    told: dict[str, Any] = {"operationId": operation.name, "summary": operation.says, "description": said}
    if parameters := [*_places(operation), *_query(operation), *_headers(operation)]:
        told["parameters"] = parameters
    if operation.body is not None:
        content: dict[str, Any] = {JSON: {"schema": schema[_key(operation.body)]}}
        content |= {m: {"schema": {"type": "string", "description": what}} for m, what in operation.takes.items()}
        told["requestBody"] = {"required": True, "content": content}
        told["description"] += f" At most {operation.longest >> 10} KiB."
    if operation.needs:
        told["security"] = [{"operator" if operation.needs == "operator" else "token": []}]
    return {**told, "responses": answers}


def _is_scope(operation: Operation) -> bool:
    return operation.needs not in ("", "token", "operator")


def _problems_of_all(operation: Operation) -> list[int]:
    found = [400, 503]
    if operation.needs:
        found += [401, 429]
    if _is_scope(operation) or operation.body is not None:
        found += [403]
    return found + ([413, 415, 422] if operation.body is not None else [])


def _places(operation: Operation) -> list[dict[str, Any]]:
    names = re.findall(r"{(\w+)}", operation.path)
    return [_parameter("path", name, PLACES[name], required=True) for name in names]


def _query(operation: Operation) -> list[dict[str, Any]]:
    if operation.query is NoQuery:
        return []
    shape = msgspec.json.schema(operation.query)
    (found,) = shape["$defs"].values()
    return [
        _parameter("query", name, of, required=name in found.get("required", []))
        for name, of in found["properties"].items()
    ]


def _headers(operation: Operation) -> list[dict[str, Any]]:
    return [
        _parameter("header", name, {"type": "string", "description": what}) for name, what in operation.headers.items()
    ]


def _parameter(place: str, name: str, of: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    told: dict[str, Any] = {"name": name, "in": place, "required": required}
    if what := of.get("description"):
        told["description"] = what
    return {**told, "schema": {key: value for key, value in of.items() if key != "description"}}


def written(operations: Sequence[Operation]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(described(operations))) + b"\n"
