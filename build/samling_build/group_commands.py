"""``samling group …``: groups made and looked after from the command line, by whoever owns the data folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from samling_exercises import load_programme, programmes
from samling_exercises.faults import spoken

from .addressing import join_link, usual_address
from .group_answers import facts_of, invitation_of, line_of, name_of, say_end, seat_of, state_of
from .places import data_environment
from .site.addresses import proxy_name
from .terminal import give_json, note, say, stop

if TYPE_CHECKING:
    from samling_exercises.groups import GroupFacts, Invited, Register

groups = typer.Typer(
    name="group",
    help="Make groups and look after them. GROUP is a group's id, or its name when no other has it.",
    no_args_is_help=True,
)

DataOption = Annotated[Path | None, typer.Option(help="Folder the answers are kept in.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer as JSON, for scripts.")]
AddressOption = Annotated[
    str | None, typer.Option(help="Where the workbook is reached, as in https://heftet.example.no.")
]
LanguageOption = Annotated[str, typer.Option(help="Language of the cards.")]
GroupArgument = Annotated[str, typer.Argument(metavar="GROUP", help="Id or name of the group.")]
SeatRole = Literal["participant", "mentor", "wall", "coordinator"]
MOST = 30


@groups.command()
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the group is called, as in 'Solbakken 2027'.")],
    programme: Annotated[str, typer.Option(help="The programme the group goes through.")],
    members: Annotated[int, typer.Option(min=1, max=MOST, help="How many participants there is room for.")],
    last_gathering: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of the last gathering, as in 2027-06-30.")
    ] = None,
    address: AddressOption = None,
    cards: Annotated[Path | None, typer.Option(metavar="FILE.pdf", help="Write join cards to print and cut.")] = None,
    language: LanguageOption = "nb",
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Make a group: a join link, an invitation for each seat, and one for the mentor."""
    _title(programme, language)
    last = None if last_gathering is None else _date(last_gathering)
    if cards is not None:
        _can_be_written(cards)
    base = _address(address, quiet=as_json)
    with register_of(data) as register:
        made = register.new_group(name, programme, members, last)
    link = join_link(base, made.group.link)
    seats = [invited for invited in made.invitations if invited.role == "participant"]
    # Codes are shown this once: if the cards can't be written, they are told after all.
    trouble = None if cards is None else _written(cards, made.group, seats, base, language)
    if as_json:
        give_json(
            {**facts_of(made.group), "join": link, "invitations": [invitation_of(one) for one in made.invitations]}
        )
    else:
        say(f"The group {made.group.name} is made. Its id is {made.group.id}.")
        say(f"Join link: {link}")
        for invited in made.invitations:
            if invited.role != "participant" or cards is None or trouble:
                say(line_of(invited))
        say("Each code lets one person in, once. They are not shown again.")
        say_end(made.group)
        if cards is not None and not trouble:
            say(f"The cards for the seats lie in {cards}.")
    if trouble:
        stop(trouble)


@groups.command("list")
def list_(as_json: JsonOption = False, data: DataOption = None) -> None:
    """The groups there are."""
    with register_of(data) as register:
        found = register.groups()
    if as_json:
        give_json([facts_of(group) for group in found])
        return
    for group in found:
        say(f"{group.id}  {name_of(group)}  ({state_of(group)})")
    if not found:
        say("There are no groups yet. Make one with samling group new.")


@groups.command()
def show(
    group: GroupArgument, address: AddressOption = None, as_json: JsonOption = False, data: DataOption = None
) -> None:
    """One group with its seats. Nothing anybody wrote is shown."""
    base = _address(address, quiet=True)
    with register_of(data) as register:
        found = find_group(register, group)
        seats = register.seats(None, found.id)
    link = join_link(base, found.link) if found.link else None
    if as_json:
        give_json({**facts_of(found), "join": link, "seats": [seat_of(seat) for seat in seats]})
        return
    say(f"{name_of(found)} ({state_of(found)})")
    say(f"Id: {found.id}")
    say(f"Programme: {found.programme}")
    if link:
        say(f"Join link: {link}")
    say_end(found)
    for seat in seats:
        place = f"Seat {seat.seat}" if seat.seat else seat.role.capitalize()
        say(f"{place}: {'left' if seat.left_at else seat.nickname or 'not taken'}")


@groups.command()
def cards(
    group: GroupArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf", help="File the cards are written to.")],
    address: AddressOption = None,
    language: LanguageOption = "nb",
    data: DataOption = None,
) -> None:
    """Write new join cards for the seats nobody has taken. Cards printed before stop working."""
    base = _address(address)
    with register_of(data) as register:
        found = find_group(register, group)
        _title(found.programme or "", language)
        _can_be_written(file)
        fresh = register.new_invitations(None, found.id)
    if not fresh:
        stop("Every seat is taken, so there is nothing to print. Add one with samling group seat.")
    if trouble := _written(file, found, fresh, base, language):
        stop(trouble)
    say(f"{len(fresh)} {'card' if len(fresh) == 1 else 'cards'} written to {file}. Older cards no longer work.")


