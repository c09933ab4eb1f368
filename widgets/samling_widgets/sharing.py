"""What a page asks about sharing, and what the kernel replies.

As in ``answering``, everything a page sends can be forged. What is shared is the newest saved revision of a field whose
definition allows it, copied by the kernel from the database: no text to be shared ever comes from a page. A share
needs a ticket, and only ``check`` gives one: random, for one field, one revision and those who were named, good for one
use. So nothing is shared that was not looked through first, nothing goes to others than those who were named, and a
text with a national identity number gets no ticket.

Page to kernel: ``{kind: "check", request, field, revision}``, ``{kind: "share", request, field, revision, ticket}`` and
``{kind: "unshare", request, field}``.
Kernel to page: ``{kind: "checked", request, field, revision, ticket, stop, findings: [{kind, start, end}],
audience: {mentors, members, names}}``, ``{kind: "shared", request, field, revision}``, ``{kind: "not-shared", request,
field, reason}``, ``{kind: "unshared", request, field}`` and ``{kind: "not-unshared", request, field, reason}``.
``start`` and ``end`` count as JavaScript counts; the passage itself stays where it is. What stands shared goes with
``answers``, and unasked as ``{kind: "others"}``, each time with what ``Sharing.standing`` gives.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping

from .answering import Book, Reply, is_request, reason_of

PARTNER = "partner"
PARTNERED = frozenset({"teller", "next-teller", "partners"})
"""Shares that go to those drawn to talk with the writer."""
NOTHING: Reply = {"sharing": "none", "shares": {}, "others": []}
"""What stands shared where there is no group to share with."""
_UNKNOWN: Reply = {"sharing": "unknown", "shares": {}, "others": []}


class Sharing:
    """Sharing of one exercise's fields. Opens the book at the first message, never before.

    Parameters
    ----------
    exercise, fields
        The exercise's key, and the fields that may be shared with whom they may be shared with.
    book
        Opens the member's answers.
    own
        Whether this page has answers of its own to share; a mentor's has not.
    partners
        Gives the people who see what is shared with ``teller``, ``next-teller`` or ``partners``.
    """

    def __init__(
        self,
        exercise: str,
        fields: Mapping[str, str],
        book: Callable[[], Book],
        *,
        own: bool,
        partners: Callable[[str], frozenset[str]] = lambda _: frozenset(),
    ) -> None:
        self._exercise = exercise
        self._fields = fields
        self._book = book
        self._own = own
        self._partners = partners
        self._tickets: dict[str, tuple[str, int, frozenset[str], list[str]]] = {}

    def standing(self) -> Reply:
        """What stands shared now. Raises nothing.

        ``sharing`` is ``none`` (no group), ``open``, ``closed`` (a group that has ended: one may only stop sharing) or
        ``unknown`` (it could not be read); ``shares`` one's own, ``others`` what others show to this reader.
        """
        try:
            book = self._book()
            me = book.me()
            if me.group is None:
                return NOTHING
            shares = book.own_shares(self._exercise) if self._own else {}
            return {
                "sharing": "closed" if me.closed else "open",
                "shares": {
                    field: {"revision": shared.revision, "audience": shared.audience, "names": list(shared.names)}
                    for field, shared in shares.items()
                    if field in self._fields
                },
                "others": [
                    {
                        "member": one.member,
                        "nickname": one.nickname,
                        "field": one.field,
                        "text": one.text,
                        "audience": one.audience,
                        "shared_at": one.shared_at.isoformat(),
                    }
                    for one in book.seen(self._exercise)
                    if one.field in self._fields
                ],
            }
        except Exception as error:  # noqa: BLE001 - a callback that raises would show private text in a traceback
            return NOTHING if reason_of(error) in {"gone", "role"} else _UNKNOWN

    def reply(self, content: object) -> Reply | None:
        """The reply to one message; None for a message that is none of ours. Raises nothing."""
        if not self._own or not isinstance(content, dict) or not is_request(content.get("request")):
            return None
        answers = {"check": self._check, "share": self._share, "unshare": self._unshare}
        kind = content.get("kind")
        answer = answers.get(kind) if isinstance(kind, str) else None
        if answer is None:
            return None
        try:
            said = answer(content)
        except Exception as error:  # noqa: BLE001 - as above
            said = _refused(reason_of(error), "not-unshared" if kind == "unshare" else "not-shared")
        return {"request": content["request"], "field": content.get("field"), **said}

    def _check(self, content: Mapping[str, object]) -> Reply:
        """Look through the newest saved text. Without anything that stops it, the reply holds a ticket."""
        # phonenumbers is a large import, and most pages never share.
        from samling_exercises.confidentiality import findings

        field, revision = content.get("field"), content.get("revision")
        if not isinstance(field, str) or field not in self._fields:
            return _refused("field")
        if type(revision) is not int:
            return _refused("shape")
        self._tickets.pop(field, None)
        newest = self._book().answers(self._exercise).get(field)
        if newest is None or newest.revision != revision:
            return _refused("changed")
        if not newest.text.strip():
            return _refused("empty")
        found = findings(newest.text)
        stop = any(finding.level == "stop" for finding in found)
        wanted, people = self._with(field)
        audience, names = self._book().audience(wanted, people), self._names(people)
        ticket = None if stop else secrets.token_urlsafe(24)
        if ticket:
            self._tickets[field] = (ticket, revision, people, names)
        return {
            "kind": "checked",
            "revision": revision,
            "ticket": ticket,
            "stop": stop,
            "findings": [
                {"kind": each.kind, "start": place(newest.text, each.start), "end": place(newest.text, each.end)}
                for each in found
                if not stop or each.level == "stop"
            ],
            "audience": {"mentors": audience.mentors, "members": audience.members, "names": names},
        }

    def _share(self, content: Mapping[str, object]) -> Reply:
        """Copy the revision for the others, if it is the one that was looked through."""
        field, revision, ticket = content.get("field"), content.get("revision"), content.get("ticket")
        if not isinstance(field, str) or field not in self._fields:
            return _refused("field")
        if type(revision) is not int:
            return _refused("shape")
        given = self._tickets.pop(field, None)
        if given is None or given[:2] != (ticket, revision):
            return _refused("ticket")
        audience, people = self._with(field)
        if (people, self._names(people)) != given[2:]:  # somebody else may have got the seat since
            return _refused("others")
        shared = self._book().share(self._exercise, field, revision, audience, people)
        return {"kind": "shared", "revision": shared.revision}

    def _with(self, field: str) -> tuple[str, frozenset[str]]:
        """The audience of a field, and the people where it is only some."""
        share = self._fields[field]
        return (PARTNER, self._partners(share)) if share in PARTNERED else (share, frozenset())

    def _names(self, people: frozenset[str]) -> list[str]:
        """What these people are called, as far as they have a page of their own."""
        return [one.nickname for one in self._book().company() if one.id in people and one.here and not one.me]

    def _unshare(self, content: Mapping[str, object]) -> Reply:
        """Take the copy away. Where there is none, that is so already."""
        field = content.get("field")
        book = self._book()
        if isinstance(field, str) and field in book.own_shares(self._exercise):
            book.unshare(self._exercise, field)
        return {"kind": "unshared"}


def place(text: str, index: int) -> int:
    """Where a character of a text stands for JavaScript, which counts UTF-16 code units."""
    return len(text[:index].encode("utf-16-le", "surrogatepass")) // 2


def _refused(reason: str, kind: str = "not-shared") -> Reply:
    return {"kind": kind, "reason": reason}
