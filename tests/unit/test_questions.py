"""Answers to questions: what is read, what is refused and why, and how it is said."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fmref import Answer, Catalog, UnknownLanguageError, load
from fmref.questions.reading import LONGEST

Edited = Callable[[str, str, str], Path]


def _ids(answer: Answer) -> list[str]:
    return [subject.id for subject in answer.subjects]


# --- The registry drives everything


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("What is the wingspan of Alpha 13B?", "en"),
        ("Alpha 13B 的翼展是多少", "zh"),
        ("طول بال Alpha 13B چقدر است؟", "fa"),
    ],
)
def test_a_new_row_of_the_registry_is_askable(edited: Edited, question: str, lang: str) -> None:
    """Labels in three languages and a unit are all that an attribute needs."""
    row = (
        "wingspan:\n  kinds: model\n  type: number\n  unit: metres\n"
        "  labels: {en: wingspan, zh: 翼展, fa: طول بال}\nparameters:\n"
    )
    edited("attributes.yaml", "parameters:\n", row)
    directory = edited("models.yaml", "    weather: sun", "    weather: sun\n    wingspan: 35")
    answer = load(directory).ask(question)

    assert (answer.status, answer.attribute, answer.value, answer.unit) == ("answered", "wingspan", 35, "metres")
    assert answer.lang == lang
    assert _ids(answer) == ["acme/alpha-13b"]


def test_a_row_orders_and_limits_lists(edited: Edited) -> None:
    """A new number is compared, put in order and bounded without code."""
    row = (
        "wingspan:\n  kinds: model\n  type: number\n  unit: metres\n"
        "  labels: {en: wingspan, zh: 翼展, fa: طول بال}\nparameters:\n"
    )
    edited("attributes.yaml", "parameters:\n", row)
    edited("models.yaml", "    weather: sun", "    weather: sun\n    wingspan: 35")
    directory = edited("models.yaml", "    parameters: 1.3e9", "    parameters: 1.3e9\n    wingspan: 40")
    catalog = load(directory)

    assert _ids(catalog.ask("Which model has the highest wingspan?")) == ["acme/alpha-1.3b"]
    assert _ids(catalog.ask("Alpha 13B 和 Alpha 1.3B 哪个翼展更高")) == ["acme/alpha-1.3b", "acme/alpha-13b"]


def test_a_sentence_of_the_registry_states_the_fact(edited: Edited) -> None:
    """Without one, the label does."""
    labels = "  labels: {en: license, zh: 许可证, fa: مجوز}"
    directory = edited("attributes.yaml", labels, f"{labels}\n  sentence: {{en: '{{subject}} comes under {{value}}.'}}")

    catalog = load(directory)
    assert catalog.ask("license of Alpha").text == "Alpha comes under Apache-2.0."
    assert catalog.ask("Alpha 的许可证").text == "阿尔法 (Alpha)的许可证：Apache-2.0。"


# --- Facts and what is to be known of them


def test_an_inherited_fact_says_where_it_is_from(mini: Catalog) -> None:
    """What is said of the family holds for its member, and the answer says so."""
    answer = mini.ask("What is the license of Alpha 13B?")

    assert answer.value == "Apache-2.0"
    assert "Taken from Alpha." in answer.text


def test_an_estimate_is_called_one(mini: Catalog) -> None:
    """In the language of the question."""
    assert "This is an estimate." in mini.ask("training time of Alpha 13B").text
    assert "估计" in mini.ask("Alpha 13B 的训练时间").text


def test_sources_that_disagree_are_shown(mini: Catalog) -> None:
    """The winning value is the answer; what others say stands beside it, with them."""
    answer = mini.ask("How many parameters does Alpha 13B have?")

    assert answer.value == 13_015_864_320
    assert "Sources disagree" in answer.text
    assert "130 billion parameters (A newspaper, January 1, 2026)" in answer.text
    assert [source.id for source in answer.sources] == ["alpha-card", "compilation", "press"]


def test_an_undisclosed_value_is_no_number(mini: Catalog) -> None:
    """The rumour is told as one, with who spread it; the value stays empty."""
    answer = mini.ask("How many parameters does Beta have?")

    assert (answer.status, answer.value) == ("undisclosed", None)
    assert "has not been disclosed, says Beta is here, May 2024" in answer.text
    assert "A newspaper" in answer.text


def test_a_family_answers_with_the_sizes_of_its_members(mini: Catalog) -> None:
    """As a list, from the least, where all sizes are asked for."""
    assert mini.ask("what sizes does Alpha come in").value == [1_300_000_000, 13_015_864_320]


def test_a_family_has_no_one_size(mini: Catalog) -> None:
    """The members that differ are the candidates, the best known first, each with its value in the reason."""
    answer = mini.ask("parameters of Alpha")

    assert (answer.status, answer.value, answer.attribute) == ("ambiguous", None, "parameters")
    assert {candidate.id for candidate in answer.candidates} == {"acme/alpha-1.3b", "acme/alpha-13b"}
    assert all(candidate.name in answer.reason for candidate in answer.candidates)
    assert answer.sources


@pytest.mark.parametrize(
    "question", ["Falcon 有多少参数", "فالکون چند پارامتر دارد", "how big is Falcon", "Claude 有多少参数"]
)
def test_the_size_of_one_member_is_not_that_of_the_family(full: Catalog, question: str) -> None:
    """In each language; also where a size is known of one member only."""
    answer = full.ask(question)

    assert (answer.status, answer.value) == ("ambiguous", None)
    assert answer.candidates


@pytest.mark.parametrize(
    ("question", "id_"),
    [
        ("when was the first version of LLaMA released", "meta/llama-1"),
        ("第二代 Llama 什么时候开源的", "meta/llama-2"),
        ("نسل دوم لاما کی منتشر شد", "meta/llama-2"),
        ("GPT 第三代有多少参数", "openai/gpt-3"),
        ("جی‌پی‌تی سه چند لایه دارد", "openai/gpt-3"),
        ("who develops Command R+", "cohere/command-r-plus"),
    ],
)
def test_versions_in_words_are_part_of_the_name(full: Catalog, question: str, id_: str) -> None:
    """Before the name or behind it; a plus is part of it, too."""
    assert _ids(full.ask(question)) == [id_]


@pytest.mark.parametrize(
    ("question", "id_"),
    [
        ("when did the first GPT come out", "openai/gpt-1"),
        ("初代 Llama 什么时候出的", "meta/llama-1"),
        ("نسخه یک لاما کی اومد", "meta/llama-1"),
        ("first generation of PaLM parameters", "google/palm"),
    ],
)
def test_the_first_of_a_line_is_found_by_its_version_or_release(full: Catalog, question: str, id_: str) -> None:
    """And where several members came out together, none is chosen."""
    assert _ids(full.ask(question)) == [id_]
    assert full.ask("who released the first generation of Falcon?").status == "ambiguous"
    assert _ids(full.ask("which came first GPT or BERT")) == ["openai/gpt", "google/bert"]


def test_what_is_asked_of_the_first_of_an_order_is_told(full: Catalog) -> None:
    """Behind the sentence that says which one is the first; the order is not by what is asked."""
    answer = full.ask("newest Mistral model license")

    assert (answer.attribute, answer.value) == ("license", full.entry(_ids(answer)[0]).license)
    assert answer.text.startswith("Release date of ")


def test_what_further_training_keeps_is_told_of_the_base(full: Catalog) -> None:
    """With the base named, in the sentence and by the fact; a base model of which parts were taken says nothing."""
    answer = full.ask("What architecture is Alpaca built on?")

    assert answer.value == ["decoder-only", "autoregressive"]
    assert answer.text.startswith("Alpaca 7B comes from LLaMA 7B. ")
    assert full.entry("stanford/alpaca").facts["architecture"].inherited_from == ("meta/llama-1",)
    assert full.ask("architecture of Flamingo").status == "unknown"


def test_a_name_with_one_wrong_letter_is_taken_for_what_it_can_only_mean(full: Catalog) -> None:
    """The sentence says so; the name of another model, another size and two wrong letters are refused."""
    answer = full.ask("Mistrall 7B licence")

    assert (_ids(answer), answer.value) == (["mistral-ai/mistral-7b"], "Apache-2.0")
    assert answer.text.startswith("“Mistrall 7B” is taken for Mistral 7B. ")
    for question in (
        "LLaVA 2 70B parameters",
        "Llama 2 71B parameters",
        "Mixtrall 7B licence",
        "Hugging Space 2 license",
    ):
        assert full.ask(question).status == "unknown"


def test_kinds_of_models_are_read_from_the_glossary(full: Catalog) -> None:
    """With the narrower ones; a term that is no kind of model limits no list."""
    assert {"openai/dall-e-2", "openai/gpt-3"} <= set(_ids(full.ask("generative models by OpenAI")))
    assert "meta/rag" in _ids(full.ask("مدل‌های زبانی مبتنی بر بازیابی"))
    assert full.ask("models that use dropout").status == "unknown"


def test_a_licence_that_bars_commercial_use_says_so(full: Catalog) -> None:
    """In the language of the question."""
    assert "does not allow commercial use" in full.ask("license of Galactica").text
    assert "不允许商业使用" in full.ask("Galactica 的许可证").text
    assert "commercial" not in full.ask("license of Mistral 7B").text


def test_names_are_the_same_in_every_language(full: Catalog) -> None:
    """In the subjects and the value; the sentence names both at first mention."""
    answers = [full.ask("What is Alpaca based on?", lang) for lang in ("en", "zh", "fa")]

    assert {(answer.value, *(subject.name for subject in answer.subjects)) for answer in answers} == {
        ("LLaMA 7B", "Alpaca 7B", "LLaMA 7B")
    }
    assert "آلپاکا (Alpaca 7B)" in answers[2].text


def test_a_question_in_two_steps_is_answered_about_the_second(full: Catalog) -> None:
    """Who made the model that another comes from; the sentence says which it is."""
    answer = full.ask("who made the model that Dolly is based on")

    assert (_ids(answer), answer.value) == (["eleutherai/gpt-j-6b"], "EleutherAI")
    assert answer.text.startswith("Dolly comes from GPT-J-6B.")
    assert full.ask("who made Dolly based on GPT-J").status == "unknown"


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("<b>GPT-3</b> parameters", "The question holds markup; ask in plain words."),
        ("GPT-3 parameters in GB", "“in GB” is not a unit of that (parameters)."),
        ("models over 70B and under 7B", "The conditions contradict each other."),
        ("models with more than 80 GB parameters", "is not in the unit of what it shall bound (parameters)."),
        ("Wie viele Parameter hat GPT-3?", "Questions are understood in English, Chinese and Persian."),
        ("x " * 500_000, "The question is too long; ask in one sentence."),
        ("LLaVA 2 70B parameters", "Nothing in the catalog is called “LLaVA 2 70B”."),
    ],
)
def test_bad_questions_are_refused_with_the_reason(full: Catalog, question: str, reason: str) -> None:
    """Markup, units that do not fit, bounds that contradict each other, other languages, length, misspelt names."""
    answer = full.ask(question)

    assert answer.status == "unknown"
    assert answer.reason.endswith(reason)


def test_what_no_source_says_is_not_known(mini: Catalog) -> None:
    """The attribute exists and the model, too."""
    answer = mini.ask("When was Gamma released?")

    assert (answer.status, answer.intent, answer.attribute) == ("unknown", "fact", "release_date")
    assert answer.reason == "No source says it of Gamma."


def test_a_name_of_two_entries_is_ambiguous(mini: Catalog) -> None:
    """Both are offered."""
    answer = mini.ask("تعداد پارامترهای گاما", "en")

    assert answer.status == "ambiguous"
    assert [candidate.id for candidate in answer.candidates] == ["zeta/gamma", "zeta/gamma+"]


# --- What must not be answered


@pytest.mark.parametrize(
    "question",
    [
        "How many parameters does BLOOM not have?",
        "models that are not by Google",
        "مدل‌های غیر چینی گوگل",
        "Llama 2 不支持哪些语言",
        "parameters of GPT-3.7",
        "How many parameters did GPT-3 have in 2019?",
        "BLOOM parameters license",
        "Is Llama the largest model?",
        "Who is BLOOM's license?",
        "What does BLOOM cost per million tokens?",
        "What is the second largest model?",
        "does bloom support Chinese?",
        "is GPT-3 Chinese",
        "which is larger",
        "通义千问9 参数",
        "did Google make BLOOM in 2023",
        "BLOOM 有 71 层吗",
        "Who trained BLOOM on which hardware",
        "models like BLOOM",
        "knowledge of BLOOM",
        "parameters of the base model of Vicuna",
    ],
)
def test_a_word_that_nobody_reads_refuses_the_question(full: Catalog, question: str) -> None:
    """A negation, a version, a condition or a second question does not vanish from what is answered."""
    answer = full.ask(question)

    assert (answer.status, answer.value) == ("unknown", None)
    assert answer.reason


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("models with more than 100 GB parameters", "“more than 100 GB” is not in the unit"),
        ("open models released before 2010 and after 2020", "The conditions contradict each other."),
        ("open closed models", "The conditions contradict each other."),
        ("去年发布的模型", "“去年”不是确定的时间。"),
        ("How many parameters does GPT-9 have?", "Nothing in the catalog is called “GPT-9”."),
        ("", "There is no question in it."),
        ("a " * LONGEST, "The question is too long"),
    ],
)
def test_a_refusal_says_why(full: Catalog, question: str, reason: str) -> None:
    """In a sentence that names the word it stumbled over."""
    assert full.ask(question).reason.startswith(reason)


@pytest.mark.parametrize(
    "question",
    [
        "a" * 2**20,
        "多少参数" * 2**18,
        "BLOOM " * 60,
        "пароль от модели?",
        "<script>alert(1)</script> BLOOM 参数",
        "\ud800\u202e\x00 \u202eBLOOM\u202c parameters\ud800",
        "{subject} {value} {0} %s",
        "'; DROP TABLE entries; --",
        "؟؟؟ ؟",
        "ا" * 399,
        "1 " * 190,
    ],
)
def test_hostile_questions_get_an_answer_fast(full: Catalog, question: str) -> None:
    """No exception, and well under a second; markup does not reach a page."""
    full.ask("BLOOM")
    full.snapshot.read_indexes()  # else one of many questions of a process takes them into memory
    started = time.process_time()
    answer = full.ask(question)

    assert time.process_time() - started < 0.5
    assert "<script>" not in answer._repr_html_()


def test_a_question_is_a_string(full: Catalog) -> None:
    """And a language one of the library's."""
    with pytest.raises(TypeError, match="a question is a string, not int"):
        full.ask(3)  # type: ignore[arg-type]
    with pytest.raises(UnknownLanguageError):
        full.ask("BLOOM", "de")


