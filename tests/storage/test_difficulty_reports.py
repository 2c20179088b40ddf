"""Reports of difficulties and when the next is due come back as they were, and one a day is all there can be."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from domain.difficulty_reports import DayReport, ReportPlan
from tests.storage import rows
from tests.storage.rows import FRIDAY, NOON, SATURDAY, tx_of


@pytest.fixture
def project(database):
    made = rows.project()
    with tx_of(database) as tx:
        tx.projects.add(made)
    return made


def test_a_plan_comes_back_as_it_was_kept_last_and_nothing_is_due_at_first(database, project):
    plan = ReportPlan(project.id, SATURDAY, NOON)
    with tx_of(database) as tx:
        first = tx.reports.plan(project.id)
        tx.reports.keep(plan)
        kept = tx.reports.plan(project.id)
        tx.reports.keep(plan.stopped())

        assert (first, kept, tx.reports.plan(project.id)) == (ReportPlan(project.id), plan, ReportPlan(project.id))


def test_reports_are_found_by_id_day_and_as_the_last(database, project):
    old, new = (DayReport(f"r-{day}", project.id, day, NOON) for day in (FRIDAY, SATURDAY))
    with tx_of(database) as tx:
        tx.reports.add(new)
        tx.reports.add(old)

        assert tx.reports.get(old.id) == tx.reports.of_day(project.id, FRIDAY) == old
        assert tx.reports.last_of(project.id) == new


def test_a_second_report_of_a_day_is_refused_by_the_database(database, project):
    report = DayReport("r1", project.id, FRIDAY, NOON)
    with tx_of(database) as tx:
        tx.reports.add(report)

        with pytest.raises(IntegrityError), tx.connection.begin_nested():
            tx.reports.add(replace(report, id="r2"))
