"""What the site's pages have in common: a visitor who is greeted, a language, calm pages for faults."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from babel import Locale, UnknownLocaleError
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler

from samling_exercises.interface import Translator, translator

from . import folders
from .headers import Safe
from .identity import greet
from .kernels import MemberKernels
from .library import Library
from .static import SiteFiles

HELLO = "samling-hello"
WELCOME = "welcome"


class SiteHandler(Safe, JupyterHandler):
    """A page of the site."""

    async def prepare(self) -> None:  # type: ignore[override]
        """Find out who it is, and meet a new visitor."""
        await super().prepare()
        if self.current_user is None:
            self._meet()
        elif WELCOME in self.request.query_arguments:
            self.redirect(self._address())

    def _meet(self) -> None:
        """Greet a visitor, once it is sure that it is a new one.

        A link from another site does not bring the visitor's cookie (SameSite=Strict), and a new one in its place would
        part them from their answers. So a stranger is first sent back here by a page of our own, which does bring it.
        """
        if self.get_cookie(HELLO):
            self.clear_cookie(HELLO, path=self.base_url)
            self.current_user = self._jupyter_current_user = greet(self)
        elif WELCOME in self.request.query_arguments:
            self._message(HTTPStatus.FORBIDDEN, "no-cookies", again=self._address())
        else:
            self.set_cookie(HELLO, "1", path=self.base_url, max_age=60, samesite="Strict", httponly=True)
            self._message(HTTPStatus.OK, "welcome", again=self._address(**{WELCOME: "1"}))

    def _address(self, **more: str) -> str:
        kept = {name: values[-1].decode() for name, values in self.request.query_arguments.items() if name != WELCOME}
        query = urlencode({**kept, **more})
        # One leading slash: two would lead to another host.
        path = "/" + self.request.path.lstrip("/")
        return f"{path}?{query}" if query else path

    @property
    def kernels(self) -> MemberKernels:
        """The kernels."""
        kernels: MemberKernels = self.settings["kernel_manager"]
        return kernels

    @property
    def library(self) -> Library:
        """The notebooks."""
        library: Library = self.settings["samling_library"]
        return library

    @property
    def files(self) -> SiteFiles:
        """The static files."""
        files: SiteFiles = self.settings["samling_files"]
        return files

    @property
    def language(self) -> str:
        """The reader's language: the one asked for, if there are notebooks in it, else the site's own."""
        own: str = self.settings["samling_language"]
        languages = self.library.languages()
        asked = self.get_query_argument("language", own)
        return asked if asked in languages else own if own in languages or not languages else languages[0]

    @property
    def words(self) -> Translator:
        """The site's words in the reader's language."""
        return translator(folders.LOCALE, "site", self.language)

    def show(self, template: str, **values: Any) -> None:
        """Finish with a page of the site's own folder."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        common = {"_": self.words, "language": self.language, "base_url": self.base_url, "static": self.files.static}
        self.finish(pages().get_template(template).render(**common, **values))

    def _message(self, status: HTTPStatus, message: str, **values: Any) -> None:
        self.set_status(status)
        self.show("message.html.j2", message=message, **{"number": None, "again": None, **values})

    def say_full(self) -> None:
        """Say calmly that there is no room just now. Nothing is broken, so this is no fault with a number."""
        _ = self.words
        self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
        self.set_header("Retry-After", "60")
        self.show(
            "full.html.j2",
            title=_("It is full here just now"),
            text=_("Many have the workbook open. What is saved is safe. Try again in a little while."),
            again=self._address(),
        )

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """A page that says what to do. A fault of ours has a number, which stands in the log too."""
        if status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
            self._message(HTTPStatus(status_code), "missing" if status_code == HTTPStatus.NOT_FOUND else "refused")
            return
        self._message(HTTPStatus(status_code), "fault", number=self.number)


class Missing(SiteHandler):
    """Every address that is nothing."""

    @allow_unauthenticated
    async def get(self) -> None:
        """404."""
        self.send_error(HTTPStatus.NOT_FOUND)

    head = post = put = patch = delete = options = get

    def check_xsrf_cookie(self) -> None:
        """Nothing is changed here."""

    def _meet(self) -> None:
        """Nobody is greeted where there is nothing."""


@cache
def pages() -> Environment:
    """The site's own pages."""
    return Environment(
        loader=FileSystemLoader(folders.PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )


def language_name(language: str) -> str:
    """A language's name in that language, with a capital: ``Norsk bokmål``, ``English``."""
    try:
        name = Locale.parse(language).display_name or language
    except (UnknownLocaleError, ValueError):
        return language
    return name[:1].upper() + name[1:]
