"""What every answer says to the browser about safety, and what no request gets past."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from tornado import httputil, web

from .addresses import host_name, own_names, same_host
from .logs import NumberedFaults

DIRECTIVES = {
    "default-src": "'self'",
    # blob: is for an anywidget's module text, of which its runtime makes a module. Nothing inline, no 'unsafe-eval'.
    "script-src": "'self' blob:",
    # Voilà's front end and an anywidget's _css bring their styles along as elements.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "media-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "frame-src": "'none'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}


def content_security_policy(host: str) -> str:
    """The policy for pages under a host that has been checked.

    Older Safari reads 'self' as http alone, so the sockets are named.
    """
    connect = f"'self' ws://{host} wss://{host}"
    return "; ".join(f"{name} {value}" for name, value in {**DIRECTIVES, "connect-src": connect}.items())


def safety_headers(host: str) -> dict[str, str]:
    """The headers of every answer."""
    return {
        "Content-Security-Policy": content_security_policy(host),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


class Safe(NumberedFaults):
    """A handler whose answers carry the headers."""

    def set_default_headers(self) -> None:
        """Set them; a page is not kept unless its handler says so."""
        self.clear_header("Server")
        for name, value in safety_headers(self.request.host).items():
            self.set_header(name, value)
        self.set_header("Cache-Control", "no-store")


class Refused(Safe):
    """The answer to a request that calls us by another name, or comes from another site."""

    def prepare(self) -> None:
        """403, whatever was asked for."""
        self.set_status(HTTPStatus.FORBIDDEN)
        self.set_header("Content-Security-Policy", "default-src 'none'")
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("403\n")


class Gate(web.Application):
    """Lets a request in only if it calls this server by its own name (DNS rebinding) and comes from its own pages.

    Here rather than in the handlers, so that no handler, Voilà's or ours, can be without it.
    """

    def __init__(self, handlers: list[Any], lan: bool, called: str | None = None, **settings: Any) -> None:
        super().__init__(handlers, **settings)
        self.lan = lan
        self.called = frozenset({called} if called else ())
        """The name that a proxy before us is known by."""
        self.names = own_names(lan) | self.called

    def find_handler(self, request: httputil.HTTPServerRequest, **kwargs: Any) -> Any:
        """The handler for a request, or the one that refuses it."""
        if not (self._called_by_name(request.host) and self._from_own_page(request)):
            return self.get_handler_delegate(request, Refused)
        return super().find_handler(request, **kwargs)

    def _called_by_name(self, host: str) -> bool:
        name = host_name(host)
        if name not in self.names and self.lan:
            # Another network than at the start: a laptop that was carried over to the meeting room.
            self.names = own_names(self.lan) | self.called
        return name in self.names

    @staticmethod
    def _from_own_page(request: httputil.HTTPServerRequest) -> bool:
        origins = [*request.headers.get_list("Origin"), *request.headers.get_list("Sec-WebSocket-Origin")]
        return all(same_host(origin, request.host) for origin in origins)
