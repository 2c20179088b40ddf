"""Work that goes on in another project: what it is there, what it was here, and who hears of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.capacity import Leave
from domain.closing_notices import WorkMoved
from domain.difficulties import DifficultyState
from domain.history import Act
from domain.identity import UserId
from domain.living import DifficultyCard, TaskOffer
from domain.notices import DifficultyAnswered, ToPerson
from domain.permissions import Forbidden
from domain.projects import Lifecycle
from domain.roles import Role
from domain.scope import Scope
from domain.task_notices import TaskDropped, TaskUnblocked
from domain.tasks import TaskState
from tests import make, saved
from tests.make import ANA, BEN, HEAD, IT, NOON, PM, TODAY, TOMORROW
from tests.use_cases.leave_scenes import FRIDAY, MONDAY, at, away, follow
from tests.use_cases.refusals import refused
from use_cases.difficulties import ReopenDifficulty, ResolveDifficulty, reopen_difficulty, resolve_difficulty
from use_cases.difficulty_cards import ShowDifficulty, show_difficulty
from use_cases.moved_work import MoveWork, PrepareMove, move_work, prepare_move
from use_cases.open_work import ShowOpenWork, show_open_work
from use_cases.progress import ReopenTask, ReportProgress, reopen_task, report_progress

SECRET = make.private_channel()


@pytest.fixture
def net(tx):
    """A running project that hands over no service: that is asked elsewhere."""
    return make.project(tx, started=True, scope=Scope(120, (), make.COMPLETION))


def move(tx, found, target, now=NOON, **more):
    """Move a task or a difficulty; gives what it goes on as."""
    kind = "task" if hasattr(found, "assignee") else "difficulty"
    _, key, *_ = move_work(MoveWork(make.actor(), f"{kind}:{found.id}", target.id, **more), tx, now)
    return tx.tasks.by_key(key) if kind == "task" else tx.difficulties.by_key(key)


def test_a_task_that_is_moved_goes_on_as_an_offer_of_what_is_left_and_both_say_where(tx, net):
    ops = make.project(tx, "OPS", started=True)
    task = make.task(
        tx, net, TaskState.ACCEPTED, percent=25, due=make.YESTERDAY, why="The customer waits", helpers=(BEN,)
    )

    form = prepare_move(PrepareMove(make.actor(), f"task:{task.id}"), tx, NOON).facts
    moved = move_work(MoveWork(make.actor(), form.sign, ops.id, form.assignee, form.due), tx, NOON)

    assert [one.key for one in form.choices] == ["OPS"]
    assert (form.assignee, form.due, form.minutes_left, moved[:2]) == (ANA, TOMORROW, 180, ("NET-1", "OPS-1"))
    old, new = tx.tasks.get(task.id), tx.tasks.by_key("OPS-1")
    assert (old.state, old.drop_reason) == (TaskState.DROPPED, "Moved to OPS-1.")
    assert (new.state, new.estimate_minutes, new.helpers) == (TaskState.OFFERED, 180, (BEN,))
    assert new.why == "The customer waits\n\nMoved from NET-1."
    assert TaskOffer.of(new).mark in saved.marks(tx)
    assert (tx.projects.get(net.id).progress.open, tx.projects.get(ops.id).progress.open) == (0, 1)
    there = next(one for one in tx.history.of_project(ops.id, 9) if one.act is Act.DELEGATED)
    here = next(one for one in tx.history.of_project(net.id, 9) if one.act is Act.MOVED_WORK)
    assert ("moved from", "NET-1") in [(one.field, one.after) for one in there.changes]
    assert (here.about, [(one.field, one.after) for one in here.changes]) == ("NET-1", [("to", "OPS-1")])


def test_a_difficulty_that_is_moved_is_reported_there_and_over_here(tx, net):
    ops = make.project(tx, "OPS", started=True)
    found = make.difficulty(tx, net, needed_by=TODAY, impact_minutes=90)

    _, key, *_ = move_work(MoveWork(make.actor(), f"difficulty:{found.id}", ops.id), tx, NOON)

    old, new = tx.difficulties.get(found.id), tx.difficulties.by_key(key)
    assert (old.is_open, old.resolution) == (False, "Moved to OPS-D1.")
    assert new.what == f"{found.what}\n\nMoved from NET-D1."
    assert (new.severity, new.impact_minutes, new.needed_by, new.project_id) == (found.severity, 90, TODAY, ops.id)


def test_of_a_private_project_neither_side_says_more_than_that_there_is_another(tx, net):
    make.people(tx, ["U_LEO"])
    without_head = {Role.DEPARTMENT_HEAD: UserId("U_LEO")}
    ops = make.project(tx, "OPS", started=True, channel=SECRET, staff=without_head)
    one, other = make.task(tx, net), make.task(tx, ops)

    move_work(MoveWork(make.actor(), f"task:{one.id}", ops.id), tx, NOON)
    move_work(MoveWork(make.actor(), f"task:{other.id}", net.id), tx, NOON)

    assert tx.tasks.get(one.id).drop_reason == "Moved to another project."
    assert tx.tasks.by_key("NET-2").why == "Moved from another project."
    assert "OPS" not in str(tx.history.of_project(net.id, 20))
    with refused(tx, words="already moved to OPS-2"):
        prepare_move(PrepareMove(make.actor(), f"task:{one.id}"), tx, NOON)
    with refused(tx, words="already moved to another project"):
        prepare_move(PrepareMove(make.actor(HEAD), f"task:{one.id}"), tx, NOON)
    with refused(tx, words="was moved to another project and is still open there"):
        reopen_task(ReopenTask(make.actor(HEAD), one.key), tx, NOON)


def test_who_must_not_know_of_the_other_project_hears_no_key_of_it_and_reports_nothing_there(tx, net):
    hidden = make.project(tx, "HID", started=True, team=(), channel=SECRET)
    task, found = make.task(tx, net, TaskState.ACCEPTED, assignee=ANA, helpers=()), make.difficulty(tx, net, by=ANA)

    move(tx, task, hidden, assignee=PM)
    there = move(tx, found, hidden)

    told = [(one.to.person, one.to_key, one.to_project, one.assignee) for one in saved.said(tx, WorkMoved)]
    assert told == [(ANA, "another project", "", None)] * 2
    assert there.reported_by == PM


def test_where_something_cannot_go_is_said_beside_the_project(tx, net):
    make.people(tx, ["U_LEO"])
    over = make.project(tx, "OLD", lifecycle=Lifecycle.COMPLETED, started_at=NOON)
    hidden = make.project(
        tx, "HID", started=True, channel=SECRET, team=(), staff=dict.fromkeys(make.LEADERS, UserId("U_LEO"))
    )
    make.project(tx, "OPS", started=True)
    sign = f"task:{make.task(tx, net).id}"

    def move_to(to, **more):
        move_work(MoveWork(make.actor(), sign, to, **more), tx, NOON)

    with refused(tx, "project", words="in NET already"):
        move_to(net.id)
    with refused(tx, "project", words="OLD is completed"):
        move_to(over.id)
    for unknown in (hidden.id, "nowhere"):
        with refused(tx, "project", words="That project does not exist any more."):
            move_to(unknown)
    ops = tx.projects.by_key("OPS").id
    with refused(tx, "due", words="today or a later day"):
        move_to(ops, due=make.YESTERDAY)
    with refused(tx, "assignee"):
        move_to(ops, assignee=UserId("U_NEVER"))
    assert tx.tasks.by_key("NET-1").is_open


def test_work_is_only_moved_to_where_somebody_gives_work(tx, net):
    make.people(tx, ["U_LEO"])
    theirs = make.project(tx, "OPS", started=True, staff=dict.fromkeys(make.LEADERS, UserId("U_LEO")))
    task = make.task(tx, net)

    with refused(tx, words="You lead no other running project"):
        prepare_move(PrepareMove(make.actor(), f"task:{task.id}"), tx, NOON)
    with pytest.raises(Forbidden, match="delegate work"):
        move_work(MoveWork(make.actor(), f"task:{task.id}", theirs.id), tx, NOON)
    assert not show_open_work(ShowOpenWork(make.actor(), "NET"), tx, NOON).facts.lines[0].may_move


def test_who_helped_with_a_moved_task_hears_where_they_help_now_and_the_one_who_gave_it_where_it_went(tx, net):
    ops = make.project(tx, "OPS", started=True)
    task = make.task(tx, net, TaskState.ACCEPTED, by=HEAD, helpers=(BEN,))

    move(tx, task, ops)

    told = {one.to.person: (one.key, one.to_key, one.assignee, one.helps) for one in saved.said(tx, WorkMoved)}
    assert told == {HEAD: ("NET-1", "OPS-1", ANA, False), BEN: ("NET-1", "OPS-1", ANA, True)}
    assert not saved.said(tx, TaskDropped)


def test_who_sees_to_a_task_only_while_its_assignee_is_away_does_not_help_where_it_goes_on(tx, net):
    ops = make.project(tx, "OPS", started=True)
    task = make.task(tx, net, TaskState.ACCEPTED, assignee=IT, due=FRIDAY, helpers=(ANA,))
    away(tx, IT, BEN)
    follow(tx, at(MONDAY))
    lent_to = tx.tasks.get(task.id).helpers

    there = move(tx, task, ops, at(MONDAY), assignee=IT, due=FRIDAY)

    assert (lent_to, there.helpers) == ((ANA, BEN), (ANA,))


def test_who_waited_for_a_moved_task_is_told_where_it_is_still_to_be_done(tx, net):
    ops = make.project(tx, "OPS", started=True)
    awaited, waiting = make.task(tx, net, TaskState.ACCEPTED), make.task(tx, net, TaskState.ACCEPTED, assignee=BEN)
    tx.blocks.change(waiting.id, (), (awaited.id,))

    move(tx, awaited, ops)

    (told,) = saved.said(tx, TaskUnblocked)
    assert (told.to, told.ended_key, told.moved_to) == (ToPerson(BEN), "NET-1", "OPS-1")


def test_a_moved_difficulty_keeps_its_reporter_and_its_age_and_is_told_as_moved(tx, net):
    ops = make.project(tx, "OPS", started=True)
    found = make.difficulty(tx, net, by=ANA, now=NOON - timedelta(days=4))

    there = move(tx, found, ops)

    assert (there.reported_by, there.reported_at, there.open_since) == (ANA, found.reported_at, NOON)
    told = [(one.to, one.to_key, one.difficulty_id) for one in saved.said(tx, WorkMoved)]
    assert told == [(ToPerson(ANA), "OPS-D1", there.id)]
    assert not saved.said(tx, DifficultyAnswered)
    assert [one.about for one in tx.history.of_project(ops.id, 9) if one.act is Act.REPORTED_DIFFICULTY] == ["OPS-D1"]
    assert DifficultyCard.of(there).mark in saved.marks(tx)


def test_what_goes_on_elsewhere_is_not_opened_twice_and_can_be_once_it_is_over_there(tx, net):
    ops = make.project(tx, "OPS", started=True)
    task, found = make.task(tx, net, TaskState.ACCEPTED), make.difficulty(tx, net)
    task_there, found_there = move(tx, task, ops), move(tx, found, ops)

    with refused(tx, words="was moved to OPS-1 and is still open there"):
        reopen_task(ReopenTask(make.actor(), "NET-1"), tx, NOON)
    with refused(tx, words="was moved to OPS-D1 and is still open there"):
        reopen_difficulty(ReopenDifficulty(make.actor(), found.id), tx, NOON)
    shown = show_difficulty(ShowDifficulty(make.actor(), "NET-D1"), tx, NOON).facts
    report_progress(ReportProgress(make.actor(ANA), task_there.key, 100), tx, NOON)
    resolve_difficulty(ResolveDifficulty(make.actor(), found_there.id, "A new one", "Bought"), tx, NOON)
    reopen_task(ReopenTask(make.actor(), "NET-1"), tx, NOON)
    reopen_difficulty(ReopenDifficulty(make.actor(), found.id), tx, NOON)

    assert (shown.moved_to, shown.is_open_there) == ("OPS-D1", True)
    assert (tx.tasks.get(task.id).is_open, tx.difficulties.get(found.id).state) == (True, DifficultyState.OPEN)


def test_a_moved_task_still_asks_for_the_skill_that_it_needs(tx, net):
    ops, task = make.project(tx, "OPS", started=True), make.task(tx, net)
    tx.tasks.change(task, needing := replace(task, skill_id="networking", skill_level=3), net)

    there = move(tx, needing, ops)

    assert (there.skill_id, there.skill_level) == ("networking", 3)


def test_who_has_no_role_there_or_is_on_leave_is_named_before_and_after_the_move(tx, net):
    ops, task = make.project(tx, "OPS", started=True, team=()), make.task(tx, net, assignee=BEN, due=FRIDAY)
    make.project(tx, "WEB", started=True, team=(BEN,))
    tx.capacity.add_leave(Leave("leave", BEN, MONDAY, FRIDAY))

    form = prepare_move(PrepareMove(make.actor(), f"task:{task.id}"), tx, NOON).facts
    *_, doubts = move_work(MoveWork(make.actor(), form.sign, ops.id, BEN, FRIDAY), tx, NOON)

    assert (form.not_in, form.away_until) == (("OPS",), FRIDAY)
    assert "has no role in OPS yet" in doubts
    assert "is on leave until Fri 11 Dec 2026" in doubts


def test_a_draft_is_no_project_to_move_to(tx, net):
    draft, task = make.project(tx, "DRA"), make.task(tx, net)

    with refused(tx, words="You lead no other running project"):
        prepare_move(PrepareMove(make.actor(), f"task:{task.id}"), tx, NOON)
    with refused(tx, "project", words="DRA has not started yet"):
        move(tx, task, draft)
