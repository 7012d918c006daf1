"""Claims of texts about models: what is found, what is judged of it, and what stays open."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from fmref import Catalog, Verdict, load
from fmref.claims._comparing import texts_agree
from fmref.cli import main
from fmref.errors import UnknownLanguageError

PASSAGES = Path(__file__).parents[1] / "data"
SURE = frozenset({"supported", "refuted", "misattributed"})


def told(catalog: Catalog, text: str) -> list[tuple[str, str, str, str]]:
    """The verdicts of a text, short: the value, the subject, the attribute and the verdict."""
    return [(v.text, v.subject.id, v.attribute, v.verdict) for v in catalog.check(text)]


def only(catalog: Catalog, text: str, attribute: str = "parameters") -> Verdict:
    """The one verdict of a text on an attribute."""
    (verdict,) = [v for v in catalog.check(text) if v.attribute == attribute]
    return verdict


@pytest.mark.parametrize(
    ("passages", "refuted", "supported"),
    [
        ("claims", 0.9, 0.9),
        ("claims_fresh", 0.85, 0.75),
        ("claims_wide", 0.8, 0.85),
        ("claims_told", 0.9, 0.85),
        ("claims_press", 0.85, 0.9),
    ],
    ids=["first", "fresh", "wide", "told", "press"],
)
@pytest.mark.parametrize("lang", ["en", "zh", "fa"])
def test_planted_claims_are_told_apart(
    lang: str, passages: str, refuted: float, supported: float, full: Catalog
) -> None:
    """Of passages written before the grammar: false claims are found, true ones borne out, the rest left in peace."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    alarms = []
    for line in (PASSAGES / f"{passages}_{lang}.jsonl").read_text(encoding="utf8").splitlines():
        passage = json.loads(line)
        text, verdicts = passage["text"], full.check(passage["text"], lang)
        if not passage["claims"]:
            total["quiet"] += 1
            right["quiet"] += not any(v.verdict in SURE for v in verdicts)
        for claim in passage["claims"]:
            start = text.index(claim["text"])
            said = {
                "refuted" if v.verdict == "misattributed" else v.verdict
                for v in verdicts
                if v.start < start + len(claim["text"])
                and start < v.end
                and v.attribute == claim["attribute"]
                and claim.get("subject") in {None, v.subject.id}
                and v.verdict in SURE
            }
            wanted = "refuted" if claim["verdict"] == "misattributed" else claim["verdict"]
            total[wanted] += 1
            right[wanted] += said == ({wanted} if wanted in SURE else set())
            if wanted == "supported" and "refuted" in said:
                alarms.append((text, claim))

    share = {what: right[what] / total[what] for what in total}
    assert [] == alarms
    assert share["refuted"] >= refuted
    assert share["supported"] >= supported
    assert share["not_enough_info"] >= 0.9
    assert share["quiet"] >= 0.97


def test_a_verdict_says_all_there_is_to_say(full: Catalog) -> None:
    """Place, subject, plain values, sources, a sentence, and whose value it is."""
    verdict = only(full, "据说明，GPT-2 有 1750 亿个参数。")

    assert ("1750 亿个参数", "GPT-2", "parameters") == (verdict.text, verdict.subject.name, verdict.attribute)
    assert (175_000_000_000, 1_500_000_000) == (verdict.claimed, verdict.known)
    assert "misattributed" == verdict.verdict
    assert verdict.other is not None
    assert "openai/gpt-3" == verdict.other.id
    assert set(verdict.sources) <= set(full.sources)
    assert "GPT-2 的参数量为 15亿个参数；1750 亿个参数 属于 GPT-3" == verdict.message


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("BLOOM has 176 billion parameters.", "supported"),
        ("BLOOM has 180B parameters.", "supported"),
        ("BLOOM has 200 billion parameters.", "refuted"),
        ("BLOOM has more than 100 billion parameters.", "supported"),
        ("BLOOM has more than 200 billion parameters.", "refuted"),
        ("BLOOM has fewer than 200 billion parameters.", "supported"),
        ("BLOOM has between 150 and 200 billion parameters.", "supported"),
        ("BLOOM 拥有数千亿个参数。", "supported"),
        ("BLOOM 拥有数十亿个参数。", "refuted"),
        ("Mistral 7B has 7 billion parameters.", "supported"),
        ("Llama 2 has 70 billion parameters.", "supported"),
        ("Llama 2 comes in sizes from 7B to 70B parameters.", "supported"),
        ("Llama 2 7B has 70 billion parameters.", "misattributed"),
    ],
)
def test_numbers_agree_as_people_round_them(text: str, verdict: str, full: Catalog) -> None:
    """Within five hundredths, as rounded, in a range, above a bound, by the largest size of a series."""
    assert verdict == only(full, text).verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("GPT-4 was released on 14 March 2023.", "supported"),
        ("GPT-4 was released in spring 2023.", "supported"),
        ("GPT-4 was released in 2023.", "supported"),
        ("GPT-4 was released in April 2023.", "supported"),
        ("GPT-4 was released in July 2023.", "refuted"),
        ("GPT-4 于 2022 年底推出。", "refuted"),
        ("جی‌پی‌تی ۴ در ۲۳ اسفند ۱۴۰۱ منتشر شد.", "supported"),
        ("جی‌پی‌تی ۴ در تیر ۱۴۰۱ منتشر شد.", "refuted"),
    ],
)
def test_dates_agree_within_a_month_or_what_is_said(text: str, verdict: str, full: Catalog) -> None:
    """A day within 31 days, a month, a season, a year; in both calendars."""
    found = only(full, text, "release_date")
    assert verdict == ("refuted" if found.is_false else found.verdict)


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4 has 1.8 trillion parameters.",
        "GPT-4 has 170 trillion parameters.",
        "OpenAI 使用 170 万亿个参数训练 GPT-4。",
        "جی‌پی‌تی ۴ دارای ۱٫۸ تریلیون پارامتر است.",
        "PaLM 2 has 340 billion parameters.",
    ],
)
def test_what_is_not_disclosed_is_never_borne_out(text: str, full: Catalog) -> None:
    """Nor refuted, even where a data set has an estimate."""
    verdict = only(full, text)

    assert "not_enough_info" == verdict.verdict
    assert any(word in verdict.message for word in ("disclosed", "没有公布", "منتشر نکرده"))


