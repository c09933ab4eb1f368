"""What every widget of the house is: texts in one language for one role, boards, and nothing the page could change."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import anywidget
import traitlets

from . import modules
from .answering import Book, Reply
from .board import Board
from .board_rules import BoardRules
from .board_words import board_strings
from .live import Live
from .wording import words


class HouseWidget(anywidget.AnyWidget):
    """A widget whose traits go one way, from the kernel to the page.

    What a page sends as state is dropped, and what it sends as a message is checked. Answers, and what others write,
    travel in messages only, so that they never end up in the widget state that JupyterLab may write into a file.
    """

    module: ClassVar[str]
    """Name of the widget's JavaScript module and style sheet, without ending."""

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)

    language = traitlets.Unicode("nb", help="Language of all texts, an ISO 639 code; default ``nb``.").tag(sync=True)
    role = traitlets.Unicode("participant", help="``participant`` (default), ``mentor`` or ``wall``.").tag(sync=True)
    definition = traitlets.Dict(help="What the page shows, in one language for one role.").tag(sync=True)
    strings = traitlets.Dict(help="Words of buttons and messages by name; ``{places}`` are filled in the page.").tag(
        sync=True
    )

    def __init__(
        self,
        *,
        language: str,
        role: str,
        gathering: str,
        book: Callable[[], Book],
        live: Live | None,
        definition: dict[str, Any],
        strings: dict[str, str],
        **more: Any,
    ) -> None:
        self._gathering = gathering
        self._book = book
        self._live = live or Live(book)
        self._boards: Mapping[str, Board] = {
            name: Board(name, topic, gathering, rules, book=book, live=self._live, role=role, send=self._out)
            for name, (topic, rules) in self.boards().items()
        }
        said = {**(board_strings(words(language)) if self._boards else {}), **strings}
        super().__init__(
            _esm=_module_text(self.module),
            _css=_style_text(self.module),
            language=language,
            role=role,
            definition=definition,
            strings=said,
            **more,
        )
        self.on_msg(self._receive)

    def boards(self) -> Mapping[str, tuple[str, BoardRules]]:
        """The boards of this widget by name: the topic, and the rules."""
        return {}

    def respond(self, content: object) -> Reply | None:
        """The reply to a message from the page, or None. Raises nothing, whatever comes."""
        name = content.get("board") if isinstance(content, dict) else None
        board = self._boards.get(name) if isinstance(name, str) else None
        return board.reply(content) if board is not None and isinstance(content, dict) else None

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Drop what a page sends as state: nothing here is the page's to change."""

    def close(self) -> None:
        """As every widget; and no more is told to it."""
        for board in self._boards.values():
            board.close()
        super().close()

    def _out(self, reply: Reply) -> None:
        self.send(reply)

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        reply = self.respond(content)
        if reply is not None:
            self.send(reply)


def _module_text(name: str) -> str:
    prefix = os.environ.get("SAMLING_HOSTED")
    return modules.loader(name, prefix) if prefix else modules.standalone(name)


def _style_text(name: str) -> str:
    return "" if os.environ.get("SAMLING_HOSTED") else modules.style(name)
