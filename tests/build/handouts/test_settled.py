"""What a group has settled goes on its paper: plan, days, attendance, journey; and what is not settled is a line."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from tests.build.handouts.papers import GATHERING, PROGRAMME, text_of

from samling_build.handouts.certificate import Certified, Held, certificate, hours
from samling_build.handouts.run_sheet import run_sheet
from samling_build.handouts.settled import certified, held, made, planned, topics
from samling_exercises.answers.values import Kept
from samling_widgets.certificate_things import Things, attended, certificate_topic

DAY = datetime(2027, 2, 10, 23, 30, tzinfo=UTC)
NAMES = {"1": "Kari", "2": "Ola", "3": ""}


def things(**by_topic: dict[str, Any]) -> Things:
    """The group's things: topics with ``_`` for ``/``."""
    return {
        topic.replace("__", "/"): {name: Kept(name, value, 1, DAY, DAY) for name, value in found.items()}
        for topic, found in by_topic.items()
    }


def present(**states: str) -> dict[str, Any]:
    return {f"lead-present-{person[1:]}": {"state": state} for person, state in states.items()}


def test_everything_that_paper_needs_is_read_and_nothing_more() -> None:
    assert topics(PROGRAMME) == [
        "mestring/path/journey",
        "mestring/1/gathering",
        "mestring/2/gathering",
        "mestring/3/gathering",
        certificate_topic("mestring"),
    ]


def test_the_run_sheet_follows_the_mentors_plan_by_the_clock() -> None:
    plan = {"minutes": 90, "stories": 1, "people": 6, "begins": "18:00"}
    agendas, begins = planned(GATHERING, things(mestring__2__gathering={"lead-plan": plan}))
    assert begins == time(18, 0)
    assert [one.minutes for one in agendas] == [90]
    text = text_of(run_sheet(PROGRAMME, GATHERING, "nb", agendas, begins).pdf())
    assert "18:00Innsjekk" in text
    assert "13:00" not in text


def test_a_gathering_in_two_meetings_has_two_run_sheets() -> None:
    plan = {"minutes": 60, "split": True}
    agendas, _ = planned(GATHERING, things(mestring__2__gathering={"lead-plan": plan}))
    text = text_of(run_sheet(PROGRAMME, GATHERING, "nb", agendas).pdf())
    assert "Møte1av2" in text
    assert "Møte2av2" in text


def test_the_day_is_the_one_written_down_else_the_day_of_the_attendance_in_norway() -> None:
    found = held(
        PROGRAMME,
        things(
            mestring__1__gathering=present(_1="here"),
            mestring__certificate__settled={"lead-held-2": {"day": "2027-03-03", "place": "Møterommet", "minutes": 95}},
        ),
    )
    assert [(one.day, one.place, one.took) for one in found] == [
        (date(2027, 2, 11), "", PROGRAMME.gathering("1").minutes),
        (date(2027, 3, 3), "Møterommet", 95),
        (None, "", PROGRAMME.gathering("3").minutes),
    ]


def test_whoever_was_away_once_gets_a_certificate_when_it_is_made_up() -> None:
    found = things(
        mestring__1__gathering=present(_1="here", _2="away", _3="here"),
        mestring__2__gathering=present(_1="left", _2="here"),
        mestring__certificate__settled={"draft-made-up-2": {"gatherings": ["1"]}},
    )
    everyone = attended(PROGRAMME, found, NAMES)
    assert [(one.called, one.outcome.earned, one.outcome.owed) for one in everyone] == [
        ("Kari", True, ()),
        ("Ola", True, ()),
        ("", False, ("2",)),
    ]
    assert certified(PROGRAMME, found, NAMES) == (
        Certified("participant"),
        Certified("participant", frozenset({"1"})),
        Certified("mentor"),
    )


def test_whoever_is_on_paper_counts_too() -> None:
    found = things(
        mestring__1__gathering={**present(_1="here", _p1="here"), "lead-called-p1": {"name": "Berit"}},
    )
    assert [one.called for one in attended(PROGRAMME, found, {"1": "Kari"})] == ["Kari", "Berit"]


def test_hostile_things_are_taken_for_nothing() -> None:
    found = things(
        mestring__certificate__settled={
            "lead-rule": {"absences": "mange"},
            "lead-held-1": {"day": 5, "place": None, "minutes": -3},
            "draft-made-up-1": {"gatherings": "1"},
        },
        mestring__1__gathering={"lead-present-1": {}, "lead-plan": {"begins": "25:99"}},
    )
    assert held(PROGRAMME, found)[0].took == PROGRAMME.gathering("1").minutes
    assert attended(PROGRAMME, found, NAMES)[0].outcome.owed == ("1",)
    assert planned(PROGRAMME.gathering("1"), found)[1] is None


def test_a_certificate_says_when_where_and_how_long_and_nobodys_name() -> None:
    days = [Held(one, date(2027, 2, 10), "Møterommet i 2. etasje") for one in PROGRAMME.gatherings]
    text = text_of(certificate(PROGRAMME, "nb", days, [Certified("participant", frozenset({"2"}))]).pdf())
    assert "10.februar2027" in text
    assert "Møterommeti2.etasje" in text
    assert "(tattigjensammenmedveilederen)" in text
    assert f"{sum(one.minutes for one in PROGRAMME.gatherings) / 60:g}timer".replace(".", ",") in text
    assert not any(name in text for name in NAMES.values() if name)


def test_hours_are_said_in_halves() -> None:
    assert hours([Held(GATHERING, minutes=100)], "nb") == "1,5 timer"
    assert hours([Held(GATHERING, minutes=100)], "en") == "1.5 hours"
    assert hours([Held(GATHERING, minutes=60), Held(GATHERING, minutes=60)], "nb") == "2 timer"


def test_a_journey_nobody_has_begun_is_none() -> None:
    assert made(PROGRAMME, {}) == {}
    found = made(PROGRAMME, things(mestring__path__journey={"phase-a": {"title": "Først", "order": 1}}))
    assert [phase.title for phase in found["path"].phases] == ["Først"]
