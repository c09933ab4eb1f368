"""``paper``: what can be printed from a page, made by the member's own kernel, and a filled form taken in again."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import entry_points
from typing import Any, ClassVar, Final, Protocol, TypeVar

from samling_exercises import Programme, Role
from samling_exercises.programme import Gathering
from samling_exercises.rules.filled import NotThisVersion

from .answering import Book, is_request, reason_of
from .board_rules import BoardRules
from .certificate_rules import CertificateRules
from .certificate_things import certificate_topic
from .form_parts import MOST_BYTES, FormParts
from .house_widget import HouseWidget
from .live import Live
from .paper_job import NotAsked, job_of
from .paper_offers import OFFERS, chosen
from .paper_words import paper_strings, variant_words
from .taking_in import Values, take_in, to_change, told
from .wording import words

T = TypeVar("T")
PRESSES: Final = "samling.presses"
"""The entry points that name what prints: these widgets know nothing of paper."""


class Press(Protocol):
    """What prints, see ``samling_build.handouts.press``. What it raises has a ``reason``, and what it ``said``."""

    def print(self, job: Mapping[str, Any], tell: Callable[[int], None]) -> tuple[str, bytes]:
        """The file's name and bytes; ``tell`` hears of each page."""
        ...

    def read(self, content: bytes) -> dict[str, Any]:
        """What stands in a filled form: ``{programme, language, values}``."""
        ...

    def stop(self) -> None:
        """End what is under way."""
        ...


@cache
def press() -> Callable[[], Press] | None:
    """What makes a press; None where nothing that prints is installed."""
    for found in entry_points(group=PRESSES):
        made: Callable[[], Press] = found.load()
        return made
    return None


