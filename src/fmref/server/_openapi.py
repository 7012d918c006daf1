"""The OpenAPI document of the application, made of the verbs."""

from __future__ import annotations

from typing import Any, Final

from fmref import __version__
from fmref.server._problems import MEDIA_TYPE, PROBLEM_SCHEMA
from fmref.wire import VERBS, Verb
from fmref.wire_schema import answer_schema, key_schema, request_schema

__all__ = ["document"]

_REFUSALS: Final = {
    "400": "The request is none of this verb: a key is missing, unknown, no string or no list",
    "404": "Nothing bears this name",
    "408": "The request took too long to come",
    "409": "Several entries bear this name",
    "413": "The body is too large",
    "415": "The body is of another type",
    "422": "A value that the verb does not take: an unknown language, kind, attribute, profile or date",
    "431": "The head of the request is too large",
    "503": "The answer took too long, or too much was asked at once",
}


def document(most: int) -> dict[str, Any]:
    """The document of a server that takes bodies of at most `most` bytes."""
    schemas: dict[str, Any] = {"Problem": PROBLEM_SCHEMA}
    paths = {f"/v1/{name}": _path(name, verb, schemas) for name, verb in VERBS.items()}
    paths["/health"] = {"get": _operation("health", "What is served", {"type": "object"})}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "fmref",
            "version": __version__,
            "summary": "Names, facts and terms of foundation models in Chinese, Persian and English",
            "description": f"A body, or a line of one, has at most {most:,} bytes.",
            "license": {"name": "Apache-2.0 and CC BY 4.0", "identifier": "Apache-2.0 AND CC-BY-4.0"},
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": {
                status: {"description": text, "content": {MEDIA_TYPE: {"schema": _reference("Problem")}}}
                for status, text in _REFUSALS.items()
            },
        },
    }


def _path(name: str, verb: Verb, schemas: dict[str, Any]) -> dict[str, Any]:
    answer = _hoisted(verb, schemas)
    return {
        "get": _operation(f"get_{name}", verb.summary, answer)
        | {
            "parameters": [
                {"name": key, "in": "query", "required": key in verb.required, "schema": key_schema(key)}
                for key in (*verb.required, *verb.optional)
            ]
        },
        "post": _operation(name, verb.summary, answer)
        | {"requestBody": {"required": True, "content": {"application/json": {"schema": request_schema(verb)}}}},
    }


def _operation(id_: str, summary: str, answer: dict[str, Any]) -> dict[str, Any]:
    answered = {"description": "The answer", "content": {"application/json": {"schema": answer}}}
    refused = {status: {"$ref": f"#/components/responses/{status}"} for status in _REFUSALS}
    return {"operationId": id_, "summary": summary, "responses": {"200": answered, **refused}}


def _hoisted(verb: Verb, schemas: dict[str, Any]) -> dict[str, Any]:
    """The schema of an answer in the components, with all that it refers to."""
    schema = answer_schema(verb, "#/components/schemas/{model}")
    schemas.update(schema.pop("$defs", {}))
    schemas[verb.shape.__name__] = schema
    return _reference(verb.shape.__name__)


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
