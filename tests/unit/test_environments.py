"""Where a system gives less than usual: threads at once, nothing to write to, no network, no extras, no room.

Each test but the first runs a fresh interpreter, for what is loaded once cannot be taken away again.
"""

from __future__ import annotations

import ctypes
import json
import multiprocessing as mp
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from fmref.catalog import Catalog, load
from fmref.wire import VERBS, answer_line

TEXTS = (
    "GPT-3 was released by OpenAI in 2020 with 175 billion parameters and fine-tuning.",
    "通义千问2.5-72B 由阿里云开发，有 720 亿参数；基金会模式需要微调。",
    "مدل بلوم ۱۷۶ میلیارد پارامتر دارد و در ۲۰۲۲ منتشر شد.",
    "Llama 2 70B",
    "基础模型",
    "جی‌پی‌تی ۴",
)
REQUESTS = [
    (verb, json.dumps({key: "zh" if key == "to" else text for key in shape.required}))
    for verb, shape in VERBS.items()
    for text in TEXTS
]
"""A request of each verb for each text."""

ANSWERS = f"""
import fmref
from fmref.wire import answer_line
catalog = fmref.load()
for verb, line in {REQUESTS!r}:
    print(ascii(answer_line(catalog, verb, line, 1)))
"""
"""A program that prints the answers to all requests."""

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the limits of Linux")


def answers(catalog: Catalog) -> list[str]:
    """The answers to all requests."""
    return [ascii(answer_line(catalog, verb, line, 1)) for verb, line in REQUESTS]


def run(
    code: str,
    *arguments: str,
    environment: Mapping[str, str | None] | None = None,
    directory: Path | None = None,
    before: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[str]:
    """What a fresh interpreter prints, with variables of its environment set, or removed where they are None."""
    changed = {**os.environ, "PYTHONIOENCODING": "utf8", **(environment or {})}
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, *arguments],
        env={name: value for name, value in changed.items() if value is not None},
        cwd=directory,
        preexec_fn=before,
        capture_output=True,
        encoding="utf8",
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def expected(full: Catalog) -> list[str]:
    """The answers of one thread in one process."""
    return answers(full)


@pytest.fixture
def data(full: Catalog) -> dict[str, str | None]:
    """The environment in which another process finds the data."""
    return {"FMREF_DATA": full.snapshot.path}


def test_sixteen_threads_answer_every_verb_alike(full: Catalog, expected: list[str]) -> None:
    """One catalog that nobody has used yet, under threads that begin at once and at different requests."""
    shared, barrier = load(full.snapshot.path), threading.Barrier(16)

    def rotated(number: int) -> list[tuple[int, str]]:
        barrier.wait()
        order = [(at + 5 * number) % len(REQUESTS) for at in range(len(REQUESTS))]
        return [(at, ascii(answer_line(shared, *REQUESTS[at], 1))) for at in order]

    with ThreadPoolExecutor(16) as pool:
        for found in pool.map(rotated, range(16)):
            assert [answer for _, answer in sorted(found)] == expected


def _answers_of(catalog: Catalog, out: Any) -> None:
    """Send the answers of a catalog from another process."""
    out.send(answers(catalog))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_forked_processes_answer_alike(full: Catalog, expected: list[str]) -> None:
    """Children of a process that has used its catalog, at once, while the parent goes on using it."""
    context = mp.get_context("fork")
    ends = []
    for _ in range(3):
        end, out = context.Pipe(duplex=False)
        process = context.Process(target=_answers_of, args=(full, out))
        process.start()
        ends.append((process, end))

    assert answers(full) == expected
    for process, end in ends:
        assert end.recv() == expected
        process.join(60)
        assert process.exitcode == 0


def test_a_spawned_process_opens_the_snapshot_by_its_path(full: Catalog, expected: list[str], tmp_path: Path) -> None:
    """What a pool of spawned workers gets through a pickle is the path; the answers are the same."""
    program = tmp_path / "spawned.py"
    program.write_text(
        f"import sys, multiprocessing\nfrom fmref import Catalog\nfrom fmref.wire import answer_line\n"
        f"def work(snapshot):\n    catalog = Catalog(snapshot)\n"
        f"    return [ascii(answer_line(catalog, verb, line, 1)) for verb, line in {REQUESTS!r}]\n"
        "if __name__ == '__main__':\n    from fmref import load\n"
        "    with multiprocessing.get_context('spawn').Pool(2) as pool:\n"
        "        for found in pool.map(work, [load().snapshot] * 2):\n            print('\\n'.join(found))\n",
        encoding="utf8",
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", program],
        env={**os.environ, "FMREF_DATA": full.snapshot.path},
        capture_output=True,
        encoding="utf8",
        timeout=300,
        check=False,
    )

    assert done.stdout.splitlines() == expected * 2, done.stderr


