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
from typing import TYPE_CHECKING

from samling_exercises.interface import Translator, translator

from . import folders
from .addresses import LAST_PORT, last_tried, listening_sockets, page_addresses
from .secret import DamagedSecret, cookie_secret
from .settings import SiteSettings

if TYPE_CHECKING:
    from .app import SamlingApp

STOP_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)


def run(settings: SiteSettings) -> int:
    """Serve until told to stop. Returns the exit code."""
    _ = translator(folders.LOCALE, "site", settings.language)
    complain = settings.complain or settings.announce
    if not 0 <= settings.port <= LAST_PORT:
        complain(_("A port is a number from 0 to {last}, and {port} is not.", last=LAST_PORT, port=settings.port))
        return 1
    if not settings.notebooks.is_dir():
        complain(_("There is no folder {folder}. Name the folder the notebooks lie in.", folder=settings.notebooks))
        return 1
    try:
        cookie_secret(settings.data)
    except DamagedSecret as error:
        complain(
            _(
                "The file {file} is damaged. Remove it and start again; those on the network must then begin anew.",
                file=error.path,
            )
        )
        return 1
    except OSError as error:
        complain(
            _(
                "The folder {folder} can't be used for the answers ({reason}). Choose another with --data.",
                folder=settings.data,
                reason=error.strerror,
            )
        )
        return 1
    try:
        sockets = listening_sockets(settings.port, settings.lan)
    except OSError:
        last = last_tried(settings.port)
        complain(
            _("None of the ports {port}–{last} is free. Choose another with --port.", port=settings.port, last=last)
        )
        return 1
    port = sockets[0].getsockname()[1]
    if settings.port not in (0, port):
        settings.announce(_("Port {port} is in use, so the workbook takes {other}.", port=settings.port, other=port))
    # What this process and its kernels write is for their owner alone.
    os.umask(0o077)
    # Tornado needs an event loop that can wait for sockets, which Windows' usual one can't.
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        return runner.run(_serve(settings, sockets, _))


async def _serve(settings: SiteSettings, sockets: list[socket.socket], _: Translator) -> int:
    app = application()
    app.prepare(settings)
    stopped = asyncio.Event()
    stop_at_signals(asyncio.get_running_loop(), stopped.set)
    server = app.open(sockets)
    for sentence in announcement(app.port, settings, _):
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


def announcement(port: int, settings: SiteSettings, _: Translator) -> list[str]:
    """What the person at the terminal is told."""
    own, *network = page_addresses(port, settings.lan, settings.base_url)
    told = [_("The workbook is open at {address}", address=own)]
    if settings.lan:
        told += [_("On the same network: {address}", address=address) for address in network]
        told.append(_("On a network this address is not encrypted: whoever is on the same Wi-Fi can read along."))
    return [*told, _("Ctrl-C stops it.")]


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
