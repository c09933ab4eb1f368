"""What a text and a key may be.

The rules for a text are the browser's own, so that what a text area shows and what is stored are the same:

- line breaks are ``\\n``: ``\\r\\n`` and a lone ``\\r`` become ``\\n`` (a text area's "API value" in HTML);
- half a surrogate pair, which no encoding can carry, becomes U+FFFD; two halves that meet become the one character
  they stand for (Web IDL's "USVString");
- everything else, the NUL character included, is kept as it came.
"""

import re
from typing import Final

from samling_exercises.answers.errors import NotSaved, UnknownKey

TEXT_LIMIT: Final = 100_000
"""The longest text one field takes, in characters (Unicode code points), after cleaning."""

_NAME = "[a-z0-9]+(?:-[a-z0-9]+)*"
_EXERCISE: Final = re.compile(f"{_NAME}/{_NAME}/{_NAME}")
_GATHERING: Final = re.compile(f"{_NAME}/{_NAME}")
_FIELD: Final = re.compile(_NAME)
EXERCISE_LIMIT: Final = 200
GATHERING_LIMIT: Final = 130
FIELD_LIMIT: Final = 100


def cleaned(text: str) -> str:
    """The text as it is stored (see the rules above). Cleaning a cleaned text changes nothing."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def storable(text: str) -> str:
    """The cleaned text.

    :raises TypeError: it is no string.
    :raises NotSaved: it is longer than `TEXT_LIMIT` (reason ``"too-long"``).
    """
    if not isinstance(text, str):
        raise TypeError(f"An answer's text is a str; came {type(text).__name__}.")
    text = cleaned(text)
    if len(text) > TEXT_LIMIT:
        raise NotSaved("too-long")
    return text


def checked_exercise(key: str) -> str:
    """The key of an exercise, ``programme/gathering/exercise``; :raises UnknownKey: it has another shape."""
    return _checked(key, _EXERCISE, EXERCISE_LIMIT, "An exercise's key", "programme/gathering/exercise-id")


def checked_field(name: str) -> str:
    """The id of a field in kebab-case; :raises UnknownKey: it has another shape."""
    return _checked(name, _FIELD, FIELD_LIMIT, "A field's id", "small letters, digits and single hyphens")


def checked_gathering(key: str) -> str:
    """The key of a gathering, ``programme/gathering``; :raises UnknownKey: it has another shape."""
    return _checked(key, _GATHERING, GATHERING_LIMIT, "A gathering's key", "programme/gathering")


def checked_revision(number: int, name: str) -> int:
    """A revision's number, 0 for none; :raises ValueError: it is something else, in the argument of this name."""
    if type(number) is not int or number < 0:
        raise ValueError(f"`{name}` is the revision that the writer had seen, 0 or more; came something else.")
    return number


def _checked(value: str, pattern: re.Pattern[str], limit: int, what: str, expected: str) -> str:
    if isinstance(value, str) and len(value) <= limit and pattern.fullmatch(value):
        return value
    # What came is not repeated: with arguments in the wrong order it would be somebody's private text.
    came = f"{len(value)} characters of another shape" if isinstance(value, str) else type(value).__name__
    raise UnknownKey(
        f"{what} is {expected}, at most {limit} characters; came {came}. Use the key of the exercise's definition."
    )
