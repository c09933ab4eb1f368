"""Coming in and going out: the line A12, codes that leave no trace (A13), and a visit's end. Guessers: test_slowing."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import pytest

from samling_build.site.organiser import DamagedCode, is_organisers, organiser_code
from samling_exercises.groups import Code, CodeKind
from samling_exercises.groups.codes import new_locator, new_secret

RENDER = "/voila/render/nb/prove/1-deltaker.ipynb"


HIDDEN = re.compile(r'name="(member|mark)" value="([^"]+)"')


CODE = re.compile(r'id="(personal|recovery)-code">(.*?)</p>')


def unknown_code(kind: CodeKind = CodeKind.PERSONAL) -> str:
    return str(Code(new_locator(), new_secret(kind)))


def shown_codes(page: str) -> dict[str, str]:
    """The codes that the page shows."""
    return {kind: re.sub(r"<[^>]+>", "", text) for kind, text in CODE.findall(page)}


def confirm(visitor: Any, page: str) -> Any:
    """Say that the codes of the page are written down."""
    return visitor.post("/codes", **dict(HIDDEN.findall(page)), written="yes")


def wait_until(condition: Callable[[], bool], patience: float = 20) -> None:
    """Ask again and again; each question is a request, so there is no need to sleep."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, "it did not come about"


def make_idle(site: Any, minutes: int) -> None:
    """Set the clock of every visit back."""
    seen = (datetime.now(UTC) - timedelta(minutes=minutes)).strftime("%Y-%m-%d %H:%M:%S.%f")
    with closing(sqlite3.connect(site.data / "answers.sqlite3", timeout=20)) as database, database:
        database.execute("UPDATE visits SET seen_at = ?", (seen,))


def test_an_invitation_leads_over_a_nickname_and_two_codes_to_the_page(site: Any) -> None:
    visitor = site.stranger(away=True)
    group = site.seats.group
    invitation = site.seats.invitation()
    assert visitor.ask("/seat").headers["Location"] == "/join"
    reply = visitor.post(f"/join/{group.link}", code=f" {str(invitation).lower().replace('-', ' ')} ", computer="own")
    assert (reply.status, reply.headers["Location"]) == (HTTPStatus.SEE_OTHER, "/seat")
    assert not visitor.signed_in(), "a seat has not been taken yet"
    page = visitor.ask("/seat").text
    assert "<strong>Solbakken</strong>. Du kommer inn som deltaker." in page
    assert visitor.post("/seat", nickname="Blåveis").headers["Location"] == "/codes"
    for path in ("/", "/me", RENDER):
        assert visitor.ask(path).headers["Location"] == "/codes", "until they are written down, all leads to the codes"
    page = visitor.ask("/codes").text
    codes = shown_codes(page)
    assert [len(codes[kind].replace("-", "")) for kind in ("personal", "recovery")] == [16, 20]
    assert confirm(visitor, page).headers["Location"] == "/"
    assert "kernelId" in visitor.ask(RENDER).text

    again = site.stranger(away=True)
    reply = again.post("/join", code=codes["personal"], computer="shared", next=RENDER)
    assert (reply.status, reply.headers["Location"]) == (HTTPStatus.SEE_OTHER, RENDER)
    assert again.ask("/codes").headers["Location"] == "/", "codes that are written down are never shown again"


def test_codes_that_were_shown_twice_are_confirmed_by_the_newer_page_alone(start: Callable[..., Any]) -> None:
    site = start(lan=True)
    visitor = site.stranger().sit(site.seats.take(confirmed=False))
    older, newer = visitor.ask("/codes").text, visitor.ask("/codes").text
    assert "Dette er nye koder. De du så før, virker ikke lenger." not in older
    assert "Dette er nye koder. De du så før, virker ikke lenger." in newer
    assert shown_codes(older) != shown_codes(newer)
    assert confirm(visitor, older).headers["Location"] == "/codes"
    assert visitor.ask("/").headers["Location"] == "/codes"
    newest = visitor.ask("/codes").text
    assert confirm(visitor, newest).headers["Location"] == "/"
    for page, status in ((older, HTTPStatus.FORBIDDEN), (newest, HTTPStatus.SEE_OTHER)):
        reply = site.stranger().post("/join", code=shown_codes(page)["personal"], computer="own")
        assert reply.status == status


