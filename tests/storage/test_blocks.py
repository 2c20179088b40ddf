"""What a task waits for comes back, without what is done, and can be changed one by one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.progress import Progress
from domain.tasks import TaskState
from tests.storage import rows
from tests.storage.rows import SATURDAY, tx_of


@pytest.fixture
def tasks(database):
    """Four tasks of one project: the first two open, the third done, the fourth due earliest."""
    project = rows.project(progress=Progress(), last_task_number=0)
    made = [rows.task(project, number) for number in range(1, 5)]
    made[2] = replace(made[2], state=TaskState.DONE)
    made[3] = replace(made[3], due=SATURDAY - timedelta(days=9))
    with tx_of(database) as tx:
        tx.projects.add(project)
        for one in made:
            tx.tasks.add(one, tx.projects.get(project.id))
    return made


def test_what_is_waited_for_comes_back_earliest_due_first_without_what_is_done(database, tasks):
    one, two, done, early = tasks
    with tx_of(database) as tx:
        tx.blocks.change(one.id, [], [two.id, done.id, early.id])

        assert tx.blocks.open_blockers([one.id, two.id]) == {one.id: (early, two)}
        assert tx.blocks.waiting_for([two.id, done.id, one.id]) == {two.id: (one,), done.id: (one,)}
        assert {key: set(ids) for key, ids in tx.blocks.in_project(one.project_id).items()} == {
            one.id: {two.id, done.id, early.id}
        }


def test_what_it_waits_for_is_changed_and_the_rest_stays(database, tasks):
    one, two, done, early = tasks
    with tx_of(database) as tx:
        tx.blocks.change(one.id, [], [two.id, done.id])
        tx.blocks.change(one.id, [two.id], [early.id])

        assert set(tx.blocks.in_project(one.project_id)[one.id]) == {done.id, early.id}


def test_nothing_is_asked_about_nothing(database):
    with tx_of(database) as tx:
        assert tx.blocks.open_blockers([]) == tx.blocks.waiting_for([]) == {}


def test_the_open_tasks_of_a_project_know_by_key_what_they_still_wait_for(database, tasks):
    one, two, done, early = tasks
    with tx_of(database) as tx:
        tx.blocks.change(one.id, [], [two.id, done.id, early.id])

        found = tx.tasks.open_in(one.project_id, SATURDAY, 9)

        assert found.waits_for == {one.id: (two.key, early.key)}
