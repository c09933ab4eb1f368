"""Numbers for a coordinator: of participants together, never of one of them, and never a word of theirs."""

from __future__ import annotations

from tornado import web

from samling_exercises.groups import Counts

from .base import GroupHandler, programme_of

SMALL = 5
"""Fewer than this may be a person."""


class CountsPage(GroupHandler):
    """The handler of ``/counts/<id>``."""

    @web.authenticated
    async def get(self, group: str) -> None:
        """The page."""
        seat = self.seat_in(group, "coordinator", "mentor")
        counts: Counts = await self.ask(self.register.counts, seat.member, group)
        programme = programme_of(seat.group)
        titles = {f"{programme.id}/{one.id}": one.texts for one in programme.gatherings} if programme else {}
        self.show_group(
            "counts.html.j2",
            name=self.group_name(seat.group),
            programme=self.programme_title(programme),
            counts=counts,
            left=self.told(counts.left, counts.seats),
            rows=[
                (
                    row.gathering.rpartition("/")[2],
                    texts[self.language].title if (texts := titles.get(row.gathering, {})).get(self.language) else "",
                    self.told(row.answered, counts.entered),
                    self.told(row.shared, counts.entered),
                )
                for row in counts.gatherings
            ],
        )

    def told(self, number: int, total: int) -> str:
        """A number as it may be told."""
        say = self.say
        return {
            "few": say("fewer than {number}", number=SMALL),
            "many": say("{number} or more", number=SMALL),
        }.get(hidden(number, total), str(number))


def hidden(number: int, total: int) -> str:
    """``few`` or ``many`` where the number would tell of a person, also of those who are not among it; else nothing."""
    if number < SMALL:
        return "few"
    return "many" if total - number < SMALL else ""
