"""The widgets' words: every sentence is there in bokmål, and the places in it are the same."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

import samling_widgets
from samling_exercises.confidentiality import Kind
from samling_exercises.interface import catalogue
from samling_exercises.kinds import Minutes
from samling_exercises.rules.attendance import ATTENDANCES
from samling_widgets import WIDGETS, ExerciseWidget
from samling_widgets.board_words import board_strings
from samling_widgets.lead import Lead
from samling_widgets.paper_words import paper_strings
from samling_widgets.sharing_words import sharing_strings
from samling_widgets.together import Together
from samling_widgets.wording import LOCALE, shared_strings, spoken_minutes, words

SAVING = ("full", "busy", "database", "too-long", "shape", "field", "role", "closed", "gone", "sealed", "tampered")
READING = ("gone", "sealed", "tampered")
SHARING = ("no-answer", "lost", "unsaved", "closed", "gone", "role", "no-partner", "others", "given")
WHOM = ("group", "mentor", "teller", "partners")
BY_REASON = {
    *SAVING,
    *(f"unread-{reason}" for reason in READING),
    *(f"not-shared-{reason}" for reason in SHARING),
    *(f"found-{kind}" for kind in get_args(Kind) if kind != "national-id"),  # this one has a sentence of its own
    *(f"{what}-{whom}" for what in ("share", "shared", "shares") for whom in WHOM),
    *(f"from-{whom}" for whom in ("teller", "partners")),
    *(name for name in board_strings(words("en")) if name.startswith("board-")),
    *(name for name in paper_strings(words("en")) if name.startswith(("no-", "of-", "change-", "certificate-"))),
    *(f"{state}-state" for state in ("unknown", *ATTENDANCES)),
    *("break", "next-task", "closing", "welcome"),  # parts of a gathering
}
"""Strings whose name is put together, most of them of the reason in a kernel's reply."""
FOLDER = Path(samling_widgets.__file__).parent


def sentences() -> set[str]:
    """Every text given to ``_`` in the package."""
    calls = [
        node
        for path in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
    ]
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}  # type: ignore[misc]


def test_each_catalogue_holds_every_sentence_and_no_other() -> None:
    for folder in sorted(path for path in LOCALE.iterdir() if path.is_dir()):
        assert set(catalogue(folder / "widgets.po")) == sentences(), folder.name


def test_a_translation_keeps_the_places() -> None:
    for english, norwegian in catalogue(LOCALE / "nb" / "widgets.po").items():
        assert sorted(re.findall(r"\{\w+\}", english)) == sorted(re.findall(r"\{\w+\}", norwegian)), english


def test_norwegian_and_english_voices_never_shout() -> None:
    for english, norwegian in catalogue(LOCALE / "nb" / "widgets.po").items():
        assert "!" not in english + norwegian


def test_a_page_gets_every_string_it_asks_for_and_no_other() -> None:
    pages = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js"))
    asked = {first or second for first, second in re.findall(r"strings(?:\.([a-z]+)|\[\"([a-z-]+)\"\])", pages)}
    common = {**shared_strings(words("en")), **sharing_strings(words("en")), **board_strings(words("en"))}
    shown: tuple[type[ExerciseWidget | Together], ...] = (*WIDGETS, Together, Lead)
    given = set(common).union(paper_strings(words("en")), *(widget.own_strings(words("en")) for widget in shown))
    assert asked - given == set()
    assert {name for name in given - asked - BY_REASON if f'"{name}"' not in pages} == set()
    assert given >= BY_REASON


def test_a_share_that_was_refused_never_leaves_it_open_whether_anything_was_shared() -> None:
    sentences = sharing_strings(words("nb"))
    for reason in (*SHARING, "changed", "other"):
        assert "Ingenting ble delt" in sentences[f"not-shared-{reason}"]


def test_a_refused_save_says_that_the_text_still_stands_there() -> None:
    for reason in ("role", "closed", "gone", "sealed", "tampered"):
        assert "Det du skrev, står her så lenge siden er åpen" in shared_strings(words("nb"))[reason]


def test_nothing_promises_to_find_names() -> None:
    (names,) = [text for text in sharing_strings(words("nb")).values() if "avn " in text]
    assert names.endswith("noe kan vi overse. Navn må du se etter selv.")


def test_minutes_are_said_as_people_say_them() -> None:
    assert spoken_minutes(Minutes(fixed=2.5), "nb") == "2,5 min"
    assert spoken_minutes(Minutes(each=1), "en") == "1 min per person"
    assert spoken_minutes(Minutes(story=15, stories=2), "nb") == "15 min per historie"