@pytest.mark.parametrize(
    ("text", "attribute", "verdict"),
    [
        ("Distil-Whisper needed a mere 22,000 hours of speech.", "training_data_size", "supported"),
        ("MusicGen heard 900,000 hours of music.", "training_data_size", "refuted"),
        ("WavLM Large 的语料长达 9400 小时。", "training_data_size", "refuted"),
        ("مدل Kimi-Audio-7B بیش از ۱۳ میلیون ساعت صدا شنیده است.", "training_data_size", "supported"),
        ("CPM-Large spent two weeks on sixty-four V100s.", "hardware_quantity", "supported"),
        ("CPM-Large 动用八块 V100，前后两周。", "hardware_quantity", "refuted"),
        ("CPM-Large دو هفته روی شصت‌وچهار کارت V100 آموزش دید.", "hardware_quantity", "supported"),
        ("GLM-130B is a bilingual model.", "languages", "supported"),
        ("三语模型 GLM-130B 来自北京。", "languages", "refuted"),
        ("GLM-130B مدلی دوزبانه است.", "languages", "supported"),
        ("Kimi K2 has a trillion parameters, and 32 billion of them wake.", "active_parameters", "supported"),
        ("GLM-5 runs to 744 billion parameters, of which 90 billion answer.", "active_parameters", "refuted"),
        ("Nemotron-4 340B نه تریلیون توکن را بلعید.", "training_tokens", "supported"),
        ("Alpaca 7B was fine-tuned in forty days.", "training_time", "refuted"),
    ],
)
def test_words_around_a_number_say_what_it_counts(text: str, attribute: str, verdict: str, full: Catalog) -> None:
    """Hours of recordings, chips and languages in words, the part of a size that is at work, the time of tuning."""
    found = only(full, text, attribute)
    assert verdict == ("refuted" if found.is_false else found.verdict)


def test_the_chips_of_one_machine_are_not_all(full: Catalog) -> None:
    """Eight in each of 96 machines contradict no 768; the kind of chip is still told."""
    for text in (
        "GLM-130B was trained on 96 machines with eight A100s each.",
        "GLM-130B 用 96 台服务器训练，每台八块 A100。",
    ):
        assert not any(verdict.is_false for verdict in full.check(text))


def test_each_of_several_models_has_its_own_date(full: Catalog) -> None:
    """The date of the second is not said of the first, in three languages."""
    texts = (
        "OpenAI released GPT-2 in 2017 and GPT-3 in 2020.",
        "OpenAI 于 2017 年发布 GPT-2，2020 年发布 GPT-3。",
        "اوپن‌ای‌آی GPT-2 را در ۲۰۱۷ و GPT-3 را در ۲۰۲۰ منتشر کرد.",
    )
    for text in texts:
        assert ["refuted", "supported"] == [said for *_, what, said in told(full, text) if what == "release_date"]


@pytest.mark.parametrize(
    ("text", "attribute", "verdict"),
    [
        ("BLOOM surprised Paris. The open giant has 90 billion parameters.", "parameters", "refuted"),
        ("Nobody expected much from Phi-1.5. The tiny model has 1.3 billion parameters.", "parameters", "supported"),
        ("BLOOM 让巴黎人意外。这个开源巨人有 900 亿参数。", "parameters", "refuted"),
        ("در غرب از Jais کم می‌گویند. این مدل ۱۳ میلیارد پارامتر دارد.", "parameters", "supported"),
        ("Little is said about Jais. Its maker is Mistral AI.", "developer", "refuted"),
        ("Samsung is the home of K-EXAONE, a 236B model.", "parameters", "supported"),
        ("For GLaM, Google used 1,024 TPU v4 chips.", "hardware_quantity", "supported"),
    ],
)
def test_a_model_is_known_by_what_the_text_calls_it(text: str, attribute: str, verdict: str, full: Catalog) -> None:
    """A giant, an apposition, a model that the sentence before only tells of."""
    found = only(full, text, attribute)
    assert verdict == ("refuted" if found.is_false else found.verdict)


