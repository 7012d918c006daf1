"""Terms from one language to another."""

import pytest

from fmref import Catalog, UnknownLanguageError


def test_a_term_translates_to_the_preferred_one_and_its_rivals(mini: Catalog) -> None:
    """The preferred term first, admitted ones after it with their register."""
    found = mini.translate("微调", "fa")

    assert ("ok", "fine-tuning", "تنظیم دقیق") == (found.status, found.concept, found.preferred)
    assert [("تنظیم دقیق", "general"), ("فاین‌تیونینگ", "loanword")] == [(t.text, t.register) for t in found.terms]


def test_a_term_with_two_senses_is_ambiguous(mini: Catalog) -> None:
    """Both senses are there, the one for which the word is preferred first."""
    found = mini.translate("مدل پایه", "en")

    assert ("ambiguous", ("base-model", "foundation-model")) == (found.status, found.candidates)
    assert [t.text for t in found.terms] == ["base model", "foundation model", "FM"]


def test_context_decides_between_senses(mini: Catalog) -> None:
    """Words of a sense's definition and neighbours around the term point to it."""
    found = mini.translate("基础模型", "en", context="在广泛数据上训练后可适配众多应用")

    assert ("ok", "foundation-model", "foundation model") == (found.status, found.concept, found.preferred)


def test_context_that_says_nothing_decides_nothing(mini: Catalog) -> None:
    """The term stays ambiguous."""
    assert mini.translate("基础模型", "en", context="今天天气很好").status == "ambiguous"


def test_the_language_of_the_term_narrows(mini: Catalog) -> None:
    """A term is looked for in one language only when that is given."""
    assert mini.translate("微调", "en", from_="zh").status == "ok"
    assert mini.translate("微调", "en", from_="fa").status == "unknown"


def test_taiwan_has_its_own_term_or_the_mainland_one_in_its_characters(mini: Catalog) -> None:
    """What is written by hand wins; else zh-Hant has the terms of zh in traditional characters, and says so."""
    assert [t.text for t in mini.translate("foundation model", "zh-TW").terms] == ["基石模型"]
    found = mini.translate("fine-tuning", "zh-Hant")
    assert [(t.text, t.lang, t.status) for t in found.terms] == [
        ("微調", "zh-Hant", "preferred"),
        ("精調", "zh-Hant", "admitted"),
    ]
    assert found.preferred == mini.translate("fine-tuning", "zh", profile="taiwan").preferred == "微調"
    assert mini.translate("Alpha", "zh-Hant").preferred == mini.model("Alpha").label("zh-Hant") == "阿爾法"
    assert mini.term("fine-tuning").label("zh-Hant") == "微調"


def test_a_mistranslation_leads_to_its_concept_and_is_never_an_answer(mini: Catalog) -> None:
    """A forbidden term is understood as a query, not offered as a term."""
    assert mini.translate("基金会模式", "en").preferred == "foundation model"
    assert "基金会模式" not in [t.text for t in mini.translate("foundation model", "zh").terms]


def test_plurals_are_understood(mini: Catalog) -> None:
    """English and Persian."""
    assert mini.translate("base models", "zh").concept == "base-model"
    assert mini.translate("مدل‌های پایه", "zh").candidates == ("base-model", "foundation-model")
    assert mini.translate("FMs", "fa").concept == "foundation-model"


def test_a_plural_is_answered_in_both_numbers(mini: Catalog) -> None:
    """The term first, its plural behind; a term asked in the singular has no plural in its answer."""
    asked = mini.translate("base models", "fa")
    assert asked.preferred == "مدل پایه"
    assert "مدل‌های پایه" in [t.text for t in asked.terms]
    assert "base models" in [t.text for t in mini.translate("مدل‌های پایه", "en").terms]
    assert not any("ها" in t.text for t in mini.translate("base model", "fa").terms)


@pytest.mark.parametrize(
    ("long", "short", "to", "answers"),
    [
        ("data preprocessing", "preprocessing", "zh", ("数据预处理", "预处理")),
        ("few-shot learning", "few-shot", "zh", ("少样本学习", "少样本")),
        ("数据可视化", "可视化", "en", ("data visualization", "visualization")),
    ],
)
def test_a_short_form_is_answered_with_a_short_form(
    long: str, short: str, to: str, answers: tuple[str, str], full: Catalog
) -> None:
    """And the longer one with the longer, though both are terms of one concept."""
    assert (full.translate(long, to).preferred, full.translate(short, to).preferred) == answers


def test_persian_terms_come_in_both_spellings_of_the_ezafe(full: Catalog) -> None:
    """The house spelling is preferred; the one with a yeh stands behind all terms, and only where there is an ezafe."""
    asked = full.translate("neural network", "fa")
    assert asked.preferred == "شبکهٔ عصبی"
    spelt = [t.text for t in asked.terms]
    assert spelt.index("شبکه‌ی عصبی") > max(i for i, text in enumerate(spelt) if "هٔ" in text)
    assert not any("ه\u200cی" in t.text for t in full.translate("token", "fa").terms)


def test_persian_terms_come_without_hamza_too(full: Catalog) -> None:
    """Each spelling once, behind the terms, admitted."""
    asked = full.translate("principal component analysis", "fa")
    assert asked.preferred == "تحلیل مؤلفه‌های اصلی"
    spelt = [t.text for t in asked.terms]
    assert "تحلیل مولفه‌های اصلی" in spelt
    assert len(spelt) == len(set(spelt))


