"""Who holds which role from now on: what a form changes, and what of it is different from before."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identity import UserId
from domain.roles import LEADING_ROLES, Role
from domain.staffing import (
    CROWD_FIELDS,
    LEADING_FIELDS,
    RoleChange,
    Staffing,
    restaffed,
    role_changes,
    staffing_rules_broken,
    workers,
)
from tests import make
from tests.make import ANA, BEN, HEAD, IT, NOBODY, NOON, PM, RESP

PEOPLE = st.sampled_from([UserId(f"U{n}") for n in range(5)])
CROWD = st.lists(PEOPLE, unique=True, max_size=4).map(tuple)
STAFFING = st.builds(Staffing, PEOPLE, PEOPLE, PEOPLE, PEOPLE, CROWD, CROWD)
LATER = NOON + timedelta(days=3)


def fields_of(problems) -> set[str]:
    return {one.field for one in problems}


@given(STAFFING, STAFFING)
def test_a_form_that_shows_how_it_stands_is_saved_as_it_was_filled_in(now, chosen):
    after = now.changed_by(now, chosen)

    assert {field: set(people) for field, _, people in after.fields()} == {
        field: set(people) for field, _, people in chosen.fields()
    }


@given(STAFFING, STAFFING)
def test_a_form_that_nobody_changed_changes_nothing_however_old_it_is(now, shown):
    assert now.changed_by(shown, shown) == now


@given(STAFFING, STAFFING, STAFFING)
def test_what_somebody_else_changed_meanwhile_stays_where_the_form_says_nothing_of_it(now, shown, chosen):
    after = now.changed_by(shown, chosen)

    for field in LEADING_FIELDS:
        touched = getattr(chosen, field) != getattr(shown, field)
        assert getattr(after, field) == getattr(chosen if touched else now, field)
    for field in CROWD_FIELDS:
        were, wanted, held = (set(getattr(one, field)) for one in (shown, chosen, now))
        assert set(getattr(after, field)) == (held - (were - wanted)) | (wanted - were)


@given(STAFFING, STAFFING)
def test_the_changes_are_exactly_what_leads_from_before_to_after(before, wanted):
    project = restaffed(make.unsaved_project(), before, PM, NOON, head_counts=True)

    after = restaffed(project, wanted, PM, LATER, head_counts=True)

    found = {one.role: one for one in role_changes(project, after)}
    for role in Role:
        change = found.get(role, RoleChange(role, (), ()))
        assert set(project.holders(role)) - set(change.out) | set(change.into) == set(after.holders(role))
        assert set(change.out) <= set(project.holders(role))
        assert not set(change.into) & set(project.holders(role))


def test_whoever_keeps_a_role_keeps_since_when_and_that_it_is_accepted_and_the_new_one_starts_afresh():
    project = make.unsaved_project()

    after = restaffed(project, replace(Staffing.of(project), responsible=BEN), HEAD, LATER, head_counts=True)

    [new] = [one for one in after.staff if one not in project.staff]
    assert (new.role, new.person, new.since, new.accepted_at, new.given_by) == (
        Role.RESPONSIBLE,
        BEN,
        LATER,
        None,
        HEAD,
    )
    assert len(after.staff) == len(project.staff)


@pytest.mark.parametrize(("by", "field", "accepted"), [(BEN, "responsible", True), (HEAD, "responsible", False)])
def test_whoever_takes_a_role_themselves_has_accepted_it(by, field, accepted):
    project = make.unsaved_project()

    after = restaffed(project, replace(Staffing.of(project), **{field: BEN}), by, LATER, head_counts=True)

    assert [bool(one.accepted_at) for one in after.staff if one.role is Role.RESPONSIBLE] == [accepted]


def test_an_observer_has_nothing_to_accept_and_does_no_work():
    project = make.unsaved_project()

    after = restaffed(project, replace(Staffing.of(project), observers=(NOBODY,)), PM, LATER, head_counts=True)

    assert [one.accepted_at for one in after.staff if one.person == NOBODY] == [LATER]
    assert NOBODY not in workers(after)
    assert set(workers(after)) == {PM, HEAD, IT, RESP, ANA, BEN}


@pytest.mark.parametrize("counts", [True, False])
def test_a_new_department_head_counts_only_when_listed(counts):
    project = make.unsaved_project()

    after = restaffed(project, replace(Staffing.of(project), department_head=NOBODY), PM, LATER, counts)

    assert after.head_confirmed is counts


def test_only_a_leading_role_that_somebody_held_is_handed_over():
    held = [RoleChange(role, (ANA,), (BEN,)).is_handover for role in Role]

    assert held == [role in LEADING_ROLES for role in Role]
    assert not RoleChange(Role.PROJECT_MANAGER, (), (BEN,)).is_handover


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, set()),
        ({"department_head": PM}, {"department_head"}),
        ({"observers": (ANA,)}, {"observers"}),
        ({"observers": (NOBODY,)}, set()),
        ({"responsible": None, "it_manager": None}, {"responsible", "it_manager"}),
    ],
)
def test_every_leading_role_has_somebody_and_duties_stay_apart(changes, fields):
    wanted = replace(Staffing.of(make.unsaved_project()), **changes)

    assert fields_of(staffing_rules_broken(wanted)) == fields


def test_who_cannot_work_any_more_is_in_no_field():
    shown = Staffing.of(make.unsaved_project(), besides=frozenset({PM, BEN}))

    assert (shown.project_manager, shown.department_head, shown.team_members) == (None, HEAD, (ANA,))
