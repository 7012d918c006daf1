"""Terms in the traditional characters of Taiwan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmref import Catalog
from fmref.hanzi_taiwan import SIMPLIFIED, TRADITIONAL, WORDS
from fmref.text import name_key
from fmref.traditional import traditional


@pytest.mark.parametrize(
    ("simplified", "expected"),
    [
        ("微调", "微調"),
        ("线性回归", "線性迴歸"),
        ("召回率", "召回率"),
        ("关系数据库", "關係數據庫"),
        ("假发现率", "假發現率"),
        ("因果干预", "因果干預"),
        ("主干网络", "主幹網絡"),
        ("舍入误差", "捨入誤差"),
        ("复制机制", "複製機制"),
        ("控制图", "控制圖"),
        ("平台", "平台"),
        ("Transformer 层", "Transformer 層"),
        ("BERT", "BERT"),
        ("", ""),
    ],
)
def test_the_word_decides_between_the_forms_of_a_character(simplified: str, expected: str) -> None:
    """Characters with several forms get that of their word, others their own."""
    assert expected == traditional(simplified)


def test_what_is_traditional_stays(full: Catalog) -> None:
    """Twice is once, and the hand-written terms of Taiwan are left as they are but for a rare form."""
    own = [t.text for c in full.concepts for t in c.own_terms("zh-Hant")]

    assert len(own) > 2000
    assert len([text for text in own if traditional(text) != text]) < len(own) / 100


def test_it_agrees_with_people(full: Catalog) -> None:
    """Where people wrote a mainland term in traditional characters, the same comes out, but for a few."""
    pairs = [
        (simplified.text, hand.text)
        for concept in full.concepts
        for hand in concept.own_terms("zh-Hant")
        for simplified in concept.terms("zh")
        if name_key(simplified.text) == name_key(hand.text)
    ]

    assert len(pairs) > 1000
    assert len([pair for pair in pairs if traditional(pair[0]) != pair[1]]) < 10


def test_no_answer_to_taiwan_has_simplified_characters(full: Catalog) -> None:
    """Whatever stands in the glossary by hand or not."""
    only_simplified = set(SIMPLIFIED) - set(TRADITIONAL) - set("".join(WORDS.values()))
    for concept in full.concepts:
        for term in concept.terms("zh-Hant"):
            assert term.lang == "zh-Hant"
            assert not only_simplified & set(term.text), term


@given(st.text(alphabet=st.sampled_from([*SIMPLIFIED[:200], *"回归系数注意 aا1"])))
def test_the_key_stays_the_same(text: str) -> None:
    """A term is found by either form, and no character is lost."""
    assert len(traditional(text)) == len(text)
    assert traditional(traditional(text)) == traditional(text)
