"""The register, asked from the event loop: in threads, so that a busy database never stops everyone's page.

A code costs 64 MiB and some tenths of a second to look at (Argon2id), so no more than two are looked at at once.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from samling_exercises.groups import Register

from samling_exercises.answers import StorageError

LOOKING, OPENING = 4, 2
"""Threads for short questions, and for those that open a code."""

log = logging.getLogger(__name__)

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Visits:
    """Who is in, and everything else the register knows."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._short = ThreadPoolExecutor(LOOKING, thread_name_prefix="register")
        self._long = ThreadPoolExecutor(OPENING, thread_name_prefix="codes")
        self._touching: set[asyncio.Task[None]] = set()

    async def ask(self, call: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """The answer to a short question: ``await visits.ask(visits.register.visit, token)``."""
        return await asyncio.get_running_loop().run_in_executor(self._short, partial(call, *args, **kwargs))

    async def open(self, call: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """The same, for what opens or makes codes."""
        return await asyncio.get_running_loop().run_in_executor(self._long, partial(call, *args, **kwargs))

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
