"""Alembic's entrance: it works on the connection, and in the transaction, that `schema.py` hands it."""

from alembic import context

from samling_exercises.answers import group_tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=group_tables.Group.metadata,
    render_as_batch=True,  # SQLite changes a column by copying its table
)
with context.begin_transaction():
    context.run_migrations()
