"""A group as its mentor sees it: seats, cards, invitations, dates, the end. Nothing anybody wrote."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from tornado import web

from samling_exercises.groups import NotAllowed, Role, Seat

from ...days import spoken_day
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

    async def say_not_done(self, seat: Seat, fault: str, status: HTTPStatus = HTTPStatus.CONFLICT) -> None:
        """The group's page, with why something was not done."""
        self.set_status(status)
        await self.show_group_page(seat, fault)


class GroupPage(LeadingHandler):
    """The handler of ``/group/<id>``."""

    @web.authenticated
    async def get(self, group: str) -> None:
        """The page."""
        await self.show_group_page(self.seat_in(group, "mentor"))


class ActingHandler(LeadingHandler):
    """An address that only takes a form."""

    @web.authenticated
    async def get(self, group: str, *_more: str) -> None:
        """An address that was kept: the group's page, where the buttons are."""
        self.go(self.at(f"group/{group}"))


class GroupDeed(ActingHandler):
    """The handlers of ``/group/<id>/close``, ``…/end`` and ``…/last``: change it, then show the page anew."""

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
            await self.say_not_done(seat, error.reason)
            return
        self.go(self.at(f"group/{group}", said="closed" if deed == "close" else "dates"))

    def _day(self) -> date:
        try:
            return date.fromisoformat(self.get_body_argument("day", ""))
        except ValueError:
            raise NotAllowed("date") from None


class ErasePractice(ActingHandler):
    """The handler of ``/group/<id>/erase``: only for the practice group; a real one ends on its day."""

    @web.authenticated
    async def post(self, group: str) -> None:
        """Erase it; whoever was only in it is at the start again."""
        seat = self.seat_in(group, "mentor")
        if not seat.group.practice:
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        await self.ask(self.register.erase_practice)
        await self.close_what_ended()
        self.go(self.base_url)
