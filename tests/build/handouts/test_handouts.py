"""Worksheets on paper: A4, ruled as the definition says, tagged, in the reader's language, the same each time."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path

import nbformat
import pikepdf
import pytest
from lxml import html as lxml_html
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from pypdf import PdfReader

from samling_build.handouts.catalogue import Order, printed
from samling_build.handouts.markdown import to_html
from samling_build.handouts.pdf import font, inked, make_pdf
from samling_build.handouts.setting import picture_file
from samling_build.handouts.sheets import handout, worksheets
from samling_build.notebooks import make_notebook
from samling_exercises import load_programme

PROGRAMME = load_programme("mestring")
GATHERING = PROGRAMME.gathering("2")
A4 = (595.28, 841.89)
LANGUAGES = pytest.mark.parametrize("language", PROGRAMME.languages)


@cache
def pdf(language: str) -> bytes:
    """The worksheets of gathering 2, made once."""
    return worksheets(PROGRAMME, GATHERING, language).pdf()


@cache
def sheet_html(language: str) -> str:
    return worksheets(PROGRAMME, GATHERING, language).html


@LANGUAGES
def test_every_page_is_a4(language: str) -> None:
    for page in PdfReader(BytesIO(pdf(language))).pages:
        size = sorted((float(page.mediabox.width), float(page.mediabox.height)))
        assert size == pytest.approx(A4, abs=0.1)


@LANGUAGES
def test_the_pdf_has_language_title_tags_and_embedded_fonts(language: str) -> None:
    with pikepdf.open(BytesIO(pdf(language))) as document:
        assert str(document.Root.Lang) == language
        assert bool(document.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in document.Root
        assert str(document.docinfo.Title) == GATHERING.text(language).title
        for page in document.pages:
            for face in page.Resources.Font.values():
                descriptor = face.DescendantFonts[0].FontDescriptor
                assert "SourceSans" in str(descriptor.FontName).replace("-", "")
                assert "/FontFile3" in descriptor or "/FontFile2" in descriptor


@LANGUAGES
def test_every_drawing_has_a_text_alternative(language: str) -> None:
    pictures = lxml_html.fromstring(sheet_html(language)).xpath("//img")
    assert pictures
    assert all(picture.get("alt") for picture in pictures)


@LANGUAGES
def test_pages_are_numbered_and_named(language: str) -> None:
    reader = PdfReader(BytesIO(pdf(language)))
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert f"{number} / {len(reader.pages)}" in text
        assert "Samlingsheftet" in text


@LANGUAGES
def test_every_exercise_has_its_sheet_and_its_bookmark(language: str) -> None:
    outline = [str(getattr(entry, "title", "")) for entry in PdfReader(BytesIO(pdf(language))).outline]
    for exercise in GATHERING.exercises:
        assert exercise.text(language).title in outline


@LANGUAGES
def test_ruled_space_is_as_high_as_the_definition_says(language: str) -> None:
    page = lxml_html.fromstring(sheet_html(language))
    for exercise in GATHERING.exercises:
        fields = page.xpath(f"//section[@id='{exercise.id}']//div[contains(@class, 'field')]")
        ruled = [len(field.xpath(".//div[@class='rule']")) for field in fields]
        assert ruled == [field.lines for field in exercise.fields]


@LANGUAGES
def test_labels_stand_in_the_pdf_as_written(language: str) -> None:
    pages = PdfReader(BytesIO(pdf(language))).pages
    text = "".join("".join(page.extract_text().split()) for page in pages).replace("\u2010", "").replace("\xad", "")
    for exercise in GATHERING.exercises:
        for field in exercise.text(language).fields.values():
            assert "".join(field.label.split()) in text


def test_the_same_content_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from samling_exercises import load_programme;"
        "from samling_build.handouts.sheets import worksheets; p = load_programme('mestring');"
        "Path(sys.argv[1]).write_bytes(worksheets(p, p.gathering('2'), 'nb').pdf())"
    )
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "x.pdf")], check=True, env=environment)
    assert (tmp_path / "x.pdf").read_bytes() == pdf("nb")


def test_a_sheet_fetches_nothing_from_elsewhere(caplog: pytest.LogCaptureFixture) -> None:
    make_pdf('<html lang="nb"><title>x</title><img src="http://127.0.0.1:1/x.png" alt="x">', picture_file)
    assert "A sheet fetches nothing from elsewhere" in caplog.text
    caplog.clear()


def test_jupyter_nbconvert_knows_the_exporter(tmp_path: Path) -> None:
    notebook = new_notebook(cells=[new_markdown_cell("# Ein prat\n\nÆøå <b>x</b>"), new_code_cell("1 + 1")])
    source = tmp_path / "other.ipynb"
    nbformat.write(notebook, source)
    command = [sys.executable, "-m", "nbconvert", "--to", "handout", str(source)]
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    reader = PdfReader(tmp_path / "other.pdf")
    assert reader.metadata is not None
    assert reader.metadata.title == "Ein prat"
    assert "Æøå <b>x</b>" in reader.pages[-1].extract_text()


def test_the_mentors_handout_has_run_sheet_card_and_hints() -> None:
    html = handout(make_notebook(PROGRAMME, GATHERING, "nb", "mentor")).html
    text = lxml_html.fromstring(html).text_content()
    assert "Kjøreplan" in text
    assert PROGRAMME.card("nb").title in text
    assert GATHERING.exercise("journey").text("nb").hints[0] in text


@LANGUAGES
def test_each_invented_story_is_a_sheet_of_the_mentors_handout(language: str) -> None:
    html = handout(make_notebook(PROGRAMME, GATHERING, language, "mentor")).html
    sheets = [each.text_content() for each in lxml_html.fromstring(html).xpath("//section[contains(@class, 'page')]")]
    for case in PROGRAMME.stories(language).values():
        assert len([sheet for sheet in sheets if case.title in sheet and case.headline in sheet]) == 1
        assert case.headline not in sheet_html(language)


@pytest.mark.parametrize("to", ["handout", "booklet"])
def test_jupyter_nbconvert_prints_a_notebook_of_the_workbook(to: str, tmp_path: Path) -> None:
    source = tmp_path / "2-deltaker.ipynb"
    nbformat.write(make_notebook(PROGRAMME, GATHERING, "nb", "participant"), source)
    subprocess.run([sys.executable, "-m", "nbconvert", "--to", to, str(source)], check=True, capture_output=True)
    reader = PdfReader(tmp_path / "2-deltaker.pdf")
    outline = [str(getattr(entry, "title", "")) for entry in reader.outline]
    assert reader.metadata is not None
    assert reader.metadata.title == GATHERING.text("nb").title
    assert ("Læringslogg" in outline) == (to == "booklet")


def test_a_page_of_a4_comes_in_a3_too() -> None:
    name, content = printed("worksheet", Order(PROGRAMME, "nb", GATHERING, GATHERING.exercise("check-in"), "a3"))
    assert name == "mestring-2-check-in-a3.pdf"
    page = PdfReader(BytesIO(content)).pages[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx((841.89, 1190.55), abs=0.2)


def test_drawings_are_inked_for_paper() -> None:
    drawing = '<path stroke="currentColor"/><path stroke="var(--fern, #1d6b57)"/>'
    assert inked(drawing) == '<path stroke="#22303a"/><path stroke="#1d6b57"/>'


def test_an_unknown_face_is_refused() -> None:
    with pytest.raises(ValueError, match="There is no face 'Comic'; choose one of Regular, It, Semibold"):
        font("Comic")


def test_markdown_never_becomes_active_html() -> None:
    assert "&lt;script&gt;" in to_html("<script>alert(1)</script>")
    assert 'src="picture:mestring/coping"' in to_html("![x](pictures/coping.svg)", "mestring")
    assert 'src="picture:mestring/coping"' in to_html("![x](../../pictures/mestring/coping.svg)")
