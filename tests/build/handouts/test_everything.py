"""Everything of a programme: in one zip, the same bytes each time, and without what there is nothing to make of."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from tests.build.handouts.papers import PROGRAMME

from samling_build.handouts import everything as module
from samling_build.handouts.catalogue import Known, Order
from samling_build.handouts.drawn_journey import Journey, Phase, Sheet
from samling_build.handouts.everything import everything, zipped
from samling_build.handouts.filling import Filling
from samling_build.handouts.pdf import OnPage

WHOLE = Order(PROGRAMME, "nb")


def names(order: Order) -> list[str]:
    return [name for name, _ in everything(order)]


def with_sheets(*, approved: bool) -> Order:
    journey = Journey((Phase("Først", ()),), {"ours": Sheet(("Vi ringer",), approved)})
    return replace(WHOLE, filling=Filling({}, {"path": journey}))


def test_each_product_is_there_and_the_booklet_also_to_fold_and_to_fill_in() -> None:
    found = list(everything(WHOLE))
    assert [name for name, order in found if order.gathering is None and name != "booklet"] == [
        "journey",
        "sheets",
        "manager",
        "calendar",
        "certificate",
        "rules",
        "hard-moments",
    ]
    booklets = [(order.size, order.filling.fillable) for name, order in found if name == "booklet"]
    assert booklets == [(None, False), ("a5", False), (None, True)]
    assert [name for name, order in found if order.gathering and order.gathering.id == "2"] == [
        "worksheets",
        "run-sheet",
        "cards",
        "three-minutes",
    ]


def test_the_manager_s_sheet_is_left_out_until_the_group_has_approved_one() -> None:
    assert "manager" not in names(with_sheets(approved=False))
    assert "manager" in names(with_sheets(approved=True))


def test_a_calendar_file_needs_a_day_and_a_time() -> None:
    from datetime import date, time

    assert "ics" not in names(WHOLE)
    assert "ics" in names(replace(WHOLE, known=Known(first=date(2027, 1, 20), begins=time(13))))


def test_a_zip_has_them_all_by_name_and_the_same_bytes_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def printed(name: str, order: Order, tell: OnPage) -> tuple[str, bytes]:
        tell(1)
        tell(2)
        of = f"-{order.gathering.id}" if order.gathering else ""
        return f"{name}{of}-{order.size}-{order.filling.fillable}.pdf", name.encode()

    monkeypatch.setattr(module, "printed", printed)
    pages: list[int] = []
    name, content = zipped(WHOLE, pages.append)
    assert name == "mestring-alt.zip"
    with ZipFile(BytesIO(content)) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist())) == len(names(WHOLE))
        assert archive.testzip() is None
    assert pages == list(range(1, 2 * len(names(WHOLE)) + 1))
    assert zipped(WHOLE)[1] == content
