"""Groups, members, revisions and shared copies."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the four tables."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "groups",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("programme", sa.String(64)),
        sa.Column("name", sa.String(200)),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("ends_at", moment),
        sa.Column("closed_at", moment),
        sa.PrimaryKeyConstraint("id", name="pk_groups"),
    )
    op.create_table(
        "members",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("group_id", sa.String(64), nullable=False),
        sa.Column("seat", sa.Integer()),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("nickname", sa.String(200)),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("left_at", moment),
        sa.PrimaryKeyConstraint("id", name="pk_members"),
        sa.UniqueConstraint("group_id", "seat", name="uq_members_group_id_seat"),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_members_group_id_groups", ondelete="CASCADE"),
    )
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(64), nullable=False),
        sa.Column("exercise", sa.String(200), nullable=False),
        sa.Column("field", sa.String(100), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("cipher", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
        sa.UniqueConstraint(
            "member_id", "exercise", "field", "revision", name="uq_revisions_member_id_exercise_field_revision"
        ),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_revisions_revision_from_one")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_revisions_member_id_members", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "shared_copies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.String(64), nullable=False),
        sa.Column("member_id", sa.String(64), nullable=False),
        sa.Column("exercise", sa.String(200), nullable=False),
        sa.Column("field", sa.String(100), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(32), nullable=False),
        sa.Column("cipher", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("shared_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_shared_copies"),
        sa.UniqueConstraint("member_id", "exercise", "field", name="uq_shared_copies_member_id_exercise_field"),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name="fk_shared_copies_group_id_groups", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_shared_copies_member_id_members", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_shared_copies_group_id_exercise", "shared_copies", ["group_id", "exercise"])
