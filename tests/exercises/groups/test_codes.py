"""Codes as people write them."""

import pickle
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samling_exercises.groups.codes import SYMBOLS, Code, CodeKind, new_locator, new_secret, read_code


@pytest.mark.parametrize("kind", CodeKind)
def test_a_code_is_written_in_groups_of_four_and_read_back(kind: CodeKind) -> None:
    code = Code(new_locator(), new_secret(kind))
    assert [len(group) for group in str(code).split("-")] == [4] * (kind.value // 4)
    assert read_code(str(code)) == code
    assert code.kind is kind


@settings(max_examples=50)
@given(
    st.text(SYMBOLS, min_size=16, max_size=16),
    st.lists(st.sampled_from(" -–—‑−­\u200b\t\n\u00a0\ufeff"), max_size=12),
    st.data(),
)
def test_case_spaces_and_dashes_do_not_matter(symbols: str, between: list[str], data: st.DataObject) -> None:
    written = symbols
    for sign in between:
        at = data.draw(st.integers(0, len(written)))
        written = written[:at] + sign + written[at:]
    assert read_code(written.lower()) == read_code(written) == Code(symbols[:4], symbols[4:])


@pytest.mark.parametrize(
    "written",
    [
        "",
        "ABCD",
        "ABCD-EFGH-JKM",
        "ABCD-EFGH-JKMNP",
        *(f"ABCD-EFGH-JKM{sign}" for sign in "01ILOÅ😀_"),
        "A" * 100_000,
    ],
)
def test_what_is_no_code_is_read_as_none(written: str) -> None:
    assert read_code(written) is None


def test_the_alphabet_has_31_symbols_of_which_none_looks_like_another() -> None:
    assert (len(SYMBOLS), len(set(SYMBOLS))) == (31, 31)
    assert not set(SYMBOLS) & set("01ILO")
    assert sorted(kind.value for kind in CodeKind) == [12, 16, 20]


def test_the_width_that_a_phone_may_choose_does_not_matter() -> None:
    assert read_code("ＡＢＣＤ－ＥＦＧＨ－ＪＫＭＮ") == Code("ABCD", "EFGHJKMN")


def test_A13_a_code_shows_itself_only_when_it_is_asked_to() -> None:
    code = Code("ABCD", "EFGHJKMN")
    for shown, part in product((repr(code), repr([code]), f"{code!r}", f"{(code,)}"), ("ABCD", "EFGH", "JKMN")):
        assert part not in shown
    assert f"{code}" == "ABCD-EFGH-JKMN"
    assert pickle.loads(pickle.dumps(code)) == code
