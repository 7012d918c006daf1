"""The claims of a text about models, checked against the catalog.

>>> import fmref
>>> [(v.text, v.attribute, v.verdict) for v in fmref.check("GPT-3, a 17B model, was made by OpenAI.")]
[('17B', 'parameters', 'refuted'), ('OpenAI', 'developer', 'supported')]
"""

from __future__ import annotations

from fmref.claims._checker import Checker
from fmref.claims._verdict import Subject, Verdict

__all__ = ["Checker", "Subject", "Verdict"]
