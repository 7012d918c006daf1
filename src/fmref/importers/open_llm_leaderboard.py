"""The Open LLM Leaderboard: the table of the repositories that were submitted to its two versions.

The date of a row is that of its submission and is not read. The first version's sizes are cut to whole billions
(1 for 1.8, 10 for 10.7), so that whole numbers below 20 are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal

from fmref.id_grammar import is_quantized
from fmref.importers import ImportedEdge, ImportedRow, Report
from fmref.importers._reading import Facts, contradicted_by_name, is_repository, positive, tab_separated

__all__ = ["MAKERS", "read"]

MAKERS: Final = frozenset(
    """01-ai BAAI CohereForAI Deci EleutherAI HuggingFaceH4 HuggingFaceTB LGAI-EXAONE LumiOpen Nexusflow
    NousResearch OrionStarAI Qwen Salesforce SeaLLMs THUDM TigerResearch WizardLM WizardLMTeam Writer ai21labs
    aisingapore allenai amazon apple arcee-ai baichuan-inc bigcode bigscience cerebras core42 databricks
    deepseek-ai facebook google h2oai ibm ibm-granite inceptionai internlm lmsys meta-llama microsoft mistral-
    community mistralai moonshotai mosaicml nvidia openGPT-X openai openai-community openbmb rinna sail silma-ai
    speakleash stabilityai stabilityai-community teknium tencent tiiuae togethercomputer upstage utter-project
    xverse zai-org""".split()
)
"""Owners on Hugging Face whose repositories are models of their own."""

_COPY: Final = re.compile(
    r"(NousResearch|mistral-community|h2oai)/(meta-llama|llama-?\d|codellama|gemma|mi[sx]tral)", re.IGNORECASE
)
"""Repositories of makers that hold a model of someone else."""

_NEEDED: Final = ("repo", "type", "license", "params_b", "base_model")
_MERGE_SIGN: Final = " (Merge)"
_LEAST_WHOLE: Final = 20


def read(paths: Sequence[Path], report: Report) -> Iterator[ImportedRow]:
    """One row for every repository; a repository written in two cases is one, a later row winning."""
    rows: dict[str, tuple[str, dict[str, str]]] = {}
    for path in paths:
        for where, row in tab_separated(path, report, _NEEDED):
            repository = row["repo"]
            if not is_repository(repository):
                report.skip(where, repository or "row", "it is no repository of the form owner/name")
                continue
            key = repository.casefold()
            if key in rows:
                report.skip(where, repository, f"the same repository as {rows[key][1]['repo']}")
            older = rows.get(key, ("", {}))[1]
            rows[key] = (where, {column: value or older.get(column, "") for column, value in row.items()})
    for where, row in rows.values():
        yield _row(row, where, report)


def _row(row: Mapping[str, str], where: str, report: Report) -> ImportedRow:
    """The row of one repository."""
    repository = row["repo"]
    owner, _, own = repository.partition("/")
    derivative = owner not in MAKERS or is_quantized(own) or _COPY.match(repository) is not None
    facts = Facts(f"{where} ({repository})", report)
    facts.licence(row["license"])
    if why := _wrong_size(row["params_b"], own):
        report.skip(where, f"parameters {row['params_b']!r} of {repository}", why)
    elif row["params_b"]:
        facts.count("parameters", row["params_b"], scale=1e9)
    return ImportedRow(
        name=repository if derivative else own,
        developer=(owner,),
        ids={"huggingface": (repository,)},
        facts=facts.said,
        lineage=_lineage(row),
        derivative=derivative,
    )


def _wrong_size(said: str, name: str) -> str | None:
    """Why a size is none, or None."""
    if not said:
        return None
    size = positive(said)
    if size is None:
        return "it is no number of parameters"
    if is_quantized(name):
        return "packed weights were counted"
    if size == int(size) and size < _LEAST_WHOLE:
        return "it is cut to whole billions"
    return contradicted_by_name(size * 1e9, name, 1.4)


def _lineage(row: Mapping[str, str]) -> tuple[ImportedEdge, ...]:
    """The edge to the repository a model was made from, where the row names another than itself."""
    merged = row["base_model"].endswith(_MERGE_SIGN)
    base = row["base_model"].removesuffix(_MERGE_SIGN).strip()
    if not base or base == "Removed" or base.casefold() == row["repo"].casefold():
        return ()
    return (ImportedEdge(relation="merge" if merged else _relation(row["type"]), of=base),)


def _relation(kind: str) -> Literal["base", "finetune", "continued_pretraining", "merge"]:
    """How a repository of a type relates to its base."""
    plain = re.sub(r"[^a-z]", "", kind.casefold())
    if "merge" in plain:
        return "merge"
    if "continuouslypretrained" in plain:
        return "continued_pretraining"
    return "finetune" if "finetuned" in plain or "chat" in plain else "base"
