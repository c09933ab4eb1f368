"""Who may have what: the lines A1–A3, A6–A10, A13 and A15 of the list to pass."""

from __future__ import annotations

import base64
import html
import json
import os
import re
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psutil  # type: ignore[import-untyped]
import pytest
import websocket

RENDER = "/voila/render/nb/prove/1-deltaker.ipynb"


def kernel_processes(site: Any) -> set[psutil.Process]:
    """The kernels that run."""
    return {one for one in psutil.Process(site.process.pid).children() if "ipykernel" in " ".join(one.cmdline())}


def kernel_environment(kernel: str) -> dict[str, str]:
    """What a kernel was told."""
    for process in psutil.process_iter(["cmdline"]):
        if any(kernel in part for part in process.info["cmdline"] or []):
            found: dict[str, str] = process.environ()
            return found
    raise AssertionError(f"no process of kernel {kernel}")


STRANGERS = ("/me", "/codes", "/voila/render/nb/prove/1-veileder.ipynb", RENDER)


@pytest.mark.parametrize("path", STRANGERS)
def test_A1_without_a_cookie_a_page_leads_to_the_join_page_and_back(site: Any, path: str) -> None:
    stranger = site.stranger(away=True)
    reply = stranger.ask(path)
    assert reply.status == HTTPStatus.FOUND
    address = urlsplit(reply.headers["Location"])
    assert address.path == "/join"
    assert parse_qs(address.query)["next"] == [path]
    assert "kernelId" not in reply.text
    assert stranger.ask(reply.headers["Location"]).status == HTTPStatus.OK


def test_A1_without_a_cookie_no_kernel_and_no_contents_are_to_be_had(site: Any, own: Any) -> None:
    stranger = site.stranger()
    for kernel in (own[1], "00000000-0000-0000-0000-000000000000"):
        assert stranger.ask(f"/api/kernels/{kernel}").status == HTTPStatus.FORBIDDEN
        with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
            stranger.connect(kernel)
        assert stranger.close(kernel).status == HTTPStatus.FORBIDDEN
    assert stranger.ask("/api/contents").status == HTTPStatus.NOT_FOUND
    assert stranger.ask("/here", "POST", "").status == HTTPStatus.FORBIDDEN


def test_A1_whoever_comes_by_a_link_from_elsewhere_is_asked_for_their_cookies_first(site: Any) -> None:
    """Such a link brings no SameSite=Strict cookies; a page of our own does."""
    known = site.visitor(away=True)
    kept, known.cookies = known.cookies, {}
    page = known.ask(f"{RENDER}?group=x")
    assert page.status == HTTPStatus.OK
    assert "Et øyeblikk" in page.text
    assert f'content="0; url={RENDER}?group=x&amp;welcome=1"' in page.text
    assert "kernelId" not in page.text
    known.cookies |= kept
    assert known.ask(f"{RENDER}?group=x&welcome=1").headers["Location"] == f"{RENDER}?group=x"


def test_A1_a_browser_that_keeps_no_cookies_is_told_so(site: Any) -> None:
    page = type(site.stranger())(site.address).ask("/?welcome=1")
    assert page.status == HTTPStatus.FORBIDDEN
    assert "tar ikke vare på informasjonskapsler" in page.text
    page = site.stranger(away=True).ask("/join", "POST", "code=x")
    assert page.status == HTTPStatus.FORBIDDEN
    assert "tar ikke vare på informasjonskapsler" in page.text


def test_A2_another_member_gets_nothing_of_a_kernel_and_it_lives(site: Any, own: Any, here: Any) -> None:
    owner, kernel = own
    other = site.visitor(away=True)
    other.ask("/voila/render/nothing")
    for visitor in (other, here[0]):
        with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
            visitor.connect(kernel)
        assert visitor.ask(f"/api/kernels/{kernel}").status == HTTPStatus.FORBIDDEN
        token = {"X_XSRFToken": visitor.cookies["_xsrf"]} if "_xsrf" in visitor.cookies else {}
        assert visitor.ask(f"/api/kernels/{kernel}", "DELETE", **token).status == HTTPStatus.FORBIDDEN
        assert visitor.close(kernel).status == HTTPStatus.FORBIDDEN
    assert owner.ask(f"/api/kernels/{kernel}").status == HTTPStatus.OK
    assert owner.connect(kernel).works()


