from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.actors import Standing
from domain.briefs import Priority
from domain.editing import seen_of
from domain.identity import ChannelId, UserId
from domain.living import TaskOffer
from domain.notices import ToPerson, ToProject, ToThread
from domain.permissions import Forbidden
from domain.projects import Lifecycle
from domain.refusals import Refused
from domain.roles import Role
from domain.task_notices import TaskDelegated, TaskMade
from tests import make, saved
from tests.make import ANA, HEAD, NOBODY, NOON, PM, TOMORROW, YESTERDAY
from tests.use_cases.refusals import refused
from use_cases.delegation import (
    PrepareDelegation,
    PrepareFromMessage,
    delegate_task,
    prepare_delegation,
    prepare_from_message,
)
from use_cases.task_details import PrepareDetails, prepare_details


def test_a_delegated_task_is_saved_counted_and_told_to_its_assignee_and_the_channel(tx):
    project = make.project(tx)

    key = delegate_task(make.delegation(project, estimate="1,5"), tx, NOON)

    task = tx.tasks.by_key(key)
    assert (key, task.assignee, task.helpers, task.due) == ("NET-1", ANA, (), TOMORROW)
    assert (task.estimate_minutes, task.priority, task.delegated_by, task.state) == (90, "normal", PM, "offered")
    assert tx.projects.get(project.id).progress.open == 1
    assert saved.said(tx, TaskOffer) == [TaskOffer(ToPerson(ANA), task.id)]
    assert saved.said(tx, TaskDelegated) == [
        TaskDelegated(ToProject(project.id), "NET-1", task.title, ANA, PM, TOMORROW, Priority.NORMAL)
    ]
    assert saved.kinds(tx)[2:] == ["project_card", "home", "home"]


def test_tasks_are_numbered_one_after_the_other_in_each_project(tx):
    net, web = make.project(tx, "NET"), make.project(tx, "WEB")

    keys = [delegate_task(make.delegation(project), tx, NOON) for project in (net, web, net)]

    assert keys == ["NET-1", "WEB-1", "NET-2"]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"title": "  "}, ["title"]),
        ({"title": "x" * 201}, ["title"]),
        ({"due": YESTERDAY}, ["due"]),
        ({"estimate": "two days"}, ["estimate"]),
        ({"estimate": "-1"}, ["estimate"]),
        ({"assignee": UserId("U_UNKNOWN")}, ["assignee"]),
        ({"assignee": UserId("U_GUEST")}, ["assignee"]),
        ({"assignee": UserId("U_GONE")}, ["assignee"]),
        ({"title": "", "due": YESTERDAY, "estimate": "x"}, ["estimate", "title", "due"]),
    ],
)
def test_a_delegation_is_refused_beside_each_wrong_field(tx, changes, fields):
    project = make.project(tx)
    for name, standing in (("GUEST", "guest"), ("GONE", "deactivated")):
        make.person(tx, f"U_{name}", standing=Standing(standing))

    with refused(tx, *fields):
        delegate_task(make.delegation(project, **changes), tx, NOON)

    assert tx.tasks.all_in(project.id) == []


def test_a_due_date_is_judged_by_the_projects_calendar(tx):
    project = make.project(tx, zone="Pacific/Auckland")
    tomorrow_there = datetime(2026, 12, 3, 1, tzinfo=ZoneInfo("Pacific/Auckland"))

    with refused(tx, "due"):
        delegate_task(make.delegation(project, due=date(2026, 12, 2)), tx, tomorrow_there)


@pytest.mark.parametrize(
    "text", ["<!channel>", "😀", "مرحبا", "{{ 7*7 }}", "'; DROP TABLE tasks; --", "x" * 3000, "a\nb"]
)
def test_what_was_typed_is_kept_to_the_letter(tx, text):
    project = make.project(tx)

    delegate_task(make.delegation(project, title=text[:200], why=text), tx, NOON)

    task = tx.tasks.by_key("NET-1")
    assert (task.title, task.why) == (text[:200], text)


@pytest.mark.parametrize("person", ["U_IT", "U_RESP", "U_ANA", "U_NOBODY", "U_ADMIN"])
def test_only_the_manager_and_the_head_delegate(tx, person):
    project = make.project(tx)

    with pytest.raises(Forbidden) as refusal:
        delegate_task(make.delegation(project, by=make.actor(person)), tx, NOON)

    assert set(refusal.value.who_may) == {PM, HEAD}


def test_no_work_is_delegated_in_a_project_that_is_over(tx):
    project = make.project(tx, lifecycle=Lifecycle.CANCELLED)

    with refused(tx, words="cancelled"):
        delegate_task(make.delegation(project), tx, NOON)


def test_the_form_knows_its_project_by_key_or_by_channel_and_what_day_it_is_there(tx):
    project = make.project(tx, zone="Pacific/Auckland")

    by_key = prepare_delegation(PrepareDelegation(make.actor(PM), "NET", typed=("NET", "x" * 300)), tx, NOON)
    by_channel = prepare_delegation(PrepareDelegation(make.actor(HEAD), channel="C_NET"), tx, NOON)

    assert (by_key.project_id, by_key.title, by_key.today) == (project.id, "x" * 200, date(2026, 12, 3))
    assert by_channel.project_id == project.id


def test_in_a_projects_channel_the_first_word_may_be_the_titles(tx):
    make.project(tx)

    def asked(channel: str | None):
        order = PrepareDelegation(make.actor(PM), "ORDER", channel, ("Order", "the", "switches"))
        return prepare_delegation(order, tx, NOON)

    here = asked("C_NET")

    assert (here.project_key, here.title) == ("NET", "Order the switches")
    with pytest.raises(Refused, match="no project ORDER"):
        asked("C_ELSEWHERE")
    with pytest.raises(Refused, match="no project ORDER"):
        asked(None)


