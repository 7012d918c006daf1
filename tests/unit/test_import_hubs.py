"""Tables of names on several hubs."""

from __future__ import annotations

from pathlib import Path

import pytest

from fmref.importers import ImportedRow, ImportFailure, Report, write_rows
from fmref.importers.hubs import read

SWIFT = "modelscope\thf"
FACTORY = "name\thf\tmodelscope"
XINFERENCE = "model_name\tsize_b\tformat\thub\trepo\tquantizations\tfile_template"
ROUTER = "id\tcanonical_slug\thugging_face_id\tname"


def run(tmp_path: Path, **tables: list[str]) -> tuple[dict[str, ImportedRow], list[str]]:
    """The rows of tables by name, and the report."""
    report, paths = Report(), []
    for name, lines in tables.items():
        paths.append(tmp_path / f"{name}.tsv")
        paths[-1].write_text("\n".join(lines) + "\n", encoding="utf8")
    return {row.name: row for row in read(paths, report)}, report.lines


def test_one_row_for_a_repository(tmp_path: Path) -> None:
    """A model in all tables is one row with all its names."""
    rows, report = run(
        tmp_path,
        msswift=[SWIFT, "acme-cn/Owl-7B-Chat\tacme/Owl-7B-Chat"],
        llamafactory=[FACTORY, "Owl 7B Chat\tacme/Owl-7B-Chat\tacme-cn/Owl-7B-Chat"],
        xinference=[XINFERENCE, "owl-chat\t7\tpytorch\thuggingface\tacme/Owl-7B-Chat\tnone\t"],
        openrouter=[
            ROUTER,
            *(f"acme/owl-7b-chat{t}\tacme/owl\tacme/Owl-7B-Chat\tAcme: Owl 7b chat" for t in ("", ":free")),
        ],
    )
    assert report == []
    (row,) = rows.values()
    assert row.name == "Owl-7B-Chat"
    assert row.developer == ("acme",)
    assert row.names == ("Owl 7B Chat", "Owl 7b chat", "owl-chat 7B")
    assert row.ids == {
        "huggingface": ("acme/Owl-7B-Chat",),
        "modelscope": ("acme-cn/Owl-7B-Chat",),
        "openrouter": ("acme/owl-7b-chat", "acme/owl-7b-chat:free"),
    }


@pytest.mark.parametrize("other", ["x/Owl-2B", "x/Owl-7B-it", "x/Hawk-7B", "x/Owl-7B-bf16", "Owl-7B"])
def test_slips(tmp_path: Path, other: str) -> None:
    """A pair whose names differ is no pair."""
    rows, report = run(tmp_path, llamafactory=[FACTORY, f"Owl\tacme/Owl-7B\t{other}"])
    assert rows["Owl-7B"].ids == {"huggingface": ("acme/Owl-7B",)}
    assert rows["Owl-7B"].names == ()
    assert "the names do not agree" in report[0]


@pytest.mark.parametrize("other", ["x/Owl-7B-hf", "x/owl_7b-ms"])
def test_formats(tmp_path: Path, other: str) -> None:
    """The format of a repository is no part of the name."""
    rows, report = run(tmp_path, msswift=[SWIFT, f"{other}\tacme/Owl-7B"])
    assert rows["Owl-7B"].ids["modelscope"] == (other,)
    assert report == []


def test_quantised(tmp_path: Path) -> None:
    """Quantised repositories are derivatives of the one in the first format, where the names agree."""
    rows, report = run(
        tmp_path,
        xinference=[
            XINFERENCE,
            "owl\t1_5\tpytorch\thuggingface\tacme/Owl-1.5B\tnone\t",
            "owl\t1_5\tgptq\thuggingface\tacme/Owl-1.5B-GPTQ-{quantization}\tInt4|Int8\t",
            "owl\t1_5\tgptq\tmodelscope\tcn/Owl-1.5B-GPTQ-{quantization}\tInt4\t",
            "owl\t1_5\tggufv2\thuggingface\tbart/Hawk-GGUF\tQ2\t",
            "owl\t1_5\tmlx\thuggingface\ta/b/c\tQ2\t",
        ],
    )
    assert set(rows) == {"Owl-1.5B", "acme/Owl-1.5B-GPTQ-Int4", "acme/Owl-1.5B-GPTQ-Int8", "bart/Hawk-GGUF"}
    assert not rows["Owl-1.5B"].derivative
    assert rows["Owl-1.5B"].names == ("owl 1.5B",)
    packed = rows["acme/Owl-1.5B-GPTQ-Int4"]
    assert (packed.derivative, packed.developer) == (True, ("acme",))
    assert packed.ids["modelscope"] == ("cn/Owl-1.5B-GPTQ-Int4",)
    assert [(edge.relation, edge.of) for edge in packed.lineage] == [("quantization", "acme/Owl-1.5B")]
    assert rows["bart/Hawk-GGUF"].lineage == ()
    assert [line.rsplit(": ", 1)[1] for line in report] == [
        "it is no repository of the form owner/name",
        "the names do not agree",
        "the names do not agree",
    ]


