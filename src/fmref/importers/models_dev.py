"""models.dev: canonical models, and what providers offer of them.

Reads `models.jsonl` (one canonical model a line) and `offerings.jsonl` (one model of one provider a line), in any
order; `providers.jsonl` may be given too and holds nothing that a row carries. Dates of offerings are not read:
resellers write the day on which they added a model, or 1970-01-01.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from fmref.id_grammar import is_quantized
from fmref.importers import ImportedRow, ImportFailure, Report
from fmref.importers._reading import Facts, json_lines, tokens, word
from fmref.schema import OfferedModel

__all__ = ["read"]

_FILES: Final[Mapping[str, tuple[str, ...]]] = {
    "models": ("id", "name"),
    "offerings": ("id", "provider"),
    "providers": ("id", "name"),
}
_SYSTEMS: Final[Mapping[str, str]] = {
    "amazon-bedrock": "bedrock",
    "azure-cognitive-services": "azure",
    "google-vertex": "vertex",
    "google-vertex-anthropic": "vertex",
    "ollama-cloud": "ollama",
}
"""Providers under whose other name the catalog knows a system of identifiers."""
_HUGGING_FACE: Final = re.compile(r"https?://huggingface\.co/([\w.-]+/[\w.-]+)/?")
_ID_PARTS: Final = re.compile(r"[a-z]?\d+b(?![a-z])|[a-z]+|\d+")
_MAY_LACK: Final = re.compile(r"it|instruct|preview|latest|0|[a-z]?\d+b|\d{4}|\d{8}")
_OTHER_MODEL: Final = frozenset("coder distill flash highspeed lite mini nano plus pro turbo ultra vl".split())
_WORDS: Final = re.compile(r"\d+(?:\.\d+)*[a-z]*|[a-z]+(?:\d+(?:\.\d+)?b(?![a-z]))?")
_TELLING: Final = re.compile(r"instruct|chat|thinking|base|reasoning|vl|vision|coder|a?\d+(?:\.\d+)?b|\d{4}")
"""Words of a shown name that make it another model than one without them."""
_MANY: Final = 10
_SOME: Final = 3
"""Of so many models with one limit so many may not contradict it, by what they are or by what others offer."""
_DATE: Final = re.compile(r"\d{4}|\d{8}")


def read(paths: Sequence[Path], report: Report) -> Iterator[ImportedRow]:
    """One row for every canonical model with its offerings, and one for each id that no model is linked to."""
    tables: dict[str, list[tuple[str, dict[str, Any]]]] = {kind: [] for kind in _FILES}
    for path in paths:
        kind = next((kind for kind in _FILES if kind in path.name.casefold()), None)
        if kind is None:
            raise ImportFailure(
                f"{path.name}: give models.jsonl, offerings.jsonl or providers.jsonl under its own name"
            )
        tables[kind] += json_lines(path, report, _FILES[kind])
    models = {identity: (where, row) for where, row in tables["models"] if (identity := word(row.get("id")))}
    _leave_out_fillers(tables["offerings"], tables["models"], report)
    offered, unlinked = _offered(tables["offerings"], models, report)
    plain = {offering.id for rows in offered.values() for offering in rows}
    plain.update(offering.id for full, rows in unlinked.items() for offering in rows if offering.id == full)
    for full, offerings in unlinked.items():
        # an id that others use for what it says is no identifier of the variant that only the shown name tells
        own = [offering for offering in offerings if offering.id == full or offering.id not in plain]
        yield ImportedRow(name=full, ids=_identifiers(own), offerings=tuple(offerings), reference=True)
    for identity, (where, row) in models.items():
        if (name := word(row.get("name"))) and "/" in identity:
            yield _row(identity, name, row, offered.get(identity, []), where, report)
        else:
            report.skip(where, identity, "it has no name, or its id no vendor")


def _row(
    identity: str, name: str, row: Mapping[str, Any], offered: Sequence[OfferedModel], where: str, report: Report
) -> ImportedRow:
    """The row of one model."""
    facts = Facts(where, report)
    facts.date("release_date", row.get("release_date"))
    facts.date("knowledge_cutoff", row.get("knowledge"))
    if _is_later("knowledge_cutoff", "release_date", facts):
        report.skip(where, "knowledge_cutoff and release_date", "the cutoff is after the release")
        del facts.said["knowledge_cutoff"]
    if limit := _mapping(row.get("limit")):
        facts.count("context", limit.get("context"), most=1e9)
    if isinstance(row.get("open_weights"), bool):
        facts.put("open_weights", row["open_weights"])
    facts.put("modality", *_modality(_mapping(row.get("modalities"))))
    facts.licence(row.get("license"))
    ids: dict[str, tuple[str, ...]] = {"models-dev": (identity,)}
    if repository := _repository(identity, name, row, where, report):
        ids["huggingface"] = (repository,)
    return ImportedRow(
        name=name,
        developer=(identity.partition("/")[0],),
        ids={**_identifiers(offered), **ids},
        facts=facts.said,
        offerings=tuple(offered),
    )


def _identifiers(offered: Iterable[OfferedModel]) -> dict[str, tuple[str, ...]]:
    """The ids of some offerings by the system that they are ids of."""
    ids: dict[str, dict[str, None]] = defaultdict(dict)
    for offering in offered:
        ids[_SYSTEMS.get(offering.provider, offering.provider)][offering.id] = None
    return {system: tuple(own) for system, own in ids.items()}


def _is_later(one: str, other: str, facts: Facts) -> bool:
    """Whether a date is later than another, as far as both are known."""
    if one not in facts.said or other not in facts.said:
        return False
    days = str(facts.said[one][0].value), str(facts.said[other][0].value)
    precision = min(map(len, days))
    return days[0][:precision] > days[1][:precision]


def _leave_out_fillers(
    offerings: Sequence[tuple[str, dict[str, Any]]], models: Sequence[tuple[str, dict[str, Any]]], report: Report
) -> None:
    """Take context limits that are filled in out of offerings, and out of models that their own provider offers."""
    fillers = _fillers(row for _, row in offerings)
    for where, row in (*offerings, *models):
        provider = row.get("provider") or str(row.get("id")).partition("/")[0]
        if (provider, _mapping(row.get("limit")).get("context")) in fillers:
            report.skip(where, f"{provider}: {row.get('id')}: limit", "the provider gives it to models of every kind")
            row["limit"] = {key: value for key, value in row["limit"].items() if key != "context"}


def _fillers(offerings: Iterable[Mapping[str, Any]]) -> set[tuple[str, int]]:
    """The context limits that providers give to many of their models alike, whatever these are: filled in, not known.

    Some of the models read or write no text at all, or all other providers offer them with at most half the limit.
    """
    given: dict[tuple[str, int], list[Mapping[str, Any]]] = defaultdict(list)
    widest: dict[str, dict[str, int]] = defaultdict(dict)
    for row in offerings:
        provider, own, size = word(row.get("provider")), word(row.get("id")), _mapping(row.get("limit")).get("context")
        if provider and own and isinstance(size, int) and size > 0:
            given[provider, size].append(row)
            name = _run(own.partition(":")[0])
            widest[name][provider] = max(size, widest[name].get(provider, 0))
    fillers = set()
    for (provider, size), rows in given.items():
        textless, too_wide = 0, 0
        for row in rows:
            kinds = _mapping(row.get("modalities"))
            textless += any(
                isinstance(kinds.get(key), list) and "text" not in kinds[key] for key in ("input", "output")
            )
            elsewhere = [n for other, n in widest[_run(row["id"].partition(":")[0])].items() if other != provider]
            too_wide += bool(elsewhere) and 2 * max(elsewhere) <= size
        if len(rows) >= _MANY and (textless >= _SOME or too_wide > _SOME):
            fillers.add((provider, size))
    return fillers


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _modality(said: Mapping[str, Any]) -> list[str]:
    """Input and output modalities in the words of the registry."""
    given, made = (
        [one for one in value if isinstance(one, str)] if isinstance(value := said.get(key), list) else []
        for key in ("input", "output")
    )
    if made == ["text"] and given:
        media: list[str] = [kind for kind in ("text", "image", "audio", "video") if kind in given]
        return ["speech-to-text"] if media == ["audio"] else media
    if made == ["image"] and "text" in given:
        return ["text-to-image"]
    if made == ["audio"] and given == ["text"]:
        return ["text-to-speech"]
    if made:
        return [kind for kind in ("text", "image", "audio", "video") if kind in {*given, *made}]
    return []


def _repository(identity: str, name: str, row: Mapping[str, Any], where: str, report: Report) -> str | None:
    """The Hugging Face repository of the weights, where its name agrees with that of the model."""
    urls = [_mapping(weights).get("url") for weights in row.get("weights") or [] if isinstance(weights, dict)]
    found = [m[1] for url in urls if isinstance(url, str) and (m := _HUGGING_FACE.fullmatch(url))]
    plain = [repository for repository in found if not is_quantized(repository)]
    for repository in plain[:1]:
        there = tokens(repository.split("/")[1])
        if any(own <= there for own in (tokens(identity.split("/")[1]), tokens(name))):
            return repository
    for repository in found[:1]:
        report.skip(where, f"weights {repository} of {identity}", "the names do not agree")
    return None


def _offered(
    table: Sequence[tuple[str, Mapping[str, Any]]], models: Mapping[str, object], report: Report
) -> tuple[dict[str, list[OfferedModel]], dict[str, list[OfferedModel]]]:
    """The offerings of every model (those linked to it by hand, and those that bear its very id), and the others."""
    offered: dict[str, list[OfferedModel]] = defaultdict(list)
    unlinked: dict[str, list[OfferedModel]] = defaultdict(list)
    for where, row in table:
        provider, own = word(row.get("provider")), word(row.get("id"))
        if provider is None or own is None:
            report.skip(where, "offering", "it lacks its id or provider")
            continue
        model = word(row.get("base_model"))
        if model is None:
            model = next((same for same in (f"{provider}/{own}", own) if same in models), None)
            if model is None:
                unlinked[_full_name(own, word(row.get("name")) or "")].append(
                    _offering(provider, own, row, where, report)
                )
                continue
        elif model not in models:
            report.skip(where, f"{provider}: {own}", f"there is no model {model}")
            continue
        elif why := _disagreement(own, word(row.get("name")) or "", model):
            report.skip(where, f"{provider}: {own} as {model}", why)
            continue
        offered[model].append(_offering(provider, own, row, where, report))
    for rows in (*offered.values(), *unlinked.values()):
        rows.sort(key=lambda offering: (offering.provider, offering.id))
    return offered, unlinked


def _full_name(own: str, shown: str) -> str:
    """An id with the words of the shown name that tell a variant, size or date and are not in it."""
    there = set(_WORDS.findall(own.casefold()))
    more = [part for part in _WORDS.findall(shown.casefold()) if part not in there and _TELLING.fullmatch(part)]
    if "it" in there:
        more = [part for part in more if part != "instruct"]
    return "-".join([own, *more])


def _disagreement(own: str, shown: str, model: str) -> str | None:
    """Why an offering cannot be of the model it is linked to, or None; the id may lack what the shown name has."""
    there = Counter(_ID_PARTS.findall(own.rpartition("/")[2].casefold()))
    wanted = Counter(_ID_PARTS.findall(model.rpartition("/")[2].casefold()))
    more, less = there - wanted, wanted - there
    if other := sorted(_OTHER_MODEL & set(more)):
        return f"the id names another model ({other[0]})"
    if _run(model) in _run(own):
        return None
    less -= Counter(_ID_PARTS.findall(shown.casefold()))
    longer = tuple(part for part in more if part.isalpha())
    if lacks := sorted(part for part in less if not _MAY_LACK.fullmatch(part) and not _is_start_of(part, longer)):
        return f"the id lacks {lacks[0]!r}"
    if any(_DATE.fullmatch(part) for part in less) and any(_DATE.fullmatch(part) for part in more):
        return "the dates in the ids differ"
    return None


def _is_start_of(part: str, longer: Iterable[str]) -> bool:
    """Whether a word is written out in another: the id says `stepfun` for `step`."""
    return len(part) > 3 and part.isalpha() and any(word.startswith(part) for word in longer)


def _run(name: str) -> str:
    """The letters and digits of the last part of an id."""
    return re.sub(r"[^a-z0-9]", "", name.rpartition("/")[2].casefold())


def _offering(provider: str, own: str, row: Mapping[str, Any], where: str, report: Report) -> OfferedModel:
    """One model of one provider; a price of nothing is a plan's, unless the id says that it is free."""
    limit, cost = _mapping(row.get("limit")), _mapping(row.get("cost"))
    prices = {key: _price(cost.get(key), f"{provider}: {own}", where, report) for key in ("input", "output")}
    if not any(prices.values()) and "free" not in own.casefold():
        prices = {}
    sizes = {key: _size(limit.get(key), f"{provider}: {own}", where, report) for key in ("context", "output")}
    return OfferedModel(
        provider=provider,
        id=own,
        context=sizes["context"],
        max_output=sizes["output"],
        input_price=prices.get("input"),
        output_price=prices.get("output"),
    )


def _size(value: object, what: str, where: str, report: Report) -> int | None:
    """A number of tokens; nought says that there is no limit of this kind."""
    if value is None or value == 0:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1e9 and value == int(value):
        return int(value)
    report.skip(where, f"{what}: limit {value!r}", "it is no number of tokens")
    return None


def _price(value: object, what: str, where: str, report: Report) -> float | None:
    """A price of a million tokens in dollars."""
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e5:
        return float(value)
    report.skip(where, f"{what}: price {value!r}", "it is no price of a million tokens")
    return None
