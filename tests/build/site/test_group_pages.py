"""The start page, my page, a group's pages, numbers and the wall: what they show, to whom, and what they refuse."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

import pytest
from pypdf import PdfReader

from samling_build.places import notebooks_folder
from samling_exercises import load_programme
from samling_exercises.groups.dates import today

CHECK_IN = "mestring/2/between"
PRIVATE = "Kari i Solbakken gråt i natt"
CODE = re.compile(r'<p class="code">(.*?)</p>')


@pytest.fixture(scope="module")
def house(site: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A server of this machine alone, with the real notebooks."""
    running = type(site)(tmp_path_factory.mktemp("house"), notebooks_folder(), lan=False)
    yield running
    assert running.stop() == 0


def words_of(page: str) -> str:
    """A page's text, without its tags and with single spaces."""
    main = re.sub(r"<(style|head)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def fetched(visitor: Any, path: str) -> tuple[int, dict[str, str], bytes]:
    """What a form's answer holds when it is no text."""
    visitor.ask("/privacy")
    connection = HTTPConnection(visitor.host, timeout=30)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    form = urlencode({"_xsrf": visitor.cookies["_xsrf"]})
    connection.request("POST", path, form, {**visitor.headers(), **kind})
    response = connection.getresponse()
    content = response.read()
    connection.close()
    return response.status, dict(response.headers.items()), content


def seated(house: Any, role: str = "participant", **chosen: Any) -> Any:
    """A browser of somebody who is signed in."""
    return house.stranger().sit(house.seats.take(role, **chosen))


def field_of(exercise: str) -> str:
    """The first field of an exercise."""
    programme, gathering, name = exercise.split("/")
    return load_programme(programme).gathering(gathering).exercise(name).fields[0].id


def written(house: Any, visitor: Any, share: str | None = None, *texts: str) -> str:
    """Save texts in a field, one after the other, and share the last; the field's id."""
    field = field_of(CHECK_IN)
    with house.seats.book(visitor.seated) as book:
        revision = 0
        for text in texts or (PRIVATE,):
            revision = book.save(CHECK_IN, field, text, revision).revision
        if share:
            book.share(CHECK_IN, field, revision, share)
    return field


# The start page.


def test_the_start_page_has_a_way_in_three_doors_to_try_and_one_for_organisers(house: Any) -> None:
    page = house.stranger().ask("/").text
    assert '<html lang="nb">' in page
    assert 'href="/join">Kom inn med koden din' in page
    assert re.findall(r'name="role" value="(\w+)"', page) == ["participant", "mentor", "wall"]
    assert "Prøvegruppa er bare til å prøve i, og kan slettes når du vil." in words_of(page)
    assert 'href="/groups/new">Lag en gruppe' in page


def test_the_start_page_speaks_english(house: Any) -> None:
    page = words_of(house.stranger().ask("/?language=en").text)
    assert "Enter with your code" in page
    assert "The practice group is only for trying out" in page


def test_on_a_network_and_through_a_proxy_there_are_no_doors_to_try(site: Any, house: Any) -> None:
    assert 'name="role"' not in site.stranger().ask("/").text
    assert 'name="role"' not in house.stranger(away=True).ask("/").text


def test_whoever_is_in_sees_their_group_its_gatherings_and_its_end(house: Any) -> None:
    visitor = seated(house, nickname="Solveig")
    page = visitor.ask("/").text
    assert "Solbakken" in page
    assert "Mestringsfremmende praksis · Du er her som deltaker. De andre ser deg som Solveig." in words_of(page)
    assert 'href="/voila/render/nb/mestring/2-deltaker.ipynb"' in page
    assert "2-veileder.ipynb" not in page
    assert 'href="/group/' not in page
    assert re.search(r"Gruppa avsluttes \d+\. \w+ 20\d\d\. Da slettes det du har skrevet\.", words_of(page))


def test_a_mentor_finds_the_group_and_the_wall_on_the_start_page(house: Any) -> None:
    page = seated(house, "mentor").ask("/").text
    group = house.seats.group.id
    assert 'href="/voila/render/nb/mestring/2-veileder.ipynb"' in page
    assert f'href="/group/{group}"' in page
    assert f'href="/wall/{group}"' in page


def test_from_thirty_days_before_the_end_the_booklet_is_called_to_mind(house: Any) -> None:
    group = house.seats.new_group("Snart slutt")
    visitor = seated(house, group=group)
    day = today(datetime.now(UTC))
    house.seats.register.set_end(None, group.id, day + timedelta(days=31))
    assert "Ta ut heftet ditt" not in visitor.ask("/").text
    house.seats.register.set_end(None, group.id, day + timedelta(days=30))
    assert 'href="/me#takeout">Ta ut heftet ditt' in visitor.ask("/").text


def test_with_two_groups_each_opens_its_own_booklet(house: Any) -> None:
    visitor = seated(house)
    other = house.seats.new_group("Furulia")
    code = house.seats.invitation("participant", other)
    token = visitor.seated.token
    entered = house.seats.register.take_seat(str(code), "Samme person", token)
    house.seats.register.codes_seen(entered.member)
    visitor.cookies[visitor.seated.cookie] = entered.token
    page = visitor.ask("/").text
    assert "Gruppene mine" in page
    for group in (house.seats.group, other):
        assert f'href="/voila/render/nb/mestring/2-deltaker.ipynb?group={group.id}"' in page
    seats = re.findall(r'href="/me\?seat=([0-9a-f]{12})"', page)
    assert len(set(seats)) == 2
    assert [words_of(visitor.ask(f"/me?seat={seat}").text).count("Gruppe Furulia") for seat in seats] == [0, 1]


# My page.


def test_A1_my_page_and_a_groups_pages_lead_a_stranger_to_the_join_page(house: Any) -> None:
    group = house.seats.group.id
    for path in ("/me", "/me/erase", f"/group/{group}", f"/counts/{group}", f"/wall/{group}"):
        reply = house.stranger().ask(path)
        assert reply.status == HTTPStatus.FOUND, path
        assert reply.headers["Location"].startswith("/join?next="), path


def test_a_nickname_is_changed_and_a_wrong_one_is_answered_with_what_to_do(house: Any) -> None:
    visitor = seated(house, nickname="Anna")
    seated(house, nickname="Berit")
    assert visitor.post("/me/nickname", nickname="Anne").headers["Location"] == "/me?said=nickname"
    page = visitor.ask("/me?said=nickname").text
    assert 'value="Anne"' in page
    assert "Nå ser de andre det nye kallenavnet ditt." in page
    for nickname, sentence in {
        "": "Et kallenavn har 1 til 40 tegn, og dette er tomt. Skriv det de andre kan kalle deg.",
        "😀" * 500: "Et kallenavn har 1 til 40 tegn, og dette er lengre. Skriv et kortere.",
        "A\nB": "Kallenavnet har linjeskift eller usynlige tegn i seg. Skriv det med bokstaver, tall og emojier.",
        "berit": "Noen i gruppa heter det allerede. Velg et annet.",
    }.items():
        reply = visitor.post("/me/nickname", nickname=nickname)
        assert (reply.status, sentence in reply.text) == (HTTPStatus.UNPROCESSABLE_ENTITY, True), sentence
        assert 'aria-invalid="true"' in reply.text
    assert 'value="Anne"' in visitor.ask("/me").text


def test_what_i_share_stands_on_my_page_without_its_text_and_can_be_taken_back(house: Any) -> None:
    visitor = seated(house)
    field = written(house, visitor, "mentor")
    page = visitor.ask("/me").text
    assert "Bare veilederen kan se det" in page
    assert PRIVATE not in page
    reply = visitor.post("/me/unshare", exercise=CHECK_IN, field=field)
    assert reply.headers["Location"] == "/me?said=unshared"
    assert "Du deler ingenting." in visitor.ask("/me").text
    with house.seats.book(visitor.seated) as book:
        assert book.own_shares(CHECK_IN) == {}
        assert book.answers(CHECK_IN)[field].text == PRIVATE


def test_what_is_given_to_those_one_talked_with_is_said_to_be_seen_by_them_alone(house: Any) -> None:
    group, _ = group_with_seats(house)
    visitor, partner = (seated(house, group=group, nickname=name) for name in ("Lytter", "Forteller"))
    with house.seats.book(partner.seated) as book:
        teller = frozenset(person.id for person in book.company() if person.me)
    with house.seats.book(visitor.seated) as book:
        notes = book.save("mestring/2/pair-talk", "notes", PRIVATE, 0)
        book.share("mestring/2/pair-talk", "notes", notes.revision, "partner", teller)
    page = words_of(visitor.ask("/me").text)
    assert "Bare de du snakket med, kan se det, siden" in page
    assert "Bare veilederen kan se det" not in page


def test_what_cannot_be_taken_back_is_refused(house: Any) -> None:
    assert seated(house).post("/me/unshare", exercise="../x", field="y").status == HTTPStatus.BAD_REQUEST


def test_a_form_without_the_pages_token_changes_nothing(house: Any) -> None:
    visitor = seated(house, nickname="Uforandret")
    for path in ("/me/nickname", "/me/erase", "/me/takeout", "/me/leave"):
        assert visitor.ask(path, "POST", "nickname=Annet&meant=yes").status == HTTPStatus.FORBIDDEN
    assert "Uforandret" in visitor.ask("/me").text


def test_D4_the_takeout_holds_every_version_as_data_and_as_a_booklet_to_read(house: Any) -> None:
    visitor = seated(house, nickname="Turid")
    written(house, visitor, "group", "Først <b>skrev</b> jeg dette", "Så skrev jeg & dette")
    status, headers, content = fetched(visitor, "/me/takeout")
    assert (status, headers["Content-Type"]) == (HTTPStatus.OK, "application/zip")
    assert headers["Content-Disposition"] == 'attachment; filename="samlingsheftet.zip"'
    assert headers["Cache-Control"] == "no-store"
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert sorted(archive.namelist()) == ["answers.json", "booklet.html"]
    rows = json.loads(archive.read("answers.json"))
    assert [row["content"] for row in rows["revisions"]] == ["Først <b>skrev</b> jeg dette", "Så skrev jeg & dette"]
    assert rows["members"][0]["nickname"] == "Turid"
    assert rows["shared_copies"][0]["content"] == "Så skrev jeg & dette"
    booklet = archive.read("booklet.html").decode()
    assert '<html lang="nb">' in booklet
    assert booklet.index("Så skrev jeg &amp; dette") < booklet.index("Først &lt;b&gt;skrev&lt;/b&gt; jeg dette")
    assert "delt med gruppa og veilederen" in booklet
    assert not re.search(r"""(?:src|href)=|url\(|@import""", booklet), "the booklet needs nothing beside it"


def test_the_learning_log_is_its_readers_alone_and_found_on_their_page(house: Any) -> None:
    mine, theirs, mentor = seated(house), seated(house), seated(house, "mentor")
    assert "Her er det tomt ennå." in words_of(mine.ask("/me/log").text)
    for visitor, text in ((mine, "Jeg vil vente litt <b>lenger</b>"), (theirs, PRIVATE)):
        with house.seats.book(visitor.seated) as book:
            book.save("mestring/2/check-out", "learnt", text, 0)
    assert 'href="/me/log"' in mine.ask("/me").text
    reply = mine.ask("/me/log")
    assert reply.headers["Cache-Control"] == "no-store"
    assert "Jeg vil vente litt &lt;b&gt;lenger&lt;/b&gt;" in reply.text
    assert PRIVATE not in reply.text
    assert load_programme("mestring").gathering("2").text("nb").title in words_of(reply.text)
    assert "My learning log" in words_of(mine.ask("/me/log?language=en").text)
    assert 'href="/me/log"' not in mentor.ask("/me").text
    assert mentor.ask("/me/log").status == HTTPStatus.NOT_FOUND
    assert house.stranger().ask("/me/log").status in (HTTPStatus.FOUND, HTTPStatus.SEE_OTHER)
    assert mine.ask("/me/log?seat=0123456789ab").status == HTTPStatus.FORBIDDEN


def test_nobody_takes_out_what_is_another_members(house: Any) -> None:
    mine, theirs = seated(house), seated(house)
    written(house, theirs)
    key = re.search(r"seat=([0-9a-f]{12})", theirs.ask("/me").text)
    assert key is None, "one seat needs no name"
    status, _, content = fetched(mine, "/me/takeout?seat=0123456789ab")
    assert status == HTTPStatus.FORBIDDEN
    assert PRIVATE.encode() not in content


def test_new_codes_replace_the_old_ones_and_keep_the_answers(house: Any) -> None:
    visitor = seated(house)
    written(house, visitor)
    reply = visitor.post("/me/codes")
    assert reply.status == HTTPStatus.OK
    assert "De to kodene dine" in reply.text
    assert str(visitor.seated.personal) not in words_of(reply.text)
    assert visitor.ask("/").headers["Location"] == "/codes", "first they are written down"
    member, mark = (re.search(rf'name="{name}" value="([^"]+)"', reply.text) for name in ("member", "mark"))
    assert member
    assert mark
    assert visitor.post("/codes", member=member[1], mark=mark[1], written="yes").headers["Location"] == "/"
    with house.seats.book(visitor.seated) as book:
        assert book.answers(CHECK_IN)


def test_signing_out_on_all_devices_ends_every_visit_of_the_member(house: Any) -> None:
    visitor = seated(house)
    again = house.seats.register.sign_in(str(visitor.seated.personal), shared_computer=False)
    phone = house.stranger()
    phone.cookies[visitor.seated.cookie] = again.token
    assert phone.signed_in()
    assert visitor.post("/me/everywhere").headers["Location"] == "/out"
    assert not phone.signed_in()
    assert not visitor.signed_in()


def test_whoever_leaves_keeps_what_is_theirs_and_is_no_longer_seen(house: Any) -> None:
    visitor = seated(house, nickname="Gro")
    written(house, visitor, "group")
    mentor = seated(house, "mentor")
    assert visitor.post("/me/leave").headers["Location"] == "/me?said=left"
    page = words_of(visitor.ask("/").text)
    assert "Du har gått ut av denne gruppa." in page
    assert "Åpne" not in page
    assert PRIVATE in zipfile.ZipFile(io.BytesIO(fetched(visitor, "/me/takeout")[2])).read("booklet.html").decode()
    with house.seats.book(mentor.seated) as book:
        assert "Gro" not in {shared.nickname for shared in book.seen(CHECK_IN)}


def test_A12_after_erasure_the_cookie_leads_to_the_join_page_and_nothing_is_left(house: Any) -> None:
    visitor = seated(house)
    own = "Dette står bare hos den som sletter"
    written(house, visitor, "group", own)
    stored = house.data / "answers.sqlite3"
    assert own.encode() in stored.read_bytes(), "what is shared can be read by others"
    page = words_of(visitor.ask("/me/erase").text)
    assert "Dette forsvinner fra Solbakken, for godt:" in page
    not_meant = visitor.post("/me/erase")
    assert not_meant.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Ingenting er slettet ennå. Kryss av hvis du mener det." in not_meant.text
    assert visitor.signed_in()
    kept = dict(visitor.cookies)
    done = visitor.post("/me/erase", meant="yes")
    assert "Alt er slettet" in done.text
    visitor.cookies = kept
    assert visitor.ask("/me").headers["Location"].startswith("/join")
    assert own.encode() not in stored.read_bytes()


# A group, as its mentor sees it.


def group_with_seats(house: Any, seats: int = 3) -> tuple[Any, Any]:
    """A group of its own, and its mentor's browser."""
    made = house.seats.register.new_group("Granli", "mestring", seats)
    return made.group, seated(house, "mentor", group=made.group, nickname="Mentor")


def test_a_mentor_sees_seats_and_nicknames_and_nothing_anybody_wrote(house: Any) -> None:
    group, mentor = group_with_seats(house)
    participant = seated(house, group=group, nickname="Ragnhild")
    written(house, participant, "group")
    page = mentor.ask(f"/group/{group.id}").text
    assert re.search(r"<td>\s*Ragnhild\b", page)
    assert words_of(page).count("ikke tatt") == 3
    assert PRIVATE not in page
    assert "Skriv ut plasskort til de 3 ledige plassene" in page
    assert "Kort du har skrevet ut før, slutter å virke" in page
    assert '<svg role="img"' in page


@pytest.mark.parametrize("role", ["participant", "wall", "coordinator"])
def test_only_mentors_get_a_groups_page_or_change_anything_there(house: Any, role: str) -> None:
    group = house.seats.group.id
    visitor = seated(house, role)
    assert visitor.ask(f"/group/{group}").status == HTTPStatus.FORBIDDEN
    for deed in ("cards", "invite", "free", "close", "end", "last", "erase"):
        reply = visitor.post(f"/group/{group}/{deed}", role="mentor", seat="1", day="2030-01-01")
        assert reply.status == HTTPStatus.FORBIDDEN, deed
    assert house.seats.register.group(group).closed_at is None


def test_a_mentor_of_another_group_gets_the_same_answer_as_for_none(house: Any) -> None:
    group, _ = group_with_seats(house)
    other = seated(house, "mentor")
    for path in (f"/group/{group.id}", "/group/0123456789abcdef", f"/wall/{group.id}", f"/counts/{group.id}"):
        reply = other.ask(path)
        assert (reply.status, "Hit kommer du ikke inn" in reply.text) == (HTTPStatus.FORBIDDEN, True)


def test_join_cards_are_a_pdf_with_fresh_codes_and_the_older_ones_stop_working(house: Any) -> None:
    made = house.seats.register.new_group("Kortstua", "mestring", 2)
    older = next(str(one.code) for one in made.invitations if one.role == "participant")
    mentor = seated(house, "mentor", group=made.group)
    status, headers, content = fetched(mentor, f"/group/{made.group.id}/cards")
    assert (status, headers["Content-Type"]) == (HTTPStatus.OK, "application/pdf")
    text = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    codes = re.findall(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", text)
    assert len(codes) == 2
    assert older not in codes
    with pytest.raises(Exception, match="The code was not accepted"):
        house.seats.register.recognise(older)
    assert house.seats.register.recognise(codes[0]).seat == 1


def test_cards_for_a_full_group_are_answered_with_what_to_do(house: Any) -> None:
    made = house.seats.register.new_group("Fullt", "mestring", 1)
    code = next(str(one.code) for one in made.invitations if one.role == "participant")
    house.seats.register.take_seat(code, "Eneste")
    mentor = seated(house, "mentor", group=made.group)
    status, _, content = fetched(mentor, f"/group/{made.group.id}/cards")
    assert status == HTTPStatus.CONFLICT
    assert "Alle plassene er tatt, så det er ingen kort å skrive ut." in content.decode()


@pytest.mark.parametrize("role", ["participant", "mentor", "wall", "coordinator"])
def test_a_code_is_shown_once_and_lets_one_in_with_its_role(house: Any, role: str) -> None:
    group, mentor = group_with_seats(house, 1)
    reply = mentor.post(f"/group/{group.id}/invite", role=role)
    found = CODE.search(reply.text)
    assert found
    code = re.sub(r"<[^>]+>", "", found.group(1))
    assert "Koden vises bare nå." in reply.text
    assert house.seats.register.recognise(code).role == role
    assert code not in mentor.ask(f"/group/{group.id}").text
    assert code not in house.log.read_text()


def test_an_unknown_role_is_refused(house: Any) -> None:
    group, mentor = group_with_seats(house, 1)
    assert mentor.post(f"/group/{group.id}/invite", role="owner").status == HTTPStatus.BAD_REQUEST


def test_the_thirty_first_seat_is_refused_with_what_to_do(house: Any) -> None:
    group, mentor = group_with_seats(house, 30)
    reply = mentor.post(f"/group/{group.id}/invite", role="participant")
    assert reply.status == HTTPStatus.CONFLICT
    assert "En gruppe har høyst 30 plasser, og det har denne. Lag en gruppe til." in reply.text


def test_a_seat_goes_to_somebody_new_and_the_one_before_is_out(house: Any) -> None:
    group, mentor = group_with_seats(house, 1)
    lost = seated(house, group=group, nickname="Mistet kodene")
    seat = house.seats.register.visit(lost.seated.token).seats[0].seat
    reply = mentor.post(f"/group/{group.id}/free", seat=str(seat))
    assert CODE.search(reply.text)
    assert not lost.signed_in()
    assert "Mistet kodene" not in mentor.ask(f"/group/{group.id}").text
    again = mentor.post(f"/group/{group.id}/free", seat=str(seat))
    assert (again.status, "Ingen har den plassen lenger." in again.text) == (HTTPStatus.CONFLICT, True)


def test_the_dates_are_changed_and_an_impossible_day_is_refused(house: Any) -> None:
    group, mentor = group_with_seats(house)
    day = today(datetime.now(UTC)) + timedelta(days=100)
    assert mentor.post(f"/group/{group.id}/end", day=day.isoformat()).headers["Location"].endswith("said=dates")
    assert house.seats.register.group(group.id).ends_on == day
    mentor.post(f"/group/{group.id}/last", day=day.isoformat())
    assert house.seats.register.group(group.id).last_gathering_on == day
    for wrong in ("1999-01-01", "in May", ""):
        reply = mentor.post(f"/group/{group.id}/end", day=wrong)
        assert reply.status == HTTPStatus.CONFLICT
        assert "Dagen skal være mellom i dag og fem år fram. Velg en annen." in reply.text


def test_a_closed_group_says_so_to_all_and_takes_nobody_new(house: Any) -> None:
    group, mentor = group_with_seats(house)
    participant = seated(house, group=group)
    mentor.post(f"/group/{group.id}/close")
    assert "Ingen nye slipper inn, og det skrives ikke mer." in mentor.ask(f"/group/{group.id}").text
    assert "Gruppa er lukket. Du kan lese det du har skrevet" in participant.ask("/").text
    refused = mentor.post(f"/group/{group.id}/invite", role="participant")
    assert "Gruppa er lukket og tar ikke inn flere." in refused.text


# The practice group.


def test_the_practice_group_is_marked_and_erased_when_wanted(house: Any) -> None:
    visitor = house.stranger()
    visitor.post("/practice", role="participant")
    visitor.post("/practice", role="mentor")
    page = visitor.ask("/").text
    assert page.count("Bare til å prøve i") == 2
    assert re.findall(r'name="role" value="(\w+)"', page) == ["wall"]
    group = re.search(r'href="/group/([^"]+)"', page)
    assert group
    assert "Lag nye koder" not in visitor.ask("/me").text
    assert visitor.post(f"/group/{group.group(1)}/invite", role="mentor").status == HTTPStatus.BAD_REQUEST
    assert visitor.post(f"/group/{group.group(1)}/erase").headers["Location"] == "/"
    assert not visitor.signed_in()


def test_a_real_group_is_not_erased_by_its_mentor(house: Any) -> None:
    group, mentor = group_with_seats(house)
    assert mentor.post(f"/group/{group.id}/erase").status == HTTPStatus.FORBIDDEN
    assert house.seats.register.group(group.id).name == "Granli"


# Making a group.


def form(**changed: str) -> dict[str, str]:
    """A form that is filled in well."""
    good = {"name": "Nytt lag", "programme": "mestring", "seats": "6", "nickname": "Leder", "computer": "own"}
    return {**good, **changed}


def organisers(house: Any) -> str:
    return str((house.data / "organiser-code").read_text().strip())


def test_whoever_has_the_organisers_code_makes_a_group_and_becomes_its_mentor(house: Any) -> None:
    visitor = house.stranger()
    reply = visitor.post("/groups/new", **form(code=organisers(house).lower(), last=f"{today(datetime.now(UTC))}"))
    assert (reply.status, reply.headers["Location"]) == (HTTPStatus.SEE_OTHER, "/codes")
    group = next(group for group in house.seats.register.groups() if group.name == "Nytt lag")
    assert group.last_gathering_on == today(datetime.now(UTC))
    people = house.seats.register.seats(None, group.id)
    assert [(one.role, one.nickname) for one in people if not one.invited] == [("mentor", "Leder")]
    assert sum(one.invited for one in people) == 6


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": " "}, "Et gruppenavn har 1 til 80 tegn, og dette er tomt."),
        ({"name": "x" * 81}, "Et gruppenavn har 1 til 80 tegn, og dette er lengre."),
        ({"name": "x\ny"}, "Navnet har linjeskift eller usynlige tegn i seg."),
        ({"programme": "dans"}, "Velg et av oppleggene."),
        ({"seats": "31"}, "En gruppe har 1 til 30 plasser. Velg et tall blant dem."),
        ({"seats": "mange"}, "En gruppe har 1 til 30 plasser. Velg et tall blant dem."),
        ({"last": "2001-01-01"}, "Dagen skal være mellom i dag og fem år fram."),
        ({"last": "snart"}, "Dagen skal være mellom i dag og fem år fram."),
        ({"nickname": ""}, "Et kallenavn har 1 til 40 tegn, og dette er tomt."),
        ({"computer": ""}, "Velg hva du sitter ved"),
    ],
)
def test_a_form_with_something_amiss_makes_no_group_and_says_what(
    house: Any, changed: dict[str, str], sentence: str
) -> None:
    before = len(house.seats.register.groups())
    reply = house.stranger().post("/groups/new", **form(code=organisers(house), **changed))
    assert reply.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in reply.text
    assert "Ingen gruppe er laget ennå." in reply.text
    assert organisers(house) not in reply.text
    assert len(house.seats.register.groups()) == before


