"""The words of a reflecting team. The page fills ``{places}`` itself."""

from __future__ import annotations

from samling_exercises.interface import Translator


def team_strings(_: Translator) -> dict[str, str]:
    """Every word a reflecting team's faces may need, beside those of its phases."""
    return {**_of_headlines(_), **_of_members(_), **_of_steps(_), **_of_stories(_)}


def _of_headlines(_: Translator) -> dict[str, str]:
    return {
        "own-headline": _("Do you have a story? Give it a headline"),
        "own-headline-help": _("Everyone can see it, so let it give nobody away. The story itself is told aloud."),
        "put-headline": _("Put it up"),
        "take-away": _("Take away"),
        "headlines-so-far": _("The headlines so far"),
        "the-headlines": _("The headlines"),
        "no-headlines": _("None yet. They come here when the participants write them, or you do."),
        "new-headline": _("A headline from somebody without a page, or your own"),
        "whose-is-it": _("Whose story is it?"),
        "says-yes": _("Says yes"),
        "is-told": _("told"),
        "is-chosen": _("said yes"),
        "no-headline": _("without a headline"),
        "wall-headline": _("Do you have a story? Give it a headline that reveals nobody."),
    }


def _of_members(_: Translator) -> dict[str, str]:
    return {
        "how-it-goes": _("How it goes"),
        "the-owner": _("Whoever owns the story: {what}"),
        "talk-about": _("What the team talks about"),
        "your-story": _("Your story: “{headline}”"),
        "the-story": _("“{headline}”"),
        "you-said-yes": _("You have said yes to lending it. Until you begin to tell, you may change your mind."),
        "change-mind": _("I would rather not after all"),
        "listen-quietly": _("Turn your chair and listen. What you note, only you see."),
        "turn-back": _("I want to turn back"),
        "back-seen": _("The mentor can see that you want to turn back. You need not wait."),
        "thanks-story": _("Thank you for the story"),
    }


def _of_steps(_: Translator) -> dict[str, str]:
    return {
        "begin-how": _(
            "Is there time for everyone to tell, two minutes each? Otherwise you gather the headlines only."
        ),
        "gather-headlines": _("Gather headlines"),
        "everyone-tells": _("Everyone tells"),
        "gather-how": _(
            "Ask for a headline from each who has a story. Those with a page may write it there; you write for the "
            "rest."
        ),
        "teller-number": _("Now number {number} of {count} tells"),
        "next-teller": _("Next one tells"),
        "ask-who": _("On: ask who is willing"),
        "no-vote": _("No voting, and nobody is pointed out. When somebody says yes aloud, press “Says yes” beside it."),
        "yes-taken-back": _("The one who said yes would rather not after all. No reason is needed."),
        "said-yes": _("{name} lends “{headline}”"),
        "before-turning": _(
            "Agree now on how you will say that time is up, and that the owner may turn back whenever."
        ),
        "begin-story": _("Begin the story"),
        "yes-no-more": _("Not after all"),
        "on-to": _("On to: {title}"),
    }


def _of_stories(_: Translator) -> dict[str, str]:
    return {
        "whose-story": _("“{headline}” – {name}"),
        "owner-gone": _("Whoever told it has left"),
        "the-others": _("The others"),
        "turned-back": _("The owner has turned back"),
        "wants-back": _("{name} wants to turn back."),
        "wants-no": _("{name} would rather not after all. Stop, and ask."),
        "stop-story": _("Stop the story here"),
        "story-over": _("The story is over"),
        "stories-told": _("Stories told: {count}"),
        "another-story": _("Another story"),
        "no-story": _("Has nobody a story? Borrow one"),
        "borrow-how": _(
            "These are invented. Whoever borrows one reads it aloud, from here or from paper, and owns it like any "
            "other."
        ),
        "case-headline": _("Its headline: “{headline}”"),
        "read-aloud": _("The story, to read aloud"),
        "who-owns": _("Who lends it a voice?"),
        "borrow": _("Borrow this"),
        "is-borrowed": _("It stands among the headlines now."),
    }
