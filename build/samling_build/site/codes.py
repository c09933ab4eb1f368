"""The codes, shown once on their owner's own screen: until they are said to be written down, always fresh ones."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from samling_exercises.groups.codes import Code

from .handlers import SiteHandler

if TYPE_CHECKING:
    from samling_exercises.groups import Seat


class Shown:
    """Which codes a member was shown last, by their locator, which is no secret. In this server's memory alone.

    Two windows show different codes, and only the newest open anything; a tick in the older one must not count.
    """

    def __init__(self) -> None:
        self._last: dict[str, str] = {}

    def has_shown(self, member: str) -> bool:
        """Whether there are codes of the member on a screen that nobody has said to be written down."""
        return member in self._last

    def note(self, member: str, code: Code) -> str:
        """These codes are on a screen now; the mark to come back with the tick."""
        self._last[member] = code.locator
        return code.locator

    def take(self, member: str, mark: str) -> bool:
        """Whether the mark is of the codes that were shown last; true once."""
        if not mark or self._last.get(member) != mark:
            return False
        del self._last[member]
        return True


class CodesPage(SiteHandler):
    """The handler of ``/codes``."""

    before_codes = True

    async def get(self) -> None:
        """Fresh codes of the first seat that has not confirmed any; nothing for whoever has."""
        seat, token = self.unconfirmed, self.token
        if seat is None or token is None:
            self.redirect(self.base_url)
            return
        await show_new_codes(self, seat, token)

    async def post(self) -> None:
        """They are written down."""
        member = self.get_body_argument("member", "")
        seat = self.visitor.seat(member) if self.visitor else None
        if (
            seat
            and self.get_body_argument("written", "")
            and _shown(self).take(member, self.get_body_argument("mark", ""))
        ):
            await self.ask(self.register.codes_seen, member)
            self.redirect(self.base_url, status=HTTPStatus.SEE_OTHER)
            return
        self.redirect(self.at("codes"), status=HTTPStatus.SEE_OTHER)


async def show_new_codes(handler: SiteHandler, seat: Seat, token: str) -> None:
    """Make fresh codes of a seat, and finish with the page that shows them. The earlier ones open nothing any more."""
    personal, recovery = await handler.open_alone(seat, handler.register.new_codes, token, seat.member)
    await handler.close_what_ended()
    shown = _shown(handler)
    handler.show(
        "codes.html.j2",
        seat=seat,
        again=shown.has_shown(seat.member),
        member=seat.member,
        mark=shown.note(seat.member, personal),
        codes={"personal": _fours(personal), "recovery": _fours(recovery)},
    )


def _shown(handler: SiteHandler) -> Shown:
    shown: Shown = handler.settings["samling_shown"]
    return shown


def _fours(code: Code) -> list[str]:
    return str(code).split("-")
