"""projects in planning are found by the state that they are in, and plans by whose contact somebody is"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INDEX = "ix_projects_public_in_planning"
WHERE = sa.text("channel_kind <> 'private' AND lifecycle = 'planning'")
CONTACT, OF_SOMEBODY = "ix_plan_versions_contact", sa.text("contact IS NOT NULL")
LEADING = {"project_manager", "it_manager", "department_head", "responsible"}
NEEDED = {
    "scoped": {"requirements", "opinion", "choice"},
    "planned": {"feasible", "tools", "stages", "costs", "viable"},
    "presented": {"presented"},
    "approved": {"accepted"},
}
PROJECTS = sa.table(
    "projects",
    *(sa.column(name) for name in ("id", "lifecycle", "users_count", "completion_date", "listed_as")),
    sa.column("services", sa.JSON),
    sa.column("decided", sa.JSON),
)
ROLES = sa.table(
    "project_roles", *(sa.column(name) for name in ("project_id", "role")), sa.column("confirmed", sa.Boolean)
)
BASELINES = sa.table("baselines", sa.column("project_id"))
LISTED = sa.update(PROJECTS).where(PROJECTS.c.id == sa.bindparam("project")).values(listed_as=sa.bindparam("standing"))


def upgrade() -> None:
    op.add_column("projects", sa.Column("listed_as", sa.Text(), server_default="draft", nullable=False))
    op.create_index(INDEX, "projects", ["workspace_id", "listed_as", "key"], sqlite_where=WHERE, postgresql_where=WHERE)
    columns = ["workspace_id", "contact", "presented_at"]
    op.create_index(CONTACT, "plan_versions", columns, sqlite_where=OF_SOMEBODY, postgresql_where=OF_SOMEBODY)
    standings = _standings(op.get_bind())
    if standings:
        op.get_bind().execute(LISTED, standings)


def downgrade() -> None:
    op.drop_index(CONTACT, "plan_versions", sqlite_where=OF_SOMEBODY, postgresql_where=OF_SOMEBODY)
    op.drop_index(INDEX, "projects", sqlite_where=WHERE, postgresql_where=WHERE)
    op.drop_column("projects", "listed_as")


def _standings(connection: sa.Connection) -> list[dict[str, str]]:
    """The state of every project that is further than a draft, from what was stored of it."""
    approved = set(connection.execute(sa.select(BASELINES.c.project_id)).scalars())
    led: dict[str, set[str]] = {}
    unconfirmed = set()
    for held in connection.execute(sa.select(ROLES)):
        led.setdefault(held.project_id, set()).add(held.role)
        if not held.confirmed and held.role == "department_head":
            unconfirmed.add(held.project_id)
    found = []
    for one in connection.execute(sa.select(PROJECTS).where(PROJECTS.c.lifecycle == "planning")):
        has_basics = one.users_count and one.services and one.completion_date
        is_led = led.get(one.id, set()) >= LEADING and one.id not in unconfirmed
        standing = "approved" if one.id in approved else _furthest(one.decided) if has_basics and is_led else "draft"
        found.append({"project": one.id, "standing": standing})
    return [one for one in found if one["standing"] != "draft"]


def _furthest(decided: list[str]) -> str:
    reached = "draft"
    for state, needed in NEEDED.items():
        if not needed <= set(decided):
            break
        reached = state
    return reached
