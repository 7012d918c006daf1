"""The check of a text: find its claims, judge them, word the verdicts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

from fmref.claims._comparing import respelt
from fmref.claims._cues import Cues
from fmref.claims._finding import Claim, Finder, Named
from fmref.claims._judging import Judge, Judgement
from fmref.claims._known import Record, Records
from fmref.claims._page import page, view
from fmref.claims._sentences import sentences
from fmref.claims._verdict import Plain, Subject, Verdict
from fmref.claims._wording import known_text, language_of, message
from fmref.dates import DateMention
from fmref.ledger import AttributeRow
from fmref.quantities import Quantity
from fmref.text import MAX_NAME, language, name_key

if TYPE_CHECKING:
    from fmref.annotation import Annotator
    from fmref.snapshot import Snapshot

__all__ = ["Checker"]


class Checker:
    """Checks texts against one snapshot; safe to share between threads."""

    def __init__(self, snapshot: Snapshot, annotator: Annotator) -> None:
        self._snapshot = snapshot
        self._annotator = annotator
        self._shown = lru_cache(4096)(self._known_text)
        self._house = lru_cache(4096)(self._organization)

    @cached_property
    def _ledger(self) -> Records:
        return Records(self._snapshot)

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self._ledger)

    @cached_property
    def _finder(self) -> Finder:
        rows = self._ledger.attributes
        stated = {id_: _written(self._snapshot, id_) for id_, row in rows.items() if row.type == "text" and row.claims}
        return Finder(list(rows.values()), Cues(rows, stated), self._ledger.member, self._ledger.is_tuned)

    def claims(self, text: str, lang: str | None = None) -> list[Claim]:
        """The claims of a text, in order."""
        mentions = self._annotator.annotate(text, lang=lang).mentions
        found = self._finder.claims(sentences(text, mentions, self._house))
        once: Mapping[Any, Claim] = {(c.start, c.end, c.attribute): c for c in found}
        return sorted(once.values(), key=lambda c: (c.start, c.end, c.attribute))

    def page(self, title: str, text: str, verdicts: list[Verdict]) -> str:
        """A text with the verdicts on it as an HTML page; see `fmref.claims.page`."""
        return page(title, text, verdicts, self._ledger.source)

    def view(self, text: str, verdicts: Sequence[Verdict], lang: str) -> str:
        """The same as a piece of HTML for notebooks."""
        return view(text, verdicts, self._ledger.source, lang)

    def check(self, text: str, lang: str | None = None) -> list[Verdict]:
        """The verdicts on the claims of a text about models, in order.

        `lang` is the language of the text, if it is known; the messages are in it, else in that of the words around
        each claim. Raises `UnknownLanguageError` for a language that is none of fmref's.
        """
        found = self.claims(text, lang)
        firm: dict[str, list[int]] = {}
        for claim in found:
            if claim.basis == "said":
                firm.setdefault(claim.entry, []).append(claim.start)
        judged = ((claim, self._judge.judge(claim)) for claim in found)
        return [
            self._verdict(text, claim, judgement, lang)
            for claim, judgement in judged
            if claim.basis == "said"
            or (_is_near(firm.get(claim.entry, ()), claim.start) and (claim.basis == "carried" or _is_sure(judgement)))
        ]

    def _organization(self, name: str) -> tuple[str, str] | None:
        """Id and name of the organization that bears a name, None where none does."""
        rows = self._snapshot.bearers(name_key(name[:MAX_NAME]))
        named = (row for row in rows if row.kind == "organization" and row.role != "id")
        return next(((row.id, row.name) for row in named), None)

    def _verdict(self, text: str, claim: Claim, judgement: Judgement, lang: str | None) -> Verdict:
        ledger = self._ledger
        row = ledger.attributes[judgement.attribute]
        subject = Subject(claim.entry, ledger.name(claim.entry))
        other = None if judgement.other is None else Subject(judgement.other, ledger.name(judgement.other))
        around = text[max(0, claim.start - 60) : claim.end + 60]
        tongue = language_of(around) if lang is None else language(lang)
        surface = text[claim.start : claim.end]
        said = message(
            row, judgement, tongue, name=claim.name or subject.name, claimed=surface,
            known=self._known_words(judgement, subject.id, row.id, tongue), source=self._source(judgement),
            other="" if other is None else other.name,
        )  # fmt: skip
        return Verdict(
            claim.start, claim.end, surface, subject, claim.attribute, _claimed(claim, row), self._known(judgement),
            judgement.outcome, judgement.sources, said, other,
        )  # fmt: skip

    def _known_words(self, judgement: Judgement, entry: str, attribute: str, lang: str) -> str:
        """What is known in words; of the sizes of a series the one that bears a claim out."""
        if judgement.matched is None or not judgement.record.of_members:
            return self._shown(entry, attribute, lang)
        alone = Record("settled", (judgement.matched,))
        return known_text(self._ledger.attributes[attribute], alone, lang, self._ledger.name)

    def _known_text(self, entry: str, attribute: str, lang: str) -> str:
        ledger = self._ledger
        record = ledger.record(entry, attribute)
        return known_text(ledger.attributes[attribute], record, lang, ledger.name)

    def _source(self, judgement: Judgement) -> str:
        source = next(filter(None, judgement.sources), None)
        return "" if source is None else self._ledger.source(source).title

    @staticmethod
    def _known(judgement: Judgement) -> Plain:
        """The plain value of what is known."""
        record = judgement.record
        values = tuple(dict.fromkeys(value.value for value in record.values))
        if not values:
            return None
        return values if record.of_members and len(values) > 1 else values[0]  # type: ignore[return-value]  # of one type


def _is_sure(judgement: Judgement) -> bool:
    """Whether a claim that no word makes is to be told: it holds, or cannot have been."""
    return judgement.outcome == "supported" or judgement.reason == "unborn"


def _is_near(firm: Sequence[int], start: int) -> bool:
    """Whether a text states something of the same model near another claim, so that it tells facts there."""
    at = bisect_left(firm, start - _NEAR)
    return at < len(firm) and firm[at] < start + _NEAR


_NEAR: Final = 120
"""How far away, in characters, a claim in words speaks for one without."""


def _claimed(claim: Claim, row: AttributeRow) -> Plain:
    """The plain value of what a text says of the attribute on which the judgement of a claim rests."""
    value: object = claim.value
    if isinstance(value, Named):
        value = value.number if row.type == "number" else value.id or value.name
    if isinstance(value, Quantity):
        if value.value is not None and value.low == value.high:
            return row.converted(value.value, value.unit)[0]
        low, high = (None if x is None else row.converted(x, value.unit)[0] for x in (value.low, value.high))
        return low, high
    if isinstance(value, DateMention):
        return _iso(value)
    return str(value)


def _iso(date: DateMention) -> str | tuple[str, ...]:
    """The day, month or year of a date in ISO 8601; first and last day where it is another span."""
    first, last = date.earliest or "", date.latest or ""
    if first == last or (date.calendar == "gregorian" and date.grain in {"year", "month"}):
        return first[: {"year": 4, "month": 7}.get(date.grain, 10)]
    return first, last


def _written(snapshot: Snapshot, attribute: str) -> list[str]:
    """The texts that sources state of an attribute, with what else people write for them."""
    sql = "SELECT DISTINCT value FROM statements WHERE attribute = ? AND value IS NOT NULL"
    found: dict[str, None] = {}
    for (value,) in snapshot.rows(sql, attribute):
        if len(value) < 3 or value.lower() in _NO_NAMES:
            continue
        spaced = value.replace("-", " ")
        found |= dict.fromkeys((value, spaced))
        bare = re.sub(r"\s+licen[cs]e\b", "", value, flags=re.IGNORECASE)
        if not snapshot.bearers(name_key(bare[:MAX_NAME])):  # the LLaMA License is not called LLaMA
            found[bare] = None
        head, _, version = spaced.rpartition(" ")
        if head and version[:1].isdigit():
            forms = (f"{head} license {version}", f"{head} license, version {version}", f"{head} {version} license")
            found |= dict.fromkeys(forms)
            if not snapshot.bearers(name_key(head[:MAX_NAME])):
                found[head] = None
    if any(text.lower().startswith("non-commercial") for text in found):
        found |= dict.fromkeys(_CLASSES)
    found |= dict.fromkeys(other for text in list(found) for other in respelt(text))
    return list(found)


_CLASSES = ("non-commercial", "noncommercial", "非商业", "非商用", "غیرتجاری")
"""What people call all the licences that forbid commercial use."""
_NO_NAMES = frozenset({"custom", "other", "unknown", "open", "proprietary", "research", "none"})
