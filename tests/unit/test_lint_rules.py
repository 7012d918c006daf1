"""Rules of whole texts: consistency, style, letters."""

import pytest

from fmref import Catalog


def found(catalog: Catalog, text: str, **profiles: str) -> list[tuple[str, str, str | None]]:
    """Code, words and first suggestion of every finding."""
    return [(f.code, f.text, next(iter(f.suggestions), None)) for f in catalog.lint(text, profiles=profiles)]


def test_a_persian_term_is_spelt_in_one_way(full: Catalog) -> None:
    """What differs from the glossary in a half-space is reported once where the text has it both ways."""
    text = "این پروژه متن‌باز است. آن یکی هم متن باز است و متن باز می‌ماند. کاری متن‌بازی است."
    assert found(full, text) == [("T308", "متن باز", "متن‌باز")]
    for even in ("این پروژه متن باز است و متن باز می‌ماند.", "شبکه‌ی عصبی و شبکهٔ عصبی یکی است."):
        assert "T308" not in [code for code, *_ in found(full, even)]


def test_a_name_with_other_spaces_or_hyphens_is_reported(full: Catalog) -> None:
    """Capitals are left to the writer."""
    assert found(full, "Huggingface hosts GLM130B.") == [
        ("T103", "Huggingface", "Hugging Face"),
        ("T103", "GLM130B", "GLM-130B"),
    ]
    assert found(full, "LLaMA and Llama are from Meta, HUGGING FACE hosts both.") == []


def test_one_concept_in_two_wordings_is_reported_once(full: Catalog) -> None:
    """The preferred wording is kept; the other one is reported where it first stands."""
    text = "鲁棒性很重要。模型的稳健性不足，而稳健性难以衡量。"
    assert found(full, text) == [("T302", "稳健性", "鲁棒性")]


def test_a_short_form_is_no_second_wording(full: Catalog) -> None:
    """自监督 is short for 自监督学习."""
    assert not [f for f in found(full, "自监督学习无需标注。自监督学习又称自监督。") if f[0] == "T302"]


def test_longer_forms_of_one_word_are_no_rivals(full: Catalog) -> None:
    """Nor is a plural that is written without its half-space."""
    assert not [f for f in found(full, "模型训练很贵。训练过程很长。") if f[0] == "T302"]
    text = "مدل زبانی بزرگ و مدلهای زبانی بزرگ"
    assert not [f for f in found(full, text) if f[0] == "T302"]


def test_a_term_across_two_words_is_none(full: Catalog) -> None:
    """重训练 is part of 重训练 and no part of 权重训练."""
    assert not [f for f in found(full, "网络的权重训练得很好，重新训练却很慢。") if f[1] == "重训练"]
    assert ("T302", "重训练", "重新训练") in found(full, "模型重训练很慢，重新训练也很贵。")


def test_the_other_wordings_are_suggested_behind_the_first(full: Catalog) -> None:
    """What is in the text already is not."""
    (finding,) = [f for f in full.lint("自我注意机制很有效。") if f.code == "T303"]
    assert finding.suggestions[0] == "自注意力"
    assert len(finding.suggestions) > 1
    assert "自我注意机制" not in finding.suggestions


def test_a_plural_is_mended_by_a_plural(full: Catalog) -> None:
    """A Persian term keeps its number."""
    (finding,) = [f for f in full.lint("پاسخ‌های مدل زبانی حاوی خطاهای واقعی است.") if f.code == "T201"]
    assert finding.suggestions[0].startswith("خطاهای ")


def test_a_deprecated_term_is_a_warning(full: Catalog) -> None:
    """With the preferred one."""
    assert ("T303", "自我注意机制", "自注意力") in found(full, "自我注意机制很有效。")


def test_a_profile_asks_for_its_style(full: Catalog) -> None:
    """A loanword under the profile of the Academy, where that has a word of its own."""
    text = "تنظیم پارامتر با فاین‌تیونینگ فرق دارد."
    assert "T304" in {code for code, *_ in found(full, text, fa="academy")}
    assert "T304" not in {code for code, *_ in found(full, text)}


