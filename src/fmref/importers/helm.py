"""HELM: `model_metadata.yaml`, the models of the Holistic Evaluation of Language Models."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from fmref.importers import ImportedRow, ImportFailure, Report
from fmref.importers._reading import Facts, contradicted_by_name, positive, require, text_of, word
from fmref.store import YamlFile

__all__ = ["read"]

_NEEDED: Final = ("name", "display_name", "creator_organization_name")
_ACCESS: Final[Mapping[str, str]] = {"open": "open", "limited": "api", "closed": "unreleased"}
_MODALITY: Final[Mapping[str, str]] = {
    "TEXT_MODEL_TAG": "text",
    "CODE_MODEL_TAG": "code",
    "TEXT_TO_IMAGE_MODEL_TAG": "text-to-image",
    "VISION_LANGUAGE_MODEL_TAG": "vision-language",
    "TEXT_SIMILARITY_MODEL_TAG": "text-embedding",
}
_TUNED: Final = re.compile(r"instruct|chat|\bit\b", re.IGNORECASE)
"""What tells a tuned variant from its model; HELM says it of some in the name for programs only."""
_SETTINGS: Final[Mapping[str, str]] = {
    "dspy": "a prompt, not a model",
    "reasoning effort": "a setting, not a model",
    "thinking disabled": "a setting, not a model",
    "extended thinking": "a setting, not a model",
    "blocking": "a setting, not a model",
    "safety": "a setting, not a model",
    "instruct turbo": "how a provider serves a model, not a model",
    " on amazon bedrock": "where a model is served, not a model",
    "_gpt ": "several models in a row",
    "with guardian": "several models in a row",
}


def read(paths: Sequence[Path], report: Report) -> Iterator[ImportedRow]:
    """One row for every model; how a model was prompted or served makes no other model."""
    for path in paths:
        models = _models(path)
        require(path, {key for model in models for key in model}, _NEEDED)
        shared = Counter(word(model.get("display_name")) for model in models)
        seen: set[str] = set()
        for number, model in enumerate(models):
            where = f"{path.name}: models[{number}]"
            name, shown = word(model.get("name")), word(model.get("display_name"))
            if name is None or shown is None:
                report.skip(where, "model", "it has no name")
            elif why := _no_model(name, shown):
                report.skip(where, name, why)
            elif name in seen:
                report.skip(where, name, "it is listed twice")
            else:
                seen.add(name)
                own = name.rpartition("/")[2]
                told = shared[shown] == 1 and bool(_TUNED.search(shown)) >= bool(_TUNED.search(own))
                yield _row(name, shown if told else own, model, where, report)


def _models(path: Path) -> list[dict[str, Any]]:
    """The models of the file."""
    text = text_of(path)
    try:
        data = YamlFile(text, path.name).data
    except Exception as error:  # the parser's own error, which only the store may name
        first = str(error).partition("\n")[0]
        raise ImportFailure(f"{path.name}: it is no YAML that can be read ({first}); download it again") from error
    models = data.get("models") if isinstance(data, dict) else None
    if not isinstance(models, list) or not models or not all(isinstance(model, dict) for model in models):
        raise ImportFailure(f"{path.name}: key 'models' is missing or no list; give HELM's model_metadata.yaml")
    return models


def _no_model(name: str, shown: str) -> str | None:
    """Why an entry is no model of its own, or None."""
    if name.startswith("simple/"):
        return "a test, not a model"
    plain = f"{shown} {name.replace('-', ' ')}".casefold()
    return next((why for sign, why in _SETTINGS.items() if sign in plain), None)


def _row(name: str, shown: str, model: Mapping[str, Any], where: str, report: Report) -> ImportedRow:
    """The row of one model."""
    facts = Facts(f"{where} ({name})", report)
    released = model.get("release_date", model.get("release"))
    facts.date(
        "release_date", re.sub(r"(?<=20\d\d)-01-01$", "", str(released)) if released else None
    )  # who knows but the year
    size = positive(model.get("num_parameters"))
    if size is not None and (why := contradicted_by_name(size, shown, 2)):
        report.skip(where, f"parameters {size:g} of {name}", why)
    else:
        facts.count("parameters", model.get("num_parameters"))
    access = word(model.get("access"))
    if access is not None and access in _ACCESS:
        facts.put("access", _ACCESS[access])
        if access == "open":
            facts.put("open_weights", True)  # noqa: FBT003  # the value of the statement
    elif access is not None:
        report.skip(where, f"access {access!r}", "it is none of open, limited, closed")
    tags = model.get("tags")
    facts.put("modality", *(kind for tag, kind in _MODALITY.items() if isinstance(tags, list) and tag in tags))
    makers = word(model.get("creator_organization_name")) or ""
    return ImportedRow(
        name=shown,
        developer=tuple(maker for part in makers.split("/") if (maker := part.strip(" ."))),
        ids={"helm": (name,)},
        facts=facts.said,
    )
