"""Members beside each other in the real gathering: the lines A4, A5, A15 and D1, on a real server with real kernels."""

from __future__ import annotations

import json
import os
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from threading import Event
from typing import Any

import psutil  # type: ignore[import-untyped]
import pytest
from tests.build.site.conftest import Site, Socket, Visitor

from samling_build.places import notebooks_folder

PAGE = "nb/mestring/2-deltaker.ipynb"
MENTORS = "nb/mestring/2-veileder.ipynb"
EXERCISE, FIELD = "mestring/2/summing-up", "met"
PRIVATE = "Søsteren på Granli ropte etter meg i natt"
SHARED = "En kvinne som ville gå trappa selv"


class Comms:
    """A member's page of the gathering: its socket and the widgets' states, by comm."""

    def __init__(self, visitor: Visitor, notebook: str = PAGE) -> None:
        self.socket: Socket = visitor.connect(visitor.open(notebook))
        self.requests = 0
        message = self.socket.send("comm_info_request", {"target_name": "jupyter.widget"})
        self.comms: list[str] = []
        while not self.comms:
            header, parent, content = self.socket.receive()
            if header["msg_type"] == "comm_info_reply" and parent["msg_id"] == message:
                self.comms = list(content["comms"])

    def states(self) -> dict[str, str]:
        """All that the kernel tells of each widget, as text."""
        return {comm: json.dumps(self._state(comm), ensure_ascii=False) for comm in self.comms}

    def widget(self, exercise: str = EXERCISE) -> str:
        """The comm of an exercise's widget."""
        return next(comm for comm in self.comms if self._state(comm).get("exercise") == exercise)

    def _state(self, comm: str) -> dict[str, Any]:
        asked = self.socket.send("comm_msg", {"comm_id": comm, "data": {"method": "request_state"}})
        found: dict[str, Any] = {}
        for kind, content in self.socket.heard_until_idle(asked):
            if kind == "comm_msg":
                found |= content["data"].get("state", {})
        return found

    def tell(self, comm: str, **content: Any) -> dict[str, Any]:
        """Send a message as the widget's page does; the kernel's reply, empty when it gives none."""
        self.requests += 1
        data = {"method": "custom", "content": {"request": self.requests, **content}}
        for kind, heard in self.socket.heard_until_idle(self.socket.send("comm_msg", {"comm_id": comm, "data": data})):
            said: dict[str, Any] = heard.get("data", {}).get("content", {}) if kind == "comm_msg" else {}
            if said.get("request") == self.requests:
                return said
        return {}

    def save(self, comm: str, text: str, base: int = 0, field: str = FIELD) -> dict[str, Any]:
        """Save a field."""
        return self.tell(comm, kind="save", field=field, text=text, base=base)


