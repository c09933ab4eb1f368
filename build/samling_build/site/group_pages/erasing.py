"""Erasing everything of oneself: a page that says what goes, and a tick that means it."""

from __future__ import annotations

from http import HTTPStatus

from tornado import web

from ..identity import forget
from .base import GroupHandler


class ErasePage(GroupHandler):
    """The handler of ``/me/erase``."""

    @web.authenticated
    async def get(self) -> None:
        """What goes, and what can't be called back."""
        self._form()

    @web.authenticated
    async def post(self) -> None:
        """Erase, once it is meant."""
        if self.get_body_argument("meant", "") != "yes":
            self.set_status(HTTPStatus.UNPROCESSABLE_ENTITY)
            self._form(fault=True)
            return
        seat = self.own_seat()
        # The kernels first, since they hold the key; one that writes still is refused by the tombstone.
        await self.kernels.close_kernels_of(member=seat.member)
        await self.ask(self.register.erase, seat.member)
        left = [other for other in self.seats if other != seat]
        if not left:
            forget(self)
        self.show_group("erased.html.j2", visitor=self.visitor if left else None)

    def _form(self, fault: bool = False) -> None:
        seat = self.own_seat()
        self.show_group("erase.html.j2", seat=seat, name=self.group_name(seat.group), fault=fault)
