"""Moving a project to another channel, as people do it in Slack."""

import pytest

from domain.channels import Channel
from domain.identity import ChannelId
from domain.projects import ChannelKind
from tests import make
from tests.handlers.office import filled, words_in
from tests.handlers.requests import relocation, send
from tests.make import PM


def home(office):
    return office.inside(lambda tx: tx.projects.by_key("NET")).channel


def choosing(office, kind):
    """The form after another kind of channel was chosen in it."""
    office.phone(PM).command("channel NET")
    chosen = {"type": "static_select", "selected_option": {"value": kind}}
    office.phone(PM).press("value", "channel_kind", chosen, view=office.opened())
    return office.opened("views.update")


def test_a_new_channel_is_made_under_the_proposed_name(office, net):
    heard = send(office, relocation(office))

    assert "NET lives in #net-rollout-2 from now on" in words_in(heard.said)
    assert (home(office).id, home(office).name) == (None, "net-rollout-2")


def test_an_existing_channel_is_chosen_and_asked_for_as_slack_shows_it_now(office, net):
    office.shown_channels["C_OLD"] = Channel(ChannelId("C_OLD"), "old-friends", is_private=True, has_bot=True)
    view = choosing(office, "existing")

    heard = send(office, (PM, filled(view, existing_channel="C_OLD")))

    assert "#old-friends" in words_in(heard.said)
    assert (home(office).id, home(office).kind) == ("C_OLD", ChannelKind.PRIVATE)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("existing", {"channel_kind", "existing_channel"}),
        ("private", {"channel_kind", "channel_name"}),
        ("public", {"channel_kind", "channel_name"}),
    ],
)
def test_the_form_asks_for_what_the_kind_of_channel_needs(office, net, kind, fields):
    view = choosing(office, kind)

    assert {block["block_id"] for block in view["blocks"] if block["type"] == "input"} == fields


def test_what_is_wrong_stands_beside_its_field_and_nothing_moves(office, net):
    office.inside(make.channel)

    heard = send(office, relocation(office, channel_name="net-rollout"))

    assert set(heard.said["errors"]) == {"channel_name"}
    assert home(office).id == "C_NET"
