"""The page of a widget with a board, as far as messages go: what it asks, what it knows, and all that came to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.exercises.answers.people import change
from tests.widgets.groups import People

from samling_widgets import ExerciseWidget, Gathering


class BoardPage:
    """One page with one exercise. ``things`` and ``view`` are what it knows; ``wire`` is everything it was sent."""

    def __init__(
        self, book: Callable[[], Any], exercise: str, role: str = "participant", gathering: str = "mestring/2"
    ) -> None:
        self.widget: ExerciseWidget = Gathering(gathering, role=role, book=book).show(exercise)
        self.things: dict[str, Any] = {}
        self.revisions: dict[str, int] = {}
        self.view: dict[str, Any] = {}
        self.wire: list[Any] = []
        self.widget.send = self._heard
        self._requests = 0
        self._heard(self.ask({"kind": "board-open"}))

    @property
    def rules(self) -> Any:
        """The rules of the board ``own``."""
        return self.widget._boards["own"]._rules

    def set_clock(self, seconds: float) -> None:
        """What the server's clock shows from now on."""
        for board in self.widget._boards.values():
            board._clock = lambda: seconds

    def ask(self, content: dict[str, Any]) -> Any:
        """The reply to a message for the board ``own``."""
        self._requests += 1
        return self.widget.respond({"board": "own", "request": self._requests, **content})

    def act(self, action: str, **more: Any) -> str:
        """Let something happen; gives the reason why not, or an empty word."""
        reply = self.ask({**more, "kind": "board-act", "action": action})
        return str(reply.get("reason", ""))

    def put(self, name: str, value: dict[str, Any] | None) -> str:
        """Write a thing on what this page knows; gives the reason why not, ``clash``, or an empty word."""
        reply = self.ask({"kind": "board-put", "name": name, "value": value, "base": self.revisions.get(name, 0)})
        self.wire.append(reply)
        return "clash" if reply["kind"] == "board-clash" else str(reply.get("reason", ""))

    def look(self) -> BoardPage:
        """What the kernel's own loop does twice a second."""
        assert self.widget._live.look()
        return self

    def _heard(self, message: Any) -> None:
        self.wire.append(message)
        if message.get("kind") != "board":
            return
        for thing in message["things"]:
            self.things[thing["name"]] = thing["value"]
            self.revisions[thing["name"]] = thing["revision"]
        for name in message["gone"]:
            del self.things[name]
        self.view = message["view"]


def seat(group: People, *names: str) -> None:
    """Give these members the seats 1, 2, 3 … in this order."""
    for number, name in enumerate(names, 1):
        assert group[name]
        change(group.database, "UPDATE members SET seat = ? WHERE id = ?", number, name)
