"""Codes for others, as a mentor gets them: on cards to print, or one at a time, shown once."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from tornado import web

from samling_exercises.groups import GroupFacts, Invited, NotAllowed, Seat

from ...cards import CardsOf, JoinCard, cards_pdf, check_printing
from ...handouts import PrintingUnavailable
from .base import programme_of
from .leading import INVITED, ActingHandler


class Cards(ActingHandler):
    """The handler of ``/group/<id>/cards``: fresh invitations for the seats nobody has taken, as a PDF to cut."""

    @web.authenticated
    async def post(self, group: str) -> None:
        """The PDF."""
        seat = self.seat_in(group, "mentor")
        try:
            await self.visits.print(check_printing)
            invited = await self.open_alone(seat, self.register.new_invitations, seat.member, group)
        except NotAllowed as error:
            await self.say_not_done(seat, error.reason)
            return
        except PrintingUnavailable:
            await self.say_not_done(seat, "printing", HTTPStatus.SERVICE_UNAVAILABLE)
            return
        if not invited:
            await self.say_not_done(seat, "practice" if seat.group.practice else "nobody")
            return
        content = await self.visits.print(self._printed, seat.group, invited)
        self.set_header("Content-Type", "application/pdf")
        self.set_header("Content-Disposition", 'inline; filename="samlingsheftet.pdf"')
        self.finish(content)

    def _printed(self, group: GroupFacts, invited: Sequence[Invited]) -> bytes:
        cards = [JoinCard(one.seat or 0, str(one.code)) for one in invited]
        title = self.programme_title(programme_of(group))
        of = CardsOf(self.group_name(group), title, self.address_for_others, group.link)
        return cards_pdf(of, cards, self.language)


class InvitingHandler(ActingHandler):
    """What the pages that show a code share."""

    def show_invited(self, seat: Seat, invited: Invited) -> None:
        """A code, this once."""
        self.show_group(
            "invited.html.j2",
            group=seat.group,
            name=self.group_name(seat.group),
            invited=invited,
            role=self.role_name(invited.role, programme_of(seat.group)),
            fours=str(invited.code).split("-"),
            **self.way_in(seat.group),
        )


class Invite(InvitingHandler):
    """The handler of ``/group/<id>/invite``: one more seat of a role; its code is shown on the answer, this once."""

    @web.authenticated
    async def post(self, group: str) -> None:
        """The code."""
        seat = self.seat_in(group, "mentor")
        wanted = self.get_body_argument("role", "")
        role = next((role for role in ("participant", *INVITED) if role == wanted), None)
        if role is None or seat.group.practice:
            raise web.HTTPError(HTTPStatus.BAD_REQUEST)
        try:
            if role == "participant":
                invited = await self.open_alone(seat, self.register.add_seat, seat.member, group)
            else:
                (invited,) = await self.open_alone(seat, self.register.new_invitations, seat.member, group, role=role)
        except NotAllowed as error:
            await self.say_not_done(seat, error.reason)
            return
        self.show_invited(seat, invited)


class FreeSeat(InvitingHandler):
    """The handler of ``/group/<id>/free``: a seat goes to somebody new, whose invitation is shown this once."""

    @web.authenticated
    async def post(self, group: str) -> None:
        """Whoever had the seat has left, and is signed out."""
        seat = self.seat_in(group, "mentor")
        number = self.get_body_argument("seat", "")
        people = await self.ask(self.register.seats, seat.member, group)
        found = next((one.member for one in people if one.member and str(one.seat) == number), None)
        try:
            if found is None:
                raise NotAllowed("gone")
            invited = await self.open_alone(seat, self.register.free_seat, seat.member, found)
        except NotAllowed as error:
            await self.say_not_done(seat, error.reason)
            return
        await self.close_what_ended()
        self.show_invited(seat, invited)
