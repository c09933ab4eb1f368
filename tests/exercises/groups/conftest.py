"""A register on a database of its own, with a clock that stands still and codes that cost next to nothing."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.exercises.groups.people import Clock, far_in_the_future

from samling_exercises.groups import NewGroup, Register, keys, open_register


@pytest.fixture(autouse=True)
def cheap_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id as small as it goes."""
    monkeypatch.setattr(keys, "COST", keys.Cost(1, 8, 1))


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty database of the present version."""
    folder = tmp_path_factory.mktemp("empty")
    open_register({"SAMLING_DATA": str(folder)}).dispose()
    return folder


@pytest.fixture
def folder(tmp_path: Path, empty_folder: Path) -> Path:
    """The test's own data folder."""
    return Path(shutil.copytree(empty_folder, tmp_path / "data"))


@pytest.fixture
def clock() -> Clock:
    """Noon of a first of March."""
    return Clock(far_in_the_future())


@pytest.fixture
def register(folder: Path, clock: Clock) -> Iterator[Register]:
    """The register of the test's folder."""
    with open_register({"SAMLING_DATA": str(folder)}, clock) as register:
        yield register


@pytest.fixture
def made(register: Register) -> NewGroup:
    """A group of three seats, with a mentor's invitation."""
    return register.new_group("Solbakken", "mestring", 3, date(2126, 4, 1))
