"""The migrations lead to exactly the tables that the code knows, and carry on what is in them."""

import subprocess
import sys
from datetime import timedelta

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory

from domain.listing import ProjectFilter
from domain.living import ProjectCard
from domain.scope import ScopeStatement, ScopeVersion
from domain.states import State
from storage.migrating import _config, current_revision, migrate, newest_revision
from storage.tables import metadata
from tests.databases import opened
from tests.storage.ddl import ddl_of
from tests.storage.filled import AT, DAY, FILLED
from tests.storage.rows import NOON, tx_of

SCRIPTS = ScriptDirectory.from_config(_config())
REVISIONS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]
MIGRATE = "import sys; from storage.database import Database; from storage.migrating import migrate; "


@pytest.fixture
def new(kind, new_address):
    """Opens a database with nothing in it."""
    return lambda: opened(new_address(kind))


def step_back(database, revision="-1"):
    with database.engine.begin() as connection:
        command.downgrade(_config(connection), revision)


def fill(database, tables):
    """Add the rows by the tables as the database itself describes them."""
    known = sa.MetaData()
    known.reflect(database.engine)
    with database.writing() as connection:
        for table in known.sorted_tables:
            if table.name in tables:
                connection.execute(sa.insert(table), [tables[table.name]])


def test_the_migrations_make_what_the_tables_say(new):
    with new() as made, new() as migrated:
        metadata.create_all(made.engine)
        migrate(migrated)

        assert ddl_of(migrated) == ddl_of(made)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("percent BETWEEN 0 AND 100", "percent BETWEEN 0 AND 99"),
        ("WHERE state = 'waiting' AND mark IS NOT NULL", "WHERE state = 'waiting'"),
    ],
    ids=["a CHECK", "the predicate of an index"],
)
def test_the_comparison_sees_what_alembic_does_not(new_address, before, after):
    with opened(new_address("sqlite")) as sqlite:
        migrate(sqlite)
        real = ddl_of(sqlite)
        with sqlite.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA writable_schema = ON")
            connection.exec_driver_sql("UPDATE sqlite_master SET sql = replace(sql, ?, ?)", (before, after))
            connection.commit()

        changed = ddl_of(sqlite)

    assert len(set(real) ^ set(changed)) == 2


def test_every_constraint_and_index_has_the_name_that_the_code_gives_it(postgres):
    names = {one.name for table in metadata.sorted_tables for one in (*table.constraints, *table.indexes)}

    lines = " ".join(ddl_of(postgres))

    assert {name for name in names if name not in lines} == set()


def test_the_newest_migration_can_be_taken_back_and_made_again(new):
    with new() as database, new() as before:
        migrate(database)
        there = ddl_of(database)
        step_back(database)
        if len(REVISIONS) > 1:
            migrate(before, REVISIONS[-2])

        back = ddl_of(database)
        migrate(database)

        assert back == ddl_of(before)
        assert ddl_of(database) == there


def test_a_migrated_database_says_its_revision_and_an_empty_one_none(new):
    with new() as database:
        before = current_revision(database)
        migrate(database)

        assert before is None
        assert current_revision(database) == newest_revision() == REVISIONS[-1]


def test_migrating_again_changes_nothing(new):
    with new() as database:
        migrate(database)
        there = ddl_of(database)

        migrate(database)

        assert ddl_of(database) == there


def test_what_stood_in_every_older_revision_is_written_down():
    assert set(REVISIONS[:-1]) <= set(FILLED) <= set(REVISIONS)


@pytest.mark.parametrize("revision", FILLED)
def test_a_filled_database_of_an_older_revision_is_carried_on(new, revision):
    with new() as database:
        migrate(database, revision)
        fill(database, FILLED[revision])

        migrate(database)

        assert rows_in(database) >= FILLED[revision].keys()
        check_everything(database)


def rows_in(database):
    with database.reading() as connection:
        return {
            table.name
            for table in metadata.sorted_tables
            if connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
        }


