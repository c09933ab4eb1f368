"""Making a group: with the organiser's code, and whoever makes it is its first mentor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated

from samling_exercises import load_programme, programmes
from samling_exercises.answers import StorageError
from samling_exercises.groups import BadGroupName, BadNickname, Entered, NotAllowed
from samling_exercises.groups.groups import MOST_SEATS
from samling_exercises.groups.names import checked_nickname

from ..identity import browser_of, seen_from
from ..organiser import is_organisers
from ..slowing import Slowing, TooSoon, guessers
from .base import GroupHandler

USUAL_SEATS = 8
COMPUTERS = ("own", "shared")


@dataclass(frozen=True)
class Wanted:
    """What was asked for, as it was typed; the organiser's code is not kept with it, so it is never shown again."""

    name: str = ""
    programme: str = ""
    seats: str = str(USUAL_SEATS)
    last: str = ""
    nickname: str = ""
    computer: str = ""


class NewGroupPage(GroupHandler):
    """The handler of ``/groups/new``."""

    @allow_unauthenticated
    async def get(self) -> None:
        """The form."""
        self._form(Wanted())

    @allow_unauthenticated
    async def post(self) -> None:
        """Make the group, or say what is amiss."""
        wanted = Wanted(**{name: self.get_body_argument(name, "")[:200] for name in Wanted.__dataclass_fields__})
        try:
            is_organiser = await self._is_organiser()
        except TooSoon as error:
            self.set_status(HTTPStatus.TOO_MANY_REQUESTS)
            self.set_header("Retry-After", str(error.seconds))
            self._form(wanted, "slow", seconds=error.seconds)
            return
        if not is_organiser:
            self.set_status(HTTPStatus.FORBIDDEN)
            self._form(wanted, "code")
            return
        try:
            entered = await self.visits.open_alone({f"browser {browser_of(self)}"}, self._make, wanted)
        except Amiss as error:
            self.set_status(HTTPStatus.UNPROCESSABLE_ENTITY)
            self._form(wanted, error.fault)
            return
        await self.let_in(entered, wanted.computer == "shared")
        self.go(self.at("codes"))

    async def _is_organiser(self) -> bool:
        """Whether the form came with the organiser's code. Raises TooSoon."""
        slowing: Slowing = self.settings["samling_slowing"]
        async with slowing.trying(guessers(seen_from(self), browser_of(self))) as attempt:
            found = is_organisers(self.data, self.get_body_argument("code", ""))
            if not found:
                attempt.wrong()
        return found

    def _make(self, wanted: Wanted) -> Entered:
        """The group, and a seat in it for whoever made it. Raises Amiss; then there is no group."""
        seats, last = checked(wanted)
        try:
            made = self.register.new_group(wanted.name, wanted.programme, seats, last)
        except BadGroupName as error:
            raise Amiss(f"name-{error.reason}") from None
        except NotAllowed as error:
            raise Amiss(error.reason) from None
        code = next(invited.code for invited in made.invitations if invited.role == "mentor")
        try:
            return self.register.take_seat(str(code), wanted.nickname, self.token, wanted.computer == "shared")
        except StorageError:
            # A group that nobody can get into would only lie there.
            self.register.erase_group(made.group.id)
            raise

    def _form(self, wanted: Wanted, fault: str = "", **values: Any) -> None:
        offered = [load_programme(name) for name in programmes()]
        self.show_group(
            "new_group.html.j2",
            wanted=wanted,
            fault=fault,
            offered=[(one.id, self.programme_title(one) or one.id) for one in offered],
            most=MOST_SEATS,
            today=date.today().isoformat(),
            **{"seconds": 0, **values},
        )


class Amiss(ValueError):
    """Something that was typed can't be used; ``fault`` names it to the page."""

    def __init__(self, fault: str) -> None:
        super().__init__(f"Expected a form that can be used, came one with this amiss: {fault}. Say so on the page.")
        self.fault = fault


def checked(wanted: Wanted) -> tuple[int, date | None]:
    """How many seats, and the day of the last gathering. Raises Amiss."""
    if not wanted.seats.isdecimal():
        raise Amiss("seats")
    try:
        last = date.fromisoformat(wanted.last) if wanted.last else None
    except ValueError:
        raise Amiss("date") from None
    try:
        checked_nickname(wanted.nickname)
    except BadNickname as error:
        raise Amiss(f"nickname-{error.reason}") from None
    if wanted.computer not in COMPUTERS:
        raise Amiss("computer")
    return int(wanted.seats), last
