"""The first page: what there is to open, instead of a tree of files."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from jupyter_server.auth.decorator import allow_unauthenticated

from .handlers import SiteHandler, language_name
from .library import Entry


@dataclass(frozen=True)
class GatheringCard:
    """One gathering with an entry a role."""

    number: str
    title: str
    summary: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class ProgrammeShelf:
    """One programme with its gatherings."""

    title: str
    gatherings: tuple[GatheringCard, ...]


class LandingPage(SiteHandler):
    """The handler of ``/``."""

    @allow_unauthenticated
    async def get(self) -> None:
        """The programmes in the reader's language."""
        others = [(code, language_name(code)) for code in self.library.languages() if code != self.language]
        self.show("landing.html.j2", programmes=shelves(self.library.entries(), self.language), others=others)


def shelves(entries: tuple[Entry, ...], language: str) -> tuple[ProgrammeShelf, ...]:
    """The notebooks of a language by programme and gathering, participants' entry first."""
    own = sorted((entry for entry in entries if entry.says("gathering") and entry.language == language), key=_place)
    return tuple(
        ProgrammeShelf(title=_title(found[0]), gatherings=_cards(found))
        for _, group in groupby(own, key=lambda entry: entry.says("programme"))
        if (found := tuple(group))
    )


def _cards(entries: tuple[Entry, ...]) -> tuple[GatheringCard, ...]:
    return tuple(
        GatheringCard(number, found[0].says("title"), found[0].says("summary"), found)
        for number, group in groupby(entries, key=lambda entry: entry.says("gathering"))
        if (found := tuple(group))
    )


def _title(entry: Entry) -> str:
    return entry.says("programme_title") or entry.says("programme")


def _place(entry: Entry) -> tuple[str, int, str, bool, str]:
    number = entry.says("gathering")
    order = int(number) if number.isdecimal() else 0
    return (entry.says("programme"), order, number, entry.says("role") != "participant", entry.path)
