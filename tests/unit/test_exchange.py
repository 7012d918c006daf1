"""Glossaries in other formats: what is written, what is left out, what is read, and what is refused with its place."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jieba
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS
from translate.storage.tbx import tbxfile

from fmref import ExchangeError, UnknownLanguageError, exchange
from fmref.exchange import FORMATS
from fmref.exchange.carrying import TERM_FIELDS
from fmref.schema import Concept, Term, per_language
from fmref.store import read, read_yaml

TBX = "{urn:iso:std:iso:30042:ed-2}"


@pytest.fixture(scope="module")
def concepts(mini_directory: Path) -> Sequence[Concept]:
    """The concepts of the small data, and one with everything that a concept may have."""
    return (*read(mini_directory).concepts.values(), FULL)


FULL = Concept.model_validate(
    {
        "id": "3d-transformer/v2+",
        "domain": "architecture",
        "pos": "noun",
        "terms": {
            "en": ["Transformer", {"text": "TF", "type": "acronym", "full": "Transformer", "plural": "TFs"}],
            "zh": [
                {"text": "Transformer", "source": ["paper", "press"]},
                {"text": "变换器", "register": "translation", "also": ["base-model", "not-there"]},
                {
                    "text": "变压器",
                    "status": "forbidden",
                    "error": "wrong_sense",
                    "guards": ["电力变压器", "变压器油"],
                    "hit": ["变压器有注意力。"],
                    "miss": ["电力变压器很大。", "换一换变压器油。"],
                },
                {"text": "转换器", "status": "deprecated"},
                {"text": "变型器", "status": "misspelling", "error": "typo"},
            ],
            "fa": [
                {"text": "ترنسفورمر", "register": "loanword"},
                {
                    "text": "ترانسفورماتور",
                    "status": "forbidden",
                    "error": "wrong_sense",
                    "hit": ["ترانسفورماتورها توجه دارند."],
                    "miss": ["ابرترانسفورماتورساز چیز دیگری است."],
                },
            ],
        },
        "definition": {"en": "A network of attention & <feed-forward> layers.", "zh": "由注意力层组成的网络。"},
        "keep_latin": {"zh": "always"},
        "broader": ["base-model"],
        "related": ["fine-tuning", "elsewhere"],
        "attribute": "architecture",
        "entries": ["acme/alpha-1.3b", "gamma+"],
    }
)


def written(concepts: Sequence[Concept], format_: str, **options: Any) -> str:
    """The text of a file, from English to Chinese where the format is about a pair."""
    pair = {"from_": "en", "to": ["zh"]} if FORMATS[format_].pair else {}
    return exchange.write(concepts, format_, **{**pair, **options}).text


def refusal(content: str | bytes, format_: str, **options: Any) -> tuple[int | None, str]:
    """Line and cause of the error for a file."""
    with pytest.raises(ExchangeError) as caught:
        exchange.read(content, format_, **options)
    return caught.value.line, caught.value.cause


# --- the table of formats


def test_the_table_names_every_field_of_a_term() -> None:
    """A field that is added to the schema has to be thought of here."""
    assert {*TERM_FIELDS, "text", "status"} == set(Term.model_fields)


@pytest.mark.parametrize(
    ("format_", "expected"),
    [
        ("tbx", ""),
        ("tbx2", ""),
        ("yaml", "domain 1"),
        (
            "turtle",
            "also 1, attribute 1, error 3, full 1, guards 1, hit 2, keep_latin 1, miss 2, plural 1, register 2",
        ),
        (
            "google",
            "attribute 1, broader 1, definition 1, domain 1, entries 1, id 1, keep_latin 1, register 1, related 1",
        ),
    ],
)
def test_what_is_left_out_is_counted(format_: str, expected: str) -> None:
    """Field by field, of a concept that has everything."""
    left_out = exchange.write([FULL], format_).left_out

    shown = [f"{name} {count}" for name, count in left_out.items()]
    assert expected == ", ".join(name for name in shown if not name.startswith(("source", "status", "type", "terms")))


def test_terms_that_are_left_out_are_counted_by_status() -> None:
    """So that one sees whether mistakes or synonyms are lost."""
    left_out = exchange.write([FULL], "google").left_out

    expected = {"terms (admitted)": 2, "terms (deprecated)": 1, "terms (forbidden)": 2, "terms (misspelling)": 1}
    assert expected == {name: count for name, count in left_out.items() if name.startswith("terms")}
    assert {"source": 1, "status": 3, "type": 1}.items() <= exchange.write([FULL], "turtle").left_out.items()


def test_languages_that_are_not_asked_for_are_not_left_out(concepts: Sequence[Concept]) -> None:
    """Only what the format does not hold of the languages that one wants is counted."""
    found = exchange.write(concepts, "tbx", from_="en", to=["fa"])

    assert {} == found.left_out
    assert "微调" not in found.text
    assert "تنظیم دقیق" in found.text


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.tbx", "tbx"), ("b/C.TTL", "turtle"), ("x.google.csv", "google"), ("prh.yml", "prh"), ("t.md", "markdown")],
)
def test_the_ending_tells_the_format(name: str, expected: str) -> None:
    """In upper or lower case."""
    assert expected == exchange.format_of(name)


@pytest.mark.parametrize("name", ["terms.csv", "terms.txt", "-", "tbx"])
def test_an_ending_that_does_not_tell_is_refused(name: str) -> None:
    """With the formats there are."""
    with pytest.raises(ExchangeError, match="name one of yaml, tbx"):
        exchange.format_of(name)


@pytest.mark.parametrize(
    ("format_", "options", "cause"),
    [
        ("docx", {}, "unknown format 'docx'; use one of yaml, tbx"),
        ("deepl", {}, "deepl has one target language"),
        ("deepl", {"to": ["zh", "fa"]}, "deepl has one target language"),
        ("omegat", {"from_": "fa", "to": ["fa-IR"]}, "source and target of omegat are both fa"),
    ],
)
def test_formats_and_languages_that_do_not_fit(format_: str, options: Any, cause: str) -> None:
    """Are refused before anything is written."""
    with pytest.raises(ExchangeError, match=re.escape(cause)):
        exchange.write([FULL], format_, **options)
    with pytest.raises(UnknownLanguageError):
        exchange.write([FULL], "tbx", to=["de"])


@pytest.mark.parametrize("format_", FORMATS)
def test_control_characters_are_refused(format_: str) -> None:
    """No format holds them, some would write a file that nobody can read."""
    bad = FULL.model_copy(update={"attribute": "a\x07b"})

    with pytest.raises(ExchangeError, match=r"U\+0007; remove it"):
        written([bad], format_)


def test_a_missing_package_is_named() -> None:
    """Without the extra, the formats that need it say what to install; the others work."""
    code = """