NO_NETWORK = """
import socket
def refuse(*_, **__):
    raise RuntimeError("the network")
socket.socket.connect = socket.socket.connect_ex = socket.socket.bind = socket.create_connection = refuse
socket.getaddrinfo = socket.gethostbyname = socket.socket.sendto = refuse
"""


def test_no_verb_uses_the_network(expected: list[str], data: dict[str, str | None]) -> None:
    """Where every socket refuses, the answers are the same."""
    done = run(f"{NO_NETWORK}\n{ANSWERS}", environment=data)

    assert done.stdout.splitlines() == expected, done.stderr


BLOCK = """
import sys
from importlib.abc import MetaPathFinder
class Absent(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {blocked!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Absent())
"""
OPTIONAL = (
    *("altair", "defusedxml", "hazm", "httptools", "jinja2", "lxml", "mcp", "numpy", "pandas", "polars", "pyarrow"),
    *("pygls", "rdflib", "starlette", "translate", "uvicorn", "uvloop", "vl_convert"),
)
"""The packages of all extras, and what they bring."""


def test_the_core_needs_no_optional_package(expected: list[str], data: dict[str, str | None]) -> None:
    """Where no package of any extra can be imported, every verb answers the same."""
    done = run(f"{BLOCK.format(blocked=OPTIONAL)}\n{ANSWERS}", environment=data)

    assert done.stdout.splitlines() == expected, done.stderr


@pytest.mark.parametrize(
    ("extra", "blocked", "code"),
    [
        ("exchange", "defusedxml", "from fmref import exchange; exchange.read('<tbx/>', 'tbx')"),
        ("exchange", "rdflib", "from fmref import exchange; exchange.read('', 'turtle')"),
        ("exchange", "rdflib", "from fmref import exchange; exchange.write([], 'json-ld')"),
        ("files", "defusedxml", "_segments('a.tmx', '<tmx/>')"),
        ("files", "translate", "_segments('a.xlf', '<xliff/>')"),
        ("files", "translate", "_segments('a.po', 'msgid')"),
        ("pandas", "pandas polars pyarrow", "fmref.normalize(['x']).to_frame()"),
        ("pandas", "pandas", "fmref.normalize(['x']).to_frame('pandas')"),
        ("polars", "polars", "fmref.normalize(['x']).to_frame('polars')"),
        ("arrow", "pyarrow", "fmref.normalize(['x']).to_frame('pyarrow')"),
        ("pandas", "pandas polars", "fmref.load().models.to_frame()"),
        ("plot", "altair", "from fmref import plots; plots.over_time(fmref.load().models, 'parameters')"),
        ("server", "starlette", "_command('serve')"),
        ("server", "uvicorn", "_command('serve')"),
        ("mcp", "mcp", "_command('mcp')"),
        ("lsp", "pygls", "_command('lsp')"),
        ("site", "jinja2", "_command('site', 'out')"),
    ],
)
def test_what_needs_an_extra_names_it(
    extra: str, blocked: str, code: str, data: dict[str, str | None], tmp_path: Path
) -> None:
    """One error, with the line that installs what is missing."""
    helpers = """
import fmref
from pathlib import Path
from fmref.errors import MissingExtraError
def _segments(name, content):
    from fmref.segments import read_segments
    Path(name).write_text(content)
    read_segments(Path(name))
def _command(*arguments):
    from fmref.cli import main
    main(arguments, standalone_mode=False)
"""
    told = f"{helpers}\ntry:\n    {code}\nexcept MissingExtraError as error:\n    print(error.extra, error)\n"
    done = run(f"{BLOCK.format(blocked=tuple(blocked.split()))}\n{told}", environment=data, directory=tmp_path)

    assert f"pip install 'fmref[{extra}]'" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


COMPILE = "import sys, fmref; print(fmref.load(sys.argv[1]).model('Alpha').id, fmref.load(sys.argv[1]).snapshot.path)"
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1


def _as_others() -> None:
    """Make the modes of files count for the superuser, too, in the program that is run next."""
    if os.getuid() == 0:
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)


@on_linux
def test_read_only_data_and_a_read_only_cache(mini_directory: Path, tmp_path: Path) -> None:
    """Data that may not be written and a cache that may not: the temporary directory is taken, for its owner alone."""
    cache, temporary = tmp_path / "cache", tmp_path / "tmp"
    cache.mkdir(mode=0o555)
    temporary.mkdir()
    environment = {"XDG_CACHE_HOME": str(cache), "TMPDIR": str(temporary)}
    done = run(COMPILE, str(mini_directory), environment=environment, before=_as_others)

    assert done.returncode == 0, done.stderr
    model, path = done.stdout.split()
    assert model == "acme/alpha"
    assert Path(path).parent == temporary / f"fmref-{os.getuid()}"
    assert not Path(path).parent.stat().st_mode & 0o077
    assert not [*cache.iterdir()]