@groups.command()
def seat(
    group: GroupArgument,
    role: Annotated[SeatRole, typer.Option(help="What the seat is for.")] = "participant",
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Add a seat and show its invitation, this once."""
    with register_of(data) as register:
        found = find_group(register, group)
        if role == "participant":
            invited = register.add_seat(None, found.id)
        else:
            (invited,) = register.new_invitations(None, found.id, role=role)
    if as_json:
        give_json(invitation_of(invited))
        return
    say(line_of(invited))
    say("The code lets one person in, once. It is not shown again.")


@groups.command()
def close(group: GroupArgument, data: DataOption = None) -> None:
    """Close a group: nobody new gets in and nothing more is written; all can read and take out until it ends."""
    with register_of(data) as register:
        found = find_group(register, group)
        register.close(None, found.id)
        found = register.group(found.id)
    say(f"The group {name_of(found)} is closed.")
    say_end(found)


@groups.command()
def end(
    group: GroupArgument,
    day: Annotated[
        str | None, typer.Argument(metavar="[DATE]", help="Day the private texts are erased, as in 2027-12-31.")
    ] = None,
    last_gathering: Annotated[
        str | None, typer.Option(metavar="DATE", help="Or: day of the last gathering; it ends six months after.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Set the day a group ends. What its members wrote is erased that day."""
    if (day is None) == (last_gathering is None):
        stop("Expected one date: the day the group ends, or --last-gathering. Write it as in 2027-12-31.")
    chosen = _date(day or last_gathering or "")
    with register_of(data) as register:
        found = find_group(register, group)
        if day:
            register.set_end(None, found.id, chosen)
        else:
            register.set_last_gathering(None, found.id, chosen)
        found = register.group(found.id)
    say_end(found)


@groups.command()
def erase(
    group: GroupArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    data: DataOption = None,
) -> None:
    """Erase a group and everything its members wrote, for good."""
    with register_of(data) as register:
        found = find_group(register, group)
        if not yes and not typer.confirm(f"Erase {name_of(found)} and everything its members wrote, for good?"):
            stop("Nothing was erased.")
        register.erase_group(found.id)
    say(f"{name_of(found)} is erased.")


@contextmanager
def register_of(data: Path | None) -> Iterator[Register]:
    """The register of the data folder; what it refuses becomes one sentence."""
    from samling_exercises.answers.errors import StorageError
    from samling_exercises.groups import open_register

    try:
        with open_register(data_environment(data)) as register:
            yield register
    except StorageError as error:
        stop(str(error))


def find_group(register: Register, which: str) -> GroupFacts:
    """The group with this id or name; stops with a sentence when there is none, or several."""
    found = [group for group in register.groups() if which in (group.id, group.name)]
    if len(found) > 1:
        stop(f"{len(found)} groups are called '{which}'. Choose by id: {spoken([group.id for group in found])}.")
    if not found:
        stop(f"There is no group '{which}'. samling group list names those there are.")
    return found[0]


def _title(programme: str, language: str) -> str:
    if programme not in programmes():
        stop(f"There is no programme '{programme}'. Choose {spoken(programmes())}.")
    try:
        return load_programme(programme).text(language).title
    except LookupError as error:
        stop(str(error.args[0]))


def _date(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        stop(f"Expected a date as in 2027-06-30, came '{written}'.")


def _address(chosen: str | None, quiet: bool = False) -> str:
    if chosen is None:
        usual = usual_address()
        if not quiet:
            note(f"The join link leads to {usual}. Name another with --address when the workbook is reached elsewhere.")
        return usual
    if proxy_name(chosen) is None:
        stop(f"Expected an address as in https://heftet.example.no, came '{chosen}'.")
    return chosen


def _can_be_written(file: Path) -> None:
    """Stop before codes are made that can't be printed, or older cards are made worthless for them."""
    from .cards import check_printing
    from .handouts import PrintingUnavailable

    if file.is_dir():
        stop(f"{file} is a folder. Name a file, as in cards.pdf.")
    if not file.parent.is_dir():
        stop(f"There is no folder {file.parent}. Make it, or name another.")
    try:
        check_printing()
    except PrintingUnavailable as error:
        stop(str(error))


def _written(file: Path, group: GroupFacts, invited: Sequence[Invited], address: str, language: str) -> str | None:
    """Write the cards; the sentence that says why it could not be done, or None."""
    from .cards import CardsOf, JoinCard, write_cards

    of = CardsOf(group.name or "", _title(group.programme or "", language), address, group.link)
    try:
        write_cards(file, of, [JoinCard(one.seat or 0, str(one.code)) for one in invited], language)
    except OSError as error:
        return f"The cards could not be written to {file} ({error.strerror}). Make new ones with samling group cards."
    return None
