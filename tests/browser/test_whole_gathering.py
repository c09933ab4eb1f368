"""A whole gathering 2, from welcome to closing: a mentor, a wall, eight phones and one on paper, on one real server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.cast import NOTEBOOKS, Cast, Player, cast
from tests.browser.conftest import PHONE, Server, Watch
from tests.browser.wire import Wire

from samling_build.places import notebooks_folder

GATHERING, JOURNEY = "mestring/2/gathering", "mestring/path/journey"
TEAM, PAIRS = "mestring/2/reflecting-team", "mestring/2/pair-talk"
THOUGHT, NOTE_FOR_TELLER, SUMMING_UP = "Kjente meg truffet der", "Du lo da du fortalte om båten", "Hun ba om ro"
LEARNT = "Jeg vil vente litt lenger"
IDEAS, FROM_PHONE, FROM_PAPER = "mestring/2/new-ideas", "Vi spør hva som var bra i går", "Vi lar koppene stå"


@pytest.fixture(scope="module")
def server(servers: Callable[..., Server]) -> Server:
    return servers("site", notebooks_folder())


@pytest.fixture
def everyone(browser: Browser, server: Server, watch: Watch) -> Iterator[Cast]:
    watch.allow("WebSocket connection|net::ERR|Failed to load resource")  # the phone that sleeps
    with cast(browser, server, watch) as made:
        yield made


@pytest.fixture
def wire(server: Server) -> Iterator[Wire]:
    """The sleeping phone's way to the server."""
    with Wire(server.port) as made:
        yield made


def test_a_whole_gathering(everyone: Cast, wire: Wire) -> None:
    mentor, wall, people = everyone.mentor, everyone.wall, everyone.people
    anna, bo, cecilie, dag, eva, frode, gro, hans = people  # Gro's phone sleeps, Hans comes late
    before_the_gathering(anna)
    for player in (bo, cecilie, dag, eva, frode):
        player.go()
    sleeper_address = f"http://localhost:{wire.port}{urlsplit(gro.server.page(NOTEBOOKS['participant'])).path}"
    cookie = {"name": gro.server.seats.cookie, "value": gro.token, "url": f"http://localhost:{wire.port}"}
    gro.context.add_cookies([cookie])  # type: ignore[list-item]
    gro.go("journey", sleeper_address)
    wall.go()
    expect(wall.page.get_by_text("Velkommen inn")).to_be_visible()
    mentor.go("run-sheet")
    who_is_here(mentor, late="8")
    plan(mentor)
    check_in(mentor, wall, people[:7])
    the_journey(mentor, wall, anna, bo, gro, wire)
    the_break(mentor, wall)
    mentor = reflecting_team(everyone, mentor, wall)
    new_ideas(mentor, wall, frode)
    the_late_one(mentor, hans)
    pair_talk(everyone, mentor, wall)
    the_end(mentor, wall, anna)
    what_the_database_has(mentor, anna)
    nothing_private_crossed(everyone)


def before_the_gathering(anna: Player) -> None:
    """At home, Anna writes something of her own."""
    anna.go("summing-up")
    area = anna.part("summing-up").locator("textarea").first
    area.fill(SUMMING_UP)
    expect(anna.part("summing-up").locator(".is-saved").first).to_be_visible()


def who_is_here(mentor: Player, late: str) -> None:
    """One tap a seat, the one on paper too; one comes late."""
    for seat in ("1", "2", "3", "4", "5", "6", "7", "9"):
        mentor.press("run-sheet", f"present-{seat}")
        expect(mentor.part("run-sheet").locator(f"[data-name='present-{seat}']")).to_have_attribute(
            "aria-pressed", "true"
        )
    mentor.part("run-sheet").locator(f"[data-name='late-{late}']").click()
    expect(mentor.part("run-sheet").get_by_text("8 av 9 er her").first).to_be_visible()
    assert mentor.things(GATHERING)["lead-present-9"] == {"state": "here"}


