"""The readable page of a kind without a screen of its own: what the exercise consists of."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.widgets.books import MemoryBook
from tests.widgets.outlines import ACTIVITY, OUTLINES, give_outline

from samling_exercises.kinds import kinds
from samling_widgets import Gathering, Outline
from samling_widgets.gathering import widget_class


def sections(monkeypatch: pytest.MonkeyPatch, kind: str) -> list[dict[str, Any]]:
    """What the page of an exercise of this kind shows."""
    give_outline(monkeypatch, kind)
    widget = Gathering("mestring/2", book=MemoryBook).show(ACTIVITY)
    json.dumps([widget.definition, widget.strings])
    found: list[dict[str, Any]] = widget.definition["sections"]
    return found


def test_these_kinds_have_the_readable_page_and_all_others_a_screen() -> None:
    assert {kind for kind in kinds() if widget_class(kind) is Outline} == set(OUTLINES)


def test_a_template_is_told_in_order_with_the_words_that_open(monkeypatch: pytest.MonkeyPatch) -> None:
    template, words = sections(monkeypatch, "steps")
    assert [(item["title"], item["more"]) for item in template["items"]] == [
        ("Se på det", ["Hva skjedde?"]),
        ("Velg noe", ["Hva prøver dere?"]),
    ]
    assert (template["ordered"], words["ordered"]) == (True, False)
    assert [item["title"] for item in words["items"]] == ["hva", "hvordan"]


def test_a_question_shows_its_answers_on_request_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    [[item]] = [section["items"] for section in sections(monkeypatch, "quiz")]
    assert (item["title"], item["more"]) == ("Hva er døra?", ["Åpen", "Lukket"])
    assert item["answer"] == ["Riktig: Åpen Den står på gløtt.", "Ikke riktig: Lukket Kjenn etter."]


@pytest.mark.parametrize(
    ("kind", "titles"),
    [
        ("checklist", [["Vi har tid"], ["ikke ennå", "på plass"]]),
        ("survey", [["Hvordan er dagen?"]]),
        ("plan", [["Første møte", "Andre møte"]]),
    ],
)
def test_a_list_of_any_kind_is_shown(monkeypatch: pytest.MonkeyPatch, kind: str, titles: list[list[str]]) -> None:
    assert [[item["title"] for item in section["items"]] for section in sections(monkeypatch, kind)] == titles
