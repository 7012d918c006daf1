"""Errors as problem details (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final, NamedTuple

from starlette.responses import Response

from fmref.errors import AmbiguousNameError, FmrefError, RequestError, UnknownNameError
from fmref.wire import candidate

__all__ = ["MEDIA_TYPE", "PROBLEM_SCHEMA", "problem", "problem_of"]

MEDIA_TYPE: Final = "application/problem+json"
PROBLEM_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "description": "What went wrong and how to repair it (RFC 9457).",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "candidates": {"type": "array", "items": {"type": "object"}},
    },
    "required": ["type", "title", "status"],
}


class _Kind(NamedTuple):
    """The status and type of the problem that an error is."""

    error: type[Exception]
    status: HTTPStatus
    name: str


_KINDS: Final = (
    _Kind(RequestError, HTTPStatus.BAD_REQUEST, "bad-request"),
    _Kind(UnknownNameError, HTTPStatus.NOT_FOUND, "unknown-name"),
    _Kind(AmbiguousNameError, HTTPStatus.CONFLICT, "ambiguous-name"),
    _Kind(FmrefError, HTTPStatus.UNPROCESSABLE_ENTITY, "bad-value"),
    _Kind(ValueError, HTTPStatus.UNPROCESSABLE_ENTITY, "bad-value"),
)
"""Which problem an error is: the first that fits."""


def problem(
    status: int, detail: str = "", name: str | None = None, *, headers: Mapping[str, str] | None = None, **more: Any
) -> Response:
    """A problem as a response; without a name its type is that of the status alone."""
    said = {"type": f"urn:fmref:problem:{name}" if name else "about:blank", "title": HTTPStatus(status).phrase}
    content = json.dumps({**said, "status": status, "detail": detail, **more}, ensure_ascii=False)
    return Response(content.encode("utf8", "backslashreplace"), int(status), headers, media_type=MEDIA_TYPE)


def problem_of(error: FmrefError | ValueError) -> Response:
    """An error of the library as a response, with the entries that may have been meant."""
    kind = next(kind for kind in _KINDS if isinstance(error, kind.error))
    near = [candidate(match) for match in getattr(error, "candidates", ())]
    more: dict[str, Any] = {"candidates": near} if near else {}
    return problem(kind.status, str(error), kind.name, **more)
