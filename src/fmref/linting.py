"""Texts that are linted: the rules, and what a text tells them to leave alone."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from fmref import ignoring, terminology
from fmref.annotation import Annotator
from fmref.document import Document
from fmref.glossary import Glossary
from fmref.snapshot import Snapshot
from fmref.terminology import Finding

__all__ = ["RULES", "lint"]

RULES: Final[Mapping[str, str]] = MappingProxyType(
    {**ignoring.RULES, "T003": "What the baseline holds is still found", **terminology.RULES}
)
"""What a text has to be like, by code."""


def lint(
    document: Document, annotator: Annotator, glossary: Glossary, snapshot: Snapshot, profiles: Mapping[str, str]
) -> list[Finding]:
    """The findings in the prose of a document, but for those that its comments tell to ignore."""
    found = terminology.lint(document.prose, annotator, glossary, snapshot, profiles)
    placed = (_placed(finding, document.text) for finding in found)
    return ignoring.without_ignored(document, placed, terminology.RULES)


def _placed(finding: Finding, text: str) -> Finding:
    """A finding in prose as one in the text; what the marks of the text interrupt cannot be mended."""
    own = text[finding.start : finding.end]
    return finding._replace(text=own, fixable=finding.fixable and own == finding.text and "\n" not in own)