def plan(mentor: Player) -> None:
    """Time for two stories and new ideas: the agenda says what fits, and at 120 minutes what does not."""
    sheet = mentor.part("run-sheet")
    expect(sheet.get_by_text("Tida rekker ikke til alt").first).to_be_visible()
    mentor.unfold("run-sheet")
    for _ in range(12):
        mentor.press("run-sheet", "minutes-more")
    expect(sheet.locator(".lead-entries").first).to_contain_text("historie 2")
    expect(sheet.locator(".lead-entries").first).to_contain_text("Fem nye forslag")


def now_is(mentor: Player, title: str) -> None:
    """The mentor goes on in the run sheet; it says where the group is."""
    mentor.turn_to("run-sheet")
    go_on(mentor)
    expect(mentor.part("run-sheet").locator(".lead-now h3").first).to_contain_text(title)


def go_on(mentor: Player) -> None:
    """A tap that comes within a second of the one before is taken for a double tap, so nobody goes on that soon."""
    moved = mentor.things(GATHERING).get("lead-now", {"since": 0})["since"]
    mentor.page.wait_for_function("moved => Date.now() / 1000 - moved > 1.2", arg=moved)
    mentor.press("run-sheet", "lead-next")


def check_in(mentor: Player, wall: Player, people: list[Player]) -> None:
    """The wall goes along; every page is invited, and none moves by itself."""
    addresses = {player.name: player.page.url for player in people}
    now_is(mentor, "Innsjekk")
    expect(wall.page.get_by_text("Hva er jeg opptatt av i dag?")).to_be_visible()
    for player in people:
        expect(player.page.locator("section.together")).to_contain_text("Innsjekk")
        assert player.page.url == addresses[player.name]
        assert player.page.locator("section.together .samling-timer").count() == 0
    expect(mentor.page.locator("section.together .samling-timer")).to_have_count(0)  # the run sheet has it
    a_round(mentor)


def a_round(mentor: Player) -> None:
    """The word goes round the ring of chairs; the mentor's page keeps the time, and nobody's name is in it."""
    mentor.turn_to("check-in")
    expect(mentor.page.locator("section.together .samling-timer")).to_be_visible()
    round_of = mentor.part("check-in")
    round_of.get_by_role("button", name="Start runden").click()
    word = round_of.locator(".samling-now")
    first = word.inner_text()
    mentor.press("check-in", "next")
    expect(word).not_to_have_text(first)
    second = word.inner_text()
    mentor.press("check-in", "pass")
    expect(word).not_to_have_text(second)
    mentor.press("check-in", "undo")
    expect(word).to_have_text(second)
    mentor.page.reload()
    expect(round_of.locator(".samling-now")).to_have_text(second, timeout=60_000)


def the_journey(mentor: Player, wall: Player, anna: Player, bo: Player, gro: Player, wire: Wire) -> None:
    """Phases, notes from several at once, a proposal on a sheet, approved; a phone that sleeps catches up."""
    now_is(mentor, "Brukerreisen")
    mentor.turn_to("journey")
    mentor.press("journey", "begin")
    for player in (anna, bo):
        expect(player.page.locator("section.together")).to_contain_text("Brukerreisen")
        player.page.locator("section.together").get_by_role("link", name="Bli med dit").click()
        expect(player.part("journey").locator("[data-name='stop-before-us']")).to_be_in_viewport()
    expect(gro.part("journey").locator("[data-name='stop-before-us']")).to_be_visible()
    wire.cut()
    for player, words in ((anna, "Ventet ved vinduet"), (bo, "Fikk velge dagen selv")):
        player.press("journey", "stop-before-us")
        player.press("journey", "hang")
        player.press("journey", "reminded")
        player.part("journey").locator("[data-name='text']").first.fill(words)
        player.press("journey", "send")
    for words in ("Ventet ved vinduet", "Fikk velge dagen selv"):
        expect(wall.page.get_by_text(words)).to_be_visible()
        expect(anna.part("journey").get_by_text(words).first).to_be_visible()
        expect(bo.part("journey").get_by_text(words).first).to_be_visible()
    wire.mend()
    expect(gro.part("journey").locator("[data-name='stop-before-us']")).to_contain_text("2 lapper", timeout=60_000)
    bo.press("journey", "propose-new")
    bo.part("journey").locator(".journey-proposals [data-name='text']").fill("Ring når ruta starter")
    bo.part("journey").locator(".journey-proposals [data-name='send']").click()
    point = mentor.part("journey").locator(".journey-proposals .journey-points li").first
    point.get_by_role("button", name="Til «Dette gjør vi selv»").click()
    approve = mentor.part("journey").locator("[data-name='approve']").first
    approve.click()
    expect(mentor.part("journey").locator(".journey-approved")).to_have_count(1)
    expect(bo.part("journey").locator("[data-name='sheet-txt']")).to_have_count(0)
    approve.click()  # the other one, which is to be empty
    expect(mentor.part("journey").locator(".journey-approved")).to_have_count(2)
    with bo.page.expect_download() as taken:
        bo.press("journey", "sheet-txt")
    assert "1. Ring når ruta starter" in Path(taken.value.path()).read_text(encoding="utf-8")
    bring_up(mentor, wall, anna, "Ventet ved vinduet")
    things = mentor.things(JOURNEY)
    assert sorted(value["text"] for name, value in things.items() if name.startswith("note-")) == [
        "Fikk velge dagen selv",
        "Ventet ved vinduet",
    ]
    [proposal] = [value for name, value in things.items() if name.startswith("proposal-")]
    assert (proposal["text"], proposal["sheet"]) == ("Ring når ruta starter", "ours")
    assert "lead-approved-ours" in things


