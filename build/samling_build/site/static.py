"""Files the site gives away: by exact name, with a hash in the address.

Agreed with the page's template (Jinja global ``samling``, see ``facts.py``): ``samling.static(name)`` is the address
with ``?v=<hash>``, which browsers keep for good; without ``v`` they ask again. Names:

- ``widgets/<name>.js`` and ``.css`` from samling_widgets, ``widgets/all.css``: house style and every widget's own, and
  ``widgets/all.js``: every widget's module with all they import, in one, but for faces that only those who lead and
  the wall need, which are in ``widgets/second.js``;
- ``page/<name>``: the ``static`` folder of the template; ``site/<name>``: the landing page's;
- ``page/host.js``: the host with the modules it imports, in one; ``page.css``: ``all.css`` and the shell's, in one
  (a first visit on a poor phone pays for every request);
- ``anywidget.js``: the runtime of the installed anywidget.

They lie below ``{base_url}samling/static/``. Voilà's own front end lies where it looks for itself: ``voila/static/``,
``voila/templates/samling/static/``, ``voila/labextensions/``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from . import folders
from .widget_modules import widget_names

MIME_TYPES = {
    # Written out, since Windows takes .js from the registry, where it is text/plain on many a machine, and a browser
    # refuses to run such a module.
    ".css": "text/css; charset=utf-8",
    ".eot": "application/vnd.ms-fontobject",
    ".gif": "image/gif",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".wasm": "application/wasm",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
NEIGHBOUR = re.compile(r"""^import \{[^}]*\} from "\./(?P<name>[a-z-]+\.js)";\n""", re.MULTILINE)
EXPORTED = re.compile(r"^export (?=(?:async )?(?:class|const|function|let)\b)", re.MULTILINE)
PICTURES = (".svg", ".png", ".jpg", ".gif")


class Item(NamedTuple):
    """What is sent: the bytes, their short hash, their type."""

    content: bytes
    version: str
    mime: str


class Shelf:
    """Folders whose files may be fetched: exactly those in their listing, by name relative to the folder."""

    def __init__(self, roots: Iterable[Path], suffixes: Iterable[str] = MIME_TYPES, deep: bool = True) -> None:
        self.roots = tuple(roots)
        self.suffixes = frozenset(suffixes)
        self.pattern = "**/*" if deep else "*"
        self._files: dict[str, Path] = {}

    def get(self, name: str) -> Item | None:
        """The file of that name, or None. A name is only compared with the listing, never joined to a path."""
        if name not in self._files or not self._files[name].is_file():
            self._files = dict(self._listing())
        path = self._files.get(name)
        return None if path is None else item(path)

    def _listing(self) -> Iterable[tuple[str, Path]]:
        for root in reversed(self.roots):
            for path in root.glob(self.pattern):
                if path.suffix in self.suffixes and path.is_file():
                    yield path.relative_to(root).as_posix(), path


class Widgets(Shelf):
    """The widgets' modules as their package gives them to a server: each import with the hash of what it leads to."""

    def __init__(self) -> None:
        super().__init__([folders.package_folder("samling_widgets")], (".js", ".css"), deep=False)

    def get(self, name: str) -> Item | None:
        """A module, a style sheet, ``all.css``, ``all.js``, or ``second.js``."""
        from samling_widgets import joined_modules, modules

        stem, _, ending = name.rpartition(".")
        if name == "all.css":
            return text_item(modules.stylesheet(), ".css")
        if name == "all.js":
            return text_item(joined_modules.joined(widget_names()), ".js")
        if name == "second.js":
            return text_item(joined_modules.second(widget_names()), ".js")
        found = super().get(name)
        if found is None or ending != "js":
            return found
        return Item(modules.served(stem).encode(), modules.version(stem), found.mime)


class PageFiles(Shelf):
    """The template's own files. ``host.js`` is given with the modules it imports, so that it is one request."""

    JOINED = "host.js"

    def __init__(self) -> None:
        super().__init__([folders.TEMPLATE_STATIC], (".js", ".css", *PICTURES))

    def get(self, name: str) -> Item | None:
        """The file of that name, or None."""
        if name == self.JOINED:
            from samling_widgets import modules

            return text_item(modules.light(joined(folders.TEMPLATE_STATIC, name)), ".js")
        return super().get(name)


def joined(folder: Path, name: str) -> str:
    """The module ``name`` and those it imports from its own folder as one module, each once, what is needed first.

    Only named imports (``import { a } from "./b.js"``) and exported declarations are joined: all names then share one
    scope, and a name that two modules declare is an error the browser names at once.
    """
    order: list[str] = []

    def visit(module: str) -> None:
        for found in NEIGHBOUR.finditer((folder / module).read_text("utf-8")):
            visit(found["name"])
        if module not in order:
            order.append(module)

    visit(name)
    return "\n".join(EXPORTED.sub("", NEIGHBOUR.sub("", (folder / each).read_text("utf-8"))) for each in order)


class SiteFiles:
    """Everything below ``samling/static/``."""

    def __init__(self, base_url: str) -> None:
        self.address = f"{base_url}samling/static/"
        own = (".js", ".css", *PICTURES)
        self.shelves: dict[str, Shelf] = {
            "widgets": Widgets(),
            "page": PageFiles(),
            "site": Shelf([folders.PAGES], own, deep=False),
        }

    def get(self, name: str) -> Item | None:
        """The file of that name, or None."""
        if name == "anywidget.js":
            return item(folders.anywidget_runtime())
        if name == "page.css":
            return self._page_styles()
        shelf, _, rest = name.partition("/")
        return self.shelves[shelf].get(rest) if shelf in self.shelves else None

    def _page_styles(self) -> Item:
        from samling_widgets import modules

        shell = (folders.TEMPLATE_STATIC / "shell.css").read_text("utf-8")
        return text_item(modules.light(f"{modules.stylesheet()}\n{shell}"), ".css")

    def static(self, name: str) -> str:
        """The address of a file with its hash. Raises KeyError, naming what there is, for a file that is not there."""
        found = self.get(name)
        if found is None:
            known = ", ".join(f"{shelf}/…" for shelf in self.shelves)
            raise KeyError(f"Expected a static file ({known} or anywidget.js), came {name!r}, which is not there.")
        return f"{self.address}{name}?v={found.version}"


def text_item(text: str, suffix: str) -> Item:
    """An item of a text made here."""
    return Item(text.encode(), hashlib.sha256(text.encode()).hexdigest()[:16], MIME_TYPES[suffix])


def item(path: Path) -> Item:
    """A file as it is now; read again when its time or size has changed."""
    stat = path.stat()
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=256)
def _read(path: Path, changed: int, size: int) -> Item:
    content = path.read_bytes()
    return Item(content, hashlib.sha256(content).hexdigest()[:16], MIME_TYPES[path.suffix])
