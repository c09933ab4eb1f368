"""The server's own secret, kept beside the answers."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

FEWEST_BYTES = 32


def cookie_secret(folder: Path) -> bytes:
    """The key that signs cookies: made once, readable by its owner alone, so that visitors outlive a restart.

    Raises OSError where the folder can't be written to, ValueError for a file that was cut short.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "cookie-secret"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        kept = path.read_bytes()
        if len(kept) < FEWEST_BYTES:
            came = f"Expected at least {FEWEST_BYTES} bytes in {path}, found {len(kept)}."
            raise ValueError(f"{came} Remove the file; a new one is made.") from None
        return kept
    made = secrets.token_bytes(2 * FEWEST_BYTES)
    with os.fdopen(descriptor, "wb") as file:
        file.write(made)
    return made
