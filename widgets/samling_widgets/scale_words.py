"""The words of ``scale``. The page fills ``{places}`` itself."""

from __future__ import annotations

from samling_exercises.interface import Translator


def readings(_: Translator) -> dict[str, str]:
    """One sentence about the two numbers together, by the word of ``rules.follow_ups.reading``. None of them judges."""
    return {
        "wait": _("Place the other one too, and you see how far apart they lie."),
        "not-mine": _("This means little to you just now: is something else more worth your effort?"),
        "afraid": _("You want this, and you doubt that it will work: what lies in the distance between the two?"),
        "ready": _("This matters to you, and you believe in it: what might the first step be?"),
        "between": _("Both numbers have something to say: which of the questions would you like to look into?"),
    }


def strip_words(_: Translator) -> dict[str, str]:
    """Of the strips, of the questions after them, and of then and now."""
    return {
        "of-ten": _("{number} of 10"),
        "not-placed": _("Not placed yet"),
        "clear": _("Take the number away"),
        "line-importance": _("important"),
        "line-belief": _("belief"),
        "then-goal": _("At gathering {gathering} you wrote:"),
        "two-numbers": _("The two numbers, one above the other"),
        "then": _("The ring is your number from gathering {gathering}."),
        "then-now": _("Then you chose {then}, now {now}."),
        "then-same": _("You chose {now} then, and the same now."),
        "then-only": _("Then you chose {then}."),
        "then-unread": _("The numbers you chose last time cannot be fetched just now. They are still stored."),
        "two-places": _("You have chosen {mine} here and {other} in another place. Which one shall stand?"),
        "none-placed": _("no number"),
        "number-unsaved": _("The number is not saved yet. We keep trying."),
        "follow-ups": _("Questions to go on with"),
        "follow-ups-by": _("Each person gets those that fit their own numbers."),
    }


def common_words(_: Translator) -> dict[str, str]:
    """Of the common question."""
    return {
        "common": _("A question for all of us"),
        "common-who": _(
            "Nobody sees your number, not even the mentor. All we keep is which part of the strip it lies in, and that "
            "is deleted as soon as the picture of everyone together is taken."
        ),
        "common-kept": _("Your answer is in: you lie somewhere from {part}."),
        "common-change": _("You may change it until the picture is taken."),
        "common-taken": _(
            "The picture of the group is taken, so no more numbers are needed. Join in the talk about it."
        ),
        "common-picture": _("The group together"),
        "common-words": _("The picture shows how it is spread. Why it is so, you can only tell each other."),
        "low-part": _("1 to 3"),
        "middle-part": _("4 to 7"),
        "high-part": _("8 to 10"),
        "few": _("few or nobody"),
        "several": _("several"),
        "most": _("most"),
        "common-off": _(
            "Nobody sees this question until you ask it. Then it stands at the bottom of each participant's page, and "
            "on the wall."
        ),
        "common-open": _("Ask the question now"),
        "common-count": _("{count} have answered"),
        "common-count-one": _("1 has answered"),
        "common-fewest": _("The picture needs five answers. With fewer, somebody could guess who meant what."),
        "common-take": _("Show the spread"),
        "common-sure": _("Have all who want to answered?"),
        "common-wait": _("Wait a little"),
        "common-take-what": _(
            "The picture is taken once. The answers are deleted straight away, and those who come later are not in it."
        ),
        "common-withdraw": _("Leave it, and delete the answers"),
        "common-hide": _("Hide the picture"),
        "common-show": _("Show the picture again"),
        "common-shown": _("Everyone sees the picture on their own page and on the wall."),
        "common-hidden": _("Only you see the picture now."),
        "common-talk": _("Ask for words, not numbers: what lies behind it, and what would help?"),
        "common-paper": _(
            "Those who have only paper say a few words instead, if they wish. Nobody raises a hand for a number."
        ),
        "common-alone": _("This question needs a group. Here you only see how it is asked."),
    }
