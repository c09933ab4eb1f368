"""Who a visitor is, and what is theirs.

Whoever sits at this machine is the member ``local``. Anyone else (with ``--lan``) is known by a signed cookie that only
this server can make. Behind a proxy everyone seems to sit here, so a request with a proxy's headers is never ``local``.

Only the site's pages hand out the cookie; everything else answers 403 to a stranger.
"""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
from typing import Any

from jupyter_server.auth import Authorizer, IdentityProvider, User

LOCAL = "local"
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
DAYS = 180


class Visitors(IdentityProvider):
    """Jupyter's identity provider for visitors without passwords: this machine, or a cookie."""

    def get_user(self, handler: Any) -> User | None:
        """The visitor's user, whose ``username`` is the member's id; None for a stranger."""
        if sits_here(handler):
            return User(LOCAL)
        kept = handler.get_signed_cookie(cookie_name(handler), max_age_days=DAYS)
        return User(kept.decode()) if kept else None

    def is_token_authenticated(self, handler: Any) -> bool:
        """No: there are no tokens, so Origin and XSRF are checked for everyone."""
        return False

    def get_handlers(self) -> list[tuple[str, object]]:
        """No log-in or log-out page: there is nothing to log in with."""
        return []


class OwnersOnly(Authorizer):
    """A kernel is its owner's; anything else Jupyter might ask about is nobody's."""

    def is_authorized(self, handler: Any, user: User, action: str, resource: str) -> bool:
        """Whether the visitor may have it. An unknown kernel gets the same answer as someone else's."""
        if resource != "kernels":
            return False
        owner: str | None = handler.kernel_manager.owner(handler.path_kwargs.get("kernel_id", ""))
        return owner is not None and owner == user.username


def sits_here(handler: Any) -> bool:
    """Whether the request comes from this very machine, and through no proxy."""
    if any(name in handler.request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(handler.request.remote_ip.partition("%")[0]).is_loopback
    except ValueError:
        return False


def cookie_name(handler: Any) -> str:
    """The cookie's name: its own for each data folder, since browsers share cookies between the ports of a host."""
    return f"samling-visitor-{hashlib.sha256(handler.settings['cookie_secret']).hexdigest()[:8]}"


def greet(handler: Any) -> User:
    """Give a new visitor an id, kept in a cookie that scripts can't read and other sites can't send."""
    user = User(f"visitor-{secrets.token_hex(8)}")
    handler.set_signed_cookie(
        cookie_name(handler),
        user.username,
        expires_days=DAYS,
        path=handler.base_url,
        httponly=True,
        samesite="Strict",
        secure=handler.request.protocol == "https",
    )
    return user
