"""Alembic's files: how a database of each earlier version becomes one of the next."""
