"""Reading of identifiers: what is identity, what is said besides, what is refused."""

import re

import pytest

from fmref.id_dates import date_parts
from fmref.id_grammar import QUALIFIERS, identity, read, stated_size
from fmref.id_shell import is_opaque

Case = tuple[str, str, dict[str, str]]
FORMS: dict[str, list[Case]] = {
    "Bedrock": [
        ("mistral.mistral-large-2402-v1:0", "Mistral Large", {"snapshot": "2024-02", "revision": "v1"}),
        ("anthropic.claude-opus-4-6-v1", "Claude Opus 4.6", {"provider": "Amazon Bedrock", "vendor": "anthropic"}),
        (
            "anthropic.claude-3-5-sonnet-20241022-v2:0:51k",
            "Claude 3.5 Sonnet",
            {"snapshot": "2024-10-22", "revision": "v2", "context": "51k"},
        ),
        ("amazon.titan-text-lite-v1", "Titan Text Lite", {"revision": "v1"}),
        ("anthropic.claude-v2:1", "Claude 2.1", {"provider": "Amazon Bedrock"}),
    ],
    "region": [
        ("us.anthropic.claude-sonnet-5", "Claude Sonnet 5", {"region": "us"}),
        ("us-gov.anthropic.claude-sonnet-5", "Claude Sonnet 5", {"region": "us-gov"}),
        ("apac.anthropic.claude-sonnet-5", "Claude Sonnet 5", {"region": "apac", "provider": "Amazon Bedrock"}),
    ],
    "price path": [
        (
            "bedrock/us-west-2/1-month-commitment/anthropic.claude-instant-v1",
            "Claude Instant",
            {"region": "us-west-2", "commitment": "1-month-commitment", "revision": "v1"},
        ),
    ],
    "ARN": [
        (
            "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/us.anthropic.claude-3-haiku-20240307-v1:0",
            "Claude 3 Haiku",
            {"provider": "Amazon Bedrock", "region": "us", "snapshot": "2024-03-07"},
        ),
        ("arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0", "Nova Micro", {"region": "us-east-1"}),
    ],
    "Vertex AI": [
        ("claude-opus-4-5@20251101", "Claude Opus 4.5", {"snapshot": "2025-11-01"}),
        ("jamba-1.5-mini@001", "Jamba 1.5 Mini", {"revision": "001"}),
        ("claude-sonnet-4@default", "Claude Sonnet 4", {"rolling": "default"}),
        ("vertex_ai/deepseek-v3.1-maas", "DeepSeek V3.1", {"provider": "Google Vertex AI"}),
        ("publishers/anthropic/models/claude-sonnet-4", "Claude Sonnet 4", {"vendor": "anthropic"}),
    ],
    "Azure": [
        (
            "azure/eu/gpt-4o-2024-05-13",
            "GPT-4o",
            {"provider": "Azure", "region": "eu", "snapshot": "2024-05-13"},
        ),
    ],
    "tiers": [
        ("openai/gpt-5-nano:batch", "GPT-5 nano", {"tier": "batch"}),
        ("deepseek/deepseek-chat:nitro:online", "DeepSeek Chat", {"tier": "nitro-online"}),
        ("anthropic/claude-sonnet-4:thinking", "Claude Sonnet 4", {"mode": "thinking"}),
    ],
    "rolling pointers": [
        ("~moonshotai/kimi-latest", "Kimi", {"rolling": "latest"}),
        ("mistral-medium-latest", "Mistral Medium", {"rolling": "latest"}),
    ],
    "Fireworks AI": [
        ("accounts/fireworks/models/qwen2p5-coder-1p5b", "Qwen2.5 Coder 1.5B", {"provider": "Fireworks AI"}),
        ("accounts/fireworks/models/kimi-k2p6", "Kimi K2.6", {}),
        ("accounts/fireworks/models/llama-v3p1-70b-instruct", "Llama 3.1 70B Instruct", {}),
    ],
    "hosts": [
        ("@cf/moonshotai/kimi-k2.6", "Kimi K2.6", {"provider": "Cloudflare", "vendor": "moonshotai"}),
        ("hf:zai-org/GLM-5.2", "GLM-5.2", {"vendor": "zai-org"}),
        ("databricks-claude-opus-4-6", "Claude Opus 4.6", {"provider": "Databricks"}),
        ("workers-ai/@cf/meta/llama-3-8b-instruct", "Llama 3 8B Instruct", {"provider": "Cloudflare"}),
    ],
    "dash for dot": [
        ("claude-opus-4-6", "Claude Opus 4.6", {}),
        ("zai-org-glm-5-1", "GLM-5.1", {}),
        ("qwen2-5-vl-7b", "Qwen2.5 VL 7B", {}),
    ],
    "dates": [
        ("gpt-5.2-2025-12-11", "GPT-5.2", {"snapshot": "2025-12-11"}),
        ("gpt-5.2-20251211", "GPT-5.2", {"snapshot": "2025-12-11"}),
        ("kimi-k2-0905", "Kimi K2", {"snapshot": "09-05"}),
        ("mistral-large-2407", "Mistral Large", {"snapshot": "2024-07"}),
        ("command-r-08-2024", "Command R", {"snapshot": "2024-08"}),
        ("gemini-2.5-flash-preview-05-20", "Gemini 2.5 Flash", {"snapshot": "05-20", "stage": "preview"}),
    ],
    "revisions and stages": [
        ("gemini-2.0-flash-exp-001", "Gemini 2.0 Flash", {"stage": "exp", "revision": "001"}),
    ],
    "sizes": [
        ("qwen3-235b-a22b", "Qwen3 235B A22B", {}),
        ("llama-4-scout-17b-16e", "Llama 4 Scout 17B", {"experts": "16e"}),
        ("bloom-7b1", "BLOOM 7.1B", {}),
        ("gemma-3n:e4b", "Gemma 3n E4B", {}),
    ],
    "quantizations": [
        ("GLM-5.2-FP8", "GLM-5.2", {"quantization": "FP8"}),
        ("Llama-2-13B-chat-GPTQ-Int4", "Llama 2 13B Chat", {"quantization": "GPTQ-INT4"}),
        ("Llama-3.1-8B-Instruct-bnb-4bit", "Llama 3.1 8B Instruct", {"quantization": "BNB-4BIT"}),
        ("gpt-oss-20b-MXFP4", "gpt-oss 20B", {"quantization": "MXFP4"}),
    ],
    "GGUF": [
        (
            "bartowski/Llama-3.2-3B-Instruct-GGUF:IQ3_M",
            "Llama 3.2 3B Instruct",
            {"format": "GGUF", "quantization": "IQ3_M", "vendor": "bartowski"},
        ),
        ("DianJin-R1-7B.Q4_K_M.gguf", "DianJin R1 7B", {"format": "GGUF", "quantization": "Q4_K_M"}),
        ("llama-2-7b.Q4_K_M-00001-of-00009.gguf", "Llama 2 7B", {"shard": "00001-of-00009"}),
        ("Qwen3-30B-A3B-UD-Q4_K_XL.gguf", "Qwen3 30B-A3B", {"format": "GGUF", "quantization": "Q4_K_XL"}),
    ],
    "Ollama": [
        ("llama3.1:405b-instruct-q4_K_M", "Llama 3.1 405B Instruct", {"quantization": "Q4_K_M"}),
        ("hf.co/org/Owl-7B:Q8_0", "Owl 7B", {"provider": "Hugging Face", "quantization": "Q8_0", "vendor": "org"}),
        ("gpt-oss:20b-cloud", "gpt-oss 20B", {"tier": "cloud"}),
    ],
    "context and mode": [
        ("moonshot-v1-128k", "Moonshot v1", {"context": "128k"}),
        ("claude-sonnet-4[1m]", "Claude Sonnet 4", {"context": "1m"}),
        ("gpt-5.4-gt-272k", "GPT-5.4", {"context": "272k"}),
        ("gpt-5-high", "GPT-5", {"effort": "high"}),
        ("Claude Opus 4.5 (Non-reasoning)", "Claude Opus 4.5", {"mode": "non-reasoning"}),
        ("Owl 5 (xhigh)", "Owl 5", {"effort": "xhigh"}),
        (
            "@cf/meta/llama-3.1-70b-instruct-fp8-fast",
            "Llama 3.1 70B Instruct",
            {"quantization": "FP8", "serving": "fast"},
        ),
    ],
    "branded by a host": [
        ("Kimi-K2.6-TEE", "Kimi K2.6", {}),
        ("umans-glm-5.1", "GLM-5.1", {"provider": "Umans"}),
    ],
    "fine-tuned": [
        (
            "ft:gpt-4o-2024-08-06:my-org:custom:id",
            "GPT-4o",
            {"snapshot": "2024-08-06", "finetune": "my-org:custom:id"},
        ),
    ],
    "prices of pictures": [
        (
            "fal_ai/high/1024-x-1536/openai/gpt-image-2",
            "GPT Image 2",
            {"provider": "fal", "quality": "high", "resolution": "1024x1536"},
        ),
    ],
    "renamed makers": [
        ("THUDM/glm-4-9b", "GLM-4 9B", {"vendor": "thudm"}),
        ("x-ai/grok-4", "Grok 4", {"vendor": "x-ai"}),
    ],
    "words of a family": [
        ("PaddlePaddle/ERNIE-4.5-21B-A3B-PT", "ERNIE 4.5 21B A3B", {}),
        ("google/gemma-3-4b-pt", "Gemma 3 4B Base", {}),
        ("Claude 3.5 Sonnet thinking", "Claude 3.5 Sonnet Thinking", {}),
    ],
}
"""Forms of identifiers, each with examples as hosts write them; names in Chinese and Persian are read elsewhere."""


