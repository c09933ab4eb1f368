"""What has to be in place before serving begins, and what is said at the terminal."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from samling_exercises.answers import NotOpened
from samling_exercises.interface import Translator

from .addresses import LAST_PORT, last_tried, listening_sockets, page_addresses, proxy_name
from .organiser import NAME as ORGANISERS
from .organiser import DamagedCode, organiser_code
from .qr import in_terminal
from .secret import DamagedSecret, cookie_secret, made_private
from .settings import SiteSettings


class NotStarted(Exception):
    """The site can't start; the message is the sentence for the person at the terminal, in their language."""


def check(settings: SiteSettings, _: Translator) -> None:
    """Whether what was chosen can be. Raises NotStarted."""
    if not 0 <= settings.port <= LAST_PORT:
        raise NotStarted(
            _("A port is a number from 0 to {last}, and {port} is not.", last=LAST_PORT, port=settings.port)
        )
    if not settings.notebooks.is_dir():
        raise NotStarted(
            _("There is no folder {folder}. Name the folder the notebooks lie in.", folder=settings.notebooks)
        )
    if settings.address is not None and proxy_name(settings.address) is None:
        raise NotStarted(
            _(
                "The address is the one people type, as in https://samling.example.no, and {address} is not.",
                address=settings.address,
            )
        )
    if settings.lan and settings.secure:
        raise NotStarted(
            _(
                "With --address https://… people come through a proxy with TLS alone. "
                "On the network that --lan opens, nobody could sign in. Leave one of the two out."
            )
        )


def listen(settings: SiteSettings, _: Translator) -> list[socket.socket]:
    """The sockets to serve on. Raises NotStarted where none of the ports is free."""
    try:
        sockets = listening_sockets(settings.port, settings.lan)
    except OSError:
        last = last_tried(settings.port)
        raise NotStarted(
            _("None of the ports {port}–{last} is free. Choose another with --port.", port=settings.port, last=last)
        ) from None
    port = sockets[0].getsockname()[1]
    if settings.port not in (0, port):
        settings.announce(_("Port {port} is in use, so the workbook takes {other}.", port=settings.port, other=port))
    return sockets


def open_folder(settings: SiteSettings, _: Translator) -> str | None:
    """Make the data folder ready, for its owner alone; the organiser's code if it was made just now."""
    cookie_secret(settings.data)
    if not made_private(settings.data):
        settings.announce(
            _(
                "Other accounts on this machine can look into {folder}, and that can't be changed from here. "
                "Let only your own account into it.",
                folder=settings.data,
            )
        )
    code, made = organiser_code(settings.data)
    return code if made else None


@contextmanager
def said_in_words(settings: SiteSettings, _: Translator) -> Iterator[None]:
    """Turn what may be wrong with the data folder into NotStarted."""
    try:
        yield
    except (DamagedSecret, DamagedCode) as error:
        sentence = _("The file {file} is damaged. Remove it and start again; a new one is made.", file=error.path)
    except NotOpened as error:
        sentence = why_not_opened(error.reason, settings, _)
    except OSError as error:
        sentence = _(
            "The folder {folder} can't be used for the answers ({reason}). Choose another with --data.",
            folder=settings.data,
            reason=error.strerror,
        )
    else:
        return
    raise NotStarted(sentence)


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
        told.append(
            _(
                "On a network this address is not encrypted: whoever is on the same Wi-Fi can read along, "
                "unless a proxy with TLS stands before it (--address)."
            )
        )
    if new_code:
        told.append(_("The organiser's code, needed to make a group: {code}", code=new_code))
        told.append(_("It is kept in {file}, which only you can read.", file=settings.data / ORGANISERS))
    return [told_one for told_one in [*told, _("Ctrl-C stops it.")] if told_one]
