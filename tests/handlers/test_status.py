"""Showing a status, privately or to the project's channel."""

from dataclasses import replace

import pytest

from domain.living import SharedStatus
from tests import make
from tests.handlers.office import words_in
from tests.make import ANA, NOBODY, PM
from tests.storage import rows


@pytest.mark.parametrize(("text", "channel"), [("status NET", "C1"), ("status “net”", "C1"), ("status", "C_NET")])
def test_a_status_is_shown_to_nobody_but_who_asked(office, net, text, channel):
    heard = office.phone(NOBODY).command(text, channel_id=channel)

    assert "Net rollout" in words_in(heard.said)
    assert heard.said["response_type"] == "ephemeral"
    assert office.is_silent()
    assert office.slack.calls == []


def test_the_bare_command_shows_the_project_that_lives_here(office, net):
    heard = office.phone(NOBODY).command("", channel_id="C_NET")

    assert "Net rollout" in words_in(heard.said)


def test_a_status_leads_to_the_stages_and_to_the_changes_once_something_is_agreed(office, net):
    def buttons():
        blocks = office.phone(PM).command("status NET").said["blocks"]
        found = (one for block in blocks for one in block.get("elements", ()) if one.get("type") == "button")
        return {one["action_id"]: one["value"] for one in found}

    before = buttons()
    office.inside(agreed, net)

    assert (before["show_stages"], "show_changes" in before) == ("NET", False)
    assert buttons()["show_changes"] == "NET"


def agreed(tx, project):
    """A plan of it that the customer accepted."""
    tx.baselines.add(replace(rows.baseline(project), scope_number=1, currency="EUR"))


def test_elsewhere_the_bare_command_shows_my_projects(office, net):
    office.inside(make.project, "OPS", team=())

    mine, nobodys = (words_in(office.phone(person).command("").said) for person in (ANA, NOBODY))

    assert "Net rollout" in mine
    assert "Ops rollout" not in mine
    assert "rollout" not in nobodys


@pytest.mark.parametrize("text", ["status SEC", ""])
def test_a_private_project_does_not_exist_for_who_is_not_on_it(office, text):
    office.inside(make.project, "SEC", channel=make.private_channel())

    heard = office.phone(NOBODY).command(text, channel_id="C_SECRET")

    assert "Sec rollout" not in words_in(heard.said)


def test_an_unknown_key_says_so(office):
    heard = office.phone(PM).command("status QQQ")

    assert "There is no project QQQ" in words_in(heard.said)


def test_a_project_is_shown_from_a_button_by_its_key(office, net):
    office.phone(ANA).press("show_status", element={"value": "NET"})

    assert "Net rollout" in office.told()


def test_sharing_twice_from_one_message_shares_once(office, net):
    for _ in range(2):
        office.phone(ANA).press("share_status", element={"value": net.id, "action_ts": "1.1"})

    assert len(office.waiting(SharedStatus)) == 1
    assert "Shared in the channel of NET" in office.told()
    assert office.slack.told("answer")[-1]["replace_original"] is True


def test_who_has_no_role_does_not_share(office, net):
    office.phone(NOBODY).press("share_status", element={"value": net.id})

    assert office.told().startswith("Only ")
    assert office.is_silent()
