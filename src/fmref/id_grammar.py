"""Reading of identifiers: a string to the words that make a model's identity, and what is said besides. Pure.

`read` takes a string apart into what hosts add around it (paths, regions, vendors, tags, file endings) and its words,
and gives each word a role. Words of identity (family, version, size, variant) make the key under which models are
merged and looked up: two names have one key when they agree in every one of them. All others (snapshot, quantization,
format, context, stage ...) are qualifiers. Where a spelling can be read in two ways (`3-5` is a version 3.5, or two
numbers) every reading is given, the one that leaves out least first; the catalog decides.

What the words mean is data: `id_words.toml`, beside this module.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple, NewType

__all__ = [
    "QUALIFIERS",
    "DateParts",
    "Identity",
    "Reading",
    "Token",
    "date_parts",
    "dated",
    "has_size",
    "identity",
    "is_distinctive",
    "is_opaque",
    "is_quantized",
    "is_size_of",
    "kind_words",
    "may_be_a_name",
    "read",
    "says_only_a_kind",
    "sized",
    "stated_size",
    "tier_words",
    "with_word",
    "without_quantization",
    "without_size",
]

Identity = NewType("Identity", str)
"""The words of identity of a name, in a normal form and order; equal for all spellings of one model."""

QUALIFIERS: Final[Mapping[str, str]] = {
    "commitment": "how long throughput is bought for",
    "context": "the window that is offered, in tokens (`128k`)",
    "effort": "how much a model may reason",
    "experts": "the number of experts (`16e`)",
    "finetune": "the private part of the id of a fine-tuned model",
    "format": "the format of the weights or of the file",
    "mode": "whether a model reasons before it answers",
    "provider": "who serves the model",
    "quality": "the quality of the pictures that are paid for",
    "quantization": "how the weights are quantized",
    "region": "where it is served",
    "resolution": "the size of the pictures that are paid for",
    "revision": "the number of a revision (`001`, `v2`)",
    "rolling": "a pointer that moves from one release to the next (`latest`)",
    "serving": "a way of serving (`turbo`)",
    "shard": "the part of a file in several parts",
    "size": "the count of parameters, where the name has none",
    "snapshot": "the date of a release, as far as it is told: `2024-10-22`, `2024-07`, `05-28`",
    "stage": "how finished a release is (`preview`)",
    "steps": "the steps of generation that are paid for",
    "tier": "a tier of service (`free`)",
    "uploader": "who published these weights, when it is not the developer",
    "variant": "a variant that the name of the model leaves out (`base`)",
    "vendor": "what stands where the developer is named",
}
"""What a name may say beyond the entry, with its meaning."""


class Token(NamedTuple):
    """A part of a name and what it was taken for: a kind of identity (`name`, `version` ...), a qualifier, `noise`."""

    text: str
    role: str


# --- The table of words ---


class _Table(NamedTuple):
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


@cache
def _table() -> _Table:
    import tomllib

    with open(os.path.join(os.path.dirname(__file__), "id_words.toml"), "rb") as file:
        found: dict[str, Any] = tomllib.load(file)
    paths, generic = found["paths"], found["generic"]
    return _Table(
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

_QUANTIZATION: Final = re.compile(
    r"(?:i?q\d_[k01](?:_(?:xxs|xs|s|m|l|xl|nl|k))?|i?q\d_(?:xxs|xs|s|m|l|xl|nl)|q[4568]|tq\d_\d|bf16|fp?16|fp?32|fp8|f8|fp4|nf4|mxfp4|nvfp4|mxfp8|awq"
    r"|[12]x\d{1,2}|gptq|exl[23]|int[348](?:mix)?|[2-8]bits?|w\d+a\d+(?:g\d+)?|bnb|hqq|aqlm|quip|marlin|qat|[2-8](?:\.\d+)?bpw|quantized|quant"
    r"|dynamic)"
)
_SIZE: Final = re.compile(r"(?P<n>(?:0|[1-9]\d*)(?:\.\d+)?)(?P<unit>[bmt])", re.IGNORECASE)
_EXPERTS: Final = re.compile(r"(?P<experts>\d+)x(?P<n>\d+(?:\.\d+)?)(?P<unit>[bm])", re.IGNORECASE)
_ACTIVE: Final = re.compile(r"a(?P<n>\d+(?:\.\d+)?)(?P<unit>[bm])", re.IGNORECASE)
_BLOOM_SIZE: Final = re.compile(r"(\d+)b(\d)", re.IGNORECASE)
_EXPERT_COUNT: Final = re.compile(r"\d+e")
_CONTEXT: Final = re.compile(r"\d+k|4096|8192|16384|32768|65536|131072|1048576", re.IGNORECASE)
_REVISION: Final = re.compile(r"00\d")
_NUMBER: Final = re.compile(r"\d+(\.\d+)*")
_VERSION: Final = re.compile(r"v?\d+(\.\d+)*[a-z]?")
_UNIT_WORD: Final = re.compile(r"e\d+b|w\d+a\d+")
_TOKEN: Final = re.compile(
    r"non?-(?:thinking|reasoning)|\d+x\d+(?:\.\d+)?[bm](?![a-z])|w\d+a\d+|i?q\d(?:_[a-z0-9]+)+|q\d(?!\d|\.\d)|[a-z]*\d[a-z0-9.]*|[a-z]+"
    r"|[^\W\d_]+|\+"
)
_LOOSE_DOT: Final = re.compile(r"(?<=[a-z])\.(?=[a-z])|(?<=\d)\.(?!\d)|(?<!\d)\.(?=\d)")
_GLUED: Final = re.compile(r"([a-z]+?)[v]?(\d+(?:\.\d+)*)([a-z]*)")
_GLUED_BEHIND: Final = re.compile(r"([a-z]*\d+\.\d+)([a-z]{2,})")
_DOT: Final = re.compile(r"(?<=\d)p(?=\d)|(?<!q\d)(?<=\d)_(?=\d)")
"""What stands for a dot in a number: Fireworks writes 2p5 for 2.5, repositories write 1_8B."""

_YEAR: Final = "20(?:1[89]|2\\d)"
"""The years of snapshots; the first identifiers with a date are of 2018."""
_MONTH: Final = "(?:0[1-9]|1[0-2])"
_MONTH_DAY: Final = (
    "(?:0[1-9]|1[0-2])(?:[ -]?)(?:0[1-9]|[12]\\d)|(?:0[13-9]|1[0-2])(?:[ -]?)30|(?:0[13578]|1[02])(?:[ -]?)31"
)
_DAY: Final = re.compile(rf"v?{_YEAR}(?:{_MONTH_DAY})")
_SHORT_DATE: Final = re.compile(rf"(?!1024)(?:2[1-9]{_MONTH}|{_MONTH_DAY}|2[3-9](?:{_MONTH_DAY})|{_YEAR}{_MONTH})")
"""Dates of four and six digits; 1024 is a length or a side of a picture."""
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_NAMES: Final = frozenset(
    "january february march april june july august september october november december".split()
)
_DATE_PART: Final = re.compile(rf"{_YEAR}|[0-3]\d|(?:{'|'.join(_MONTHS)})[a-z]*")
_DATES: Final = tuple(
    (size, re.compile(pattern))
    for size, pattern in (
        (3, rf"{_YEAR} (?:{_MONTH_DAY})"),
        (2, rf"{_MONTH} {_YEAR}"),
        (2, rf"{_YEAR} {_MONTH}"),
        (2, rf"(?:{'|'.join(_MONTHS)})[a-z]* {_YEAR}"),
        (2, _MONTH_DAY),
    )
)
"""Dates of several words: how many, and their form."""


class _Word(NamedTuple):
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
def _word(text: str) -> _Word:
    normal = tuple(_normal(text).split())
    return _Word(
        text,
        normal,
        _role(text),
        bool(_NUMBER.fullmatch(normal[0])),
        bool(_DATE_PART.fullmatch(text) or _DAY.fullmatch(text) or _SHORT_DATE.fullmatch(text)),
        bool(_SIZE.fullmatch(text)),
        next((name for name, pattern in _FORMS.items() if pattern.fullmatch(text)), ""),
    )


_FORMS: Final = {
    "v0": re.compile(r"v0[1-9]"),
    "short": re.compile(r"v?\d{1,2}"),
    "minor": re.compile(r"\d{1,2}[ac-ln-su-z]"),
    "experts": re.compile(r"\d{1,2}x\d{1,3}"),
}


def _role(word: str) -> str | None:
    """The qualifier that a word is behind the first, `noise`, or None for a word of identity."""
    if found := _table().roles.get(word):
        return found
    if _QUANTIZATION.fullmatch(word):
        return "quantization"
    return "context" if _CONTEXT.fullmatch(word) else "experts" if _EXPERT_COUNT.fullmatch(word) else None


def _normal(word: str) -> str:
    """A word of identity in its normal form."""
    if same := _table().same.get(word):
        return same
    if bloom := _BLOOM_SIZE.fullmatch(word):
        return f"{bloom[1]}.{bloom[2]}b"
    if size := (_SIZE.fullmatch(word) or _EXPERTS.fullmatch(word) or _ACTIVE.fullmatch(word)):
        number = re.sub(r"\.0$", "", size["n"])
        return word.replace(size["n"], number, 1) if number != size["n"] else word
    if _VERSION.fullmatch(word):
        return re.sub(r"(\.0)+$", "", word.lstrip("v"))
    return word


@lru_cache(maxsize=4096)
def _is_any_size(word: str) -> bool:
    """Whether a word counts parameters or experts: it may stand anywhere in a name."""
    return any(pattern.fullmatch(word) for pattern in (_SIZE, _EXPERTS, _ACTIVE))


def _kind(word: _Word) -> str:
    """What a word of identity says, for people."""
    text = word.text
    if _SIZE.fullmatch(text) or _BLOOM_SIZE.fullmatch(text):
        return "size"
    if _EXPERTS.fullmatch(text):
        return "experts and size"
    if _ACTIVE.fullmatch(text):
        return "active size"
    if _VERSION.fullmatch(text):
        return "version"
    table = _table()
    return "variant" if text in table.variants else "tier" if text in table.tiers else "name"


# --- Readings ---


class Reading:
    """One way to understand a string.

    `identity` is the key of the model, `qualifiers` what the string says beyond it (see `QUALIFIERS`), `makers` what
    stands where a developer or an uploader does.
    """

    __slots__ = ("_left_out", "_shell", "_words", "identity", "makers", "qualifiers")

    def __init__(
        self,
        words: Sequence[_Word],
        qualifiers: Mapping[str, str],
        makers: tuple[str, ...],
        shell: _Shell,
        left_out: Sequence[Token],
    ) -> None:
        self.identity = _identity(words)
        self.qualifiers = qualifiers
        self.makers = makers
        self._words = words
        self._shell = shell
        self._left_out = left_out

    @property
    def glued(self) -> Identity:
        """The identity with its words written as one, in their order: `codellama` is `Code Llama`."""
        words = [part for word in self._words for part in word.normal]
        letters = "".join(word for word in words if word.isalpha())
        sizes = sorted(word for word in words if _is_any_size(word))
        return Identity(" ".join([f"~{letters}", *sizes, *(w for w in words if not (w.isalpha() or _is_any_size(w)))]))

    @property
    def text(self) -> str:
        """The name as it stands inside what hosts put around it."""
        return self._shell.core

    @property
    def owners(self) -> tuple[str, ...]:
        """What stands in the path before the name, besides hosts and regions."""
        return tuple(self._shell.owners)

    @property
    def dropped(self) -> tuple[str, ...]:
        """What was recognised as no part of a name: its makers, and words that say nothing."""
        return (*self.makers, *(token.text for token in self._left_out if token.role == "noise"))

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Every part of the string with what it was taken for: what stands around the name, the name, what it adds."""
        name = (Token(word.text, _kind(word)) for word in self._words)
        return (*self._shell.tokens, *name, *self._left_out)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reading) and (self.identity, self.qualifiers, self.tokens) == (
            other.identity,
            other.qualifiers,
            other.tokens,
        )

    def __hash__(self) -> int:
        return hash(self.identity)

    def saying(self, identity: Identity, **more: str) -> Reading:
        """This reading with another identity, and with more said besides."""
        other = Reading(self._words, {**self.qualifiers, **more}, self.makers, self._shell, self._left_out)
        other.identity = identity
        return other

    def __repr__(self) -> str:
        return f"Reading({self.identity!r}, {dict(self.qualifiers)!r}, {self.makers!r})"


