"""What a member takes out: the content's order and labels, the newest text first, nothing lost, nothing run."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from samling_build.takeout import takeout_zip
from samling_build.takeout.booklet import chapters
from samling_build.takeout.packing import booklet_html
from samling_exercises import load_programme

GATHERING = load_programme("mestring").gathering("2")
FIRST, SECOND = [exercise for exercise in GATHERING.exercises if len(exercise.fields) > 1][:2]


def row(exercise: str, field: str, revision: int, content: str | None, day: int = 1) -> dict[str, Any]:
    """A stored writing."""
    written_at = f"2026-03-{day:02}T22:30:00+00:00"
    return {"exercise": exercise, "field": field, "revision": revision, "content": content, "written_at": written_at}


def test_exercises_and_fields_stand_in_the_contents_order_with_their_labels() -> None:
    keys = [(SECOND, 1), (SECOND, 0), (FIRST, 1), (FIRST, 0)]
    rows = [row(exercise.key, exercise.fields[at].id, 1, "tekst") for exercise, at in keys]
    (chapter,) = chapters({"revisions": rows}, "nb")
    assert chapter.title == GATHERING.text("nb").title
    assert [activity.title for activity in chapter.activities] == [FIRST.text("nb").title, SECOND.text("nb").title]
    labels = [FIRST.text("nb").fields[FIRST.fields[at].id].label for at in (0, 1)]
    assert [field.label for field in chapter.activities[0].fields] == labels


def test_the_newest_text_comes_first_and_the_days_are_norways() -> None:
    rows = [
        row(FIRST.key, FIRST.fields[0].id, number, f"utgave {number}", day) for number, day in ((2, 2), (1, 1), (3, 31))
    ]
    field = chapters({"revisions": rows}, "nb")[0].activities[0].fields[0]
    assert (field.newest.text, field.newest.day) == ("utgave 3", "1. april 2026")
    assert [version.text for version in field.earlier] == ["utgave 2", "utgave 1"]


def test_what_the_content_no_longer_has_is_kept_under_its_own_name() -> None:
    (chapter,) = chapters({"revisions": [row("gone/1/old", "thought", 1, "tekst")]}, "nb")
    assert chapter.title == "gone/1"
    assert chapter.activities[0].title == "gone/1/old"
    assert chapter.activities[0].fields[0].label == "thought"


def test_a_mark_for_done_is_told_and_is_no_field() -> None:
    activity = chapters({"revisions": [row(FIRST.key, "done", 1, "yes")]}, "nb")[0].activities[0]
    assert (activity.done, activity.fields) == (True, ())
    undone = [row(FIRST.key, "done", 1, "yes"), row(FIRST.key, "done", 2, "")]
    assert not chapters({"revisions": undone}, "nb")[0].activities[0].done


def test_a_text_that_was_tampered_with_is_said_to_be_so() -> None:
    page = booklet_html({"revisions": [row(FIRST.key, FIRST.fields[0].id, 1, None)]}, "G", "", "nb")
    assert "Denne teksten er endret der den er lagret, og kan ikke åpnes." in page


def test_D2_a_text_that_is_missing_is_said_to_be_so_without_a_day() -> None:
    missing = row(FIRST.key, FIRST.fields[0].id, 1, None) | {"written_at": None}
    page = booklet_html({"revisions": [missing]}, "G", "", "nb")
    assert "Denne teksten er endret der den er lagret, og kan ikke åpnes." in page


def test_texts_are_shown_and_never_run() -> None:
    rows = [row(FIRST.key, FIRST.fields[0].id, 1, "<script>alert(1)</script>\nny linje")]
    page = booklet_html({"revisions": rows}, "<i>Gruppe</i>", "<u>Navn</u>", "nb")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\nny linje" in page
    for mark in ("<script", "<i>", "<u>", "href=", "src=", "url("):
        assert mark not in page


def test_a_booklet_nobody_has_written_in_says_so() -> None:
    assert "You have not written anything yet." in booklet_html({}, "Group", "", "en")


def test_the_zip_holds_what_is_stored_as_it_is() -> None:
    stored = {"revisions": [row(FIRST.key, FIRST.fields[0].id, 1, "æøå 🌲")], "members": [{"nickname": "Ås"}]}
    archive = zipfile.ZipFile(io.BytesIO(takeout_zip(stored, "G", "Ås", "nb")))
    assert json.loads(archive.read("answers.json")) == stored
    assert "æøå 🌲".encode() in archive.read("answers.json")
