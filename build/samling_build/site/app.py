"""Voilà, with our routes and nothing else: what is not named here does not exist."""

from __future__ import annotations

import asyncio
import shutil
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_core.paths import jupyter_path
from jupyter_server.utils import url_path_join
from tornado.httpserver import HTTPServer
from voila.app import Voila  # type: ignore[import-untyped]

from . import folders
from .addresses import proxy_name
from .codes import CodesPage, Shown
from .configuration import configuration, connection_folder
from .entries import Entries
from .files import CloseKernel, Files, Here, OwnKernel
from .group_pages import ROUTES as GROUP_ROUTES
from .handlers import Missing
from .headers import Gate
from .joining import JoinPage, SeatPage
from .leaving import LostPage, OutPage, PrivacyPage
from .library import Library
from .logs import be_discreet, log_answer
from .page import NotebookPage
from .practice import PracticePage
from .rounds import go_rounds
from .settings import SiteSettings
from .slowing import Slowing
from .socket import FROM_PAGE, PageSocket
from .static import PICTURES, Shelf, SiteFiles
from .visits import Visits

if TYPE_CHECKING:
    from samling_exercises.groups import Register

MIB = 1024 * 1024
KERNEL = r"(?P<kernel_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"


class SamlingApp(Voila):  # type: ignore[misc]
    """Standalone Voilà, which by itself drops a page's requests to run code, with the doors it leaves open closed."""

    settings: SiteSettings
    app: Gate

    def prepare(self, settings: SiteSettings, register: Register) -> None:
        """Make everything ready to serve; opens no port."""
        folders.use_own_templates()
        self.settings = settings
        self.visits = Visits(register)
        self.connection_dir = str(connection_folder())
        self.update_config(configuration(settings, Path(self.connection_dir)))
        # A voila.json that lies about must not open what is closed here.
        self.config_file_paths: list[str] = []
        self.initialize([])
        be_discreet(self.log)
        known = self.init_settings()
        called = proxy_name(settings.address) if settings.address else None
        self.app = Gate(self.init_handlers(), settings.lan, called, **known)

    def init_settings(self) -> dict[str, Any]:
        """Voilà's settings and ours."""
        known: dict[str, Any] = super().init_settings()
        self.kernel_manager.allowed_message_types = FROM_PAGE
        self.site_files = SiteFiles(self.base_url)
        return {
            **known,
            # Gate checks the host, for every handler.
            "allow_remote_access": True,
            "compress_response": True,
            "default_handler_class": Missing,
            "log_function": log_answer,
            "samling_data": self.settings.data,
            "samling_entries": Entries(),
            "samling_files": self.site_files,
            "samling_language": self.settings.language,
            "samling_library": Library(self.settings.notebooks),
            "samling_practice": self.settings.practice,
            "samling_proxied": self.settings.proxied,
            "samling_secure": self.settings.secure,
            "samling_settings": self.settings,
            "samling_shown": Shown(),
            "samling_slowing": Slowing(),
            "samling_visits": self.visits,
            "websocket_max_message_size": MIB,
            "xsrf_cookies": True,
            "xsrf_cookie_kwargs": {"samesite": "Strict", "path": self.base_url, "secure": self.settings.secure},
        }

    def init_handlers(self) -> list[Any]:
        """Every address that is something."""
        pictures = Shelf([self.settings.notebooks / "pictures"], PICTURES)
        template = Shelf(Path(path) for path in self.static_paths)
        front_end = Shelf(Path(path) for path in self.static_paths)
        extensions = Shelf(Path(path) for path in self.labextensions_path)
        routes: list[tuple[Any, ...]] = [
            (r"join(?:/(?P<link>[A-Za-z0-9_-]{1,64}))?", JoinPage),
            ("seat", SeatPage),
            ("codes", CodesPage),
            ("lost", LostPage),
            ("out", OutPage),
            ("privacy", PrivacyPage),
            ("practice", PracticePage),
            ("here", Here),
            *GROUP_ROUTES,
            (r"voila/render/pictures/(.*)", Files, {"shelf": pictures}),
            (r"voila/render/(.*)", NotebookPage),
            (rf"api/kernels/{KERNEL}", OwnKernel),
            (rf"api/kernels/{KERNEL}/channels", PageSocket),
            (rf"voila/api/shutdown/{KERNEL}", CloseKernel),
            (r"samling/static/(.*)", Files, {"shelf": self.site_files}),
            # Voilà's own front end, for a notebook with widgets that are not anywidgets.
            (r"voila/static/(.*)", Files, {"shelf": front_end}),
            (rf"voila/templates/{folders.TEMPLATE}/static/(.*)", Files, {"shelf": template}),
            (r"voila/labextensions/(.*)", Files, {"shelf": extensions}),
            (
                r"voila/api/themes/(.*)",
                Files,
                {"shelf": Shelf(Path(path) / "themes" for path in jupyter_path("voila"))},
            ),
        ]
        return [(url_path_join(self.base_url, "/", address), *rest) for address, *rest in routes]

    def open(self, sockets: list[socket.socket]) -> HTTPServer:
        """Begin to answer on sockets that listen."""
        server = HTTPServer(self.app, max_body_size=MIB, max_buffer_size=2 * MIB)
        server.add_sockets(sockets)
        self.going = asyncio.ensure_future(go_rounds(self.visits, self.kernel_manager, self.settings.rounds))
        self.port = sockets[0].getsockname()[1]
        return server

    async def close(self) -> None:
        """Shut the kernels down and remove what was only for them."""
        self.going.cancel()
        await self.kernel_manager.shutdown_all()
        self.visits.close()
        shutil.rmtree(self.connection_dir, ignore_errors=True)
