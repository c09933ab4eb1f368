"""What is shipped: the wheel, the locks, the conda environment, and the three traps of a folder named build."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PACKAGES = {
    "samling_exercises": ROOT / "exercises" / "samling_exercises",
    "samling_widgets": ROOT / "widgets" / "samling_widgets",
    "samling_build": ROOT / "build" / "samling_build",
}
LOCKS = ["requirements.lock", "requirements-test.lock", "requirements-setup.lock"]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)", re.MULTILINE)
JUNK = re.compile(r"(^|/)(\.[^/]+|__pycache__|[^/]*(~|\.(pyc|orig|rej|swp|bak|map|sqlite3)))(/|$)")


def settings() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def group(name: str) -> Iterator[Requirement]:
    """The requirements of a dependency group, with those of the groups it includes."""
    groups = settings()["dependency-groups"]
    for entry in groups[name]:
        if isinstance(entry, dict):
            yield from group(entry["include-group"])
        else:
            yield Requirement(entry)


def project_requirements() -> list[Requirement]:
    """What the workbook needs when it runs."""
    return [Requirement(line) for line in settings()["project"]["dependencies"]]


def pins(lock: str) -> dict[str, str]:
    """Name and version of everything in a lock."""
    found = PINNED.findall((ROOT / lock).read_text("utf-8"))
    return {str(canonicalize_name(name)): version for name, version in found}


def tracked(*patterns: str) -> list[str]:
    """The files git has, or would take, that match; [] outside a checkout."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    return [name for name in listed.splitlines() if (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built from the root as a release would be."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-P", "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    made = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


# The wheel


def test_the_wheel_has_every_file_of_the_three_packages(wheel: zipfile.ZipFile) -> None:
    packed = set(wheel.namelist())
    for package, folder in PACKAGES.items():
        share = folder / "share"  # goes to share/jupyter
        expected = {
            f"{package}/{(ROOT / name).relative_to(folder).as_posix()}"
            for name in tracked(str(folder.relative_to(ROOT)))
            if not (ROOT / name).is_relative_to(share)
        }
        assert expected, f"git knows no file of {package}"
        assert not expected - packed


@pytest.mark.parametrize(
    "kind",
    [
        "samling_exercises/content/mestring/.*[.]nb[.]md",
        "samling_exercises/content/mestring/.*[.]en[.]md",
        "samling_exercises/content/mestring/.*[.]yaml",
        "samling_exercises/content/mestring/pictures/.*[.]svg",
        "samling_exercises/answers/migrations/.*[.]py",
        "samling_widgets/.*[.]js",
        "samling_widgets/.*[.]css",
        "samling_widgets/locale/nb/.*[.]po",
        "samling_build/locale/nb/.*[.]po",
        "samling_build/.*[.]html[.]j2",
        "samling_build/handouts/.*[.]css",
        "samling_build/packed_notebooks/nb/mestring/.*[.]ipynb",
        "samling_build/packed_notebooks/pictures/mestring/.*[.]svg",
        r"samlingsheftet-[^/]*[.]data/data/share/jupyter/voila/templates/samling/index[.]html[.]j2",
        r"samlingsheftet-[^/]*[.]data/data/share/jupyter/voila/templates/samling/static/.*[.]js",
        r"samlingsheftet-[^/]*[.]data/data/etc/jupyter/voila[.]json",
        r"samlingsheftet-[^/]*[.]dist-info/licenses/LICENSE",
    ],
)
def test_the_wheel_has_what_is_no_python(wheel: zipfile.ZipFile, kind: str) -> None:
    assert [name for name in wheel.namelist() if re.fullmatch(kind, name)]


def test_the_wheel_has_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    version = settings()["project"]["version"]
    distribution = f"samlingsheftet-{version}"
    assert tops == {*PACKAGES, f"{distribution}.data", f"{distribution}.dist-info"}
    assert [name for name in wheel.namelist() if JUNK.search(name)] == []


def test_the_wheel_carries_the_notebooks_as_they_are_checked_in(wheel: zipfile.ZipFile) -> None:
    notebooks = tracked("notebooks")
    assert notebooks
    for name in notebooks:
        packed = wheel.read(f"samling_build/packed_{name}")
        assert packed == (ROOT / name).read_bytes(), name