# --- Languages


def test_the_answer_is_in_the_language_of_the_question(full: Catalog) -> None:
    """With its own digits, units and dates; a name in another script does not decide."""
    assert full.ask("GPT-3 有多少参数").text == "GPT-3 有1750亿个参数。"
    assert full.ask("جی‌پی‌تی ۳ چند پارامتر دارد؟").text == "جی‌پی‌تی ۳ (GPT-3) ۱۷۵ میلیارد پارامتر دارد."
    assert full.ask("GPT-3 parameters").text == "GPT-3 has 175 billion parameters."
    assert full.ask("which model is جی‌پی‌تی ۳?").lang == "en"


def test_the_language_of_the_answer_may_be_chosen(full: Catalog) -> None:
    """Value and subjects are the same in all of them."""
    answers = [full.ask("When was Llama 2 released?", lang) for lang in ("en", "zh", "fa")]

    assert {answer.value for answer in answers} == {"2023-07-18"}
    assert [answer.text for answer in answers] == [
        "Release date of Llama 2: July 18, 2023.",
        "Llama 2 发布于2023年7月18日。",
        "لاما ۲ (Llama 2) در ۱۸ ژوئیهٔ ۲۰۲۳ منتشر شد.",
    ]


# --- The other intents


def test_a_list_holds_who_meets_every_condition(full: Catalog) -> None:
    """Size, year, country and openness at once; the catalog's own query says the same of each."""
    answer = full.ask("open models over 70B released in 2024 by Chinese developers")

    assert answer.intent == "filter"
    assert "deepseek/deepseek-v3" in _ids(answer)
    for entry in (full.entry(id_) for id_ in _ids(answer)):
        sizes: Any = entry.parameters
        assert (max(sizes) if isinstance(sizes, tuple) else sizes) >= 70e9
        assert str(entry.release_date).startswith("2024")
        assert entry.open_weights


