"""Plans and baselines come back to the last ten-thousandth, on both databases."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from domain.refusals import Refused
from tests.storage import rows
from tests.storage.rows import tx_of


@pytest.fixture
def home(database):
    project = rows.project("NET")
    with tx_of(database) as tx:
        tx.projects.add(project)
    return project


def test_a_version_comes_back_as_it_was_shown_and_answered(database, home):
    answered, waiting = rows.plan_version(home), rows.plan_version(home, id="v4", number=4, contact=None, answer=None)
    with tx_of(database) as tx:
        tx.plans.add(answered)
        tx.plans.add(waiting)

    with tx_of(database) as tx:
        found = tx.plans.of_project(home.id)
        newest = tx.plans.newest_of(home.id)

    assert found == [waiting, answered]
    assert newest == waiting


def test_an_answer_changes_nothing_else_of_its_version(database, home):
    answered = rows.plan_version(home)
    with tx_of(database) as tx:
        tx.plans.add(replace(answered, answer=None))

    with tx_of(database) as tx:
        tx.plans.answer(replace(answered, words="other", number=8))

    with tx_of(database) as tx:
        assert tx.plans.get(answered.id) == answered


def test_two_versions_cannot_have_the_same_number(database, home):
    with tx_of(database) as tx:
        tx.plans.add(rows.plan_version(home))

    with pytest.raises(IntegrityError), tx_of(database) as tx:
        tx.plans.add(rows.plan_version(home, id="another"))


def test_a_version_of_nowhere_is_refused(database):
    with pytest.raises(Refused, match="does not exist any more"), tx_of(database) as tx:
        tx.plans.get("nowhere")


def test_baselines_come_back_the_newest_first(database, home):
    first, second = rows.baseline(home, number=1, price=None), rows.baseline(home)
    with tx_of(database) as tx:
        tx.baselines.add(first)
        tx.baselines.add(second)

    with tx_of(database) as tx:
        assert tx.baselines.of_project(home.id) == [second, first]
        assert tx.baselines.newest_of(home.id) == second
