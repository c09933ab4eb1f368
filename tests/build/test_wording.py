"""Every word the packages show has its place in each language's catalogue, and no catalogue keeps dead words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from samling_build.site.sections import GROUPS, SCRIPTED
from samling_build.wording import LOCALE, frame_phrase, minutes_phrase, words
from samling_exercises import load_programme
from samling_exercises.interface import catalogue, translator
from samling_exercises.kinds import Minutes

BUILD = LOCALE.parent
IN_TEMPLATE = re.compile(r"""\b(?:_|say|words)\(\s*"([^"]+)\"""")
GROUPS_ROOM = [BUILD / "site" / "group_pages", BUILD / "site" / "pages" / "groups", BUILD / "cards", BUILD / "takeout"]
ROOMS = {
    "groups": GROUPS_ROOM,
    "notebooks": [BUILD / "notebooks"],
    "handouts": [BUILD / "handouts"],
    "common": [BUILD / "wording.py"],
    "site": [
        *(path for path in sorted((BUILD / "site").rglob("*.*")) if not set(GROUPS_ROOM) & set(path.parents)),
        BUILD / "share",
    ],
}
LANGUAGES = sorted(path.name for path in LOCALE.iterdir() if path.is_dir())


def in_python(path: Path) -> Iterator[str]:
    """The first argument of each ``_("…")``, ``say("…")`` and ``words(…)("…")``, also inside f-strings."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
            continue
        named = isinstance(node.func, ast.Name) and node.func.id in {"_", "say"}
        made = isinstance(node.func, ast.Call) and getattr(node.func.func, "id", "") == "words"
        if named or made:
            yield str(node.args[0].value)


def texts(places: list[Path]) -> Iterator[str]:
    """The English texts that the files below ``places`` show."""
    for place in places:
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            if path.suffix == ".py":
                yield from in_python(path)
            elif path.suffix == ".j2":
                yield from IN_TEMPLATE.findall(path.read_text("utf-8"))
            elif path.suffix == ".js":
                yield from SCRIPTED.findall(path.read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", ROOMS)
def test_every_word_shown_is_translated(room: str, language: str) -> None:
    shown = set(texts(ROOMS[room]))
    if room == "site":
        shown |= set(GROUPS.values())
    assert shown, "no words were found"
    assert sorted(shown - set(catalogue(LOCALE / language / f"{room}.po"))) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", ["notebooks", "handouts", "common", "groups"])
def test_no_catalogue_keeps_words_nobody_shows(room: str, language: str) -> None:
    shown = set(texts(ROOMS[room]))
    assert sorted(set(catalogue(LOCALE / language / f"{room}.po")) - shown) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", ROOMS)
def test_translations_keep_the_places_of_the_original(room: str, language: str) -> None:
    for text, translation in catalogue(LOCALE / language / f"{room}.po").items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", translation)), text


def test_a_missing_catalogue_leaves_the_text_in_english(tmp_path: Path) -> None:
    assert translator(tmp_path, "site", "nn")("{count} min", count=3) == "3 min"


@pytest.mark.parametrize(
    ("written", "norwegian", "english"),
    [
        (10, "10 min", "10 min"),
        (2.5, "2.5 min", "2.5 min"),
        ({"each": 1}, "1 min hver", "1 min each"),
        ({"story": 15, "stories": 2}, "15 min per historie", "15 min a story"),
    ],
)
def test_minutes_are_said_in_the_readers_language(written: object, norwegian: str, english: str) -> None:
    minutes = Minutes.model_validate(written)
    assert (minutes_phrase(minutes, "nb"), minutes_phrase(minutes, "en")) == (norwegian, english)


def test_the_frame_of_an_exercise_stands_on_one_line() -> None:
    exercise = load_programme("mestring").gathering("2").exercise("new-ideas")
    assert frame_phrase(exercise, "nb") == "På samlingen eller etterpå · alene · 15 min"


def test_the_product_has_one_name() -> None:
    assert words("handouts", "nb")("Samlingsheftet") == "Samlingsheftet"