class _Shell:
    """What stands around a name: the qualifiers and tokens found there, and the name itself."""

    __slots__ = ("brackets", "core", "owners", "said", "tokens")

    def __init__(self) -> None:
        self.core = ""
        self.said: dict[str, str] = {}
        self.owners: list[str] = []
        self.tokens: list[Token] = []
        self.brackets: dict[str, str] = {}

    def say(self, role: str, text: str, value: str | None = None) -> None:
        """Take a part for a qualifier."""
        self.said[role] = text if value is None else value
        self.tokens.append(Token(text, role))

    def drop(self, text: str) -> None:
        """Take a part for something that says nothing of the model."""
        self.tokens.append(Token(text, "noise"))


def identity(name: str) -> Identity:
    """The key of a plain name as catalogs write it; the same as that of its first reading."""
    return next(read(name)).identity


def read(text: str) -> Iterator[Reading]:
    """Every reading of a string, the one that leaves out least first; one without letters or digits has none.

    An opaque identifier (see `is_opaque`) gives nothing either.
    """
    lowered = text.strip().lower()
    if is_opaque(lowered):
        return
    shell = _unwrap(_plain(lowered))
    dotted = _DOT.sub(".", shell.core) if "_" in shell.core or "p" in shell.core else shell.core
    seen: set[Identity] = set()
    for core in (dotted,) if dotted == shell.core else (dotted, shell.core):
        words = [_word(word) for word in _words(core)]
        if not words:
            continue
        for reading in _candidates(words, shell):
            if reading.identity and reading.identity not in seen:
                seen.add(reading.identity)
                yield reading


