"""what a team does all day"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from domain.listing import search_words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

REFUSE = {
    "sqlite": [
        f"CREATE TRIGGER history_refuses_{what} BEFORE {what.upper()} ON history "
        "BEGIN SELECT RAISE(ABORT, 'the history cannot be changed'); END"
        for what in ("update", "delete")
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION history_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the history cannot be changed'; END $$",
        "CREATE TRIGGER history_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON history "
        "FOR EACH STATEMENT EXECUTE FUNCTION history_refuses()",
    ],
}
TASK_INDEXES = [
    ("ix_tasks_ended", ["project_id", "done_at", "number"], "state IN ('done', 'dropped')"),
    (
        "ix_tasks_asking",
        ["workspace_id", "delegated_by"],
        "question <> '' AND answer = '' AND state IN ('offered', 'accepted')",
    ),
]

SETTLE = (
    "UPDATE schedules SET settled_until = "
    "(SELECT max(rounds.day) FROM rounds WHERE rounds.project_id = schedules.project_id)"
)


PUBLIC, PRIVATE = sa.text("channel_kind <> 'private'"), sa.text("channel_kind = 'private'")
PROJECTS = {
    "ix_projects_public": (["workspace_id", "key"], PUBLIC),
    "ix_projects_public_in_state": (["workspace_id", "lifecycle", "key"], PUBLIC),
    "ix_projects_private": (["workspace_id", "key"], PRIVATE),
}


def _list_projects() -> None:
    """What a list of projects is read from, with the words of those that are there already."""
    for name, (columns, held) in PROJECTS.items():
        op.create_index(name, "projects", columns, sqlite_where=held, postgresql_where=held)
    word = sa.String(length=40).with_variant(sa.String(length=40, collation="C"), "postgresql")
    words = op.create_table(
        "project_words",
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("word", word, nullable=False),
        sa.Column("of_customer", sa.Boolean(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_project_words_project_id_projects")),
        sa.PrimaryKeyConstraint("project_id", "word", "of_customer", name=op.f("pk_project_words")),
    )
    op.create_index("ix_project_words_word", "project_words", ["workspace_id", "word", "of_customer", "project_id"])
    known = op.get_bind().execute(sa.text("SELECT id, workspace_id, key, name, customer FROM projects"))
    rows = [
        {"project_id": one.id, "workspace_id": one.workspace_id, "word": found, "of_customer": of_customer}
        for one in known
        for text, of_customer in ((f"{one.key} {one.name}", False), (one.customer, True))
        for found in search_words(text)
    ]
    if rows:
        op.bulk_insert(words, rows)


def upgrade() -> None:
    op.create_table(
        "reminders",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("tasks", sa.JSON(), server_default="[]", nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "person_id", name=op.f("pk_reminders")),
    )
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.create_index(
            "ix_reminders_due",
            ["next_at"],
            unique=False,
            sqlite_where=sa.text("next_at IS NOT NULL"),
            postgresql_where=sa.text("next_at IS NOT NULL"),
        )

    op.create_table(
        "errands",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=True),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("who_may", sa.JSON(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("answered_by", sa.String(length=32), nullable=True),
        sa.Column("performed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decline_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_errands_project_id_projects")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_errands")),
    )
    with op.batch_alter_table("errands", schema=None) as batch_op:
        batch_op.create_index("ix_errands_old", ["workspace_id", "kept_at"], unique=False)

    op.create_table(
        "difficulty_reports",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_difficulty_reports_project_id_projects")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_difficulty_reports")),
        sa.UniqueConstraint("project_id", "day", name=op.f("uq_difficulty_reports_project_id_day")),
    )
    op.create_table(
        "history",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_history_project_id_projects")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_history")),
    )
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.create_index("ix_history_project", ["project_id", "number"], unique=False)
        batch_op.create_index("ix_history_about", ["project_id", "about", "number"], unique=False)
        batch_op.create_index("ix_history_by", ["project_id", "by", "number"], unique=False)
        batch_op.create_index("ix_history_workspace", ["workspace_id", "number"], unique=False)

    op.create_table(
        "report_schedules",
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("next_date", sa.Date(), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_report_schedules_project_id_projects")),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_report_schedules")),
    )
    with op.batch_alter_table("report_schedules", schema=None) as batch_op:
        batch_op.create_index(
            "ix_report_schedules_due",
            ["next_at"],
            unique=False,
            sqlite_where=sa.text("next_at IS NOT NULL"),
            postgresql_where=sa.text("next_at IS NOT NULL"),
        )

    op.create_table(
        "difficulties",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("impact_minutes", sa.Integer(), nullable=True),
        sa.Column("needed_by", sa.Date(), nullable=True),
        sa.Column("task_id", sa.String(length=32), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("answer_id", sa.String(length=32), nullable=True),
        sa.Column("reported_by", sa.String(length=32), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("acknowledged_by", sa.String(length=32), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by", sa.String(length=32), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolution", sa.Text(), nullable=False),
        sa.Column("why_no_step", sa.Text(), nullable=False),
        sa.Column("times_reopened", sa.Integer(), nullable=False),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "category IN ('people', 'supplier', 'customer', 'technical', 'access', 'licences', 'other')",
            name=op.f("ck_difficulties_category"),
        ),
        sa.CheckConstraint("severity IN ('low', 'medium', 'high', 'critical')", name=op.f("ck_difficulties_severity")),
        sa.CheckConstraint("state IN ('open', 'acknowledged', 'resolved')", name=op.f("ck_difficulties_state")),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name=op.f("fk_difficulties_answer_id_answers")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_difficulties_project_id_projects")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_difficulties_task_id_tasks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_difficulties")),
        sa.UniqueConstraint("answer_id", name=op.f("uq_difficulties_answer_id")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_difficulties_project_id_number")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_difficulties_workspace_id_key")),
    )
    with op.batch_alter_table("difficulties", schema=None) as batch_op:
        batch_op.create_index(
            "ix_difficulties_open",
            ["project_id", "reported_at"],
            unique=False,
            sqlite_where=sa.text("state IN ('open', 'acknowledged')"),
            postgresql_where=sa.text("state IN ('open', 'acknowledged')"),
        )

    op.create_table(
        "task_blocks",
        sa.Column("task_id", sa.String(length=32), nullable=False),
        sa.Column("blocked_by", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["blocked_by"], ["tasks.id"], name=op.f("fk_task_blocks_blocked_by_tasks")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_task_blocks_task_id_tasks")),
        sa.PrimaryKeyConstraint("task_id", "blocked_by", name=op.f("pk_task_blocks")),
    )
    with op.batch_alter_table("task_blocks", schema=None) as batch_op:
        batch_op.create_index("ix_task_blocks_blocked_by", ["blocked_by"], unique=False)

    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("extra", sa.JSON(), server_default="{}", nullable=False))

    with op.batch_alter_table("project_roles", schema=None) as batch_op:
        batch_op.add_column(sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("needs", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("given_by", sa.String(length=32), nullable=True))
    # Nobody was asked to accept what they hold already.
    op.execute("UPDATE project_roles SET accepted_at = since")

    with op.batch_alter_table("projects", schema=None) as batch_op:
        batch_op.add_column(sa.Column("last_difficulty_number", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("open_difficulties", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("end_reason", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("active_since", sa.DateTime(timezone=True), nullable=True))
    _list_projects()

    with op.batch_alter_table("schedules", schema=None) as batch_op:
        batch_op.add_column(sa.Column("questions", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("settled_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("quiet", sa.JSON(), server_default="[]", nullable=False))
    op.execute(SETTLE)

    with op.batch_alter_table("rounds", schema=None) as batch_op:
        batch_op.add_column(sa.Column("spared", sa.JSON(), server_default="[]", nullable=False))

    with op.batch_alter_table("prompts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("error", sa.Text(), server_default="", nullable=False))

    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("difficulty_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("source", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("answer", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("drop_reason", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("percent_before", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("times_reoffered", sa.Integer(), server_default="0", nullable=False))
        for name, columns, condition in TASK_INDEXES:
            batch_op.create_index(
                name, columns, unique=False, sqlite_where=sa.text(condition), postgresql_where=sa.text(condition)
            )
        batch_op.create_index(
            "ix_tasks_difficulty",
            ["difficulty_id"],
            unique=False,
            sqlite_where=sa.text("difficulty_id IS NOT NULL"),
            postgresql_where=sa.text("difficulty_id IS NOT NULL"),
        )

    # Whoever has something to do when this revision comes is looked at by the next tick.
    due = sa.table("reminders", *map(sa.column, ("workspace_id", "person_id")), sa.column("next_at", sa.DateTime(True)))
    given = sa.table("tasks", *map(sa.column, ("workspace_id", "assignee", "state")))
    waiting = sa.select(given.c.workspace_id, given.c.assignee, sa.literal(datetime.now(UTC), sa.DateTime(True)))
    is_open = given.c.state.in_(["offered", "accepted"])
    op.execute(due.insert().from_select(["workspace_id", "person_id", "next_at"], waiting.where(is_open).distinct()))

    for statement in REFUSE[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_tasks_difficulty",
            sqlite_where=sa.text("difficulty_id IS NOT NULL"),
            postgresql_where=sa.text("difficulty_id IS NOT NULL"),
        )
        for name, _, condition in TASK_INDEXES:
            batch_op.drop_index(name, sqlite_where=sa.text(condition), postgresql_where=sa.text(condition))
        for column in ("times_reoffered", "percent_before", "drop_reason", "answer", "source"):
            batch_op.drop_column(column)
        batch_op.drop_column("difficulty_id")

    with op.batch_alter_table("prompts", schema=None) as batch_op:
        batch_op.drop_column("error")

    with op.batch_alter_table("rounds", schema=None) as batch_op:
        batch_op.drop_column("spared")

    with op.batch_alter_table("schedules", schema=None) as batch_op:
        batch_op.drop_column("quiet")
        batch_op.drop_column("settled_until")
        batch_op.drop_column("questions")

    op.drop_table("project_words")
    for name in PROJECTS:
        op.drop_index(name, "projects")
    with op.batch_alter_table("projects", schema=None) as batch_op:
        batch_op.drop_column("active_since")
        batch_op.drop_column("end_reason")
        batch_op.drop_column("ended_at")
        batch_op.drop_column("open_difficulties")
        batch_op.drop_column("last_difficulty_number")

    with op.batch_alter_table("project_roles", schema=None) as batch_op:
        batch_op.drop_column("given_by")
        batch_op.drop_column("needs")
        batch_op.drop_column("accepted_at")

    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.drop_column("extra")

    with op.batch_alter_table("task_blocks", schema=None) as batch_op:
        batch_op.drop_index("ix_task_blocks_blocked_by")

    op.drop_table("task_blocks")
    with op.batch_alter_table("difficulties", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_difficulties_open",
            sqlite_where=sa.text("state IN ('open', 'acknowledged')"),
            postgresql_where=sa.text("state IN ('open', 'acknowledged')"),
        )

    op.drop_table("difficulties")
    with op.batch_alter_table("report_schedules", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_report_schedules_due",
            sqlite_where=sa.text("next_at IS NOT NULL"),
            postgresql_where=sa.text("next_at IS NOT NULL"),
        )

    op.drop_table("report_schedules")
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.drop_index("ix_history_workspace")
        batch_op.drop_index("ix_history_by")
        batch_op.drop_index("ix_history_about")
        batch_op.drop_index("ix_history_project")

    op.drop_table("history")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION history_refuses()")
    op.drop_table("difficulty_reports")
    with op.batch_alter_table("errands", schema=None) as batch_op:
        batch_op.drop_index("ix_errands_old")

    op.drop_table("errands")
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_reminders_due",
            sqlite_where=sa.text("next_at IS NOT NULL"),
            postgresql_where=sa.text("next_at IS NOT NULL"),
        )

    op.drop_table("reminders")
