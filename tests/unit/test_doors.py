"""JSON Lines, HTTP, the Model Context Protocol: one request has one answer behind every door."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx
import jsonschema
import mcp
import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from fmref.catalog import Catalog
from fmref.cli import main
from fmref.mcp_server import server
from fmref.server import Limits, application
from fmref.wire import LISTS, VERBS
from fmref.wire_schema import answer_schema, request_schema

REQUESTS: dict[str, list[dict[str, Any]]] = {
    "resolve": [{"q": "Alpha 13B"}, {"q": "gpt-99"}, {"q": "alpha", "kind": "model"}],
    "search": [{"q": "alpha"}, {"q": "zzzz"}],
    "show": [{"q": "Alpha 13B"}, {"q": "foundation model"}],
    "term": [{"q": "foundation model"}],
    "facts": [{"q": "Alpha 13B", "lang": "fa"}, {"q": "Beta", "attributes": ["parameters", "developer"]}],
    "compare": [{"names": ["Alpha 13B", "بتا"], "lang": "zh"}, {"names": ["alpha", "beta"], "attributes": ["license"]}],
    "timeline": [{"q": "Alpha"}, {"q": "آلفا", "lang": "fa"}],
    "list": [{"kind": "model", "developer": "Acme", "level": "model"}, {"kind": "concept"}],
    "ask": [{"q": "Alpha 13B 有多少参数"}, {"q": "پارامترهای Alpha 13B چند است؟"}, {"q": "?"}],
    "check": [{"id": "1", "text": "Alpha 13B has 99 billion parameters."}],
    "lint": [{"id": "1", "text": "这种基金会模式很强。"}, {"text": ""}],
    "annotate": [{"id": "1", "text": "Alpha 13B 用基础模型，有 130 亿参数，2023 年 3 月发布。"}],
    "check_pair": [{"id": "1", "source": "A foundation model.", "target": "一种基金会模式。"}],
    "translate_terms": [{"id": "1", "text": "A foundation model.", "to": "zh"}],
    "translate": [{"q": "foundation model", "to": "zh"}, {"q": "zzzz", "to": "fa"}],
}
SAMPLES = [(verb, request) for verb, requests in REQUESTS.items() for request in requests]


@pytest.fixture(scope="module")
def client(mini: Catalog) -> Iterator[TestClient]:
    """A client of the application over the small data."""
    with TestClient(application(mini)) as client:
        yield client


def called(catalog: Catalog, name: str, arguments: dict[str, Any]) -> Any:
    """What a tool answers to the protocol's own client."""

    async def call() -> Any:
        """One call."""
        async with mcp.Client(server(catalog)) as client:
            return await client.call_tool(name, arguments)

    return anyio.run(call)


def test_every_verb_is_tried() -> None:
    """A new verb needs a sample."""
    assert REQUESTS.keys() == VERBS.keys()


@pytest.mark.parametrize(("verb", "request_"), SAMPLES)
def test_one_request_one_answer(
    mini: Catalog, client: TestClient, mini_directory: Any, verb: str, request_: dict[str, Any]
) -> None:
    """The command line, the body, the address, a line of many and a tool say the same, as the schema says."""
    line = json.dumps(request_, ensure_ascii=False)
    lines = CliRunner().invoke(main, ["--data", str(mini_directory), verb.replace("_", "-"), "--jsonl"], input=line)
    expected = json.loads(lines.stdout)

    jsonschema.validate(request_, request_schema(VERBS[verb]))
    jsonschema.validate(expected, answer_schema(VERBS[verb]))
    assert client.post(f"/v1/{verb}", json=request_).json() == expected
    assert client.get(f"/v1/{verb}", params=request_).json() == expected
    many = client.post(f"/v1/{verb}", content=line, headers={"content-type": "application/x-ndjson"})
    assert many.text == lines.stdout
    assert called(mini, verb, dict(request_)).structured_content == expected


