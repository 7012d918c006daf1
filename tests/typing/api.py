"""What type checkers see of the public API; checked by mypy, never run."""

from typing import assert_type

import fmref
from fmref import exchange
from fmref.glossary import TermMatch
from fmref.schema import Concept

cat = fmref.load()
assert_type(cat, fmref.Catalog)
assert_type(cat.models, "fmref.Selection[fmref.ModelEntry]")
assert_type(cat.models.where(level="family").order_by("release_date").one(), fmref.ModelEntry)
assert_type(list(cat.models), list[fmref.ModelEntry])
assert_type(cat.concepts, "fmref.Selection[fmref.ConceptEntry]")
assert_type(fmref.resolve("GPT-4"), fmref.Match)
assert_type(fmref.explain("GPT-4").candidates, tuple[fmref.Match, ...])
assert_type(fmref.normalize(["GPT-4", None])[0], fmref.Resolution | None)
assert_type(fmref.normalize(iter(["GPT-4"])).unresolved, tuple[fmref.NameCount, ...])
assert_type(fmref.translate("微调", "fa").terms, tuple[TermMatch, ...])
assert_type(fmref.check_pair("3 layers", "4 层"), list[fmref.PairFinding])
assert_type(fmref.translate_terms("微调", "fa").changes, tuple[fmref.TermChange, ...])
assert_type(fmref.model("GPT-4").facts["parameters"], fmref.Fact)
assert_type(fmref.model("GPT-4").parent, fmref.ModelEntry | None)
assert_type(fmref.term("微调").label("fa"), str)
assert_type(fmref.annotate("GPT-4", markdown=True), fmref.Annotation)
assert_type(fmref.lint("GPT-4", markdown=True, profiles={"fa": "loanword"}), list[fmref.Finding])
assert_type(fmref.ask("GPT-3 参数"), fmref.Answer)
assert_type(fmref.compare("GPT-3", "BLOOM", lang="fa"), fmref.FactTable)
assert_type(fmref.timeline("Llama", "zh"), fmref.Timeline)
assert_type(cat.ask("GPT-3 参数", "en").text, str)
assert_type(exchange.read("a,b,en,zh", "deepl").concepts, tuple[Concept, ...])
assert_type(exchange.write([], "tbx").text, str)
