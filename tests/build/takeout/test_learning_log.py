"""The learning log: what stands in it, in which order, and what does not."""

from __future__ import annotations

import pytest
from tests.build.takeout.test_booklet import row

from samling_build.takeout import learning_log
from samling_exercises import load_programme

GATHERINGS = load_programme("mestring").gatherings
KEYS = [f"{gathering.key}/check-out" for gathering in GATHERINGS]


def test_each_gathering_has_one_field_that_goes_to_the_log() -> None:
    for gathering in GATHERINGS:
        logged = [(each.id, field.id) for each in gathering.exercises for field in each.fields if field.log]
        assert logged == [("check-out", "learnt")]


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_newest_of_each_gathering_stands_in_the_content_s_order(language: str) -> None:
    rows = [
        row(KEYS[2], "learnt", 1, "Tredje", 3),
        row(KEYS[0], "learnt", 1, "Før"),
        row(KEYS[0], "learnt", 2, "Først"),
    ]
    log = learning_log({"revisions": [*rows, row("mestring/2/scaling", "goal", 1, "Noe annet")]}, language)
    assert [(one.gathering, one.text) for one in log] == [
        (GATHERINGS[0].text(language).title, "Først"),
        (GATHERINGS[2].text(language).title, "Tredje"),
    ]
    assert log[0].label == GATHERINGS[0].exercise("check-out").text(language).fields["learnt"].label
    assert "2026" in log[1].day


def test_what_was_emptied_is_left_out_and_what_was_tampered_with_is_told() -> None:
    rows = [row(KEYS[0], "learnt", 1, "Noe"), row(KEYS[0], "learnt", 2, ""), row(KEYS[1], "learnt", 1, None)]
    assert [one.text for one in learning_log({"revisions": rows}, "nb")] == [None]
    assert learning_log({}, "nb") == ()
