"""A text with the verdicts on its claims as HTML; all that comes from the text or the data is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from fmref import finding_views
from fmref.claims._wording import language_of
from fmref.markup import direction, linked
from fmref.text_view import document

if TYPE_CHECKING:
    from fmref.claims._verdict import Verdict
    from fmref.ledger import SourceRow

__all__ = ["page", "view"]


class _Shown(NamedTuple):
    """How a verdict is shown: its colour, its sign for those who see no colours, and its words."""

    mark: str
    sign: str
    words: dict[str, str]


_VERDICTS: Final = {
    "supported": _Shown("good", "✓", {"en": "supported", "zh": "属实", "fa": "درست"}),
    "refuted": _Shown("bad", "✗", {"en": "refuted", "zh": "不实", "fa": "نادرست"}),
    "misattributed": _Shown("doubt", "⇄", {"en": "true of another", "zh": "张冠李戴", "fa": "از آنِ دیگری"}),
    "not_enough_info": _Shown("open", "?", {"en": "nobody knows", "zh": "无从判断", "fa": "نامعلوم"}),
}


def view(text: str, verdicts: Sequence[Verdict], source: Callable[[str], SourceRow], lang: str) -> str:
    """A text with its claims coloured by verdict and numbered, as a piece of HTML for notebooks."""
    return finding_views.view(text, [_note(one, source) for one in verdicts], direction(language_of(text)), lang)


def page(title: str, text: str, verdicts: Sequence[Verdict], source: Callable[[str], SourceRow]) -> str:
    """The same as a page of its own, with a legend: below the text stands what is known of each claim, with sources."""
    lang = language_of(text)
    counts = Counter(verdict.verdict for verdict in verdicts)
    legend = " ".join(f"{_badge(kind, lang)} {counts[kind]:,}" for kind in _VERDICTS)  # type: ignore[index]
    notes = [_note(one, source) for one in verdicts]
    below = f'<p dir="{direction(lang)}">{legend}</p>'
    body = finding_views.noted(text, notes, direction(lang), between=below, anchored=True)
    return document(title, finding_views.NOTES_STYLE, body)


def _badge(verdict: str, lang: str) -> str:
    shown = _VERDICTS[verdict]
    return f'<mark data-mark="{shown.mark}">{shown.sign} {shown.words[lang]}</mark>'


def _note(verdict: Verdict, source: Callable[[str], SourceRow]) -> finding_views.Note:
    """What is known of a claim, and who says so."""
    links = [linked(row.title, row.url) for row in map(source, filter(None, verdict.sources))]
    sources = f" <small>[{'; '.join(links)}]</small>" if links else ""
    said = _badge(verdict.verdict, language_of(verdict.message))
    listed = f"{said} <b>{escape(verdict.text)}</b>: {escape(verdict.message)}{sources}"
    shown = _VERDICTS[verdict.verdict]
    return finding_views.Note(verdict.start, verdict.end, shown.mark, shown.sign, verdict.message, listed)
