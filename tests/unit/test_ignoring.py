"""Comments that tell to ignore findings, and what is wrong with them."""

from __future__ import annotations

import pytest

from fmref import Catalog
from fmref.linting import TEXT_RULES

WRONG = "基金会模式"
"""The mistake that the small data know: T201."""


def found(catalog: Catalog, text: str) -> list[tuple[int, str]]:
    """Line and code of every finding of a text in Markdown."""
    return [(text.count("\n", 0, f.start) + 1, f.code) for f in catalog.lint(text, markdown=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{WRONG} <!-- fmref-ignore T201 -->\n\n{WRONG}", [(3, "T201")]),
        (f"{WRONG} <!-- fmref-ignore -->\n{WRONG}", [(2, "T201")]),
        (f"<!-- fmref-ignore T201 -->\n{WRONG}\n\n{WRONG}", [(4, "T201")]),
        (f"<!-- fmref-ignore -->\n\n\n{WRONG}\n\n{WRONG}", [(6, "T201")]),
        (f"a\n<!--fmref-ignore T101,T201-->\n{WRONG}", [(2, "T002")]),
        (
            f"<!-- fmref-ignore-begin T201 -->\n\n{WRONG}\n\n{WRONG}\n\n<!-- fmref-ignore-end -->\n\n{WRONG}",
            [(9, "T201")],
        ),
        (f"{WRONG}\n\n<!-- fmref-ignore-file -->", []),
        (f"{WRONG}\n\n<!-- fmref-ignore-file T101 -->", [(1, "T201"), (3, "T002")]),
        (f"<!-- fmref-ignore T999 -->\n{WRONG}", [(1, "T001"), (2, "T201")]),
        (f"<!-- fmref-ignore T999 T201 -->\n{WRONG}", [(1, "T001")]),
        (f"<!-- fmref-ignores T201 -->\n{WRONG}", [(1, "T001"), (2, "T201")]),
        (f"<!-- fmref-ignore-begin -->\n\n{WRONG}", [(1, "T001")]),
        (f"{WRONG}\n\n<!-- fmref-ignore-end -->", [(1, "T201"), (3, "T001")]),
        ("a\n\n<!-- fmref-ignore -->\nb", [(3, "T002")]),
        (f"```\n<!-- fmref-ignore -->\n```\n{WRONG}", [(4, "T201")]),
        (f"<!-- fmref-ignore -->\r\n{WRONG}\r\n\r\n{WRONG}", [(4, "T201")]),
        (f"<!-- note -->\n{WRONG}", [(2, "T201")]),
    ],
)
def test_what_is_left(mini: Catalog, text: str, expected: list[tuple[int, str]]) -> None:
    """Findings that no comment means, and comments that are not understood (T001) or idle (T002)."""
    assert found(mini, text) == expected


def test_nested_spans(mini: Catalog) -> None:
    """An end ends what began last."""
    begin, end = "<!-- fmref-ignore-begin {} -->", "<!-- fmref-ignore-end -->"
    text = "\n\n".join([begin.format("T201"), begin.format("T101"), WRONG, end, WRONG, end, WRONG])

    assert found(mini, text) == [(3, "T002"), (13, "T201")]


def test_problems_say_what_to_do(mini: Catalog) -> None:
    """With severity: what is not understood may hide something, what is idle only stands there."""
    unknown, idle = mini.lint("<!-- fmref-ignore T999 -->\n<!-- fmref-ignore T101 -->")

    assert (unknown.severity, unknown.text) == ("warning", "<!-- fmref-ignore T999 -->")
    assert unknown.message == "no rule is called T999; the rules are " + ", ".join(TEXT_RULES)
    assert (idle.severity, idle.message) == ("info", "T101 finds nothing to ignore; remove it")