def test_A2_an_unknown_kernel_gets_the_same_answer_as_someone_elses(site: Any, own: Any) -> None:
    owner, _ = own
    unknown = "00000000-0000-0000-0000-000000000000"
    with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
        owner.connect(unknown)
    assert owner.ask(f"/api/kernels/{unknown}").status == HTTPStatus.FORBIDDEN


def test_A2_nothing_of_jupyter_but_the_kernels_is_there(own: Any) -> None:
    owner, kernel = own
    gone = (
        "/api/kernels",
        "/api/contents",
        "/voila/api/contents",
        "/api/terminals",
        "/api/sessions",
        "/api/me",
        "/tree",
    )
    for path in (
        *gone,
        "/voila/tree",
        f"/voila/query/{kernel}",
        f"/api/kernels/{kernel}/restart",
        "/voila/files/x.png",
    ):
        assert owner.ask(path).status == HTTPStatus.NOT_FOUND, path


def test_A3_what_the_owner_asks_the_kernel_to_run_has_no_reply_and_no_effect(own: Any) -> None:
    owner, kernel = own
    socket = owner.connect(kernel)
    asked = [
        socket.send("execute_request", {"code": "probe.value = 99", "silent": False}),
        socket.send("complete_request", {"code": "pro", "cursor_pos": 3}),
        socket.send("inspect_request", {"code": "probe", "cursor_pos": 3, "detail_level": 0}),
        socket.send("history_request", {"hist_access_type": "tail", "n": 9, "output": True, "raw": True}),
        socket.send("debug_request", {"type": "request", "command": "initialize", "seq": 1}, "control"),
        socket.send("interrupt_request", {}, "control"),
        socket.send("shutdown_request", {"restart": False}, "control"),
        socket.send("input_reply", {"value": "x"}, "stdin"),
    ]
    comm = socket.probe()
    message = socket.send("comm_msg", {"comm_id": comm, "data": {"method": "request_state"}})
    while True:
        header, parent, content = socket.receive()
        assert parent.get("msg_id") not in asked, header["msg_type"]
        if parent.get("msg_id") == message and header["msg_type"] == "comm_msg":
            break
    assert content["data"]["state"]["value"] == 1


def test_A6_opening_a_widget_from_the_page_has_no_effect(own: Any) -> None:
    owner, kernel = own
    socket = owner.connect(kernel)
    state = {
        **{f"_{part}_module": "@jupyter-widgets/controls" for part in ("model", "view")},
        **{f"_{part}_module_version": "2.0.0" for part in ("model", "view")},
        "_model_name": "IntSliderModel",
        "_view_name": "IntSliderView",
    }
    asked = []
    for target in ("jupyter.widget", "jupyter.widget.version", "", None):
        opening = {"comm_id": f"of-the-page-{target}", "target_name": target, "data": {"state": state}}
        asked.append(socket.send("comm_open", opening, version="2.1.0"))
    message = socket.send("comm_info_request", {})
    comms: dict[str, Any] = {}
    while not comms:
        header, parent, content = socket.receive()
        assert parent.get("msg_id") not in asked, "the kernel heard of it"
        if parent.get("msg_id") == message and header["msg_type"] == "comm_info_reply":
            comms = content["comms"]
    assert [comm for comm in comms if comm.startswith("of-the-page")] == []


def test_A6_a_page_may_still_ask_for_the_states_of_all_widgets(own: Any) -> None:
    owner, kernel = own
    socket = owner.connect(kernel)
    comm = "the-pages-own"
    opening = {"comm_id": comm, "target_name": "jupyter.widget.control", "data": {}}
    socket.send("comm_open", opening, version="1.0.0")
    asked = socket.send("comm_msg", {"comm_id": comm, "data": {"method": "request_states"}}, version="1.0.0")
    heard = [content["data"] for kind, content in socket.heard_until_idle(asked) if kind == "comm_msg"]
    assert [data["method"] for data in heard] == ["update_states"]
    assert any(each["state"].get("value") == 1 for each in heard[0]["states"].values())


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8866", "localhost.evil.example", "", "a b", "127.0.0.1.nip.io"]
)
def test_A7_another_hosts_name_is_refused(site: Any, host: str) -> None:
    for path in ("/", RENDER, "/join", "/samling/static/widgets/house.css", "/nothing"):
        assert site.stranger().ask(path, Host=host).status in (HTTPStatus.FORBIDDEN, HTTPStatus.BAD_REQUEST)


