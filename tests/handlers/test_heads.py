"""Creating a project and confirming its department head, as people do it in Slack."""

from dataclasses import replace

import pytest

from domain.notices import HeadConfirmed
from domain.roles import Role
from tests import make
from tests.make import ADMIN, BEN, HEAD, NOBODY, PM


@pytest.mark.parametrize("person", [ADMIN, HEAD])
def test_an_administrator_or_a_listed_head_confirms_a_head(office, person):
    project = office.inside(unconfirmed)

    office.phone(person).press("confirm_head", element={"value": project.id})

    assert office.inside(lambda tx: tx.projects.get(project.id)).head_confirmed
    assert {one.confirmed_by for one in office.waiting(HeadConfirmed)} == {person}


def test_confirming_twice_tells_the_channel_once(office):
    project = office.inside(unconfirmed)

    for _ in range(2):
        office.phone(ADMIN).press("confirm_head", element={"value": project.id})

    assert [one.to.lane.split(":")[0] for one in office.waiting(HeadConfirmed)] == ["project", "person"]


@pytest.mark.parametrize("person", [PM, BEN, NOBODY])
def test_nobody_else_confirms_a_head(office, person):
    project = office.inside(unconfirmed)

    office.phone(person).press("confirm_head", element={"value": project.id})

    assert not office.inside(lambda tx: tx.projects.get(project.id)).head_confirmed
    assert office.told().startswith("Only ")


def unconfirmed(tx):
    """A project whose department head is on no list."""
    made = make.unsaved_project("OPS", staff={Role.DEPARTMENT_HEAD: BEN}, team=(), workspace=tx.workspace)
    staff = tuple(replace(one, confirmed=one.role is not Role.DEPARTMENT_HEAD) for one in made.staff)
    tx.projects.add(replace(made, staff=staff))
    return replace(made, staff=staff)
