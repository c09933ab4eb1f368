"""The kernels of the site: each has an owner, a member has at most three, and a dead one is told at once.

All together they are no more than the settings say, so that the machine's memory lasts.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import subprocess
import time
import uuid
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any, Protocol
from weakref import WeakValueDictionary

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado import web

from .environment import kernel_environment
from .watcher import watch

KERNEL_DIED = 4001
"""The page should fetch itself anew: its kernel is gone."""
TOO_MANY_PAGES = 4002
"""The page should not come back by itself: its kernel was closed for a newer page of the same member."""
KERNEL_CLOSED = 4003
"""The kernel was closed because nothing happened in it, or because the server stops."""
KERNELS_A_MEMBER = 3
ON_ITS_WAY = 120
"""Seconds a page has to connect to its new kernel before the kernel counts as left: its cells run first."""


class Full(web.HTTPError):
    """So many kernels run, all of them in use, that no more fit in the machine."""

    def __init__(self) -> None:
        super().__init__(HTTPStatus.SERVICE_UNAVAILABLE)


@dataclass(frozen=True)
class Chair:
    """For whom a kernel is started: a member in a role, on a visit, and how the visit gives the member's key."""

    member: str
    role: str
    visit: str
    key: Callable[[], Awaitable[bytes | None]]


class Page(Protocol):
    """A page's open socket."""

    def close(self, code: int | None = None, reason: str | None = None) -> None: ...


@dataclass
class Kept:
    """What is known of a running kernel."""

    owner: str
    started: float = field(default_factory=time.monotonic)
    pages: set[Page] = field(default_factory=set)
    left: float | None = None
    """When the last page went; None while one is connected or none has been."""
    ended: bool = False
    """Its visit or its member went while it was still starting."""
    visit: str = ""
    stop_watching: Callable[[], None] = lambda: None


