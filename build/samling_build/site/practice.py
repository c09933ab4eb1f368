"""The practice group: on this very machine anybody may try every role, without a code.

It is there only while the server listens to this machine alone and no proxy stands before it: behind one, everybody
seems to sit here.
"""

from __future__ import annotations

from http import HTTPStatus

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web

from samling_exercises.groups import Role

from .handlers import SiteHandler
from .identity import sits_here

ROLES: tuple[Role, ...] = ("participant", "mentor", "wall", "coordinator")


def from_own_page(handler: SiteHandler) -> bool:
    """Whether a form says that a page of ours sent it: a proxy that adds no header of its own may pass on others.

    An Origin that is there is ours, or the request would not have come this far.
    """
    headers = handler.request.headers
    return "Origin" in headers or headers.get("Sec-Fetch-Site") == "same-origin"


def practice_is_open(handler: SiteHandler) -> bool:
    """Whether whoever asks may enter the practice group: from this very machine, with no proxy configured or seen."""
    return bool(handler.settings["samling_practice"]) and sits_here(handler)


class PracticePage(SiteHandler):
    """The handler of ``/practice``."""

    before_codes = True

    @allow_unauthenticated
    async def post(self) -> None:
        """Enter in a role, and go to the page asked for (``next``) or to where the role begins."""
        asked = self.get_body_argument("role", "")
        role = next((known for known in ROLES if known == asked), None)
        if role is None:
            raise web.HTTPError(HTTPStatus.BAD_REQUEST)
        if not (practice_is_open(self) and from_own_page(self)):
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        entered = await self.ask(self.register.practice_seat, role, self.token)
        await self.let_in(entered, shared_computer=False)
        self.redirect(await self._goal(entered.token, entered.member), status=HTTPStatus.SEE_OTHER)

    async def _goal(self, token: str, member: str) -> str:
        asked = self.own_path(self.get_body_argument("next", ""), "")
        if asked:
            return asked
        visit = await self.ask(self.register.visit, token)
        for seat in visit.seats if visit else ():
            if seat.member == member and seat.role == "wall":
                return self.at(f"wall/{seat.group.id}")
        return self.base_url