def test_A11_the_organisers_code_is_slowed_after_five_wrong_ones(start: Any) -> None:
    house = start()
    visitor = house.stranger()
    for _ in range(5):
        reply = visitor.post("/groups/new", **form(code="AAAA-BBBB-CCCC-DDDD"))
        assert reply.status == HTTPStatus.FORBIDDEN
        assert "Dette er ikke arrangørkoden." in reply.text
    slowed = visitor.post("/groups/new", **form(code=organisers(house)))
    assert slowed.status == HTTPStatus.TOO_MANY_REQUESTS
    assert re.search(r"For mange feil koder\. Vent \d+ sekunder før du prøver igjen\.", slowed.text)
    assert house.seats.register.groups() == ()


# Numbers and the wall.


def test_a_coordinator_sees_numbers_and_none_that_tells_of_a_person(house: Any) -> None:
    made = house.seats.register.new_group("Talløya", "mestring", 2)
    for nickname in ("Første", "Andre"):
        written(house, seated(house, group=made.group, nickname=nickname), "group")
    coordinator = seated(house, "coordinator", group=made.group)
    page = coordinator.ask(f"/counts/{made.group.id}").text
    words = words_of(page)
    assert "Har kommet inn 2" in words
    assert "2: Hva er mestring? færre enn 5 færre enn 5" in words
    assert "Første" not in page
    assert PRIVATE not in page
    assert seated(house, group=made.group).ask(f"/counts/{made.group.id}").status == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("role", ["wall", "mentor"])
