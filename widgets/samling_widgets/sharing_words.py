"""The words of sharing: the button, the panel, what was found, what is shared. The page fills ``{places}`` itself."""

from __future__ import annotations

from samling_exercises.interface import Translator


def sharing_strings(_: Translator) -> dict[str, str]:
    """Every word a page with fields to share may need."""
    return {**_way_there(_), **_looked_through(_), **_not_shared(_), **_shown(_)}


def _way_there(_: Translator) -> dict[str, str]:
    return {
        "share-group": _("Share with the group …"),
        "share-mentor": _("Share with the mentor …"),
        "share-teller": _("Give to the one who told …"),
        "share-partners": _("Give to those you talked with …"),
        "shared-group": _("Shared with the group"),
        "shared-mentor": _("Shared with the mentor"),
        "shared-teller": _("Given to the one who told"),
        "shared-partners": _("Given to those you talked with"),
        "shared-named": _("Given to {names}"),
        "shared-changed": _("You have changed the text since you shared it. The earlier one is still shared."),
        "share-again": _("Share the new one"),
        "unshare": _("Stop sharing"),
        "unshared": _("You no longer share this."),
        "unshare-unsure": _("There is no contact. We do not know yet whether the sharing has ended. We keep trying."),
        "still-shared": _("This is still shared. The sharing could not be ended just now. Try again in a while."),
    }


def _looked_through(_: Translator) -> dict[str, str]:
    return {
        "shares-group": _("Share with the group"),
        "shares-mentor": _("Share with the mentor"),
        "shares-teller": _("Give to the one who told"),
        "shares-partners": _("Give to those you talked with"),
        "who-seen": _("{who} will see this. You can undo it whenever you want."),
        "who-both": _("{mentors} and {members}"),
        "who-mentor": _("the mentor"),
        "who-mentors": _("{count} mentors"),
        "who-member": _("one other in the group"),
        "who-members": _("{count} in the group"),
        "who-nobody": _(
            "Nobody else is in the group yet. Those who join will see this. You can undo it whenever you want."
        ),
        "who-named": _("Only {names} will see this. You can undo it whenever you want."),
        "give-to": _("Give to {names}"),
        "who-no-partner": _(
            "Nobody with a page of their own is set up to talk with you, so nobody would get this. Read it aloud, or "
            "write it on a sheet to give away."
        ),
        "who-no-mentor": _(
            "No mentor is in the group yet. The one who joins will see this. You can undo it whenever you want."
        ),
        "remind": _("Before you share"),
        "remind-less": _("Leave out what the story does not need."),
        "remind-known": _("Colleagues recognise anyone, from very little."),
        "remind-others": _(
            "Could this just as well be about four or five others? That is the Norwegian Directorate of Health's "
            "measure. If not, leave out a little more."
        ),
        "remind-names": _(
            "We look for numbers, e-mail addresses and dates of birth, and may miss some. Names are for you to look "
            "for."
        ),
        "ask": _("Should this be there?"),
        "ask-anyway": _("If it does not tell who somebody is, you can share it as it stands."),
        "found-perhaps-national-id": _("May be a national identity number:"),
        "found-phone": _("May be a phone number:"),
        "found-e-mail": _("May be an e-mail address:"),
        "found-birth-date": _("May be a date of birth:"),
        "found-more": _("and {count} more"),
        "stop": _("This cannot be shared as it stands"),
        "stop-why": _("There is a national identity number in the text. Take it out, and you can share the rest."),
        "to-text": _("Go to the place in the text"),
        "share": _("Share"),
        "not-now": _("Not now"),
        "sharing": _("Sharing …"),
        "share-unsure": _(
            "There is no contact. We do not know yet whether this was shared. It will say so here as soon as we know."
        ),
    }


def _not_shared(_: Translator) -> dict[str, str]:
    return {
        "not-shared": _("Not shared"),
        "try-again": _("Try again"),
        "not-shared-no-answer": _("There is no contact just now. Nothing was shared. Try again when it is back."),
        "not-shared-lost": _("The contact was lost on the way. Nothing was shared. Try again if you still want to."),
        "not-shared-unsaved": _(
            "The text is not saved yet, and only what is saved can be shared. Nothing was shared. "
            "Try again when it says that the text is saved."
        ),
        "not-shared-changed": _(
            "The text is no longer the one that was looked through. Nothing was shared. Try again, and it is looked "
            "through anew."
        ),
        "not-shared-closed": _("The group has ended, so no more can be shared. Nothing was shared."),
        "not-shared-no-partner": _(
            "Nobody with a page of their own is set up to talk with you. Nothing was shared. Read it aloud, or write "
            "it on a sheet to give away."
        ),
        "not-shared-others": _(
            "The roles changed meanwhile, so this would go to somebody else. Nothing was shared. Try again, and see "
            "who gets it."
        ),
        "not-shared-given": _(
            "You have given this note to somebody else already, and it stays there. Nothing was shared. Stop sharing "
            "the earlier one first, if you want to give this to somebody else."
        ),
        "not-shared-gone": _("You are no longer in this group. Nothing was shared."),
        "not-shared-role": _("Only participants share here. Nothing was shared."),
        "not-shared-other": _(
            "This could not be shared just now. Nothing was shared, and your own text is as it was. "
            "Try again in a while."
        ),
    }


def _shown(_: Translator) -> dict[str, str]:
    return {
        "others-group": _("Shared in the group"),
        "others-mentor": _("Shared with you"),
        "others-partner": _("Given to you"),
        "from-teller": _("From the one who asked or listened"),
        "from-partners": _("From the one who told: this may be passed on"),
        "others-none": _("Nobody has shared anything here yet."),
        "others-new": _("Something new has been shared."),
        "others-only-you": _("Shared with the mentor only"),
        "someone": _("Someone in the group"),
        "unfold": _("Show all of it"),
        "fold": _("Show less"),
    }
