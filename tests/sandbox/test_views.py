from __future__ import annotations

import time
from typing import Any

from slack_sdk import WebClient

from sandbox import Driver
from sandbox.driver import PersonAtKeyboard
from tests.sandbox.errors import refusal
from tests.sandbox.fake_app import FakeApp
from tests.sandbox.payloads import actions, button, field, home, modal, section

ROW = actions(button())


def trigger(ana: PersonAtKeyboard, app: FakeApp) -> str:
    """Let a person type a command, and return the trigger it gave."""
    ana.command("#general", "/anything")
    return str(app.payloads("slash_commands")[-1]["trigger_id"])


def trigger_within(ana: PersonAtKeyboard, app: FakeApp) -> str:
    """Let a person press a button in the modal on top, and return the trigger it gave."""
    ana.modal().press("Press")
    return str(app.payloads("block_actions")[-1]["trigger_id"])


def opened(client: WebClient, ana: PersonAtKeyboard, app: FakeApp, view: dict[str, Any]) -> dict[str, Any]:
    return dict(client.views_open(trigger_id=trigger(ana, app), view=view)["view"])


def test_a_trigger_opens_one_modal(client: WebClient, ana: PersonAtKeyboard, app: FakeApp) -> None:
    trigger_id = trigger(ana, app)

    view = client.views_open(trigger_id=trigger_id, view=modal(field("Name")))["view"]

    assert ana.modal().view["id"] == view["id"]
    assert ana.modal().labels == ["Name"]
    again = refusal(client.views_open, trigger_id=trigger_id, view=modal(section()))
    assert again == "exchanged_trigger_id"
    assert refusal(client.views_open, trigger_id="1.2.3", view=modal(section())) == "invalid_trigger_id"


def test_a_trigger_lives_three_seconds(client: WebClient, ana: PersonAtKeyboard, app: FakeApp) -> None:
    trigger_id = trigger(ana, app)

    time.sleep(3.05)

    assert refusal(client.views_open, trigger_id=trigger_id, view=modal(section())) == "expired_trigger_id"


def test_a_refused_view_leaves_the_trigger_unused(client: WebClient, ana: PersonAtKeyboard, app: FakeApp) -> None:
    trigger_id = trigger(ana, app)

    assert refusal(client.views_open, trigger_id=trigger_id, view=modal(field("x"), submit=None)) == "invalid_arguments"
    assert client.views_open(trigger_id=trigger_id, view=modal(section()))["ok"]


def test_a_stack_is_three_views_high(client: WebClient, ana: PersonAtKeyboard, app: FakeApp) -> None:
    root = opened(client, ana, app, modal(ROW))

    for _ in range(2):
        pushed = client.views_push(trigger_id=trigger_within(ana, app), view=modal(ROW))["view"]

    assert len(ana.modals()) == 3
    assert pushed["root_view_id"] == root["id"]
    one_more = refusal(client.views_push, trigger_id=trigger_within(ana, app), view=modal(section()))
    assert one_more == "push_limit_reached"


def test_a_view_is_pushed_from_inside_one_that_is_still_open(
    client: WebClient, ana: PersonAtKeyboard, app: FakeApp
) -> None:
    opened(client, ana, app, modal(ROW))
    from_inside = trigger_within(ana, app)
    opened(client, ana, app, modal(section()))

    by_command = refusal(client.views_push, trigger_id=trigger(ana, app), view=modal(section()))
    over_another = refusal(client.views_push, trigger_id=from_inside, view=modal(section()))

    assert (by_command, over_another) == ("invalid_trigger_id", "not_found")
    assert len(ana.modals()) == 1


def test_a_modal_does_not_become_a_home(client: WebClient, ana: PersonAtKeyboard, app: FakeApp) -> None:
    view = opened(client, ana, app, modal(section()))

    assert refusal(client.views_update, view_id=view["id"], view=home(section())) == "invalid_arguments"
    assert ana.modal().view["type"] == "modal"


def test_an_update_keeps_what_was_typed_in_fields_that_stay(
    client: WebClient, ana: PersonAtKeyboard, app: FakeApp
) -> None:
    view = opened(client, ana, app, modal(field("A"), field("B"), actions(button())))
    form = ana.modal()
    form.fill({"A": "kept", "B": "lost"}).press("Press")

    client.views_update(view_id=view["id"], view=modal(field("A"), field("B", block_id="b2")))

    assert ana.modal().fields() == {"A": "kept", "B": None}


def test_a_stale_hash_and_a_closed_view_are_refused(client: WebClient, ana: PersonAtKeyboard, app: FakeApp) -> None:
    view = opened(client, ana, app, modal(section(), external_id="one"))
    client.views_update(external_id="one", view=modal(section(), external_id="one"), hash=view["hash"])

    stale = refusal(client.views_update, view_id=view["id"], view=modal(section()), hash=view["hash"])
    ana.modal().close()

    assert stale == "hash_conflict"
    assert refusal(client.views_update, view_id=view["id"], view=modal(section())) == "not_found"


def test_an_external_id_belongs_to_one_open_view(client: WebClient, ana: PersonAtKeyboard, app: FakeApp) -> None:
    opened(client, ana, app, modal(ROW, external_id="one"))

    push = {"trigger_id": trigger_within(ana, app), "view": modal(section(), external_id="one")}

    assert refusal(client.views_push, **push) == "duplicate_external_id"


def test_a_huge_view_is_too_large(client: WebClient, ana: PersonAtKeyboard, app: FakeApp) -> None:
    blocks = [section("x" * 3000) for _ in range(90)]

    assert refusal(client.views_open, trigger_id=trigger(ana, app), view=modal(*blocks)) == "view_too_large"


def test_app_home_is_published_per_person(
    client: WebClient, ana: PersonAtKeyboard, driver: Driver, app: FakeApp
) -> None:
    assert ana.open_home() is None
    driver.wait_until(lambda: app.events("app_home_opened"))
    first = client.views_publish(user_id="U0ANA", view=home(section("one")))["view"]

    client.views_publish(user_id="U0ANA", view=home(section("two")), hash=first["hash"])

    stale = refusal(client.views_publish, user_id="U0ANA", view=home(section("x")), hash=first["hash"])
    assert stale == "hash_conflict"
    assert ana.plain(ana.home()) == "two"
    assert driver.person("ben").home() is None
    ana.open_home()
    driver.wait_until(lambda: len(app.events("app_home_opened")) == 2)
    assert app.events("app_home_opened")[1]["view"]["id"] == first["id"]
    assert "view" not in app.events("app_home_opened")[0]
    assert refusal(client.views_publish, user_id="U0ANA", view=home(field("F", "number_input"))) == "invalid_arguments"