import sys
sys.modules["rdflib"] = sys.modules["defusedxml"] = None
from fmref import MissingExtraError, exchange
for format_ in ("tbx", "tbx2", "turtle", "json-ld"):
    try:
        exchange.write([], format_)
    except MissingExtraError as error:
        print(error)
print(len(exchange.write([], "markdown").text) > 0)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    formats = ("tbx", "tbx2", "turtle", "json-ld")
    repair = "needs an optional package: pip install 'fmref[exchange]'"
    assert [*(f"the format {name} {repair}" for name in formats), "True"] == done.stdout.splitlines()


# --- files of any format


def test_encodings_byte_order_marks_and_line_ends(concepts: Sequence[Concept]) -> None:
    """UTF-8 and UTF-16, with or without a mark, with line feeds or carriage returns, say the same."""
    for format_ in ("tbx", "google", "markdown", "yaml", "turtle"):
        text = written(concepts, format_)
        expected = exchange.read(text, format_)
        for content in (
            text.encode(),
            text.encode("utf-8-sig"),
            text.encode("utf-16"),
            text.replace("\n", "\r\n").encode(),
            text.replace("\n", "\r"),
        ):
            assert expected == exchange.read(content, format_)


@pytest.mark.parametrize("format_", [name for name, format_ in FORMATS.items() if format_.reads])
def test_another_encoding_is_refused(format_: str) -> None:
    """With the line of the first byte that tells."""
    assert (2, "byte 5 is not UTF-8; save the file as UTF-8") == refusal(b"abc\nd\xff", format_, to=["zh"])
    assert (1, "U+0000, which no text has; save the file as UTF-8") == refusal(b"a\0", format_, to=["zh"])


def test_the_file_is_named_in_the_error() -> None:
    """As the caller calls it, with the line."""
    with pytest.raises(ExchangeError) as caught:
        exchange.read("a,b,c\n", "deepl", name="terms.csv")

    assert "terms.csv:1: 3 columns; give source and target, or these and their languages" == str(caught.value)
    assert ("terms.csv", 1) == (caught.value.file, caught.value.line)


def test_a_file_that_is_too_large_is_refused() -> None:
    """Before it is decoded."""
    assert "larger than 64 MiB" in refusal(b" " * (exchange.LARGEST + 1), "deepl")[1]


# --- TBX

CATEGORIES: Mapping[str, set[str | None]] = {
    "descrip": {"subjectField", "definition"},
    "termNote": {"partOfSpeech", "administrativeStatus", "termType"},
    "admin": {"source"},
    "ref": {"crossReference"},
    "xref": {"externalCrossReference"},
    "p": {None, "XCSURI"},
}
PICK_LISTS = {
    "partOfSpeech": {"noun", "verb", "adjective", "adverb", "other"},
    "administrativeStatus": {f"{s}Term-admn-sts" for s in ("preferred", "admitted", "deprecated", "superseded")},
    "termType": {"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"},
}
WITHIN = {
    "tbx": ["tbxHeader", "text"],
    "tbxHeader": ["fileDesc"],
    "fileDesc": ["publicationStmt", "titleStmt", "sourceDesc"],
    "publicationStmt": ["p"],
    "titleStmt": ["title"],
    "sourceDesc": ["p"],
    "text": ["body"],
    "body": ["conceptEntry"],
    "conceptEntry": ["descrip", "xref", "ref", "note", "langSec"],
    "langSec": ["descrip", "termSec"],
    "termSec": ["term", "termNote", "admin", "ref", "note"],
}
"""What may stand in an element, of which `langSec`, `termSec`, and `term` with its notes have their fixed place."""


