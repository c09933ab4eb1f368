"""Seats for tests, made straight in a running site's database, and what only their owner's key opens."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from samling_exercises.answers import AnswerBook, open_book
from samling_exercises.groups import Code, Entered, GroupFacts, Role, keys, open_register

PROGRAMME = "mestring"
# What a code costs is stored beside it. These are made cheap; the site opens them as cheaply.
keys.COST = keys.Cost(1, 8, 1)


@dataclass(frozen=True)
class Seated:
    """Somebody who is signed in: the cookie's name and token, the key, the codes."""

    member: str
    role: str
    group: GroupFacts
    cookie: str
    token: str = field(repr=False)
    key: bytes = field(repr=False)
    personal: Code
    recovery: Code


class Seats:
    """Gives out seats in the groups of one data folder."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.register = open_register({"SAMLING_DATA": str(data)})
        self._names = count(1)
        self._taken = count(1)
        self._group: GroupFacts | None = None

    @property
    def group(self) -> GroupFacts:
        """The group that somebody is in who does not ask for another."""
        if self._group is None:
            self._group = self.new_group("Solbakken")
        return self._group

    def new_group(self, name: str) -> GroupFacts:
        """One more group."""
        return self.register.new_group(name, PROGRAMME, 1).group

    def invitation(self, role: Role = "participant", group: GroupFacts | None = None) -> Code:
        """A fresh invitation."""
        where = (group or self.group).id
        if role == "participant":
            invited = self.register.add_seat(None, where)
        else:
            invited = self.register.new_invitations(None, where, role=role)[-1]
        return invited.code

    def take(
        self,
        role: Role = "participant",
        group: GroupFacts | None = None,
        *,
        shared_computer: bool = False,
        confirmed: bool = True,
        nickname: str = "",
    ) -> Seated:
        """A seat, its codes said to be written down."""
        if group is None and next(self._taken) % 20 == 0:
            self._group = None  # before it is full
        where = group or self.group
        code = str(self.invitation(role, where))
        entered = self.register.take_seat(code, nickname or f"Nr. {next(self._names)}", None, shared_computer)
        if confirmed:
            self.register.codes_seen(entered.member)
        return self._seated(entered, role, where)

    @contextmanager
    def book(self, seated: Seated) -> Iterator[AnswerBook]:
        """The member's answers, opened with the member's key."""
        environ = {"SAMLING_DATA": str(self.data), "SAMLING_MEMBER": seated.member, "SAMLING_ROLE": seated.role}
        with open_book(environ, seated.key) as book:
            yield book

    def close(self) -> None:
        """Let go of the database."""
        self.register.dispose()

    def _seated(self, entered: Entered, role: str, group: GroupFacts) -> Seated:
        key = self.register.key(entered.token, entered.member)
        assert key is not None
        assert entered.personal is not None
        assert entered.recovery is not None
        return Seated(entered.member, role, group, self.cookie, entered.token, key, entered.personal, entered.recovery)

    @property
    def cookie(self) -> str:
        """The name of the site's cookie."""
        return f"samling-visit-{hashlib.sha256((self.data / 'cookie-secret').read_bytes()).hexdigest()[:8]}"