def _plain(text: str) -> str:
    """A string without what only prose and addresses add: articles, possessives, numbers in words, a scheme."""
    if "://" in text:
        text = _AFTER_REPOSITORY.sub("", text.partition("://")[2].removeprefix("www."))
    if "bx" in text:
        text = _EXPERTS_BEHIND.sub(" ", text)
    if " " in text:
        text = _COUNTED.sub(lambda count: f"{count[1]}{count[2][0]}", _POSSESSIVE.sub(" ", text))
        text = _SHORT_YEAR.sub(r"\1 20\2", text)
        words, prose = text.split(), _table().prose
        said = [word for word in words if word not in prose]
        text = " ".join(said if len(words) - len(said) <= _MOST_PROSE else words)
    return text


_MOST_PROSE: Final = 6
"""How many articles and prepositions stand around a name."""


_AFTER_REPOSITORY: Final = re.compile(r"/(?:tree|blob|resolve)/.*$")
_POSSESSIVE: Final = re.compile(r"['’]s(?= )")
_COUNTED: Final = re.compile(r"(\d+(?:\.\d+)?)[ -](billion|million|trillion)\b")
_SHORT_YEAR: Final = re.compile(rf"({'|'.join(_MONTHS)})[a-z]* ['’](\d\d)\b")
_EXPERTS_BEHIND: Final = re.compile(r"(?<=\db)x(?=\d+e\b)")


def _identity(words: Sequence[_Word]) -> Identity:
    """The words of identity, letters sorted and then the numbers in their order."""
    letters: list[str] = []
    numbers: list[str] = []
    for word in words:
        (numbers if word.is_number else letters).extend(word.normal)
    letters.sort()
    return Identity(" ".join(letters + numbers))


