"""What a group makes together, and copies that only some of it may see."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two tables."""
    op.create_table(
        "records",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.String(64), nullable=False),
        sa.Column("topic", sa.String(200), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(64)),
        sa.Column("cipher", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_records"),
        sa.UniqueConstraint("group_id", "topic", "name", "revision", name="uq_records_group_id_topic_name_revision"),
        sa.CheckConstraint("revision >= 1", name="revision_from_one"),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_records_group_id_groups", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_records_member_id_members", ondelete="CASCADE"),
    )
    op.create_index("ix_records_member_id", "records", ["member_id"])
    op.create_table(
        "shared_with",
        sa.Column("copy_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("copy_id", "member_id", name="pk_shared_with"),
        sa.ForeignKeyConstraint(
            ["copy_id"], ["shared_copies.id"], name="fk_shared_with_copy_id_shared_copies", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_shared_with_member_id_members", ondelete="CASCADE"
        ),
    )