def check_everything(database):
    """The newest code reads what the old one wrote."""
    with tx_of(database) as tx:
        assert tx.workspaces.get().departments[0].head == "U_HEAD"
        assert tx.people.get("U_ANA").zone == "Asia/Kathmandu"
        assert tx.channels.get("C_NET").has_bot
        project = tx.projects.by_key("NET")
        assert (project.scope.services, project.progress.percent, project.next_checkin) == (("Wi-Fi",), 50, AT)
        assert project.people == ("U_ANA",)
        assert tx.tasks.by_key("NET-1").helpers == ("U_BEN",)
        assert tx.schedules.get(project.id).days == (0, 2)
        assert [one.id for one in tx.rounds.open_of("U_ANA")] == ["r1"]
        assert tx.prompts.of_day("U_ANA", DAY).id == "q1"
        assert tx.answers.of_person(project.id, DAY, "U_ANA").difficulties == "No ladder"
        assert tx.answers.minutes_on("U_ANA", DAY, []) == 90
        card = ProjectCard.of("p1")
        assert tx.outbox.posted(card.mark).ts == "1.5"
        assert tx.outbox.claim("e1", NOON, NOON + timedelta(minutes=1)).wanted == card


def test_what_the_day_left_behind_is_carried_on(new):
    with new() as database:
        migrate(database, "0003")
        fill(database, FILLED["0003"])

        migrate(database)

        with tx_of(database) as tx:
            assert tx.projects.by_key("NET").staff[0].needs == "A badge"
            assert tx.tasks.by_key("NET-1").answer == "Today"
            assert tx.difficulties.by_key("NET-D1").acknowledged_by == "U_HEAD"
            assert tx.schedules.get("p1").questions == ("Any risk?",)
            assert tx.errands.get("er1").who_may == ("U_HEAD",)


def test_what_a_project_was_created_with_becomes_the_first_version_of_its_scope(new):
    with new() as database:
        migrate(database, "0003")
        fill(database, FILLED["0003"])

        migrate(database)

        with tx_of(database) as tx:
            begun = ScopeStatement(120, ("Wi-Fi",), DAY)
            assert tx.scopes.newest("p1") == ScopeVersion("p1", 1, begun, "U_ANA", AT)


FAR = ["requirements", "opinion", "choice", "stages", "costs", "feasible", "viable", "tools"]
IN_PLANNING = {
    "DRAFT": ({"decided": FAR, "users_count": None}, True),
    "UNLED": ({"decided": FAR}, False),
    "SCOPED": ({"decided": FAR[:4]}, True),
    "PLANNED": ({"decided": FAR}, True),
    "SHOWN": ({"decided": [*FAR, "presented"]}, True),
    "AGREED": ({"decided": [], "users_count": None}, True),
}
"""Projects in planning: what each differs in, and whether its department head is confirmed."""


def plan_several(database):
    """Add projects in planning to a database of the revision before they had a state to be found by."""
    known = sa.MetaData()
    known.reflect(database.engine)
    like, held, agreed = (FILLED["0004"][name] for name in ("projects", "project_roles", "baselines"))
    leading = ("project_manager", "it_manager", "department_head", "responsible")
    with database.writing() as connection:
        for key, (differing, is_confirmed) in IN_PLANNING.items():
            row = {**like, "id": key, "key": key, "channel_id": f"C_{key}", "channel_kind": "public"}
            connection.execute(sa.insert(known.tables["projects"]), row | {"lifecycle": "planning"} | differing)
            roles = [held | {"project_id": key, "role": role, "confirmed": is_confirmed} for role in leading]
            connection.execute(sa.insert(known.tables["project_roles"]), roles)
        connection.execute(sa.insert(known.tables["baselines"]), agreed | {"project_id": "AGREED"})


def test_projects_in_planning_are_found_by_the_state_that_they_were_in(new):
    with new() as database:
        migrate(database, "0004")
        fill(database, FILLED["0004"])
        plan_several(database)

        migrate(database)

        with tx_of(database) as tx:
            found = {one: tx.projects.get(one) for one in IN_PLANNING}
            assert {key: one.listed_as for key, one in found.items()} == {
                "DRAFT": State.DRAFT,
                "UNLED": State.DRAFT,
                "SCOPED": State.SCOPED,
                "PLANNED": State.PLANNED,
                "SHOWN": State.PRESENTED,
                "AGREED": State.APPROVED,
            }
            assert [key for key, one in found.items() if one.listed_as is not one.state] == []
            assert tx.listing.page(ProjectFilter.typed("presented"), "U_ANA", 9).ids == ("SHOWN",)


@pytest.mark.slow
def test_two_processes_that_migrate_at_once_both_succeed(kind, new_address):
    address = new_address(kind)

    started = [subprocess.Popen([sys.executable, "-c", f"{MIGRATE} migrate(Database({address!r}))"]) for _ in "12"]
    ended = [process.wait(60) for process in started]

    assert ended == [0, 0]
    with opened(address) as database:
        assert current_revision(database) == REVISIONS[-1]
