"""The wheel and the source distribution, installed elsewhere, answer as the checkout does."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fmref import Catalog

ROOT = Path(__file__).parents[2]
ASK = """
import json, sys, fmref
cat = fmref.load()
print(json.dumps({
    "where": fmref.__file__, "digest": cat.digest, "models": len(cat.models),
    "bert": cat.resolve("伯特").id, "fa": cat.translate("根基模型", "fa").preferred,
    "gpt4": cat.model("GPT-4").facts["parameters"].status,
}))
"""


def run(*command: str, **environment: str) -> str:
    """Standard output of a command that must succeed."""
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf8", env={**os.environ, **environment}, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the sdist, and the wheel that was built from the sdist."""
    target = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "uv", "build", "-q", "--python", sys.executable, "--out-dir", str(target), str(ROOT))
    return target


@pytest.mark.parametrize("pattern", ["*.whl", "*.tar.gz"])
def test_an_installation_elsewhere_answers_as_the_checkout(
    built: Path, pattern: str, tmp_path: Path, full: Catalog
) -> None:
    """Same answers, from a snapshot inside the package."""
    package = next(built.glob(pattern))
    run(
        sys.executable,
        "-m",
        "uv",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--python",
        sys.executable,
        "--target",
        str(tmp_path),
        str(package),
    )

    answers = json.loads(
        run(sys.executable, "-c", ASK, PYTHONPATH=str(tmp_path), XDG_CACHE_HOME=str(tmp_path / "none"))
    )

    assert answers.pop("where").startswith(str(tmp_path))
    assert len(answers.pop("digest")) == 64
    assert answers == {"models": len(full.models), "bert": "google/bert", "fa": "مدل بنیادین", "gpt4": "undisclosed"}
    assert not (tmp_path / "none").exists()


def test_two_builds_are_the_same_to_the_bit(built: Path, tmp_path: Path) -> None:
    """A wheel depends on nothing but what it is built from."""
    run(
        sys.executable,
        "-m",
        "uv",
        "build",
        "-q",
        "--wheel",
        "--python",
        sys.executable,
        "--out-dir",
        str(tmp_path),
        str(ROOT),
    )

    first, second = next(built.glob("*.whl")), next(tmp_path.glob("*.whl"))
    assert first.read_bytes() == second.read_bytes()


def test_the_test_command_of_the_readme_is_what_ci_runs() -> None:
    """Both are the same line."""
    line = (ROOT / ".ci" / "run").read_text(encoding="utf8").splitlines()[-1]

    assert line in (ROOT / "README.md").read_text(encoding="utf8").splitlines()
