"""The words of identifiers: how a name is split, and what each word may be. Their meaning is `id_words.toml`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from fmref.id_dates import DATE_PART, DAY, SHORT_DATE
from fmref.lazy import Lazy

__all__ = [
    "ACTIVE",
    "DOT",
    "EXPERTS",
    "NUMBER",
    "QUANTIZATION",
    "REVISION",
    "SIZE",
    "Token",
    "Word",
    "WordTable",
    "classified",
    "format_name",
    "is_any_size",
    "kind_of",
    "split_words",
    "word_table",
]


class Token(NamedTuple):
    """A part of a name and what it was taken for: a kind of identity (`name`, `version` ...), a qualifier, `noise`."""

    text: str
    role: str


# --- The table of words ---


class WordTable(NamedTuple):
    """`id_words.toml`, turned round for look-up."""

    hosts: Mapping[str, str]
    regions: frozenset[str]
    path_noise: frozenset[str]
    qualities: frozenset[str]
    dotted_makers: frozenset[str]
    makers: frozenset[str]
    roles: Mapping[str, str]
    tags: Mapping[str, str]
    tag_words: Mapping[str, str]
    families: Mapping[str, Sequence[tuple[tuple[str, ...], Mapping[str, str]]]]
    brackets: Mapping[str, str]
    serving: frozenset[str]
    plain_serving: frozenset[str]
    prose: frozenset[str]
    variants: frozenset[str]
    tiers: frozenset[str]
    tuned: frozenset[str]
    training: frozenset[str]
    same: Mapping[str, str]

    def is_kind(self, word: str) -> bool:
        """Whether a word is one for a kind, size or tier of model."""
        return word in self.variants or word in self.tiers


@cache
def word_table() -> WordTable:
    """The table of words, read once."""
    import tomllib

    with open(os.path.join(os.path.dirname(__file__), "id_words.toml"), "rb") as file:
        found: dict[str, Any] = tomllib.load(file)
    paths, generic = found["paths"], found["generic"]
    return WordTable(
        _by_word(found["hosts"]),
        frozenset(paths["regions"]),
        frozenset(paths["noise"]),
        frozenset(paths["quality"]),
        frozenset(paths["dotted_makers"]),
        frozenset(found["makers"]["words"]),
        _by_word(found["roles"]),
        _by_word(found["tags"]),
        found["tag_words"],
        _by_first_word(found["families"]),
        _by_word(found["brackets"]),
        frozenset(found["serving"]["words"]),
        frozenset(found["serving"]["plain"]),
        frozenset(found["prose"]["words"]),
        frozenset(generic["variants"]),
        frozenset(generic["tiers"]),
        frozenset(generic["tuned"]),
        frozenset(generic["training"]),
        found["same"],
    )


def _by_word(lists: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: name for name, words in lists.items() for word in words}


def _by_first_word(families: Mapping[str, Mapping[str, Iterable[str]]]) -> dict[str, Any]:
    """The numbers that a family's name must have, and the roles of its words, by the family's first word."""
    found: dict[str, list[tuple[tuple[str, ...], Mapping[str, str]]]] = {}
    for family, roles in families.items():
        first, *numbers = family.split()
        found.setdefault(first, []).append((tuple(numbers), _by_word(roles)))
    return found


# --- Words ---

QUANTIZATION: Final = Lazy(
    r"(?:i?q\d_[k01](?:_(?:xxs|xs|s|m|l|xl|nl|k))?|i?q\d_(?:xxs|xs|s|m|l|xl|nl)|q[4568]|tq\d_\d|bf16|fp?16|fp?32|fp8|f8|fp4|nf4|mxfp4|nvfp4|mxfp8|awq"
    r"|[12]x\d{1,2}|gptq|exl[23]|int[348](?:mix)?|[2-8]bits?|w\d+a\d+(?:g\d+)?|bnb|hqq|aqlm|quip|marlin|qat|[2-8](?:\.\d+)?bpw|quantized|quant"
    r"|dynamic)"
)
SIZE: Final = Lazy(r"(?P<n>(?:0|[1-9]\d*)(?:\.\d+)?)(?P<unit>[bmt])", re.IGNORECASE)
EXPERTS: Final = Lazy(r"(?P<experts>\d+)x(?P<n>\d+(?:\.\d+)?)(?P<unit>[bm])", re.IGNORECASE)
ACTIVE: Final = Lazy(r"a(?P<n>\d+(?:\.\d+)?)(?P<unit>[bm])", re.IGNORECASE)
_BLOOM_SIZE: Final = Lazy(r"(\d+)b(\d)", re.IGNORECASE)
_EXPERT_COUNT: Final = Lazy(r"\d+e")
_CONTEXT: Final = Lazy(r"\d+k|4096|8192|16384|32768|65536|131072|1048576", re.IGNORECASE)
REVISION: Final = Lazy(r"00\d")
NUMBER: Final = Lazy(r"\d+(\.\d+)*")
_VERSION: Final = Lazy(r"v?\d+(\.\d+)*[a-z]?")
_UNIT_WORD: Final = Lazy(r"e\d+b|w\d+a\d+")
_TOKEN: Final = Lazy(
    r"non?-(?:thinking|reasoning)|\d+x\d+(?:\.\d+)?[bm](?![a-z])|w\d+a\d+|i?q\d(?:_[a-z0-9]+)+|q\d(?!\d|\.\d)|[a-z]*\d[a-z0-9.]*|[a-z]+"
    r"|[^\W\d_]+|\+"
)
_LOOSE_DOT: Final = Lazy(r"\.(?:(?<=[a-z]\.)(?=[a-z])|(?<=\d\.)(?!\d)|(?<!\d\.)(?=\d))")
_GLUED: Final = Lazy(r"([a-z]+?)[v]?(\d+(?:\.\d+)*)([a-z]*)")
_GLUED_BEHIND: Final = Lazy(r"([a-z]*\d+\.\d+)([a-z]{2,})")
DOT: Final = Lazy(r"[p_](?<=\d.)(?=\d)(?<!q\d_)")
"""What stands for a dot in a number: Fireworks writes 2p5 for 2.5, repositories write 1_8B."""


class Word(NamedTuple):
    """A word of a name, with what can be said of it wherever it stands."""

    text: str
    normal: tuple[str, ...]
    """The words of identity that it is."""
    role: str | None
    """What it is where it is no word of identity."""
    is_number: bool
    may_date: bool
    is_size: bool
    form: str
    """What a number may be besides: `short` and `minor` the two sides of a dot, `v0` short for 0.x, `experts`."""


@lru_cache(maxsize=8192)
def classified(text: str) -> Word:
    """What a word may be, wherever it stands."""
    normal = tuple(_normal(text).split())
    return Word(
        text,
        normal,
        _role(text),
        bool(NUMBER.fullmatch(normal[0])),
        bool(DATE_PART.fullmatch(text) or DAY.fullmatch(text) or SHORT_DATE.fullmatch(text)),
        bool(SIZE.fullmatch(text)),
        next((name for name, pattern in _FORMS.items() if pattern.fullmatch(text)), ""),
    )


_FORMS: Final = {
    "v0": Lazy(r"v0[1-9]"),
    "short": Lazy(r"v?\d{1,2}"),
    "minor": Lazy(r"\d{1,2}[ac-ln-su-z]"),
    "experts": Lazy(r"\d{1,2}x\d{1,3}"),
}


def _role(word: str) -> str | None:
    """The qualifier that a word is behind the first, `noise`, or None for a word of identity."""
    if found := word_table().roles.get(word):
        return found
    if QUANTIZATION.fullmatch(word):
        return "quantization"
    return "context" if _CONTEXT.fullmatch(word) else "experts" if _EXPERT_COUNT.fullmatch(word) else None


def _normal(word: str) -> str:
    """A word of identity in its normal form."""
    if same := word_table().same.get(word):
        return same
    if bloom := _BLOOM_SIZE.fullmatch(word):
        return f"{bloom[1]}.{bloom[2]}b"
    if size := (SIZE.fullmatch(word) or EXPERTS.fullmatch(word) or ACTIVE.fullmatch(word)):
        number = re.sub(r"\.0$", "", size["n"])
        return word.replace(size["n"], number, 1) if number != size["n"] else word
    if _VERSION.fullmatch(word):
        return re.sub(r"(\.0)+$", "", word.lstrip("v"))
    return word


@lru_cache(maxsize=4096)
def is_any_size(word: str) -> bool:
    """Whether a word counts parameters or experts: it may stand anywhere in a name."""
    return any(pattern.fullmatch(word) for pattern in (SIZE, EXPERTS, ACTIVE))


def kind_of(word: Word) -> str:
    """What a word of identity says, for people."""
    text = word.text
    if SIZE.fullmatch(text) or _BLOOM_SIZE.fullmatch(text):
        return "size"
    if EXPERTS.fullmatch(text):
        return "experts and size"
    if ACTIVE.fullmatch(text):
        return "active size"
    if _VERSION.fullmatch(text):
        return "version"
    table = word_table()
    return "variant" if text in table.variants else "tier" if text in table.tiers else "name"


def split_words(core: str) -> list[str]:
    """Words, numbers with their letters, and plus signs; letters glued before a version are taken off it."""
    found: list[str] = []
    for word in _TOKEN.findall(_LOOSE_DOT.sub(" ", core) if "." in core else core):
        if word.isalpha():
            found.append(word)
        else:
            found.extend(_taken_apart(word))
    return found


@lru_cache(maxsize=8192)
def _taken_apart(word: str) -> tuple[str, ...]:
    """A word with digits as its letters and its number, where it is not a unit by itself: `qwen2.5vl` is three."""
    whole = EXPERTS.fullmatch(word) or ACTIVE.fullmatch(word) or _UNIT_WORD.fullmatch(word)
    if whole or QUANTIZATION.fullmatch(word):
        return (word,)
    if behind := _GLUED_BEHIND.fullmatch(word):
        return (*_taken_apart(behind[1]), behind[2])
    glued = None if re.match(r"v\d", word) else _GLUED.fullmatch(word)
    if glued is None:
        return (word,)
    return tuple(part for part in (glued[1], glued[2] + glued[3]) if part)


def format_name(word: str) -> str:
    """A format of weights as people write it."""
    return word.upper() if word in ("gguf", "ggml", "onnx", "mlx", "hf") else word
