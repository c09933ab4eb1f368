"""The small parts of the server, each by itself."""

from __future__ import annotations

import logging
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samling_build.site import SiteSettings, addresses, environment, run, serve
from samling_build.site.configuration import transport
from samling_build.site.facts import widget_modules
from samling_build.site.kernelspec import ThisPython
from samling_build.site.library import Library
from samling_build.site.logs import Discreet
from samling_build.site.secret import cookie_secret
from samling_build.site.socket import well_formed

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
    monkeypatch.setattr(run, "PORTS_TRIED", 1)
    code, said = told(SiteSettings(tmp_path, tmp_path, taken))
    assert code == 1
    assert said == [f"Ingen av portene {taken}–{taken} er ledige. Velg en annen med --port."]


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
    assert run.announcement(8866, settings, lambda text, **places: text.format(**places)) == [
        "The workbook is open at http://localhost:8866/",
        "On the same network: http://192.0.2.7:8866/",
        "On the same network: http://[2001:db8::7]:8866/",
        "On a network this address is not encrypted: whoever is on the same Wi-Fi can read along.",
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
    assert environment.kernel_environment(server, "m", Path("data"), "/hosted/", Path("scratch")) == {
        "PATH": "/bin",
        "LC_ALL": "C",
        "SAMLING_DATABASE": "sqlite://",
        "SAMLING_DATA": "data",
        "SAMLING_MEMBER": "m",
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
        ValueError, match=r"Expected at least 32 bytes in .*, found 5\. Remove the file; a new one is made\."
    ):
        cookie_secret(tmp_path)


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
def test_a16_no_bytes_break_the_look_at_a_frame(message: bytes) -> None:
    if well_formed(message):
        count = int.from_bytes(message[:8], "little")
        assert len(message) >= 8 * (count + 1)


@given(st.lists(st.binary(max_size=20), min_size=5, max_size=63))
def test_a16_an_honest_frame_is_let_through(parts: list[bytes]) -> None:
    starts = [8 * (len(parts) + 2)]
    for part in parts:
        starts.append(starts[-1] + len(part))
    frame = b"".join([n.to_bytes(8, "little") for n in (len(starts), *starts)]) + b"".join(parts)
    assert well_formed(frame)
    assert not well_formed(frame[: 8 * (len(starts) + 1) - 1])


def test_a14_the_log_holds_the_place_of_an_error_and_none_of_its_words(caplog: pytest.LogCaptureFixture) -> None:
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
