"""The words every board may need: what is not safe yet, and why. The page fills ``{places}`` itself."""

from __future__ import annotations

from samling_exercises.interface import Translator


def board_strings(_: Translator) -> dict[str, str]:
    """Reasons begin with ``board-``; the page looks them up by the kernel's word."""
    return {
        "board-no-answer": _("There is no contact. What you wrote is safe here as long as the page is open."),
        "board-waiting": _("We are fetching what the group has made."),
        "board-unreachable": _("We cannot fetch what the group has made right now. We keep trying."),
        "board-clash": _("Somebody else changed this meanwhile. Both are here. Which one shall stand?"),
        "board-changed-while": _("Somebody has changed this meanwhile. It now says: “{text}”"),
        "board-theirs": _("Theirs"),
        "board-mine": _("Yours"),
        "board-keep-both": _("Keep both"),
        "board-replaced": _("Somebody has rewritten what you wrote."),
        "board-read": _("All right"),
        "board-again": _("Put mine beside it"),
        "board-keep-theirs": _("Let theirs stand"),
        "board-keep-mine": _("Let yours stand"),
        "board-taken-away": _("(taken away)"),
        "board-line-full": _("There is room for {most} characters here. What comes after them is not taken in."),
        "board-identity": _("There is a national identity number here. Take it out, then it can stand on the wall."),
        "board-empty": _("Write a word or two first."),
        "board-too-long": _("This is too long here. Shorten it; all of it still stands in the field."),
        "board-too-large": _("This is too long here. Shorten it; all of it still stands in the field."),
        "board-full-board": _("There is no room for more here. Take something away first."),
        "board-too-many": _("There is no room for more here. Take something away first."),
        "board-shape": _("This cannot be stored as it is. Load the page again and try once more."),
        "board-name": _("This cannot be stored as it is. Load the page again and try once more."),
        "board-person": _("This belongs to somebody else."),
        "board-role": _("This is for the one who leads."),
        "board-not-now": _("Things have moved on meanwhile. Look once more."),
        "board-closed": _("The group has ended, so nothing more is stored."),
        "board-gone": _("You are no longer in this group, so this cannot be stored."),
        "board-full": _("There is no room left where the group's work is kept. Tell whoever runs the workbook."),
        "board-busy": _("It is crowded just now. We keep trying."),
        "board-database": _("This cannot be stored just now. We keep trying."),
        "remind-board": _("Before you write"),
        "remind-board-text": _(
            "What stands here, the whole group sees, and perhaps the wall. Colleagues recognise anyone from very "
            "little: leave out what is not needed. Could it be about four or five others just as well?"
        ),
        "remind-board-ok": _("I have thought of that"),
        "someone-at": _("Seat {seat}"),
        "on-paper": _("on paper"),
        "paper-number": _("On paper {number}"),
        "the-mentor": _("The mentor"),
    }
