"""Every task of a filter stands on exactly one page, in order, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.progress import Progress
from domain.task_lists import TYPED, Place, TaskFilter, Which
from domain.tasks import TaskState
from tests.storage import rows
from tests.storage.rows import ANA, BO, CY, FRIDAY, NOON, tx_of

STATES = (TaskState.OFFERED, TaskState.ACCEPTED, TaskState.DECLINED, TaskState.DONE, TaskState.DROPPED)


@pytest.fixture
def tasks(database):
    """Forty tasks of one project and one of another: two of each due date, state and person."""
    project, other = (rows.project(key, progress=Progress(), last_task_number=0) for key in ("NET", "WEB"))
    made = [
        replace(
            rows.task(project, n),
            title=f"Übergabe {n} 100%" if n % 3 else "Order_it",
            due=FRIDAY + timedelta(days=n % 7 - 3),
            state=STATES[n % 5],
            assignee=(ANA, BO, CY)[n % 3],
            done_at=NOON + timedelta(hours=n % 4),
        )
        for n in range(1, 41)
    ]
    with tx_of(database) as tx:
        for one in (project, other):
            tx.projects.add(one)
        for one in made:
            tx.tasks.add(one, project)
        tx.tasks.add(rows.task(other), other)
    return made


def pages(database, project, wanted, most):
    found, after = [], None
    with tx_of(database) as tx:
        while page := tx.task_lists.page(project, wanted, FRIDAY, most, after):
            assert len(page) <= most
            found += page
            after = Place.of(page[-1])
    return [one.number for one in found]


@pytest.mark.parametrize("most", [1, 3, 50])
@pytest.mark.parametrize("which", TYPED)
def test_page_by_page_everything_comes_once_and_in_order(database, tasks, which, most):
    states = {Which.DONE: {"done"}, Which.DROPPED: {"dropped"}}.get(which, {"offered", "accepted", "declined"})
    late = which is Which.OVERDUE
    wanted = [one for one in tasks if one.state in states and not (late and one.due >= FRIDAY)]
    by_due = sorted(wanted, key=lambda one: (one.due, one.number))
    by_end = sorted(wanted, key=lambda one: (one.done_at, one.number), reverse=True)

    found = pages(database, tasks[0].project_id, TaskFilter(which), most)

    assert found == [one.number for one in (by_end if states & {"done", "dropped"} else by_due)]


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (TaskFilter(person=BO), lambda one: one.assignee == BO),
        (TaskFilter(text="über"), lambda one: one.title.startswith("Ü")),
        (TaskFilter(text="0%"), lambda one: one.title.endswith("%")),
        (TaskFilter(text="r_i"), lambda one: one.title == "Order_it"),
        (TaskFilter(text="_"), lambda one: one.title == "Order_it"),
        (TaskFilter(text="net-1"), lambda one: one.key.startswith("NET-1")),
        (TaskFilter(person=CY, text="100"), lambda one: one.assignee == CY and "100" in one.title),
        (TaskFilter(text="!"), lambda one: False),
    ],
    ids=["person", "umlaut", "percent", "underscore inside", "underscore", "key", "both", "nothing"],
)
def test_a_person_and_a_text_leave_only_what_fits(database, tasks, wanted, fits):
    opened = [one for one in tasks if one.is_open and fits(one)]

    found = pages(database, tasks[0].project_id, wanted, 4)

    assert sorted(found) == [one.number for one in opened]
