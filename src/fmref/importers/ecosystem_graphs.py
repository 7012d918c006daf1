"""Ecosystem Graphs' assets as JSON Lines: models and data sets, one object a line.

Its models are often families named by their largest member, and its fields are free text: a size, licence, card, chip
or time of training is taken only where it is plain what it says. Compute is not: figures of one model stand at another.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from fmref.id_grammar import read as read_id
from fmref.importers import ImportedEdge, ImportedRow, ImportedStatement, ImportFailure, Report
from fmref.importers._training_texts import chips_of, data_size_of, time_of
from fmref.schema import partial_date

__all__ = ["read"]

_NEEDED: Final = ("type", "name", "organization", "access", "dependencies")
_TYPES: Final = ("model", "dataset", "application")
_NOTHING: Final = frozenset({"", "custom", "other", "unknown", "unknkown", "unknwon", "none", "null", "n/a", "todo"})
"""Words for a value that is not known, misspelt ones included."""

_NOT_MODELS: Final = frozenset({"MultiMedQA", "Re-LAION-5B"})
"""Data sets and benchmarks that the source lists as models."""

_NOT_TRAINED_ON: Final = frozenset({"humaneval"})
"""Data sets among the dependencies of models that were evaluated on them."""

_OTHER_MODELS: Final = frozenset(
    name.casefold()
    for name in (
        "Animagine XL 3.0",
        "BEATs",
        "BERT",
        "BiT ResNet-101x3",
        "EfficientNet-L2",
        "InternVL",
        "LLaVA",
        "LLongMA-2",
        "Llama 3.1",
        "Mistral 7B",
        "Mistral Large 2",
        "Mistral Nemo 12B",
        "Mixtral",
        "OpenChat 3.5",
        "OpenOrca Mistral",
        "PaLI-X",
        "Palmyra-X-004",
        "StarCoderPlus",
        "T5-XXL",
        "TripoSR",
        "VQGAN",
        "VideoMAEv2",
        "mT5",
        "phi-1",
        "umT5",
    )
)
"""Dependencies that are models, though the source does not list them."""

_SCALES: Final = {"K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}
_AMOUNT: Final = r"(\d+(?:\.\d+)?) ?([KMBT])"
_SIZE: Final = re.compile(
    rf"{_AMOUNT} parameters(?: \((?:dense|sparse|dense model)\))?(?:; {_AMOUNT} active parameters)?", re.IGNORECASE
)
_SIZE_OF_EXPERTS: Final = re.compile(rf"{_AMOUNT} parameters with {_AMOUNT} parameters for activation \(MoE\)")
_REPOSITORY: Final = re.compile(r"https?://huggingface\.co/([\w.-]+)/([\w.-]+)/?(?:(?:tree|blob)/\S*)?")
_OTHER_MODEL: Final = frozenset("v vl vision coder code math audio omni embed guard reward rm".split())
"""Words in the name of a repository that make it another model than one without them."""
_NO_OWNERS: Final = frozenset({"blog", "collections", "datasets", "docs", "papers", "spaces"})
_SIZE_IN_NAME: Final = re.compile(r"(?<![a-z0-9.])(\d+(?:[._]\d+)?)([bm])(?![a-z0-9])", re.IGNORECASE)

_MODALITIES: Final = {
    "text; text": ("text",),
    "code; code": ("code",),
    "text; code": ("code",),
    "code; text": ("code",),
    "text; code, text": ("text", "code"),
    "text; text, code": ("text", "code"),
    "code, text; code, text": ("text", "code"),
    "text; image": ("text-to-image",),
    "image, text; text": ("vision-language",),
    "text, image; text": ("vision-language",),
    "image; text": ("image-to-text",),
    "audio; text": ("speech-to-text",),
    "audio; audio": ("audio",),
    "image; image": ("image",),
    "video; video": ("video",),
    "text; video": ("video",),
    "text; protein sequence": ("protein",),
    "amino acid sequence; protein structure": ("protein",),
}
"""Modality by input and output, where one tells the other."""

_LICENCES: Final = {
    "apache2.0": "Apache-2.0",
    "mit": "MIT",
    "wtfpl": "WTFPL",
    "bsd3clause": "BSD-3-Clause",
    "ccby4.0": "CC-BY-4.0",
    "ccbysa4.0": "CC-BY-SA-4.0",
    "ccbync4.0": "CC-BY-NC-4.0",
    "ccbyncsa4.0": "CC-BY-NC-SA-4.0",
    "odcby": "ODC-By",
    "odcby1.0": "ODC-By-1.0",
    "llama2": "Llama 2 Community License",
    "llama3": "Llama 3 Community License",
    "llama3.1communitylicenseagreement": "Llama 3.1 Community License",
    "llama3.3communitylicenseagreement": "Llama 3.3 Community License",
    "modifiedmitlicense": "Modified MIT License",
    "bigscienceralv1.0": "BigScience RAIL License v1.0",
    "bigsciencerailv1.0": "BigScience RAIL License v1.0",
    "bigsciencebloomrail1.0": "BigScience RAIL License v1.0",
    "bigcodeopenrailm": "BigCode OpenRAIL-M",
    "bigcodeopenrailmv1": "BigCode OpenRAIL-M v1",
    "bigcodeopenrailmv1.0": "BigCode OpenRAIL-M v1",
    "openrail++": "CreativeML Open RAIL++-M License",
    "stabilitycommunitylicense": "Stability AI Community License",
    "stabilityaicommunity": "Stability AI Community License",
    "writeropenmodel": "Writer Open Model License",
    "writeropenmodellicense": "Writer Open Model License",
}
"""Licences by their letters and digits; others stay as they are written."""

_NO_LICENCE: Final = re.compile(r"unknown|unknkown|terms (?:and|of)|\bcode\b|^apple$|^\w+, \w+$", re.IGNORECASE)
"""Texts that name no one licence of the weights or the data."""


Models = Mapping[str, Mapping[str, Any]]
"""The assets that are models, by folded name."""


def read(paths: Sequence[Path], report: Report) -> Iterator[ImportedRow]:
    """Rows of the models and data sets; applications only tell which models are in products."""
    assets = [asset for path in paths for asset in _assets(path, report)]
    known = {_key(asset): asset for asset in reversed(assets)}  # the first of two that agree in type, name and maker
    models = {
        asset["name"].casefold(): asset
        for asset in reversed(assets)
        if asset["type"] == "model" and asset["name"] not in _NOT_MODELS
    }
    products = {name.casefold() for asset in assets if asset["type"] == "application" for name in asset["dependencies"]}
    cards = Counter(_repository(asset) for asset in known.values())
    for asset in assets:
        where = f"{asset['type']} {asset['name']}"
        if asset["type"] == "application":
            continue
        if known[_key(asset)] is not asset:
            report.skip(where, "row", "listed twice; the first is kept")
        elif asset["name"] in _NOT_MODELS:
            report.skip(where, "row", "not a model, whatever its type says")
        elif asset["type"] == "dataset":
            facts = {
                **_date(asset, where, report),
                **_licence(asset, where, report),
                **_access(asset, set(), where, report),
                **_data_size(asset, where, report),
            }
            facts.pop("open_weights", None)
            yield ImportedRow(name=asset["name"], kind="dataset", developer=_organizations(asset), facts=facts)
        else:
            yield _model(asset, models, products, cards, report)


def _assets(path: Path, report: Report) -> Iterator[dict[str, Any]]:
    """The assets of a file, every text without the spaces around it."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise ImportFailure(f"{path}: not UTF-8 (byte {error.start}); save it as JSON Lines in UTF-8") from error
    except OSError as error:
        raise ImportFailure(f"{path}: {error.strerror}; give the path of a file of assets as JSON Lines") from error
    read_any = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asset = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ImportFailure(f"{path}:{number}: no JSON object; write one asset a line as JSON Lines") from error
        if not isinstance(asset, dict):
            raise ImportFailure(f"{path}:{number}: no JSON object; write one asset a line as JSON Lines")
        missing = next((key for key in _NEEDED if key not in asset), None)
        if missing and not read_any:
            raise ImportFailure(f"{path}:{number}: no key {missing!r}; restore the key's name in every asset")
        read_any = True
        name, kind, needs = asset.get("name"), asset.get("type"), asset.get("dependencies")
        if (
            missing
            or not isinstance(name, str)
            or not name.strip()
            or kind not in _TYPES
            or not isinstance(needs, list)
        ):
            what = f"no key {missing!r}" if missing else "name, type or dependencies are not what they should be"
            report.skip(f"{path.name}:{number}", "row", what)
            continue
        texts = {key: " ".join(str(value).split()) for key, value in asset.items() if isinstance(value, str | int)}
        yield {**texts, "dependencies": [" ".join(need.split()) for need in needs if isinstance(need, str)]}
    if not read_any:
        raise ImportFailure(f"{path}: no asset in it; give a file of assets as JSON Lines")


