"""Texts that are linted: the rules, and what a text tells them to leave alone."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from fmref import citations, consistency, expansions, ignoring, letters, name_slips, pronouns, terminology, word_order
from fmref.annotation import Annotator
from fmref.document import Document
from fmref.glossary import Glossary
from fmref.snapshot import Snapshot
from fmref.surnames import Surnames
from fmref.terminology import Finding

__all__ = ["RULES", "lint"]

_PARTS: Final = (terminology, citations, pronouns, consistency, name_slips, letters, word_order)
TEXT_RULES: Final[Mapping[str, str]] = MappingProxyType(
    dict(sorted(rule for part in _PARTS for rule in part.RULES.items()))
)
"""What the words of a text have to be like, by code."""
RULES: Final[Mapping[str, str]] = MappingProxyType(
    {**ignoring.RULES, "T003": "What the baseline holds is still found", **TEXT_RULES}
)
"""What a text has to be like, by code."""


def lint(
    document: Document, annotator: Annotator, glossary: Glossary, snapshot: Snapshot, profiles: Mapping[str, str]
) -> list[Finding]:
    """The findings in the prose of a document, but for those that its comments tell to ignore."""
    pairs = annotator.names_and_terms(document.prose)
    mentions = [mention for mention, _ in pairs]
    cited = citations.cited_authors(document.prose)
    words = [
        *terminology.mistakes(pairs, glossary, snapshot, profiles),
        *terminology.other_spellings(mentions, snapshot),
        *consistency.consistency(document.prose, mentions, glossary, snapshot, profiles),
        *name_slips.name_slips(document.prose, mentions, snapshot),
    ]
    found = [
        *expansions.with_expansions(
            citations.without_authors(words, cited), document.prose, mentions, glossary, snapshot
        ),
        *citations.authors(cited, Surnames(snapshot)),
        *pronouns.pronouns(document.prose),
        *letters.letters(document.prose),
        *word_order.word_order(document.prose),
    ]
    placed = (_placed(finding, document.text) for finding in sorted(found))
    return ignoring.without_ignored(document, placed, TEXT_RULES)


def _placed(finding: Finding, text: str) -> Finding:
    """A finding in prose as one in the text; what the marks of the text interrupt cannot be mended."""
    own = text[finding.start : finding.end]
    return finding._replace(text=own, fixable=finding.fixable and own == finding.text and "\n" not in own)
