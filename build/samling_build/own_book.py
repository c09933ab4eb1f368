"""A member's own answers on the command line: opened by the personal code, which is asked for and never shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from .group_commands import register_of
from .places import data_environment
from .terminal import stop

if TYPE_CHECKING:
    from samling_exercises.answers import AnswerBook

ASKED = "Personal code (empty for the answers of this machine, which belong to no group)"


@contextmanager
def own_book(data: Path | None) -> Iterator[AnswerBook]:
    """The answers of whoever types in a personal code; without one, the local reader's.

    The visit that the code opens ends when this does. What is refused becomes one sentence.
    """
    from samling_exercises.answers import StorageError, open_book

    code = typer.prompt(ASKED, default="", show_default=False, hide_input=True, err=True).strip()
    environment = {**data_environment(data), "SAMLING_MEMBER": "", "SAMLING_ROLE": "", "SAMLING_KEY": ""}
    try:
        if not code:
            yield open_book(environment)
            return
        with _signed_in(code, data) as (member, key):
            yield open_book({**environment, "SAMLING_MEMBER": member}, key)
    except StorageError as error:
        stop(str(error))


@contextmanager
def _signed_in(code: str, data: Path | None) -> Iterator[tuple[str, bytes]]:
    """The member a personal code belongs to, and the key it opens."""
    from samling_exercises.groups.codes import CodeKind, read_code

    found = read_code(code)
    if found is None or found.kind is not CodeKind.PERSONAL:
        # A recovery code would make both codes anew, which belongs on the member's own screen.
        stop("Expected a personal code, as it stands on the member's card, came something else. Look again.")
    with register_of(data) as register:
        entered = register.sign_in(code, shared_computer=True)
        try:
            key = register.key(entered.token, entered.member)
            assert key is not None  # this visit has just been made with it
            yield entered.member, key
        finally:
            register.sign_out(entered.token)
