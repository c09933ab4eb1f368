"""What a member takes out is everything."""

import json
from pathlib import Path

import pytest
from tests.exercises.groups.people import EXERCISE, ask, book_of, enter

from samling_exercises.answers.tables import Base
from samling_exercises.groups import Entered, NewGroup, NotAllowed, Register
from samling_exercises.groups.personal import AMISS, personal_tables


@pytest.fixture
def kari(register: Register, made: NewGroup, folder: Path) -> Entered:
    """Somebody about whom every table knows something."""
    entered = enter(register, made)
    with book_of(register, folder, entered) as book:
        book.save(EXERCISE, "met", "First words", 0)
        book.save(EXERCISE, "met", "Private words 😀", 1)
        book.share(EXERCISE, "met", 2, "mentor")
        book.remind("mestring/2")
        book.put("mestring/2/reflecting-team", "headline-a", {"text": "En dør på gløtt"}, 0, about="1")
    register.codes_seen(entered.member)
    return entered


def test_D4_the_takeout_holds_every_personal_column_of_the_member_and_no_other(
    register: Register, kari: Entered, folder: Path
) -> None:
    register.leave(kari.member)
    found = register.personal(kari.token, kari.member)
    columns = {f"{table}.{column}" for table, rows in found.items() for row in rows for column in row}
    declared = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.info["personal"]
    }
    assert columns == declared | {"revisions.revision", "shared_copies.revision", "records.revision"}
    assert all(found.values()), "somebody about whom every table knows something"
    assert json.loads(json.dumps(found)) == found
    for table, rows in found.items():
        for row in rows:
            assert all(value is not None for value in row.values()), table


def test_D4_texts_are_opened_and_in_order(register: Register, kari: Entered) -> None:
    found = register.personal(kari.token, kari.member)
    assert [(row["revision"], row["content"]) for row in found["revisions"]] == [
        (1, "First words"),
        (2, "Private words 😀"),
    ]
    assert [(row["field"], row["audience"], row["content"]) for row in found["shared_copies"]] == [
        ("met", "mentor", "Private words 😀")
    ]
    assert found["groups"] == [{"name": "Solbakken"}]
    [member] = found["members"]
    assert (member["nickname"], member["role"], member["left_at"]) == ("Kari", "participant", None)
    assert member["made_at"] == "2126-03-01T12:00:00+00:00"
    assert [row["gathering"] for row in found["reminded"]] == ["mestring/2"]


def test_A4_it_holds_nothing_of_anybody_else(register: Register, made: NewGroup, kari: Entered, folder: Path) -> None:
    per = enter(register, made, 1, "Per Annen")
    with book_of(register, folder, per) as book:
        book.save(EXERCISE, "met", "Words of another", 0)
        book.share(EXERCISE, "met", 1, "group")
    found = json.dumps(register.personal(kari.token, kari.member))
    for other in ("Per Annen", "Words of another", per.member):
        assert other not in found
    for token, member in ((kari.token, per.member), (per.token, kari.member), ("", kari.member)):
        with pytest.raises(NotAllowed, match=r"the member has left or was erased\. Sign in again"):
            register.personal(token, member)


def test_D2_a_text_that_was_tampered_with_is_not_passed_off_as_the_members(
    register: Register, kari: Entered, folder: Path
) -> None:
    ask(
        folder,
        "UPDATE revisions SET content = (SELECT content FROM revisions WHERE revision = 2) WHERE revision = 1",
    )
    rows = register.personal(kari.token, kari.member)["revisions"]
    assert [row["content"] for row in rows] == [None, "Private words 😀"]


@pytest.mark.parametrize(
    ("statement", "why", "revisions", "contents"),
    [
        (
            "UPDATE revisions SET content = x'00' WHERE revision = 1",
            "could not be opened",
            [1],
            [None, "Private words 😀"],
        ),
        (
            "UPDATE revisions SET content = 'Words of a liar', cipher = 0 WHERE revision = 2",
            "was not sealed with the member's key",
            [2],
            ["First words", None],
        ),
        ("DELETE FROM revisions WHERE revision = 2", "is missing", [2], ["First words", None]),
        ("DELETE FROM revisions", "is missing", [1, 2], [None, None]),
        (
            "DELETE FROM ledgers",
            "the sealed list of texts could not be opened: nobody can tell whether some are missing",
            [1, 2],
            ["First words", "Private words 😀"],
        ),
        (
            "UPDATE ledgers SET content = x'00'",
            "the sealed list of texts could not be opened: nobody can tell whether some are missing",
            [1, 2],
            ["First words", "Private words 😀"],
        ),
    ],
    ids=["changed", "plain", "newest missing", "all missing", "no ledger", "ledger changed"],
)
def test_D2_what_the_ledger_does_not_vouch_for_is_counted_and_named_in_the_takeout(
    register: Register,
    kari: Entered,
    folder: Path,
    statement: str,
    why: str,
    revisions: list[int],
    contents: list[str | None],
) -> None:
    assert AMISS not in register.personal(kari.token, kari.member)
    ask(folder, statement)
    found = register.personal(kari.token, kari.member)
    texts = [{"exercise": EXERCISE, "field": "met", "revision": revision} for revision in revisions]
    assert found[AMISS] == [{"why": why, "count": len(texts), "texts": texts}]
    assert [row["content"] for row in found["revisions"]] == contents
    assert "Words of a liar" not in json.dumps(found)
    assert all("written_at" in row for row in found["revisions"])


def test_D2_rows_beyond_a_ledger_that_was_set_back_and_planted_fields_are_named(
    register: Register, kari: Entered, folder: Path
) -> None:
    [[earlier]] = ask(folder, "SELECT content FROM ledgers")
    with book_of(register, folder, kari) as book:
        book.save(EXERCISE, "met", "Newer words", 2)
    ask(folder, "UPDATE ledgers SET content = ?", earlier)
    ask(
        folder,
        "INSERT INTO revisions (member_id, exercise, field, revision, cipher, content, written_at) "
        "SELECT member_id, exercise, 'planted', 1, 0, 'Words of a liar', written_at FROM revisions WHERE revision = 1",
    )
    found = register.personal(kari.token, kari.member)
    assert [(amiss["why"], amiss["count"], amiss["texts"][0]["field"]) for amiss in found[AMISS]] == [
        ("was not sealed with the member's key", 1, "planted"),
        ("opens, but is not in the member's sealed list", 1, "met"),
    ]
    assert "Words of a liar" not in json.dumps(found)


def test_D5_every_table_with_personal_columns_says_whose_a_row_is() -> None:
    for table in personal_tables():
        assert table.name in ("groups", "members") or "member_id" in table.columns, table.name