def test_a_recovery_code_gives_new_codes_and_the_answers_are_there(start: Callable[..., Any]) -> None:
    site = start(lan=True)
    seated = site.seats.take()
    with site.seats.book(seated) as book:
        book.save("mestring/2/summing-up", "met", "Før koden ble borte", 0)
    visitor = site.stranger(away=True)
    reply = visitor.post("/join", code=str(seated.recovery), computer="own")
    assert reply.headers["Location"] == "/codes"
    page = visitor.ask("/codes").text
    confirm(visitor, page)
    for dead in (seated.personal, seated.recovery):
        assert site.stranger().post("/join", code=str(dead), computer="own").status == HTTPStatus.FORBIDDEN
    assert not site.stranger().sit(seated).signed_in(), "a telephone that was lost is out"
    token = visitor.cookies[seated.cookie]
    assert site.seats.register.key(token, seated.member) == seated.key
    with site.seats.book(seated) as book:
        assert book.answers("mestring/2/summing-up")["met"].text == "Før koden ble borte"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"code": "", "computer": "own"}, "En kode har 12, 16 eller 20 bokstaver og tall."),
        ({"code": "K7QP-2MXD", "computer": "own"}, "En kode har 12, 16 eller 20 bokstaver og tall."),
        ({"code": "K7QP-2MXD-9RT0", "computer": "own"}, "En kode har 12, 16 eller 20 bokstaver og tall."),
        ({"code": "K" * 100_000, "computer": "own"}, "En kode har 12, 16 eller 20 bokstaver og tall."),
        ({"code": "K7QP-2MXD-9RTA"}, "Velg hva du sitter ved"),
        ({"code": "K7QP-2MXD-9RTA", "computer": "other"}, "Velg hva du sitter ved"),
    ],
)
def test_a_form_that_is_not_filled_in_is_said_in_a_sentence(site: Any, fields: dict[str, str], words: str) -> None:
    reply = site.stranger(away=True).post("/join", **fields)
    assert reply.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in reply.text
    assert "K7QP" not in reply.text, "what was typed does not come back in the page"


@pytest.mark.parametrize(
    ("nickname", "words"),
    [
        ("", "Skriv det de andre kan kalle deg, fra 1 til 40 tegn."),
        ("  \u00a0 ", "Skriv det de andre kan kalle deg, fra 1 til 40 tegn."),
        ("🌱" * 500, "Det er for langt. Et kallenavn har høyst 40 tegn."),
        ("Bob\u202e", "Det er tegn i det som ikke vises."),
        ("a\nb", "Det er tegn i det som ikke vises."),
        ("TAGET", "Noen i gruppa heter det allerede. Velg et annet."),
    ],
)
def test_a_nickname_that_can_not_be_is_said_in_a_sentence_and_the_seat_waits(
    site: Any, nickname: str, words: str
) -> None:
    if "taget" not in {seat.nickname for seat in site.seats.register.seats(None, site.seats.group.id)}:
        site.seats.take(nickname="taget")
    visitor = site.stranger(away=True)
    visitor.post("/join", code=str(site.seats.invitation(role="mentor")), computer="own")
    reply = visitor.post("/seat", nickname=nickname)
    assert reply.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in reply.text
    assert "Du kommer inn som veileder." in reply.text
    fine = visitor.post("/seat", nickname=f"Nr {site.seats.invitation().locator}")
    assert fine.headers["Location"] == "/codes"


