"""The key comes through standard input: to a plain process, and to a real kernel, which keeps working afterwards."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager
from tests.exercises.answers.people import enrol, key_of

import samling_exercises
from samling_exercises.answers import AnswerBook

EXERCISE = "mestring/2/summing-up"
LINE = json.dumps({"key": base64.b64encode(key_of("kari")).decode()}).encode() + b"\n"
SENTENCE = (
    "The answers could not be opened: SAMLING_KEY should be `stdin`, and a line with the member's key of 32 bytes on "
    "standard input, and neither or only one of them came. Let the server start the kernel, or leave SAMLING_KEY out."
)


@pytest.fixture
def environ(database: Path) -> dict[str, str]:
    """The environment of a process of Kari's."""
    enrol(database, "kari")
    own = {"SAMLING_DATA": str(database.parent), "SAMLING_MEMBER": "kari", "SAMLING_KEY": "stdin"}
    return {**os.environ, **own, "PYTHONPATH": str(Path(samling_exercises.__path__[0]).parent)}


OPEN_TWICE = """
import os, subprocess, sys
from samling_exercises.answers import open_book

for base in range(2):
    with open_book(os.environ) as book:
        book.save("mestring/2/summing-up", "met", f"text {base + 1}", base)
print(repr(sys.stdin.read()), repr(os.read(0, 100)))
print(subprocess.check_output([sys.executable, "-c", "import sys; print(len(sys.stdin.read()))"], text=True), end="")
"""


def test_the_key_is_read_once_and_nothing_is_left_on_standard_input(
    environ: dict[str, str], opened: Callable[..., AnswerBook]
) -> None:
    given = LINE + b"what follows the line"
    said = subprocess.run([sys.executable, "-c", OPEN_TWICE], input=given, env=environ, capture_output=True, check=True)
    assert said.stdout.split() == [b"''", b"b''", b"0"]
    assert [answer.text for answer in opened("kari").history(EXERCISE, "met")] == ["text 1", "text 2"]


LINES = {
    "nothing": b"",
    "an empty line": b"\n",
    "no JSON": b"secret",
    "no base64": b'{"key": "secret"}\n',
    "null": b'{"key": null}\n',
    "too short": b'{"key": "c2VjcmV0"}\n',
    "no object": b'["secret"]\n',
    "no UTF-8": b"\xff\xfe\n",
    "too long": b'{"key": "' + b"x" * 10_000 + b'"}\n',
    "the key itself": LINE,
}

OPEN_WITH_EACH = """
import os, sys, traceback
from samling_exercises.answers import NotOpened, open_book

def put_on_standard_input(given):
    reading, writing = os.pipe()
    os.write(writing, given)
    os.close(writing)
    os.dup2(reading, 0)
    os.close(reading)

def opening(environ):
    try:
        open_book(environ).close()
    except NotOpened as error:
        return error.reason, error.__context__, "secret" in "".join(traceback.format_exception(error)), str(error)
    return "opened"

said = {}
for name, given in lines.items():
    put_on_standard_input(given)
    said[name] = opening(environ)
said["the local reader"] = opening({**environ, "SAMLING_MEMBER": "local"})
said["in the environment"] = opening({**environ, "SAMLING_KEY": "secret"})
pipe.send(said)
"""


def test_anything_but_a_key_is_refused_in_one_sentence_without_being_repeated(
    environ: dict[str, str], start: Callable[..., Any]
) -> None:
    said = start(OPEN_WITH_EACH, environ=environ, lines=LINES).pipe.recv()
    assert said.pop("the key itself") == said.pop("the local reader") == "opened"
    assert len(said) == 10
    assert set(said.values()) == {("key", None, False, SENTENCE)}


def test_without_a_standard_input_the_sentence_is_the_same(environ: dict[str, str], start: Callable[..., Any]) -> None:
    closed = OPEN_WITH_EACH.replace("put_on_standard_input(given)\n    said", "os.close(0)\n    said")
    assert start(closed, environ=environ, lines={"closed": b""}).pipe.recv()["closed"] == ("key", None, False, SENTENCE)


def test_a_real_kernel_reads_the_key_and_goes_on_working(
    environ: dict[str, str], opened: Callable[..., AnswerBook]
) -> None:
    with kernel(environ, LINE) as client:
        book = 'import os; from samling_exercises.answers import open_book; book = open_book(os.environ); print("open")'
        assert printed(client, book) == "open\n"
        assert printed(client, f'print(book.save("{EXERCISE}", "met", "from the kernel", 0).revision)') == "1\n"
        assert printed(client, "print(repr(os.read(0, 100)))") == "b''\n"
        assert (
            printed(client, "import subprocess; print(subprocess.call(['python3', '-c', 'input()']) != 0)") == "True\n"
        )
        assert printed(client, f'print(book.answers("{EXERCISE}")["met"].text)') == "from the kernel\n"
        key = repr(base64.b64encode(key_of("kari")).decode())
        assert printed(client, f"print({key} in str(dict(os.environ)))") == "False\n"
    assert opened("kari").answers(EXERCISE)["met"].text == "from the kernel"


@contextmanager
def kernel(environ: dict[str, str], line: bytes) -> Iterator[BlockingKernelClient]:
    """A kernel as the server starts it: its standard input is the end of a pipe that holds this line."""
    reading, writing = os.pipe()
    os.write(writing, line)
    os.close(writing)
    manager = KernelManager(kernel_name="python3")
    try:
        manager.start_kernel(env=environ, stdin=reading, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    finally:
        os.close(reading)
    client = manager.client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=60)
        yield client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        manager.cleanup_resources()


def printed(client: BlockingKernelClient, code: str) -> str:
    """What a cell prints."""
    said: list[str] = []

    def hear(message: dict[str, Any]) -> None:
        if message["msg_type"] in ("stream", "error"):
            said.append(message["content"].get("text") or message["content"]["evalue"])

    client.execute_interactive(code, output_hook=hear, timeout=60)
    return "".join(said)