def _key(asset: Mapping[str, Any]) -> tuple[str, str, str]:
    """What makes two assets one."""
    return asset["type"], asset["name"].casefold(), asset.get("organization", "").casefold()


def _model(
    asset: Mapping[str, Any], models: Models, products: set[str], cards: Mapping[str | None, int], report: Report
) -> ImportedRow:
    """The row of a model."""
    name = asset["name"]
    where = f"model {name}"
    facts = {
        **_size(asset, where, report),
        **_date(asset, where, report),
        **_licence(asset, where, report),
        **_access(asset, products, where, report),
        **_training(asset, where, report),
        **_data(asset, models),
    }
    weights = facts.get("open_weights")
    if weights and weights[0].value is False and facts.pop("license", None):
        report.skip(where, f"license {asset['license']!r}", "not of the weights, which are not given")
    modalities = _MODALITIES.get(re.sub(r" ?; ?", "; ", asset.get("modality", "").lower()), ())
    if modalities:
        facts["modality"] = tuple(ImportedStatement(value=modality) for modality in modalities)
    return ImportedRow(
        name=name,
        developer=_organizations(asset),
        ids=_ids(asset, facts, cards, where, report),
        facts=facts,
        lineage=tuple(ImportedEdge(relation="base", of=base) for base in _bases(asset, models, where, report)),
    )


