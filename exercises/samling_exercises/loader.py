"""From content files to a programme. Strict: everything wrong is collected, then refused together."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from .faults import ContentFaults, Fault, spoken
from .kinds import kinds
from .kinds.base import ExerciseStructure, ExerciseText
from .parity import language_faults, structure_faults
from .pictures import picture_faults, pictures_in
from .programme import (
    CardText,
    CaseText,
    Exercise,
    Gathering,
    GatheringStructure,
    GatheringText,
    Programme,
    ProgrammeStructure,
    ProgrammeText,
)
from .source import Source, Unreadable, read_structure, read_text
from .validation import validate

CONTENT = Path(__file__).parent / "content"
CARD = "hard-moments"
RESERVED = frozenset(
    {"front", "run-sheet", "card", "paper", "overview", "overview-title"}
    | {"samling-page", "anywidget-runtime", "jupyter-config-data"}
)
"""Ids of the booklet's own places. An activity with one of them could not be walked to."""
FIRST_LANGUAGE = "nb"
"""The language texts are written in first; the others are held against it."""

Model = TypeVar("Model", bound=BaseModel)


def programmes(root: Path = CONTENT) -> tuple[str, ...]:
    """The ids of the programmes there are, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in root.glob("*/programme.yaml")))


@cache
def load_programme(name: str, root: Path = CONTENT) -> Programme:
    """The programme ``name``. Raises ContentFaults with every fault, LookupError for an unknown name."""
    if name not in programmes(root):
        raise LookupError(f"There is no programme '{name}'. Choose {spoken(programmes(root))}.")
    programme, faults = read_programme(root / name)
    if programme is None or faults:
        raise ContentFaults(faults)
    return programme


def read_programme(folder: Path) -> tuple[Programme | None, list[Fault]]:
    """The programme in ``folder`` and all faults of its files; None when too little could be read."""
    reading = _Reading(folder)
    return reading.programme(), sorted(set(reading.faults))


class _Reading:
    """Reads one programme, collecting faults instead of stopping at the first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        found = {path.suffixes[0][1:] for path in folder.glob("programme.*.md") if len(path.suffixes) == 2}
        others = sorted(found - {FIRST_LANGUAGE})
        self.languages = (FIRST_LANGUAGE, *others)

    def programme(self) -> Programme | None:
        structure = self._structure(self.folder / "programme.yaml", ProgrammeStructure)
        texts = self._texts(self.folder / "programme", ProgrammeText)
        cards = self._texts(self.folder / CARD, CardText)
        for drawing in _seen(self.folder / "pictures"):
            self.faults += picture_faults(drawing)
        if structure is None:
            return None
        self._twice(self.folder / "programme.yaml", "gatherings", structure.gatherings)
        gatherings = [self._gathering(self.folder / name) for name in dict.fromkeys(structure.gatherings)]
        whole = tuple(gathering for gathering in gatherings if gathering is not None)
        cases = self._cases(structure.cases)
        if not self._complete(texts) or not self._complete(cards) or not all(self._complete(each) for each in cases):
            return None
        if len(whole) < len(gatherings):
            return None
        return Programme(self.folder.name, self.folder, structure, texts, cards, whole, cases)

    def _cases(self, names: tuple[str, ...]) -> tuple[dict[str, CaseText], ...]:
        """The invented stories, each in every language."""
        folder = self.folder / "cases"
        self._twice(self.folder / "programme.yaml", "cases", names)
        self._strays(folder, names, "programme.yaml")
        return tuple(self._texts(folder / name, CaseText) for name in names)

    def _gathering(self, folder: Path) -> Gathering | None:
        structure = self._structure(folder / "gathering.yaml", GatheringStructure)
        texts = self._texts(folder / "gathering", GatheringText)
        if structure is None:
            return None
        self._twice(folder / "gathering.yaml", "activities", structure.activities)
        self._reserved(folder / "gathering.yaml", structure.activities)
        self._strays(folder, ("gathering", *structure.activities), "gathering.yaml")
        exercises = [self._exercise(folder, name) for name in dict.fromkeys(structure.activities)]
        whole = tuple(exercise for exercise in exercises if exercise is not None)
        if len(whole) < len(exercises) or not self._complete(texts):
            return None
        return Gathering(self.folder.name, folder.name, structure, texts, whole)

    def _exercise(self, folder: Path, name: str) -> Exercise | None:
        path = folder / f"{name}.yaml"
        source = self._source(path, read_structure)
        if source is None:
            return None
        kind = source.data.get("kind")
        if kind not in kinds():
            came = f"'{kind}'" if kind is not None else "none"
            message = f"Expected a kind, came {came}."
            self.faults.append(Fault(path, source.line(("kind",)), message, f"Write kind: {spoken(kinds())}."))
            return None
        structure = self._validated(kinds()[kind][0], source)
        texts = self._texts(folder / name, kinds()[kind][1], structure)
        if structure is None or not self._complete(texts):
            return None
        return Exercise(f"{self.folder.name}/{folder.name}", name, structure, texts)

    def _texts(self, stem: Path, model: type[Model], structure: ExerciseStructure | None = None) -> dict[str, Model]:
        """The texts of every language that could be read, held against the structure and each other."""
        read: dict[str, tuple[Source, Model]] = {}
        for language in self.languages:
            source = self._source(stem.with_name(f"{stem.name}.{language}.md"), read_text)
            if source is None:
                continue
            self._shows(source)
            text = self._validated(model, source, {"body": source.body})
            if text is not None:
                read[language] = (source, text)
        first = read.get(FIRST_LANGUAGE)
        for language, (source, text) in read.items():
            found: list[Fault] = []
            if structure is not None and isinstance(text, ExerciseText):
                found = structure_faults(structure, source, text)
            if not found and first is not None and language != FIRST_LANGUAGE:
                found = language_faults(first, (source, text))
            self.faults += found
        return {language: text for language, (_, text) in read.items()}

    def _shows(self, source: Source) -> None:
        """Every picture shown has a file and a text alternative."""
        for shown in pictures_in(source.body):
            line = source.body_line + shown.row
            if not shown.alternative:
                message = f"The picture {shown.target} has no text alternative."
                remedy = "Write between [ and ] what it tells here."
                self.faults.append(Fault(source.path, line, message, remedy))
            if shown.name is None or not (self.folder / shown.target).is_file():
                message = f"Expected a drawing in the programme's folder pictures, came '{shown.target}'."
                self.faults.append(Fault(source.path, line, message, "Draw it, or mend the name."))

    def _structure(self, path: Path, model: type[Model]) -> Model | None:
        source = self._source(path, read_structure)
        return None if source is None else self._validated(model, source)

    def _source(self, path: Path, read: object) -> Source | None:
        try:
            return read_structure(path) if read is read_structure else read_text(path)
        except Unreadable as error:
            self.faults.append(error.fault)
            return None

    def _validated(self, model: type[Model], source: Source, extra: dict[str, str] | None = None) -> Model | None:
        value, faults = validate(model, source, extra)
        self.faults += faults
        return value

    def _twice(self, path: Path, key: str, ids: tuple[str, ...]) -> None:
        for name in sorted({name for name in ids if ids.count(name) > 1}):
            source = read_structure(path)
            last = len(ids) - 1 - ids[::-1].index(name)
            message = f"'{key}': the id '{name}' stands twice."
            self.faults.append(Fault(path, source.line((key, last)), message, "Give each its own id."))

    def _reserved(self, path: Path, ids: tuple[str, ...]) -> None:
        """An activity's id is its address on the page, so it can't be one that the page uses itself."""
        for name in sorted(RESERVED.intersection(ids)):
            line = read_structure(path).line(("activities", ids.index(name)))
            message = f"'activities': the page uses the id '{name}' itself."
            self.faults.append(Fault(path, line, message, "Give the activity, and its files, another id."))

    def _strays(self, folder: Path, known: tuple[str, ...], named_in: str) -> None:
        """Files nobody reads are faults: most often a misspelt id or a language nobody announced."""
        for path in _seen(folder):
            name, _, ending = path.name.partition(".")
            if ending not in {"yaml", *(f"{language}.md" for language in self.languages)}:
                message = f"Expected .yaml or .<language>.md, came {path.name}."
                self.faults.append(Fault(path, 1, message, "Mend the name, or move the file out."))
            elif name not in known:
                what, where = ("story", "cases") if named_in == "programme.yaml" else ("activity", "activities")
                message = f"The {what} '{name}' does not stand in {named_in}."
                self.faults.append(Fault(path, 1, message, f"Add it to {where} there, or take the file away."))

    def _complete(self, texts: dict[str, Model]) -> bool:
        return set(texts) == set(self.languages)


def _seen(folder: Path) -> list[Path]:
    """What an author sees in a folder: not the files that systems hide there (``.DS_Store``)."""
    return sorted(path for path in folder.glob("*") if not path.name.startswith("."))
