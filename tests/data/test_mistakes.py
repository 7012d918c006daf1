"""The lexicon of mistranslations holds its own examples."""

from fmref import Catalog
from fmref.schema import per_language
from fmref.text import name_key


def test_certain_mistakes_are_found_in_their_examples(full: Catalog) -> None:
    """Each that is always wrong is reported in its `hit` sentences, or lies inside a longer one that is."""
    missed = []
    for concept in full.concepts:
        for _, terms in per_language(concept.record.terms):
            for term in terms:
                if term.status == "forbidden" and not term.ambiguous:
                    key = name_key(term.text)
                    for sentence in term.hit:
                        if not any(key in name_key(finding.text) for finding in full.lint(sentence)):
                            missed.append(f"{concept.id}: {term.text} in {sentence}")
    assert missed == []


def test_right_uses_are_not_reported(full: Catalog) -> None:
    """None that is always wrong is reported in the sentences in which its letters are right."""
    reported = []
    for concept in full.concepts:
        for _, terms in per_language(concept.record.terms):
            for term in terms:
                if term.status == "forbidden" and not term.ambiguous:
                    key = name_key(term.text)
                    for sentence in term.miss:
                        if any(name_key(finding.text) == key for finding in full.lint(sentence)):
                            reported.append(f"{concept.id}: {term.text} in {sentence}")
    assert reported == []
