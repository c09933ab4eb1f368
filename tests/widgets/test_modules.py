"""A module's text for JupyterLab, its address under our server, and the house style."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from samling_widgets import WIDGETS, modules
from samling_widgets.house_widget import HouseWidget
from samling_widgets.lead import Lead
from samling_widgets.paper import Paper
from samling_widgets.together import Together

DATA = re.compile(r'"data:text/javascript;base64,([A-Za-z0-9+/=]+)"')
TINY = {
    "page.js": 'import { low, high } from "./middle.js";\nconst later = await import("./late.js");\n',
    "middle.js": '/** @typedef {import("./page.js").Far} Far */\nexport { low } from "./ground.js";\n'
    'import {\n  ground,\n} from "./ground.js";\nexport const high = ground;\n',
    "late.js": 'import "./ground.js";\n',
    "ground.js": "export const ground = 1;\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TINY.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def unfolded(text: str) -> str:
    """The module with every ``data:`` address opened, all the way down."""
    return DATA.sub(lambda found: f"<{unfolded(base64.b64decode(found[1]).decode())}>", text)


def test_imports_become_data_addresses_all_the_way_down(folder: Path) -> None:
    text = modules.standalone("page", folder)
    assert not re.search(r'(?:from|await import\()\s*"\./', unfolded(text))
    assert unfolded(text).count("export const ground = 1;") == 3


def test_an_import_in_a_comment_is_left_alone(folder: Path) -> None:
    assert '{import("./page.js").Far}' in modules.standalone("middle", folder)


def test_equal_modules_have_equal_addresses_so_that_widgets_share_their_drafts(folder: Path) -> None:
    def addresses(name: str) -> set[str]:
        return set(DATA.findall(modules.standalone(name, folder)))

    assert addresses("late") <= addresses("middle")


def test_a_circle_of_imports_is_named(folder: Path) -> None:
    (folder / "ground.js").write_text('import "./late.js";\n', encoding="utf-8")
    with pytest.raises(ValueError, match="came ground → late → ground"):
        modules.standalone("ground", folder)


def test_the_address_changes_with_anything_the_module_leans_on(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    for name, text in TINY.items():
        (other / name).write_text(text.replace("ground = 1", "ground = 2"), encoding="utf-8")
    assert modules.address("page", "/w/", folder) != modules.address("page", "/w/", other)
    assert re.fullmatch(r"/w/page\.js\?v=[0-9a-f]{16}", modules.address("page", "/w/", folder))


def test_served_modules_lead_to_hashed_neighbours(folder: Path) -> None:
    expected = f'await import("./late.js?v={modules.version("late", folder)}")'
    assert expected in modules.served("page", folder)


def test_the_loader_is_one_line_and_its_address_cannot_break_out() -> None:
    line = modules.loader("form", 'https://x/"+alert(1)+"')
    assert line.count("\n") == 1
    assert '\\"+alert(1)+\\"' in line


@pytest.mark.parametrize("widget", WIDGETS)
def test_every_widget_s_own_files_are_whole(widget: type) -> None:
    name = widget.module  # type: ignore[attr-defined]
    text = re.sub(r"/\*\*.*?\*/", "", unfolded(modules.standalone(name)), flags=re.DOTALL)  # types name modules too
    assert not re.search(r'^import[^;]*"\./', text, re.MULTILINE)
    assert "export default { render };" in text
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
    assert ".innerHTML" not in text
    assert f".samling-{name}" in modules.style(name) or f"/* {name} */" in modules.style(name)


def declarations(block: str) -> list[str]:
    return [line.strip() for line in block.splitlines() if line.strip().startswith(("--", "color-scheme"))]


def test_both_dark_palettes_are_one() -> None:
    blocks = [declarations(block) for block in re.findall(r"\{([^{}]*color-scheme: dark[^{}]*)\}", modules.house())]
    assert len(blocks) == 2
    assert blocks[0] == blocks[1]


def test_every_property_used_is_defined_in_the_house_style() -> None:
    defined = set(re.findall(r"(--[a-z0-9-]+):", modules.house()))
    used = set(re.findall(r"var\((--[a-z0-9-]+)\)", modules.stylesheet()))
    assert used - defined == set()


def test_colours_stand_in_the_house_style_alone() -> None:
    rest = modules.stylesheet().replace(modules.house(), "")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", rest) == []


def test_every_widget_of_the_folder_is_listed() -> None:
    files = {path.stem for path in modules.FOLDER.glob("*.css")} - {"house", "parts"}
    shown: tuple[type[HouseWidget], ...] = (*WIDGETS, Together, Lead, Paper)
    assert {widget.module for widget in shown} == files


def test_what_is_sent_is_light_and_says_the_same() -> None:
    module = "// why\n/** @type {number} */\nconst a = /** @type {any} */ (1);\n\n  const b = `${a} // no comment`;\n"
    assert modules.light(module) == "const a =  (1);\nconst b = `${a} // no comment`;"
    assert modules.light("/* why */\na {\n  color: red; /* and how */\n}\n") == "a {\ncolor: red;\n}"


def test_no_string_begins_like_a_comment() -> None:
    own = [path.read_text(encoding="utf-8") for path in modules.FOLDER.iterdir() if path.suffix in {".js", ".css"}]
    assert own
    for text in own:
        assert not re.search(r"""(["'`])(?:(?!\1)[^\n])*/\*(?:(?!\1)[^\n])*\1""", modules.COMMENT.sub("", text))
        assert not re.search(r"""["'`]/\*""", text)