@pytest.mark.parametrize(
    ("verb", "content", "status", "said"),
    [
        ("resolve", b"{", 400, "not JSON"),
        ("resolve", b"\xff", 400, "not UTF-8"),
        ("resolve", b"[]", 400, "not an object"),
        ("resolve", b'{"q": 1}', 400, "not a string"),
        ("resolve", b'{"q": "a", "q": "b"}', 400, "stands twice"),
        ("resolve", b"{}", 400, "no key 'q'"),
        ("resolve", b"[" * 100_000, 400, "not JSON"),
        ("resolve", b'{"q": "a", "at": "never"}', 422, "never"),
        ("show", b'{"q": "zzzz"}', 404, "unknown name"),
        ("compare", b'{"names": "Beta"}', 400, "not a list of strings"),
        ("compare", b'{"names": []}', 400, "not a list of strings"),
        ("compare", b'{"names": ["Beta", 1]}', 400, "not a list of strings"),
        ("compare", b'{"names": ["Beta"]}', 422, "2 to 12"),
        ("facts", b'{"q": "Beta", "attributes": ["colour"]}', 422, "colour"),
        ("list", b'{"kind": "colour"}', 422, "unknown kind"),
        ("list", b'{"kind": "model", "after": "../../etc/passwd"}', 404, "after"),
        ("translate", b'{"q": "a", "to": "xx"}', 422, "xx"),
        ("../../etc/passwd", b"{}", 404, ""),
        ("shout", b"{}", 404, "no such verb"),
        ("resolve", b"x" * 2_000_000, 413, "send less"),
    ],
)
def test_bad_requests_are_problems(client: TestClient, verb: str, content: bytes, status: int, said: str) -> None:
    """Each with its status, and what to do instead (RFC 9457)."""
    found = client.post(f"/v1/{verb}", content=content, headers={"content-type": "application/json"})

    assert (found.status_code, found.headers["content-type"]) == (status, "application/problem+json")
    assert found.json()["status"] == status
    assert said in found.json()["detail"]


HOSTILE = (
    "../../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "file:///etc/passwd",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE entries; --",
    "%' OR 1=1 --",
    "\u0000",
    "\ud800",
    "\u202egpt-4\u202c",
    "{{7*7}} ${7*7}",
    "%s%n{0.__class__}",
)


@pytest.mark.parametrize("verb", VERBS)
def test_paths_scripts_and_markup_are_text(client: TestClient, mini: Catalog, verb: str) -> None:
    """In every field of every verb, by address and by body: answered or refused as JSON, and echoed as it is."""
    sample = REQUESTS[verb][0]
    for key in (*VERBS[verb].required, *VERBS[verb].optional):
        for text in HOSTILE:
            request = sample | {key: [text] * 2 if key in LISTS else text}
            found = [client.post(f"/v1/{verb}", content=json.dumps(request))]
            if text.isprintable():  # no address holds half of a letter
                found.append(client.get(f"/v1/{verb}", params=request))
            for one in found:
                assert one.status_code in {200, 400, 404, 409, 422}, (key, text)
                assert one.headers["content-type"] in {"application/json", "application/problem+json"}
                assert one.headers["x-content-type-options"] == "nosniff"
                assert "root:" not in one.text
                assert one.json().get("q", request.get("q")) == request.get("q")
    assert mini.snapshot.node("acme/alpha") is not None


def test_a_list_goes_on_behind_an_entry(full: Catalog) -> None:
    """Page after page, each entry once."""
    with TestClient(application(full)) as client:
        first = client.get("/v1/list", params={"kind": "model", "developer": "متا"}).json()
        met = [entry["id"] for entry in first["entries"]]
        while len(met) < first["total"]:
            more = {"kind": "model", "developer": "Meta", "after": met[-1]}
            met += [entry["id"] for entry in client.get("/v1/list", params=more).json()["entries"]]

    assert len(met) == len(set(met)) == first["total"] > 100
    assert {"meta/llama", "meta/dlrm-12t"} <= set(met)


