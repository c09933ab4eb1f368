"""The booklet to fold: pages in booklet order, and a structure that is read in the text's own order."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.build.handouts.papers import GATHERING, PROGRAMME, opened, text_of

from samling_build.handouts.booklet import booklet
from samling_build.handouts.imposing import folding_order


def folded() -> bytes:
    return booklet(PROGRAMME, "nb", gatherings=[GATHERING], folded=True).pdf()


@pytest.fixture(scope="module")
def book() -> bytes:
    return folded()


def test_eight_pages_lie_as_they_do_in_a_folded_booklet() -> None:
    assert folding_order(8) == [(7, 0), (1, 6), (5, 2), (3, 4)]


def test_what_is_missing_to_whole_sheets_is_empty() -> None:
    assert folding_order(5) == [(None, 0), (1, None), (None, 2), (3, 4)]
    assert folding_order(0) == []


@given(st.integers(1, 400))
def test_every_page_lies_somewhere_once_and_read_through_they_come_in_order(count: int) -> None:
    sides = folding_order(count)
    assert len(sides) % 2 == 0
    assert sorted(page for side in sides for page in side if page is not None) == list(range(count))
    fronts, backs = sides[::2], sides[1::2]
    # Turning the leaves: front right, back left, sheet by sheet inwards; then back right, front left, outwards.
    inwards = [page for front, back in zip(fronts, backs, strict=True) for page in (front[1], back[0])]
    outwards = [page for front, back in zip(fronts[::-1], backs[::-1], strict=True) for page in (back[1], front[0])]
    assert [page for page in inwards + outwards if page is not None] == list(range(count))


def test_sheets_are_a4_lying_down_and_there_are_two_pages_on_each(book: bytes) -> None:
    reader = PdfReader(opened(book))
    for page in reader.pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx((839.06, 595.28), abs=0.1)
    assert len(reader.pages) % 2 == 0


def test_nothing_is_lost_by_folding(book: bytes) -> None:
    flat = booklet(PROGRAMME, "nb", gatherings=[GATHERING]).pdf()
    found = text_of(book)
    for exercise in GATHERING.exercises:
        for field in exercise.text("nb").fields.values():
            assert "".join(field.label.split()) in found
    assert len(PdfReader(opened(flat)).pages) > 1


def test_marked_content_is_found_in_the_drawing_that_holds_it(book: bytes) -> None:
    with pikepdf.open(opened(book)) as document:
        sheets = {page.objgen: page for page in document.pages}
        pieces = _pieces(document.Root.StructTreeRoot.K)
        assert len(pieces) > 500
        for piece in pieces:
            drawn = {drawing.objgen for drawing in sheets[piece.Pg.objgen].obj.Resources.XObject.values()}
            assert piece.Stm.objgen in drawn


def test_links_and_bookmarks_lead_to_the_half_their_page_lies_on(book: bytes) -> None:
    with pikepdf.open(opened(book)) as document:
        sheets = {page.objgen for page in document.pages}
        targets = [found for found in document.Root.Names.Dests.Names if isinstance(found, pikepdf.Array)]
        assert targets
        assert all(target[0].objgen in sheets for target in targets)
        assert any(float(target[2]) > 419 for target in targets)
        boxes = [link.Rect for page in document.pages for link in page.obj.get("/Annots", [])]
        assert boxes
        assert all(float(box[2]) < 420 for box in boxes)  # the contents stand on page 2, which lies to the left


def test_the_same_booklet_gives_the_same_bytes(book: bytes) -> None:
    assert folded() == book


def _pieces(one: Any) -> list[Any]:
    """The pieces of marked content below an element."""
    if isinstance(one, pikepdf.Array):
        return [piece for each in one for piece in _pieces(each)]
    if not isinstance(one, pikepdf.Dictionary):
        return []
    if one.get("/Type") == "/MCR":
        return [one]
    return _pieces(one.K) if "/K" in one else []
