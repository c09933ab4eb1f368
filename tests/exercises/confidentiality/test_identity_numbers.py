"""D6: identity numbers are found in the forms people write them in, and other long numbers are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.no import fodselsnummer

from samling_exercises.confidentiality import Finding, findings
from samling_exercises.confidentiality.identity import controls_hold, has_date

from .made_numbers import D_NUMBER, FIRST, H_NUMBER, ORDINARY, SECOND, SYNTHETIC, completed, control, number, numbers


def told(text: str) -> list[tuple[str, str, str]]:
    """Kind, level and the stretch itself of each finding."""
    return [(found.kind, found.level, text[found.start : found.end]) for found in findings(text)]


def forms(eleven: str) -> list[str]:
    """One number as people, machines and pasted tables write it."""
    date, last = eleven[:6], eleven[6:]
    day, month, year = eleven[:2], eleven[2:4], eleven[4:6]
    return [
        eleven,
        f"{date} {last}",
        f"{date}-{last}",
        f"{date}–{last}",
        f"{date}.{last}",
        f"{date} - {last}",
        f"{date}\u00a0{last}",
        f"{date}\u202f{last}",
        f"{date}\u200b{last}",
        f"{date}\u00ad{last}",
        f"{date}\n{last}",
        f"{date}-\r\n{last}",
        f"{date}\t{last}",
        f"{date}/{last}",
        f"{date}:{last}",
        f"{day}.{month}.{year} {last}",
        f"{day} {month} {year} {last}",
        f"{day}-{month}-{year}-{last}",
        f"{day}/{month}/{year} {last}",
        f"{date} {last[:3]} {last[3:]}",
        f"{day}.{month}.{year}.{last[:3]}.{last[3:]}",
        " ".join(eleven),
        "\u200b".join(eleven),
        eleven.translate({ord("0") + n: 0xFF10 + n for n in range(10)}),
        eleven.translate({ord("0") + n: 0x0660 + n for n in range(10)}),
        eleven.translate({ord("0") + n: 0x0966 + n for n in range(10)}),
        eleven.translate({ord("0") + n: 0x1D7CE + n for n in range(10)}),
    ]


@given(st.one_of(numbers(), numbers(add_to_day=40), numbers(add_to_month=40), numbers(40, 40)))
def test_D6_an_ordinary_a_D_and_an_H_number_stop_the_sharing(eleven: str) -> None:
    assert told(f"Hun heter noe, {eleven}.") == [("national-id", "stop", eleven)]


@given(numbers(add_to_month=80))
def test_D6_a_synthetic_number_is_asked_about(eleven: str) -> None:
    assert told(f"Hun heter noe, {eleven}.") == [("perhaps-national-id", "ask", eleven)]


@given(numbers(), st.integers(1, 9), st.integers(9, 10))
def test_D6_a_number_with_one_control_digit_mistyped_is_asked_about(eleven: str, more: int, place: int) -> None:
    wrong = eleven[:place] + str((int(eleven[place]) + more) % 10) + eleven[place + 1 :]
    assert told(f"Nummer {wrong} sto der.") == [("perhaps-national-id", "ask", wrong)]


@pytest.mark.parametrize("eleven", [ORDINARY, D_NUMBER, H_NUMBER])
@pytest.mark.parametrize("form", range(27))
def test_D6_a_sure_number_stops_in_every_form_it_is_written_in(eleven: str, form: int) -> None:
    written = forms(eleven)[form]
    assert told(f"Det gjelder {written}, på rom 12.") == [("national-id", "stop", written)]


@pytest.mark.parametrize("form", range(27))
def test_D6_a_likely_number_is_asked_about_in_every_form_it_is_written_in(form: int) -> None:
    written = forms(SYNTHETIC)[form]
    assert told(f"Det gjelder {written}, på rom 12.") == [("perhaps-national-id", "ask", written)]


@pytest.mark.parametrize(
    "date", ["17.05.1854", "17.5.1854", "17 05 1854", "17051854", "17/5-1854", "17. 5. 1854", "17-05-1854"]
)
def test_D6_a_number_with_the_century_in_its_date_stops(date: str) -> None:
    last = ORDINARY[6:]
    for between in (" ", "-", "\n"):
        assert told(f"født {date}{between}{last}") == [("national-id", "stop", f"{date}{between}{last}")]
    assert told(f"({date} {last[:3]} {last[3:]})") == [("national-id", "stop", f"{date} {last[:3]} {last[3:]}")]
    assert told("170518541") == []


def test_D6_a_century_and_five_digits_without_a_space_are_read_too() -> None:
    assert told(f"17051854{ORDINARY[6:]}") == [("national-id", "stop", f"17051854{ORDINARY[6:]}")]


def test_D6_other_digits_beside_a_number_do_not_hide_it() -> None:
    date, last = ORDINARY[:6], ORDINARY[6:]
    for text in (
        f"2 barn {ORDINARY}",
        f"Rom 3 {date} {last}",
        f"{date} {last} 3 besøk",
        f"{date} {last} {date} {last}",
        f"Nr. 17:{ORDINARY}",
        f"fnr{ORDINARY}x",
    ):
        assert ("national-id", "stop") in [(kind, level) for kind, level, _ in told(text)], text
    assert len(told(f"{ORDINARY}\n{D_NUMBER}\n{H_NUMBER}")) == 3


def test_D6_longer_runs_are_invoices_and_parcels() -> None:
    for run in (f"1{ORDINARY}", f"{ORDINARY}7", f"00{ORDINARY}12", f"{ORDINARY}{ORDINARY}", "12345678901234567890"):
        assert told(f"Faktura {run} er betalt.") == [], run


def test_D6_an_account_is_no_person() -> None:
    # An IBAN made here: the account is eleven digits that would stop the sharing if they stood alone.
    check = 98 - int(f"{ORDINARY}232400") % 97
    account = f"NO{check:02}{ORDINARY}"
    spaced = " ".join(account[place : place + 4] for place in range(0, len(account), 4))
    assert told(f"IBAN {account} og {spaced} er kassa.") == []
    assert told(f"Kontoen er {ORDINARY[:4]}.{ORDINARY[4:6]}.{ORDINARY[6:]}.") == []


def test_D6_eleven_digits_after_a_plus_are_a_telephone_at_most() -> None:
    assert all(kind != "national-id" for kind, _, _ in told(f"+{ORDINARY}"))
    assert told("+46 70 123 45 67") == [("phone", "ask", "+46 70 123 45 67")]


def test_D6_a_list_of_single_digits_is_a_list() -> None:
    digits = " ".join(ORDINARY)
    assert told(f"Terningen: {digits}")[0][0] == "national-id"
    assert told(f"Terningen: {digits} 4") == []
    assert told(f"Terningen: 4 {digits}") == []


@pytest.mark.parametrize(
    "wrong", ["32055450012", "00055450012", "17135450012", "17005450012", "30025450012", "72055450012"]
)
def test_D6_eleven_digits_without_a_date_are_something_else(wrong: str) -> None:
    assert told(f"Nr. {wrong[:6]} {wrong[6:]} er et annet nummer.") == []


def test_D6_the_twenty_ninth_of_february_is_a_date_every_fourth_year() -> None:
    assert has_date("29025650000", 0)
    assert not has_date("29025450000", 0)


def test_D6_a_helping_number_without_a_date_is_asked_about_when_its_control_digits_hold() -> None:
    whole = next(found for tail in range(1000) if (found := completed(f"812345{tail:03}")))
    assert told(f"FH {whole}") == [("perhaps-national-id", "ask", whole)]
    assert told(f"FH {whole[:-1]}{(int(whole[-1]) + 1) % 10}") == []


def test_D6_a_number_of_the_rule_of_2032_is_asked_about() -> None:
    """From 2032 the first control sum may leave 1, 2 or 3 as well: as the tax administration publishes it."""
    for left in (1, 2, 3):
        nine = "170554" + next(
            f"{series}"
            for series in range(500, 750)
            if (digit := _new_first(f"170554{series}", left)) is not None and control(f"170554{series}{digit}", SECOND)
        )
        first = _new_first(nine, left)
        written = f"{nine}{first}{control(f'{nine}{first}', SECOND)}"
        assert told(written) == [("perhaps-national-id", "ask", written)]


def _new_first(nine: str, left: int) -> int | None:
    digit = (left - sum(weight * int(one) for weight, one in zip(FIRST, nine, strict=True))) % 11
    return None if digit == 10 else digit


@given(st.integers(0, 10**11 - 1))
def test_D6_whatever_the_published_library_takes_for_a_number_stops(some: int) -> None:
    eleven = f"{some:011}"
    if fodselsnummer.is_valid(eleven):
        assert told(eleven) == [("national-id", "stop", eleven)]
    assert controls_hold(eleven) == (completed(eleven[:9]) == eleven)


def test_D6_the_library_and_the_tests_agree_on_numbers_made_here() -> None:
    assert all(fodselsnummer.is_valid(eleven) for eleven in (ORDINARY, D_NUMBER, H_NUMBER, number(28, 12)))
    assert not fodselsnummer.is_valid(SYNTHETIC)


def test_D6_a_finding_shows_nothing_of_the_text() -> None:
    (found,) = findings(f"Kari {ORDINARY}")
    assert repr(found) == "Finding(kind='national-id', level='stop', start=5, end=16)"
    assert found == Finding("national-id", "stop", 5, 16)
