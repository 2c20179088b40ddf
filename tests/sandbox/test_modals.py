from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient

from sandbox import Driver
from sandbox.driver import ControlRefused, ModalAtHand, NoModal, NoSuchField, PersonAtKeyboard
from tests.sandbox.fake_app import SILENCE, FakeApp
from tests.sandbox.payloads import actions, button, field, modal, option, section

Open = Callable[..., ModalAtHand]
TROUBLE = "We had some trouble connecting. Try again?"


@pytest.fixture
def open_modal(client: WebClient, ana: PersonAtKeyboard) -> Callable[[FakeApp, dict[str, Any]], ModalAtHand]:
    def open_one(app: FakeApp, view: dict[str, Any]) -> ModalAtHand:
        ana.command("#general", "/open")
        client.views_open(trigger_id=app.payloads("slash_commands")[-1]["trigger_id"], view=view)
        return ana.modal()

    return open_one


def answering(body: Any) -> Callable[[dict[str, Any]], Any]:
    """Answer submissions with a body, and everything else with nothing."""
    return lambda envelope: body if envelope["payload"].get("type") == "view_submission" else None


EVERYTHING = [
    (field("Text"), "words", {"value": "words"}),
    (field("Number", {"type": "number_input", "is_decimal_allowed": True}), 3.5, {"value": "3.5"}),
    (field("Mail", "email_text_input"), "a@b.co", {"value": "a@b.co"}),
    (field("Link", "url_text_input"), "https://x.example", {"value": "https://x.example"}),
    (field("Day", "datepicker"), "2027-01-31", {"selected_date": "2027-01-31"}),
    (field("Hour", {"type": "timepicker", "timezone": "Asia/Tokyo"}), "09:30", {"selected_time": "09:30"}),
    (field("Moment", "datetimepicker"), 1774515600, {"selected_date_time": 1774515600}),
    (field("Person", "users_select"), "@ben", {"selected_user": "U0BEN"}),
    (field("People", "multi_users_select"), ["ana", "Chi Chen"], {"selected_users": ["U0ANA", "U0CHI"]}),
    (field("Place", "conversations_select"), "#general", {"selected_conversation": "C0GENERAL"}),
    (field("Places", "multi_channels_select"), ["general"], {"selected_channels": ["C0GENERAL"]}),
]


def test_every_field_arrives_in_slacks_shape(open_modal: Open, app: FakeApp) -> None:
    form = open_modal(app, modal(*[block for block, _, _ in EVERYTHING], private_metadata="p", callback_id="c"))

    seen = form.fill({block["label"]["text"]: wanted for block, wanted, _ in EVERYTHING}).submit()

    assert seen.ok
    view = app.payloads("view_submission")[0]["view"]
    for block, _, held in EVERYTHING:
        state = view["state"]["values"][block["block_id"]]["value"]
        zone = {"timezone": "Asia/Tokyo"} if block["element"]["type"] == "timepicker" else {}
        assert state == {"type": block["element"]["type"]} | held | zone
    assert (view["private_metadata"], view["callback_id"]) == ("p", "c")


def test_options_arrive_whole(open_modal: Open, app: FakeApp) -> None:
    options = {"options": [option("High", "h"), option("Low", "l")]}
    kinds = ("static_select", "multi_static_select", "radio_buttons", "checkboxes")
    form = open_modal(app, modal(*[field(kind, {"type": kind} | options) for kind in kinds]))

    wanted = {"static_select": "High", "multi_static_select": ["h", "Low"], "radio_buttons": "l", "checkboxes": ["Low"]}
    form.fill(wanted).submit()

    values = app.payloads("view_submission")[0]["view"]["state"]["values"]
    assert values["static_select"]["value"]["selected_option"]["text"]["text"] == "High"
    assert [held["value"] for held in values["multi_static_select"]["value"]["selected_options"]] == ["h", "l"]
    assert values["radio_buttons"]["value"]["selected_option"]["value"] == "l"
    assert [held["value"] for held in values["checkboxes"]["value"]["selected_options"]] == ["l"]


