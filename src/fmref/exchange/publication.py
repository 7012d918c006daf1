"""What a file says of itself where its format has a place for it."""

from __future__ import annotations

from typing import Final

__all__ = ["CREDIT", "LICENCE", "TITLE"]

TITLE: Final = "fmref glossary"
CREDIT: Final = "fmref contributors, CC BY 4.0"
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
