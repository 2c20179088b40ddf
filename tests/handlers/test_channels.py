"""Repairing a project's channel from the project manager's message."""

import pytest

from domain.effects import CreateChannel
from tests import make
from tests.handlers.office import filled, words_in
from tests.handlers.requests import send
from tests.make import ANA, PM, RESP


@pytest.fixture
def broken(office):
    made = office.inside(make.project, channel=make.broken_channel("name_taken"))
    office.inside(make.channel, "C_OTHER", "net-rollout")
    return made


def rename_form(office, project, person=PM, **given):
    office.phone(person).press("repair_rename", element={"value": project.id})
    return person, filled(office.opened(), **given)


def test_the_form_proposes_the_next_free_name(office, broken):
    _, view = rename_form(office, broken)

    assert "net-rollout-2" in words_in([block.get("element") for block in view["blocks"] if "element" in block])


def test_another_name_is_tried(office, broken):
    heard = send(office, rename_form(office, broken, channel_name="Net West"))

    assert heard.said == {}
    assert [one.name for one in office.waiting(CreateChannel)] == ["net-west"]
    assert office.inside(lambda tx: tx.projects.get(broken.id)).channel.problem is None


@pytest.mark.parametrize("name", ["net-rollout", "!!!", " "])
def test_a_name_that_cannot_be_is_said_beside_its_field(office, broken, name):
    heard = send(office, rename_form(office, broken, channel_name=name))

    assert set(heard.said["errors"]) == {"channel_name"}
    assert office.is_silent()


def test_trying_again_does_the_steps_again_and_a_second_press_says_that_all_is_well(office, broken):
    office.phone(PM).press("repair_retry", element={"value": broken.id})
    once = office.waiting(CreateChannel)

    office.phone(PM).press("repair_retry", element={"value": broken.id})

    assert len(once) == 1
    assert office.waiting(CreateChannel) == once
    assert "nothing to repair" in office.told()


def test_trying_again_from_a_private_status_says_so_there(office, broken):
    office.phone(PM).press("repair_retry", element={"value": broken.id}, container={"is_ephemeral": True})

    assert "Steward is trying again" in office.told()


def test_a_form_sent_after_the_repair_changes_nothing(office, broken):
    form = rename_form(office, broken, channel_name="too-late")
    office.phone(PM).press("repair_retry", element={"value": broken.id})

    heard = send(office, form)

    assert "nothing to repair" in words_in(heard.said)
    assert [one.name for one in office.waiting(CreateChannel)] == ["net-rollout"]


@pytest.mark.parametrize("person", [ANA, RESP])
@pytest.mark.parametrize("action", ["repair_retry", "repair_rename"])
def test_only_who_leads_repairs(office, broken, person, action):
    office.phone(person).press(action, element={"value": broken.id})

    assert "Ask Pm" in office.told()
    assert office.is_silent()
    assert office.slack.told("views.open") == []


def test_a_form_that_arrives_twice_is_answered_alike(office, broken):
    form = rename_form(office, broken, channel_name="net-west")

    first, second = send(office, form), send(office, form)

    assert second.said == first.said
    assert len(office.waiting(CreateChannel)) == 1
