"""Everything a member wrote, as a file they take with them, and the part of it that is their learning log."""

from .learning_log import learning_log
from .packing import takeout_zip

__all__ = ["learning_log", "takeout_zip"]
