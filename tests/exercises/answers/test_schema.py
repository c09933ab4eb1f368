"""The tables and the way to them from every earlier version."""

import io
import re
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from importlib import import_module
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, insert, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from samling_exercises.answers import AnswerBook, NotOpened, Saved, open_book, schema
from samling_exercises.answers.group_tables import Group
from samling_exercises.answers.tables import Base, UtcTime, undeclared
from samling_exercises.groups import Invitation, Recognised, open_register

EXERCISE = "mestring/2/summing-up"
FROZEN = Path(__file__).with_name("versions")


def test_D5_every_column_says_whether_it_is_personal() -> None:
    assert undeclared(Base.metadata) == []


def test_D5_a_column_that_does_not_say_it_is_found() -> None:
    metadata = MetaData()
    Table("diary", metadata, Column("id", Integer, info={"personal": False}), Column("words", Integer))
    Table("notes", metadata, Column("id", Integer, info={"personal": "yes"}))
    assert undeclared(metadata) == ["diary.words", "notes.id"]


def test_D5_a_new_table_or_column_of_ours_that_does_not_say_it_is_found() -> None:
    copied = MetaData()
    for table in Base.metadata.sorted_tables:
        table.to_metadata(copied)
    assert undeclared(copied) == []
    copied.tables["members"].append_column(Column("phone", Integer))
    Table("moods", copied, Column("member_id", Integer, info={"personal": False}), Column("mood", Integer))
    assert sorted(undeclared(copied)) == ["members.phone", "moods.mood"]


def test_D5_what_people_write_and_choose_is_personal() -> None:
    personal = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.info["personal"]
    }
    assert {"revisions.content", "shared_copies.content", "members.nickname", "groups.name"} <= personal


def test_the_migrations_make_exactly_the_tables(database: Path) -> None:
    engine = create_engine(f"sqlite:///{database}")
    with engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []
    engine.dispose()
    # Alembic does not compare checks; SQLite's own text of the tables has them.
    from_metadata = create_engine("sqlite://")
    with from_metadata.begin() as connection, closing(sqlite3.connect(database)) as migrated:
        Base.metadata.create_all(connection)
        query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name <> 'alembic_version'"
        expected = {name: parts_of(sql) for name, sql in connection.exec_driver_sql(query)}
        assert {name: parts_of(sql) for name, sql in migrated.execute(query)} == expected
    from_metadata.dispose()


def parts_of(sql: str) -> set[str]:
    """What a table or an index is made of, whatever the order, the spacing and the quotes around its name."""
    name, _, content = " ".join(sql.split()).partition("(")
    parts = re.split(r",(?![^(]*\))", content.rpartition(")")[0])  # commas outside of inner brackets
    return {name.replace('"', "").strip(), *(part.strip() for part in parts)}


def lines_of(sql: str) -> set[str]:
    """The lines of several statements, without the commas at their ends."""
    return {" ".join(line.strip(" ,").split()) for line in sql.splitlines()}


def test_the_newest_migration_is_the_current_version() -> None:
    scripts = ScriptDirectory(str(schema.MIGRATIONS))
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert scripts.get_current_head() == schema.CURRENT == max(revisions)
    assert all(len(revision) == 4 and revision.isdecimal() for revision in revisions)


