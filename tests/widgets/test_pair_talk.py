"""Pairs are drawn once, looked at and shown; notes go to the one who told, and to nobody else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.exercises.answers.people import change
from tests.exercises.confidentiality.made_numbers import ORDINARY
from tests.widgets.board_pages import BoardPage, seat
from tests.widgets.books import MemoryBook
from tests.widgets.groups import People, people

from samling_exercises import load_programme
from samling_exercises.answers import Person
from samling_widgets.pair_talk import other_talks
from samling_widgets.pair_talk_rules import PairTalkRules, talking

KEY = "mestring/2/pair-talk"
EXERCISE = load_programme("mestring").gathering("2").exercise("pair-talk")
GATHERING = "mestring/2/gathering"
NAMES = ("anna", "bo", "cleo", "dag", "eva")
SECRET = "Hun lo da jeg spurte om fjellet."


@pytest.fixture
def group(tmp_path: Path) -> Iterator[People]:
    """Mia leads; five take part on seats 1 to 5, and there is a wall."""
    with people(tmp_path) as entered:
        entered.enter("mia", "mentor")
        entered.enter("wall", "wall")
        seat(entered, *NAMES)
        yield entered


@pytest.fixture
def mentor(group: People) -> BoardPage:
    return page(group, "mia", "mentor")


def page(group: People, name: str, role: str = "participant") -> BoardPage:
    return BoardPage(lambda: group[name], "pair-talk", role)


def alone(on_paper: int = 0, role: str = "mentor") -> BoardPage:
    """Somebody with a laptop and nobody else: so many people are there on paper."""
    book = MemoryBook()
    book.put(GATHERING, "lead-paper", {"count": on_paper}, 0)
    return BoardPage(lambda: book, "pair-talk", role)


def placed(groups: list[list[str]]) -> list[str]:
    return sorted(person for group in groups for person in group)


def test_a_draw_puts_everyone_in_one_group_and_only_the_mentor_sees_it(group: People, mentor: BoardPage) -> None:
    anna, wall = page(group, "anna"), page(group, "wall", "wall")
    assert mentor.act("draw") == ""
    assert placed(mentor.view["groups"]) == ["1", "2", "3", "4", "5"]
    assert sorted(len(one) for one in mentor.view["groups"]) == [2, 3]
    for other in (anna, wall):
        assert other.look().view["groups"] == []
        assert "draft-pairs" not in other.things


def test_shown_pairs_reach_everyone_with_a_role_each(group: People, mentor: BoardPage) -> None:
    anna, wall = page(group, "anna"), page(group, "wall", "wall")
    mentor.act("draw")
    assert mentor.act("show") == ""
    for other in (anna, wall):
        other.look()
        assert other.view["groups"] == mentor.view["groups"]
        assert other.things["lead-talk"]["pairs"] is True
    for one in mentor.view["groups"]:
        roles = [anna.view["roles"][person] for person in one]
        assert roles == ["teller", "asker", "listener"][: len(one)]


def test_two_change_places_before_they_are_shown_and_not_after(mentor: BoardPage) -> None:
    mentor.act("draw")
    one, other = mentor.view["groups"][0][0], mentor.view["groups"][1][0]
    assert mentor.act("swap", one=one, other=other) == ""
    assert one in mentor.view["groups"][1]
    assert other in mentor.view["groups"][0]
    assert mentor.act("swap", one=one, other="9") == "shape"
    assert mentor.act("swap", one=one, other=one) == "not-now"
    mentor.act("show")
    assert mentor.act("swap", one=one, other=other) == "not-now"
    assert mentor.act("draw") == "not-now"


def test_only_those_who_are_here_are_drawn(group: People, mentor: BoardPage) -> None:
    for person in ("1", "2", "4"):
        group["mia"].put(GATHERING, f"lead-present-{person}", {"state": "here"}, 0)
    mentor.act("draw")
    assert placed(mentor.view["groups"]) == ["1", "2", "4"]
    assert mentor.view["here"] == 3


def test_whoever_comes_late_is_put_into_a_pair_and_nobody_else_is_moved(group: People, mentor: BoardPage) -> None:
    for person in ("1", "2", "3", "4"):
        group["mia"].put(GATHERING, f"lead-present-{person}", {"state": "here"}, 0)
    mentor.act("draw")
    mentor.act("show")
    before = mentor.view
    group["mia"].put(GATHERING, "lead-present-5", {"state": "here"}, 0)
    mentor.look()
    assert mentor.view["groups"] == before["groups"]
    assert mentor.view["without"] == ["5"]
    beside = mentor.view["groups"][0][0]
    assert mentor.act("add", person="5", beside=beside) == ""
    assert mentor.view["groups"] == [[*before["groups"][0], "5"], before["groups"][1]]
    assert mentor.view["roles"] == {**before["roles"], "5": "listener"}
    assert mentor.act("add", person="5", beside=beside) == "not-now"
    assert mentor.act("add", person="17", beside=beside) == "shape"


def test_whoever_goes_is_taken_out_and_the_rest_keep_a_teller_and_an_asker(mentor: BoardPage) -> None:
    mentor.act("draw")
    mentor.act("show")
    three = next(one for one in mentor.view["groups"] if len(one) == 3)
    teller = next(one for one in three if mentor.view["roles"][one] == "teller")
    assert mentor.act("out", person=teller) == ""
    left = [one for one in three if one != teller]
    assert left in mentor.view["groups"]
    assert sorted(mentor.view["roles"][one] for one in left) == ["asker", "teller"]
    assert mentor.act("out", person=left[0]) == ""
    assert set(left) <= set(mentor.view["without"])


def test_a_pair_changes_roles_by_itself_and_the_mentor_hears_what_it_costs(group: People, mentor: BoardPage) -> None:
    mentor.act("draw")
    mentor.act("show")
    pages = {str(number): page(group, name) for number, name in enumerate(NAMES, 1)}
    pair = next(one for one in mentor.view["groups"] if len(one) == 2)
    before = mentor.view["roles"]
    assert pages[pair[0]].act("swap-roles", on=True) == ""
    assert pages[pair[0]].act("swap-roles", on=True) == "", "a second tap changes nothing"
    mentor.look()
    assert mentor.view["changed"] == [pair]
    assert [mentor.view["roles"][one] for one in pair] == [before[one] for one in reversed(pair)]
    mentor.set_clock(1000)
    mentor.act("go", to="talks")
    assert mentor.act("give") == ""
    assert mentor.act("give") == ""
    assert mentor.look().things["lead-talk"]["clock"]["length"] == 600 + 600


def test_the_minutes_of_a_change_are_told_to_the_run_sheet_while_it_is_here(group: People, mentor: BoardPage) -> None:
    now = {"activity": "pair-talk", "part": "", "clock": {"length": 1800, "elapsed": 0, "since": 50}, "since": 50}
    group["mia"].put(GATHERING, "lead-now", now, 0)
    mentor.set_clock(100)
    for page_of, reason in ((page(group, "anna"), "role"), (mentor, "")):
        reply = page_of.ask({"kind": "board-act", "board": "gathering", "action": "more-time"})
        assert reply.get("reason", "") == reason
    kept = group["mia"].records(GATHERING)["lead-now"].value
    assert kept == {**now, "clock": {"length": 2400, "elapsed": 0, "since": 50}}
    group["mia"].put(GATHERING, "lead-now", {**now, "activity": "check-out"}, 2)
    mentor.ask({"kind": "board-act", "board": "gathering", "action": "more-time"})
    assert group["mia"].records(GATHERING)["lead-now"].value == {**now, "activity": "check-out"}


def test_a_participant_changes_no_other_pair_and_leads_nothing(group: People, mentor: BoardPage) -> None:
    mentor.act("draw")
    mentor.act("show")
    first = mentor.view["groups"][0]
    outside = next(str(number) for number in range(1, 6) if str(number) not in first)
    anybody = page(group, NAMES[int(outside) - 1])
    assert anybody.act("swap-roles", person=first[0], on=True) == ""
    mentor.look()
    assert mentor.view["changed"] == [next(one for one in mentor.view["groups"] if outside in one)]
    for action in ("draw", "swap", "show", "hide", "add", "out", "go", "back", "wall", "give", "pause", "more"):
        assert anybody.act(action, person=first[0], to="talks") == "role"
    assert anybody.put("lead-line-1", {"text": "mot"}) == "role"
    assert anybody.put("lead-pairs", {"groups": [["1", "2"]]}) == "role"
    assert page(group, "wall", "wall").act("swap-roles", on=True) == "person"


def test_pairs_taken_back_are_the_mentors_again(group: People, mentor: BoardPage) -> None:
    anna = page(group, "anna")
    mentor.act("draw")
    mentor.act("show")
    groups = mentor.view["groups"]
    assert mentor.act("hide") == ""
    assert mentor.view["groups"] == groups
    assert anna.look().view["groups"] == []
    assert mentor.act("show") == "", "what was taken away can stand again"


def test_nobody_is_drawn_with_somebody_from_an_earlier_gathering(group: People, mentor: BoardPage) -> None:
    earlier = "mestring/1/practise"
    mentor.widget._boards["own"]._rules = PairTalkRules(EXERCISE, (earlier,))
    group["mia"].put(earlier, "lead-pairs", {"groups": [["1", "2"], ["3", "4", "5"]]}, 0)
    for person in ("1", "2", "3", "4"):
        group["mia"].put(GATHERING, f"lead-present-{person}", {"state": "here"}, 0)
    for _ in range(5):
        assert mentor.act("draw") == ""
        assert mentor.view["met"] == []
    group["mia"].put(GATHERING, "lead-present-4", {"state": "away"}, 1)
    for _ in range(5):
        assert mentor.act("draw") == ""
        assert [sorted(couple) for couple in mentor.view["met"]] == [["1", "2"]], "it cannot be helped, and is told"


def test_pairs_shown_at_one_gathering_are_kept_apart_at_the_next(group: People, mentor: BoardPage) -> None:
    first = BoardPage(lambda: group["mia"], "practise", "mentor", "mestring/1")
    for gathering, seats in (("mestring/1/gathering", "1234"), (GATHERING, "1234")):
        for person in seats:
            group["mia"].put(gathering, f"lead-present-{person}", {"state": "here"}, 0)
    assert [first.act("draw"), first.act("show")] == ["", ""]
    before = {frozenset(couple) for couple in first.look().view["groups"]}
    for _ in range(6):  # by chance alone a pair would come again two times in three
        assert mentor.act("draw") == ""
        assert not before & {frozenset(couple) for couple in mentor.look().view["groups"]}
        assert mentor.view["met"] == []


def test_pairs_of_another_group_have_nothing_to_do_with_these(group: People, mentor: BoardPage) -> None:
    group.enter("siv", "mentor", "south")
    for number, name in enumerate(("tor", "una"), 1):
        group.enter(name, "participant", "south")
        change(group.database, "UPDATE members SET seat = ? WHERE id = ?", number, name)
    roles = by_role(group, mentor, size=2)
    assert [person.nickname for person in group["siv"].company()] == ["Tor Å.", "Una Å."]
    assert len(mentor.look().wire[-1].get("people", mentor.wire[0]["people"])) == len(NAMES)
    assert give(group, roles["asker"], "notes", SECRET)["kind"] == "shared"
    for name in ("siv", "tor", "una"):
        assert group[name].seen(KEY) == (), name
    assert give(group, "tor", "notes", SECRET)["reason"] == "no-partner"


def test_the_programmes_other_pair_talks_are_found() -> None:
    assert KEY not in other_talks(EXERCISE)
    assert other_talks(replace(EXERCISE, id="another")) == (*other_talks(EXERCISE), KEY)


def test_phases_have_a_clock_that_stands_and_goes_on_with_a_minute_more(mentor: BoardPage) -> None:
    mentor.set_clock(100)
    assert mentor.act("go", to="plans") == ""
    assert mentor.things["lead-talk"]["clock"] == {"length": 480, "elapsed": 0, "since": 100}
    mentor.set_clock(160)
    mentor.act("pause")
    mentor.act("more")
    assert mentor.things["lead-talk"]["clock"] == {"length": 540, "elapsed": 60, "since": None}
    mentor.set_clock(200)
    mentor.act("go", to="plans")
    mentor.act("resume")
    assert mentor.things["lead-talk"]["clock"] == {"length": 540, "elapsed": 60, "since": 200}
    mentor.act("go", to="talks")
    assert mentor.act("back") == ""
    assert mentor.things["lead-talk"]["phase"] == "plans"
    assert mentor.things["lead-talk"]["clock"]["since"] == 200
    assert mentor.act("go", to="nowhere") == "shape"


def test_keywords_are_seen_when_the_mentor_shows_the_sheet(group: People, mentor: BoardPage) -> None:
    anna, wall = page(group, "anna"), page(group, "wall", "wall")
    assert mentor.put("lead-line-1", {"text": "  mot  "}) == ""
    for other in (anna, wall):
        other.look()
        assert "mot" not in json.dumps(other.wire)
    mentor.act("show-sheet", shown=True)
    for other in (anna, wall):
        assert other.look().things["lead-line-1"] == {"text": "mot"}
    mentor.act("show-sheet", shown=False)
    assert "lead-line-1" not in wall.look().things


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"text": " "}, "empty"),
        ({"text": "x" * 81}, "too-long"),
        ({"text": 3}, "shape"),
        ({"text": ORDINARY}, "identity"),
    ],
)
def test_a_keyword_is_short_and_no_identity_number(mentor: BoardPage, value: dict[str, Any], reason: str) -> None:
    assert mentor.put("lead-line-1", value) == reason


def test_a_laptop_alone_draws_those_on_paper() -> None:
    mentor = alone(on_paper=3)
    assert mentor.view["here"] == 3
    mentor.act("draw")
    assert mentor.act("show") == ""
    assert placed(mentor.view["groups"]) == ["p1", "p2", "p3"]
    assert alone(on_paper=1).act("draw") == "not-now"


def give(group: People, name: str, field: str, text: str) -> dict[str, Any]:
    """Write in a field, and give it away as the page does."""
    widget = page(group, name).widget
    revision = group.write(name, KEY, field, text)
    checked: Any = widget.respond({"kind": "check", "request": 1, "field": field, "revision": revision})
    shared: Any = widget.respond(
        {"kind": "share", "request": 2, "field": field, "revision": revision, "ticket": checked["ticket"]}
    )
    return {"audience": checked["audience"], **shared}


def by_role(group: People, mentor: BoardPage, size: int = 3) -> dict[str, str]:
    """The names of a group's people, by role."""
    mentor.act("draw")
    mentor.act("show")
    found = next(one for one in mentor.view["groups"] if len(one) == size)
    return {mentor.view["roles"][person]: NAMES[int(person) - 1] for person in found}


