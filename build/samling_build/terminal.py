"""How the command speaks: to whoever asked, and beside that when something is wrong."""

from __future__ import annotations

import json
from typing import Any, NoReturn

import typer
from rich.console import Console

out = Console(highlight=False, soft_wrap=True)
err = Console(highlight=False, soft_wrap=True, stderr=True)


def say(sentence: str) -> None:
    """One line of the answer."""
    out.print(sentence, markup=False)


def note(sentence: str) -> None:
    """Something to know beside the answer; it does not get into a file the answer is sent to."""
    err.print(sentence, markup=False)


def give_json(value: Any) -> None:
    """The answer for a script."""
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False))


def stop(sentence: str) -> NoReturn:
    """End with the sentence that says what is wrong and what to do."""
    note(sentence)
    raise typer.Exit(1)
