"""Whoever is back reads what was decided in their place and done of what they lent, once they are really back."""

from datetime import timedelta

import pytest

from domain.deputy_living import BackAtWork
from domain.history import Act
from domain.roles import Role
from domain.tasks import TaskState
from storage.history import History
from tests import make, saved
from tests.make import ANA, BEN, IT, clock
from tests.storage.queries import statements_of
from tests.storage.rows import tx_of
from tests.use_cases.leave_scenes import FRIDAY, MONDAY, NEXT_MONDAY, at, away, follow
from use_cases.back_at_work import DEEDS_SHOWN, read_back_at_work
from use_cases.leave import DropLeave, drop_leave
from use_cases.moved_leave import ChangeLeave, change_leave
from use_cases.progress import ReportProgress, report_progress
from use_cases.reading import Read

WEEK = timedelta(days=7)
BACK = at(NEXT_MONDAY)


@pytest.fixture
def project(tx):
    """A running project in a workspace with settings."""
    make.office(tx)
    return make.project(tx, started=True)


def read(tx, leave, now=BACK):
    return read_back_at_work(Read(clock(), leave, BackAtWork.of(leave, IT).to), tx, now)


def decided(tx, project, now, times=1):
    """Ben decides in the place of who is away, as the history writes it for a deputy."""
    deputy = make.actor(BEN)
    deputy.stands_for[project.id] = IT
    history = History(tx.connection, make.WORKSPACE, deputy)
    for _ in range(times):
        history.add(BEN, now, Act.GAVE_OPINION, project.id)


def test_what_was_decided_is_found_behind_however_many_lines_and_counted(tx, project):
    leave = away(tx)
    follow(tx, at(MONDAY))
    decided(tx, project, at(MONDAY))
    for _ in range(120):
        tx.history.add(ANA, at(MONDAY, 13), Act.REPORTED_HEALTH, project.id, project.key)
    follow(tx, at(NEXT_MONDAY))

    back = read(tx, leave)

    assert [one.by for one in back.deeds] == [BEN]
    assert back.more == 0


def test_more_than_is_shown_is_counted(tx, project):
    leave = away(tx)
    follow(tx, at(MONDAY))
    decided(tx, project, at(MONDAY), DEEDS_SHOWN + 3)

    assert read(tx, leave).more == 3


def test_what_was_done_of_a_lent_task_is_said_too(tx, project):
    task = make.task(tx, project, assignee=IT, due=FRIDAY)
    leave = away(tx)
    follow(tx, at(MONDAY))
    report_progress(ReportProgress(make.actor(BEN), task.key, 100), tx, at(MONDAY))
    follow(tx, at(NEXT_MONDAY))

    assert task.key in [one.about for one in read(tx, leave).deeds]


@pytest.fixture
def lent(tx, project):
    """All that Ana has is one task, which Ben does on the first day of her leave; and the leave."""
    task = make.task(tx, project, TaskState.ACCEPTED, assignee=ANA, due=FRIDAY)
    leave = away(tx, ANA, BEN)
    follow(tx, at(MONDAY))
    report_progress(ReportProgress(make.actor(BEN), task.key, 100), tx, at(MONDAY))
    follow(tx, at(MONDAY))
    return leave


def test_whoever_lent_nothing_but_a_task_that_is_done_is_welcomed_when_they_are_back(tx, lent):
    follow(tx, at(FRIDAY))
    while_away = saved.said(tx, BackAtWork)
    follow(tx, at(NEXT_MONDAY))

    assert (while_away, saved.said(tx, BackAtWork)) == ([], [BackAtWork.of(lent, ANA)])
    assert [one.by for one in read(tx, lent).deeds] == [BEN]


def test_the_welcome_for_what_is_done_comes_on_the_day_on_which_they_are_back_by_now(tx, lent):
    change_leave(ChangeLeave(make.actor(ANA), lent, MONDAY, FRIDAY + WEEK), tx, at(FRIDAY))
    follow(tx, at(NEXT_MONDAY))
    too_early = saved.said(tx, BackAtWork)
    follow(tx, at(NEXT_MONDAY + WEEK))

    assert (too_early, saved.said(tx, BackAtWork)) == ([], [BackAtWork.of(lent, ANA)])


def test_nobody_is_welcomed_back_from_leave_that_was_taken_out(tx, lent):
    drop_leave(DropLeave(make.actor(ANA), lent), tx, at(FRIDAY))
    follow(tx, at(NEXT_MONDAY))

    assert saved.said(tx, BackAtWork) == []


def test_nobody_is_welcomed_while_the_next_leave_runs_and_then_reads_of_both(tx, project):
    away(tx)
    second = away(tx, IT, BEN, NEXT_MONDAY, FRIDAY + WEEK)
    follow(tx, at(MONDAY))
    decided(tx, project, at(MONDAY))

    follow(tx, at(NEXT_MONDAY))
    while_away = saved.said(tx, BackAtWork)
    follow(tx, at(NEXT_MONDAY + WEEK))

    assert (while_away, saved.said(tx, BackAtWork)) == ([], [BackAtWork.of(second, IT)])
    assert [one.by for one in read(tx, second, at(NEXT_MONDAY + WEEK)).deeds] == [BEN]


def test_who_lent_nothing_in_the_second_of_two_leaves_is_welcomed_with_what_was_done_in_the_first(tx, project):
    away(tx)
    second = away(tx, IT, None, NEXT_MONDAY, FRIDAY + WEEK)
    for day in (MONDAY, NEXT_MONDAY, NEXT_MONDAY + WEEK):
        follow(tx, at(day))

    assert saved.said(tx, BackAtWork) == [BackAtWork.of(second, IT)]


def test_a_welcome_asks_as_little_of_many_projects_as_of_one(database):
    counts = []
    for prefix, person, many in (("PA", ANA, 1), ("PB", BEN, 8)):
        with tx_of(database, make.WORKSPACE) as tx:
            make.office(tx)
            for number in range(many):
                make.project(tx, f"{prefix}{number}", started=True, team=(), staff={Role.RESPONSIBLE: person})
            leave = away(tx, person, IT)
        with statements_of(database) as sent, tx_of(database, make.WORKSPACE) as tx:
            read_back_at_work(Read(clock(), leave, BackAtWork.of(leave, person).to), tx, at(NEXT_MONDAY))
        counts.append(sum("history.changes" in statement for statement, _ in sent))

    assert counts == [1, 1]
