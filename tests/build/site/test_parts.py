"""The small parts of the server, each by itself."""

from __future__ import annotations

import asyncio
import base64
import errno
import json
import logging
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier, Event
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.own_loop import run
from tornado.web import HTTPError
from typer.testing import CliRunner

from samling_build.cli import app
from samling_build.site import SiteSettings, addresses, environment, folders, serve, starting
from samling_build.site.configuration import transport
from samling_build.site.identity import seen_from
from samling_build.site.kernels import ON_ITS_WAY, Chair, Full, Kept, MemberKernels, key_to_read
from samling_build.site.kernelspec import ThisPython
from samling_build.site.library import Entry, Library
from samling_build.site.logs import Discreet
from samling_build.site.pictures import inline, picture_file
from samling_build.site.qr import in_terminal
from samling_build.site.seats import fitting
from samling_build.site.secret import DamagedSecret, cookie_secret
from samling_build.site.socket import well_formed
from samling_build.site.visits import Busy, Visits
from samling_build.site.widget_modules import widget_modules
from samling_exercises import CONTENT
from samling_exercises.groups import open_register
from samling_exercises.interface import translator

PRIVATE = "Kari i Solbakken gråt i natt"


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else has."""
    with closing(socket.socket()) as sock:
        sock.bind(("127.0.0.1", 0))
        sock.listen()
        yield sock.getsockname()[1]


def told(settings: SiteSettings) -> tuple[int, list[str]]:
    """The exit code of serving, and what was said."""
    said: list[str] = []
    code = serve(SiteSettings(settings.data, settings.notebooks, settings.port, announce=said.append))
    return code, said


def test_the_next_free_port_is_taken_when_the_one_asked_for_is_in_use(taken: int) -> None:
    sockets = addresses.listening_sockets(taken, lan=False)
    port = sockets[0].getsockname()[1]
    for one in sockets:
        one.close()
    assert taken < port < taken + addresses.PORTS_TRIED


def test_no_free_port_is_said_in_a_sentence(tmp_path: Path, taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "PORTS_TRIED", 1)
    code, said = told(SiteSettings(tmp_path, tmp_path, taken))
    assert code == 1
    assert said == [f"Ingen av portene {taken}–{taken} er ledige. Velg en annen med --port."]


def test_a_port_that_another_has_on_ipv6_alone_is_not_ours() -> None:
    with closing(socket.socket(socket.AF_INET6)) as other:
        try:
            other.bind(("::1", 0))
        except OSError:
            pytest.fail(
                "This test needs IPv6 on the loopback (::1). Turn it on, or run the tests elsewhere.", pytrace=False
            )
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(OSError, match="in use") as refused:
            addresses.bind(port, lan=False)
        assert refused.value.errno == errno.EADDRINUSE
        sockets = addresses.listening_sockets(port, lan=False)
        ports = {one.getsockname()[1] for one in sockets}
        for one in sockets:
            one.close()
        assert len(ports) == 1
        assert port not in ports
        with closing(socket.socket()) as released:
            released.bind(("127.0.0.1", port))


def test_without_ipv6_the_site_is_served_on_ipv4(monkeypatch: pytest.MonkeyPatch) -> None:
    listen = addresses._listen

    def only_ipv4(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
        if family == socket.AF_INET6:
            raise OSError(errno.EADDRNOTAVAIL, "Cannot assign requested address")
        return listen(family, address, port)

    monkeypatch.setattr(addresses, "_listen", only_ipv4)
    (only,) = addresses.listening_sockets(0, lan=False)
    assert only.family == socket.AF_INET
    only.close()


@pytest.mark.parametrize("port", [-1, 65536, 99999])
def test_a_port_that_is_none_is_said_in_a_sentence(tmp_path: Path, port: int) -> None:
    code, said = told(SiteSettings(tmp_path, tmp_path, port))
    assert (code, said) == (1, [f"En port er et tall fra 0 til 65535, og det er ikke {port}."])


def test_the_ports_named_as_taken_are_ports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(port: int, lan: bool) -> list[socket.socket]:
        assert 65530 <= port <= 65535
        raise OSError(errno.EADDRINUSE, "Address already in use")

    monkeypatch.setattr(addresses, "bind", refuse)
    said = told(SiteSettings(tmp_path, tmp_path, 65530))
    assert said == (1, ["Ingen av portene 65530–65535 er ledige. Velg en annen med --port."])


def test_what_keeps_the_site_from_starting_goes_to_who_hears_complaints(tmp_path: Path) -> None:
    announced: list[str] = []
    complained: list[str] = []
    folder = tmp_path / "nothing"
    settings = SiteSettings(tmp_path, folder, announce=announced.append, complain=complained.append)
    assert serve(settings) == 1
    assert announced == []
    assert complained == [f"Mappa {folder} finnes ikke. Oppgi mappa der heftene ligger."]


def test_a_missing_folder_is_said_in_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "nothing"
    assert told(SiteSettings(tmp_path, folder)) == (1, [f"Mappa {folder} finnes ikke. Oppgi mappa der heftene ligger."])


def test_a_data_folder_that_cannot_be_one_is_said_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    code, said = told(SiteSettings(file, tmp_path))
    assert code == 1
    assert said == [f"Mappa {file} kan ikke brukes til svarene (File exists). Velg en annen med --data."]


def test_on_a_network_the_addresses_and_what_plain_http_means_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "machine_addresses", lambda: ("192.0.2.7", "2001:db8::7"))
    settings = SiteSettings(Path(), Path(), lan=True, language="en")
    monkeypatch.setattr(starting, "in_terminal", lambda address: f"QR of {address}")
    assert starting.announcement(8866, settings, lambda text, **places: text.format(**places), "K7QP") == [
        "The workbook is open at http://localhost:8866/",
        "On the same network: http://192.0.2.7:8866/",
        "On the same network: http://[2001:db8::7]:8866/",
        "QR of http://192.0.2.7:8866/",
        "On a network this address is not encrypted: whoever is on the same Wi-Fi can read along, "
        "unless a proxy with TLS stands before it (--address).",
        "The organiser's code, needed to make a group: K7QP",
        "It is kept in organiser-code, which only you can read.",
        "Ctrl-C stops it.",
    ]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        *(
            ("localhost:8866", "localhost"),
            ("[::1]:8866", "::1"),
            ("WARD.local", "ward.local"),
            ("127.0.0.1", "127.0.0.1"),
        ),
        *(
            ("", None),
            ("a b", None),
            ("user@localhost", None),
            ("localhost/", None),
            ("localhost:", None),
            ("[::1", None),
            ("[:::::]", None),
            ("[1.2.3]", None),
        ),
    ],
)
def test_the_name_in_a_host_header(header: str, name: str | None) -> None:
    assert addresses.host_name(header) == name


def test_without_lan_only_loopbacks_names_are_ours() -> None:
    assert addresses.own_names(lan=False) == {"localhost", "127.0.0.1", "::1"}
    assert socket.gethostname().lower() in addresses.own_names(lan=True)


def test_a_kernel_gets_what_is_on_the_list_and_who_its_member_is() -> None:
    server = {
        "PATH": "/bin",
        "LC_ALL": "C",
        "AWS_SECRET": "x",
        "DATABASE_PASSWORD": "x",
        "SAMLING_DATABASE": "sqlite://",
    }
    assert environment.kernel_environment(server, "m", "mentor", Path("data"), "/hosted/", Path("scratch")) == {
        "PATH": "/bin",
        "LC_ALL": "C",
        "SAMLING_DATABASE": "sqlite://",
        "SAMLING_DATA": "data",
        "SAMLING_MEMBER": "m",
        "SAMLING_ROLE": "mentor",
        "SAMLING_KEY": "stdin",
        "SAMLING_HOSTED": "/hosted/",
        "IPYTHONDIR": str(Path("scratch") / "ipython"),
    }


def test_kernels_run_this_python_whatever_is_installed() -> None:
    specs = ThisPython()
    assert list(specs.get_all_specs()) == ["python3"]
    assert specs.get_kernel_spec("python3").argv[0] == sys.executable


def test_kernels_talk_through_files_where_the_path_is_short_enough() -> None:
    assert transport(Path("/tmp/samling-12345678")) == ("ipc" if os.name == "posix" else "tcp")
    assert transport(Path("/") / ("x" * 80)) == "tcp"


def test_a_secret_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cookie-secret").write_bytes(b"short")
    with pytest.raises(
        DamagedSecret, match=r"Expected at least 32 bytes in .*, found 5\. Remove the file; a new one is made\."
    ):
        cookie_secret(tmp_path)


@pytest.mark.parametrize("kept", [b"", b"short"])
def test_a_damaged_secret_is_said_in_a_sentence_that_names_the_file(tmp_path: Path, kept: bytes) -> None:
    file = tmp_path / "cookie-secret"
    file.write_bytes(kept)
    said = f"Fila {file} er skadet. Fjern den og start igjen, så lages det en ny."
    assert told(SiteSettings(tmp_path, tmp_path)) == (1, [said])
    assert file.read_bytes() == kept, "whether it may go is not ours to decide"


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
def test_a_secret_is_made_once_and_is_its_owners_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", refuse_links)
    made = cookie_secret(tmp_path / "data")
    assert len(made) == 64
    assert cookie_secret(tmp_path / "data") == made
    (file,) = (tmp_path / "data").iterdir()
    assert file.name == "cookie-secret"
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600


def test_two_first_starts_at_once_have_one_secret(tmp_path: Path) -> None:
    starts = 8
    together = Barrier(starts)

    def begin(_: int) -> bytes:
        together.wait()
        return cookie_secret(tmp_path)

    with ThreadPoolExecutor(starts) as pool:
        assert len(set(pool.map(begin, range(starts)))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["cookie-secret"]


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
def test_the_secret_of_the_start_that_came_first_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def another_was_first(source: str, target: Path) -> None:
        target.write_bytes(b"w" * 64)
        if links:
            raise FileExistsError(errno.EEXIST, "File exists")
        refuse_links(source, target)

    monkeypatch.setattr(os, "link", another_was_first)
    assert cookie_secret(tmp_path) == b"w" * 64


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
def test_a_full_disk_leaves_no_half_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    room = [] if links else [None]  # without hard links the secret is written twice, the second time in its place

    def no_room(_: int) -> None:
        if room:
            return room.pop()
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", no_room)
        if not links:
            full.setattr(os, "link", refuse_links)
        code, said = told(SiteSettings(tmp_path, tmp_path))
    assert code == 1
    assert said == [
        f"Mappa {tmp_path} kan ikke brukes til svarene (No space left on device). Velg en annen med --data."
    ]
    assert list(tmp_path.iterdir()) == []
    assert len(cookie_secret(tmp_path)) == 64


def refuse_links(source: object, target: object) -> None:
    """What a file system without hard links does."""
    raise OSError(errno.EPERM, "Operation not permitted")


class Quiet(MemberKernels):
    """Kernels that are there and closed, without processes."""

    def __init__(self, kept: dict[str, Kept]) -> None:
        super().__init__()
        self._kept = kept

    def __contains__(self, kernel_id: str) -> bool:
        return kernel_id in self._kept


def test_the_kernels_that_may_go_were_left_or_never_fetched_and_those_left_longest_go_first() -> None:
    now = time.monotonic()
    long_ago = now - ON_ITS_WAY - 10
    page: Any = object()
    kernels = Quiet(
        {
            "left just now": Kept("a", long_ago, left=now),
            "in use": Kept("b", long_ago, pages={page}),
            "never fetched": Kept("c", long_ago),
            "on its way": Kept("d", now),
            "left a while ago": Kept("e", long_ago, left=now - 60),
        }
    )
    assert kernels.spare_kernels() == ["never fetched", "left a while ago", "left just now"]


def test_no_lock_is_kept_for_a_visitor_who_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    kernels = Quiet({})
    held: list[int] = []

    def full() -> int:
        held.append(len(kernels._turns))
        return 0

    monkeypatch.setattr(kernels, "_most", full)

    async def arrive(member: str) -> None:
        with pytest.raises(Full):
            await kernels.start_kernel(chair=Chair(member, "participant", "visit", no_key))

    for number in range(3):
        run(arrive(f"visitor-{number}"))
    assert held == [1, 1, 1]
    assert len(kernels._turns) == 0


async def no_key() -> bytes | None:
    """A visit that has ended."""
    return None


def test_a_kernel_is_started_for_nobody_who_is_not_in() -> None:
    for chair in (None, Chair("member", "participant", "visit", no_key)):
        kernels = MemberKernels()
        kernels._most = lambda: 60  # type: ignore[method-assign]
        with pytest.raises(HTTPError, match="403"):
            run(kernels.start_kernel(chair=chair))
        assert kernels.seats_in_use() == frozenset()


def test_a_visit_that_ends_while_its_kernel_starts_gets_none() -> None:
    kernels = MemberKernels()
    kernels._most = lambda: 60  # type: ignore[method-assign]

    async def end_meanwhile() -> bytes | None:
        await kernels.close_kernels_of(visit="visit")
        return b"k" * 32

    with pytest.raises(HTTPError, match="403"):
        run(kernels.start_kernel(chair=Chair("member", "participant", "visit", end_meanwhile)))
    assert kernels.seats_in_use() == frozenset()


def test_a_kernel_finds_its_key_on_standard_input_and_then_the_end() -> None:
    script = "import sys; print(sys.stdin.readline(), end=''); print(repr(sys.stdin.read()))"
    with key_to_read(b"k" * 32) as stdin:
        heard = subprocess.run([sys.executable, "-c", script], stdin=stdin, capture_output=True, text=True, check=True)
    line, rest = heard.stdout.splitlines()
    assert json.loads(line) == {"key": base64.b64encode(b"k" * 32).decode()}
    assert rest == "''"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://samling.example.no", "samling.example.no"),
        ("https://Samling.example.no:8443/", "samling.example.no"),
        ("http://192.0.2.7", "192.0.2.7"),
        ("samling.example.no", None),
        ("https://samling.example.no/heftet", None),
        ("ftp://samling.example.no", None),
        ("https://", None),
        ("https://[", None),
        ("", None),
    ],
)
def test_the_address_of_a_proxy_is_a_scheme_and_a_name(address: str, name: str | None) -> None:
    assert addresses.proxy_name(address) == name


def test_an_address_that_is_none_is_said_in_a_sentence(tmp_path: Path) -> None:
    said: list[str] = []
    assert serve(SiteSettings(tmp_path, tmp_path, address="heftet.example.no", announce=said.append)) == 1
    assert said == ["Adressen er den folk skriver, som https://samling.example.no, og det er ikke heftet.example.no."]


def test_a_network_without_tls_beside_an_address_with_it_is_refused_in_a_sentence(tmp_path: Path) -> None:
    said: list[str] = []
    chosen = SiteSettings(tmp_path, tmp_path, lan=True, address="https://samling.example.no", announce=said.append)
    assert serve(chosen) == 1
    assert said == [
        "Med --address https://… kommer folk bare inn gjennom en mellomtjener med TLS. "
        "På nettet som --lan åpner, kunne ingen logge på. Ta bort ett av de to."
    ]


def test_the_command_refuses_a_network_without_tls_beside_an_address_with_it(tmp_path: Path) -> None:
    options = [
        "--lan",
        "--address",
        "https://samling.example.no",
        "--data",
        str(tmp_path),
        "--notebooks",
        str(tmp_path),
    ]
    result = CliRunner().invoke(app, ["serve", "--no-browser", "--port", "0", *options])
    assert result.exit_code == 1
    assert "Ta bort ett av de to." in " ".join(result.output.split())


# Windows keeps a user's folders apart by other means.
if os.name == "posix":

    def test_a_data_folder_that_others_can_read_is_closed_to_them(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "data"
        folder.mkdir()
        folder.chmod(0o755)
        said: list[str] = []
        settings = SiteSettings(folder, tmp_path, announce=said.append)
        _ = translator(folders.LOCALE, "site", "nb")
        starting.open_folder(settings, _)
        assert folder.stat().st_mode & 0o777 == 0o700
        assert said == []
        folder.chmod(0o1777)  # as /tmp is: all use it
        starting.open_folder(settings, _)
        assert folder.stat().st_mode & 0o7777 == 0o1777
        sentence = (
            f"Andre brukere på maskinen kan se inn i {folder}, og det kan ikke endres herfra. "
            "La bare din egen bruker slippe inn der."
        )
        assert said == [sentence]
        folder.chmod(0o755)
        monkeypatch.setattr(Path, "chmod", refuse_links)
        starting.open_folder(settings, _)
        assert said == [sentence] * 2


@pytest.mark.parametrize(
    ("remote", "key"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("::1", "::1"),
        ("fe80::1:2:3:4%eth0", "fe80::1:2:3:4"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6"),
        ("2001:db8:1:3:3:4:5:6", "2001:db8:1:3::/64"),
        ("nonsense", "unknown"),
    ],
)
def test_A11_of_ipv6_a_network_counts_as_one_but_on_our_own_each_address_is_somebody(
    monkeypatch: pytest.MonkeyPatch, remote: str, key: str
) -> None:
    address = SimpleNamespace(family=socket.AF_INET6, address="2001:db8:1:2::9", netmask="ffff:ffff:ffff:ffff::")
    monkeypatch.setattr("psutil.net_if_addrs", lambda: {"eth0": [address]})
    handler = SimpleNamespace(request=SimpleNamespace(remote_ip=remote), settings={"samling_proxied": False})
    assert seen_from(handler) == key


def test_A7_an_origin_that_is_no_address_is_not_ours() -> None:
    assert not addresses.same_host("http://[", "localhost:8866")
    assert addresses.same_host("http://localhost:8866", "localhost:8866")


def test_whoever_has_one_thing_made_is_told_to_wait_and_others_are_not() -> None:
    async def ask() -> tuple[list[type], str]:
        visits = Visits(SimpleNamespace())  # type: ignore[arg-type]
        let_go = Event()
        first = asyncio.ensure_future(visits.open_alone({"visit", "anna"}, let_go.wait, 10))
        await asyncio.sleep(0)
        refused = []
        for who in ({"visit", "nora"}, {"telephone", "anna"}):
            try:
                await visits.open_alone(who, str)
            except Busy as error:
                refused.append(type(error))
        other = await visits.open_alone({"another", "berit"}, lambda: "let in")
        printed = await visits.print(lambda: "printed")
        let_go.set()
        assert await first
        assert await visits.open_alone({"visit", "anna"}, lambda: "again") == "again"
        visits.close()
        return refused, f"{other}, {printed}"

    assert run(ask()) == ([Busy, Busy], "let in, printed")


def test_a_database_of_a_newer_version_is_said_in_a_sentence(tmp_path: Path) -> None:
    open_register({"SAMLING_DATA": str(tmp_path)}).dispose()
    with closing(sqlite3.connect(tmp_path / "answers.sqlite3")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    code, said = told(SiteSettings(tmp_path, tmp_path))
    assert (code, said) == (1, ["Svarene er laget av et nyere Samlingsheftet enn dette. Installer den nyeste utgaven."])


def test_the_address_is_drawn_for_a_phone_where_the_terminal_can_show_it() -> None:
    drawn = in_terminal("http://192.0.2.7:8866/", "utf-8")
    assert len({len(line) for line in drawn.splitlines()}) == 1
    assert set(drawn) <= set(" \n▀▄█")
    assert in_terminal("http://192.0.2.7:8866/", "cp1252") == ""


def seat(role: str, programme: str | None = "mestring", group: str = "g", **more: Any) -> Any:
    facts = SimpleNamespace(id=group, programme=programme, practice=more.pop("practice", False))
    return SimpleNamespace(role=role, group=facts, left=more.get("left", False), member=f"{role} in {group}")


@pytest.mark.parametrize(
    ("seats", "about", "chosen"),
    [
        ([seat("participant")], {"role": "participant"}, ["participant in g"]),
        ([seat("participant")], {"role": "mentor"}, []),
        ([seat("participant", "andre")], {"role": "participant"}, []),
        ([seat("participant", None)], {"role": "participant"}, ["participant in g"]),
        ([seat("coordinator"), seat("wall")], {"role": "participant"}, []),
        ([seat("mentor")], {"role": "wall"}, ["mentor in g"]),
        ([seat("mentor"), seat("wall")], {"role": "wall"}, ["wall in g"]),
        (
            [seat("participant", None, "p", practice=True), seat("participant")],
            {"role": "participant"},
            ["participant in g"],
        ),
        (
            [seat("participant", left=True), seat("participant", group="h")],
            {"role": "participant"},
            ["participant in h"],
        ),
        ([seat("participant", left=True)], {"role": "participant"}, ["participant in g"]),
        (
            [seat("participant"), seat("participant", group="h")],
            {"role": "participant"},
            ["participant in g", "participant in h"],
        ),
        ([seat("coordinator")], {}, ["coordinator in g"]),
        ([], {"role": "participant"}, []),
    ],
)
def test_A10_a_notebook_is_for_the_seats_of_its_role_and_programme(
    seats: list[Any], about: dict[str, str], chosen: list[str]
) -> None:
    entry = Entry("nb/x/1.ipynb", "nb", {"programme": "mestring", **about})
    assert [one.member for one in fitting(tuple(seats), entry)] == chosen


def test_the_group_asked_for_is_the_one_chosen() -> None:
    entry = Entry("nb/x/1.ipynb", "nb", {"programme": "mestring", "role": "participant"})
    seats = (seat("participant"), seat("participant", group="h"))
    assert [one.member for one in fitting(seats, entry, "h")] == ["participant in h"]
    assert fitting(seats, entry, "unknown") == ()


def test_each_drawing_of_the_content_may_share_a_page_with_itself() -> None:
    drawings = sorted(CONTENT.glob("*/pictures/*.svg"))
    assert drawings
    for path in drawings:
        root = ElementTree.fromstring(inline(picture_file(path.parts[-3], path.stem), "En tegning"))
        named = {key for element in root.iter() for key in element.attrib}
        assert not named & {"id", "aria-labelledby", "aria-describedby"}
        assert not any("url(" in value for element in root.iter() for value in element.attrib.values())
        assert (root.get("role"), root.get("aria-label")) == ("img", "En tegning")
        assert not {"width", "height"} & set(root.attrib)


def test_a_notebook_is_found_by_its_one_address(tmp_path: Path) -> None:
    for name in ("nb/prøve/1 ø.ipynb", "nb/prøve/.ipynb_checkpoints/x.ipynb", "nb/.hidden/x.ipynb", "nb/x.ipynb"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('{"metadata": {}}')
    library = Library(tmp_path)
    assert [entry.path for entry in library.entries()] == ["nb/prøve/1 ø.ipynb"]
    assert library.find("nb/pr%C3%B8ve/1%20%C3%B8.ipynb") is not None
    for other in ("nb/prøve/1 ø.ipynb", "nb/pr%c3%b8ve/1%20%c3%b8.ipynb", "nb/pr%C3%B8ve/1+%C3%B8.ipynb"):
        assert library.find(other) is None


def test_every_widget_of_ours_has_a_module_that_is_there() -> None:
    modules = widget_modules()
    assert modules
    assert all(identity.startswith("samling_widgets.") for identity in modules)


@given(st.binary(max_size=200))
def test_A16_no_bytes_break_the_look_at_a_frame(message: bytes) -> None:
    if well_formed(message):
        count = int.from_bytes(message[:8], "little")
        assert len(message) >= 8 * (count + 1)


@given(st.lists(st.binary(max_size=20), min_size=5, max_size=63))
def test_A16_an_honest_frame_is_let_through(parts: list[bytes]) -> None:
    starts = [8 * (len(parts) + 2)]
    for part in parts:
        starts.append(starts[-1] + len(part))
    frame = b"".join([n.to_bytes(8, "little") for n in (len(starts), *starts)]) + b"".join(parts)
    assert well_formed(frame)
    assert not well_formed(frame[: 8 * (len(starts) + 1) - 1])


def test_A14_the_log_holds_the_place_of_an_error_and_none_of_its_words(caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("test-of-discretion")
    discreet = Discreet()
    log.addFilter(discreet)
    try:
        raise ValueError(PRIVATE)
    except ValueError as error:
        log.exception("Error while executing cell: %r", {"source": PRIVATE})
        log.error(error)
        log.error("Failed: %s", error)
    log.removeFilter(discreet)
    assert PRIVATE not in caplog.text
    assert [record.getMessage().partition(" (test_parts.py:")[0] for record in caplog.records] == [
        "Error while executing cell: … – ValueError",
        "An error – ValueError",
        "Failed: … – ValueError",
    ]
