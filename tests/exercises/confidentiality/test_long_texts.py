"""D6: no text makes the check slow. Counted, not timed: steps grow as the text does, and no pattern reaches far."""

from __future__ import annotations

import re
import sys
from types import FrameType

import pytest
from phonenumbers import PhoneNumberMatcher

from samling_exercises.confidentiality import births, contact, findings, identity, plain, readings

HOSTILE = [
    "1", "1 ", "12 34 ", "41 23 45 67 ", "170554 ", "17.5.54 ", "+47 41 ", "00 47 ", "(", "((12) ", "NO93 8601 ",
    "a", "a.", "a@", "@", "a@b.", "kari@example.no ", "født ", "3. ", "født 3. mars ", "b. 3. ", "sak nr nr nr ", "-",
    " ", "\n", "\u200b", "１", "ref ", "1\n", "1234567890123",
]  # fmt: skip
LENGTH = 1500


@pytest.fixture
def patterns() -> list[re.Pattern[str]]:
    modules = (births, contact, identity, plain, readings)
    return [value for module in modules for value in vars(module).values() if isinstance(value, re.Pattern)]


def steps(text: str) -> int:
    """How many calls, of Python and of C, a look through `text` takes."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        findings(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("hostile", HOSTILE)
def test_D6_a_text_twice_as_long_takes_about_twice_the_steps(hostile: str) -> None:
    findings(hostile * 100)  # What is made once, such as the library's own data, is made before the count.
    short, long = (steps((hostile * length)[:length]) for length in (LENGTH, 2 * LENGTH))
    assert long <= 2.2 * short + 200
    assert long <= 1000 * 2 * LENGTH


def test_D6_no_pattern_repeats_without_a_bound(patterns: list[re.Pattern[str]]) -> None:
    assert len(patterns) >= 10
    for pattern in patterns:
        bare = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "x", pattern.pattern)
        assert not re.search(r"[*+]|\{\d*,\}", bare), pattern.pattern


def test_D6_the_library_never_gets_more_than_thirty_signs_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []
    library = PhoneNumberMatcher

    def watched(text: str, region: str, *, max_tries: int, min_candidate_length: int) -> PhoneNumberMatcher:
        given.append(len(text))
        return library(text, region, max_tries=max_tries, min_candidate_length=min_candidate_length)

    monkeypatch.setattr(contact, "PhoneNumberMatcher", watched)
    for hostile in HOSTILE:
        findings((hostile * LENGTH)[:LENGTH])
    assert given
    assert max(given) <= 30
    assert len(given) <= len(HOSTILE) * LENGTH


def test_D6_every_finding_lies_in_the_text_and_none_overlap() -> None:
    for hostile in HOSTILE:
        text = (hostile * LENGTH)[:LENGTH]
        places = [place for found in findings(text) for place in (found.start, found.end)]
        assert places == sorted(places)
        assert all(0 <= place <= len(text) for place in places)