def _bases(asset: Mapping[str, Any], models: Models, where: str, report: Report) -> Iterator[str]:
    """The dependencies a model can be built on: not data, nor a model whose weights only its maker has."""
    for need in dict.fromkeys(asset["dependencies"]):
        base = models.get(need.casefold())
        if base is None and need.casefold() not in _OTHER_MODELS:
            continue
        if base is asset:
            report.skip(where, f"dependency {need!r}", "a model is not its own base")
        elif base and _withheld(base) and not _makers(base) & _makers(asset):
            report.skip(where, f"dependency {need!r}", "its weights are not given to others")
        else:
            yield need


def _withheld(asset: Mapping[str, Any]) -> bool:
    """Whether a model's weights are not given to others."""
    weights = _access(asset, set(), "", Report()).get("open_weights")
    return weights is not None and weights[0].value is False


def _makers(asset: Mapping[str, Any]) -> set[str]:
    """The first words of the makers' names: Google, Google DeepMind and Google Research are one house."""
    return {name.split()[0].casefold() for name in _organizations(asset)}


def _amount(number: str, scale: str) -> int:
    """`1.5`, `B` as a number."""
    return round(float(number) * _SCALES[scale.upper()])


def _size(asset: Mapping[str, Any], where: str, report: Report) -> dict[str, tuple[ImportedStatement, ...]]:
    """Parameters, where the text is a number of parameters and nothing else."""
    text = asset.get("size", "")
    if text.lower() in _NOTHING:
        return {}
    experts = _SIZE_OF_EXPERTS.fullmatch(text)
    found = experts or _SIZE.fullmatch(text)
    if found is None or not 0 < _amount(found[1], found[2]) <= 1e15:
        report.skip(where, f"size {text!r}", "no number of parameters")
        return {}
    facts: dict[str, tuple[ImportedStatement, ...]] = {
        "parameters": (ImportedStatement(value=_amount(found[1], found[2])),)
    }
    if found[3]:
        facts["active_parameters"] = (ImportedStatement(value=_amount(found[3], found[4])),)
    if experts:
        facts["architecture"] = (ImportedStatement(value="mixture-of-experts"),)
    return facts


def _training(asset: Mapping[str, Any], where: str, report: Report) -> dict[str, tuple[ImportedStatement, ...]]:
    """The chips of training, their number, and how long it took."""
    facts: dict[str, tuple[ImportedStatement, ...]] = {}
    text = asset.get("training_hardware", "")
    if chips := chips_of(text):
        facts["hardware"] = tuple(ImportedStatement(value=name) for name in chips.names)
        if chips.number:
            facts["hardware_quantity"] = (ImportedStatement(value=chips.number),)
    elif text.lower() not in _NOTHING:
        report.skip(where, f"training_hardware {text!r}", "no chips that a model was trained on")
    text = asset.get("training_time", "")
    if time := time_of(text):
        facts["training_time"] = (time,)
    elif text.lower() not in _NOTHING:
        report.skip(where, f"training_time {text!r}", "no length of time")
    return facts


def _data(asset: Mapping[str, Any], models: Models) -> dict[str, tuple[ImportedStatement, ...]]:
    """The dependencies that are no models: what a model was trained on, as far as the catalog knows it."""
    others = (need for need in asset["dependencies"] if need.casefold() not in models)
    names = [need for need in others if need.casefold() not in _OTHER_MODELS | _NOT_TRAINED_ON]
    return {"training_data": tuple(ImportedStatement(value=name) for name in dict.fromkeys(names))} if names else {}


def _data_size(asset: Mapping[str, Any], where: str, report: Report) -> dict[str, tuple[ImportedStatement, ...]]:
    """The size of a data set, where the text is an amount and nothing else."""
    text = asset.get("size", "")
    if size := data_size_of(text):
        return {"training_data_size": (size,)}
    if text.lower() not in _NOTHING:
        report.skip(where, f"size {text!r}", "no amount of data")
    return {}