@pytest.mark.parametrize(("text", "name", "qualifiers"), [case for form in FORMS.values() for case in form])
def test_an_identifier_has_a_reading_as_its_model(text: str, name: str, qualifiers: dict[str, str]) -> None:
    """Some reading has the identity of the plain name, and says the rest in qualifiers that have a meaning."""
    readings = [r for r in read(text) if r.identity == identity(name)]

    assert readings, list(read(text))
    assert qualifiers.items() <= readings[0].qualifiers.items()
    assert readings[0].qualifiers.keys() <= QUALIFIERS.keys()


@pytest.mark.parametrize("text", [text for form in FORMS.values() for text, *_ in form])
def test_every_part_has_a_role(text: str) -> None:
    """The tokens of each reading hold every letter and number of the string, but for the marks that frame it."""
    parts = re.findall(r"[a-z]+|\d+", re.sub(r"(?<=\d)p(?=\d)", ".", text.lower()))
    for reading in read(text):
        said = " ".join(token.text for token in reading.tokens)
        assert [p for p in parts if p not in said and p not in {"hf", "ft", "v", "0", "gt"}] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OPT-1.3B", "OPT-13B"),
        ("Command R", "Command R+"),
        ("GPT-4", "GPT-4o"),
        ("GPT-4", "GPT-4 Turbo"),
        ("GPT-4o", "GPT-4o mini"),
        ("Claude 3 Sonnet", "Claude 3.5 Sonnet"),
        ("Llama 3 8B", "Llama 3.1 8B"),
        ("Llama 3.1 8B", "Llama 3.1 8B Instruct"),
        ("Qwen2.5 7B", "Qwen2.5 72B"),
        ("Qwen3 30B", "Qwen3 30B-A3B"),
        ("Mixtral 8x7B", "Mixtral 8x22B"),
        ("Gemini 1.5 Pro", "Gemini 1.5 Flash"),
        ("DeepSeek-R1", "DeepSeek-R1-Distill-Qwen-7B"),
        ("DeepSeek", "deepseek-v2.9"),
        ("Qwen3 14B", "Qwen3-14B_v3"),
        ("Llama 3 70B", "llama-3-70b-turbo"),
        ("GPT-4", "gpt-4-alpha"),
        ("GPT-4o", "gpt-4o-base"),
        ("Claude 3 Opus", "claude-3-opus-opus"),
    ],
)
def test_models_that_differ_in_a_token_share_no_reading(one: str, other: str) -> None:
    """Neither by their plain names nor by any other reading of them."""
    assert not {r.identity for r in read(one)} & {r.identity for r in read(other)}


