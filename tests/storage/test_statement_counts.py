"""What is read often is read in few statements and few rows, whatever there is to show."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from domain.capacity import Leave, WeeklyHours
from domain.difficulties import Severity
from domain.roles import Role
from domain.tasks import TaskState
from storage.tables.difficulties import difficulties
from storage.tables.projects import project_roles, project_words, projects
from storage.tables.stages import stages
from storage.transactions import Runner
from tests import make
from tests.make import ANA, CONTACT, HEAD, NOON, PM, TODAY
from tests.storage.queries import statements_of, take_stock
from tests.storage.rows import tx_of
from tests.use_cases.plan_scenes import planned
from tests.use_cases.test_plans import presented
from use_cases.blocking import CHOICES_OFFERED, LookForBlockers, look_for_blockers
from use_cases.capacity import weeks_of
from use_cases.checkins import answer_checkin
from use_cases.directory import Identify, ListHomes, identify, list_homes
from use_cases.own_plans import lines_of, with_projects
from use_cases.portfolio import ShowPortfolio, show_portfolio
from use_cases.reporting import TASKS_OFFERED, FindTasks, find_tasks
from use_cases.status import ShowMine, ShowStatus, show_mine, show_status

MOST = 7
MOST_OF_PORTFOLIO = 40
MOST_OFFERED = max(TASKS_OFFERED, CHOICES_OFFERED)


@pytest.fixture
def run(database):
    return Runner(database, lambda: NOON, lambda: None)


@pytest.fixture
def net(database):
    """A project with all that a status can show: tasks of many people, overdue ones, answers, difficulties."""
    with tx_of(database, make.WORKSPACE) as tx:
        make.office(tx)
        team = [f"U_{n}" for n in range(12)]
        project = make.project(tx, started=True, team=[ANA, *team], staff={Role.RESPONSIBLE: HEAD})
        for number, person in enumerate(team):
            due = TODAY - timedelta(days=number)
            make.task(tx, project, TaskState.ACCEPTED, number, assignee=person, due=due)
        make.round_of(tx, project)
        for severity in Severity:
            make.difficulty(tx, project, severity)
        answer_checkin(make.checkin(project, difficulties="No ladder"), tx, NOON)
    return project


def asked(database, run, read):
    """The statements that identifying the person and reading the screen take together."""
    with statements_of(database) as sent:
        run(identify, Identify(make.clock(), PM))
        run(*read)
    return [statement for statement, _ in sent]


def test_a_status_by_key_is_read_in_at_most_seven_statements(database, run, net):
    sent = asked(database, run, (show_status, ShowStatus(make.actor(), "NET")))

    assert 3 <= len(sent) <= MOST, sent


def test_who_has_not_accepted_and_what_is_not_decided_cost_a_status_no_statement_more(database, run, net):
    with tx_of(database, make.WORKSPACE) as tx:
        tx.projects.settle(replace(net, decided=()))
        tx.roles.keep(replace(net, staff=tuple(replace(one, accepted_at=None) for one in net.staff)))

    sent = asked(database, run, (show_status, ShowStatus(make.actor(), "NET")))

    assert len(sent) <= MOST, sent


def test_where_a_project_is_among_its_stages_adds_one_statement_to_a_status(database, run, net):
    with tx_of(database, make.WORKSPACE) as tx:
        for name in ("Design", "Build", "Check"):
            make.running_stage(tx, net, name)

    sent = asked(database, run, (show_status, ShowStatus(make.actor(), "NET")))

    assert len(sent) == MOST + 1, sent


@pytest.mark.parametrize(("changes", "more"), [(0, 3), (4, 4)])
def test_what_was_agreed_adds_three_statements_to_a_status_and_one_more_once_it_changed(
    database, run, net, changes, more
):
    with tx_of(database, make.WORKSPACE) as tx:
        first = make.approved(tx, net)
        for number in range(2, 2 + changes):
            tx.baselines.add(replace(first, number=number, reason=f"NET-C{number}"))

    sent = asked(database, run, (show_status, ShowStatus(make.actor(), "NET")))

    assert len(sent) <= MOST + more, sent


def test_a_status_in_the_projects_channel_is_read_in_at_most_seven_statements(database, run, net):
    sent = asked(database, run, (show_status, ShowStatus(make.actor(), channel=net.channel.id)))

    assert len(sent) <= MOST, sent


def test_the_bare_command_in_a_projects_channel_is_read_in_at_most_seven_statements(database, run, net):
    sent = asked(database, run, (show_mine, ShowMine(make.actor(), net.channel.id)))

    assert len(sent) <= MOST, sent


@pytest.mark.parametrize("projects", [1, 12])
def test_my_projects_take_as_many_statements_for_twelve_as_for_one(database, run, projects):
    with tx_of(database, make.WORKSPACE) as tx:
        make.office(tx)
        for number in range(projects):
            make.project(tx, f"NET{number}")

    sent = asked(database, run, (show_mine, ShowMine(make.actor())))

    assert len(sent) <= 3, sent


def test_a_portfolio_takes_as_many_statements_for_five_hundred_projects_as_for_five(database, run):
    with tx_of(database, make.WORKSPACE) as tx:
        make.office(tx)
        for number in range(6):
            project = make.project(tx, f"K{number}", started=number > 0, team=[ANA], decided=())
            make.difficulty(tx, project, Severity.HIGH)
            make.running_stage(tx, project)
    of_few = asked(database, run, (show_portfolio, ShowPortfolio(make.actor(HEAD))))
    with tx_of(database, make.WORKSPACE) as tx:
        multiply(tx, 100)

    of_many = asked(database, run, (show_portfolio, ShowPortfolio(make.actor(HEAD))))

    assert run(show_portfolio, ShowPortfolio(make.actor(HEAD))).facts.in_all == 500
    assert len(of_few) == len(of_many) <= MOST_OF_PORTFOLIO, of_many


def multiply(tx, times):
    """As many projects more, each with the same people, words, stages and difficulties as one that there is."""
    for table in (projects, project_roles, project_words, stages, difficulties):
        rows = [dict(row._mapping) for row in tx.connection.execute(sa.select(table))]
        for number in range(1, times):
            tx.connection.execute(sa.insert(table), [renamed(row, number) for row in rows])
    take_stock(tx.connection)


def renamed(row, number):
    ids = {"id", "project_id", "key", "channel_id"} & row.keys()
    return row | {name: f"{row[name][:28]}{number}" for name in ids}


@pytest.mark.parametrize("projects", [1, 20])
def test_where_the_projects_live_is_read_in_one_statement_however_many_there_are(database, run, projects):
    with tx_of(database, make.WORKSPACE) as tx:
        make.office(tx)
        for number in range(projects):
            make.project(tx, f"NET{number}")

    with statements_of(database) as sent:
        homes = run(list_homes, ListHomes(make.clock()))

    assert (len(homes), len(sent)) == (projects, 1)


def test_while_somebody_types_no_more_tasks_are_read_than_are_offered_and_none_that_does_not_match(database, run):
    with tx_of(database, make.WORKSPACE) as tx:
        make.office(tx)
        project = make.project(tx, started=True)
        for number in range(MOST_OFFERED + 10):
            make.task(tx, project, title=f"Mount {number}")
        make.task(tx, project, title="Order the cables")

    asked_for_all = rows_read(database, run, "mount"), rows_read(database, run, "")
    asked_for_one = rows_read(database, run, "CABLES")

    assert asked_for_all == ([TASKS_OFFERED, CHOICES_OFFERED], [TASKS_OFFERED, CHOICES_OFFERED])
    assert asked_for_one == [1, 1]


def rows_read(database, run, typed):
    """How many rows of tasks each of the two ways to look for a task fetches."""
    with database.reading() as connection:
        project = connection.exec_driver_sql("SELECT id FROM projects").scalar_one()
    looks = ((find_tasks, FindTasks), (look_for_blockers, LookForBlockers))
    found = []
    for look, order in looks:
        with statements_of(database) as sent:
            run(look, order(make.actor(), project, typed))
        with database.reading() as connection:
            of_tasks = [one for one in sent if "FROM tasks" in one[0]]
            found.append(sum(len(connection.exec_driver_sql(*one).all()) for one in of_tasks))
    return found


def test_the_weeks_of_however_many_people_are_read_in_four_statements(database):
    people = [f"U_{n}" for n in range(50)]
    with tx_of(database, make.WORKSPACE) as tx:
        make.office(tx)
        for person in people:
            tx.capacity.keep_hours(WeeklyHours(person, 1200, (0, 1, 2)))
            tx.capacity.add_leave(Leave(f"leave-{person}", person, TODAY, TODAY))

    with statements_of(database) as sent, tx_of(database, make.WORKSPACE) as tx:
        weeks = weeks_of(people, TODAY, TODAY + timedelta(weeks=51), tx)

    assert {len(one) for one in weeks.values()} == {52}
    assert len([statement for statement, _ in sent if "SELECT" in statement]) == 4


def test_a_list_of_what_a_customer_was_shown_costs_the_same_however_many_there_are(database):
    def shown_of(keys):
        with tx_of(database, make.WORKSPACE) as tx:
            for key in keys:
                presented(tx, planned(tx, key=key, channel=make.private_channel(f"C_{key}")))
        with statements_of(database) as sent, tx_of(database, make.WORKSPACE) as tx:
            mine = with_projects(tx.plans.of_contact(CONTACT, 15), tx)
            return len(lines_of(mine, tx)), len(sent)

    few, statements_of_few = shown_of(["PXA", "PXB"])
    many, statements_of_many = shown_of(["PXC", "PXD", "PXE"])

    assert (few, many) == (2, 5)
    assert statements_of_few == statements_of_many