def _date(asset: Mapping[str, Any], where: str, report: Report) -> dict[str, tuple[ImportedStatement, ...]]:
    """The release date as precise as it is: the first of a month stands for the month, of January for the year."""
    text = asset.get("created_date", "")
    if text.lower() in _NOTHING:
        return {}
    try:
        day = partial_date(text)
    except ValueError:
        day = ""
    if not "1940" < day < "2100" or day.startswith("1970-01-01"):
        report.skip(where, f"created_date {text!r}", "no date")
        return {}
    if len(day) == 10 and day.endswith("-01"):
        day = day[:4] if day.endswith("-01-01") else day[:7]
    return {"release_date": (ImportedStatement(value=day),)}


def _licence(asset: Mapping[str, Any], where: str, report: Report) -> dict[str, tuple[ImportedStatement, ...]]:
    """The licence of the weights or the data, in SPDX's spelling where it has one."""
    text = asset.get("license", "")
    weights = re.match(r"(.+?) \(model weights\)", text)
    name = weights[1] if weights else re.sub(r" \([^)]*given by[^)]*\)$", "", text)
    if name.lower() in _NOTHING:
        return {}
    if _NO_LICENCE.search(name) or len(name) > 80:
        report.skip(where, f"license {text[:60]!r}", "names no one licence")
        return {}
    plain = _LICENCES.get(re.sub(r"[\s_-]+", "", name.casefold()), name)
    return {"license": (ImportedStatement(value=plain),)}


def _access(
    asset: Mapping[str, Any], products: set[str], where: str, report: Report
) -> dict[str, tuple[ImportedStatement, ...]]:
    """Open weights and access.

    `limited` is an API, but a download on request where a licence of the weights is named; where only a repository
    is, it is left open which. `closed` is unreleased, unless an application is built on the model.
    """
    word = asset["access"].lower() if "access" in asset else ""
    data = asset["type"] == "dataset"
    licensed = bool(_licence(asset, where, Report()))
    access: str | None = None
    weights: bool | None = None
    if word == "open":
        access, weights = "open", True
    elif word == "limited" and licensed:
        access = "gated"
    elif word == "limited" and not data and _repository(asset) is None:
        access, weights = "api", False
    elif word == "closed":
        access, weights = "api" if asset["name"].casefold() in products else "unreleased", False
    elif word not in {"limited", *_NOTHING}:
        report.skip(where, f"access {word!r}", "not a word this importer knows")
    facts: dict[str, tuple[ImportedStatement, ...]] = {}
    if access is not None:
        facts["access"] = (ImportedStatement(value=access),)
    if weights is not None:
        facts["open_weights"] = (ImportedStatement(value=weights),)
    return facts


def _repository(asset: Mapping[str, Any]) -> str | None:
    """The repository on Hugging Face that the model card is in."""
    found = _REPOSITORY.fullmatch(asset.get("model_card", ""))
    return f"{found[1]}/{found[2]}" if found and found[1] not in _NO_OWNERS else None


def _ids(
    asset: Mapping[str, Any],
    facts: Mapping[str, tuple[ImportedStatement, ...]],
    cards: Mapping[str | None, int],
    where: str,
    report: Report,
) -> dict[str, tuple[str, ...]]:
    """The repository, unless it is another model's: one of another size, or one that two models name."""
    repository = _repository(asset)
    if repository is None:
        if "huggingface.co" in asset.get("model_card", ""):
            report.skip(where, f"model_card {asset['model_card']!r}", "no repository with an owner")
        return {}
    if cards[repository] > 1:
        report.skip(where, f"model_card {repository}", "given for two models")
        return {}
    sizes = [_amount(n.replace("_", "."), s) for n, s in _SIZE_IN_NAME.findall(repository.split("/")[1])]
    if sizes and "parameters" in facts:
        parameters = float(facts["parameters"][0].value)
        if all(abs(size - parameters) > 0.1 * parameters for size in sizes):
            report.skip(where, f"model_card {repository}", f"a repository of another size than {asset['size']!r}")
            return {}
    if not _is_of(asset["name"], repository):
        report.skip(where, f"model_card {repository}", "the names do not agree")
        return {}
    return {"huggingface": (repository,)}


def _is_of(name: str, repository: str) -> bool:
    """Whether the name of a repository has no word that makes it another model than the one named."""
    own, there = ({w for reading in read_id(text) for w in reading.identity.split()} for text in (name, repository))
    return not _OTHER_MODEL & (there - own)


def _organizations(asset: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of a joint list."""
    parts = re.split(r", (?!Inc\b|College Park)| and (?=University of Maryland)", asset.get("organization", ""))
    names = (part.strip().removeprefix("and ") for part in parts)
    names = (re.sub(r"(?<!Inc)\.$", "", name) for name in names)
    return tuple(dict.fromkeys(name for name in names if name.lower() not in _NOTHING))
