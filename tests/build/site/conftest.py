"""A real server with real kernels, a visitor's browser without a screen, and small notebooks."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from functools import cached_property
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import nbformat.v4
import pytest
import websocket
from tests.build.site.seats import PROGRAMME, Seated, Seats

import samling_build
import samling_exercises
import samling_widgets
from samling_exercises.groups import Role

V1 = "v1.kernel.websocket.jupyter.org"
PRIVATE = "Kari i Solbakken gråt i natt"
SERVER_SECRET = "only-the-server-knows-this"
PATIENCE = 30
START = """
import sys
from pathlib import Path
from samling_build.site import SiteSettings, serve

data, notebooks, lan, most, address, rounds = sys.argv[1:]
say = lambda sentence: print(sentence, flush=True)
chosen = {"port": 0, "lan": lan == "lan", "open_browser": False, "announce": say, "most_kernels": int(most)}
chosen |= {"address": address or None, "rounds": float(rounds)}
sys.exit(serve(SiteSettings(Path(data), Path(notebooks), **chosen)))
"""
WIDGET = """
import os
import anywidget
import traitlets

class Probe(anywidget.AnyWidget):
    _esm = "export default {}"
    value = traitlets.Int(1).tag(sync=True)
    blob = traitlets.Bytes(b"binary").tag(sync=True)

probe = Probe()

def answer(widget, content, buffers):
    if content == "fail":
        words = "PRIVATE"
        raise ValueError(words)
    widget.send({"heard": content, "member": os.environ["SAMLING_MEMBER"]})

probe.on_msg(answer)
probe
""".replace("PRIVATE", PRIVATE)
ENVIRONMENT = "import os, json; print(json.dumps(dict(os.environ)))"
BOOK = """
import os
from samling_exercises.answers import open_book
with open_book(os.environ) as book:
    book.save("mestring/2/summing-up", "met", "Skrevet i kjernen", 0)
"""
FAILING = f'words = "{PRIVATE}"\nraise ValueError(words)'


OPENED: list[Socket] = []
"""Sockets to close when the test is over."""


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    text: str


class Visitor:
    """A browser: keeps cookies, follows nothing. ``away`` visitors come as if through a proxy, so not from here."""

    seated: Seated

    def __init__(self, address: str, away: bool = False) -> None:
        self.host = urlsplit(address).netloc.replace("localhost", "127.0.0.1")
        self.cookies: dict[str, str] = {}
        self.extra = {"X-Forwarded-For": "192.0.2.7"} if away else {}

    def ask(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Reply:
        """One request. The path goes out as it is; header names are given with underscores."""
        connection = HTTPConnection(self.host, timeout=PATIENCE)
        sent = {**self.headers(), **{name.replace("_", "-"): value for name, value in headers.items()}}
        try:
            connection.putrequest(method, path, skip_host="Host" in sent)
            for name, value in sent.items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Type", "application/x-www-form-urlencoded")
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body.encode() if body is not None else None)
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        finally:
            connection.close()
        for header in response.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value
        return Reply(response.status, dict(response.headers.items()), text)

    def headers(self) -> dict[str, str]:
        """What goes out with every request."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items() if value)
        return {**self.extra, **({"Cookie": cookies} if cookies else {})}

    def sit(self, seated: Seated) -> Visitor:
        """Have the cookie of somebody who is signed in."""
        self.seated = seated
        self.cookies[seated.cookie] = seated.token
        return self

    def post(self, path: str, **fields: str) -> Reply:
        """Send a form with the page's token, and say where it comes from, as browsers do."""
        if "_xsrf" not in self.cookies:
            self.ask("/privacy")
        body = urlencode({"_xsrf": self.cookies["_xsrf"], **fields})
        return self.ask(path, "POST", body, Origin=f"http://{self.host}")

    def signed_in(self) -> bool:
        """Whether the site knows who it is."""
        return '"who": "out"' not in self.ask("/here").text

    def open(self, name: str = "nb/prove/1-deltaker.ipynb") -> str:
        """Open a notebook's page; returns its kernel's id."""
        return kernel_in(self.ask(f"/voila/render/{name}").text)

    def close(self, kernel: str) -> Reply:
        """Say, as a page does, that the kernel may go."""
        return self.ask(f"/voila/api/shutdown/{kernel}", "POST", urlencode({"_xsrf": self.cookies.get("_xsrf", "")}))

    def connect(self, kernel: str, protocol: str | None = V1, **options: Any) -> Socket:
        """Open the kernel's socket. Raises WebSocketBadStatusException where it is refused."""
        headers = [f"{name}: {value}" for name, value in self.headers().items()]
        address = f"ws://{self.host}/api/kernels/{kernel}/channels?session_id={uuid.uuid4().hex}"
        chosen = [protocol] if protocol else None
        given = {"timeout": PATIENCE, "header": headers, "subprotocols": chosen, **options}
        return Socket(websocket.create_connection(address, **given))


