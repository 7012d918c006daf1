"""Glossary files of fmref itself, in the short notation of people: a string where a string says all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from fmref.errors import ExchangeError
from fmref.exchange.carrying import EVERYTHING, TERM_FIELDS
from fmref.exchange.drafts import Draft
from fmref.exchange.scalars import scalar
from fmref.schema import Concept, Term, per_language
from fmref.store import read_concepts

__all__ = ["CARRYING", "drafts", "text"]

CARRYING: Final = EVERYTHING._replace(concept=tuple(name for name in EVERYTHING.concept if name != "domain"))
"""Everything but the domain, which is the name of the file."""

_WIDTH: Final = 120


def text(concepts: Sequence[Concept], _languages: Sequence[str]) -> str:
    """A glossary file, sorted by id as the data check wants it."""
    blocks = (_block(concept) for concept in sorted(concepts, key=lambda concept: concept.id))
    return "".join(f"{line}\n" for lines in blocks for line in lines)


def _block(concept: Concept) -> Iterator[str]:
    yield f"{scalar(concept.id)}:"
    if concept.pos != "noun":  # the usual one, which is not to replace another where the file is an overlay
        yield f"  pos: {concept.pos}"
    if concept.general:
        yield "  general: true"
    yield "  terms:"
    for lang, terms in per_language(concept.terms):
        if terms or lang != "zh-Hant":
            yield from _terms(lang, terms)
    said = {lang: text for lang in ("en", "zh", "fa") if (text := getattr(concept.definition, lang, None))}
    if said:
        yield "  definition:"
        yield from (f"    {lang}: {scalar(text)}" for lang, text in said.items())
    if concept.keep_latin:
        kept = ", ".join(f"{lang}: {how}" for lang, how in concept.keep_latin.items())
        yield f"  keep_latin: {{{kept}}}"
    for field in ("broader", "related", "entries"):
        if ids := getattr(concept, field):
            yield f"  {field}: {_list(ids)}"
    if concept.attribute is not None:
        yield f"  attribute: {scalar(concept.attribute)}"


def _terms(lang: str, terms: Sequence[Term]) -> Iterator[str]:
    """The terms of a language on one line, or one a line where that is too long."""
    items = [_fields(term, "admitted" if position else "preferred") for position, term in enumerate(terms)]
    line = f"    {lang}: [{', '.join(map(_flow, items))}]"
    if len(line) <= _WIDTH:
        yield line
        return
    yield f"    {lang}:"
    for item in items:
        if len(flow := f"      - {_flow(item)}") <= _WIDTH:
            yield flow
        else:
            mark = "-"
            for key, value in item.items():
                yield f"      {mark} {key}: {value}"
                mark = " "


def _fields(term: Term, usual: str) -> dict[str, str]:
    """What is to be written of a term, as YAML; `usual` is its status where none is written."""
    fields = {"text": scalar(term.text)}
    if term.status != usual:
        fields["status"] = term.status
    for name in TERM_FIELDS:
        value: Any = getattr(term, name)
        if value != Term.model_fields[name].default:
            key = name.rstrip("_")
            fields[key] = "true" if value is True else scalar(value) if isinstance(value, str) else _list(value)
    return fields


def _flow(fields: dict[str, str]) -> str:
    if len(fields) == 1:
        return fields["text"]
    return f"{{{', '.join(f'{key}: {value}' for key, value in fields.items())}}}"


def _list(values: Iterable[str]) -> str:
    written = [scalar(value) for value in values]
    return written[0] if len(written) == 1 else f"[{', '.join(written)}]"


def drafts(content: str, _languages: Sequence[str]) -> tuple[list[Draft], dict[str, int]]:
    """The concepts of a glossary file; raises `ExchangeError` for the first problem in it."""
    found = read_concepts(content, "imported", "")
    for problem in found.problems:
        raise ExchangeError(problem.message, line=problem.location.line)
    return [_draft(concept) for concept in found.concepts.values()], {}


def _draft(concept: Concept) -> Draft:
    fields = {name: getattr(concept, name) for name in Concept.model_fields if name not in ("id", "domain", "terms")}
    terms: dict[str, list[Any]] = {lang: list(terms) for lang, terms in per_language(concept.terms)}
    return Draft(None, concept.id, fields, terms)