def test_a_listeners_notes_reach_the_teller_and_nobody_else(group: People, mentor: BoardPage) -> None:
    roles = by_role(group, mentor)
    given = give(group, roles["listener"], "notes", SECRET)
    assert given["kind"] == "shared"
    assert given["audience"] == {"mentors": 0, "members": 1, "names": [f"{roles['teller'].capitalize()} Å."]}
    told = group[roles["listener"]].own_shares(KEY)["notes"]
    assert told.names == (f"{roles['teller'].capitalize()} Å.",), "the writer is told who has it"
    for name in (*NAMES, "mia"):
        expected = [SECRET] if name == roles["teller"] else []
        assert [one.text for one in group[name].seen(KEY)] == expected, name


def test_what_may_be_passed_on_reaches_those_one_talked_with(group: People, mentor: BoardPage) -> None:
    roles = by_role(group, mentor)
    assert give(group, roles["teller"], "retell", "Bare slutten.")["audience"]["members"] == 2
    for name in NAMES:
        expected = ["Bare slutten."] if name in (roles["asker"], roles["listener"]) else []
        assert [one.text for one in group[name].seen(KEY)] == expected, name


def test_after_a_change_of_roles_each_teller_has_notes_of_their_own(group: People, mentor: BoardPage) -> None:
    roles = by_role(group, mentor)
    teller, asker, listener = (roles[name] for name in ("teller", "asker", "listener"))
    assert give(group, listener, "notes-after", SECRET)["reason"] == "no-partner", "nobody is next before a change"
    group.write(listener, KEY, "notes", "Til deg som fortalte først.")
    assert page(group, asker).act("swap-roles", on=True) == ""
    first = give(group, listener, "notes", "Til deg som fortalte først.")
    then = give(group, listener, "notes-after", "Til deg som forteller nå.")
    assert [each["kind"] for each in (first, then)] == ["shared", "shared"]
    assert [one.text for one in group[teller].seen(KEY)] == ["Til deg som fortalte først."]
    assert [one.text for one in group[asker].seen(KEY)] == ["Til deg som forteller nå."]
    assert give(group, teller, "notes-after", "Fra den som spør nå.")["kind"] == "shared"
    assert len(group[asker].seen(KEY)) == 2
    assert page(group, asker).act("swap-roles", on=False) == ""
    again = give(group, listener, "notes-after", "Etter at dere byttet tilbake.")
    assert (again["kind"], again["reason"]) == ("not-shared", "no-partner")
    assert "Til deg som forteller nå." in [one.text for one in group[asker].seen(KEY)], "what was given stays"


