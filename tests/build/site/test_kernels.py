"""Kernels: what each is given, when one goes, and for whom none is started."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.own_loop import run
from tornado.web import HTTPError

from samling_build.site import environment
from samling_build.site.configuration import transport
from samling_build.site.kernels import ON_ITS_WAY, Chair, Full, Kept, MemberKernels, key_to_read
from samling_build.site.kernelspec import ThisPython


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
