"""A notebook as a page: its kernel started, its cells run, the template filled.

Agreed with the template: besides what Voilà gives, Jinja has ``samling`` (and ``resources.samling``), a ``Page``. It is missing when
somebody runs the plain ``voila`` command, so the template asks ``{% if samling is defined %}`` and otherwise takes
``resources.include_url("static/<name>")``.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

import nbformat
from jupyter_server.auth.decorator import allow_unauthenticated
from samling_exercises.interface import Translator, translator
from tornado import web
from tornado.iostream import StreamClosedError
from voila.execute import VoilaExecutor
from voila.notebook_renderer import NotebookRenderer
from voila.utils import get_page_config

from . import folders
from .handlers import SiteHandler, language_name, pages
from .kernels import KERNEL_CLOSED
from .kernelspec import NAME
from .library import Entry, Library
from .static import SiteFiles

SAME = ("programme", "gathering", "role")
"""What two notebooks share that say the same in two languages."""


@dataclass(frozen=True)
class Page:
    """What the template may know of the site."""

    base_url: str
    """Where the site begins, with a slash at its end."""
    language: str
    """Of the notebook: for ``<html lang>`` and for ``words``."""
    words: Translator
    """``samling.words("English text", place=…)``: the site's words in the notebook's language (catalogue ``site.po``)."""
    library: Library
    files: SiteFiles

    def static(self, name: str) -> str:
        """The hashed address of a static file; the names stand in ``static.py``."""
        return self.files.static(name)

    def styles(self) -> list[str]:
        """The hashed addresses of the style sheets of house and widgets."""
        return [self.static("widgets/all.css")]

    def home(self, language: str) -> str:
        """The address of the landing page in a language."""
        return f"{self.base_url}?{urlencode({'language': language})}"

    def languages(self, metadata: Mapping[str, Any]) -> list[dict[str, str]]:
        """The same notebook in the other languages: ``address``, ``language`` and its ``name``."""
        about = metadata.get("samling", {})
        return [
            {"address": self.render(entry), "language": entry.language, "name": language_name(entry.language)}
            for entry in self.library.entries()
            if entry.about and entry.language != about.get("language")
            if all(entry.about.get(key) == about.get(key) for key in SAME)
        ]

    def render(self, entry: Entry) -> str:
        """The address of a notebook's page."""
        return f"{self.base_url}voila/render/{entry.address}"

    @property
    def modules(self) -> dict[str, str]:
        """``{_anywidget_id: hashed address}`` of the project's own widgets, whose ``_esm`` a page never takes from their state."""
        return {identity: self.static(f"widgets/{name}.js") for identity, name in widget_modules().items()}

    @property
    def anywidget(self) -> str:
        """The hashed address of the anywidget runtime (an AMD module)."""
        return self.static("anywidget.js")


class NotebookPage(SiteHandler):
    """The handler of ``/voila/render/<language>/<programme>/<name>.ipynb``."""

    @allow_unauthenticated
    async def get(self, _decoded: str) -> None:
        """The page, sent while the cells run."""
        if self.current_user is None:
            return
        prefix = f"{self.base_url}voila/render/"
        # The address as it was sent: only one spelling of it is a notebook's.
        entry = self.library.find(self.request.path.removeprefix(prefix))
        if entry is None:
            raise web.HTTPError(404)
        self.entry = entry
        # Reading it sets the cookie which the page's own requests (closing its kernel) must repeat.
        _ = self.xsrf_token
        renderer = await self._renderer(entry)
        kernel_id = await self.kernel_manager.start_kernel(kernel_name=NAME, path=os.path.dirname(entry.path))  # noqa: PTH120
        self.set_header("Content-Type", "text/html; charset=utf-8")
        try:
            kernel = self.kernel_manager.get_kernel(kernel_id)
            async for html, _resources in renderer.generate_content_generator(kernel_id, kernel):
                self.write(html)
                await self.flush()
        except StreamClosedError:
            # The reader went away before the page was there.
            await self.kernel_manager.close_kernel(kernel_id, KERNEL_CLOSED)
        except Exception as error:
            await self.kernel_manager.close_kernel(kernel_id, KERNEL_CLOSED)
            if not self._headers_written:
                raise
            # Half a page is out already: say on it that the rest will not come.
            self.log_exception(type(error), error, error.__traceback__)
            self.write(pages().get_template("cut.html.j2").render(_=self.words, number=self.number))
        finally:
            await renderer.leave()

    @property
    def language(self) -> str:
        """The notebook's own language, once it is known which."""
        entry: Entry | None = getattr(self, "entry", None)
        return entry.language if entry else super().language

    async def _renderer(self, entry: Entry) -> SiteRenderer:
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
        notebook = nbformat.read(self.file, as_version=4)
        notebook.metadata.kernelspec = nbformat.from_dict({"name": NAME, "display_name": NAME, "language": "python"})
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
    """The configuration of Voilà's own front end, looked up once. No address of another host is in it."""
    if base_url not in _configurations:
        found = get_page_config(base_url, site.app.settings, site.log, site.voila_configuration)
        _configurations[base_url] = {**found, "fullMathjaxUrl": "", "mathjaxConfig": ""}
    return _configurations[base_url]


@cache
def widget_modules() -> dict[str, str]:
    """``{_anywidget_id: module name}`` of samling_widgets, read from its source (importing it takes ipywidgets along).

    A class names its module as ``module = "form"``; anywidget makes the id of the class's module and name.
    """
    folder = folders.package_folder("samling_widgets")
    return {
        f"samling_widgets.{path.stem}.{node.name}": name
        for path in sorted(folder.glob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
        for name in _module_names(node)
        if (folder / f"{name}.js").is_file()
    }


def _module_names(node: ast.ClassDef) -> list[str]:
    return [
        statement.value.value
        for statement in node.body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
        and any(isinstance(target, ast.Name) and target.id == "module" for target in _targets(statement))
    ]


def _targets(statement: ast.Assign | ast.AnnAssign) -> list[ast.expr]:
    return statement.targets if isinstance(statement, ast.Assign) else [statement.target]
