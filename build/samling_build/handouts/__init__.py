"""Paper: worksheets, booklets, posters and cards from the definitions, as tagged PDF."""

from .pdf import PrintingUnavailable

__all__ = ["PrintingUnavailable"]
