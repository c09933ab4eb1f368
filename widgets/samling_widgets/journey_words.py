"""The words of a journey: on the road, at the proposals and sheets, at the pictures, and on the wall."""

from __future__ import annotations

from samling_exercises.interface import Translator


def journey_strings(_: Translator) -> dict[str, str]:
    """All of them by name; the page fills ``{places}`` itself."""
    return {**_road(_), **_writing(_), **_phases(_), **_sheets(_), **_pictures(_), **_leading(_)}


def _road(_: Translator) -> dict[str, str]:
    return {
        "legend": _("What the notes mean"),
        "keys": _(
            "Tap a note to change it. With a mouse you can drag it, and with the keyboard Shift and an arrow move it."
        ),
        "begin-text": _(
            "The journey is empty. You can begin with these phases and change them afterwards, or make your own."
        ),
        "begin": _("Begin with these"),
        "one-note": _("1 note"),
        "notes": _("{count} notes"),
        "no-notes": _("No notes yet"),
        "no-new-notes": _("Nothing new"),
        "no-phase": _("Without a phase"),
        "only-new": _("Only what is new since last time ({count})"),
        "at-gathering": _("gathering {number}"),
        "from-gathering": _("added at gathering {number}"),
        "move": _("Move"),
        "up": _("Up"),
        "down": _("Down"),
        "to-phase": _("To the phase"),
        "moved": _("Moved to “{phase}”, place {place} of {count}."),
        "propose": _("Make a proposal of it"),
        "edit": _("Change the text"),
        "take-away": _("Take away"),
        "taken": _("Taken away: “{text}”"),
        "undo": _("Undo"),
        "gone-while": _("Somebody has taken this note away meanwhile. If you save, it hangs here again."),
        "not-done": _("That did not get through. Try once more."),
    }


def _writing(_: Translator) -> dict[str, str]:
    return {
        "hang": _("Hang up a note"),
        "hang-many": _("Type in notes"),
        "note-label": _("What shall the note say?"),
        "note-kind": _("What kind of note is it?"),
        "many-help": _("One note on each line. You can paste in several lines."),
        "many-proposals-help": _("One proposal on each line. You can paste in several lines."),
        "hang-it": _("Hang up"),
        "hang-them": _("Hang up {count} notes"),
        "hung": _("The note hangs in “{phase}”."),
        "hung-many": _("{count} notes hang in “{phase}”."),
        "signs-left": _("{count} characters left"),
        "too-long-by": _("{count} characters too long. Shorten it a little."),
        "save": _("Save"),
        "cancel": _("Cancel"),
        "close": _("Close"),
    }


def _phases(_: Translator) -> dict[str, str]:
    return {
        "change-phase": _("Change the phase"),
        "phase-name": _("What is the phase called?"),
        "earlier": _("Earlier on the journey"),
        "later": _("Later on the journey"),
        "phase-moved": _("“{phase}” is now phase {place} of {count}."),
        "take-phase": _("Take the phase away"),
        "take-phase-ask": _("Here hang: {notes}. They move to “{phase}”. No note is lost."),
        "take-phase-yes": _("Move the notes and take the phase away"),
        "keep-phase": _("Keep the phase"),
        "phase-taken": _("“{phase}” is taken away."),
        "phase-added": _("“{phase}” is added."),
        "last-phase": _("The notes here have nowhere else to hang. Make another phase first."),
        "new-phase": _("New phase"),
        "add-phase": _("Add the phase"),
    }


def _sheets(_: Translator) -> dict[str, str]:
    return {
        "proposals": _("Proposals"),
        "proposals-help": _("What could we change, or do more of? A short point will do."),
        "no-proposals": _("No proposals yet."),
        "none-waiting": _("All proposals are on a sheet."),
        "propose-new": _("Write a proposal"),
        "propose-many": _("Type in proposals"),
        "proposal-ours": _("A proposal from the two of us"),
        "proposal-what": _("What is the proposal?"),
        "put-forward": _("Put it forward"),
        "put-forward-many": _("Put forward {count} proposals"),
        "proposed": _("The proposal is put forward."),
        "from-note": _("From the note “{text}”"),
        "both-sheets": _("The two sheets"),
        "empty-sheet": _("Nothing here yet."),
        "stays-empty": _("The sheet is empty."),
        "to-sheet": _("To “{sheet}”"),
        "on-sheet": _("Put on “{sheet}”."),
        "take-back": _("Take back"),
        "taken-back": _("Taken back to the proposals."),
        "done": _("Done"),
        "is-done": _("This is done"),
        "lives-on": _("This lives on"),
        "approve": _("The sheet is read aloud, and the group approves it"),
        "approve-empty": _("The sheet is to be empty, and the group approves it"),
        "waits-for-both": _("It can be taken to the manager when both sheets are approved."),
        "approved": _("Approved by the group on {date}"),
        "approved-short": _("Approved by the group"),
        "not-approved": _("Not approved by the group yet."),
        "changed-since": _("Changed after the group approved it on {date}. Read it aloud again and approve it anew."),
        "withdraw": _("It is not approved after all"),
    }


def _pictures(_: Translator) -> dict[str, str]:
    return {
        "picture": _("A picture to keep"),
        "picture-help": _("Everyone can take one home. It shows phases, notes and marks, and nobody's name."),
        "take-png": _("Save a picture"),
        "take-svg": _("Save as a drawing (SVG)"),
        "take-poster": _("Save as an A3 poster (SVG)"),
        "file-name": _("user-journey"),
        "drawing": _("Drawing …"),
        "picture-saved": _("The picture is saved on this device."),
        "not-drawn": _("This could not be made just now. Try once more in a while."),
        "save-sheet": _("For the line manager:"),
        "as-picture": _("Save a picture of the sheet"),
        "as-drawing": _("As a drawing (SVG)"),
        "as-text": _("As text"),
        "sheet-saved": _("The sheet is saved on this device."),
    }


def _leading(_: Translator) -> dict[str, str]:
    return {
        "wall": _("On the wall:"),
        "wall-all": _("The whole journey"),
        "wall-phase": _("Show large on the wall"),
        "wall-now": _("Shown large on the wall"),
        "raise": _("Show large to everyone"),
        "raised-now": _("Shown large to everyone: “{text}”"),
        "lower": _("Stop showing it large"),
        "steps": _("The steps"),
        "more-notes": _("and {count} more"),
        "wall-rest": _("What there is no room for here is on your own page."),
        "wall-empty": _("The journey begins here."),
    }
