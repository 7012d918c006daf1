"""Tags of Ollama's library: which of them are one file, and what a model of that file may be called.

A tag is a pointer: `qwen:7b` was one model in 2023 and is another today, as the hash of its file tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from fmref.importers import ImportedRow, ImportedStatement, Report
from fmref.importers._reading import tokens

__all__ = ["read_tags", "tag_without_quantization"]

_TAG_QUANTIZATION: Final = re.compile(
    r"(?:^|-)(?:i?q\d(?:_\w+)?|fp16|bf16|f16|fp32|f32|fp8|mxfp[48]|nvfp4|int[48]|qat|cloud|mlx)\b", re.IGNORECASE
)
_UNTUNED: Final = frozenset({"text", "base"})
_TAG_SIZE: Final = re.compile(r"\d+(?:\.\d+)?[bm]", re.IGNORECASE)
_TAG_VERSION: Final = re.compile(r"v\d+(?:\.\d+)*", re.IGNORECASE)
_TAG_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?[bm]|v\d+(?:\.\d+)*", re.IGNORECASE)
_CONTEXT: Final = re.compile(r"(?P<n>\d+)(?P<unit>[KM])")


def read_tags(rows: Sequence[tuple[str, Mapping[str, str]]], report: Report) -> Iterator[ImportedRow]:
    """One row for the tags of one file, named by what they say together; other ways to write that name are its names.

    Tags of one hash are one file, so that all of them are identifiers of one model, whatever each reads like alone.
    Files that only tags of a quantization stand for are left to the grammar. Ollama counts context in units of 1,024
    tokens: it writes 128K for 131,072. It is that of the file as packed, which may be less than the model's, so that it
    gives way to what others state.
    """
    files: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for where, row in rows:
        library, _, tag = row["tag"].partition(":")
        if library and tag and row["hash"]:
            files[library, row["hash"]][tag] = row["context"]
        else:
            report.skip(where, row["tag"] or "row", "it is no tag with a hash")
    fullest: dict[str, set[str]] = defaultdict(set)
    for (library, _), tags in files.items():
        fullest[library].add(_fullest(tags))
    for (library, _), tags in files.items():
        said = {tag: tag_without_quantization(tag) for tag in tags}
        if all(plain != tag and tag not in ("latest", "cloud") for tag, plain in said.items()):
            continue
        plain = sorted(set(said.values()), key=lambda tag: (tag == _fullest(tags), tag), reverse=True)
        if others := [tag for tag in plain[1:] if _contradicts(tag, plain[0])]:
            report.skip("ollama", f"{library}:{others[0]} = {library}:{plain[0]}", "tags of one hash contradict")
            continue
        name, *names = _spellings(library, plain, fullest[library])
        context = next((found for text in tags.values() if (found := _CONTEXT.fullmatch(text))), None)
        size = int(context["n"]) * (1024 if context["unit"] == "K" else 1024**2) if context else None
        yield ImportedRow(
            name=name,
            names=tuple(names),
            ids={"ollama": tuple(f"{library}:{tag}" for tag in sorted(tags))},
            facts={"context": (ImportedStatement(value=size, method="derived"),)} if size else {},
            reference=True,
        )


def _fullest(tags: Iterable[str]) -> str:
    """The one of some tags that says most, without what it says of its weights."""
    return max(map(tag_without_quantization, tags), key=lambda tag: (len(tokens(tag)), tag))


def _contradicts(one: str, other: str) -> bool:
    """Whether two tags name sizes, or versions, and none of them is the same."""
    for pattern in (_TAG_SIZE, _TAG_VERSION):
        ours, theirs = ({word for word in tag.split("-") if pattern.fullmatch(word)} for tag in (one, other))
        if ours and theirs and not ours & theirs:
            return True
    return False


def _spellings(library: str, plain: Sequence[str], fullest: Iterable[str]) -> list[str]:
    """The names that the tags of one file give a model, the fullest first.

    Beside what the tags say together, and each that adds a word: without Ollama's word for a model that nobody tuned,
    with the version in the tag for that of the library (`internlm2:7b-chat-v2.5`), and without a size or version where
    the others tell the file from all in the library, whose fullest tags are `fullest`.
    """
    more = [tag for tag in plain[1:] if not tokens(tag) <= tokens(plain[0])]
    tags = ["-".join([plain[0], *more]), plain[0], *more] if more else [plain[0]]
    untuned = _UNTUNED | {"code"} if "code" in library else _UNTUNED
    names = []
    for tag in tags:
        for words in (tag.split("-"), [word for word in tag.split("-") if word not in untuned]):
            version = next((word.lstrip("v") for word in words if _TAG_VERSION.fullmatch(word)), "")
            own = re.search(r"\d+(\.\d+)*$", library)
            plainer = library[: own.start()] if own and version.startswith(f"{own[0]}.") else library
            names += [f"{library} {'-'.join(words)}", f"{plainer} {'-'.join(words)}"]
            for left_out in (_TAG_SIZE, _TAG_VERSION, _TAG_NUMBER):
                if not any(_without(left_out, other) == _without(left_out, tag) for other in fullest if other != tag):
                    names.append(f"{library} {_without(left_out, '-'.join(words))}")
    return list(dict.fromkeys(name.strip() for name in names))


def _without(pattern: re.Pattern[str], tag: str) -> str:
    """A tag without the words that a pattern matches."""
    return "-".join(word for word in tag.split("-") if not pattern.fullmatch(word))


def tag_without_quantization(tag: str) -> str:
    """A tag of Ollama without what it says of its weights, and without `latest`.

    >>> tag_without_quantization("8b-instruct-q4_K_M"), tag_without_quantization("latest")
    ('8b-instruct', '')
    """
    return "" if tag == "latest" else _TAG_QUANTIZATION.sub("", tag).removeprefix("-")
