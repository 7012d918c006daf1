"""Tables of names on several hubs: ms-swift, LLaMA-Factory, Xinference, OpenRouter, Ollama and two libraries.

A row stands for one repository on Hugging Face, with its names elsewhere. Such tables hold slips (a Gemma 7B beside a
Gemma 2B), so that a pair is taken only where the names on both sides agree in every word and number. Tags of Ollama
and the aliases of RubyLLM and Inspect name models that others describe.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from fmref.id_grammar import is_quantized
from fmref.id_grammar import read as read_id
from fmref.importers import ImportedEdge, ImportedRow, ImportFailure, Report
from fmref.importers._ollama import read_tags
from fmref.importers._reading import is_repository, tab_separated, tokens

__all__ = ["read"]

_COPIERS: Final = frozenset(
    """BUAADreamer JunHowie MaziyarPanahi TheBloke alpindale bartowski cognitivecomputations hpcai-tech hugging-
    quants huggyllama llava-hf lmstudio-community meta-models mistral-community mlx-community modelscope study-
    hjt swift tclf90 QuantTrio unsloth xtuner""".split()
)
"""Owners on Hugging Face who publish models of others, so that an owner's name tells no developer."""

_ELSEWHERE: Final = frozenset("AI-ModelScope JinaAI LLM-Research TeleAI ZhipuAI damo iic swift".split())
"""Owners on ModelScope only, written here and there in the column of Hugging Face."""

_SYSTEMS: Final[Mapping[str, str]] = {
    "bedrock": "bedrock",
    "azure": "azure",
    "openrouter": "openrouter",
    "vertexai": "vertex",
}
"""Providers of RubyLLM that are systems of identifiers of their own; the others are the developer's own."""
_FILLER: Final = "{quantization}"
_MODE: Final = re.compile(r"\(fast\)|\blatest\b|\brouter\b", re.IGNORECASE)
_FREE: Final = re.compile(r"\s*\((free|extended|thinking|beta|exacto)\)$", re.IGNORECASE)


@dataclass(slots=True)
class _Found:
    """What the tables say of one model."""

    name: str
    developer: str | None = None
    ids: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: set[str] = field(default_factory=set)
    of: str | None = None
    quantized: bool = False
    derivative: bool = False