@pytest.mark.parametrize("tier", ["mini", "nano", "pro", "flash", "haiku", "turbo", "ultra", "max", "plus", "large"])
def test_a_tier_word_is_never_taken_off(tier: str) -> None:
    """`gpt-5-turbo` is not GPT-5."""
    assert identity("GPT-5") not in {r.identity for r in read(f"gpt-5-{tier}")}


@pytest.mark.parametrize("nothing", ["", "///", "::", "—"])
def test_a_string_without_letter_or_digit_has_no_reading(nothing: str) -> None:
    """There is nothing to understand."""
    assert list(read(nothing)) == []


@pytest.mark.parametrize(
    "opaque",
    [
        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcd1234",
        "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcd1234",
        "projects/p/locations/us-central1/endpoints/1234567890",
    ],
)
def test_what_only_its_owner_can_explain_has_no_reading(opaque: str) -> None:
    """An inference profile of an application, bought throughput, an endpoint."""
    assert is_opaque(opaque)
    assert list(read(opaque)) == []


def test_order_and_case_do_not_matter() -> None:
    """Words in another order are the same identity; a trailing `.0` of a version says nothing."""
    assert identity("claude sonnet 3.5") == identity("Claude-3.5-Sonnet")
    assert identity("Llama-3.1-Instruct-8B") == identity("llama 3.1 8b instruct")
    assert identity("Gemini 2.0 Flash") == identity("gemini-2-flash")
    assert identity("gemma-2-9b-it") == identity("Gemma 2 9B Instruct")


