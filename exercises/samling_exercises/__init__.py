"""What is asked, and what was answered: the model of the workbook, its content and the answers."""

from .faults import ContentFaults, Fault
from .loader import CONTENT, load_programme, programmes, read_programme
from .programme import ROLES, Exercise, Gathering, Programme, Role

__all__ = [
    "CONTENT",
    "ROLES",
    "ContentFaults",
    "Exercise",
    "Fault",
    "Gathering",
    "Programme",
    "Role",
    "load_programme",
    "programmes",
    "read_programme",
]