def without_size(key: Identity) -> tuple[Identity, str | None]:
    """An identity without the one size in it, and that size; as it is where it has none or several."""
    words = key.split()
    sizes = [word for word in words if _SIZE.fullmatch(word)]
    if len(sizes) != 1:
        return key, None
    return Identity(" ".join(word for word in words if word != sizes[0])), sizes[0]


def kind_words(key: Identity) -> frozenset[str]:
    """The words of an identity that are neither numbers nor sizes."""
    return frozenset(word for word in key.split() if word.isalpha())


_WHOLE: Final = re.compile(r"b?f(?:16|32|8)|fp?(?:16|32)|dynamic|qat|quant|quantized|\dx\d+")
"""Words of quantization that do not say for sure that weights were made smaller."""


def is_quantized(name: str) -> bool:
    """Whether a name says that weights are quantized, or packed for llama.cpp or MLX.

    >>> is_quantized("Owl-7B-GPTQ-Int4"), is_quantized("owl-7b-bf16"), is_quantized("mlx-community/Owl-7B")
    (True, False, True)
    """
    words = (_word(word) for word in _words(name.lower()))
    return any(
        (word.role == "quantization" and not _WHOLE.fullmatch(word.text)) or word.text in ("gguf", "ggml", "mlx")
        for word in words
    )


def without_quantization(name: str) -> str | None:
    """An identifier without the quantization at its end, None where it has none: the tag that Ollama quantized."""
    stem, _, last = name.rpartition("-")
    return stem if stem and _QUANTIZATION.fullmatch(last.lower()) else None


def with_word(key: Identity, word: str) -> Identity:
    """An identity with one more word that is no number."""
    words = key.split()
    letters = sorted([word, *(w for w in words if not _NUMBER.fullmatch(w))])
    return Identity(" ".join([*letters, *(w for w in words if _NUMBER.fullmatch(w))]))


def tier_words() -> frozenset[str]:
    """The words for a size or tier of model, which make it another one: `mini`, `pro`, `haiku`."""
    return _table().tiers


def may_be_a_name(key: Identity) -> bool:
    """Whether an identity has a word of two letters, or a letter and a number: `o 1`, and neither `o` nor `7b`."""
    words = key.split()
    letters = [word for word in words if word.isalpha()]
    return any(len(word) > 1 for word in letters) or (bool(letters) and len(words) > len(letters))


def dated(key: Identity, date: DateParts) -> Iterator[Identity]:
    """An identity with a date behind it in each of the short forms that names use."""
    year, month, day = (part and f"{part:02}" for part in date)
    for form in (
        year and month and day and f"{year}{month}{day}",
        month and day and f"{month}{day}",
        year and month and f"{year[2:]}{month}",
    ):
        if form:
            yield Identity(f"{key} {form}")


def is_distinctive(word: str) -> bool:
    """Whether a word of an identity is more than a letter, a number, a kind, a size, or a way of training."""
    table = _table()
    return (
        len(word) > 2
        and word.isalpha()
        and not (word in table.variants or word in table.tiers or word in table.training)
    )


def says_only_a_kind(reading: Reading) -> bool:
    """Whether a reading names a kind or size of model (`mini`, `opus`), and no model."""
    table = _table()
    words = reading.identity.split()
    return not reading.qualifiers and all(word in table.tiers or word in table.variants for word in words)


_UNITS: Final = {"m": 1e6, "b": 1e9, "t": 1e12}


def stated_size(name: str) -> int | None:
    """The count of parameters that a name gives as its one size, None where it gives none for sure.

    Experts or a second size leave open what a size counts, and so does a number with a number before it (`512-6-9b`).

    >>> stated_size("Qwen-1_8B-Chat"), stated_size("Llama-4-Scout-17B-16E"), stated_size("CLIP ViT-B/32 laion2B")
    (1800000000, None, None)
    """
    words = re.split(r"[^\w.]+|_", _DOT.sub(".", name.casefold()))
    sizes = [n for n, word in enumerate(words) if _SIZE.fullmatch(word)]
    if len(sizes) != 1 or any(re.fullmatch(r"\d+e|\d+x\d.*", word) for word in words):
        return None
    before = words[max(sizes[0] - 2, 0) : sizes[0]]
    if len(before) == 2 and all(_NUMBER.fullmatch(word) for word in before):
        return None
    size = words[sizes[0]]
    return round(float(size[:-1]) * _UNITS[size[-1]])


def sized(name: str, size: str | None) -> str:
    """A name with a size behind it, where it says none itself.

    >>> sized("BLOOM", "176b"), sized("Mixtral 8x7B", "47b"), sized("BLOOM", None)
    ('BLOOM 176B', 'Mixtral 8x7B', 'BLOOM')
    """
    return name if size is None or has_size(name) else f"{name} {size.upper()}"


def has_size(name: str) -> bool:
    """Whether a name says a size."""
    return _HAS_SIZE.search(name) is not None


_HAS_SIZE: Final = re.compile(r"\d[bm](?![a-z])", re.IGNORECASE)


def is_size_of(size: str, count: float) -> bool:
    """Whether a size as names write it (`7b`, `1.3b`) is a count of parameters, rounded to the digits it has."""
    digits = len(size[:-1].partition(".")[2])
    return round(count / _UNITS[size[-1]], digits) == float(size[:-1])


