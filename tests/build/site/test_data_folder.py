"""The data folder: closed to others, with a secret that is made once, whole, its owner's alone."""

from __future__ import annotations

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from tests.build.site.starts import told

from samling_build.site import SiteSettings, folders, starting
from samling_build.site.secret import DamagedSecret, cookie_secret
from samling_exercises.interface import translator


def test_a_secret_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cookie-secret").write_bytes(b"short")
    with pytest.raises(
        DamagedSecret, match=r"Expected at least 32 bytes in .*, found 5\. Remove the file; a new one is made\."
    ):
        cookie_secret(tmp_path)


@pytest.mark.parametrize("kept", [b"", b"short"])
def test_a_damaged_secret_is_said_in_a_sentence_that_names_the_file(tmp_path: Path, kept: bytes) -> None:
    file = tmp_path / "cookie-secret"
    file.write_bytes(kept)
    said = f"Fila {file} er skadet. Fjern den og start igjen, så lages det en ny."
    assert told(SiteSettings(tmp_path, tmp_path)) == (1, [said])
    assert file.read_bytes() == kept, "whether it may go is not ours to decide"


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
def test_a_secret_is_made_once_and_is_its_owners_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", refuse_links)
    made = cookie_secret(tmp_path / "data")
    assert len(made) == 64
    assert cookie_secret(tmp_path / "data") == made
    (file,) = (tmp_path / "data").iterdir()
    assert file.name == "cookie-secret"
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600


def test_two_first_starts_at_once_have_one_secret(tmp_path: Path) -> None:
    starts = 8
    together = Barrier(starts)

    def begin(_: int) -> bytes:
        together.wait()
        return cookie_secret(tmp_path)

    with ThreadPoolExecutor(starts) as pool:
        assert len(set(pool.map(begin, range(starts)))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["cookie-secret"]


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
def test_the_secret_of_the_start_that_came_first_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def another_was_first(source: str, target: Path) -> None:
        target.write_bytes(b"w" * 64)
        if links:
            raise FileExistsError(errno.EEXIST, "File exists")
        refuse_links(source, target)

    monkeypatch.setattr(os, "link", another_was_first)
    assert cookie_secret(tmp_path) == b"w" * 64


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
def test_a_full_disk_leaves_no_half_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    room = [] if links else [None]  # without hard links the secret is written twice, the second time in its place

    def no_room(_: int) -> None:
        if room:
            return room.pop()
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", no_room)
        if not links:
            full.setattr(os, "link", refuse_links)
        code, said = told(SiteSettings(tmp_path, tmp_path))
    assert code == 1
    assert said == [
        f"Mappa {tmp_path} kan ikke brukes til svarene (No space left on device). Velg en annen med --data."
    ]
    assert list(tmp_path.iterdir()) == []
    assert len(cookie_secret(tmp_path)) == 64


def refuse_links(source: object, target: object) -> None:
    """What a file system without hard links does."""
    raise OSError(errno.EPERM, "Operation not permitted")


# Windows keeps a user's folders apart by other means.
if os.name == "posix":

    def test_a_data_folder_that_others_can_read_is_closed_to_them(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "data"
        folder.mkdir()
        folder.chmod(0o755)
        said: list[str] = []
        settings = SiteSettings(folder, tmp_path, announce=said.append)
        _ = translator(folders.LOCALE, "site", "nb")
        starting.open_folder(settings, _)
        assert folder.stat().st_mode & 0o777 == 0o700
        assert said == []
        folder.chmod(0o1777)  # as /tmp is: all use it
        starting.open_folder(settings, _)
        assert folder.stat().st_mode & 0o7777 == 0o1777
        sentence = (
            f"Andre brukere på maskinen kan se inn i {folder}, og det kan ikke endres herfra. "
            "La bare din egen bruker slippe inn der."
        )
        assert said == [sentence]
        folder.chmod(0o755)
        monkeypatch.setattr(Path, "chmod", refuse_links)
        starting.open_folder(settings, _)
        assert said == [sentence] * 2