@on_linux
def test_a_snapshot_in_a_read_only_cache_is_used(mini_directory: Path, tmp_path: Path) -> None:
    """What an administrator compiled once is not compiled again."""
    cache, temporary = tmp_path / "cache", tmp_path / "tmp"
    temporary.mkdir()
    environment = {"XDG_CACHE_HOME": str(cache), "TMPDIR": str(temporary)}
    first = run(COMPILE, str(mini_directory), environment=environment)
    (cache / "fmref").chmod(0o555)
    second = run(COMPILE, str(mini_directory), environment=environment, before=_as_others)
    (cache / "fmref").chmod(0o755)

    assert first.stdout == second.stdout, second.stderr
    assert str(cache) in first.stdout
    assert not [*temporary.glob("fmref*")]


@on_linux
def test_a_directory_that_somebody_else_may_write_is_no_cache(mini_directory: Path, tmp_path: Path) -> None:
    """Others could put a snapshot of theirs into it: it is passed over, and the error says what to set."""
    temporary = tmp_path / "tmp"
    (temporary / f"fmref-{os.getuid()}").mkdir(parents=True)
    (temporary / f"fmref-{os.getuid()}").chmod(0o777)
    environment = {"XDG_CACHE_HOME": "/dev/null", "TMPDIR": str(temporary)}
    done = run(COMPILE, str(mini_directory), environment=environment)

    assert "SnapshotError: no directory to keep the compiled data in can be written; set XDG_CACHE_HOME" in done.stderr
    assert not [*(temporary / f"fmref-{os.getuid()}").iterdir()]


@on_linux
def test_a_user_without_a_home(mini_directory: Path, tmp_path: Path) -> None:
    """No directory called `~` appears in the working directory, nor one of a relative name."""
    work, temporary = tmp_path / "work", tmp_path / "tmp"
    work.mkdir()
    temporary.mkdir()
    for home in ("~", "somewhere"):
        environment = {"XDG_CACHE_HOME": None, "LOCALAPPDATA": None, "HOME": home, "TMPDIR": str(temporary)}
        done = run(COMPILE, str(mini_directory), environment=environment, directory=work)

        assert done.stdout.startswith(f"acme/alpha {temporary}"), done.stderr
        assert not [*work.iterdir()]


def test_no_file_is_read_in_the_encoding_of_the_locale(
    full: Catalog, mini_directory: Path, expected: list[str], tmp_path: Path
) -> None:
    """In the C locale, without the UTF-8 mode of Python, the answers are the same, and Chinese is printed and read."""
    environment: dict[str, str | None] = {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": None,
        "FMREF_DATA": full.snapshot.path,
    }
    (tmp_path / "a.md").write_text("基金会模式可以微调。\n", encoding="utf8")
    command = "from fmref.cli import main; main()"

    assert run(ANSWERS, environment=environment).stdout.splitlines() == expected
    compiled = run(COMPILE, str(mini_directory), environment=environment | {"FMREF_DATA": None})
    assert compiled.stdout.startswith("acme/alpha"), compiled.stderr
    assert "模型" in run(command, "translate", "model", "--to", "zh", environment=environment).stdout
    assert "基金会模式" in run(command, "lint", "a.md", environment=environment, directory=tmp_path).stdout


LIMIT = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({bytes}, {bytes}))\n"


@on_linux
@pytest.mark.parametrize("size", [0, 8192, 40_000])
def test_a_full_disk_leaves_no_half_snapshot(size: int, mini_directory: Path, tmp_path: Path) -> None:
    """A snapshot that does not fit is refused with the place and the repair, and nothing of it stays."""
    environment = {"XDG_CACHE_HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    done = run(LIMIT.format(bytes=size) + COMPILE, str(mini_directory), environment=environment)

    assert "SnapshotError" in done.stderr
    assert "cannot be written" in done.stderr
    assert "make room or choose another directory" in done.stderr
    assert not [*tmp_path.rglob("*.sqlite*")]


@on_linux
@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (["lint", "--fix", "text.md"], "text.md"),
        (["lint", "--baseline", "known.jsonl", "--update-baseline"], "known.jsonl"),
    ],
)
def test_a_full_disk_leaves_the_older_file(
    arguments: list[str], file: str, data: dict[str, str | None], tmp_path: Path
) -> None:
    """What was to be replaced is as it was, and no temporary file lies beside it."""
    (tmp_path / "text.md").write_text("基金会模式可以微调。\n" * 2000, encoding="utf8")
    (tmp_path / "known.jsonl").write_text("", encoding="utf8")
    before = (tmp_path / file).read_bytes()
    code = LIMIT.format(bytes=1000) + "from fmref.cli import main; main()"
    done = run(
        code, *arguments, *(["text.md"] if "text.md" not in arguments else []), environment=data, directory=tmp_path
    )

    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert (tmp_path / file).read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["known.jsonl", "text.md"]
