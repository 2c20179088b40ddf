"""Changing roles as people do it in Slack."""

from dataclasses import replace

import pytest

from domain.living import RoleBriefing
from domain.notices import RolesChanged
from domain.roles import Role
from tests import make
from tests.handlers.office import filled, words_in
from tests.handlers.requests import assignment, send
from tests.make import ANA, BEN, HEAD, NOBODY, PM, RESP


def staff(office):
    return office.inside(lambda tx: tx.projects.by_key("NET"))


def test_the_form_begins_with_who_holds_what(office, net):
    office.phone(PM).command("assign NET")

    view = office.opened()
    held = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    assert held["project_manager"]["initial_user"] == PM
    assert held["team_members"]["initial_users"] == [ANA, BEN]


def test_what_was_chosen_is_saved_and_said(office, net):
    heard = send(office, assignment(office, responsible=NOBODY, why="She asked", team_members=[ANA]))

    assert "are saved. The project's channel is told" in words_in(heard.said)
    assert (staff(office).holder(Role.RESPONSIBLE), staff(office).holders(Role.TEAM_MEMBER)) == (NOBODY, (ANA,))
    assert len(office.waiting(RolesChanged)) == 1


def test_in_the_projects_own_channel_the_announcement_says_it(office, net):
    office.phone(PM).command("assign", channel_id="C_NET")

    heard = send(office, (PM, filled(office.opened(), observers=[NOBODY])))

    assert heard.said == {}
    assert staff(office).holders(Role.OBSERVER) == (NOBODY,)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"department_head": PM, "why": "x"}, "department_head"), ({"responsible": ANA}, "why")],
)
def test_what_is_wrong_stands_beside_its_field(office, net, given, field):
    heard = send(office, assignment(office, **given))

    assert set(heard.said["errors"]) == {field}
    assert staff(office).holder(Role.RESPONSIBLE) == RESP


def test_what_somebody_else_saved_while_the_form_was_open_stays(office, net):
    form = assignment(office, team_members=[ANA, BEN], observers=[NOBODY])
    send(office, assignment(office, HEAD, responsible=BEN, why="She asked", team_members=[ANA, BEN]))

    send(office, form)

    assert (staff(office).holder(Role.RESPONSIBLE), staff(office).holders(Role.OBSERVER)) == (BEN, (NOBODY,))


def test_the_button_of_the_status_opens_the_same_form(office, net):
    heard = office.phone(PM).command("status NET")
    office.phone(PM).press("assign_roles", element={"value": "NET"})

    assert "Change roles" in words_in(heard.said)
    assert office.opened()["callback_id"] == "assign_roles"


def test_a_member_of_the_team_sees_no_such_button(office, net):
    heard = office.phone(ANA).command("status NET")

    assert "Change roles" not in words_in(heard.said)


def test_accepting_shows_on_the_briefing(office, net):
    about = make.briefing(net)
    office.inside(
        lambda tx: tx.roles.keep(replace(net, staff=tuple(replace(one, accepted_at=None) for one in net.staff)))
    )

    office.phone(ANA).press("role_accept", element={"value": about})

    assert [one.about for one in office.waiting(RoleBriefing)] == [about]
    assert [one.person for one in staff(office).staff if one.accepted_at] == [ANA]