def test_A7_another_sites_page_is_refused(site: Any, own: Any) -> None:
    owner, kernel = own
    for origin in ("http://evil.example", f"http://{owner.host}.evil.example", "null", "http://127.0.0.1:1"):
        assert owner.ask(f"/api/kernels/{kernel}", Origin=origin).status == HTTPStatus.FORBIDDEN
        with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
            owner.connect(kernel, origin=origin)
    owner.connect(kernel, origin=f"http://{owner.host}").connection.close()


def test_A7_closing_and_deleting_need_the_pages_token(own: Any) -> None:
    owner, kernel = own
    assert owner.ask(f"/voila/api/shutdown/{kernel}", "POST", "").status == HTTPStatus.FORBIDDEN
    assert owner.ask(f"/api/kernels/{kernel}", "DELETE").status == HTTPStatus.FORBIDDEN
    assert owner.ask(f"/api/kernels/{kernel}").status == HTTPStatus.OK


def test_A7_the_pages_own_token_closes_its_kernel(site: Any) -> None:
    visitor = site.visitor(away=True)
    kernel = visitor.open()
    assert visitor.close(kernel).status == HTTPStatus.NO_CONTENT
    assert visitor.ask(f"/api/kernels/{kernel}").status == HTTPStatus.FORBIDDEN


def test_A8_theme_and_template_are_not_the_visitors_to_choose(site: Any) -> None:
    visitor = site.visitor(away=True)
    page = visitor.ask(f"{RENDER}?theme=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&template=nonexist")
    assert page.status == HTTPStatus.OK
    assert "alert(1)" not in page.text
    assert "kernelId" in page.text
    assert "alert(1)" not in visitor.ask("/?language=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").text


@pytest.mark.parametrize(
    "path",
    [
        *("/voila/render/../../etc/passwd", "/voila/render/%2e%2e/%2e%2e/etc/passwd", "/voila/render//etc/passwd"),
        *("/voila/render/nb/prove/hemmelig.txt", "/voila/render/nb/prove/", "/voila/render/"),
        *("/samling/static/../settings.py", "/samling/static/widgets/../form.py", "/samling/static/widgets/form.py"),
        *("/samling/static/widgets/%2e%2e/%2e%2e/pyproject.toml", "/samling/static/page/..%5c..%5cconf.json"),
        *("/samling/static/site/join.html.j2", "/samling/static//etc/passwd", "/samling/static/widgets//etc/passwd"),
        *("/voila/static/../../../etc/passwd", "/voila/static/%2e%2e/%2e%2e/conf.json", "/voila/static/"),
        *("/voila/templates/lab/static/voila.js", "/voila/templates/x", "/voila/templates/samling/static/../conf.json"),
        *("/voila/render/pictures/../nb/prove/hemmelig.txt", "/voila/render/pictures/..%2fnb/prove/hemmelig.txt"),
        *("/voila/files/nb/prove/hemmelig.txt", "/voila/labextensions/..%2f..%2fkernels/python3/kernel.json"),
        *("/voila/api/themes/../../conf.json", "/static/x.js", "/cookie-secret", "/organiser-code", "/answers.sqlite3"),
    ],
)
def test_A9_nothing_outside_the_shelves_is_given_away(site: Any, own: Any, path: str) -> None:
    assert "root:" not in site.stranger().ask(path).text
    reply = own[0].ask(path)
    assert reply.status == HTTPStatus.NOT_FOUND
    assert "root:" not in reply.text
    assert "kernelId" not in reply.text


