"""Cards to cut out: all of a gathering's roles, phases, scales, notes and questions, on a grid, whole, tagged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from lxml import html as lxml_html
from pypdf import PdfReader
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from samling_build.handouts.cut_cards import cut_cards
from samling_build.handouts.pdf import font
from samling_build.wording import minutes_phrase
from samling_exercises import load_programme
from samling_exercises.kinds import Minutes, pair_talk, reflecting_team, scale, sorting
from samling_exercises.kinds import round as round_kind
from samling_exercises.programme import Exercise

PROGRAMME = load_programme("mestring")
A4 = (595.28, 841.89)
MM = 96 / 25.4
"""CSS pixels in a millimetre."""
MARGIN = 10
EVERY_SET = pytest.mark.parametrize(
    ("number", "language"),
    [(gathering.id, language) for gathering in PROGRAMME.gatherings for language in PROGRAMME.languages],
)


class Fonts(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
    """Gives our fonts; cards have no drawings."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        return URLFetcherResponse(url, font(url.removeprefix("font:")), {"Content-Type": "font/otf"})


@cache
def pdf(number: str, language: str) -> bytes:
    return cut_cards(PROGRAMME, PROGRAMME.gathering(number), language).pdf()


@cache
def sections(number: str, language: str) -> list[Any]:
    """The cards in the HTML."""
    page = lxml_html.fromstring(cut_cards(PROGRAMME, PROGRAMME.gathering(number), language).html)
    return list(page.xpath("//section[contains(@class, 'card ')]"))


def bare(text: str) -> str:
    return "".join(text.split())


def on_cards(number: str, language: str, activity: str) -> list[str]:
    """What stands on each card of an activity, without space."""
    of = bare(f"{PROGRAMME.gathering(number).text(language).title} · {activity}")
    found = [bare(section.text_content()) for section in sections(number, language)]
    return [text.removeprefix(of) for text in found if text.startswith(of)]


def promised(exercise: Exercise, language: str) -> Iterator[tuple[str, ...]]:
    """What has to stand together on one card, for each card of an activity."""
    structure, text = exercise.structure, exercise.text(language)
    match structure, text:
        case reflecting_team.Structure(), reflecting_team.Text():
            phases = text.phases.values()
            yield tuple(part for phase in phases for part in (phase.title, phase.owner))
            yield tuple(part for phase in phases for part in (phase.title, phase.team))
            yield (PROGRAMME.text(language).leader, minutes_phrase(Minutes(fixed=structure.headlines), language))
            times = [minutes_phrase(phase.minutes, language) for phase in structure.phases]
            named = [
                f"{text.phases[phase.id].title} {time}" for phase, time in zip(structure.phases, times, strict=True)
            ]
            yield (*named, *text.questions.values())
        case pair_talk.Structure(), pair_talk.Text():
            yield from ((role.title, role.text) for role in text.roles.values())
            yield tuple(
                f"{text.phases[phase.id].title} {minutes_phrase(phase.minutes, language)} {text.phases[phase.id].text}"
                for phase in structure.phases
            )
        case scale.Structure(), scale.Text():
            yield from ((f"{strip.label} 12345678910 {strip.low} {strip.high}",) for strip in text.strips.values())
        case sorting.Structure(), sorting.Text():
            yield from ((name,) for name in (*text.pillars.values(), *text.examples))
        case round_kind.Structure(), round_kind.Text():
            yield from ((question,) for question in text.questions.values())


@EVERY_SET
def test_every_role_phase_scale_note_and_question_has_its_card(number: str, language: str) -> None:
    wanted = 0
    for exercise in PROGRAMME.gathering(number).exercises:
        cards = on_cards(number, language, exercise.text(language).title)
        for together in promised(exercise, language):
            wanted += 1
            assert [card for card in cards if all(bare(part) in card for part in together)], together
    assert wanted


@EVERY_SET
def test_all_that_stands_on_the_cards_is_in_the_pdf_whole(number: str, language: str) -> None:
    text = bare("".join(page.extract_text() for page in PdfReader(BytesIO(pdf(number, language))).pages))
    for section in sections(number, language):
        for part in section.xpath(".//h2 | .//p | .//li[not(p)]"):
            assert bare(part.text_content()) in text


@EVERY_SET
def test_every_page_is_a4_and_holds_a_whole_sheet(number: str, language: str) -> None:
    pages = PdfReader(BytesIO(pdf(number, language))).pages
    for page in pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(A4, abs=0.1)
    decks = lxml_html.fromstring(cut_cards(PROGRAMME, PROGRAMME.gathering(number), language).html)
    assert len(pages) == len(decks.xpath("//section[@class='cut-sheet']"))


def laid_out(html: str) -> list[list[Any]]:
    """The boxes of the cards on each page."""
    document = HTML(string=html, url_fetcher=Fonts()).render(font_config=FontConfiguration())
    boxes = [[box for box in page._page_box.descendants() if box.element_tag == "section"] for page in document.pages]
    return [[box for box in page if "card" in box.element.get("class").split()] for page in boxes]