def test_a_count_counts_the_whole_list(full: Catalog) -> None:
    """Also where the answer names only the first."""
    answer = full.ask("how many models did Google release in 2022?")

    assert answer.value == len(answer.subjects) > 12


def test_a_superlative_is_the_end_of_an_order(full: Catalog) -> None:
    """Among the members of a line, of a developer, of a country."""
    assert _ids(full.ask("smallest Llama 2 model"))[0] == "meta/llama-2-7b"
    assert full.ask("最新的 OpenAI 模型").attribute == "release_date"


def test_lineage_is_followed_both_ways(full: Catalog) -> None:
    """What stands before or behind the words decides."""
    assert "meta/llama-7b" in _ids(full.ask("What is Alpaca based on?"))
    assert "stanford/alpaca" in _ids(full.ask("models based on LLaMA 7B"))
    assert full.ask("is Vicuna based on LLaMA?").value is True
    assert full.ask("Is GPT-3 based on BLOOM?").status == "unknown"
    assert _ids(full.ask("what is the successor of GPT-2"))[1:] == ["openai/gpt-3"]
    assert _ids(full.ask("GPT-3 is the successor of which model?"))[1:] == ["openai/gpt-2"]


@pytest.mark.parametrize(
    "question",
    ["what is the base model of Dolly 2", "Dolly 2.0 的基础模型是？", "Dolly 2 parent model", "مدل پایهٔ Dolly 2 چیست؟"],
)
def test_a_base_model_is_read_from_the_lineage(full: Catalog, question: str) -> None:
    """An attribute of the registry whose values are edges is answered from them; a series has those of its members."""
    answer = full.ask(question)

    assert (answer.status, answer.intent, answer.attribute) == ("answered", "lineage", "base_model")
    assert set(answer.values) == {"eleutherai/pythia-12b", "eleutherai/pythia-2.8b", "eleutherai/pythia-6.9b"}
    assert answer.sources


