"""Everything a member wrote, as a file they take with them."""

from .packing import takeout_zip

__all__ = ["takeout_zip"]
