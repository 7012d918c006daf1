"""The language server, asked by a client of its own over standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from fmref import Catalog

T = TypeVar("T")

URI = "file:///article.md"


def asked(mini_directory: Path, text: str, ask: Callable[[LanguageClient], Awaitable[T]]) -> tuple[T, list[Any]]:
    """What a client hears that opens a document of this text and asks; and the findings that it was sent."""

    async def talk() -> tuple[T, list[Any]]:
        """One conversation."""
        client = LanguageClient("tests", "1")
        published: list[Any] = []
        first = asyncio.Event()

        @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def received(params: lsp.PublishDiagnosticsParams) -> None:
            """Findings have come."""
            published.append(params)
            first.set()

        environment = {**os.environ, "FMREF_DATA": str(mini_directory)}
        await client.start_io(sys.executable, "-m", "fmref", "lsp", env=environment)
        await client.initialize_async(lsp.InitializeParams(capabilities=lsp.ClientCapabilities()))
        client.initialized(lsp.InitializedParams())
        client.text_document_did_open(
            lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(URI, lsp.LanguageKind.Markdown, 1, text))
        )
        await asyncio.wait_for(first.wait(), 120)
        answer = await ask(client)
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()  # type: ignore[no-untyped-call]
        return answer, published

    return asyncio.run(talk())


def at(line: int, character: int) -> dict[str, Any]:
    """A place in the document, as parameters name it."""
    return {"text_document": lsp.TextDocumentIdentifier(URI), "position": lsp.Position(line, character)}


def test_findings_come_with_their_mends(mini: Catalog, mini_directory: Path) -> None:
    """At the places as editors count, where a letter beyond the first plane is two; code is left alone."""
    assert mini.lint("一种基金会模式。")

    async def ask(client: LanguageClient) -> Any:
        """The quick fixes for the finding."""
        where = lsp.Range(lsp.Position(0, 4), lsp.Position(0, 9))
        known = lsp.Diagnostic(where, "m", source="fmref", data=["基础模型"])
        other = lsp.Diagnostic(where, "m", source="another")
        return await client.text_document_code_action_async(
            lsp.CodeActionParams(lsp.TextDocumentIdentifier(URI), where, lsp.CodeActionContext([known, other]))
        )

    actions, published = asked(mini_directory, "😀一种基金会模式。\n\n`基金会模式`\n", ask)

    (finding,) = published[0].diagnostics
    assert lsp.Range(lsp.Position(0, 4), lsp.Position(0, 9)) == finding.range
    assert ("T201", lsp.DiagnosticSeverity.Error) == (finding.code, finding.severity)
    (action,) = actions
    assert "基础模型" == action.edit.changes[URI][0].new_text


def test_a_change_is_read_again(mini_directory: Path) -> None:
    """What was mended is found no more."""

    async def ask(client: LanguageClient) -> None:
        """Mend it, and wait for what the server says to that."""
        client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(2, URI),
                [lsp.TextDocumentContentChangeWholeDocument("一种基础模型。")],
            )
        )
        await client.text_document_hover_async(lsp.HoverParams(**at(0, 0)))

    _, published = asked(mini_directory, "一种基金会模式。", ask)

    assert [1, 0] == [len(one.diagnostics) for one in published]


def test_a_name_says_what_it_means(mini_directory: Path) -> None:
    """In the language of the document, with facts and sources; a term with its terms; nothing where nothing is."""

    async def ask(client: LanguageClient) -> Any:
        """Over the model, the term and a space."""
        return [await client.text_document_hover_async(lsp.HoverParams(**at(0, column))) for column in (1, 14, 9)]

    (model, concept, nothing), _ = asked(mini_directory, "Alpha 13B 是一种微调。", ask)

    assert "acme/alpha-13b" in model.contents.value
    assert "参数" in model.contents.value
    assert "Alpha model card" in model.contents.value
    assert nothing is None
    assert "fine-tuning" in concept.contents.value
    assert lsp.Range(lsp.Position(0, 13), lsp.Position(0, 15)) == concept.range


def test_names_are_completed(mini_directory: Path) -> None:
    """From the letters before the place, which the name takes the place of."""

    async def ask(client: LanguageClient) -> Any:
        """Behind the letters, and where there are none."""
        return [await client.text_document_completion_async(lsp.CompletionParams(**at(0, c))) for c in (8, 4)]

    (found, nothing), _ = asked(mini_directory, "The alph", ask)

    assert "Alpha" in [item.label for item in found.items]
    assert lsp.Range(lsp.Position(0, 4), lsp.Position(0, 8)) == found.items[0].text_edit.range
    assert not nothing.items
