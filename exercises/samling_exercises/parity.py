"""Two languages say the same things in the same places: keys, lengths, headings, pictures and quotations."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from .faults import Fault
from .kinds.base import ExerciseStructure, ExerciseText
from .pictures import pictures_in
from .source import KeyPath, Source

Text = tuple[Source, BaseModel]


def structure_faults(structure: ExerciseStructure, source: Source, text: ExerciseText) -> list[Fault]:
    """What a text lacks or has too much of, compared with the structure it belongs to."""
    faults = [
        fault
        for name in type(structure).model_fields
        if (ids := _ids(getattr(structure, name))) is not None and isinstance(getattr(text, name, None), dict)
        for fault in _key_faults(source, name, ids, list(getattr(text, name)))
    ]
    faults += _option_faults(structure, source, text)
    examples = getattr(structure, "examples", None)
    if examples is not None and examples != len(getattr(text, "examples", ())):
        came = len(getattr(text, "examples", ()))
        message = f"'examples': expected {examples} entries, as the structure says, came {came}."
        faults.append(Fault(source.path, source.line(("examples",)), message, "Write as many as the structure says."))
    if structure.hints_at and len(structure.hints_at) != len(text.hints):
        message = f"'hints': expected {len(structure.hints_at)} entries, as hints_at says, came {len(text.hints)}."
        faults.append(Fault(source.path, source.line(("hints",)), message, "Give each hint its moment in hints_at."))
    for name in ("common", "sheet"):
        if isinstance(said := getattr(structure, name, None), bool) and said != (getattr(text, name, None) is not None):
            message = f"'{name}': the structure says {str(said).lower()}, but the text has {'none' if said else 'one'}."
            faults.append(Fault(source.path, source.line((name,)), message, "Make the two agree."))
    if structure.prepared and text.three_minutes is None:
        message = "The key 'three_minutes' is missing: the activity is prepared before the gathering."
        faults.append(Fault(source.path, 1, message, "Write the three-minute version, or take prepared away."))
    if text.three_minutes is not None and not structure.prepared:
        message = "'three_minutes' stands here, but the activity is not marked prepared."
        remedy = "Write prepared: true in the structure, or take three_minutes away."
        faults.append(Fault(source.path, source.line(("three_minutes",)), message, remedy))
    if structure.clinical is not None and not text.sources:
        message = "The activity has clinical content, but no sources."
        faults.append(Fault(source.path, 1, message, "Add sources with author, title and year."))
    return faults


def language_faults(first: Text, other: Text) -> list[Fault]:
    """Where ``other`` differs in structure from ``first``. Each fault names the other's file and line."""
    faults: list[Fault] = []
    names = (first[0].path.name, other[0])
    _compare(first[1].model_dump(exclude={"body"}), other[1].model_dump(exclude={"body"}), (), names, faults)
    here, there = _outline(first[0]), _outline(other[0])
    for what in here:
        expected, came = [mark for _, mark in here[what]], [mark for _, mark in there[what]]
        if expected != came:
            row = _first_difference(here[what], there[what])
            line = other[0].body_line + row
            message = f"Expected the same {what} as {first[0].path.name} ({_count(expected)}), came {_count(came)}."
            faults.append(Fault(other[0].path, line, message, "Give both languages the same structure."))
    return faults


def _ids(value: Any) -> list[str] | None:
    """The ids a structure lists under a key, or None when the key lists none."""
    if not isinstance(value, tuple) or not value:
        return [] if value == () else None
    if all(isinstance(item, str) for item in value):
        return list(value)
    return [item.id for item in value] if all(hasattr(item, "id") for item in value) else None


def _key_faults(source: Source, name: str, ids: list[str], keys: list[str]) -> list[Fault]:
    faults = []
    for missing in [i for i in ids if i not in keys]:
        message = f"'{name}': the text for '{missing}' is missing."
        faults.append(Fault(source.path, source.line((name,)), message, f"Add {missing}: below {name}:"))
    for stranger in [k for k in keys if k not in ids]:
        message = f"'{name}': '{stranger}' does not stand in the structure."
        remedy = "Add it there, or take it away here."
        faults.append(Fault(source.path, source.line((name, stranger)), message, remedy))
    if not faults and ids != keys:
        message = f"'{name}': expected the order {', '.join(ids)}, came {', '.join(keys)}."
        faults.append(Fault(source.path, source.line((name,)), message, "Use the order of the structure."))
    return faults


def _option_faults(structure: ExerciseStructure, source: Source, text: ExerciseText) -> list[Fault]:
    """Questions with options (quiz, survey): the options' texts are those the structure lists."""
    faults: list[Fault] = []
    for question in getattr(structure, "questions", ()):
        words = getattr(text, "questions", {}).get(getattr(question, "id", None))
        if words is not None and hasattr(words, "options"):
            for fault in _key_faults(source, "options", list(question.options), list(words.options)):
                line = source.line(("questions", question.id))
                faults.append(Fault(fault.path, line, f"Question '{question.id}', {fault.message}", fault.remedy))
    return faults


def _compare(here: Any, there: Any, path: KeyPath, names: tuple[str, Source], faults: list[Fault]) -> None:
    first, source = names
    name = ", ".join(str(part) for part in path)

    def report(message: str) -> None:
        remedy = "Give both languages the same structure."
        faults.append(Fault(source.path, source.line(path), message, remedy))

    if isinstance(here, dict) and isinstance(there, dict):
        for key in [k for k in here if k not in there]:
            report(f"'{', '.join([*map(str, path), key])}' stands in {first}, but not here.")
        for key in [k for k in there if k not in here]:
            report(f"'{', '.join([*map(str, path), key])}' stands here, but not in {first}.")
        for key in [k for k in here if k in there]:
            _compare(here[key], there[key], (*path, key), names, faults)
    elif isinstance(here, tuple) and isinstance(there, tuple):
        if len(here) != len(there):
            report(f"'{name}': expected {len(here)} entries as in {first}, came {len(there)}.")
    elif (here is None) != (there is None):
        where = ("stands in", "but not here") if there is None else ("does not stand in", "but does here")
        report(f"'{name}' {where[0]} {first}, {where[1]}.")


def _outline(source: Source) -> dict[str, list[tuple[int, str]]]:
    """Headings, pictures and quotations of a body, each with its row."""
    rows = source.body.split("\n")
    headings = [(n, "#" * (len(row) - len(row.lstrip("#")))) for n, row in enumerate(rows) if row.startswith("#")]
    pictures = [(shown.row, shown.target) for shown in pictures_in(source.body)]
    quotes = [
        (number, "quotation")
        for number, row in enumerate(rows)
        if row.startswith(">") and (number == 0 or not rows[number - 1].startswith(">"))
    ]
    return {"headings": headings, "pictures": pictures, "quotations": quotes}


def _first_difference(here: list[tuple[int, str]], there: list[tuple[int, str]]) -> int:
    for one, other in zip(here, there, strict=False):
        if one[1] != other[1]:
            return other[0]
    longer = there[len(here) :] or there[-1:]
    return longer[0][0] if longer else 0


def _count(marks: list[str]) -> str:
    return ", ".join(marks) if marks and len(marks) <= 6 else str(len(marks) or "none")
