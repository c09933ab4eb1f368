"""What a group made together, for whoever owns the data folder and prints it: what its mentors see."""

import json
from collections import defaultdict

from sqlalchemy import Connection, select

from samling_exercises.answers.records import OWN
from samling_exercises.answers.tables import Record
from samling_exercises.answers.values import Kept
from samling_exercises.groups.store import Store, known_group


class Things(Store):
    """The part of the register that reads what a group made together."""

    def things(self, group_id: str, topic: str) -> dict[str, Kept]:
        """The things under a topic by name, as they stand now; none of what each keeps as their own.

        :raises NotAllowed: ``unknown``.
        """

        def read(connection: Connection) -> dict[str, Kept]:
            known_group(connection, group_id)
            columns = (Record.name, Record.revision, Record.content, Record.written_at)
            of_topic = (Record.group_id == group_id, Record.topic == topic)
            rows = defaultdict(list)
            for row in connection.execute(select(*columns).where(*of_topic).order_by(Record.revision)):
                if not row.name.startswith(OWN):
                    rows[row.name].append(row)
            found = {
                name: Kept(name, json.loads(of[-1].content), of[-1].revision, of[-1].written_at, of[0].written_at)
                for name, of in rows.items()
            }
            return {name: kept for name, kept in found.items() if kept.value is not None}

        return self._read(read)
