"""All widgets' modules as one, for a server: a page that shows fifteen exercises would otherwise fetch fifty files.

Each module keeps a scope of its own, so names may repeat between them. What one imports only when needed
(``await import("./leading.js")``) comes along too: sent compressed, all of it costs less than the requests would.
Only what the house's modules use is understood: named imports from neighbours, exported declarations, one default.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

from .modules import FOLDER

NAMED = re.compile(r'^import \{([^}]*)\} from "\./([a-z_]+)\.js";$', re.MULTILINE)
LATER = re.compile(r'\bimport\("\./([a-z_]+)\.js"\)')
DECLARED = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) (\w+))", re.MULTILINE)
DECLARED_NAME = re.compile(r"^export (?:async )?(?:function\*?|class|const|let) (\w+)", re.MULTILINE)
DEFAULT = re.compile(r"^export default ", re.MULTILINE)
COMMENT = re.compile(r"/\*\*.*?\*/|^\s*//[^\n]*$", re.DOTALL | re.MULTILINE)
LEFT_OVER = re.compile(r"^(?:import|export)\b|\bimport\(", re.MULTILINE)


@cache
def joined(widgets: tuple[str, ...], folder: Path = FOLDER) -> str:
    """One module that exports ``widgets``: each one's default by its name.

    Raises ValueError for what it cannot join.
    """
    order: list[str] = []
    for name in widgets:
        _visit(name, folder, order, ())
    parts = [_scoped(name, folder) for name in order]
    exported = ", ".join(f"{name}: $_{name}.default" for name in widgets)
    return "\n".join([*parts, f"export const widgets = {{ {exported} }};\n"])


def version(widgets: tuple[str, ...], folder: Path = FOLDER) -> str:
    """16 hexadecimal digits that change when anything in it changes."""
    return hashlib.sha256(joined(widgets, folder).encode()).hexdigest()[:16]


def _visit(name: str, folder: Path, order: list[str], above: tuple[str, ...]) -> None:
    if name in above:
        circle = " → ".join((*above, name))
        raise ValueError(f"Expected modules without circles, came {circle}. Move what both need to a third module.")
    text = _text(name, folder)
    for other in dict.fromkeys([found[2] for found in NAMED.finditer(text)] + LATER.findall(text)):
        _visit(other, folder, order, (*above, name))
    if name not in order:
        order.append(name)


def _text(name: str, folder: Path) -> str:
    """A module's text without its comments, whose types name modules too."""
    return COMMENT.sub("", (folder / f"{name}.js").read_text(encoding="utf-8"))


def _scoped(name: str, folder: Path) -> str:
    text = _text(name, folder)
    exported = DECLARED_NAME.findall(text)
    text = NAMED.sub(lambda found: f"const {{{found[1].replace(' as ', ': ')}}} = $_{found[2]};", text)
    text = LATER.sub(lambda found: f"Promise.resolve($_{found[1]})", text)
    text = DECLARED.sub("", text)
    if DEFAULT.search(text):
        text = DEFAULT.sub("const $default = ", text)
        exported.append("default: $default")
    if left := LEFT_OVER.search(text):
        line = text[left.start() :].split("\n")[0]
        raise ValueError(f"Expected named imports and exported declarations in {name}.js, came '{line}'. Rewrite it.")
    lines = "\n".join(line for line in text.split("\n") if line.strip())
    return f"const $_{name} = (() => {{\n{lines}\nreturn {{ {', '.join(exported)} }};\n}})();"