@pytest.mark.parametrize(
    ("term", "concept"),
    [
        ("low-rank adaptation (LoRA)", "lora"),
        ("LoRA (low-rank adaptation)", "lora"),
        ("低秩适配（LoRA）", "lora"),
        ("LDA (linear discriminant analysis)", "linear-discriminant-analysis"),
        ("LDA（隐含狄利克雷分布）", "latent-dirichlet-allocation"),
        ("推理 (inference)", "inference"),
    ],
)
def test_a_term_with_another_in_brackets_means_what_both_mean(full: Catalog, term: str, concept: str) -> None:
    """A term of several senses before or in the brackets is decided by the other one."""
    asked = full.translate(term, "fa")
    assert (asked.status, asked.concept) == ("ok", concept)


def test_brackets_that_say_something_else_decide_nothing(mini: Catalog) -> None:
    """The term before them is understood as it is alone."""
    assert mini.translate("fine-tuning (step 2)", "zh").concept == "fine-tuning"


def test_a_name_with_its_acronym_is_the_entry_that_bears_both(full: Catalog) -> None:
    """The full form of a model's name and the name."""
    asked = full.translate("Bidirectional Encoder Representations from Transformers (BERT)", "zh")
    assert (asked.concept, asked.preferred) == ("google/bert", "BERT")
    assert full.translate("Bidirectional Encoder Representations from Transformers (GPT-2)", "zh").status == "unknown"


@pytest.mark.parametrize(
    ("asked", "to", "preferred"),
    [
        ("graphics processing unit", "zh", "图形处理器"),
        ("GPU", "zh", "GPU"),
        ("residual network", "zh", "残差网络"),
        ("ResNet", "zh", "ResNet"),
        ("Contrastive Language-Image Pre-training", "fa", "پیش‌آموزش تقابلی زبان-تصویر"),
        ("CLIP", "fa", "CLIP"),
        ("Transformer network", "zh", "Transformer"),
        ("overfitting", "fa", "بیش‌برازش"),
    ],
)
def test_a_full_form_is_answered_with_a_full_form(full: Catalog, asked: str, to: str, preferred: str) -> None:
    """And a short one, or a word that is kept in Latin letters, with itself."""
    assert full.translate(asked, to).preferred == preferred


def test_of_equal_senses_the_one_that_glossaries_mean_comes_first(full: Catalog) -> None:
    """Glossaries write 行动 and عمل for *act*, and nobody the acronym of adaptive computation time."""
    asked = full.translate("act", "zh", from_="en")
    assert asked.candidates == ("action", "adaptive-computation-time")


def test_chinese_without_a_script_is_the_range_of_both(mini: Catalog) -> None:
    """`zh` has what `zh-Hans` answers and then what `zh-Hant` does, each with its tag and none twice."""
    found = mini.translate("foundation model", "zh")
    assert [(t.text, t.lang, t.status) for t in found.terms][-1] == ("基石模型", "zh-Hant", "admitted")
    assert found.preferred == "基础模型"
    assert ["微调", "精调", "微調", "精調"] == [t.text for t in mini.translate("fine-tuning", "ZH").terms]
    for tag in ("zh-Hans", "zh-CN"):
        assert ["微调", "精调"] == [t.text for t in mini.translate("fine-tuning", tag).terms]
    assert {t.lang for t in mini.translate("foundation model", "zh", profile="mainland").terms} == {"zh"}


def test_latin_words_stand_in_chinese_and_persian(mini: Catalog) -> None:
    """A Latin term is known in a text of any language; an English text has no Chinese."""
    assert mini.translate("FM", "fa", from_="zh").concept == "foundation-model"
    assert mini.translate("fine-tuning", "zh", from_="fa").preferred == "微调"
    assert mini.translate("微调", "fa", from_="en").status == "unknown"


def test_a_profile_puts_its_terms_first(mini: Catalog) -> None:
    """The loanword for who writes loanwords, the mainstream where a profile has no term of its own."""
    assert mini.translate("fine-tuning", "fa", profile="loanword").preferred == "فاین‌تیونینگ"
    assert mini.translate("fine-tuning", "fa", profile="academy").preferred == "تنظیم دقیق"
    assert mini.translate("foundation model", "zh", profile="taiwan").preferred == "基石模型"
    assert mini.translate("foundation model", "zh-TW", profile="mainland").preferred == "基础模型"
    with pytest.raises(ValueError, match="use one of mainstream, loanword"):
        mini.translate("fine-tuning", "fa", profile="modern")


def test_names_of_entries_translate_to_their_names(mini: Catalog) -> None:
    """Where a language has no name of its own, the Latin one stands."""
    assert mini.translate("Alpha", "fa").preferred == "آلفا"
    assert mini.translate("Zeta Labs", "zh").preferred == "Zeta Labs"
    assert mini.translate("گاما", "en").status == "ambiguous"


@pytest.mark.parametrize("term", ["", "\x00", "\ud800", "x" * 10_000_000, "no such thing"])
def test_what_is_no_term_is_unknown(mini: Catalog, term: str) -> None:
    """No exception on any string."""
    assert mini.translate(term, "fa").status == "unknown"


def test_wrong_languages_and_types_are_errors(mini: Catalog) -> None:
    """Typed, with the repair."""
    with pytest.raises(UnknownLanguageError, match="use en, zh"):
        mini.translate("fine-tuning", "de")
    with pytest.raises(TypeError, match="int"):
        mini.translate(3, "fa")  # type: ignore[arg-type]
