"""Handlers of what is fetched beside the pages: static files, pictures, and the end of a kernel."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated, authorized
from jupyter_server.base.handlers import APIHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado import web

from .headers import Safe
from .identity import Visitor, seat_id
from .static import Item, Shelf, SiteFiles

FOR_GOOD = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


class Files(Safe):
    """Files of a shelf. They hold nothing of anyone's, so nobody is asked who they are."""

    def initialize(self, shelf: Shelf | SiteFiles) -> None:
        """Take the shelf."""
        self.shelf = shelf

    def get(self, name: str) -> None:
        """The file; kept for good under an address with its own hash, asked for again (304) without."""
        found: Item | None = self.shelf.get(name)
        if found is None:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        hashed = self.get_query_argument("v", "") == found.version
        self.set_header("Content-Type", found.mime)
        self.set_header("Cache-Control", FOR_GOOD if hashed else ASK_AGAIN)
        self.write(found.content)

    head = get

    def write_error(self, status_code: int, **_: Any) -> None:
        """The status and no more."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}\n")


class Short(Safe, APIHandler):
    """A handler for a page's module, which needs to know no more than the status."""

    auth_resource = "kernels"

    def write_error(self, status_code: int, **_: Any) -> None:
        """The status and its usual phrase."""
        self.finish({"message": HTTPStatus(status_code).phrase})


class OwnKernel(Short, KernelHandler):
    """A kernel's facts and its end, for its owner (the authorizer sees to it)."""


class CloseKernel(Short):
    """Where a page that is left says that its kernel may go."""

    @web.authenticated
    @authorized
    async def post(self, kernel_id: str) -> None:
        """Shut the visitor's own kernel down."""
        await self.settings["kernel_manager"].shutdown_kernel(kernel_id)
        self.set_status(HTTPStatus.NO_CONTENT)
        self.finish()


class Here(Short):
    """Where a page asks who is in, and says that somebody reads or writes on it, so that the visit goes on."""

    @allow_unauthenticated
    async def get(self) -> None:
        """Whether the page's seat (``?seat=``) is signed in: ``{"who": "same" | "other" | "out"}``."""
        seats = self.current_user.seats if isinstance(self.current_user, Visitor) else ()
        same = self.get_query_argument("seat", "") in {seat_id(seat.member) for seat in seats}
        self.finish({"who": "same" if same else "other" if seats else "out"})

    @web.authenticated
    async def post(self) -> None:
        """Note it. Only whoever is signed in gets here."""
        if isinstance(self.current_user, Visitor):
            self.settings["samling_visits"].touch(self.current_user.username)
        self.set_status(HTTPStatus.NO_CONTENT)
        self.finish()
