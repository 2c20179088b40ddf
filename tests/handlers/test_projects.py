"""Creating a project and confirming its department head, as people do it in Slack."""

from datetime import date

import pytest

from domain.actors import Standing
from domain.channels import Channel
from domain.effects import CreateChannel, JoinChannel
from domain.identity import ChannelId
from domain.projects import ChannelKind
from domain.roles import Role
from domain.scope import Scope
from domain.workspaces import Creators
from tests import make
from tests.handlers.office import filled, words_in
from tests.handlers.requests import NEW, STAFF, creation, naming, send
from tests.make import ANA, HEAD, IT, NOBODY, PM, RESP


def press_in(office, view, block, person=PM, **state):
    """Change something in the open form that is told at once."""
    element = {"type": "static_select", **state}
    office.phone(person).press("value", block_id=block, element=element, view=view)


def field(view, name):
    return next(block["element"] for block in view["blocks"] if block.get("block_id") == name)


def inputs(view):
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def sent_through(office, **given):
    """Both steps filled in; gives Steward's answer to the first that it refuses, or to the last."""
    named = {name: value for name, value in given.items() if name in {*NEW, "channel_kind"}}
    first = send(office, naming(office, **named))
    if first.said["response_action"] == "errors":
        return first
    return send(office, creation(office, named=named, **{k: v for k, v in given.items() if k not in named}))


def test_an_address_in_a_command_reads_as_it_was_typed(office):
    office.phone(PM).command("create Renewal of <https://campus.example/a?b=c>")

    assert field(office.opened(), "name")["initial_value"] == "Renewal of https://campus.example/a?b=c"


def test_the_form_opens_with_the_name_and_a_free_key(office):
    office.inside(make.project, "CNR")

    office.phone(PM).command("create Campus network renewal")

    view = office.opened()
    assert field(view, "name")["initial_value"] == "Campus network renewal"
    assert field(view, "key")["initial_value"] == "CNR2"
    assert "existing_channel" not in inputs(view)


def test_the_second_step_lies_on_top_says_whose_people_it_asks_for_and_proposes_me_as_project_manager(office):
    heard = send(office, naming(office))

    view = heard.said["view"]
    assert heard.said["response_action"] == "push"
    assert "(OPS): who leads it" in words_in(view)
    assert field(view, "project_manager")["initial_user"] == PM
    assert (view["close"]["text"], "clear_on_close" in view) == ("Back", False)
    assert office.inside(lambda tx: tx.projects.keys()) == frozenset()


@pytest.mark.parametrize("how", ["shortcut", "button"])
def test_the_empty_form_opens_from_the_shortcut_and_from_home(office, how):
    phone = office.phone(PM)
    home = {"type": "home", "id": "VH", "callback_id": "", "blocks": []}

    if how == "shortcut":
        phone.shortcut("create_project_shortcut")
    else:
        phone.press("create_project", element={"value": "x"}, view=home)

    assert office.opened()["callback_id"] == "create_project"


def test_entering_a_name_proposes_a_key_where_none_stands(office):
    office.phone(PM).command("create")
    view = filled(office.opened(), name="Campus network renewal")

    press_in(office, view, "name", type="plain_text_input", value="Campus network renewal")

    shown = office.opened("views.update")
    assert field(shown, "key")["initial_value"] == "CNR"
    assert field(shown, "key")["action_id"] != field(view, "key")["action_id"]


def test_another_name_proposes_another_key_while_the_proposal_stands(office):
    office.phone(PM).command("create Campus network renewal")
    view = filled(office.opened(), name="Wide area network")

    press_in(office, view, "name", type="plain_text_input", value="Wide area network")

    assert field(office.opened("views.update"), "key")["initial_value"] == "WAN"
    assert field(office.opened("views.update"), "key")["action_id"] != field(view, "key")["action_id"]


def test_a_key_that_somebody_typed_stays(office):
    office.phone(PM).command("create")
    view = filled(office.opened(), name="Campus network renewal", key="CAMPUS")

    press_in(office, view, "name", type="plain_text_input", value="Campus network renewal")

    assert field(office.opened("views.update"), "key")["action_id"] == field(view, "key")["action_id"]


