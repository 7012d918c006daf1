"""TBX version 3: ISO 30042:2019, dialect TBX-Basic, in which elements have data categories as attributes (DCA).

The structure and the values allowed are those of the core structure and the TBX-Basic dialect of LTAC Global
(https://www.tbxinfo.net). What TBX-Basic has no category for stands in notes such as `register: loanword`, which people
read and which are read back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fmref.exchange import termbase
from fmref.exchange.carrying import EVERYTHING
from fmref.exchange.drafts import Draft
from fmref.schema import Concept

__all__ = ["CARRYING", "drafts", "text"]

CARRYING: Final = EVERYTHING
_NAMES: Final = termbase.Names("conceptEntry", "langSec", "termSec")


def text(concepts: Sequence[Concept], languages: Sequence[str]) -> str:
    """A document of TBX-Basic in DCA style, with the languages in their order."""
    root = termbase.element(
        "tbx",
        {"type": "TBX-Basic", "style": "dca", termbase.LANG: "en", "xmlns": "urn:iso:std:iso:30042:ed-2"},
    )
    termbase.header(root, "tbxHeader")
    termbase.body(root, concepts, languages, _NAMES)
    return termbase.document(root)


def drafts(content: str, _languages: Sequence[str]) -> tuple[list[Draft], dict[str, int]]:
    """What a document says, and how often it has what a concept does not hold; of either version of TBX."""
    return termbase.drafts(content)