def test_copies(tmp_path: Path) -> None:
    """What is known to hold models of others is a derivative; an owner on ModelScope only is no repository."""
    rows, report = run(tmp_path, msswift=[SWIFT, "x/Owl-7B\tunsloth/Owl-7B", "iic/Owl\tiic/Owl", "x/y\tOwl:audio"])
    assert rows["unsloth/Owl-7B"].derivative
    assert list(rows) == ["unsloth/Owl-7B"]
    assert len(report) == 2


def test_openrouter(tmp_path: Path) -> None:
    """Routers, aliases and modes are no models; a repository of another model is not taken."""
    rows, report = run(
        tmp_path,
        msswift=[SWIFT, "x/Ring-3\tacme/Ring-3"],
        openrouter=[
            ROUTER,
            "acme/owl-3\tacme/owl-3-20260101\t\tAcme: Owl 3",
            "acme/owl-3:free\tacme/owl-3-20260101\t\tAcme: Owl 3 (free)",
            "acme/swift\tacme/swift\tother/Hawk-7B\tSwift",
            "acme/kite\tacme/kite\tacme/Kite-7B-FP8\tAcme: Kite",
            "acme/wren-7b\tacme/wren-7b\tacme/Wren-7B-it\tAcme: Wren 7B",
            "acme/lark\tacme/lark\tacme/Lark\tAcme: lark",
            "acme/ring-3\tacme/ring-3\t\tAcme: Ring 3",
            "acme/owl-3-fast\tacme/owl-3-fast\t\tAcme: Owl 3 (Fast)",
            "~acme/owl-latest\t\t\tAcme: Owl Latest",
            "openrouter/auto\t\t\tAuto Router",
            "acme/empty\t\t\t",
        ],
    )
    assert rows["Owl 3"].ids == {"openrouter": ("acme/owl-3", "acme/owl-3:free")}
    assert rows["Owl 3"].developer == ("Acme",)
    assert rows["Swift"].developer == ("acme",)
    assert rows["Kite"].ids == {"openrouter": ("acme/kite",)}
    assert rows["Wren-7B-it"].ids["openrouter"] == ("acme/wren-7b",)
    assert rows["Wren-7B-it"].names == ()
    assert rows["lark"].ids["huggingface"] == ("acme/Lark",)
    assert rows["Ring-3"].ids["openrouter"] == ("acme/ring-3",)
    assert len(rows) == 6
    assert len(report) == 6


def test_ollama_tags_of_one_file(tmp_path: Path) -> None:
    """They go by the tag that says most, all of them; files that no plain tag stands for are left to the grammar."""
    rows, report = run(
        tmp_path,
        ollama_tags=[
            "tag\thash\tsize\tcontext",
            *("owl:latest\ta\t1GB\t128K", "owl:7b\ta\t1GB\t128K", "owl:7b-instruct-q4_K_M\ta\t1GB\t128K"),
            *("owl:7b-instruct-q8_0\tb\t2GB\t128K", "owl:7b-base\tc\t1GB\t", ":\td\t1GB\t2K"),
        ],
    )
    assert {"owl 7b-instruct", "owl 7b-base"} == rows.keys()
    assert rows["owl 7b-instruct"].ids == {"ollama": ("owl:7b", "owl:7b-instruct-q4_K_M", "owl:latest")}
    assert [(s.value, s.method) for s in rows["owl 7b-instruct"].facts["context"]] == [(131072, "derived")]
    assert rows["owl 7b-base"].facts == {}
    assert all(row.reference for row in rows.values())
    assert report == ["ollama_tags.tsv:7: :: it is no tag with a hash"]


@pytest.mark.parametrize(
    ("tags", "name", "others"),
    [
        ("owl:latest owl:v1.5 owl:7b-chat", "owl 7b-chat-v1.5", {"owl 7b-chat", "owl v1.5"}),
        ("owl:latest owl:7b-text owl:7b-text-q4_0", "owl 7b-text", {"owl 7b"}),
        ("codeowl:code codeowl:7b-code-v1.1", "codeowl 7b-code-v1.1", {"codeowl 7b-v1.1"}),
        ("owl:code owl:7b-code", "owl 7b-code", set()),
        ("owl2:latest owl2:7b-chat-v2.5-q4_0", "owl2 7b-chat-v2.5", {"owl 7b-chat-v2.5"}),
        ("owl2:latest owl2:7b-chat-v1.5-q4_0", "owl2 7b-chat-v1.5", {"owl2 7b-chat-v1.5"}),
        ("owl-next:latest owl-next:q4_K_M", "owl-next", set()),
        ("owl:cloud owl:90b-cloud", "owl 90b", set()),
    ],
)
def test_names_of_one_file(tmp_path: Path, tags: str, name: str, others: set[str]) -> None:
    """What the tags say together comes first; Ollama's own words, and a version that is the library's, may be left."""
    sizes = ("zzz:7b\tz1\t1GB\t", "zzz:8b\tz2\t1GB\t")
    rows, report = run(
        tmp_path, ollama_tags=["tag\thash\tsize\tcontext", *(f"{tag}\ta\t1GB\t" for tag in tags.split()), *sizes]
    )
    assert report == []
    assert others <= {name, *rows[name].names}
    assert rows["zzz 7b"].names == ()
    if name == "owl 7b-code":
        assert "owl 7b" not in rows[name].names


