"""``samling import FILE.pdf``: a filled form becomes a member's own answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .own_book import own_book
from .programme_argument import programme_named
from .terminal import say, stop


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf", help="A worksheet or booklet filled in on a screen.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before writing.")] = False,
    data: Annotated[Path | None, typer.Option(help="Folder the answers are kept in.")] = None,
) -> None:
    """Take a filled worksheet in: its texts become your own answers, and what stood there is kept as earlier ones."""
    from samling_exercises.rules.filled import NotThisVersion
    from samling_widgets.taking_in import take_in, to_change, told

    from .handouts.filled_form import NotAForm, read_form

    try:
        form = read_form(file.read_bytes())
    except NotAForm as error:
        stop(str(error))
    except OSError as error:
        stop(f"{file} could not be read ({error.strerror}). Name a PDF that is there.")
    programme = programme_named(form.programme)
    language = form.language if form.language in programme.languages else programme.languages[0]
    with own_book(data) as book:
        try:
            found = to_change(programme, form.values, book)
        except NotThisVersion as error:
            stop(f"{error} The form belongs to another version of the workbook. Print a new one. Nothing was written.")
        if not found:
            say("Everything in the form stands in the workbook already.")
            return
        for change in found:
            one = told(change, language, "board")
            say(f"{one['title']}: {one['label']} ({one['state']})")
        if not yes and not typer.confirm(f"Write {len(found)} {'field' if len(found) == 1 else 'fields'}?", err=True):
            stop("Nothing was written.")
        say(f"Written: {take_in(programme, form.values, book)}.")