def test_a_source_of_a_lineage_is_told_from_what_has_it(full: Catalog) -> None:
    """What is named as a base asks for what was built on it, though the same word asks for the base of a model."""
    up, down = full.ask("Vicuna 的基座"), full.ask("以 Vicuna 为基座的模型")

    assert _ids(up) == ["lmsys/vicuna", "meta/llama-1"]
    assert "meta/llama-1" not in _ids(down)
    assert "baai/judgelm" in _ids(down)


def test_a_relation_between_a_model_and_its_family_names_the_model(full: Catalog) -> None:
    """LLaMA 7B, and not the family Llama beside it."""
    assert _ids(full.ask("Alpaca 的基座")) == ["stanford/alpaca", "meta/llama-7b"]


@pytest.mark.parametrize(
    ("question", "term"),
    [("overfitting 是什么意思", "过拟合"), ("过拟合 یعنی چی", "بیش‌برازش"), ("what does 微调 mean", "fine-tuning")],
)
def test_the_meaning_of_a_foreign_term_is_its_translation(full: Catalog, question: str, term: str) -> None:
    """The term in the language of the question, with the definition behind it."""
    answer = full.ask(question)

    assert (answer.intent, answer.value) == ("translate", term)
    assert len(answer.text) > len(f"“{term}”") + 30


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("过拟合的英文", "overfitting"),
        ("标准差的英文", "standard deviation"),
        ("standard deviation in Chinese", "标准差"),
        ("有监督学习的英文是什么", "supervised learning"),
        ("开源的英文", "open source"),
        ("参数的英文", "parameter"),
    ],
)
def test_a_word_of_the_grammar_may_begin_a_term(full: Catalog, question: str, value: str) -> None:
    """The longest term that the glossary has is translated."""
    assert full.ask(question).value == value


