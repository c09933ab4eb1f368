"""Pages without a browser, for benchmarks: a real server, and a page's kernel, socket and comms."""

from __future__ import annotations

import hashlib
import json
import os
import queue
import re
import statistics
import subprocess
import sys
import uuid
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import websocket

from samling_build.site.secret import cookie_secret
from samling_exercises.groups import Role, open_register

ROOT = Path(__file__).parents[2]
V1 = "v1.kernel.websocket.jupyter.org"
PATIENCE = 120
SERVER = """
import sys
from pathlib import Path
from samling_build.site import SiteSettings, serve
say = lambda sentence: print(sentence, flush=True)
sys.exit(serve(SiteSettings(Path(sys.argv[1]), Path(sys.argv[2]), port=0, open_browser=False, announce=say)))
"""


class PageClient:
    """A member's page without a browser: its kernel, its socket and the comm of one exercise."""

    def __init__(self, address: str, cookie: str, notebook: str, exercise: str) -> None:
        self.host = urlsplit(address).netloc.replace("localhost", "127.0.0.1")
        self.cookie = cookie
        self.notebook = notebook
        self.exercise = exercise
        self.socket = self._connect(self._open())
        self.came: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        Thread(target=self._listen, daemon=True).start()
        self.comm = self._comm()

    def close(self) -> None:
        """Leave the page."""
        self.socket.close()

    def tell(self, content: dict[str, Any]) -> None:
        """Send a message to the exercise's widget."""
        self._send("comm_msg", {"comm_id": self.comm, "data": {"method": "custom", "content": content}})

    def hear(self) -> dict[str, Any]:
        """What the exercise's widget says next; empty for what something else says."""
        header, _, content = self._receive()
        ours = header["msg_type"] == "comm_msg" and content.get("comm_id") == self.comm
        said: dict[str, Any] = content.get("data", {}).get("content", {}) if ours else {}
        return said

    def answer(self, request: int) -> dict[str, Any]:
        """The reply to a request."""
        while (said := self.hear()).get("request") != request:
            continue
        return said

    def _open(self) -> str:
        connection = HTTPConnection(self.host, timeout=PATIENCE)
        connection.request("GET", f"/voila/render/{self.notebook}", headers={"Cookie": self.cookie})
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
        data = self.came.get(timeout=PATIENCE)
        if not data:
            raise SystemExit("Expected the page to stay connected, the server closed its socket.")
        at = [int.from_bytes(data[8 * n : 8 * n + 8], "little") for n in range(1, data[0] + 1)]
        header, parent, _, content = (json.loads(data[at[n] : at[n + 1]]) for n in range(1, 5))
        return header, parent, content

    def _listen(self) -> None:
        """Read as a browser does, all the time: a page that answers no ping is closed by the server."""
        with suppress(OSError, websocket.WebSocketException):  # closed by us
            while (came := self.socket.recv_data())[0] == websocket.ABNF.OPCODE_BINARY:
                self.came.put(came[1])
        self.came.put(b"")

    def _comm(self) -> str:
        asked = self._send("comm_info_request", {"target_name": "jupyter.widget"})
        while True:
            header, parent, content = self._receive()
            if header["msg_type"] == "comm_info_reply" and parent["msg_id"] == asked:
                break
        for comm in content["comms"]:
            asked = self._send("comm_msg", {"comm_id": comm, "data": {"method": "request_state"}})
            if self._exercise_of(asked) == self.exercise:
                return str(comm)
        raise SystemExit(f"Expected {self.exercise} on the page, found it not. Has the content changed?")

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


def seats(data: Path, count: int, others: tuple[Role, ...] = ()) -> list[str]:
    """The cookies of so many members of a new group, then of those in the other roles."""
    name = f"samling-visit-{hashlib.sha256(cookie_secret(data)).hexdigest()[:8]}"
    register = open_register({**os.environ, "SAMLING_DATA": str(data)})
    made = register.new_group("Benchmark", "mestring", count)
    invited = [each for each in made.invitations if each.role == "participant"]
    invited += [register.new_invitations(None, made.group.id, role=role)[-1] for role in others]
    entered = [register.take_seat(str(each.code), f"Member {n}") for n, each in enumerate(invited, 1)]
    for one in entered:
        register.codes_seen(one.member)
    return [f"{name}={one.token}" for one in entered]


def report(title: str, taken: list[float]) -> str:
    """One line of a table: how many, median, p95, p99 and worst, in milliseconds."""
    ordered = sorted(taken)
    share: Callable[[float], float] = lambda part: ordered[min(len(ordered) - 1, int(part * len(ordered)))]  # noqa: E731
    return (
        f"{title:<40}{len(taken):>7}{statistics.median(taken):>9.1f}{share(0.95):>9.1f}{share(0.99):>9.1f}"
        f"{ordered[-1]:>9.1f}"
    )


def head(what: str) -> str:
    """The line above a table."""
    return f"{'milliseconds':<40}{what:>7}{'median':>9}{'p95':>9}{'p99':>9}{'worst':>9}"
