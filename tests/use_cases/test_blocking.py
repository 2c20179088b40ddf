import pytest

from domain.living import TaskOffer
from domain.notices import ToPerson
from domain.task_notices import TaskUnblocked
from domain.tasks import TaskState
from tests import make, saved
from tests.make import ANA, BEN, NOBODY, NOON, PM
from tests.use_cases.refusals import refused
from use_cases.blocking import LookForBlockers, look_for_blockers
from use_cases.edits import edit_task
from use_cases.progress import ReopenTask, ReportProgress, reopen_task, report_progress


@pytest.fixture
def project(tx):
    """A project in which Ben's NET-3 waits for Ana's NET-1 and NET-2."""
    kept = make.project(tx)
    blockers = [make.task(tx, kept).id for _ in range(2)]
    waits = make.task(tx, kept, assignee=BEN)
    edit_task(make.edit(tx, waits, blocked_by=tuple(blockers)), tx, NOON)
    return kept


def finish(tx, key, person=ANA):
    report_progress(ReportProgress(make.actor(person), key, 100), tx, NOON)


def test_whoever_waits_is_told_when_the_last_task_they_waited_for_is_done(tx, project):
    finish(tx, "NET-1")
    after_one = saved.said(tx, TaskUnblocked)

    finish(tx, "NET-2")

    (told,) = saved.said(tx, TaskUnblocked)
    assert after_one == []
    assert (told.to, told.task_key, told.ended_key, told.ended_by) == (ToPerson(BEN), "NET-3", "NET-2", ANA)
    assert not told.was_dropped
    assert TaskOffer.of(tx.tasks.by_key("NET-3")) in saved.said(tx, TaskOffer)


def test_whoever_ends_the_last_one_themselves_is_not_told(tx, project):
    own = tx.tasks.by_key("NET-1").id
    edit_task(make.edit(tx, make.task(tx, project, assignee=ANA), blocked_by=(own,)), tx, NOON)

    finish(tx, "NET-1")

    assert saved.said(tx, TaskUnblocked) == []


def test_a_task_that_is_taken_up_again_is_waited_for_again(tx, project):
    for key in ("NET-1", "NET-2"):
        finish(tx, key)

    reopen_task(ReopenTask(make.actor(ANA), "NET-2"), tx, NOON)

    waiting = tx.tasks.by_key("NET-3")
    assert [one.key for one in tx.blocks.open_blockers([waiting.id])[waiting.id]] == ["NET-2"]


def test_done_while_it_waits_is_done_and_says_for_what_it_waited(tx, project):
    shown = report_progress(ReportProgress(make.actor(BEN), "NET-3", 100), tx, NOON).facts

    assert shown.state is TaskState.DONE
    assert [one.task_key for one in shown.blocked_by] == ["NET-1", "NET-2"]


def test_what_can_be_waited_for_is_found_by_key_or_words_without_the_task_itself(tx, project):
    make.task(tx, project, title="Übergabe 100 %")
    own = tx.tasks.by_key("NET-1").id

    def found(typed, besides=""):
        order = LookForBlockers(make.actor(PM), project.id, typed, besides)
        return [one.label.split()[0] for one in look_for_blockers(order, tx, NOON)]

    assert found("", own) == ["NET-2", "NET-3", "NET-4"]
    assert found("net-2") == ["NET-2"]
    assert found("NET-4 Über") == ["NET-4"]
    assert found("über") == found("100 %") == ["NET-4"]
    assert found("_") == []


def test_nobody_looks_into_a_hidden_project(tx):
    project = make.project(tx, channel=make.private_channel())

    with refused(tx, words="That project does not exist any more"):
        look_for_blockers(LookForBlockers(make.actor(NOBODY), project.id, ""), tx, NOON)
