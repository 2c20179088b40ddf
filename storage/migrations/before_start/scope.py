"""Revision 0004, one room of it: scopes with their versions, technical opinions, requests."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

IS_OPEN, OF_A_PROJECT = sa.text("state = 'open'"), sa.text("project_id IS NOT NULL")
BEGUN = sa.text(
    "SELECT projects.id, projects.workspace_id, users_count, services, completion_date, created_at, "
    "(SELECT min(person_id) FROM project_roles WHERE project_id = projects.id AND role = 'project_manager') AS made_by "
    "FROM projects"
).columns(
    id=sa.String(), services=sa.JSON(), completion_date=sa.Date(), created_at=sa.DateTime(timezone=True)
)  # fmt: skip


def upgrade() -> None:
    """Make what this room remembers; what a project was created with is its first version."""
    versions = _make_versions()
    rows = [
        {
            "project_id": one.id,
            "number": 1,
            "workspace_id": one.workspace_id,
            "statement": {
                "users_count": one.users_count,
                "services": one.services,
                "completion_date": one.completion_date.isoformat() if one.completion_date else None,
            },
            "made_by": one.made_by,
            "made_at": one.created_at,
            "reason": "",
            "is_frozen": False,
        }
        for one in op.get_bind().execute(BEGUN)
    ]
    if rows:
        op.bulk_insert(versions, rows)
    _make_opinions()
    _make_requests()


def _make_versions() -> sa.Table:
    op.create_table(
        "services",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("sign", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "sign", name=op.f("pk_services")),
    )
    return op.create_table(
        "scope_versions",
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("statement", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("is_frozen", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_scope_versions_project_id_projects")),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_scope_versions")),
    )


def _make_opinions() -> None:
    op.create_table(
        "technical_opinions",
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("requirement_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("requirement", sa.JSON(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("given_by", sa.String(length=32), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('as planned', 'changes the scope', 'not possible')",
            name=op.f("ck_technical_opinions_verdict"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_technical_opinions_project_id_projects")
        ),
        sa.PrimaryKeyConstraint("project_id", "requirement_id", name=op.f("pk_technical_opinions")),
    )
    op.create_table(
        "asked_opinions",
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_asked_opinions_project_id_projects")),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_asked_opinions")),
    )


def _make_requests() -> None:
    op.create_table(
        "project_requests",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("customer", sa.Text(), nullable=False),
        sa.Column("users_count", sa.Integer(), nullable=True),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("wanted_by", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.String(length=32), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("responsible", sa.String(length=32), nullable=True),
        sa.Column("project_id", sa.String(length=32), nullable=True),
        sa.CheckConstraint("state IN ('open', 'assigned', 'declined')", name=op.f("ck_project_requests_state")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_project_requests_project_id_projects")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_requests")),
        sa.UniqueConstraint("workspace_id", "number", name=op.f("uq_project_requests_workspace_id_number")),
    )
    for name, columns, held in (
        ("ix_project_requests_open", ["workspace_id", "number"], IS_OPEN),
        ("ix_project_requests_project", ["project_id"], OF_A_PROJECT),
    ):
        op.create_index(name, "project_requests", columns, sqlite_where=held, postgresql_where=held)


def downgrade() -> None:
    """Take it away again."""
    for table in ("project_requests", "asked_opinions", "technical_opinions", "scope_versions", "services"):
        op.drop_table(table)
