"""What a member takes out: the content's order and labels, the newest text first, nothing lost, nothing run."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from typing import Any

from samling_build.takeout import takeout_zip
from samling_build.takeout.booklet import chapters
from samling_build.takeout.packing import booklet_html
from samling_build.takeout.rows import of_fields
from samling_build.takeout.strips import strip_field
from samling_build.wording import words
from samling_exercises import load_programme
from samling_exercises.kinds import scale
from samling_exercises.rules import sorting

GATHERING = load_programme("mestring").gathering("2")
FIRST, SECOND = [exercise for exercise in GATHERING.exercises if len(exercise.fields) > 1][:2]
SCALING, PILLARS, PAIR_TALK = (GATHERING.exercise(name) for name in ("scaling", "pillars", "pair-talk"))


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


def test_what_is_begun_and_not_hung_up_is_told_as_it_is_now_and_leaves_nothing_once_it_hangs() -> None:
    key = GATHERING.exercise("journey").key
    half = json.dumps({"new decision": {"text": "Halvskrevet", "kind": "felt"}, "edit note-a": {"text": "Endret"}})
    rows = [row(key, "draft", 1, json.dumps({"new decision": {"text": "Hal"}})), row(key, "draft", 2, half)]
    (field,) = chapters({"revisions": rows}, "nb")[0].activities[0].fields
    assert (field.label, field.newest.text, field.earlier) == (
        "Begynt på, ikke hengt opp ennå",
        "Halvskrevet\n\nEndret",
        (),
    )
    assert chapters({"revisions": [*rows, row(key, "draft", 3, "")]}, "nb") == ()
    (tampered,) = chapters({"revisions": [row(key, "draft", 1, None)]}, "nb")[0].activities[0].fields
    assert tampered.newest.text is None


def test_what_is_begun_in_a_shape_nobody_knows_is_shown_as_it_is_stored() -> None:
    for content, told in (("{nothing", "{nothing"), ('["a"]', None), ('{"new a": {"text": 3}}', None)):
        found = chapters({"revisions": [row(FIRST.key, "draft", 1, content)]}, "nb")
        assert [field.newest.text for chapter in found for field in chapter.activities[0].fields] == [told] * bool(told)


def test_a_mark_for_done_is_told_and_is_no_field() -> None:
    activity = chapters({"revisions": [row(FIRST.key, "done", 1, "yes")]}, "nb")[0].activities[0]
    assert (activity.done, activity.fields) == (True, ())
    undone = [row(FIRST.key, "done", 1, "yes"), row(FIRST.key, "done", 2, "")]
    assert not chapters({"revisions": undone}, "nb")[0].activities[0].done


def board(*notes: tuple[str, str, str | None]) -> str:
    """A board of notes, each an id, a text and a pillar, as it is stored."""
    return sorting.written(tuple(sorting.Note(*note) for note in notes))


def thing(topic: str, name: str, revision: int, value: dict[str, Any] | None) -> dict[str, Any]:
    """A stored thing of the group's that is about the member."""
    content = json.dumps(value, ensure_ascii=False)
    return {
        "topic": topic,
        "name": name,
        "revision": revision,
        "content": content,
        "written_at": "2026-03-01T12:00:00+00:00",
    }


def test_numbers_on_a_scale_stand_between_the_goal_and_the_follow_ups_with_the_words_at_their_ends() -> None:
    names = ["fear", "belief", "goal", "importance"]
    contents = ["at det stopper", "4", "snakke med broren min", "10"]
    rows = [row(SCALING.key, name, 1, content) for name, content in zip(names, contents, strict=True)]
    rows.append(row(SCALING.key, "belief", 2, "5", 2))
    goal, importance, belief, fear = chapters({"revisions": rows}, "nb")[0].activities[0].fields
    assert (goal.label, fear.newest.text) == ("Målet mitt", "at det stopper")
    assert (importance.label, importance.newest.text) == ("Hvor viktig er dette for deg?", "10 av 10")
    assert importance.beside == ("1 = betyr lite for meg nå · 10 = betyr svært mye",)
    assert (belief.newest.text, [version.text for version in belief.earlier]) == ("5 av 10", ["4 av 10"])


def test_a_number_that_was_taken_away_or_tampered_with_is_no_number() -> None:
    rows = [row(SCALING.key, "importance", 1, "7"), row(SCALING.key, "importance", 2, "")]
    (field,) = chapters({"revisions": rows}, "nb")[0].activities[0].fields
    assert (field.newest.text, field.earlier[0].text) == ("", "7 av 10")
    (field,) = chapters({"revisions": [row(SCALING.key, "importance", 1, None)]}, "nb")[0].activities[0].fields
    assert field.newest.text is None


