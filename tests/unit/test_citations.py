"""The authors of cited works, and what translation makes of their names."""

import pytest

from fmref import Catalog
from fmref.citations import cited_authors

BESIDE = "[Vaswani et al. 2017; Kaplan et al. 2020]。"


def found(catalog: Catalog, text: str) -> list[tuple[str, str, str | None]]:
    """Severity, words and first suggestion of every finding about an author."""
    findings = (f for f in catalog.lint(text) if f.code == "T104")
    return [(f.severity, f.text, next(iter(f.suggestions), None)) for f in findings]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("缩放定律[Kaplan et al. 2020; Hoffmann等人，2022]很重要。", [("Kaplan", 2020), ("Hoffmann", 2022)]),
        ("[王等人2019；李和陈2020；Brown等2020]", [("王", 2019), ("李", 2020), ("陈", 2020), ("Brown", 2020)]),
        ("Brown等人[2020]和Devlin等人（2019）指出", [("Brown", 2020), ("Devlin", 2019)]),
        ("(براون و همکاران، ۲۰۲۰)", [("براون", 2020)]),
        ("(Brown et al., 2020; de Vries et al., 2021)", [("Brown", 2020), ("de Vries", 2021)]),
    ],
)
def test_authors_stand_before_years(text: str, names: list[tuple[str, int]]) -> None:
    """In brackets of any kind, with others or alone, and before a year in brackets of its own."""
    assert [(author.text, author.year) for author in cited_authors(text)] == names
    assert all(text[author.start : author.end] == author.text for author in cited_authors(text))


@pytest.mark.parametrize(
    "text",
    [
        "该模型（2020年发布）很大；谷歌2020年开源了它。",
        "会议[2020]在北京举行，[微软 2021]是标题。",
        "وی در سال ۲۰۲۰ (تهران ۲۰۱۹) نوشت.",
        "我们等人来，等了2020秒。",
    ],
)
def test_other_words_before_years_are_no_authors(text: str) -> None:
    """A text must cite several authors before a name and a year are a citation."""
    assert cited_authors(text) == []


def test_a_plain_word_for_an_author_is_an_error(full: Catalog) -> None:
    """Once for each, wherever it recurs; a word of the field is none where it names a person."""
    text = "已有研究[主持人和服务器2020；灰色等人2019]。另见[灰色等人2019]。"
    assert found(full, text) == [("error", "主持人", None), ("error", "服务器", None), ("error", "灰色", "Gray")]
    assert found(full, "主持人2020年说，灰色等2019种颜色。") == []
    assert not [f for f in full.lint("见[伯特等人2020]。") if f.code == "T101"]


@pytest.mark.parametrize(
    ("text", "word", "right"),
    [
        ("稀疏注意力[儿童等人2019]。", "儿童", "Child"),
        ("研究[手等人2010]。", "手", "Hand"),
        ("توجه تنک (کودک و همکاران، ۲۰۱۹)", "کودک", "Child"),
    ],
)
def test_the_surname_that_a_word_translates(full: Catalog, text: str, word: str, right: str) -> None:
    """Where a surname is an English word."""
    assert found(full, text) == [("error", word, right)]


def test_half_a_name_is_an_error(full: Catalog) -> None:
    """Written in full where the text cites it so."""
    assert found(full, "自注意力[瓦斯wani等人2017]。") == [("error", "瓦斯wani", None)]
    assert found(full, f"自注意力[瓦斯wani等人2017]，见{BESIDE}") == [("error", "瓦斯wani", "Vaswani")]


def test_a_name_by_its_sound_is_doubtful_beside_latin_ones(full: Catalog) -> None:
    """The surname is told by its sound among those of the year; alone, a text may write its authors as it likes."""
    text = f"预训练[德夫林等人2019；拉梅什等人2021]{BESIDE}"
    assert found(full, text) == [("warning", "德夫林", "Devlin"), ("warning", "拉梅什", "Ramesh")]
    assert found(full, "预训练[德夫林等人2019；拉梅什等人2021]。") == []
    assert found(full, f"(دولین و همکاران، ۲۰۱۹) {BESIDE}") == [("warning", "دولین", "Devlin")]


def test_chinese_authors_keep_their_characters(full: Catalog) -> None:
    """A surname alone, or with a given name."""
    assert found(full, f"相关研究[王等人2019；周志华2016；李小明等人2020]{BESIDE}") == []


@pytest.mark.parametrize(
    ("name", "right"),
    [("Devlen等人2019", "Devlin"), ("hestness等人2017", "Hestness"), ("Kaplanet al. 2020", "Kaplan et al.")],
)
def test_misspelt_latin_authors(full: Catalog, name: str, right: str) -> None:
    """One letter from an author of the year, with a small letter, or glued to the words behind."""
    assert [f[2] for f in found(full, f"研究[{name}]{BESIDE}")] == [right]


@pytest.mark.parametrize("name", ["de Vries等人2020", "Wang等人2019", "Tay等人2020", "NVIDIA 2021", "Li和Liang 2021"])
def test_right_latin_authors(full: Catalog, name: str) -> None:
    """Particles are small, and short names are often near each other."""
    assert found(full, f"研究[{name}]{BESIDE}") == []


def test_a_surname_may_be_written_in_the_letters_of_its_pinyin(full: Catalog) -> None:
    """勒村 is said otherwise than LeCun and spelt like it; of a single character that means nothing."""
    assert ("warning", "勒村", "LeCun") in found(full, f"卷积网络[勒村等人1998]。另见{BESIDE}")
    assert not found(full, f"研究[王等人1998]。另见{BESIDE}")
