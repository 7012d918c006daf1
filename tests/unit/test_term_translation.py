"""Terms of another language behind those of a text, or in their place."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fmref
from fmref import Catalog, TermChange, TermLeft
from fmref.term_inflection import Ending, inflected
from fmref.term_translation import Translated

Mode = Literal["gloss", "replace"]


def applied(text: str, found: Translated) -> str:
    """A text after the changes that an answer lists, with each original checked on the way."""
    for change in reversed(found.changes):
        assert text[change.start : change.end] == change.original
        text = text[: change.start] + change.written + text[change.end :]
    return text


GLOSSED = [
    ("Fine-tuning helps. Fine-tuning again.", "zh", "Fine-tuning (微调) helps. Fine-tuning again."),
    ("Large language models hallucinate.", "fa", "Large language models (مدل زبانی بزرگ) hallucinate."),
    ("对模型进行微调，会产生幻觉。", "en", "对模型进行微调（fine-tuning），会产生幻觉（hallucination）。"),
    ("模型会产生幻觉。", "fa", "模型会产生幻觉（توهم）。"),
    ("تنظیم دقیق و توهم‌های آن", "en", "تنظیم دقیق (fine-tuning) و توهم‌های (hallucination) آن"),
    ("شبکه‌های عصبی عمیق‌اند", "zh", "شبکه‌های عصبی (神经网络) عمیق‌اند"),
    ("加上 adapters。", "zh-Hant", "加上 adapters（轉接器）。"),
    (
        "Reinforcement learning from human feedback (RLHF) and RLHF",
        "zh",
        "Reinforcement learning from human feedback (RLHF, 基于人类反馈的强化学习) and RLHF",
    ),
    ("RLHF（人类反馈强化学习）", "zh", "RLHF（人类反馈强化学习）"),
    ("微调（fine-tuning）和 fine-tuning", "zh", "微调（fine-tuning）和 fine-tuning"),
]
"""A text, a language, and the text with glosses."""


@pytest.mark.parametrize(("text", "to", "expected"), GLOSSED)
def test_glosses_stand_behind_the_first_mention(text: str, to: str, expected: str, full: Catalog) -> None:
    """In the parentheses of the language of the text, behind the endings of the word, unless the term is there."""
    found = full.translate_terms(text, to)

    assert found.text == expected
    assert applied(text, found) == expected


@pytest.mark.parametrize(("text", "to", "_"), GLOSSED)
def test_a_glossed_text_needs_no_more_glosses(text: str, to: str, _: str, full: Catalog) -> None:
    """Glossing twice is glossing once, also where every mention has its gloss."""
    for first in (True, False):
        once = full.translate_terms(text, to, first_mention=first)
        assert full.translate_terms(once.text, to, first_mention=first).changes == ()


def test_every_mention_is_glossed_on_request(full: Catalog) -> None:
    """`first_mention=False` glosses each."""
    found = full.translate_terms("微调之后再微调", "en", first_mention=False)

    assert found.text == "微调（fine-tuning）之后再微调（fine-tuning）"


@pytest.mark.parametrize(
    ("text", "to", "expected"),
    [
        ("Hallucinations and fine-tuning.", "zh", "幻觉 and 微调."),
        ("Neural networks, tokenizers", "fa", "شبکه‌های عصبی, توکنایزرها"),
        ("对模型做 fine-tuning 之后", "zh", "对模型做微调之后"),
        ("用微调的方法", "en", "用 fine-tuning 的方法"),
        ("用微调的方法", "fa", "用 تنظیم دقیق 的方法"),
        ("توهم‌های آن و شبکه‌های عصبی", "en", "hallucinations آن و neural networks"),
        ("توهم‌ها و تنظیم دقیق", "zh", "幻觉 و 微调"),
        ("大语言模型（LLM）", "fa", "مدل زبانی بزرگ（LLM）"),
    ],
)
def test_terms_are_replaced_with_their_plural(text: str, to: str, expected: str, full: Catalog) -> None:
    """No ending dangles or doubles, and the space between scripts is that of the style guide."""
    found = full.translate_terms(text, to, mode="replace")

    assert found.text == expected
    assert applied(text, found) == expected


def test_an_ending_that_cannot_be_carried_is_reported(full: Catalog) -> None:
    """A Persian possessive says something that an English term could not."""
    found = full.translate_terms("توهمش زیاد است", "en", mode="replace")

    assert (found.text, found.changes) == ("توهمش زیاد است", ())
    assert found.left == (TermLeft(0, 4, "توهم", ("hallucination",), "inflected"),)


def test_a_term_with_several_senses_is_left(mini: Catalog) -> None:
    """Nothing is guessed: 基础模型 is a foundation model or a base model."""
    found = mini.translate_terms("基础模型", "en")

    assert found.text == "基础模型"
    ((start, end, text, ids, reason),) = found.left
    assert (start, end, text, set(ids), reason) == (0, 4, "基础模型", {"foundation-model", "base-model"}, "ambiguous")


def test_compounds_are_left(full: Catalog) -> None:
    """A gloss inside a word helps nobody."""
    found = full.translate_terms("LLM-based tools", "zh")

    assert (found.changes, [left.reason for left in found.left]) == ((), ["compound"])


def test_the_latin_word_stays_where_writers_keep_it(full: Catalog) -> None:
    """`keep_latin: always` holds for both modes; `first_mention` gives the word in parentheses once."""
    kept = full.translate_terms("AdaLoRA", "fa", mode="replace")
    once = full.translate_terms("a verbalizer and a verbalizer", "zh", mode="replace")

    assert (kept.text, [left.reason for left in kept.left]) == ("AdaLoRA", ["latin_kept"])
    assert full.translate_terms("AdaLoRA", "fa") == kept
    assert once.text == "a 标签词映射 (verbalizer) and a 标签词映射"


@pytest.mark.parametrize("mode", ["gloss", "replace"])
@pytest.mark.parametrize(
    "text",
    [
        "GPT-3, Meta, ImageNet and 175B",
        "`fine-tuning` and ```\nfine-tuning\n```",
        "[x](fine-tuning) https://example.org/fine-tuning <a title='fine-tuning'>",
        "mail fine-tuning@example.org",
    ],
)
def test_names_numbers_code_and_links_are_never_changed(text: str, mode: Mode, full: Catalog) -> None:
    """Whatever stands in them."""
    assert full.translate_terms(text, "zh", mode=mode).text == text


def test_a_profile_chooses_the_term(full: Catalog) -> None:
    """The same text for readers of loanwords and of the Academy's words."""
    loan, academy = (full.translate_terms("hallucination", "fa", profile=p).text for p in ("loanword", "academy"))

    assert loan != academy