def test_a_group_that_is_closed_or_has_ended_says_so(start: Callable[..., Any]) -> None:
    site = start(lan=True)
    group = site.seats.new_group("Nattevakta")
    invitation, seated = site.seats.invitation(group=group), site.seats.take(group=group)
    site.seats.register.close(None, group.id)
    reply = site.stranger(away=True).post("/join", code=str(invitation), computer="own")
    assert reply.status == HTTPStatus.FORBIDDEN
    assert "Gruppa tar ikke inn flere." in reply.text
    assert site.stranger().post("/join", code=str(seated.personal), computer="own").status == HTTPStatus.SEE_OTHER
    with closing(sqlite3.connect(site.data / "answers.sqlite3", timeout=20)) as database, database:
        database.execute("UPDATE groups SET ends_at = '2020-01-01 00:00:00.000000' WHERE id = ?", (group.id,))
    reply = site.stranger(away=True).post(f"/join/{group.link}", code=str(seated.personal), computer="own")
    assert "Gruppa er avsluttet, og det som ble skrevet i den, er slettet." in reply.text


def test_an_invitation_that_was_used_meanwhile_is_said_at_the_nickname(site: Any) -> None:
    code = str(site.seats.invitation())
    first, second = site.stranger(), site.stranger()
    for visitor in (first, second):
        assert visitor.post("/join", code=code, computer="own").headers["Location"] == "/seat"
    assert first.post("/seat", nickname="Først").headers["Location"] == "/codes"
    reply = second.post("/seat", nickname="Etterpå")
    assert reply.status == HTTPStatus.FORBIDDEN
    assert "Den koden åpner ingenting her." in reply.text


@pytest.mark.parametrize(
    "goal",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/x\r\nA: b", "\u00e6"],
)
def test_A7_coming_in_leads_nowhere_but_to_this_site(site: Any, goal: str) -> None:
    visitor = site.stranger()
    reply = visitor.post("/join", code=str(site.seats.take().personal), computer="own", next=goal)
    assert reply.headers["Location"] == "/"


def test_A7_a_form_needs_the_pages_token(site: Any) -> None:
    code = str(site.seats.take().personal)
    for path, body in (
        ("/join", f"code={code}&computer=own"),
        ("/out", ""),
        ("/seat", "nickname=x"),
        ("/practice", ""),
    ):
        visitor = site.stranger()
        visitor.ask("/privacy")
        assert visitor.ask(path, "POST", body).status == HTTPStatus.FORBIDDEN
        assert visitor.ask(path, "POST", body, Origin="http://evil.example").status == HTTPStatus.FORBIDDEN
        assert not visitor.signed_in()


def test_A11_twenty_wrong_codes_are_slowed_after_five_and_answered_alike(start: Callable[..., Any]) -> None:
    site = start(lan=True)
    group, known = site.seats.group, site.seats.take()
    stranger = site.stranger()
    tries = [
        ("/join", unknown_code()),
        (f"/join/{group.link}", unknown_code(CodeKind.INVITATION)),
        ("/join/no-such-group", str(site.seats.invitation())),
        ("/join", str(Code(known.personal.locator, new_secret(CodeKind.PERSONAL)))),
        (f"/join/{group.link}", str(Code(known.recovery.locator, new_secret(CodeKind.RECOVERY)))),
        *(("/join", unknown_code()) for _ in range(15)),
    ]
    answers = [stranger.post(path, code=code, computer="own") for path, code in tries]
    assert [answer.status for answer in answers[:5]] == [HTTPStatus.FORBIDDEN] * 5
    neutral = {re.sub(r'value="[^"]*"|action="[^"]*"|/join[^"?]*', "", answer.text) for answer in answers[:5]}
    assert len(neutral) == 1
    assert "Den koden åpner ingenting her." in neutral.pop()
    slowed = [answer for answer in answers[5:] if answer.status == HTTPStatus.TOO_MANY_REQUESTS]
    assert len(slowed) >= 13, "of the fifteen, hardly any was looked at"
    for answer in slowed:
        seconds = int(answer.headers["Retry-After"])
        assert 1 <= seconds <= 60
        assert f"Vent {seconds} sekunder, og prøv igjen." in answer.text
    right = stranger.post("/join", code=str(known.personal), computer="own")
    assert right.status == HTTPStatus.TOO_MANY_REQUESTS, "the right code too has to wait"


