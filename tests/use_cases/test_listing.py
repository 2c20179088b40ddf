from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.listing import ProjectFilter
from domain.projects import Lifecycle
from domain.roles import Role
from domain.states import State
from domain.tasks import TaskState
from tests import make
from tests.make import ANA, BEN, COMPLETION, HEAD, NOBODY, NOON, PM, YESTERDAY
from use_cases.listing import PROJECTS_ON_A_PAGE, ListedProject, ListProjects, list_projects


@pytest.fixture
def listed(tx):
    """The page that somebody sees for what they typed."""

    def page(typed="", person=NOBODY, now=NOON, **more):
        return list_projects(ListProjects(make.actor(person), ProjectFilter.typed(typed), **more), tx, now)

    return page


def keys(seen):
    return [one.key for one in seen.facts.projects]


def test_a_project_is_listed_with_what_people_ask_first(tx, listed):
    project = make.project(tx, started=True, open_difficulties=1)
    make.task(tx, project, TaskState.ACCEPTED, due=YESTERDAY)
    make.task(tx, project, TaskState.DECLINED, due=YESTERDAY)
    make.task(tx, project, TaskState.DONE, due=YESTERDAY)

    seen = listed()

    assert seen.facts.projects == (ListedProject("NET", "Net rollout", "Acme", State.ACTIVE, PM, COMPLETION, 2, 2, 1),)
    assert seen.names[PM] == "Pm"
    assert (seen.facts.earlier, seen.facts.later) == (None, None)


def test_a_project_that_is_over_is_listed_with_the_day_it_ended(tx, listed):
    make.project(tx, lifecycle=Lifecycle.COMPLETED, ended_at=NOON)

    assert listed().facts.projects[0].ended_on == make.TODAY


def test_overdue_is_counted_by_the_date_of_each_project(tx, listed):
    for key, zone in (("NZ", "Pacific/Auckland"), ("US", "America/Los_Angeles")):
        make.task(tx, make.project(tx, key, zone=zone, started=True), TaskState.ACCEPTED, due=make.TODAY)

    seen = listed(now=datetime(2026, 12, 2, 20, 0, tzinfo=UTC))

    assert {one.key: one.overdue for one in seen.facts.projects} == {"NZ": 1, "US": 0}


def test_nothing_is_overdue_in_a_project_that_has_ended(tx, listed):
    project = make.project(tx, started=True)
    make.task(tx, project, TaskState.ACCEPTED, due=YESTERDAY)
    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=Lifecycle.CANCELLED))

    (one,) = listed().facts.projects

    assert (one.open_tasks, one.overdue) == (1, 0)


def test_a_private_project_is_listed_for_its_people_only(tx, listed):
    make.project(tx, "OPEN")
    make.project(tx, "SEC", channel=make.private_channel())

    assert keys(listed(person=ANA)) == ["OPEN", "SEC"]
    assert keys(listed(person=NOBODY)) == ["OPEN"]
    assert keys(listed("sec", NOBODY)) == []
    assert keys(listed(f"<@{ANA}>", NOBODY)) == ["OPEN"]
    assert list_projects(ListProjects(make.admin(), ProjectFilter.typed("sec")), tx, NOON).facts.projects == ()


@pytest.mark.parametrize(
    ("typed", "person", "found"),
    [
        ("mine", BEN, ["NET"]),
        ("team", ANA, ["NET"]),
        ("head", HEAD, ["NET", "OPS"]),
        ("head", ANA, []),
        (f"<@{HEAD}> head closed", NOBODY, ["OPS"]),
        ("active", NOBODY, ["NET"]),
        ("closed", NOBODY, ["OPS"]),
        ("roll acm", NOBODY, ["NET", "OPS"]),
        ("customer:acme ops", NOBODY, ["OPS"]),
        ("customer:net", NOBODY, []),
    ],
)
def test_a_list_is_narrowed_by_person_role_state_customer_and_words(tx, listed, typed, person, found):
    make.project(tx, started=True, team=(ANA, BEN))
    make.project(tx, "OPS", lifecycle=Lifecycle.CLOSED, team=())

    assert keys(listed(typed, person)) == found


def test_pages_follow_each_other_in_the_order_of_the_keys(tx, listed):
    every = sorted(f"K{number}" for number in range(PROJECTS_ON_A_PAGE + 2))
    for key in every:
        make.project(tx, key, team=())

    first = listed("acme")
    second = listed("acme", after=first.facts.later)
    again = listed("acme", before=second.facts.earlier)

    assert keys(first) == keys(again) == every[:PROJECTS_ON_A_PAGE]
    assert keys(second) == every[PROJECTS_ON_A_PAGE:]
    assert (first.facts.earlier, second.facts.later, again.facts.earlier) == (None, None, None)
    assert again.facts.later == first.facts.later


def test_the_page_says_what_it_was_narrowed_to(tx, listed):
    make.office(tx)

    seen = listed(f"<@{ANA}|ana> pm closed customer:acme wifi")

    assert seen.facts.wanted == f"<@{ANA}> manager closed customer:acme wifi"
    assert (seen.facts.whose, seen.facts.state, seen.facts.search) == (
        f"<@{ANA}> manager",
        "closed",
        "customer:acme wifi",
    )
    assert (seen.facts.person, seen.facts.role, seen.names[ANA]) == (ANA, Role.PROJECT_MANAGER, "Ana")


def test_customer_person_and_text_narrow_together_and_a_name_needs_no_sign(tx, listed):
    make.project(tx, "NET", customer="Haas", name="Campus", team=(BEN,))
    make.project(tx, "WEB", customer="Haas", name="Campus", team=(ANA,))
    make.project(tx, "OPS", customer="Rhein", name="Campus", team=(BEN,))

    seen = listed("customer Haas ben campus")

    assert keys(seen) == ["NET"]
    assert (seen.facts.person, seen.facts.wanted) == (BEN, f"<@{BEN}> customer:Haas campus")
    assert keys(listed("customer Haas nobodysname")) == []
