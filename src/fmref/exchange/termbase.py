"""What both versions of TBX have in common: entries, sections of languages, sections of terms, and their categories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple
from xml.etree import ElementTree as Xml

from fmref.errors import ExchangeError, shorten
from fmref.exchange.drafts import Draft, is_id, known_language, slug, tally
from fmref.exchange.publication import CREDIT, ENTRY, LICENCE, TITLE
from fmref.exchange.xml_tree import Node, parsed
from fmref.schema import Concept, Term, per_language

__all__ = ["LANG", "Names", "body", "document", "drafts", "element", "header"]

LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_TAGS: Final = {"zh": "zh-Hans"}
"""Tags of languages, where they are not our own."""

_STATUSES: Final = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
    "misspelling": "deprecatedTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
_STATUSES_READ: Final = {
    **{written: ours for ours, written in reversed(_STATUSES.items())},
    "supersededTerm-admn-sts": "deprecated",
}
_TYPES: Final = {"acronym": "acronym", "abbreviation": "abbreviation", "short": "shortForm", "variant": "variant"}
_TYPES_READ: Final = {**{written: ours for ours, written in _TYPES.items()}, "fullForm": "full"}
_PARTS_OF_SPEECH: Final = ("noun", "verb", "adjective", "adverb", "other")
_TERM_NOTES: Final = {"guards": "right within", "write": "write instead", "hit": "wrong in", "miss": "right in"}
"""Fields of a term with a note each for their texts."""
_ONE_NOTE: Final = {"register_": "register", "full": "full form", "plural": "plural"}
"""Fields of a term with one note."""


class Names(NamedTuple):
    """What a version of TBX calls its elements."""

    entry: str
    language: str
    term: str


def element(
    name: str, attributes: Mapping[str, str] | None = None, text: str | None = None, *, parent: Any = None
) -> Xml.Element:
    """An element, within its parent where there is one."""
    made = Xml.Element(name, dict(attributes or {}))
    made.text = text
    if parent is not None:
        parent.append(made)
    return made


def header(root: Xml.Element, name: str) -> Xml.Element:
    """The header of a document: title, licence, credit."""
    made = element(name, parent=root)
    described = element("fileDesc", parent=made)
    if name == "tbxHeader":
        _published(described)
    element("title", text=TITLE, parent=element("titleStmt", parent=described))
    if name != "tbxHeader":
        _published(described)
    element("p", text=f"Terms and definitions: {CREDIT}", parent=element("sourceDesc", parent=described))
    return made


def _published(described: Xml.Element) -> None:
    # Version 3 puts it before the title, version 2 behind.
    element("p", text=LICENCE, parent=element("publicationStmt", parent=described))


def body(root: Xml.Element, concepts: Sequence[Concept], languages: Sequence[str], names: Names) -> None:
    """The entries of a document; one without concepts has no body, which may not be empty."""
    content = element("text", parent=root)
    if not concepts:
        return
    within = element("body", parent=content)
    known = {concept.id for concept in concepts}
    for concept in concepts:
        _write_entry(element(names.entry, {"id": _xml_id(concept.id)}, parent=within), concept, languages, names, known)


def document(root: Xml.Element) -> str:
    """A document as text."""
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'


def _write_entry(entry: Xml.Element, concept: Concept, languages: Sequence[str], names: Names, known: set[str]) -> None:
    element("descrip", {"type": "subjectField"}, concept.domain, parent=entry)
    terms = dict(per_language(concept.terms))
    definitions = {lang: text for lang in ("en", "zh", "fa") if (text := getattr(concept.definition, lang, None))}
    for lang, text in definitions.items():
        if not terms[lang]:  # a section of a language needs a term, so the definition stands above
            _tagged(element("descrip", {"type": "definition"}, text, parent=entry), lang)
    for id_ in concept.entries:
        element("xref", {"type": "externalCrossReference", "target": ENTRY + id_}, id_, parent=entry)
    for relation, ids in (("broader", concept.broader), ("related", concept.related)):
        _refer(entry, relation, ids, known)
    _note(entry, "attribute", concept.attribute)
    _note(entry, "general", "true" if concept.general else None)
    for lang, how in concept.keep_latin.items():
        _note(entry, f"Latin word in {lang}", how)
    for lang in (*languages, *(lang for lang in terms if lang not in languages)):
        if terms[lang]:
            section = _tagged(element(names.language, parent=entry), lang)
            if lang in definitions:
                element("descrip", {"type": "definition"}, definitions[lang], parent=section)
            for term in terms[lang]:
                _write_term(element(names.term, parent=section), term, concept.pos, known)


def _write_term(section: Xml.Element, term: Term, pos: str, known: set[str]) -> None:
    element("term", text=term.text, parent=section)
    element("termNote", {"type": "partOfSpeech"}, pos, parent=section)
    element("termNote", {"type": "administrativeStatus"}, _STATUSES[term.status], parent=section)
    if term.type in _TYPES:
        element("termNote", {"type": "termType"}, _TYPES[term.type], parent=section)
    for source in term.source:
        element("admin", {"type": "source"}, source, parent=section)
    _refer(section, "also", term.also, known)
    if term.status == "misspelling":
        _note(section, "misspelling", term.error or "any")
    elif term.status == "forbidden" or term.error:
        _note(section, "mistake" if term.status == "forbidden" else "error", term.error or "any")
    for field, key in _ONE_NOTE.items():
        value = getattr(term, field)
        _note(section, key, None if value == "general" and field == "register_" else value)
    if term.ambiguous:
        _note(section, "everyday words", "yes")
    for field, key in _TERM_NOTES.items():
        for text in getattr(term, field):
            _note(section, key, text)


def _tagged(made: Xml.Element, lang: str) -> Xml.Element:
    made.set(LANG, _TAGS.get(lang, lang))
    return made


def _note(parent: Xml.Element, key: str, value: str | None) -> None:
    if value is not None:
        element("note", text=f"{key}: {value}", parent=parent)


def _refer(parent: Xml.Element, relation: str, ids: Iterable[str], known: set[str]) -> None:
    """References to entries of the document; a note where there is no such entry."""
    for id_ in ids:
        if id_ in known:
            element("ref", {"type": "crossReference", "target": _xml_id(id_)}, f"{relation}: {id_}", parent=parent)
        else:
            _note(parent, relation, id_)


def _xml_id(id_: str) -> str:
    """An id as XML allows it: no digit in front, no `+` and `/`; `_` marks what is changed, which no id has."""
    changed = id_.replace("+", "_2b").replace("/", "_2f")
    return changed if changed[0].isalpha() else f"_{changed}"


def _own_id(id_: str) -> str:
    """An id of a document as ours; empty where it has no letters for one."""
    found = id_.removeprefix("_").replace("_2b", "+").replace("_2f", "/")
    return found if is_id(found) else slug(id_)


class _Reading:
    """What is met in a document, and how often it has what a concept does not hold."""

    def __init__(self, root: Node) -> None:
        self.default = root.attributes.get(LANG, "en")
        self.ignored: list[str] = []
        self.ids: dict[str, str] = {}

    def ignore(self, node: Node) -> None:
        """Note an element that says what a concept does not hold."""
        self.ignored.append(" ".join(filter(None, (node.name, node.attributes.get("type")))))


def drafts(content: str) -> tuple[list[Draft], dict[str, int]]:
    """The entries of a document of either version, and how often it has what a concept does not hold.

    Elements of the style DCT, which are named by their category and in a namespace of their own, are understood.
    Raises `ExchangeError`.
    """
    root = parsed(content)
    if root.name not in ("tbx", "martif"):
        raise ExchangeError(
            f"the root element is {shorten(root.name)}, not tbx or martif; give a TBX file", line=root.line
        )
    reading = _Reading(root)
    entries = list(root.each("conceptEntry", "termEntry"))
    reading.ids = {id_: _own_id(id_) for entry in entries if (id_ := entry.attributes.get("id", ""))}
    found = [_entry(entry, reading) for entry in entries]
    return found, tally(reading.ignored)


def _flat(node: Node) -> Iterator[Node]:
    """What stands in an element, and in groups in it."""
    for child in node.children:
        if child.name.endswith("Grp") and child.name != "transacGrp":
            yield from _flat(child)
        else:
            yield child


def _category(node: Node) -> str:
    """The data category of an element: its type, or its name in style DCT."""
    return node.attributes.get("type", "" if node.name in ("note", "term") else node.name)


def _entry(node: Node, reading: _Reading) -> Draft:
    draft = Draft(node.line, reading.ids.get(node.attributes.get("id", ""), ""))
    for child in _flat(node):
        if child.name in ("langSec", "langSet"):
            _language(child, draft, reading)
        elif not _concept_part(child, draft, reading):
            reading.ignore(child)
    if not any(draft.terms.values()):
        raise ExchangeError("an entry without a term; add one or remove the entry", line=node.line)
    return draft


def _concept_part(node: Node, draft: Draft, reading: _Reading) -> bool:
    """Take over what an element says of a concept; False where a concept does not hold it."""
    category, text = _category(node), node.text
    key, colon, value = text.partition(": ")
    if category == "subjectField" and (domain := text if is_id(text) else slug(text)):
        return _once(draft.fields, "domain", domain)
    if category == "definition":
        lang = known_language(node.attributes.get(LANG, reading.default), node.line)
        return draft.define(lang, text)
    if category == "crossReference":
        target = reading.ids.get(node.attributes.get("target", ""), "")
        relation = key if colon and key in ("broader", "related") else "related"
        return bool(target) and _append(draft.fields, relation, target)
    if category == "externalCrossReference":
        target = node.attributes.get("target", "")
        ours = target.startswith(ENTRY) and is_id(target[len(ENTRY) :])
        return ours and _append(draft.fields, "entries", target[len(ENTRY) :])
    if node.name == "note" and colon:
        if key in ("broader", "related") and is_id(value):
            return _append(draft.fields, key, value)
        if key in ("attribute", "general"):
            return _once(draft.fields, key, value)
        if (lang := key.removeprefix("Latin word in ")) != key:
            kept = draft.fields.setdefault("keep_latin", {})
            return _once(kept, known_language(lang, node.line), value)
    return False


def _once(fields: dict[str, Any], name: str, value: str) -> bool:
    """Set a field that is not set; False where it is and says something else."""
    return bool(fields.setdefault(name, value) == value)


def _append(fields: dict[str, Any], name: str, value: str) -> bool:
    fields[name] = [*fields.get(name, ()), value]
    return True


def _language(node: Node, draft: Draft, reading: _Reading) -> None:
    lang = known_language(node.attributes.get(LANG), node.line)
    terms = list(node.each("termSec", "tig", "ntig"))
    read = [_term(term, draft, reading) for term in terms]
    if not read:
        raise ExchangeError(f"a section of {lang} without a term; add one or remove the section", line=node.line)
    if any("status" in fields for _, fields in read):
        for _, fields in read:
            fields.setdefault("status", "admitted")
    for term, (text, fields) in zip(terms, read, strict=True):
        if not draft.add(lang, text, term.line, **fields):
            reading.ignored.append("term that stands twice")
    for child in _flat(node):
        if _category(child) == "definition":
            if not draft.define(lang, child.text):
                reading.ignore(child)
        elif child.name not in ("termSec", "tig", "ntig"):
            reading.ignore(child)


def _term(node: Node, draft: Draft, reading: _Reading) -> tuple[str, dict[str, Any]]:
    """A term and what is said of it."""
    parts = list(_flat(node))
    named = [part for part in parts if part.name == "term"]
    if len(named) != 1:
        raise ExchangeError("a section of a term needs one element `term`; add it or split the section", line=node.line)
    fields: dict[str, Any] = {}
    for part in parts:
        if part.name != "term" and not _term_part(part, fields, draft, reading):
            reading.ignore(part)
    return named[0].text, fields


def _term_part(node: Node, fields: dict[str, Any], draft: Draft, reading: _Reading) -> bool:
    """Take over what an element says of a term; False where a term does not hold it."""
    category, text = _category(node), node.text
    if category == "partOfSpeech" and text in _PARTS_OF_SPEECH:
        return _once(draft.fields, "pos", text)
    if category == "administrativeStatus" and text in _STATUSES_READ:
        return _once(fields, "status", _STATUSES_READ[text])
    if category == "termType" and text in _TYPES_READ:
        return _once(fields, "type", _TYPES_READ[text])
    if category == "source" and is_id(text):
        return _append(fields, "source", text)
    if category == "crossReference":
        target = reading.ids.get(node.attributes.get("target", ""), "")
        return bool(target) and _append(fields, "also", target)
    key, colon, value = text.partition(": ")
    return node.name == "note" and bool(colon) and bool(value) and _term_note(key, value, fields)


def _term_note(key: str, value: str, fields: dict[str, Any]) -> bool:
    """Take over a note of our own; False for another."""
    if key in ("misspelling", "mistake", "error"):
        if key != "error":
            fields["status"] = "forbidden" if key == "mistake" else "misspelling"
        if value != "any":
            fields["error"] = value
        return True
    if key == "everyday words":
        fields["ambiguous"] = value == "yes"
        return True
    if key == "also":
        return is_id(value) and _append(fields, "also", value)
    for field, ours in _ONE_NOTE.items():
        if key == ours:
            return _once(fields, field.rstrip("_"), value)
    return any(key == ours and _append(fields, field, value) for field, ours in _TERM_NOTES.items())