class _Draft(NamedTuple):
    """A reading on its way: the words that are left, and what was taken off them."""

    words: Sequence[_Word]
    said: Mapping[str, str]
    left_out: Sequence[Token] = ()


def _candidates(words: Sequence[_Word], shell: _Shell) -> Iterator[Reading]:
    """Readings in turn with nothing left out, without what packing adds, the date, both, and every qualifier."""
    roles = _family_roles(words, shell)
    same = _table().same
    words = [word._replace(normal=(word.text,)) if word.text in roles and word.text in same else word for word in words]
    whole = _Draft(words, shell.said)
    unpacked = _without(whole, roles, _PACKING)
    bases = [whole] if unpacked is whole else [whole, unpacked]
    for base in bases:
        yield from _named(base, shell)
    undated = _without_date(whole)
    if undated is not whole:
        yield from _named(undated, shell)
        if unpacked is not whole:
            yield from _named(_without_date(unpacked), shell)
    for spelling in _spellings(undated):
        yield from _shorter(_without(spelling, roles, None), shell)


def _named(draft: _Draft, shell: _Shell) -> Iterator[Reading]:
    """Every spelling of the words, with and without a maker before them."""
    for spelling in _spellings(draft):
        for start in _starts(spelling.words):
            yield _reading(spelling, start, shell)
        if (without := _without_last_maker(spelling)) is not spelling:
            yield _reading(without, 0, shell)


def _reading(draft: _Draft, start: int, shell: _Shell) -> Reading:
    """The reading of a draft whose name begins at a word; hosts before it are its providers."""
    said, makers, left_out = draft.said, tuple(shell.owners), draft.left_out
    if start:
        before = [word.text for word in draft.words[:start]]
        hosts = _table().hosts
        served = [hosts[word] for word in before if word in hosts]
        said = {"provider": served[0], **said} if served else said
        makers += tuple(word for word in before if word not in hosts)
        left_out = [*(Token(w, "provider" if w in hosts else "developer") for w in before), *left_out]
    makers += tuple(token.text for token in draft.left_out if token.role == "developer")
    return Reading(_once(draft.words[start:]), said, makers, shell, left_out)


_PACKING: Final = frozenset({"quantization", "format", "noise"})


def _family_roles(words: Sequence[_Word], shell: _Shell) -> Mapping[str, str]:
    """The words of this name that mean something else than in other names: by its family, or in brackets."""
    table = _table()
    roles = dict(shell.brackets)
    first = next((word.text for word in words if word.text not in table.makers), "")
    for numbers, own in table.families.get(first, ()):
        if all(any(w.text == n or w.text.startswith(f"{n}.") for w in words) for n in numbers):
            roles.update(own)
    return roles


def _without(draft: _Draft, own: Mapping[str, str], only: frozenset[str] | None) -> _Draft:
    """The words of identity; the others become qualifiers or noise. `only` names the roles that may be left out."""
    words = draft.words
    roles = [own.get(word.text) or word.role for word in words]
    if only is None and roles[-1] is None:
        roles[-1] = _role_at_end(words[-1].text)
    if not any(roles):
        return draft
    kept: list[_Word] = []
    left: list[Token] = []
    said = dict(draft.said)
    for position, (word, role) in enumerate(zip(words, roles, strict=True)):
        named = role is None or (only is not None and role not in only)
        if named or not (_may_leave_out(words, position) and _say(said, role or "", word.text)):
            kept.append(word)
        else:
            left.append(Token(word.text, role or ""))
    return _Draft(kept, said, [*draft.left_out, *left]) if left else draft


def _role_at_end(text: str) -> str | None:
    """What the last word may be besides a word of identity."""
    return "revision" if _REVISION.fullmatch(text) else "snapshot" if text in _MONTH_NAMES else None


def _may_leave_out(words: Sequence[_Word], position: int) -> bool:
    """Whether a word with another role may be one.

    The first is a name, one before a plus is part of it, and experts stand behind a size (3e-5 is a learning rate).
    """
    behind = words[position + 1] if position + 1 < len(words) else None
    if position == 0 or (behind is not None and behind.text == "+"):
        return False
    if words[position].role != "experts":
        return True
    return not (behind and behind.is_number) and any(word.is_size for word in words[max(position - 4, 0) : position])


def _say(said: dict[str, str], role: str, text: str) -> bool:
    """Add a qualifier, unless it was said already; weights may be packed, and served, in two ways.

    The format of a file may stand in its name and at its end.
    """
    if role == "noise":
        return True
    value = text.upper() if role == "quantization" else _format(text) if role == "format" else text
    if role in said and role in ("quantization", "tier"):
        value = f"{said[role]}-{value}"
    elif role in said and (role, said[role]) != ("format", value):
        return False
    said[role] = value
    return True


def _format(word: str) -> str:
    return word.upper() if word in ("gguf", "ggml", "onnx", "mlx", "hf") else word


