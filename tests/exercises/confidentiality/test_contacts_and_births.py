"""D6: telephone numbers, e-mail addresses and full dates of birth are each asked about, in both languages."""

from __future__ import annotations

import pytest

from samling_exercises.confidentiality import findings


def told(text: str) -> list[tuple[str, str, str]]:
    """Kind, level and the stretch itself of each finding."""
    return [(found.kind, found.level, text[found.start : found.end]) for found in findings(text)]


@pytest.mark.parametrize(
    "written",
    [
        "41234567",
        "412 34 567",
        "41 23 45 67",
        "4123 4567",
        "412.34.567",
        "412-34-567",
        "412\u00a034\u00a0567",
        "412 34\n567",
        "４１２ ３４ ５６７",
        "+47 412 34 567",
        "+4741234567",
        "0047 412 34 567",
        "004741234567",
        "+46 70 123 45 67",
        "63 12 34 56",
    ],
)
def test_D6_a_telephone_number_is_asked_about(written: str) -> None:
    for text in (f"Ring henne på {written}!", f"Rom 3 {written}", f"Call the daughter ({written})."):
        assert [(kind, level) for kind, level, _ in told(text)] == [("phone", "ask")], text
        assert told(text)[0][2] in written


@pytest.mark.parametrize(
    "text",
    [
        "Møtet er 23.11.2026 klokka 12.",
        "Fila heter 23112026.",
        "Vi var her 21.30–22.15 i går.",
        "Sak 22104356 er lukket.",
        "Case no. 22104356 is closed.",
        "Avvik nr.: 41002917 er meldt.",
        "Det kostet 41 234 567 kroner.",
        "Det kostet 41234567 kr.",
        "Koden er 41234.",
        "Ring 113 eller 116117.",
        "Tallene var 22.104.356 og 41.002.917.",
    ],
)
def test_D6_dates_hours_sums_and_cases_are_no_telephone_numbers(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "written",
    [
        "kari@example.no",
        "kari.nord+post@example.kommune.no",
        "kåre@example.no",
        "KARI@EXAMPLE.NO",
        "kari＠example.no",
        "kari(at)example.no",
        "kari [at] example.no",
        "kari @ example.no",
        "o'neill-2@example.co.uk",
    ],
)
def test_D6_an_e_mail_address_is_asked_about(written: str) -> None:
    assert told(f"Skriv til {written}, så svarer hun.") == [("e-mail", "ask", written)]
    assert told(f"<{written}>") == [("e-mail", "ask", written)]


@pytest.mark.parametrize(
    "text", ["Vi møtes @ kafeen.", "@kommunen svarte.", "3 @ 4.5", "a@b", "Se example.no.", "kari@"]
)
def test_D6_a_sign_alone_is_no_e_mail_address(text: str) -> None:
    assert told(text) == []


DATES = [
    "3. mars 1941",
    "03.03.1941",
    "3.3.1941",
    "3. 3. 1941",
    "3.3.41",
    "03-03-1941",
    "3/3 1941",
    "03 03 1941",
    "1941-03-03",
    "03031941",
    "030341",
    "3 March 1941",
    "3rd of March, 1941",
    "March 3, 1941",
    "March 3rd 1941",
    "3. MARS 1941",
    "3. mar. 1941",
    "3 Sept 1941",
    "０３.０３.１９４１",
]


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize(
    "sentence",
    [
        "Hun er født {}.",
        "Hun er født på Hitra den {}, og vokste opp der.",
        "Fødselsdato: {}",
        "Mannen (f. {}) ville hjem.",
        "{} er fødselsdatoen hennes.",
        "She was born {}.",
        "She was born in a small town on {}.",
        "Date of birth: {}",
        "DOB {}",
        "{} is her date of birth.",
        "Født\n{}",
    ],
)
def test_D6_a_full_date_beside_a_word_of_birth_is_asked_about(sentence: str, date: str) -> None:
    assert told(sentence.format(date)) == [("birth-date", "ask", date)]


@pytest.mark.parametrize(
    "text",
    [
        "Møtet er 3. mars 2026.",
        "Hun er født i 1941.",
        "Hun har bursdag 3. mars.",
        "Hun er født på Hitra. Møtet er 3. mars 2026.",
        "She was born in 1941. We meet on 3 March 2026.",
        "Planen gjelder fra 01.01.2026. Født ble den i fjor.",
        "Rommet f 3.3 er ledig.",
        "Hun er født i uke 12, som nummer 3 av 4.",
    ],
)
def test_D6_a_date_without_a_word_of_birth_and_a_birth_without_a_full_date_pass(text: str) -> None:
    assert told(text) == []


def test_D6_several_findings_stand_in_the_order_of_the_text() -> None:
    text = "Født 3.3.1941, tlf 412 34 567, kari@example.no"
    assert [kind for kind, _, _ in told(text)] == ["birth-date", "phone", "e-mail"]


def test_D6_names_are_not_looked_for() -> None:
    assert told("Kari Nordmann i Storgata 4 heter datteren til ordføreren.") == []
    assert told("") == []
