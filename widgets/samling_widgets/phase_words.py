"""The words of leading phases with a clock, which the kinds with phases share. The page fills ``{places}`` itself."""

from __future__ import annotations

from samling_exercises.interface import Translator


def phase_strings(_: Translator) -> dict[str, str]:
    """For the mentor's clock, and the soft sign of everyone else."""
    return {
        "phases": _("The phases"),
        "one-minute-more": _("1 minute more"),
        "pause-clock": _("Stop the clock"),
        "go-on": _("Start the clock"),
        "hint": _("A hint for you who lead"),
        "more-hints": _("More hints here"),
        "step-back": _("One step back"),
        "time-is-up": _("Time is up; finish in peace."),
        "phone-away": _("Put the phone away. What happens now, happens in the room."),
        "not-done": _("That did not get through. Try once more."),
    }