def bring_up(mentor: Player, wall: Player, anna: Player, words: str) -> None:
    """A note that all are to talk about has the wall alone, and nothing is pushed beyond its edge."""
    mentor.part("journey").locator(".journey-note").get_by_text(words).click()
    mentor.press("journey", "raise")
    for player in (wall, anna):
        expect(player.page.locator(".together-raised")).to_contain_text(words)
    expect(wall.part("journey")).to_be_hidden()
    assert wall.page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def the_break(mentor: Player, wall: Player) -> None:
    now_is(mentor, "Pause")
    expect(wall.page.locator(".together-raised")).to_have_count(0)
    expect(wall.page.get_by_text("Pause", exact=True)).to_be_visible()


def reflecting_team(everyone: Cast, mentor: Player, wall: Player) -> Player:
    """Two stories; the owner of the first turns back early; in the midst of it the mentor goes over to a phone."""
    cecilie, dag, eva = everyone.people[2:5]
    now_is(mentor, "Reflekterende team")
    mentor.turn_to("reflecting-team")
    mentor.on("reflecting-team")
    for player, headline in ((cecilie, "Døra på gløtt"), (dag, "Skoene i gangen")):
        player.turn_to("reflecting-team")
        reminded = player.part("reflecting-team").locator("[data-name='reminded']")
        reminded.click()
        player.part("reflecting-team").locator(".samling-own-headlines input").fill(headline)
        player.page.keyboard.press("Enter")
        expect(wall.page.get_by_text(headline)).to_be_visible()
    eva.turn_to("reflecting-team")
    mentor.on("reflecting-team")
    story(mentor, wall, cecilie, eva, "Døra på gløtt")
    cecilie.press("reflecting-team", "turn-back")
    expect(mentor.part("reflecting-team").get_by_text("Cecilie vil snu seg tilbake").first).to_be_visible()
    eva.page.reload()
    expect(eva.part("reflecting-team").get_by_text("Hva kan motstanden handle om?").first).to_be_visible(timeout=60_000)
    other = everyone.another_device(mentor, PHONE)
    mentor.page.close()
    other.go("reflecting-team")
    expect(other.part("reflecting-team").get_by_text("Cecilie vil snu seg tilbake").first).to_be_visible()
    other.on("reflecting-team")
    expect(cecilie.part("reflecting-team").get_by_text("Fortell hva du tar med deg").first).to_be_visible()
    expect(cecilie.part("reflecting-team").locator("h2")).to_be_visible()
    expect(cecilie.part("reflecting-team").get_by_text("Fortell hva du tar med deg").first).to_be_in_viewport()
    other.on("reflecting-team")
    other.on("reflecting-team")
    story(other, wall, dag, eva, "Skoene i gangen")
    other.on("reflecting-team")
    other.on("reflecting-team")
    assert len(other.things(TEAM)["lead-walk"]["walk"]["told"]) == 2
    return other


