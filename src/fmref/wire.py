"""The JSON Lines format: one request a line, one answer a line, in the same order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fmref.catalog import Catalog
from fmref.errors import FmrefError, RequestError
from fmref.glossary import Translation
from fmref.resolution import Match, Resolution

if TYPE_CHECKING:
    from fmref.annotation import Mention
    from fmref.bilingual import PairFinding
    from fmref.term_translation import Translated

__all__ = ["VERBS", "Verb", "answer_lines", "pair_finding", "resolution", "span", "terms_translated", "translation"]

Answer = dict[str, Any]


class Verb(NamedTuple):
    """An operation of the wire: the keys of its request (all strings) and what answers it."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    answer: Callable[[Catalog, Mapping[str, Any]], Answer]


def _candidate(match: Match) -> Answer:
    return {"id": match.id, "name": match.name, "level": match.level, "score": match.score}


def resolution(found: Resolution) -> Answer:
    """A resolution as the wire shows it."""
    match = found.match
    return {
        "q": found.query,
        "status": found.status,
        "id": match and match.id,
        "kind": match and match.kind,
        "name": match and match.name,
        "level": match and match.level,
        "developer": match and match.developer,
        "score": match.score if match else 0.0,
        "qualifiers": dict(found.qualifiers),
        "dropped": list(found.dropped),
        "candidates": [_candidate(c) for c in found.candidates],
        "reason": found.reason,
        "tokens": [list(token) for token in found.tokens],
    }


def translation(found: Translation) -> Answer:
    """A translation as the wire shows it."""
    return {
        "q": found.query,
        "status": found.status,
        "concept": found.concept,
        "preferred": found.preferred,
        "terms": [
            {"text": t.text, "lang": t.lang, "status": t.status, "register": t.register, "concept": t.concept}
            for t in found.terms
        ],
        "candidates": list(found.candidates),
    }


def _resolve(catalog: Catalog, request: Mapping[str, Any]) -> Answer:
    q, kind, provider, at = (request.get(key) for key in ("q", "kind", "provider", "at"))
    return resolution(catalog.explain(q, kind=kind, provider=provider, at=at))  # type: ignore[arg-type]  # checked by `_request`


def _translate(catalog: Catalog, request: Mapping[str, Any]) -> Answer:
    term, to, from_, context, profile = (request.get(key) for key in ("q", "to", "from", "context", "profile"))
    return translation(catalog.translate(term, to, from_=from_, context=context, profile=profile))  # type: ignore[arg-type]


def _annotate(catalog: Catalog, request: Mapping[str, Any]) -> Answer:
    found = catalog.annotate(request["text"], lang=request.get("lang"))
    return {"id": request["id"], "spans": [span(mention) for mention in found.mentions]}


def span(mention: Mention) -> Answer:
    """A mention as the wire shows it, what a quantity or date says beside it."""
    said = mention.reading
    shown = {} if said is None else {k: v for k, v in said._asdict().items() if k not in ("start", "end", "text")}
    return mention._asdict() | {"id": mention.id or None, "reading": shown or None}


def _lint(catalog: Catalog, request: Mapping[str, Any]) -> Answer:
    return {"id": request["id"], "findings": [finding._asdict() for finding in catalog.lint(request["text"])]}


def _check(catalog: Catalog, request: Mapping[str, Any]) -> Answer:
    from dataclasses import asdict

    return {"id": request["id"], "verdicts": [asdict(v) for v in catalog.check(request["text"], request.get("lang"))]}


def terms_translated(found: Translated) -> Answer:
    """A text with translated terms as the wire shows it."""
    return {
        "text": found.text,
        "changes": [change._asdict() for change in found.changes],
        "left": [left._asdict() for left in found.left],
    }


def _translate_terms(catalog: Catalog, request: Mapping[str, Any]) -> Answer:
    mode: Any = request.get("mode") or "gloss"  # `translate_terms` says what else it may be
    found = catalog.translate_terms(request["text"], request["to"], mode=mode, profile=request.get("profile"))
    return {"id": request["id"], **terms_translated(found)}


def pair_finding(found: PairFinding) -> Answer:
    """A finding in a pair of texts as the wire shows it."""
    return {
        "code": found.code,
        "severity": found.severity,
        "message": found.message,
        "source": found.source and found.source._asdict(),
        "target": found.target and found.target._asdict(),
        "suggestions": list(found.suggestions),
    }


def _check_pair(catalog: Catalog, request: Mapping[str, Any]) -> Answer:
    source_lang, target_lang, profile = (request.get(key) for key in ("source_lang", "target_lang", "profile"))
    found = catalog.check_pair(
        request["source"], request["target"], source_lang=source_lang, target_lang=target_lang, profile=profile
    )
    return {"id": request["id"], "findings": [pair_finding(one) for one in found]}


def _ask(catalog: Catalog, request: Mapping[str, Any]) -> Answer:
    return dict(catalog.ask(request["q"], request.get("lang")).as_json())


VERBS: Final[Mapping[str, Verb]] = {
    "resolve": Verb(("q",), ("kind", "provider", "at"), _resolve),
    "ask": Verb(("q",), ("lang",), _ask),
    "check": Verb(("id", "text"), ("lang",), _check),
    "lint": Verb(("id", "text"), ("lang",), _lint),
    "annotate": Verb(("id", "text"), ("lang",), _annotate),
    "check_pair": Verb(("id", "source", "target"), ("source_lang", "target_lang", "profile"), _check_pair),
    "translate_terms": Verb(("id", "text", "to"), ("mode", "profile"), _translate_terms),
    "translate": Verb(("q", "to"), ("from", "context", "profile"), _translate),
}
"""The verbs by name."""


def answer_lines(catalog: Catalog, verb: str, lines: Iterable[str | bytes]) -> Iterator[tuple[str, bool]]:
    """The answer to each line, as JSON without a line end, and whether the line could be answered.

    A line that is no request of the verb gets `{"error": ...}` in its place; blank lines are passed over.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            answer, good = VERBS[verb].answer(catalog, _request(VERBS[verb], line)), True
        except (FmrefError, ValueError) as error:
            answer, good = {"error": f"line {number}: {error}"}, False
        yield json.dumps(answer, ensure_ascii=False).encode("utf8", "backslashreplace").decode("utf8"), good


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are all different; of two values for one key nobody knows which is meant."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise RequestError(f"the key {key!r} stands twice; send it once")
        found[key] = value
    return found


def _request(verb: Verb, line: str | bytes) -> Mapping[str, Any]:
    try:
        request = json.loads(line, object_pairs_hook=_once)
    except RequestError:
        raise
    except UnicodeDecodeError as error:
        raise RequestError(f"not UTF-8 at byte {error.start}; send UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise RequestError(f"not JSON ({error}); send one object a line") from None
    if not isinstance(request, dict):
        raise RequestError(f"a {type(request).__name__}, not an object; send one object a line")
    allowed = (*verb.required, *verb.optional)
    for key, value in request.items():
        if key not in allowed:
            raise RequestError(f"unknown key {key!r}; the keys are {', '.join(allowed)}")
        if not isinstance(value, str) and not (value is None and key in verb.optional):
            raise RequestError(f"{key!r} is not a string; send one")
    for key in verb.required:
        if key not in request:
            raise RequestError(f"no key {key!r}; send it")
    return request
