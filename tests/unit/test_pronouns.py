"""Pronouns that stand for names."""

import pytest

from fmref import Catalog
from fmref.pronouns import pronouns


def test_a_professor_called_you(full: Catalog) -> None:
    """Behind the title, and wherever the text reports in the second person; the name stands where it is in full."""
    text = "پروفسور یانگ یو مدل را ساخت. شما گفتید که مدل کوچک است. به گفتهٔ پروفسور شما داده کافی است."
    findings = [f for f in full.lint(text) if f.code == "T105"]
    assert [(f.severity, f.text, f.suggestions) for f in findings] == [("error", "شما", ("یو", "You"))] * 2
    assert [text[f.start : f.end] for f in findings] == ["شما", "شما"]


def test_a_professor_called_you_in_chinese() -> None:
    """What a professor says is not said by the reader."""
    (finding,) = pronouns("据您教授介绍，模型很小。")
    assert (finding.start, finding.end, finding.suggestions) == (1, 2, ("You",))


@pytest.mark.parametrize(
    "text",
    [
        "دکتر شما چه گفت؟ با استاد شما صحبت کردیم.",
        "شما گفتید که مدل خوب است و ما پذیرفتیم.",
        "پروفسور یانگ مدل را ساخت و شما می‌توانید آن را ببینید.",
        "您博士毕业后做什么？你教授什么课程？",
    ],
)
def test_readers_are_spoken_to(text: str) -> None:
    """A title and a report speak for a name together only."""
    assert list(pronouns(text)) == []