def _once(words: Sequence[_Word]) -> Sequence[_Word]:
    """The words without a name that is said again behind itself: `美洲驼2 (Llama 2)`."""
    if len(words) > 1 and words[0] in words[1:]:
        for length in range(1, len(words) // 2 + 1):
            if words[length : 2 * length] == words[:length]:
                return words[length:]
    return words


def _spellings(draft: _Draft) -> Iterator[_Draft]:
    """The words as they stand; with `v03` read as 0.3; with numbers side by side read as a version."""
    yield draft
    words = draft.words
    forms = [word.form for word in words]
    if not any(forms):
        return
    if "v0" in forms:
        words = [_word(f"v0.{word.text[2:]}") if word.form == "v0" else word for word in words]
        yield draft._replace(words=words)
    joined: list[_Word] = []
    for word in words:
        if joined and joined[-1].form == "short" and word.form in ("short", "minor") and word.text[0] != "v":
            joined[-1] = _word(f"{joined[-1].text}.{word.text}")
        else:
            joined.append(_word(f"{word.text}b") if joined and word.form == "experts" else word)
    if joined != list(words):
        yield draft._replace(words=joined)


_MOST_MAKERS: Final = 4
"""How many words a maker's name has before that of a model."""


def _starts(words: Sequence[_Word]) -> Iterator[int]:
    """Where the name may begin: at the first word, and behind each maker before a word that names a family."""
    table = _table()
    if words:
        yield 0
    end = 0
    while end < min(len(words) - 1, _MOST_MAKERS) and words[end].text in table.makers:
        end += 1
        text = words[end].text
        is_kind = text in table.variants or text in table.tiers
        if text.isalpha() and len(text) > 1 and not is_kind and any(map(_says_something, words[end:])):
            yield end


def _without_last_maker(draft: _Draft) -> _Draft:
    """A draft without the maker behind the name, as Persian has it and brackets do: `GPT-4 (OpenAI)`."""
    words, makers = draft.words, _table().makers
    if words[-1].text not in makers:
        return draft
    end, least = len(words), max(len(words) - _MOST_MAKERS, 1)
    while end > least and words[end - 1].text in makers and words[end - 1].text not in _PARTS_OF_MAKERS:
        end -= 1
    if any(word in words[:end] for word in words[end:]):
        return draft
    if end == len(words):
        return draft
    return draft._replace(
        words=words[:end], left_out=[*draft.left_out, *(Token(w.text, "developer") for w in words[end:])]
    )


_PARTS_OF_MAKERS: Final = frozenset({"01", "ai", "org", "x"})
"""Words that name a maker only with another one."""


def _says_something(word: _Word) -> bool:
    """Whether a word may be that of a name: no number, no noise, not the second half of `Azure AI`."""
    return word.text.isalpha() and word.role != "noise" and word.text not in _PARTS_OF_MAKERS


def _shorter(draft: _Draft, shell: _Shell) -> Iterator[Reading]:
    """The words as they stand, then without a maker before them, then without what may be said after a full name.

    A tier word is never taken off: it may only be the serving of a model whose size is named.
    """
    words = draft.words
    if (without := _without_last_maker(draft)) is not draft:
        yield _reading(without, 0, shell)
    for start in _starts(words):
        yield _reading(draft, start, shell)
        rest = len(words) - start
        last = words[-1].text
        if rest > 1 and last in ("v1", "v1.0"):
            yield _reading(_taken_off(draft, len(words) - 1, "revision"), start, shell)
        if "provider" in draft.said and (at := _serving_at(words, start)) is not None:
            yield _reading(_taken_off(draft, at, "serving"), start, shell)
        if rest > 1 and last == "base" and any(w.is_size for w in words) and not _is_tuned(words):
            yield _reading(_taken_off(draft, len(words) - 1, "variant"), start, shell)


def _taken_off(draft: _Draft, at: int, role: str) -> _Draft:
    """A draft without the word at a place, which is a qualifier; as it is where another value was said."""
    words, text, said = draft.words, draft.words[at].text, dict(draft.said)
    if not _say(said, role, text):
        return draft
    return _Draft([*words[:at], *words[at + 1 :]], said, [*draft.left_out, Token(text, role)])


def _is_tuned(words: Sequence[_Word]) -> bool:
    return any(word.text in _table().tuned for word in words)


def _serving_at(words: Sequence[_Word], start: int) -> int | None:
    """Where a word for a way of serving stands: last or behind the variant, in a name that has a size.

    Some words say nothing else, and need no size.
    """
    table = _table()
    has_size = any(word.is_size or _EXPERTS.fullmatch(word.text) for word in words[start:])
    for at in range(len(words) - 1, start, -1):
        text = words[at].text
        ends = at == len(words) - 1 or words[at - 1].text in ("instruct", "chat")
        if text in table.plain_serving or (text in table.serving and has_size and ends):
            return at
    return None


# --- Dates ---


def _without_date(draft: _Draft) -> _Draft:
    """The words without a date in any order of its parts."""
    words = draft.words
    if not any(word.may_date for word in words[1:]):
        return draft
    for size, pattern in _DATES:
        for start in range(1, len(words) - size + 1):
            parts = [word.text for word in words[start : start + size]]
            if words[start].may_date and pattern.fullmatch(" ".join(parts)):
                return _dated(draft, start, size, _date_of_parts(parts))
    for start, word in enumerate(words[1:], 1):
        if _DAY.fullmatch(word.text):
            day = word.text.removeprefix("v")
            return _dated(draft, start, 1, f"{day[:4]}-{day[4:6]}-{day[6:]}")
        if _SHORT_DATE.fullmatch(word.text):
            return _dated(draft, start, 1, _date_of_digits(word.text))
    return draft


def _dated(draft: _Draft, start: int, size: int, date: str) -> _Draft:
    words, said = draft.words, dict(draft.said)
    if (date.endswith("-02-29") and int(date[:4] or 0) % 4) or not _say(said, "snapshot", date):
        return draft
    token = Token("-".join(word.text for word in words[start : start + size]), "snapshot")
    return _Draft([*words[:start], *words[start + size :]], said, [*draft.left_out, token])


def _date_of_parts(parts: Sequence[str]) -> str:
    """A date of several words in the order of ISO 8601."""
    numbers = [f"{_MONTHS.index(part[:3]) + 1:02}" if part[:3] in _MONTHS else part for part in parts]
    return "-".join(reversed(numbers) if len(numbers[-1]) == 4 else numbers)


def _date_of_digits(digits: str) -> str:
    """`2407` is July 2024 and `0528` the 28th of May: no month is above 12, and no model is older than 2013."""
    if len(digits) == 6:
        century = digits.startswith("20")
        return f"{digits[:4]}-{digits[4:]}" if century else f"20{digits[:2]}-{digits[2:4]}-{digits[4:]}"
    return f"20{digits[:2]}-{digits[2:]}" if digits[:2] > "12" else f"{digits[:2]}-{digits[2:]}"


class DateParts(NamedTuple):
    """What a snapshot says of a date; None for what it leaves out."""

    year: int | None
    month: int | None
    day: int | None


def date_parts(snapshot: str) -> DateParts:
    """The date of a snapshot, as far as it is told: `2025-05-28`, `2025-05`, `05-28`."""
    parts = [int(part) for part in snapshot.split("-") if part.isdigit()]
    if snapshot[:2] == "20" and len(snapshot) > 3:
        year, month, day = (*parts, None, None)[:3]
        return DateParts(year, month, day)
    month, day = (*parts, None, None)[:2]
    return DateParts(None, month, day)


# --- What stands around the name ---

_ARN: Final = re.compile(
    r"arn:aws[a-z-]*:bedrock:(?P<region>[a-z0-9-]*):(?P<account>\d*):(?P<kind>[a-z-]+)/(?P<rest>.+)"
)
_ENDPOINT: Final = re.compile(r"projects/[^/]+/locations/[^/]+/endpoints/\d+")
_BEDROCK_TAIL: Final = re.compile(r"-(?:v(?P<revision>\d+)(:(?P<throughput>\d+)(:(?P<context>\w+))?)?|(?P<bare>\d):0)$")
_FILE: Final = re.compile(
    r"(?:[-.](?P<shard>\d{5}-of-\d{5}))?\.(?P<format>gguf|safetensors|bin|onnx|pt|pth|ggml)$",
)
_AT: Final = re.compile(
    rf"@(?P<snapshot>default|latest|{_YEAR}(?:{_MONTH_DAY})|{_SHORT_DATE.pattern}|\d{{3}}|main|[0-9a-f]{{40}})$"
)
_BRACKET: Final = re.compile(r"\[(?P<context>\d+[km])\]$")
_ABOVE: Final = re.compile(r"-gt-(?P<context>\d+k)$")
_IN_BRACKETS: Final = re.compile(r"\(([^()]{1,40})\)")
_REGION: Final = re.compile(
    r"(?:us|eu|ap|sa|ca|me|af|il|mx|cn|europe|asia|northamerica|southamerica|australia|africa)(?:-gov|-isob?)?"
    r"-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-?\d{1,2}"
)
_COMMITMENT: Final = re.compile(r"\d+-months?-commitment")
_RESOLUTION: Final = re.compile(r"\d{3,4}-?x-?\d{3,4}")
_STEPS: Final = re.compile(r"(?:\d+|max)-steps")


def is_opaque(text: str) -> bool:
    """Whether only the owner of an identifier can say what it stands for.

    So it is with an application inference profile, a provisioned or a custom model of Amazon Bedrock, and an endpoint
    of Vertex AI.
    """
    lowered = text.strip().lower()
    if arn := _ARN.fullmatch(lowered) if lowered.startswith("arn:") else None:
        return arn["kind"] not in ("foundation-model", "inference-profile")
    return bool(_ENDPOINT.fullmatch(lowered))


def _unwrap(text: str) -> _Shell:
    """The name inside what hosts put around it."""
    shell = _Shell()
    if arn := _ARN.fullmatch(text) if text.startswith("arn:") else None:
        shell.say("provider", "arn:aws:bedrock", "Amazon Bedrock")
        if arn["region"]:
            shell.say("region", arn["region"])
        shell.drop(f"{arn['account']}:{arn['kind']}")
        text = arn["rest"]
    if file := _FILE.search(text) if "." in text[-12:] else None:
        shell.say("format", file["format"], _format(file["format"]))
        if file["shard"]:
            shell.say("shard", file["shard"])
        text = text[: file.start()]
    text = text.removeprefix("hf:").removeprefix("~")
    if text.startswith("ft:"):
        text, _, private = text[3:].partition(":")
        shell.say("finetune", private)
    if "/" in text:
        *path, name = [part for part in text.split("/") if part] or [""]
        if all(part in _table().hosts or _OWNER.fullmatch(part) for part in path):  # else a slash in a name: `ViT L/14`
            _read_path(path, shell)
            text = name
    shell.core = _read_end(_bedrock(text, shell) if "." in text else text, shell)
    return shell


def _read_end(text: str, shell: _Shell) -> str:
    """A name without what hosts put behind it: a date after an `@`, a window in brackets, tags after colons."""
    if at := _AT.search(text) if "@" in text else None:
        _say_at(at["snapshot"], shell)
        text = text[: at.start()]
    if suffix := (_BRACKET.search(text) if text.endswith("]") else _ABOVE.search(text)):
        shell.say("context", suffix["context"])
        text = text[: suffix.start()]
    if "(" in text:
        _read_brackets(text, shell)
    return _read_tags(text, shell) if ":" in text else text


def _say_at(snapshot: str, shell: _Shell) -> None:
    """What Vertex AI writes behind an `@`: a date, a revision, or which is the default."""
    if snapshot in ("default", "latest"):
        shell.say("rolling", snapshot)
    elif _DAY.fullmatch(snapshot):
        shell.say("snapshot", snapshot, f"{snapshot[:4]}-{snapshot[4:6]}-{snapshot[6:]}")
    elif _SHORT_DATE.fullmatch(snapshot):
        shell.say("snapshot", snapshot, _date_of_digits(snapshot))
    else:
        shell.say("revision", snapshot)


_DIGEST: Final = re.compile(r"[0-9a-f]{40,64}")


def _read_tags(text: str, shell: _Shell) -> str:
    """A name without the tags behind it; a tag of Ollama belongs to the name."""
    if (tail := _BEDROCK_TAIL.search(text)) and tail["throughput"]:  # of an id without its vendor
        return _without_revision(text, tail, shell) if re.search(r"\d", text[: tail.start()]) else ""
    name, _, tags = text.partition(":")
    for tag in tags.split(":"):
        if _DIGEST.fullmatch(tag):
            shell.say("revision", tag)
        elif (role := _table().tags.get(tag)) and _say(shell.said, role, tag):
            shell.tokens.append(Token(tag, role))
        else:
            words = (_table().tag_words.get(word, word) for word in tag.split("-"))
            name = f"{name}-{'-'.join(words)}"
    return name


def _read_brackets(text: str, shell: _Shell) -> None:
    """What words in brackets mean there."""
    roles = _table().brackets
    for inside in _IN_BRACKETS.findall(text):
        if inside.strip() in roles:
            shell.brackets[inside.strip()] = roles[inside.strip()]


_OWNER: Final = re.compile(r"[\w.-]{1,96}")


def _read_path(path: Sequence[str], shell: _Shell) -> None:
    """Hosts, regions and uploaders before the last slash."""
    table = _table()
    for position, part in enumerate(path):
        if part in table.hosts:
            shell.say("provider", part, shell.said.get("provider", table.hosts[part]))
        elif part in table.regions or _REGION.fullmatch(part):
            shell.say("region", part)
        elif part in table.path_noise or path[max(position - 1, 0)] in ("projects", "locations"):
            shell.drop(part)
        elif _COMMITMENT.fullmatch(part):
            shell.say("commitment", part)
        elif _RESOLUTION.fullmatch(part):
            shell.say("resolution", part, part.replace("-", ""))
        elif _STEPS.fullmatch(part):
            shell.say("steps", part)
        elif part in table.qualities and position + 1 < len(path) and _RESOLUTION.fullmatch(path[position + 1]):
            shell.say("quality", part)
        else:
            shell.owners.append(part)
            shell.say("vendor", part)


def _bedrock(text: str, shell: _Shell) -> str:
    """`us.anthropic.claude-...-v2:0` without region, vendor and revision."""
    table = _table()
    first, _, rest = text.partition(".")
    region = first if first in table.regions else None
    vendor, _, name = (rest if region else text).partition(".")
    if vendor not in table.dotted_makers or not name or name[0].isdigit():
        return text
    shell.said.setdefault("provider", "Amazon Bedrock")
    if region:
        shell.say("region", region)
    shell.say("vendor", vendor)
    tail = _BEDROCK_TAIL.search(name)
    return _without_revision(name, tail, shell) if tail else name


def _without_revision(name: str, tail: re.Match[str], shell: _Shell) -> str:
    """A name of Amazon Bedrock without its revision, throughput and window; where nothing else is one, a version."""
    if tail["bare"]:
        shell.say("revision", f"v{tail['bare']}")
        return name[: tail.start()]
    if tail["context"]:
        shell.say("context", tail["context"])
    name, minor = name[: tail.start()], tail["throughput"] or "0"
    minor = "" if minor == "0" else minor
    if tail["revision"] == "0" or not re.search(r"\d", name):  # claude-v2:1 is Claude 2.1
        return f"{name}-v{tail['revision']}" + (f".{minor}" if minor else "")
    shell.say("revision", f"v{tail['revision']}" + (f":{minor}" if minor else ""))
    return name


def _words(core: str) -> list[str]:
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
    whole = _EXPERTS.fullmatch(word) or _ACTIVE.fullmatch(word) or _UNIT_WORD.fullmatch(word)
    if whole or _QUANTIZATION.fullmatch(word):
        return (word,)
    if behind := _GLUED_BEHIND.fullmatch(word):
        return (*_taken_apart(behind[1]), behind[2])
    glued = None if re.match(r"v\d", word) else _GLUED.fullmatch(word)
    if glued is None:
        return (word,)
    return tuple(part for part in (glued[1], glued[2] + glued[3]) if part)