@pytest.mark.parametrize(
    ("text", "attribute", "verdict"),
    [
        ("Training Chinchilla took about 5.8e25 FLOP.", "training_compute", "refuted"),
        ("Training Chinchilla took about 8e23 FLOP.", "training_compute", "not_enough_info"),
        ("Training Claude 3 Opus took about 1.6e25 FLOP.", "training_compute", "not_enough_info"),
        ("BloombergGPT was trained for 53 days.", "training_time", "supported"),
    ],
)
def test_estimates_decide_where_the_size_is_no_secret(text: str, attribute: str, verdict: str, full: Catalog) -> None:
    """Near one a claim holds, far from all it does not; of a model that is kept secret they say nothing."""
    assert verdict == only(full, text, attribute).verdict


@pytest.mark.parametrize(
    ("text", "value", "verdict"),
    [
        ("BLOOM was a big step. OpenAI launched it in July 2022.", "OpenAI", "refuted"),
        ("GPT-2 与 BERT 不同。Yi-34B 于 2023 年 11 月发布；语料为 3 万亿词元。", "3 万亿词元", "supported"),
        ("GPT-1 در ژوئن ۲۰۱۸ منتشر شد؛ ۱۲ لایه دارد.", "۱۲ لایه", "supported"),
        ("DeepSeek-V2 is large. The 236B model was trained on 4 trillion tokens.", "4 trillion tokens", "refuted"),
        (
            "BLOOM is open. Yi-34B arrived in November 2023, and its corpus ran to 3 trillion tokens.",
            "3 trillion tokens",
            "supported",
        ),
        ("Yi-Lightning took one month on 2,000 GPUs.", "2,000 GPUs", "supported"),
        ("Falcon 40B ships under Apache 2.0.", "Apache 2.0", "supported"),
        ("Falcon 40B با مجوز آپاچی ۲٫۰ عرضه شده است.", "آپاچی ۲٫۰", "supported"),
        ("OLMo 2 32B appeared in March 2025.", "March 2025", "supported"),
        ("Alpaca was fine-tuned on 52,000 instructions by Stanford.", "52,000 instructions", "supported"),
        ("Llama 3.1 405B 用 1.6 万块 H100 训练。", "1.6 万", "supported"),
        ("XGLM goes up to 75 billion parameters.", "up to 75 billion parameters", "refuted"),
    ],
)
def test_claims_stated_in_passing(text: str, value: str, verdict: str, full: Catalog) -> None:
    """Behind a pronoun, a semicolon or a size; beside a maker, a licence or another number."""
    assert verdict in {said for found, _, _, said in told(full, text) if found == value}


@pytest.mark.parametrize(
    "text",
    [
        "Mistral 7B uses a sliding window of 4096 tokens.",
        "Mistral 7B 采用滑动窗口注意力，窗口为 4096 个 token。",
        "GPT-4o mini processes more than 200 billion tokens per day.",
        "BLOOM was presented at a workshop in Paris in 2023 by Hugging Face.",
        "You can download BLOOM from Hugging Face.",
        "DeepSeek-V3 is served on 320 GPUs and answers 60 tokens per second.",
        "GPT-3 came first; Google announced a phone in September 2023.",
        "Qwen2-72B was quantised to 4 bits in 2 hours. The dataset has 500 GB.",
        "On two RTX 4090 cards, Falcon 40B answers in nine seconds.",
        "With Whisper the archive transcribed 30,000 hours of speech.",
        "Falcon 40B learned from bilingual text.",
        "Stanford students wrote a web page for Alpaca.",
        "斯坦福的学生为 Alpaca 写了一个网页演示。",
        "دانشجویان استنفورد برای Alpaca یک صفحهٔ نمایشی نوشتند.",
        "Jais was later bought by AMD.",
        "Kimi K2 hit the web.",
    ],
)
def test_what_is_said_of_other_things_claims_nothing_sure(text: str, full: Catalog) -> None:
    """Windows of attention, rates, events, other products."""
    assert [] == [verdict for *_, verdict in told(full, text) if verdict in SURE]


@pytest.mark.parametrize(
    "text",
    [
        "Does BLOOM have 15 billion parameters?",
        "If BLOOM had 15 billion parameters, it would be cheaper.",
        "Rumour has it that BLOOM has 15 billion parameters.",
        "BLOOM may have 15 billion parameters.",
        "BLOOM does not have 15 billion parameters.",
        "It is a myth that BLOOM has 15 billion parameters.",
        "BLOOM 有 150 亿个参数吗？",
        "据传 BLOOM 有 150 亿个参数。",
        "如果 BLOOM 只有 150 亿个参数，成本会更低。",
        "BLOOM 并没有 150 亿个参数。",
        "آیا بلوم ۱۵ میلیارد پارامتر دارد؟",
        "شایعه است که بلوم ۱۵ میلیارد پارامتر دارد.",
        "بلوم ۱۵ میلیارد پارامتر ندارد.",
    ],
)
def test_what_is_not_stated_is_not_judged(text: str, full: Catalog) -> None:
    """Questions, hypotheses, rumours, possibilities, negations and what is called false."""
    assert "not_enough_info" == only(full, text).verdict


