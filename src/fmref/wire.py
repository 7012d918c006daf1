"""The JSON Lines format: one request a line, one answer a line, in the same order."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from fmref.catalog import Catalog
from fmref.errors import FmrefError, RequestError
from fmref.glossary import Translation
from fmref.resolution import Match, Resolution
from fmref.wire_types import (
    AnnotateAnswer,
    AskAnswer,
    CandidateAnswer,
    CheckAnswer,
    CheckPairAnswer,
    CompareAnswer,
    FactsAnswer,
    LintAnswer,
    ListAnswer,
    PairFindingAnswer,
    ResolveAnswer,
    SearchAnswer,
    ShowAnswer,
    SpanAnswer,
    TermAnswer,
    TimelineAnswer,
    TranslateAnswer,
    TranslatedText,
    TranslateTermsAnswer,
)

if TYPE_CHECKING:
    from fmref.annotation import Mention
    from fmref.bilingual import PairFinding
    from fmref.entries import CatalogEntry, ConceptEntry
    from fmref.term_translation import Translated
    from fmref.wire_types import (
        ChangeAnswer,
        FindingAnswer,
        Kind,
        LeftAnswer,
        ListedAnswer,
        NamedCellAnswer,
        PlaceAnswer,
        VerdictAnswer,
    )

__all__ = [
    "KEYS",
    "LISTS",
    "LONGEST",
    "VERBS",
    "Verb",
    "answer_line",
    "as_text",
    "candidate",
    "checked",
    "pair_finding",
    "reason",
    "request_in",
    "resolution",
    "span",
    "terms_translated",
    "translation",
]


class Verb(NamedTuple):
    """An operation of the wire: what it does, the keys of its request, what answers it, and the shape.

    What stands under a key is a string, and a list of strings under those of `LISTS`.
    """

    summary: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    answer: Callable[[Catalog, Mapping[str, Any]], Mapping[str, Any]]
    shape: type


def candidate(match: Match) -> CandidateAnswer:
    """An entry that may be meant, as the wire shows it."""
    return {
        "id": match.id,
        "kind": cast("Kind", match.kind),
        "name": match.name,
        "level": match.level,
        "score": match.score,
    }


def resolution(found: Resolution) -> ResolveAnswer:
    """A resolution as the wire shows it."""
    match = found.match
    return {
        "q": found.query,
        "status": found.status,
        "id": match and match.id,
        "kind": match and cast("Kind", match.kind),
        "name": match and match.name,
        "level": match and match.level,
        "developer": match and match.developer,
        "score": match.score if match else 0.0,
        "qualifiers": dict(found.qualifiers),
        "dropped": list(found.dropped),
        "candidates": [candidate(c) for c in found.candidates],
        "reason": found.reason,
        "tokens": [list(token) for token in found.tokens],
    }


def translation(found: Translation) -> TranslateAnswer:
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


def _resolve(catalog: Catalog, request: Mapping[str, Any]) -> ResolveAnswer:
    q, kind, provider, at = (request.get(key) for key in ("q", "kind", "provider", "at"))
    return resolution(catalog.explain(q, kind=kind, provider=provider, at=at))  # type: ignore[arg-type]  # checked by `checked`


def _search(catalog: Catalog, request: Mapping[str, Any]) -> SearchAnswer:
    found = catalog.search(request["q"], kind=request.get("kind"))
    return {"q": request["q"], "results": [candidate(match) for match in found]}


def _show(catalog: Catalog, request: Mapping[str, Any]) -> ShowAnswer:
    entry = catalog.look_up(request["q"])
    return {"q": request["q"], "id": entry.id, "kind": cast("Kind", entry.kind), "record": _record(entry)}


def _term(catalog: Catalog, request: Mapping[str, Any]) -> TermAnswer:
    return {"q": request["q"], "concepts": [_record(concept) for concept in catalog.senses(request["q"])]}


def _record(entry: CatalogEntry | ConceptEntry) -> dict[str, Any]:
    """The record of an entry or concept, without what is left open."""
    return entry.record.model_dump(mode="json", exclude_defaults=True, by_alias=True)


def _translate(catalog: Catalog, request: Mapping[str, Any]) -> TranslateAnswer:
    term, to, from_, context, profile = (request.get(key) for key in ("q", "to", "from", "context", "profile"))
    return translation(catalog.translate(term, to, from_=from_, context=context, profile=profile))  # type: ignore[arg-type]


def _annotate(catalog: Catalog, request: Mapping[str, Any]) -> AnnotateAnswer:
    found = catalog.annotate(request["text"], lang=request.get("lang"))
    return {"id": request.get("id"), "spans": [span(mention) for mention in found.mentions]}


def span(mention: Mention) -> SpanAnswer:
    """A mention as the wire shows it, what a quantity or date says beside it."""
    said = mention.reading
    shown = {} if said is None else {k: v for k, v in said._asdict().items() if k not in ("start", "end", "text")}
    return cast("SpanAnswer", mention._asdict() | {"id": mention.id or None, "reading": shown or None})


def _lint(catalog: Catalog, request: Mapping[str, Any]) -> LintAnswer:
    found = catalog.lint(request["text"])
    return {
        "id": request.get("id"),
        "findings": [cast("FindingAnswer", f._asdict() | {"suggestions": [*f.suggestions]}) for f in found],
    }


def _check(catalog: Catalog, request: Mapping[str, Any]) -> CheckAnswer:
    from dataclasses import asdict

    found = catalog.check(request["text"], request.get("lang"))
    return {
        "id": request.get("id"),
        "verdicts": [cast("VerdictAnswer", asdict(v) | {"sources": [*v.sources]}) for v in found],
    }


def terms_translated(found: Translated) -> TranslatedText:
    """A text with translated terms as the wire shows it."""
    return {
        "text": found.text,
        "changes": [cast("ChangeAnswer", change._asdict()) for change in found.changes],
        "left": [cast("LeftAnswer", left._asdict() | {"ids": [*left.ids]}) for left in found.left],
    }


def _translate_terms(catalog: Catalog, request: Mapping[str, Any]) -> TranslateTermsAnswer:
    mode: Any = request.get("mode") or "gloss"  # `translate_terms` says what else it may be
    found = catalog.translate_terms(request["text"], request["to"], mode=mode, profile=request.get("profile"))
    return {"id": request.get("id"), **terms_translated(found)}


def pair_finding(found: PairFinding) -> PairFindingAnswer:
    """A finding in a pair of texts as the wire shows it."""
    return {
        "code": found.code,
        "severity": found.severity,
        "message": found.message,
        "source": found.source and cast("PlaceAnswer", found.source._asdict()),
        "target": found.target and cast("PlaceAnswer", found.target._asdict()),
        "suggestions": list(found.suggestions),
    }


def _check_pair(catalog: Catalog, request: Mapping[str, Any]) -> CheckPairAnswer:
    source_lang, target_lang, profile = (request.get(key) for key in ("source_lang", "target_lang", "profile"))
    found = catalog.check_pair(
        request["source"], request["target"], source_lang=source_lang, target_lang=target_lang, profile=profile
    )
    return {"id": request.get("id"), "findings": [pair_finding(one) for one in found]}


def _ask(catalog: Catalog, request: Mapping[str, Any]) -> AskAnswer:
    return cast("AskAnswer", catalog.ask(request["q"], request.get("lang")).as_json())


def _facts(catalog: Catalog, request: Mapping[str, Any]) -> FactsAnswer:
    table = catalog.fact_table(request["q"], lang=request.get("lang") or "en", attributes=request.get("attributes"))
    (subject,), (name,) = table.subjects, table.names
    facts = [
        cast("NamedCellAnswer", {"attribute": row.attribute, "label": row.label, **cell.as_json()})
        for row in table.rows
        for cell in row.cells
        if cell is not None
    ]
    return {
        "q": request["q"],
        "id": subject.id,
        "kind": cast("Kind", subject.kind),
        "name": name,
        "lang": table.lang,
        "facts": facts,
    }


def _compare(catalog: Catalog, request: Mapping[str, Any]) -> CompareAnswer:
    lang, attributes = request.get("lang") or "en", request.get("attributes")
    return cast("CompareAnswer", catalog.compare(*request["names"], lang=lang, attributes=attributes).as_json())


def _timeline(catalog: Catalog, request: Mapping[str, Any]) -> TimelineAnswer:
    return cast("TimelineAnswer", catalog.timeline(request["q"], request.get("lang") or "en").as_json())


def _list(catalog: Catalog, request: Mapping[str, Any]) -> ListAnswer:
    asked: dict[str, Any] = {key: request.get(key) for key in ("developer", "parent", "level", "after")}
    found = catalog.listed(request["kind"], **asked)
    return {
        "kind": request["kind"],
        "total": found.total,
        "entries": [cast("ListedAnswer", e._asdict()) for e in found.entries],
    }


VERBS: Final[Mapping[str, Verb]] = {
    "resolve": Verb(
        "The one entry that a name, as it was met anywhere, means; or candidates, or a refusal",
        ("q",),
        ("kind", "provider", "at"),
        _resolve,
        ResolveAnswer,
    ),
    "search": Verb("Entries and terms whose names fit a query", ("q",), ("kind",), _search, SearchAnswer),
    "show": Verb("The record of an entry or concept, its facts with their sources", ("q",), (), _show, ShowAnswer),
    "term": Verb(
        "The concepts that a term stands for, in three languages, with definitions", ("q",), (), _term, TermAnswer
    ),
    "facts": Verb(
        "What is known of one entry in words of a language: values, and which source says what",
        ("q",),
        ("lang", "attributes"),
        _facts,
        FactsAnswer,
    ),
    "compare": Verb(
        "The facts of several entries side by side, with their sources and where these disagree",
        ("names",),
        ("lang", "attributes"),
        _compare,
        CompareAnswer,
    ),
    "timeline": Verb(
        "The releases of a family of models in order, with dates, sizes and sources",
        ("q",),
        ("lang",),
        _timeline,
        TimelineAnswer,
    ),
    "list": Verb(
        "The entries of one kind in the order of the catalog, a hundred at a time",
        ("kind",),
        ("developer", "parent", "level", "after"),
        _list,
        ListAnswer,
    ),
    "ask": Verb(
        "The answer to a question about models and terms, with sources, or why there is none",
        ("q",),
        ("lang",),
        _ask,
        AskAnswer,
    ),
    "check": Verb(
        "The claims of a text about models, each supported, refuted, misattributed or open",
        ("text",),
        ("id", "lang"),
        _check,
        CheckAnswer,
    ),
    "lint": Verb(
        "What is wrong with the names and terms of a text, and what to write",
        ("text",),
        ("id", "lang"),
        _lint,
        LintAnswer,
    ),
    "annotate": Verb(
        "The names, terms, quantities and dates of a text", ("text",), ("id", "lang"), _annotate, AnnotateAnswer
    ),
    "check_pair": Verb(
        "What differs between a text and its translation",
        ("source", "target"),
        ("id", "source_lang", "target_lang", "profile"),
        _check_pair,
        CheckPairAnswer,
    ),
    "translate_terms": Verb(
        "A text with its terms glossed in another language, or replaced",
        ("text", "to"),
        ("id", "mode", "profile"),
        _translate_terms,
        TranslateTermsAnswer,
    ),
    "translate": Verb(
        "The terms of another language for a term, sense by sense",
        ("q", "to"),
        ("from", "context", "profile"),
        _translate,
        TranslateAnswer,
    ),
}
"""The verbs by name."""
LISTS: Final = frozenset({"attributes", "names"})
"""The keys under which a list of strings stands; in an address the key stands once for each."""
LONGEST: Final = 1 << 24
"""How long a request of many may be, in bytes: a text of this size takes seconds and half a gigabyte."""
KEYS: Final[Mapping[str, str]] = {
    "q": "a name, term or question, in Chinese, Persian or English",
    "id": "what the answer is to be known by; it comes back as it is",
    "text": "a text in Chinese, Persian or English",
    "source": "a text",
    "target": "its translation",
    "to": "a language: en, zh, zh-Hant or fa",
    "from": "the language of the term: en, zh, zh-Hant or fa",
    "lang": "the language of the text or question: en, zh, zh-Hant or fa; found out where it is not given",
    "source_lang": "the language of the source: en, zh, zh-Hant or fa; found out where it is not given",
    "target_lang": "the language of the target: en, zh, zh-Hant or fa; found out where it is not given",
    "kind": "look among entries of one kind only",
    "names": "the names of two entries or more",
    "attributes": "the attributes that are wanted, such as parameters, release_date, license; all without it",
    "developer": "only what this organization developed: a name in any script, or an id",
    "parent": "only the members of this family, series or model: a name in any script, or an id",
    "level": "only entries of this level: family, series, model or variant",
    "after": "the id of the last entry of the answer before, to go on behind it",
    "provider": "the system whose identifier the name is: huggingface, bedrock, ollama ...",
    "at": "the day for which names that move are read, as YYYY-MM-DD",
    "context": "a text around the term, to decide between its senses",
    "profile": "the style of writing that chooses the preferred term",
    "mode": "gloss (the term in parentheses behind) or replace",
}
"""What each key of a request holds."""


def answer_line(catalog: Catalog, verb: str, line: str | bytes, number: int) -> tuple[str, bool]:
    """The answer to one line of JSON Lines, which is the `number`-th, and whether it could be answered.

    A line that is no request of the verb, or one longer than `LONGEST`, is answered by `{"error": ...}`.
    """
    answer: Mapping[str, Any]
    try:
        answer, good = VERBS[verb].answer(catalog, _request_of_many(VERBS[verb], line)), True
    except Exception as error:  # noqa: BLE001  # of a million lines, none may end the work on the others
        answer, good = {"error": f"line {number}: {reason(error)}"}, False
    return as_text(answer), good


def _request_of_many(verb: Verb, line: str | bytes) -> Mapping[str, Any]:
    """The request of a line; raises `RequestError` also for one that is too long."""
    if len(line) > LONGEST:
        raise RequestError(f"longer than {LONGEST:,} bytes; send its text in parts")
    return request_in(verb, line)


def reason(error: Exception) -> str:
    """Why a request has no answer, in one sentence."""
    if isinstance(error, FmrefError | ValueError):
        return str(error)
    return f"fmref failed ({type(error).__name__}: {error}); please report it with the text"


def as_text(answer: Mapping[str, Any]) -> str:
    """An answer as JSON in one line; lone surrogates are written as escapes."""
    return json.dumps(answer, ensure_ascii=False).encode("utf8", "backslashreplace").decode("utf8")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are all different; of two values for one key nobody knows which is meant."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise RequestError(f"the key {key!r} stands twice; send it once")
        found[key] = value
    return found


def request_in(verb: Verb, body: str | bytes) -> Mapping[str, Any]:
    """The request that JSON says; raises `RequestError` for what is none of the verb."""
    try:
        request = json.loads(body, object_pairs_hook=_once)
    except RequestError:
        raise
    except UnicodeDecodeError as error:
        raise RequestError(f"not UTF-8 at byte {error.start}; send UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise RequestError(f"not JSON ({error}); send one object") from None
    if not isinstance(request, dict):
        raise RequestError(f"a {type(request).__name__}, not an object; send one object")
    return checked(verb, request)


def checked(verb: Verb, request: Mapping[str, Any]) -> Mapping[str, Any]:
    """A request whose keys are those of the verb; raises `RequestError` for another."""
    allowed = (*verb.required, *verb.optional)
    for key, value in request.items():
        if key not in allowed:
            raise RequestError(f"unknown key {key!r}; the keys are {', '.join(allowed)}")
        if value is None and key in verb.optional:
            continue
        if key not in LISTS and not isinstance(value, str):
            raise RequestError(f"{key!r} is not a string; send one")
        if key in LISTS and not (isinstance(value, list) and value and all(isinstance(one, str) for one in value)):
            raise RequestError(f"{key!r} is not a list of strings; send one")
    for key in verb.required:
        if key not in request:
            raise RequestError(f"no key {key!r}; send it")
    return request
