"""The check of a translation, segment by segment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from fmref.annotation import Annotator
from fmref.bilingual._finding import PairFinding
from fmref.bilingual._lexicon import Lexicon
from fmref.bilingual._names import compare_names
from fmref.bilingual._numbers import compare_dates, compare_numbers
from fmref.bilingual._side import Side
from fmref.bilingual._terms import Rendering, compare_terms, inconsistent, renderings
from fmref.glossary import Glossary
from fmref.main_language import main_language
from fmref.skeleton import skeleton
from fmref.snapshot import Snapshot
from fmref.text import language

__all__ = ["PairChecker"]


class PairChecker:
    """Checks translations with one catalog."""

    def __init__(self, annotator: Annotator, glossary: Glossary, snapshot: Snapshot) -> None:
        self._annotator = annotator
        self._glossary = glossary
        self._lexicon = Lexicon(glossary, snapshot)

    def check(
        self,
        segments: Iterable[tuple[str, str]],
        *,
        source_lang: str | None = None,
        target_lang: str | None = None,
        profile: str | None = None,
    ) -> list[list[PairFinding]]:
        """The findings of each segment, a pair of a source and its translation, in the order of the target.

        Without `source_lang` and `target_lang` the language of each side is that of most of its words. A segment in
        which either side is blank has no findings: it is not translated yet. `profile` decides what is suggested first.

        Raises `UnknownLanguageError`, and `ValueError` for another profile than those of the glossary.
        """
        segments = list(segments)
        ours = _language(source_lang, (source for source, _ in segments))
        theirs = _language(target_lang, (target for _, target in segments))
        self._glossary.terms("", theirs, profile)  # a wrong profile is an error, also without a segment
        found: list[list[PairFinding]] = []
        rendered: list[Rendering] = []
        before: frozenset[str] = frozenset()
        said: set[str] = set()
        for number, (original, translated) in enumerate(segments):
            if not (original.strip() and translated.strip()):
                found.append([])
                continue
            source, target = self._side(original, ours, translated), self._side(translated, theirs, original)
            now = frozenset(id_ for name in (*source.names, *target.names) for id_ in self._lexicon.ids(name))
            found.append(
                [
                    *compare_names(source, target, self._lexicon, before=before, said=said, profile=profile),
                    *compare_terms(source, target, self._lexicon, profile=profile),
                    *compare_numbers(source, target),
                    *compare_dates(source, target),
                ]
            )
            rendered += renderings(number, source, target, self._lexicon)
            said.update(id_ for name in source.names for id_ in self._lexicon.ids(name))
            before = now
        for number, finding in inconsistent(rendered):
            found[number].append(finding)
        return [sorted(findings, key=_place) for findings in found]

    def _side(self, text: str, lang: str, other: str) -> Side:
        """One text; the other one, as context, speaks for names that are also plain words."""
        shown = f"{text}{_SEAM}{other[:_CONTEXT]}".translate(_CLOSED)
        mentions = self._annotator.annotate(shown, general=True).mentions
        return Side(text, lang, skeleton(text), tuple(mention for mention in mentions if mention.end <= len(text)))


_CONTEXT: Final = 500
"""How much of the other text is read as context, in characters."""
_CLOSED: Final = str.maketrans(dict.fromkeys("(（[【", "\ue000"))
"""Parentheses, across which no name goes either: the size in "Gopher (280B)" is a number, elsewhere 2800 亿."""
_SEAM: Final = "\n\ue000\n"
"""What stands between two texts: no name goes across it."""


def _language(given: str | None, texts: Iterable[str]) -> str:
    return language(given) if given is not None else main_language("\n".join(texts)) or "en"


def _place(finding: PairFinding) -> tuple[int, int, str]:
    """Where a finding stands: in the target, or before that in the source alone."""
    return (
        -1 if finding.target is None else finding.target.start,
        finding.source.start if finding.source else -1,
        finding.code,
    )
