"""Folding of names to keys, and the tags of the languages fmref speaks.

A name is matched by its key, never by its letters: `GPT‑۴`, `gpt 4` and `ＧＰＴ４` have the key `gpt4`. What folding
may not do is join what is different: a dot or a gap between two digits, a `+`, a `/` and a Persian madda are
identity.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any, Final, NewType

from fmref.errors import UnknownLanguageError

__all__ = [
    "LANGUAGES",
    "MAX_NAME",
    "SEPARATORS",
    "NameKey",
    "digit_signature",
    "is_range_of_scripts",
    "language",
    "name_key",
    "segmenter",
    "singular_keys",
    "words",
]

NameKey = NewType("NameKey", str)
"""A string that has passed through `name_key`; only such strings may be looked up."""

MAX_NAME: Final = 1000
"""Longest string, in characters, that is read as a name; the longest real identifiers (ARNs, paths) stay under 300."""

LANGUAGES: Final = ("en", "zh", "zh-Hant", "fa")
"""The languages of names and terms; `zh` is simplified Chinese."""

_LANGUAGE_TAGS: Final = {
    "en": "en",
    "fa": "fa",
    "zh": "zh",
    "zh-hans": "zh",
    "zh-cn": "zh",
    "zh-sg": "zh",
    "zh-hant": "zh-Hant",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
}


def language(tag: object) -> str:
    """The one of `LANGUAGES` that a BCP 47 tag stands for.

    >>> language("zh-TW"), language("fa-IR"), language("zh-Hans-CN")
    ('zh-Hant', 'fa', 'zh')

    Raises `UnknownLanguageError` for every other tag.
    """
    if isinstance(tag, str):
        parts = tag.lower().replace("_", "-").split("-")
        for size in (2, 1):
            if found := _LANGUAGE_TAGS.get("-".join(parts[:size])):
                return found
    raise UnknownLanguageError(tag)


# Between two digits a run of separators is kept as one GAP, so that "phi-2-3b" and "phi-23b" stay apart.
_GAP: Final = "_"
SEPARATORS: Final = " \t\n\r\f\v-_,;!?\"'()[]{}<>|\\`"
"""The ASCII characters that part the words of a name and are folded away."""
# Each pattern begins with its mark, which the engine scans for; what stands before it is asked only there.
_BETWEEN_DIGITS: Final = re.compile(r"-(?<=[0-9]-)-*(?=[0-9])")
_LOOSE_DOTS: Final = re.compile(r"\.(?:(?<![0-9]\.)\.*|\.*(?![0-9]))")
_SEPARATE: Final = str.maketrans(dict.fromkeys(SEPARATORS, "-"))
_ASCII_CONTROLS: Final = bytes([*range(0x09), *range(0x0E, 0x20), 0x7F])
_ASCII_FOLD: Final = bytes(
    ord("-") if chr(b) in SEPARATORS else ord(chr(b).lower()) if b < 128 else b for b in range(256)
)


@cache
def _folder() -> Callable[[str], str]:
    """The folding of other scripts, whose tables are read when the first such name comes."""
    from fmref.folding import fold

    return fold


def is_range_of_scripts(tag: str) -> bool:
    """Whether a tag of Chinese leaves the script open, so that it is the range of both (basic filtering, RFC 4647).

    >>> is_range_of_scripts("zh"), is_range_of_scripts("zh-Hans"), is_range_of_scripts("zh-CN")
    (True, False, False)
    """
    return tag.lower() == "zh"


def name_key(text: str) -> NameKey:
    """Fold a name to the key under which it is listed and looked up.

    Folded away: compatibility forms and width (NFKC), case, Arabic yeh, kaf and heh forms, zero-width characters,
    kashida and vowel marks, the script of digits, traditional Chinese characters, spaces, every dash, quotes,
    brackets and dots, except between two digits, where a dot stays and any other separator becomes one gap. Accents
    and the Persian madda stay.

    >>> name_key("GPT‑۴"), name_key("جی‌پی‌تي ٤"), name_key("Command R+")
    ('gpt4', 'جیپیتی4', 'commandr+')
    >>> name_key("OPT-1.3B"), name_key("OPT 13B"), name_key("phi-2-3b")
    ('opt1.3b', 'opt13b', 'phi2_3b')

    Linear in the length of `text` but for runs of combining marks; cut hostile input to `MAX_NAME` before calling.
    """
    if text.isascii():
        folded = text.encode().translate(_ASCII_FOLD, _ASCII_CONTROLS).decode()
    else:
        folded = _folder()(text).translate(_SEPARATE)
    if "-" in folded:
        folded = _BETWEEN_DIGITS.sub(_GAP, folded).replace("-", "")
    if "." in folded:
        folded = _LOOSE_DOTS.sub("", folded)
    return NameKey(folded if folded.isascii() else unicodedata.normalize("NFKC", folded))


_DIGITS: Final = re.compile(r"[0-9]+(?:[._][0-9]+)*")


def digit_signature(key: NameKey) -> str:
    """The digits of a key in order, as in `3.1_70` for `llama3.1_70b`; names that differ in it are never one model."""
    return " ".join(_DIGITS.findall(key))


_FA_SUFFIXES: Final = ("هایشان", "هایی", "های", "ها", "ی")


def singular_keys(key: NameKey) -> list[NameKey]:
    """Keys of the base forms that `key` may be an inflection of, the likeliest first.

    English plurals (`models`, `entropies`) and the Persian plural, ezafe and indefinite endings (`مدل‌های`).

    >>> singular_keys(name_key("language models")), singular_keys(name_key("توکن‌ها"))
    (['languagemodel'], ['توکن'])
    """
    found: list[str] = []
    if key.isascii():
        if key.endswith("ies") and len(key) > 5:
            found.append(f"{key[:-3]}y")
        if key.endswith(("ses", "xes", "ches", "shes")) and len(key) > 5:
            found.append(key[:-2])
        if key.endswith("s") and not key.endswith("ss") and len(key) > 2:
            found.append(key[:-1])
    else:
        found.extend(key.removesuffix(s) for s in _FA_SUFFIXES if key.endswith(s) and len(key) > len(s) + 2)
    return [NameKey(k) for k in found]


_WORD: Final = re.compile(r"[^\W_]+")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


def words(text: str) -> list[str]:
    """The words of a text in lower case, for ranking; Chinese is segmented by jieba, loaded at its first use."""
    found = _WORD.findall(text.lower() if text.isascii() else _folder()(text))
    return [piece for word in found for piece in (_segmented(word) if _HAN.search(word) else (word,))]


def _segmented(text: str) -> Iterable[str]:
    return _segmented_clause(text) if len(text) <= _LONGEST_CLAUSE else segmenter().cut(text)


@lru_cache(maxsize=2**12)
def _segmented_clause(text: str) -> tuple[str, ...]:
    """The words of a clause; kept, for overlapping parts of a text are asked for one after another."""
    return tuple(segmenter().cut(text))


_LONGEST_CLAUSE: Final = 64


@cache
def segmenter() -> Any:
    """Jieba's tokenizer with its dictionary, read at the first use.

    It keeps the dictionary in a cache of ours: by itself it takes what anybody put into the temporary directory, and
    fails where there is none.
    """
    import os

    import jieba

    from fmref.caches import caches, is_writable

    jieba.dt.tmp_dir = next(filter(is_writable, caches()), os.path.dirname(jieba.__file__))

    jieba.setLogLevel(60)  # it reports the building of its dictionary on standard error
    jieba.dt.check_initialized()
    return jieba.dt
