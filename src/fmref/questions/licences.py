"""What licences say of commercial use."""

from __future__ import annotations

import re
from typing import Final

from fmref.text import name_key

__all__ = ["bars_selling", "may_be_sold"]

_OPEN: Final = re.compile(
    "(?:apache|mit|bsd|gpl|lgpl|agpl|mpl|ccby|ccbysa|cc0|odcby|pddl|unlicense|wtfpl|afl|osl|artistic|mspl|isc|zlib)"
    "(?:[0-9.]*|[23]clause(?:clear)?)(?:license)?"
)
"""The keys of licences that the Open Source Initiative or the Open Definition lists: none of them bars a use."""
_NON_COMMERCIAL: Final = re.compile(r"\bNC\b|non-?commercial", re.IGNORECASE)
"""What the names of licences say that allow no commercial use: CC-BY-NC-4.0."""


def bars_selling(licence: str) -> bool:
    """Whether a licence says in its name that it allows no commercial use."""
    return _NON_COMMERCIAL.search(licence) is not None


def may_be_sold(licence: str) -> bool:
    """Whether a licence is one of the open ones, which allow commercial use; of others, one has to read them.

    >>> may_be_sold("Apache 2.0"), may_be_sold("CC BY-SA 4.0"), may_be_sold("CC-BY-NC-4.0")
    (True, True, False)
    """
    key = re.sub("[^a-z0-9.]", "", name_key(licence))
    return _OPEN.fullmatch(key) is not None