def test_ten_right_invitations_at_once_from_one_address_are_all_let_in(site: Any) -> None:
    group = site.seats.new_group("Alle på en gang")
    codes = [str(site.seats.invitation(group=group)) for _ in range(10)]
    strangers = [site.stranger() for _ in codes]
    for stranger in strangers:
        stranger.ask("/privacy")
    with ThreadPoolExecutor(len(codes)) as pool:
        replies = list(pool.map(lambda one, code: one.post("/join", code=code, computer="own"), strangers, codes))
    assert [reply.headers.get("Location") for reply in replies] == ["/seat"] * 10


def test_A11_a_wrong_code_at_an_ended_groups_link_counts_as_wrong(start: Callable[..., Any]) -> None:
    site = start(lan=True, rounds=3600)
    group = site.seats.new_group("Nattevakta")
    end(site, group.id)
    guesser = site.stranger()
    answers = [guesser.post(f"/join/{group.link}", code=unknown_code(), computer="own") for _ in range(6)]
    assert [answer.status for answer in answers] == [HTTPStatus.FORBIDDEN] * 5 + [HTTPStatus.TOO_MANY_REQUESTS]
    assert "Gruppa er avsluttet" in answers[0].text


def end(site: Any, group: str) -> None:
    """The group's time is over as of now."""
    with closing(sqlite3.connect(site.data / "answers.sqlite3", timeout=20)) as database, database:
        database.execute("UPDATE groups SET ends_at = '2020-01-01 00:00:00.000000' WHERE id = ?", (group,))


def test_a_group_that_has_ended_is_closed_to_its_members_at_once(start: Callable[..., Any]) -> None:
    site = start(lan=True, rounds=3600)
    member, mentor = site.visitor(), site.visitor(role="mentor")
    kernel = member.open()
    end(site, member.seated.group.id)
    for visitor, path in ((member, RENDER), (member, "/me"), (mentor, f"/group/{member.seated.group.id}")):
        reply = visitor.ask(path)
        assert reply.status == HTTPStatus.GONE, path
        assert "Gruppa er avsluttet, og det som ble skrevet i den, er slettet." in reply.text
        assert "kernelId" not in reply.text
    assert member.post("/me/takeout").status == HTTPStatus.GONE
    assert member.ask(f"/api/kernels/{kernel}").status == HTTPStatus.FORBIDDEN


def test_the_pages_of_a_group_that_ends_while_they_are_open_are_closed(start: Callable[..., Any]) -> None:
    site = start(lan=True, rounds=0.2)
    member = site.visitor()
    page = member.connect(member.open())
    assert page.works()
    end(site, member.seated.group.id)
    assert page.closed_with() == 4003
    assert not member.signed_in()


def test_A4_of_two_members_of_a_group_in_one_browser_the_later_one_writes_in_their_own_book(
    start: Callable[..., Any],
) -> None:
    site = start(lan=True)
    anna, berit = site.seats.take(nickname="Anna"), site.seats.take(nickname="Berit")
    elsewhere = site.seats.take(group=site.seats.new_group("Furulia"), nickname="Nora")
    browser = site.stranger()
    for seated in (elsewhere, anna):
        assert browser.post("/join", code=str(seated.personal), computer="own").headers["Location"] == "/"
    assert "Åpne som Anna" in browser.ask("/").text
    address = f"{RENDER}?group={anna.group.id}"
    annas = browser.connect(kernel_of(browser.ask(address).text))
    assert annas.works()
    assert browser.post("/join", code=str(berit.personal), computer="own").status == HTTPStatus.SEE_OTHER
    assert annas.closed_with() == 4003, "nobody writes in Anna's book from here any more"
    page = browser.ask(address).text
    assert '<strong>Solbakken</strong> · <span class="who">du er Berit</span> · Gruppa avsluttes' in page
    assert "Anna" not in page
    book = browser.ask(f"/voila/render/nb/andre/6-bok.ipynb?group={anna.group.id}")
    assert book.status == HTTPStatus.OK
    found = {}
    for seated in (anna, berit, elsewhere):
        with site.seats.book(seated) as opened:
            answer = opened.answers("mestring/2/summing-up").get("met")
            found[seated.member] = answer.text if answer else None
    assert found == {anna.member: None, berit.member: "Skrevet i kjernen", elsewhere.member: None}
    start_page = browser.ask("/").text
    assert "Åpne som Berit" in start_page
    assert "Åpne som Nora" in start_page, "the seat of another group is kept"
    assert "Furulia · Nora" in browser.ask(RENDER).text, "and the choice says who"


