from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.difficulties import DifficultyState, Severity
from domain.history import Act, Change
from domain.identity import UserId
from domain.living import Home, ProjectCard
from domain.moves import Move
from domain.notices import ProjectMoved, ToPerson, ToProject
from domain.permissions import Forbidden
from domain.plan_living import CustomerHome, PlanOffer
from domain.projects import Lifecycle
from domain.refusals import Refused
from domain.scope import Scope
from domain.states import State
from domain.tasks import TaskState
from tests import make, saved
from tests.make import ANA, BEN, CONTACT, HEAD, IT, NOBODY, NOON, PM, RESP
from tests.use_cases.refusals import refused
from use_cases.gate import StartGate
from use_cases.moves import (
    AskToClose,
    CancelProject,
    MoveProject,
    PrepareCancel,
    ask_to_close,
    cancel_project,
    move_project,
    prepare_cancel,
)
from use_cases.offers import AcceptTask, DeclineTask, accept_task, decline_task
from use_cases.open_work import LINES_SHOWN, OpenWork, ShowOpenWork, show_open_work
from use_cases.progress import ReportProgress, report_progress
from use_cases.project_facts import project_facts


def order(move: Move, person: str = PM, key: str | None = "NET", **more) -> MoveProject:
    return MoveProject(make.actor(person), move, key, **more)


def test_a_started_project_is_active_asked_from_the_next_working_day_and_announced(tx):
    project = make.ready(tx)

    assert move_project(order(Move.START), tx, NOON).facts.project_key == "NET"

    after, schedule = tx.projects.get(project.id), tx.schedules.get(project.id)
    assert (after.lifecycle, after.started_at) == (Lifecycle.ACTIVE, NOON)
    assert schedule.next_at == after.next_checkin == datetime(2026, 12, 3, 9, 30, tzinfo=UTC)
    assert saved.waiting(tx) == [
        ProjectMoved(
            ToProject(project.id),
            "NET",
            "Net rollout",
            Move.START,
            State.ACTIVE,
            PM,
            make.COMPLETION,
            schedule.next_at,
        ),
        ProjectCard.of(project.id),
        *(Home.of(person) for person in (PM, IT, HEAD, RESP, ANA, BEN)),
        PlanOffer.of(tx.plans.newest_of(project.id).id, CONTACT, edit_only=True),
        CustomerHome.of(CONTACT),
        Home.of(CONTACT),
    ]


@pytest.mark.parametrize(
    ("zone", "now", "first"),
    [
        ("UTC", (2026, 12, 2, 8, 0), (2026, 12, 3, 9, 30)),
        ("UTC", (2026, 12, 4, 12, 0), (2026, 12, 7, 9, 30)),
        ("Pacific/Auckland", (2026, 12, 2, 12, 0), (2026, 12, 3, 20, 30)),
        ("America/Los_Angeles", (2026, 12, 2, 2, 0), (2026, 12, 2, 17, 30)),
    ],
    ids=["not the day of the start itself", "after a weekend", "already tomorrow there", "still yesterday there"],
)
def test_the_first_round_is_on_the_first_working_day_after_the_start_in_the_projects_zone(tx, zone, now, first):
    project = make.ready(tx, zone=zone)

    move_project(order(Move.START), tx, datetime(*now, tzinfo=UTC))

    assert tx.schedules.get(project.id).next_at == datetime(*first, tzinfo=UTC)


def test_a_project_on_hold_is_not_asked_and_after_resume_from_the_next_working_day(tx):
    project = make.project(tx, started=True)

    move_project(order(Move.HOLD), tx, NOON)
    held = tx.schedules.get(project.id)
    move_project(order(Move.RESUME), tx, datetime(2026, 12, 4, 7, 0, tzinfo=UTC))

    assert (held.next_at, held.next_date) == (None, None)
    assert tx.schedules.get(project.id).next_at == datetime(2026, 12, 7, 9, 30, tzinfo=UTC)
    assert [(one.move, one.state) for one in saved.said(tx, ProjectMoved)] == [
        (Move.HOLD, State.ON_HOLD),
        (Move.RESUME, State.ACTIVE),
    ]


def test_a_start_that_lacks_something_names_it_and_changes_nothing(tx):
    project = make.ready(tx, scope=Scope(None, (), make.COMPLETION))

    with saying_nothing(tx):
        seen = move_project(order(Move.START), tx, NOON)

    assert isinstance(seen.facts, StartGate)
    assert [one.missing for one in seen.facts.open] == [("the number of IT users",), ("the IT services",)]
    assert tx.projects.get(project.id).lifecycle is Lifecycle.PLANNING
    assert tx.schedules.get(project.id).next_at is None


