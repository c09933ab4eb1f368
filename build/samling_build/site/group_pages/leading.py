"""A group as its mentor sees it: seats, cards, invitations, dates, the end. Nothing anybody wrote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from http import HTTPStatus

from tornado import web

from samling_exercises.groups import GroupFacts, Invited, NotAllowed, Role, Seat

from ...cards import CardsOf, JoinCard, cards_pdf
from ...days import spoken_day
from ...handouts import PrintingUnavailable
from .base import GroupHandler, programme_of

SAID = ("dates", "closed")
INVITED: tuple[Role, ...] = ("mentor", "wall", "coordinator")


class LeadingHandler(GroupHandler):
    """What the mentor's pages share."""

    async def show_group_page(self, seat: Seat, fault: str = "") -> None:
        """The group's page, with what could not be done."""
        group = await self.ask(self.register.group, seat.group.id)
        people = await self.ask(self.register.seats, seat.member, group.id)
        programme = programme_of(group)
        said = self.get_query_argument("said", "")
        self.show_group(
            "group.html.j2",
            seat=seat,
            group=group,
            name=self.group_name(group),
            programme=self.programme_title(programme),
            own_role=self.role_name("mentor", programme),
            roles={role: self.role_name(role, programme) for role in INVITED},
            places=[person for person in people if person.seat is not None],
            others_in=[person for person in people if person.seat is None],
            untaken=sum(person.seat is not None and person.invited for person in people),
            last=spoken_day(group.last_gathering_on, self.language) if group.last_gathering_on else "",
            ends=spoken_day(group.ends_on, self.language) if group.ends_on else "",
            said=said if said in SAID else "",
            fault=fault,
            **self.way_in(group),
        )

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


class GroupPage(LeadingHandler):
    """The handler of ``/group/<id>``."""

    @web.authenticated
    async def get(self, group: str) -> None:
        """The page."""
        await self.show_group_page(self.seat_in(group, "mentor"))


class Cards(LeadingHandler):
    """The handler of ``/group/<id>/cards``: fresh invitations for the seats nobody has taken, as a PDF to cut."""

    @web.authenticated
    async def get(self, group: str) -> None:
        """An address that was kept: the group's page, where the button is."""
        self.go(self.at(f"group/{group}"))

    @web.authenticated
    async def post(self, group: str) -> None:
        """The PDF."""
        seat = self.seat_in(group, "mentor")
        try:
            invited = await self.visits.open(self.register.new_invitations, seat.member, group)
            content = await self.visits.open(self._printed, seat.group, invited)
        except NotAllowed as error:
            self.set_status(HTTPStatus.CONFLICT)
            await self.show_group_page(seat, error.reason)
            return
        except PrintingUnavailable:
            self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
            await self.show_group_page(seat, "printing")
            return
        self.set_header("Content-Type", "application/pdf")
        self.set_header("Content-Disposition", 'inline; filename="samlingsheftet.pdf"')
        self.finish(content)

    def _printed(self, group: GroupFacts, invited: Sequence[Invited]) -> bytes:
        cards = [JoinCard(one.seat or 0, str(one.code)) for one in invited]
        title = self.programme_title(programme_of(group))
        of = CardsOf(self.group_name(group), title, self.address_for_others, group.link)
        return cards_pdf(of, cards, self.language)


class Invite(LeadingHandler):
    """The handler of ``/group/<id>/invite``: one more seat of a role; its code is shown on the answer, this once."""

    @web.authenticated
    async def get(self, group: str) -> None:
        """An address that was kept: the group's page, where the buttons are."""
        self.go(self.at(f"group/{group}"))

    @web.authenticated
    async def post(self, group: str) -> None:
        """The code."""
        seat = self.seat_in(group, "mentor")
        role = self.get_body_argument("role", "")
        if role not in ("participant", *INVITED) or seat.group.practice:
            raise web.HTTPError(HTTPStatus.BAD_REQUEST)
        try:
            if role == "participant":
                invited = await self.visits.open(self.register.add_seat, seat.member, group)
            else:
                (invited,) = await self.visits.open(self.register.new_invitations, seat.member, group, role=role)
        except NotAllowed as error:
            self.set_status(HTTPStatus.CONFLICT)
            await self.show_group_page(seat, error.reason)
            return
        self.show_invited(seat, invited)


class FreeSeat(LeadingHandler):
    """The handler of ``/group/<id>/free``: a seat goes to somebody new, whose invitation is shown this once."""

    @web.authenticated
    async def get(self, group: str) -> None:
        """An address that was kept: the group's page, where the buttons are."""
        self.go(self.at(f"group/{group}"))

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
            invited = await self.visits.open(self.register.free_seat, seat.member, found)
        except NotAllowed as error:
            self.set_status(HTTPStatus.CONFLICT)
            await self.show_group_page(seat, error.reason)
            return
        await self.close_what_ended()
        self.show_invited(seat, invited)


class GroupDeed(LeadingHandler):
    """The handlers of ``/group/<id>/close``, ``…/end`` and ``…/last``: change it, then show the page anew."""

    @web.authenticated
    async def get(self, group: str, deed: str) -> None:
        """An address that was kept: the group's page."""
        self.go(self.at(f"group/{group}"))

    @web.authenticated
    async def post(self, group: str, deed: str) -> None:
        """Do it."""
        seat = self.seat_in(group, "mentor")
        try:
            if deed == "close":
                await self.ask(self.register.close, seat.member, group)
            else:
                change = self.register.set_end if deed == "end" else self.register.set_last_gathering
                await self.ask(change, seat.member, group, self._day())
        except NotAllowed as error:
            self.set_status(HTTPStatus.CONFLICT)
            await self.show_group_page(seat, error.reason)
            return
        self.go(self.at(f"group/{group}", said="closed" if deed == "close" else "dates"))

    def _day(self) -> date:
        try:
            return date.fromisoformat(self.get_body_argument("day", ""))
        except ValueError:
            raise NotAllowed("date") from None


class ErasePractice(GroupHandler):
    """The handler of ``/group/<id>/erase``: only for the practice group; a real one ends on its day."""

    @web.authenticated
    async def get(self, group: str) -> None:
        """An address that was kept: the group's page."""
        self.go(self.at(f"group/{group}"))

    @web.authenticated
    async def post(self, group: str) -> None:
        """Erase it; whoever was only in it is at the start again."""
        seat = self.seat_in(group, "mentor")
        if not seat.group.practice:
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        await self.ask(self.register.erase_practice)
        await self.close_what_ended()
        self.go(self.base_url)