def edges(card: Any) -> tuple[float, float, float, float]:
    """Left, top, right and bottom, in millimetres from the page's corner."""
    left, top, wide, high = (
        length / MM for length in (card.position_x, card.position_y, card.border_width(), card.border_height())
    )
    return left, top, left + wide, top + high


def holds_its_text(card: Any) -> bool:
    """Whether no text reaches beyond the card's padding at the sides, or beyond its edge below."""
    left, right = card.content_box_x() - 0.1, card.content_box_x() + card.width + 0.1
    bottom = card.position_y + card.border_height()
    texts = [box for box in card.descendants() if hasattr(box, "text")]
    return all(
        left <= text.position_x and text.position_x + text.width <= right and text.position_y + text.height <= bottom
        for text in texts
    )


@EVERY_SET
def test_cards_lie_edge_to_edge_inside_the_margins_and_hold_their_text(number: str, language: str) -> None:
    for cards in laid_out(cut_cards(PROGRAMME, PROGRAMME.gathering(number), language).html):
        left, top, right, bottom = (
            sorted({round(edge, 1) for edge in same}) for same in zip(*map(edges, cards), strict=True)
        )
        assert len(cards) == len(left) * len(top)
        assert left[1:] == pytest.approx(right[:-1], abs=0.15)
        assert top[1:] == pytest.approx(bottom[:-1], abs=0.15)
        assert (left[0], right[-1]) == pytest.approx((MARGIN, 210 - MARGIN), abs=0.3)
        assert (top[0], bottom[-1]) == pytest.approx((MARGIN, 297 - MARGIN), abs=0.3)
        assert all(holds_its_text(card) for card in cards)


def test_a_card_grows_with_a_long_text() -> None:
    gathering = PROGRAMME.gathering("2")
    exercise = gathering.exercise("check-in")
    text = exercise.text("en").model_copy(update={"questions": {"today": "What am I taken up with today? " * 6}})
    longer = replace(gathering, exercises=(replace(exercise, texts={"en": text}),))
    cards = [card for page in laid_out(cut_cards(PROGRAMME, longer, "en").html) for card in page]
    assert len(cards) == 8
    assert all(holds_its_text(card) for card in cards)


@pytest.mark.parametrize("language", PROGRAMME.languages)
def test_a_sheet_has_several_of_each_scale_and_question(language: str) -> None:
    for number, activity, copies in (("2", "scaling", 3), ("2", "check-in", 8), ("2", "check-out", 4)):
        exercise = PROGRAMME.gathering(number).exercise(activity)
        cards = on_cards(number, language, exercise.text(language).title)
        assert {cards.count(card) for card in cards} == {copies}


def test_blank_notes_fill_the_sheet_after_pillars_and_examples() -> None:
    exercise = PROGRAMME.gathering("2").exercise("pillars")
    cards = on_cards("2", "en", exercise.text("en").title)
    assert len(cards) == 15
    assert cards.count("Yourownnote") == 6


@EVERY_SET
def test_every_card_says_what_it_belongs_to_under_one_heading(number: str, language: str) -> None:
    gathering = PROGRAMME.gathering(number)
    known = {f"{gathering.text(language).title} · {each.text(language).title}" for each in gathering.exercises}
    for section in sections(number, language):
        assert section.xpath("string(p[@class='of'])") in known
        assert len(section.xpath(".//h1 | .//h2 | .//h3")) == 1


@EVERY_SET
def test_each_activity_has_one_bookmark(number: str, language: str) -> None:
    outline = [str(getattr(entry, "title", "")) for entry in PdfReader(BytesIO(pdf(number, language))).outline]
    titles = [
        exercise.text(language).title
        for exercise in PROGRAMME.gathering(number).exercises
        if any(promised(exercise, language))
    ]
    assert [entry.partition(": ")[2] for entry in outline] == titles


@EVERY_SET
def test_the_pdf_is_tagged_and_has_language_and_title(number: str, language: str) -> None:
    title = PROGRAMME.gathering(number).text(language).title
    with pikepdf.open(BytesIO(pdf(number, language))) as document:
        assert str(document.Root.Lang) == language
        assert bool(document.Root.MarkInfo.Marked)
        with document.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert str(about["dc:title"]).endswith(title)
        tags = [str(each.S) for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        assert tags.count("/H2") == len(sections(number, language))


def test_the_same_cards_give_the_same_bytes() -> None:
    paper = cut_cards(PROGRAMME, PROGRAMME.gathering("2"), "nb")
    assert paper.pdf() == pdf("2", "nb")


def test_the_file_is_named_after_its_gathering() -> None:
    assert cut_cards(PROGRAMME, PROGRAMME.gathering("3"), "en").name == "mestring-3-cards"


def test_a_gathering_without_cards_says_so() -> None:
    gathering = PROGRAMME.gathering("2")
    read_only = replace(gathering, exercises=(gathering.exercise("voices"),))
    with pytest.raises(LookupError, match=r"^mestring/2 has nothing to cut out\. Choose another gathering\.$"):
        cut_cards(PROGRAMME, read_only, "en")
