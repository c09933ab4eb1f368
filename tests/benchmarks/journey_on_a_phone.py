"""How a journey is to use on a slow phone: 5 phases and 40 notes beside 15 phases and 300 notes, in one run.

    python -m tests.benchmarks.journey_on_a_phone [--slowdown 4] [--rounds 15]

A real server, a real kernel, and Chromium at 390 × 844 with its processor slowed down. What is done with a finger is
timed in the page, from the tap until the screen has been drawn. For what somebody else writes, the figure is the
longest time the page drew nothing while it came in: at 60 pictures a second and without any work that is 17 ms.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.benchmarks.page_client import head, report
from tests.browser.conftest import ARGUMENTS, PHONE, ROOT, SITE, Server, browser_path, start, visitor
from tests.build.site.seats import Seated
from tests.widgets.journeys import NOTE, TOPIC, journey_of

NOW = "mestring/2/gathering"
SIZES = ((5, 40), (15, 300))
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
TAP = f"""async tapped => {{
  const began = performance.now();
  tapped.click();
  await {DRAWN};
  return performance.now() - began;
}}"""
LONGEST_STILL = """({ seconds, selector }) => new Promise(done => {
  let last = performance.now(), longest = 0, drawn = 0;
  const began = last;
  const look = now => {
    longest = Math.max(longest, now - last);
    last = now;
    if (drawn || document.querySelector(selector)) drawn += 1;
    // one picture more, so that the drawing of the note itself is counted
    if (drawn > 1 || now - began > seconds * 1000) done(drawn ? longest : null);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""


@contextmanager
def phone(browser: Browser, server: Server, seated: Seated, slowdown: float) -> Iterator[Page]:
    """A slow phone of this member."""
    with visitor(browser, PHONE, practise=False) as context:
        context.add_cookies([{"name": seated.cookie, "value": seated.token, "url": server.address}])
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        yield page


def hang(server: Server, mentor: Seated, phases: int, notes: int) -> None:
    """A journey of this size, made in the group, which is at it now."""
    with server.seats.book(mentor) as book:
        for name, kept in journey_of(notes, phases).records(TOPIC).items():
            book.put(TOPIC, name, kept.value, 0)
        now = {"activity": "journey", "part": None, "step": "", "clock": None, "since": time.time()}
        book.put(NOW, "lead-now", {**now, "began": time.time(), "before": None}, 0)


def tap(page: Page, selector: str) -> float:
    """Tap what this selector finds; the milliseconds until it is drawn."""
    taken: float = page.locator(selector).first.evaluate(TAP)
    return taken


def opened(page: Page, address: str) -> float:
    """The milliseconds from the address until the journey is drawn. The kernel's start is in it."""
    page.goto("about:blank")
    began = time.perf_counter()
    page.goto(f"{address}#journey")
    page.locator(".journey-stop").first.wait_for()
    page.evaluate(f"() => {DRAWN}")
    return (time.perf_counter() - began) * 1000


def by_hand(page: Page, rounds: int) -> dict[str, list[float]]:
    """What the owner of the phone does, so many times."""
    taken: dict[str, list[float]] = {}

    def note(what: str, milliseconds: float) -> None:
        taken.setdefault(what, []).append(milliseconds)

    for number in range(rounds):
        note("a phase is opened", tap(page, "[data-name=stop-decision]"))
        page.locator("[data-phase=decision] [data-name=hang]").click()
        if not number:  # the word about what others will read is said once
            tap(page, "[data-phase=decision] [data-name=reminded]")
        words = f"Skrevet på telefonen ({number})"
        page.locator("[data-phase=decision] [data-name=text]").fill(words)
        note("a note is hung up", tap(page, "[data-phase=decision] [data-name=send]"))
        mine = page.locator(".journey-face", has_text=words)
        expect(mine).to_have_count(1)
        tap(page, "[data-phase=decision] [data-name=leave]")
        note("a note's menu is opened", float(mine.evaluate(TAP)))
        note("a note is marked", tap(page, "[data-name=mark-works]"))
        tap(page, "[data-name=take-away]")
        expect(mine).to_have_count(0)
        tap(page, "[data-name=stop-decision]")
    return taken


def by_others(page: Page, server: Server, other: Seated, rounds: int) -> list[float]:
    """The longest still while a note of somebody else's comes in, in an open phase."""
    taken = []
    with server.seats.book(other) as book:
        for number in range(rounds):
            hung: dict[str, Any] = {
                **NOTE,
                "text": f"Fra en annen ({number})",
                "order": 1000 + number,
                "gathering": "2",
            }
            book.put(TOPIC, f"note-other{number}", hung, 0)
            still = page.evaluate(LONGEST_STILL, {"seconds": 10, "selector": f"[data-note=note-other{number}]"})
            if still is None:
                raise SystemExit("Expected the other's note within 10 s, it never came.")
            taken.append(still)
    return taken


def measure(browser: Browser, phases: int, notes: int, slowdown: float, rounds: int) -> None:
    """Print the lines for a journey of this size."""
    with tempfile.TemporaryDirectory(prefix="samling-benchmark-") as folder:
        data = Path(folder)
        server = start([sys.executable, "-c", SITE, str(data), str(ROOT / "notebooks"), "0"], data)
        try:
            anna, bo = server.seats.take(), server.seats.take()
            hang(server, server.seats.take("mentor"), phases, notes)
            print(f"\n{phases} phases, {notes} notes\n{head('times')}")
            with phone(browser, server, anna, slowdown) as page:
                address = server.page("nb/mestring/2-deltaker.ipynb")
                print(report("the page is opened", [opened(page, address) for _ in range(3)]), flush=True)
                for what, taken in by_hand(page, rounds).items():
                    print(report(what, taken), flush=True)
                tap(page, "[data-name=stop-decision]")
                print(report("longest still as another's note comes", by_others(page, server, bo, rounds)), flush=True)
        finally:
            server.stop()


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--slowdown", type=float, default=4.0, help="how many times slower than this machine")
    parser.add_argument("--rounds", type=int, default=15, help="how often each thing is done")
    chosen = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        for phases, notes in SIZES:
            measure(browser, phases, notes, chosen.slowdown, chosen.rounds)
        browser.close()


if __name__ == "__main__":
    main()
