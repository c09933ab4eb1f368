"""«På papir»: made by the member's own kernel while the page goes on, and a filled form taken in again."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader, PdfWriter
from tests.browser.conftest import Server, Watch

from samling_build.places import notebooks_folder
from samling_exercises import load_programme

Start = Callable[..., Server]
GATHERING = load_programme("mestring").gathering("2")
FORM = GATHERING.exercise("summing-up")
PARTICIPANT, MENTOR = "nb/mestring/2-deltaker.ipynb", "nb/mestring/2-veileder.ipynb"
WRITTEN = "Hun sa «æ e itj redd» og så på meg.\nDet tok jeg med meg."
PATIENCE = 60_000


@pytest.fixture(scope="module")
def server(servers: Start) -> Server:
    return servers("site", notebooks_folder())


def opened(page: Page, server: Server, notebook: str = PARTICIPANT) -> Locator:
    """The page «På papir»."""
    page.goto(f"{server.page(notebook)}#paper")
    paper = page.locator("#paper")
    expect(paper.locator(".paper-offer").first).to_be_visible(timeout=PATIENCE)
    return paper


def printed(page: Page, paper: Locator, name: str) -> bytes:
    """What comes of a press on the button with this name."""
    paper.locator(f'[data-name="{name}"]').click()
    save = paper.locator('[data-name="save"]')
    expect(save).to_be_visible(timeout=PATIENCE)
    with page.expect_download() as download:
        save.click()
    return Path(download.value.path()).read_bytes()


def area(page: Page, field: str = "met") -> Locator:
    return page.locator(f"#{FORM.id}").get_by_label(FORM.text("nb").fields[field].label, exact=False)


def text_of(content: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages)


def write(page: Page, server: Server, text: str) -> None:
    page.goto(f"{server.page(PARTICIPANT)}#{FORM.id}")
    area(page).fill(text)
    expect(page.locator("html")).not_to_have_attribute("data-unsaved", "")
    expect(page.locator("footer").get_by_text("Lagret", exact=True)).to_be_visible()


def test_the_sheet_one_comes_from_is_chosen_and_has_what_was_written(page: Page, server: Server) -> None:
    write(page, server, WRITTEN)
    page.locator(f"#{FORM.id}").get_by_role("link", name="Skriv ut arket").click()
    paper = page.locator("#paper")
    expect(paper.locator("select")).to_have_value(FORM.id)
    text = text_of(printed(page, paper, "worksheet-mine"))
    assert "".join(WRITTEN.split()) in text
    assert "".join(WRITTEN.split()) not in text_of(printed(page, paper, "worksheet-blank"))


def test_a_filled_form_is_shown_first_and_then_written_as_a_new_revision(
    page: Page, server: Server, tmp_path: Path
) -> None:
    write(page, server, WRITTEN)
    paper = opened(page, server)
    paper.locator("select").select_option(FORM.id)
    blank = printed(page, paper, "worksheet-fillable")
    writer = PdfWriter(clone_from=PdfReader(BytesIO(blank)))
    values = {f"{FORM.key}:met": "På papir", f"{FORM.key}:worked": "Å vente"}
    writer.update_page_form_field_values(None, values, auto_regenerate=True)
    filled = tmp_path / "filled.pdf"
    writer.write(filled)
    paper.get_by_label("Velg PDF").set_input_files(filled)
    expect(paper).to_contain_text("Dette blir skrevet inn:", timeout=PATIENCE)
    expect(paper).to_contain_text("i stedet for det som står der")
    paper.get_by_role("button", name="Skriv det inn i heftet mitt").click()
    expect(paper).to_contain_text("Felt skrevet inn: 2.", timeout=PATIENCE)
    paper.get_by_role("button", name="Last sida på nytt").click()
    page.goto(f"{server.page(PARTICIPANT)}#{FORM.id}")
    expect(area(page)).to_have_value("På papir")
    expect(area(page, "worked")).to_have_value("Å vente")


def test_a_filled_booklet_larger_than_one_message_is_taken_in(page: Page, server: Server, tmp_path: Path) -> None:
    paper = opened(page, server)
    writer = PdfWriter(clone_from=PdfReader(BytesIO(printed(page, paper, "booklet-fillable"))))
    writer.update_page_form_field_values(None, {f"{FORM.key}:worked": "Hele heftet"}, auto_regenerate=True)
    writer.add_attachment("skannet.bin", random.Random(5).randbytes(3_000_000))
    filled = tmp_path / "filled.pdf"
    writer.write(filled)
    paper.get_by_label("Velg PDF").set_input_files(filled)
    paper.get_by_role("button", name="Skriv det inn i heftet mitt").click(timeout=PATIENCE)
    expect(paper).to_contain_text("Felt skrevet inn: 1.", timeout=PATIENCE)


def test_a_file_larger_than_any_form_is_not_even_sent(page: Page, server: Server, tmp_path: Path) -> None:
    paper = opened(page, server)
    large = tmp_path / "film.pdf"
    large.write_bytes(b"%PDF-1.7" + bytes(20_000_001))
    paper.get_by_label("Velg PDF").set_input_files(large)
    expect(paper.get_by_role("alert")).to_contain_text("Fila er større enn 20 MB.")


def test_a_file_that_is_no_form_is_refused_with_a_sentence(page: Page, server: Server, tmp_path: Path) -> None:
    paper = opened(page, server)
    wrong = tmp_path / "x.pdf"
    wrong.write_bytes(b"Dette er ikke en PDF")
    paper.get_by_label("Velg PDF").set_input_files(wrong)
    expect(paper.get_by_role("alert")).to_have_text(
        "Fila lar seg ikke lese som PDF. Åpne den, lagre den på nytt, og prøv igjen.", timeout=PATIENCE
    )


def test_what_is_typed_while_the_booklet_is_set_is_saved_meanwhile(page: Page, server: Server) -> None:
    paper = opened(page, server)
    paper.locator('[data-name="booklet-mine"]').click()
    expect(paper).to_contain_text("Setter side", timeout=PATIENCE)
    page.goto(f"{server.page(PARTICIPANT)}#{FORM.id}")
    area(page).fill("Skrevet mens heftet ble laget")
    expect(page.locator("footer").get_by_text("Lagret", exact=True)).to_be_visible(timeout=3_000)
    page.goto(f"{server.page(PARTICIPANT)}#paper")
    expect(paper.locator('[data-name="open"]')).to_be_visible(timeout=PATIENCE)


def test_a_booklet_under_way_can_be_cancelled(page: Page, server: Server) -> None:
    paper = opened(page, server)
    paper.locator('[data-name="booklet-blank"]').click()
    expect(paper).to_contain_text("Setter side", timeout=PATIENCE)
    paper.locator('[data-name="stop"]').click()
    expect(paper).to_contain_text("Avbrutt. Ingenting ble laget.")
    assert printed(page, paper, "worksheet-blank")[:5] == b"%PDF-"


def test_a_mentor_prints_everything_there_is_and_a_calendar_with_days(page: Page, server: Server) -> None:
    paper = opened(page, server, MENTOR)
    for name in ("run-sheet-group", "cards-blank", "three-minutes-blank", "journey-blank", "rules-blank"):
        assert printed(page, paper, name)[:5] == b"%PDF-"
    of_calendar = paper.locator(".paper-offer", has=page.locator('[data-name="calendar-file"]'))
    of_calendar.get_by_label("Dato for første samling").fill("2027-01-20")
    of_calendar.get_by_label("Begynner klokka").fill("13:00")
    of_calendar.get_by_label("Sted").fill("Møterommet")
    content = printed(page, of_calendar, "calendar-file").decode()
    assert content.count("BEGIN:VEVENT") == 3
    assert "DTSTART;TZID=Europe/Oslo:20270120T130000" in content


def test_what_the_certificates_say_is_settled_on_the_mentor_s_page_and_stands_on_them(
    page: Page, server: Server
) -> None:
    paper = opened(page, server, MENTOR)
    paper.locator("summary").click()
    of_gathering = paper.get_by_role("group", name=GATHERING.text("nb").title)
    of_gathering.get_by_label("Dato").fill("2027-02-10")
    of_gathering.get_by_label("Sted").fill("Møterommet i 2. etasje")
    of_gathering.get_by_label("Sted").press("Tab")
    text = text_of(printed(page, paper, "certificate-group"))
    assert "10.februar2027" in text
    assert "Møterommeti2.etasje" in text
    page.reload()
    paper = page.locator("#paper")
    paper.locator("summary").click()
    expect(paper.get_by_role("group", name=GATHERING.text("nb").title).get_by_label("Sted")).to_have_value(
        "Møterommet i 2. etasje"
    )


@pytest.mark.parametrize("notebook", [PARTICIPANT, MENTOR])
def test_nothing_keeps_anybody_out(page: Page, server: Server, notebook: str, watch: Watch) -> None:
    opened(page, server, notebook)
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found] == []
