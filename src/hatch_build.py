"""Build hook: compile `data/` into the snapshot that a wheel carries."""

import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[misc]  # hatchling is there only while building
    """Adds `fmref/snapshot.sqlite` to wheels; an editable install compiles the checkout's data at run time instead."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into a temporary directory: a file left in `src/` would shadow fresh data in a checkout."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from fmref.compiler import compile_data
        finally:
            sys.path.pop(0)
        self.directory_made = tempfile.mkdtemp(prefix="fmref-build-")
        target = Path(self.directory_made) / "snapshot.sqlite"
        version = self.metadata.version
        compile_data(root / "data", target, version, released((root / "CHANGELOG.md").read_text("utf8"), version))
        build_data["force_include"][str(target)] = "fmref/snapshot.sqlite"

    def finalize(self, _version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        """Remove the temporary directory."""
        shutil.rmtree(getattr(self, "directory_made", ""), ignore_errors=True)


def released(changelog: str, version: str) -> str:
    """The day of a release by the heading of its section, `## [0.1.0] - 2026-05-01`; empty for an unreleased one."""
    found = re.search(rf"^## \[{re.escape(version)}\] - (\d{{4}}-\d\d-\d\d)$", changelog, re.MULTILINE)
    return found[1] if found else ""
