"""The main jobs, on an installation with nothing but what the package asks for: `python -I smoke.py`.

It uses the standard library alone, and stops at the first answer that is not the one expected.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import fmref
from fmref import updating

OVERLAY = "owl-tuning:\n  terms: {en: [owl tuning], zh: [夜枭调优], fa: [تنظیم جغدی]}\n"


def expect(what: str, expected: object, got: object) -> None:
    """Compare two values, and stop where they differ."""
    if expected != got:
        sys.exit(f"{what}: expected {expected!r}, got {got!r}")


def names() -> None:
    """Look-ups, refusals, near misses, columns of names."""
    for name in ("BERT", "伯特", "برت", "google/bert"):
        expect(name, "google/bert", fmref.resolve(name).id)
    expect("an unknown name", "unknown", fmref.explain("gpt-9").status)
    expect("a near miss", "openai/gpt-4", fmref.explain("GPTT-4").candidates[0].id)
    expect("search", "meta/llama", fmref.search("llama")[0].id)
    expect("a column", ["exact", None], [row and row.status for row in fmref.normalize(["BERT", None])])


def facts() -> None:
    """Entries, tables, questions, citation."""
    expect("a fact", "undisclosed", fmref.model("GPT-4").facts["parameters"].status)
    expect("a fact in words", "1762亿个参数", fmref.model("BLOOM").fact_text("parameters", "zh"))
    expect("a table", 2, len(fmref.compare("GPT-3", "BLOOM").subjects))
    for question in ("GPT-3 有多少参数？", "پارامترهای GPT-3 چند است؟", "How many parameters does GPT-3 have?"):
        expect(question, "answered", fmref.ask(question).status)
    expect("the citation", 1, fmref.cite().count(f"sha256:{fmref.load().digest}"))


def texts() -> None:
    """Terms, mentions, findings, claims, translations."""
    expect("a term", "تنظیم دقیق", fmref.translate("fine-tuning", "fa").preferred)
    expect(
        "mentions",
        ["GPT-4", "BERT", "基础模型"],
        [m.text for m in fmref.annotate("GPT-4 与 BERT 是基础模型。").mentions],
    )
    expect("findings", ["Lamma"], [f.text for f in fmref.lint("用 Lamma 的模型。")])
    expect("findings in Markdown", [], [f.text for f in fmref.lint("`Lamma`", markdown=True)])
    said = "GPT-3 has 175 billion parameters. GPT-3 has 9 billion parameters."
    expect("claims", ["supported", "refuted"], [v.verdict for v in fmref.check(said)])
    expect("a pair", ["P301"], [f.code for f in fmref.check_pair("3 layers", "۴ لایه")])
    expect("a gloss", "fine-tuning (微调) of models", fmref.translate_terms("fine-tuning of models", "zh").text)


def data_of_ones_own(directory: Path) -> None:
    """An overlay, and an update taken back; neither touches what the user has."""
    os.environ.update(XDG_CACHE_HOME=str(directory / "cache"), XDG_DATA_HOME=str(directory / "data"))
    (directory / "house.yaml").write_text(OVERLAY, encoding="utf8")
    own = fmref.load(overlay=directory / "house.yaml")
    expect("an overlay", "تنظیم جغدی", own.translate("owl tuning", "fa").preferred)
    cat = fmref.load()
    updating.install(cat.snapshot.path, digest=cat.digest)
    expect("an update", "data", Path(fmref.load().snapshot.path).relative_to(directory).parts[0])
    expect("the update taken back", cat.digest, updating.roll_back())
    expect("the package's own", cat.snapshot.path, fmref.load(digest=cat.digest).snapshot.path)


def commands(directory: Path) -> None:
    """The program."""
    (directory / "text.md").write_text("Lamma 3 是模型。\n", encoding="utf8")
    for status, *arguments in (
        (0, "resolve", "伯特"),
        (0, "show", "BLOOM"),
        (1, "lint", str(directory / "text.md")),
        (0, "cite"),
    ):
        done = subprocess.run([sys.executable, "-I", "-m", "fmref", *arguments], capture_output=True, check=False)
        expect(f"fmref {' '.join(arguments)}", (status, b""), (done.returncode, done.stderr))


if __name__ == "__main__":
    names()
    facts()
    texts()
    with tempfile.TemporaryDirectory() as made:
        data_of_ones_own(Path(made))
        commands(Path(made))
    sys.stdout.write(f"ok: {fmref.__version__}, data sha256:{fmref.load().digest}\n")
