"""The picture of the journey everyone keeps: whole, well formed and the same for all."""

from __future__ import annotations

import json
from typing import get_args
from xml.etree import ElementTree

import pytest
from tests.widgets.board_pages import BoardPage
from tests.widgets.journeys import PHASES, SVG, WORDS, drawing, journey_of, texts

from samling_widgets.journey_picture import Shape

LONG = "Rehabiliteringskoordinatormøtereferatskriving" * 6


@pytest.mark.parametrize("count", [0, 40, 300])
@pytest.mark.parametrize("shape", get_args(Shape))
def test_a_picture_is_drawn_of_however_many_notes(count: int, shape: str) -> None:
    anna = BoardPage(lambda: journey_of(count), "journey")
    reply = drawing(anna, shape)
    assert reply["kind"] == "journey-picture"
    drawn = ElementTree.fromstring(reply["svg"])
    assert len(drawn.findall(f".//{SVG}g[@class='note']")) == count
    words = texts(reply["svg"])
    assert {"Brukerreisen", "Det vi hørte", "Fungerer godt", "Rom for endring"} <= set(words)
    assert all(title in " ".join(words) for title in PHASES.values())
    assert len([each for each in words if each.startswith("Lapp nummer")]) == count
    left, top, wide, high = map(float, drawn.attrib["viewBox"].split())
    assert (left, top) == (0, 0)
    if shape == "poster":
        assert wide / high == pytest.approx(420 / 297, rel=1e-4)
        assert (drawn.attrib["width"], drawn.attrib["height"]) == ("420mm", "297mm")


def test_the_same_journey_gives_the_same_picture() -> None:
    pages = [BoardPage(lambda: journey_of(40), "journey", role) for role in ("participant", "mentor")]
    for each in pages:
        each.set_clock(1_900_000_000)
    assert drawing(pages[0])["svg"] == drawing(pages[1])["svg"]


@pytest.mark.parametrize("text", [LONG, "<script>alert(1)</script> & «»", "\x00\ud83d 👩‍👧 \u202e", "én\nto\r\ntre"])
def test_a_picture_holds_whatever_somebody_wrote(text: str) -> None:
    drawn = drawing(BoardPage(lambda: journey_of(3, text=lambda _: text), "journey"))["svg"]
    assert "<script" not in drawn
    ElementTree.fromstring(drawn)


def test_a_long_word_stays_inside_its_note() -> None:
    drawn = drawing(BoardPage(lambda: journey_of(1, text=lambda _: LONG), "journey"))["svg"]
    lines = [text for text in texts(drawn) if text and text in LONG]
    assert "".join(lines) == LONG
    assert max(map(len, lines)) < 30


@pytest.mark.parametrize("shape", ["wall", None, ["poster"], 3])
def test_a_picture_of_another_shape_is_refused(shape: object) -> None:
    reply = drawing(BoardPage(lambda: journey_of(1), "journey"), shape)
    assert (reply["kind"], reply["reason"]) == ("journey-refused", "shape")


def test_a_picture_that_cannot_be_made_says_nothing_of_what_hangs(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise ValueError(WORDS)

    monkeypatch.setattr("samling_widgets.journey.journey_picture", broken)
    reply = drawing(BoardPage(lambda: journey_of(1), "journey"))
    assert reply["kind"] == "journey-refused"
    assert WORDS not in json.dumps(reply) + caplog.text
