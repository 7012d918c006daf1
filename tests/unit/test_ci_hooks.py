"""The action for GitHub and the hooks for pre-commit: their steps, run as they are."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from fmref.cli import main

ROOT = Path(__file__).parents[2]
ACTION = ROOT / ".github" / "actions" / "fmref"

pytestmark = pytest.mark.skipif(
    shutil.which("bash") is None or not (ROOT / ".github").exists(), reason="needs bash and a clone"
)


class Ran(NamedTuple):
    """What a run of the action gave."""

    status: int
    printed: str
    sarif: Path | None

    def logs(self) -> dict[str, Any]:
        """The SARIF logs by check."""
        assert self.sarif is not None
        return {path.stem: json.loads(path.read_text(encoding="utf8")) for path in self.sarif.iterdir()}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of articles: one with mistakes in a folder below, one without."""
    folder = tmp_path / "texts with spaces"
    (folder / "zh").mkdir(parents=True)
    (folder / "good.md").write_text("Alpha 13B is a model.\n", encoding="utf8")
    (folder / "zh" / "bad.md").write_text(
        "# 标题\n\n这种基金会模式很强。\n\nAlpha 13B has 99 billion parameters.\n", encoding="utf8"
    )
    return folder


def run(texts: Path, mini_directory: Path, **inputs: str) -> Ran:
    """Run the script of the action with its inputs as GitHub would."""
    output = texts.parent / "output"
    output.touch()
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "FMREF_DATA": str(mini_directory),
        "RUNNER_TEMP": str(texts.parent),
        "GITHUB_OUTPUT": str(output),
        "FILES": "**/*.md",
        "CHECKS": "lint check",
        **inputs,
    }
    done = subprocess.run(
        ["bash", str(ACTION / "run.sh")], cwd=texts, env=environment, capture_output=True, text=True, check=False
    )
    found = re.search("^sarif=(.*)$", output.read_text(encoding="utf8"), re.MULTILINE)
    return Ran(done.returncode, done.stdout + done.stderr, found and Path(found[1]))


def test_findings_stand_beside_their_lines_and_in_sarif(texts: Path, mini_directory: Path) -> None:
    """Both checks, over the files of all folders, with the paths that the repository has."""
    ran = run(texts, mini_directory)

    assert 1 == ran.status
    assert "::error file=zh/bad.md,line=3" in ran.printed
    assert "::error file=zh/bad.md,line=5" in ran.printed
    assert {"T201", "C101"} <= set(re.findall(r"title=(\w+)", ran.printed))
    logs = ran.logs()
    assert {"lint", "check"} == set(logs)
    assert "zh/bad.md" in json.dumps(logs["lint"])


def test_it_need_not_fail(texts: Path, mini_directory: Path) -> None:
    """But says what it found."""
    ran = run(texts, mini_directory, FAIL="false", CHECKS="lint")

    assert 0 == ran.status
    assert "T201" in ran.printed
    assert {"lint"} == set(ran.logs())


def test_arguments_go_to_lint(texts: Path, mini_directory: Path) -> None:
    """As they would on the command line."""
    assert 0 == run(texts, mini_directory, CHECKS="lint", ARGUMENTS="--ignore T201").status


@pytest.mark.parametrize(
    ("inputs", "message"), [({"FILES": "nothing/*.md"}, "no file matches"), ({"CHECKS": "spell"}, "no check spell")]
)
def test_wrong_inputs_are_said(texts: Path, mini_directory: Path, inputs: dict[str, str], message: str) -> None:
    """Even where findings would not fail."""
    ran = run(texts, mini_directory, FAIL="false", **inputs)

    assert 2 == ran.status
    assert message in ran.printed


def test_inputs_are_not_run_as_commands(texts: Path, mini_directory: Path) -> None:
    """Whoever opens a pull request may name a file."""
    (texts / "$(touch hacked).md").write_text("Alpha 13B\n", encoding="utf8")
    ran = run(texts, mini_directory, FILES="good.md $(touch${IFS}hacked) `touch hacked` *.md")

    assert 0 == ran.status
    assert not (texts / "hacked").exists()


def test_every_input_is_declared_documented_and_used() -> None:
    """Those of the definition, those of its steps, and those of the page."""
    text = (ACTION / "action.yml").read_text(encoding="utf8")
    declared = set(yaml.safe_load(text)["inputs"])
    page = (ROOT / "docs" / "how-to" / "texts-in-ci.md").read_text(encoding="utf8")

    assert declared == set(re.findall(r"inputs\.([\w-]+)", text))
    assert [] == [name for name in declared if f"| `{name}` |" not in page]


def test_hooks_call_commands_that_there_are() -> None:
    """With options that these have; the page names each hook."""
    page = (ROOT / "docs" / "how-to" / "texts-in-ci.md").read_text(encoding="utf8")
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf8")):
        program, verb, *options = shlex.split(hook["entry"])
        known = {option for parameter in main.commands[verb].params for option in parameter.opts}

        assert "fmref" == program
        assert set(options) <= known
        assert f"| `{hook['id']}` |" in page
