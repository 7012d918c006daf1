"""Commands that serve others: mcp, lsp, serve; and the web site."""

from __future__ import annotations

from pathlib import Path

import click

from fmref.cli._main import main, open_catalog, tracked
from fmref.errors import MissingExtraError


@main.command()
@click.option("--http", is_flag=True, help="Over streamable HTTP at /mcp instead of standard input and output.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535))
def mcp(http: bool, host: str, port: int) -> None:
    """Serve the verbs as tools of the Model Context Protocol."""
    try:
        from fmref import mcp_server
    except ModuleNotFoundError:
        raise MissingExtraError("mcp", "the Model Context Protocol") from None
    if http:
        mcp_server.run_http(open_catalog(), host=host, port=port)
    else:
        mcp_server.run_stdio(open_catalog())


@main.command()
def lsp() -> None:
    """Serve an editor over standard input and output: findings, hovers, names to complete."""
    try:
        from fmref import language_server
    except ModuleNotFoundError:
        raise MissingExtraError("lsp", "the language server") from None
    language_server.server(open_catalog()).start_io()


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--cors", multiple=True, metavar="ORIGIN", help="An origin whose pages may call it; may be repeated.")
@click.option("--max-bytes", default=1_000_000, show_default=True, type=click.IntRange(1), help="Of a body or line.")
@click.option("--quiet", is_flag=True, help="Log no requests.")
def serve(host: str, port: int, cors: tuple[str, ...], max_bytes: int, quiet: bool) -> None:
    """Answer over HTTP what JSON Lines answer here; GET /openapi.json describes it."""
    try:
        from fmref import server
    except ModuleNotFoundError:
        raise MissingExtraError("server", "serving over HTTP") from None
    server.serve(open_catalog(), host=host, port=port, cors=cors, limits=server.Limits(bytes=max_bytes), log=not quiet)


@main.command()
@click.argument("directory", type=click.Path(path_type=Path))
def site(directory: Path) -> None:
    """Write the catalog and the glossary to DIRECTORY as a web site in three languages.

    DIRECTORY is new, empty, or a site that was written before, which is replaced when all is well.
    """
    try:
        from fmref.site import build
    except ModuleNotFoundError:
        raise MissingExtraError("site", "writing a site") from None
    count = build(open_catalog(), directory, lambda ids: tracked(ids, "writing"))
    click.echo(f"{directory}: {count:,} pages; open {directory / 'index.html'}")