@pytest.mark.parametrize(
    "text",
    [
        "GPT-3 is 100 times larger than GPT-2.",
        "GPT-3 的参数量是 GPT-2 的 100 多倍。",
        "Models with more than 500 billion parameters are rare. GPT-3 is well known.",
        "We fine-tuned BLOOM on 8 GPUs for 3 days.",
        "The GPT-3 paper was published in 2012 and has 75 pages.",
        "C4, a data set of 750 GB, was used for T5.",
        "[Graves 等人 2014，BERT 2010]",
        "ChatGPT reached 100M users in 2023.",
        "",
        "   \n\n。。。",
    ],
)
def test_what_belongs_to_something_else_is_no_claim(text: str, full: Catalog) -> None:
    """Comparisons, other subjects, one's own work, references."""
    assert [] == [v for v in full.check(text) if v.verdict != "supported"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "GPT-2 and GPT-3 have 1.5 billion and 175 billion parameters, respectively.",
            [("1.5 billion", "openai/gpt-2"), ("175 billion parameters", "openai/gpt-3")],
        ),
        ("The 175-billion-parameter GPT-3 is older.", [("175-billion-parameter", "openai/gpt-3")]),
        ("مدل ۱۷۶ میلیارد پارامتری بلوم.", [("۱۷۶ میلیارد پارامتری", "bigscience/bloom")]),
        ("BLOOM is open. The model has 176 billion parameters.", [("176 billion parameters", "bigscience/bloom")]),
        ("BLOOM 很大。该模型有 1760 亿个参数。", [("1760 亿个参数", "bigscience/bloom")]),
        ("بلوم آزاد است. این مدل ۱۷۶ میلیارد پارامتر دارد.", [("۱۷۶ میلیارد پارامتر", "bigscience/bloom")]),
        ("PaLM (Google, 540B, 2022) is closed.", [("540B", "google/palm")]),
        (
            "GPT-2 有 15 亿个参数，而 GPT-1 仅有 1.17 亿个。",
            [("15 亿个参数", "openai/gpt-2"), ("1.17 亿", "openai/gpt-1")],
        ),
        ("BLOOM outperforms GPT-2 and has 176 billion parameters.", [("176 billion parameters", "bigscience/bloom")]),
        ("OpenAI 使用 15 亿个参数对此模型进行训练（而 GPT-1 的参数为 1.17 亿）。", [("1.17 亿", "openai/gpt-1")]),
    ],
)
def test_each_number_goes_to_its_model(text: str, expected: list[tuple[str, str]], full: Catalog) -> None:
    """Pronouns, lists, attributes before the name, brackets, comparisons; none rather than a wrong one."""
    found = [(v.text, v.subject.id) for v in full.check(text) if v.attribute == "parameters"]

    assert expected == found
    assert all(v.verdict == "supported" for v in full.check(text))


def test_active_parameters_are_not_all(full: Catalog) -> None:
    """Each of the two numbers is one of its attribute, and no other."""
    assert [
        ("6710 亿", "deepseek/deepseek-v3", "parameters", "supported"),
        ("370 亿", "deepseek/deepseek-v3", "active_parameters", "supported"),
    ] == told(full, "DeepSeek-V3 总参数量为 6710 亿，激活参数为 370 亿。")
    assert "refuted" == only(full, "DeepSeek-V3 激活了 6710 亿个参数。", "active_parameters").verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("GPT-3 was developed by OpenAI.", "supported"),
        ("GPT-3 was developed by Google.", "refuted"),
        ("OpenAI's GPT-3 is well known.", "supported"),
        ("微软发布了 GPT-3。", "refuted"),
        ("由智谱推出的 ChatGLM-6B。", "supported"),
        ("متا مدل GPT-3 را منتشر کرد.", "refuted"),
        ("GPT-3 محصول OpenAI است.", "supported"),
        ("Chinchilla was trained by Google DeepMind.", "supported"),
    ],
)
def test_makers_are_told_by_the_words_of_making(text: str, verdict: str, full: Catalog) -> None:
    """Active, passive, genitive; a laboratory is part of its house."""
    assert verdict == only(full, text, "developer").verdict


