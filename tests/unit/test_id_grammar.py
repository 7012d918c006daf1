"""Reading of identifiers: what is identity, what is said besides, what is refused."""

import pytest

from fmref.id_grammar import date_parts, identity, read, stated_size


@pytest.mark.parametrize(
    ("text", "name", "qualifiers"),
    [
        (
            "us.anthropic.claude-3-5-sonnet-20241022-v2:0",
            "Claude 3.5 Sonnet",
            {"provider": "Amazon Bedrock", "region": "us", "snapshot": "2024-10-22", "revision": "v2"},
        ),
        ("arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0", "Nova Lite", {"region": "us-east-1"}),
        ("accounts/fireworks/models/llama-v3p1-405b-instruct", "Llama 3.1 405B Instruct", {"provider": "Fireworks AI"}),
        (
            "@cf/meta/llama-3.3-70b-instruct-fp8-fast",
            "Llama 3.3 70B Instruct",
            {"quantization": "fp8", "serving": "fast"},
        ),
        ("Qwen3-30B-A3B-UD-Q4_K_XL.gguf", "Qwen3 30B-A3B", {"format": "GGUF", "quantization": "q4_k_xl"}),
        ("llama-2-7b.Q4_K_M-00001-of-00002.gguf", "Llama 2 7B", {"shard": "00001-of-00002"}),
        ("llama3.1:8b-instruct-q4_K_M", "Llama 3.1 8B Instruct", {"quantization": "q4_k_m"}),
        ("hf.co/bartowski/Llama-3.2-3B-Instruct-GGUF:IQ3_M", "Llama 3.2 3B Instruct", {"provider": "Hugging Face"}),
        ("openai/gpt-4o-mini:free", "GPT-4o mini", {"tier": "free"}),
        ("gpt-4o-2024-05-13", "GPT-4o", {"snapshot": "2024-05-13"}),
        ("command-r-plus-08-2024", "Command R+", {"snapshot": "2024-08"}),
        ("mistral-large-2407", "Mistral Large", {"snapshot": "2407"}),
        ("gemini-2.5-flash-lite-preview-09-2025", "Gemini 2.5 Flash-Lite", {"stage": "preview", "snapshot": "2025-09"}),
        ("jamba-1.5-mini@001", "Jamba 1.5 Mini", {"snapshot": "001"}),
        ("gemini-1.5-pro-002", "Gemini 1.5 Pro", {"revision": "002"}),
        ("mistral-medium-latest", "Mistral Medium", {"rolling": "latest"}),
        ("bloom-7b1", "BLOOM 7.1B", {}),
        ("databricks/databricks-meta-llama-3-3-70b-instruct", "Llama 3.3 70B Instruct", {"provider": "Databricks"}),
        ("amazon.titan-text-express-v1", "Titan Text Express", {"revision": "v1"}),
        ("anthropic.claude-v2:1", "Claude 2.1", {"provider": "Amazon Bedrock"}),
        ("gpt-oss-120b", "gpt-oss 120B", {}),
        ("moonshot-v1-128k", "Moonshot v1", {"context": "128k"}),
        ("claude-sonnet-4[1m]", "Claude Sonnet 4", {"context": "1m"}),
        ("zai-org-glm-5-1", "GLM-5.1", {}),
    ],
)
def test_an_identifier_has_a_reading_as_its_model(text: str, name: str, qualifiers: dict[str, str]) -> None:
    """Some reading has the identity of the plain name, and says the rest in qualifiers."""
    readings = [r for r in read(text) if r.identity == identity(name)]

    assert readings, list(read(text))
    assert qualifiers.items() <= readings[0].qualifiers.items()


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


@pytest.mark.parametrize(
    "opaque", ["arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcd1234", "", "///", "::", "—"]
)
def test_what_cannot_be_read_has_no_reading(opaque: str) -> None:
    """An application inference profile is known to its owner only."""
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
        ("0528", (None, 5, 28)),
        ("05-28", (None, 5, 28)),
        ("2507", (2025, 7, None)),
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
