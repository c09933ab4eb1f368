"""Voilà's configuration, in code: there is one right way to serve people's answers."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from traitlets.config import Config

from . import folders, identity
from .kernels import MemberKernels
from .kernelspec import ThisPython
from .secret import cookie_secret
from .settings import SiteSettings
from .socket import GuardedConnection

IDLE = 15 * 60
"""Seconds without a page and without anything happening after which a kernel is closed."""
LONGEST_SOCKET_PATH = 103
"""Bytes of a Unix socket's path on macOS; Linux takes four more."""
SOCKET_NAME = "kernel-00000000-0000-0000-0000-000000000000-ipc-5"


def configuration(settings: SiteSettings, connections: Path) -> Config:
    """The configuration for these settings, with the kernels' connections in a folder of their own."""
    c = Config()
    c.Voila.base_url = settings.base_url
    c.Voila.root_dir = str(settings.notebooks)
    c.Voila.open_browser = False
    c.Voila.log_level = "WARN"
    c.Voila.cookie_secret = cookie_secret(settings.data)
    c.Voila.identity_provider_class = identity.Visitors
    c.Voila.authorizer_class = identity.OwnersOnly
    c.Voila.kernel_websocket_connection_class = GuardedConnection

    c.VoilaConfiguration.template = folders.TEMPLATE
    c.VoilaConfiguration.allow_template_override = "NO"
    c.VoilaConfiguration.allow_theme_override = "NO"
    c.VoilaConfiguration.show_tracebacks = False
    c.VoilaConfiguration.file_allowlist = []
    c.VoilaConfiguration.multi_kernel_manager_class = MemberKernels
    c.VoilaConfiguration.kernel_spec_manager_class = ThisPython
    c.VoilaConfiguration.preheat_kernel = False

    # An error in a cell does not raise, so that nobody logs the cell and its error; the page gets neutral words.
    c.VoilaExecutor.allow_errors = True
    c.VoilaExecutor.cell_error_instruction = ""

    c.MappingKernelManager.cull_idle_timeout = IDLE
    c.MappingKernelManager.cull_interval = 60
    # A page that comes back asks for the widgets' states anew; messages for one that does not would only gather.
    c.MappingKernelManager.buffer_offline_messages = False
    c.KernelManager.autorestart = False
    c.KernelManager.transport = transport(connections)
    return c


def connection_folder() -> Path:
    """A new folder for the kernels' connections that nobody else can look into, its path short where possible."""
    usual = Path(tempfile.gettempdir())
    short = Path("/tmp")
    chosen = (
        short if os.name == "posix" and not _fits(usual / "samling-00000000") and os.access(short, os.W_OK) else usual
    )
    return Path(tempfile.mkdtemp(prefix="samling-", dir=chosen))


def transport(connections: Path) -> str:
    """How server and kernel talk: through files only this user can open where there are such, else through ports."""
    return "ipc" if os.name == "posix" and _fits(connections) else "tcp"


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET_PATH