def test_the_wheel_gives_the_command_and_the_exporter(wheel: zipfile.ZipFile) -> None:
    (name,) = [name for name in wheel.namelist() if name.endswith("/entry_points.txt")]
    points = wheel.read(name).decode()
    assert "samling = samling_build.cli:main" in points
    assert "handout = samling_build.handouts.exporter:HandoutExporter" in points


# A folder named build


def test_build_is_a_plain_folder() -> None:
    """With an `__init__.py` it would shadow the PyPA's build."""
    assert not (ROOT / "build" / "__init__.py").exists()


def test_git_does_not_ignore_build() -> None:
    """Hatchling leaves out what git ignores, without a word."""
    command = ["git", "check-ignore", "--no-index", "--quiet", "build/samling_build/any.py"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 1


def test_nothing_here_removes_build() -> None:
    pattern = re.compile(r"(rm\s+-\w*r\w*|rmtree|rimraf)[^\n]*\bbuild\b(?!/samling)")
    suspects = [*tracked("*.toml", "*.json", "*.yaml", "*.yml", "Makefile", ".ci"), "workbook.py"]
    assert [name for name in suspects if pattern.search((ROOT / name).read_text("utf-8"))] == []


# The locks


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash_and_no_lock_names_a_host(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert blocks
    assert [block for block in blocks if not re.search(r"^    --hash=sha256:[0-9a-f]{64}", block, re.MULTILINE)] == []
    assert "://" not in text
    assert "--index" not in text


def test_the_lock_of_the_javascript_tools_names_no_host() -> None:
    text = (ROOT / "package-lock.json").read_text("utf-8")
    assert "://" not in text
    assert "resolved" not in text
    names = json.loads(text)["packages"][""]["devDependencies"]
    assert names == json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [
        ("requirements.lock", project_requirements()),
        ("requirements-test.lock", [*project_requirements(), *group("test")]),
        ("requirements-setup.lock", [*map(Requirement, settings()["build-system"]["requires"]), *group("setup")]),
    ],
)
def test_the_locks_hold_what_pyproject_asks_for(lock: str, requirements: list[Requirement]) -> None:
    pinned = pins(lock)
    missing = [str(one) for one in requirements if canonicalize_name(one.name) not in pinned]
    assert missing == [], f"run uv pip compile as in CONTRIBUTING.md: {lock} lacks these"
    wrong = [one for one in requirements if Version(pinned[canonicalize_name(one.name)]) not in one.specifier]
    assert wrong == []


def test_what_is_tested_is_what_is_run() -> None:
    tested = pins("requirements-test.lock")
    assert {name: version for name, version in pins("requirements.lock").items() if tested.get(name) != version} == {}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_the_tools_of_the_set_up_do_not_change_a_version_of_the_packages(lock: str) -> None:
    packages = pins(lock)
    tools = pins("requirements-setup.lock")
    assert {name: version for name, version in tools.items() if packages.get(name, version) != version} == {}


# conda


def conda() -> tuple[dict[str, Requirement], list[str]]:
    """environment.yml: what comes from conda-forge, and the lines for pip."""
    environment = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    assert environment["name"] == "samlingsheftet"
    assert environment["channels"] == ["conda-forge"]
    requirements = [Requirement(line) for line in environment["dependencies"] if isinstance(line, str)]
    (pip,) = [entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict)]
    return {str(canonicalize_name(one.name)): one for one in requirements}, pip


def test_conda_users_get_the_same_set_with_the_same_bounds() -> None:
    from_conda, from_pip = conda()
    assert str(from_conda.pop("python").specifier) == settings()["project"]["requires-python"]
    assert str(from_conda.pop("pip").specifier) == ""
    assert from_pip[-1] == "--editable ."
    given = from_conda | {str(canonicalize_name(one.name)): one for one in map(Requirement, from_pip[:-1])}
    wanted = {str(canonicalize_name(one.name)): one for one in project_requirements()}
    assert {name: str(one.specifier) for name, one in given.items()} == {
        name: str(one.specifier) for name, one in wanted.items()
    }