@pytest.mark.parametrize(
    ("started", "move", "words"),
    [
        (False, Move.HOLD, "NET has not started yet. It can be started or cancelled."),
        (False, Move.COMPLETE, "NET has not started yet. It can be started or cancelled."),
        (True, Move.START, "NET is already active. It can be put on hold, completed or cancelled."),
        (
            True,
            Move.CLOSE,
            "NET is active and cannot be closed. It can be put on hold, completed or cancelled. To complete it:",
        ),
    ],
)
def test_an_illegal_move_says_what_the_project_is(tx, started, move, words):
    make.project(tx, started=started)

    with refused(tx, words=words):
        move_project(order(move), tx, NOON)


def test_what_is_on_hold_is_not_put_on_hold_again_and_not_started(tx):
    make.project(tx, lifecycle=Lifecycle.ON_HOLD)

    with refused(tx, words="NET is already on hold."):
        move_project(order(Move.HOLD), tx, NOON)
    with refused(tx, words="NET is on hold and cannot be started. It can be resumed, completed or cancelled."):
        move_project(order(Move.START), tx, NOON)


def test_whoever_starts_hears_when_the_first_check_in_is(tx):
    make.ready(tx)

    moved = move_project(order(Move.START), tx, NOON)

    assert moved.facts.next_checkin == datetime(2026, 12, 3, 9, 30, tzinfo=UTC)


def test_without_a_project_one_of_the_persons_own_is_the_example(tx):
    make.project(tx, "OPS")

    with refused(tx, words="for example “OPS”"):
        move_project(order(Move.HOLD, key=None, channel="C_ELSE"), tx, NOON)


def test_a_second_press_of_start_is_refused_and_announces_nothing(tx):
    make.ready(tx)
    move_project(order(Move.START), tx, NOON)

    with refused(tx, words="NET is already active."):
        move_project(order(Move.START), tx, NOON)


@pytest.mark.parametrize("person", [IT, RESP, ANA, NOBODY])
def test_only_the_manager_and_the_head_move_a_project(tx, person):
    make.project(tx)

    with pytest.raises(Forbidden) as refusal:
        move_project(order(Move.START, person), tx, NOON)

    assert set(refusal.value.who_may) == {PM, HEAD}


def test_the_project_is_found_by_its_key_or_by_the_channel(tx):
    make.ready(tx)

    assert move_project(order(Move.START, HEAD, None, channel="C_NET"), tx, NOON).facts.project_key == "NET"
    with refused(tx, words="There is no project WEB"):
        move_project(order(Move.HOLD, key="WEB"), tx, NOON)
    with refused(tx, words="Say which project"):
        move_project(order(Move.HOLD, key=None, channel="C_ELSE"), tx, NOON)


def test_a_hidden_project_is_refused_as_one_that_does_not_exist(tx):
    make.project(tx, channel=make.private_channel())

    with pytest.raises(Refused) as hidden:
        move_project(order(Move.START, NOBODY), tx, NOON)
    with pytest.raises(Refused) as missing:
        move_project(order(Move.START, NOBODY, "WEB"), tx, NOON)

    assert hidden.value.message.replace("NET", "WEB") == missing.value.message


def at(tx, lifecycle: Lifecycle, **more):
    """A project that has come this far."""
    return make.project(tx, lifecycle=lifecycle, started_at=NOON, active_since=NOON, **more)


@pytest.mark.parametrize(
    ("lifecycle", "move", "after"),
    [
        (Lifecycle.ACTIVE, Move.COMPLETE, State.COMPLETED),
        (Lifecycle.COMPLETED, Move.CLOSE, State.CLOSED),
        (Lifecycle.COMPLETED, Move.REOPEN, State.ACTIVE),
        (Lifecycle.CANCELLED, Move.REOPEN, State.ACTIVE),
    ],
)
def test_each_move_is_saved_announced_once_and_written_to_the_history(tx, lifecycle, move, after):
    project = at(tx, lifecycle)
    make.handed_over(tx, project)

    move_project(order(move), tx, NOON)

    assert tx.projects.get(project.id).state is after
    assert [(one.to, one.move, one.state) for one in saved.said(tx, ProjectMoved)] == [
        (ToProject(project.id), move, after)
    ]
    (line,) = tx.history.of_project(project.id, 9)
    assert (line.by, line.act) == (PM, Act.MOVED)
    assert Change("state", project.state.value, after.value) in line.changes
    assert {ProjectCard.of(project.id).mark, Home.of(ANA).mark} <= saved.marks(tx)


