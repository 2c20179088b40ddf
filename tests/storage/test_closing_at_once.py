"""Several bring a project to its end at the same moment: each thing is settled once, and nothing slips past the end."""

from domain.closing import Settled
from domain.moves import Move
from domain.projects import Lifecycle
from domain.tasks import TaskState
from tests import make
from tests.make import HEAD, PM
from tests.storage.test_decisions_at_once import both, inside, run
from use_cases.delegation import delegate_task
from use_cases.dropped_work import DropWork, drop_work
from use_cases.moved_work import MoveWork, move_work
from use_cases.moves import MoveProject, move_project
from use_cases.open_work import OpenChecklist, OpenWork, ShowOpenWork, open_checklist, show_open_work
from use_cases.progress import ReportProgress, report_progress

__all__ = ["inside", "run"]


def two_projects(tx):
    """A project with a task and a difficulty, and another one of the same leaders."""
    make.office(tx)
    net, ops = make.project(tx, started=True), make.project(tx, "OPS", started=True)
    return net, ops, make.task(tx, net, TaskState.ACCEPTED), make.difficulty(tx, net)


def test_of_two_who_settle_the_same_one_does_and_the_other_is_told(run, inside):
    net, ops, task, difficulty = inside(two_projects)
    run(open_checklist, OpenChecklist(make.actor(), "NET"))

    moved = both(
        lambda: run(move_work, MoveWork(make.actor(), f"task:{task.id}", ops.id)),
        lambda: run(move_work, MoveWork(make.actor(HEAD), f"task:{task.id}", ops.id)),
    )
    dropped = both(
        lambda: run(drop_work, DropWork(make.actor(), f"difficulty:{difficulty.id}", "Over")),
        lambda: run(move_work, MoveWork(make.actor(HEAD), f"difficulty:{difficulty.id}", ops.id)),
    )

    assert sorted(map(bool, moved)) == [False, True]
    assert "already moved to OPS-1" in "".join(moved)
    assert sorted(map(bool, dropped)) == [False, True]
    kept = inside(lambda tx: tx.closings.settled_in(net.id))
    assert len(kept) == 2
    assert inside(lambda tx: tx.projects.get(ops.id)).progress.open == 1
    assert (
        inside(lambda tx: tx.projects.get(ops.id)).open_difficulties
        == sum(one.how is Settled.MOVED for one in kept) - 1
    )
    shown = run(show_open_work, ShowOpenWork(make.actor(), "NET")).facts
    assert (shown.settled, shown.in_all) == (2, 2)


def test_what_goes_both_ways_at_once_waits_for_nobody_for_ever(run, inside):
    net, ops, task, _ = inside(two_projects)
    other = inside(make.task, ops, TaskState.ACCEPTED)

    refusals = both(
        lambda: run(move_work, MoveWork(make.actor(), f"task:{task.id}", ops.id)),
        lambda: run(move_work, MoveWork(make.actor(), f"task:{other.id}", net.id)),
    )

    assert refusals == ["", ""]
    assert {inside(lambda tx, id=one.id: tx.projects.get(id)).progress.open for one in (net, ops)} == {1}


def test_a_task_that_is_given_while_the_project_completes_keeps_it_open_or_is_refused(run, inside):
    net, _, task, difficulty = inside(two_projects)
    run(drop_work, DropWork(make.actor(), f"difficulty:{difficulty.id}", "Over"))
    run(report_progress, ReportProgress(make.actor(PM), task.key, 100))
    seen = []

    refusals = both(
        lambda: seen.append(run(move_project, MoveProject(make.actor(), Move.COMPLETE, "NET")).facts),
        lambda: run(delegate_task, make.delegation(net)),
    )

    after = inside(lambda tx: tx.projects.get(net.id))
    was_kept = isinstance(seen[0], OpenWork)
    assert (after.lifecycle is Lifecycle.ACTIVE, after.progress.open) == (was_kept, int(was_kept))
    assert ["takes no more work" in words for words in refusals] == [False, not was_kept]
