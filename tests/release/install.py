"""Install the wheel into empty environments and run `smoke.py` there: every supported Python, lowest and highest.

Lowest means the oldest versions of what the package asks for that `pyproject.toml` allows, so that its bounds are true.
`poe release-install` runs it on `dist/`; `--python` names other interpreters than those that uv finds.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
PYTHONS = ("3.11", "3.12", "3.13")
RESOLUTIONS = ("lowest-direct", "highest")


def tried(wheel: Path, python: str, resolution: str) -> str:
    """What the main jobs say on an interpreter with one choice of versions; `ok` where they all work."""
    with tempfile.TemporaryDirectory(prefix="fmref-install-") as made:
        interpreter = str(Path(made) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))
        uv = (sys.executable, "-m", "uv")
        for command in (
            (*uv, "venv", "-q", "--python", python, made),
            (*uv, "pip", "install", "-q", "--resolution", resolution, "--python", interpreter, str(wheel)),
            (interpreter, "-I", str(HERE / "smoke.py")),
        ):
            done = subprocess.run(command, cwd=made, capture_output=True, text=True, encoding="utf8", check=False)
            if done.returncode:
                return f"{' '.join(command)}\n{done.stdout}{done.stderr}"
        return done.stdout.strip()


def main() -> None:
    """Try each; exit status 1 where one does not work."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--python", action="append", metavar="VERSION_OR_PATH")
    arguments = parser.parse_args()
    failed = False
    for python in arguments.python or PYTHONS:
        for resolution in RESOLUTIONS:
            start = time.perf_counter()
            said = tried(arguments.wheel.resolve(), python, resolution)
            failed |= not said.startswith("ok")
            sys.stdout.write(f"{python}, {resolution} ({time.perf_counter() - start:.0f} s): {said}\n")
            sys.stdout.flush()
    sys.exit(failed)


if __name__ == "__main__":
    main()
