"""Notice a kernel's end: at once on Linux, within half a second elsewhere.

Jupyter tells a page nothing of a kernel that was killed, so that it looks alive while nothing typed arrives.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import Protocol

INTERVAL = 0.5
"""Seconds between two looks where the system can't call us."""


class Process(Protocol):
    """What a kernel's provisioner tells of its process."""

    pid: int | None

    async def poll(self) -> int | None: ...


def watch(process: Process, died: Callable[[], Awaitable[None]]) -> Callable[[], None]:
    """Call ``died`` once when the process ends. Returns a function that stops the watching."""
    task = asyncio.ensure_future(_watch(process, died))
    return lambda: _cancel(task)


async def _watch(process: Process, died: Callable[[], Awaitable[None]]) -> None:
    try:
        await _ended_by_descriptor(process.pid)
    except (AttributeError, TypeError, NotImplementedError, OSError):
        # No pidfd (macOS, Windows, an old kernel), no process id, or an event loop that can't wait for it.
        while await process.poll() is None:
            await asyncio.sleep(INTERVAL)
    await died()


async def _ended_by_descriptor(pid: int | None) -> None:
    descriptor = os.pidfd_open(pid)  # type: ignore[attr-defined, unused-ignore, arg-type]
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    try:
        loop.add_reader(descriptor, ended.set)
        await ended.wait()
    finally:
        loop.remove_reader(descriptor)
        os.close(descriptor)


def _cancel(task: asyncio.Future[None]) -> None:
    # ``died`` may itself lead here: a task must not cancel itself halfway.
    if task is not asyncio.current_task():
        task.cancel()
