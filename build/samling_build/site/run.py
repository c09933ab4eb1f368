"""From the command to a running site, and to its end."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from samling_exercises.groups import Register, open_register
from samling_exercises.interface import Translator, translator

from . import folders
from .addresses import page_addresses
from .settings import SiteSettings
from .starting import NotStarted, announcement, check, listen, open_folder, said_in_words

if TYPE_CHECKING:
    from .app import SamlingApp

STOP_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)


def run(settings: SiteSettings) -> int:
    """Serve until told to stop. Returns the exit code."""
    _ = translator(folders.LOCALE, "site", settings.language)
    # What this process and its kernels write is for their owner alone.
    os.umask(0o077)
    with ExitStack() as opened:
        try:
            check(settings, _)
            sockets = listen(settings, _)
            for sock in sockets:
                opened.callback(sock.close)
            with said_in_words(settings, _):
                new_code = open_folder(settings, _)
                environ = {**os.environ, "SAMLING_DATA": str(settings.data)}
                register = opened.enter_context(open_register(environ))
        except NotStarted as error:
            (settings.complain or settings.announce)(str(error))
            return 1
        # Tornado needs an event loop that can wait for sockets, which Windows' usual one can't.
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            return runner.run(_serve(settings, register, sockets, new_code, _))


async def _serve(
    settings: SiteSettings, register: Register, sockets: list[socket.socket], new_code: str | None, _: Translator
) -> int:
    app = application()
    app.prepare(settings, register)
    stopped = asyncio.Event()
    stop_at_signals(asyncio.get_running_loop(), stopped.set)
    server = app.open(sockets)
    for sentence in announcement(app.port, settings, _, new_code):
        settings.announce(sentence)
    if settings.open_browser and has_screen():
        # A browser that stays in the foreground must not hold up the server.
        address = page_addresses(app.port, False, settings.base_url)[0]
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    try:
        await stopped.wait()
        settings.announce(_("Stopping. What is saved stays saved."))
    finally:
        server.stop()
        await app.close()
        await server.close_all_connections()
    return 0


def application() -> SamlingApp:
    """The application, with Voilà imported; a second and a half is saved on the way.

    jsonschema builds a parser for international addresses as it is imported, if the package for it is there. Nothing
    here checks such addresses.
    """
    name = "rfc3987_syntax"
    unwanted = name not in sys.modules
    if unwanted:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        from .app import SamlingApp
    finally:
        if unwanted:
            del sys.modules[name]
    app: SamlingApp = SamlingApp.instance()
    return app


def has_screen() -> bool:
    """Whether a browser that is opened here would be seen."""
    if sys.platform in ("win32", "darwin"):
        return not os.environ.get("SSH_CONNECTION")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def stop_at_signals(loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> None:
    """Call ``stop`` at Ctrl-C and at the other ways a process is asked to end."""
    for number in STOP_SIGNALS:
        try:
            loop.add_signal_handler(number, stop)
        except NotImplementedError:
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop))
