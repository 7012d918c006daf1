"""Checks of a translation against its source: names, terms, numbers and dates, in any direction of zh, fa and en."""

from __future__ import annotations

from fmref.bilingual._check import PairChecker
from fmref.bilingual._finding import CODES, PairFinding, Span

__all__ = ["CODES", "PairChecker", "PairFinding", "Span"]
