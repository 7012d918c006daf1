"""How to cite the data in use: a sentence, an entry of BibTeX, a file in the Citation File Format.

Each names the version of the data and their digest, by which `fmref.load(digest=...)` opens the same state again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, Literal

from fmref.snapshot import DIGEST

__all__ = ["STYLES", "CitationStyle", "citation"]

CitationStyle = Literal["text", "bibtex", "cff"]

_AUTHORS: Final = "fmref contributors"
_TITLE: Final = "fmref: a reference library of foundation models in Chinese, Persian and English"
_LICENCE: Final = "CC-BY-4.0"


def citation(meta: Mapping[str, str], style: CitationStyle = "text") -> str:
    """How to cite the snapshot with this `meta` table: a sentence (`text`), `bibtex` or `cff`.

    `cff` is a file of the Citation File Format 1.2.0. What is not known, such as the day of a release that has not
    been, is left out; an overlay is named, since the digest is that of the data below it and nobody else has those
    terms. Raises `ValueError` for another style.
    """
    if style not in STYLES:
        raise ValueError(f"unknown style {style!r}; use {', '.join(STYLES)}")
    return STYLES[style](meta)


def _digest(meta: Mapping[str, str]) -> str:
    """That of the data as they were published, without an overlay."""
    return f"sha256:{meta.get('laid_over') or meta['seal'][:DIGEST]}"


def _overlaid(meta: Mapping[str, str]) -> str:
    return ", with terms of the author's own laid over them" if "laid_over" in meta else ""


def _text(meta: Mapping[str, str]) -> str:
    year = f" ({meta['released'][:4]})" if meta.get("released") else ""
    version = f"version {meta['version']}" if meta["version"] else "unreleased"
    data = f"data {_digest(meta)}{_overlaid(meta)}"
    return f"{_AUTHORS}{year}: {_TITLE}, {version}, {data}. {_LICENCE}."


def _bibtex(meta: Mapping[str, str]) -> str:
    fields = {
        "author": f"{{{_AUTHORS}}}",
        "title": f"{{{_TITLE}}}",
        "year": meta.get("released", "")[:4],
        "version": meta["version"],
        "note": f"data {_digest(meta)}{_overlaid(meta)}; {_LICENCE}",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{fmref-{meta['version'] or _digest(meta)[7:19]},\n{lines}}}"


def _cff(meta: Mapping[str, str]) -> str:
    fields = {
        "title": _TITLE,
        "type": "dataset",
        "version": meta["version"],
        "date-released": meta.get("released", ""),
        "license": _LICENCE,
    }
    lines = [f"{name}: {json.dumps(value)}" for name, value in fields.items() if value]
    return "\n".join(
        [
            "cff-version: 1.2.0",
            'message: "Please cite the data with their version and digest."',
            "authors:",
            f"  - name: {json.dumps(_AUTHORS)}",
            *lines,
            "identifiers:",
            "  - type: other",
            f"    value: {json.dumps(_digest(meta))}",
            f"    description: {json.dumps(f'Digest of the data{_overlaid(meta)}')}",
        ]
    )


STYLES: Final[Mapping[str, Callable[[Mapping[str, str]], str]]] = MappingProxyType(
    {"text": _text, "bibtex": _bibtex, "cff": _cff}
)
"""The writers by the name of their style."""
