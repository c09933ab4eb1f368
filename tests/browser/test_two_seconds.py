"""Two pages that show the same thing never disagree for longer than two seconds, on a real server with real kernels."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.cast import Cast, cast
from tests.browser.conftest import Server, Watch

from samling_build.places import notebooks_folder

LONGEST = 2_000
"""Milliseconds, from when the writer's own page has it."""


@pytest.fixture(scope="module")
def server(servers: Callable[..., Server]) -> Server:
    return servers("site", notebooks_folder())


@pytest.fixture
def everyone(browser: Browser, server: Server, watch: Watch) -> Iterator[Cast]:
    with cast(browser, server, watch) as made:
        yield made


def test_what_is_now_a_note_a_story_s_step_and_the_pairs_are_on_the_others_within_two_seconds(everyone: Cast) -> None:
    mentor, wall, (anna, bo) = everyone.mentor, everyone.wall, everyone.people[:2]
    mentor.go("run-sheet")
    for player in (wall, anna, bo):
        player.go("journey" if player is anna else "")
    for seat in ("1", "2"):
        mentor.press("run-sheet", f"present-{seat}")
        expect(mentor.part("run-sheet").locator(f"[data-name='present-{seat}']")).to_have_attribute(
            "aria-pressed", "true"
        )
    mentor.unfold("run-sheet")
    mentor.press("run-sheet", "lead-now-1-journey")
    expect(mentor.part("run-sheet").locator(".lead-title")).to_have_text("Brukerreisen")
    expect(bo.page.locator("section.together")).to_contain_text("Brukerreisen", timeout=LONGEST)
    expect(wall.part("journey")).to_be_visible(timeout=LONGEST)

    mentor.turn_to("journey")
    mentor.press("journey", "begin")
    anna.press("journey", "stop-before-us")
    anna.press("journey", "hang")
    anna.press("journey", "reminded")
    anna.part("journey").locator("[data-name='text']").fill("Ventet ved vinduet")
    anna.press("journey", "send")
    expect(anna.part("journey").locator(".journey-note")).to_have_count(1)
    expect(wall.page.get_by_text("Ventet ved vinduet")).to_be_visible(timeout=LONGEST)

    mentor.turn_to("reflecting-team")
    anna.turn_to("reflecting-team")
    mentor.on("reflecting-team")
    expect(anna.part("reflecting-team").locator(".samling-overview")).to_have_count(0, timeout=LONGEST)

    mentor.turn_to("pair-talk")
    anna.turn_to("pair-talk")
    mentor.press("pair-talk", "draw")
    mentor.press("pair-talk", "show")
    expect(mentor.part("pair-talk").locator("[data-name='show']")).to_have_count(0)
    expect(anna.part("pair-talk").get_by_text("Du snakker med Bo")).to_be_visible(timeout=LONGEST)
