"""A user dictionary of jieba: word, frequency and part of speech, with spaces between them.

The form is that of https://github.com/fxsjy/jieba (`load_userdict`). The frequency is the least at which jieba keeps
the word whole, as its own `suggest_freq` reckons it, shorter words first, because they are parts of longer ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fmref.exchange.carrying import Carrying, Cut
from fmref.schema import Concept

__all__ = ["CARRYING", "narrowed", "text"]

CARRYING: Final = Carrying(("pos",), languages=("zh",))
_TAGS: Final = {"noun": "n", "verb": "v", "adjective": "a", "adverb": "d", "other": "x"}
_ALSO: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#&._%-")
"""What jieba takes for a part of a word, beside Chinese characters."""


def narrowed(cuts: Sequence[Cut], _languages: Sequence[str]) -> list[Cut]:
    """Words that jieba would cut at other characters, and those without a Chinese one, are left out."""
    found = []
    for given, held in cuts:
        if held is not None:
            kept = tuple(term for term in held.terms.zh if _is_word(term.text))
            changed = held.model_copy(update={"terms": held.terms.model_copy(update={"zh": kept})})
            held = changed if kept else None  # noqa: PLW2901
        found.append(Cut(given, held))
    return found


def _is_word(text: str) -> bool:
    chinese = ["\u4e00" <= character <= "\u9fd5" for character in text]
    return any(chinese) and all(is_ or c in _ALSO for is_, c in zip(chinese, text, strict=True))


def text(concepts: Sequence[Concept], _languages: Sequence[str]) -> str:
    """A dictionary, the shorter words first; a word of several concepts stands once."""
    import jieba

    jieba.setLogLevel(60)  # it reports the building of its dictionary on standard error
    tags: dict[str, str] = {}
    for concept in concepts:
        for term in concept.terms.zh:
            tags.setdefault(term.text, _TAGS[concept.pos])
    cutter = jieba.Tokenizer()
    lines = []
    for word in sorted(tags, key=lambda word: (len(word), word)):
        frequency = cutter.suggest_freq(word)
        cutter.add_word(word, frequency)
        lines.append(f"{word} {frequency} {tags[word]}\n")
    return "".join(lines)
