"""A board: what the group makes together under one topic, on one page, brought up to date while the page is open.

Everything a page sends can be forged. A page asks for a thing to be written (``board-put``) or for something to happen
(``board-act``); the kind's own rules (``BoardRules``) say whether this role and this person may, and the storage looks
the role up once more. What goes out is what this role may see, and only what changed since it was sent last.

Page to kernel: ``{kind: "board-open", request, board}``, ``{kind: "board-put", request, board, name, value, base}``
(``value`` null takes away), ``{kind: "board-act", request, board, action, …}`` and ``{kind: "board-reminded", board}``.
Kernel to page: ``{kind: "board", board, request?, full, things: [{name, value, revision, first, at}], gone: [name],
people, me, standing, reminded, view, now}``, ``{kind: "board-kept", request, board, name, thing}``, ``{kind:
"board-clash", request, board, name, thing}`` and ``{kind: "board-refused", request, board, reason, name?}``. ``now`` is
the server's clock in seconds; ``first`` and ``at`` are moments in ISO 8601; ``standing`` is ``open``, ``closed``,
``alone`` (a workbook that is in no group) or ``unknown``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from samling_exercises.answers import Kept, NotSaved, Person

from .answering import Book, Reply, is_request, reason_of
from .board_rules import BoardRules, Entry, Refusal, Seen, Who
from .board_texts import stops_at
from .live import Live, NotTold

COMPANY = "company"
"""The topic of who is in the group."""
NAME_LIMIT = 100
TRIES = 3
"""How often an action is tried anew on what somebody else wrote meanwhile."""


class Board:
    """One topic on one page. Opens the book at the first message, never before.

    Parameters
    ----------
    name
        What the page calls it; a widget may have several.
    topic
        Under which the group's things are stored, ``programme/gathering/exercise``.
    gathering
        ``programme/gathering``: where somebody is reminded of confidentiality once.
    rules
        What may be written and done, and what follows from it.
    book, live
        The member's book, and what tells of the others' changes.
    role
        In which role the page was opened; the storage decides whether that is so.
    send
        Takes a message to the page.
    """

    def __init__(
        self,
        name: str,
        topic: str,
        gathering: str,
        rules: BoardRules,
        *,
        book: Callable[[], Book],
        live: Live,
        role: str,
        send: Callable[[Reply], None],
    ) -> None:
        self.name = name
        self.topic = topic
        self._gathering = gathering
        self._rules = rules
        self._book = book
        self._live = live
        self._role = role
        self._send = send
        self._clock: Callable[[], float] = time.time
        self._sent: dict[str, int] | None = None
        self._round: tuple[object, ...] = ()

    def reply(self, content: Mapping[str, Any]) -> Reply | None:
        """The reply to one of the messages above that names this board. Raises nothing."""
        kind, request = content.get("kind"), content.get("request")
        if kind == "board-reminded":
            self._remind()
            return None
        if not is_request(request):
            return None
        try:
            if kind == "board-open":
                return {"request": request, **self._open()}
            if kind == "board-put":
                return {"request": request, "name": content.get("name"), **self._put(content)}
            if kind == "board-act":
                return {"request": request, **self._act(content)}
        except Refusal as refusal:
            return self._refused(refusal.reason, request, content)
        except Exception as error:  # noqa: BLE001 - a callback that raises would show the group's text in a traceback
            return self._refused(reason_of(error), request, content)
        return None

    def tell(self) -> None:
        """Send what changed since it was sent last, if anything did and a page has asked.

        :raises NotTold: it could not be read now.
        """
        if self._sent is None:
            return
        try:
            message = self._changes()
        except Exception as error:  # noqa: BLE001 - as above
            raise NotTold(reason_of(error)) from None
        if message is not None:
            self._send(message)

    def close(self) -> None:
        """Send no more."""
        self._sent = None
        for topic in (self.topic, COMPANY, *self._rules.also):
            self._live.leave(topic, self.tell)

    def seen(self) -> Seen:
        """What stands now, as this page may see it. Raises StorageError."""
        book = self._book()
        me, people = book.me(), book.company()
        mine = next((person.id for person in people if person.me), None)
        things = book.records(self.topic)
        also = {topic: book.records(topic) for topic in self._rules.also}
        who = Who(self._role if me.group is None else me.role, mine)
        return Seen(things, people, who, self._clock(), also)

    def _open(self) -> Reply:
        for topic in (self.topic, COMPANY, *self._rules.also):
            self._live.follow(topic, self.tell)
        self._sent, self._round = {}, ()
        message = self._changes()
        return {**(message or {}), "full": True, "reminded": self._reminded()}

    def _changes(self) -> Reply | None:
        """What the page does not know yet; None when it knows everything."""
        assert self._sent is not None
        seen = self.seen()
        visible = {name: kept for name, kept in seen.things.items() if self._rules.shows(name, seen)}
        things = [_thing(kept) for name, kept in visible.items() if self._sent.get(name) != kept.revision]
        gone = [name for name in self._sent if name not in visible]
        people = _people(seen.people, self._rules.called(seen))
        around = (people, seen.who, self._standing(), self._rules.view(seen))
        if not things and not gone and around == self._round:
            return None
        self._sent = {name: kept.revision for name, kept in visible.items()}
        self._round = around
        return {
            "kind": "board",
            "board": self.name,
            "full": False,
            "things": things,
            "gone": gone,
            "people": people,
            "me": seen.who.person,
            "standing": around[2],
            "view": around[3],
            "now": seen.at,
        }

    def _standing(self) -> str:
        me = self._book().me()
        return "alone" if me.group is None else "closed" if me.closed else "open"

    def _put(self, content: Mapping[str, Any]) -> Reply:
        name, value, base = content.get("name"), content.get("value"), content.get("base")
        if not isinstance(name, str) or len(name) > NAME_LIMIT or type(base) is not int or not 0 <= base < 2**53:
            raise Refusal("shape")
        if value is not None and not isinstance(value, dict):
            raise Refusal("shape")
        entry = self._rules.checked(name, value, self.seen())
        if stops_at(entry.value):
            raise Refusal("identity")
        written = self._write(entry, base)
        self._live.happened(self.topic)
        kind = "board-clash" if written.clash else "board-kept"
        return {"kind": kind, "board": self.name, "thing": _thing(written.kept)}

    def _act(self, content: Mapping[str, Any]) -> Reply:
        action = content.get("action")
        if not isinstance(action, str):
            raise Refusal("shape")
        for _ in range(TRIES):
            seen = self.seen()
            entries = self._rules.act(action, content, seen)
            if any(stops_at(entry.value) for entry in entries):
                raise Refusal("identity")
            if self._write_all(entries, seen):
                self._rules.acted(action)
                self._live.happened(self.topic)
                return {"kind": "board-kept", "board": self.name, "thing": None}
        raise NotSaved("busy")

    def _write_all(self, entries: Sequence[Entry], seen: Seen) -> bool:
        """Each on what was seen; False when something else stands there, and the rules are to be asked anew."""
        for entry in entries:
            known = seen.things.get(entry.name)
            base = known.revision if known else self._base_of_taken_away(entry)
            if self._write(entry, base).clash:
                return False
        return True

    def _base_of_taken_away(self, entry: Entry) -> int:
        """The revision of a thing that was taken away; 0 for one that never was."""
        history = self._book().record_history(self.topic, entry.name)
        return history[-1].revision if history else 0

    def _write(self, entry: Entry, base: int) -> Any:
        return self._book().put(
            self.topic, entry.name, entry.value, base, merge=entry.merge, about=entry.about, history=entry.history
        )

    def _reminded(self) -> bool:
        return self._role != "participant" or self._book().reminded(self._gathering)

    def _remind(self) -> None:
        try:
            self._book().remind(self._gathering)
        except Exception as error:  # noqa: BLE001 - as above; the page asks once more the next time
            reason_of(error)

    def _refused(self, reason: str, request: object, content: Mapping[str, Any]) -> Reply:
        return {
            "kind": "board-refused",
            "board": self.name,
            "request": request,
            "name": content.get("name"),
            "reason": reason,
        }


def _thing(kept: Kept) -> dict[str, Any]:
    return {
        "name": kept.name,
        "value": kept.value,
        "revision": kept.revision,
        "first": kept.first_at.isoformat(),
        "at": kept.written_at.isoformat(),
    }


def _people(people: Sequence[Person], called: Mapping[str, str]) -> list[dict[str, Any]]:
    """Those with a seat, and those on paper who have a name. Whoever has a page chose a nickname themselves."""
    seated = [
        {
            "id": person.id,
            "seat": person.seat,
            "nickname": person.nickname if person.here else called.get(person.id, person.nickname),
            "here": person.here,
            "me": person.me,
        }
        for person in people
    ]
    known = {person.id for person in people}
    on_paper = [
        {"id": person, "seat": None, "nickname": name, "here": False, "me": False}
        for person, name in called.items()
        if person not in known
    ]
    return [*seated, *on_paper]
