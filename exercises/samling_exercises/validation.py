"""Pydantic's findings as faults an author can act on: what was expected, what came, what to do."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .faults import Fault, spoken
from .source import KeyPath, Source

Model = TypeVar("Model", bound=BaseModel)

EXPECTED = {
    "int_type": "a whole number",
    "float_type": "a number",
    "string_type": "text",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
}


def validate(
    model: type[Model], source: Source, extra: dict[str, Any] | None = None
) -> tuple[Model | None, list[Fault]]:
    """The file's data as ``model``, or the faults found in it, each with its line."""
    try:
        return model.model_validate({**source.data, **(extra or {})}), []
    except ValidationError as error:
        return None, [_fault(model, source, details) for details in error.errors(include_url=False)]


def _fault(model: type[BaseModel], source: Source, details: ErrorDetails) -> Fault:
    path: KeyPath = tuple(details["loc"])
    name = _spoken_path(path)
    kind, came = details["type"], details["input"]
    if kind == "extra_forbidden":
        message, remedy = _unknown_key(model, path)
    elif kind == "missing":
        message = f"The key '{name}' is missing."
        remedy = f"Add a line that begins with {path[-1]}:"
    elif kind == "literal_error":
        message = f"'{name}': expected {details['ctx']['expected']}, came {_shown(came)}."
        remedy = "Use one of those words."
    elif kind == "string_pattern_mismatch":
        message = f"'{name}': expected small letters, digits and hyphens, came {_shown(came)}."
        remedy = "Write the id like first-meeting."
    elif kind == "string_too_short":
        message, remedy = f"'{name}': expected text, came nothing.", "Write the text, or take the key away."
    elif kind == "too_short":
        message, remedy = f"'{name}': expected at least one entry, came none.", "Add an entry."
    elif kind == "disagreement":
        path = (*path, *details["ctx"]["place"])
        message = f"'{_spoken_path(path)}': {details['ctx']['message']}."
        remedy = "Change the one or the other, so that they agree."
    elif kind in EXPECTED:
        message = f"'{name}': expected {EXPECTED[kind]}, came {_shown(came)}."
        remedy = 'Mend the value; put text that looks like something else in "quotes".'
    else:
        message = f"'{name}': {_capital(details['msg'])}, came {_shown(came)}."
        remedy = "Mend the value."
    return Fault(source.path, source.line(path), message, remedy)


def _unknown_key(model: type[BaseModel], path: KeyPath) -> tuple[str, str]:
    known = _known_keys(model, path[:-1])
    near = get_close_matches(str(path[-1]), known, 1)
    message = f"Unknown key '{_spoken_path(path)}'; expected {spoken(known)}."
    return message, f"Did you mean {near[0]}?" if near else "Take it away, or mend its name."


def _known_keys(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The keys the model knows at ``path``: follows fields, lists and dictionaries down to the model there."""
    current: Any = model
    for part in path:
        inner = (
            current.model_fields[part].annotation if _is_model(current) and part in current.model_fields else current
        )
        current = _model_inside(inner)
    return list(current.model_fields) if _is_model(current) else []


def _model_inside(annotation: Any) -> Any:
    if _is_model(annotation):
        return annotation
    inside = [_model_inside(argument) for argument in get_args(annotation)]
    return next((found for found in inside if _is_model(found)), None)


def _is_model(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, BaseModel)


def _spoken_path(path: KeyPath) -> str:
    """``("fields", 0, "lines")`` as ``fields, number 1, lines``: authors count from 1."""
    return ", ".join(f"number {part + 1}" if isinstance(part, int) else part for part in path)


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "keys with values"
    if isinstance(value, list | tuple):
        return "a list"
    text = str(value)
    return f"'{text if len(text) <= 40 else text[:39] + '…'}'"


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:].rstrip(".")
