"""What the site's pages have in common: who is in, a language, calm pages for faults.

For whoever writes a page: a handler derives from :class:`SiteHandler`. Without ``@allow_unauthenticated`` on its method
only somebody who is signed in gets there; others are sent to the join page and back. ``self.visitor`` has the seats,
``await self.ask(self.register.…)`` asks the register in a thread, ``self.show("name.html.j2", …)`` finishes the page.
A form of a page posts with ``{{ xsrf }}`` in it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from urllib.parse import urlencode, urlsplit

from babel import Locale, UnknownLocaleError
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from markupsafe import Markup
from tornado import web

from samling_exercises.groups.keys import visit_id
from samling_exercises.interface import Translator, translator

from ..days import spoken_day
from ..templating import templates
from . import folders
from .headers import Safe
from .identity import DAYS, Visitor, cookie_rules, remember, visit_token
from .kernels import MemberKernels
from .library import Library
from .rounds import close_without_visit
from .static import SiteFiles
from .visits import Visits

if TYPE_CHECKING:
    from samling_exercises.groups import Entered, Register, Seat

HELLO = "samling-hello"
LANGUAGE = "samling-language"
WELCOME = "welcome"
AGAIN = "Samling-Again"
"""A header of requests that a page makes by itself, so that they do not count as somebody being there."""
OWN_WAY = ("none", "same-origin")
"""What Sec-Fetch-Site says where a browser has sent all cookies it has of us."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