def test_a_note_is_not_given_to_another_than_the_one_who_was_named(group: People, mentor: BoardPage) -> None:
    roles = by_role(group, mentor)
    listener = page(group, roles["listener"]).widget
    revision = group.write(roles["listener"], KEY, "notes", SECRET)
    checked: Any = listener.respond({"kind": "check", "request": 1, "field": "notes", "revision": revision})
    assert mentor.look().act("out", person=str(NAMES.index(roles["teller"]) + 1)) == ""
    share = {"kind": "share", "request": 2, "field": "notes", "revision": revision, "ticket": checked["ticket"]}
    reply: Any = listener.respond(share)
    assert (reply["kind"], reply["reason"]) == ("not-shared", "others")
    for name in NAMES:
        assert group[name].seen(KEY) == (), name


def test_a_note_is_not_given_to_whoever_got_the_seat_of_the_one_who_was_named(group: People, mentor: BoardPage) -> None:
    roles = by_role(group, mentor)
    listener = page(group, roles["listener"]).widget
    revision = group.write(roles["listener"], KEY, "notes", SECRET)
    checked: Any = listener.respond({"kind": "check", "request": 1, "field": "notes", "revision": revision})
    change(group.database, f"UPDATE members SET nickname = 'Gro' WHERE id = '{roles['teller']}'")
    share = {"kind": "share", "request": 2, "field": "notes", "revision": revision, "ticket": checked["ticket"]}
    reply: Any = listener.respond(share)
    assert (reply["kind"], reply["reason"]) == ("not-shared", "others")
    assert group[roles["teller"]].seen(KEY) == ()


