"""What a file says of itself where its format has a place for it, and how it names an entry of the catalog."""

from __future__ import annotations

from typing import Final

__all__ = ["CREDIT", "ENTRY", "LICENCE", "TITLE"]

TITLE: Final = "fmref glossary"
CREDIT: Final = "fmref contributors, CC BY 4.0"
ENTRY: Final = "urn:fmref:entry:"
"""What stands before the id of an entry."""
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