def test_tbx_is_valid(concepts: Sequence[Concept]) -> None:
    """Structure, ids, references, categories and their values are those of TBX-Basic in DCA style."""
    from lxml import etree

    root = etree.fromstring(written(concepts, "tbx").encode())
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    elements = list(root.iter())
    ids = [id_ for element in elements if (id_ := element.get("id")) is not None]

    assert {"type": "TBX-Basic", "style": "dca", lang: "en"} == dict(root.attrib)
    assert len(ids) == len(set(ids)) == len(concepts)
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", id_, re.ASCII) for id_ in ids)
    for element in elements:
        name = str(element.tag).removeprefix(TBX)
        inner = [str(child.tag).removeprefix(TBX) for child in element]
        assert str(element.tag).startswith(TBX)
        assert inner == sorted(inner, key=WITHIN.get(name, []).index)
        assert element.get("target") is None or (element.get("target") in ids) == (name == "ref")
        assert "langSec" in inner or name != "conceptEntry"
        assert ("termSec" in inner and element.get(lang) is not None) or name != "langSec"
        assert 1 == inner.count("term") or name != "termSec"
        if name in CATEGORIES:
            assert element.get("type") in CATEGORIES[name]
        if (kind := element.get("type")) in PICK_LISTS:
            assert element.text in PICK_LISTS[kind]


def test_tbx_of_nothing_is_valid() -> None:
    """A body may not be empty, so there is none."""
    text = written([], "tbx")

    assert "body" not in text
    assert () == exchange.read(text, "tbx").concepts


def test_translate_toolkit_reads_tbx_of_version_2(concepts: Sequence[Concept]) -> None:
    """The library behind Weblate finds each concept with its English and Chinese terms."""
    store: Any = tbxfile.parsestring(written(concepts, "tbx2").encode())  # type: ignore[no-untyped-call]

    pairs = [(unit.source, unit.target) for unit in store.units]
    assert len(concepts) == len(pairs)
    assert {("fine-tuning", "微调"), ("base model", "基础模型")} <= set(pairs)


def test_tbx_has_what_people_look_for() -> None:
    """Status, part of speech, kind of term, source; and notes for what TBX-Basic has no category for."""
    text = re.sub(r"\s+", " ", written([FULL], "tbx"))

    for part in (
        '<conceptEntry id="_3d-transformer_2fv2_2b">',
        '<term>TF</term> <termNote type="partOfSpeech">noun</termNote>',
        '<termNote type="termType">acronym</termNote>',
        '<admin type="source">paper</admin>',
        "<note>mistake: wrong_sense</note>",
        "<note>right within: 电力变压器</note>",
        '<langSec xml:lang="zh-Hans"> <descrip type="definition">由注意力层组成的网络。</descrip>',
        "A network of attention &amp; &lt;feed-forward&gt; layers.",
    ):
        assert part in text


FOREIGN = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader/><text><body>
  <termEntry id="C 1">
    <transacGrp><transac type="transactionType">origination</transac></transacGrp>
    <descripGrp><descrip type="subjectField">Machine Learning</descrip></descripGrp>
    <langSet xml:lang="en-US"><ntig><termGrp><term>over<hi>fitting</hi></term></termGrp></ntig></langSet>
    <langSet xml:lang="ZH-tw">
      <descrip type="definition">模型只記住
        訓練資料。</descrip>
      <tig><term>過度擬合</term><termNote type="grammaticalGender">other</termNote></tig>
      <tig><term>過擬合</term></tig>
    </langSet>
  </termEntry>
