"""Checks of the names of authors in citations: `[Devlin et al. 2019]`, `[布朗等人2020]`, `(براون و همکاران، ۲۰۲۰)`.

Translation engines write the surnames of a list of references by their sound, by half, or as the plain words that they
happen to be. What names an author stands between a bracket or a semicolon and a year, which tells it from other words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from fmref.diagnostics import Severity
from fmref.script_patterns import is_han, simplified
from fmref.surnames import Surnames, may_be_chinese, of_word
from fmref.terminology import Finding
from fmref.text import segmenter

__all__ = ["RULES", "Author", "authors", "cited_authors", "without_authors"]

RULES: Final[Mapping[str, str]] = MappingProxyType({"T104": "The author of a cited work is named as in the source"})
"""What citations have to be like, by code."""


class Author(NamedTuple):
    """An author where a text cites a work."""

    start: int
    end: int
    text: str
    year: int

    @property
    def is_latin(self) -> bool:
        """Whether the name has no letter of another script."""
        return not _FOREIGN.search(self.text)


_FOREIGN: Final = re.compile("[\u0620-\u06ff\u3400-\u9fff]")
_YEAR: Final = re.compile("(?<![0-9۰-۹.])(?:19|20|۱۹|۲۰)[0-9۰-۹]{2}(?![0-9۰-۹])")
_OPENS: Final = re.compile("[\\[［【(（;；؛\n]")
_LONGEST: Final = 80
"""So many characters of names stand before a year at most."""
_OTHERS: Final = re.compile(r"(?:等人|等|(?<![A-Za-z])et\s?al\.?|و\s?همکاران|و\s?دیگران)[\s,，.。،、]*\Z")
_BETWEEN: Final = re.compile(r"\s*(?:和|与|及|&|、|[,，،]|(?<![A-Za-z])and(?![A-Za-z])|\sو\s)\s*")
_NAME: Final = re.compile(r"(?=.{1,30}\Z)[^\W\d_](?:[^\W\d_]|[ .'’·\u200c-](?=[^\W\d_])|\.\Z){0,29}")
_LEAD: Final = re.compile(r"\s*(?:例如|参见|见|如|e\.g\.|see|cf\.|مانند)?[\s,，:：،]*")
_CLOSES: Final = re.compile(
    r"[a-z]?(?:[,，]\s?[a-z](?![A-Za-z]))*\s?年?(?:[,，]\s?(?:19|20)\d\d[a-z]?年?)*\s?[;；؛\]］】)）]"
)
_BEFORE_YEAR: Final = re.compile(r"(?<![A-Za-z.])([A-Za-z][A-Za-z'’-]{1,29})(?:\s?(?:等人|等|et\s?al\.?))?\s?\Z")
_LEAST_CITED: Final = 2
"""In a text with so many citations of several authors, a name and a year in brackets is a citation, too."""


def cited_authors(text: str) -> list[Author]:
    """The authors that the citations of a text name, in order."""
    places = [place for match in _YEAR.finditer(text) if (place := _head(text, match)) is not None]
    if sum(place.has_others for place in places) < _LEAST_CITED:
        places = [place for place in places if place.has_others]
    found = [author for place in places for author in _names(text, place)]
    return sorted({(one.start, one.end): one for one in found}.values())


class _Place(NamedTuple):
    """Where the names of one citation stand, before its year."""

    start: int
    end: int
    year: int
    has_others: bool
    """Whether it says that there are more authors, by which it is certainly a citation."""


def _head(text: str, match: re.Match[str]) -> _Place | None:
    """The names before a year: back to the bracket or semicolon, or before the bracket where the year stands alone."""
    at, year = match.start(), int(match[0])
    first = max(at - _LONGEST, 0)
    opened = max((m.end() for m in _OPENS.finditer(text, first, at)), default=-1)
    if opened < 0:
        return None
    if not text[opened:at].strip() and text[opened - 1] in "[［(（":
        before = _BEFORE_YEAR.search(text[first : opened - 1])
        if before is None or (text[opened - 1] in "(（" and before.end(1) == before.end()):
            return None
        return _Place(first + before.start(1), first + before.end(1), year, before[0].strip() != before[1])
    others = _OTHERS.search(text[opened:at])
    end = opened + others.start() if others else at
    if others is None and (text[opened - 1] in "(（\n" or not _CLOSES.match(text, match.end())):
        return None
    return _Place(opened, end, year, others is not None)


def _names(text: str, place: _Place) -> Iterator[Author]:
    """The names at a place, where nothing else stands there."""
    lead = _LEAD.match(text, place.start, place.end)
    at = lead.end() if lead else place.start
    found = []
    for piece in [*_BETWEEN.finditer(text, at, place.end), None]:
        stop = piece.start() if piece else place.end
        name = text[at:stop].strip(" ,，.。،、\u200c")
        start = text.find(name, at, stop)
        if name:
            if not _NAME.fullmatch(name) or (is_han(name[0]) and len(name) > _LONGEST_HAN):
                return
            found.append(Author(start, start + len(name), name, place.year))
        at = piece.end() if piece else stop
    if len(found) <= _MOST_NAMED:
        yield from found


_LONGEST_HAN: Final = 8
_MOST_NAMED: Final = 3


def without_authors(findings: Iterable[Finding], cited: Sequence[Author]) -> Iterator[Finding]:
    """The findings that are not about the name of an author: what such a name happens to mean does not matter."""
    starts = [author.start for author in cited]
    for one in findings:
        at = bisect_left(starts, one.end) - 1
        if at < 0 or cited[at].end <= one.start:
            yield one


# --- What is wrong with them


def authors(cited: Iterable[Author], surnames: Surnames) -> Iterator[Finding]:
    """What is wrong with the authors that a text cites; each name once, where it stands first.

    A name in Chinese or Persian letters is wrong where it mixes scripts or is a plain word, and doubtful where the text
    cites others in Latin letters; the name of a Chinese author is neither.
    """
    by_name: dict[str, list[Author]] = {}
    beside: dict[int, Counter[str]] = {}
    for one in cited:
        by_name.setdefault(one.text, []).append(one)
        if one.is_latin and one.text[0].isupper():
            beside.setdefault(one.year, Counter())[one.text] += 1
    is_mixed = sum(one.is_latin for places in by_name.values() for one in places) >= _LEAST_CITED
    for places in by_name.values():
        first = places[0]
        others = sum((beside.get(year, Counter()) for year in {one.year for one in places}), Counter())
        del others[first.text]
        problem = _latin_problem(first, others, surnames) if first.is_latin else None
        if not first.is_latin:
            problem = _rendered_problem(first, others, surnames, is_mixed=is_mixed)
        if problem is not None:
            yield _finding(places, problem)


class _Problem(NamedTuple):
    said: str
    right: str | None
    severity: Severity = "error"


def _finding(places: list[Author], problem: _Problem) -> Finding:
    first, more = places[0], len(places) - 1
    repair = f"write {problem.right}" if problem.right else "write the author's name in Latin letters as in the source"
    message = f"{problem.said}; {repair}" + (f" ({more} more in this text)" if more else "")
    right = (problem.right,) if problem.right else ()
    return Finding(first.start, first.end, first.text, "T104", problem.severity, message, right)


_PARTICLES: Final = frozenset("van von der den de del della di da dos du des la le ten ter al el bin ibn y".split())
_GLUED: Final = re.compile(r"([A-Z][a-z]{2,20})et ?al\.?")


def _latin_problem(author: Author, others: Mapping[str, int], surnames: Surnames) -> _Problem | None:
    """What is wrong with a name in Latin letters."""
    name = author.text
    if glued := _GLUED.fullmatch(name):
        return _Problem("et al. is glued to the author's name", f"{glued[1]} et al.")
    if right := surnames.misspelt(name, author.year, others):
        return _Problem("the author's name is misspelt", right, "error" if right in others else "warning")
    if name[0].islower() and name.split()[0] not in _PARTICLES:
        capital = name[0].upper() + name[1:]
        return _Problem("the author's name begins with a small letter", capital if surnames.is_known(capital) else None)
    return None


def _rendered_problem(
    author: Author, others: Mapping[str, int], surnames: Surnames, *, is_mixed: bool
) -> _Problem | None:
    """What is wrong with a name that has letters of another script."""
    name = author.text
    if re.search("[A-Za-z]", name):
        return _Problem("the author's name is rendered by half", _completed(name, others))
    if (right := of_word(name)) is not None or (is_han(name[0]) and _is_plain(name)):
        return _Problem("a plain word stands for the author's name", right)
    is_short = is_han(name[0]) and len(name) == 1
    right = surnames.written(name, author.year, others) if is_mixed and not is_short else None
    if not is_mixed or (is_han(name[0]) and may_be_chinese(name) and (len(name) == 1 or right not in others)):
        return None
    script = "Chinese characters" if is_han(name[0]) else "Persian letters"
    return _Problem(f"the author's name is in {script}, others in this text are in Latin ones", right, "warning")


def _completed(name: str, others: Mapping[str, int]) -> str | None:
    """The one surname beside a name that ends in the Latin letters of it: 瓦斯wani beside Vaswani."""
    latin = "".join(re.findall("[A-Za-z]+", name))
    found = [other for other in others if len(latin) > 2 and other.casefold().endswith(latin.casefold())]
    return found[0] if len(found) == 1 else None


def _is_plain(name: str) -> bool:
    """Whether Chinese characters are a common word, or two of them, that is no name."""
    plain, words = simplified(name), _plain_words()
    if len(plain) < 2 or plain.endswith("的"):
        return plain.endswith("的") and len(plain) > 1
    return plain in words or any(plain[:at] in words and plain[at:] in words for at in range(2, len(plain) - 1))


_COMMON: Final = 100
"""How often a word stands in the corpus of jieba at least to be a common one."""
_NO_NAMES: Final = ("n", "v", "a", "d", "c", "vn", "an", "ad", "vd", "l", "i", "t", "r", "m", "f", "p")
"""The parts of speech in jieba that are no names of persons, places or firms."""


@cache
def _plain_words() -> frozenset[str]:
    """The common words of Chinese that are no names, by the dictionary of jieba."""
    with segmenter().get_dict_file() as file:
        rows = (line.decode("utf8").split() for line in file)
        return frozenset(
            word for word, count, tag in rows if tag in _NO_NAMES and len(word) > 1 and int(count) >= _COMMON
        )
