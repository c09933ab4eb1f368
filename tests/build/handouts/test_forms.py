"""Forms: filled in by another program, read back letter for letter; and nothing else is taken for one."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject
from tests.build.handouts.papers import GATHERING, PROGRAMME

from samling_build.handouts.booklet import booklet
from samling_build.handouts.fillable import STAMP, field_name
from samling_build.handouts.filled_form import MOST_BYTES, FilledForm, NotAForm, read_form
from samling_build.handouts.filling import BLANK, FILLABLE
from samling_build.handouts.sheets import worksheet
from samling_exercises.programme import Exercise

FORM = GATHERING.exercise("summing-up")
TEXTS = {"met": "Hun sa «æ e itj redd» 🌱\nNy linje – og “en” til", "worked": "x" * 20_000, "differently": "1"}


def blank(exercise: Exercise = FORM) -> bytes:
    """A worksheet to fill in, made anew."""
    return worksheet(PROGRAMME, exercise, "nb", FILLABLE).pdf()


@pytest.fixture(scope="module")
def form() -> bytes:
    return blank()


def filled(content: bytes, values: dict[str, str]) -> bytes:
    """What another program saves: fields by their whole names."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    writer.update_page_form_field_values(None, values, auto_regenerate=True)
    return saved(writer)


def saved(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def changed(content: bytes, change: Any) -> bytes:
    """The form after ``change`` has been at its inside."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    change(writer)
    return saved(writer)


@pytest.mark.filterwarnings("ignore")  # pypdf tells that Helvetica cannot show every sign; the value holds them all
def test_what_was_filled_in_is_read_back_as_it_was(form: bytes) -> None:
    read = read_form(filled(form, {field_name(FORM.key, name): text for name, text in TEXTS.items()}))
    assert (read.programme, read.language) == ("mestring", "nb")
    assert read.values == {FORM.key: TEXTS}


@pytest.mark.parametrize("language", PROGRAMME.languages)
def test_a_booklet_has_a_field_for_everything_and_each_once(language: str) -> None:
    fields = PdfReader(BytesIO(booklet(PROGRAMME, language, FILLABLE).pdf())).get_fields() or {}
    wanted = {
        field_name(exercise.key, field.id)
        for gathering in PROGRAMME.gatherings
        for exercise in gathering.exercises
        for field in exercise.fields
    }
    strips = {name for name in fields if "/scaling:" in name} - wanted
    pillars = {name for name in fields if ":board/" in name}
    assert set(fields) == wanted | strips | pillars | {STAMP}
    assert len(strips) == 4
    assert len(pillars) == 3


def test_every_field_is_named_for_those_who_cannot_see_it(form: bytes) -> None:
    fields = PdfReader(BytesIO(form)).get_fields() or {}
    for field in FORM.fields:
        assert fields[field_name(FORM.key, field.id)]["/TU"] == FORM.text("nb").fields[field.id].label


@pytest.mark.parametrize("number", ["1", "7", "10"])
def test_a_number_is_one_choice_of_ten(number: str) -> None:
    scaling = GATHERING.exercise("scaling")
    name = field_name(scaling.key, "belief")
    content = blank(scaling)
    choices = (PdfReader(BytesIO(content)).get_fields() or {})[name]["/Opt"]
    assert [str(one) for one in choices] == [str(one) for one in range(1, 11)]
    read = read_form(filled(content, {name: f"/{int(number) - 1}"}))
    assert read.values == {scaling.key: {"belief": number}}


def test_a_form_nobody_filled_in_holds_nothing(form: bytes) -> None:
    assert read_form(form).values == {}


def with_stamp(content: bytes, stamp: str) -> bytes:
    def change(writer: PdfWriter) -> None:
        for field in writer.root_object["/AcroForm"]["/Fields"]:  # type: ignore[index] # our own form
            one = field.get_object()
            if one.get("/T") == STAMP:
                one[NameObject("/V")] = TextStringObject(stamp)

    return changed(content, change)


ABOUT = {"form": 1, "programme": "mestring", "what": "", "language": "nb"}


@pytest.mark.parametrize(
    ("stamp", "reason"),
    [
        (json.dumps({**ABOUT, "form": 2}), "newer"),
        (json.dumps({**ABOUT, "form": 0}), "older"),
        (json.dumps({**ABOUT, "form": "1"}), "foreign"),
        (json.dumps({"form": 1}), "foreign"),
        ("[]", "foreign"),
        ("hei", "foreign"),
    ],
)
def test_a_form_of_another_version_is_refused_with_what_to_do(form: bytes, stamp: str, reason: str) -> None:
    with pytest.raises(NotAForm) as refused:
        read_form(with_stamp(form, stamp))
    assert refused.value.reason == reason


def test_a_sheet_that_is_no_form_is_refused() -> None:
    with pytest.raises(NotAForm, match="This is no worksheet from Samlingsheftet"):
        read_form(worksheet(PROGRAMME, FORM, "nb", BLANK).pdf())


def test_a_foreign_form_is_refused() -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    with pytest.raises(NotAForm) as refused:
        read_form(saved(writer))
    assert refused.value.reason == "foreign"


def test_a_locked_form_is_refused(form: bytes) -> None:
    with pytest.raises(NotAForm, match="Save it without one, and try again"):
        read_form(changed(form, lambda writer: writer.encrypt("hemmelig", algorithm="AES-256")))


def act(kind: str) -> DictionaryObject:
    return DictionaryObject({NameObject("/S"): NameObject(kind), NameObject("/JS"): TextStringObject("app.alert(1)")})


@pytest.mark.parametrize("kind", ["/JavaScript", "/Launch", "/SubmitForm", "/ImportData"])
@pytest.mark.parametrize("where", ["catalog", "page", "field", "names", "later"])
def test_a_form_with_something_to_run_is_refused(form: bytes, kind: str, where: str) -> None:
    action = act(kind)

    def change(writer: PdfWriter) -> None:
        root, page = writer.root_object, writer.pages[0]
        if where == "catalog":
            root[NameObject("/OpenAction")] = writer._add_object(action)
        elif where == "page":
            page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
        elif where == "field":
            page["/Annots"][0].get_object()[NameObject("/A")] = action  # type: ignore[index] # our own form
        elif where == "names":
            names = ArrayObject([TextStringObject("x"), writer._add_object(action)])
            root[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): names})
        else:
            none = DictionaryObject({NameObject("/S"): NameObject("/GoTo"), NameObject("/Next"): action})
            root[NameObject("/OpenAction")] = none

    with pytest.raises(NotAForm, match="The PDF holds a script or a command to run, and no worksheet does"):
        read_form(changed(form, change))


@pytest.mark.parametrize("content", [b"", b"Dette er ikke en PDF", b"%PDF-1.7\n", b"PK\x03\x04" + b"x" * 100])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(NotAForm, match="Open it, save it anew, and try again"):
        read_form(content)


def test_a_file_that_is_too_large_is_not_even_read() -> None:
    with pytest.raises(NotAForm, match="The file is larger than 20 MB"):
        read_form(b"%PDF-1.7\n" + b"x" * MOST_BYTES)


def read_or_refused(content: bytes) -> FilledForm | str:
    try:
        return read_form(content)
    except NotAForm as refused:
        return str(refused)


@given(st.data())
@pytest.mark.filterwarnings("ignore")
def test_a_corrupted_form_is_refused_or_read_and_never_anything_else(form: bytes, data: st.DataObject) -> None:
    broken = bytearray(form)
    for place in data.draw(st.lists(st.integers(0, len(form) - 1), min_size=1, max_size=40)):
        broken[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(form)))
    outcome = read_or_refused(bytes(broken[:cut] if data.draw(st.booleans()) else broken))
    assert isinstance(outcome, FilledForm) or outcome.endswith(".")