class Paper(HouseWidget):
    """The page «On paper».

    Page to kernel: ``{kind: "print", request, product, variant, exercise, first, begins, place}``, ``{kind: "stop"}``,
    ``{kind: "read-form", request, number, of}`` with a part of the file as its buffer, and ``{kind: "take-in",
    request}``. Kernel to page: ``{kind: "printing", request, page}``, ``{kind: "printed", request, name}`` with the
    file as its buffer, ``{kind: "part", request, next}``, ``{kind: "form", request, changes: [{title, label,
    state}]}``, ``{kind: "taken-in", request, count}`` and ``{kind: "not-done", request, reason, said}``.
    """

    module: ClassVar[str] = "paper"

    def __init__(
        self,
        programme: Programme,
        gathering: Gathering,
        *,
        language: str,
        role: Role,
        book: Callable[[], Book],
        live: Live | None = None,
    ) -> None:
        self._programme, self._meeting, self._acting = programme, gathering, role
        self._press: Press | None = None
        self._values: Values | None = None
        self._parts = FormParts()
        super().__init__(
            language=language,
            role=role,
            gathering=gathering.key,
            book=book,
            live=live,
            definition=self.describe(programme, gathering, language, role),
            strings=paper_strings(words(language)),
        )

    @classmethod
    def describe(cls, programme: Programme, gathering: Gathering, language: str, role: Role) -> dict[str, Any]:
        """``title``; ``gatherings`` and ``exercises`` [{id, title}]; ``offers`` [{product, level, title, help,
        asks, variants: [{name, label}]}]; ``takes_in``: the most bytes of a filled form, 0 where none is taken in.
        """
        _ = words(language)
        has_tasks = any(one.text(language).three_minutes for one in gathering.exercises)
        return {
            "title": _("On paper"),
            "gatherings": [{"id": one.id, "title": one.text(language).title} for one in programme.gatherings],
            "exercises": [{"id": one.id, "title": one.text(language).title} for one in gathering.exercises],
            "offers": [
                {
                    "product": offer.product,
                    "level": offer.level,
                    "asks": list(offer.asks),
                    **variant_words(offer, _),
                }
                for offer in OFFERS.get(role, ())
                if has_tasks or offer.product != "three-minutes"
            ],
            "takes_in": MOST_BYTES if role == "participant" else 0,
        }

    def boards(self) -> Mapping[str, tuple[str, BoardRules]]:
        """For a mentor ``certificate``: what the group's certificates say."""
        if self._acting != "mentor":
            return {}
        return {"certificate": (certificate_topic(self._programme.id), CertificateRules(self._programme))}

    def close(self) -> None:
        """As every widget; and what is being printed ends."""
        if self._press is not None:
            self._press.stop()
        super().close()

    def _receive(self, widget: object, content: object, buffers: object) -> None:
        super()._receive(widget, content, buffers)
        if not isinstance(content, dict) or "board" in content or not is_request(content.get("request")):
            return
        request, kind = content["request"], content.get("kind")
        if kind == "stop":
            if self._press is not None:
                self._press.stop()
            return
        work = {"print": self._print, "read-form": self._read_form, "take-in": self._take_in}.get(str(kind))
        if work is None:
            return
        if self._press is not None:
            self._refuse(request, "busy")
            return
        try:
            work(request, content, buffers)
        except NotAsked as error:
            self._refuse(request, error.reason)
        except Exception as error:  # noqa: BLE001 - a callback that raises would show private text in a traceback
            self._refuse(request, reason_of(error))

    def _print(self, request: int, content: Mapping[str, Any], _buffers: object) -> None:
        found = chosen(self.role, content.get("product"), content.get("variant"))
        if found is None:
            raise NotAsked("product")
        job = job_of(self._programme, self._meeting, self.language, *found, content, self._book())

        def done(made: tuple[str, bytes]) -> None:
            self.send({"kind": "printed", "request": request, "name": made[0]}, buffers=[made[1]])

        self._aside(request, lambda own, tell: own.print(job, tell), done)

    def _read_form(self, request: int, message: Mapping[str, Any], buffers: object) -> None:
        self._values = None
        if self.role != "participant" or not isinstance(buffers, list) or len(buffers) != 1:
            raise NotAsked("file")
        content = self._parts.whole(message.get("number"), message.get("of"), bytes(buffers[0]))
        if content is None:
            self.send({"kind": "part", "request": request, "next": self._parts.next})
            return
        self._aside(request, lambda own, _: own.read(content), lambda form: self._has_read(request, form))

    def _has_read(self, request: int, form: Mapping[str, Any]) -> None:
        """The form is read: what it would change. Nothing is written yet."""
        if form["programme"] != self._programme.id:
            self._refuse(request, "other-programme")
            return
        _ = words(self.language)
        notes = _("The notes on the pillars")
        try:
            found = to_change(self._programme, form["values"], self._book())
        except NotThisVersion:
            self._refuse(request, "other-version")
            return
        except Exception as error:  # noqa: BLE001 - as above
            self._refuse(request, reason_of(error))
            return
        self._values = form["values"]
        self.send({"kind": "form", "request": request, "changes": [told(one, self.language, notes) for one in found]})

    def _take_in(self, request: int, _content: Mapping[str, Any], _buffers: object) -> None:
        if self._values is None:
            raise NotAsked("form")
        values, self._values = self._values, None
        self.send({"kind": "taken-in", "request": request, "count": take_in(self._programme, values, self._book())})

    def _aside(
        self, request: int, work: Callable[[Press, Callable[[int], None]], T], done: Callable[[T], None]
    ) -> None:
        """Do the work in a thread, so that what is typed meanwhile is saved; all the rest happens in this one."""
        make = press()
        if make is None:
            self._refuse(request, "unavailable")
            return
        own = self._press = make()
        loop = asyncio.get_running_loop()

        def tell(page: int) -> None:
            loop.call_soon_threadsafe(self.send, {"kind": "printing", "request": request, "page": page})

        def aside() -> None:
            try:
                made = work(own, tell)
            except Exception as error:  # noqa: BLE001 - as above
                reason, said = getattr(error, "reason", "failed"), getattr(error, "said", "")
                loop.call_soon_threadsafe(self._rest, lambda: self._refuse(request, reason, said))
            else:
                loop.call_soon_threadsafe(self._rest, lambda: done(made))

        threading.Thread(target=aside, name="samling-press", daemon=True).start()

    def _rest(self, then: Callable[[], None]) -> None:
        """The press is free again; then what follows."""
        self._press = None
        then()

    def _refuse(self, request: int, reason: str, said: str = "") -> None:
        self.send({"kind": "not-done", "request": request, "reason": reason, "said": said})
