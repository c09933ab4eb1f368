"""Which module belongs to which widget class, read from their source: importing them takes ipywidgets along."""

from __future__ import annotations

import ast
from functools import cache

from . import folders


@cache
def widget_names() -> tuple[str, ...]:
    """The names of the widgets' modules, each once, in alphabetical order."""
    return tuple(sorted(set(widget_modules().values())))


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
