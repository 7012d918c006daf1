"""Questions in, answers out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from fmref.facts import Fact, agree, in_unit
from fmref.glossary import Glossary
from fmref.ledger import AttributeRow, Ledger, SourceRow
from fmref.lineage import DERIVATION, LineageGraph
from fmref.questions.answer import Answer, Intent, Subject
from fmref.questions.constraints import Refusal
from fmref.questions.lexicon import Lexicon
from fmref.questions.licences import may_be_sold
from fmref.questions.product_lines import product_line
from fmref.questions.reading import LONGEST, Piece, Reader, Reading
from fmref.questions.requests import (
    Request,
    asks_definition,
    asks_for_several,
    asks_meaning,
    language_asked,
    only_name,
    rest,
    spans,
    understand,
)
from fmref.questions.shelf import Shelf
from fmref.questions.wording import LIST_SHOWN, Wording, language_of
from fmref.resolution import Match, match
from fmref.resolver import Resolver
from fmref.snapshot import LINES, NameRow, Snapshot
from fmref.text import language, name_key

__all__ = ["MOST_LISTED", "Asker"]

MOST_LISTED: Final = 200
"""How many entries an answer holds at most; its sentence says how many there are."""


class Asker:
    """Answers questions over one snapshot."""

    def __init__(self, snapshot: Snapshot, resolver: Resolver, glossary: Glossary) -> None:
        self._snapshot = snapshot
        self._resolver = resolver
        self._glossary = glossary
        self._ledger = Ledger(snapshot)
        self._lineage = LineageGraph(snapshot)
        self._reader = Reader(snapshot, resolver, self._ledger, Lexicon(self._ledger, snapshot))
        self._wording = Wording(snapshot)

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self._snapshot, self._ledger)

    def ask(self, question: str, lang: str | None = None) -> Answer:
        """The answer to a question in Chinese, Persian or English, or a refusal with its reason.

        The answer is in `lang` (`en`, `zh`, `fa`), by default the language of the question. Raises `TypeError` when
        the question is not a string, `UnknownLanguageError` for another language.
        """
        if not isinstance(question, str):
            raise TypeError(f"a question is a string, not {type(question).__name__}")
        spoken = None if lang is None else language(lang)[:2]
        if (unfit := _unfit(question)) is not None:
            return self._refused(Answer(question, spoken or language_of([question[:LONGEST]]), "unknown"), unfit)
        reading = self._reader.read(question)
        said = [piece.text for piece in reading.own_words]
        blank = Answer(question, spoken or language_of(said or [question]), "unknown")
        if (bare := self._bare_term(blank, reading)) is not None:
            return bare
        if (target := language_asked(reading)) is not None and (term := self._term(reading, "translate")):
            translated = self._translated(blank, term, target)
            if translated is not None:
                return translated
        if reading.unknown:
            return self._not_read(blank, reading)
        if (word := only_name(reading)) and (heard := self._resolver.explain(word)).status == "ambiguous":
            asked: Intent | None = None if len(reading.pieces) == 1 else "name"
            return self._ambiguous(blank._replace(intent=asked), word, map(_offered, heard.candidates))
        if word and len(reading.pieces) == 1 and (lines := self._product_line(reading.pieces[0])):
            return self._ambiguous(blank, word, lines)
        if self._is_rather_concept(reading) and (defined := self._defined(blank, reading)) is not None:
            return defined
        return self._understood(blank, reading)

    def _understood(self, blank: Answer, reading: Reading) -> Answer:
        """The answer to a question of which every word is known."""
        asked = understand(reading, self._ledger.attributes)
        if isinstance(asked, Refusal) and asked.reason == "no such attribute":
            again = self._reader.read(blank.query, {row.kind for piece in asked.subjects for row in piece.rows})
            asked = asked if again.unknown else understand(again, self._ledger.attributes)
        if isinstance(asked, Refusal):
            return (
                self._defined(blank, reading) or self._with_name_mended(blank, reading) or self._refused(blank, asked)
            )
        return getattr(self, f"_answer_{asked.intent}")(blank, asked)  # type: ignore[no-any-return]

    def _listed_by_term(self, blank: Answer) -> Answer | None:
        """The models of a kind that the glossary has a term for; None where a question asks for none, or none is."""
        if not asks_for_several(blank.query):
            return None
        reading = self._reader.read(blank.query, concepts=True)
        asked = None if reading.unknown else understand(reading, self._ledger.attributes)
        if not isinstance(asked, Request) or asked.intent != "filter":
            return None
        found = self._answer_filter(blank, asked)
        return found if found.status == "answered" else None

    def _product_line(self, name: Piece) -> tuple[Subject, ...]:
        """The lines of products that a name which is a whole question may mean."""
        (row, *others) = name.rows
        return () if others else self._named(product_line(row, self._snapshot, self._ledger))

    def _is_rather_concept(self, reading: Reading) -> bool:
        """Whether the one name in a question is a term first, as RLHF is, and the name of an entry only then."""
        named = [piece for piece in reading.pieces if piece.rows]
        bearers = self._snapshot.bearers(name_key(named[0].text)) if len(named) == 1 else ()
        return bool(bearers) and bearers[0].kind == "concept"

    def _term(self, reading: Reading, intent: Intent) -> str:
        """The term that a question is about: the longest that the glossary has, else what remains of the question."""
        remaining = rest(reading, intent)
        wider = (span for span in spans(reading, intent) if len(span) > len(remaining))
        known = (span for span in wider if any(row.kind == "concept" for row in self._snapshot.bearers(name_key(span))))
        return next(known, remaining) if remaining else ""

    # --- Refusals

    def _refused(self, blank: Answer, refusal: Refusal) -> Answer:
        subjects = tuple(map(self._subject, (p for p in refusal.subjects if len(p.rows) == 1)))
        word = refusal.word or self._mentioned(subjects, blank.lang)
        label = refusal.attribute or ""
        if refusal.attribute:
            label = self._ledger.attributes[refusal.attribute].labels.get(blank.lang, [refusal.attribute])[0]
        reason = self._wording.reason(refusal.reason, blank.lang, word=_shown(word), label=label)
        return blank._replace(
            intent=refusal.intent, subjects=subjects, attribute=refusal.attribute, text=reason, reason=reason
        )

    def _not_read(self, blank: Answer, reading: Reading) -> Answer:
        """The answer to a question with words that nobody knows: a definition, a list, or what was not understood."""
        if (defined := self._defined(blank, reading)) is not None:
            return defined
        if (listed := self._listed_by_term(blank)) is not None:
            return listed
        if (meant := self._with_name_mended(blank, reading)) is not None:
            return meant
        refused = reading.refused
        if refused is not None and refused.status == "ambiguous":
            return self._ambiguous(blank, refused.query, map(_offered, refused.candidates))
        strange = reading.unknown[0].text
        is_name = refused is not None and any(char.isdigit() or char.isupper() for char in strange)
        word = refused.query if refused is not None and is_name else strange
        foreign = len(word.split()) >= _SENTENCE and not any(piece.meanings for piece in reading.pieces)
        foreign = foreign and not (refused is not None and refused.candidates)
        why = "language" if foreign else "no name" if is_name else "not understood"
        reason = self._wording.reason(why, blank.lang, word=_shown(word))
        near = tuple(map(_offered, refused.candidates)) if refused is not None else ()
        text = reason
        if near:
            text += self._wording.reason(
                "mean", blank.lang, candidates=self._wording.candidates([c.name for c in near], blank.lang)
            )
        return blank._replace(text=text, reason=reason, candidates=near)

    def _with_name_mended(self, blank: Answer, reading: Reading) -> Answer | None:
        """The answer about the one model that a misspelt name with digits can mean, which its sentence says.

        None where no name is misspelt so, or the question is not understood with the right name either.
        """
        if (found := self._reader.misspelt(reading)) is None:
            return None
        piece, meant = found
        text = reading.text[: piece.start] + meant.name + reading.text[piece.end :]
        answer = self._understood(blank, again) if not (again := self._reader.read(text)).unknown else blank
        if answer.status == "unknown":
            return None
        said = self._wording.say("taken", blank.lang, word=_shown(piece.text), name=meant.name)
        return answer._replace(text=said + answer.text, candidates=answer.candidates or (_offered(meant),))

    def _ambiguous(self, blank: Answer, word: str, candidates: Iterable[Subject]) -> Answer:
        found = tuple(candidates)
        names = [f"{c.name} ({c.id})" for c in found]
        reason = self._wording.reason(
            "several", blank.lang, word=_shown(word), candidates=self._wording.candidates(names, blank.lang)
        )
        return blank._replace(status="ambiguous", text=reason, reason=reason, candidates=found)

    def _unsaid(self, blank: Answer, subjects: Iterable[Subject]) -> Answer:
        reason = self._wording.reason("no source", blank.lang, word=self._mentioned(subjects, blank.lang))
        return blank._replace(text=reason, reason=reason)

    # --- Subjects

    def _subject(self, piece: Piece) -> Subject:
        """The first entry that a name may mean, with the size that the name says and the preferred one does not."""
        row = piece.rows[0]
        return Subject(row.id, row.shown or self._wording.name(row.id))

    def _named(self, ids: Iterable[str]) -> tuple[Subject, ...]:
        return tuple(Subject(id_, self._wording.name(id_)) for id_ in ids)

    def _mentioned(self, subjects: Iterable[Subject], lang: str) -> str:
        """Subjects as a sentence names them first, side by side."""
        return self._wording.listed([self._wording.mention(one, lang) for one in subjects], lang)

    def _settled(self, blank: Answer, pieces: Sequence[Piece]) -> tuple[Subject, ...] | Answer:
        """The subjects of a question, or its answer where one of them may be several entries."""
        for piece in pieces:
            if len({row.id for row in piece.rows}) > 1:
                return self._ambiguous(blank, piece.text, (Subject(r.id, r.name) for r in piece.rows))
        return tuple(map(self._subject, pieces))

    # --- Names, terms, definitions

    def _answer_name(self, blank: Answer, asked: Request) -> Answer:
        blank = blank._replace(intent="name")
        piece = asked.subjects[0]
        subjects = self._settled(blank, (piece._replace(rows=_preferred(piece.rows)),))
        if isinstance(subjects, Answer):
            return subjects
        heard = self._resolver.explain(piece.text)
        if heard.status == "ambiguous":
            return self._ambiguous(blank, piece.text, map(_offered, heard.candidates))
        found = match(_preferred(piece.rows)[0])
        text = self._wording.what(found, blank.lang)
        members: tuple[Subject, ...] = ()
        if found.level in LINES:
            members = self._named(row.id for row in self._snapshot.best_known_below(found.id))
        if members:
            shown = self._wording.listed([self._wording.label(one.id, blank.lang) for one in members], blank.lang)
            text += self._wording.say("members", blank.lang, entries=shown, more="…" if len(members) > 5 else "")
        return blank._replace(
            status="answered", subjects=(Subject(found.id, found.name),), value=found.name, text=text,
            candidates=members, values=(found.id,),
        )  # fmt: skip

    def _answer_existence(self, blank: Answer, asked: Request) -> Answer:
        found = self._answer_name(blank, asked)._replace(intent="existence")
        if found.status != "answered":
            return found
        name = self._mentioned(found.subjects, blank.lang)
        text = self._wording.say("exists", blank.lang, name=name, id=found.values[0])
        return found._replace(value=True, text=text)

    def _translated(self, blank: Answer, term: str, target: str) -> Answer | None:
        """The term of another language; None where the glossary and the names have none."""
        found = self._glossary.translate(term, target)
        if found.preferred is None or found.concept is None:
            return None
        texts = tuple(dict.fromkeys(t.text for t in found.terms))
        senses = self._named(found.candidates)
        if found.status == "ambiguous" and not self._glossary.has_usual_sense(term, target):
            return self._ambiguous(blank._replace(intent="translate"), term, senses)
        say, lang = self._wording.say, blank.lang
        more = self._wording.listed(texts[1:5], lang)
        text = say(
            "translation", lang, term=term, language=self._wording.language(target, lang), value=found.preferred,
            others=say("others", lang, terms=more) if more else "",
        )  # fmt: skip
        if len(senses) > 1:
            text += say("senses", lang, senses=self._wording.listed([s.name for s in senses], lang))
        (subject,) = self._named((found.concept,))
        return blank._replace(
            status="answered", intent="translate", subjects=(subject,),
            value=found.preferred, text=text, values=texts, candidates=senses if len(senses) > 1 else (),
        )  # fmt: skip

    def _bare_term(self, blank: Answer, reading: Reading) -> Answer | None:
        """What the term that is a whole question means: 偏差 is defined, 字节 may be a term and a name.

        None where it is no term, or a name and nothing else; in a form that nobody listed a name may be a term, too.
        """
        whole = _AROUND.sub("", reading.text)
        rows = self._snapshot.bearers(name_key(whole)) if len(whole) <= _LONGEST_WORD else ()
        if not rows:
            return None
        terms = [row for row in rows if row.kind == "concept"]
        if len(terms) == len(rows):
            return self._define(blank, whole)
        formed = None if terms else self._resolver.explain(whole, kind="concept").match
        senses = [*map(match, rows), *([formed] if formed else [])]
        return self._ambiguous(blank, whole, map(_offered, senses)) if terms or formed else None

    def _defined(self, blank: Answer, reading: Reading) -> Answer | None:
        """The definition of a concept; None where the question asks for none or names no concept."""
        term = self._term(reading, "definition")
        if not term or not asks_definition(reading):
            return None
        return self._define(blank, term, foreign=asks_meaning(reading) and language_of([term]) != blank.lang)

    def _define(self, blank: Answer, term: str, *, foreign: bool = False) -> Answer | None:
        """The definition of a term, after its translation where it is a `foreign` one; None where it is no term."""
        found = self._resolver.explain(term, kind="concept")
        if found.status == "ambiguous":
            return self._ambiguous(blank._replace(intent="definition"), term, map(_offered, found.candidates))
        if found.match is None:
            return None
        concept = found.match.id
        (subject,) = self._named((concept,))
        translated = self._translated(blank, term, blank.lang) if foreign else None
        blank = blank._replace(intent="definition", subjects=(subject,))
        written = self._snapshot.record(concept).get("definition", {}).get(blank.lang)
        if translated is not None:
            return translated._replace(text=f"{translated.text} {written or ''}".rstrip())
        if not written:
            reason = self._wording.reason("no definition", blank.lang, word=term)
            return blank._replace(text=reason, reason=reason)
        name = self._wording.mention(subject, blank.lang)
        text = self._wording.say("definition", blank.lang, name=name, definition=written)
        return blank._replace(status="answered", value=written, text=text)

    # --- Facts

    def _answer_fact(self, blank: Answer, asked: Request) -> Answer:
        blank = blank._replace(intent="fact", attribute=asked.attribute)
        subjects = self._settled(blank, asked.subjects)
        if isinstance(subjects, Answer):
            return subjects
        if len(subjects) > 1:
            return self._compared(blank._replace(subjects=subjects), asked)
        led = ""
        if asked.via:
            above = self._source_of(blank._replace(subjects=subjects), subjects[0], asked)
            if isinstance(above, Answer):
                return above
            subjects, led = above
        attribute = self._ledger.attributes[str(asked.attribute)]
        blank = blank._replace(subjects=subjects)
        if not asked.each and (several := self._differing(blank, attribute)) is not None:
            return several
        known = ((name, self._known(subjects[0].id, name)) for name in (attribute.id, *asked.others))
        name, fact = next(((name, fact) for name, fact in known if fact is not None), (attribute.id, None))
        attribute, blank = self._ledger.attributes[name], blank._replace(attribute=name)
        if fact is None:
            return self._of_bases(blank, attribute, asked)
        made = all(self._shelf.is_made_by(subjects[0].id, row.id) for piece in asked.makers for row in piece.rows[:1])
        if not made and attribute.id != "developer":
            return self._unsaid(blank, subjects)
        if asked.unit is not None and fact.status != "undisclosed":
            measured = in_unit(attribute, fact, attribute.in_one_unit(asked.unit))  # type: ignore[arg-type]  # as below
            if measured is None:
                return self._uncounted(blank, fact, attribute, asked.counted_in)
            fact = measured
        answer = self._told(blank, fact, attribute, asked, made=made)
        return answer._replace(text=self._wording.joined((led, answer.text), blank.lang))

    def _uncounted(self, blank: Answer, fact: Fact, attribute: AttributeRow, word: str) -> Answer:
        """The refusal to give a number in a unit that no source counts in, with what the sources say instead."""
        subject = self._wording.mention(blank.subjects[0], blank.lang)
        reason = self._wording.reason("unit unknown", blank.lang, word=word)
        text = self._wording.joined((reason, self._wording.fact(subject, fact, attribute, blank.lang)), blank.lang)
        return blank._replace(text=text, reason=text, sources=_sources([fact]))

    def _told(self, blank: Answer, fact: Fact, attribute: AttributeRow, asked: Request, *, made: bool) -> Answer:
        """The answer with a fact; `made` is whether those whom the question names made the subject."""
        subject = self._wording.mention(blank.subjects[0], blank.lang)
        text = self._wording.fact(subject, fact, attribute, blank.lang)
        if bases := self._bases_behind(fact, blank.subjects[0].id):
            text = self._wording.joined((self._origin(blank.subjects[0], bases, blank.lang), text), blank.lang)
        if asked.commercial and may_be_sold(str(fact.value)):
            text += self._wording.say("commercial", blank.lang)
        blank = blank._replace(text=text, unit=fact.unit, sources=_sources([fact]))
        if fact.status == "undisclosed":
            return blank._replace(status="undisclosed", reason=text, unit=attribute.unit)
        value, values = self._plain(fact, attribute.type)
        if asked.makers and attribute.id == "developer":
            value, text = made, self._wording.say("yes" if made else "no", blank.lang) + text
        if asked.value is not None:
            stated = fact.value if isinstance(fact.value, tuple) else (fact.value,)
            wanted = asked.value if isinstance(asked.value, tuple) else (asked.value,)
            held = not {*map(_key, wanted)}.isdisjoint(map(_key, stated))
            value = fact.value if attribute.type == "boolean" else held
            text = self._wording.say("yes" if held else "no", blank.lang) + text
        return blank._replace(status="answered", value=value, values=values, text=text)

    def _bases_behind(self, fact: Fact, entry_id: str) -> tuple[Subject, ...]:
        """The models that an entry was trained from, where its fact is from them and not from its own family."""
        if not fact.inherited_from:
            return ()
        own = {entry_id, *self._lineage.members(entry_id)}
        above: str | None = entry_id
        bases: list[str] = []
        while above is not None:
            own.add(above)
            bases = bases or self._lineage.trained_from(above)
            above = self._ledger.parent(above)
        return () if own.issuperset(fact.inherited_from) else self._named(bases)

    def _of_bases(self, blank: Answer, attribute: AttributeRow, asked: Request) -> Answer:
        """What is said of the models that an entry comes from, where nothing is said of itself and it may be like them.

        It is told where they agree. Where they do not, or nothing is said of them, either, a question for what the
        entry is built on is answered with them and what is said of each, and any other one refused with their names.
        """
        (subject,) = blank.subjects
        unsaid = self._unsaid(blank, (subject,))
        edges = self._lineage.direct(subject.id, up=True) if "base" in attribute.inherit else ()
        bases = self._named(self._lineage.nearest(edge.other for edge in edges))
        if not bases:
            return unsaid
        known = {base: fact for base in bases if (fact := self._known(base.id, attribute.id)) is not None}
        origin = self._origin(subject, bases, blank.lang)
        if len({fact.value for fact in known.values()}) == 1:
            base, fact = next(iter(known.items()))
            answer = self._told(blank._replace(subjects=(base,)), fact, attribute, asked, made=True)
            return answer._replace(subjects=(subject,), text=self._wording.joined((origin, answer.text), blank.lang))
        if not asked.built_on:
            return unsaid._replace(text=self._wording.joined((unsaid.text, origin), blank.lang))
        lineage = self._answer_lineage(blank, Request("lineage", asked.subjects, "base_model", value="up"))
        mentions = [self._wording.mention(base, blank.lang, again=True) for base in known]
        told = map(self._wording.fact, mentions, known.values(), [attribute] * len(known), [blank.lang] * len(known))
        return lineage._replace(text=self._wording.joined((unsaid.text, lineage.text, *told), blank.lang))

    def _known(self, entry_id: str, attribute: str) -> Fact | None:
        """What is said of an entry or of its members together."""
        return self._ledger.fact(entry_id, attribute) or self._ledger.of_members(entry_id, attribute)

    def _source_of(self, blank: Answer, subject: Subject, asked: Request) -> tuple[tuple[Subject, ...], str] | Answer:
        """The one model that another comes from, with the sentence that says so."""
        edges = self._lineage.direct(subject.id, asked.via, up=True)
        found = self._lineage.nearest(edge.other for edge in edges)
        above = self._named(found)
        if not above:
            return self._unsaid(blank, (subject,))
        if len(above) > 1:
            return self._ambiguous(blank, subject.name, above)
        return above, self._origin(subject, above, blank.lang)

    def _origin(self, subject: Subject, above: Iterable[Subject], lang: str) -> str:
        """The sentence that says what an entry comes from."""
        named = self._wording.mention(subject, lang)
        return self._wording.say("up", lang, subject=named, entries=self._mentioned(above, lang))

    def _differing(self, blank: Answer, attribute: AttributeRow) -> Answer | None:
        """The refusal to give one value for a family or series whose members differ in it, with what each has.

        The members come in the order in which most is known of them. What a family has is that of its first member
        where the registry says so (its release), of all of them where an attribute has several values, and its own
        where a source of first hand says it of the family.
        """
        (subject,) = blank.subjects
        facts = self._ledger.by_member(subject.id, attribute.id)
        own = self._ledger.stated(attribute, subject.id)
        if attribute.many or attribute.collect == "first" or (own and own.source.kind == "primary"):
            return None
        alone = self._of_some(subject.id, attribute, facts)
        if not facts:
            each_its_own = own and alone and attribute.collect == "all"
            return self._ambiguous(blank, subject.name, alone) if each_its_own else None
        first, *others = facts.values()
        agreed = all(agree(attribute, first.winner, other.winner) for other in others)  # type: ignore[arg-type]  # the rules read fields that a row has
        if agreed and not alone:
            return None
        lang = blank.lang
        best = self._shelf.best_known(facts, MOST_LISTED)
        candidates = self._named(best)
        shown = [
            f"{self._wording.label(c.id, lang)} ({self._wording.value(facts[c.id], attribute, lang)})"
            for c in candidates[:LIST_SHOWN]
        ]
        label = attribute.labels.get(lang, [attribute.id])[0]
        reason = self._wording.reason(
            "members", lang, word=self._wording.mention(subject, lang), label=label,
            candidates=self._wording.listed(shown, lang),
        )  # fmt: skip
        return blank._replace(
            status="ambiguous", text=reason, reason=reason, candidates=candidates, sources=_sources(facts.values())
        )

    def _of_some(self, entry_id: str, attribute: AttributeRow, facts: Mapping[str, Fact]) -> list[Subject]:
        """The members of a family, where a number that each has for itself is known of few or of the whole only."""
        rows = self._snapshot.rows("SELECT 1 FROM entries WHERE id = ? AND level = 'family'", entry_id)
        if not rows or attribute.type != "number" or "parent" in attribute.inherit:
            return []
        members = self._snapshot.best_known_below(entry_id)
        return [Subject(row.id, row.name) for row in members] if len(members) > max(len(facts), 1) else []

    def _plain(self, fact: Fact, type_: str) -> tuple[Any, tuple[str, ...]]:
        """The value as a number, date, text, truth value or list, with the ids of entries that it refers to."""
        several = fact.value if isinstance(fact.value, tuple) else (fact.value,)
        ids: tuple[str, ...] = ()
        if type_ == "entry":
            ids = tuple(map(str, several))
            several = tuple(map(self._wording.name, ids))
        return (several[0] if len(several) == 1 else list(several)), ids

    def _answer_compare(self, blank: Answer, asked: Request) -> Answer:
        blank = blank._replace(intent="compare", attribute=asked.attribute)
        subjects = self._settled(blank, asked.subjects)
        if isinstance(subjects, Answer):
            return subjects
        return self._compared(blank._replace(subjects=subjects), asked)

    def _compared(self, blank: Answer, asked: Request) -> Answer:
        """Several entries side by side, the winner first where the question asks for one."""
        attribute = self._ledger.attributes[str(asked.attribute)]
        facts = {s: fact for s in blank.subjects if (fact := self._ledger.fact(s.id, attribute.id)) is not None}
        missing = [s for s in blank.subjects if s not in facts]
        if missing:
            return self._unsaid(blank, missing)
        if hidden := [s for s, fact in facts.items() if fact.status == "undisclosed"]:
            text = self._wording.fact(self._mentioned(hidden[:1], blank.lang), facts[hidden[0]], attribute, blank.lang)
            return blank._replace(status="undisclosed", text=text, reason=text, sources=_sources(facts.values()))
        lang, text, tied = blank.lang, "", True
        ranked = list(facts)
        if attribute.type in {"number", "date"}:
            if len({fact.unit for fact in facts.values()}) > 1:
                return self._refused(blank, Refusal("no order", "", blank.intent, asked.subjects, attribute.id))
            to = asked.to or ("least" if attribute.type == "date" else "most")
            ranked.sort(key=lambda s: _end(facts[s].value, to), reverse=to == "most")
            tied = _end(facts[ranked[0]].value, to) == _end(facts[ranked[1]].value, to)
            if tied:
                text = self._wording.say("tie", lang)
            else:
                text = self._wording.winner(self._wording.mention(ranked[0], lang), attribute, to, lang)
        named = [self._wording.mention(s, lang, again=not tied and s == ranked[0]) for s in ranked]
        sentences = [self._wording.fact(name, facts[s], attribute, lang) for name, s in zip(named, ranked, strict=True)]
        text += self._wording.joined(sentences, lang)
        value = {s.id: self._plain(facts[s], attribute.type)[0] for s in ranked}
        unit = facts[ranked[0]].unit
        sources = _sources(facts[s] for s in ranked)
        return blank._replace(
            status="answered", subjects=tuple(ranked), value=value, unit=unit, text=text, sources=sources
        )

    # --- Lineage

    def _answer_lineage(self, blank: Answer, asked: Request) -> Answer:
        blank = blank._replace(intent="lineage", attribute=asked.attribute)
        subjects = self._settled(blank, asked.subjects)
        if isinstance(subjects, Answer):
            return subjects
        blank = blank._replace(subjects=subjects)
        up = asked.value == "up" or len(subjects) > 1
        edges = self._lineage.direct(subjects[0].id, asked.relations or DERIVATION, up=up)
        if len(subjects) > 1:
            below = {subjects[1].id, *self._lineage.members(subjects[1].id)}
            edges = [edge for edge in edges if edge.other in below]
        if not edges:
            return self._unsaid(blank, subjects)
        found = list(dict.fromkeys(edge.other if up else edge.entry for edge in edges))
        if up:
            found = self._lineage.nearest(found)
        kin = self._named(found[:MOST_LISTED])
        shown = self._mentioned(kin[:LIST_SHOWN], blank.lang)
        shown += "…" if len(found) > LIST_SHOWN else ""
        succession = set(asked.relations) == {"successor"}
        sentence = ("before" if succession else "up") if up else ("after" if succession else "down")
        text = self._wording.say(
            "related" if len(subjects) > 1 else sentence, blank.lang,
            subject=self._wording.mention(subjects[0], blank.lang), entries=shown,
            count=self._wording.count(len(found), blank.lang),
        )  # fmt: skip
        names = [one.name for one in kin]
        value: Any = (
            True if len(subjects) > 1 else len(found) if asked.counted else names[0] if len(names) == 1 else names
        )
        sources = tuple({e.source: self._ledger.source(e.source) for e in edges if e.source}.values())
        return blank._replace(
            status="answered", subjects=(*subjects, *(k for k in kin if k not in subjects)), value=value, text=text,
            sources=sources, values=tuple(found[:MOST_LISTED]),
        )  # fmt: skip

    # --- Lists

    def _answer_filter(self, blank: Answer, asked: Request) -> Answer:
        blank = blank._replace(intent="filter", attribute=asked.attribute)
        if (asked.attribute or "developer") not in self._ledger.attributes:
            return self._refused(blank, Refusal("none"))
        ids = self._shelf.choose(asked.kind, asked.constraints)
        if asked.attribute is not None and asked.to is not None:
            return self._first(blank, ids, asked, asked.attribute, asked.to)
        if not ids:
            return self._refused(blank, Refusal("none", "", "filter"))
        shown = self._shelf.best_known(ids, MOST_LISTED)
        found = self._named(shown)
        lang, count = blank.lang, self._wording.count
        more = len(ids) - LIST_SHOWN
        text = self._wording.say(
            "list", lang, count=count(len(ids), lang),
            entries=self._mentioned(found[:LIST_SHOWN], lang),
            more=self._wording.say("more", lang, count=count(more, lang)) if more > 0 else "",
        )  # fmt: skip
        facts = [f for c in asked.constraints if c.attribute in self._ledger.attributes for s in found[:LIST_SHOWN]
                 if (f := self._shelf.fact(s.id, c.attribute)) is not None]  # fmt: skip
        value: Any = len(ids) if asked.counted else [s.name for s in found]
        return blank._replace(
            status="answered", subjects=found, value=value, text=text, sources=_sources(facts),
            values=tuple(s.id for s in found),
        )  # fmt: skip

    def _first(self, blank: Answer, ids: Collection[str], asked: Request, attribute: str, to: str) -> Answer:
        """The entry at one end of an order, with all that share its place; or what is asked of it."""
        first = self._shelf.first(ids, attribute, to)[:MOST_LISTED]
        if not first:
            return self._refused(blank, Refusal("none", "", "filter", (), attribute))
        subjects = self._named(id_ for id_, _ in first)
        row = self._ledger.attributes[attribute]
        sentences = [
            self._wording.fact(self._wording.mention(s, blank.lang), f, row, blank.lang)
            for s, (_, f) in list(zip(subjects, first, strict=True))[:3]
        ]
        if asked.told is not None:
            return self._of_first(blank._replace(attribute=asked.told), subjects, sentences[0])
        names = [s.name for s in subjects]
        return blank._replace(
            status="answered", subjects=subjects, value=names[0] if len(names) == 1 else names,
            text=self._wording.joined(sentences, blank.lang), sources=_sources(f for _, f in first),
            values=tuple(s.id for s in subjects),
        )  # fmt: skip

    def _of_first(self, blank: Answer, subjects: tuple[Subject, ...], led: str) -> Answer:
        """What is asked of the one entry at the end of an order, behind the sentence that says which one it is."""
        if len(subjects) > 1:
            return self._ambiguous(blank, self._mentioned(subjects[:LIST_SHOWN], blank.lang), subjects)
        attribute = self._ledger.attributes[str(blank.attribute)]
        blank = blank._replace(subjects=subjects)
        fact = self._known(subjects[0].id, attribute.id)
        if fact is None:
            return self._unsaid(blank, subjects)
        answer = self._told(blank, fact, attribute, Request("filter"), made=True)
        return answer._replace(text=self._wording.joined((led, answer.text), blank.lang))


def _unfit(question: str) -> Refusal | None:
    """Why a question is not even read."""
    if len(question) > LONGEST:
        return Refusal("too long")
    return Refusal("markup") if _MARKUP.search(question) else None


def _offered(candidate: Match) -> Subject:
    return Subject(candidate.id, candidate.name)


def _key(value: object) -> object:
    """A text folded as names are: `Apache 2.0` is `Apache-2.0`."""
    return name_key(value) if isinstance(value, str) else value


def _shown(text: str) -> str:
    """A word of the question, cut to what a sentence can carry."""
    return text if len(text) <= _LONGEST_WORD else f"{text[:_LONGEST_WORD]}…"


_LONGEST_WORD: Final = 60
_AROUND: Final = re.compile("^[\\s\"'«“‘「『]+|[\\s\"'»”’」』?？؟.。!！]+$")
"""Quotation marks around a term, and the question mark behind it."""
_SENTENCE: Final = 4
"""So many words of which none is known are a sentence of another language, and no name."""
_MARKUP: Final = re.compile("</?[A-Za-z!][^<>]{0,200}>|&#?[A-Za-z0-9]{2,8};|\\{\\{|\\}\\}")
"""Tags, character references and templates."""


def _preferred(rows: tuple[NameRow, ...]) -> tuple[NameRow, ...]:
    """The bearers of a name, without those that bear it only as an identifier where others do."""
    return tuple(row for row in rows if not row.is_identifier) or rows


def _end(value: Any, to: str) -> Any:
    """The value that stands for several in an order: the largest, or the least."""
    if isinstance(value, tuple):
        return max(value) if to == "most" else min(value)
    return value


def _sources(facts: Iterable[Fact]) -> tuple[SourceRow, ...]:
    """The sources behind some facts, the winning ones first, each once."""
    found: dict[str, Any] = {}
    facts = list(facts)
    for fact in facts:
        found[fact.winner.source] = fact.source
    for fact in facts:
        found.update({id_: source for id_, source in fact.sources.items() if id_ not in found})
    return tuple(list(found.values())[:_MOST_SOURCES])


_MOST_SOURCES: Final = 20
