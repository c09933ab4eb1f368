"""``samling backup``, ``samling restore`` and ``samling organiser``: what whoever keeps the answers needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from .places import data_environment, data_folder
from .terminal import err, say, stop

if TYPE_CHECKING:
    from samling_exercises.answers.replacing import CarriedOver

DataOption = Annotated[Path | None, typer.Option(help="Folder the answers are kept in.")]


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file, or a folder to put one in.")],
    data: DataOption = None,
) -> None:
    """Copy all answers and groups into one file, and look it through. The workbook may run meanwhile."""
    from samling_exercises.answers.backup import back_up
    from samling_exercises.answers.errors import StorageError
    from samling_exercises.answers.place import place_of

    try:
        with _progress("Copying") as progress:
            written = back_up(place_of(data_environment(data)), file, progress)
    except StorageError as error:
        stop(str(error))
    say(f"The backup lies in {written} and is whole.")
    say("Private texts are locked in it as they are here. Nicknames and what is shared are not: keep it safe.")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup made by samling backup.")],
    data: DataOption = None,
) -> None:
    """Put a backup in the place of the answers there are. Those are kept beside it. Stop the workbook first."""
    from samling_exercises.answers.backup import restore as put_back
    from samling_exercises.answers.errors import StorageError
    from samling_exercises.answers.place import place_of

    try:
        with _progress("Putting back") as progress:
            carried = put_back(place_of(data_environment(data)), file, progress)
    except StorageError as error:
        stop(str(error))
    say(f"{file} is restored. Everybody signs in anew.")
    for sentence in _told(carried):
        say(sentence)


def organiser(
    new: Annotated[bool, typer.Option("--new", help="Make a new code; the old one stops working.")] = False,
    data: DataOption = None,
) -> None:
    """Say where the organiser's code lies, with which groups are made on the web."""
    from .site.organiser import NAME, DamagedCode, organiser_code

    folder = data_folder(data)
    try:
        if new:
            (folder / NAME).unlink(missing_ok=True)
        _, made = organiser_code(folder)
    except DamagedCode as error:
        stop(f"The file {error.path} holds no code. Make a new one with samling organiser --new.")
    except OSError as error:
        stop(f"The code could not be kept in {folder} ({error.strerror}). Choose another folder with --data.")
    if made:
        say(f"A new organiser's code lies in {folder / NAME}. {'The old one opens nothing.' if new else ''}".rstrip())
    else:
        say(f"The organiser's code lies in {folder / NAME}. Only its owner can read it.")


def _told(carried: CarriedOver) -> Iterator[str]:
    """What a restored backup took over from the database it replaced, and what nobody can know."""
    if not carried.read:
        yield (
            "There was no database to replace that could be read. What happened after the backup can't be known: "
            "who was erased then may be there again, older codes and join cards work again, and shared texts that "
            "were taken back are shared again."
        )
        yield "Ask every member to make new codes, to look at what they share, and to erase again what they erased."
        return
    yield (
        "It holds to what the replaced database knew: who was erased or has left, freed seats, closed and ended "
        "groups, and the codes and join cards that work now. What is no longer shared as it was is not shared."
    )
    yield f"Members with newer codes: {carried.codes}. Shared texts taken back: {carried.shares}."
    yield "Who joined after the backup needs a new join card."
    if carried.unknown:
        yield (
            f"The replaced database did not know {carried.unknown} of the backup's members. "
            "What they share, and their codes, are as they were then: ask them to look, and to make new codes."
        )


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, and nothing where nobody looks on."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as shown:
        task = shown.add_task(what, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)
