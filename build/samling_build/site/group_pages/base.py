"""What the pages of groups have in common: whose seat it is, and the groups' own words."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from tornado import web

from samling_exercises import Programme, load_programme
from samling_exercises.answers.company import opaque_id
from samling_exercises.groups import GroupFacts, Seat
from samling_exercises.interface import Translator, translator

from .. import folders
from ..handlers import SiteHandler, has_ended, still_there
from .way_in import address_for_visitors, way_in


class GroupHandler(SiteHandler):
    """A page about a group, or about one's own place in it. Templates have these words as ``say``."""

    @property
    def say(self) -> Translator:
        """The words of these pages in the reader's language."""
        return translator(folders.LOCALE, "groups", self.language)

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The visitor's seats; none for somebody who is not signed in."""
        return self.visitor.seats if self.visitor else ()

    def own_seat(self) -> Seat:
        """The seat that the address names with ``?seat=``, else the first.

        Raises 403 for one that is not there, Ended where the group's time is over.
        """
        asked = self.get_query_argument("seat", None)
        # Without a name, a group that goes on comes before one that has ended.
        for seat in sorted(self.seats, key=has_ended):
            if asked in (None, seat_key(seat)):
                return still_there(seat)
        raise web.HTTPError(HTTPStatus.FORBIDDEN)

    def own_link(self, seat: Seat, path: str = "me", **query: str) -> str:
        """An address about one of the visitor's seats; it says which only where there are several."""
        return self.at(path, **({"seat": seat_key(seat)} if len(self.seats) > 1 else {}), **query)

    def go(self, address: str) -> None:
        """Show another page after something was done, so that loading it again does not do it again."""
        self.redirect(address, status=HTTPStatus.SEE_OTHER)

    def show_group(self, template: str, **values: Any) -> None:
        """Finish with one of these pages."""
        common = {"say": self.say, "at": self.at, "own_link": self.own_link, "own_address": self.own_address}
        self.show(f"groups/{template}", **{**common, **values})

    @property
    def address_for_others(self) -> str:
        """Where others reach this site: behind a proxy its name, on a network this machine's."""
        return address_for_visitors(self)

    def way_in(self, group: GroupFacts) -> dict[str, Any]:
        """How others come into a group: as a QR code, and in words."""
        return way_in(group, self.address_for_others, self.say)

    def group_name(self, group: GroupFacts) -> str:
        """What a group is called."""
        say = self.say
        return say("Practice group") if group.practice else group.name or ""

    def role_name(self, role: str, programme: Programme | None) -> str:
        """What a role is called: ``deltaker``, or whatever the programme calls its mentor."""
        if role == "mentor" and programme is not None and self.language in programme.texts:
            return programme.text(self.language).leader
        say = self.say
        return {
            "participant": say("participant"),
            "mentor": say("mentor"),
            "wall": say("wall screen"),
            "coordinator": say("coordinator"),
        }[role]

    def programme_title(self, programme: Programme | None) -> str:
        """A programme's title in the reader's language, as far as there is one."""
        return programme.text(self.language).title if programme and self.language in programme.texts else ""


def seat_key(seat: Seat) -> str:
    """What tells one visitor's seats apart in an address: no secret, and not the member's id either."""
    return opaque_id(seat.group.id, seat.member)


def programme_of(group: GroupFacts) -> Programme | None:
    """A group's programme; None for a group that goes through them all, or one whose content is gone."""
    try:
        return load_programme(group.programme) if group.programme else None
    except LookupError:
        return None