def test_a_less_usual_wording_is_information(full: Catalog) -> None:
    """It is no warning, and a preferred one is nothing."""
    (finding,) = full.lint("模型的稳健性不足。")
    assert (finding.code, finding.severity) == ("T305", "info")
    assert full.lint("模型的鲁棒性不足。") == []


@pytest.mark.parametrize(
    ("text", "code", "words", "repair"),
    [
        ("اين مدل‌ها چگونه آموزش می‌بینند؟", "T401", "ي", "ی"),
        ("مدل ها و داده ها چگونه‌اند؟", "T404", "مدل ها", "مدل\u200cها"),
        ("این مدلهای بزرگ پرهزینه‌اند.", "T404", "مدلهای", "مدل\u200cهای"),
        ("模型ＡＢ很大。", "T403", "ＡＢ", "AB"),
        ("模型很大,也很贵。", "T403", "大,", "大，"),
        ("模型 很大。", "T403", "型 很", "型很"),
        ("The mоdel is large.", "T402", "mоd", None),
    ],
)
def test_wrong_letters_are_reported(full: Catalog, text: str, code: str, words: str, repair: str | None) -> None:
    """With what to write, where that is certain."""
    assert (code, words, repair) in found(full, text)


def test_what_recurs_is_one_finding(full: Catalog) -> None:
    """A text without half-spaces is not a thousand findings."""
    findings = [f for f in full.lint("مدل ها و داده ها و لایه ها چگونه‌اند؟") if f.code == "T404"]
    assert len(findings) == 1
    assert "2 more" in findings[0].message


@pytest.mark.parametrize(
    "text",
    [
        "این مدل‌ها داده‌های بسیاری می‌خواهند؛ در انتهای راه، تنهایی بهای آن است.",
        "大语言模型（LLM）需要大量数据：文本、图像和代码。",
        "A model, its data and its cost.",
    ],
)
def test_good_writing_has_no_faults_of_letters(full: Catalog, text: str) -> None:
    """Plurals that are whole words, full-width marks and Latin acronyms are right."""
    assert not [f for f in full.lint(text) if f.code.startswith("T4")]


def test_a_persian_number_stands_before_what_it_counts(full: Catalog) -> None:
    """The order of English is reported with the right one; a noun that says that it is a number keeps its place."""
    assert ("T405", "پارامتر ۷ میلیارد", "۷ میلیارد پارامتر") in found(full, "این مدل با پارامتر ۷ میلیارد آموزش دید.")
    for text in ("تعداد پارامتر ۷ میلیارد است.", "این مدل ۷ میلیارد پارامتر دارد.", "هر پارامتر ۲ بایت جا می‌گیرد."):
        assert "T405" not in [code for code, *_ in found(full, text)]


def test_a_name_in_persian_letters_has_its_latin_form_once(full: Catalog) -> None:
    """Where it stands first; not where the Latin name stands anywhere, not for firms, and not in other languages."""
    (finding,) = [f for f in full.lint("مدل پالم بزرگ است و پالم را گوگل ساخت.") if f.code == "T307"]
    assert (finding.text, finding.start, finding.severity) == ("پالم", 4, "info")
    assert finding.suggestions == ("پالم (PaLM)", "PaLM")
    for text in ("مدل پالم (PaLM) بزرگ است.", "پالم بزرگ است. نام آن PaLM است.", "بۆتی کورد جی پی تی"):
        assert "T307" not in [code for code, *_ in found(full, text)]


def test_the_full_form_of_a_name_is_one_of_those_listed(full: Catalog) -> None:
    """Another one is a finding though no word of it is mistaken; of a concept, writers choose their own words."""
    assert ("T101", "生成性预训练变换网络", "生成式预训练 Transformer") in found(
        full, "生成性预训练变换网络（GPT）很常用。"
    )
    assert "T101" not in [code for code, *_ in found(full, "生成式预训练 Transformer（GPT）很常用。")]
    assert "T101" not in [code for code, *_ in found(full, "检索来增强的生成（RAG）很常用。")]