def test_what_was_given_stays_with_the_one_it_was_given_to(group: People, mentor: BoardPage) -> None:
    roles = by_role(group, mentor)
    assert give(group, roles["listener"], "notes", SECRET)["kind"] == "shared"
    assert mentor.look().act("out", person=str(NAMES.index(roles["teller"]) + 1)) == ""
    again = give(group, roles["listener"], "notes", f"{SECRET} Og mer.")
    assert (again["kind"], again["reason"]) == ("not-shared", "given")
    assert [one.text for one in group[roles["teller"]].seen(KEY)] == [SECRET]
    assert group[roles["asker"]].seen(KEY) == ()


def test_without_a_partner_nothing_is_given(group: People, mentor: BoardPage) -> None:
    given = give(group, "anna", "notes", SECRET)
    assert (given["kind"], given["reason"]) == ("not-shared", "no-partner")
    assert given["audience"] == {"mentors": 0, "members": 0, "names": []}


def test_what_a_page_says_about_its_partners_changes_nothing(group: People, mentor: BoardPage) -> None:
    roles = by_role(group, mentor, size=2)
    outside = next(name for name in NAMES if name not in roles.values())
    anna = page(group, roles["asker"])
    anna.ask({"kind": "board-act", "action": "show", "groups": [["1", "2", "3", "4", "5"]]})
    anna.put("swap-1-2-3-4-5", {"on": True})
    assert give(group, roles["asker"], "notes", SECRET)["audience"]["members"] == 1
    assert group[outside].seen(KEY) == ()


def test_in_a_phase_where_all_change_roles_they_are_changed() -> None:
    changing = EXERCISE.structure.model_copy(update={"swapped": ("talks",)})
    book = MemoryBook()
    book.put(KEY, "lead-pairs", {"groups": [["1", "2"]], "roles": {"1": "teller", "2": "asker"}}, 0)
    assert talking(changing, book.records(KEY)).roles == {"1": "teller", "2": "asker"}  # type: ignore[arg-type]
    book.put(KEY, "lead-talk", {"phase": "talks"}, 0)
    assert talking(changing, book.records(KEY)).roles == {"1": "asker", "2": "teller"}  # type: ignore[arg-type]


@pytest.mark.parametrize("groups", [None, 3, [["1"]], [["1", "1"]], [["1", 2]], [["1", "2", "3", "4"]], "12"])
def test_pairs_that_are_none_count_for_nothing(groups: Any) -> None:
    book = MemoryBook()
    book.people = (Person("1", 1, "", True, True), Person("2", 2, "", True, False))
    book.put(KEY, "lead-pairs", {"groups": groups, "roles": 7}, 0)
    shown = BoardPage(lambda: book, "pair-talk")
    assert shown.view["groups"] == []
    assert shown.widget.partners("partners") == frozenset()
