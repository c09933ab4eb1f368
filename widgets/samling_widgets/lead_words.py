"""The words of the run sheet."""

from __future__ import annotations

from samling_exercises.interface import Translator


def lead_strings(_: Translator) -> dict[str, str]:
    """Every word the run sheet may need. The page fills ``{places}`` itself."""
    return {**_leading(_), **_people(_), **_planning(_), **_walling(_)}


def _leading(_: Translator) -> dict[str, str]:
    return {
        "not-begun": _("Not begun yet"),
        "begin": _("Begin: {title}"),
        "next": _("Next: {title}"),
        "to-now": _("Now: {title}"),
        "now-button": _("Now"),
        "we-are-here": _("We are here"),
        "end-gathering": _("End the gathering"),
        "to-activity": _("Open its page"),
        "back-to": _("Back to “{title}”"),
        "before-next": _("Good to know before “{title}”"),
        "hints-before": _("Good to know beforehand"),
        "ends-at": _("Ends at {time} as you go now."),
        "on-time": _("You are on time."),
        "behind": _("You are {count} minutes behind the plan."),
        "ahead": _("You are {count} minutes ahead of the plan."),
        "type-in": _("Did you work on paper? Type in what hung on the wall, now or another day:"),
        "lower": _("Take the point down again"),
    }


def _people(_: Translator) -> dict[str, str]:
    return {
        "who": _("Who is here"),
        "who-count": _("{here} of {all} are here"),
        "who-help": _("One tap when somebody comes. Pairs and turns stay as they are when somebody is late or leaves."),
        "here-state": _("here"),
        "late-state": _("comes late"),
        "left-state": _("has left"),
        "away-state": _("not today"),
        "unknown-state": _("not marked"),
        "late-short": _("late"),
        "left-short": _("left"),
        "away-short": _("away"),
        "person-state": _("{name}: {state}"),
        "paper-names": _("Names of those on paper"),
        "paper-help": _("Seats marked “on paper” above are counted already."),
        "paper-people": _("On paper, without a seat here"),
        "fewer": _("One less"),
        "more": _("One more"),
    }


def _planning(_: Translator) -> dict[str, str]:
    return {
        "plan": _("Plan for today"),
        "meeting": _("Meeting {number}"),
        "meeting-today": _("Meeting {number}, today"),
        "left-out": _("There is not time for everything, so the plan is shortened like this:"),
        "change-plan": _("Change the plan"),
        "plan-minutes": _("Minutes today"),
        "plan-stories": _("Stories"),
        "plan-people": _("How many you will be"),
        "counted": _("Counted: {people} are here or come late."),
        "plan-begins": _("When do you begin?"),
        "plan-split": _("Split in two meetings"),
        "plan-part": _("Which one is today?"),
        "plan-add": _("Add {title} ({minutes} min)"),
        "plan-headlines": _("Only headlines; not everyone tells"),
        "plan-skip": _("Leave out today"),
    }


def _walling(_: Translator) -> dict[str, str]:
    return {
        "wall": _("The wall"),
        "wall-help": _("Open it on the big screen, in a window of its own. It follows what is now."),
        "wall-open": _("Open the wall"),
        "wall-welcome": _("Show the welcome"),
        "next-time": _("Next time"),
        "next-help": _("The wall and all pages show this at the end of the gathering."),
        "next-unwritten": _("not agreed yet"),
        "next-when": _("When"),
        "next-place": _("Where"),
        "next-until": _("The task until then"),
        "next-kept": _("Saved"),
    }