def test_untouched_fields_hold_their_initial_value_or_nothing(open_modal: Open, app: FakeApp) -> None:
    first = field("First", {"type": "plain_text_input", "initial_value": "as it was"})
    form = open_modal(app, modal(first, field("Second", optional=True)))

    form.submit()

    values = app.payloads("view_submission")[0]["view"]["state"]["values"]
    assert values["first"]["value"] == {"type": "plain_text_input", "value": "as it was"}
    assert values["second"]["value"] == {"type": "plain_text_input", "value": None}


@pytest.mark.parametrize(
    ("element", "typed", "sentence"),
    [
        ("plain_text_input", "", "Please complete this required field."),
        ({"type": "plain_text_input", "min_length": 5}, "abc", "Please enter at least 5 characters."),
        ({"type": "plain_text_input", "max_length": 2}, "abc", "Please enter no more than 2 characters."),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "Please enter a whole number."),
        ({"type": "number_input", "is_decimal_allowed": False, "max_value": "9"}, "10", "at most 9"),
        ({"type": "number_input", "is_decimal_allowed": False}, "ten", "Please enter a valid number."),
        ("email_text_input", "nowhere", "Please enter a valid email address."),
        ("url_text_input", "x.example", "Please enter a valid URL."),
    ],
)
def test_the_client_refuses_what_slacks_client_refuses(
    open_modal: Open, app: FakeApp, element: Any, typed: str, sentence: str
) -> None:
    form = open_modal(app, modal(field("Field", element)))

    seen = form.fill({"Field": typed}).submit()

    assert sentence in seen.errors["field"]
    assert app.payloads("view_submission") == []


def test_errors_stand_beside_their_field_and_nothing_typed_is_lost(
    open_modal: Open, connect_app: Callable[..., FakeApp], ana: PersonAtKeyboard
) -> None:
    app = connect_app(answering({"response_action": "errors", "errors": {"name": "Taken."}}))
    form = open_modal(app, modal(field("Name"), field("Other")))

    form.fill({"Name": "Net", "Other": "x"}).submit()

    assert form.error("Name") == "Taken."
    assert ana.modal().fields() == {"Name": "Net", "Other": "x"}


@pytest.mark.parametrize(
    "body",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "errors", "errors": {"words": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "explode"},
        {"response_action": "update", "view": modal(section(""))},
        {"text": "thanks"},
        "ok",
    ],
)
def test_an_answer_slack_does_not_understand_keeps_the_modal_open(
    open_modal: Open, connect_app: Callable[..., FakeApp], ana: PersonAtKeyboard, driver: Driver, body: Any
) -> None:
    form = open_modal(connect_app(answering(body)), modal(field("Name"), section(block_id="words")))

    seen = form.fill({"Name": "x"}).submit()

    assert seen.failure == TROUBLE
    assert ana.modal().fields() == {"Name": "x"}
    assert driver.problems()[0]["kind"] == "submission_answer"


def test_a_submission_nobody_acknowledges_keeps_the_modal_open(
    open_modal: Open, connect_app: Callable[..., FakeApp], ana: PersonAtKeyboard, driver: Driver
) -> None:
    driver.deliver(ack_seconds=0.2)
    form = open_modal(connect_app(answering(SILENCE)), modal(field("Name")))

    seen = form.fill({"Name": "x"}).submit()

    assert seen.failure == TROUBLE
    assert ana.modal().fields() == {"Name": "x"}


def test_an_answer_can_update_push_and_clear(
    open_modal: Open, connect_app: Callable[..., FakeApp], ana: PersonAtKeyboard
) -> None:
    app = connect_app()
    form = open_modal(app, modal(field("Name")))

    app.answer = answering({"response_action": "update", "view": modal(field("Second"))})
    form.fill({"Name": "x"}).submit()
    updated = ana.modal().labels
    app.answer = answering({"response_action": "push", "view": modal(field("Third"))})
    ana.modal().fill({"Second": "x"}).submit()
    pushed = len(ana.modals())
    app.answer = answering({"response_action": "clear"})
    ana.modal().fill({"Third": "x"}).submit()

    assert (updated, pushed) == (["Second"], 2)
    assert ana.modals() == []
    with pytest.raises(NoModal):
        ana.modal()


