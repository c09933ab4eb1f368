"""Every product is a PDF that a screen reader can follow: language, title, tags, alternatives, fonts inside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from tests.build.handouts.papers import all_products, made, opened

NAMES = [f"{order.language}-{order.gathering.id if order.gathering else ''}-{name}" for name, order in all_products()]
NUMBERS = pytest.mark.parametrize("number", range(len(NAMES)), ids=NAMES)


def elements(document: pikepdf.Pdf) -> Iterator[Any]:
    """The elements of the structure tree, each with what lies below it."""
    waiting = [document.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += list(one)
        elif isinstance(one, pikepdf.Dictionary):
            if "/S" in one:
                yield one
            if "/K" in one:
                waiting.append(one.K)


@NUMBERS
def test_it_has_language_title_and_tags(number: int) -> None:
    _, order = all_products()[number]
    _, content = made(number)
    with pikepdf.open(opened(content)) as document:
        assert document.check_pdf_syntax() == []
        assert str(document.Root.Lang) == order.language
        assert str(document.docinfo.Title).strip()
        assert bool(document.Root.MarkInfo.Marked)
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        kinds = {str(one.S) for one in elements(document)}
        assert {"/Document", "/H1"} <= kinds


@NUMBERS
def test_every_drawing_says_what_it_means_and_every_font_is_inside(number: int) -> None:
    _, order = all_products()[number]
    _, content = made(number)
    with pikepdf.open(opened(content)) as document:
        drawings = [one for one in elements(document) if one.S == "/Figure"]
        assert all(str(one.get("/Alt", "")).strip() for one in drawings)
        for found in document.objects:
            if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/FontDescriptor":
                assert "/FontFile3" in found or "/FontFile2" in found
        claims = document.open_metadata().get("pdfuaid:part")
        assert claims == (None if order.filling.fillable else "1")


@NUMBERS
def test_all_that_is_tagged_is_where_the_tree_says(number: int) -> None:
    """Each piece of marked content that the tree names lies on that page, or in that drawing on it."""
    _, content = made(number)
    with pikepdf.open(opened(content)) as document:
        pages = {page.objgen for page in document.pages}
        for one in elements(document):
            if "/Pg" in one:
                assert one.Pg.objgen in pages


def test_the_table_of_contents_leads_to_bookmarks_in_order() -> None:
    number = next(place for place, (name, order) in enumerate(all_products()) if name == "booklet")
    _, content = made(number)
    with pikepdf.open(opened(content)) as document, document.open_outline() as outline:
        assert [str(item.title) for item in outline.root][:2] == ["Innhold", "Slik er vi sammen"]
        assert all(item.children for item in outline.root if "Samling" not in str(item.title) and item.children)
