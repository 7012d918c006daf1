"""The verbs of the wire as tools of the Model Context Protocol, and the entries as its resources.

Needs the extra `mcp`, the official SDK. What a tool answers is what JSON Lines answer.
"""

from __future__ import annotations

from typing import Any, Final

import anyio
from anyio import to_thread
from mcp import types
from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from fmref import __version__
from fmref.catalog import Catalog
from fmref.errors import FmrefError
from fmref.wire import VERBS, as_text, checked
from fmref.wire_schema import answer_schema, request_schema

__all__ = ["run_http", "run_stdio", "server"]

_INSTRUCTIONS: Final = (
    "fmref knows foundation models and the terms of their field in Chinese, Persian and English. Names are resolved "
    "or refused, never guessed; every fact has its sources; what is not disclosed is said not to be. Use `ask` for a "
    "question, `resolve` for a name, `facts` and `compare` for what is known, `list` for what there is, `show` for a "
    "record, `translate` for a term, `check` and `lint` for a text."
)
_ENTRY: Final = "fmref://entries/"
_TEMPLATE: Final = types.ResourceTemplate(
    uri_template=f"{_ENTRY}{{+id}}",
    name="entry",
    title="An entry or concept by its id",
    description="The record with its facts, each statement with its source, or with its terms and definitions.",
    mime_type="application/json",
)


def server(catalog: Catalog) -> Server[Any]:
    """A server of the protocol over one catalog, for any transport."""
    tools = [
        types.Tool(
            name=name,
            title=name.replace("_", " "),
            description=f"{verb.summary}.",
            input_schema=request_schema(verb),
            output_schema=answer_schema(verb),
            annotations=types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
        )
        for name, verb in VERBS.items()
    ]

    async def list_tools(_ctx: Any, _params: Any) -> types.ListToolsResult:
        """The verbs as tools."""
        return types.ListToolsResult(tools=tools)

    async def call_tool(_ctx: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        """What a verb answers, or why it does not."""
        if (verb := VERBS.get(params.name)) is None:
            raise MCPError(types.INVALID_PARAMS, f"no tool {params.name!r}; the tools are {', '.join(VERBS)}")
        try:
            asked = checked(verb, params.arguments or {})
            answer = await to_thread.run_sync(verb.answer, catalog, asked)
        except (FmrefError, ValueError) as error:
            return types.CallToolResult(content=[types.TextContent(text=str(error))], is_error=True)
        return types.CallToolResult(content=[types.TextContent(text=as_text(answer))], structured_content=dict(answer))

    async def list_templates(_ctx: Any, _params: Any) -> types.ListResourceTemplatesResult:
        """How the address of a record is made."""
        return types.ListResourceTemplatesResult(resource_templates=[_TEMPLATE])

    async def read(_ctx: Any, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        """The record of an address."""
        uri = str(params.uri)
        if not uri.startswith(_ENTRY) or (entry := catalog.get(uri.removeprefix(_ENTRY))) is None:
            raise MCPError(types.INVALID_PARAMS, f"no resource {uri!r}; use {_ENTRY} and the id of an entry")
        body = entry.record.model_dump_json(exclude_defaults=True, by_alias=True)
        content = types.TextResourceContents(uri=uri, mime_type="application/json", text=body)
        return types.ReadResourceResult(contents=[content])

    return Server(
        "fmref",
        version=__version__,
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resource_templates=list_templates,
        on_read_resource=read,
    )


def run_http(catalog: Catalog, *, host: str = "127.0.0.1", port: int = 8001) -> None:
    """Serve over streamable HTTP at `/mcp` until the process is told to stop; every call stands for itself."""
    import uvicorn

    app = server(catalog).streamable_http_app(host=host, stateless_http=True, json_response=True)
    uvicorn.run(app, host=host, port=port, access_log=False, log_level="warning", server_header=False)


def run_stdio(catalog: Catalog) -> None:
    """Serve over standard input and output until the client goes."""

    async def run() -> None:
        """Serve one client."""
        serving = server(catalog)
        async with stdio_server() as (incoming, outgoing):
            await serving.run(incoming, outgoing, serving.create_initialization_options())

    anyio.run(run)
