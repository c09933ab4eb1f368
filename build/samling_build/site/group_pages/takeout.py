"""Taking everything out: a zip that is made in memory and never lies on the server's disk."""

from __future__ import annotations

from tornado import web

from ...takeout import takeout_zip
from .base import GroupHandler


class TakeoutFile(GroupHandler):
    """The handler of ``/me/takeout``."""

    @web.authenticated
    async def get(self) -> None:
        """An address that was kept: the page with the button."""
        self.go(self.own_link(self.own_seat()) + "#takeout")

    @web.authenticated
    async def post(self) -> None:
        """The zip."""
        seat, token = self.own_seat(), self.token
        stored = await self.ask(self.register.personal, token or "", seat.member)
        packed = await self.ask(takeout_zip, stored, self.group_name(seat.group), seat.nickname or "", self.language)
        self.set_header("Content-Type", "application/zip")
        self.set_header("Content-Disposition", 'attachment; filename="samlingsheftet.zip"')
        self.finish(packed)