def story(mentor: Player, wall: Player, owner: Player, listener: Player, headline: str) -> None:
    """From a yes to the owner turned away: a quiet page for the owner, the two questions alone for everybody else."""
    team = mentor.part("reflecting-team")
    team.locator("[data-name^='yes-']", has_text="Sier ja").and_(
        team.get_by_role("button", name=headline)
    ).first.click()
    mentor.on("reflecting-team")
    expect(wall.page.get_by_text(headline).first).to_be_visible()
    mentor.on("reflecting-team")
    mentor.on("reflecting-team")
    page = owner.part("reflecting-team")
    expect(page.locator("[data-name='turn-back']")).to_be_visible()
    assert page.get_by_text("Hva kan motstanden handle om?").count() == 0
    expect(owner.page.locator(".activity :is(a, button, h2, h3):visible, .foot :is(a, button):visible")).to_have_text(
        ["Jeg vil snu meg tilbake"]  # the whole page has stepped aside
    )
    expect(owner.page.locator(".together-line, .overview, .elsewhere, .group").first).to_be_hidden()
    page.locator("textarea").fill(f"{THOUGHT}: {headline}")
    expect(page.locator(".is-saved").first).to_be_visible()
    for player in (listener, wall):
        expect(player.page.get_by_text("Hva kan motstanden handle om?").first).to_be_visible()
    assert headline not in wall.page.locator("#reflecting-team").inner_text()
    assert wall.page.locator(".samling-timer").count() == 0


def new_ideas(mentor: Player, wall: Player, frode: Player) -> None:
    """The group's sheet grows from a phone, and from the mentor's page for the one who writes on paper."""
    on_to(mentor, "Fem nye forslag")
    for player, words in ((frode, FROM_PHONE), (mentor, FROM_PAPER)):
        player.turn_to("new-ideas")
        if player is frode:  # who has written nothing for the group until now
            player.press("new-ideas", "reminded")
        player.part("new-ideas").locator("[data-name='new-line']").fill(words)
        player.press("new-ideas", "add-line")
        expect(wall.page.get_by_text(words)).to_be_visible()
    expect(frode.part("new-ideas").get_by_text(FROM_PAPER)).to_be_visible()
    assert sorted(value["text"] for value in mentor.things(IDEAS).values()) == sorted((FROM_PHONE, FROM_PAPER))


def the_late_one(mentor: Player, hans: Player) -> None:
    """One tap when Hans comes; he finds the group where it is."""
    mentor.turn_to("run-sheet")
    mentor.unfold("run-sheet")
    mentor.press("run-sheet", "present-8")
    expect(mentor.part("run-sheet").get_by_text("9 av 9 er her").first).to_be_visible()
    hans.go()
    expect(hans.page.locator("section.together")).to_contain_text("Fem nye forslag")


def pair_talk(everyone: Cast, mentor: Player, wall: Player) -> None:
    """Drawn among the nine who are here: three pairs and one three. Notes go to the teller alone."""
    on_to(mentor, "Samtale to og to")
    mentor.turn_to("pair-talk")
    mentor.press("pair-talk", "draw")
    assert "lead-pairs" not in everyone.people[0].things(PAIRS)
    mentor.press("pair-talk", "show")
    expect(wall.page.locator("#pair-talk")).to_contain_text("Anna")
    shown = mentor.things(PAIRS)["lead-pairs"]
    assert sorted(len(group) for group in shown["groups"]) == [2, 2, 2, 3]
    assert sorted(person for group in shown["groups"] for person in group) == [str(seat) for seat in range(1, 10)]
    teller, asker, stranger = a_pair_on_phones(everyone, shown["groups"])
    for player in (teller, asker, stranger):
        if player.name == "Gro":
            player.page.reload()
        player.turn_to("pair-talk")
    expect(teller.part("pair-talk")).to_contain_text(asker.name)
    for _ in range(2):
        mentor.on("pair-talk")
    field = asker.part("pair-talk").locator("textarea").first
    field.fill(NOTE_FOR_TELLER)
    asker.part("pair-talk").get_by_role("button", name="Gi til den som fortalte").first.click()
    asker.part("pair-talk").locator(
        ".samling-panel .is-main, [role=dialog] .is-main, .samling-sharing .is-main"
    ).first.click()
    expect(teller.part("pair-talk").get_by_text(NOTE_FOR_TELLER)).to_be_visible()
    assert stranger.part("pair-talk").get_by_text(NOTE_FOR_TELLER).count() == 0
    for player in (*everyone.people, mentor, wall):
        if player not in (asker, teller):
            assert not [frame for frame in player.received if NOTE_FOR_TELLER in frame], f"it reached {player.name}"
    mentor.on("pair-talk")
    keyword = mentor.part("pair-talk").locator("form input").last
    keyword.fill("mot")
    keyword.press("Enter")
    expect(mentor.part("pair-talk").get_by_text("mot", exact=True).first).to_be_visible()
    assert wall.page.get_by_text("mot", exact=True).count() == 0
    mentor.press("pair-talk", "sheet")
    expect(wall.page.get_by_text("mot", exact=True)).to_be_visible()