@pytest.mark.parametrize("question", ["Chinese open models", "مدل‌های متن‌باز چینی", "open Chinese models above 100B"])
def test_models_of_a_country_are_not_translated(full: Catalog, question: str) -> None:
    """*Chinese* is a language only where something is put into it."""
    assert full.ask(question).intent == "filter"
    assert full.ask("'open model' in Chinese").value == "开源模型"


@pytest.mark.parametrize(
    ("question", "id_"),
    [
        ("جی‌پی‌تی جی (GPT-J) چند پارامتر دارد؟", "eleutherai/gpt-j-6b"),
        ("羊驼 (Alpaca) 有多少参数", "stanford/alpaca"),
        ("通义千问（Qwen）是哪家公司的", "alibaba/qwen"),
    ],
)
def test_a_second_name_is_the_same_subject(full: Catalog, question: str, id_: str) -> None:
    """Of two names, what both may mean."""
    assert _ids(full.ask(question)) == [id_]


def test_what_a_family_does_not_say_its_members_do(full: Catalog) -> None:
    """All values of the members, which the sentence names."""
    answer = full.ask("Llama 2 各有多少层")

    assert (answer.status, answer.value) == ("answered", [32, 40, 80])
    assert "Llama 2 70B" in answer.text


def test_who_and_when_of_persian_speech_are_told_by_the_verb(full: Catalog) -> None:
    """One word stands for both."""
    assert full.ask("کی بلوم رو ساخت").attribute == "developer"
    assert full.ask("بلوم کی ساخته شد").attribute == "release_date"


