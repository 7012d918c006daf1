"""The rules that data files must follow beyond their schema: a table of small pure functions.

Reading reports D1xx (files and shapes) and D2xx (values); the rules here report D3xx. The docstring of a rule is its
description, its messages name the repair.
"""

from __future__ import annotations

import difflib
import importlib.util
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from fmref.diagnostics import Diagnostic, Location, Severity
from fmref.naming import bearers, index_names
from fmref.orthography import ARABIC, LOOSE_HAN, PERSIAN_FAULTS
from fmref.schema import Concept, Entry, Model, Names, Term, Terms, Wording, per_language
from fmref.store import Data
from fmref.text import NameKey, name_key

__all__ = ["RULES", "Rule", "check", "check_whole"]

Finding = tuple[Location, str]


class Rule(NamedTuple):
    """A rule with its default severity."""

    find: Callable[[Data], Iterator[Finding]]
    severity: Severity = "error"
    whole: bool = False
    """Whether it looks at the whole catalog, and so needs the imported rows to be entries."""


def check(data: Data) -> list[Diagnostic]:
    """Every problem of the files: what reading met and what the rules find, in the order of files and lines."""
    return sorted({*data.problems, *_findings(data, whole=False)})


def check_whole(data: Data) -> list[Diagnostic]:
    """What the rules find that look at all entries, when the imported rows have become entries, too."""
    return sorted(set(_findings(data, whole=True)))


def _findings(data: Data, *, whole: bool) -> Iterator[Diagnostic]:
    for code, rule in RULES.items():
        if rule.whole == whole:
            yield from (Diagnostic(place, code, message, rule.severity) for place, message in rule.find(data))


def _names_are_unique(data: Data) -> Iterator[Finding]:
    """A name belongs to one entry or concept, or is listed as ambiguous."""
    _, collisions = index_names(data)
    for key, held in collisions:
        others = ", ".join(f"{b.id} ({data.location(b.group, b.id, *b.path)})" for b in held[1:])
        repair = "rename one, or list the name in ambiguous.yaml"
        if all(b.group == "concept" for b in held):
            repair = "say `also:` on the term"
        elif held[-1].is_identifier:
            repair = "an identifier belongs to one entry of a kind, remove the others"
        last = held[-1]
        place = data.location(last.group, last.id, *last.path)
        yield place, f"the name {last.text!r} (key {key!r}) is borne by {held[0].id} and by {others}; {repair}"


def _ambiguous_ids_exist(data: Data) -> Iterator[Finding]:
    """Every id under ambiguous.yaml exists."""
    known = data.entries.keys() | data.concepts.keys()
    for name, ids in data.ambiguous.items():
        for i, id_ in enumerate(ids):
            if id_ not in known:
                yield (
                    data.location("ambiguous", name, i),
                    f"no entry or concept has the id {id_!r}; correct or remove it",
                )


def _sources_exist(data: Data) -> Iterator[Finding]:
    """Every source referred to is in sources.yaml."""
    known = data.sources.keys() | data.elsewhere
    for group, id_, path, source in _source_references(data):
        if source not in known:
            yield (
                data.location(group, id_, *path),
                f"no source has the id {source!r}; add it to sources.yaml or correct it",
            )


def _imported_sources_exist(data: Data) -> Iterator[Finding]:
    """The source that each imported file speaks for is in sources.yaml."""
    for source, place in data.imported.items():
        if source not in data.sources:
            yield place, f"no source has the id {source!r}; add it to sources.yaml or rename the file"


def _sources_are_used(data: Data) -> Iterator[Finding]:
    """Every source is referred to by something, or speaks through an imported file."""
    used = {source for *_, source in _source_references(data)} | data.imported.keys()
    for id_ in data.sources.keys() - used:
        yield data.location("source", id_), f"nothing refers to the source {id_!r}; use it or remove it"


def _source_references(data: Data) -> Iterator[tuple[str, str, tuple[str | int, ...], str]]:
    """Group, id, path and source id of every reference to a source."""
    for id_, entry in data.entries.items():
        yield from (("entry", id_, path, source) for path, source in _entry_sources(entry))
        yield from (
            ("entry", id_, ("names", lang, i), s) for lang, i, name in _listed(entry.names) for s in name.source
        )
    for id_, concept in data.concepts.items():
        yield from (
            ("concept", id_, ("terms", lang, i), s) for lang, i, term in _listed(concept.terms) for s in term.source
        )


