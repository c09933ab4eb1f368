"""What in a text could tell who it is about, looked for at the moment of sharing and never before.

Numbers and addresses have a form that can be looked for: national identity numbers, telephone numbers, e-mail addresses
and full dates of birth. Names, places and stories have none, so nothing here looks for them: a text without findings
may still point at somebody, and only its writer can judge that.
"""

from .findings import findings
from .spans import Finding, Kind, Level

__all__ = ["Finding", "Kind", "Level", "findings"]
