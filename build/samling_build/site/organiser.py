"""The organiser's code: whoever makes a real group on the web has been given it by whoever runs the server."""

from __future__ import annotations

import hmac
import os
import re
import secrets
from pathlib import Path

from samling_exercises.groups.codes import SYMBOLS

NAME = "organiser-code"
LENGTH = 16
BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212]+")


class DamagedCode(ValueError):
    """The file of the code is there, and holds none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"Expected a code of {LENGTH} symbols in {path}, came something else. Remove the file.")


def organiser_code(folder: Path) -> tuple[str, bool]:
    """The code in its written form, and whether it was made just now. The file is its owner's alone.

    Raises OSError where the folder can't be written to, DamagedCode for a file that holds no code.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / NAME
    made = _make(path)
    kept = _plain(path.read_text(encoding="ascii", errors="replace"))
    if len(kept) != LENGTH or not set(kept) <= set(SYMBOLS):
        raise DamagedCode(path)
    return "-".join(kept[at : at + 4] for at in range(0, LENGTH, 4)), made


def is_organisers(folder: Path, typed: str) -> bool:
    """Whether somebody typed the code, in whatever way it was written."""
    code, _ = organiser_code(folder)
    return hmac.compare_digest(_plain(typed).encode(), _plain(code).encode())


def _make(path: Path) -> bool:
    """Write a new code, unless there is one."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    symbols = "".join(secrets.choice(SYMBOLS) for _ in range(LENGTH))
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"{symbols}\n")
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        # Half a code would stop every later start.
        path.unlink()
        raise
    return True


def _plain(written: str) -> str:
    return BETWEEN.sub("", written).upper()
