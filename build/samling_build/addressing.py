"""The address people come to: of the workbook, and of a group in it."""

from __future__ import annotations

from urllib.parse import urlsplit

from .site.addresses import host_name, page_addresses
from .site.settings import DEFAULT_PORT

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def usual_address() -> str:
    """Where a workbook on this machine is reached from its network: its first address, or ``localhost`` alone."""
    return page_addresses(DEFAULT_PORT, True, "/")[:2][-1]


def address_for_others(asked: str, lan: bool, base_url: str) -> str:
    """The address to tell others, where the page was asked for at ``asked`` (``http://localhost:8866``).

    Whoever sits at the machine calls it localhost; with ``lan`` others reach it at its first address on the network.
    """
    parts = urlsplit(asked)
    if lan and host_name(parts.netloc) in LOOPBACK:
        return page_addresses(parts.port or 80, True, base_url)[:2][-1]
    return f"{asked}{base_url}"


def only_here(address: str) -> bool:
    """Whether an address leads nowhere but to the machine it is opened on."""
    return host_name(urlsplit(address).netloc) in LOOPBACK


def join_link(address: str, link: str | None) -> str:
    """The address in the QR codes: of the join page, and of the group."""
    return f"{join_page(address)}/{link}" if link else join_page(address)


def join_page(address: str) -> str:
    """The join page, where a card's code alone finds the group."""
    return f"{address.rstrip('/')}/join"


def spoken(address: str) -> str:
    """An address as one writes it into a browser."""
    return address.removeprefix("http://").removeprefix("https://")
