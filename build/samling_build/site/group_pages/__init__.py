"""The pages about groups and about one's own place in them. Their words stand in ``locale/<language>/groups.po``."""

from __future__ import annotations

from typing import Any

from .counting import CountsPage
from .erasing import ErasePage
from .inviting import Cards, FreeSeat, Invite
from .landing import LandingPage
from .leading import ErasePractice, GroupDeed, GroupPage
from .log import LogPage
from .making import NewGroupPage
from .mine import MyDeed, MyPage
from .takeout import TakeoutFile
from .wall import WallPage

GROUP = "(?P<group>[A-Za-z0-9_-]{1,64})"

ROUTES: list[tuple[str, Any]] = [
    ("", LandingPage),
    ("me", MyPage),
    ("me/log", LogPage),
    ("me/takeout", TakeoutFile),
    ("me/erase", ErasePage),
    ("me/(?P<deed>nickname|unshare|codes|everywhere|leave)", MyDeed),
    ("groups/new", NewGroupPage),
    (f"group/{GROUP}", GroupPage),
    (f"group/{GROUP}/cards", Cards),
    (f"group/{GROUP}/invite", Invite),
    (f"group/{GROUP}/free", FreeSeat),
    (f"group/{GROUP}/(?P<deed>close|end|last)", GroupDeed),
    (f"group/{GROUP}/erase", ErasePractice),
    (f"counts/{GROUP}", CountsPage),
    (f"wall/{GROUP}", WallPage),
]