def test_codes_are_made_for_a_visit_one_at_a_time_and_nobody_waits_for_them_at_the_door(
    start: Callable[..., Any],
) -> None:
    site = start(lan=True)
    impatient = site.stranger().sit(site.seats.take(confirmed=False))
    invitation = str(site.seats.invitation())
    stranger = site.stranger()
    stranger.ask("/privacy")
    with ThreadPoolExecutor(26) as pool:
        asked = [pool.submit(impatient.ask, "/codes") for _ in range(25)]
        begun = time.monotonic()
        reply = pool.submit(stranger.post, "/join", code=invitation, computer="own").result()
        waited = time.monotonic() - begun
        statuses = [one.result().status for one in asked]
        refused = [one.result().text for one in asked if one.result().status == HTTPStatus.TOO_MANY_REQUESTS]
    assert reply.headers["Location"] == "/seat"
    assert waited < 10
    assert set(statuses) == {HTTPStatus.OK, HTTPStatus.TOO_MANY_REQUESTS}
    assert all("Du har bedt om dette flere ganger på en gang. Vent litt, og prøv igjen." in text for text in refused)


def test_A12_after_signing_out_the_cookie_leads_to_the_join_page_and_the_kernels_are_gone(site: Any) -> None:
    visitor = site.visitor(away=True)
    page = visitor.connect(visitor.open())
    assert page.works()
    token = visitor.cookies[visitor.seated.cookie]
    reply = visitor.post("/out")
    assert reply.headers["Location"] == "/out"
    assert page.closed_with() == 4003
    assert "Du er logget av" in visitor.ask("/out").text
    visitor.cookies[visitor.seated.cookie] = token
    assert visitor.ask(RENDER).headers["Location"].startswith("/join?")
    assert not visitor.signed_in()


def test_A12_after_erasure_the_cookie_leads_to_the_join_page_and_the_kernels_are_gone(
    start: Callable[..., Any],
) -> None:
    site = start(lan=True, rounds=0.2)
    visitor = site.visitor(away=True)
    page = visitor.connect(visitor.open())
    assert page.works()
    site.seats.register.erase(visitor.seated.member)  # as the command line does, in another process
    assert page.closed_with() == 4003
    assert visitor.ask(RENDER).headers["Location"].startswith("/join?")


def test_A12_fifteen_idle_minutes_on_a_shared_computer_end_the_visit_and_its_kernels(
    start: Callable[..., Any],
) -> None:
    site = start(lan=True, rounds=0.2)
    own = site.stranger().sit(site.seats.take())
    shared = site.stranger().sit(site.seats.take(shared_computer=True))
    # Opening a page is a sign of somebody being there, so the kernels come first and are looked at without one.
    pages = [visitor.connect(visitor.open()) for visitor in (own, shared)]
    assert site.stop() == 0
    make_idle(site, minutes=16)
    site = start(lan=True, rounds=0.2)
    for visitor in (own, shared):
        visitor.host = site.stranger().host
    assert [visitor.signed_in() for visitor in (own, shared)] == [True, False]
    assert shared.ask(RENDER).headers["Location"].startswith("/join?")
    assert pages


