"""``samling print``: paper from the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.progress import Progress, TextColumn

from .programme_argument import programme_named
from .terminal import err, say, stop

if TYPE_CHECKING:
    from .handouts.catalogue import Order


def print_(
    what: Annotated[
        str,
        typer.Argument(help="A programme (mestring), a gathering (mestring/2), an exercise (mestring/2/scaling)."),
    ],
    product: Annotated[
        str | None,
        typer.Argument(help="Which paper, see above; left out: worksheet, worksheets, or booklet."),
    ] = None,
    language: Annotated[str, typer.Option(help="Language of the paper.")] = "nb",
    paper: Annotated[
        Literal["a3", "a4", "a5"] | None, typer.Option(help="Size of the paper; a5 is the booklet to fold.")
    ] = None,
    folder: Annotated[Path, typer.Option("--out", help="Folder the PDF is written to.")] = Path(),
    fillable: Annotated[bool, typer.Option("--fillable", help="With fields to fill in on a screen.")] = False,
    mine: Annotated[bool, typer.Option("--mine", help="With your own answers; asks for the personal code.")] = False,
    group: Annotated[
        str | None, typer.Option(help="A group's id or name, to print its journey, sheets, plan and certificates.")
    ] = None,
    start: Annotated[str | None, typer.Option(metavar="TIME", help="When a gathering begins, as in 13:00.")] = None,
    first: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of the first gathering, as in 2027-01-20.")
    ] = None,
    place: Annotated[str, typer.Option(help="Where the gatherings are held.")] = "",
    data: Annotated[Path | None, typer.Option(help="Folder the answers are kept in, for --mine and --group.")] = None,
) -> None:
    """Make something to print.

    Of an exercise: worksheet. Of a gathering: worksheets, run-sheet, cards, three-minutes, booklet. Of a programme:
    booklet, journey, sheets, manager, calendar, ics, certificate, rules, hard-moments, or everything.
    """
    from .handouts import PrintingUnavailable
    from .handouts.catalogue import USUAL, Known, product_of
    from .handouts.everything import EVERYTHING, everything

    known = Known(begins=_time(start), first=_day(first), place=place)
    try:
        order = _order(what, language)
        order = replace(order, size=paper, filling=replace(order.filling, fillable=fillable), known=known)
        name = product or USUAL[order.level]
        if mine:
            _refuse_beside_mine(name, order, group)
            from .own_paper import with_own_answers

            order = with_own_answers(order, data)
        if group is not None:
            from .group_paper import made_by

            order = made_by(order, group, data)
        jobs = [(name, order)]
        if name == EVERYTHING:
            if order.level != "programme":
                stop(f"Everything is printed of a programme, as in {order.programme.id}, came '{what}'.")
            jobs = list(everything(order))
        for name, job in jobs:
            product_of(name, job)
        _make(jobs, folder, private=mine)
    except (LookupError, PrintingUnavailable) as error:
        stop(str(error.args[0]))
    except OSError as error:
        stop(f"The PDF could not be written to {folder} ({error.strerror}). Choose another folder with --out.")


def _order(what: str, language: str) -> Order:
    """What is named: a programme, a gathering or an exercise. Raises LookupError that names those there are."""
    from .handouts.catalogue import Order

    name, *places = what.strip("/").split("/")
    if len(places) > 2:
        stop(f"Expected a programme, a gathering or an exercise, as in mestring/2/scaling, came '{what}'.")
    programme = programme_named(name)
    programme.text(language)
    gathering = programme.gathering(places[0]) if places else None
    exercise = gathering.exercise(places[1]) if gathering and len(places) > 1 else None
    return Order(programme, language, gathering, exercise)


def _refuse_beside_mine(name: str, order: Order, group: str | None) -> None:
    """Stops where own answers have no place: on other papers, on a form, on what is printed for a group."""
    from .handouts.catalogue import product_of
    from .handouts.everything import EVERYTHING

    if order.filling.fillable or group is not None:
        stop("--mine prints your own answers. Leave out --fillable and --group.")
    if name == EVERYTHING or not product_of(name, order).fillable:
        stop(f"Nothing of yours stands on '{name}'. --mine goes with worksheet, worksheets and booklet.")


def _make(jobs: Sequence[tuple[str, Order]], folder: Path, private: bool) -> None:
    """Make each file, and name it when it lies there; an older one is replaced at once.

    ``private``: nobody but its owner may read it.
    """
    from .handouts.catalogue import printed

    folder.mkdir(parents=True, exist_ok=True)
    columns = [TextColumn(f"{{task.{shown}}}") for shown in ("completed", "description", "fields[page]")]
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task("", total=len(jobs), page="")
        for number, (name, order) in enumerate(jobs):
            of = f" {order.gathering.key}" if order.gathering else ""
            progress.update(task, completed=number, description=f"{name}{of}", page="")
            file, content = printed(name, order, lambda page: progress.update(task, page=f"page {page}"))
            written_whole(folder / file, content, private)
            say(str(folder / file))


def written_whole(path: Path, content: bytes, private: bool = False) -> None:
    """Write a file that is there whole or not at all; a ``private`` one its owner alone may read. Raises OSError."""
    draft = path.with_name(f"{path.name}.part")
    try:
        draft.unlink(missing_ok=True)  # one that was left would keep its own rights
        draft.touch(0o600 if private else 0o666)
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _time(written: str | None) -> time | None:
    try:
        return time.fromisoformat(written) if written else None
    except ValueError:
        stop(f"Expected a time as in 13:00, came '{written}'.")


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        stop(f"Expected a date as in 2027-01-20, came '{written}'.")