</body></text></martif>
"""


def test_tbx_of_other_programs_is_read() -> None:
    """Document types, groups, longer tags and terms without a status are understood, other things counted."""
    found = exchange.read(FOREIGN, "tbx")

    (concept,) = found.concepts
    assert ("c-1", "machine-learning") == (concept.id, concept.domain)
    assert [("overfitting", "preferred")] == [(t.text, t.status) for t in concept.terms.en]
    assert [("過度擬合", "preferred"), ("過擬合", "admitted")] == [(t.text, t.status) for t in concept.terms.zh_hant]
    assert found.left_out == {
        "descrip definition": 1,
        "termNote grammaticalGender": 1,
        "transacGrp": 1,
    }


def test_tbx_in_style_dct_is_read() -> None:
    """Its elements are named by their categories, in namespaces of their own."""
    text = """<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
     xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
    <conceptEntry id="a"><min:subjectField>nlp</min:subjectField><langSec xml:lang="en">
    <basic:definition>A piece of text.</basic:definition>
    <termSec><term>token</term><min:partOfSpeech>noun</min:partOfSpeech>
    <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus><basic:termType>fullForm</basic:termType>
    </termSec></langSec></conceptEntry></body></text></tbx>"""

    found = exchange.read(text, "tbx")

    (concept,) = found.concepts
    assert {} == found.left_out
    assert "nlp" == concept.domain
    assert concept.definition is not None
    assert "A piece of text." == concept.definition.en


def entry(inside: str, id_: str = "a") -> str:
    """A document with one entry."""
    return f'<tbx><text><body>\n<conceptEntry id="{id_}">\n{inside}</conceptEntry></body></text></tbx>'


ONE_TERM = '<langSec xml:lang="en"><termSec><term>token</term></termSec></langSec>'


@pytest.mark.parametrize(
    ("content", "line", "cause"),
    [
        ("", 1, "no XML: no element found; mend the tag there"),
        ("<tbx>\n<text></tbx>", 2, "no XML: mismatched tag; mend the tag there"),
        ("<html/>", 1, "the root element is 'html', not tbx or martif; give a TBX file"),
        (entry(""), 2, "an entry without a term; add one or remove the entry"),
        (entry(ONE_TERM.replace("token", " ")), 3, "an empty term in en; write the term or remove its place"),
        (entry(ONE_TERM.replace("en", "de", 1)), 3, "unknown language 'de'; keep only en, zh, zh-Hant and fa"),
        (entry('<langSec xml:lang="en"/>'), 3, "a section of en without a term; add one or remove the section"),
        (entry(ONE_TERM.replace("term>", "word>")), 3, "a section of a term needs one element `term`; add it or split"),
        (
            entry(ONE_TERM + "</conceptEntry>\n<conceptEntry id='a'>" + ONE_TERM),
            4,
            "the concept a stands twice, first on line 2",
        ),
        (entry(ONE_TERM.replace("token", "x" * 2001)), 2, "a: `terms.en.0.text` is"),
        ("<tbx>" * 200 + "</tbx>" * 200, 1, "the elements are nested too deeply; flatten them"),
        ('<!DOCTYPE tbx [\n<!ENTITY a "b">]><tbx/>', 2, "EntitiesForbidden: entities and other files are not read"),
        ('<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><t>&x;</t>', 1, "EntitiesForbidden: entities"),
        (
            "<!DOCTYPE t [<!ENTITY a 'ha'>"
            + "".join(f"<!ENTITY {c} '&{chr(ord(c) - 1)};&{chr(ord(c) - 1)};'>" for c in "bcdefghij")
            + "]>\n<t>&j;</t>",
            1,
            "EntitiesForbidden: entities",
        ),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_tbx_that_is_refused(content: str, line: int, cause: str) -> None:
    """Each with its line and the repair, and no entity is expanded."""
    found = refusal(content, "tbx")

    assert (line, True) == (found[0], found[1].startswith(cause)), found


# --- SKOS


def graph(text: str) -> Graph:
    """A Turtle file as a graph."""
    return Graph().parse(data=text, format="turtle")


def test_skos_keeps_the_integrity_conditions(concepts: Sequence[Concept]) -> None:
    """S9, S13, S14, S27, S37 and S46 of the SKOS reference, on the expanded graph."""
    cyclic = FULL.model_copy(update={"related": ("base-model", "fine-tuning")})  # base-model is broader than it
    found = graph(written([*concepts[:-1], cyclic], "turtle"))
    schemes, collections, all_ = (
        set(found.subjects(RDF.type, c)) for c in (SKOS.ConceptScheme, SKOS.Collection, SKOS.Concept)
    )

    assert len(concepts) == len(all_)
    assert not schemes & all_ | collections & all_ | collections & schemes
    for concept in all_:
        by_kind = [set(found.objects(concept, p)) for p in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)]
        assert not by_kind[0] & by_kind[1] | by_kind[0] & by_kind[2] | by_kind[1] & by_kind[2]
        tags = [label.language for label in by_kind[0] if isinstance(label, Literal)]
        assert len(tags) == len(set(tags)) > 0
        related = set(found.objects(concept, SKOS.related)) | set(found.subjects(SKOS.related, concept))
        above = set(found.transitive_objects(concept, SKOS.broader)) - {concept}
        below = set(found.transitive_subjects(SKOS.broader, concept)) - {concept}
        assert not related & (above | below)
        assert set(found.objects(concept, SKOS.inScheme)) == schemes
    assert not list(found.subject_objects(SKOS.exactMatch))


def test_skos_leads_to_entries_by_related_match(concepts: Sequence[Concept]) -> None:
    """They are of another scheme; addresses of others are counted as left out."""
    full = URIRef("urn:fmref:concept:3d-transformer/v2+")
    found = graph(text := written(concepts, "turtle"))

    assert {URIRef("urn:fmref:entry:acme/alpha-1.3b"), URIRef("urn:fmref:entry:gamma+")} == set(
        found.objects(full, SKOS.relatedMatch)
    )
    assert not list(found.triples((URIRef("urn:fmref:entry:gamma+"), None, None)))
    other = exchange.read(text.replace("urn:fmref:entry:gamma+", "http://example.org/gamma"), "turtle")
    assert {"relatedMatch": 1} == other.left_out
    assert ("acme/alpha-1.3b",) == next(c for c in other.concepts if c.attribute is None and c.id == FULL.id).entries


def test_skos_has_licence_credit_and_collections(concepts: Sequence[Concept]) -> None:
    """The scheme names its licence, and each domain collects its concepts."""
    found = graph(written(concepts, "turtle"))
    (scheme,) = found.subjects(RDF.type, SKOS.ConceptScheme)

    assert "https://creativecommons.org/licenses/by/4.0/" == str(found.value(scheme, DCTERMS.license))
    core = URIRef("urn:fmref:domain:core")
    assert 3 == len(set(found.objects(core, SKOS.member)))
    fine_tuning = URIRef("urn:fmref:concept:fine-tuning")
    assert {
        Literal("微调", lang="zh-Hans"),
        Literal("تنظیم دقیق", lang="fa"),
        Literal("fine-tuning", lang="en"),
    } == set(found.objects(fine_tuning, SKOS.prefLabel))


def test_turtle_and_json_ld_say_the_same(concepts: Sequence[Concept]) -> None:
    """Statement by statement."""
    as_json = exchange.read(written(concepts, "json-ld"), "json-ld")

    assert as_json == exchange.read(written(concepts, "turtle"), "turtle")
    assert written(as_json.concepts, "turtle") == written(concepts, "turtle")


def test_skos_of_other_programs_is_read() -> None:
    """Ids are the last parts of addresses, narrower is turned round, other statements are counted."""
    found = exchange.read(
        """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <http://example.org/voc#> .
        :Model a skos:Concept ; skos:prefLabel "model"@en ; skos:narrower :LLM ; skos:exactMatch <http://x.org/1> .
        :LLM a skos:Concept ; skos:prefLabel "LLM"@en-GB ; skos:altLabel "大模型"@zh ; skos:related :Nothing .""",
        "turtle",
    )

    assert ["llm", "model"] == [concept.id for concept in found.concepts]
    assert (("model",), ()) == tuple(concept.broader for concept in found.concepts)
    assert [("大模型", "admitted")] == [(term.text, term.status) for term in found.concepts[0].terms.zh]
    assert {"exactMatch": 1, "related": 1} == found.left_out


@pytest.mark.parametrize(
    ("content", "line", "cause"),
    [
        ("@prefix skos: <http://x#> .\nskos:a b .", 2, "no Turtle; mend the statement there, or the one before"),
        ('a:x skos:prefLabel "x" .', None, "urn:x: prefLabel 'x' has no language; add one, as in @en"),
        ('a:x skos:prefLabel "x"@de .', None, "urn:x: unknown language 'de'; keep only en, zh, zh-Hant and fa"),
        ('a:x skos:prefLabel "x"@en, "y"@en-GB .', None, "urn:x: two preferred labels in en; make all but one"),
        ('a:x skos:altLabel " "@en .', None, "an empty term in en; write the term or remove its place"),
        ('a:x skos:altLabel "x"@en . <http://b/x> a skos:Concept .', None, "the concept x stands twice, first above"),
    ],
)
def test_turtle_that_is_refused(content: str, line: int | None, cause: str) -> None:
    """With its line, or the concept that it is about."""
    if line is None:
        content = f"@prefix skos: <{SKOS}> . @prefix a: <urn:> . a:x a skos:Concept . {content}"
    found = refusal(content, "turtle")

    assert (line, True) == (found[0], found[1].startswith(cause)), found


@pytest.mark.parametrize(
    ("content", "line", "cause"),
    [
        ('{"@graph": [\n}', 2, "no JSON: expecting value; mend it there"),
        ('{"@context": "http://127.0.0.1:9/c", "a": 1}', None, "@context 'http://127.0.0.1:9/c' is not fetched"),
        (
            '{"@graph": [{"@context": ["file:///etc/passwd"]}]}',
            None,
            "@context ['file:///etc/passwd'] is not fetched",
        ),
        ('{"@context": {"@import": "http://127.0.0.1:9/c"}}', None, "@import 'http://127.0.0.1:9/c' is not fetched"),
        ("[" * 100 + "]" * 100, None, "the nesting is too deep; flatten it"),
        ("[" * 100_000, None, "no JSON that can be read (RecursionError); flatten it"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_json_ld_that_is_refused(content: str, line: int | None, cause: str) -> None:
    """Nothing is fetched, from wherever."""
    found = refusal(content, "json-ld")

    assert (line, True) == (found[0], found[1].startswith(cause)), found


# --- CSV


def test_csv_for_deepl(concepts: Sequence[Concept]) -> None:
    """Each source once, also where two concepts have it; synonyms go to the preferred target."""
    again = concepts[1].model_copy(update={"id": "tuning"})

    assert written([*concepts[:3], again], "deepl").splitlines() == [
        "base model,基础模型,en,zh",
        "fine-tuning,微调,en,zh",
        "foundation model,基础模型,en,zh",
        "FM,基础模型,en,zh",
    ]
    assert 1 == exchange.write([*concepts, again], "deepl", to=["zh"]).left_out["concepts"]


def test_csv_for_deepl_keeps_concepts_with_one_target_apart(concepts: Sequence[Concept]) -> None:
    """They would be read as one if they stood together."""
    order = [concepts[0], concepts[2], concepts[1]]  # base model, foundation model: both 基础模型

    found = exchange.read(written(order, "deepl"), "deepl")

    assert ["base-model", "fine-tuning", "foundation-model"] == [concept.id for concept in found.concepts]


def test_csv_for_google(concepts: Sequence[Concept]) -> None:
    """The header names languages by Google's codes, then part of speech and description."""
    lines = written(concepts, "google", from_="zh", to=["en", "zh-Hant"]).splitlines()

    assert "zh-CN,en,zh-TW,pos,description" == lines[0]
    assert "基础模型,foundation model,基石模型,noun,在广泛数据上训练、供众多应用适配的模型。" == lines[3]