def test_a_kind_of_project_proposes_its_services_in_the_step_of_the_scope(office):
    form = creation(office, named={"template": "cloud_migration"})

    shown = send(office, form).said["view"]

    chosen = [one["value"] for one in field(shown, "services")["initial_options"]]
    assert (shown["callback_id"], chosen) == ("edit_scope", ["Cloud hosting", "Backup and recovery", "Monitoring"])


def test_an_existing_channel_is_asked_for_when_it_is_chosen(office):
    office.phone(PM).command("create")
    view = filled(office.opened(), channel_kind="existing")

    press_in(office, view, "channel_kind", selected_option={"value": "existing"})

    assert "existing_channel" in inputs(office.opened("views.update"))


def test_a_submitted_form_makes_the_project_and_its_channel(office):
    form = creation(office, named={"channel_kind": "private"}, zone="Asia/Kathmandu", observers=[NOBODY])

    heard = send(office, form)

    project = office.inside(lambda tx: tx.projects.by_key("OPS"))
    assert heard.said["response_action"] == "update"
    assert (project.name, project.customer, project.zone) == ("Ops renewal", "Acme", "Asia/Kathmandu")
    assert project.scope == Scope(completion_date=date(2027, 6, 30))
    assert project.holders(Role.OBSERVER) == (NOBODY,)
    assert [project.holder(role) for role in list(Role)[:4]] == [PM, IT, HEAD, RESP]
    assert project.holders(Role.TEAM_MEMBER) == (ANA,)
    assert [one.is_private for one in office.waiting(CreateChannel)] == [True]


def move_into(office, channel):
    """Create OPS in an existing channel; gives Steward's answer to the first step that it refuses, or to the last."""
    office.phone(PM).command("create")
    asked = filled(office.opened(), channel_kind="existing")
    press_in(office, asked, "channel_kind", selected_option={"value": "existing"})
    shown = office.opened("views.update")
    given = {**NEW, "channel_kind": "existing", "existing_channel": channel}
    first = send(office, (PM, filled(shown, **given)))
    if first.said["response_action"] == "errors":
        return first
    return send(office, (PM, filled(office.as_shown(first.said["view"]), **STAFF)))


def test_an_existing_channel_is_joined(office):
    office.inside(lambda tx: tx.channels.keep(Channel(ChannelId("C_OPS"), "ops", has_bot=True)))

    heard = move_into(office, "C_OPS")

    project = office.inside(lambda tx: tx.projects.by_key("OPS"))
    assert "It moves into the channel you chose" in words_in(heard.said)
    assert project.channel.id == "C_OPS"
    assert project.channel.kind is ChannelKind.PUBLIC
    assert [one.channel for one in office.waiting(JoinChannel)] == ["C_OPS"]


def test_a_channel_that_the_directory_never_heard_of_is_looked_up(office):
    office.shown_channels["C_NEW"] = Channel(ChannelId("C_NEW"), "brand-new")

    move_into(office, "C_NEW")

    assert office.inside(lambda tx: tx.projects.by_key("OPS")).channel.name == "brand-new"
    assert office.inside(lambda tx: tx.channels.get("C_NEW")).name == "brand-new"


def test_everybodys_channel_is_refused_as_slack_shows_it(office):
    office.inside(lambda tx: tx.channels.keep(Channel(ChannelId("C_ALL"), "welcome", has_bot=True)))
    office.shown_channels["C_ALL"] = Channel(ChannelId("C_ALL"), "welcome", has_bot=True, is_general=True)

    heard = move_into(office, "C_ALL")

    assert heard.said["errors"] == {"existing_channel": "#welcome is everybody's channel. Choose another one."}


