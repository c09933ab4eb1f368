"""Seconds and peak memory of a booklet, beside ``nbconvert --to webpdf`` of the same notebooks, in one run.

    python tests/benchmarks/printing.py [--runs 3] [--sizes 3 16 64]

Each is a whole process with all that it starts, in turns. Memory is the sum over the processes (PSS), looked at every
50 ms. Sizes: so many activities of gathering 2, or whole gatherings one after another.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import nbformat
import psutil  # type: ignore[import-untyped]
from pypdf import PdfReader

from samling_build.handouts.booklet import booklet
from samling_build.notebooks import make_notebook
from samling_exercises import Programme, load_programme
from samling_exercises.programme import Gathering

SIZES = (3, 8, 16, 32, 48, 64, 92)
"""Activities of the programme, from the second gathering on and round again."""
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
WEBPDF = """
import sys
from playwright.async_api import BrowserType
launch, chromium = BrowserType.launch, sys.argv[1]
BrowserType.launch = lambda self, **how: launch(self, **{**how, "executable_path": chromium})
from nbconvert.nbconvertapp import main
main(sys.argv[2:])
"""


def programme_of(size: int) -> Programme:
    """A programme with so many activities, in gatherings of at most sixteen."""
    whole = load_programme("mestring")
    exercises = [one for name in ("2", "1", "3") for one in whole.gathering(name).exercises] * 4
    chosen = exercises[:size]
    gatherings = []
    for number, start in enumerate(range(0, size, 16), 1):
        part = tuple(
            replace(one, id=f"{one.id}-{place}") for place, one in enumerate(chosen[start : start + 16], start)
        )
        about = whole.gathering(part[0].gathering.partition("/")[2])
        gatherings.append(replace(about, id=str(number), exercises=part))
    return replace(whole, gatherings=tuple(gatherings))


def ours(size: int, folder: str) -> None:
    """The booklet of the notebooks: what the measured process does."""
    Path(folder, "booklet.pdf").write_bytes(booklet(programme_of(size), "nb").pdf())


def notebooks(size: int, folder: Path) -> list[Path]:
    """The same gatherings as notebooks."""
    programme = programme_of(size)
    paths = [folder / f"{gathering.id}.ipynb" for gathering in programme.gatherings]
    for path, gathering in zip(paths, programme.gatherings, strict=True):
        nbformat.write(_notebook(programme, gathering), path)
    return paths


def _notebook(programme: Programme, gathering: Gathering) -> nbformat.NotebookNode:
    return make_notebook(programme, gathering, "nb", "participant")


def measured(command: Sequence[str]) -> tuple[float, float]:
    """Seconds, and the most memory in MB, of a command with all its processes."""
    began, most = time.perf_counter(), 0.0
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
        own = psutil.Process(process.pid)
        while process.poll() is None:
            most = max(most, _memory(own))
            time.sleep(0.05)
        if process.returncode:
            said.seek(0)
            raise SystemExit(said.read().decode(errors="replace")[-2000:])
    return time.perf_counter() - began, most


def _memory(own: psutil.Process) -> float:
    total = 0
    try:
        for each in [own, *own.children(recursive=True)]:
            total += each.memory_full_info().pss
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0.0
    return total / 1e6


def main() -> None:
    """Measure, and print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="activities")
    parser.add_argument("--make", nargs=2, metavar=("SIZE", "FOLDER"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.make:
        ours(int(asked.make[0]), asked.make[1])
        return
    runs = asked.runs
    print("pages  booklet s  MB   webpdf pages  s  MB   (medians)")
    for size in asked.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            paths = notebooks(size, folder)
            booklets, webs = [], []
            for _ in range(runs):
                booklets.append(measured([sys.executable, __file__, "--make", str(size), name]))
                web = [sys.executable, "-c", WEBPDF, CHROMIUM, "--to", "webpdf", "--disable-chromium-sandbox"]
                webs.append(measured([*web, *map(str, paths)]))
            pages = len(PdfReader(folder / "booklet.pdf").pages)
            web_pages = sum(len(PdfReader(path.with_suffix(".pdf")).pages) for path in paths)
            own, other = (_median(each) for each in (booklets, webs))
            print(
                f"{pages:5}  {own[0]:7.1f}  {own[1]:5.0f}   {web_pages:5}  {other[0]:7.1f}  {other[1]:5.0f}", flush=True
            )


def _median(found: list[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(one[0] for one in found), statistics.median(one[1] for one in found)


if __name__ == "__main__":
    main()
