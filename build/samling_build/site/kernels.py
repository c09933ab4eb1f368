"""The kernels of the site: each has an owner, a member has at most three, and a dead one is told at once.

All together they are no more than the settings say, so that the machine's memory lasts.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any, Protocol
from weakref import WeakValueDictionary

from jupyter_server import CallContext
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
        self, *, kernel_name: str | None = None, **kwargs: Any
    ) -> str:
        """Start a kernel for the visitor whose request this is.

        Raises 403 where there is no visitor, Full where no more kernels fit.
        """
        member = current_member()
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
            # The place is taken before anything is waited for, or two visitors could get the same one.
            self._kept[kernel_id] = Kept(member)
            try:
                for old in spare:
                    await self.close_kernel(old, KERNEL_CLOSED)
                await super().start_kernel(
                    kernel_id=kernel_id,
                    kernel_name=kernel_name,
                    path=kwargs.get("path"),
                    env=self._environment(member),
                    # A kernel's own log holds tracebacks with values; it must not end up in the server's.
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            except BaseException:
                self._kept.pop(kernel_id, None)
                raise
        process: Any = self.get_kernel(kernel_id).provisioner
        self._kept[kernel_id].stop_watching = watch(process, lambda: self._died(kernel_id))
        return kernel_id

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

    def _environment(self, member: str) -> dict[str, str]:
        site: Any = self.parent.settings  # type: ignore[union-attr]
        hosted = f"{site.base_url}samling/static/widgets/"
        return kernel_environment(os.environ, member, site.data, hosted, Path(self.connection_dir))


def close_pages(kept: Kept, code: int) -> None:
    """Close the sockets of a kernel's pages."""
    for page in tuple(kept.pages):
        page.close(code)
    kept.pages.clear()


def current_member() -> str:
    """The member whose request is being answered. Raises 403 outside a request, or where the visitor is unknown."""
    handler = CallContext.get(CallContext.JUPYTER_HANDLER)
    user = getattr(handler, "current_user", None)
    if user is None:
        raise web.HTTPError(403)
    return str(user.username)
