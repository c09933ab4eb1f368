"""All widgets' modules as two, for a server: a page that shows fifteen exercises would otherwise fetch fifty files.

Each module keeps a scope of its own, so names may repeat between them. What one imports only when needed
(``await import("./sheet.js")``) comes along too: sent compressed, that costs less than the requests would. Faces for
those who lead, and for the wall, lie in the second module, which is fetched when the first of them is needed.
Only what the house's modules use is understood: named imports from neighbours, exported declarations, one default.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

from .modules import FOLDER, light

NAMED = re.compile(r'^import \{([^}]*)\} from "\./([a-z_]+)\.js";$', re.MULTILINE)
LATER = re.compile(r'\bimport\("\./([a-z_]+)\.js"\)')
DECLARED = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) (\w+))", re.MULTILINE)
DECLARED_NAME = re.compile(r"^export (?:async )?(?:function\*?|class|const|let) (\w+)", re.MULTILINE)
DEFAULT = re.compile(r"^export default ", re.MULTILINE)
LEFT_OVER = re.compile(r"^(?:import|export)\b|\bimport\(", re.MULTILINE)


SECOND = re.compile(r"^lead(?:ing)?$|_(?:lead|mentor|wall)$|^paper_")
"""Modules that a participant's page has no use for at first; what only these import goes along with them."""


@cache
def joined(widgets: tuple[str, ...], folder: Path = FOLDER) -> str:
    """One module that exports ``widgets``: each one's default by its name. It imports ``second.js`` beside it.

    Raises ValueError for what it cannot join.
    """
    first, _ = _orders(widgets, folder)
    parts = [_scoped(name, first, folder) for name in first]
    exported = ", ".join(f"{name}: {_widget(name, name in first)}" for name in widgets)
    return "\n".join([*parts, _way_to_second(widgets, first, folder), f"export const widgets = {{ {exported} }};\n"])


@cache
def second(widgets: tuple[str, ...], folder: Path = FOLDER) -> str:
    """The module with what ``joined`` leaves out. It exports ``make``, which gets the first one's modules by name."""
    first, rest = _orders(widgets, folder)
    given = ", ".join(f"{name}: $_{name}" for name in first)
    made = ", ".join(f"{name}: $_{name}" for name in rest)
    parts = [_scoped(name, [*first, *rest], folder) for name in rest]
    return "\n".join([f"export function make({{ {given} }}) {{", *parts, f"return {{ {made} }};\n}}\n"])


def version(text: str) -> str:
    """16 hexadecimal digits that change when the text does."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _widget(name: str, at_hand: bool) -> str:
    if at_hand:
        return f"$_{name}.default"
    return f"{{ render: async (props) => (await $second()).{name}.default.render(props) }}"


def _way_to_second(widgets: tuple[str, ...], first: list[str], folder: Path) -> str:
    """``$second()`` fetches it once, and again where the network failed."""
    shared = ", ".join(f"{name}: $_{name}" for name in first)
    address = f"./second.js?v={version(second(widgets, folder))}"
    return (
        "let $made;\nfunction $second() {\n"
        f'$made ??= import("{address}").then(({{ make }}) => make({{ {shared} }}));\n'
        "$made.catch(() => { $made = undefined; });\nreturn $made;\n}"
    )


def _orders(widgets: tuple[str, ...], folder: Path) -> tuple[list[str], list[str]]:
    """The names of the first module's parts and of the second's, each after what it needs."""
    first: list[str] = []
    everything: list[str] = []
    for name in widgets:
        if not SECOND.search(name):
            _visit(name, folder, first, (), SECOND)
    for name in widgets:
        _visit(name, folder, everything, ())
    return first, [name for name in everything if name not in first]


def _visit(
    name: str, folder: Path, order: list[str], above: tuple[str, ...], left_out: re.Pattern[str] | None = None
) -> None:
    if name in above:
        circle = " → ".join((*above, name))
        raise ValueError(f"Expected modules without circles, came {circle}. Move what both need to a third module.")
    text = _text(name, folder)
    later = [other for other in LATER.findall(text) if not (left_out and left_out.search(other))]
    for other in dict.fromkeys([found[2] for found in NAMED.finditer(text)] + later):
        _visit(other, folder, order, (*above, name), left_out)
    if name not in order:
        order.append(name)


def _text(name: str, folder: Path) -> str:
    """A module's text without its comments, whose types name modules too."""
    return light((folder / f"{name}.js").read_text(encoding="utf-8"))


def _scoped(name: str, at_hand: list[str], folder: Path) -> str:
    """A module as a constant ``$_name``. What it imports later and is not ``at_hand`` is in the second module."""

    def later(found: re.Match[str]) -> str:
        other = found[1]
        return f"Promise.resolve($_{other})" if other in at_hand else f"$second().then((made) => made.{other})"

    text = _text(name, folder)
    exported = DECLARED_NAME.findall(text)
    text = NAMED.sub(lambda found: f"const {{{found[1].replace(' as ', ': ')}}} = $_{found[2]};", text)
    text = LATER.sub(later, text)
    text = DECLARED.sub("", text)
    if DEFAULT.search(text):
        text = DEFAULT.sub("const $default = ", text)
        exported.append("default: $default")
    if left := LEFT_OVER.search(text):
        line = text[left.start() :].split("\n")[0]
        raise ValueError(f"Expected named imports and exported declarations in {name}.js, came '{line}'. Rewrite it.")
    return f"const $_{name} = (() => {{\n{text}\nreturn {{ {', '.join(exported)} }};\n}})();"