@pytest.mark.parametrize(
    ("text", "value", "verdict"),
    [
        ("The startup Lumina Forge unveiled BLOOM.", "Lumina Forge", "refuted"),
        ("The Paris company Aleph Nord is the maker of Mistral 7B.", "Aleph Nord", "refuted"),
        ("云图科技公司推出的 BLOOM 有 1760 亿参数。", "云图科技公司", "refuted"),
        ("由初创公司星海智能开发的 BLOOM。", "星海智能", "refuted"),
        ("شرکت Vega Analytics از BLOOM رونمایی کرد.", "Vega Analytics", "refuted"),
        ("BLOOM ساختهٔ شرکت «رباتیک مهرگان» است.", "«رباتیک مهرگان»", "refuted"),
        ("GPT-4 was developed by Alec Radford and colleagues.", None, None),
        ("BLOOM was released by French researchers.", None, None),
        ("BLOOM was built by BigScience and Lumina Forge.", None, None),
        ("T5 was created by Google Brain Robotics.", None, None),
        ("BLOOM 由一家法国公司开发。", None, None),
        ("BLOOM 是一种高度智能的模型。", None, None),
    ],
)
def test_a_maker_that_nobody_lists_is_none_of_those_who_are(
    text: str, value: str | None, verdict: str | None, full: Catalog
) -> None:
    """Where words of making and the mark of an organization say so; no person, people, partner or kind of company."""
    found = [(v.text, v.verdict) for v in full.check(text) if v.attribute == "developer" and v.verdict != "supported"]

    assert ([] if value is None else [(value, verdict)]) == found


@pytest.mark.parametrize(
    ("text", "subject", "verdict"),
    [
        ("The 70-billion-parameter version of Llama 2 has 32 layers.", "meta/llama-2-70b", "misattributed"),
        ("Llama 2's 70B variant has 80 layers.", "meta/llama-2-70b", "supported"),
        ("Llama 2 的 70B 版本有 32 层。", "meta/llama-2-70b", "misattributed"),
        ("نسخهٔ ۷۰ میلیاردی Llama 2 دارای ۳۲ لایه است.", "meta/llama-2-70b", "misattributed"),
        ("Llama 2 has 80 layers.", "meta/llama-2", "supported"),
        ("Llama 2 7B is small, but the 70B version has 80 layers.", "meta/llama-2-70b", "supported"),
    ],
)
def test_a_size_says_which_member_of_a_family_is_meant(text: str, subject: str, verdict: str, full: Catalog) -> None:
    """Before or behind the name, in words or by a letter, or in a later clause."""
    found = only(full, text, "layers")
    assert (subject, verdict) == (found.subject.id, found.verdict)


@pytest.mark.parametrize(
    ("text", "attribute", "verdict"),
    [
        ("GPT-4 is an open-source model.", "open_weights", "refuted"),
        ("OpenAI 开源了 GPT-4。", "open_weights", "refuted"),
        ("GPT-4 یک مدل متن‌باز است.", "open_weights", "refuted"),
        ("BLOOM is open source.", "open_weights", "supported"),
        ("BLOOM 是闭源的。", "open_weights", "refuted"),
        ("BERT is a decoder-only model.", "architecture", "refuted"),
        ("BERT 采用编码器-解码器架构。", "architecture", "refuted"),
        ("معماری BERT فقط رمزگشا است.", "architecture", "refuted"),
        ("T5 is an encoder-decoder model.", "architecture", "supported"),
        ("GPT-4 accepts images.", "modality", "supported"),
        ("GPT-4 accepts videos.", "modality", "not_enough_info"),
    ],
)
def test_values_of_enumerations_are_claims(text: str, attribute: str, verdict: str, full: Catalog) -> None:
    """Open or closed, one architecture or another; what may hold beside what is known stays open."""
    assert verdict == only(full, text, attribute).verdict


@pytest.mark.parametrize(
    ("text", "verdict", "known"),
    [
        ("BLOOM was trained on 384 NVIDIA A100 GPUs.", "supported", "nvidia-a100"),
        ("BLOOM was trained on 1,000 NVIDIA A100 GPUs.", "refuted", 384),
        ("BLOOM 在 384 块 V100 上训练。", "refuted", "nvidia-a100"),
        ("بلوم روی ۳۸۴ کارت A100 آموزش دید.", "supported", "nvidia-a100"),
    ],
)
def test_hardware_is_judged_with_its_number(text: str, verdict: str, known: object, full: Catalog) -> None:
    """Both must be right; what is known is that of the two which is wrong."""
    found = only(full, text, "hardware")
    assert (verdict, known) == ("refuted" if found.is_false else found.verdict, found.known)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Dolly 2.0 is built on Pythia.", "supported"),
        ("Dolly 2.0 is built on Falcon.", "refuted"),
        ("Dolly 2.0 以 Pythia 为基座。", "supported"),
        ("Code Llama نسخهٔ تنظیم‌شدهٔ Falcon است.", "refuted"),
        ("Alpaca is derived from LLaMA.", "supported"),
        ("Alpaca is derived from Llama 2.", "refuted"),
    ],
)
def test_a_base_model_is_known_by_its_family(text: str, verdict: str, full: Catalog) -> None:
    """The base of a member is that of its family, and another generation of a family is another base."""
    found = only(full, text, "base_model")
    assert verdict == ("refuted" if found.is_false else found.verdict)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("GPT-2 was open-sourced in November 2019.", "supported"),
        ("BLOOM was open-sourced in 2015.", "refuted"),
        ("BLOOM was open-sourced in December 2022.", "not_enough_info"),
    ],
)
def test_a_model_is_opened_after_it_exists_and_soon(text: str, verdict: str, full: Catalog) -> None:
    """A later day may be that of the opening; one before the model, or years behind, is none."""
    found = only(full, text, "release_date")
    assert verdict == ("refuted" if found.is_false else found.verdict)


