"""Starting the site in this process, where something keeps it from starting."""

from __future__ import annotations

from samling_build.site import SiteSettings, serve


def told(settings: SiteSettings) -> tuple[int, list[str]]:
    """The exit code of serving, and what was said."""
    said: list[str] = []
    code = serve(SiteSettings(settings.data, settings.notebooks, settings.port, announce=said.append))
    return code, said