@pytest.mark.parametrize(
    "name",
    [
        "nb/prove/1%2dveileder.ipynb",
        "nb%2fprove%2f1-veileder.ipynb",
        "nb/prove/1-veileder%2eipynb",
        "nb/./prove/1-veileder.ipynb",
        "nb//prove/1-veileder.ipynb",
        "nb/andre/../prove/1-veileder.ipynb",
        "nb/prove/1-veileder.ipynb/",
        "NB/prove/1-Veileder.ipynb",
        "nb%5cprove%5c1-veileder.ipynb",
        "nb/prove/1-veileder.ipynb%00",
        "nb/prove/1-veileder.ipynb%20",
        "%6e%62/prove/1-veileder.ipynb",
    ],
)
def test_A10_a_participant_asks_for_the_mentors_page_in_other_spellings_and_no_kernel_starts(
    site: Any, own: Any, name: str
) -> None:
    before = kernel_processes(site)
    reply = own[0].ask(f"/voila/render/{name}")
    assert reply.status == HTTPStatus.NOT_FOUND
    assert "kernelId" not in reply.text
    assert kernel_processes(site) <= before


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("participant", ("nb/prove/1-veileder.ipynb", "nb/prove/1-vegg.ipynb", "nb/andre/1-deltaker.ipynb")),
        ("mentor", ("nb/prove/1-deltaker.ipynb", "en/prove/1-participant.ipynb")),
        ("wall", ("nb/prove/1-deltaker.ipynb", "nb/prove/1-veileder.ipynb")),
        ("coordinator", ("nb/prove/1-deltaker.ipynb", "nb/prove/1-veileder.ipynb", "nb/prove/1-vegg.ipynb")),
    ],
)
def test_A10_a_page_of_another_role_or_programme_is_refused_before_a_kernel_starts(
    site: Any, role: str, names: tuple[str, ...]
) -> None:
    visitor = site.visitor(role=role)
    before = kernel_processes(site)
    for name in names:
        reply = visitor.ask(f"/voila/render/{name}")
        assert reply.status == HTTPStatus.FORBIDDEN, name
        assert "kernelId" not in reply.text
        assert "This page is for another role" in reply.text or "Denne siden er for en annen rolle" in reply.text
    assert kernel_processes(site) <= before


def test_A10_the_role_a_kernel_acts_in_is_the_notebooks(site: Any) -> None:
    """A mentor may be the wall; a notebook without a role is for everyone who is in."""
    mentor = site.visitor(role="mentor")
    for name, role in (("nb/prove/1-veileder", "mentor"), ("nb/prove/1-vegg", "wall")):
        kernel = mentor.open(f"{name}.ipynb")
        assert kernel_environment(kernel)["SAMLING_ROLE"] == role
    assert '"SAMLING_ROLE": "mentor"' in html.unescape(mentor.ask("/voila/render/nb/andre/2-miljo.ipynb").text)


def test_whoever_is_in_several_groups_chooses_one(site: Any) -> None:
    visitor = site.visitor(away=True)
    other = site.seats.new_group("Dagvakta")
    reply = visitor.post("/join", code=str(site.seats.invitation(group=other)), computer="own")
    assert reply.headers["Location"] == "/seat"
    assert visitor.post("/seat", nickname="Også meg").headers["Location"] == "/codes"
    codes = visitor.ask("/codes").text
    member, mark = (re.search(rf'name="{name}" value="([^"]+)"', codes) for name in ("member", "mark"))
    assert member
    assert mark
    assert visitor.post("/codes", member=member[1], mark=mark[1], written="yes").headers["Location"] == "/"
    page = visitor.ask(RENDER)
    assert "<h1>Hvilken gruppe?</h1>" in page.text
    assert "kernelId" not in page.text
    kernel = visitor.open(f"nb/prove/1-deltaker.ipynb?group={other.id}")
    assert kernel_environment(kernel)["SAMLING_MEMBER"] == member[1]


def test_A13_the_servers_secrets_are_not_in_a_kernel(site: Any) -> None:
    assert os.environ.get("HOME")
    visitor = site.visitor(away=True)
    page = visitor.ask("/voila/render/nb/andre/2-miljo.ipynb").text
    assert "only-the-server-knows-this" not in page
    assert "SAMLING_TEST_SECRET" not in page
    for own in ("SAMLING_DATA", "SAMLING_MEMBER", "SAMLING_ROLE", "SAMLING_HOSTED", "/samling/static/widgets/", "PATH"):
        assert own in page
    for voilas in ("QUERY_STRING", "VOILA_REQUEST_URL", "REMOTE_ADDR"):
        assert voilas not in page