def test_csv_for_google_has_each_row_once(concepts: Sequence[Concept]) -> None:
    """Two senses that look alike in its columns would be refused when they are read."""
    again = concepts[1].model_copy(update={"id": "tuning"})
    found = exchange.write([*concepts, again], "google")

    assert 1 == found.left_out["concepts"]
    assert len(concepts) == len(exchange.read(found.text, "google").concepts)


def test_csv_for_microsoft(concepts: Sequence[Concept]) -> None:
    """Two columns, no header; with tabs it is read as well."""
    text = written(concepts[:2], "microsoft", to=["fa"])

    assert "base model,مدل پایه\nfine-tuning,تنظیم دقیق\n" == text
    options: dict[str, Any] = {"from_": "en", "to": ["fa"]}
    assert exchange.read(text, "microsoft", **options) == exchange.read(text.replace(",", "\t"), "microsoft", **options)


@pytest.mark.parametrize(
    ("format_", "content", "line", "cause"),
    [
        ("deepl", "a,b\n", 1, "the file names no languages; say --from and --to, or add them as columns"),
        ("deepl", "a,b,en,zh\nc,d,en,fa\n", 2, "languages en to fa where en to zh is asked for; split the file"),
        ("deepl", "a,b,en,de\n", 1, "unknown language 'de'; keep only en, zh, zh-Hant and fa"),
        ("deepl", "a,b,en,en\n", 1, "source and target are of one language; correct the third or fourth column"),
        ("deepl", "a,b,en,zh\n\na,c,en,zh\n", 3, "the source 'a' stands on line 1 already; keep one of the two"),
        ("deepl", "a,,en,zh\n", 1, "an empty term in zh; write the term or remove its place"),
        ("deepl", 'a,"b,en,zh\n', 1, "unexpected end of data; quote fields in double quotes"),
        ("deepl", "a,b,en,zh\n,,,\n", 2, "a row of empty fields; fill them or remove it"),
        ("microsoft", "a,b\n", None, "the file names no languages; say which, --from and --to"),
        ("google", "en,de\n", 1, "unknown language 'de'; keep only en, zh, zh-Hant and fa"),
        ("google", "en,en-US\n", 1, "the column en stands twice; remove one"),
        ("google", "en,zh\na,b\na\n", 3, "1 columns where the header has 2; correct the row"),
        ("google", "en,zh\na,b\na,b\n", 3, "the row stands on line 2 already; remove one of the two"),
        ("google", "en,zh,pos\n,,noun\n", 2, "a row without a term; fill it or remove it"),
        ("google", "en,pos\na,nuon\n", 2, "part of speech 'nuon'; use noun, verb, adjective, adverb, other"),
        ("google", "pos,description\nnoun,x\n", 1, "no column of a language; add en, zh, zh-TW or fa"),
    ],
)
def test_csv_that_is_refused(format_: str, content: str, line: int | None, cause: str) -> None:
    """With the line of the row."""
    found = refusal(content, format_)

    assert (line, True) == (found[0], found[1].startswith(cause)), found


