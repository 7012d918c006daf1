"""The workflow of CI: the one command, on every Python that the package says it supports, and once with a browser."""

import os
import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
JOBS = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf8"))["jobs"]


def test_every_supported_python_is_tried() -> None:
    """Those of the classifiers."""
    classifiers = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]["classifiers"]
    supported = [m[1] for c in classifiers if (m := re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", c))]

    assert JOBS["check"]["strategy"]["matrix"]["python"] == supported


def test_every_job_runs_the_one_command() -> None:
    """Which a contributor can run, too; the job with the browser lets no test go without."""
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert all({"run": ".ci/run"} in job["steps"] for job in JOBS.values())
    assert JOBS["browser"]["env"] == {"FMREF_TESTS_NEED_A_BROWSER": "1"}
