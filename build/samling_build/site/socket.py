"""The socket between a page and its kernel, guarded in both directions.

Stock Jupyter can be frozen for everyone by one visitor: an eight-byte v1 frame makes it count to 2⁵⁶, and a socket
without the v1 subprotocol hangs on a message with buffers. And what a kernel says on an error (source, values) would go
to the page.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado import web
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler  # type: ignore[import-untyped]

from .logs import NumberedFaults

V1 = "v1.kernel.websocket.jupyter.org"
WORD = 8
"""Bytes of a number in a v1 frame."""
FEWEST, MOST = 6, 64
"""Numbers of offsets: channel, header, parent, metadata, content and the end, with up to 58 buffers."""
PING = 30
"""Seconds between two looks whether the page is still there, and for its answer."""
PROTOCOL_ERROR, NOT_UNDERSTOOD = 1002, 1003

FROM_PAGE = ["comm_open", "comm_close", "comm_msg", "comm_info_request", "kernel_info_request"]
"""All that a page may ask of a kernel. Nothing here runs code; shutting down goes through the guarded route."""
CONTROL = "jupyter.widget.control"
"""The only target a page may open a comm to: it asks for the widgets' states. To open ``jupyter.widget`` would make a
widget of any registered class, with any values, in the kernel."""
TO_PAGE = frozenset(
    {
        *("comm_open", "comm_close", "comm_msg", "comm_info_reply", "kernel_info_reply", "status"),
        *("display_data", "update_display_data", "execute_result", "clear_output", "stream"),
    }
)
"""All that a page gets to hear. Not ``error`` and ``execute_input``, nor a stream of errors."""


class PageSocket(NumberedFaults, VoilaKernelWebsocketHandler):  # type: ignore[misc]
    """The handler of ``/api/kernels/<id>/channels``."""

    ping_interval = ping_timeout = PING

    async def pre_get(self) -> None:
        """Refuse before a socket is opened what does not speak v1."""
        offered = self.request.headers.get("Sec-WebSocket-Protocol", "")
        await super().pre_get()
        if V1 not in (part.strip() for part in offered.split(",")):
            raise web.HTTPError(HTTPStatus.BAD_REQUEST)

    async def open(self, kernel_id: str) -> None:
        """Connect to the kernel. Jupyter's pings are left out: Tornado takes their milliseconds for seconds."""
        await self.connection.connect()

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """No page: a socket that is refused gets its status alone."""
        self.finish()


class GuardedConnection(ZMQChannelsWebsocketConnection):
    """What passes between socket and kernel, looked at on the way."""

    connected = False

    async def connect(self) -> None:  # type: ignore[override]
        """Connect to the kernel, if the socket speaks v1."""
        if self.subprotocol != V1:
            self.websocket_handler.close(PROTOCOL_ERROR)
            return
        # Small messages at once: with Nagle's delay a saved answer took 47 ms to be acknowledged, without it 6.
        self.websocket_handler.set_nodelay(True)
        self.connected = True
        self.multi_kernel_manager.page_opened(self.kernel_id, self.websocket_handler)
        waiting = super().connect()
        if waiting is not None:
            await waiting

    def disconnect(self) -> None:  # type: ignore[override]
        """Disconnect, and only what was connected: the kernel's pages are counted."""
        self.multi_kernel_manager.page_closed(self.kernel_id, self.websocket_handler)
        if self.connected:
            self.connected = False
            super().disconnect()  # type: ignore[no-untyped-call]

    def handle_incoming_message(self, incoming_msg: str | bytes) -> None:
        """Pass a page's message on; close the socket on one that is not a v1 frame."""
        try:
            if not well_formed(incoming_msg):
                raise ValueError("not a v1 frame")
            if not self._may_ask(incoming_msg):
                self.log.warning("Left out a page's comm_open: its target is not %s", CONTROL)
                return
            super().handle_incoming_message(incoming_msg)  # type: ignore[arg-type]
        except Exception as error:  # noqa: BLE001 - whatever it was, the page sent it
            self.log.warning("Closed a page's socket: %s in its message", type(error).__name__)
            self.websocket_handler.close(NOT_UNDERSTOOD)

    def _may_ask(self, message: str | bytes) -> bool:
        # Unpacked by what the kernel unpacks with, so that both read the same.
        _, parts = deserialize_msg_from_ws_v1(message)  # type: ignore[no-untyped-call]
        if self.session.unpack(parts[0])["msg_type"] != "comm_open":
            return True
        return bool(self.session.unpack(parts[3])["target_name"] == CONTROL)

    def handle_outgoing_message(self, stream: Any, outgoing_msg: list[Any]) -> None:
        """Pass a kernel's message on, if a page may hear it."""
        _, parts = self.session.feed_identities(outgoing_msg)
        kind = self.session.unpack(parts[1])["msg_type"]
        if kind not in TO_PAGE:
            return
        if kind == "stream" and self.session.unpack(parts[4])["name"] != "stdout":
            return
        super().handle_outgoing_message(stream, outgoing_msg)


def well_formed(message: str | bytes) -> bool:
    """Whether a message is a v1 frame that is safe to take apart: a sane number of offsets, all there and in order."""
    if not isinstance(message, bytes) or len(message) < WORD:
        return False
    count = int.from_bytes(message[:WORD], "little")
    if not FEWEST <= count <= MOST or len(message) < WORD * (count + 1):
        return False
    offsets = [int.from_bytes(message[WORD * at : WORD * (at + 1)], "little") for at in range(1, count + 1)]
    return offsets == sorted(offsets) and offsets[0] == WORD * (count + 1) and offsets[-1] <= len(message)
