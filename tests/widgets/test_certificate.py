"""What a group's certificates say: a mentor settles it, whoever was there is counted, and nobody else is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.exercises.answers.people import change
from tests.widgets.board_pages import seat
from tests.widgets.gathering_pages import GatheringPage
from tests.widgets.groups import People, people

from samling_widgets import Gathering

BOARD = "certificate"


class CertificatePage(GatheringPage):
    """The mentor's page «På papir», as far as its board goes."""

    def __init__(self, book: Any, role: Any = "mentor") -> None:
        self.widget: Any = Gathering("mestring/2", role=role, book=book).paper()
        self.things, self.revisions, self.view, self.wire = {}, {}, {}, []
        self.widget.send = self._heard
        self._requests = 0
        self.reopen()

    def ask(self, content: dict[str, Any]) -> Any:
        self._requests += 1
        return self.widget.respond({"board": BOARD, "request": self._requests, **content})

    def person(self, person: str) -> dict[str, Any]:
        found: dict[str, Any] = next(one for one in self.view["people"] if one["id"] == person)
        return found


@pytest.fixture
def group(tmp_path: Path) -> Iterator[People]:
    with people(tmp_path) as entered:
        entered.enter("mia", "mentor")
        seat(entered, "kari", "ola")
        yield entered


@pytest.fixture
def page(group: People) -> CertificatePage:
    return CertificatePage(lambda: group["mia"])


def mark(group: People, gathering: str, **states: str) -> None:
    lead = GatheringPage(lambda: group["mia"], gathering=gathering)
    for person, state in states.items():
        assert lead.act("mark", person=person.removeprefix("_"), state=state) == ""


def test_the_usual_rule_and_the_content_s_minutes_stand_there_from_the_beginning(page: CertificatePage) -> None:
    assert page.view["rule"] == {"absences": 1, "made-up": True}
    assert [(one["id"], one["day"], one["minutes"]) for one in page.view["held"]] == [
        ("1", "", 120),
        ("2", "", 120),
        ("3", "", 120),
    ]


def test_whoever_was_away_owes_it_until_the_mentor_ticks_it(group: People, page: CertificatePage) -> None:
    mark(group, "mestring/1", _1="here", _2="away")
    page.look()
    assert page.person("1")["earned"]
    assert (page.person("2")["missed"], page.person("2")["earned"]) == (["1"], False)
    assert page.put("draft-made-up-2", {"gatherings": ["1"]}) == ""
    page.look()
    assert page.person("2")["earned"]
    assert page.put("draft-made-up-2", {"gatherings": []}) == ""
    page.look()
    assert not page.person("2")["earned"]


def test_the_day_of_the_attendance_is_proposed_and_gives_way_to_the_one_written_down(
    group: People, page: CertificatePage
) -> None:
    mark(group, "mestring/1", _1="here")
    page.look()
    assert page.view["held"][0]["day"] != ""
    assert page.put("lead-held-1", {"day": "2027-02-10", "place": " Møterommet ", "minutes": 100}) == ""
    page.look()
    assert page.view["held"][0] == {"id": "1", "day": "2027-02-10", "place": "Møterommet", "minutes": 100}


def test_another_rule_counts_at_once(group: People, page: CertificatePage) -> None:
    mark(group, "mestring/1", _1="here", _2="away")
    assert page.put("lead-rule", {"absences": 1, "made-up": False}) == ""
    page.look()
    assert page.person("2")["earned"]


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("lead-rule", {"absences": -1, "made-up": True}, "shape"),
        ("lead-rule", {"absences": True, "made-up": True}, "shape"),
        ("lead-rule", {"absences": 1}, "shape"),
        ("lead-held-9", {"day": "", "place": "", "minutes": 1}, "name"),
        ("lead-held-1", {"day": "i morgen", "place": "", "minutes": 1}, "shape"),
        ("lead-held-1", {"day": "", "place": "x" * 201, "minutes": 1}, "too-long"),
        ("lead-held-1", {"day": "", "place": "", "minutes": 601}, "shape"),
        ("lead-held-1", {"day": [], "place": "", "minutes": 1}, "shape"),
        ("draft-made-up-9", {"gatherings": ["1"]}, "person"),
        ("draft-made-up-1", {"gatherings": ["9"]}, "shape"),
        ("draft-made-up-1", {"gatherings": "1"}, "shape"),
        ("lead-other", {}, "name"),
    ],
)
def test_what_is_no_such_thing_is_refused(page: CertificatePage, name: str, value: dict[str, Any], reason: str) -> None:
    assert page.put(name, value) == reason


def test_a_participant_s_page_has_no_such_board(group: People) -> None:
    widget = Gathering("mestring/2", role="participant", book=lambda: group["kari"]).paper()
    assert widget.respond({"board": BOARD, "request": 1, "kind": "board-open"}) is None


def test_a_participant_who_forges_a_mentor_s_page_gets_and_writes_nothing(group: People, page: CertificatePage) -> None:
    mark(group, "mestring/1", _1="here", _2="away")
    page.put("draft-made-up-2", {"gatherings": ["1"]})
    forged = CertificatePage(lambda: group["kari"])
    assert (forged.view, forged.things) == ({}, {})
    assert forged.put("lead-rule", {"absences": 9, "made-up": False}) == "role"
    assert forged.put("draft-made-up-1", {"gatherings": []}) == "role"


def test_what_somebody_made_up_goes_with_them(group: People, page: CertificatePage) -> None:
    mark(group, "mestring/1", _1="here", _2="away")
    assert page.put("draft-made-up-2", {"gatherings": ["1"]}) == ""
    assert change(group.database, "SELECT member_id FROM records WHERE name = 'draft-made-up-2'") == [("ola",)]