def test_while_slack_does_not_say_the_directory_does(office):
    office.inside(lambda tx: tx.channels.keep(Channel(ChannelId("C_OPS"), "ops", has_bot=True)))
    office.shown_channels["C_OPS"] = TimeoutError()

    move_into(office, "C_OPS")

    assert office.inside(lambda tx: tx.projects.by_key("OPS")).channel.id == "C_OPS"


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"name": "  "}, {"name"}),
        ({"name": None}, {"name"}),
        ({"key": "net"}, {"key"}),
        ({"key": "1A"}, {"key"}),
        ({"customer": None}, {"customer"}),
        ({"completion_date": str(make.TODAY)}, {"completion_date"}),
        ({"completion_date": None}, {"completion_date"}),
        ({"department_head": PM}, {"department_head"}),
        ({"customer": " ", "key": "1A"}, {"customer", "key"}),
        ({"it_manager": "U_GUEST"}, {"it_manager"}),
        ({"responsible": "U_BOT"}, {"responsible"}),
        ({"team_members": [ANA, "U_GONE"]}, {"team_members"}),
        ({"team_members": ["U_WHO"]}, {"team_members"}),
        ({"it_manager": None}, {"it_manager"}),
        ({"responsible": "U_BOT", "department_head": PM}, {"responsible", "department_head"}),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_saved(office, net, given, refused):
    for id, standing in (("U_GUEST", "guest"), ("U_BOT", "bot"), ("U_GONE", "deactivated")):
        office.inside(make.person, id, standing=Standing(standing))
    office.forget_what_waits()

    heard = sent_through(office, **given)

    assert heard.said["response_action"] == "errors"
    assert set(heard.said["errors"]) == refused
    assert office.inside(lambda tx: tx.projects.keys()) == {"NET"}
    assert office.is_silent()


@pytest.mark.parametrize("how", ["command", "submission"])
def test_where_only_leaders_create_others_are_told_whom_to_ask(office, how):
    form = creation(office, NOBODY)
    office.slack.calls.clear()
    office.inside(make.workspace, creators=Creators.LEADERS)

    heard = office.phone(NOBODY).command("create") if how == "command" else send(office, form)

    assert "Ask Head" in words_in(heard.said)
    assert "Ask It" in words_in(heard.said)
    assert office.slack.told("views.open") == []
    assert office.inside(lambda tx: tx.projects.keys()) == frozenset()


def test_what_was_made_and_what_comes_next_is_said_where_the_form_was(office):
    heard = send(office, creation(office))

    assert (heard.said["response_action"], heard.said["view"]["clear_on_close"]) == ("update", True)
    said = words_in(heard.said)
    assert "Ops renewal (OPS) is created. Its channel #ops-renewal is being made" in said
    assert "/project status OPS" in said


def test_the_step_of_the_scope_comes_next_and_nothing_that_follows_it_leads_back_to_the_steps_before(office):
    scope = office.as_shown(send(office, creation(office)).said["view"])
    filled_in = filled(scope, users_count="120", other_services="Wi-Fi\nservice desk")

    following = send(office, (PM, filled_in)).said

    project = office.inside(lambda tx: tx.projects.by_key("OPS"))
    assert (project.scope.users_count, project.scope.services) == (120, ("Wi-Fi", "service desk"))
    assert project.scope.completion_date == date(2027, 6, 30)
    assert (following["response_action"], following["view"]["clear_on_close"]) == ("update", True)


def test_whoever_creates_it_for_others_only_hears_that_it_is_made(office):
    heard = send(office, creation(office, NOBODY, project_manager=PM))

    assert heard.said["view"]["callback_id"] == "say"
    assert heard.said["view"]["clear_on_close"]
    assert "Ops renewal (OPS) is created." in words_in(heard.said)


def test_a_key_that_was_taken_meanwhile_is_refused_in_the_second_step_and_nothing_is_saved(office):
    form = creation(office)
    office.inside(make.project, "OPS")

    heard = send(office, form)

    (said,) = heard.said["errors"].values()
    assert (
        said == "The key OPS is taken. Choose another one. Press Back: that stands in the first step, as you left it."
    )
    assert office.inside(lambda tx: tx.projects.by_key("OPS")).name != "Ops renewal"


def test_zones_are_found_by_any_part_of_their_name(office):
    heard = office.phone(PM).suggest("new york", {"id": "V1", "type": "modal", "callback_id": "staff_project"}, "zone")

    assert [option["value"] for option in heard.said["options"]] == ["America/New_York"]


def test_zones_of_no_name_are_no_zones(office):
    heard = office.phone(PM).suggest("mars", {"id": "V1", "type": "modal", "callback_id": "staff_project"}, "zone")

    assert heard.said == {"options": []}