def test_A12_what_a_page_asks_by_itself_keeps_no_visit_alive(start: Callable[..., Any]) -> None:
    site = start(lan=True, rounds=0.2)
    visitor = site.stranger().sit(site.seats.take(shared_computer=True))
    kernel = kernel_of(visitor.ask(RENDER, Samling_Again="1").text)
    page = visitor.connect(kernel)
    make_idle(site, minutes=16)
    asked = [visitor.ask("/here?seat=x"), visitor.ask(f"/api/kernels/{kernel}")]
    assert [reply.status for reply in asked] == [HTTPStatus.OK, HTTPStatus.FORBIDDEN]
    assert page.closed_with() == 4003


def test_A12_somebody_who_reads_or_writes_stays_in(start: Callable[..., Any]) -> None:
    site = start(lan=True)
    visitor = site.stranger().sit(site.seats.take(shared_computer=True))
    visitor.ask("/privacy", Samling_Again="1")
    assert visitor.post("/here").status == HTTPStatus.NO_CONTENT
    make_idle(site, minutes=16)
    assert visitor.signed_in(), "the sign of a moment ago counts"


def test_A13_codes_are_in_no_address_no_log_and_no_page_but_the_one_that_shows_them(site: Any) -> None:
    visitor = site.stranger(away=True)
    invitation = str(site.seats.invitation())
    replies = [visitor.post("/join", code=invitation, computer="own"), visitor.ask("/seat")]
    replies.append(visitor.post("/seat", nickname="Stille"))
    page = visitor.ask("/codes").text
    codes = shown_codes(page).values()
    replies += [confirm(visitor, page), visitor.ask("/"), visitor.ask("/me"), visitor.ask(RENDER)]
    assert all(re.search(r" avsluttes \d+\. \w+ 20\d\d", reply.text) for reply in replies[-3:]), "on every page"
    replies.append(site.stranger().post("/join", code=unknown_code(), computer="own"))
    log = site.log.read_text()
    for written in (invitation, *codes):
        for form in (written, written.replace("-", ""), written[5:]):
            assert form not in log
            for reply in replies:
                assert form not in reply.text
                assert form not in str(reply.headers)
    for path in site.data.iterdir():
        if path.is_file() and path.name != "log":
            kept = path.read_bytes()
            assert not any(code[5:].encode() in kept for code in codes)


def test_a_cookie_of_a_visit_is_for_this_site_alone_and_forgotten_on_a_shared_computer(site: Any) -> None:
    for computer, kept in (("own", True), ("shared", False)):
        reply = site.stranger().post("/join", code=str(site.seats.take().personal), computer=computer)
        cookie = reply.headers["Set-Cookie"]
        assert re.search(r"samling-visit-[0-9a-f]{8}=[\w-]{43};", cookie)
        assert all(word in cookie for word in ("HttpOnly", "SameSite=Strict", "Path=/"))
        assert ("expires=" in cookie) is kept
        assert "Secure" not in cookie


