"""The application: routes over the verbs of the wire."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping
from functools import partial
from http import HTTPStatus
from typing import Any, NamedTuple

import anyio
from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from fmref import __version__
from fmref.catalog import Catalog
from fmref.errors import FmrefError, RequestError
from fmref.server._access import AccessLog
from fmref.server._body import body, lines
from fmref.server._headers import NeverGuessed
from fmref.server._openapi import document
from fmref.server._problems import problem, problem_of
from fmref.wire import LISTS, VERBS, Verb, answer_line, as_text, checked, request_in

__all__ = ["Limits", "application"]


class Limits(NamedTuple):
    """What a server allows: the bytes of a body or line, the seconds a body may take, those an answer may take."""

    bytes: int = 1_000_000
    seconds_to_send: float = 30.0
    seconds_to_answer: float = 30.0


_AT_ONCE = 2_000
"""Up to how many bytes a request is answered in the loop of events; longer ones take a thread."""
_MOST_LONG = 256
"""How many longer ones are read or wait for a thread at once, each of which takes memory; those beyond get 503."""
_JSON = "application/json"
_LINES = ("application/x-ndjson", "application/jsonl")


def application(catalog: Catalog, *, limits: Limits | None = None, cors: tuple[str, ...] = ()) -> Starlette:
    """An ASGI application that answers the verbs over one catalog.

    `POST /v1/VERB` takes a request of JSON Lines as JSON, or many as `application/x-ndjson`; `GET /v1/VERB?key=value`
    takes one in the address. `GET /openapi.json` describes it, `GET /health` says what is served. `cors` are the
    origins whose pages may call it, none unless given.
    """
    service = _Service(catalog, limits or Limits())
    described = as_text(document(service.limits.bytes)).encode()
    routes = [
        Route("/v1/{verb}", service.get, methods=["GET"]),
        Route("/v1/{verb}", service.post, methods=["POST"]),
        Route("/health", service.health),
        Route("/openapi.json", lambda _: Response(described, media_type=_JSON)),
    ]
    shared = [Middleware(CORSMiddleware, allow_origins=cors, allow_methods=["GET", "POST"])] if cors else []
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(AccessLog),
            Middleware(NeverGuessed),
            *shared,
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
        ],
        exception_handlers={HTTPException: _refusal},
    )


class _Service:
    """The verbs over one catalog, within limits."""

    def __init__(self, catalog: Catalog, limits: Limits) -> None:
        self.limits = limits
        self._catalog = catalog
        self._tag = f'W/"{catalog.digest[:32]}-{__version__}"'
        self._threads: CapacityLimiter | None = None
        self._long = 0

    async def health(self, _request: Request) -> Response:
        """What is served."""
        catalog = self._catalog
        said = {"status": "ok", "version": __version__, "digest": catalog.digest, **_sizes(catalog.snapshot.meta)}
        return Response(as_text(said).encode(), media_type=_JSON)

    async def get(self, request: Request) -> Response:
        """One request in the address, of which the answer may be kept as long as the snapshot is the same."""
        verb = _verb(request)
        if request.headers.get("if-none-match") in (self._tag, "*"):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": self._tag})
        try:
            answer = await self._answer(verb, checked(verb, _in_address(request)), len(request.url.query))
        except (FmrefError, ValueError) as error:
            return problem_of(error)
        answer.headers.update({"ETag": self._tag, "Cache-Control": "no-cache"})
        return answer

    async def post(self, request: Request) -> Response:
        """One request in the body, or one on each line."""
        verb = _verb(request)
        media = request.headers.get("content-type", _JSON).partition(";")[0].strip().lower()
        if media in _LINES:
            return _WhileItComes(self._answers(request), media_type=_LINES[0])
        if media != _JSON:
            return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"send {_JSON}, or {_LINES[0]} for many requests")
        if int(request.headers.get("content-length", self.limits.bytes)) <= _AT_ONCE:
            return await self._of_body(verb, request)
        if self._long >= _MOST_LONG:
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, "too many long texts at once; try later")
        self._long += 1
        try:
            return await self._of_body(verb, request)
        finally:
            self._long -= 1

    async def _of_body(self, verb: Verb, request: Request) -> Response:
        sent = await body(request, self.limits.bytes, self.limits.seconds_to_send)
        try:
            return await self._answer(verb, request_in(verb, sent), len(sent))
        except (FmrefError, ValueError) as error:
            return problem_of(error)

    async def _answer(self, verb: Verb, asked: Mapping[str, Any], size: int) -> Response:
        answer = partial(_answered, verb, self._catalog, asked)
        return Response(await self._done(answer, size), media_type=_JSON)

    async def _answers(self, request: Request) -> AsyncIterator[bytes]:
        """The answers line by line; what cannot be read to its end is the last of them, an error."""
        verb = request.path_params["verb"]
        number = 0
        try:
            async for line in lines(request, self.limits.bytes, self.limits.seconds_to_send):
                number += 1
                if line.strip():
                    yield await self._done(partial(_answered_line, self._catalog, verb, line, number), len(line))
        except HTTPException as error:
            yield f"{as_text({'error': f'line {number + 1}: {error.detail}'})}\n".encode()

    async def _done(self, work: partial[bytes], size: int) -> bytes:
        """What work gives, in a thread where it is more than a moment's; it cannot be stopped, but the caller goes."""
        if size <= _AT_ONCE:
            return work()
        if self._threads is None:
            self._threads = CapacityLimiter(os.cpu_count() or 1)
        try:
            with anyio.fail_after(self.limits.seconds_to_answer):
                return await to_thread.run_sync(work, abandon_on_cancel=True, limiter=self._threads)
        except TimeoutError:
            detail = f"no answer within {self.limits.seconds_to_answer:g} s; send less text, or try later"
            raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, detail) from None


class _WhileItComes(StreamingResponse):
    """A response written while the request is still read; Starlette's own would read on for the client's end."""

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Write what there is."""
        await self.stream_response(send)


def _answered(verb: Verb, catalog: Catalog, asked: Mapping[str, Any]) -> bytes:
    return as_text(verb.answer(catalog, asked)).encode()


def _answered_line(catalog: Catalog, verb: str, line: bytes, number: int) -> bytes:
    return f"{answer_line(catalog, verb, line, number)[0]}\n".encode()


def _verb(request: Request) -> Verb:
    """The verb of an address; raises `HTTPException` 404 for another word."""
    try:
        return VERBS[request.path_params["verb"]]
    except KeyError:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"no such verb; the verbs are {', '.join(VERBS)}") from None


def _in_address(request: Request) -> dict[str, Any]:
    """The request in an address; raises `RequestError` where a key that has one value stands twice."""
    found: dict[str, Any] = {}
    for key, value in request.query_params.multi_items():
        if key in LISTS:
            found.setdefault(key, []).append(value)
        elif found.setdefault(key, value) is not value:
            raise RequestError("a key stands twice; send it once")
    return found


def _sizes(meta: Mapping[str, str]) -> dict[str, int]:
    return {key: int(meta[key]) for key in ("entries", "concepts")}


async def _refusal(_request: Request, error: Exception) -> Response:
    """What Starlette or a limit refuses, as a problem."""
    assert isinstance(error, HTTPException)  # noqa: S101  # it is registered for no other
    found = problem(error.status_code, error.detail)
    found.headers.update(error.headers or {})
    return found