@pytest.mark.parametrize("question", ["RAG", "xAI", "推理"])
def test_a_bare_word_of_two_senses_is_ambiguous(full: Catalog, question: str) -> None:
    """Never the first of them; the candidates are named."""
    answer = full.ask(question)

    assert answer.status == "ambiguous"
    assert len(answer.candidates) >= 2


def test_a_kind_of_model_limits_a_list(full: Catalog) -> None:
    """*Diffusion models* are models of an architecture, and *speech* any of the modalities that it may be."""
    assert "openai/dall-e-2" in _ids(full.ask("diffusion models by OpenAI"))
    assert "openai/gpt-3" not in _ids(full.ask("diffusion models by OpenAI"))
    assert full.ask("is DALL-E 2 a diffusion model").value is True
    assert _ids(full.ask("is BERT a diffusion model")) == ["google/bert"]
    assert {"openai/whisper", "openai/gpt-4o"} <= set(_ids(full.ask("speech models by OpenAI")))


def test_a_value_is_compared_as_names_are(full: Catalog) -> None:
    """`Apache 2.0` is `Apache-2.0`, of an entry and in a list with the word for what it is."""
    assert full.ask("is Falcon 40B Apache licensed").value is True
    assert full.ask("is BLOOM Apache licensed").value is False
    assert full.ask("Qwen2.5 models with licence Apache-2.0").intent == "filter"


