"""How long a save takes to be acknowledged, with 1, 10 and 30 members writing at once.

    python tests/benchmarks/saving.py [--members 1 10 30] [--saves 20] [--pause 1.0]

A real server, a real group, a real kernel a member, and each member's own WebSocket; no browser, so that only the
workbook is measured. Time is taken from the moment the message is handed to the socket until its acknowledgement is
there: the page says «Lagret» at that moment. Two runs a number of members: writing as fast as acknowledged, and with a
pause between two saves, as somebody who types makes them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import queue
import re
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from urllib.parse import urlsplit

import websocket

from samling_build.site.secret import cookie_secret
from samling_exercises.groups import open_register

ROOT = Path(__file__).parents[2]
NOTEBOOK = "nb/mestring/2-deltaker.ipynb"
EXERCISE, FIELD = "mestring/2/summing-up", "met"
TEXT = "Hun ville helst klare trappa selv, og det fikk hun prøve. " * 4
V1 = "v1.kernel.websocket.jupyter.org"
PATIENCE = 120
SERVER = """
import sys
from pathlib import Path
from samling_build.site import SiteSettings, serve
say = lambda sentence: print(sentence, flush=True)
sys.exit(serve(SiteSettings(Path(sys.argv[1]), Path(sys.argv[2]), port=0, open_browser=False, announce=say)))
"""


class Writer:
    """A member's page without a browser: its kernel, its socket and the comm of one exercise."""

    def __init__(self, address: str, cookie: str) -> None:
        self.host = urlsplit(address).netloc.replace("localhost", "127.0.0.1")
        self.cookie = cookie
        self.base = 0
        self.socket = self._connect(self._open())
        self.comm = self._comm()

    def save(self, number: int) -> float:
        """Save a new text; the milliseconds until it was acknowledged."""
        content = {"kind": "save", "request": number + 1, "field": FIELD, "text": f"{TEXT}{number}", "base": self.base}
        began = time.perf_counter()
        self._tell(content)
        answer = self._answer(number + 1)
        took = (time.perf_counter() - began) * 1000
        if answer["kind"] != "saved":
            raise SystemExit(f"Expected an acknowledgement, came {answer['kind']}: {answer.get('reason')}.")
        self.base = answer["revision"]
        return took

    def close(self) -> None:
        """Leave the page."""
        self.socket.close()

    def _open(self) -> str:
        connection = HTTPConnection(self.host, timeout=PATIENCE)
        connection.request("GET", f"/voila/render/{NOTEBOOK}", headers={"Cookie": self.cookie})
        page = connection.getresponse().read().decode()
        connection.close()
        found = re.search(r'"kernelId": "([0-9a-f-]{36})"', page)
        if not found:
            raise SystemExit("Expected a page with a kernel. Is the member signed in?")
        return found.group(1)

    def _connect(self, kernel: str) -> websocket.WebSocket:
        address = f"ws://{self.host}/api/kernels/{kernel}/channels?session_id={uuid.uuid4().hex}"
        header = [f"Cookie: {self.cookie}"]
        return websocket.create_connection(address, timeout=PATIENCE, header=header, subprotocols=[V1])

    def _send(self, kind: str, content: dict[str, Any]) -> str:
        header = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": kind,
            "session": "benchmark",
            "username": "",
            "version": "5.3",
        }
        parts = [b"shell", *(json.dumps(part).encode() for part in (header, {}, {}, content))]
        starts = [8 * (len(parts) + 2)]
        for part in parts:
            starts.append(starts[-1] + len(part))
        self.socket.send_binary(b"".join([*(n.to_bytes(8, "little") for n in (len(starts), *starts)), *parts]))
        return str(header["msg_id"])

    def _receive(self) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        _, data = self.socket.recv_data()
        at = [int.from_bytes(data[8 * n : 8 * n + 8], "little") for n in range(1, data[0] + 1)]
        header, parent, _, content = (json.loads(data[at[n] : at[n + 1]]) for n in range(1, 5))
        return header, parent, content

    def _tell(self, content: dict[str, Any]) -> str:
        return self._send("comm_msg", {"comm_id": self.comm, "data": {"method": "custom", "content": content}})

    def _answer(self, request: int) -> dict[str, Any]:
        while True:
            header, _, content = self._receive()
            said: dict[str, Any] = (
                content.get("data", {}).get("content", {}) if header["msg_type"] == "comm_msg" else {}
            )
            if said.get("request") == request:
                return said

    def _comm(self) -> str:
        asked = self._send("comm_info_request", {"target_name": "jupyter.widget"})
        while True:
            header, parent, content = self._receive()
            if header["msg_type"] == "comm_info_reply" and parent["msg_id"] == asked:
                break
        for comm in content["comms"]:
            asked = self._send("comm_msg", {"comm_id": comm, "data": {"method": "request_state"}})
            if self._exercise_of(asked) == EXERCISE:
                return str(comm)
        raise SystemExit(f"Expected {EXERCISE} on the page, found it not. Has the content changed?")

    def _exercise_of(self, asked: str) -> str:
        found = ""
        while True:
            header, parent, content = self._receive()
            if parent.get("msg_id") != asked:
                continue
            if header["msg_type"] == "comm_msg":
                found = content["data"].get("state", {}).get("exercise", found)
            elif header["msg_type"] == "status" and content["execution_state"] == "idle":
                return str(found)


@contextmanager
def server(data: Path) -> Iterator[str]:
    """A real server on this folder; gives its address."""
    command = [sys.executable, "-c", SERVER, str(data), str(ROOT / "notebooks")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    said: queue.Queue[str] = queue.Queue()
    stream = process.stdout
    assert stream is not None
    Thread(target=lambda: deque(map(said.put, stream), maxlen=0), daemon=True).start()
    try:
        while not (found := re.search(r"http://\S+", said.get(timeout=PATIENCE))):
            continue
        yield found.group()
    finally:
        process.terminate()
        process.wait(PATIENCE)


def members(data: Path, count: int) -> list[str]:
    """The cookies of so many members of a new group."""
    name = f"samling-visit-{hashlib.sha256(cookie_secret(data)).hexdigest()[:8]}"
    register = open_register({**os.environ, "SAMLING_DATA": str(data)})
    made = register.new_group("Benchmark", "mestring", count)
    seats = [invited for invited in made.invitations if invited.role == "participant"]
    entered = [register.take_seat(str(invited.code), f"Member {n}") for n, invited in enumerate(seats, 1)]
    for one in entered:
        register.codes_seen(one.member)
    return [f"{name}={one.token}" for one in entered]


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


def report(title: str, taken: list[float]) -> str:
    """One line of the table."""
    ordered = sorted(taken)
    share: Callable[[float], float] = lambda part: ordered[min(len(ordered) - 1, int(part * len(ordered)))]  # noqa: E731
    return (
        f"{title:<34}{len(taken):>7}{statistics.median(taken):>9.1f}{share(0.95):>9.1f}{share(0.99):>9.1f}"
        f"{ordered[-1]:>9.1f}"
    )


def measure(count: int, saves: int, pauses: list[float]) -> list[str]:
    """The lines of the table for so many members."""
    with tempfile.TemporaryDirectory(prefix="samling-benchmark-") as folder:
        data = Path(folder)
        with server(data) as address:
            cookies = members(data, count)
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
    print(f"{'milliseconds':<34}{'saves':>7}{'median':>9}{'p95':>9}{'p99':>9}{'worst':>9}")
    for count in chosen.members:
        for line in measure(count, chosen.saves, [chosen.pause, 0.0]):
            print(line, flush=True)


if __name__ == "__main__":
    main()
