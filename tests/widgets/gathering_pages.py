"""The pages of a gathering as a whole, as far as messages go: the run sheet, and the line above every page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from tests.widgets.board_pages import BoardPage
from tests.widgets.groups import People

from samling_widgets import Gathering

Role = Literal["participant", "mentor", "wall"]
BOARD = "gathering"
BEGAN = 1_000_000.0
"""What the clock of a run sheet shows until a test sets it."""


class GatheringPage(BoardPage):
    """A page with the run sheet (``lead``) or the line (``together``); its board is the gathering's own."""

    def __init__(
        self,
        book: Callable[[], Any],
        what: Literal["lead", "together"] = "lead",
        role: Role = "mentor",
        *,
        gathering: str = "mestring/2",
        language: str = "nb",
    ) -> None:
        whole = Gathering(gathering, language=language, role=role, book=book)
        widget: Any = whole.lead() if what == "lead" else whole.together()
        self.widget = widget
        self.things, self.revisions, self.view, self.wire = {}, {}, {}, []
        widget.send = self._heard
        self._requests = 0
        self.reopen()

    @property
    def rules(self) -> Any:
        return self.widget._boards[BOARD]._rules

    def ask(self, content: dict[str, Any]) -> Any:
        return super().ask({**content, "board": BOARD})

    def reopen(self) -> None:
        """What a page asks for when it is opened, and when it wakes."""
        self._heard(self.ask({"kind": "board-open"}))

    def look(self) -> GatheringPage:
        super().look()
        return self

    def now(self, activity: str | None = None, step: str = "", *, part: str = "") -> str:
        """Go there; gives the reason why not, or an empty word."""
        return self.act("now", **({"activity": activity, "step": step} if activity else {"part": part}))

    def plan(self, **change: Any) -> str:
        """Plan something otherwise; gives the reason why not, or an empty word."""
        return self.act("plan", change=change)

    @property
    def is_now(self) -> Mapping[str, Any]:
        """What is now; nothing before the gathering has begun."""
        return self.things.get("lead-now") or {}

    def agenda(self, meeting: int = 1) -> list[tuple[str, str, str]]:
        """The lines of the agenda: name, when and how long."""
        return [(line["name"], line["at"], line["minutes"]) for line in self.view["meetings"][meeting - 1]["entries"]]

    def left_out(self, meeting: int = 1) -> list[str]:
        """What gave way, in words."""
        return list(self.view["meetings"][meeting - 1]["left_out"])

    def says(self, meeting: int = 1) -> str:
        """Whether the time suffices."""
        return str(self.view["meetings"][meeting - 1]["says"])


def run_sheet(group: People, name: str, role: Role = "mentor", gathering: str = "mestring/2") -> GatheringPage:
    """The run sheet of somebody, with a clock that stands still."""
    page = GatheringPage(lambda: group[name], "lead", role, gathering=gathering)
    page.set_clock(BEGAN)
    page.reopen()
    return page


def standing(group: People, gathering: str = "mestring/2") -> dict[str, Any]:
    """What the database holds of the gathering, as Mia may read it."""
    return {name: kept.value for name, kept in group["mia"].records(f"{gathering}/gathering").items()}
