"""What to ask after somebody has placed a goal on two scales: how important it is, and the belief that it can be done.

The rules come from motivational interviewing, and the reasons stand in ``docs/rules.md``. In short: ask why a number
is not lower, never why it is not higher; where the goal matters and belief is small, do not argue for the goal but talk
about the fear; where it matters little, ask whose goal it is; where both are high, ask for the first step.

Sources: S. Rollnick, P. Mason and C. Butler, Health Behavior Change (Churchill Livingstone, 1999); W. R. Miller and
S. Rollnick, Motivational Interviewing, 4th edition (Guilford Press, 2023). They give the questions and the thought
behind them; where exactly a number counts as low or high is ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ..kinds.scale import HIGHEST, LOWEST

Reading = Literal["wait", "not-mine", "afraid", "ready", "between"]

LOW_IMPORTANCE = 3
"""Up to this, the first question is whose goal it is."""
HIGH = 7
"""From this on, a number is high."""
SMALL_BELIEF = 4
"""Up to this, belief is small."""
GAP = 4
"""From so many numbers between, importance is far above belief."""

ORDER: dict[Reading, tuple[str, ...]] = {
    "wait": (),
    "not-mine": ("whose-goal",),
    "afraid": ("fear", "why-not-lower", "one-higher"),
    "between": ("why-not-lower", "one-higher", "fear", "who-notices"),
    "ready": ("first-step", "who-notices", "why-not-lower", "one-higher"),
}
"""The questions that belong to each reading, in the order in which they help."""
KNOWN = frozenset(question for questions in ORDER.values() for question in questions)


def reading(importance: int | None, belief: int | None) -> Reading:
    """What the two numbers, each 1–10, say together; ``wait`` while one is missing. Raises ValueError outside 1–10.

    ``not-mine``: it matters little; ``afraid``: it matters much, and belief is small and far below; ``ready``: both are
    high; ``between``: everything else.
    """
    if importance is None or belief is None:
        return "wait"
    for number in (importance, belief):
        if not LOWEST <= number <= HIGHEST:
            raise ValueError(
                f"expected a number from {LOWEST} to {HIGHEST}, came {number}; place it on the scale again"
            )
    if importance <= LOW_IMPORTANCE:
        return "not-mine"
    if importance >= HIGH and belief <= SMALL_BELIEF and _far_above(importance, belief):
        return "afraid"
    if importance >= HIGH and belief >= HIGH:
        return "ready"
    return "between"


def choose(importance: int | None, belief: int | None, offered: Sequence[str]) -> tuple[str, ...]:
    """The follow-ups to show, in order, from the ids an exercise offers. Raises ValueError outside 1–10.

    ``why-not-lower`` and ``one-higher`` are about belief. A belief of 1 has nothing lower and one of 10 nothing higher,
    and then that question is not asked. ``fear`` is asked when importance is far above belief. A question these rules
    do not know is the author's own: it is asked whenever both numbers are there, after the others.
    """
    kind = reading(importance, belief)
    if kind == "wait" or importance is None or belief is None:
        return ()
    passed_over = {
        "why-not-lower": belief == LOWEST,
        "one-higher": belief == HIGHEST,
        "fear": not _far_above(importance, belief),
    }
    asked = [question for question in ORDER[kind] if question in offered and not passed_over.get(question, False)]
    own = [question for question in dict.fromkeys(offered) if question not in KNOWN]
    return (*asked, *own)


def _far_above(importance: int, belief: int) -> bool:
    return importance - belief >= GAP
