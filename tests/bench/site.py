"""The benchmark of the static site: all pages of the project, their rate and the largest of them.

poe bench-site

Times are of the processor, so that other work on the machine does not count.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import fmref
from fmref.site import build

MOST_SECONDS = 90
"""Of processor time, for 10,000 pages."""
LARGEST_PAGE = 100_000
"""In bytes, before compression, with the style sheet and the script that it loads."""


def main() -> int:
    """Build the site once; exit status 1 when a limit does not hold."""
    catalog = fmref.load()
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        pages = build(catalog, Path(folder) / "site")
        seconds = (time.process_time() - start) / pages * 10_000
        assets = sum((Path(folder) / "site" / "assets" / name).stat().st_size for name in ("site.css", "site.js"))
        sizes = {path.relative_to(folder): path.stat().st_size for path in Path(folder).rglob("*.html")}
    largest = max(sizes, key=sizes.__getitem__)
    print(f"{pages:,} pages, {seconds:.0f} s for 10,000 of them")
    print(f"{sum(sizes.values()) / pages / 1000:.1f} kB on average, at most {sizes[largest] / 1000:.1f} kB: {largest}")
    print(f"{assets / 1000:.1f} kB of style sheet and script")
    return int(seconds > MOST_SECONDS or sizes[largest] + assets > LARGEST_PAGE)


if __name__ == "__main__":
    sys.exit(main())