class _Table:
    """The models by repository, as they are gathered."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.repositories: dict[str, _Found] = {}
        self.others: dict[str, _Found] = {}

    def repository(self, repository: str) -> _Found:
        """The model of a repository on Hugging Face, new where it was not met before."""
        owner, _, own = repository.partition("/")
        found = self.repositories.setdefault(repository.casefold(), _Found(name=own))
        if not found.ids["huggingface"]:
            found.ids["huggingface"].add(repository)
            found.quantized = is_quantized(own)
            found.developer = owner
            found.derivative = found.quantized or owner in _COPIERS
        return found

    def pair(self, where: str, huggingface: str, modelscope: str) -> _Found | None:
        """A repository, and the same on ModelScope where the names agree."""
        if not is_repository(huggingface):
            if huggingface:
                self.report.skip(where, huggingface, "it is no repository of the form owner/name")
            return None
        if huggingface.partition("/")[0] in _ELSEWHERE:
            self.report.skip(where, huggingface, "its owner is one of ModelScope")
            return None
        found = self.repository(huggingface)
        if modelscope:
            if is_repository(modelscope) and _same(huggingface, modelscope):
                found.ids["modelscope"].add(modelscope)
            else:
                self.report.skip(where, f"{huggingface} = {modelscope}", "the names do not agree")
        return found

    def unplaced(self) -> Iterator[_Found]:
        """The models without a repository; one with the very name of a single repository goes with that."""
        named: dict[frozenset[tuple[str, int]], list[_Found]] = defaultdict(list)
        for found in self.repositories.values():
            if not (found.quantized or found.derivative):
                named[frozenset(tokens(found.name).items())].append(found)
        for other in self.others.values():
            same = named[frozenset(tokens(other.name).items())]
            if len(same) == 1:
                same[0].names.add(other.name)
                same[0].ids["openrouter"].update(other.ids["openrouter"])
            else:
                yield other


def _same(one: str, other: str) -> bool:
    """Whether two repositories bear names with the same words and numbers."""
    return tokens(one.partition("/")[2]) == tokens(other.partition("/")[2])


def read(paths: Sequence[Path], report: Report) -> Iterator[ImportedRow]:
    """One row for every repository and every model of OpenRouter without one, and one for each other name."""
    table = _Table(report)
    for path in paths:
        name = path.name.casefold()
        kind = next((kind for kind in (*_READERS, *_REFERENCES) if kind in name), None)
        if kind is None:
            raise ImportFailure(
                f"{path.name}: name the file after its hub, one of {', '.join((*_READERS, *_REFERENCES))}"
            )
        if kind in _REFERENCES:
            columns, refer = _REFERENCES[kind]
            yield from refer(tab_separated(path, report, columns), report)
        else:
            needed, fill = _READERS[kind]
            fill(table, tab_separated(path, report, needed))
    others = list(table.unplaced())
    for found in (*table.repositories.values(), *others):
        yield _row(found)


def _row(found: _Found) -> ImportedRow:
    """The row of one model."""
    repository = next(iter(found.ids["huggingface"]), None)
    derivative = found.quantized or found.derivative
    name = repository if derivative and repository else found.name
    return ImportedRow(
        name=name,
        developer=(found.developer,) if found.developer else (),
        ids={system: tuple(sorted(ids)) for system, ids in sorted(found.ids.items()) if ids},
        names=tuple(sorted(found.names - {name})),
        lineage=(ImportedEdge(relation="quantization", of=found.of),) if found.of and found.of != repository else (),
        derivative=derivative,
    )


_Rows = Sequence[tuple[str, Mapping[str, str]]]


def _ms_swift(table: _Table, rows: _Rows) -> None:
    """Pairs of repositories."""
    for where, row in rows:
        table.pair(where, row["hf"], row["modelscope"])


def _llama_factory(table: _Table, rows: _Rows) -> None:
    """Pairs of repositories with a name, which is kept where it says the same."""
    for where, row in rows:
        found = table.pair(where, row["hf"], row["modelscope"])
        if found and tokens(row["name"]) == tokens(found.name):
            found.names.add(row["name"])


def _xinference(table: _Table, rows: _Rows) -> None:
    """Repositories of one name, size and format on two hubs; formats but the first are quantised from that one."""
    specs: dict[tuple[str, ...], dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for where, row in rows:
        for repository in _filled(row["repo"], row["quantizations"]):
            if is_repository(repository):
                specs[row["model_name"], row["size_b"], row["format"]][row["hub"]].append((where, repository))
            else:
                table.report.skip(where, repository, "it is no repository of the form owner/name")
    originals = {
        key[:2]: hubs["huggingface"][0][1]
        for key, hubs in specs.items()
        if key[2] == "pytorch" and len({repository for _, repository in hubs["huggingface"]}) == 1
    }
    for (name, size, form), hubs in specs.items():
        for where, repository in hubs["huggingface"]:
            found = table.repository(repository)
            found.quantized = found.quantized or form != "pytorch"
            same = [other for _, other in hubs["modelscope"] if _same(repository, other)]
            found.ids["modelscope"].update(same)
            if hubs["modelscope"] and not same:
                table.report.skip(where, f"{repository} on ModelScope", "the names do not agree")
            full = f"{name} {size.replace('_', '.')}B"
            if form == "pytorch" and tokens(full) == tokens(found.name):
                found.names.add(full)
            original = originals.get((name, size))
            if not found.quantized or original is None:
                continue
            if tokens(original.partition("/")[2]) <= tokens(found.name):
                found.of = original
            else:
                table.report.skip(where, f"{repository} from {original}", "the names do not agree")


def _filled(repository: str, quantizations: str) -> list[str]:
    """A repository for every quantisation that its template names."""
    if _FILLER not in repository:
        return [repository]
    return [repository.replace(_FILLER, one) for one in quantizations.split("|") if one]


def _openrouter(table: _Table, rows: _Rows) -> None:
    """Ids with a shown name and, for some, the repository."""
    for where, row in rows:
        own, repository = row["id"], row["hugging_face_id"]
        vendor, _, shown = row["name"].rpartition(": ")
        shown = _FREE.sub("", shown).strip()
        if (
            own.startswith(("~", "openrouter/"))
            or _MODE.search(row["name"])
            or not is_repository(own.partition(":")[0])
        ):
            table.report.skip(where, own or "row", "a router, alias or mode, not a model")
            continue
        if not shown:
            table.report.skip(where, own, "it has no name")
            continue
        if repository and _agrees(own, row["canonical_slug"], shown, repository):
            known = repository.casefold() in table.repositories
            found = table.repository(repository)
            if tokens(shown) == tokens(found.name):
                found.names.add(shown)
                found.name = found.name if known else shown
        else:
            if repository:
                table.report.skip(where, f"{own} = {repository}", "the names do not agree")
            found = table.others.setdefault(own.partition(":")[0], _Found(name=shown))
            found.developer = vendor or own.partition("/")[0]
        found.ids["openrouter"].add(own)


def _agrees(own: str, slug: str, shown: str, repository: str) -> bool:
    """Whether the id, the slug or the shown name says nothing that the name of the repository does not."""
    if not is_repository(repository) or is_quantized(repository):
        return False
    there = tokens(repository.partition("/")[2])
    names = (own.partition(":")[0].partition("/")[2], slug.partition("/")[2], shown)
    return any(tokens(name) <= there for name in names if name)


_READERS: Final[Mapping[str, tuple[tuple[str, ...], Callable[[_Table, _Rows], None]]]] = {
    "msswift": (("modelscope", "hf"), _ms_swift),
    "llamafactory": (("name", "hf", "modelscope"), _llama_factory),
    "xinference": (("model_name", "size_b", "format", "hub", "repo", "quantizations"), _xinference),
    "openrouter": (("id", "canonical_slug", "hugging_face_id", "name"), _openrouter),
}


def _ruby_llm(rows: _Rows, report: Report) -> Iterator[ImportedRow]:
    """One row for every name of a model, with its identifiers at the providers."""
    ids: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for where, row in rows:
        if _is_name_of(row["canonical"], row["id"]):
            ids[row["canonical"]][_SYSTEMS.get(row["provider"], "api")].add(row["id"])
        else:
            report.skip(where, f"{row['canonical']} = {row['id']}", "the names do not agree")
    for name, own in ids.items():
        identifiers = {system: tuple(sorted(said)) for system, said in sorted(own.items())}
        yield ImportedRow(name=name, ids=identifiers, reference=True)


def _inspect(rows: _Rows, report: Report) -> Iterator[ImportedRow]:
    """One row for every model, with the other identifiers that its developer gives it."""
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for where, row in rows:
        names[row["org"], row["model"]].add(row["model"])
        if _is_name_of(row["model"], row["alias"]):
            names[row["org"], row["model"]].add(row["alias"])
        else:
            report.skip(where, f"{row['model']} = {row['alias']}", "the names do not agree")
    for (_, model), aliases in names.items():
        ids: dict[str, list[str]] = defaultdict(list)
        for alias in sorted(aliases):
            ids["bedrock" if _BEDROCK.search(alias) else "vertex" if "@" in alias else "api"].append(alias)
        yield ImportedRow(name=model, ids={system: tuple(own) for system, own in ids.items()}, reference=True)


def _is_name_of(model: str, alias: str) -> bool:
    """Whether an alias says of a model no more than a date, a host or a mode; one that redirects names another."""
    return not {r.identity for r in read_id(model)}.isdisjoint(r.identity for r in read_id(alias))


_BEDROCK: Final = re.compile(r"^[a-z]+\..+-v\d+(:\d+)?$")


_REFERENCES: Final[Mapping[str, tuple[tuple[str, ...], Callable[[_Rows, Report], Iterator[ImportedRow]]]]] = {
    "ollama": (("tag", "hash", "context"), read_tags),
    "rubyllm": (("canonical", "provider", "id"), _ruby_llm),
    "inspect": (("org", "model", "alias"), _inspect),
}
