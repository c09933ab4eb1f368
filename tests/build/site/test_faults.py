"""When something goes wrong: the lines A14 and A16, a kernel's death, and the server's own end."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
import pytest
import websocket

PRIVATE = "Kari i Solbakken gråt i natt"


def kernel_process(kernel: str) -> psutil.Process:
    """The process of a kernel, known by its connection file."""
    for process in psutil.process_iter(["cmdline"]):
        if any(f"kernel-{kernel}.json" in part for part in process.info["cmdline"] or []):
            return process
    raise AssertionError(f"no process of kernel {kernel}")


def test_A14_an_error_in_a_cell_is_neutral_on_the_page_and_silent_in_the_log(site: Any) -> None:
    page = site.visitor().ask("/voila/render/nb/andre/3-feil.ipynb")
    assert page.status == HTTPStatus.OK
    assert "Denne delen lot seg ikke åpne." in page.text
    assert PRIVATE not in page.text
    assert "ValueError" not in page.text
    assert "widget-view+json" in page.text, "the cells after it still run"
    assert PRIVATE not in site.log.read_text()


def test_A14_an_error_in_a_callback_reaches_neither_page_nor_log(site: Any, here: Any) -> None:
    visitor, kernel = here
    socket = visitor.connect(kernel)
    heard = socket.tell_probe(socket.probe(), "fail")
    assert {kind for kind, _ in heard} == {"status"}
    assert PRIVATE not in json.dumps(heard, ensure_ascii=False)
    assert PRIVATE not in site.log.read_text()
    assert "ValueError" not in site.log.read_text()


def test_what_a_widget_says_arrives(here: Any) -> None:
    visitor, kernel = here
    socket = visitor.connect(kernel)
    heard = socket.tell_probe(socket.probe(), "æøå 🌿")
    assert [content["data"]["content"]["heard"] for kind, content in heard if kind == "comm_msg"] == ["æøå 🌿"]


@pytest.mark.parametrize(
    "frame",
    [
        b"\xff" * 7 + b"\x00",
        b"",
        b"\x06",
        (6).to_bytes(8, "little") + b"\xff" * 48,
        (65).to_bytes(8, "little") + bytes(8 * 65),
        b"".join(n.to_bytes(8, "little") for n in (6, 56, 61, 61, 61, 61, 61)) + b"shell",
        b"x" * 11_000_000,
    ],
    ids=["huge count", "empty", "short", "huge offsets", "too many", "empty parts", "11 MB"],
)
def test_A16_a_bad_message_closes_its_socket_and_no_other(own: Any, here: Any, frame: bytes) -> None:
    visitor, kernel = own
    bad, good = visitor.connect(kernel), here[0].connect(here[1])
    with suppress(ConnectionError):  # cut while it was still sending
        bad.connection.send_binary(frame)
    assert bad.closed_with() in (1003, 1006, 1009)
    assert good.works()
    assert visitor.connect(kernel).works(), "the kernel itself is untouched"


def test_A16_text_instead_of_a_frame_closes_the_socket(own: Any) -> None:
    visitor, kernel = own
    socket = visitor.connect(kernel)
    socket.connection.send('{"header": {"msg_type": "comm_info_request"}}')
    assert socket.closed_with() == 1003


def test_A16_a_socket_without_the_v1_subprotocol_is_not_opened(own: Any) -> None:
    visitor, kernel = own
    for protocol in (None, "v0.kernel.websocket.jupyter.org"):
        with pytest.raises(websocket.WebSocketBadStatusException, match="400"):
            visitor.connect(kernel, protocol=protocol)
    assert visitor.connect(kernel).works()


def test_what_is_no_text_in_an_address_or_a_header_is_no_fault_of_ours(start: Callable[..., Any]) -> None:
    site = start(lan=True)
    stranger, visitor = site.stranger(), site.visitor()
    for one in (stranger, visitor):
        for path in ("/?x=%ff", "/join?next=%ff", "/?language=%ff", "/me?seat=%ff", "/%ff", "/here?seat=%ff"):
            assert one.ask(path).status < HTTPStatus.INTERNAL_SERVER_ERROR, path
        assert one.ask("/voila/render/nb/prove/1-deltaker.ipynb?group=%ff").status < HTTPStatus.INTERNAL_SERVER_ERROR
    new = type(stranger)(site.address)
    assert "Et øyeblikk" in new.ask("/?x=%ff").text
    assert (
        stranger.post("/join?next=%ff", code="\udcff".encode("utf-8", "surrogateescape").decode("latin-1")).status
        == 422
    )
    for name, value in (("Host", "[:::::]"), ("Host", "["), ("Origin", "http://["), ("Origin", "http://[:::::]")):
        status = stranger.ask("/", **{name: value}).status
        assert status in (HTTPStatus.FORBIDDEN, HTTPStatus.BAD_REQUEST), (name, value)
    kernel = visitor.open()
    headers = [f"{name}: {value}" for name, value in visitor.headers().items()]
    address = f"ws://{visitor.host}/api/kernels/{kernel}/channels"
    for query in ("", "?session_id=%ff"):
        with suppress(websocket.WebSocketBadStatusException):
            protocols = ["v1.kernel.websocket.jupyter.org"]
            websocket.create_connection(address + query, timeout=30, header=headers, subprotocols=protocols).close()
    assert site.log.read_text() == ""


def test_f1_a_killed_kernel_is_told_to_its_page_within_a_second(site: Any) -> None:
    visitor = site.visitor(away=True)
    kernel = visitor.open()
    socket = visitor.connect(kernel)
    assert socket.works()
    kernel_process(kernel).kill()
    killed = time.monotonic()
    assert socket.closed_with() == 4001
    assert time.monotonic() - killed < 1
    assert visitor.ask(f"/api/kernels/{kernel}").status == HTTPStatus.FORBIDDEN, "it is no longer there"


def test_a_server_for_this_machine_alone(start: Callable[..., Any]) -> None:
    site = start()
    kernel = site.visitor().open()
    process = kernel_process(kernel)
    folder = Path(process.cmdline()[process.cmdline().index("-f") + 1]).parent
    assert site.stop() == 0
    psutil.wait_procs([process], timeout=10)
    assert not process.is_running(), "a stopped server leaves no kernel"
    assert not folder.exists()
    assert site.log.read_text() == ""
    assert "Stopper. Det som er lagret, er fortsatt lagret." in list(site.said.queue)


def test_a_visitor_is_the_same_after_a_restart_and_a_tampered_cookie_is_none(start: Callable[..., Any]) -> None:
    first = start(lan=True)
    seated = first.seats.take()
    assert first.stranger(away=True).sit(seated).signed_in()
    assert first.stop(signal.SIGINT if os.name == "posix" else signal.SIGTERM) == 0
    again = start(lan=True).stranger(away=True).sit(seated)
    assert again.signed_in()
    for tampered in (
        seated.token[:-1] + ("0" if seated.token[-1] != "0" else "1"),
        seated.token.swapcase(),
        seated.token[:-1],
        "x" * 43,
        "x" * 5000,
        '"; Path=/',
        "",
    ):
        again.cookies[seated.cookie] = tampered
        assert not again.signed_in(), "a cookie that was tampered with is no cookie"
        assert again.ask("/me").status in (HTTPStatus.FOUND, HTTPStatus.OK)
