"""Numbers in the notes of tables: what is taken of them, and the words by which they admit a guess.

Notes are sentences of people, so that the rules are narrow: an amount counts only beside its unit, a statement only in
a sentence without doubt or sums, and only where all notes together come to one value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

__all__ = [
    "Amount",
    "active_parameters",
    "amount_near",
    "bytes_of_data",
    "is_doubtful",
    "licence_of_weights",
    "tokens_trained_on",
    "without_links",
]


class Amount(NamedTuple):
    """A number with its unit, as a note gives it."""

    value: float
    unit: str


_URL: Final = re.compile(r"https?://\S+")
_DOUBT: Final = re.compile(
    r"estimat|assum|likely|speculat|guess|suppos|presum|probabl|possibl|perhaps|maybe|approx|roughly|around|about"
    r"|infer(?!ence)|imput|calculat|deriv|extrapolat|interpolat|unclear|uncertain|unknown|unspecified|not sure|suspect"
    r"|suggest|seem|might|could|should|at least|at most|bound|similar|same as|rumou?r|report(ed)? by|\?",
    re.IGNORECASE,
)
"""Words by which a note admits that its number was not read off a page."""
_CALCULATION: Final = re.compile(r"[=~≈∼]|[\d)]\s*[*×+/÷]\s*[\d(]|\d\s+x\s+\d|\d\s*\*\*?|\^\s*\d")
_SENTENCE: Final = re.compile(r"\n|[.!?;]\s")

_SCALES: Final = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "million": 1e6,
    "b": 1e9,
    "billion": 1e9,
    "t": 1e12,
    "trillion": 1e12,
}
_NUMBER: Final = r"(?<![\w.,])(?P<number>\d[\d,]*(?:\.\d+)?(?:e\d{1,2})?)"
_SCALE: Final = r"(?P<scale>thousand|million|billion|trillion|[kmbt])?"
_UNITS: Final = {
    "image-text pair": "image-text pairs",
    "text-image pair": "image-text pairs",
    "image-caption pair": "image-text pairs",
    "token": "tokens",
    "word": "words",
    "image": "images",
    "document": "documents",
    "sentence": "sentences",
    "book": "books",
    "instruction": "instructions",
    "hour": "hours",
    "training example": "examples",
    "training sample": "examples",
}
"""Units of training data by the words that notes have for them."""
_AMOUNT: Final = re.compile(
    _NUMBER + r"[\s-]*" + _SCALE + r"[\s-]+"
    r"(?:(?!(?:of|per|in|from|with|for|on|by|to|or|texts? and)\b)[a-z][a-z-]*,?\s+){0,3}?"
    rf"(?P<unit>{'|'.join(_UNITS)})s?\b"
    r"(?!\s*(?:per|/|pairs?|length|limit|context|in the vocab|(?:and|,) ?(?:\w+ )?text))",
    re.IGNORECASE,
)
_TRAINED_ON: Final = re.compile(
    r"\b(?:pre-?)?train(?:ed|ing)?\b(?:\s+(?!on\b)[a-z][\w-]*){0,3}\s+on\s+(?:(?:a|total|of|an|over|more|than)\s+){0,4}"
    + _NUMBER
    + r"\s*"
    + _SCALE
    + r"\s+(?:(?:diverse|and|high-quality|text|training|unique|total|of)\s+){0,3}tokens\b",
    re.IGNORECASE,
)
_BYTES: Final = re.compile(
    _NUMBER + r"\s*(?P<unit>[GT]B|gigabytes|terabytes)\s+of\s+(?:[a-z][a-z-]*\s+){0,3}?(?:text|code|data)\b",
    re.IGNORECASE,
)
_ACTIVE: Final = re.compile(
    _NUMBER + r"\s*(?P<scale>million|billion|trillion|[mbt])\s+(?:parameters\s+)?(?:are\s+)?activ(?:e|ated)\b",
    re.IGNORECASE,
)
_ACTIVE_PARAMETERS: Final = re.compile(
    r"\bactiv(?:e|ated)\s+param(?:eter)?s\s*[:=]?\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>million|billion|trillion|[mbt])\b",
    re.IGNORECASE,
)


_LICENCES: Final = {
    "apache": "Apache-2.0",
    "apache2": "Apache-2.0",
    "apache 2": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache-2.0": "Apache-2.0",
    "mit": "MIT",
    "modified mit": "Modified MIT License",
    "bsd 3-clause": "BSD-3-Clause",
    "bsd-3-clause": "BSD-3-Clause",
    "bsd-3": "BSD-3-Clause",
    "cc-by-4.0": "CC-BY-4.0",
    "cc by 4.0": "CC-BY-4.0",
    "cc-by-nc-4.0": "CC-BY-NC-4.0",
    "cc-by-nc 4.0": "CC-BY-NC-4.0",
    "cc by-nc 4.0": "CC-BY-NC-4.0",
    "cc-by-nc-sa-4.0": "CC-BY-NC-SA-4.0",
    "llama 2": "Llama 2 Community License",
    "llama 3.2 community": "Llama 3.2 Community License",
    "llama 3.2 community agreement": "Llama 3.2 Community License",
    "gemma": "Gemma Terms of Use",
}
_OF_WEIGHTS: Final = frozenset("weights model models code/weights weights/code".split())
_OF_CODE: Final = frozenset(
    """code repo train training pretrain pretraining inference finetune script scripts evaluation eval train+inference
    training/inference training/eval""".split()
)
_NO_MATTER: Final = frozenset(
    "a and are for full here in includes included is it license licence licensed released the this under with".split()
)
"""Words in a note on a licence that leave open no more than where to find what is licensed."""
_WORD: Final = re.compile(r"[^\s,:;()]+")


def licence_of_weights(note: str) -> str | None:
    """The licence that a note consists of; one that says more, names two or speaks of code alone tells none.

    >>> licence_of_weights("Apache 2.0, code and weights:"), licence_of_weights("MIT for code, weights non-commercial")
    ('Apache-2.0', None)
    """
    words = [word.strip('."') for word in _WORD.findall(without_links(note).casefold())]
    named = [word for word in words if word and word not in _NO_MATTER | _OF_WEIGHTS | _OF_CODE]
    half = len(named) // 2
    is_twice = named[:half] == named[half:]  # once for the weights, once for the code
    if _OF_CODE & set(words) and not (_OF_WEIGHTS & set(words) or is_twice):
        return None
    return _LICENCES.get(" ".join(named[:half] if is_twice else named))


def without_links(text: str) -> str:
    """A note without the addresses in it."""
    return _URL.sub(" ", text)


def is_doubtful(text: str) -> bool:
    """Whether a note admits a doubt, or does sums."""
    return bool(_DOUBT.search(text) or _CALCULATION.search(text))


def amount_near(value: float, notes: Iterable[str]) -> Amount | None:
    """The amount of some notes that a number stands for, None where none gives the number with a unit.

    >>> amount_near(2e12, ["", "2 trillion high-quality tokens of 5 languages"]), amount_near(36e12, ["36T"])
    (Amount(value=2000000000000, unit='tokens'), None)
    """
    found = (match for note in notes for match in _AMOUNT.finditer(without_links(note)))
    amounts = (Amount(_whole(_value(match)), _UNITS[match["unit"].lower()]) for match in found)
    return next((amount for amount in amounts if abs(amount.value - value) <= 0.005 * value), None)


def tokens_trained_on(notes: Iterable[str]) -> int | None:
    """The one number of tokens that some notes say a model was trained on.

    >>> (
    ...     tokens_trained_on(["It was trained on 1.4T tokens.", ""]),
    ...     tokens_trained_on(["Perhaps trained on 1.4T tokens."]),
    ... )
    (1400000000000, None)
    """
    amounts = {round(_value(found)) for sentence in _plain_sentences(notes) for found in _TRAINED_ON.finditer(sentence)}
    return amounts.pop() if len(amounts) == 1 else None


def bytes_of_data(notes: Iterable[str]) -> Amount | None:
    """The one size in bytes that some notes give the data.

    >>> bytes_of_data(["Pre-trained on 40 GB of internet text."])
    Amount(value=40, unit='GB')
    """
    found = {
        Amount(_whole(_value(match)), match["unit"][0].upper() + "B")
        for sentence in _plain_sentences(notes)
        for match in _BYTES.finditer(sentence)
    }
    return found.pop() if len(found) == 1 else None


def active_parameters(text: str) -> int | None:
    """The one number of active parameters that a note states.

    >>> (
    ...     active_parameters("975B total, 41B active"),
    ...     active_parameters("17B active, 128 experts; 3B active for the other"),
    ... )
    (41000000000, None)
    """
    matches = [*_ACTIVE.finditer(without_links(text)), *_ACTIVE_PARAMETERS.finditer(without_links(text))]
    amounts = {round(_value(found)) for found in matches}
    return amounts.pop() if len(amounts) == 1 and not _DOUBT.search(text) else None


def _plain_sentences(notes: Iterable[str]) -> Iterator[str]:
    """The sentences without doubt and without sums."""
    sentences = (sentence for note in notes for sentence in _SENTENCE.split(without_links(note)))
    return (sentence for sentence in sentences if not is_doubtful(sentence))


def _value(found: re.Match[str]) -> float:
    """The number of a match with its scale."""
    scale = (found.groupdict().get("scale") or "").lower()
    return float(f"{float(found['number'].replace(',', '')) * _SCALES.get(scale, 1):.12g}")


def _whole(value: float) -> float:
    """A number as an int where it is one."""
    return int(value) if value == int(value) else value
