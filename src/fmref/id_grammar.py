"""Reading of identifiers: a string to the words that make a model's identity, and what is said besides. Pure.

`read` takes a string apart into what hosts add around it (paths, regions, vendors, tags, file endings) and its words,
and gives each word a role. Words of identity (family, version, size, variant) make the key under which models are
merged and looked up: two names have one key when they agree in every one of them. All others (snapshot, quantization,
format, context, stage ...) are qualifiers. Where a spelling can be read in two ways (`3-5` is a version 3.5, or two
numbers) every reading is given, the one that leaves out least first; the catalog decides.

What the words mean is data: `id_words.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple, NewType

from fmref.id_dates import DATES, DAY, MONTH_NAMES, SHORT_DATE, DateParts, date_of_digits, date_of_parts
from fmref.id_shell import Shell, is_opaque, plain, say, unwrap
from fmref.id_words import (
    DOT,
    EXPERTS,
    NUMBER,
    QUANTIZATION,
    REVISION,
    SIZE,
    Token,
    Word,
    classified,
    is_any_size,
    kind_of,
    split_words,
    word_table,
)

__all__ = [
    "QUALIFIERS",
    "Identity",
    "Reading",
    "dated",
    "has_size",
    "identity",
    "is_distinctive",
    "is_quantized",
    "is_size_of",
    "kind_words",
    "may_be_a_name",
    "read",
    "says_only_a_kind",
    "sized",
    "stated_size",
    "tier_words",
    "tuned",
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


class Reading:
    """One way to understand a string.

    `identity` is the key of the model, `qualifiers` what the string says beyond it (see `QUALIFIERS`), `makers` what
    stands where a developer or an uploader does.
    """

    __slots__ = ("_left_out", "_shell", "_words", "identity", "makers", "qualifiers")

    def __init__(
        self,
        words: Sequence[Word],
        qualifiers: Mapping[str, str],
        makers: tuple[str, ...],
        shell: Shell,
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
        sizes = sorted(word for word in words if is_any_size(word))
        return Identity(" ".join([f"~{letters}", *sizes, *(w for w in words if not (w.isalpha() or is_any_size(w)))]))

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
        name = (Token(word.text, kind_of(word)) for word in self._words)
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
    shell = unwrap(plain(lowered))
    dotted = DOT.sub(".", shell.core) if "_" in shell.core or "p" in shell.core else shell.core
    seen: set[Identity] = set()
    for core in (dotted,) if dotted == shell.core else (dotted, shell.core):
        words = [classified(word) for word in split_words(core)]
        if not words:
            continue
        for reading in _candidates(words, shell):
            if reading.identity and reading.identity not in seen:
                seen.add(reading.identity)
                yield reading


def _identity(words: Sequence[Word]) -> Identity:
    """The words of identity, letters sorted and then the numbers in their order.

    Counts of one unit keep their order, too: 2ep before 3ep is another training than 3ep before 2ep.
    """
    letters: list[str] = []
    numbers: list[str] = []
    units = [_COUNT.sub("", word.text) for word in words if word.text[0].isdigit() and not is_any_size(word.text)]
    for word in words:
        unit = _COUNT.sub("", word.text) if word.text[0].isdigit() else ""
        is_ordered = word.is_number or (unit != "" and units.count(unit) > 1)
        (numbers if is_ordered else letters).extend(word.normal)
    letters.sort()
    return Identity(" ".join(letters + numbers))


_COUNT: Final = re.compile(r"^[0-9][0-9.]*")


def without_size(key: Identity) -> tuple[Identity, str | None]:
    """An identity without the one size in it, and that size; as it is where it has none or several."""
    words = key.split()
    sizes = [word for word in words if SIZE.fullmatch(word)]
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
    words = (classified(word) for word in split_words(name.lower()))
    return any(
        (word.role == "quantization" and not _WHOLE.fullmatch(word.text)) or word.text in ("gguf", "ggml", "mlx")
        for word in words
    )


def without_quantization(name: str) -> str | None:
    """An identifier without the quantization at its end, None where it has none: the tag that Ollama quantized."""
    stem, _, last = name.rpartition("-")
    return stem if stem and QUANTIZATION.fullmatch(last.lower()) else None


def with_word(key: Identity, word: str) -> Identity:
    """An identity with one more word that is no number."""
    words = key.split()
    letters = sorted([word, *(w for w in words if not NUMBER.fullmatch(w))])
    return Identity(" ".join([*letters, *(w for w in words if NUMBER.fullmatch(w))]))


def tuned(key: Identity) -> Iterator[Identity]:
    """The identities of the models that a name may leave unsaid: tuned to instructions, to chat, to thinking."""
    yield from (with_word(key, word) for word in ("instruct", "chat", "thinking"))


def tier_words() -> frozenset[str]:
    """The words for a size or tier of model, which make it another one: `mini`, `pro`, `haiku`."""
    return word_table().tiers


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
    table = word_table()
    return len(word) > 2 and word.isalpha() and not table.is_kind(word) and word not in table.training


def says_only_a_kind(reading: Reading) -> bool:
    """Whether a reading names a kind or size of model (`mini`, `opus`), and no model."""
    table = word_table()
    words = reading.identity.split()
    return not reading.qualifiers and all(map(table.is_kind, words))


_UNITS: Final = {"m": 1e6, "b": 1e9, "t": 1e12}


def stated_size(name: str) -> int | None:
    """The count of parameters that a name gives as its one size, None where it gives none for sure.

    Experts or a second size leave open what a size counts, and so does a number with a number before it (`512-6-9b`).

    >>> stated_size("Qwen-1_8B-Chat"), stated_size("Llama-4-Scout-17B-16E"), stated_size("CLIP ViT-B/32 laion2B")
    (1800000000, None, None)
    """
    words = re.split(r"[^\w.]+|_", DOT.sub(".", name.casefold()))
    sizes = [n for n, word in enumerate(words) if SIZE.fullmatch(word)]
    if len(sizes) != 1 or any(re.fullmatch(r"\d+e|\d+x\d.*", word) for word in words):
        return None
    before = words[max(sizes[0] - 2, 0) : sizes[0]]
    if len(before) == 2 and all(NUMBER.fullmatch(word) for word in before):
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
    """Whether a size as names write it (`7b`, `1.3b`) is a count of parameters, rounded to the digits it has.

    No model has a size of nothing.
    """
    digits = len(size[:-1].partition(".")[2])
    return float(size[:-1]) == round(count / _UNITS[size[-1]], digits) > 0


class _Draft(NamedTuple):
    """A reading on its way: the words that are left, and what was taken off them."""

    words: Sequence[Word]
    said: Mapping[str, str]
    left_out: Sequence[Token] = ()


def _candidates(words: Sequence[Word], shell: Shell) -> Iterator[Reading]:
    """Readings in turn with nothing left out, without what packing adds, the date, both, and every qualifier."""
    roles = _family_roles(words, shell)
    if roles:
        words = [_as_written(word) if word.text in roles else word for word in words]
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


def _as_written(word: Word) -> Word:
    """A word that means something of its own here, so that it is not the same as another."""
    return word._replace(normal=(word.text,)) if word.text in word_table().same else word


def _named(draft: _Draft, shell: Shell) -> Iterator[Reading]:
    """Every spelling of the words, with and without a maker before them."""
    for spelling in _spellings(draft):
        for start in _starts(spelling.words):
            yield _reading(spelling, start, shell)
        if (without := _without_last_maker(spelling)) is not spelling:
            yield _reading(without, 0, shell)


def _reading(draft: _Draft, start: int, shell: Shell) -> Reading:
    """The reading of a draft whose name begins at a word; hosts before it are its providers."""
    said, makers, left_out = draft.said, tuple(shell.owners), draft.left_out
    if start:
        before = [word.text for word in draft.words[:start]]
        hosts = word_table().hosts
        served = [hosts[word] for word in before if word in hosts]
        said = {"provider": served[0], **said} if served else said
        makers += tuple(word for word in before if word not in hosts)
        left_out = [*(Token(w, "provider" if w in hosts else "developer") for w in before), *left_out]
    if draft.left_out:
        makers += tuple(token.text for token in draft.left_out if token.role == "developer")
    return Reading(_once(draft.words[start:] if start else draft.words), said, makers, shell, left_out)


_PACKING: Final = frozenset({"quantization", "format", "noise"})


def _family_roles(words: Sequence[Word], shell: Shell) -> Mapping[str, str]:
    """The words of this name that mean something else than in other names: by its family, or in brackets."""
    table = word_table()
    first = next((word.text for word in words if word.text not in table.makers), "")
    if first not in table.families:
        return shell.brackets
    roles = dict(shell.brackets)
    for numbers, own in table.families[first]:
        if all(any(w.text == n or w.text.startswith(f"{n}.") for w in words) for n in numbers):
            roles.update(own)
    return roles


def _without(draft: _Draft, own: Mapping[str, str], only: frozenset[str] | None) -> _Draft:
    """The words of identity; the others become qualifiers or noise. `only` names the roles that may be left out."""
    words = draft.words
    roles = [own.get(word.text) or word.role for word in words] if own else [word.role for word in words]
    if only is None and roles[-1] is None:
        roles[-1] = _role_at_end(words[-1].text)
    if only is not None:
        roles = [role if role in only else None for role in roles]
    if not any(roles):
        return draft
    kept: list[Word] = []
    left: list[Token] = []
    said = dict(draft.said)
    for position, role in enumerate(roles):
        word = words[position]
        if role is not None and _may_leave_out(words, position) and say(said, role, word.text):
            left.append(Token(word.text, role))
        else:
            kept.append(word)
    return _Draft(kept, said, [*draft.left_out, *left]) if left else draft


def _role_at_end(text: str) -> str | None:
    """What the last word may be besides a word of identity."""
    return "revision" if REVISION.fullmatch(text) else "snapshot" if text in MONTH_NAMES else None


def _may_leave_out(words: Sequence[Word], position: int) -> bool:
    """Whether a word with another role may be one.

    The first is a name, one before a plus is part of it, and experts stand behind a size (3e-5 is a learning rate).
    """
    behind = words[position + 1] if position + 1 < len(words) else None
    if position == 0 or (behind is not None and behind.text == "+"):
        return False
    if words[position].role != "experts":
        return True
    return not (behind and behind.is_number) and any(word.is_size for word in words[max(position - 4, 0) : position])


def _once(words: Sequence[Word]) -> Sequence[Word]:
    """The words without a name that is said again behind itself: `美洲驼2 (Llama 2)`."""
    if len(words) > 1 and words[0] in words[1:]:
        for length in range(1, len(words) // 2 + 1):
            if words[length : 2 * length] == words[:length]:
                return words[length:]
    return words


def _spellings(draft: _Draft) -> Sequence[_Draft]:
    """The words as they stand; with `v03` read as 0.3; with numbers side by side read as a version."""
    words = draft.words
    forms = {word.form for word in words}
    if forms == _NO_FORM:
        return (draft,)
    found = [draft]
    if "v0" in forms:
        words = [classified(f"v0.{word.text[2:]}") if word.form == "v0" else word for word in words]
        found.append(draft._replace(words=words))
    joined: list[Word] = []
    for word in words:
        if joined and joined[-1].form == "short" and word.form in ("short", "minor") and word.text[0] != "v":
            joined[-1] = classified(f"{joined[-1].text}.{word.text}")
        else:
            joined.append(classified(f"{word.text}b") if joined and word.form == "experts" else word)
    if joined != list(words):
        found.append(draft._replace(words=joined))
    return found


_NO_FORM: Final = {""}
_MOST_MAKERS: Final = 4
"""How many words a maker's name has before that of a model."""


