"""Join cards: a tagged PDF to cut, the same each time, with what a person needs to come in and no code elsewhere."""

from __future__ import annotations

import io
import re
import stat
import sys
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from pypdf import PdfReader

from samling_build.cards import CardsOf, JoinCard, cards_pdf, qr_code, write_cards

OF = CardsOf("Solbakken", "Mestringsfremmende praksis", "http://192.0.2.4:8866/", "2uq9tTprjbrtOcSzURzwrg")
CARDS = [JoinCard(seat, f"K7QP-9XMW-4TR{seat}") for seat in range(2, 10)]


def text_of(pdf: bytes) -> str:
    """The text of all pages, its spaces made one."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_a_card_has_address_seat_code_and_three_sentences() -> None:
    text = text_of(cards_pdf(OF, CARDS[:1], "nb"))
    assert "Plass 2 Solbakken Mestringsfremmende praksis 192.0.2.4:8866/join" in text
    assert "Koden din. Den virker én gang. K7QP-9XMW-4TR2" in text
    assert "Skriv så inn koden fra dette kortet, så får du ditt eget hefte." in text
    assert "Det du skriver, er ditt: De andre ser bare det du velger å dele." in text
    assert "Mobil eller papir, begge deler går fint." in text


def test_cards_in_english_say_the_same() -> None:
    text = text_of(cards_pdf(OF, CARDS[:1], "en"))
    assert "Seat 2" in text
    assert "What you write is yours: the others see only what you choose to share." in text
    assert "Phone or paper, both are fine." in text


def test_eight_cards_stand_on_a_sheet_of_a4() -> None:
    more = [*CARDS, JoinCard(10, "K7QP-9XMW-4TRA")]
    assert [len(PdfReader(io.BytesIO(cards_pdf(OF, cards, "nb"))).pages) for cards in (CARDS, more)] == [1, 2]
    box = PdfReader(io.BytesIO(cards_pdf(OF, CARDS, "nb"))).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)


def test_the_pdf_is_tagged_and_has_language_and_title() -> None:
    with pikepdf.open(io.BytesIO(cards_pdf(OF, CARDS, "nb"))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "nb"
        with pdf.open_metadata() as about:
            assert about["dc:title"] == "Plasskort for Solbakken"
            assert about["pdfuaid:part"] == "1"


def test_the_picture_of_the_address_has_a_text_alternative_in_the_pdf() -> None:
    with pikepdf.open(io.BytesIO(cards_pdf(OF, CARDS[:1], "nb"))) as pdf:
        told = [
            str(found.get("/Alt")) for found in pdf.objects if isinstance(found, pikepdf.Dictionary) if "/Alt" in found
        ]
    assert told == ["QR-kode til 192.0.2.4:8866/join"]


def test_the_same_cards_give_the_same_bytes() -> None:
    assert cards_pdf(OF, CARDS, "nb") == cards_pdf(OF, CARDS, "nb")


@pytest.mark.parametrize("name", ["W" * 80, "🌲" * 80, "Et langt navn " * 5])
def test_a_long_group_name_stays_on_its_card(name: str) -> None:
    pdf = cards_pdf(CardsOf(name, OF.programme, OF.address, OF.link), CARDS, "nb")
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1


def test_a_name_with_marks_is_text_and_not_markup() -> None:
    assert "<b>Gruppe</b> & co" in text_of(
        cards_pdf(CardsOf("<b>Gruppe</b> & co", "P", "http://h", "l"), CARDS[:1], "nb")
    )


def test_a_qr_code_is_dark_on_light_with_a_quiet_zone_and_a_title() -> None:
    drawn = etree.fromstring(str(qr_code("http://192.0.2.4:8866/join/abc", "Veien <inn>")))
    assert drawn.get("role") == "img"
    assert drawn.findtext("{*}title", drawn.findtext("title")) == "Veien <inn>"
    width = int(drawn.get("viewBox").split()[2])
    assert (width - 17) % 4 == 0, "modules are 17 + 4 a version, and 8 are the quiet zone"
    assert {path.get("fill") or path.get("stroke") for path in drawn.iter("path", "{*}path")} == {"#fff", "#000"}


def test_a_file_of_cards_is_its_owners_alone_and_replaces_the_older_one(tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"
    path.write_text("older")
    write_cards(path, OF, CARDS, "nb")
    assert path.read_bytes().startswith(b"%PDF")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["cards.pdf"]


def test_a_code_never_stands_in_a_cards_repr() -> None:
    assert not re.search("K7QP|9XMW", repr(CARDS))
