"""Names and terms in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmref import Catalog


def spans(catalog: Catalog, text: str) -> list[tuple[str, str, str]]:
    """Text, id (or the name, of what has none) and status of every mention."""
    return [(m.text, m.id or m.name, m.status) for m in catalog.annotate(text).mentions]


def test_names_and_terms_are_linked(mini: Catalog) -> None:
    """In their places, with their entries; the preferred name is `ok`, another one a variant."""
    text = "Acme 的 Alpha 13B 用微调和精调得到。"
    assert spans(mini, text) == [
        ("Acme", "acme", "ok"),
        ("Alpha 13B", "acme/alpha-13b", "ok"),
        ("微调", "fine-tuning", "ok"),
        ("精调", "fine-tuning", "variant"),
    ]
    for mention in mini.annotate(text).mentions:
        assert text[mention.start : mention.end] == mention.text


def test_the_longest_name_wins(mini: Catalog) -> None:
    """A part of a name is not linked by itself."""
    assert [m.id for m in mini.annotate("Alpha 13B").mentions] == ["acme/alpha-13b"]


def test_a_name_that_is_not_understood_is_not_linked_in_part(mini: Catalog) -> None:
    """Alpha-99B is no Alpha."""
    assert spans(mini, "Alpha-99Z is new") == []


def test_a_name_that_is_also_the_id_is_found(full: Catalog) -> None:
    """Stanford is an id and one of the names of its entry; an id that nobody lists as a name is not looked for."""
    assert ("Stanford", "stanford", "ok") in spans(full, "Stanford released Alpaca in 2023.")


def test_a_size_behind_a_name_is_read_by_the_grammar(mini: Catalog) -> None:
    """With a quantization that nobody listed."""
    assert ("Alpha-13B-GGUF", "acme/alpha-13b", "variant") in spans(mini, "We run Alpha-13B-GGUF here.")


def test_persian_endings_and_spaces(mini: Catalog) -> None:
    """With and without half-spaces."""
    for text in ("مدل‌های پایه", "مدل پایه‌ها", "مدل پایه"):
        assert [m.id for m in mini.annotate(text).mentions][-1:] in (["base-model"], ["foundation-model"])


def test_a_mistranslation_is_marked(mini: Catalog) -> None:
    """Outside its guards."""
    assert ("基金会模式", "foundation-model", "mistranslation") in spans(mini, "基金会模式可以生成文本。")
    assert spans(mini, "慈善基金会模式有待改进。") == []


def test_quantities_and_dates_are_mentions(mini: Catalog) -> None:
    """Beside names, whose digits they leave alone, and around the term that is a unit."""
    text = "Alpha 13B has 13 billion parameters; released on 2024-03-01."
    found = mini.annotate(text).mentions
    assert [(m.kind, m.text, m.name) for m in found if not m.id] == [
        ("quantity", "13 billion parameters", "13000000000 parameters"),
        ("date", "2024-03-01", "2024-03-01"),
    ]
    assert "acme/alpha-13b" in [m.id for m in found]


def test_a_model_named_in_full_is_known_by_its_last_word(full: Catalog) -> None:
    """In the same text only, and only by a word that no other developer uses."""
    assert ("Opus", "anthropic/claude-3-opus", "variant") in spans(full, "Claude 3 Opus is out. Opus writes well.")
    assert spans(full, "A magnum Opus.") == []
    assert "Large" not in [text for text, *_ in spans(full, "Mistral Large is out. Large it is.")]


def test_a_name_goes_without_the_term_that_says_what_it_is(full: Catalog) -> None:
    """The term is a mention of its own."""
    found = [id_ for _, id_, _ in spans(full, "训练用了 Common Crawl 数据集。")]
    assert found[-2:] == ["common-crawl", "data-set"]


def test_an_ambiguous_name_means_the_model_of_the_developer_named_nearest(full: Catalog) -> None:
    """دالی is DALL-E or Dolly."""
    for text, expected in (
        ("Databricks در کنار OpenAI خبرساز شد. شرکت Databricks مدل دالی را ساخت.", "databricks/dolly"),
        ("Databricks در کنار OpenAI خبرساز شد. شرکت OpenAI مدل دالی را ساخت.", "openai/dall-e"),
    ):
        assert expected in [id_ for _, id_, _ in spans(full, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gopher has 280 billion parameters.", {"deepmind/gopher"}),
        ("Gopher 拥有 2800 亿参数。", {"deepmind/gopher"}),
        ("Amazon released Titan.", {"amazon", "amazon/titan"}),
        ("Google released Gemini.", {"google", "google/gemini"}),
        ("A Gopher lives for 60 years.", set()),
        ("The Falcon flew 200 million miles.", set()),
        ("Stanford keeps a Falcon.", set()),
    ],
)
def test_a_plain_word_is_a_name_beside_its_maker_or_a_count(text: str, expected: set[str], full: Catalog) -> None:
    """Parameters and tokens by the million speak for the field, as the maker of just this model does."""
    assert expected == {m.id for m in full.annotate(text).mentions if m.kind in {"model", "organization"}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("这股 AI 浪潮由 GPT-4 掀起，大家商量之后从容应对。", {"gpt-4"}),
        ("商汤的商量大模型", {"sensetime", "sensechat"}),
        ("浪潮发布了源 1.0", {"inspur", "yuan-1.0"}),
        ("科大讯飞发布星火 V3.5。后来，星火又升级了。", {"iflytek", "spark"}),
        ("می‌توان پرسید که آیا سمت راست اینترنت آوایی است و GPT-4 چیست", {"gpt-4"}),
        ("مدل «آیا» از ۱۰۱ زبان پشتیبانی می‌کند", {"aya"}),
        ("آیا (Aya) مدلی چندزبانه است", {"aya"}),
        ("GPT-2 的字节级分词", {"gpt-2"}),
        ("字节的豆包", {"bytedance", "doubao"}),
    ],
)
def test_an_everyday_word_is_a_name_where_the_text_says_so(text: str, expected: set[str], full: Catalog) -> None:
    """By the kind of thing, a version, the Latin name or the maker beside it; once said, it holds for the text."""
    named = {one.id.rpartition("/")[2] for one in full.annotate(text).mentions if one.kind in ("model", "organization")}
    assert named == expected


def test_a_guarded_mistake_is_no_mention(full: Catalog) -> None:
    """图像网 is ImageNet translated; in 图像网络 the letters are right, and mean no data set."""
    assert "imagenet" in [one.id for one in full.annotate("在图像网上训练 ResNet。").mentions]
    assert "imagenet" not in [one.id for one in full.annotate("小型图像网络比 ResNet 更快。").mentions]


def test_a_general_word_leaves_the_term_inside_it(full: Catalog) -> None:
    """A machine learning model is a model; machine learning is the term."""
    assert [id_ for _, id_, _ in spans(full, "机器学习模型")] == ["machine-learning"]


@given(st.text(alphabet=st.sampled_from("Alpha 13B-微调مدل پایه‌ها.基金会模式\u200c\u0301ﷺ")))
def test_offsets_hold_for_any_text(mini: Catalog, text: str) -> None:
    """Every mention is a piece of the text, in order, and no name or term overlaps another."""
    last = 0
    for mention in mini.annotate(text).mentions:
        assert text[mention.start : mention.end] == mention.text
        if mention.id:
            assert mention.start >= last
            last = mention.end


@pytest.mark.parametrize("unit", ["Alpha-", "基金会", "مدل‌", "a b ", "\u0301", "1.2-", "("])
def test_hostile_texts_take_linear_time(mini: Catalog, unit: str) -> None:
    """A hundred thousand characters of one unit are read."""
    assert mini.annotate(unit * (100_000 // len(unit))) is not None


def test_markdown_is_read_on_request(mini: Catalog) -> None:
    """Code and addresses are left alone; a name does not reach across them or from block to block."""
    text = "# Alpha\n13B `Alpha 13B` [Alpha](https://a.b/Alpha-13B) 13B\n\n> Alpha\n> 13B"

    found = mini.annotate(text, markdown=True)
    assert [(m.text, m.id) for m in found.mentions if m.kind == "model"] == [
        ("Alpha", "acme/alpha"),
        ("Alpha", "acme/alpha"),
        ("Alpha\n> 13B", "acme/alpha-13b"),
    ]
    assert all(text[m.start : m.end] == m.text for m in found.mentions)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Midjourney 公司发布了新版本。", "organization"),
        ("شرکت Midjourney نسخهٔ تازه‌ای منتشر کرد.", "organization"),
        ("The startup Midjourney released it.", "organization"),
        ("مدل Midjourney تصویر می‌سازد.", "model"),
    ],
)
def test_a_kind_of_thing_beside_a_name_decides_what_it_means(full: Catalog, text: str, kind: str) -> None:
    """Midjourney is a company and its model; the word beside the name says which is meant."""
    (found,) = [mention for mention in full.annotate(text).mentions if mention.text == "Midjourney"]
    assert (found.kind, found.score) == (kind, 1.0)
