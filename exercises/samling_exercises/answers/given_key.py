"""The member's key as the server hands it to a kernel: one line on standard input, and nothing in the environment.

The line is ``{"key": "<base64>"}``. It is read once in a process, and standard input is empty from then on, so that
whatever the kernel starts later finds nothing there.
"""

import base64
import json
import os
import threading
from collections.abc import Mapping
from typing import Final

from samling_exercises.answers.errors import NotOpened

KEY_BYTES: Final = 32
_STANDARD_INPUT: Final = 0
_LONGEST_LINE: Final = 4096
_reading = threading.Lock()
_given: list[bytes] = []


def key_of(environ: Mapping[str, str]) -> bytes | None:
    """The key from standard input when SAMLING_KEY is ``stdin``, else None.

    :raises NotOpened: ``key``: no such line came, or SAMLING_KEY says something else.
    """
    if not (wanted := environ.get("SAMLING_KEY")):
        return None
    if wanted != "stdin":
        raise NotOpened("key")
    with _reading:
        if not _given:
            key = _key_in(_first_line())
            if key is None:  # outside the `except`: such an exception knows the line
                raise NotOpened("key")
            _given.append(key)
    return _given[0]


def checked_key(key: bytes) -> bytes:
    """The key; :raises ValueError: it is no 32 bytes."""
    if not isinstance(key, bytes) or len(key) != KEY_BYTES:
        raise ValueError(f"A member's key is {KEY_BYTES} bytes; came something else. Use the key that the member has.")
    return key


def _first_line() -> bytes:
    """The first line of standard input, by the file descriptor alone: ``sys.stdin`` may be anybody's by now."""
    line = b""
    try:
        if os.isatty(_STANDARD_INPUT):
            return line
        while not line.endswith(b"\n") and len(line) < _LONGEST_LINE and (byte := os.read(_STANDARD_INPUT, 1)):
            line += byte
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, _STANDARD_INPUT)
        os.close(nothing)
    except OSError:  # no standard input at all
        return b""
    return line


def _key_in(line: bytes) -> bytes | None:
    try:
        return checked_key(base64.b64decode(json.loads(line)["key"], validate=True))
    except (ValueError, TypeError, KeyError):
        return None