def test_other_bodies_and_methods_are_refused(client: TestClient) -> None:
    """A form is no JSON, and nothing is to be changed here."""
    assert client.post("/v1/resolve", data={"q": "alpha"}).status_code == 415
    assert client.delete("/v1/resolve").status_code == 405
    assert client.get("/v1/resolve", params=[("q", "a"), ("q", "b")]).status_code == 400


def test_ambiguous_and_unknown_names_come_with_candidates(full: Catalog) -> None:
    """So that a program can offer them."""
    with TestClient(application(full)) as client:
        assert client.get("/v1/show", params={"q": "دالی"}).status_code == 409
        assert client.get("/v1/show", params={"q": "gpt-9"}).json()["candidates"][0]["id"] == "openai/gpt"


def test_an_answer_is_kept_as_long_as_the_snapshot(client: TestClient, mini: Catalog) -> None:
    """A tag of the snapshot's digest; who has it gets no body."""
    first = client.get("/v1/resolve", params={"q": "alpha"})
    again = client.get("/v1/resolve", params={"q": "alpha"}, headers={"if-none-match": first.headers["etag"]})

    assert mini.digest[:32] in first.headers["etag"]
    assert (again.status_code, again.content) == (304, b"")


def test_many_requests_are_answered_line_by_line(client: TestClient) -> None:
    """Blank lines are passed over, bad ones have an error in their place, one too long is the last."""
    lines = ['{"q": "Alpha 13B"}', "", '{"x": 1}', '{"q": "' + "a" * 2_000_000 + '"}', '{"q": "Alpha 13B"}']
    found = client.post("/v1/resolve", content="\n".join(lines), headers={"content-type": "application/x-ndjson"})
    answers = [json.loads(line) for line in found.text.splitlines()]

    assert [answer.get("error", "").partition(":")[0] for answer in answers] == ["", "line 3", "line 4"]


def test_large_answers_are_compressed(client: TestClient) -> None:
    """For clients that take it."""
    text = "Alpha 13B. " * 100
    found = client.post("/v1/annotate", json={"text": text}, headers={"accept-encoding": "gzip"})

    assert found.headers["content-encoding"] == "gzip"
    assert len(found.json()["spans"]) == 100


def test_pages_of_other_origins_may_not_call(mini: Catalog) -> None:
    """Unless the server is told to let them."""
    origin = {"origin": "https://example.org"}
    with TestClient(application(mini)) as closed, TestClient(application(mini, cors=(origin["origin"],))) as open_:
        assert "access-control-allow-origin" not in closed.get("/health", headers=origin).headers
        assert open_.get("/health", headers=origin).headers["access-control-allow-origin"] == origin["origin"]


def test_an_answer_that_takes_too_long_is_given_up(full: Catalog) -> None:
    """The client is told to send less or to come later."""
    with TestClient(application(full, limits=Limits(seconds_to_answer=0.001))) as client:
        found = client.post("/v1/annotate", json={"text": "GPT-3 and BLOOM. " * 5_000})
    assert (found.status_code, "send less text" in found.text) == (503, True)


def test_a_body_that_does_not_come_is_given_up(mini: Catalog) -> None:
    """A slow client holds nothing for long."""

    async def slowly() -> Any:
        """A request of which nothing more comes."""

        async def pieces() -> Any:
            """The body, in parts."""
            yield b'{"q": '
            await anyio.sleep(1)
            yield b'"a"}'

        app = application(mini, limits=Limits(seconds_to_send=0.05))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
            return await client.post("/v1/resolve", content=pieces(), headers={"content-type": "application/json"})

    assert anyio.run(slowly).status_code == 408


def test_health_says_what_is_served(client: TestClient, mini: Catalog) -> None:
    """With the digest of the snapshot."""
    assert client.get("/health").json().items() >= {"status": "ok", "digest": mini.digest}.items()