def test_equal_numbers_side_by_side_are_two() -> None:
    """`3-3` is a version 3.3 or two numbers, never one 3; a name said twice is said once."""
    assert identity("Llama 3 70B") not in {r.identity for r in read("llama-3-3-70b")}
    assert identity("Llama 2 7B") in {r.identity for r in read("Llama 2 (Llama 2 7B)")}


def test_a_line_below_digits_is_a_dot() -> None:
    """`internlm2_5-1_8b` has version 2.5 and 1.8B; in a quantization it is what it is."""
    assert identity("internlm2_5-1_8b-chat") == identity("InternLM 2.5 1.8B Chat")
    assert next(read("owl-7b-q4_0")).identity == "7b owl q4_0"


def test_the_order_of_numbers_is_identity() -> None:
    """A preview of the fifth of June is not one of the sixth of May, other words may change places."""
    assert identity("Owl 2 05 06") != identity("Owl 2 06 05")
    assert identity("Owl Chat 7B") == identity("Owl 7B Chat")
    assert {"06-05"} == {r.qualifiers["snapshot"] for r in read("owl-2-preview-06-05") if "snapshot" in r.qualifiers}


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("Owl-1_8B-Chat", 1_800_000_000),
        ("owl 340M", 340_000_000),
        ("Owl-30B-A3B", 30_000_000_000),
        ("Owl-17B-16E", None),
        ("Owl 8x7B", None),
        ("OwlE-1B-7B", None),
        ("owl-laion2B-s34B", None),
        ("owl-512-6-9b", None),
        ("owl-7b-1m", None),
    ],
)
def test_the_size_in_a_name(name: str, size: int | None) -> None:
    """One size is a count of parameters; where anything else may be meant there is none."""
    assert stated_size(name) == size


@pytest.mark.parametrize(
    ("name", "snapshot"),
    [
        ("Owl 2 (Aug 2024)", "2024-08"),
        ("Owl 2 Instruct November 2024", "2024-11"),
        ("Owl v20240609 (52.4B)", "2024-06-09"),
        ("owl-2-20240609", "2024-06-09"),
        ("owl-2-06-09", "06-09"),
    ],
)
def test_dates_as_lists_write_them(name: str, snapshot: str) -> None:
    """Months by name, a letter before the day, any order."""
    assert snapshot in {r.qualifiers.get("snapshot") for r in read(name)}


@pytest.mark.parametrize(
    ("snapshot", "parts"),
    [
        ("2025-05-28", (2025, 5, 28)),
        ("2025-05", (2025, 5, None)),
        ("2025", (2025, None, None)),
        ("05-28", (None, 5, 28)),
    ],
)
def test_parts_of_a_date(snapshot: str, parts: tuple[int | None, ...]) -> None:
    """As far as they are told."""
    assert tuple(date_parts(snapshot)) == parts


def test_experts_behind_a_size() -> None:
    """`17Bx16E` is 17B with 16 experts."""
    assert next(r for r in read("Owl 4 (17Bx16E)") if r.qualifiers.get("experts") == "16e").identity == "17b owl 4"


def test_the_less_is_left_out_the_earlier() -> None:
    """Packing first, then a date, then all else: `owl-4k-0528-q4` may be an entry with its window and date."""
    readings = [(r.identity, set(r.qualifiers)) for r in read("owl-mini-4k-0528-q4.gguf")]

    assert readings[1:] == [
        ("4k mini owl 0528", {"format", "quantization"}),
        ("4k mini owl q4", {"format", "snapshot"}),
        ("4k mini owl", {"format", "quantization", "snapshot"}),
        ("mini owl", {"format", "quantization", "snapshot", "context"}),
    ]


def test_a_host_before_a_name_is_no_maker() -> None:
    """A cloud that serves a model under its own name is its provider."""
    found = next(r for r in read("databricks-owl-3-7-mini") if r.identity == "mini owl 3.7")

    assert (found.qualifiers, found.dropped) == ({"provider": "Databricks"}, ())
