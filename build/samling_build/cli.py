"""The ``samling`` command: serve, check, notebooks, print, and what the other modules of commands bring."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from samling_exercises import CONTENT, programmes, read_programme
from samling_exercises.faults import Fault

from .group_commands import groups
from .import_command import import_
from .keeping_commands import backup, organiser, restore
from .places import data_folder, notebooks_folder
from .print_commands import print_
from .programme_argument import programme_named
from .site.settings import DEFAULT_PORT
from .terminal import err, out, stop

app = typer.Typer(
    name="samling",
    help="Samlingsheftet: a training workbook for municipal health and care services.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(groups)
for command in (backup, restore, organiser):
    app.command()(command)
app.command("print")(print_)
app.command("import")(import_)


@app.command()
def serve(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port to listen on; the next free one is taken when it is in use.")
    ] = DEFAULT_PORT,
    data: Annotated[Path | None, typer.Option(help="Folder the answers are kept in.")] = None,
    lan: Annotated[bool, typer.Option("--lan", help="Let others on the same network in.")] = False,
    notebooks: Annotated[Path | None, typer.Option(help="Folder of notebooks to serve.")] = None,
    address: Annotated[
        str | None,
        typer.Option(help="Where people reach it through a proxy, as in https://samling.example.no."),
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open a browser when there is a screen.")] = True,
) -> None:
    """Start the workbook and print its address. Ctrl-C stops it."""
    from .site import SiteSettings
    from .site import serve as serve_site

    settings = SiteSettings(
        port=port,
        data=data_folder(data),
        notebooks=(notebooks or notebooks_folder()).resolve(),
        lan=lan,
        address=address,
        open_browser=browser,
        announce=partial(out.print, markup=False),
        complain=partial(err.print, markup=False),
    )
    raise typer.Exit(serve_site(settings))


@app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="Folder of a programme; all programmes when left out.")] = None,
) -> None:
    """Check the content files and name every fault with its file and line."""
    folders = [folder] if folder else [CONTENT / name for name in programmes()]
    faults: list[Fault] = []
    for one in folders:
        if not (one / "programme.yaml").is_file():
            what = "no programme.yaml in" if one.is_dir() else "no folder"
            stop(f"There is {what} {one}. Name the folder that holds programme.yaml.")
        faults += read_programme(one)[1]
    for fault in faults:
        out.print(str(fault), markup=False)
    if faults:
        stop(f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'} found.")
    out.print(f"{len(folders)} {'programme' if len(folders) == 1 else 'programmes'} checked, no faults.")


@app.command()
def notebooks(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail when a notebook differs.")] = False,
    folder: Annotated[Path | None, typer.Option("--out", help="Folder the notebooks lie in.")] = None,
) -> None:
    """Write the notebooks from the content, or check that they are up to date."""
    from .notebooks import drift, write

    target = folder or notebooks_folder()
    loaded = [programme_named(name) for name in programmes()]
    if not check:
        try:
            written = list(track(write(loaded, target), description="Writing notebooks", console=err, transient=True))
        except OSError as error:
            stop(f"The notebooks could not be written to {target} ({error.strerror}). Choose a folder with --out.")
        out.print(f"{len(written)} {'file' if len(written) == 1 else 'files'} written in {target}.", markup=False)
        return
    found = drift(loaded, target)
    for entry in found:
        out.print(str(entry), markup=False)
    if found:
        stop("Run samling notebooks, keep what it writes, and remove what is left over.")
    out.print("The notebooks are what the content says.")


def main() -> None:
    """Run the command. A closed pipe and Ctrl-C end it without a traceback."""
    try:
        app()
    except BrokenPipeError:
        os._exit(1)
    except KeyboardInterrupt:
        raise SystemExit(130) from None