def _starts(words: Sequence[Word]) -> Sequence[int]:
    """Where the name may begin: at the first word, and behind each maker before a word that names a family."""
    table = word_table()
    if words and words[0].text not in table.makers:
        return (0,)
    found = [0] if words else []
    end = 0
    while end < min(len(words) - 1, _MOST_MAKERS) and words[end].text in table.makers:
        end += 1
        text = words[end].text
        if text.isalpha() and len(text) > 1 and not table.is_kind(text) and any(map(_says_something, words[end:])):
            found.append(end)
    return found


def _without_last_maker(draft: _Draft) -> _Draft:
    """A draft without the maker behind the name, as Persian has it and brackets do: `GPT-4 (OpenAI)`."""
    words, makers = draft.words, word_table().makers
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


def _says_something(word: Word) -> bool:
    """Whether a word may be that of a name: no number, no noise, not the second half of `Azure AI`."""
    return word.text.isalpha() and word.role != "noise" and word.text not in _PARTS_OF_MAKERS


def _shorter(draft: _Draft, shell: Shell) -> Iterator[Reading]:
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
    if not say(said, role, text):
        return draft
    return _Draft([*words[:at], *words[at + 1 :]], said, [*draft.left_out, Token(text, role)])


def _is_tuned(words: Sequence[Word]) -> bool:
    return any(word.text in word_table().tuned for word in words)