def test_a_size_that_tells_no_file_from_another(tmp_path: Path) -> None:
    """It may be left out of the name of a model; the size of one of several may not."""
    rows, _ = run(
        tmp_path,
        ollama_tags=[
            "tag\thash\tsize\tcontext",
            *("owl:3b\ta\t1GB\t", "kite:1b-l6-v2\tb\t1GB\t", "kite:2b-l12-v2\tc\t1GB\t"),
            *("wren:7b-chat\td\t1GB\t", "wren:8b-chat\te\t1GB\t"),
        ],
    )
    assert rows["owl 3b"].names == ("owl",)
    assert rows["kite 1b-l6-v2"].names == ("kite l6-v2", "kite 1b-l6", "kite l6")
    assert rows["wren 7b-chat"].names == ()


@pytest.mark.parametrize("tags", ["owl:7b-text owl:11b-text-v1.5", "owl:v1 owl:7b-v2"])
def test_tags_of_one_file_that_contradict(tmp_path: Path, tags: str) -> None:
    """Another size or another version: nobody knows which is right, so that none is taken."""
    rows, report = run(
        tmp_path, ollama_tags=["tag\thash\tsize\tcontext", *(f"{tag}\ta\t1GB\t" for tag in tags.split())]
    )
    assert rows == {}
    assert "tags of one hash contradict" in report[0]


def test_aliases_of_libraries(tmp_path: Path) -> None:
    """Identifiers go to the system that their form or provider tells; redirections are left out."""
    rows, report = run(
        tmp_path,
        rubyllm_aliases=[
            "canonical\tprovider\tid",
            *("owl-3\tbedrock\tcohere.owl-3-v1:0", "owl-3\tvertexai\towl-3@20250101", "owl-3\tacme\towl-3-20250101"),
            "owl-3\tacme\towl-5",
        ],
        inspect_aliases=[
            "org\tmodel\talias",
            *(
                f"acme\towl-4\t{a}"
                for a in ("cohere.owl-4-v2:0", "owl-4@20250101", "owl-4-latest", "latest", "owl-4.3")
            ),
        ],
    )
    assert rows["owl-3"].ids == {
        "bedrock": ("cohere.owl-3-v1:0",),
        "vertex": ("owl-3@20250101",),
        "api": ("owl-3-20250101",),
    }
    assert rows["owl-4"].ids == {
        "bedrock": ("cohere.owl-4-v2:0",),
        "api": ("owl-4", "owl-4-latest"),
        "vertex": ("owl-4@20250101",),
    }
    assert [line.split(":")[0] for line in report] == ["rubyllm_aliases.tsv", *["inspect_aliases.tsv"] * 2]


def test_files(tmp_path: Path) -> None:
    """Unknown tables and missing columns are named."""
    with pytest.raises(ImportFailure, match=r"ollama_tags\.tsv: column 'hash' is missing"):
        run(tmp_path, ollama_tags=["tag"])
    with pytest.raises(ImportFailure, match=r"other\.tsv: name the file after its hub"):
        run(tmp_path, other=[SWIFT])
    with pytest.raises(ImportFailure, match=r"msswift\.tsv: column 'hf' is missing"):
        run(tmp_path, msswift=["modelscope\thuggingface"])
    path = tmp_path / "msswift.tsv"
    path.write_bytes(f"{SWIFT}\né\té".encode("latin-1"))
    with pytest.raises(ImportFailure, match="not UTF-8"):
        list(read([path], Report()))


def test_refresh(tmp_path: Path) -> None:
    """The same input changes nothing."""
    target, lines = tmp_path / "out.jsonl", [SWIFT, "x/Owl-7B\tacme/Owl-7B", "x/Owl-1B\tacme/Owl-1B"]
    assert write_rows(run(tmp_path, msswift=lines)[0].values(), target) == 2
    before = target.read_bytes()
    write_rows(run(tmp_path, msswift=[lines[0], *lines[:0:-1]])[0].values(), target)
    assert target.read_bytes() == before
