"""The workbook's own server: standalone Voilà with our template, our visitors and our kernels.

``serve`` is the way in. Importing this package is cheap: Voilà itself (seconds of imports) is loaded when serving
begins, so that ``samling --help`` stays quick.
"""

from __future__ import annotations

from .settings import SiteSettings

__all__ = ["SiteSettings", "serve"]


def serve(settings: SiteSettings) -> int:
    """Serve the notebooks until the process is told to stop (Ctrl-C, SIGTERM).

    Returns the exit code: 0 after an orderly stop, 1 when the server could not start (``settings.complain`` has said
    why).
    """
    from .run import run

    return run(settings)
