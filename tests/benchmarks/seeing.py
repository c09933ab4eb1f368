"""How long it takes from a note written on one phone until it is on the wall, with 10 and 30 participants.

    python -m tests.benchmarks.seeing [--members 10 30] [--notes 12] [--pause 4.0]

A real server, a real group, a real kernel a member and one for the wall, and each one's own WebSocket. Time is taken
from the moment the note is handed to the writer's socket until the wall's socket has it; a browser then draws it.
Beside it stands the change feed's own floor, in the same run: the same note written and looked for in one process
without any server, and the pause between two looks, of which a note waits half on average.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread

from tests.benchmarks.page_client import PATIENCE, PageClient, head, report, seats, server

from samling_exercises.answers import open_book
from samling_widgets.live import EVERY

EXERCISE, TOPIC = "mestring/2/journey", "mestring/path/journey"
PHASE = {"title": "Før noen spør", "order": 1.0}


class JourneyPage(PageClient):
    """A page that shows the journey."""

    def __init__(self, address: str, cookie: str, role: str) -> None:
        super().__init__(address, cookie, f"nb/mestring/2-{role}.ipynb", EXERCISE)
        self.requests = 0
        self.tell({"kind": "board-open", "board": "own", "request": self._next()})
        self.answer(self.requests)

    def write(self, name: str, value: dict[str, object]) -> float:
        """Write a thing; when that was, by this process's clock."""
        began = time.perf_counter()
        self.tell(
            {"kind": "board-put", "board": "own", "request": self._next(), "name": name, "value": value, "base": 0}
        )
        answer = self.answer(self.requests)
        if answer["kind"] != "board-kept":
            raise SystemExit(f"Expected the note to be kept, came {answer['kind']}: {answer.get('reason')}.")
        return began

    def _next(self) -> int:
        self.requests += 1
        return self.requests


def note(number: int) -> dict[str, object]:
    """A note as somebody writes it."""
    text = f"Hun fikk velge tidspunktet selv ({number})"
    return {"phase": "start", "text": text, "kind": "done", "mark": None, "order": float(number), "gathering": "2"}


def watch(wall: JourneyPage, seen: dict[str, float]) -> None:
    """Note when each thing came to the wall, until its socket is closed."""
    while True:
        said = wall.hear()
        now = time.perf_counter()
        for thing in said.get("things", ()):
            seen.setdefault(thing["name"], now)


def written(pages: list[JourneyPage], notes: int, pause: float) -> dict[str, float]:
    """All write, each at their own time; when each note was handed over."""
    began: dict[str, float] = {}

    def write(place: int) -> None:
        time.sleep(pause * place / len(pages))
        for number in range(notes):
            name = f"note-{uuid.uuid4().hex[:20]}"
            began[name] = pages[place].write(name, note(number))
            time.sleep(pause)

    with ThreadPoolExecutor(len(pages)) as pool:
        list(pool.map(write, range(len(pages))))
    return began


def measure(count: int, notes: int, pause: float) -> str:
    """The line of the table for so many participants."""
    with tempfile.TemporaryDirectory(prefix="samling-benchmark-") as folder:
        data = Path(folder)
        with server(data) as address:
            *cookies, at_wall = seats(data, count, ("wall",))
            with ThreadPoolExecutor(4) as pool:  # kernels start four at a time: starting is not what is measured
                pages = list(pool.map(lambda cookie: JourneyPage(address, cookie, "deltaker"), cookies))
            wall = JourneyPage(address, at_wall, "storskjerm")
            pages[0].write("phase-start", PHASE)
            written(pages, 1, 0.5)  # the first writing of a process imports and opens what it needs
            seen: dict[str, float] = {}
            Thread(target=watch, args=(wall, seen), daemon=True).start()
            began = written(pages, notes, pause)
            last = time.monotonic() + PATIENCE
            while not began.keys() <= seen.keys() and time.monotonic() < last:
                time.sleep(0.05)
            missing = began.keys() - seen.keys()
            if missing:
                raise SystemExit(f"Expected every note on the wall, {len(missing)} of {len(began)} never came.")
            for page in pages:
                page.close()
    return report(f"{count} writing, a note each {pause:g} s", [(seen[name] - at) * 1000 for name, at in began.items()])


def floor(notes: int) -> str:
    """The same without server, sockets and pauses: written in one book, looked for in another until it is there."""
    taken = []
    with tempfile.TemporaryDirectory(prefix="samling-benchmark-") as folder:
        data = Path(folder)
        seats(data, 1)
        environ = {**os.environ, "SAMLING_DATA": folder, "SAMLING_MEMBER": _member(data)}
        with open_book(environ) as writer, open_book(environ) as reader:
            feed = reader.feed()
            for number in range(notes):
                began = time.perf_counter()
                writer.put(TOPIC, f"note-{number}", note(number), 0)
                while TOPIC not in feed.look():
                    continue
                reader.records(TOPIC)
                taken.append((time.perf_counter() - began) * 1000)
    return report("the feed alone, looked at all the time", taken)


def _member(data: Path) -> str:
    from samling_exercises.groups import open_register

    register = open_register({**os.environ, "SAMLING_DATA": str(data)})
    [group] = register.groups()
    return next(seat.member for seat in register.seats(None, group.id) if seat.member)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--members", type=int, nargs="+", default=[10, 30])
    parser.add_argument("--notes", type=int, default=12, help="notes a member")
    parser.add_argument("--pause", type=float, default=4.0, help="seconds between two notes of a member")
    chosen = parser.parse_args()
    print(head("notes"))
    print(floor(200), flush=True)
    print(f"{'the pause between two looks':<47}{EVERY * 1000:>9.1f}   a note waits half of it on average")
    for count in chosen.members:
        print(measure(count, chosen.notes, chosen.pause), flush=True)


if __name__ == "__main__":
    main()
