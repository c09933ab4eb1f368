"""Links, end dates, keys, invitations, visits, ledgers, reminders, changes and erasures."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add columns to groups and members, and the eight new tables."""
    with op.batch_alter_table("groups") as groups:
        groups.add_column(sa.Column("link", sa.String(32)))
        groups.add_column(sa.Column("last_gathering_on", sa.Date()))
        groups.add_column(sa.Column("erased_at", MOMENT))
        groups.add_column(sa.Column("counts", sa.Text()))
        groups.create_unique_constraint("uq_groups_link", ["link"])
    with op.batch_alter_table("members") as members:
        members.add_column(sa.Column("codes_seen_at", MOMENT))
    _keys_and_visits()
    _of_a_member()
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.String(64), nullable=False),
        sa.Column("topic", sa.String(200), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_changes"),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_changes_group_id_groups", ondelete="CASCADE"),
    )
    op.create_index("ix_changes_group_id", "changes", ["group_id"])
    op.create_table(
        "erased",
        sa.Column("member_id", sa.String(64), nullable=False),
        sa.Column("erased_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("member_id", name="pk_erased"),
    )


def _keys_and_visits() -> None:
    op.create_table(
        "member_keys",
        sa.Column("member_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("locator", sa.String(16), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("cost", sa.String(64), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("member_id", "kind", name="pk_member_keys"),
        sa.UniqueConstraint("locator", name="uq_member_keys_locator"),
        _member("member_keys"),
    )
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.String(64), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("seat", sa.Integer()),
        sa.Column("locator", sa.String(16), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("cost", sa.String(64), nullable=False),
        sa.Column("verifier", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.UniqueConstraint("locator", name="uq_invitations_locator"),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_invitations_group_id_groups", ondelete="CASCADE"),
    )
    op.create_table(
        "visits",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("shared_computer", sa.Boolean(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_visits"),
    )
    op.create_table(
        "visit_seats",
        sa.Column("visit_id", sa.String(64), nullable=False),
        sa.Column("member_id", sa.String(64), nullable=False),
        sa.Column("wrapped", sa.LargeBinary()),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("visit_id", "member_id", name="pk_visit_seats"),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_visit_seats_visit_id_visits", ondelete="CASCADE"),
        _member("visit_seats"),
    )


def _of_a_member() -> None:
    op.create_table(
        "ledgers",
        sa.Column("member_id", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("member_id", name="pk_ledgers"),
        _member("ledgers"),
    )
    op.create_table(
        "reminded",
        sa.Column("member_id", sa.String(64), nullable=False),
        sa.Column("gathering", sa.String(130), nullable=False),
        sa.Column("reminded_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("member_id", "gathering", name="pk_reminded"),
        _member("reminded"),
    )


def _member(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["member_id"], ["members.id"], name=f"fk_{table}_member_id_members", ondelete="CASCADE"
    )