def test_the_changes_name_concepts(full: Catalog) -> None:
    """With the place in the text that was given."""
    assert full.translate_terms("对它微调", "en").changes == (
        TermChange(2, 4, "微调", "fine-tuning", "微调（fine-tuning）"),
    )


def test_wrong_options_are_errors(full: Catalog) -> None:
    """A language, a mode and a profile that there are not."""
    with pytest.raises(fmref.UnknownLanguageError):
        full.translate_terms("x", "de")
    with pytest.raises(ValueError, match="unknown mode 'other'; use gloss or replace"):
        full.translate_terms("x", "fa", mode="other")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="unknown profile"):
        full.translate_terms("x", "fa", profile="none")


PIECES = st.sampled_from(
    [
        *(
            "fine-tuning",
            "微调",
            "تنظیم دقیق",
            "hallucinations",
            "توهم‌ها",
            "توهمش",
            "LLM",
            "GPT-3",
            "(",
            ")",
            "（",
            "）",
        ),
        *(
            " ",
            "\n",
            "`",
            "的",
            "s",
            "-",
            "’s",
            "RLHF",
            "大语言模型",
            "شبکه‌های عصبی",
            "\u200c",
            "\ud800",
            "https://a.b/",
            "ی",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@settings(max_examples=150, deadline=None)
@given(
    text=TEXTS,
    to=st.sampled_from(["en", "zh", "zh-Hant", "fa"]),
    mode=st.sampled_from(["gloss", "replace"]),
    first_mention=st.booleans(),
)
def test_changes_applied_to_the_text_give_the_answer(
    full: Catalog, text: str, to: str, mode: Mode, *, first_mention: bool
) -> None:
    """On any text, with no exception."""
    found = full.translate_terms(text, to, mode=mode, first_mention=first_mention)

    assert applied(text, found) == found.text
    assert all(text[left.start : left.end] == left.text for left in found.left)


@pytest.mark.parametrize(
    ("term", "how", "expected"),
    [
        ("memory", "plural", "memories"),
        ("batch", "plural", "batches"),
        ("array", "plural", "arrays"),
        ("GPU", "plural", "GPUs"),
        ("learning", "plural", None),
        ("analysis", "plural", None),
        ("loss", "plural", None),
        ("لایهٔ توجه", "plural", "لایه‌های توجه"),
        ("لایه‌ی توجه", "ezafe plural", "لایه‌های توجه"),
        ("LoRA توزیع‌شده", "plural", None),
        ("模型", "ezafe plural", "模型"),
    ],
)
def test_plurals(term: str, how: Ending, expected: str | None) -> None:
    """Regular ones only; the Persian plural stands behind the first word of a term."""
    assert inflected(term, how) == expected
