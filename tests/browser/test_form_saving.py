"""A form on a page: what is typed saves by itself, and the page never says more than the database knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.widget_pages import Line, open_at_nine, open_widget

from samling_exercises.answers import AnswerBook, NotSaved, open_book

EXERCISE = "mestring/2/summing-up"
FIELDS = 5
REAL_TEXT = "Hun sa: «Det går på stumpene.»\n\nBlåbær, æøå 🌱👩🏽‍⚕️\n" + "lang linje " * 450


@pytest.fixture
def book(tmp_path: Path) -> AnswerBook:
    return open_book({"SAMLING_DATA": str(tmp_path)})


@pytest.fixture
def form(page: Page, book: AnswerBook) -> Line:
    """The form, empty, with a clock that stands still until the test moves it."""
    return open_at_nine(page, "summing-up", lambda: book)


def area(page: Page, number: int = 0) -> Locator:
    return page.locator("textarea").nth(number)


def saved(page: Page, number: int = 0) -> Locator:
    return page.locator(".samling-saved").nth(number)


def alarm(page: Page, number: int = 0) -> Locator:
    return page.locator(".samling-alarm").nth(number)


def stored(book: AnswerBook, field: str = "met") -> list[str]:
    return [answer.text for answer in book.history(EXERCISE, field)]


def test_every_field_is_found_by_its_label_and_takes_any_text(page: Page, form: Line, book: AnswerBook) -> None:
    labels = [field["label"] for field in form.widget.definition["fields"]]
    assert len(labels) == FIELDS
    for label in labels:
        page.get_by_label(label, exact=True).fill(REAL_TEXT)
    page.clock.run_for(700)
    for number in range(FIELDS):
        expect(saved(page, number)).to_have_text("Lagret")
    assert {answer.text for answer in book.answers(EXERCISE).values()} == {REAL_TEXT}
    assert len(book.answers(EXERCISE)) == FIELDS


def test_saved_is_said_only_when_the_kernel_has_acknowledged(page: Page, form: Line, book: AnswerBook) -> None:
    form.held = True
    area(page).press_sequentially("en kollega")
    page.clock.run_for(700)
    expect(saved(page)).to_have_text("")
    assert stored(book) == ["en kollega"]
    form.release()
    expect(saved(page)).to_have_text("Lagret")
    assert [detail["state"] for detail in form.told("saved")] == ["saving", "saved"]


def test_saved_moves_nothing_on_the_page(page: Page, form: Line) -> None:
    before = area(page, 1).bounding_box()
    area(page).fill("en kollega")
    page.clock.run_for(700)
    expect(saved(page)).to_have_text("Lagret")
    assert area(page, 1).bounding_box() == before


def test_leaving_the_field_saves_at_once(page: Page, form: Line, book: AnswerBook) -> None:
    area(page).fill("en kollega")
    area(page).blur()
    expect(saved(page)).to_have_text("Lagret")
    assert stored(book) == ["en kollega"]


def test_a_page_that_is_put_away_saves_at_once(page: Page, form: Line, book: AnswerBook) -> None:
    area(page).fill("en kollega")
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide'))")
    expect(saved(page)).to_have_text("Lagret")
    assert stored(book) == ["en kollega"]


def test_within_five_seconds_of_steady_typing_a_lost_kernel_is_said(page: Page, form: Line) -> None:
    form.cut = True
    for _ in range(23):
        area(page).press_sequentially("a")
        page.clock.run_for(200)
    expect(alarm(page)).to_contain_text("Ikke lagret")
    expect(alarm(page)).to_contain_text("Teksten din er trygg her i feltet")
    expect(saved(page)).to_have_text("")
    expect(area(page)).to_have_value("a" * 23)
    assert form.told("saved")[-1] == {"exercise": EXERCISE, "state": "unsaved"}


def test_what_was_not_saved_is_sent_again_when_the_kernel_answers(page: Page, form: Line, book: AnswerBook) -> None:
    form.cut = True
    area(page).fill("en kollega")
    page.clock.run_for(4000)
    expect(alarm(page)).to_contain_text("Ikke lagret")
    form.cut = False
    page.clock.run_for(16000)
    expect(saved(page)).to_have_text("Lagret")
    expect(alarm(page)).to_have_text("")
    assert stored(book) == ["en kollega"]


def test_a_lost_connection_is_said_at_once_and_mended_when_it_is_back(page: Page, form: Line, book: AnswerBook) -> None:
    area(page).fill("en kollega")
    form.connection("lost")
    expect(alarm(page)).to_contain_text("Ikke lagret")
    area(page).fill("en kollega på natt")
    page.clock.run_for(20000)
    assert form.saves == []
    form.connection("restored")
    expect(saved(page)).to_have_text("Lagret")
    assert stored(book) == ["en kollega på natt"]


def test_a_quiet_page_says_nothing_when_the_connection_is_lost(page: Page, form: Line) -> None:
    form.connection("lost")
    expect(alarm(page)).to_have_text("")
    assert form.told("saved") == []


def test_quick_edits_are_acknowledged_in_their_order(page: Page, form: Line, book: AnswerBook) -> None:
    form.held = True
    area(page).fill("først")
    page.clock.run_for(700)
    area(page).fill("først, så dette")
    page.clock.run_for(700)
    assert [save["text"] for save in form.saves] == ["først"]
    form.release()
    page.clock.run_for(700)
    expect(saved(page)).to_have_text("Lagret")
    assert stored(book) == ["først", "først, så dette"]
    assert [save["base"] for save in form.saves] == [0, 1]


def test_an_answer_lost_on_its_way_is_no_conflict(page: Page, form: Line, book: AnswerBook) -> None:
    form.held = True
    area(page).fill("lagret, men aldri bekreftet")
    page.clock.run_for(3700)
    expect(alarm(page)).to_contain_text("Ikke lagret")
    form.lose()
    form.held = False
    area(page).fill("og så skrev jeg videre")
    page.clock.run_for(2000)
    expect(saved(page)).to_have_text("Lagret")
    expect(page.locator(".samling-version")).to_have_count(0)
    assert stored(book) == ["lagret, men aldri bekreftet", "og så skrev jeg videre"]


def back_to_the_saved_text_after_a_lost_answer(page: Page, form: Line, book: AnswerBook) -> None:
    """The text "a" is saved; "abc" is stored and its answer lost; the field holds "a" again, and answers still wait."""
    area(page).fill("a")
    page.clock.run_for(700)
    expect(saved(page)).to_have_text("Lagret")
    form.held = True
    area(page).fill("abc")
    page.clock.run_for(3700)
    expect(alarm(page)).to_contain_text("Ikke lagret")
    form.lose()
    assert stored(book) == ["a", "abc"]
    area(page).fill("a")
    expect(alarm(page)).to_contain_text("Ikke lagret")
    expect(saved(page)).to_have_text("")


def settled_on_a(page: Page, form: Line) -> None:
    expect(saved(page)).to_have_text("Lagret")
    expect(alarm(page)).to_have_text("")
    expect(area(page)).to_have_value("a")
    expect(page.locator(".samling-version")).to_have_count(0)
    assert "conflict" not in [detail["state"] for detail in form.told("saved")]


def test_the_saved_text_typed_again_is_saved_only_when_acknowledged(page: Page, form: Line, book: AnswerBook) -> None:
    back_to_the_saved_text_after_a_lost_answer(page, form, book)
    page.clock.run_for(700)
    expect(saved(page)).to_have_text("")
    assert form.told("saved")[-1]["state"] == "unsaved"
    form.release()
    settled_on_a(page, form)
    assert stored(book) == ["a", "abc", "a"]


def test_an_unanswered_text_does_not_come_back_with_the_connection(page: Page, form: Line, book: AnswerBook) -> None:
    back_to_the_saved_text_after_a_lost_answer(page, form, book)
    form.connection("lost")
    expect(alarm(page)).to_contain_text("Ikke lagret")
    form.held = False
    form.connection("restored")
    settled_on_a(page, form)
    assert stored(book) == ["a", "abc", "a"]


def test_an_unanswered_text_does_not_come_back_in_a_page_built_anew(page: Page, form: Line, book: AnswerBook) -> None:
    back_to_the_saved_text_after_a_lost_answer(page, form, book)
    page.evaluate("() => window.unmount()")
    form.held = False
    page.evaluate("() => window.mount()")
    settled_on_a(page, form)
    assert stored(book) == ["a", "abc", "a"]


def test_the_saved_text_typed_again_after_a_save_that_never_arrived(page: Page, form: Line, book: AnswerBook) -> None:
    area(page).fill("a")
    page.clock.run_for(700)
    form.cut = True
    area(page).fill("abc")
    page.clock.run_for(3700)
    area(page).fill("a")
    expect(alarm(page)).to_contain_text("Ikke lagret")
    form.cut = False
    page.clock.run_for(2000)
    settled_on_a(page, form)
    assert stored(book) == ["a"]


def test_the_saved_text_typed_again_keeps_its_place_beside_another_window_s(
    page: Page, form: Line, book: AnswerBook
) -> None:
    back_to_the_saved_text_after_a_lost_answer(page, form, book)
    book.save(EXERCISE, "met", "fra telefonen", 2)
    form.connection("lost")
    form.held = False
    form.connection("restored")
    expect(page.locator(".samling-version")).to_contain_text("fra telefonen")
    page.evaluate("() => window.unmount()")
    page.evaluate("() => window.mount()")
    expect(page.locator(".samling-version")).to_contain_text("fra telefonen")
    expect(area(page)).to_have_value("a")
    assert stored(book) == ["a", "abc", "fra telefonen"]


def test_the_saved_text_typed_again_while_a_save_is_refused_is_not_called_unsaved(
    page: Page, form: Line, book: AnswerBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise NotSaved("busy")

    area(page).fill("a")
    page.clock.run_for(700)
    expect(saved(page)).to_have_text("Lagret")
    monkeypatch.setattr(AnswerBook, "save", busy)
    form.held = True
    area(page).fill("abc")
    page.clock.run_for(700)
    area(page).fill("a")
    expect(saved(page)).to_have_text("")
    form.release()
    settled_on_a(page, form)
    assert stored(book) == ["a"]


@pytest.mark.parametrize(
    ("button", "kept"),
    [
        ("Behold det jeg skrev her", "fra PC-en"),
        ("Bruk den andre teksten", "fra telefonen"),
        ("Behold begge, etter hverandre", "fra PC-en\n\nfra telefonen"),
    ],
)
def test_two_windows_show_both_texts_and_overwrite_nothing(
    page: Page, form: Line, book: AnswerBook, button: str, kept: str
) -> None:
    book.save(EXERCISE, "met", "fra telefonen", 0)
    area(page).fill("fra PC-en")
    page.clock.run_for(700)
    expect(alarm(page)).to_contain_text("Skrevet to steder")
    expect(page.locator(".samling-version")).to_contain_text("fra telefonen")
    expect(area(page)).to_have_value("fra PC-en")
    assert stored(book) == ["fra telefonen"]
    assert form.told("saved")[-1]["state"] == "conflict"
    page.get_by_role("button", name=button).click()
    expect(area(page)).to_have_value(kept)
    expect(area(page)).to_be_focused()
    expect(saved(page)).to_have_text("Lagret")
    assert stored(book)[0] == "fra telefonen"
    assert stored(book)[-1] == kept


def test_typing_goes_on_while_two_texts_wait_for_a_choice(page: Page, form: Line, book: AnswerBook) -> None:
    book.save(EXERCISE, "met", "fra telefonen", 0)
    area(page).fill("fra PC-en")
    page.clock.run_for(700)
    expect(alarm(page)).to_contain_text("Skrevet to steder")
    area(page).press_sequentially(" igjen")
    page.clock.run_for(5000)
    assert stored(book) == ["fra telefonen"]
    page.get_by_role("button", name="Behold det jeg skrev her").click()
    expect(saved(page)).to_have_text("Lagret")
    assert stored(book)[-1] == "fra PC-en igjen"


def test_a_text_over_the_limit_stays_in_the_field_and_is_saved_when_it_is_shortened(
    page: Page, form: Line, book: AnswerBook
) -> None:
    area(page).fill("å" * 100_001)
    page.clock.run_for(5000)
    expect(alarm(page)).to_contain_text("lengre enn det er plass til")
    expect(alarm(page)).to_contain_text("100 000 tegn")
    assert form.saves == []
    assert area(page).input_value() == "å" * 100_001
    area(page).fill("kort")
    page.clock.run_for(700)
    expect(saved(page)).to_have_text("Lagret")
    expect(alarm(page)).to_have_text("")
    assert stored(book) == ["kort"]


def test_a_full_disk_is_said_in_plain_words(page: Page, form: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise NotSaved("full")

    monkeypatch.setattr(AnswerBook, "save", full)
    area(page).fill("en kollega")
    page.clock.run_for(700)
    expect(alarm(page)).to_contain_text("Det er ikke mer plass der svarene ligger")
    monkeypatch.undo()
    page.clock.run_for(3000)
    expect(saved(page)).to_have_text("Lagret")


def test_a_page_built_anew_keeps_the_draft_the_caret_and_the_focus(page: Page, form: Line, book: AnswerBook) -> None:
    form.cut = True
    area(page, 1).fill("midt i en setning")
    area(page, 1).press("ArrowLeft")
    page.evaluate("() => window.unmount()")
    assert page.evaluate("() => window.listening()") == 0
    form.cut = False
    page.evaluate("() => window.mount()")
    expect(area(page, 1)).to_have_value("midt i en setning")
    page.clock.run_for(100)
    expect(area(page, 1)).to_be_focused()
    assert area(page, 1).evaluate("area => area.selectionStart") == len("midt i en setning") - 1
    expect(saved(page, 1)).to_have_text("Lagret")
    assert len(stored(book, form.widget.definition["fields"][1]["id"])) == 1


def test_a_page_that_only_reads_writes_no_revision(page: Page, form: Line, book: AnswerBook) -> None:
    for number in range(FIELDS):
        area(page, number).focus()
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide'))")
    page.clock.run_for(10_000)
    assert form.saves == []
    assert book.answers(EXERCISE) == {}


def test_what_was_written_yesterday_is_there_and_counts_as_done(page: Page, book: AnswerBook) -> None:
    book.save(EXERCISE, "met", "en kollega", 0)
    line = open_widget(page, "summing-up", lambda: book)
    expect(area(page)).to_have_value("en kollega")
    expect(saved(page)).to_have_text("")
    assert line.told("done") == [{"exercise": EXERCISE, "done": True}]
    area(page).fill("")
    area(page).blur()
    expect(saved(page)).to_have_text("Lagret")
    assert line.told("done")[-1] == {"exercise": EXERCISE, "done": False}


def test_answers_that_cannot_be_fetched_are_waited_for_and_what_is_typed_meanwhile_is_kept(
    page: Page, book: AnswerBook
) -> None:
    book.save(EXERCISE, "met", "fra i går", 0)
    line = open_at_nine(page, "summing-up", lambda: book, cut=True)
    page.clock.run_for(3100)
    expect(saved(page)).to_contain_text("Vi får ikke hentet det du har skrevet før")
    area(page).fill("skrevet imens")
    expect(alarm(page)).to_contain_text("Ikke lagret")
    line.cut = False
    page.clock.run_for(6100)
    expect(alarm(page)).to_contain_text("Skrevet to steder")
    expect(area(page)).to_have_value("skrevet imens")
    assert stored(book) == ["fra i går"]


def test_a_field_grows_with_its_text(page: Page, form: Line) -> None:
    before = area(page).bounding_box()
    area(page).fill("linje\n" * 30)
    after = area(page).bounding_box()
    assert before
    assert after
    assert after["height"] > before["height"] + 300


def test_a_mentor_sees_what_is_asked_and_no_field(page: Page, book: AnswerBook) -> None:
    line = open_widget(page, "summing-up", lambda: book, role="mentor")
    expect(page.locator("textarea")).to_have_count(0)
    for field in line.widget.definition["fields"]:
        expect(page.get_by_text(field["label"], exact=True)).to_be_visible()
    assert line.saves == []