def test_migrations_and_tables_can_be_written_for_postgresql() -> None:
    written = io.StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": written, "target_metadata": Base.metadata}
    )
    with Operations.context(context):
        for migration in sorted((schema.MIGRATIONS / "versions").glob("r*.py")):
            import_module(f"samling_exercises.answers.migrations.versions.{migration.stem}").upgrade()
    statements = re.sub(r"ALTER TABLE \w+ ADD (COLUMN )?|;", "", written.getvalue())
    for table in Base.metadata.sorted_tables:
        assert f"CREATE TABLE {table.name} (" in statements
        wanted = str(CreateTable(table).compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
        assert lines_of(wanted) <= lines_of(statements)


def test_an_up_to_date_database_opens_without_alembic(
    opened: Callable[..., AnswerBook], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "alembic"]:
        monkeypatch.delitem(sys.modules, name)
    opened()
    assert "alembic" not in sys.modules


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """`next_version("…")`: from now on there is a version 0004 whose migration does this."""

    def come(upgrade: str) -> None:
        folder = tmp_path / "migrations of 100% tomorrow"
        shutil.copytree(schema.MIGRATIONS, folder)
        head = "from alembic import op\nimport sqlalchemy as sa\nrevision = '0004'\ndown_revision = '0003'\n"
        (folder / "versions" / "r0004_next.py").write_text(f"{head}def upgrade():\n    {upgrade}\n", encoding="utf-8")
        monkeypatch.setattr(schema, "MIGRATIONS", folder)
        monkeypatch.setattr(schema, "CURRENT", "0004")

    return come


REBUILD = "with op.batch_alter_table('members', recreate='always') as t: t.add_column(sa.Column('pace', sa.Integer()))"


def test_F11_an_older_database_is_migrated_and_a_copy_is_kept_beside_it(
    database: Path, opened: Callable[..., AnswerBook], next_version: Callable[[str], None]
) -> None:
    opened().save(EXERCISE, "met", "written in 0003", 0)
    next_version(REBUILD)  # drops and makes anew the table that the answers refer to
    book = opened()
    assert book.answers(EXERCISE)["met"].text == "written in 0003"
    assert isinstance(book.save(EXERCISE, "met", "written in 0004", 1), Saved)
    assert version_of(database) == "0004"
    [copy] = database.parent.glob("answers.sqlite3.0003-*.backup")
    assert version_of(copy) == "0003"
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT content FROM revisions").fetchall() == [(b"written in 0003",)]
    assert stat.S_IMODE(copy.stat().st_mode) & 0o077 == 0 or sys.platform == "win32"
    assert not list(database.parent.glob("*.part"))


def test_F11_a_database_from_a_newer_version_is_refused_and_left_as_it_is(
    database: Path, opened: Callable[..., AnswerBook]
) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
        connection.commit()
    before = database.read_bytes()
    with pytest.raises(
        NotOpened,
        match=r"^The answers could not be opened: the database was made by a newer Samlingsheftet than this one\. "
        r"Install the newest version\.$",
    ) as refused:
        opened()
    assert refused.value.reason == "newer"
    assert database.read_bytes() == before


def test_F11_a_migration_that_fails_leaves_the_database_as_it_was(
    database: Path, opened: Callable[..., AnswerBook], next_version: Callable[[str], None]
) -> None:
    opened().save(EXERCISE, "met", "text", 0)
    next_version("op.drop_table('shared_copies'); op.drop_table('not there')")
    with pytest.raises(NotOpened, match="the database could not do it"):
        opened()
    assert version_of(database) == "0003"
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM shared_copies").fetchone() == (0,)


def test_F11_a_migration_that_breaks_what_rows_refer_to_is_undone(
    database: Path, opened: Callable[..., AnswerBook], next_version: Callable[[str], None]
) -> None:
    opened().save(EXERCISE, "met", "text", 0)
    next_version("op.execute('DELETE FROM members')")
    with pytest.raises(NotOpened, match="the database could not do it"):
        opened()
    assert version_of(database) == "0003"


@pytest.mark.parametrize("frozen", sorted(FROZEN.glob("*.sql")), ids=lambda path: path.stem)
def test_F11_a_frozen_database_of_each_version_opens_with_its_answers(tmp_path: Path, frozen: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "answers.sqlite3")) as connection:
        connection.executescript(frozen.read_text(encoding="utf-8"))
    with open_book({"SAMLING_DATA": str(tmp_path)}) as book:
        assert [(answer.text, answer.revision) for answer in book.history(EXERCISE, "met")] == [
            ("Kari på Solbakken", 1),
            ("Kari på Solbakken 😀\nog Ola", 2),
        ]
        assert book.history(EXERCISE, "met")[0].written_at == datetime(2026, 1, 31, 12, 30, 15, 250000, UTC)
    assert version_of(tmp_path / "answers.sqlite3") == schema.CURRENT


