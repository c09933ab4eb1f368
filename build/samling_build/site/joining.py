"""Coming in: one field for any code, then a nickname for whoever is new.

An invitation leads to the nickname, a personal code straight in, a recovery code to new codes. What went wrong is said
in the same words for an unknown group, an unknown person and a wrong code.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated

from samling_exercises.groups import BadNickname, Invitation, NotAdmitted
from samling_exercises.groups.codes import Code, CodeKind, read_code

from .entries import Entries, Entry
from .handlers import SiteHandler
from .identity import browser_of, cookie_name, cookie_rules, seen_from
from .slowing import Key, Slowing, TooSoon, guessers

WALL = "wall"


class DoorHandler(SiteHandler):
    """A page on the way in."""

    @property
    def slowing(self) -> Slowing:
        """How often codes were wrong."""
        slowing: Slowing = self.settings["samling_slowing"]
        return slowing

    @property
    def entries(self) -> Entries:
        """Those who are choosing a nickname."""
        entries: Entries = self.settings["samling_entries"]
        return entries

    def wait(self, error: TooSoon) -> dict[str, Any]:
        """What is said to somebody who tried too often."""
        self.set_status(HTTPStatus.TOO_MANY_REQUESTS)
        self.set_header("Retry-After", str(error.seconds))
        return {"fault": "slow", "seconds": error.seconds}


class JoinPage(DoorHandler):
    """The handler of ``/join`` and ``/join/<link>``."""

    @allow_unauthenticated
    async def get(self, link: str | None = None) -> None:
        """The form."""
        after = self.own_path(self.get_query_argument("next", ""), "")
        if self.visitor and after:
            self.redirect(after)
            return
        self._form(link, after)

    @allow_unauthenticated
    async def post(self, link: str | None = None) -> None:
        """Let somebody in, or say why not."""
        after = self.own_path(self.get_body_argument("next", ""), "")
        computer = self.get_body_argument("computer", "")
        code = read_code(self.get_body_argument("code", ""))
        if code is None:
            self.set_status(HTTPStatus.UNPROCESSABLE_ENTITY)
            self._form(link, after, computer, fault="shape")
            return
        if computer not in ("own", "shared"):
            self.set_status(HTTPStatus.UNPROCESSABLE_ENTITY)
            self._form(link, after, fault="computer")
            return
        keys = guessers(seen_from(self), browser_of(self), code.locator)
        try:
            goal = await self._show_code(keys, code, link, computer == "shared")
        except TooSoon as error:
            self._form(link, after, computer, **self.wait(error))
        except NotAdmitted as error:
            self.set_status(HTTPStatus.FORBIDDEN)
            self._form(link, after, computer, fault=error.reason)
        else:
            self.redirect(goal or after or self.base_url, status=HTTPStatus.SEE_OTHER)

    async def _show_code(self, keys: tuple[Key, ...], code: Code, link: str | None, shared: bool) -> str:
        """Where the code leads; nothing for wherever one wanted to go. Raises TooSoon, NotAdmitted."""
        async with self.slowing.trying(keys) as attempt:
            try:
                found = await self.visits.open(self.register.recognise, str(code), link)
                if isinstance(found, Invitation):
                    name = self.entries.keep(Entry(code, found, shared))
                    self.set_cookie(cookie_name(self, "entry"), name, **cookie_rules(self))
                    return self.at("seat")
                recovering = code.kind is CodeKind.RECOVERY
                enter = self.register.recover if recovering else self.register.sign_in
                entered = await self.visits.open(enter, str(code), shared, self.token)
            except NotAdmitted:
                # Whatever the reason: a code at the link of a group that has ended need not be one of its codes.
                attempt.wrong()
                raise
        await self.let_in(entered, shared)
        return self.at("codes") if recovering else ""

    def _form(self, link: str | None, after: str, computer: str = "", fault: str = "", seconds: int = 0) -> None:
        self.show(
            "join.html.j2",
            address=self.at(f"join/{link}" if link else "join"),
            after=after,
            computer=computer,
            fault=fault,
            seconds=seconds,
        )


class SeatPage(DoorHandler):
    """The handler of ``/seat``: a nickname, and the seat is taken."""

    before_codes = True

    @allow_unauthenticated
    async def get(self) -> None:
        """The form, for somebody who has just shown an invitation."""
        entry = self.entries.find(self.get_cookie(cookie_name(self, "entry")))
        if entry is None:
            self.redirect(self.at("join"))
            return
        self._form(entry)

    @allow_unauthenticated
    async def post(self) -> None:
        """Take the seat; the codes come next."""
        name = self.get_cookie(cookie_name(self, "entry"))
        entry = self.entries.find(name)
        if entry is None:
            self.redirect(self.at("join"), status=HTTPStatus.SEE_OTHER)
            return
        nickname = self.get_body_argument("nickname", "")
        try:
            entered = await self.visits.open_alone(
                {f"seat {entry.code.locator}"},
                self.register.take_seat,
                str(entry.code),
                nickname,
                self.token,
                entry.shared_computer,
            )
        except BadNickname as error:
            self.set_status(HTTPStatus.UNPROCESSABLE_ENTITY)
            self._form(entry, nickname[:200], error.reason)
            return
        except NotAdmitted as error:
            self._forget(name)
            self.set_status(HTTPStatus.FORBIDDEN)
            self.show("join.html.j2", address=self.at("join"), after="", computer="", fault=error.reason, seconds=0)
            return
        self._forget(name)
        await self.let_in(entered, entry.shared_computer)
        self.redirect(self.at("codes"), status=HTTPStatus.SEE_OTHER)

    def _forget(self, name: str | None) -> None:
        self.entries.drop(name)
        self.clear_cookie(cookie_name(self, "entry"), **cookie_rules(self))

    def _form(self, entry: Entry, nickname: str = "", fault: str = "") -> None:
        _ = self.words
        self.show(
            "seat.html.j2",
            group=entry.invitation.group,
            role=entry.invitation.role,
            nickname=nickname or (_("The wall") if entry.invitation.role == WALL else ""),
            fault=fault,
        )