def test_behind_a_proxy_cookies_are_secure_and_its_visitors_are_told_apart(start: Callable[..., Any]) -> None:
    site = start(address="https://samling.example.no")
    told = site.said.get(timeout=10)
    assert told == "Gjennom mellomtjeneren: https://samling.example.no"
    visitor = site.stranger()
    code = str(site.seats.take().personal)
    seen = {"Host": "samling.example.no", "Origin": "https://samling.example.no", "X_Forwarded_For": "192.0.2.1"}
    visitor.ask("/privacy", **seen)
    body = f"_xsrf={visitor.cookies['_xsrf'].replace('|', '%7C')}&computer=own&code="
    reply = visitor.ask("/join", "POST", body + code, **seen)
    assert reply.status == HTTPStatus.SEE_OTHER
    assert "Secure" in reply.headers["Set-Cookie"]
    statuses = [visitor.ask("/join", "POST", body + unknown_code(), **seen).status for _ in range(6)]
    assert statuses[-1] == HTTPStatus.TOO_MANY_REQUESTS
    made_up = seen | {"X_Forwarded_For": "203.0.113.9, 192.0.2.1"}
    assert visitor.ask("/join", "POST", body + unknown_code(), **made_up).status == HTTPStatus.TOO_MANY_REQUESTS

    def from_new_browser(code: str, **headers: str) -> int:
        other = site.stranger()
        other.ask("/privacy", **headers)
        form = urlencode({"_xsrf": other.cookies["_xsrf"], "computer": "own", "code": code})
        return int(other.ask("/join", "POST", form, **headers).status)

    one = Code(new_locator(), new_secret(CodeKind.PERSONAL))
    tries = [from_new_browser(str(one), **headers) for headers in [seen] * 4 + [made_up] * 2]
    assert tries == [HTTPStatus.FORBIDDEN] * 5 + [HTTPStatus.TOO_MANY_REQUESTS]
    assert from_new_browser(str(one), **(seen | {"X_Forwarded_For": "192.0.2.2"})) == HTTPStatus.FORBIDDEN
    assert visitor.ask("/privacy", Host="evil.example").status == HTTPStatus.FORBIDDEN


def test_the_practice_group_is_entered_without_a_code_from_this_machine(start: Callable[..., Any]) -> None:
    site = start()
    visitor = site.stranger()
    for role, path in (("participant", RENDER), ("mentor", "/voila/render/nb/prove/1-veileder.ipynb")):
        reply = visitor.post("/practice", role=role, next=path)
        assert (reply.status, reply.headers["Location"]) == (HTTPStatus.SEE_OTHER, path)
        page = visitor.ask(path).text
        assert "kernelId" in page
        assert "Prøvegruppe" in page
    assert re.fullmatch(r"/wall/[0-9a-f]{32}", visitor.post("/practice", role="wall").headers["Location"])
    assert visitor.post("/practice", role="owner").status == HTTPStatus.BAD_REQUEST
    away = site.stranger(away=True)
    assert away.post("/practice", role="mentor").status == HTTPStatus.FORBIDDEN, "it came through a proxy"
    silent = site.stranger()
    silent.ask("/privacy")
    body = urlencode({"_xsrf": silent.cookies["_xsrf"], "role": "mentor"})
    for said, status in (
        ({}, HTTPStatus.FORBIDDEN),
        ({"Sec_Fetch_Site": "cross-site"}, HTTPStatus.FORBIDDEN),
        ({"Origin": "https://samling.example.no"}, HTTPStatus.FORBIDDEN),
        ({"Sec_Fetch_Site": "same-origin"}, HTTPStatus.SEE_OTHER),
    ):
        assert silent.ask("/practice", "POST", body, **said).status == status, said


@pytest.mark.parametrize("chosen", [{"lan": True}, {"address": "https://samling.example.no"}])
def test_there_is_no_practice_group_on_a_network_or_behind_a_proxy(
    start: Callable[..., Any], chosen: dict[str, Any]
) -> None:
    visitor = start(**chosen).stranger()
    assert visitor.post("/practice", role="mentor").status == HTTPStatus.FORBIDDEN
    assert not visitor.signed_in()


def test_the_organisers_code_is_made_once_and_known_in_any_spelling(tmp_path: Any) -> None:
    code, made = organiser_code(tmp_path)
    assert made
    assert organiser_code(tmp_path) == (code, False)
    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){3}", code)
    for typed in (code, code.lower(), code.replace("-", " "), f" {code.replace('-', '–')} "):
        assert is_organisers(tmp_path, typed)
    for typed in ("", "x", unknown_code(), code[:-1]):
        assert not is_organisers(tmp_path, typed)
    (tmp_path / "organiser-code").write_text("short")
    with pytest.raises(
        DamagedCode, match=r"Expected a code of 16 symbols in .*, came something else\. Remove the file\."
    ):
        organiser_code(tmp_path)


def kernel_of(page: str) -> str:
    found = re.search(r'"kernelId": "([0-9a-f-]{36})"', page)
    assert found
    return found[1]