def _entry_sources(entry: Entry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Path and source id of the references of an entry, those of its names apart."""
    if entry.source:
        yield ("source",), entry.source
    for attribute, statements in entry.facts.items():
        yield from ((("facts", attribute, i), s.source) for i, s in enumerate(statements))
    yield from ((("lineage", i), e.source) for i, e in enumerate(entry.lineage) if e.source)


def _listed(names: Names | Terms) -> Iterator[tuple[str, int, Any]]:
    """Language, position and item of every name or term."""
    for lang, items in per_language(names):
        yield from ((lang, i, item) for i, item in enumerate(items))


def _values_refer_to_entries(data: Data) -> Iterator[Finding]:
    """A value that is a reference names an entry of the right kind."""
    for id_, entry in data.entries.items():
        for name, statements in entry.facts.items():
            attribute = data.attributes[name]
            if attribute.type != "entry":
                continue
            for i, statement in enumerate(statements):
                if statement.undisclosed:
                    continue
                other = data.entries.get(str(statement.value))
                if other is None or other.kind not in attribute.entry_kinds:
                    kinds = " or ".join(attribute.entry_kinds)
                    yield (
                        data.location("entry", id_, "facts", name, i),
                        f"no {kinds} has the id {statement.value!r}; add it or correct it",
                    )


_LEVELS: Final = ("family", "series", "model", "variant")


def _parents_exist(data: Data) -> Iterator[Finding]:
    """A parent is a model entry of a higher level."""
    for id_, entry in data.entries.items():
        if not isinstance(entry, Model) or entry.parent is None:
            continue
        parent = data.entries.get(entry.parent)
        place = data.location("entry", id_, "parent")
        if not isinstance(parent, Model):
            yield place, f"no model has the id {entry.parent!r}; add it or correct it"
        elif _LEVELS.index(parent.level) >= _LEVELS.index(entry.level):
            yield place, f"a {entry.level} cannot stand below the {parent.level} {parent.id}; correct one of the levels"


def _edges_lead_somewhere(data: Data) -> Iterator[Finding]:
    """A lineage edge and a replacement lead to another entry that exists."""
    for id_, entry in data.entries.items():
        targets: list[tuple[tuple[str | int, ...], str]] = [(("lineage", i), e.of) for i, e in enumerate(entry.lineage)]
        if entry.replaced_by:
            targets.append((("replaced_by",), entry.replaced_by))
        for path, target in targets:
            if target not in data.entries or target == id_:
                yield data.location("entry", id_, *path), f"{target!r} is no other entry; add it or correct it"


def _no_cycles(data: Data) -> Iterator[Finding]:
    """Neither parents, nor lineage, nor replacements lead back to where they started."""
    graphs: dict[str, Callable[[Entry], list[str]]] = {
        "parent": lambda e: [e.parent] if isinstance(e, Model) and e.parent else [],
        "lineage": lambda e: [edge.of for edge in e.lineage],
        "replaced_by": lambda e: [e.replaced_by] if e.replaced_by else [],
    }
    for field, out in graphs.items():
        for cycle in _cycles(
            {id_: [t for t in out(e) if t in data.entries and t != id_] for id_, e in data.entries.items()}
        ):
            way = " -> ".join([*cycle, cycle[0]])
            yield (
                data.location("entry", cycle[0], field),
                f"`{field}` goes in a circle: {way}; remove one of these edges",
            )


def _cycles(graph: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """One cycle for each set of nodes that lead back to one another, found without recursion."""
    done: set[str] = set()
    for start in graph:
        path: list[str] = []
        places: dict[str, int] = {}
        stack: list[tuple[str, Iterator[str]]] = []
        if start not in done:
            stack.append((start, iter(graph[start])))
            path, places = [start], {start: 0}
        while stack:
            node, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                stack.pop()
                path.pop()
                places.pop(node)
                done.add(node)
            elif following in places:
                yield path[places[following] :]
            elif following not in done:
                places[following] = len(path)
                path.append(following)
                stack.append((following, iter(graph[following])))


def _english_name(data: Data) -> Iterator[Finding]:
    """Every entry has an English (Latin) name, and one preferred name per language."""
    for id_, entry in data.entries.items():
        if not entry.names.en:
            yield data.location("entry", id_, "names"), f"{id_} has no English name; add `en: [...]`"
    for group, records in (("entry", data.entries), ("concept", data.concepts)):
        for id_, record in records.items():
            field = "names" if isinstance(record, Entry) else "terms"
            for lang, items in per_language(getattr(record, field)):
                preferred = sum(item.status == "preferred" for item in items)
                if items and preferred != 1:
                    yield (
                        data.location(group, id_, field, lang),
                        f"{preferred} {field} are preferred in {lang}; exactly one is, the first",
                    )


def _sorted_files(data: Data) -> Iterator[Finding]:
    """The ids of a file are in alphabetical order."""
    last: dict[int, tuple[str, str]] = {}
    for group in ("source", "entry", "concept", "ambiguous"):
        for kind, id_ in data.places:
            if kind != group:
                continue
            file, _ = data.places[kind, id_]
            _, before = last.get(id(file), ("", ""))
            if id_ < before:
                yield (
                    data.location(kind, id_),
                    f"{id_!r} stands after {before!r}; move it up, the ids of a file are sorted",
                )
            last[id(file)] = (kind, id_)


def _concepts_refer_to_concepts(data: Data) -> Iterator[Finding]:
    """What a concept refers to exists: broader, related and homonymous concepts, and its attribute."""
    concepts, attributes = data.concepts.keys() | data.elsewhere, data.attributes.keys() | data.elsewhere
    for id_, concept in data.concepts.items():
        for field in ("broader", "related"):
            for i, other in enumerate(getattr(concept, field)):
                if other not in concepts or other == id_:
                    yield (
                        data.location("concept", id_, field, i),
                        f"{other!r} is no other concept; add it or correct it",
                    )
        if concept.attribute and concept.attribute not in attributes:
            yield (
                data.location("concept", id_, "attribute"),
                f"no attribute {concept.attribute!r} in attributes.yaml; correct it",
            )
        for place, term in _terms(data, concept):
            for other in term.also:
                if other not in concepts or other == id_:
                    yield place, f"`also` names {other!r}, which is no other concept; add it or correct it"


def _registry_words_fit(data: Data) -> Iterator[Finding]:
    """The groups that frames name stand in their row, and the values with words of their own are of its type."""
    for id_, row in data.attributes.items():
        for lang in ("en", "zh", "fa"):
            for i, frame in enumerate(getattr(row.claims, lang)):
                for name in _GROUP.findall(frame):
                    if name in row.groups and getattr(row.groups[name], lang):
                        continue
                    close = next(iter(difflib.get_close_matches(name, row.groups, 1)), None)
                    repair = f"did you mean <{close}>?" if close and close != name else "add it under `groups`"
                    place = data.location("attribute", id_, "claims", lang, i)
                    yield place, f"{id_} has no group <{name}> in {lang}; {repair}"
        for value in row.stated if row.type == "number" else ():
            if not re.fullmatch("[0-9]+", value):
                place = data.location("attribute", id_, "stated", value)
                yield place, f"{value!r} is no number of {row.unit or row.id}; write digits"


_GROUP: Final = re.compile("<([^<>|~ ]*)>")
"""A group in a frame, by its name."""


def _concepts_are_about_entries(data: Data) -> Iterator[Finding]:
    """What a concept is about is an entry of the catalog, named once."""
    known = data.entries.keys() | data.entries_elsewhere
    for id_, concept in data.concepts.items():
        for i, entry in enumerate(concept.entries):
            place = data.location("concept", id_, "entries", i)
            if entry in data.concepts:
                yield place, f"{entry!r} is a concept; name it under `related`"
            elif entry not in known:
                repair = f"did you mean {close[0]!r}?" if (close := _close(entry, known)) else "correct or remove it"
                yield place, f"no entry has the id {entry!r}; {repair}"
            elif entry in concept.entries[:i]:
                yield place, f"{entry!r} stands there twice; remove one"


def _close(id_: str, known: Collection[str]) -> list[str]:
    """The id nearest to one, among those of which the last part begins alike."""
    begin = id_.rpartition("/")[2][:2]
    return difflib.get_close_matches(id_, [k for k in known if k.rpartition("/")[2].startswith(begin)], n=1)


def _terms(data: Data, concept: Concept) -> Iterator[tuple[Location, Term]]:
    """Every term of a concept with its place."""
    for lang, i, term in _listed(concept.terms):
        yield data.location("concept", concept.id, "terms", lang, i), term


def _concept_ids_are_free(data: Data) -> Iterator[Finding]:
    """A concept and an entry do not share an id."""
    for id_ in data.concepts.keys() & data.entries.keys():
        yield data.location("concept", id_), f"{id_!r} is also the id of a {data.entries[id_].kind}; rename the concept"


def _examples_show_the_mistake(data: Data) -> Iterator[Finding]:
    """A mistake stands in `hit` sentences outside its guards, in `miss` sentences only within, or is `ambiguous`.

    One that is wrong everywhere has the right wording in its `miss` sentences instead.
    """
    for place, wording, right in _with_examples(data):
        key = name_key(wording.text)
        is_always_wrong = not wording.guards and not wording.ambiguous
        for sentence in (*wording.hit, *wording.miss):
            told = [*right, *map(name_key, wording.write)] if is_always_wrong and sentence in wording.miss else ()
            if not any(part in name_key(sentence) for part in (key, *told)):
                yield place, f"the example {sentence!r} does not contain {wording.text!r}; correct the sentence"
        for guard in wording.guards:
            if key not in name_key(guard):
                yield place, f"the guard {guard!r} does not contain {wording.text!r}; correct it or remove it"
        for sentence in wording.hit:
            if key in name_key(sentence) and not _unguarded(wording, sentence):
                yield place, f"a guard of {wording.text!r} covers the `hit` example {sentence!r}; correct one of them"
        for sentence in wording.miss:
            if _unguarded(wording, sentence) and not wording.ambiguous:
                repair = "add the guard that tells it apart, or `ambiguous: true`"
                yield place, f"{wording.text!r} would be found in the `miss` example {sentence!r}; {repair}"


def _unguarded(wording: Wording, sentence: str) -> bool:
    """Whether a wording occurs in a sentence outside its guards."""
    rest = name_key(sentence)
    for guard in sorted(map(name_key, wording.guards), key=len, reverse=True):
        rest = NameKey(rest.replace(guard, "\n"))
    return name_key(wording.text) in rest


def _with_examples(data: Data) -> Iterator[tuple[Location, Wording, list[NameKey]]]:
    """Every name and term that has guards or example sentences, with its place and the keys of the right wordings."""
    for group, records in (("entry", data.entries), ("concept", data.concepts)):
        for id_, record in records.items():
            field = "names" if isinstance(record, Entry) else "terms"
            listed = list(_listed(getattr(record, field)))
            right = [name_key(w.text) for _, _, w in listed if w.status in ("preferred", "variant", "admitted")]
            for lang, i, wording in listed:
                if wording.guards or wording.hit or wording.miss:
                    yield data.location(group, id_, field, lang, i), wording, right


def _names_differ_after_folding(data: Data) -> Iterator[Finding]:
    """No two names of an entry in one language differ only in what folding removes."""
    for group, records in (("entry", data.entries), ("concept", data.concepts)):
        for id_, record in records.items():
            seen: dict[tuple[str | None, str], str] = {}
            for bearer in bearers(record):
                if bearer.role == "id" or bearer.is_identifier:
                    continue
                key = (bearer.lang, name_key(bearer.text))
                if key in seen:
                    yield (
                        data.location(group, id_, *bearer.path),
                        f"{bearer.text!r} is the same name as {seen[key]!r} after folding; remove it",
                    )
                seen.setdefault(key, bearer.text)


def _persian_letters(data: Data) -> Iterator[Finding]:
    """Persian text is written with Persian letters and digits."""
    for place, text in _texts(data, "fa"):
        if wrong := sorted(set(text) & ARABIC.keys()):
            yield place, f"{text!r} has Arabic characters; write " + ", ".join(f"{ARABIC[c]} for {c}" for c in wrong)


def _persian_spelling(data: Data) -> Iterator[Finding]:
    """Persian text has half-spaces where they belong, the ezafe as a hamza, and Persian marks."""
    for place, text in _texts(data, "fa"):
        for fault, repair in PERSIAN_FAULTS:
            if found := fault.search(text):
                yield place, f"{found[0]!r} in {text!r}: {repair}"


def _chinese_punctuation(data: Data) -> Iterator[Finding]:
    """Chinese text has full-width punctuation and no spaces between Han characters."""
    for place, text in _texts(data, "zh"):
        if found := LOOSE_HAN.search(text):
            yield place, f"{found[0]!r} in {text!r}: write full-width punctuation and no space between Han characters"


def _texts(data: Data, lang: str) -> Iterator[tuple[Location, str]]:
    """Every name, term, definition and summary in one language that is ours to write, not a listed mistake."""
    for group, records in (("entry", data.entries), ("concept", data.concepts)):
        for id_, record in records.items():
            field = "names" if isinstance(record, Entry) else "terms"
            for i, item in enumerate(getattr(getattr(record, field), lang)):
                if item.status not in ("misspelling", "mistranslation", "forbidden"):
                    yield data.location(group, id_, field, lang, i), item.text
            text = record.summary if isinstance(record, Entry) else record.definition
            if text is not None and (said := getattr(text, lang)):
                yield data.location(group, id_, "summary" if field == "names" else "definition", lang), said


def _definitions_in_all_languages(data: Data) -> Iterator[Finding]:
    """A definition is written in all three languages."""
    for id_, concept in data.concepts.items():
        if concept.definition is not None:
            for lang in ("en", "zh", "fa"):
                if getattr(concept.definition, lang) is None:
                    yield data.location("concept", id_, "definition"), f"the definition is missing in {lang}; add it"


_STOPS: Final = {"en": ".", "zh": "。", "fa": "."}


def _definitions_are_sentences(data: Data) -> Iterator[Finding]:
    """A definition is one sentence, which ends with the full stop of its language."""
    for id_, concept in data.concepts.items():
        for lang, stop in _STOPS.items():
            text = getattr(concept.definition, lang, None)
            if text and (not text.endswith(stop) or re.search(r"[.。؟!?] |。.", text.removesuffix(stop)) is not None):
                yield (
                    data.location("concept", id_, "definition", lang),
                    f"{text!r} is not one sentence that ends with {stop!r}; rewrite it",
                )


def _one_statement_per_source(data: Data) -> Iterator[Finding]:
    """A source states one value of an attribute, unless the attribute has several."""
    for id_, entry in data.entries.items():
        for name, statements in entry.facts.items():
            if data.attributes[name].many:
                continue
            for source, count in Counter((s.source, s.as_of, s.unit) for s in statements).items():
                if count > 1:
                    place = data.location("entry", id_, "facts", name)
                    yield place, f"{source[0]} states `{name}` {count} times; keep one value, or give each its `as_of`"


def _half_spaces(data: Data) -> Iterator[Finding]:
    """Persian terms have their half-spaces (ZWNJ) where hazm's normalizer would put them."""
    normalize = _hazm_normalizer()
    if normalize is None:
        return
    for place, text in _texts(data, "fa"):
        if len(text) < 60 and not re.search(r"[A-Za-z\d]", text):
            opinion = normalize(text)
            if opinion != text and name_key(opinion) == name_key(text):
                yield place, f"hazm writes {opinion!r} for {text!r}; see which is right"


@cache
def _hazm_normalizer() -> Callable[[str], str] | None:
    """Hazm's normalizer of spacing, where hazm is installed (Python 3.12 and 3.13)."""
    if importlib.util.find_spec("hazm") is None:
        return None
    import hazm

    normalizer: Any = hazm.Normalizer(
        persian_numbers=False,
        persian_style=False,
        remove_diacritics=False,
        remove_specials_chars=False,
        decrease_repeated_chars=False,
        unicodes_replacement=False,
        seperate_mi=False,
    )
    return lambda text: str(normalizer.normalize(text))


RULES: Final[Mapping[str, Rule]] = {
    "D301": Rule(_names_are_unique),
    "D302": Rule(_ambiguous_ids_exist),
    "D303": Rule(_sources_exist),
    "D304": Rule(_values_refer_to_entries),
    "D305": Rule(_parents_exist),
    "D306": Rule(_edges_lead_somewhere),
    "D307": Rule(_no_cycles),
    "D308": Rule(_english_name),
    "D309": Rule(_sorted_files),
    "D310": Rule(_concepts_refer_to_concepts),
    "D311": Rule(_concept_ids_are_free),
    "D312": Rule(_examples_show_the_mistake),
    "D313": Rule(_names_differ_after_folding),
    "D314": Rule(_persian_letters),
    "D315": Rule(_chinese_punctuation),
    "D316": Rule(_definitions_in_all_languages),
    "D317": Rule(_one_statement_per_source),
    "D318": Rule(_sources_are_used, "warning"),
    "D319": Rule(_half_spaces, "info"),
    "D320": Rule(_imported_sources_exist),
    "D321": Rule(_persian_spelling),
    "D322": Rule(_definitions_are_sentences),
    "D323": Rule(_concepts_are_about_entries, whole=True),
    "D324": Rule(_registry_words_fit),
}
"""The rules by code."""
