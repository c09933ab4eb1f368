"""A network between browser and server that can be cut without anybody being told, as when a phone leaves it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from threading import Thread
from types import TracebackType
from typing import Self


class Wire:
    """Carries every connection to a port of this machine. While cut, what is sent just vanishes."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.port = 0
        self.whole = True
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def cut(self) -> None:
        """From now on nothing comes through, in either direction."""
        self.whole = False

    def mend(self) -> None:
        """New connections work again; the old ones are gone."""
        self.whole = True
        asyncio.run_coroutine_threadsafe(self._drop(), self._loop).result(10)

    async def _open(self) -> asyncio.Server:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("localhost", self.target)
        self._writers |= {writer, back}
        ways = [asyncio.create_task(self._carry(*ends)) for ends in ((reader, back), (there, writer))]
        self._tasks |= set(ways)
        await asyncio.wait(ways)
        for end in (writer, back):
            end.close()
            self._writers.discard(end)

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await source.read(65536):
                if self.whole:
                    target.write(data)
                    await target.drain()
        if self.whole:
            target.close()

    async def _drop(self) -> None:
        for writer in tuple(self._writers):
            writer.transport.abort()

    async def _close(self) -> None:
        self._server.close()
        await self._drop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        await asyncio.gather(*others, return_exceptions=True)