def test_a_project_with_open_work_is_not_completed_and_its_open_tasks_are_shown(tx):
    project = make.project(tx, started=True)
    late = make.task(tx, project, TaskState.ACCEPTED, due=make.YESTERDAY)
    given_back = make.task(tx, project, TaskState.DECLINED)
    make.task(tx, project, TaskState.DONE)

    with saying_nothing(tx):
        seen = move_project(order(Move.COMPLETE), tx, NOON)

    assert isinstance(seen.facts, OpenWork)
    assert [(one.called, one.task.overdue) for one in seen.facts.lines] == [(late.key, True), (given_back.key, False)]
    assert (seen.facts.left, seen.names[ANA]) == (2, "Ana")
    assert tx.projects.get(project.id).state is State.ACTIVE
    assert tx.history.of_project(project.id, 9) == []


@contextmanager
def saying_nothing(tx):
    before = saved.effect_rows(tx)
    yield
    assert saved.effect_rows(tx) == before


def test_an_open_difficulty_alone_keeps_a_project_from_being_completed(tx):
    project = make.project(tx, started=True)
    make.difficulty(tx, project, state=DifficultyState.RESOLVED)
    taken_on = make.difficulty(tx, project, state=DifficultyState.ACKNOWLEDGED)
    worst = make.difficulty(tx, project, Severity.CRITICAL)

    seen = move_project(order(Move.COMPLETE), tx, NOON).facts

    assert isinstance(seen, OpenWork)
    assert seen.left == 2
    assert [one.difficulty.key for one in seen.lines] == [worst.key, taken_on.key]


def test_of_very_many_open_tasks_the_earliest_due_are_shown_and_all_are_counted(tx):
    project = make.project(tx, started=True)
    for number in range(LINES_SHOWN + 3):
        make.task(tx, project, due=make.TOMORROW + timedelta(days=number))

    seen = show_open_work(ShowOpenWork(make.actor(HEAD), "NET"), tx, NOON).facts

    assert [one.called for one in seen.lines] == [f"NET-{number}" for number in range(1, LINES_SHOWN + 1)]
    assert (seen.left, seen.following) == (LINES_SHOWN + 3, LINES_SHOWN)


@pytest.mark.parametrize("person", [ANA, NOBODY])
def test_what_is_open_is_shown_so_only_to_whoever_may_finish_the_project(tx, person):
    make.project(tx, started=True)

    with pytest.raises(Forbidden):
        show_open_work(ShowOpenWork(make.actor(person), "NET"), tx, NOON)


@pytest.mark.parametrize("move", [Move.COMPLETE, Move.HOLD])
def test_after_its_work_a_project_asks_nobody_and_its_open_round_stops(tx, move):
    project = make.project(tx, started=True)
    held = make.round_of(tx, project)

    move_project(order(move), tx, NOON)

    assert tx.schedules.get(project.id).next_at is None
    assert tx.rounds.get(held.id).was_stopped


def test_a_cancelled_project_says_why_to_its_channel_and_to_everybody_whose_work_ends(tx):
    project = make.project(tx, started=True)
    make.person(tx, "U_DEE")
    make.task(tx, project, assignee=UserId("U_DEE"))
    held = make.round_of(tx, project)

    assert cancel_project(CancelProject(make.actor(PM), "NET", "The customer left"), tx, NOON) == "NET"

    after, said = tx.projects.get(project.id), saved.said(tx, ProjectMoved)
    assert (after.state, after.ended_at, after.end_reason) == (State.CANCELLED, NOON, "The customer left")
    assert {one.to for one in said} == {ToProject(project.id), ToPerson(UserId("U_DEE"))}
    assert {(one.reason, one.move) for one in said} == {("The customer left", Move.CANCEL)}
    assert tx.schedules.get(project.id).next_at is None
    assert tx.rounds.get(held.id).was_stopped
    assert Home.of(UserId("U_DEE")).mark in saved.marks(tx)
    assert Change("reason of the end", "", "The customer left") in tx.history.of_project(project.id, 1)[0].changes


def test_a_project_is_not_cancelled_without_a_reason_and_not_twice(tx):
    make.project(tx, started=True)

    with refused(tx, "reason", words="Say why it is cancelled."):
        cancel_project(CancelProject(make.actor(PM), "NET", "  "), tx, NOON)
    cancel_project(CancelProject(make.actor(PM), "NET", "The customer left"), tx, NOON)
    with refused(tx, words="NET is already cancelled. It can be reopened."):
        cancel_project(CancelProject(make.actor(PM), "NET", "Again"), tx, NOON)


