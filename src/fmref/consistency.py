"""Checks of the terms of a whole text: one concept in one wording, and none that is deprecated or of another style."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from fmref.annotation import Mention
from fmref.diagnostics import Severity
from fmref.folding import EZAFE
from fmref.glossary import PROFILES, Glossary
from fmref.script_patterns import is_han
from fmref.snapshot import Snapshot, TermRow
from fmref.term_inflection import in_number_of
from fmref.terminology import Finding
from fmref.text import name_key, segmenter

__all__ = ["RULES", "consistency"]

RULES: Final[Mapping[str, str]] = {
    "T302": "A text has one wording for a concept",
    "T303": "A term is not deprecated",
    "T304": "A term is of the chosen style",
    "T305": "A term is the preferred one of its concept",
    "T308": "A text spells a Persian term in one way",
}
"""What the terms of a text have to be like, by code."""
_LENGTHS: Final = {"zh": 1, "fa": 4}
"""By how many letters two wordings may differ: what is longer says more."""
_STYLES: Final = frozenset({"loanword", "academy"})
"""The registers of which a writer chooses one."""


class _Use(NamedTuple):
    """A term of the glossary where a text has it."""

    mention: Mention
    row: TermRow


def consistency(
    text: str,
    mentions: Iterable[Mention],
    glossary: Glossary,
    snapshot: Snapshot,
    profiles: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Finding]:
    """Chinese and Persian terms that are deprecated, of another style, or beside a rival in the same text.

    Of two wordings that a text has for a concept, the one to keep is the preferred one of the profile if the text has
    it, else the commonest; each other one is reported where it stands first. A short form of a longer one, a plural,
    longer forms of one word, words with Latin letters and words of several senses are no rivals. A single wording that
    is not the preferred one is information only. What to write comes first, then what else may be written. A Persian
    term that a text spells with a half-space here, and with a space or nothing there, is reported once for each
    spelling that is not the glossary's.
    """
    uses: dict[tuple[str, str], list[_Use]] = {}
    for mention in mentions:
        is_right = mention.status in ("ok", "variant")
        if mention.kind != "concept" or not is_right or mention.score < 1 or mention.text.isascii():
            continue
        row = _row(mention, snapshot)
        if row is not None and (row.status == "preferred" or not _is_cut(text, mention)):
            uses.setdefault((row.concept, row.lang[:2]), []).append(_Use(mention, row))
    for (concept, lang), found in uses.items():
        terms = [t.text for t in glossary.terms(concept, lang, profiles.get(lang)) if t.lang[:2] == lang]
        yield from _unwanted(found, terms, profiles.get(lang))
        if lang == "fa":
            yield from _uneven(found)
        rivals = list(_rivals(found, terms))
        yield from rivals
        yield from _less_usual(found, terms, {name_key(rival.text) for rival in rivals})


def _row(mention: Mention, snapshot: Snapshot) -> TermRow | None:
    """The term of the glossary that a mention is."""
    rows = snapshot.terms_by_key(name_key(mention.text))
    own = [row for row in rows if row.concept == mention.id and row.lang != "en"]
    return min(
        own, key=lambda row: row.lang == "zh-Hant", default=None
    )  # what Taiwan says may be no usual word elsewhere


def _unwanted(found: Iterable[_Use], terms: list[str], profile: str | None) -> Iterator[Finding]:
    """What is deprecated, or of the other style than the profile's where that has a term of its own."""
    style = PROFILES[profile].register if profile is not None else None
    for mention, row in found:
        if row.status == "deprecated":
            yield _finding(mention, "T303", "a deprecated term", terms)
        elif style in _STYLES and row.register in _STYLES - {style} and name_key(terms[0]) != name_key(mention.text):
            yield _finding(mention, "T304", f"a term of another style than {profile}", terms)


