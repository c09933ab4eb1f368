"""The words of the page «On paper»."""

from __future__ import annotations

from typing import Any

from samling_exercises.interface import Translator

from .paper_offers import Offer


def variant_words(offer: Offer, _: Translator) -> dict[str, Any]:
    """An offer's ``title``, ``help``, and its ``variants`` as {name, label}."""
    title, what = _offers(_)[offer.product]
    labels = _labels(offer, _)
    return {
        "title": title,
        "help": what,
        "variants": [{"name": way.name, "label": labels[way.name]} for way in offer.variants],
    }


def _offers(_: Translator) -> dict[str, tuple[str, str]]:
    return {
        "worksheet": (_("One sheet"), _("The sheet of one task.")),
        "worksheets": (_("The whole gathering"), _("What there is to read, and all sheets.")),
        "run-sheet": (
            _("Run sheet"),
            _("The plan as you have set it, by the clock, with hints and what to lay out."),
        ),
        "cards": (
            _("Cards to cut"),
            _("Roles, phases, questions, scales and notes. Cards to come in with are on the group's page."),
        ),
        "three-minutes": (_("Three-minute versions"), _("All of them on one sheet, for those who have not prepared.")),
        "booklet": (_("The booklet"), _("The whole programme, with learning log and sources.")),
        "journey": (_("The user journey"), _("A poster in A3, for the wall.")),
        "sheets": (_("The two sheets"), _("In A3, to write on together.")),
        "manager": (_("To the line manager"), _("The sheets the group has approved, without any name.")),
        "calendar": (
            _("The calendar"),
            _(
                "Days proposed from the first one. Weekends and holidays are avoided. Leave it empty to write by hand. "
                "The file is for the calendar on a phone or a computer."
            ),
        ),
        "certificate": (
            _("Certificates"),
            _("One for each who has taken part, and one for you. Names are written by hand."),
        ),
        "rules": (_("The rules"), _("How we work together, large enough to hang up.")),
        "everything": (
            _("Everything"),
            _("All of this in one zip: booklets, sheets, cards and posters. It takes about a minute."),
        ),
        "hard-moments": (_("When it gets hard"), _("Your card, to keep in a pocket.")),
    }


def _labels(offer: Offer, _: Translator) -> dict[str, str]:
    alone = _("Make the PDF") if len(offer.variants) == 1 else ""
    ours = {"journey": _("With our notes"), "sheets": _("With our points"), "certificate": _("For this group")}
    return {
        "mine": _("With my answers"),
        "mine-folded": _("With my answers, to fold"),
        "blank": alone or (_("Make the PDF") if offer.asks else _("Empty")),
        "folded": _("Empty, to fold"),
        "fillable": _("To fill in on a screen"),
        "group": alone or ours.get(offer.product, ""),
        "small": _("Empty, in A4"),
        "file": _("As a calendar file"),
    }


def paper_strings(_: Translator) -> dict[str, str]:
    """All that the page says beside what it offers."""
    return {
        "intro": _("Made on the server for you, and kept nowhere. Save it where only you can open it."),
        "of-exercise": _("One task"),
        "of-gathering": _("This gathering"),
        "of-programme": _("The whole programme"),
        "which": _("Which task?"),
        "first": _("Day of the first gathering"),
        "begins": _("Begins at"),
        "place": _("Place"),
        "working": _("Preparing …"),
        "page": _("Setting page {page} …"),
        "stop": _("Cancel"),
        "stopped": _("Cancelled. Nothing was made."),
        "open": _("Open {name}"),
        "save": _("Save it"),
        "ready": _("Ready."),
        "taking": _("Filled in on a screen?"),
        "taking-help": _(
            "Choose the PDF you filled in and saved. You see what changes before anything is written. "
            "What stood there before is kept as earlier versions."
        ),
        "choose": _("Choose the PDF"),
        "reading": _("Reading …"),
        "nothing-new": _("Everything in the form stands in your workbook already."),
        "will-change": _("This will be written:"),
        "change-new": _("new"),
        "change-instead": _("instead of what stands there"),
        "change-more": _("beside the notes that lie there"),
        "take-in": _("Write it into my workbook"),
        "leave": _("Leave it"),
        "taken-in": _("Written: {count}. Load the page again to see it on the pages you have open."),
        "load": _("Load the page again"),
        **_certificates(_),
        **_refusals(_),
    }


def _certificates(_: Translator) -> dict[str, str]:
    return {
        "certificate-settle": _("What the certificates say, and who gets one"),
        "certificate-absences": _("Gatherings one may miss"),
        "certificate-made-up": _("What was missed is made up with the mentor"),
        "certificate-day": _("Day"),
        "certificate-place": _("Place"),
        "certificate-minutes": _("Minutes"),
        "certificate-who": _("Who gets one"),
        "certificate-nobody": _("Nobody has been marked as present yet. Print empty ones to write by hand."),
        "certificate-earned": _("gets a certificate"),
        "certificate-not-yet": _("does not get one yet"),
        "certificate-missed": _("Missed: {gatherings}."),
        "certificate-made-up-one": _("Made up: {gathering}"),
    }


def _refusals(_: Translator) -> dict[str, str]:
    return {
        "no-busy": _("Something is being made already. Wait until it is ready, or cancel it."),
        "no-unavailable": _("This server lacks what it takes to print. Tell whoever runs it: Pango is not installed."),
        "no-failed": _("It could not be made. Try again; nothing you wrote is lost."),
        "no-stopped": _("Cancelled. Nothing was made."),
        "no-shape": _("It could not be made. Load the page again and try once more."),
        "no-sealed": _("Your answers can't be opened on this page. Sign in again and try once more."),
        "no-tampered": _("Some of your answers are damaged, so they are not printed. Tell whoever runs this."),
        "no-database": _("Your answers could not be read just now. Wait a little and try again."),
        "no-closed": _("The group is closed, and nothing more is written. You can still print."),
        "no-too-large": _("The file is larger than 20 MB. A filled sheet is much smaller: choose the one you saved."),
        "no-broken": _("The file can't be read as a PDF. Open it, save it anew, and try again."),
        "no-locked": _("The PDF is locked with a password. Save it without one, and try again."),
        "no-script": _("The PDF holds a script, and no sheet of ours does. Nothing of it was read."),
        "no-foreign": _("This is no sheet from the workbook. Choose one that was made to be filled in on a screen."),
        "no-newer": _("The sheet comes from a newer version of the workbook than this one. Tell whoever runs it."),
        "no-older": _("The sheet comes from an older version. Print a new one, and copy your words into it."),
        "no-other-programme": _("The sheet belongs to another programme. Take it in on a page of that one."),
        "no-other-version": _(
            "The sheet belongs to another version of the workbook, and has a field this one lacks. Print a new one, "
            "and copy your words into it. Nothing was written."
        ),
        "no-line": _("The line to the server is gone. Nothing was made; try again when the page is back."),
    }
