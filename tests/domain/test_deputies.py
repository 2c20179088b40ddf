"""Who acts in somebody's place, where it could be anybody and must not be."""

from dataclasses import replace

import pytest

from domain.deciding import Deciding
from domain.duties import judge_of
from domain.roles import Role
from tests import make
from tests.make import BEN, HEAD, IT, PM, RESP


def lent(project, *roles, to=BEN, **changes):
    """The project with somebody who stands in for whoever holds these roles."""
    staff = tuple(replace(one, deputy=to) if one.role in roles else one for one in project.staff)
    return replace(project, staff=staff, **changes)


def test_nobody_acts_for_a_department_head_who_is_not_confirmed():
    project = lent(make.unsaved_project(team=()), Role.DEPARTMENT_HEAD)

    confirmed = project.acting(Role.DEPARTMENT_HEAD)
    named = replace(project, staff=tuple(replace(one, confirmed=False) for one in project.staff))

    assert (confirmed, named.acting(Role.DEPARTMENT_HEAD), named.deputies) == (BEN, HEAD, ())


def test_whoever_stands_in_for_both_who_decide_has_one_of_the_two_keys():
    project = lent(make.unsaved_project(requested_by=PM), Role.IT_MANAGER, Role.DEPARTMENT_HEAD)

    assert Deciding(project).people == (BEN, HEAD)


@pytest.mark.parametrize(("asked_for_it", "judge"), [(None, BEN), (BEN, HEAD)])
def test_the_head_judges_where_their_deputy_would_judge_what_they_asked_for(asked_for_it, judge):
    project = lent(make.unsaved_project(team=(), requested_by=asked_for_it), Role.DEPARTMENT_HEAD)

    assert judge_of(project) == judge


@pytest.mark.parametrize(("role", "deputy", "acts"), [(Role.IT_MANAGER, RESP, IT), (Role.RESPONSIBLE, IT, RESP)])
def test_the_scope_is_not_judged_by_whoever_writes_it(role, deputy, acts):
    project = lent(make.unsaved_project(), role, to=deputy)

    assert project.acting(role) == acts
