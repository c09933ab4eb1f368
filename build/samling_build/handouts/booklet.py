"""The booklet of a programme: cover, contents, what there is to read and to fill in, learning log and sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nbformat import NotebookNode

from samling_exercises import load_programme
from samling_exercises.programme import Gathering, Programme

from ..wording import gathering_phrase, words
from .fillable import Stamp
from .filling import BLANK, Filling
from .setting import Paper, set_html
from .sheets import Handout, Page, exercise_page, handout


@dataclass(frozen=True)
class Chapter:
    """A gathering of the booklet; ``over`` says which one it is."""

    gathering: Gathering
    over: str
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Logged:
    """A field whose newest text goes to the learning log."""

    over: str
    title: str
    label: str
    exercise: str
    field: str
    lines: int


def booklet(
    programme: Programme,
    language: str,
    filling: Filling = BLANK,
    *,
    gatherings: Sequence[Gathering] | None = None,
    folded: bool = False,
) -> Paper:
    """The booklet, of some gatherings or of all; with the pages in A5 when it is to be folded."""
    chosen = tuple(programme.gatherings if gatherings is None else gatherings)
    say = words("handouts", language)
    text = programme.text(language)
    only = chosen[0].id if len(chosen) == 1 else ""
    title = chosen[0].text(language).title if only else text.title
    handouts = Handout(language, title, text.title, programme.id, "participant", ())
    html = set_html(
        "booklet",
        language,
        *(["folded"] if folded else []),
        handout=handouts,
        programme=programme,
        about=text,
        only=only,
        chapters=[_chapter(programme, gathering, language) for gathering in chosen],
        log=_log(programme, chosen, language),
        filling=filling,
    )
    parts = [programme.id, only, say("booklet"), filling.named(say), "a5" if folded else ""]
    stamp = Stamp(programme.id, only, language) if filling.fillable else None
    return Paper("-".join(part for part in parts if part), html, stamp, folded)


def booklet_of_notebook(notebook: NotebookNode) -> Paper:
    """The blank booklet with the notebook's gathering; of a notebook that is none of the workbook's, its text."""
    about = notebook.metadata.get("samling")
    if not about:
        return handout(notebook)
    programme = load_programme(about["programme"])
    return booklet(programme, about["language"], gatherings=[programme.gathering(about["gathering"])])


def _chapter(programme: Programme, gathering: Gathering, language: str) -> Chapter:
    pages = tuple(exercise_page(exercise, language, f"{gathering.id}-") for exercise in gathering.exercises)
    return Chapter(gathering, gathering_phrase(programme, gathering, language), pages)


def _log(programme: Programme, chosen: Sequence[Gathering], language: str) -> list[Logged]:
    return [
        Logged(
            gathering_phrase(programme, gathering, language),
            gathering.text(language).title,
            exercise.text(language).fields[field.id].label,
            exercise.key,
            field.id,
            field.lines,
        )
        for gathering in chosen
        for exercise in gathering.exercises
        for field in exercise.fields
        if field.log
    ]
