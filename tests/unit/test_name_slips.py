"""Names that no list holds: slips of letters and words, wrong makers, and two scripts for one name."""

import pytest

from fmref import Catalog

FOUND = {"T102", "T103", "T106", "T306", "T402"}


def found(catalog: Catalog, text: str) -> list[tuple[str, str, str, str | None]]:
    """Code, severity, words and first suggestion of every finding about a name."""
    findings = (f for f in catalog.lint(text) if f.code in FOUND)
    return [(f.code, f.severity, f.text, next(iter(f.suggestions), None)) for f in findings]


def test_a_lone_word_near_a_name(full: Catalog) -> None:
    """A doubt, and an error where the text has the right name, too."""
    assert found(full, "他们在Databrickz上训练。") == [("T102", "warning", "Databrickz", "Databricks")]
    assert found(full, "他们在Databrickz上训练，Databricks很方便。")[0][:2] == ("T102", "error")
    assert found(full, "این مدل با Databrickz ساخته شد.") == [("T102", "warning", "Databrickz", "Databricks")]


@pytest.mark.parametrize(
    "text",
    [
        "他读了Victor Botev的文章。",  # a person of two words
        "图书《Runaway》与模型无关。",
        "工具Snorkel和xethub都很好用。",
        "We met Mr Anthropik there.",  # English has capitals of its own
    ],
)
def test_other_lone_words_are_left_alone(full: Catalog, text: str) -> None:
    """Unknown words, short ones, and whatever stands in an English phrase."""
    assert found(full, text) == []


def test_a_hyphen_in_a_listed_name(full: Catalog) -> None:
    """In a list of names only; a common word may have that hyphen."""
    assert found(full, "来自OpenAI、co-here和Anthropic的模型") == [("T102", "warning", "co-here", "Cohere")]
    assert found(full, "这里写的是co-here一词。") == []


def test_the_second_word_of_a_name(full: Catalog) -> None:
    """Where every name that begins so goes on otherwise, and the text has that name."""
    text = "Hugging Face很受欢迎，Hugging Place团队参与了该项目。"
    assert found(full, text) == [("T102", "warning", "Hugging Place", "Hugging Face")]
    assert found(full, "Hugging Place是一家咖啡馆。") == []
    assert found(full, "Google Research和Google Translate都来自谷歌云。") == []


def test_a_capital_inside_a_name(full: Catalog) -> None:
    """Only where no name has it there."""
    assert found(full, "متا مدل LlaMA را منتشر کرد.") == [("T103", "warning", "LlaMA", "Llama")]
    assert found(full, "متا مدل LLaMA را منتشر کرد و Llama و DeepMind را می‌شناسد.") == []


def test_a_firm_with_a_like_name_is_not_the_maker(full: Catalog) -> None:
    """Where the text names the maker, too, and says that the firm made the model."""
    text = "Datastax发布了Dolly。Dolly在Databricks的平台上训练。"
    assert found(full, text) == [("T106", "warning", "Datastax", "Databricks")]
    assert found(full, "Databricks发布了Dolly。Datastax是另一家公司。") == []
    assert found(full, "Datastax的用户喜欢Dolly。它来自Databricks。") == []


def test_one_name_in_two_scripts_is_information(full: Catalog) -> None:
    """The rarer one, where it stands first; a gloss in brackets is none."""
    assert found(full, "مدل Dolly متن‌باز است. Dolly کوچک است و دالی ارزان.") == [("T306", "info", "دالی", "Dolly")]
    assert found(full, "谷歌（Google）发布了BERT。谷歌的模型很多。") == []


@pytest.mark.parametrize(
    ("text", "half"), [("基准如小-bench和FLEX", "小-bench"), ("مدل «ترنسformer» بزرگ است.", "ترنسformer")]
)
def test_half_a_name_in_another_script(full: Catalog, text: str, half: str) -> None:
    """Small Latin letters that are no word, behind a Chinese hyphen or glued to Persian letters."""
    assert found(full, text) == [("T402", "warning", half, None)]


def test_half_a_known_name_before_a_digit(full: Catalog) -> None:
    """A mark of a footnote glued to it hides it from the list of mistakes, not from this rule."""
    assert found(full, "基准如大-bench61和FLEX") == [("T402", "warning", "大-bench", "BIG-bench")]


@pytest.mark.parametrize(
    "text", ["用pip安装，再用iOS运行xethub。", "متن را با tokenها ببین و LLMها را.", "BERT-base和GPT-J"]
)
def test_latin_words_beside_others_are_whole(full: Catalog, text: str) -> None:
    """Chinese needs no space beside Latin words, and Persian endings may follow them."""
    assert [f for f in found(full, text) if f[0] == "T402"] == []