def test_the_tools_are_described(mini: Catalog) -> None:
    """Each with a description, what it takes and what it answers; entries are resources."""

    async def listed() -> Any:
        """What the server lists, and one record."""
        async with mcp.Client(server(mini)) as client:
            templates = await client.list_resource_templates()
            entry = await client.read_resource("fmref://entries/acme/alpha-13b")
            return (await client.list_tools()).tools, templates.resource_templates, entry.contents[0]

    tools, templates, entry = anyio.run(listed)
    assert {tool.name for tool in tools} == VERBS.keys()
    assert all(tool.description and tool.output_schema for tool in tools)
    assert [template.uri_template for template in templates] == ["fmref://entries/{+id}"]
    assert json.loads(entry.text)["id"] == "acme/alpha-13b"


def test_the_tools_are_served_to_other_processes(mini_directory: Path) -> None:
    """Over standard input and output, and over HTTP."""
    command = [sys.executable, "-m", "fmref", "--data", str(mini_directory), "mcp"]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    async def asked(door: Any) -> Any:
        """What a tool answers behind one door."""
        async with mcp.Client(door) as client:
            return (await client.call_tool("resolve", {"q": "Alpha 13B"})).structured_content["id"]

    async def over_http() -> Any:
        """The same, when the server listens."""
        with anyio.fail_after(60):
            while True:
                try:
                    await (await anyio.connect_tcp("127.0.0.1", port)).aclose()
                except OSError:
                    await anyio.sleep(0.1)
                else:
                    return await asked(f"http://127.0.0.1:{port}/mcp")

    stdio = mcp.StdioServerParameters(command=command[0], args=command[1:], env=dict(os.environ))
    assert anyio.run(asked, stdio) == "acme/alpha-13b"
    with subprocess.Popen([*command, "--http", "--port", str(port)]) as process:
        try:
            assert anyio.run(over_http) == "acme/alpha-13b"
        finally:
            process.terminate()


@pytest.mark.parametrize("quiet", [False, True])
def test_fmref_serve_answers_and_logs_a_line_a_request(mini: Catalog, *, quiet: bool) -> None:
    """On standard error, with what was done and not with what was asked; nothing with `--quiet`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "fmref", "--data", mini.snapshot.path, "serve", "--port", str(port)]
    with subprocess.Popen(command + ["--quiet"] * quiet, stderr=subprocess.PIPE, text=True) as process:
        try:
            transport = httpx.HTTPTransport(retries=10)  # with pauses that double, until the server listens
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", transport=transport, timeout=60) as client:
                answer = client.get("/v1/resolve", params={"q": "Alpha 13B"})
        finally:
            process.terminate()
        logged = [json.loads(line) for line in process.stderr or ()]

    assert answer.json()["id"] == "acme/alpha-13b"
    assert [(line["method"], line["path"], line["status"]) for line in logged] == (
        [] if quiet else [("GET", "/v1/resolve", 200)]
    )
    assert all(line["bytes"] == len(answer.content) and line["ms"] > 0 for line in logged)


@pytest.mark.parametrize(
    ("arguments", "said"), [({}, "no key 'q'"), ({"q": "zzzz"}, "unknown name"), ({"q": 1}, "not a string")]
)
def test_a_tool_says_what_was_wrong(mini: Catalog, arguments: dict[str, Any], said: str) -> None:
    """As an answer that the assistant can read and repair."""
    found = called(mini, "show", arguments)
    assert found.is_error
    assert said in found.content[0].text


@pytest.mark.parametrize("uri", ["fmref://entries/nobody/nothing", "fmref://entries/../../etc/passwd", "file:///etc"])
def test_only_entries_are_resources(mini: Catalog, uri: str) -> None:
    """Another address is an error."""

    async def read() -> None:
        """One record."""
        async with mcp.Client(server(mini)) as client:
            with pytest.raises(mcp.MCPError, match="no resource"):
                await client.read_resource(uri)

    anyio.run(read)