# --- OmegaT


def test_omegat(concepts: Sequence[Concept]) -> None:
    """Each source with each target; the comment defines and names the concept."""
    lines = written(concepts[1:3], "omegat", to=["fa"]).splitlines()

    assert lines[0].startswith("#")
    assert [
        "fine-tuning\tتنظیم دقیق\t(fmref:fine-tuning)",
        "fine-tuning\tفاین‌تیونینگ\t(fmref:fine-tuning)",
    ] == lines[1:3]
    assert "model\tمدل بنیادین\tمدلی که با" in lines[3]


def test_omegat_of_other_programs_is_read() -> None:
    """Rows that follow on one another with one source are one concept."""
    found = exchange.read("# mine\nmodel\t模型\tnoun\nmodel\t模式\n\ntoken\t词元\n", "omegat", from_="en", to=["zh"])

    assert [("model", ("模型", "模式")), ("token", ("词元",))] == [
        (concept.id, tuple(term.text for term in concept.terms.zh)) for concept in found.concepts
    ]
    assert found.concepts[0].definition is not None
    assert "noun" == found.concepts[0].definition.zh


@pytest.mark.parametrize(
    ("content", "line", "cause"),
    [
        ("# only\n\nmodel\n", 3, "1 columns; put tabs between source, target and comment"),
        ("a\tb\tc\td\n", 1, "4 columns; put tabs"),
        ("model\t\n", 1, "an empty term in zh; write the term or remove its place"),
        ("a\tb\na\tb\n", 2, "the row of 'a' and 'b' stands twice; remove one"),
    ],
)
def test_omegat_that_is_refused(content: str, line: int, cause: str) -> None:
    """With the line of the row."""
    found = refusal(content, "omegat", from_="en", to=["zh"])

    assert (line, True) == (found[0], found[1].startswith(cause)), found
    assert (None, "the file names no languages; say which, --from and --to") == refusal(content, "omegat")


# --- jieba