def test_the_winner_of_a_comparison_comes_first(full: Catalog) -> None:
    """Value by id; the sentence names the winner."""
    answer = full.ask("Which is larger, GPT-3 or BLOOM?")

    assert list(answer.value.items()) == [("bigscience/bloom", 176247271424), ("openai/gpt-3", 175000000000)]
    assert answer.text.startswith("BLOOM is the largest.")


def test_a_maker_that_is_taken_for_granted_is_checked(full: Catalog) -> None:
    """Whoever asks when Google released GPT-2 is not told the date."""
    assert full.ask("when did openai release gpt-2").value == "2019-02"
    assert full.ask("when did google release gpt-2").status == "unknown"
    assert full.ask("Is GPT-3 made by Google?").value is False


def test_a_term_with_several_senses_shows_them(full: Catalog) -> None:
    """The likeliest is the answer, the others are candidates."""
    answer = full.ask("基础模型的英文是什么")

    assert answer.value == "foundation model"
    assert [c.id for c in answer.candidates] == ["foundation-model", "base-model"]


def test_a_term_is_defined_in_the_language_of_the_question(full: Catalog) -> None:
    """Also one that is an acronym of a model in some source."""
    assert full.ask("什么是幻觉").subjects == (("hallucination", "hallucination"),)
    assert full.ask("RLHF چیست؟").intent == "definition"


def test_an_organization_and_its_line_of_one_name_are_told_apart(full: Catalog) -> None:
    """By what is asked of them."""
    assert _ids(full.ask("Where is DeepSeek based?")) == ["deepseek"]
    assert _ids(full.ask("DeepSeek parameters")) == ["deepseek/deepseek"]
    assert full.ask("what is DeepSeek").status == "ambiguous"


def test_markup_in_answers_is_escaped(mini: Catalog) -> None:
    """The page shows sentence and sources, the direction follows the language."""
    html = mini.ask("parameters of Alpha 1.3B")._repr_html_()

    assert '<a href="https://example.org/alpha">Alpha model card</a>' in html
    assert 'lang="en" dir="ltr"' in html


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("how many images was DALL-E 2 trained on", 650_000_000, "images"),
        ("how many books are in BookCorpus", 11_038, "books"),
        ("how many words does BookCorpus have", 800_000_000, "words"),
        ("Whisper 用了多少小时音频训练", 680_000, "hours"),
        ("چند ساعت صدا برای آموزش ویسپر استفاده شد", 680_000, "hours"),
        ("训练 BLOOM 花了多少小时", 10_108_800, "seconds"),
    ],
)
def test_data_are_counted_in_what_a_question_counts(full: Catalog, question: str, value: int, unit: str) -> None:
    """Hours of audio are data, hours of training are time; a fact with two measures has both."""
    answer = full.ask(question)

    assert (value, unit) == (answer.value, answer.unit)


@pytest.mark.parametrize(
    "question",
    ["how many songs was MusicGen trained on", "MusicGen 用了多少首歌训练", "MusicGen با چند آهنگ آموزش دیده است"],
)
def test_what_nobody_counts_so_is_refused_with_what_is_known(full: Catalog, question: str) -> None:
    """No number of songs is made of hours."""
    answer = full.ask(question)

    assert (answer.status, answer.value) == ("unknown", None)
    assert any(known in answer.text for known in ("20,000", "۲۰٬۰۰۰"))


@pytest.mark.parametrize(
    "question",
    [
        "how many images can DALL-E 2 produce",
        "how many hours of audio can Whisper handle",
        "should I use Llama 2 70B",
        "Llama 2 70B 用于什么",
    ],
)
def test_what_a_model_takes_or_is_for_is_not_its_training(full: Catalog, question: str) -> None:
    """Words that count data ask for those of training only where training is spoken of."""
    assert full.ask(question).status == "unknown"


