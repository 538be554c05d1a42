"""Corrections of a register are found by whom they are about, without reading everybody's."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index(op.f("ix_register_change_person_id"), "register_change", ["person_id"])
