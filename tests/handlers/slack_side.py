"""Slack's side of a request, as small as it can be: signs what a person does, and answers Web API and response_url."""

import json
import threading
import time
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode

from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

SECRET = "made-up"
TEAM = "T1"
ANA = "U_ANA"


class Installed(Authorize):
    """The workspace T1 is installed, and nobody has to be asked about it."""

    def __call__(self, *, context, enterprise_id, team_id, user_id=None, **_actor):
        return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_id="B1", bot_user_id="U_BOT", bot_token="xoxb-1")


class Listening(BaseHTTPRequestHandler):
    """Hears whatever is sent to /<number of a side>/…, and answers as that side answers."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
        side, name = self.server.sides[self.path.split("/")[1]], self.path.rsplit("/", 1)[-1]
        side.calls.append((name, _read(body)))
        time.sleep(side.pause)
        status, answer = side.answers.get(name, (200, {"ok": True}))
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_):
        """Say nothing: what was called stands in `calls`."""


class Server(ThreadingHTTPServer):
    """One for all tests, because ending one takes longer than a test; what comes late comes to a side that is over."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Listening)
        self.sides = {}
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_):
        """A caller that gave up waiting is what some tests are about."""


class SlackSide:
    """Remembers what it was told; `answers` and `pause` change how it takes it."""

    def __init__(self):
        self.calls = []
        self.answers = {}
        self.pause = 0.0
        server = the_server()
        number = str(len(server.sides))
        server.sides[number] = self
        self.url = f"http://127.0.0.1:{server.server_port}/{number}"

    def told(self, name):
        """Everything that was sent to a method, or to `answer`, which is the response_url."""
        return [body for called, body in self.calls if called == name]


@cache
def the_server():
    return Server()


def _read(body):
    if body.startswith("{"):
        return json.loads(body)
    return {name: values[0] for name, values in parse_qs(body).items()}


def made_app(slack):
    """An app as the composition makes it, talking to this side."""
    # Without a name of its own Bolt reads the files of the whole call stack to find one.
    return App(
        name="steward",
        signing_secret=SECRET,
        client=WebClient(base_url=f"{slack.url}/api/", token="xoxb-1", retry_handlers=[]),
        authorize=Installed(),
        process_before_response=True,
    )


class Phone:
    """A person with Slack in the hand: each method is one request, and gives what Steward answered."""

    def __init__(self, app, slack, user=ANA, team=TEAM):
        self.app = app
        self.response_url = f"{slack.url}/answer"
        self.user = {"id": user, "team_id": team}
        self.user_id = user
        self.sent_seconds_ago = 0

    def command(self, text, **more):
        body = {
            "command": "/project",
            "text": text,
            "team_id": TEAM,
            "user_id": self.user_id,
            "channel_id": "C1",
            "channel_name": "net",
            "trigger_id": "1.2.x",
            "response_url": self.response_url,
            **more,
        }
        return self._send(urlencode(body))

    def press(self, action_id="task_accept", block_id="b", element=None, **more):
        element = {"type": "button", "value": "42", **(element or {})}
        message = {"container": {"type": "message", "message_ts": "1.5", "channel_id": "C1", "is_ephemeral": True}}
        place = {"channel": {"id": "C1", "name": "net"}, "response_url": self.response_url}
        action = {"action_id": action_id, "block_id": block_id, **element}
        where = {} if "view" in more else {**message, **place}
        return self._interact("block_actions", actions=[action], **{**where, **more})

    def submit(self, view, **more):
        return self._interact("view_submission", view=view, **more)

    def close(self, view):
        return self._interact("view_closed", view=view)

    def suggest(self, typed, view, block_id):
        return self._interact("block_suggestion", action_id="value", block_id=block_id, value=typed, view=view)

    def shortcut(self, callback_id, **more):
        return self._interact("shortcut", callback_id=callback_id, **more)

    def message_shortcut(self, callback_id, **more):
        message = {"ts": "1.5", "text": "hello", "thread_ts": "1.1"}
        place = {"channel": {"id": "C1", "name": "net"}, "response_url": self.response_url}
        return self._interact("message_action", callback_id=callback_id, message=message, **{**place, **more})

    def event(self, event, event_id="Ev1"):
        body = {"type": "event_callback", "team_id": TEAM, "event_id": event_id, "event": event}
        return self._send(json.dumps(body), "application/json")

    def _interact(self, kind, **more):
        body = {"type": kind, "team": {"id": TEAM}, "user": self.user, "trigger_id": "1.2.x", **more}
        return self._send(f"payload={escaped(json.dumps(body))}")

    def _send(self, body, content_type="application/x-www-form-urlencoded"):
        stamp = str(int(time.time()) - self.sent_seconds_ago)
        signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
        headers = {
            "content-type": [content_type],
            "x-slack-request-timestamp": [stamp],
            "x-slack-signature": [signature],
        }
        answer = self.app.dispatch(BoltRequest(body=body, headers=headers))
        answer.said = json.loads(answer.body) if answer.body and answer.body.startswith("{") else {}
        return answer


def escaped(text):
    """Only what means something in a form: escaping every sign, and reading it again, takes as long as answering."""
    for sign in "%&+=#":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def modal(*fields, callback_id="make", kind="modal", kept=None, **values):
    """A view with an input for each field; a value is a typed text or a whole state."""
    states = {
        name.replace("__", "@"): {"value": held if isinstance(held, dict) else typed(held)}
        for name, held in values.items()
    }
    return {
        "id": "V1",
        "type": kind,
        "callback_id": callback_id,
        "hash": "h1",
        "private_metadata": json.dumps(kept) if kept else "",
        "blocks": [_input(name) for name in fields],
        "state": {"values": states},
    }


def typed(text):
    return {"type": "plain_text_input", "value": text}


def chosen(value):
    return {"type": "static_select", "selected_option": {"text": {"type": "plain_text", "text": "x"}, "value": value}}


def _input(name):
    element = {"type": "plain_text_input", "action_id": "value"}
    return {"type": "input", "block_id": name, "label": {"type": "plain_text", "text": name}, "element": element}
