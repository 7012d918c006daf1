"""SKOS as JSON-LD (https://www.w3.org/TR/json-ld11/)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from rdflib import Graph
from rdflib.namespace import DCTERMS, SKOS
from rdflib.plugins.parsers.jsonld import to_rdf

from fmref.errors import ExchangeError, shorten
from fmref.exchange.drafts import Draft
from fmref.exchange.skos import CARRYING, SCHEME, drafts_of, graph_of, narrowed
from fmref.schema import Concept

__all__ = ["CARRYING", "drafts", "narrowed", "text"]

_CONTEXT: Final = {"skos": str(SKOS), "dcterms": str(DCTERMS)}
_DEEPEST: Final = 50


def text(concepts: Sequence[Concept], languages: Sequence[str]) -> str:
    """A JSON-LD file with its context in it."""
    graph = graph_of(concepts, languages)
    written = graph.serialize(format="json-ld", context=_CONTEXT, indent=1, sort_keys=True, ensure_ascii=False)
    return f"{written}\n"


def drafts(content: str, _languages: Sequence[str]) -> tuple[list[Draft], dict[str, int]]:
    """The concepts of a JSON-LD file, of which no context is fetched; raises `ExchangeError`."""
    try:
        data = json.loads(content)
    except json.JSONDecodeError as error:
        raise ExchangeError(f"no JSON: {error.msg.lower()}; mend it there", line=error.lineno) from None
    except (RecursionError, ValueError) as error:
        raise ExchangeError(f"no JSON that can be read ({type(error).__name__}); flatten it") from None
    _refuse_fetching(data)
    graph = Graph()
    try:
        to_rdf(data, graph, str(SCHEME))
    except Exception as error:  # rdflib lets errors of its own workings escape
        raise ExchangeError(f"no JSON-LD that can be read ({type(error).__name__}); check its context") from error
    return drafts_of(graph)


def _refuse_fetching(data: Any) -> None:
    """Raise `ExchangeError` at a context that would have to be fetched, and at endless nesting."""
    waiting = [(data, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > _DEEPEST:
            raise ExchangeError("the nesting is too deep; flatten it")
        if isinstance(value, dict):
            for key, inner in value.items():
                if key == "@import" or (key == "@context" and _refers(inner)):
                    raise ExchangeError(f"{key} {shorten(inner)} is not fetched; write the context into the file")
                waiting.append((inner, depth + 1))
        elif isinstance(value, list):
            waiting.extend((inner, depth + 1) for inner in value)


def _refers(context: Any) -> bool:
    return isinstance(context, str) or (isinstance(context, list) and any(isinstance(part, str) for part in context))