def _rivals(found: list[_Use], terms: list[str]) -> Iterator[Finding]:
    """Every wording but one, where it stands first."""
    used = [use for use in found if use.row.status != "deprecated" and not _has_latin(use.row.text)]
    counts = Counter(name_key(use.row.text) for use in used)
    if len(counts) < 2:
        return
    keys = [name_key(term) for term in terms]
    kept = keys[0] if keys and keys[0] in counts else counts.most_common(1)[0][0]
    shown = next(use.row.text for use in used if name_key(use.row.text) == kept)
    told: set[str] = set()
    for use in used:
        key = name_key(use.row.text)
        if key in told or _is_form_of(key, kept, keys[0] if keys else kept):
            continue
        if abs(len(key) - len(kept)) > _LENGTHS[use.row.lang[:2]]:
            continue
        told.add(key)
        yield _finding(use.mention, "T302", "the text says it in another word, too", [shown, *terms])


def _less_usual(found: list[_Use], terms: list[str], told: set[str]) -> Iterator[Finding]:
    """Wordings that most have another one for and that are no rivals, where each stands first; a text may keep them."""
    if not terms or _has_latin(terms[0]):
        return
    usual = name_key(terms[0])
    for mention, row in found:
        key = name_key(row.text)
        is_wanted = row.status == "admitted" and not _has_latin(row.text)
        if is_wanted and key not in told and not _is_form_of(key, usual, key):
            told.add(key)
            yield _finding(mention, "T305", "most write it otherwise", terms, "info")


def _uneven(found: Iterable[_Use]) -> Iterator[Finding]:
    """What differs from the glossary in its half-spaces, of terms that the text spells in several ways."""
    by_key: dict[str, list[_Use]] = {}
    for use in found:
        by_key.setdefault(name_key(use.row.text), []).append(use)
    for uses in by_key.values():
        spelt: dict[str, _Use] = {}
        for use in uses:
            spelt.setdefault(_spelling(use.mention.text), use)
        if len(spelt) > 1:
            for spelling, (mention, row) in spelt.items():
                if spelling != _spelling(row.text):
                    message = f"{mention.name}: the text spells it in another way, too; write {row.text}"
                    yield Finding(mention.start, mention.end, mention.text, "T308", "warning", message, (row.text,))


def _spelling(text: str) -> str:
    """The letters of a Persian wording with its spaces and half-spaces; an ezafe is no difference."""
    words = EZAFE.sub(r"\1", text).split()
    return " ".join("\u200c".join(map(name_key, word.split("\u200c"))) for word in words)


_PLURAL: Final = re.compile("ها(?:ی)?")


def _is_form_of(key: str, other: str, usual: str) -> bool:
    """Whether one of two keys holds the other, both hold the usual one, or they differ in the Persian plural only."""
    one, two = _PLURAL.sub("", key), _PLURAL.sub("", other)
    return one in two or two in one or (usual != key and usual in key and usual in other)


def _is_cut(text: str, mention: Mention) -> bool:
    """Whether a Chinese term only seems to stand there: a word of the text begins before it and ends inside it, or so.

    Jieba finds the words; of 权重训练 the term 重训练 is no part.
    """
    if not is_han(mention.text[0]):
        return False
    at = max(mention.start - _AROUND, 0)
    for word in segmenter().cut(text[at : mention.end + _AROUND]):
        end = at + len(word)
        if at < mention.start < end < mention.end or mention.start < at < mention.end < end:
            return True
        at = end
    return False


_AROUND: Final = 6
"""How much of the text on either side jieba is given."""


def _has_latin(text: str) -> bool:
    return any(char.isascii() and char.isalpha() for char in text)


def _finding(mention: Mention, code: str, said: str, right: list[str], severity: Severity = "warning") -> Finding:
    key = name_key(mention.text)
    forms = dict.fromkeys(in_number_of(mention.text, term) for term in right if name_key(term) != key)
    message = f"{mention.name}: {said}" + (f"; write {next(iter(forms))}" if forms else "")
    return Finding(mention.start, mention.end, mention.text, code, severity, message, tuple(forms)[:_MOST_SUGGESTED])


_MOST_SUGGESTED: Final = 6
