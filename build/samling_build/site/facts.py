"""What the page's template may know of the site.

Agreed with the template: besides what Voilà gives, Jinja has ``samling`` (and ``resources.samling``), a ``Page``. It is
missing when somebody runs the plain ``voila`` command, so the template asks ``{% if samling is defined %}`` and
otherwise takes ``resources.include_url("static/<name>")``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from markupsafe import Markup

from samling_exercises.answers.company import opaque_id
from samling_exercises.interface import Translator

from ..days import is_near, spoken_day
from .handlers import language_name
from .identity import seat_id
from .library import Entry, Library
from .static import SiteFiles
from .widget_modules import widget_modules

if TYPE_CHECKING:
    from samling_exercises.groups import Seat

SAME = ("programme", "gathering", "role")
"""What two notebooks share that say the same in two languages."""


@dataclass(frozen=True)
class Page:
    """What the template may know of the site."""

    base_url: str
    """Where the site begins, with a slash at its end."""
    language: str
    """Of the notebook: for ``<html lang>`` and for ``words``."""
    words: Translator
    """``samling.words("English text", place=…)``: the words of ``site.po`` in the notebook's language."""
    library: Library
    files: SiteFiles
    seat: Seat
    """Whose page it is."""
    xsrf: Markup
    """The hidden field that a form of the page needs."""

    address: str
    """The page's own address, also when the visitor has other seats by then."""
    several: bool
    """Whether the visitor has several groups, so that a link has to name this one."""
    way_in: Mapping[str, Any] | None = None
    """On a wall: how others come in, as ``address`` and ``qr``."""

    @property
    def seat_id(self) -> str:
        """An opaque name of the seat: a page that comes back asks whether it is still the same one."""
        return seat_id(self.seat.member)

    @property
    def who(self) -> str:
        """Whose booklet it is, said on every page: several may use one browser."""
        say = self.words
        return say("you are {nickname}", nickname=self.seat.nickname) if self.seat.nickname else ""

    @property
    def group(self) -> dict[str, str]:
        """What every page says of the group: its name, who is here, the day of its end, a reminder near it."""
        group, say = self.seat.group, self.words
        if group.practice:
            return {"name": say("Practice group"), "who": self.who, "ends": "", "reminder": "", "practice": "yes"}
        ends = group.ends_on
        said = spoken_day(ends, self.language) if ends else ""
        reminder = (
            say("On {date} what you have written here is erased. Take your booklet out before that.", date=said)
            if is_near(ends) and self.seat.role == "participant"
            else ""
        )
        return {"name": group.name or "", "who": self.who, "ends": said, "reminder": reminder, "practice": ""}

    @property
    def mine(self) -> str:
        """The address of *My page* for this very seat."""
        return f"{self.base_url}me?{urlencode({'seat': opaque_id(self.seat.group.id, self.seat.member)})}"

    def static(self, name: str) -> str:
        """The hashed address of a static file; the names stand in ``static.py``."""
        return self.files.static(name)

    def styles(self) -> list[str]:
        """The hashed addresses of the page's style sheets: house, widgets and shell in one."""
        return [self.static("page.css")]

    def home(self, language: str) -> str:
        """The address of the landing page in a language."""
        return f"{self.base_url}?{urlencode({'language': language})}"

    def languages(self, metadata: Mapping[str, Any]) -> list[dict[str, str]]:
        """The same notebook in the other languages: ``address``, ``language`` and its ``name``."""
        about = metadata.get("samling", {})
        return [
            {"address": self.render(entry), "language": entry.language, "name": language_name(entry.language)}
            for entry in self.library.entries()
            if entry.about and entry.language != about.get("language")
            if all(entry.about.get(key) == about.get(key) for key in SAME)
        ]

    def render(self, entry: Entry) -> str:
        """The address of a notebook's page."""
        query = f"?{urlencode({'group': self.seat.group.id})}" if self.several else ""
        return f"{self.base_url}voila/render/{entry.address}{query}"

    @property
    def modules(self) -> dict[str, str]:
        """``{_anywidget_id: address#name}`` of our own widgets, which come in one module; for these a page never takes
        ``_esm`` from state.
        """
        address = self.static("widgets/all.js")
        return {identity: f"{address}#{name}" for identity, name in widget_modules().items()}

    @property
    def anywidget(self) -> str:
        """The hashed address of the anywidget runtime (an AMD module)."""
        return self.static("anywidget.js")
