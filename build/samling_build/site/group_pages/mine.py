"""My page: who I am to the others, what I show them, my codes, taking out, signing out, leaving."""

from __future__ import annotations

from http import HTTPStatus

from tornado import web

from samling_exercises.answers import UnknownKey
from samling_exercises.groups import BadNickname, Seat

from ...days import is_near, spoken_day, spoken_moment
from ..codes import show_new_codes
from ..identity import forget
from .base import GroupHandler, programme_of
from .shares import exercise_title, field_label, shared_fields, stop_sharing

SAID = ("nickname", "unshared", "left")
"""What may be told to have been done (``?said=``)."""


class MyPage(GroupHandler):
    """The handler of ``/me``."""

    @web.authenticated
    async def get(self) -> None:
        """The page."""
        await self.show_mine(self.own_seat())

    async def show_mine(self, seat: Seat, nickname: str | None = None, fault: str = "") -> None:
        """The page of one seat, with what was typed and why it was not taken."""
        programme = programme_of(seat.group)
        shared = []
        if seat.role == "participant":
            found = await self.ask(shared_fields, self.data, seat.member, seat.group.programme)
            shared = [
                {
                    "exercise": one.exercise.key,
                    "field": one.field,
                    "title": exercise_title(one.exercise, self.language),
                    "label": field_label(one.exercise, one.field, self.language),
                    "audience": one.audience,
                    "day": spoken_moment(one.shared_at, self.language),
                }
                for one in found
            ]
        said = self.get_query_argument("said", "")
        other_seats = [
            (self.own_link(other), self.group_name(other.group), self.role_name(other.role, programme_of(other.group)))
            for other in self.seats
            if other != seat
        ]
        self.show_group(
            "me.html.j2",
            seat=seat,
            other_seats=other_seats,
            name=self.group_name(seat.group),
            programme=self.programme_title(programme),
            role=self.role_name(seat.role, programme),
            ends=spoken_day(seat.group.ends_on, self.language) if seat.group.ends_on else "",
            near=is_near(seat.group.ends_on),
            nickname=seat.nickname or "" if nickname is None else nickname,
            fault=fault,
            shared=shared,
            said=said if said in SAID else "",
            shared_computer=self.visitor.shared_computer if self.visitor else False,
        )


class MyDeed(MyPage):
    """The handlers of ``/me/<deed>``: each changes one thing, then shows the page anew."""

    deeds = ("nickname", "unshare", "codes", "everywhere", "leave")

    @web.authenticated
    async def get(self, deed: str) -> None:
        """An address that was kept or sent: the page itself."""
        self.go(self.own_link(self.own_seat()))

    @web.authenticated
    async def post(self, deed: str) -> None:
        """Do it."""
        seat = self.own_seat()
        if deed == "nickname":
            await self._rename(seat)
        elif deed == "unshare":
            await self._unshare(seat)
        elif deed == "codes":
            await self._new_codes(seat)
        elif deed == "everywhere":
            await self._out_everywhere(seat)
        else:
            await self._leave(seat)

    async def _rename(self, seat: Seat) -> None:
        wanted = self.get_body_argument("nickname", "")
        try:
            await self.ask(self.register.rename, seat.member, wanted)
        except BadNickname as error:
            self.set_status(HTTPStatus.UNPROCESSABLE_ENTITY)
            await self.show_mine(seat, wanted[:200], error.reason)
            return
        self.go(self.own_link(seat, said="nickname"))

    async def _unshare(self, seat: Seat) -> None:
        exercise, field = self.get_body_argument("exercise", ""), self.get_body_argument("field", "")
        try:
            await self.ask(stop_sharing, self.data, seat.member, exercise, field)
        except UnknownKey:
            raise web.HTTPError(HTTPStatus.BAD_REQUEST) from None
        self.go(self.own_link(seat, said="unshared"))

    async def _new_codes(self, seat: Seat) -> None:
        if seat.group.practice or self.token is None:
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        # Shown as the answer, and not on another page: making codes twice takes everybody's time twice. Until they are
        # written down, every page of the member's leads to fresh ones.
        await show_new_codes(self, seat, self.token)

    async def _out_everywhere(self, seat: Seat) -> None:
        await self.ask(self.register.sign_out_everywhere, seat.member)
        await self.close_what_ended()
        if len(self.seats) == 1:
            forget(self)
        self.go(self.at("out") if len(self.seats) == 1 else self.base_url)

    async def _leave(self, seat: Seat) -> None:
        await self.ask(self.register.leave, seat.member)
        self.go(self.own_link(seat, said="left"))