@pytest.mark.parametrize("lifecycle", [Lifecycle.CANCELLED, Lifecycle.CLOSED])
def test_the_form_does_not_open_for_what_cannot_be_cancelled(tx, lifecycle):
    at(tx, lifecycle)

    with refused(tx, words="NET is "):
        prepare_cancel(PrepareCancel(make.actor(PM), "NET"), tx, NOON)


def test_the_form_says_what_stays_open_and_whether_the_channel_is_here(tx):
    project = make.project(tx, started=True, open_difficulties=2)
    make.task(tx, project)

    here = prepare_cancel(PrepareCancel(make.actor(HEAD), channel="C_NET"), tx, NOON)
    elsewhere = prepare_cancel(PrepareCancel(make.actor(HEAD), "NET", "C_ELSE"), tx, NOON)

    assert (here.project_key, here.open_tasks, here.open_difficulties) == ("NET", 1, 2)
    assert (here.is_here, elsewhere.is_here) == (True, False)


def test_closing_is_asked_about_only_where_it_is_the_next_step_and_by_who_may(tx):
    at(tx, Lifecycle.COMPLETED)

    seen = ask_to_close(AskToClose(make.actor(PM), channel="C_NET"), tx, NOON)

    assert seen.facts.project_key == "NET"
    with pytest.raises(Forbidden):
        ask_to_close(AskToClose(make.actor(ANA), "NET"), tx, NOON)
    tx.projects.change(replace(tx.projects.by_key("NET"), lifecycle=Lifecycle.ACTIVE))
    with refused(tx, words="NET is active and cannot be closed."):
        ask_to_close(AskToClose(make.actor(PM), "NET"), tx, NOON)


@pytest.mark.parametrize("person", [IT, RESP, ANA, NOBODY])
def test_only_the_manager_and_the_head_cancel(tx, person):
    make.project(tx, started=True)

    with pytest.raises(Forbidden):
        prepare_cancel(PrepareCancel(make.actor(person), "NET"), tx, NOON)
    with pytest.raises(Forbidden):
        cancel_project(CancelProject(make.actor(person), "NET", "Mine now"), tx, NOON)


def test_a_reopened_project_is_asked_from_its_next_working_day(tx):
    project = at(tx, Lifecycle.COMPLETED)

    seen = move_project(order(Move.REOPEN), tx, datetime(2026, 12, 4, 7, 0, tzinfo=UTC)).facts

    assert seen.next_checkin == tx.schedules.get(project.id).next_at == datetime(2026, 12, 7, 9, 30, tzinfo=UTC)


def test_a_project_that_never_started_is_reopened_into_its_planning_and_asks_nobody(tx):
    project = make.project(tx)
    make.complete_scope(tx, project)
    make.chosen_solution(tx, project)
    cancel_project(CancelProject(make.actor(PM), "NET", "No budget"), tx, NOON)

    seen = move_project(order(Move.REOPEN), tx, NOON).facts

    assert (seen.started_at, seen.next_checkin) == (None, None)
    assert tx.projects.get(project.id).state is State.SCOPED
    assert tx.schedules.get(project.id).next_at is None


@pytest.mark.parametrize(
    "act",
    [
        lambda tx, task: accept_task(AcceptTask(make.actor(ANA), task.id), tx, NOON),
        lambda tx, task: decline_task(DeclineTask(make.actor(ANA), task.id, "No time"), tx, NOON),
        lambda tx, task: report_progress(ReportProgress(make.actor(ANA), task.key, 60), tx, NOON),
    ],
    ids=["accept", "decline", "progress"],
)
def test_a_task_of_a_cancelled_project_stays_as_it_is_and_waits_for_nobody(tx, act):
    project = make.project(tx, started=True)
    task = make.task(tx, project)
    make.task(tx, project, TaskState.DECLINED)

    cancel_project(CancelProject(make.actor(PM), "NET", "The customer left"), tx, NOON)

    with refused(tx, words="NET is cancelled and takes no more work. Reopen it first."):
        act(tx, task)
    assert tx.tasks.get(task.id) == task
    assert tx.tasks.open_of(ANA, 9) == []
    assert tx.tasks.needing_somebody(PM, 9) == []
    move_project(order(Move.REOPEN), tx, NOON)
    assert tx.tasks.open_of(ANA, 9) == [task]


def test_a_project_that_has_ended_shows_when_and_why_and_nothing_late(tx):
    project = make.project(tx, started=True)
    make.task(tx, project, TaskState.ACCEPTED, due=make.YESTERDAY)
    cancel_project(CancelProject(make.actor(PM), "NET", "The customer left"), tx, NOON)

    shown = project_facts(tx.projects.get(project.id), tx, NOON)

    assert (shown.ended_at, shown.end_reason, shown.overdue) == (NOON, "The customer left", 0)