@pytest.fixture(scope="module")
def gathering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with the real notebooks, and a temporary folder of its own to search in."""
    running = Site(tmp_path_factory.mktemp("gathering"), notebooks_folder(), lan=True)
    yield running
    assert running.stop() == 0


def test_A4_the_states_of_all_widgets_hold_nothing_of_others_and_no_code_or_key(gathering: Site) -> None:
    kari, odd, lead = (gathering.visitor(role=role) for role in ("participant", "participant", "mentor"))
    page = Comms(kari)
    assert page.save(page.widget(), PRIVATE)["kind"] == "saved"
    for other, notebook in ((odd, PAGE), (lead, MENTORS)):
        told = "\n".join(Comms(other, notebook).states().values())
        assert "mestring/2/summing-up" in told, "the widgets' states were read"
        seated = other.seated
        codes = [str(seated.personal), str(seated.recovery), str(kari.seated.personal), seated.token, seated.member]
        assert not [word for word in (PRIVATE, *codes, kari.seated.member, seated.key.hex()) if word in told]
    assert PRIVATE not in "\n".join(page.states().values()), "not even the writer's own text stands in a state"


def test_A5_forged_messages_over_the_socket_change_nothing_of_anyone_else_and_share_nothing(gathering: Site) -> None:
    kari, odd = gathering.visitor(), gathering.visitor()
    written = Comms(kari)
    hers = written.widget()
    assert written.save(hers, PRIVATE)["kind"] == "saved"
    forger = Comms(odd)
    his = forger.widget()
    assert forger.save(his, "Det Odd skrev")["kind"] == "saved"
    for forged in (
        {"kind": "share", "field": FIELD, "revision": 1},
        {"kind": "share", "field": FIELD, "revision": 1, "ticket": "made-up"},
        {"kind": "share", "field": FIELD, "revision": 1, "ticket": "", "member": kari.seated.member},
        {"kind": "unshare", "field": FIELD, "member": kari.seated.member},
        {"kind": "save", "field": FIELD, "text": "Odds", "base": 1, "member": kari.seated.member, "role": "mentor"},
        {"kind": "open", "member": kari.seated.member, "exercise": EXERCISE},
    ):
        reply = forger.tell(his, **forged)
        assert PRIVATE not in json.dumps(reply, ensure_ascii=False)
        assert reply.get("kind") != "shared", forged
    for state in ({"role": "mentor"}, {"exercise": "mestring/2/situation"}, {"_esm": "export default {}"}):
        update = {"comm_id": his, "data": {"method": "update", "state": state, "buffer_paths": []}}
        forger.socket.heard_until_idle(forger.socket.send("comm_msg", update))
        assert forger.widget() == his, "the widget is what it was"
    forger.tell(hers, kind="save", field=FIELD, text="Odds", base=1)
    with gathering.seats.book(kari.seated) as book:
        assert book.answers(EXERCISE)[FIELD].text == PRIVATE
        assert book.own_shares(EXERCISE) == {}
    with gathering.seats.book(odd.seated) as book:
        assert book.answers(EXERCISE)[FIELD].text == "Odds", "only the own text, under the own id"
        assert book.own_shares(EXERCISE) == {}
        assert book.seen(EXERCISE) == ()


def test_A15_a_hundred_reloads_leave_three_kernels_and_the_others_are_served(site: Any) -> None:
    hasty, calm = site.visitor(away=True), site.visitor(away=True)
    over = Event()

    def look() -> list[float]:
        taken = []
        while not over.is_set():
            began = time.monotonic()
            assert calm.ask("/me").status == HTTPStatus.OK
            taken.append(time.monotonic() - began)
        return taken

    before = kernels(site)
    with ThreadPoolExecutor(5) as pool:
        looking = pool.submit(look)
        reloads = [pool.submit(hasty.ask, "/voila/render/nb/andre/2-miljo.ipynb") for _ in range(100)]
        answers = [reload.result().status for reload in reloads]
        over.set()
        taken = looking.result()
    assert set(answers) == {HTTPStatus.OK}
    assert len(kernels(site) - before) <= 3
    assert statistics.median(taken) < 2, "the others were served meanwhile"


def test_D1_a_whole_server_leaves_private_text_in_no_file_and_no_log(gathering: Site) -> None:
    writer, reader = gathering.visitor(), gathering.visitor()
    page = Comms(writer)
    widget = page.widget()
    assert page.save(widget, PRIVATE)["kind"] == "saved"
    assert page.save(widget, SHARED, field="worked")["kind"] == "saved"
    checked = page.tell(widget, kind="check", field="worked", revision=1)
    assert page.tell(widget, kind="share", field="worked", revision=1, ticket=checked["ticket"])["kind"] == "shared"
    other = Comms(reader)
    assert SHARED in json.dumps(other.tell(other.widget(), kind="open"), ensure_ascii=False)
    takeout = writer.post("/me/takeout")
    assert takeout.status == HTTPStatus.OK
    words = (PRIVATE.encode(), PRIVATE.encode("utf-16-le"), json.dumps(PRIVATE).encode())
    found = [path for path in files_of(gathering) if any(word in path.read_bytes() for word in words)]
    assert found == []
    assert [path for path in files_of(gathering) if SHARED.encode() in path.read_bytes()], "the search does find text"


def files_of(site: Site) -> list[Path]:
    """All files in the data folder and the temporary folder, and those that the server and its kernels hold open."""
    folders = (site.data, site.temporary)
    below = [path for folder in folders for path in folder.rglob("*")]
    server = psutil.Process(site.process.pid)
    held = [Path(one.path) for process in (server, *server.children()) for one in process.open_files()]
    return [path for path in {*below, *held} if path.is_file() and os.access(path, os.R_OK)]


def kernels(site: Any) -> set[psutil.Process]:
    """The kernels that run."""
    return {one for one in psutil.Process(site.process.pid).children() if "ipykernel" in " ".join(one.cmdline())}