def on_to(mentor: Player, title: str) -> None:
    """Go on until the run sheet says this is now."""
    mentor.turn_to("run-sheet")
    now = mentor.part("run-sheet").locator(".lead-now h3").first
    for _ in range(8):
        before = now.inner_text()
        if title in before:
            return
        go_on(mentor)
        expect(now).not_to_have_text(before)
    assert title in now.inner_text()


def a_pair_on_phones(everyone: Cast, groups: list[list[str]]) -> tuple[Player, Player, Player]:
    """A teller and an asker who both have phones that were open all along, and somebody of another pair."""
    phones = {str(seat): player for seat, player in enumerate(everyone.people, 1)}
    group = next(group for group in groups if {group[0], group[1]} <= phones.keys() - {"7"})
    stranger = next(player for seat, player in phones.items() if seat not in group and seat != "7")
    return phones[group[0]], phones[group[1]], stranger


def the_end(mentor: Player, wall: Player, anna: Player) -> None:
    """Next date and task on the wall, the check-out, and thanks."""
    mentor.turn_to("run-sheet")
    mentor.unfold("run-sheet")
    for key, words in (("when", "Tirsdag 12. januar"), ("place", "Fjellvang, stua"), ("task", "Snakk med én til")):
        mentor.part("run-sheet").locator(f"[data-name='next-{key}']").fill(words)
    mentor.page.keyboard.press("Tab")
    on_to(mentor, "Neste dato og neste oppgave")
    for words in ("Tirsdag 12. januar", "Snakk med én til"):
        expect(wall.page.get_by_text(words)).to_be_visible()
    on_to(mentor, "Utsjekk")
    expect(wall.page.get_by_text("Hva har jeg lært?")).to_be_visible()
    anna.turn_to("check-out")
    anna.part("check-out").locator("textarea").fill(LEARNT)
    expect(anna.part("check-out").locator(".is-saved").first).to_be_visible()
    go_on(mentor)
    expect(wall.page.get_by_text("Takk for i dag")).to_be_visible()


def what_the_database_has(mentor: Player, anna: Player) -> None:
    assert mentor.things(GATHERING)["lead-now"]["part"] == "closing"
    assert mentor.things(GATHERING)["lead-next"]["when"] == "Tirsdag 12. januar"
    with anna.book() as book:
        assert book.answers("mestring/2/check-out")["learnt"].text == LEARNT
        assert book.answers("mestring/2/summing-up")["met"].text == SUMMING_UP


def nothing_private_crossed(everyone: Cast) -> None:
    """What each wrote for themselves came to no other browser, by no socket and in no page."""
    owners = {SUMMING_UP: "Anna", LEARNT: "Anna", f"{THOUGHT}: Døra": "Cecilie", f"{THOUGHT}: Skoene": "Dag"}
    for private, owner in owners.items():
        for player in (*everyone.people, everyone.mentor, everyone.wall):
            if player.name != owner:
                assert not [frame for frame in player.received if private in frame], f"{private} reached {player.name}"
    assert [frame for frame in everyone.people[0].received if LEARNT in frame or "Ventet ved vinduet" in frame]
