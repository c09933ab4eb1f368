"""Signing out, and the two pages that only tell something: a lost code, and what is protected."""

from __future__ import annotations

from http import HTTPStatus

from jupyter_server.auth.decorator import allow_unauthenticated

from .handlers import SiteHandler
from .identity import forget


class OutPage(SiteHandler):
    """The handler of ``/out``."""

    before_codes = True

    @allow_unauthenticated
    async def get(self) -> None:
        """A button for whoever is in, a word for whoever is out."""
        self.show("out.html.j2")

    @allow_unauthenticated
    async def post(self) -> None:
        """End the visit, and the kernels that hold its keys."""
        if self.token is not None:
            await self.ask(self.register.sign_out, self.token)
            await self.close_what_ended()
        forget(self)
        self.redirect(self.at("out"), status=HTTPStatus.SEE_OTHER)


class LostPage(SiteHandler):
    """The handler of ``/lost``: what to do without the personal code."""

    before_codes = True

    @allow_unauthenticated
    async def get(self) -> None:
        """The page."""
        self.show("lost.html.j2")


class PrivacyPage(SiteHandler):
    """The handler of ``/privacy``: what the protection covers, and what not."""

    before_codes = True

    @allow_unauthenticated
    async def get(self) -> None:
        """The page."""
        self.show("privacy.html.j2")
