from dataclasses import replace

import pytest

from domain.actors import Standing
from domain.projects import Lifecycle
from domain.task_lists import Place, TaskFilter, Which
from domain.tasks import TaskState
from tests import make
from tests.make import ANA, BEN, NOBODY, NOON, PM, TOMORROW, YESTERDAY
from tests.use_cases.refusals import refused
from use_cases.task_lists import LINES_SHOWN, ListTasks, list_tasks


@pytest.fixture
def project(tx):
    """NET with an overdue task of Ana's, an offered one of Ben's that waits for it, and one that is done."""
    kept = make.project(tx)
    late = make.task(tx, kept, TaskState.ACCEPTED, 40, due=YESTERDAY)
    waiting = make.task(tx, kept, assignee=BEN, title="Order the cables")
    tx.blocks.change(waiting.id, (), (late.id,))
    make.task(tx, kept, TaskState.DONE)
    return tx.projects.get(kept.id)


def listed(tx, *typed, person=PM, **more):
    return list_tasks(ListTasks(make.actor(person), typed, **more), tx, NOON).facts


def keys(page):
    return [one.key for one in page.lines]


def test_the_open_tasks_come_with_who_when_how_far_and_what_they_wait_for(tx, project):
    page = listed(tx, "NET")

    late, waiting = page.lines
    assert (page.project_key, page.open_in_all, page.which) == ("NET", 2, Which.OPEN)
    assert (late.key, late.assignee, late.days_late, late.percent, late.state) == ("NET-1", ANA, 1, 40, "accepted")
    assert (waiting.key, waiting.due, waiting.days_late) == ("NET-2", TOMORROW, 0)
    assert waiting.waits_for == ("NET-1",)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (("NET", "overdue"), ["NET-1"]),
        (("overdue", "net"), ["NET-1"]),
        (("done", "NET"), ["NET-3"]),
        (("<@U_BEN|ben>".replace("_", ""), "NET"), []),
        (("cables", "NET"), ["NET-2"]),
        (("NET", "me"), []),
    ],
    ids=str,
)
def test_key_state_person_and_text_stand_in_any_order(tx, project, typed, found):
    assert keys(listed(tx, *typed)) == found


def test_in_the_projects_channel_every_word_may_be_text(tx, project):
    make.project(tx, "WEB")

    assert keys(listed(tx, channel="C_NET")) == ["NET-1", "NET-2"]
    assert keys(listed(tx, "cables", channel="C_NET")) == ["NET-2"]
    assert listed(tx, "WEB", channel="C_NET").project_key == "WEB"


def test_elsewhere_a_project_is_to_be_named(tx, project):
    with refused(tx, words="Say which project"):
        listed(tx, "overdue", channel="C_ELSEWHERE")
    with refused(tx, words="There is no project CABLES"):
        listed(tx, "cables", channel="C_ELSEWHERE")


def test_a_page_goes_on_where_the_last_one_ended(tx):
    project = make.project(tx)
    for _ in range(LINES_SHOWN + 2):
        make.task(tx, project)

    first = listed(tx, "NET")
    second = listed(tx, key="NET", after=Place.kept(first.following))

    assert keys(first) == [f"NET-{n}" for n in range(1, LINES_SHOWN + 1)]
    assert keys(second) == [f"NET-{n}" for n in range(LINES_SHOWN + 1, LINES_SHOWN + 3)]
    assert (first.is_first, second.is_first, second.following) == (True, False, None)


def test_a_button_brings_its_filter(tx, project):
    page = listed(tx, key="NET", wanted=TaskFilter(Which.OVERDUE, ANA))

    assert keys(page) == ["NET-1"]
    assert (page.person, page.filter_key) == (ANA, "overdue U_ANA")


@pytest.mark.parametrize(
    ("person", "change", "work"),
    [(PM, [True, True], [True, True]), (ANA, [False, False], [True, False]), (NOBODY, [False] * 2, [False] * 2)],
)
def test_each_line_knows_what_its_reader_may_do_with_it(tx, project, person, change, work):
    page = listed(tx, "NET", person=person)

    assert [one.may_change for one in page.lines] == change
    assert [one.may_work for one in page.lines] == work
    assert page.may_delegate is (person == PM)


def test_in_a_project_that_is_over_nothing_is_to_be_changed(tx, project):
    tx.projects.change(replace(project, lifecycle=Lifecycle.CANCELLED))

    page = listed(tx, "NET")

    assert not any(one.may_change or one.may_work for one in page.lines)
    assert not page.may_delegate


def test_the_tasks_of_a_hidden_project_are_nobodys_business(tx):
    make.project(tx, "SEC", channel=make.private_channel())

    with refused(tx, words="There is no project SEC"):
        listed(tx, "SEC", person=NOBODY)
    with refused(tx, words="There is no project SEC"):
        listed(tx, key="SEC", person=NOBODY)


@pytest.mark.parametrize("channel", [None, "C_NET", "C_WEB"])
@pytest.mark.parametrize("key", ["NET-1", "NET-3"])
def test_a_task_is_found_by_its_key_alone_whatever_became_of_it_and_no_longer_key_with_it(tx, project, key, channel):
    make.project(tx, "WEB")
    for _ in range(30):
        make.task(tx, project)

    assert keys(listed(tx, key, channel=channel)) == [key]


def test_the_tasks_that_nobody_holds_are_those_given_back_and_those_of_people_who_cannot_work(tx, project):
    make.task(tx, project, TaskState.DECLINED)
    tx.people.keep(replace(tx.people.get(BEN), standing=Standing.DEACTIVATED))

    page = listed(tx, "NET", "@nobody")

    assert keys(page) == ["NET-2", "NET-4"]
    assert (page.is_unheld, page.person) == (True, None)
    assert keys(listed(tx, key="NET", wanted=TaskFilter.kept(page.filter_key))) == ["NET-2", "NET-4"]
    assert keys(listed(tx, "NET", "@nobody", "overdue")) == []