def test_a_page_shows_the_claims_of_a_text(full: Catalog) -> None:
    """Coloured, with a sign for each verdict, what is known and the sources, escaped, in the direction of the text."""
    page = full.check_page("<b>بلوم</b> است. بلوم ۳۳ میلیارد پارامتر دارد.")

    assert page.startswith("<!doctype html>")
    assert "&lt;b&gt;بلوم" in page
    assert '<p dir="rtl">' in page
    assert '<mark data-mark="bad"' in page
    assert '<a href="#note-1">✗1</a>' in page
    assert '<li id="note-1"' in page
    assert "۱۷۶٫۲ میلیارد پارامتر" in page
    assert "https://" in page


def test_who_only_uses_a_model_did_not_make_it(full: Catalog) -> None:
    """A maker of something else is no maker of what that is based on."""
    for text in (
        "Microsoft released a search engine that uses GPT-4.",
        "微软推出了基于 GPT-4 的搜索引擎。",
        "مایکروسافت موتور جستجویی بر پایهٔ GPT-4 منتشر کرد.",
    ):
        assert [] == [v for v in full.check(text) if v.attribute == "developer"]


def test_a_secondary_source_does_not_bear_out_what_better_ones_contradict(full: Catalog) -> None:
    """An article that the catalog cites says GPT-4 came at the end of 2022; the developer says otherwise."""
    assert only(full, "GPT-4 was released in December 2022.", "release_date").is_false


def test_messages_come_in_the_language_of_the_text_or_the_one_asked_for(full: Catalog) -> None:
    """English, Chinese or Persian by the words around, unless `lang` says."""
    english, chinese, persian = (
        only(full, text).message
        for text in ("BLOOM has 33B parameters.", "BLOOM 有 330 亿参数。", "بلوم ۳۳ میلیارد پارامتر دارد.")
    )

    assert "parameters of BLOOM: 176.2 billion parameters, not 33B parameters, as BLOOM model card says" == english
    assert "BLOOM 的参数量为 1762亿个参数，不是 330 亿参数（BLOOM model card）" == chinese
    assert persian.startswith("تعداد پارامترها بلوم ۱۷۶٫۲ میلیارد پارامتر است، نه")
    assert full.check("BLOOM has 33B parameters.", "zh")[0].message.startswith("BLOOM 的参数量为")
    with pytest.raises(UnknownLanguageError):
        full.check("BLOOM has 33B parameters.", "xx")


def test_a_new_row_of_the_registry_is_checked_without_code(edited: Callable[[str, str, str], Path]) -> None:
    """The words of an attribute stand in the registry, in three languages; so do the frames of a reference."""
    edited(
        "attributes.yaml",
        "weather:",
        "attention_heads:\n  kinds: model\n  type: number\n  unit: heads\n"
        "  labels: {en: attention heads, zh: 注意力头数, fa: سرهای توجه}\n"
        "  claims: {en: [uses], zh: [使用], fa: [سر توجه]}\n"
        "sponsor:\n  kinds: model\n  type: entry\n  entry_kinds: [organization]\n"
        "  labels: {en: sponsor, zh: 赞助方, fa: حامی}\n"
        "  claims: {en: [paid|sponsored by ~], zh: [由 ~ 赞助], fa: [با حمایت ~]}\n"
        "weather:",
    )
    data = edited("models.yaml", "    weather: sun\n", "    weather: sun\n    attention_heads: 40\n    sponsor: zeta\n")
    catalog = load(data)

    for text, verdict in (
        ("Alpha 13B uses 40 attention heads.", "supported"),
        ("Alpha 13B 使用 48 个注意力头。", "refuted"),
        ("Alpha 13B دارای ۴۰ سر توجه است.", "supported"),
    ):
        assert verdict == only(catalog, text, "attention_heads").verdict
    for text, verdict in (
        ("Alpha 13B was sponsored by Zeta Labs.", "supported"),
        ("Alpha 13B 由 Acme 赞助。", "refuted"),
    ):
        assert verdict == only(catalog, text, "sponsor").verdict


def test_a_check_needs_no_pydantic() -> None:
    """Nor does the wording of the verdicts: records are read as they lie in the snapshot."""
    compiled = "import fmref; fmref.load()"
    code = "import fmref, sys; assert fmref.check('BLOOM has 176B parameters.'); sys.exit('pydantic' in sys.modules)"
    assert [subprocess.run([sys.executable, "-c", one], check=False).returncode for one in (compiled, code)] == [0, 0]


# --- The command line


def run(tmp_path: Path, text: str | bytes, *options: str) -> tuple[int, str, str]:
    """Exit status, output and errors of a check of a file."""
    file = tmp_path / "article.txt"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    result = CliRunner().invoke(main, ["check", str(file), *options])
    return result.exit_code, result.stdout.replace(str(tmp_path), ""), result.stderr