def test_A13_the_members_key_reaches_the_kernel_and_stands_nowhere_on_the_way(site: Any) -> None:
    visitor = site.visitor(away=True)
    kernel = visitor.open("nb/andre/6-bok.ipynb")
    (process,) = [one for one in kernel_processes(site) if kernel in " ".join(one.cmdline())]
    key = visitor.seated.key
    for written in (base64.b64encode(key).decode(), key.hex(), visitor.seated.token):
        assert written not in json.dumps(process.environ())
        assert written not in json.dumps(process.cmdline())
        assert written not in site.log.read_text()
    with site.seats.book(visitor.seated) as book:
        assert book.answers("mestring/2/summing-up")["met"].text == "Skrevet i kjernen"


def test_A15_twelve_reloads_leave_three_kernels_and_spare_the_page_in_use(site: Any) -> None:
    visitor = site.visitor(away=True)
    first = visitor.open()
    page = visitor.connect(first)
    assert page.works()
    kernels = [first, *(visitor.open("nb/andre/2-miljo.ipynb") for _ in range(11))]
    alive = [kernel for kernel in kernels if visitor.ask(f"/api/kernels/{kernel}").status == HTTPStatus.OK]
    assert alive == kernels[-3:]
    assert page.closed_with() == 4002
    left = visitor.connect(alive[1])
    left.connection.close()
    in_use = visitor.connect(alive[0])
    assert in_use.works()
    visitor.open("nb/andre/2-miljo.ipynb")
    assert in_use.works(), "the kernel that its page had left goes first, though it is younger"


def test_A15_a_full_site_closes_what_no_page_is_connected_to_and_else_says_so_calmly(start: Any) -> None:
    site = start(lan=True, most=2)
    first, second, third = (site.visitor(away=True) for _ in range(3))
    kernels = [first.open("nb/andre/2-miljo.ipynb"), second.open("nb/andre/2-miljo.ipynb")]
    on_its_way = third.ask("/voila/render/nb/andre/2-miljo.ipynb")
    assert on_its_way.status == HTTPStatus.SERVICE_UNAVAILABLE, "their pages have not had the time to connect"
    pages = [visitor.connect(kernel) for visitor, kernel in zip((first, second), kernels, strict=True)]
    assert all(page.works() for page in pages)
    for path, *words in (
        (RENDER, '<html lang="nb">', "<h1>Det er fullt akkurat nå</h1>", "Prøv igjen om litt.", f'href="{RENDER}"'),
        ("/voila/render/en/prove/1-participant.ipynb", '<html lang="en">', "<h1>It is full here just now</h1>"),
    ):
        reply = third.ask(path)
        assert reply.status == HTTPStatus.SERVICE_UNAVAILABLE
        assert all(word in reply.text for word in words), reply.text
        assert reply.headers["Retry-After"] == "60"
    assert all(page.works() for page in pages), "whoever is in stays in"
    pages[1].connection.close()
    kernel = third.open("nb/andre/2-miljo.ipynb")
    assert third.connect(kernel).works()
    assert pages[0].works()
    assert second.ask(f"/api/kernels/{kernels[1]}").status == HTTPStatus.FORBIDDEN, "the one that was left is gone"
    assert "Fault" not in site.log.read_text()


def test_members_are_told_apart_in_their_kernels(own: Any, here: Any) -> None:
    sockets = [visitor.connect(kernel) for visitor, kernel in (own, here)]
    heard = [socket.tell_probe(socket.probe(), "hei") for socket in sockets]
    members = [content["data"]["content"]["member"] for said in heard for kind, content in said if kind == "comm_msg"]
    assert members == [visitor.seated.member for visitor, _ in (own, here)]
    assert members[0] != members[1]


def test_the_cookies_secret_and_the_organisers_code_are_their_owners_alone(site: Any) -> None:
    for name, least in (("cookie-secret", 32), ("organiser-code", 16)):
        secret = site.data / name
        assert len(secret.read_bytes()) >= least
        if os.name == "posix":
            assert secret.stat().st_mode & 0o777 == 0o600


def test_pages_say_what_a_browser_must_not_do(site: Any) -> None:
    visitor = site.visitor()
    for path in ("/", "/nothing", RENDER, "/samling/static/widgets/house.css"):
        headers = visitor.ask(path).headers
        policy = headers["Content-Security-Policy"]
        assert "unsafe-eval" not in policy
        assert "script-src 'self' blob:;" in policy
        assert "frame-ancestors 'none'" in policy
        assert f"connect-src 'self' ws://{visitor.host}" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert json.dumps(headers).count("http") == 0, "no address of anyone's in a header"
