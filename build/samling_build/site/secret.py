"""The server's own secret, kept beside the answers."""

from __future__ import annotations

import os
import secrets
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

FEWEST_BYTES = 32
NAME = "cookie-secret"
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class DamagedSecret(ValueError):
    """The file of the secret is there, and too short to be one."""

    def __init__(self, path: Path, found: int) -> None:
        self.path = path
        came = f"Expected at least {FEWEST_BYTES} bytes in {path}, found {found}."
        super().__init__(f"{came} Remove the file; a new one is made.")


def cookie_secret(folder: Path) -> bytes:
    """The key that signs cookies: made once, readable by its owner alone, so that visitors outlive a restart.

    Raises OSError where the folder can't be written to, DamagedSecret for a file that was cut short.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / NAME
    try:
        kept = path.read_bytes()
    except FileNotFoundError:
        _make(path)
        # Read rather than remembered: of two first starts at once, only one made it.
        kept = path.read_bytes()
    if len(kept) < FEWEST_BYTES:
        raise DamagedSecret(path, len(kept))
    return kept


def made_private(folder: Path) -> bool:
    """Whether nobody but its owner can look into the folder; what others may is taken from them where it can be.

    Left as it is: a folder of somebody else's, and one that all use (``/tmp``). Windows keeps a user's folders apart.
    """
    if os.name != "posix":
        return True
    found = folder.stat()
    if found.st_mode & OTHERS and found.st_uid == os.geteuid() and not found.st_mode & stat.S_ISVTX:
        with suppress(OSError):
            folder.chmod(0o700)
    # Looked at again: some file systems take the change and keep nothing of it.
    return not folder.stat().st_mode & OTHERS


def _make(path: Path) -> None:
    """Write a new secret, unless there is one by then. It appears whole or not at all."""
    made = secrets.token_bytes(2 * FEWEST_BYTES)
    descriptor, name = tempfile.mkstemp(prefix=f"{NAME}-", dir=path.parent)  # its owner's alone (0600)
    try:
        _write(descriptor, made)
        try:
            # Unlike a rename, a link never takes the place of what is there already.
            os.link(name, path)
        except FileExistsError:
            return
        except (OSError, NotImplementedError):
            _make_in_place(path, made)
    finally:
        Path(name).unlink()


def _make_in_place(path: Path, made: bytes) -> None:
    """Write a new secret where the file system has no hard links (a USB stick): whoever creates the file writes it."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        return
    try:
        _write(descriptor, made)
    except BaseException:
        # Half a secret would stop every later start.
        with suppress(OSError):
            path.unlink()
        raise


def _write(descriptor: int, made: bytes) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.write(made)
        file.flush()
        # A name can reach the disk before what it stands for: without this a power cut leaves an empty file.
        os.fsync(file.fileno())
