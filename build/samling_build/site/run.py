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

from samling_exercises.answers import NotOpened
from samling_exercises.groups import Register, open_register
from samling_exercises.interface import Translator, translator

from . import folders
from .addresses import LAST_PORT, last_tried, listening_sockets, page_addresses, proxy_name
from .organiser import NAME as ORGANISERS
from .organiser import DamagedCode, organiser_code
from .qr import in_terminal
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
    if settings.address is not None and proxy_name(settings.address) is None:
        complain(
            _(
                "The address is the one people type, as in https://samling.example.no, and {address} is not.",
                address=settings.address,
            )
        )
        return 1
    # What this process and its kernels write is for their owner alone.
    os.umask(0o077)
    try:
        cookie_secret(settings.data)
        code, made = organiser_code(settings.data)
        register = open_register({**os.environ, "SAMLING_DATA": str(settings.data)})
    except (DamagedSecret, DamagedCode) as error:
        complain(
            _(
                "The file {file} is damaged. Remove it and start again; a new one is made.",
                file=error.path,
            )
        )
        return 1
    except NotOpened as error:
        complain(why_not_opened(error.reason, settings, _))
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
    # Tornado needs an event loop that can wait for sockets, which Windows' usual one can't.
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        return runner.run(_serve(settings, register, sockets, code if made else None, _))


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


def announcement(port: int, settings: SiteSettings, _: Translator, new_code: str | None = None) -> list[str]:
    """What the person at the terminal is told. ``new_code`` is the organiser's code, shown once, when it was made."""
    own, *network = page_addresses(port, settings.lan, settings.base_url)
    told = [_("The workbook is open at {address}", address=own)]
    if settings.address:
        told.append(_("Through the proxy: {address}", address=settings.address))
    if settings.lan:
        told += [_("On the same network: {address}", address=address) for address in network]
        if network:
            told.append(in_terminal(network[0]))
        told.append(_("On a network this address is not encrypted: whoever is on the same Wi-Fi can read along."))
    if new_code:
        told.append(_("The organiser's code, needed to make a group: {code}", code=new_code))
        told.append(_("It is kept in {file}, which only you can read.", file=settings.data / ORGANISERS))
    return [told_one for told_one in [*told, _("Ctrl-C stops it.")] if told_one]


def why_not_opened(reason: str, settings: SiteSettings, _: Translator) -> str:
    """Why the answers could not be opened, and what to do."""
    return {
        "newer": _("The answers were made by a newer Samlingsheftet than this one. Install the newest version."),
        "foreign": _("The address of the answers leads to something else than answers. Choose another."),
        "address": _("SAMLING_DATABASE is not an address of a database. Correct it, or leave it out."),
        "driver": _("The Python package that SAMLING_DATABASE asks for is missing. Install it."),
        "full": _("The disk is full. Make room, and start again."),
        "busy": _("Another program keeps the answers busy. Stop it, or wait a little, and start again."),
    }.get(
        reason,
        _("The answers in {folder} can't be opened. Choose another folder with --data.", folder=settings.data),
    )


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
