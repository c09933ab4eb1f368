"""The promises of a member's book, one writer at a time."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import URL

from samling_exercises.answers import TEXT_LIMIT, Answer, AnswerBook, Conflict, NotSaved, Saved, UnknownKey, open_book
from samling_exercises.answers.text import cleaned

EXERCISE = "mestring/2/summing-up"


def test_an_empty_book_has_no_answers(book: AnswerBook) -> None:
    assert book.answers(EXERCISE) == {}
    assert book.history(EXERCISE, "met") == ()


def test_what_is_saved_is_there_after_opening_again(opened: Callable[..., AnswerBook], reader: str) -> None:
    before = datetime.now(UTC)
    saved = opened(reader).save(EXERCISE, "met", "Kari på Solbakken", 0)
    assert isinstance(saved, Saved)
    assert saved.revision == 1
    assert before <= saved.written_at <= datetime.now(UTC)
    assert opened(reader).answers(EXERCISE) == {"met": Answer("Kari på Solbakken", 1, saved.written_at)}


def test_each_revision_is_kept_and_the_newest_is_the_answer(book: AnswerBook) -> None:
    for base, text in enumerate(["K", "Ka", "Kari"]):
        assert isinstance(book.save(EXERCISE, "met", text, base), Saved)
    book.save(EXERCISE, "worked", "", 0)
    assert [(answer.text, answer.revision) for answer in book.history(EXERCISE, "met")] == [
        ("K", 1),
        ("Ka", 2),
        ("Kari", 3),
    ]
    assert {field: answer.text for field, answer in book.answers(EXERCISE).items()} == {"met": "Kari", "worked": ""}


def test_an_older_base_is_a_conflict_that_shows_the_newest_and_writes_nothing(book: AnswerBook) -> None:
    book.save(EXERCISE, "met", "one", 0)
    book.save(EXERCISE, "met", "two", 1)
    for base in (0, 1, 3):
        conflict = book.save(EXERCISE, "met", "three", base)
        assert isinstance(conflict, Conflict)
        assert conflict.current == book.answers(EXERCISE)["met"]
    assert [answer.text for answer in book.history(EXERCISE, "met")] == ["one", "two"]


def test_the_same_text_twice_is_one_revision_even_with_the_old_base(book: AnswerBook) -> None:
    first = book.save(EXERCISE, "met", "one\ntwo", 0)
    assert book.save(EXERCISE, "met", "one\ntwo", 0) == first
    assert book.save(EXERCISE, "met", "one\r\ntwo", 1) == first
    assert len(book.history(EXERCISE, "met")) == 1


def test_a_field_that_was_erased_meanwhile_takes_the_text_whatever_its_base(book: AnswerBook) -> None:
    saved = book.save(EXERCISE, "met", "still being written", 7)
    assert isinstance(saved, Saved)
    assert saved.revision == 1


def test_members_do_not_see_each_other(opened: Callable[..., AnswerBook]) -> None:
    kari, ola = opened("kari"), opened("ola")
    kari.save(EXERCISE, "met", "hers", 0)
    ola.save(EXERCISE, "met", "his", 0)
    assert [answer.text for answer in kari.history(EXERCISE, "met")] == ["hers"]
    assert ola.answers(EXERCISE)["met"].text == "his"


def test_exercises_with_the_same_field_are_apart(book: AnswerBook) -> None:
    book.save("mestring/2/summing-up", "met", "a", 0)
    book.save("mestring/3/summing-up", "met", "b", 0)
    assert book.answers("mestring/3/summing-up")["met"].text == "b"
    assert book.answers("mestring/2/summing-up")["met"].text == "a"


@pytest.mark.parametrize(
    "text",
    [
        "æøå ÆØÅ čšž 漢字 עברית",
        "👩🏽‍⚕️ 😀",
        "one\n\n  two\tthree \n",
        "blåbær\n" * 2858,  # 20,006 characters
        "x" * TEXT_LIMIT,
        "😀" * TEXT_LIMIT,
        "before\0after",
        "'; DROP TABLE revisions; -- % %s :text ?",
        "\ufeff\u2028\u202e\ufffe",
        "",
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_every_character_comes_back(
    book: AnswerBook, opened: Callable[..., AnswerBook], reader: str, text: str
) -> None:
    book.save(EXERCISE, "met", text, 0)
    assert opened(reader).answers(EXERCISE)["met"].text == text


@pytest.mark.parametrize(
    ("came", "kept"),
    [
        ("a\r\nb\rc\nd\r\r\n", "a\nb\nc\nd\n\n"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("\udc00\ud800\r", "\ufffd\ufffd\n"),
        ("\ud83d\ude00", "😀"),
    ],
)
def test_line_breaks_and_halves_of_characters_become_what_a_text_area_makes_of_them(
    book: AnswerBook, came: str, kept: str
) -> None:
    book.save(EXERCISE, "met", came, 0)
    assert book.answers(EXERCISE)["met"].text == kept


@given(st.text(st.characters(codec=None, categories=None), max_size=30))
def test_cleaning_can_be_encoded_and_changes_nothing_the_second_time(text: str) -> None:
    once = cleaned(text)
    assert once.encode("utf-8").decode("utf-8") == once == cleaned(once)
    if "\r" not in text and not any("\ud800" <= character <= "\udfff" for character in text):
        assert once == text


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec=None, categories=None)))
def test_any_text_comes_back_as_cleaned(book: AnswerBook, text: str) -> None:
    newest = book.answers(EXERCISE).get("met")
    book.save(EXERCISE, "met", text, newest.revision if newest else 0)
    assert book.answers(EXERCISE)["met"].text == cleaned(text)


def test_a_text_that_is_too_long_is_refused_and_the_answer_stays(book: AnswerBook) -> None:
    book.save(EXERCISE, "met", "short", 0)
    with pytest.raises(NotSaved, match=r"not saved: it is longer than 100,000 characters\. Shorten it") as refused:
        book.save(EXERCISE, "met", "x" * (TEXT_LIMIT + 1), 1)
    assert refused.value.reason == "too-long"
    assert [answer.text for answer in book.history(EXERCISE, "met")] == ["short"]


PRIVATE = "Private words, with a Capital"


@pytest.mark.parametrize(
    "key",
    ["", "met", "mestring/2", "mestring/2/a/b", "Mestring/2/a", "../2/a", "a/b/c\n", "a/b/-c", "a/b/" + "c" * 200],
)
def test_an_exercises_key_of_another_shape_is_refused(book: AnswerBook, key: str) -> None:
    with pytest.raises(
        UnknownKey,
        match=rf"key is programme/gathering/exercise-id, at most 200 characters; came {len(key)} characters of another",
    ):
        book.save(key, "met", "text", 0)
    with pytest.raises(UnknownKey, match="programme/gathering/exercise-id"):
        book.answers(key)
    with pytest.raises(UnknownKey, match="programme/gathering/exercise-id"):
        book.history(key, "met")


@pytest.mark.parametrize("field", ["", "Met", "met_you", "a--b", "-a", "met\n", "æ", "a/b", "m" * 101])
def test_a_fields_id_of_another_shape_is_refused(book: AnswerBook, field: str) -> None:
    with pytest.raises(UnknownKey, match=r"field's id is small letters, digits and single hyphens, at most 100"):
        book.save(EXERCISE, field, "text", 0)
    assert book.answers(EXERCISE) == {}


def test_arguments_in_the_wrong_order_do_not_put_the_text_in_the_message(book: AnswerBook) -> None:
    with pytest.raises(UnknownKey) as refused:
        book.save(EXERCISE, PRIVATE, "met", 0)
    assert PRIVATE not in str(refused.value)


@pytest.mark.parametrize("base", [-1, True, "1", 1.0, None])
def test_a_base_that_is_no_revision_is_refused(book: AnswerBook, base: Any) -> None:
    with pytest.raises(ValueError, match="`base` is the revision that the writer had seen, 0 or more"):
        book.save(EXERCISE, "met", "text", base)


def test_a_text_that_is_no_text_is_refused(book: AnswerBook) -> None:
    not_text: Any = ["met"]
    with pytest.raises(TypeError, match="An answer's text is a str; came list"):
        book.save(EXERCISE, "met", not_text, 0)


def test_what_the_book_hands_out_does_not_show_texts_when_printed(book: AnswerBook) -> None:
    book.save(EXERCISE, "met", PRIVATE, 0)
    shown = [book.answers(EXERCISE), book.history(EXERCISE, "met"), book.save(EXERCISE, "met", "other", 0), book]
    assert PRIVATE not in repr(shown)


def test_the_database_can_be_named_by_an_address(tmp_path: Path) -> None:
    address = URL.create("sqlite", database=str(tmp_path / "sub folder" / "50% #?ø.db")).render_as_string()
    for expected in (Saved, Conflict):
        with open_book({"SAMLING_DATABASE": address, "SAMLING_DATA": "not used"}) as book:
            assert isinstance(book.save(EXERCISE, "met", f"text {expected}", 0), expected)
    assert (tmp_path / "sub folder" / "50% #?ø.db").is_file()


def test_a_database_in_memory_works_for_one_reader() -> None:
    with open_book({"SAMLING_DATABASE": "sqlite://"}) as book:
        book.save(EXERCISE, "met", "text", 0)
        assert book.answers(EXERCISE)["met"].text == "text"


def test_without_settings_the_book_lies_in_the_users_own_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_database: Path
) -> None:
    monkeypatch.setattr("platformdirs.user_data_dir", lambda name, appauthor: str(tmp_path / name))
    with open_book({"SAMLING_DATA": "", "SAMLING_DATABASE": "", "SAMLING_MEMBER": ""}) as book:
        book.save(EXERCISE, "met", "text", 0)
    assert (tmp_path / "samlingsheftet" / "answers.sqlite3").is_file()
