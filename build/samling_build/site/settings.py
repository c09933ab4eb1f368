"""What whoever starts the site can choose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

DEFAULT_PORT = 8866
"""Voilà's own port, so that those who know Voilà find us there."""


@dataclass(frozen=True)
class SiteSettings:
    """How the site is served.

    ``data``: folder of the answers and of the server's secret; made when it is missing.
    ``notebooks``: folder with ``<language>/<programme>/<gathering>-<role>.ipynb``.
    ``port``: a number (the next free one is taken when it is in use), or 0 for any free one.
    ``lan``: also listen to the network, not only to this machine.
    ``address``: where people reach the site through a proxy that stands before it (``https://samling.example.no``).
    ``open_browser``: open a browser when there is a screen.
    ``announce``: gets each sentence meant for the person at the terminal.
    ``complain``: gets the sentence that says why the site could not start; without it, ``announce`` does.
    ``language``: of those sentences, and of pages whose reader has chosen none.
    ``most_kernels``: how many kernels run at once, for all visitors together: they share the machine's memory.
    ``rounds``: seconds between two looks for visits that have ended.
    """

    data: Path
    notebooks: Path
    port: int = DEFAULT_PORT
    lan: bool = False
    open_browser: bool = True
    announce: Callable[[str], object] = print
    language: str = "nb"
    base_url: str = "/"
    complain: Callable[[str], object] | None = None
    most_kernels: int = 60
    address: str | None = None
    rounds: float = 30

    @property
    def proxied(self) -> bool:
        """Whether a proxy stands before the site."""
        return self.address is not None

    @property
    def secure(self) -> bool:
        """Whether people reach the site through TLS alone."""
        return (self.address or "").startswith("https://")

    @property
    def practice(self) -> bool:
        """Whether there may be a practice group: only where nobody but this machine's people can be meant."""
        return not self.lan and not self.proxied
