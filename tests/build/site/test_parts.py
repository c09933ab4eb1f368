"""Small parts of the server, each by itself: who may have which page, drawings, modules, frames, the log."""

from __future__ import annotations

import asyncio
import logging
import socket
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.own_loop import run

from samling_build.site import addresses
from samling_build.site.identity import seen_from
from samling_build.site.library import Entry, Library
from samling_build.site.logs import Discreet
from samling_build.site.pictures import inline, picture_file
from samling_build.site.seats import fitting
from samling_build.site.socket import well_formed
from samling_build.site.visits import Busy, Visits
from samling_build.site.widget_modules import widget_modules
from samling_exercises import CONTENT

PRIVATE = "Kari i Solbakken gråt i natt"


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