def test_two_measures_of_one_source_stand_in_one_answer(full: Catalog) -> None:
    """They do not disagree."""
    answer = full.ask("how much data was AraBERTv0.2-base trained on")

    assert answer.text == "The data of AraBERTv0.2-base amount to 77 GB (8.6 billion words)."


@pytest.mark.parametrize(
    ("question", "intent", "value"),
    [
        ("what architecture is Dolly 2.0 based on", "fact", ["decoder-only", "autoregressive"]),
        ("Qwen-VL 基于什么架构", "lineage", "Qwen-7B"),
        ("Qwen-VL بر چه معماری‌ای بنا شده است؟", "lineage", "Qwen-7B"),
    ],
)
def test_what_a_model_is_built_on_is_told_of_its_bases(
    full: Catalog, question: str, intent: str, value: object
) -> None:
    """The architecture of the base where it is known, and the base else; both name the base."""
    answer = full.ask(question)

    assert ("answered", intent, value) == (answer.status, answer.intent, answer.value)
    assert any(base in answer.text for base in ("Pythia-12B", "Qwen-7B"))


def test_an_architecture_that_nobody_states_stays_unknown(full: Catalog) -> None:
    """The bases are named beside the refusal, where the question does not ask for them."""
    answer = full.ask("architecture of MAGMA")

    assert answer.status == "unknown"
    assert "GPT-J-6B" in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("May I use Command R commercially?", "It does not allow commercial use."),
        ("can I use Falcon 40B in a commercial product?", "It allows commercial use."),
        ("Mistral 7B 能商用吗", "该许可证允许商业使用。"),
        ("آیا می‌توانم از فالکون ۴۰بی استفادهٔ تجاری کنم؟", "این مجوز استفادهٔ تجاری را اجازه می‌دهد."),
    ],
)
def test_whoever_asks_for_commercial_use_is_told_of_it(full: Catalog, question: str, said: str) -> None:
    """Where the name of the licence says so, or the licence is one of the open ones."""
    answer = full.ask(question)

    assert (answer.attribute, answer.status) == ("license", "answered")
    assert answer.text.endswith(said)


def test_a_licence_of_its_own_says_nothing_of_use_that_is_not_stated(full: Catalog) -> None:
    """One has to read it."""
    answer = full.ask("can I use Llama 2 70B in a commercial product?")

    assert answer.text == "Llama 2 70B is licensed under Llama 2 Community License."


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("字节", {"bytedance", "byte"}),
        ("شبکه‌های حافظه", {"meta/memory-networks", "memory-network"}),
        ("混元", {"tencent/hunyuan-large", "tencent/hunyuanvideo"}),
        ("通义", {"alibaba/qwen", "alibaba/wan"}),
        ("دالی ۲٫۰", {"openai/dall-e-2", "databricks/dolly-v2"}),
    ],
)
def test_a_bare_word_that_may_be_several_things_is_ambiguous(full: Catalog, question: str, ids: set[str]) -> None:
    """A name and a term, or a whole line of products."""
    answer = full.ask(question)

    assert answer.status == "ambiguous"
    assert ids <= {candidate.id for candidate in answer.candidates}


@pytest.mark.parametrize(
    ("question", "id_"),
    [("GPT", "openai/gpt"), ("通义千问", "alibaba/qwen"), ("لاما", "meta/llama"), ("混元是什么", "tencent/hunyuan")],
)
def test_a_family_of_one_field_is_what_its_bare_name_means(full: Catalog, question: str, id_: str) -> None:
    """So is any family that a question asks to explain."""
    assert [subject.id for subject in full.ask(question).subjects] == [id_]


def test_small_words_are_no_name_and_a_genitive_is_no_part_of_one(full: Catalog) -> None:
    """*Of a* is not OFA, and *CLIP's* is not CLIPS."""
    assert [s.id for s in full.ask("VRAM of a B200?").subjects] == ["nvidia-b200"]
    assert [s.id for s in full.ask("number of image-text pairs in CLIP's training").subjects] == ["openai/clip"]
