"""What the server looks after by itself: visits that have ended, and groups whose time is over."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import UTC, datetime

from samling_exercises.answers import StorageError

from .kernels import MemberKernels
from .visits import Visits

ERASING = 60 * 60
"""Seconds between two looks for what a crash or a busy database kept from being erased."""

log = logging.getLogger(__name__)


async def go_rounds(visits: Visits, kernels: MemberKernels, interval: float) -> None:
    """Look again and again, until cancelled. A busy database is asked again the next time."""
    erased = -float(ERASING)
    while True:
        try:
            await visits.ask(visits.register.end_idle)
            if time.monotonic() - erased >= ERASING or await _has_one_ended(visits):
                erased = time.monotonic()
                await visits.ask(visits.register.erase_ended, datetime.now(UTC))
            await close_without_visit(visits, kernels)
        except StorageError as error:
            log.warning("Visits could not be looked after: %s", error.reason)
        await asyncio.sleep(interval)


async def _has_one_ended(visits: Visits) -> bool:
    """Whether a group has come to its end since the last look: its pages are not to stay open until the next hour."""
    now = datetime.now(UTC)
    return any(group.erased_at is None and group.has_ended(now) for group in await visits.ask(visits.register.groups))


async def close_without_visit(visits: Visits, kernels: MemberKernels) -> None:
    """Close the kernels of visits and members that are gone, whoever ended them: also those of the command line."""
    running = kernels.seats_in_use()
    if not running:
        return
    there = await visits.ask(visits.register.still_in, running)
    for visit, member in running - there:
        await kernels.close_kernels_of(visit=visit, member=member)
