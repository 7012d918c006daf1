"""The forms in which a term may be written, from one that is listed: inflected, British, with a head word too many.

`forms` gives the keys under which a term may be listed, the nearest first. Each rule says what writers of the three
languages add to a term or spell otherwise without meaning another concept; a term that is listed needs none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fmref.plurals import singulars
from fmref.text import NameKey, name_key, singular_keys

__all__ = ["forms"]


def forms(term: str) -> Iterator[NameKey]:
    """The keys under which a term may be listed, the nearest first; none twice.

    >>> list(forms("generalisation methods"))[-1]
    'generalization'
    >>> list(forms("شبکه‌های عصبی"))[-1]
    'شبکهعصبی'
    """
    seen: set[NameKey] = set()
    for key in _keys(term):
        if key and key not in seen:
            seen.add(key)
            yield key


def _keys(term: str) -> Iterator[NameKey]:
    given: list[NameKey] = []
    for text in _texts(term):
        key = name_key(text)
        given.append(key)
        yield key
        for singular in singular_keys(key):
            given.append(singular)
            yield singular
    for key in given:
        for bare in _without_head(key):
            given.append(bare)  # the loop goes on to it: the head may stand on both sides
            yield bare
    yield from map(_respelled, given)


_BRACKETED: Final = re.compile(r"([^()（）]+)[(（]([^()（）]+)[)）]\s*")
_PERSIAN_PLURAL: Final = re.compile(r"(?<=[\u0620-\u06ff])(?:\u200c| ?)ها(?:ی|یی)?(?= )")


def _texts(term: str) -> Iterator[str]:
    """A term, what stands before brackets in it, and it in the singular where that is no matter of its end."""
    yield term
    whole = term
    if bracketed := _BRACKETED.fullmatch(term):
        yield (whole := bracketed[1].strip())
        if bracketed[2].isupper():  # `convolutional layer (CONV)` gives its acronym, `kernel (GPU)` its field
            yield bracketed[2]
    if (singular := _PERSIAN_PLURAL.sub("", whole)) != whole:
        yield singular
    yield from singulars(whole)


_HEADS_BEHIND: Final = ("algorithm", "method", "technique", "approach", "演算法", "算法", "方法", "技术", "法")
_HEADS_BEFORE: Final = ("الگوریتم", "روش", "تکنیک", "فن")
"""Words for the kind of thing that a concept is, which writers put to its name as they like."""
_LEAST: Final = 3
"""How many letters are left at least of a term without its head."""


def _without_head(key: NameKey) -> Iterator[NameKey]:
    for head in _HEADS_BEHIND:
        if key.endswith(head) and len(key) >= len(head) + _LEAST:
            yield NameKey(key.removesuffix(head))
    for head in _HEADS_BEFORE:
        if key.startswith(head) and len(key) >= len(head) + _LEAST:
            yield NameKey(key.removeprefix(head))


_BRITISH: Final = re.compile("is(?=ation|ed|er|es?$|ing)")
_SPELLINGS: Final = (
    *((f"{word}our", f"{word}or") for word in ("behavi", "col", "neighb", "fav", "vap")),
    *((f"{word}ll", f"{word}l") for word in ("labe", "mode", "cance", "chan", "trave", "signa")),
    *(("centre", "center"), ("metre", "meter"), ("analyse", "analyze"), ("licence", "license"), ("grey", "gray")),
    *(("defence", "defense"), ("catalogue", "catalog"), ("programme", "program"), ("artefact", "artifact")),
)


_PERSIAN_SPELLINGS: Final = (("جستوجو", "جستجو"), ("گفتوگو", "گفتگو"))
"""Words that the Academy writes with a و and most people without: both are listed."""


def _respelled(key: NameKey) -> NameKey:
    """A key in the other spelling of its words: American English, as the glossary writes, and Persian without و."""
    if key.isascii():
        return _american(key)
    for long, short in _PERSIAN_SPELLINGS:
        if long in key:
            return NameKey(key.replace(long, short))
        if short in key:
            return NameKey(key.replace(short, long))
    return key


def _american(key: NameKey) -> NameKey:
    """A key in American spelling; nonsense where `is` is no British ending."""
    found = _BRITISH.sub("iz", key)
    for british, american in _SPELLINGS:
        found = found.replace(british, american)
    return NameKey(found)