def test_the_form_opens_only_for_those_who_may_delegate(tx):
    make.project(tx)

    with refused(tx, words="Only the department head or the project manager"):
        prepare_delegation(PrepareDelegation(make.actor(ANA), "NET"), tx, NOON)


def test_a_submission_that_comes_twice_delegates_once_and_gets_the_same_answer(run, inside):
    order = make.delegation(inside(make.project))

    keys = [run(delegate_task, order, once="V1/delegate_task/1") for _ in range(3)]

    assert keys == ["NET-1"] * 3
    assert len(inside(saved.said, TaskDelegated)) == 1


SATURDAY = date(2026, 12, 5)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (TOMORROW, ()),
        (SATURDAY, ("Sat 5 Dec 2026, when NET-1 is due, is not a working day.",)),
        (date(2027, 7, 1), ("NET-1 is due after the project is to be completed, Wed 30 Jun 2027.",)),
    ],
)
def test_an_odd_due_date_is_taken_and_said(tx, due, said):
    delegate_task(make.delegation(make.project(tx), due=due), tx, NOON)

    assert prepare_details(PrepareDetails(make.actor(), "NET-1"), tx, NOON).facts.odd == said


def test_an_odd_due_date_that_was_there_before_is_not_said_again(tx):
    delegate_task(make.delegation(make.project(tx), due=SATURDAY), tx, NOON)
    shown = seen_of(tx.tasks.by_key("NET-1").brief())

    assert prepare_details(PrepareDetails(make.actor(), "NET-1", shown), tx, NOON).facts.odd == ()


THREAD = "C0HELP/1608093938.001200"


def from_message(tx, person=PM, channel=None, **more):
    words = "Order the switches\nbecause they break"
    return prepare_from_message(PrepareFromMessage(make.actor(person), words, channel, **more), tx, NOON)


def test_a_message_in_a_projects_channel_fills_the_form_of_that_project(tx):
    project = make.project(tx)
    make.project(tx, "WEB")

    form = from_message(tx, channel=project.channel.id, source="https://x.slack.com/archives/C1/p1", thread=THREAD)

    assert (form.project_id, form.choices) == (project.id, ())
    assert (form.title, form.why) == ("Order the switches", "Order the switches\nbecause they break")
    assert (form.source, form.thread_key) == ("https://x.slack.com/archives/C1/p1", THREAD)


def test_elsewhere_the_person_chooses_among_the_projects_they_lead(tx):
    net, web = make.project(tx, "NET"), make.project(tx, "WEB")
    make.project(tx, "OLD", lifecycle=Lifecycle.CLOSED)
    make.project(tx, "FAR", staff={Role.PROJECT_MANAGER: NOBODY, Role.DEPARTMENT_HEAD: NOBODY})

    form = from_message(tx, channel="C0HELP", project_id=web.id)

    assert {one.id for one in form.choices} == {net.id, web.id}
    assert form.project_id == web.id


def test_in_the_channel_of_a_project_that_somebody_else_leads_ones_own_are_offered(tx):
    net = make.project(tx, "NET", staff={Role.PROJECT_MANAGER: NOBODY})
    web = make.project(tx, "WEB")

    form = from_message(tx, channel=net.channel.id)

    assert [one.id for one in form.choices] == [web.id]


def test_who_leads_nothing_is_told_who_does_or_whom_to_ask(tx):
    net = make.project(tx)

    with refused(tx, words="Only the department head or the project manager"):
        from_message(tx, ANA, net.channel.id)
    with refused(tx, words="You lead no running project"):
        from_message(tx, ANA, "C0HELP")


@pytest.mark.parametrize(
    ("channel", "project", "told"),
    [
        ({"has_bot": True}, {}, True),
        ({"has_bot": False}, {}, False),
        ({"has_bot": True, "is_shared": True}, {}, False),
        ({"has_bot": True}, {"channel": make.private_channel()}, False),
        (None, {}, False),
    ],
    ids=["Steward is there", "Steward is not there", "others are there too", "a private project", "unknown"],
)
def test_the_thread_of_the_message_hears_what_was_made_of_it_where_it_may(tx, channel, project, told):
    if channel is not None:
        make.channel(tx, "C0HELP", "help", **channel)
    link = "https://x.slack.com/archives/C0HELP/p1608093938001200"

    key = delegate_task(make.delegation(make.project(tx, **project), source=link, thread=THREAD), tx, NOON)

    said = saved.said(tx, TaskMade)
    assert tx.tasks.by_key(key).source == link
    assert [(one.to, one.task_key) for one in said] == (
        [(ToThread(ChannelId("C0HELP"), "1608093938.001200"), key)] if told else []
    )


def test_in_the_channel_of_a_private_project_its_thread_hears(tx):
    project = make.project(tx, channel=make.private_channel("C0SECRET"))

    delegate_task(make.delegation(project, thread="C0SECRET/1.5"), tx, NOON)

    assert [one.to.of_channel for one in saved.said(tx, TaskMade)] == ["C0SECRET"]


@pytest.mark.parametrize("source", ["javascript:alert(1)", "http://evil", "https://" + "x" * 600])
def test_only_a_link_is_kept_as_a_link(tx, source):
    key = delegate_task(make.delegation(make.project(tx), source=source, thread="<!channel>"), tx, NOON)

    assert tx.tasks.by_key(key).source == ""
    assert saved.said(tx, TaskMade) == []