def test_jieba_keeps_the_words_whole(tmp_path: Path) -> None:
    """Also those that are parts of one another, and without its guesses at unknown words."""
    words = ["根基模型", "大语言模型", "语言模型", "词元", "检索增强生成", "增强生成", "Q学习", "混合专家模型"]
    glossary = [
        Concept.model_validate({"id": f"c{i}", "domain": "d", "terms": {"en": [], "zh": [word], "fa": []}})
        for i, word in enumerate([*words, "GPT", "西·东", "长 短"])
    ]
    found = exchange.write(glossary, "jieba")
    (tmp_path / "user.dict").write_text(found.text, encoding="utf8")
    jieba.setLogLevel(60)
    cutter = jieba.Tokenizer()
    before = [word for word in words if [word] == cutter.lcut(word, HMM=False)]

    with (tmp_path / "user.dict").open("rb") as file:
        cutter.load_userdict(file)

    assert before != words
    assert words == [word for word in words if [word] == cutter.lcut(word, HMM=False)]
    assert {"terms (preferred)": 3, "concepts": 3} == {
        key: count for key, count in found.left_out.items() if key in ("concepts", "terms (preferred)")
    }
    assert "can be written only" in refusal(found.text, "jieba")[1]


# --- prh


def replaced(rule: Mapping[str, Any], text: str) -> str:
    """What prh makes of a text by one rule: matches become what is expected, but for those that have the group."""
    pattern = re.compile(rule["pattern"][1:-1], re.MULTILINE)
    expected: str = rule["expected"]
    group = int(rule["regexpMustEmpty"].removeprefix("$")) if "regexpMustEmpty" in rule else None
    changed: str = pattern.sub(lambda m: m[0] if group and m[group] else expected, text)
    return changed


def test_prh_rules_do_what_their_specs_say(concepts: Sequence[Concept]) -> None:
    """As prh itself tries when it loads the file; guards, and longer Persian words, are left alone."""
    rules = read_yaml(written(concepts, "prh"), "").data["rules"]
    specs = [(rule, spec) for rule in rules for spec in rule.get("specs", [])]

    assert 4 == len(rules)
    assert 7 == len(specs)
    assert all(spec["to"] == replaced(rule, spec["from"]) for rule, spec in specs)
    assert "电力变压器很大，Transformer更大" == replaced(rules[1], "电力变压器很大，变压器更大")
    assert {"ترنسفورمرها توجه دارند."} <= {spec["to"] for _, spec in specs}


def test_prh_leaves_out_what_needs_a_context() -> None:
    """Everyday words, mistakes of which a right sentence would be changed, and those with words of their own."""
    wrong = {"status": "forbidden", "error": "wrong_sense", "hit": ["训练模型"], "miss": ["培训员工"]}
    everyday = {**wrong, "text": "训练模", "ambiguous": True, "guards": ["训练模具"], "miss": ["一副训练模具"]}
    longer = {**wrong, "text": "训练模型", "write": "训练出的模型"}
    terms = {"en": [], "fa": [], "zh": ["训练", everyday, {**wrong, "text": "员工"}, longer]}
    concept = Concept.model_validate({"id": "training", "domain": "d", "terms": terms})

    found = exchange.write([concept], "prh")

    assert "version: 1\nrules: []\n" == found.text
    assert {"concepts": 1, "terms (forbidden)": 3, "terms (preferred)": 1} == found.left_out


def test_prh_guards_hold_around_quotation_marks() -> None:
    """A sentence that speaks of the mistake quotes it."""
    wrong = {"status": "misspelling", "text": "完型填空", "guards": ["误作完型填空"], "miss": ["常被误作“完型填空”。"]}
    terms = {"en": [], "fa": [], "zh": ["完形填空", wrong]}
    concept = Concept.model_validate({"id": "cloze", "domain": "d", "terms": terms})

    text = exchange.write([concept], "prh").text

    (rule,) = read_yaml(text, "").data["rules"]
    assert "常被误作“完型填空”，完形填空" == replaced(rule, "常被误作“完型填空”，完型填空")
    assert ("误作完型填空",) == exchange.read(text, "prh").concepts[0].terms.zh[1].guards


def test_prh_of_other_people_is_read() -> None:
    """Plain words, lists of them, and expressions that are nothing but words; they are misspellings."""
    text = """version: 1
rules:
  - expected: 词元
    patterns: [次元, /词圆\\./]
    specs: [{from: 一个次元, to: 一个词元}]
"""
    (concept,) = exchange.read(text, "prh", to=["zh"]).concepts

    assert [("词元", "preferred"), ("次元", "misspelling"), ("词圆.", "misspelling")] == [
        (term.text, term.status) for term in concept.terms.zh
    ]
    assert ("一个次元",) == concept.terms.zh[1].hit


