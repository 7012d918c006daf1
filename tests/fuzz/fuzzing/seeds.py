"""What cases are made from: real texts, names and files, and the tokens that some rule looks for."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["FILES", "FILE_TOKENS", "NAMES", "TEXT_TOKENS", "encoded", "questions", "texts"]

_DATA: Final = Path(__file__).parents[2] / "data"
_KEPT: Final = 400


def encoded(*texts: str) -> list[bytes]:
    """Texts as bytes; lone surrogates stay what they are."""
    return [text.encode("utf8", "surrogatepass") for text in texts]


TEXT_TOKENS: Final = encoded(
    *"BLOOM GPT-3 Llama 2 3.1 8B 70b 8x7b a3b instruct chat mini base it q4_k_m .gguf awq fp8 128k [1m] :free".split(),
    *"us. anthropic. accounts/ models/ @cf/ arn:aws:bedrock: hf: -of- 00001 2024-08-06 20241022 v2:0 latest".split(),
    *"伯特 通义千问 骆马 文心一言 谷歌 基础模型 微调 推理 幻觉 大模型 基金会模式 参数 亿 万亿 十亿 千 百 十".split(),
    *"三 两 几 多 半 点".split(),
    *"年 月 日 底 初 约 超过 至 到 和 、 ， 。 （ ） 《 》 的 由 开发 于 发布 是 不是 比 版".split(),
    *"بلوم لاما جی‌پی‌تی ۳٫۱ ۸بی دستوری نسخه مدل پایه تنظیم دقیق پارامتر میلیارد هزار صد نیم و تا بین".split(),
    *"حدود ها های ی".split(),
    *"توسط منتشر شد دارد مارس اسفند ۱۴۰۱ سال ماه ، ؛ ؟ ٪ ٫ ٬ ۱۷۵".split(),
    *"has with by from of the was released developed trained on parameters tokens billion million hundred".split(),
    *"one and half March Q3 ago GB GPU FLOP e25 10^ % $ ² respectively than not if compare which how many".split(),
    *"<!-- --> fmref-ignore T201 ``` $$ ]( ]: [^ http:// www. &amp; <code> </code> <div> > - | # * _ ` ~".split(),
    *" ¶ \ufffc \u200c \u200d \u200e \u200f \u202e \u2067 \ufeff \u0640 \u064b \u0301 \ud800 \udfff \U0010ffff".split(
        " "
    ),
    *"ﷺ ½ ﬁ ß İ ŉ Σ ς × – — ‑ · 𝟠 ㎢ 𠮷 🤖 👩\u200d🚀 ＧＰＴ４ ①".split(),
    *("\n", "\r\n", "\n\n", "\t", "\0", "    ", "\u3000", "\u2028", "\x85"),
)
"""Words, marks and characters that some rule of names or texts looks for, in three scripts and all planes."""

NAMES: Final = encoded(
    "us.anthropic.claude-3-5-sonnet-20241022-v2:0",
    "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2:1",
    "accounts/fireworks/models/llama-v3p1-405b-instruct",
    "@cf/meta/llama-3.1-8b-instruct",
    "meta-llama/llama-3.1-8b-instruct:free",
    "Qwen3-30B-A3B-UD-Q4_K_XL.gguf",
    "model-00001-of-00002.safetensors",
    "TheBloke/Llama-2-70B-Chat-GPTQ",
    "llama3.1:8b-instruct-q4_K_M",
    "claude-3-opus@20240229",
    "gpt-4o-2024-08-06",
    "azure/my-gpt-4-32k",
    "ft:gpt-3.5-turbo-0613:org::id",
    "Mixtral 8x7B (Instruct v0.1)",
    "Command R+",
    "通义千问2.5-72B",
    "克劳德 3.5 十四行诗",
    "جی‌پی‌تی ۴",
    "لاما ۳٫۱ ۸بی دستوری",
    "دالی ۳",
    "llama 2 70b",
    "foundation model",
    "基础模型",
    "مدل پایه",
)
"""Names of the forms that the grammar knows."""


def _values(pattern: str, key: str) -> list[str]:
    """A value of each line of the JSON Lines files of `tests/data`."""
    return [
        json.loads(line)[key]
        for path in sorted(_DATA.glob(pattern))
        for line in path.read_text(encoding="utf8").splitlines()
    ][::7][:_KEPT]


@cache
def questions() -> list[bytes]:
    """Questions in three languages."""
    return encoded(*_values("questions_*.jsonl", "q"))


@cache
def texts() -> list[bytes]:
    """Sentences with claims, forms of quantities and dates, and paragraphs of articles."""
    tables = [
        line.split("\t")[1]
        for name in ("quantities.tsv", "dates.tsv")
        for line in (_DATA / name).read_text(encoding="utf8").splitlines()
        if "\t" in line
    ]
    articles = [path.read_text(encoding="utf8") for path in sorted((_DATA / "articles").glob("*.md"))]
    paragraphs = [part for article in articles for part in article.split("\n\n")]
    return encoded(*_values("claims_*.jsonl", "text"), *tables[::3], *paragraphs)


FILE_TOKENS: Final = encoded(
    *"{ } [ ] : , \" ' - | > & * ! % @ ` # ? ; = / \\ < </ /> <?xml <!DOCTYPE <!ENTITY <![CDATA[ ]]>".split(),
    *"--> &lt; &#0; &x;".split(),
    *"encoding='utf-16' encoding='utf-7' encoding='idna' xml:lang en zh zh-Hant fa de preferred forbidden null".split(),
    *"id: terms: en: zh: also: status: text: definition: related: broader: source: facts: value:".split(),
    *"1e999 -1 0x1 3.10".split(),
    *"@prefix skos:Concept @id @context @en a . ; msgid msgstr # #~ fuzzy, \\n \\u0000 \\ud800".split(),
    *("\n", "\r", "\r\n", "\t", " ", "  ", "\0", "\x1f", "\x85", "\u2028", "\ufeff", "\ud800", '""', "模型", "مدل"),
)
"""What the formats of files are made of."""

_CONCEPT = """{key}:
  terms:
    en: [fine-tuning, {{text: tuning, status: admitted}}]
    zh: [微调, {{text: 调参, status: forbidden, error: wrong_sense, hit: [调参。], miss: [不调参数。]}}]
    fa: [تنظیم دقیق]
  definition: {{en: A step., zh: 一步。, fa: یک گام.}}
