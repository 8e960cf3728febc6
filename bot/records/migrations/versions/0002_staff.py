"""Staff: their accounts and sign-ins, what they review, and every change of it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _make_accounts()
    _make_reviews()


def downgrade() -> None:
    """Take the tables away again, with all that is in them."""
    for table in ("review_change", "review", "staff_session", "staff"):
        op.drop_table(table)


def _make_accounts() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("password", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("name", name="uq_staff_name"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "staff_session",
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("staff", sa.String(64), nullable=False),
        sa.Column("csrf", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_staff_session"),
        sa.ForeignKeyConstraint(
            ["staff"], ["staff.id"], name="fk_staff_session_staff_staff", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_staff_session_staff", "staff_session", ["staff"])


def _make_reviews() -> None:
    op.create_table(
        "review",
        sa.Column("report", sa.String(200), nullable=False),
        sa.Column("commitment", sa.String(200), nullable=False),
        sa.Column("sha", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_by", sa.String(100), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("report", "commitment", name="pk_review"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "review_change",
        sa.Column("report", sa.String(200), nullable=False),
        sa.Column("commitment", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("changed_by", sa.String(100), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status_from", sa.String(20)),
        sa.Column("status_to", sa.String(20), nullable=False),
        sa.Column("note_from", sa.Text()),
        sa.Column("note_to", sa.Text(), nullable=False),
        sa.Column("evidence_from", sa.Text()),
        sa.Column("evidence_to", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report", "commitment", "version", name="pk_review_change"),
        sqlite_with_rowid=False,
    )
