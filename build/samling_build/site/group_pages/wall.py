"""The way to the wall: which gathering it is for. The wall itself is a notebook's page, see ``notebooks``."""

from __future__ import annotations

from tornado import web

from samling_exercises.groups import Seat

from .base import GroupHandler
from .landing import Opening, in_order


class WallPage(GroupHandler):
    """The handler of ``/wall/<id>``, with ``?gathering=2`` where one is chosen already."""

    @web.authenticated
    async def get(self, group: str) -> None:
        """Straight to the wall where there is one to choose from, else the choice."""
        seat = self.seat_in(group, "wall", "mentor")
        walls = self.walls(seat)
        asked = self.get_query_argument("gathering", "")
        chosen = [wall for wall in walls if wall.number == asked] or walls
        if len(chosen) == 1:
            self.redirect(chosen[0].address)
            return
        self.show_group("wall.html.j2", group=seat.group, name=self.group_name(seat.group), walls=walls)

    def walls(self, seat: Seat) -> list[Opening]:
        """The walls of the seat's programme in the reader's language."""
        return [
            Opening(
                number=entry.says("gathering"),
                title=entry.says("title"),
                summary=entry.says("summary"),
                address=self.at(f"voila/render/{entry.address}", group=seat.group.id),
            )
            for entry in in_order(self.library.entries(), self.language)
            if entry.says("role") == "wall" and seat.group.programme in (None, entry.says("programme"))
        ]