class MemberKernels(AsyncMappingKernelManager):
    """Voilà's kernel manager with owners, limits, a trimmed environment and a watcher."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]
        self._kept: dict[str, Kept] = {}
        self._closing = False
        # A member's lock is there as long as somebody holds it or waits for it.
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def owner(self, kernel_id: str) -> str | None:
        """The member whose kernel it is; None for a kernel that is not there."""
        kept = self._kept.get(kernel_id)
        return kept.owner if kept else None

    def kernels_of(self, member: str) -> list[str]:
        """The member's kernels, those to close first at the front: left by their page, then the oldest."""
        own = [
            (kept.left is None, kept.started, kernel_id)
            for kernel_id, kept in self._kept.items()
            if kept.owner == member
        ]
        return [kernel_id for _, _, kernel_id in sorted(own)]

    def spare_kernels(self) -> list[str]:
        """The kernels no page is connected to, those left longest at the front; not those whose page is on its way."""
        now = time.monotonic()
        spare = [
            (kept.started if kept.left is None else kept.left, kernel_id)
            for kernel_id, kept in self._kept.items()
            # One that is still starting can't be shut down yet.
            if kernel_id in self and (kept.left is not None or (not kept.pages and now - kept.started > ON_ITS_WAY))
        ]
        return [kernel_id for _, kernel_id in sorted(spare)]

    async def start_kernel(  # type: ignore[override]
        self, *, kernel_name: str | None = None, chair: Chair | None = None, **kwargs: Any
    ) -> str:
        """Start a kernel for somebody who is in.

        Raises 403 where nobody is named, or whose visit ends meanwhile, Full where no more kernels fit.
        """
        if chair is None:
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        member = chair.member
        kernel_id = str(uuid.uuid4())
        async with self._turns.setdefault(member, asyncio.Lock()):
            if self._closing:
                raise web.HTTPError(503)
            for old in self.kernels_of(member)[: -(KERNELS_A_MEMBER - 1)]:
                await self.close_kernel(old, TOO_MANY_PAGES)
            too_many = max(0, len(self._kept) + 1 - self._most())
            spare = self.spare_kernels()[:too_many]
            if len(spare) < too_many:
                raise Full
            # The place is taken before anything is waited for, or two visitors could get the same one; and before the
            # key is asked for, so that a visit that ends from now on finds the kernel that has it.
            kept = self._kept[kernel_id] = Kept(member, visit=chair.visit)
            try:
                for old in spare:
                    await self.close_kernel(old, KERNEL_CLOSED)
                key = await chair.key()
                if key is None or kept.ended:
                    raise web.HTTPError(HTTPStatus.FORBIDDEN)
                with key_to_read(key) as stdin:
                    await super().start_kernel(
                        kernel_id=kernel_id,
                        kernel_name=kernel_name,
                        path=kwargs.get("path"),
                        env=self._environment(chair),
                        stdin=stdin,
                        # A kernel's own log holds tracebacks with values; it must not end up in the server's.
                        stdout=subprocess.DEVNULL,
                        stderr=subprocess.DEVNULL,
                    )
            except BaseException:
                self._kept.pop(kernel_id, None)
                raise
            if kept.ended:
                await self.close_kernel(kernel_id, KERNEL_CLOSED)
                raise web.HTTPError(HTTPStatus.FORBIDDEN)
        process: Any = self.get_kernel(kernel_id).provisioner
        kept.stop_watching = watch(process, lambda: self._died(kernel_id))
        return kernel_id

    def hand_over(self, old: str, new: str) -> None:
        """A browser's visit has become another one; its kernels go along."""
        for kept in self._kept.values():
            if kept.visit == old:
                kept.visit = new

    def seats_in_use(self) -> frozenset[tuple[str, str]]:
        """Visit and member of each kernel."""
        return frozenset((kept.visit, kept.owner) for kept in self._kept.values())

    async def close_kernels_of(self, *, member: str | None = None, visit: str | None = None) -> None:
        """Close the kernels of a visit that has ended, or of a member who is gone; with both, those of both."""
        for kernel_id, kept in list(self._kept.items()):
            if member not in (None, kept.owner) or visit not in (None, kept.visit):
                continue
            if kernel_id in self:
                await self.close_kernel(kernel_id, KERNEL_CLOSED)
            else:
                kept.ended = True  # it is just being started, and will be closed there

    async def close_kernel(self, kernel_id: str, code: int) -> None:
        """Close a kernel and tell its pages why. It need not be asked nicely: what was acknowledged is stored."""
        if kernel_id in self._kept:
            self._tell(kernel_id, code)
            await self.shutdown_kernel(kernel_id, now=True)

    async def shutdown_kernel(  # type: ignore[override]
        self, kernel_id: str, now: bool = True, restart: bool = False
    ) -> None:
        """Shut a kernel down; one that is going already is left to go."""
        kept = self._kept.pop(kernel_id, None)
        if kept is None:
            raise web.HTTPError(404)
        kept.stop_watching()
        close_pages(kept, KERNEL_CLOSED)
        await super().shutdown_kernel(kernel_id, now=now, restart=restart)  # type: ignore[no-untyped-call]

    async def shutdown_all(self, now: bool = True) -> None:  # type: ignore[override]
        """Shut all kernels down, those that are just starting too; no more are started."""
        self._closing = True
        for turn in list(self._turns.values()):
            async with turn:
                pass  # nothing to do but wait for a start under way
        await asyncio.gather(*(self.shutdown_kernel(kernel_id, now=now) for kernel_id in list(self._kept)))

    async def restart_kernel(self, kernel_id: str, now: bool = False) -> None:  # type: ignore[override]
        """Never: a restarted kernel is a blank one behind a page that looks alive."""
        raise web.HTTPError(404)

    def page_opened(self, kernel_id: str, page: Page) -> None:
        """A page's socket is connected."""
        if kernel_id in self._kept:
            self._kept[kernel_id].pages.add(page)
            self._kept[kernel_id].left = None

    def page_closed(self, kernel_id: str, page: Page) -> None:
        """A page's socket is gone."""
        kept = self._kept.get(kernel_id)
        if kept and page in kept.pages:
            kept.pages.discard(page)
            kept.left = None if kept.pages else time.monotonic()

    def _tell(self, kernel_id: str, code: int) -> None:
        close_pages(self._kept[kernel_id], code)

    async def _died(self, kernel_id: str) -> None:
        kept = self._kept.pop(kernel_id, None)
        if kept is None:
            return
        close_pages(kept, KERNEL_DIED)
        self.log.warning("Kernel %s died", kernel_id)
        await super().shutdown_kernel(kernel_id, now=True)  # type: ignore[no-untyped-call]

    def _most(self) -> int:
        site: Any = self.parent
        most: int = site.settings.most_kernels
        return most

    def _environment(self, chair: Chair) -> dict[str, str]:
        site: Any = self.parent.settings  # type: ignore[union-attr]
        hosted = f"{site.base_url}samling/static/widgets/"
        return kernel_environment(os.environ, chair.member, chair.role, site.data, hosted, Path(self.connection_dir))


@contextmanager
def key_to_read(key: bytes) -> Iterator[int]:
    """A file descriptor that a kernel finds its key in: nothing of it is in the environment, in a file or in a log."""
    reading, writing = os.pipe()
    try:
        # A line this short fits into any system's pipe, so that writing never waits for the reader.
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(json.dumps({"key": base64.b64encode(key).decode()}).encode() + b"\n")
        yield reading
    finally:
        os.close(reading)


def close_pages(kept: Kept, code: int) -> None:
    """Close the sockets of a kernel's pages."""
    for page in tuple(kept.pages):
        page.close(code)
    kept.pages.clear()