def _serving_at(words: Sequence[Word], start: int) -> int | None:
    """Where a word for a way of serving stands: last or behind the variant, in a name that has a size.

    Some words say nothing else, and need no size.
    """
    table = word_table()
    has_size = any(word.is_size or EXPERTS.fullmatch(word.text) for word in words[start:])
    for at in range(len(words) - 1, start, -1):
        text = words[at].text
        ends = at == len(words) - 1 or words[at - 1].text in ("instruct", "chat")
        if text in table.plain_serving or (text in table.serving and has_size and ends):
            return at
    return None


def _without_date(draft: _Draft) -> _Draft:
    """The words without a date in any order of its parts."""
    words = draft.words
    if not any(word.may_date for word in words[1:]):
        return draft
    for size, pattern in DATES:
        for start in range(1, len(words) - size + 1):
            parts = [word.text for word in words[start : start + size]]
            if words[start].may_date and pattern.fullmatch(" ".join(parts)):
                return _dated(draft, start, size, date_of_parts(parts))
    for start, word in enumerate(words[1:], 1):
        if DAY.fullmatch(word.text) or SHORT_DATE.fullmatch(word.text):
            return _dated(draft, start, 1, date_of_digits(word.text.removeprefix("v")))
    return draft


def _dated(draft: _Draft, start: int, size: int, date: str) -> _Draft:
    words, said = draft.words, dict(draft.said)
    if (date.endswith("-02-29") and int(date[:4] or 0) % 4) or not say(said, "snapshot", date):
        return draft
    token = Token("-".join(word.text for word in words[start : start + size]), "snapshot")
    return _Draft([*words[:start], *words[start + size :]], said, [*draft.left_out, token])