def test_the_exit_status_says_whether_a_claim_is_false(tmp_path: Path) -> None:
    """0 when nothing is false, 1 when something is, 2 for a file that is no text."""
    assert (0, "", "") == run(tmp_path, "BLOOM has 176B parameters.")
    status, output, _ = run(tmp_path, "First line.\nBLOOM has 33B parameters.")
    assert 1 == status
    assert output.startswith(
        "/article.txt:2:11: C101 33B parameters: parameters of BLOOM: 176.2 billion parameters, not"
    )
    status, _, errors = run(tmp_path, b"BLOOM \xff")
    assert 2 == status
    assert "byte 6 is not UTF-8; save the file as UTF-8" in errors


def test_all_shows_what_holds_and_json_is_json(tmp_path: Path) -> None:
    """`--all` for what is borne out, `--format` as for `lint`."""
    status, output, _ = run(tmp_path, "BLOOM has 176B parameters.", "--all", "--format", "json")
    assert 0 == status
    assert ["C001"] == [finding["code"] for finding in json.loads(output)]


def test_what_is_no_prose_in_markdown_claims_nothing(tmp_path: Path) -> None:
    """Code is left alone where a file is Markdown, by its name or by the option."""
    text = "```\nBLOOM has 33B parameters.\n```\n"
    assert 1 == run(tmp_path, text)[0]
    assert 0 == run(tmp_path, text, "--markdown")[0]


def test_one_file_is_shown_as_a_page(tmp_path: Path) -> None:
    """`--html` with one file prints a page, and the exit status says the same as ever."""
    status, output, _ = run(tmp_path, "BLOOM has 33B parameters.", "--html")
    assert (1, "<!doctype html>") == (status, output.splitlines()[0])
    assert 2 == CliRunner().invoke(main, ["check", "--html", __file__, __file__]).exit_code


def test_json_lines_have_the_keys_of_the_wire() -> None:
    """One answer a line; a bad line has its error in its place."""
    lines = '{"id": "a", "text": "BLOOM has 33B parameters.", "lang": "en"}\n{"id": "b"}\n'
    result = CliRunner().invoke(main, ["check", "--jsonl"], input=lines)
    good, bad = map(json.loads, result.stdout.splitlines())

    assert 1 == result.exit_code
    assert "error" in bad
    (verdict,) = good["verdicts"]
    assert {"id": "bigscience/bloom", "name": "BLOOM"} == verdict["subject"]
    assert {
        *("start", "end", "text", "subject", "attribute", "claimed", "known", "verdict", "sources", "message", "other"),
    } == set(verdict)


@pytest.mark.parametrize(
    ("said", "known", "agree"),
    [
        ("OpenRAIL", "BigCode OpenRAIL-M v1", True),
        ("Apache License, Version 2.0", "Apache-2.0", True),
        ("CC BY", "CC BY-NC 4.0", False),
        ("GPL", "LGPL-3.0", False),
        ("MIT", "Apache-2.0", False),
    ],
)
def test_a_licence_may_be_named_by_its_one_telling_word(said: str, known: str, *, agree: bool) -> None:
    """But not by the beginning of another one."""
    assert texts_agree(said, known) is agree


@pytest.mark.parametrize(
    ("text", "attribute", "subject", "verdict"),
    [
        ("BLOOM 是一个多语言模型。训练使用了 384 块 A100。", "hardware_quantity", "bigscience/bloom", "supported"),
        ("BLOOM 是一个多语言模型。参数量为 1760 亿。", "parameters", "bigscience/bloom", "supported"),
    ],
)
def test_what_goes_on_about_a_model(full: Catalog, text: str, attribute: str, subject: str, verdict: str) -> None:
    """A Chinese sentence without a subject is about the model of the one before."""
    found = only(full, text, attribute)
    assert (found.subject.id, found.verdict) == (subject, verdict)


@pytest.mark.parametrize(
    "text",
    [
        "Chinchilla is small beside Gopher. It is no Gopher, and it has 70 billion parameters.",
        "Chinchilla 比 Gopher 小得多。它不是 Gopher，却有 700 亿参数。",
        "Chinchilla از Gopher کوچک‌تر است. آن Gopher نیست و ۷۰ میلیارد پارامتر دارد.",
    ],
)
def test_a_pronoun_means_the_topic_and_no_name_that_it_is_said_not_to_be(text: str, full: Catalog) -> None:
    """It is no Gopher: the size is that of the model of the sentence before."""
    found = only(full, text)

    assert ("deepmind/chinchilla", "supported") == (found.subject.id, found.verdict)


def test_a_pronoun_keeps_to_the_topic_for_three_sentences(full: Catalog) -> None:
    """Then nobody knows any more what it means."""
    filler = "Critics were kind. "
    near = told(full, f"BLOOM is open. {filler}It has 176 billion parameters.")
    far = told(full, f"BLOOM is open. {filler * 3}It has 176 billion parameters.")

    assert [("176 billion parameters", "bigscience/bloom", "parameters", "supported")] == near
    assert [] == far


def test_a_size_that_is_just_that_of_another_family_is_no_unknown_member_of_this_one(full: Catalog) -> None:
    """Claude has sizes that nobody published, but 175 billion is what GPT-3 has; 123 billion is nobody's."""
    for text, verdict in (
        ("DALL-E 1 has 175 billion parameters.", "misattributed"),
        ("The PaLM 2 family has 123 billion parameters.", "not_enough_info"),
    ):
        assert verdict == only(full, text).verdict


