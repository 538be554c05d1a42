"""A practice period may be a current post, which has no last day."""

import sqlalchemy as sa

from revalidation.storage.migrations.rebuilding import changing

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let the last day be missing."""
    with changing("practice_period") as batch:
        batch.alter_column("last_on", existing_type=sa.Date(), nullable=True)
