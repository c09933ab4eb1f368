"""The page's files of a widget: where its module and its style sheet come from.

In JupyterLab a widget carries its module as text, and an import of ``./saving.js`` would lead nowhere; so each such
import becomes a ``data:`` address with that module's text in it. Equal texts give equal addresses, so that two widgets
share one module (and with it the drafts it remembers). Under our own server the modules are ordinary files at an
address with a hash in it, and may be kept by the browser for as long as it likes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
IMPORT = re.compile(
    r"""(^(?:import|export)\s(?:[^;"']*?\sfrom\s)?\s*|\bawait import\()"\./([a-z_]+)\.js\"""", re.MULTILINE
)
COMMENT = re.compile(r"/\*.*?\*/|^[ \t]*//[^\n]*$", re.DOTALL | re.MULTILINE)
"""A neighbour imported at the start of a line, or awaited; ``import("./x.js")`` in a comment's type is left alone."""


@cache
def standalone(name: str, folder: Path = FOLDER) -> str:
    """The text of module ``name`` that needs no other file: its imports are ``data:`` addresses."""
    return _rewritten(name, folder, lambda other: _data_address(standalone(other, folder)))


@cache
def served(name: str, folder: Path = FOLDER) -> str:
    """The text of module ``name`` as a server gives it: its imports carry the hash of what they lead to."""
    return _rewritten(name, folder, lambda other: f"./{other}.js?v={version(other, folder)}")


@cache
def version(name: str, folder: Path = FOLDER) -> str:
    """16 hexadecimal digits that change when the module, or anything it imports, changes."""
    return hashlib.sha256(standalone(name, folder).encode()).hexdigest()[:16]


def address(name: str, prefix: str, folder: Path = FOLDER) -> str:
    """Where a server that serves the modules under ``prefix`` has module ``name``."""
    return f"{prefix.rstrip('/')}/{name}.js?v={version(name, folder)}"


def loader(name: str, prefix: str, folder: Path = FOLDER) -> str:
    """One line that fetches the module from our server. JavaScript resolves the address against the page's own."""
    where = json.dumps(address(name, prefix, folder))
    return f"export default async () => (await import(new URL({where}, location.href).href)).default;\n"


def style(name: str, folder: Path = FOLDER) -> str:
    """House style, what exercises share, and the widget's own style, for a page that links none of them."""
    return "\n".join(_css(each, folder) for each in ("house", "parts", name))


def light(text: str) -> str:
    """A module or a style sheet without what only its reader needs: comments on lines of their own, block comments and
    indents. A string in it may not hold the two signs a block comment begins with.
    """
    return "\n".join(line for each in COMMENT.sub("", text).split("\n") if (line := each.strip()))


def house(folder: Path = FOLDER) -> str:
    """Colours, type and spacing as custom properties; page, widgets and print share them."""
    return _css("house", folder)


def stylesheet(folder: Path = FOLDER) -> str:
    """House style and the style of every widget, for a page that links one file."""
    own = sorted({path.stem for path in folder.glob("*.css")} - {"house", "parts"})
    return "\n".join(_css(each, folder) for each in ("house", "parts", *own))


def _css(name: str, folder: Path) -> str:
    return (folder / f"{name}.css").read_text(encoding="utf-8")


def _data_address(text: str) -> str:
    return f"data:text/javascript;base64,{base64.b64encode(text.encode()).decode()}"


def _rewritten(name: str, folder: Path, where: Callable[[str], str]) -> str:
    """The module's text with each neighbour's address replaced. Raises ValueError for an import in a circle."""
    _refuse_circle(name, folder, ())
    text = (folder / f"{name}.js").read_text(encoding="utf-8")
    return IMPORT.sub(lambda found: f'{found[1]}"{where(found[2])}"', text)


def _refuse_circle(name: str, folder: Path, above: tuple[str, ...]) -> None:
    if name in above:
        circle = " → ".join((*above, name))
        raise ValueError(f"Expected modules without circles, came {circle}. Move what both need to a third module.")
    text = (folder / f"{name}.js").read_text(encoding="utf-8")
    for other in dict.fromkeys(found[2] for found in IMPORT.finditer(text)):
        _refuse_circle(other, folder, (*above, name))
