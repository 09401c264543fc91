"""Room for second factors that are sealed; the gateway seals what is in clear.

Not done here, because migrations also run where the key is not.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _set_length(64, 300)


def downgrade() -> None:
    # What is sealed cannot be read by older versions, and does not fit.
    op.execute("DELETE FROM second_factors WHERE secret LIKE 'sealed:%'")
    _set_length(300, 64)


def _set_length(was: int, length: int) -> None:
    # Nothing points at second_factors, so SQLite may rebuild it.
    with op.batch_alter_table("second_factors", schema=None) as batch:
        batch.alter_column(
            "secret", existing_type=sa.String(was), type_=sa.String(length)
        )