class Socket:
    """A page's end of a kernel's socket."""

    def __init__(self, connection: websocket.WebSocket) -> None:
        self.connection = connection
        self.session = uuid.uuid4().hex
        OPENED.append(self)

    def send(self, kind: str, content: dict[str, Any], channel: str = "shell", **metadata: Any) -> str:
        """Send a message; returns its id."""
        header = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": kind,
            "session": self.session,
            "username": "",
            "version": "5.3",
        }
        parts = [channel.encode(), *(json.dumps(part).encode() for part in (header, {}, metadata, content))]
        starts = [8 * (len(parts) + 2)]
        for part in parts:
            starts.append(starts[-1] + len(part))
        numbers = [len(starts), *starts]
        self.connection.send_binary(b"".join([*(n.to_bytes(8, "little") for n in numbers), *parts]))
        return str(header["msg_id"])

    def receive(self) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        """The next message: header, parent header, content. Raises AssertionError when the socket is closed."""
        opcode, data = self.connection.recv_data()
        assert opcode == websocket.ABNF.OPCODE_BINARY, f"expected a message, came {opcode} {data!r}"
        count = int.from_bytes(data[:8], "little")
        at = [int.from_bytes(data[8 * n : 8 * n + 8], "little") for n in range(1, count + 1)]
        header, parent, _, content = (json.loads(data[at[n] : at[n + 1]]) for n in range(1, 5))
        return header, parent, content

    def heard_until_idle(self, message: str) -> list[tuple[str, dict[str, Any]]]:
        """All that comes of a message, as (type, content), until the kernel is done with it."""
        heard = []
        while True:
            header, parent, content = self.receive()
            if parent.get("msg_id") != message:
                continue
            heard.append((header["msg_type"], content))
            if header["msg_type"] == "status" and content["execution_state"] == "idle":
                return heard

    def works(self) -> bool:
        """Whether the kernel answers."""
        return any(kind == "kernel_info_reply" for kind, _ in self._info())

    def _info(self) -> list[tuple[str, dict[str, Any]]]:
        message = self.send("kernel_info_request", {})
        heard: list[tuple[str, dict[str, Any]]] = []
        while {kind for kind, _ in heard} < {"kernel_info_reply", "status"}:
            header, parent, content = self.receive()
            if parent.get("msg_id") == message:
                heard.append((header["msg_type"], content))
        return heard

    def probe(self) -> str:
        """The id of the probe widget's comm."""
        message = self.send("comm_info_request", {"target_name": "jupyter.widget"})
        while True:
            header, parent, content = self.receive()
            if header["msg_type"] == "comm_info_reply" and parent["msg_id"] == message:
                break
        for comm in content["comms"]:
            asked = self.send("comm_msg", {"comm_id": comm, "data": {"method": "request_state"}})
            states = [c["data"] for kind, c in self.heard_until_idle(asked) if kind == "comm_msg"]
            if any("value" in data.get("state", {}) for data in states):
                return str(comm)
        raise AssertionError("no probe among the comms")

    def tell_probe(self, comm: str, content: Any) -> list[tuple[str, dict[str, Any]]]:
        """Send the probe a message of its own and hear what comes."""
        return self.heard_until_idle(
            self.send("comm_msg", {"comm_id": comm, "data": {"method": "custom", "content": content}})
        )

    def closed_with(self) -> int:
        """Wait for the socket to be closed; the code it was closed with (1006 for a connection that was cut)."""
        while True:
            try:
                opcode, data = self.connection.recv_data()
            except (websocket.WebSocketConnectionClosedException, ConnectionError):
                return 1006
            if opcode == websocket.ABNF.OPCODE_CLOSE:
                return int.from_bytes(data[:2], "big")


