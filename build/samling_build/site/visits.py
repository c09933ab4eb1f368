"""The register, asked from the event loop: in threads, so that a busy database never stops everyone's page.

A code costs 64 MiB and some tenths of a second to look at (Argon2id), so no more than two are looked at at once; and
whoever is in asks for no more than one such thing at a time, so that nobody keeps the others waiting at the door.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from tornado import web

from samling_exercises.answers import StorageError

if TYPE_CHECKING:
    from samling_exercises.groups import Register

LOOKING, OPENING, PRINTING = 4, 2, 1
"""Threads for short questions, for those that open or make codes, and for sheets of paper."""

log = logging.getLogger(__name__)

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Busy(web.HTTPError):
    """Somebody asks for more at a time than they may; answered with one calm sentence."""

    def __init__(self) -> None:
        super().__init__(HTTPStatus.TOO_MANY_REQUESTS)


class Visits:
    """Who is in, and everything else the register knows."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._short = ThreadPoolExecutor(LOOKING, thread_name_prefix="register")
        self._long = ThreadPoolExecutor(OPENING, thread_name_prefix="codes")
        self._paper = ThreadPoolExecutor(PRINTING, thread_name_prefix="printing")
        self._at_it: set[str] = set()
        self._touching: set[asyncio.Task[None]] = set()

    async def ask(self, call: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """The answer to a short question: ``await visits.ask(visits.register.visit, token)``."""
        return await asyncio.get_running_loop().run_in_executor(self._short, partial(call, *args, **kwargs))

    async def open(self, call: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """The same, for what opens or makes codes."""
        return await asyncio.get_running_loop().run_in_executor(self._long, partial(call, *args, **kwargs))

    async def open_alone(self, who: Collection[str], call: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """The same for somebody who may have one such thing done at a time, by any of their names. Raises Busy."""
        if not self._at_it.isdisjoint(who):
            raise Busy
        self._at_it.update(who)
        try:
            return await self.open(call, *args, **kwargs)
        finally:
            self._at_it.difference_update(who)

    async def print(self, call: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """The same for what sets pages, which takes seconds: nobody waits for it at the door."""
        return await asyncio.get_running_loop().run_in_executor(self._paper, partial(call, *args, **kwargs))

    def touch(self, visit: str) -> None:
        """Somebody is there. Nobody waits for it to be written down."""
        task = asyncio.ensure_future(self._touch(visit))
        self._touching.add(task)
        task.add_done_callback(self._touching.discard)

    async def _touch(self, visit: str) -> None:
        try:
            await self.ask(self.register.touch, visit)
        except StorageError as error:
            log.warning("A visit could not be kept alive: %s", error.reason)

    def close(self) -> None:
        """Wait for what is under way."""
        self._short.shutdown()
        self._long.shutdown()
        self._paper.shutdown()
