"""SKOS as Turtle (https://www.w3.org/TR/turtle/)."""

from __future__ import annotations

from collections.abc import Sequence

from rdflib import Graph
from rdflib.plugins.parsers.notation3 import BadSyntax

from fmref.errors import ExchangeError
from fmref.exchange.drafts import Draft
from fmref.exchange.skos import CARRYING, SCHEME, drafts_of, graph_of, narrowed
from fmref.schema import Concept

__all__ = ["CARRYING", "drafts", "narrowed", "text"]


def text(concepts: Sequence[Concept], languages: Sequence[str]) -> str:
    """A Turtle file."""
    return graph_of(concepts, languages).serialize(format="turtle")


def drafts(content: str, _languages: Sequence[str]) -> tuple[list[Draft], dict[str, int]]:
    """The concepts of a Turtle file; raises `ExchangeError`."""
    graph = Graph()
    try:
        graph.parse(data=content, format="turtle", publicID=str(SCHEME))
    except BadSyntax as error:
        cause = "no Turtle; mend the statement there, or the one before"
        raise ExchangeError(cause, line=error.lines + 1) from None
    except Exception as error:  # rdflib lets other errors of its own workings escape
        raise ExchangeError(
            f"no Turtle that can be read ({type(error).__name__}); check it with an RDF tool"
        ) from error
    return drafts_of(graph)
