"""What a nickname and a group's name may be: something that can be seen, on one line, in the order it was written."""

import unicodedata
from typing import Final

from samling_exercises.groups.errors import BadGroupName, BadName, BadNickname
from samling_exercises.signs import JOINERS, is_hidden, is_seen

NICKNAME_LIMIT: Final = 40
GROUP_NAME_LIMIT: Final = 80


def checked_nickname(written: str) -> str:
    """The nickname, trimmed and in NFC. :raises BadNickname: ``empty``, ``long`` or ``characters``."""
    return _checked(written, NICKNAME_LIMIT, BadNickname)


def checked_group_name(written: str) -> str:
    """The group's name, trimmed and in NFC. :raises BadGroupName: ``empty``, ``long`` or ``characters``."""
    return _checked(written, GROUP_NAME_LIMIT, BadGroupName)


def likeness(name: str) -> str:
    """What two names have in common that people would take for the same: case, width, spaces and joiners left out."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(sign for sign in folded if not sign.isspace() and sign not in JOINERS)


def _checked(written: str, limit: int, bad: type[BadName]) -> str:
    name = unicodedata.normalize("NFC", written.strip()) if len(written) <= 10 * limit else written
    if len(name) > limit:
        raise bad("long")
    if any(is_hidden(sign) for sign in name):
        raise bad("characters")
    if not any(is_seen(sign) for sign in name):
        raise bad("empty")
    return name
