"""From notebooks to sheets of paper: an nbconvert exporter with Jinja templates, and WeasyPrint for the PDF."""

from .pdf import PrintingUnavailable
from .worksheets import print_worksheets, worksheets_name

__all__ = ["PrintingUnavailable", "print_worksheets", "worksheets_name"]