def test_F11_a_frozen_group_opens_with_its_code_and_its_sealed_answers_are_readable(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "answers.sqlite3")) as connection:
        connection.executescript((FROZEN / "0002.sql").read_text(encoding="utf-8"))
    with open_register({"SAMLING_DATA": str(tmp_path)}) as register:
        entered = register.sign_in("W8DG-Y328-69U8-7GYC", shared_computer=False)
        key = register.key(entered.token, entered.member)
        assert register.recognise("PPFF-26P9-XGTM-4FK9-3VGN") == Recognised(entered.member, key or b"", "recovery")
        invited = register.recognise("V3X6-PXKC-VWC3")
        assert isinstance(invited, Invitation)
        assert (invited.group.name, invited.role, invited.seat) == ("Solbakken", "participant", 2)
    with open_book({"SAMLING_DATA": str(tmp_path), "SAMLING_MEMBER": entered.member}, key) as book:
        assert [answer.text for answer in book.history(EXERCISE, "met")] == [
            "Privat på Solbakken",
            "Privat på Solbakken 😀",
        ]
        assert book.own_shares(EXERCISE)["met"].revision == 2


def test_F11_what_a_frozen_group_made_together_is_readable(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "answers.sqlite3")) as connection:
        connection.executescript((FROZEN / "0003.sql").read_text(encoding="utf-8"))
    with open_register({"SAMLING_DATA": str(tmp_path)}) as register:
        entered = register.sign_in("W8DG-Y328-69U8-7GYC", shared_computer=False)
        key = register.key(entered.token, entered.member)
    with open_book({"SAMLING_DATA": str(tmp_path), "SAMLING_MEMBER": entered.member}, key) as book:
        assert {name: (kept.value, kept.revision) for name, kept in book.records("mestring/path/journey").items()} == {
            "note-a": ({"text": "Ventet ved vinduet på Solbakken 😀"}, 2)
        }
        assert [kept.value for kept in book.record_history("mestring/path/journey", "note-b")] == [
            {"text": "feil"},
            None,
        ]
        assert "headline-a" in book.records("mestring/2/reflecting-team")
        assert book.own_shares("mestring/2/pair-talk")["notes"].audience == "partner"


def test_F11_each_version_has_its_frozen_database() -> None:
    revisions = {script.revision for script in ScriptDirectory(str(schema.MIGRATIONS)).walk_revisions()}
    assert {path.stem for path in FROZEN.glob("*.sql")} == revisions


@pytest.mark.parametrize("content", [b"not a database at all, but some longer text" * 100, None])
def test_a_file_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "answers.sqlite3"
    if content is None:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("CREATE TABLE recipes (name TEXT)")
        content = file.read_bytes()
    file.write_bytes(content)
    with pytest.raises(NotOpened, match=r"something that is not Samlingsheftet's\. Choose another address"):
        open_book({"SAMLING_DATA": str(tmp_path)})
    assert file.read_bytes() == content


def test_moments_are_stored_in_utc_and_come_back_with_their_time_zone() -> None:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    oslo = datetime(2026, 7, 1, 14, 0, tzinfo=timezone(timedelta(hours=2)))
    with engine.begin() as connection:
        connection.execute(insert(Group), {"id": "g", "practice": False, "made_at": oslo})
        moment = connection.execute(select(Group.made_at)).scalar_one()
    assert (moment, moment.tzinfo) == (oslo, UTC)
    with pytest.raises(ValueError, match="A stored moment has a time zone; came one without"):
        UtcTime().process_bind_param(datetime(2026, 7, 1), engine.dialect)
    engine.dispose()


def version_of(database: Path) -> object:
    """The version that stands in the database."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