class Site:
    """A server in a process of its own."""

    def __init__(
        self, data: Path, notebooks: Path, lan: bool, most: int = 60, address: str = "", rounds: float = 30
    ) -> None:
        # Compiled modules are kept, whatever the machine says: kernels start twice as fast.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        packages = {str(Path(str(m.__file__)).parents[1]) for m in (samling_build, samling_exercises, samling_widgets)}
        environment |= {"PYTHONPATH": os.pathsep.join(sorted(packages)), "SAMLING_TEST_SECRET": SERVER_SECRET}
        chosen = ("lan" if lan else "", str(most), address, str(rounds))
        self.data = data
        self.log = data / "log"
        self.temporary = data / "temporary"
        self.temporary.mkdir(parents=True, exist_ok=True)
        environment["TMPDIR"] = str(self.temporary)
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", START, str(data), str(notebooks), *chosen],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                encoding="utf-8",
                env={**environment, "PYTHONIOENCODING": "utf-8"},
            )
        self.said: Queue[str] = Queue()
        self.reader = Thread(target=self._read, daemon=True)
        self.reader.start()
        self.address = self._address()

    @cached_property
    def seats(self) -> Seats:
        """Seats in this site's groups."""
        return Seats(self.data)

    def stranger(self, away: bool = False) -> Visitor:
        """A browser that has been here before, and is not signed in."""
        stranger = Visitor(self.address, away)
        stranger.cookies["samling-hello"] = "1"
        return stranger

    def visitor(self, away: bool = False, role: Role = "participant") -> Visitor:
        """A new browser, signed in."""
        return self.stranger(away).sit(self.seats.take(role))

    def stop(self, how: int = signal.SIGTERM) -> int:
        """Ask the server to stop; its exit code."""
        if "seats" in self.__dict__:
            self.seats.close()
        self.process.send_signal(how)
        code = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        if self.process.stdout:
            self.process.stdout.close()
        return code

    def _read(self) -> None:
        if self.process.stdout:
            for line in self.process.stdout:
                self.said.put(line.rstrip("\n"))

    def _address(self) -> str:
        try:
            while True:
                found = re.search(r"http://\S+", self.said.get(timeout=PATIENCE))
                if found:
                    return found.group()
        except Empty:
            self.process.kill()
            raise AssertionError(f"the server said no address; its log: {self.log.read_text()}") from None


@pytest.fixture(autouse=True)
def _close_sockets() -> Iterator[None]:
    yield
    while OPENED:
        OPENED.pop().connection.shutdown()  # type: ignore[no-untyped-call]


def kernel_in(page: str) -> str:
    """The kernel's id that a page names."""
    found = re.search(r'"kernelId": "([0-9a-f-]{36})"', page)
    assert found, f"expected a page with a kernel, came {page[:2000]}"
    return found.group(1)


def write_notebook(folder: Path, name: str, *cells: str, **samling: str) -> None:
    """A small notebook with the metadata the site reads."""
    language, programme, _ = name.split("/")
    about = {
        "programme": PROGRAMME if programme == "prove" else programme,
        "language": language,
        "programme_title": f"Programmet {programme}",
        **samling,
    }
    v4: Any = nbformat.v4
    body = [v4.new_markdown_cell("# Prøve"), *(v4.new_code_cell(cell) for cell in cells)]
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(v4.writes(v4.new_notebook(cells=body, metadata={"samling": about})), encoding="utf-8")


@pytest.fixture(scope="session")
def notebooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of small notebooks."""
    folder = tmp_path_factory.mktemp("notebooks")
    for language, names in {"nb": ("deltaker", "veileder"), "en": ("participant", "mentor")}.items():
        for role, name in zip(("participant", "mentor"), names, strict=True):
            about = {
                "gathering": "1",
                "role": role,
                "role_name": name,
                "title": {"nb": "Å øve", "en": "To try"}[language],
            }
            write_notebook(folder, f"{language}/prove/1-{name}.ipynb", WIDGET, **about)
    write_notebook(folder, "nb/andre/1-deltaker.ipynb", WIDGET, role="participant", gathering="1", title="Et annet")
    write_notebook(folder, "nb/prove/1-vegg.ipynb", WIDGET, role="wall", title="Veggen")
    write_notebook(folder, "nb/andre/2-miljo.ipynb", ENVIRONMENT)
    write_notebook(folder, "nb/andre/3-feil.ipynb", FAILING, WIDGET)
    write_notebook(folder, "nb/andre/6-bok.ipynb", BOOK)
    (folder / "nb" / "andre" / "4-odelagt.ipynb").write_text(PRIVATE)
    (folder / "pictures" / "prove").mkdir(parents=True)
    (folder / "pictures" / "prove" / "kopp.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (folder / "nb" / "prove" / "hemmelig.txt").write_text(PRIVATE)
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, notebooks: Path) -> Iterator[Site]:
    """A server for this machine and the network, so that there are several members."""
    running = Site(tmp_path_factory.mktemp("data"), notebooks, lan=True)
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="session")
def own(site: Site) -> tuple[Visitor, str]:
    """A visitor from elsewhere, and their kernel."""
    visitor = site.visitor(away=True)
    return visitor, visitor.open()


@pytest.fixture(scope="session")
def here(site: Site) -> tuple[Visitor, str]:
    """The visitor at this machine, and their kernel."""
    visitor = site.visitor()
    return visitor, visitor.open()


@pytest.fixture
def start(tmp_path: Path, notebooks: Path) -> Iterator[Callable[..., Site]]:
    """Start further servers; they are stopped at the end."""
    started: list[Site] = []

    def begin(lan: bool = False, **chosen: Any) -> Site:
        started.append(Site(tmp_path / "data", notebooks, lan, **chosen))
        return started[-1]

    yield begin
    for one in started:
        if one.process.poll() is None:
            one.stop()
