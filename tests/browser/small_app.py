"""An app of a few lines: one command that opens one form."""

from typing import Any

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from sandbox import Sandbox

Json = dict[str, Any]


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str, value: str) -> Json:
    return {"text": words(text), "value": value}


def field(block_id: str, label: str, element: Json, **more: Any) -> Json:
    shown = {"type": "input", "block_id": block_id, "label": words(label)}
    return shown | {"element": {"action_id": "value"} | element} | more


PRIORITIES = [option("Low", "low"), option("High", "high")]
FORM: Json = {
    "type": "modal",
    "callback_id": "create",
    "title": words("Create a project"),
    "submit": words("Create"),
    "close": words("Cancel"),
    "blocks": [
        field("name", "Project name", {"type": "plain_text_input", "max_length": 80, "focus_on_load": True}),
        field("head", "Department head", {"type": "users_select"}),
        field("team", "Team members", {"type": "multi_users_select"}, optional=True),
        field("due", "Completion date", {"type": "datepicker"}),
        field(
            "priority", "Priority", {"type": "static_select", "options": PRIORITIES, "initial_option": PRIORITIES[0]}
        ),
    ],
}


class SmallApp:
    """Opens the form, refuses the name `taken`, says nothing to the name `silence`, accepts any other."""

    def __init__(self, box: Sandbox) -> None:
        self.client = WebClient("xoxb-sandbox", base_url=box.api_url)
        self.submitted: list[Json] = []
        app = App(client=self.client, process_before_response=True)
        app.command("/project")(self.opened)
        app.view("create")(self.took)
        self._line = SocketModeHandler(app, "xapp-sandbox")
        self._line.connect()

    def opened(self, ack: Ack, body: Json) -> None:
        self.client.views_open(trigger_id=body["trigger_id"], view=FORM)
        ack()

    def took(self, ack: Ack, view: Json) -> None:
        values = view["state"]["values"]
        name = values["name"]["value"]["value"]
        self.submitted.append(values)
        if name == "taken":
            ack(response_action="errors", errors={"name": "That name is taken."})
        elif name != "silence":
            ack()

    def close(self) -> None:
        self._line.close()
