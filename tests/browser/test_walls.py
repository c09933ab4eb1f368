"""Every activity of every gathering on the big screen: one hand, all of it there, and never a bare wall.

And the journey on the laptop beside it, which needs room as a wall does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import time
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.cast import Cast, cast
from tests.browser.conftest import Server, Watch
from tests.browser.widget_room import SMALL_WORDS, SMALLEST_ON_WALL
from tests.widgets.journeys import NOTE, PHASES, TOPIC

from samling_build.places import notebooks_folder

LOOK = """part => {
  const shown = [...part.querySelectorAll('h3, p, li')].filter((one) => one.checkVisibility() && one.innerText.trim());
  const title = part.querySelector('.samling h3');
  const style = title && getComputedStyle(title);
  return {
    title: style && [title.getBoundingClientRect().left, style.fontSize, style.fontWeight, style.color].join(' '),
    words: shown.filter((one) => one !== title).length,
    beyond: shown.filter((one) => one.getBoundingClientRect().bottom > innerHeight).map((one) => one.innerText),
    cut: [...part.querySelectorAll('.journey-stage')].some((one) => one.scrollHeight > one.clientHeight),
  };
}"""


@pytest.fixture(scope="module")
def server(servers: Callable[..., Server]) -> Server:
    return servers("site", notebooks_folder())


@pytest.fixture
def group(browser: Browser, server: Server, watch: Watch) -> Iterator[Cast]:
    with cast(browser, server, watch, names=(), on_paper=2) as made:
        yield made


@pytest.mark.parametrize("gathering", ["1", "2", "3"])
def test_every_wall_asks_something_in_one_style_and_is_all_there(group: Cast, server: Server, gathering: str) -> None:
    wall = group.wall
    wall.go(server=server.page(f"nb/mestring/{gathering}-storskjerm.ipynb"))
    activities = wall.page.locator("section.activity").evaluate_all("parts => parts.map(({ id }) => id)")
    looks = {name: look(group, gathering, name) for name in activities}
    assert len({each["title"] for each in looks.values() if each["title"]}) == 1
    assert [name for name, each in looks.items() if not each["words"]] == []
    assert [name for name, each in looks.items() if each["beyond"] or each["cut"]] == []


def test_all_five_phases_are_whole_on_the_mentor_s_laptop_while_a_note_is_open(group: Cast) -> None:
    mona = group.mentor
    with mona.book() as book:
        for order, (name, title) in enumerate(PHASES.items()):
            book.put(TOPIC, f"phase-{name}", {"title": title, "order": order}, 0)
            words = {"text": "Hjemmehjelpen la nøkkelen på kjøkkenbordet", "phase": name}
            book.put(TOPIC, f"note-{name}", {**NOTE, **words, "order": 0, "gathering": "1"}, 0)
    mona.page.set_viewport_size({"width": 1280, "height": 800})
    mona.go("journey")
    journey = mona.part("journey")
    journey.locator(".journey-note button").first.click()
    expect(journey.get_by_role("button", name="Vis stort for alle")).to_be_visible()
    edges = "parts => parts.map((one) => one.getBoundingClientRect().right)"
    assert max(journey.locator(".journey-phase").evaluate_all(edges)) <= 1280
    mona.page.get_by_role("link", name="Oversikt").click()
    expect(mona.page.get_by_role("link", name="Kjøreplan").first).to_be_visible()


def look(group: Cast, gathering: str, activity: str) -> dict[str, Any]:
    """The wall when the group has come to an activity."""
    topic, now = f"mestring/{gathering}/gathering", {"part": "", "step": "", "clock": None, "before": None}
    with group.mentor.book() as book:
        stands = book.records(topic).get("lead-now")
        book.put(topic, "lead-now", {**now, "activity": activity, "since": time()}, stands.revision if stands else 0)
    part = group.wall.part(activity)
    expect(part.locator(".samling :is(p, li):visible").first).to_be_visible()
    assert group.wall.page.evaluate(SMALL_WORDS, SMALLEST_ON_WALL) == []
    found: dict[str, Any] = part.evaluate(LOOK)
    return found
