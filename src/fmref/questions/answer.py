"""The answer to a question."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, Final, Literal, NamedTuple

from fmref.ledger import SourceRow
from fmref.markup import bibliography, cited, direction

__all__ = ["Answer", "AnswerStatus", "Intent", "Subject"]

AnswerStatus = Literal["answered", "ambiguous", "undisclosed", "unknown"]
Intent = Literal["name", "fact", "translate", "compare", "lineage", "filter", "definition", "existence"]


class Subject(NamedTuple):
    """An entry or concept that an answer is about.

    `name` is its preferred name, the same in every language; the sentence of an answer names it as its readers do.
    """

    id: str
    name: str


class Answer(NamedTuple):
    """What the catalog answers to a question, or why it does not.

    `status` is `answered`, `ambiguous` (a name has several bearers: `candidates`), `undisclosed` (who made it does not
    say) or `unknown`; `reason` says why for all but the first, in the language `lang` of the question. `intent` is what
    was understood to be asked, None where nothing was. `value` is a number in `unit`, an ISO 8601 date, a string, a
    truth value, a list of strings, or for comparisons a mapping from the id of each subject; `values` are further terms
    of a translation and ids of referred entries. `text` is the answer as a sentence, with its caveats: estimated,
    inherited, disputed.
    """

    query: str
    lang: str
    status: AnswerStatus
    intent: Intent | None = None
    subjects: tuple[Subject, ...] = ()
    attribute: str | None = None
    value: Any = None
    unit: str | None = None
    text: str = ""
    sources: tuple[SourceRow, ...] = ()
    reason: str = ""
    candidates: tuple[Subject, ...] = ()
    values: tuple[str, ...] = ()

    def as_json(self) -> Mapping[str, Any]:
        """The answer as the wire format shows it."""
        return {
            "q": self.query,
            "status": self.status,
            "intent": self.intent,
            "subjects": [subject._asdict() for subject in self.subjects],
            "attribute": self.attribute,
            "value": self.value,
            "unit": self.unit,
            "text": self.text,
            "sources": [source._asdict() for source in self.sources],
            "lang": self.lang,
            "reason": self.reason,
            "candidates": [candidate._asdict() for candidate in self.candidates],
            "values": list(self.values),
        }

    def _repr_html_(self) -> str:
        """The sentence with its sources below, from right to left where the language is."""
        below = bibliography((cited(s.title, s.url, s.date) for s in self.sources[:_SHOWN]), self.lang)
        side = direction(self.lang)
        said = f'<p dir="{side}" style="text-align:start">{escape(self.text or self.reason)}</p>'
        return f'<div lang="{self.lang}" dir="{side}">{said}{below}</div>'


_SHOWN: Final = 8
