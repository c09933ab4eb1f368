"""The learning log: what its reader wrote at the end of each gathering, on one page to read or print."""

from __future__ import annotations

from http import HTTPStatus

from tornado import web

from ...takeout import learning_log
from .base import GroupHandler


class LogPage(GroupHandler):
    """The handler of ``/me/log``."""

    @web.authenticated
    async def get(self) -> None:
        """The page; only a participant has one."""
        seat = self.own_seat()
        if seat.role != "participant":
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        stored = await self.ask(self.register.personal, self.token or "", seat.member)
        log = await self.ask(learning_log, stored, self.language)
        self.show_group("log.html.j2", seat=seat, name=self.group_name(seat.group), log=log)
