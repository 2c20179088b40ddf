"""What a person can put into a field: nothing that no client of Slack could send reaches an app."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient

from sandbox import Driver
from sandbox.driver import ControlRefused, PersonAtKeyboard
from tests.sandbox.fake_app import FakeApp
from tests.sandbox.payloads import field, modal

STRANGE = [
    ("conversations_select", {"selected_conversation": "C0HERS"}),
    ("channels_select", {"selected_channel": "C0OURS"}),
    ("users_select", {"selected_user": ["U0ANA"]}),
    ("users_select", {"selected_user": {"id": "U0ANA"}}),
    ("multi_users_select", {"selected_users": "U0ANA"}),
    ("datepicker", {"selected_date": 5}),
    ("timepicker", {"selected_time": "soon"}),
    ("datetimepicker", {"selected_date_time": "soon"}),
    ("external_select", {"selected_option": "London"}),
    ("rich_text_input", {"rich_text_value": "words"}),
    ("plain_text_input", {"value": {"text": "words"}}),
    ("file_input", {"files": [{"id": "F1"}]}),
]


def submit(client: WebClient, app: FakeApp, ana: PersonAtKeyboard, driver: Driver, kind: str, values: Any) -> Any:
    """Open a modal with one field and submit it with these values."""
    ana.command("#general", "/open")
    trigger_id = app.payloads("slash_commands")[-1]["trigger_id"]
    view = client.views_open(trigger_id=trigger_id, view=modal(field("Field", kind)))["view"]
    return driver.wire.do("submit", {"as": "ana", "view_id": view["id"], "values": values})


@pytest.mark.parametrize(("kind", "held"), STRANGE, ids=lambda part: str(part)[:40])
def test_what_no_client_could_send_does_not_reach_the_app(
    client: WebClient, app: FakeApp, ana: PersonAtKeyboard, driver: Driver, kind: str, held: dict[str, Any]
) -> None:
    driver.channel("create", name="hers", id="C0HERS", is_private=True, as_="ben")
    driver.channel("create", name="ours", id="C0OURS", is_private=True, as_="ana")

    with pytest.raises(ControlRefused, match=f"could give in a|A {kind} gives"):
        submit(client, app, ana, driver, kind, {"field": {"value": held}})

    assert app.payloads("view_submission") == []


@pytest.mark.parametrize("values", [["field"], {"field": "x"}, {"field": {"value": "x"}}])
def test_values_of_another_shape_are_refused_with_a_sentence(
    client: WebClient, app: FakeApp, ana: PersonAtKeyboard, driver: Driver, values: Any
) -> None:
    with pytest.raises(ControlRefused, match="values are shaped"):
        submit(client, app, ana, driver, "plain_text_input", values)


def test_rich_text_without_a_word_is_an_empty_field(
    client: WebClient, app: FakeApp, ana: PersonAtKeyboard, driver: Driver
) -> None:
    submit(client, app, ana, driver, "rich_text_input", {})

    assert ana.modal().fill({"Field": ""}).submit().errors == {"field": "Please complete this required field."}
