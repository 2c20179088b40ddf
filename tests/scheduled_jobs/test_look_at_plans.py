"""Plans are looked at again as days pass: what was feasible is so no longer when the free days are over."""

from datetime import timedelta

import pytest

from domain.gate import Fact
from scheduled_jobs import JOBS, tick
from tests import make
from tests.make import ANA, NOON
from use_cases.gate import settle_gate
from use_cases.levels import JudgeLevel, judge_level


@pytest.fixture
def planned(inside):
    """A project in planning of which Ana can do everything in two weeks' time."""

    def arrange(tx):
        make.office(tx)
        project = make.project(tx)
        make.stage(tx, project, hours=30)
        judge_level(JudgeLevel(make.admin(), ANA, "networking", 4), tx, NOON)
        return settle_gate(project.id, tx, NOON)

    return inside(arrange)


def test_a_plan_whose_days_have_passed_is_feasible_no_longer_without_anybodys_doing(inside, planned, clock, sweep, run):
    decided = []

    for days in (1, 14):
        clock.set(NOON + timedelta(days=days))
        tick(JOBS, sweep, run)
        decided.append(Fact.FEASIBLE in inside(lambda tx: tx.projects.get(planned.id)).decided)

    assert (Fact.FEASIBLE in planned.decided, decided) == (True, [True, False])
