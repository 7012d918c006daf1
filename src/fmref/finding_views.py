"""A text with notes on places of it, as HTML: claims with verdicts, findings with suggestions, changed terms."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from fmref.markup import HUES, badge, cell, head, table
from fmref.text_view import SHOWN, paragraphs
from fmref.view_words import MARKS, count, others, word

if TYPE_CHECKING:
    from fmref.bilingual import PairFinding, Span
    from fmref.term_translation import Translated
    from fmref.terminology import Finding

__all__ = ["NOTES_STYLE", "Note", "changes_html", "findings_html", "noted", "pair_html", "view"]

SHOWN_NOTES: Final = 200
"""How many notes on a text a notebook shows."""

NOTES_STYLE: Final = (
    "<style>.fmref-text{line-height:1.8}.fmref-text p{white-space:pre-wrap;margin:.5em 0;text-align:start}"
    ".fmref-text mark{border-radius:.25em;padding:0 .15em;color:inherit;background:rgb(128 128 128/.2)}"
    ".fmref-text sup{font-weight:bold;margin-inline-start:.2em}.fmref-text li{text-align:start}"
    ".fmref-text ol{font-size:smaller;border-top:1px solid rgb(128 128 128/.4);padding-top:.6em}"
    + "".join(f".fmref-text mark[data-mark={mark}]{{background:hsl({hue}/.25)}}" for mark, hue in HUES.items())
    + "</style>"
)
"""The style of a text with notes."""


class Note(NamedTuple):
    """What is said of the place from `start` up to `end` of a text.

    `mark` is `good`, `bad`, `doubt` or `open`, and is the colour of the place; `sign` says the same without colour,
    `title` is shown over the place, and `listed` below the text: HTML that is ready to be written.
    """

    start: int
    end: int
    mark: str
    sign: str
    title: str
    listed: str


def view(text: str, notes: Sequence[Note], side: str, lang: str = "en") -> str:
    """A text with its notes as a piece of HTML; of a long text the beginning."""
    inside = [note for note in notes if note.end <= SHOWN][:SHOWN_NOTES]
    left = len(notes) - len(inside)
    more = f"<p><small>{others(left, lang)}</small></p>" if left else ""
    return f'{NOTES_STYLE}<div class="fmref-text">{noted(text[:SHOWN], inside, side)}{more}</div>'


def noted(text: str, notes: Sequence[Note], side: str, *, between: str = "", anchored: bool = False) -> str:
    """A text with the places of its notes coloured and numbered, and the list of the notes, `ltr` or `rtl`.

    Of notes on places that overlap the first is marked; all are listed. `between` is HTML that stands before the list.
    `anchored` lets numbers lead to the list, which needs a page of its own.
    """
    listed = "".join(
        f'<li{_anchor(number) if anchored else ""} value="{number}" dir="auto">{note.listed}</li>'
        for number, note in enumerate(notes, 1)
    )
    below = f'<ol dir="{side}">{listed}</ol>' if listed else ""
    return f"{''.join(_paragraphs(text, notes, anchored=anchored))}{between}{below}"


def _paragraphs(text: str, notes: Sequence[Note], *, anchored: bool) -> Iterator[str]:
    numbered = deque(enumerate(notes, 1))
    for start, end, side in paragraphs(text):
        pieces: list[str] = []
        at = start
        while numbered and numbered[0][1].start < end:
            number, one = numbered.popleft()
            if one.start < at:
                continue
            last = min(one.end, end)
            opening = f'<mark data-mark="{one.mark}" title="{escape(one.title)}">'
            pieces += (escape(text[at : one.start]), opening, escape(text[one.start : last]))
            sign = f"{one.sign}{number}"
            pieces.append(f"<sup>{_to_note(number, sign) if anchored else sign}</sup></mark>")
            at = last
        yield f'<p dir="{side}">{"".join(pieces)}{escape(text[at:end])}</p>\n'


def _to_note(number: int, sign: str) -> str:
    return f'<a href="#note-{number}">{sign}</a>'


def _anchor(number: int) -> str:
    return f' id="note-{number}"'


_SIGNS: Final = {"error": "✗", "warning": "!", "info": "·"}


def findings_html(text: str, findings: Sequence[Finding], lang: str) -> str:
    """A text with the places of its findings coloured by severity, and what to write instead below."""
    notes = [
        Note(f.start, f.end, _mark(f.severity), _SIGNS[f.severity], f.message, _finding(f.code, f.text, f.message))
        for f in findings
    ]
    return view(text, notes, "ltr", lang)


def _finding(code: str, words: str, message: str) -> str:
    return f"<small>{escape(code)}</small> <b>{escape(words)}</b>: {escape(message)}"


def _mark(severity: str) -> str:
    return MARKS.get(severity, "open")


def changes_html(found: Translated) -> str:
    """A text with its new terms marked, and the words for which each stands."""
    notes: list[Note] = []
    shift = 0
    for change in found.changes:
        start = change.start + shift
        shift += len(change.written) - (change.end - change.start)
        both = f"<bdi>{escape(change.original)}</bdi> → <bdi>{escape(change.written)}</bdi>"
        listed = f"{both} <small>{escape(change.id)}</small>"
        notes.append(Note(start, start + len(change.written), "good", "", change.original, listed))
    return view(found.text, notes, "ltr")


def pair_html(findings: Sequence[PairFinding], lang: str) -> str:
    """What a translation has wrong as a table: the words of the source, those of the translation, and what is wrong."""
    rows = [head("", word("original", lang), word("translation", lang), "")]
    for one in findings[:SHOWN_NOTES]:
        code = badge(one.code, _mark(one.severity))
        suggested = " · ".join(f"<bdi>{escape(text)}</bdi>" for text in one.suggestions)
        said = escape(one.message) + (f"<br><small>{suggested}</small>" if suggested else "")
        rows.append(f"<tr>{cell(code)}{_words(one.source)}{_words(one.target)}{cell(said)}</tr>")
    return table(count(len(findings), "finding", lang), rows, lang)


def _words(span: Span | None) -> str:
    return cell("—" if span is None else escape(span.text))