"""
_TBX = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader><fileDesc><sourceDesc>
<p>x</p></sourceDesc></fileDesc></tbxHeader><text><body><conceptEntry id="c1"><descrip type="subjectField">x</descrip>
<langSec xml:lang="en"><termSec><term>model</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
</termSec></langSec><langSec xml:lang="zh"><termSec><term>模型</term></termSec></langSec></conceptEntry>
</body></text></tbx>
"""
_TBX2 = """<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX-Basic" xml:lang="en"><martifHeader>
<fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader>
<text><body><termEntry id="c1"><langSet xml:lang="en"><tig><term>model</term></tig></langSet>
<langSet xml:lang="fa"><tig><term>مدل</term></tig></langSet></termEntry></body></text></martif>
"""
_TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:fmref:concept:model> a skos:Concept ; skos:notation "model" ; skos:prefLabel "model"@en, "模型"@zh-Hans ;
  skos:definition "A function."@en ; skos:broader <urn:fmref:concept:x> .
"""
_JSON_LD = """{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#"}, "@id": "urn:fmref:concept:model",
"@type": "skos:Concept", "skos:notation": "model", "skos:prefLabel": [{"@value": "model", "@language": "en"}]}
"""
_PRH = """version: 1
rules:
  - expected: 微调
    patterns: [调参, /调\\s参/]
    specs: [{from: 调参, to: 微调}]
"""
_TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="en-US" datatype="plaintext" segtype="sentence" adminlang="en" o-tmf="x"
 creationtool="x" creationtoolversion="1"/><body><tu tuid="a"><tuv xml:lang="en"><seg>one <ph/>model</seg></tuv>
<tuv xml:lang="zh-CN"><seg>一个模型</seg></tuv><tuv xml:lang="fa"><seg>یک مدل</seg></tuv></tu></body></tmx>
"""
_XLIFF = """<?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="f" source-language="en" target-language="fa" datatype="plaintext"><body>
<trans-unit id="1"><source>hi <g id="1">you</g></source><target>سلام</target></trans-unit></body></file></xliff>
"""
_XLIFF2 = """<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh-Hans" trgLang="en">
<file id="f"><unit id="u"><segment><source>一</source><target>one</target></segment></unit></file></xliff>
"""
_PO = """msgid ""
msgstr ""
"Language: fa\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#, fuzzy
msgid "model"
msgid_plural "models"
msgstr[0] "مدل"
msgstr[1] "مدل‌ها"

#~ msgid "old"
#~ msgstr "کهنه"
"""
FILES: Final[dict[str, list[bytes]]] = {
    "yaml": encoded(_CONCEPT.format(key="fine-tuning"), _CONCEPT.format(key="a") + _CONCEPT.format(key="b")),
    "tbx": encoded(_TBX),
    "tbx2": encoded(_TBX2),
    "turtle": encoded(_TURTLE),
    "json-ld": encoded(_JSON_LD),
    "deepl": encoded("fine-tuning,微调,en,zh\nmodel,模型,en,zh\n", "model,مدل,en,fa\n"),
    "google": encoded("en,zh,fa\nmodel,模型,مدل\n", "term,en,zh,pos,description\nmodel,model,模型,noun,x\n"),
    "microsoft": encoded("model,模型\nfine-tuning,微调\n"),
    "omegat": encoded("model\t模型\tcomment\n# note\nfine-tuning\t微调\n"),
    "prh": encoded(_PRH),
    "markdown": encoded("| id | en | zh |\n|---|---|---|\n| model | model | 模型 |\n"),
    "tmx": encoded(_TMX),
    "xliff": encoded(_XLIFF, _XLIFF2),
    "po": encoded(_PO),
    "csv": encoded('model,score\ngpt-4,1\n"llama 2, 7b",2\n', "name;model\nx;通义千问\n", "model\nبلوم\n\nx\n"),
    "baseline": encoded('{"file": "a.md", "code": "T201", "text": "x", "context": "00"}\n'),
}
"""A small whole file of each format."""
