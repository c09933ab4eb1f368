"""Names and addresses: which hosts the server answers to, where it can be reached, which port is free."""

from __future__ import annotations

import errno
import ipaddress
import re
import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

import psutil  # type: ignore[import-untyped]

HOST = re.compile(r"(?:\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::[0-9]{1,5})?", re.IGNORECASE)
PORTS_TRIED = 20
LAST_PORT = 65535
IN_USE = (errno.EADDRINUSE, errno.EACCES)
"""How a system says that another has the port; Windows says the latter of a port held exclusively."""


def machine_addresses() -> tuple[str, ...]:
    """The machine's own addresses on its networks: IPv4 first, no loopback, no link-local."""
    found = [
        ipaddress.ip_address(entry.address.partition("%")[0])
        for entries in psutil.net_if_addrs().values()
        for entry in entries
        if entry.family in (socket.AF_INET, socket.AF_INET6)
    ]
    usable = {address for address in found if not (address.is_loopback or address.is_link_local)}
    return tuple(str(address) for address in sorted(usable, key=lambda a: (a.version, int(a))))


def own_ipv6_networks() -> tuple[ipaddress.IPv6Network, ...]:
    """The IPv6 networks this machine is in; of 64 bits where the system does not say how large they are."""
    return tuple(
        ipaddress.IPv6Network((entry.address.partition("%")[0], _length(entry.netmask)), strict=False)
        for entries in psutil.net_if_addrs().values()
        for entry in entries
        if entry.family == socket.AF_INET6
    )


def _length(netmask: str | None) -> int:
    """How many bits an IPv6 mask leaves fixed: 64 for ``ffff:ffff:ffff:ffff::``."""
    return int(ipaddress.IPv6Address(netmask)).bit_count() if netmask else 64


def own_names(lan: bool) -> frozenset[str]:
    """The names by which a browser may call this server, lower case."""
    local = {"localhost", "127.0.0.1", "::1"}
    if not lan:
        return frozenset(local)
    name = socket.gethostname().lower()
    return frozenset({*local, *machine_addresses(), name, f"{name}.local"})


def host_name(header: str) -> str | None:
    """The name in a Host header, without port and brackets; None when it is no host."""
    if not HOST.fullmatch(header):
        return None
    try:
        return (urlsplit(f"//{header}").hostname or "").lower() or None
    except ValueError:
        return None


def same_host(origin: str, host: str) -> bool:
    """Whether an Origin header names the very host (and port) of the Host header."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()


def proxy_name(address: str) -> str | None:
    """The name in the address that a proxy before us is reached at; None when it is no such address.

    Only scheme, name and port: the proxy passes paths on as they are.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or parts.path not in ("", "/") or parts.query or parts.fragment:
        return None
    return host_name(parts.netloc)


def listening_sockets(port: int, lan: bool) -> list[socket.socket]:
    """Sockets bound to the port, or the next free one after it. Raises OSError when none of twenty is free."""
    refused = OSError(errno.EADDRINUSE, "no port was tried")
    # A port of the system's choosing is free on IPv4; that it is on IPv6 too may take a second try.
    for candidate in range(port, last_tried(port) + 1) if port else (0,) * PORTS_TRIED:
        try:
            return bind(candidate, lan)
        except OSError as error:
            refused = error
    raise refused


def last_tried(port: int) -> int:
    """The last port that is tried where ``port`` is asked for."""
    return min(port + PORTS_TRIED - 1, LAST_PORT)


def bind(port: int, lan: bool) -> list[socket.socket]:
    """Listen on one port: on every interface with ``lan``, else on loopback alone, on IPv6 too where there is one.

    Raises OSError when another has the port, be it on IPv6 alone: ``localhost`` would lead to that other.
    """
    first = _listen(socket.AF_INET, "0.0.0.0" if lan else "127.0.0.1", port)
    try:
        return [first, _listen(socket.AF_INET6, "::" if lan else "::1", first.getsockname()[1])]
    except OSError as error:
        if error.errno in IN_USE:
            first.close()
            raise
        # No IPv6 here: IPv4 carries everyone.
        return [first]


def _listen(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            # On Windows SO_REUSEADDR would let two servers share a port.
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        sock.setblocking(False)
        sock.bind((address, port))
        sock.listen(128)
    except BaseException:
        sock.close()
        raise
    return sock


def page_addresses(port: int, lan: bool, base_url: str, names: Iterable[str] | None = None) -> list[str]:
    """The addresses to tell people: this machine's own first, then, with ``lan``, those of the network."""
    hosts = ["localhost", *(machine_addresses() if names is None else names)] if lan else ["localhost"]
    return [f"http://{f'[{host}]' if ':' in host else host}:{port}{base_url}" for host in hosts]
