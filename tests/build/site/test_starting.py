"""What keeps the site from starting, and where it is to be found: ports, folders, names and addresses."""

from __future__ import annotations

import errno
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.build.site.starts import told
from typer.testing import CliRunner

from samling_build.cli import app
from samling_build.site import SiteSettings, addresses, serve, starting
from samling_build.site.qr import in_terminal
from samling_exercises.groups import open_register


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else has."""
    with closing(socket.socket()) as sock:
        sock.bind(("127.0.0.1", 0))
        sock.listen()
        yield sock.getsockname()[1]


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