@pytest.mark.parametrize(
    ("text", "attribute", "subject", "verdict"),
    [
        ("Claude 2.1 doubles the window of Claude 2 to 200K tokens.", "context", "anthropic/claude-2.1", "supported"),
        ("Claude 2.1 把 Claude 2 的上下文窗口翻倍到 20 万 tokens。", "context", "anthropic/claude-2.1", "supported"),
        ("RoBERTa is a retrained BERT fed with 160 GB of text.", "training_data_size", "meta/roberta", "supported"),
        ("BLOOMZ از دل BLOOM بیرون آمد و در نوامبر ۲۰۲۲ منتشر شد.", "release_date", "bigscience/bloomz", "supported"),
    ],
)
def test_a_value_belongs_to_what_the_clause_is_about(
    text: str, attribute: str, subject: str, verdict: str, full: Catalog
) -> None:
    """Not to a model that it enlarges, tunes or grows out of."""
    found = only(full, text, attribute)

    assert (subject, verdict) == (found.subject.id, found.verdict)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dolly saw 52,000 examples; Databricks had a hand in it.", [("52,000 examples", "supported")]),
        ("BLOOM has 176 billion parameters, and Databricks liked it.", [("176 billion parameters", "supported")]),
        ("Databricks threw a party for Dolly.", []),
    ],
)
def test_what_no_word_ties_to_a_model_is_told_where_it_holds_and_facts_are_told(
    text: str, expected: list[tuple[str, str]], full: Catalog
) -> None:
    """A maker that only stands beside its model is no ground to contradict, nor a fact where none is stated."""
    found = [(v.text, v.verdict) for v in full.check(text)]

    assert expected == [one for one in found if one[0] != "Databricks"]
    assert all(verdict == "supported" for _, verdict in found)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Command R+ is released under a non-commercial license.", "supported"),
        ("MusicGen 采用非商业许可。", "supported"),
        ("GPT-J-6B is released under a non-commercial license.", "refuted"),
    ],
)
def test_non_commercial_is_a_class_of_licences(text: str, verdict: str, full: Catalog) -> None:
    """The licences that say so in their names are of it."""
    (found,) = [v for v in full.check(text) if v.attribute == "license"]

    assert verdict == ("refuted" if found.is_false else found.verdict)


def test_a_frame_may_forbid_words_and_name_a_group_of_them(edited: Callable[[str, str, str], Path]) -> None:
    """`<paid>` stands for the words of a group, and `!refused` for a sentence that does not say refused."""
    edited(
        "attributes.yaml",
        "weather:",
        "sponsor:\n  kinds: model\n  type: entry\n  entry_kinds: [organization]\n"
        "  labels: {en: sponsor, zh: 赞助方, fa: حامی}\n"
        "  groups: {paid: {en: [paid for, sponsored]}}\n"
        "  claims: {en: [<paid> by ~ !refused]}\n"
        "weather:",
    )
    catalog = load(edited("models.yaml", "    weather: sun\n", "    weather: sun\n    sponsor: zeta\n"))

    for text, expected in (
        ("Alpha 13B was paid for by Zeta Labs.", ["supported"]),
        ("Alpha 13B was paid for by Zeta Labs, which others refused.", []),
    ):
        assert expected == [v.verdict for v in catalog.check(text) if v.attribute == "sponsor"]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        (
            "Google's GPT-3 has 96 layers, while its rival Claude 3 Opus is believed to be larger.",
            ["refuted", "supported"],
        ),
        ("谷歌公司推出了 GPT-3，而 Claude 3 Opus 的参数被外界估算为 20000 亿。", ["refuted", "not_enough_info"]),
        ("GPT-3 has 300 billion parameters, but this is a rumour.", ["not_enough_info"]),
        ("According to rumours, GPT-3 has 300 billion parameters and Claude 3 Opus is larger.", ["not_enough_info"]),
    ],
)
def test_a_rumour_of_another_model_is_none_of_this_one(full: Catalog, text: str, verdicts: list[str]) -> None:
    """A rumour that comes later, in a clause about a model that is named there, leaves what stands before it alone."""
    assert [verdict.verdict for verdict in full.check(text)] == verdicts


def test_a_name_with_its_gloss_is_one_name(full: Catalog) -> None:
    """The Latin name in brackets behind a Persian or Chinese one does not part it from what is said of it."""
    for text in ("گوگل مدل فالکون (Falcon) را منتشر کرد.", "گوگل دالی ۲ (Dolly 2.0) را منتشر کرد."):
        assert [(v.attribute, v.verdict) for v in full.check(text)] == [("developer", "refuted")]


def test_a_maker_in_a_relative_clause_is_found(full: Catalog) -> None:
    """Numbers may stand between a model and the clause that says where it comes from."""
    text = "People still reach for T5, a model of about 11 billion parameters that came out of Meta."
    assert ("developer", "refuted") in [(v.attribute, v.verdict) for v in full.check(text)]
