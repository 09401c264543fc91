"""A clock that runs out when the desk opens.

Only `timers` is rebuilt on SQLite, to which nothing points.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BEFORE = (
    "kind IN ('reassurance', 'callback_offer', 'leave_message', 'first_answer', "
    "'next_answer', 'resolution', 'agent_gone')"
)
AFTER = (
    "kind IN ('reassurance', 'callback_offer', 'leave_message', 'opening', "
    "'first_answer', 'next_answer', 'resolution', 'agent_gone')"
)


def upgrade() -> None:
    _allow(AFTER)


def downgrade() -> None:
    timers = sa.table("timers", sa.column("kind"))
    op.execute(sa.delete(timers).where(timers.c.kind == "opening"))
    _allow(BEFORE)


def _allow(kinds: str) -> None:
    with op.batch_alter_table("timers") as table:
        table.drop_constraint("ck_kind", type_="check")
        table.create_check_constraint("ck_kind", sa.text(kinds))
