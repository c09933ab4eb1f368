"""What only a mentor may do, and what no run sheet asks: whatever a page says it is, it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.exercises.confidentiality.made_numbers import ORDINARY
from tests.widgets.board_pages import seat
from tests.widgets.gathering_pages import GatheringPage, Role, run_sheet, standing
from tests.widgets.groups import People, people

OF_A_MENTOR: list[dict[str, Any]] = [
    {"action": "now", "activity": "journey"},
    {"action": "now", "part": "break"},
    {"action": "back"},
    {"action": "pause"},
    {"action": "resume"},
    {"action": "more"},
    {"action": "tap", "person": "1", "state": ""},
    {"action": "mark", "person": "1", "state": "left"},
    {"action": "paper", "count": 3},
    {"action": "plan", "change": {"minutes": 60}},
    {"action": "raise", "text": "Et punkt", "sheet": "Dette løfter vi"},
    {"action": "lower"},
]
"""Everything a run sheet may ask for."""
NONE_OF_ITS: list[tuple[dict[str, Any], str]] = [
    ({"action": "now", "activity": "opening"}, "shape"),
    ({"action": "now", "activity": "nowhere"}, "shape"),
    ({"action": "now", "activity": ["journey"]}, "shape"),
    ({"action": "now", "activity": "journey", "part": "break"}, "shape"),
    ({"action": "now", "activity": "reflecting-team", "step": "story-"}, "shape"),
    ({"action": "now", "activity": "reflecting-team", "step": 1}, "shape"),
    ({"action": "now", "part": "break", "step": "telling"}, "shape"),
    ({"action": "now", "part": "midnight"}, "shape"),
    ({"action": "now", "part": ["break"]}, "shape"),
    ({"action": "now"}, "shape"),
    ({"action": "tap", "person": "9", "state": ""}, "person"),
    ({"action": "tap", "person": None, "state": ""}, "person"),
    ({"action": "mark", "person": "1", "state": "asleep"}, "shape"),
    ({"action": "mark", "person": "1", "state": {}}, "shape"),
    ({"action": "mark", "person": "p1", "state": "here"}, "person"),
    ({"action": "raise", "text": "x" * 281}, "too-long"),
    ({"action": "raise", "text": f"Født {ORDINARY}"}, "identity"),
    ({"action": "stop"}, "name"),
    ({"action": "__init__"}, "name"),
]
"""What no run sheet asks for, and why it is refused."""


@pytest.fixture
def group(tmp_path: Path) -> Iterator[People]:
    """Mia leads, Anna takes part on seat 1, and there is a wall."""
    with people(tmp_path) as entered:
        entered.enter("mia", "mentor")
        entered.enter("wall", "wall")
        seat(entered, "anna")
        yield entered


@pytest.fixture
def mia(group: People) -> GatheringPage:
    return run_sheet(group, "mia")


@pytest.mark.parametrize(("name", "role"), [("anna", "participant"), ("wall", "wall")])
def test_nobody_but_a_mentor_can_lead_whatever_a_page_says_it_is(
    group: People, mia: GatheringPage, name: str, role: Role
) -> None:
    mia.now("check-in")
    mia.now("journey")
    before = standing(group)
    for claimed in (role, "mentor"):
        forged = run_sheet(group, name, claimed)
        line = GatheringPage(lambda: group[name], "together", claimed)
        for message in OF_A_MENTOR:
            assert forged.ask({"kind": "board-act", **message})["reason"] == "role", message
            assert line.ask({"kind": "board-act", **message})["reason"] == "name", message
    assert standing(group) == before


def test_what_stands_of_the_gathering_is_written_by_nobody_else(group: People, mia: GatheringPage) -> None:
    forgers = run_sheet(group, "anna"), run_sheet(group, "wall")
    value = {"when": "nå", "state": "here", "count": 1}
    for name in ("lead-now", "lead-plan", "lead-paper", "lead-present-1", "lead-raised", "lead-next"):
        assert [forger.put(name, value) for forger in forgers] == ["role", "role"], name
        assert mia.put(name, value) == ("" if name == "lead-next" else "name")


def test_what_no_run_sheet_asks_is_refused(group: People, mia: GatheringPage) -> None:
    for message, reason in NONE_OF_ITS:
        assert mia.ask({"kind": "board-act", **message})["reason"] == reason, message
    assert standing(group) == {}


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"when": "x" * 61}, "too-long"),
        ({"place": "x" * 61}, "too-long"),
        ({"task": "x" * 201}, "too-long"),
        ({"task": ["x"]}, "shape"),
        ({"task": f"Ring {ORDINARY}"}, "identity"),
    ],
)
def test_a_next_date_that_is_none_is_refused(group: People, mia: GatheringPage, value: Any, reason: str) -> None:
    assert mia.put("lead-next", value) == reason
    assert standing(group) == {}