def test_a_scale_that_comes_again_has_the_earlier_number_beside_the_new_one() -> None:
    structure = SCALING.structure.model_copy(update={"then": "2/scaling"})
    later = replace(SCALING, gathering="mestring/3", structure=structure)
    text = SCALING.text("nb")
    assert isinstance(text, scale.Text)
    rows = [row(later.key, "belief", 1, "6"), row(SCALING.key, "belief", 1, "3"), row(SCALING.key, "belief", 2, "4")]
    say = words("groups", "nb")
    field = strip_field(later, "belief", text.strips["belief"], of_fields(rows), say, "nb")
    assert (field.newest.text, field.beside[1:]) == ("6 av 10", ("På samling 2 var det 4 av 10.",))
    field = strip_field(later, "belief", text.strips["belief"], of_fields(rows[:1]), say, "nb")
    assert field.beside[1:] == ()


def test_notes_lie_under_their_pillars_and_what_was_rewritten_or_taken_away_is_kept() -> None:
    boards = [
        board(("a", "Bussen gikk", None), ("b", "Heisen sto", "others")),
        board(("a", "Bussen gikk for tidlig", "luck"), ("b", "Heisen sto", "others"), ("c", "Grøten", "mine")),
        board(("a", "Bussen gikk for tidlig", "luck"), ("c", "Grøten", "mine"), ("d", "Barnevakten", None)),
    ]
    rows = [row(PILLARS.key, "board", number, text, number) for number, text in enumerate(boards, 1)]
    rows.append(row(PILLARS.key, "within-reach", 1, "Ta telefonen"))
    activity = chapters({"revisions": rows}, "nb")[0].activities[0]
    assert activity.pillars is not None
    assert [(place.name, place.notes) for place in activity.pillars.places] == [
        ("Mitt ansvar", ("Grøten",)),
        ("Andres ansvar", ()),
        ("Uflaks", ("Bussen gikk for tidlig",)),
        ("Mellom søylene", ("Barnevakten",)),
    ]
    assert [(version.text, version.day) for version in activity.pillars.gone] == [
        ("Heisen sto", "2. mars 2026"),
        ("Bussen gikk", "1. mars 2026"),
    ]
    assert [(field.label, field.newest.text) for field in activity.fields] == [
        ("Én ting innen rekkevidde", "Ta telefonen")
    ]


def test_a_note_on_a_pillar_there_is_no_more_lies_between_them() -> None:
    rows = [row(PILLARS.key, "board", 1, board(("a", "Grøten", "gone")))]
    pillars = chapters({"revisions": rows}, "nb")[0].activities[0].pillars
    assert pillars is not None
    assert [(place.name, place.notes) for place in pillars.places if place.notes] == [("Mellom søylene", ("Grøten",))]


def test_a_board_that_cannot_be_read_is_shown_as_it_is_stored() -> None:
    for content in ("{nothing", None):
        activity = chapters({"revisions": [row(PILLARS.key, "board", 1, content)]}, "nb")[0].activities[0]
        assert activity.pillars is None
        assert [(field.label, field.newest.text) for field in activity.fields] == [("Lapper", content)]


def test_headlines_and_an_answer_to_the_common_question_are_told_and_what_is_only_about_one_is_not() -> None:
    team = GATHERING.exercise("reflecting-team").key
    records = [
        thing(team, "headline-abc", 1, {"text": "Den tomme stolen", "person": "3"}),
        thing(team, "headline-abc", 2, {"text": "Den stolen", "person": "3"}),
        thing(team, "headline-def", 1, {"text": "Nøkkelen", "person": "3"}),
        thing(team, "headline-def", 2, None),
        thing("mestring/2/gathering", "lead-present-3", 1, {"state": "here"}),
        thing(SCALING.key, "own-common-3", 1, {"band": 1}),
    ]
    (chapter,) = chapters({"records": records}, "nb")
    common, headlines = chapter.activities
    assert [(field.newest.text, field.shared_with) for field in common.fields] == [("et sted fra 4 til 7", "")]
    assert common.fields[0].label.startswith("Hvor stor tro har du på at vi får til")
    told = [(field.newest.text, field.shared_with, len(field.earlier)) for field in headlines.fields]
    assert told == [("Den stolen", "wall", 1), ("", "", 1)]


def test_who_a_text_is_given_to_stands_beside_it() -> None:
    notes = row(PAIR_TALK.key, "notes", 1, "Hun ble stille, og så lo hun")
    told = {
        "partner": "gitt til dem du snakket med",
        "group": "delt med gruppa og veilederen",
        "mentor": "delt med veilederen",
    }
    for audience, words_for in told.items():
        copy = {"exercise": PAIR_TALK.key, "field": "notes", "audience": audience}
        page = booklet_html({"revisions": [notes], "shared_copies": [copy]}, "G", "", "nb")
        assert [line for line in told.values() if f"· {line}<" in page] == [words_for]


def test_notes_and_numbers_are_shown_on_the_page() -> None:
    rows = [
        row(PILLARS.key, "board", 1, board(("a", "<b>Grøten</b>", "mine"))),
        row(SCALING.key, "importance", 1, "7"),
    ]
    page = booklet_html({"revisions": rows}, "G", "", "en")
    assert '<li class="text">&lt;b&gt;Grøten&lt;/b&gt;</li>' in page
    assert "7 of 10" in page
    assert "No notes here" in page
    assert "Between the pillars" not in page


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
