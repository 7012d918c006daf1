"""The forms in which a term may be written, from one that is listed: inflected, British, with a head word too many.

`forms` gives the keys under which a term may be listed, the nearest first. Each rule says what writers of the three
languages add to a term or spell otherwise without meaning another concept; a term that is listed needs none of them.
`halves` parts a term from what stands in brackets behind it, and `spellings` goes the other way: from a term that is
listed to how else writers spell it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fmref.plurals import singulars
from fmref.text import NameKey, name_key, singular_keys

__all__ = ["forms", "halves", "spellings"]


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


_BRACKETED: Final = re.compile(r"([^()（）]+)[(（](?![\d\s.]+[A-Za-z]?\s?[)）])([^()（）]+)[)）]\s*")
_PERSIAN_PLURAL: Final = re.compile(r"(?<=[\u0620-\u06ff])(?:\u200c| ?)ها(?:ی|یی)?(?= )")


def _texts(term: str) -> Iterator[str]:
    """A term, what stands before brackets in it, and it in the singular where that is no matter of its end."""
    yield term
    whole = term
    if parts := halves(term):
        yield (whole := parts[0])
        if parts[1].isupper():  # `convolutional layer (CONV)` gives its acronym, `kernel (GPU)` its field
            yield parts[1]
    if (singular := _PERSIAN_PLURAL.sub("", whole)) != whole:
        yield singular
    yield from singulars(whole)


def halves(term: str) -> tuple[str, str] | None:
    """What stands before the brackets that end a term, and what stands in them; None for a term without.

    A number or a size in brackets belongs to the term: TD(1) is no TD, and a TCN (148M) is one model of many.

    >>> halves("low-rank adaptation (LoRA)"), halves("低秩适配（LoRA）"), halves("f(x) = 0"), halves("TD(1)")
    (('low-rank adaptation', 'LoRA'), ('低秩适配', 'LoRA'), None, None)
    """
    found = _BRACKETED.fullmatch(term)
    return (found[1].strip(), found[2].strip()) if found else None


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


_PERSIAN_SPELLINGS: Final = (("جستوجو", "جستجو"), ("گفتوگو", "گفتگو"), ("مسیله", "مساله"), ("اشیاء", "اشیا"))
"""Words, as they stand in keys, that are spelt in two ways."""


def _respelled(key: NameKey) -> NameKey:
    """A key in the other spelling of its words: American English, as the glossary writes, and Persian."""
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


_EZAFE_AS_YEH: Final = ("هٔ", "ه\u200cی")
_WITHOUT_HAMZA: Final = str.maketrans("ؤأ", "وا")


def spellings(term: str) -> Iterator[str]:
    """The other spellings of a Persian term, in which most of the Persian web writes it; none for other terms.

    The ezafe of a silent heh is a yeh there (شبکه‌ی عصبی), and و and ا have no hamza (مولفه, تاثیر).

    >>> list(spellings("تجزیهٔ مؤلفه")), list(spellings("توکن"))
    (['تجزیه\u200cی مؤلفه', 'تجزیهٔ مولفه', 'تجزیه\u200cی مولفه'], [])
    """
    bare = term.translate(_WITHOUT_HAMZA)
    for other in dict.fromkeys((term.replace(*_EZAFE_AS_YEH), bare, bare.replace(*_EZAFE_AS_YEH))):
        if other != term:
            yield other