@pytest.mark.parametrize(
    ("rule", "line", "cause"),
    [
        ("{expected: a, pattern: /a+/}", 2, "the pattern 'a+' is more than words; write the words that are wrong"),
        ("{expected: a}", 2, "a rule without a pattern; write the mistake"),
        ("{pattern: a}", 2, "a rule without `expected`; write what is right"),
        ("{expected: a, pattern: b, specs: b}", 2, "`specs` is no list of `from` and `to`; correct it"),
        ("{expected: a, pattern: [b, b]}", 2, "the mistake 'b' stands twice; remove one"),
        ("&x {expected: a, pattern: b}\n- *x", 3, "an alias (*name) is used; write the value out"),
        ("{expected: a, expected: b}", 2, "key 'expected' stands already on line 2; merge the two or rename one"),
        ("{expected: a", 3, "not valid YAML"),
    ],
)
def test_prh_that_is_refused(rule: str, line: int, cause: str) -> None:
    """With the line of the rule."""
    found = refusal(f"rules:\n- {rule}\n", "prh", to=["zh"])

    assert (line, True) == (found[0], found[1].startswith(cause)), found
    assert (1, "no list under the key `rules`; give a file of prh") == refusal("a: b", "prh")
    assert "the file names no language" in refusal("rules: [{expected: a, pattern: b}]", "prh")[1]


# --- Markdown


def test_markdown(concepts: Sequence[Concept]) -> None:
    """One row a concept, the preferred term in front."""
    lines = written(concepts, "markdown").splitlines()

    assert "| id | en | zh | zh-Hant | fa |" == lines[0]
    assert "| fine-tuning | fine-tuning | 微调 · 精调 |  | تنظیم دقیق · فاین‌تیونینگ |" == lines[3]


def test_markdown_that_people_write_is_read() -> None:
    """Among other text, with marks, escaped bars and columns in any order."""
    text = "# Terms\n\nzh | en\n:-: | ---\n**模型** · `a\\|b` | model\n\nMore | text\n"

    (concept,) = exchange.read(text, "markdown").concepts

    assert "model" == concept.id
    assert ["模型", "a|b"] == [term.text for term in concept.terms.zh]


@pytest.mark.parametrize(
    ("content", "line", "cause"),
    [
        ("text", None, "no table; write one with a header row of id and languages"),
        ("|en|de|\n|-|-|\n|a|b|", 1, "unknown language 'de'; keep only en, zh, zh-Hant and fa"),
        ("|en|en|\n|-|-|\n|a|b|", 1, "the column en stands twice; remove one"),
        ("\n|id|en|\n|-|-|\n|A b|b|", 4, "the id 'A b' has other characters than a-z, 0-9 and . + - /; rename it"),
        ("|id|en|\n|-|-|\n|a||", 3, "a row without a term; fill it or remove it"),
        ("|id|en|\n|-|-|\n|a|b · · c|", None, ""),
        ("|id|en|\n|-|-|\n|a|b|\n|a|c|", 4, "the concept a stands twice, first on line 3; merge the two or rename one"),
        ("|id|en|\n|-|-|\n|a|b|c|", 3, "3 columns where the header has 2; correct the row"),
    ],
)
def test_markdown_that_is_refused(content: str, line: int | None, cause: str) -> None:
    """With the line of the row."""
    if not cause:
        assert ["b", "· c"] == [term.text for term in exchange.read(content, "markdown").concepts[0].terms.en]
        return
    found = refusal(content, "markdown")

    assert (line, True) == (found[0], found[1].startswith(cause)), found


# --- glossary files of our own


def test_our_own_notation_is_short(concepts: Sequence[Concept]) -> None:
    """A string where a string says all; on one line where it fits; quoted where YAML takes it for something else."""
    text = written(concepts, "yaml")

    assert "    en: [foundation model, {text: FM, type: acronym}]\n" in text
    assert "    fa: [تنظیم دقیق, {text: فاین‌تیونینگ, register: loanword}]\n" in text
    odd = Concept.model_validate({"id": "1.10", "domain": "d", "terms": {"en": ["no", "a: b"], "zh": [], "fa": []}})
    assert '"1.10":\n  terms:\n    en: ["no", "a: b"]\n    zh: []\n    fa: []\n' == written([odd], "yaml")


def test_our_own_notation_is_checked() -> None:
    """By the reader of the data files."""
    wrong = "a:\n  terms: {en: [a], zh: [], fa: []}\n  relatd: b\n"
    assert (3, "unknown key `relatd`; did you mean `related`?") == refusal(wrong, "yaml")
    assert (1, "the file is not a mapping from id to entry; start its lines with `id:`") == refusal("- a", "yaml")


def test_concepts_without_ids_get_some_of_their_own() -> None:
    """Made of the English term, numbered where two are the same or there is no English."""
    text = "en,zh,pos\nToken,词元,noun\ntoken,令牌,noun\n,模型,noun\nÉtude & more,x,noun\n"

    found = exchange.read(text, "google", domain="mine").concepts

    assert ["token", "token-2", "concept", "etude-more"] == [concept.id for concept in found]
    assert {"mine"} == {concept.domain for concept in found}
    assert [[], ["x"]] == [
        [t.text for t in terms] for lang, terms in per_language(found[3].terms) if lang in ("fa", "zh")
    ][::-1]


@pytest.mark.parametrize("format_", ["yaml", "tbx", "tbx2"])
def test_a_general_word_stays_one(format_: str) -> None:
    """Formats that hold every field hold this one; the others count it among what they leave out."""
    word = FULL.model_copy(update={"general": True})
    written = exchange.write([word], format_)
    assert exchange.read(written.text, format_).concepts[0].general
    assert "general" not in written.left_out
    assert exchange.write([word], "turtle").left_out["general"] == 1
