"""A notebook as a page: its kernel started, its cells run, the template filled."""

from __future__ import annotations

import os
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import nbformat
from jupyter_server.auth.decorator import allow_unauthenticated
from markupsafe import Markup
from tornado import web
from tornado.iostream import StreamClosedError
from voila.execute import VoilaExecutor  # type: ignore[import-untyped]
from voila.notebook_renderer import NotebookRenderer  # type: ignore[import-untyped]
from voila.utils import get_page_config  # type: ignore[import-untyped]

from samling_exercises.interface import translator

from ..templating import templates
from . import folders
from .facts import Page
from .group_pages.way_in import address_for_visitors, way_in
from .handlers import SiteHandler, has_ended, still_there
from .kernels import KERNEL_CLOSED, Chair, Full
from .kernelspec import NAME
from .library import Entry
from .seats import acting_role, fitting

if TYPE_CHECKING:
    from samling_exercises.groups import Seat


class NotebookPage(SiteHandler):
    """The handler of ``/voila/render/<language>/<programme>/<name>.ipynb``."""

    @allow_unauthenticated
    async def get(self, _decoded: str) -> None:
        """The page, sent while the cells run; nothing is run for whom it is not meant."""
        prefix = f"{self.base_url}voila/render/"
        # The address as it was sent: only one spelling of it is a notebook's.
        entry = self.library.find(self.request.path.removeprefix(prefix))
        if entry is None:
            raise web.HTTPError(404)
        self.entry = entry
        if self.visitor is None:
            self.redirect(self.at("join", next=self.own_address(), language=self.language))
            return
        seats = fitting(self.visitor.seats, entry, self.get_query_argument("group", ""))
        seats = tuple(seat for seat in seats if not has_ended(seat)) or seats[:1]
        if len(seats) > 1:
            self.show("which.html.j2", choices=[(seat, self._address_in(seat)) for seat in seats])
            return
        if not seats:
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        self.seat = still_there(seats[0])
        # Reading it sets the cookie which the page's own requests (closing its kernel) must repeat.
        _ = self.xsrf_token
        renderer = await self._renderer(entry, self.seat)
        try:
            folder = os.path.dirname(entry.path)  # noqa: PTH120
            kernel_id = await self.kernels.start_kernel(kernel_name=NAME, path=folder, chair=self._chair(self.seat))
        except Full:
            self.say_full()
            return
        self.set_header("Content-Type", "text/html; charset=utf-8")
        try:
            kernel = self.kernels.get_kernel(kernel_id)
            async for html, _resources in renderer.generate_content_generator(kernel_id, kernel):
                self.write(html)
                await self.flush()
        except StreamClosedError:
            # The reader went away before the page was there.
            await self.kernels.close_kernel(kernel_id, KERNEL_CLOSED)
        except Exception as error:
            await self.kernels.close_kernel(kernel_id, KERNEL_CLOSED)
            if not self._headers_written:
                raise
            # Half a page is out already: say on it that the rest will not come.
            self.log_exception(type(error), error, error.__traceback__)
            self.write(templates(folders.PAGES).get_template("cut.html.j2").render(_=self.words, number=self.number))
        finally:
            await renderer.leave()

    @property
    def language(self) -> str:
        """The notebook's own language, once it is known which."""
        entry: Entry | None = getattr(self, "entry", None)
        return entry.language if entry else super().language

    def _address_in(self, seat: Seat) -> str:
        return self.own_address(group=seat.group.id)

    def _way_in(self, entry: Entry, seat: Seat) -> dict[str, Any] | None:
        """How others come in, where a wall may say so."""
        shown = entry.says("role") == "wall" and not (seat.group.practice or seat.group.closed_at)
        say = translator(folders.LOCALE, "groups", entry.language)
        return way_in(seat.group, address_for_visitors(self), say) if shown else None

    def _chair(self, seat: Seat) -> Chair:
        token, visitor = self.token, self.visitor
        if token is None or visitor is None:
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        role = acting_role(seat.role, self.entry.says("role"))
        return Chair(seat.member, role, visitor.username, partial(self.ask, self.register.key, token, seat.member))

    async def _renderer(self, entry: Entry, seat: Seat) -> SiteRenderer:
        site = self.settings["voila"]
        renderer = SiteRenderer(
            request_handler=self,
            voila_configuration=site.voila_configuration,
            traitlet_config=site.config,
            notebook_path=entry.path,
            template_paths=site.template_paths,
            contents_manager=LinkedPictures(),
            base_url=self.base_url,
            page_config=page_config(self.base_url, site),
        )
        renderer.file = self.library.folder / entry.path
        await renderer.initialize()
        page = Page(
            base_url=self.base_url,
            language=entry.language,
            words=translator(folders.LOCALE, "site", entry.language),
            library=self.library,
            files=self.files,
            seat=seat,
            address=self.at(f"voila/render/{entry.address}", group=seat.group.id),
            several=len(fitting(self.visitor.seats, entry)) > 1 if self.visitor else False,
            xsrf=Markup(self.xsrf_form_html()),
            way_in=self._way_in(entry, seat),
        )
        renderer.resources["samling"] = page
        renderer.exporter.environment.globals["samling"] = page
        return renderer


class LinkedPictures:
    """Stands where Voilà's Markdown looks for pictures to put into the page: the site serves them beside it instead."""

    def file_exists(self, path: str) -> bool:
        """No, so that the link stays as it is."""
        return False


class SiteRenderer(NotebookRenderer):  # type: ignore[misc]
    """Voilà's renderer, with a notebook straight from its file and without code of Voilà's own run in the kernel."""

    file: Any = None
    executor: Any = None

    async def load_notebook(self, path: str) -> Any:
        """The notebook, to be run by this Python."""
        notebook: Any = nbformat.read(self.file, as_version=4)
        spec = {"name": NAME, "display_name": NAME, "language": "python"}
        notebook.metadata["kernelspec"] = spec
        return notebook

    async def _jinja_kernel_start(self, nb: Any, kernel_id: str, kernel_future: Any) -> str:
        self.executor = VoilaExecutor(nb, km=kernel_future, config=self.traitlet_config, show_tracebacks=False)
        self.executor.kc = await self.executor.async_start_new_kernel_client()
        self.kernel_started = True
        return kernel_id

    async def _cleanup_resources(self) -> None:
        """Left to ``leave``, which is called also where the page was not finished."""

    async def leave(self) -> None:
        """Close the channels the cells were run through."""
        if self.executor is not None and self.executor.kc is not None:
            self.executor.kc.stop_channels()
            self.executor.kc = None


_configurations: dict[str, dict[str, Any]] = {}


def page_config(base_url: str, site: Any) -> dict[str, Any]:
    """The configuration of Voilà's own front end, looked up once.

    Voilà would fetch MathJax from another host; without an address, formulas stay as they are written.
    """
    if base_url not in _configurations:
        found = get_page_config(base_url, site.app.settings, site.log, site.voila_configuration)
        _configurations[base_url] = {
            **found,
            "fullMathjaxUrl": None,
            "mathjaxConfig": None,
        }
    return _configurations[base_url]
