"""All widgets' modules as one: each keeps its scope, and what cannot be joined is refused with what to do."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from samling_widgets.joined_modules import joined, second, version

FILES = {
    "ground.js": "const hidden = 1;\nexport const ground = () => hidden;\nexport class Hill {}\n",
    "late.js": 'import { ground } from "./ground.js";\nexport async function late() {\n  return ground() + 1;\n}\n',
    "page.js": (
        '// A page. import { none } from "./nowhere.js"\n'
        '/** @typedef {import("./elsewhere.js").Thing} Thing */\n'
        'import { ground as floor } from "./ground.js";\n'
        "const hidden = 5;\n"
        "async function render() {\n"
        '  const { late } = await import("./late.js");\n'
        "  return hidden + floor() + (await late());\n"
        "}\n"
        "export default { render };\n"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_joined_modules_run_as_they_do_apart(folder: Path, tmp_path: Path) -> None:
    node = shutil.which("node")
    assert node, "The JavaScript of the page is tested with Node.js too: install it"
    file = tmp_path / "all.mjs"
    show = "\nconsole.log(JSON.stringify([Object.keys(widgets), await widgets.page.render()]));\n"
    file.write_text(joined(("page",), folder) + show, encoding="utf-8")
    said = subprocess.run([node, file], capture_output=True, text=True, check=True).stdout
    assert json.loads(said) == [["page"], 8]


def test_what_only_those_who_lead_need_is_fetched_when_it_is_needed(folder: Path, tmp_path: Path) -> None:
    """The second module gets the first one's parts, so that both share what those remember."""
    (folder / "page_wall.js").write_text(
        'import { ground } from "./ground.js";\nexport const wall = (more) => ground() + more;\n', encoding="utf-8"
    )
    (folder / "page.js").write_text(
        'async function render() {\n  return (await import("./page_wall.js")).wall(6);\n}\n'
        "export default { render };\n",
        encoding="utf-8",
    )
    (folder / "lead.js").write_text(
        'import { wall } from "./page_wall.js";\nconst render = (props) => wall(props);\nexport default { render };\n',
        encoding="utf-8",
    )
    widgets = ("lead", "page")
    node = shutil.which("node")
    assert node, "The JavaScript of the page is tested with Node.js too: install it"
    show = "\nconsole.log(JSON.stringify([await widgets.page.render(), await widgets.lead.render(8)]));\n"
    first = joined(widgets, folder).replace("./second.js?v=", "./second.mjs?v=")
    assert "wall = (more)" not in first
    assert f"?v={version(second(widgets, folder))}" in first
    (tmp_path / "all.mjs").write_text(first + show, encoding="utf-8")
    (tmp_path / "second.mjs").write_text(second(widgets, folder), encoding="utf-8")
    said = subprocess.run([node, tmp_path / "all.mjs"], capture_output=True, text=True, check=True).stdout
    assert json.loads(said) == [7, 9]


def test_each_module_comes_once_and_after_what_it_needs(folder: Path) -> None:
    text = joined(("page",), folder)
    assert [text.count(f"const $_{name} =") for name in ("ground", "late", "page")] == [1, 1, 1]
    assert text.index("$_ground =") < text.index("$_late =") < text.index("$_page =")


def test_the_version_changes_with_anything_in_it(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    before = version(joined(("page",), folder))
    other = tmp_path_factory.mktemp("other")
    for name, text in FILES.items():
        (other / name).write_text(text.replace("hidden = 1", "hidden = 2"), encoding="utf-8")
    assert before != version(joined(("page",), other))


@pytest.mark.parametrize("line", ['import * as all from "./ground.js";', 'export { ground } from "./ground.js";'])
def test_what_cannot_be_joined_is_refused(folder: Path, line: str) -> None:
    (folder / "odd.js").write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"named imports and exported declarations in odd\.js, came .*Rewrite it"):
        joined(("odd",), folder)


def test_a_circle_is_refused(folder: Path) -> None:
    (folder / "ground.js").write_text(
        'import { late } from "./late.js";\nexport const ground = late;\n', encoding="utf-8"
    )
    with pytest.raises(ValueError, match="without circles, came page → ground → late → ground"):
        joined(("page",), folder)
