"""Build everything that a release publishes into `dist/`, and prove that it can be built again: `poe release-build`.

The source distribution and the wheel, built twice and the same to the bit; the compiled data, for `fmref update`; a
bill of materials (CycloneDX) of an environment in which the wheel is installed; the documentation; the notes of the
release; and the SHA-256 of each file.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from fmref.snapshot import content_digest

ROOT = Path(__file__).parents[2]
DIST = ROOT / "dist"
EPOCH = 1_580_601_600  # 2020-02-02, the date that hatchling gives to what it packs


def run(*command: str | Path, **environment: str) -> None:
    """Run a command that must succeed, and say which."""
    sys.stdout.write(f"$ {' '.join(map(str, command))}\n")
    sys.stdout.flush()
    subprocess.run([*map(str, command)], check=True, env={**os.environ, **environment})


def packages(source: Path, target: Path, **environment: str) -> None:
    """The source distribution of a directory, and the wheel built from that."""
    run(sys.executable, "-m", "uv", "build", "-q", "--python", sys.executable, "-o", target, source, **environment)


def copy_of_the_sources(target: Path) -> Path:
    """What git knows of, elsewhere, as another person would have it: other times and permissions."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target / name)
        (target / name).chmod(0o600)
    return target


def compare(first: Path, second: Path) -> None:
    """Stop where two builds differ in a byte."""
    for path in sorted(path for path in first.iterdir() if path.suffix in {".whl", ".gz"}):
        if path.read_bytes() != (second / path.name).read_bytes():
            sys.exit(f"{path.name}: two builds differ; compare them with diffoscope")
        sys.stdout.write(f"{path.name}: the same twice\n")


def take_out_the_data(wheel: Path, version: str) -> None:
    """The snapshot of the wheel as a file, with the digest by which it is installed."""
    target = DIST / f"fmref-data-{version}.sqlite"
    with zipfile.ZipFile(wheel) as packed:
        target.write_bytes(packed.read("fmref/snapshot.sqlite"))
    sys.stdout.write(f"{target.name}: fmref update {target.name} --digest sha256:{content_digest(target)}\n")


def bill_of_materials(wheel: Path, version: str) -> None:
    """What is installed with the wheel and nothing else, in CycloneDX, the same for the same versions."""
    with tempfile.TemporaryDirectory(prefix="fmref-sbom-") as made:
        run(sys.executable, "-m", "uv", "venv", "-q", "--python", sys.executable, made)
        run(sys.executable, "-m", "uv", "pip", "install", "-q", "--python", made, wheel)
        target = DIST / f"fmref-{version}.cdx.json"
        options = ("--pyproject", ROOT / "pyproject.toml", "--mc-type", "library", "--output-reproducible")
        run(sys.executable, "-m", "cyclonedx_py", "environment", *options, "-o", target, made)


def documentation(version: str) -> None:
    """The pages that `poe docs` makes, packed with fixed times and owners."""
    run("sphinx-build", "-W", "--keep-going", "-n", "-q", "-b", "html", ROOT / "docs", ROOT / "build" / "docs")

    def fixed(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
        """Whoever packs it whenever."""
        entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname = EPOCH, 0, 0, "", ""
        return None if ".doctrees" in entry.name or entry.name.endswith(".buildinfo") else entry

    with tarfile.open(DIST / f"fmref-{version}-docs.tar.xz", "w:xz") as archive:
        archive.add(ROOT / "build" / "docs", f"fmref-{version}-docs", filter=fixed)


def notes(version: str) -> None:
    """The section of the changelog."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf8")
    found = re.search(rf"^## \[{re.escape(version)}\] - (\S+)\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    if not found:
        sys.exit(f"CHANGELOG.md: no section [{version}]; write one")
    if found[1] == "unreleased":
        sys.stdout.write(
            f"CHANGELOG.md: [{version}] has no date, so that its data have none; give it one to release it\n"
        )
    (DIST / f"fmref-{version}-notes.md").write_text(found[2].strip() + "\n", encoding="utf8")


def sums() -> None:
    """A file that `sha256sum -c` reads."""
    files = sorted(path for path in DIST.iterdir() if path.name not in {".gitignore", "SHA256SUMS"})
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (DIST / "SHA256SUMS").write_text("".join(lines), encoding="utf8")


def main() -> None:
    """Build, compare, check, add the rest."""
    shutil.rmtree(DIST, ignore_errors=True)
    packages(ROOT, DIST, SOURCE_DATE_EPOCH=str(EPOCH))
    with tempfile.TemporaryDirectory(prefix="fmref-again-") as made:
        source = copy_of_the_sources(Path(made) / "another place")
        packages(source, Path(made) / "dist", SOURCE_DATE_EPOCH=str(EPOCH), PYTHONHASHSEED="1", TZ="Asia/Tehran")
        compare(DIST, Path(made) / "dist")
    (wheel,) = DIST.glob("*.whl")
    version = wheel.name.split("-")[1]
    run(sys.executable, "-m", "twine", "check", "--strict", wheel, *DIST.glob("*.tar.gz"))
    notes(version)
    take_out_the_data(wheel, version)
    bill_of_materials(wheel, version)
    documentation(version)
    sums()


if __name__ == "__main__":
    main()
