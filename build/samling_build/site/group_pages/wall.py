"""The wall: one thought at a time, for the whole room, and nothing to press."""

from __future__ import annotations

from tornado import web

from samling_exercises import Programme, load_programme, programmes
from samling_exercises.groups import GroupFacts
from samling_exercises.programme import Gathering

from .base import GroupHandler, programme_of


class WallPage(GroupHandler):
    """The handler of ``/wall/<id>``, with ``?gathering=2`` where there are several."""

    @web.authenticated
    async def get(self, group: str) -> None:
        """Where we are, and how to come in."""
        seat = self.seat_in(group, "wall", "mentor")
        programme = shown_programme(seat.group)
        gathering = chosen(programme, self.get_query_argument("gathering", ""))
        text = gathering.texts.get(self.language) if gathering else None
        self.show_group(
            "wall.html.j2",
            group=seat.group,
            name=self.group_name(seat.group),
            programme=self.programme_title(programme),
            number=gathering.id if gathering else "",
            title=text.title if text else "",
            **self.way_in(seat.group),
        )


def shown_programme(group: GroupFacts) -> Programme | None:
    """The group's programme; for the practice group, which goes through them all, the first."""
    return load_programme(programmes()[0]) if group.practice and programmes() else programme_of(group)


def chosen(programme: Programme | None, asked: str) -> Gathering | None:
    """The gathering that was asked for, else the only one."""
    gatherings = programme.gatherings if programme else ()
    named = next((gathering for gathering in gatherings if gathering.id == asked), None)
    return named or (gatherings[0] if len(gatherings) == 1 else None)
