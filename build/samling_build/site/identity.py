"""Who a visitor is, and what is theirs.

A browser that is signed in holds a token in a cookie; the visit it opens is kept by the register, so that signing out,
15 idle minutes on a shared computer, or erasure end it whatever the browser remembers. A visit has one or more seats.

Nobody is known by where they sit, except that a practice group can only be entered from this very machine.
"""

from __future__ import annotations

import hashlib
import ipaddress
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from jupyter_server.auth import Authorizer, IdentityProvider, User

from .addresses import own_ipv6_networks

if TYPE_CHECKING:
    from samling_exercises.groups import Seat, Visit

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
DAYS = 180
TOKEN = re.compile(r"[A-Za-z0-9_-]{20,128}")


@dataclass
class Visitor(User):
    """A browser that is signed in; ``username`` is the visit's id, which is no secret."""

    seats: tuple[Seat, ...] = ()
    shared_computer: bool = False

    def seat(self, member: str) -> Seat | None:
        """The seat of that member, if it is one of this visit's."""
        return next((seat for seat in self.seats if seat.member == member), None)


class Visitors(IdentityProvider):
    """Jupyter's identity provider for visits."""

    async def get_user(self, handler: Any) -> User | None:
        """The visitor; None for somebody who is not signed in, or not any more."""
        token = visit_token(handler)
        if token is None:
            return None
        visits = handler.settings["samling_visits"]
        visit: Visit | None = await visits.ask(visits.register.visit, token)
        return visitor_of(visit)

    def is_token_authenticated(self, handler: Any) -> bool:
        """No: there are no tokens of Jupyter's, so Origin and XSRF are checked for everyone."""
        return False

    def get_handlers(self) -> list[tuple[str, object]]:
        """No log-in or log-out page of Jupyter's: ours stand in ``joining.py``."""
        return []


class OwnersOnly(Authorizer):
    """A kernel is its owner's; anything else Jupyter might ask about is nobody's."""

    def is_authorized(self, handler: Any, user: User, action: str, resource: str) -> bool:
        """Whether the visitor may have it. An unknown kernel gets the same answer as someone else's."""
        if resource != "kernels" or not isinstance(user, Visitor):
            return False
        owner: str | None = handler.kernel_manager.owner(handler.path_kwargs.get("kernel_id", ""))
        seat = None if owner is None else user.seat(owner)
        return seat is not None and not seat.group.has_ended(datetime.now(UTC))


def visitor_of(visit: Visit | None) -> Visitor | None:
    """The visitor of a visit that has seats."""
    if visit is None or not visit.seats:
        return None
    return Visitor(username=visit.id, seats=tuple(visit.seats), shared_computer=visit.shared_computer)


def visit_token(handler: Any) -> str | None:
    """The token in the visitor's cookie, if it looks like one."""
    kept = handler.get_cookie(cookie_name(handler))
    return kept if kept and TOKEN.fullmatch(kept) else None


def remember(handler: Any, token: str, shared_computer: bool) -> None:
    """Keep a token in a cookie that scripts can't read and other sites can't send.

    On a shared computer the browser forgets it when it is closed.
    """
    handler.set_cookie(
        cookie_name(handler), token, expires_days=None if shared_computer else DAYS, **cookie_rules(handler)
    )


def forget(handler: Any) -> None:
    """Take the token away."""
    handler.clear_cookie(cookie_name(handler), **cookie_rules(handler))


def cookie_rules(handler: Any) -> dict[str, Any]:
    """What all our cookies have in common."""
    return {
        "path": handler.base_url,
        "httponly": True,
        "samesite": "Strict",
        "secure": handler.settings["samling_secure"] or handler.request.protocol == "https",
    }


def cookie_name(handler: Any, purpose: str = "visit") -> str:
    """A cookie's name: its own for each data folder, since browsers share cookies between the ports of a host."""
    return f"samling-{purpose}-{hashlib.sha256(handler.settings['cookie_secret']).hexdigest()[:8]}"


def seat_id(member: str) -> str:
    """An opaque name of a member's seat, for the pages that are the member's."""
    return hashlib.sha256(f"seat|{member}".encode()).hexdigest()[:16]


def browser_of(handler: Any) -> str:
    """What tells browsers behind one address apart, for slowing: a hash of the cookie that guards forms.

    Every form comes with it, and the browser forgets it when it is closed: nobody gets a mark of their own for this.
    """
    return hashlib.sha256((handler.get_cookie("_xsrf") or "").encode()).hexdigest()[:16]


def is_loopback(address: str) -> bool:
    """Whether an address is this very machine's."""
    try:
        return ipaddress.ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False


def sits_here(handler: Any) -> bool:
    """Whether the request comes from this very machine, and through no proxy."""
    if any(name in handler.request.headers for name in FORWARDED):
        return False
    return is_loopback(handler.request.remote_ip)


def seen_from(handler: Any) -> str:
    """Where a request comes from, for slowing: the sender, or, with our own proxy before us, whom the proxy names.

    Of IPv6 the network of 64 bits: a single household or phone has the rest to itself. On our own networks each
    address is somebody else's.
    """
    address: str = handler.request.remote_ip
    if handler.settings["samling_proxied"] and is_loopback(address):
        # The last one named is the one our proxy itself has seen; those before it may be made up.
        address = handler.request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    if parsed.is_loopback or parsed.is_link_local or any(parsed in network for network in own_ipv6_networks()):
        return str(parsed)
    return str(ipaddress.ip_network((int(parsed), 64), strict=False))
