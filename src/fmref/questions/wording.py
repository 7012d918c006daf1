"""Answers and refusals as sentences of the three languages."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final, Literal

from fmref.boundaries import is_persian
from fmref.fact_words import fact_text
from fmref.facts import Fact, measures
from fmref.formatting import format_date, format_number
from fmref.ledger import AttributeRow, SourceRow
from fmref.questions.answer import Subject
from fmref.questions.licences import bars_selling
from fmref.resolution import Match
from fmref.script_patterns import is_han
from fmref.snapshot import Snapshot
from fmref.text import name_key

__all__ = ["CLAUSES", "LIST_SHOWN", "Wording", "language_of"]

LIST_SHOWN: Final = 12
"""How many entries a sentence lists."""

_LABELS_KEPT: Final = 2**14
"""How many names are kept in memory."""
_SEPARATORS: Final = {"en": ", ", "zh": "、", "fa": "، "}
CLAUSES: Final = {"en": "; ", "zh": "；", "fa": "؛ "}
"""What stands between clauses, by language."""

_WINNERS: Final = {
    ("parameters", "most"): "winner_larger",
    ("parameters", "least"): "winner_smaller",
    ("date", "most"): "winner_later",
    ("date", "least"): "winner_earlier",
}


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """`sentences.toml`, read once."""
    import tomllib

    with open(os.path.join(os.path.dirname(__file__), "sentences.toml"), "rb") as file:
        return tomllib.load(file)


def language_of(texts: Iterable[str]) -> str:
    """The language of most of some words, by their script; of as many Latin ones, the other language."""
    scripts = Counter(map(_script, texts))
    return max(("zh", "fa", "en"), key=lambda lang: scripts[lang])


def _script(text: str) -> str:
    """The language of the first letter that is not Latin, English where there is none."""
    return next(("zh" if is_han(c) else "fa" for c in text if is_han(c) or is_persian(c)), "en")


class Wording:
    """Words things of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._label = lru_cache(maxsize=_LABELS_KEPT)(self._find_label)

    def say(self, sentence: str, lang: str, /, **parts: object) -> str:
        """A sentence of a language with its parts."""
        return _words()["sentences"][sentence][lang].format(**parts)

    def reason(self, reason: str, lang: str, /, **parts: object) -> str:
        """Why something is not answered."""
        return _words()["reasons"][reason][lang].format(**parts)

    def label(self, entry_id: str, lang: str) -> str:
        """The preferred name of an entry, or term of a concept, in a language; the Latin one where it has none."""
        return self._label(entry_id, lang)

    def _find_label(self, entry_id: str, lang: str) -> str:
        names = self._snapshot.names_in_record(entry_id)
        first = (names.get(lang) or names["en"])[0]
        return first if isinstance(first, str) else str(first["text"])

    def name(self, entry_id: str) -> str:
        """The preferred name of an entry, which is the same in every language; of a concept its English term."""
        return self._label(entry_id, "en")

    def mention(self, subject: Subject, lang: str, *, again: bool = False) -> str:
        """A subject as a sentence names it first: in the script of its reader, with the preferred name in brackets.

        Without the brackets where it is named `again`.
        """
        label = self._label(subject.id, lang)
        if label == self.name(subject.id):
            return subject.name
        if again or _script(label) == "en" or subject.name.casefold() in label.casefold():
            return label
        return f"{label} ({subject.name})"

    def mentioned(self, entry_id: str, lang: str) -> str:
        """An entry as a sentence names it first, by its id; see `mention`."""
        return self.mention(Subject(entry_id, self.name(entry_id)), lang)

    def listed(self, texts: Sequence[str], lang: str) -> str:
        """Texts side by side."""
        return _SEPARATORS[lang].join(texts)

    def joined(self, sentences: Iterable[str], lang: str) -> str:
        """Sentences one behind the other, as a language parts them; empty ones are left out."""
        return ("" if lang == "zh" else " ").join(filter(None, sentences))

    def value(
        self, fact: Fact, attribute: AttributeRow, lang: str, named: Callable[[str, str], str] | None = None
    ) -> str:
        """The value of a fact in words; `named` names the entries in it in a language, by default by their label."""
        if attribute.id == "country":
            return _country(str(fact.value), lang)

        if attribute.id == "license" and (plain := _words()["licences"].get(name_key(str(fact.value)))):
            return plain[lang]

        def of_enum(value: str) -> str:
            labels = attribute.values[value].get(lang)
            return labels[0] if labels else value

        return fact_text(fact, attribute.type, lang, of_enum, lambda id_: (named or self.label)(id_, lang))

    def fact(self, subject: str, fact: Fact, attribute: AttributeRow, lang: str) -> str:
        """A fact as a sentence, with what is to be known about it."""
        label = attribute.labels[lang][0] if attribute.labels.get(lang) else attribute.id
        if fact.status == "undisclosed":
            sentence = self.say("undisclosed", lang, label=label, subject=subject, source=_cited(fact.source, lang))  # type: ignore[arg-type]
            claims = self._claims(fact, attribute, lang)
            return sentence + (self.say("claimed", lang, claims=claims) if claims else "")
        own = attribute.sentence.get(lang)
        value = self.value(fact, attribute, lang, self.mentioned)
        if further := measures(attribute, fact):  # type: ignore[arg-type]  # the rules read fields that a row has
            values = self.listed([self.value(one, attribute, lang) for one in further], lang)
            value += self.say("measures", lang, values=values)
        text = (
            own.format(subject=subject, value=value)
            if own
            else self.say("fact", lang, label=_capital(label), subject=subject, value=value)
        )
        if attribute.id == "license" and bars_selling(str(fact.value)):
            text += self.say("non-commercial", lang)
        if fact.status == "disputed" and (claims := self._claims(fact, attribute, lang)):
            text += self.say("disputed", lang, claims=claims)
        if fact.status == "estimated":
            text += self.say("estimated", lang)
        if fact.inherited_from:
            entries = [self.mentioned(id_, lang) for id_ in fact.inherited_from[:3]]
            more = "…" if len(fact.inherited_from) > 3 else ""
            text += self.say("inherited", lang, entries=self.listed(entries, lang) + more)
        return text

    def _claims(self, fact: Fact, attribute: AttributeRow, lang: str) -> str:
        """What the sources say, each value once with its first source."""
        said: dict[str, str] = {}
        for statement in fact.statements:
            if statement.undisclosed:
                continue
            shown = self.stated(fact, statement, attribute, lang)
            said.setdefault(shown, _cited(fact.sources[statement.source], lang))  # type: ignore[arg-type]
        return CLAUSES[lang].join(f"{value} ({source})" for value, source in list(said.items())[:4])

    def stated(self, fact: Fact, statement: Any, attribute: AttributeRow, lang: str) -> str:
        """What one statement of a fact says, in words."""
        if statement.undisclosed:
            return self.value(_with_value(fact, None, None, "undisclosed"), attribute, lang)
        value: Any = (statement.value,) if attribute.many else statement.value
        return self.value(_with_value(fact, value, statement.unit), attribute, lang)

    def winner(self, name: str, attribute: AttributeRow, to: str, lang: str) -> str:
        """Which of several comes first."""
        kind = attribute.id if attribute.id == "parameters" else attribute.type
        return self.say(_WINNERS.get((kind, to), f"winner_{to}"), lang, winner=name)

    def what(self, match: Match, lang: str) -> str:
        """What an entry is, in a sentence: `BLOOM is a model by BigScience (bigscience/bloom)`."""
        by = ""
        if match.kind == "model" and match.developer and self._snapshot.node(match.developer):
            by = self.say("by", lang, developer=self.mentioned(match.developer, lang))
        what = _words()["what"][match.level or match.kind][lang]
        name = self.mention(Subject(match.id, match.name), lang)
        return self.say("name", lang, name=name, what=what, by=by, id=match.id)

    def count(self, number: int, lang: str) -> str:
        """A count in the digits of a language."""
        return format_number(number, lang)

    def candidates(self, names: Sequence[str], lang: str) -> str:
        """Names to choose from."""
        return self.listed(names[:5], lang)

    def language(self, of: str, lang: str) -> str:
        """The name of a language in a language."""
        return _words()["languages"][of][lang]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _country(code: str, lang: str) -> str:
    from babel import Locale

    return str(Locale.parse(lang).territories.get(code, code))


def _cited(source: SourceRow, lang: str) -> str:
    return f"{source.title}{_SEPARATORS[lang]}{format_date(source.date, lang)}" if source.date else source.title


def _with_value(
    fact: Fact, value: Any, unit: str | None, status: Literal["settled", "undisclosed"] = "settled"
) -> Fact:
    from dataclasses import replace

    return replace(fact, value=value, unit=unit, status=status)
