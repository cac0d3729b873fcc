"""waiting runs"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_runs_waiting",
        "runs",
        ["workspace", "id"],
        unique=False,
        postgresql_where=sa.text("status = 'waiting'"),
    )