def test_an_empty_answer_closes_the_top_view_only(
    open_modal: Open, client: WebClient, app: FakeApp, ana: PersonAtKeyboard
) -> None:
    open_modal(app, modal(field("Below"), actions(button()))).press("Press")
    trigger_id = app.payloads("block_actions")[-1]["trigger_id"]
    client.views_push(trigger_id=trigger_id, view=modal(field("Above")))

    ana.modal().fill({"Above": "x"}).submit()

    assert ana.modal().labels == ["Below"]


def test_an_answer_to_a_modal_that_was_closed_meanwhile_changes_nothing(
    open_modal: Open, connect_app: Callable[..., FakeApp], client: WebClient, ana: PersonAtKeyboard
) -> None:
    app = connect_app()
    form = open_modal(app, modal(field("First")))

    def open_another(envelope: dict[str, Any]) -> Any:
        client.views_open(trigger_id=envelope["payload"]["trigger_id"], view=modal(field("Another")))
        return {"response_action": "clear"}

    app.answer = open_another
    seen = form.fill({"First": "x"}).submit()

    assert seen.ok
    assert ana.modal().labels == ["Another"]


def test_nothing_is_sent_to_an_app_that_is_gone(
    open_modal: Open, app: FakeApp, driver: Driver, ana: PersonAtKeyboard
) -> None:
    form = open_modal(app, modal(field("Name"), field("City", "external_select")))
    driver.app("uninstall")

    with pytest.raises(ControlRefused, match="The app is no longer installed"):
        form.fill({"Name": "x"}).submit()
    with pytest.raises(ControlRefused, match="The app is no longer installed"):
        form.fill({"City": "Lisbon"})

    assert app.payloads("interactive") == []


def test_closing_is_told_only_when_asked_for(open_modal: Open, app: FakeApp, ana: PersonAtKeyboard) -> None:
    open_modal(app, modal(section())).close()
    quiet = app.payloads("view_closed")
    open_modal(app, modal(section(), notify_on_close=True)).close()
    open_modal(app, modal(section(), notify_on_close=True)).close(everything=True)

    assert quiet == []
    assert [payload["is_cleared"] for payload in app.payloads("view_closed")] == [False, True]
    assert ana.modals() == []


def test_a_field_that_dispatches_lets_the_app_change_the_form(
    open_modal: Open, client: WebClient, connect_app: Callable[..., FakeApp]
) -> None:
    def grow(envelope: dict[str, Any]) -> None:
        payload = envelope["payload"]
        if payload.get("type") == "block_actions":
            client.views_update(view_id=payload["view"]["id"], view=modal(field("Name"), kind, field("Existing")))

    options = [option("New"), option("Existing one", "old")]
    kind = field("Kind", {"type": "static_select", "options": options}, dispatch_action=True)
    app = connect_app(grow)
    form = open_modal(app, modal(field("Name"), kind))

    form.fill({"Name": "kept", "Kind": "Existing one", "Existing": "#general"})

    assert form.labels == ["Name", "Kind", "Existing"]
    assert form.fields() == {"Name": "kept", "Kind": "Existing one", "Existing": "#general"}
    assert app.payloads("block_actions")[0]["view"]["state"]["values"]["name"]["value"]["value"] == "kept"


def test_chosen_channels_bring_a_response_url_when_asked_for(open_modal: Open, app: FakeApp) -> None:
    select = {"type": "conversations_select", "response_url_enabled": True}
    form = open_modal(app, modal(field("Where", select)))

    form.fill({"Where": "#general"}).submit()

    links = app.payloads("view_submission")[0]["response_urls"]
    assert (links[0]["block_id"], links[0]["channel_id"]) == ("where", "C0GENERAL")


def test_nobody_fills_what_is_not_there(open_modal: Open, app: FakeApp, driver: Driver) -> None:
    form = open_modal(app, modal(field("Name"), field("Who", "users_select")))

    with pytest.raises(NoSuchField, match="Name"):
        form.fill({"Nothing": "x"})
    with pytest.raises(ValueError, match="no person"):
        form.fill({"Who": "nobody"})
    with pytest.raises(ControlRefused, match="no open view"):
        driver.wire.do("submit", {"as": "ben", "view_id": form.view["id"]})
