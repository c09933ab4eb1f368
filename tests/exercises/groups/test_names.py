"""What people and groups may be called."""

import pytest

from samling_exercises.groups import BadGroupName, BadNickname
from samling_exercises.groups.names import checked_group_name, checked_nickname, likeness


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Kari", "Kari"),
        ("  Kari på jobb \n", "Kari på jobb"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("👩‍⚕️", "👩‍⚕️"),
        ("7", "7"),
        ("مریم می‌خواهد", "مریم می‌خواهد"),
        ("å" * 40, "å" * 40),
    ],
)
def test_a_nickname_is_taken_as_it_is_meant(written: str, name: str) -> None:
    assert checked_nickname(written) == name


EMPTY = (
    r"^The nickname was not taken: it should be 1–40 characters, and it is empty\. Write what the others may call you"
)
LONG = r"^The nickname was not taken: it should be 1–40 characters, and it is longer\. Write a shorter one\.$"
SIGNS = (
    r"^The nickname was not taken: it holds line breaks or signs that cannot be seen\. Write it with letters, digits"
)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", EMPTY),
        (" \t\n", EMPTY),
        ("\u200d", EMPTY),
        ("\u3164", EMPTY),
        ("\u2800", EMPTY),
        ("\u0301", EMPTY),
        ("😀" * 500, LONG),
        ("a" * 41, LONG),
        ("a" * 10_000_000, LONG),
        ("Ka\nri", SIGNS),
        ("Ka\x00ri", SIGNS),
        ("Ka\x1b[31mri", SIGNS),
        ("Ka\u2028ri", SIGNS),
        ("\u202eiraK", SIGNS),
        ("\u2067iraK\u2069", SIGNS),
        ("Kari\u200e", SIGNS),
        ("Ka\u200bri", SIGNS),
        ("Ka\u00adri", SIGNS),
        ("\ud83d", SIGNS),
        ("\ue000", SIGNS),
    ],
)
def test_a_nickname_that_cannot_be_shown_gets_one_sentence(written: str, message: str) -> None:
    with pytest.raises(BadNickname, match=message) as refused:
        checked_nickname(written)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", r"^The group's name was not taken: it should be 1–80 characters, and it is empty\. Write a name that its"),
        ("a" * 81, r"it should be 1–80 characters, and it is longer\. Write a shorter one\.$"),
        ("Sol\nbakken", r"it holds line breaks or signs that cannot be seen\. Write it with letters and digits\.$"),
        ("\u202eSolbakken", "signs that cannot be seen"),
    ],
)
def test_a_groups_name_that_cannot_be_shown_gets_one_sentence(written: str, message: str) -> None:
    with pytest.raises(BadGroupName, match=message):
        checked_group_name(written)
    assert checked_group_name("å" * 80) == "å" * 80


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kari", "kARI"), ("Kari", " Ka ri "), ("Ｋａｒｉ", "kari"), ("Straße", "STRASSE"), ("Å", "A\u030a")],
)
def test_names_that_people_take_for_the_same_are_alike(one: str, other: str) -> None:
    assert likeness(one) == likeness(other)


def test_other_names_are_not_alike() -> None:
    assert likeness("Kari") != likeness("Karí")
