"""How long a save takes to be acknowledged, with 1, 10 and 30 members writing at once.

    python -m tests.benchmarks.saving [--members 1 10 30] [--saves 20] [--pause 1.0]

A real server, a real group, a real kernel a member, and each member's own WebSocket; no browser, so that only the
workbook is measured. Time is taken from the moment the message is handed to the socket until its acknowledgement is
there: the page says «Lagret» at that moment. Two runs a number of members: writing as fast as acknowledged, and with a
pause between two saves, as somebody who types makes them.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from tests.benchmarks.page_client import PATIENCE, PageClient, head, report, seats, server

NOTEBOOK = "nb/mestring/2-deltaker.ipynb"
EXERCISE, FIELD = "mestring/2/summing-up", "met"
TEXT = "Hun ville helst klare trappa selv, og det fikk hun prøve. " * 4


class Writer(PageClient):
    """Somebody who writes in one field."""

    def __init__(self, address: str, cookie: str) -> None:
        super().__init__(address, cookie, NOTEBOOK, EXERCISE)
        self.base = 0

    def save(self, number: int) -> float:
        """Save a new text; the milliseconds until it was acknowledged."""
        content = {"kind": "save", "request": number + 1, "field": FIELD, "text": f"{TEXT}{number}", "base": self.base}
        began = time.perf_counter()
        self.tell(content)
        answer = self.answer(number + 1)
        took = (time.perf_counter() - began) * 1000
        if answer["kind"] != "saved":
            raise SystemExit(f"Expected an acknowledgement, came {answer['kind']}: {answer.get('reason')}.")
        self.base = answer["revision"]
        return took


def together(writers: list[Writer], saves: int, pause: float) -> list[float]:
    """All write at once; the milliseconds of every save."""
    ready = Barrier(len(writers))

    def write(writer: Writer) -> list[float]:
        ready.wait(PATIENCE)
        taken = []
        for _ in range(saves):
            taken.append(writer.save(writer.base))
            time.sleep(pause)
        return taken

    with ThreadPoolExecutor(len(writers)) as pool:
        return [one for taken in pool.map(write, writers) for one in taken]


def measure(count: int, saves: int, pauses: list[float]) -> list[str]:
    """The lines of the table for so many members."""
    with tempfile.TemporaryDirectory(prefix="samling-benchmark-") as folder:
        data = Path(folder)
        with server(data) as address:
            cookies = seats(data, count)
            with ThreadPoolExecutor(4) as pool:  # kernels start four at a time: starting is not what is measured
                writers = list(pool.map(lambda cookie: Writer(address, cookie), cookies))
            together(writers, 2, 0.0)  # the first writing of a process imports and opens what it needs
            lines = [report(f"{count} writing, pause {pause:g} s", together(writers, saves, pause)) for pause in pauses]
            for writer in writers:
                writer.close()
    return lines


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--members", type=int, nargs="+", default=[1, 10, 30])
    parser.add_argument("--saves", type=int, default=20, help="saves a member and run")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two saves of a member who types")
    chosen = parser.parse_args()
    print(head("saves"))
    for count in chosen.members:
        for line in measure(count, chosen.saves, [chosen.pause, 0.0]):
            print(line, flush=True)


if __name__ == "__main__":
    main()