class SiteHandler(Safe, JupyterHandler):
    """A page of the site."""

    before_codes = False
    """Whether the page can be had before the visitor has confirmed that the codes are written down."""

    async def prepare(self) -> None:  # type: ignore[override]
        """Find out who it is, and keep a visit alive that somebody uses."""
        await super().prepare()
        if self._finished:
            return
        self._keep_language()
        if self.visitor is None:
            self._meet()
        elif WELCOME in self.request.query_arguments:
            self.redirect(self.own_address())
        elif self.unconfirmed is not None and not self.before_codes:
            self.redirect(self.at("codes"))
        elif AGAIN not in self.request.headers:
            self.visits.touch(self.visitor.username)

    def get_login_url(self) -> str:
        """Where somebody who is not signed in is sent; Tornado adds where they wanted to go."""
        return self.at("join")

    # Who is in

    @property
    def visitor(self) -> Visitor | None:
        """Who is signed in with this browser."""
        # Not ``current_user``: a fault may come before it is known.
        user = getattr(self, "_jupyter_current_user", None)
        return user if isinstance(user, Visitor) else None

    @property
    def token(self) -> str | None:
        """The token of the visit, which opens the keys of its seats."""
        return visit_token(self)

    @property
    def unconfirmed(self) -> Seat | None:
        """The first seat whose codes its member has not confirmed to have written down."""
        seats = self.visitor.seats if self.visitor else ()
        return next((seat for seat in seats if not (seat.codes_seen or seat.group.practice or seat.left)), None)

    def seat_in(self, group: str, *roles: str) -> Seat:
        """The visitor's seat in a group, in one of the roles where some are named. Raises 403."""
        seats = self.visitor.seats if self.visitor else ()
        for seat in seats:
            if seat.group.id == group and not seat.left and (not roles or seat.role in roles):
                return still_there(seat)
        raise web.HTTPError(HTTPStatus.FORBIDDEN)

    async def let_in(self, entered: Entered, shared_computer: bool) -> None:
        """Give the browser the token of its new visit; the kernels of the visit that it replaces go over to it."""
        remember(self, entered.token, shared_computer)
        if entered.replaced is not None:
            self.kernels.hand_over(entered.replaced, visit_id(entered.token))
        await self.close_what_ended()

    async def close_what_ended(self) -> None:
        """Close the kernels of visits and members that are no more; called after whatever may have ended some."""
        await close_without_visit(self.visits, self.kernels)

    # What the site has

    @property
    def visits(self) -> Visits:
        """Who is in, and the register."""
        visits: Visits = self.settings["samling_visits"]
        return visits

    @property
    def register(self) -> Register:
        """The register; its calls go through ``ask``."""
        return self.visits.register

    async def ask(self, call: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Ask the register, in a thread: ``await self.ask(self.register.group, name)``."""
        return await self.visits.ask(call, *args, **kwargs)

    async def open_alone(self, seat: Seat, call: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Have the register open or make codes for a seat of the visitor's: one thing at a time. Raises Busy."""
        who = {seat.member, self.visitor.username} if self.visitor else {seat.member}
        return await self.visits.open_alone(who, call, *args, **kwargs)

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
    def data(self) -> Path:
        """The folder of the answers."""
        folder: Path = self.settings["samling_data"]
        return folder

    # Addresses and language

    def at(self, path: str, **query: str) -> str:
        """The address of a page of ours."""
        return f"{self.base_url}{path}{'?' if query else ''}{urlencode(query)}"

    def own_address(self, **more: str) -> str:
        """The address of this very page, to come back to."""
        asked = self.request.query_arguments.items()
        kept = {name: self.decode_argument(values[-1]) for name, values in asked if name != WELCOME}
        query = urlencode({**kept, **more})
        # One leading slash: two would lead to another host.
        path = "/" + self.request.path.lstrip("/")
        return f"{path}?{query}" if query else path

    def decode_argument(self, value: bytes, name: str | None = None) -> str:
        """A part of an address or a form as text. Bytes that are none are somebody's mistake, and no fault of ours."""
        try:
            return super().decode_argument(value, name)
        except web.HTTPError:
            return value.decode("utf-8", "replace")

    def own_path(self, asked: str, otherwise: str) -> str:
        """An address of this site that somebody asked to be sent to, or the other one for anything else."""
        try:
            parts = urlsplit(asked)
        except ValueError:
            return otherwise
        plain = asked.isascii() and asked.isprintable() and "\\" not in asked and not asked.startswith("//")
        ours = not parts.scheme and not parts.netloc and parts.path.startswith(self.base_url)
        return asked if plain and ours else otherwise

    @property
    def language(self) -> str:
        """The reader's language: asked for now or before, if there are notebooks in it, else the site's own."""
        own: str = self.settings["samling_language"]
        languages = self.library.languages()
        asked = self.get_query_argument("language", self.get_cookie(LANGUAGE, own) or own)
        return asked if asked in languages else own if own in languages or not languages else languages[0]

    def _keep_language(self) -> None:
        if self.get_query_argument("language", None) == self.language != self.get_cookie(LANGUAGE):
            self.set_cookie(LANGUAGE, self.language, expires_days=DAYS, **cookie_rules(self))

    @property
    def words(self) -> Translator:
        """The site's words in the reader's language."""
        return translator(folders.LOCALE, "site", self.language)

    # Pages

    def show(self, template: str, **values: Any) -> None:
        """Finish with a page of the site's own folder."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        common = {
            "_": self.words,
            "language": self.language,
            "base_url": self.base_url,
            "static": self.files.static,
            "visitor": self.visitor,
            "endings": self._endings(),
            "xsrf": Markup(self.xsrf_form_html()),
            "others": [(code, language_name(code)) for code in self.library.languages() if code != self.language],
        }
        self.finish(templates(folders.PAGES).get_template(template).render({**common, **values}))

    def _endings(self) -> list[str]:
        """When the visitor's groups end: it stands on every page."""
        groups = {seat.group.id: seat.group for seat in (self.visitor.seats if self.visitor else ())}
        return [
            self.words("{group} ends on {date}", group=group.name, date=spoken_day(group.ends_on, self.language))
            for group in groups.values()
            if group.ends_on and not group.practice
        ]

    def _meet(self) -> None:
        """Make sure that somebody who seems a stranger is one.

        A link from another site does not bring the visitor's cookies (SameSite=Strict). So whoever brings none of ours
        is first sent back here by a page of our own, which does bring them.
        """
        if self.request.method != "GET" or self.get_cookie(HELLO):
            return
        known = self.request.headers.get("Sec-Fetch-Site") in OWN_WAY
        if known or WELCOME not in self.request.query_arguments:
            self.set_cookie(HELLO, "1", expires_days=DAYS, **cookie_rules(self))
        if known:
            return
        if WELCOME in self.request.query_arguments:
            self.message(HTTPStatus.FORBIDDEN, "no-cookies", again=self.own_address())
        else:
            self.message(HTTPStatus.OK, "welcome", again=self.own_address(**{WELCOME: "1"}))

    def message(self, status: HTTPStatus, message: str, **values: Any) -> None:
        """Finish with one of the messages of ``message.html.j2``."""
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
            again=self.own_address(),
        )

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """A page that says what to do. A fault of ours has a number, which stands in the log too."""
        if status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            self.message(HTTPStatus(status_code), "fault", number=self.number)
        elif status_code == HTTPStatus.NOT_FOUND:
            self.message(HTTPStatus.NOT_FOUND, "missing")
        elif status_code == HTTPStatus.TOO_MANY_REQUESTS:
            self.set_header("Retry-After", "2")
            self.message(HTTPStatus.TOO_MANY_REQUESTS, "busy")
        elif status_code == HTTPStatus.GONE:
            self.message(HTTPStatus.GONE, "ended")
        elif self.request.method == "POST" and not self.get_cookie("_xsrf"):
            self.message(HTTPStatus.FORBIDDEN, "no-cookies", again=self.base_url)
        else:
            self.message(HTTPStatus(status_code), "refused")


class Ended(web.HTTPError):
    """The group's time is over, be what was written in it erased already or not."""

    def __init__(self) -> None:
        super().__init__(HTTPStatus.GONE)


def has_ended(seat: Seat) -> bool:
    """Whether the time of the seat's group is over. Nothing of it is shown from then on."""
    return seat.group.has_ended(datetime.now(UTC))


def still_there(seat: Seat) -> Seat:
    """The seat, while its group goes on. Raises Ended."""
    if has_ended(seat):
        raise Ended
    return seat


class Missing(SiteHandler):
    """Every address that is nothing."""

    before_codes = True

    @allow_unauthenticated
    async def get(self) -> None:
        """404."""
        self.send_error(HTTPStatus.NOT_FOUND)

    head = post = put = patch = delete = options = get

    def check_xsrf_cookie(self) -> None:
        """Nothing is changed here."""

    def _meet(self) -> None:
        """Nobody is greeted where there is nothing."""


def language_name(language: str) -> str:
    """A language's name in that language, with a capital: ``Norsk bokmål``, ``English``."""
    try:
        name = Locale.parse(language).display_name or language
    except (UnknownLocaleError, ValueError):
        return language
    return name[:1].upper() + name[1:]
