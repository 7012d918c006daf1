"""A language server for editors: findings of `lint` with their mends, what a name or term means, names to complete.

Needs the extra `lsp`. It speaks the Language Server Protocol 3.17 over standard input and output (`fmref lsp`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.workspace import ServerTextPosition

from fmref import __version__
from fmref.document import Lines, is_markdown
from fmref.main_language import main_language

if TYPE_CHECKING:
    from pygls.workspace import TextDocument

    from fmref.annotation import Mention
    from fmref.catalog import Catalog
    from fmref.entries import CatalogEntry, ConceptEntry

__all__ = ["server"]

MOST_OFFERED: Final = 20
"""How many names are offered at a place."""
SHORTEST_COMPLETED: Final = 2
"""How many letters have to stand there."""

_SEVERITIES: Final = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "info": lsp.DiagnosticSeverity.Information,
}
_SHOWN: Final = ("developer", "release_date", "parameters", "context", "license")
"""The facts that are shown over a name."""
_ASIDE: Final = " \t\r\n\"'`*_<>()[]{}“”‘’«»《》（）【】，。、；：！？،؛؟!?,;:"
"""What does not stand inside of a name that is being written."""


def server(catalog: Catalog) -> LanguageServer:
    """A language server over one catalog, for any transport."""
    serving = LanguageServer("fmref", __version__)

    def publish(uri: str) -> None:
        document = serving.workspace.get_text_document(uri)
        found = _diagnostics(catalog, document)
        serving.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found, document.version))

    @serving.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        publish(params.text_document.uri)

    @serving.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        publish(params.text_document.uri)

    @serving.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix]))
    def mends(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        return [action for one in params.context.diagnostics for action in _mends(params.text_document.uri, one)]

    @serving.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        document = serving.workspace.get_text_document(params.text_document.uri)
        return _hover(catalog, document, document.offset_at_position(params.position))

    @serving.feature(lsp.TEXT_DOCUMENT_COMPLETION)
    def completion(params: lsp.CompletionParams) -> lsp.CompletionList:
        document = serving.workspace.get_text_document(params.text_document.uri)
        return _completion(catalog, document, document.offset_at_position(params.position))

    return serving


def _range(document: TextDocument, lines: Lines, start: int, end: int) -> lsp.Range:
    """A span in code points as the editor counts."""
    first, last = (ServerTextPosition(line - 1, column - 1) for line, column in map(lines.place, (start, end)))
    return lsp.Range(document.position_to_client_units(first), document.position_to_client_units(last))


def _diagnostics(catalog: Catalog, document: TextDocument) -> list[lsp.Diagnostic]:
    """The findings of a document, each with what to write instead."""
    found, lines = catalog.lint(document.source, markdown=_is_markdown(document)), Lines(document.source)
    return [
        lsp.Diagnostic(
            _range(document, lines, one.start, one.end),
            one.message,
            _SEVERITIES[one.severity],
            one.code,
            source="fmref",
            data=list(one.suggestions),
        )
        for one in found
    ]


def _is_markdown(document: TextDocument) -> bool:
    return document.language_id == "markdown" or is_markdown(document.uri)


def _mends(uri: str, one: lsp.Diagnostic) -> list[lsp.CodeAction]:
    """What may be written for a finding of ours, the likeliest first."""
    if one.source != "fmref" or not isinstance(one.data, list):
        return []
    return [
        lsp.CodeAction(
            f"Write {text}",
            lsp.CodeActionKind.QuickFix,
            [one],
            is_preferred=number == 0,
            edit=lsp.WorkspaceEdit({uri: [lsp.TextEdit(one.range, str(text))]}),
        )
        for number, text in enumerate(one.data)
    ]


def _hover(catalog: Catalog, document: TextDocument, offset: int) -> lsp.Hover | None:
    """What the name, term, quantity or date at a place means; None where there is none."""
    mentions = catalog.annotate(document.source, general=True, markdown=_is_markdown(document)).mentions
    at = [one for one in mentions if one.start <= offset < one.end]
    if not at:
        return None
    shortest = min(at, key=lambda one: one.end - one.start)
    said = _about(catalog, shortest, main_language(document.source) or "en")
    content = lsp.MarkupContent(lsp.MarkupKind.PlainText, said)
    return lsp.Hover(content, _range(document, Lines(document.source), shortest.start, shortest.end))


def _about(catalog: Catalog, mention: Mention, lang: str) -> str:
    """A mention in a few lines of a language."""
    if not mention.id:
        return mention.name
    entry: Any = catalog.load(mention.id)
    status = "" if mention.status == "ok" else f" ({mention.status})"
    lines = [f"{entry.label(lang)}{status} · {entry.id}"]
    return "\n".join([*lines, *(_of_concept(entry, lang) if entry.kind == "concept" else _of_entry(entry, lang))])


def _of_concept(concept: ConceptEntry, lang: str) -> list[str]:
    labels = " · ".join(concept.label(tag) for tag in ("en", "zh", "fa"))
    return [line for line in (labels, concept.definition(lang)) if line]


def _of_entry(entry: CatalogEntry, lang: str) -> list[str]:
    lines = [summary] if (summary := entry.summary(lang)) else []
    for name, fact in entry.facts.items():
        if name in _SHOWN:
            label = next(iter(getattr(entry.attribute(name).labels, lang[:2])), name)
            lines.append(f"{label}: {entry.fact_text(name, lang)} ({fact.source.title})")
    return lines


def _completion(catalog: Catalog, document: TextDocument, offset: int) -> lsp.CompletionList:
    """Names and terms for the word before a place, as the language of the document writes them."""
    before = document.source[max(offset - 60, 0) : offset]
    start = max((before.rfind(mark) for mark in _ASIDE), default=-1) + 1
    word = before[start:]
    if len(word) < SHORTEST_COMPLETED:
        return lsp.CompletionList(is_incomplete=True, items=[])
    lang = main_language(document.source) or "en"
    where = _range(document, Lines(document.source), offset - len(word), offset)
    items = [
        lsp.CompletionItem(
            label=(text := catalog.load(match.id).label(lang)),
            detail=f"{match.level or match.kind} · {match.id}",
            filter_text=word,
            sort_text=f"{number:03}",
            text_edit=lsp.TextEdit(where, text),
        )
        for number, match in enumerate(catalog.search(word, limit=MOST_OFFERED))
    ]
    return lsp.CompletionList(is_incomplete=True, items=items)