def test_the_way_to_the_wall_asks_which_gathering_and_goes_there(house: Any, role: str) -> None:
    group = house.seats.group.id
    visitor = seated(house, role)
    page = visitor.ask(f"/wall/{group}").text
    numbers = [gathering.id for gathering in load_programme("mestring").gatherings]
    assert re.findall(rf'href="/voila/render/nb/mestring/(\w+)-storskjerm\.ipynb\?group={group}"', page) == numbers
    chosen = visitor.ask(f"/wall/{group}?gathering=2")
    assert chosen.headers["Location"] == f"/voila/render/nb/mestring/2-storskjerm.ipynb?group={group}"


def test_the_wall_says_where_we_are_and_how_to_come_in_and_nobody_else_gets_it(house: Any) -> None:
    address = f"/voila/render/nb/mestring/2-storskjerm.ipynb?group={house.seats.group.id}"
    page = seated(house, "wall").ask(address).text
    words = words_of(page)
    assert "Hva er mestring?" in words
    assert "/join" in words
    assert '<svg role="img"' in page
    assert seated(house).ask(address).status == HTTPStatus.FORBIDDEN


def test_a_participant_does_not_get_the_wall(house: Any) -> None:
    assert seated(house).ask(f"/wall/{house.seats.group.id}").status == HTTPStatus.FORBIDDEN


def test_the_pages_take_nothing_from_other_hosts_and_run_no_script(house: Any) -> None:
    group, mentor = group_with_seats(house)
    for path in (
        "/",
        "/me",
        "/me/erase",
        "/groups/new",
        f"/group/{group.id}",
        f"/counts/{group.id}",
        f"/wall/{group.id}",
    ):
        page = mentor.ask(path).text
        assert not re.search(r"""(?:src|href)="(?:https?:)?//""", page), path
        assert "<script" not in page, path
        assert page.count("<h1") == page.count("<main") == 1, path


def test_the_style_sheet_is_there(house: Any) -> None:
    page = seated(house).ask("/me").text
    style = re.search(r'href="(/samling/static/site/groups\.css\?v=[0-9a-f]+)"', page)
    assert style
    assert house.stranger().ask(style.group(1)).status == HTTPStatus.OK
