"""No byte of what was removed stays in SQLite's file.

`secure_delete` overwrites a row where it lies, but not the places it lay in before its page was tidied or divided: of
thirty databases with 1,500 rows each, one still held a removed text (https://sqlite.org/pragma.html#pragma_secure_delete
promises no more). So the file is written anew. A mark, set in the transaction that removes, outlives a crash and a
database that was too busy for it.
"""

from sqlalchemy import Connection, Engine

from samling_exercises.answers.engine import outside_transactions, transaction


def mark_for_rewriting(connection: Connection) -> None:
    """Remember, in the transaction that removes something, that the file is to be written anew."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA user_version={_mark(connection) % 1_000_000 + 1}")


def rewrite_if_marked(engine: Engine) -> None:
    """Write the file anew when something was removed since the last time. Other databases see to it alone.

    :raises SQLAlchemyError: the database is too busy or the disk too full; the mark stays.
    """
    if engine.dialect.name != "sqlite":
        return
    with transaction(engine, "DEFERRED") as connection:
        mark = _mark(connection)
    if not mark:
        return
    with outside_transactions(engine) as connection:
        connection.exec_driver_sql("PRAGMA temp_store=MEMORY")  # so that no rows come into a folder of temporary files
        connection.exec_driver_sql("VACUUM")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")  # without WAL it does nothing
    with transaction(engine, "IMMEDIATE") as connection:
        if _mark(connection) == mark:  # otherwise somebody removed more meanwhile
            connection.exec_driver_sql("PRAGMA user_version=0")


def _mark(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
