"""A text with the verdicts on its claims as an HTML page; all that comes from the text or the data is escaped."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Final

from fmref.claims._wording import language_of
from fmref.markup import linked
from fmref.text_view import document, paragraphs

if TYPE_CHECKING:
    from fmref.claims._verdict import Verdict
    from fmref.ledger import SourceRow

__all__ = ["page"]

_MARKS: Final = {"supported": "✓", "refuted": "✗", "misattributed": "⇄", "not_enough_info": "?"}
"""What stands behind a claim for those who see no colours."""
_HUES: Final = {"supported": 140, "refuted": 0, "misattributed": 30, "not_enough_info": 210}
_WORDS: Final = {
    "supported": {"en": "supported", "zh": "属实", "fa": "درست"},
    "refuted": {"en": "refuted", "zh": "不实", "fa": "نادرست"},
    "misattributed": {"en": "true of another", "zh": "张冠李戴", "fa": "از آنِ دیگری"},
    "not_enough_info": {"en": "nobody knows", "zh": "无从判断", "fa": "نامعلوم"},
}
_STYLE: Final = (
    "<style>.fmref-text{line-height:1.8}.fmref-text p{white-space:pre-wrap;margin:.5em 0;text-align:start}"
    ".fmref-text mark{border-radius:.25em;padding:0 .15em;color:inherit}.fmref-text sup{font-weight:bold}"
    ".fmref-text ol{font-size:smaller;border-top:1px solid rgb(128 128 128/.4);padding-top:.6em}"
    + "".join(f".fmref-text [data-verdict={v}]{{background:hsl({hue} 85% 50%/.25)}}" for v, hue in _HUES.items())
    + "</style>"
)


def page(title: str, text: str, verdicts: Sequence[Verdict], source: Callable[[str], SourceRow]) -> str:
    """A text with its claims coloured by verdict and numbered, and a list of what is known of each, with its sources.

    Of claims that overlap the first is marked; all are listed.
    """
    lang = language_of(text)
    body = "".join(_paragraphs(text, verdicts))
    listed = "".join(_item(number, verdict, source) for number, verdict in enumerate(verdicts, 1))
    counts = Counter(verdict.verdict for verdict in verdicts)
    legend = " ".join(
        f'<mark data-verdict="{kind}">{mark} {_WORDS[kind][lang]}</mark> {counts[kind]:,}'  # type: ignore[index]
        for kind, mark in _MARKS.items()
    )
    direction = "rtl" if lang == "fa" else "ltr"
    return document(title, _STYLE, f'{body}<p dir="{direction}">{legend}</p><ol dir="{direction}">{listed}</ol>')


def _paragraphs(text: str, verdicts: Sequence[Verdict]) -> Iterator[str]:
    numbered = deque(enumerate(verdicts, 1))
    for start, end, direction in paragraphs(text):
        pieces: list[str] = []
        at = start
        while numbered and numbered[0][1].start < end:
            number, one = numbered.popleft()
            if one.start < at:
                continue
            last = min(one.end, end)
            mark = f'<sup><a href="#claim-{number}">{_MARKS[one.verdict]}{number}</a></sup>'
            opening = f'<mark data-verdict="{one.verdict}" title="{escape(one.message)}">'
            pieces += (escape(text[at : one.start]), opening, escape(text[one.start : last]), mark, "</mark>")
            at = last
        yield f'<p dir="{direction}">{"".join(pieces)}{escape(text[at:end])}</p>\n'


def _item(number: int, verdict: Verdict, source: Callable[[str], SourceRow]) -> str:
    """What is known of a claim, and who says so."""
    lang = language_of(verdict.message)
    links = []
    for id_ in filter(None, verdict.sources):
        row = source(id_)
        links.append(linked(row.title, row.url))
    said = f'<mark data-verdict="{verdict.verdict}">{_MARKS[verdict.verdict]} {_WORDS[verdict.verdict][lang]}</mark>'
    sources = f" <small>[{'; '.join(links)}]</small>" if links else ""
    own = f"<b>{escape(verdict.text)}</b>"
    return f'<li id="claim-{number}" value="{number}" dir="auto">{said} {own}: {escape(verdict.message)}{sources}</li>'
