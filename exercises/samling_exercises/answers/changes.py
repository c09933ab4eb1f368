"""Rows that say that something of a group's changed: never what, nor whose.

There is one row a group and topic, the newest, and none older than a day.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, insert, or_

from samling_exercises.answers.group_tables import Change

COMPANY: Final = "company"
"""The topic of who is in the group and what they are called."""
KEPT_FOR: Final = timedelta(days=1)
"""A kernel that looks more seldom than this may miss a change."""


def note_change(connection: Connection, group: str, topic: str) -> None:
    """Tell the group's kernels that they should look at the topic (an exercise's key) again.

    The new row comes before the old ones go: SQLite gives a removed highest number to the next row.
    """
    now = datetime.now(UTC)
    row = {"group_id": group, "topic": topic, "changed_at": now}
    [number] = connection.execute(insert(Change), row).inserted_primary_key or (None,)
    replaced = (Change.group_id == group) & (Change.topic == topic) & (Change.id != number)
    connection.execute(delete(Change).where(or_(replaced, Change.changed_at < now - KEPT_FOR)))
