"""${message}."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Climb one step."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Come back down."""
    ${downgrades if downgrades else "pass"}
