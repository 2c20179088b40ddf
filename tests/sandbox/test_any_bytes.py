"""Whatever is sent, Slack's errors come back, and the next call is answered as if nothing had happened."""

from __future__ import annotations

import http.client
import json
import math
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sandbox import Driver, Sandbox
from sandbox.control.registry import DEEDS, LOOKS
from sandbox.faults import KINDS
from sandbox.web_api.registry import METHODS
from tests.sandbox.documented import is_known, strange_refusals
from tests.sandbox.fake_app import FakeApp
from tests.sandbox.raw_calls import Answered, call, send
from tests.sandbox.refusal_cases import CASES
from tests.sandbox.stage import SEED, Stage
from tests.sandbox.success_cases import SUCCESSES

TYPES = ("application/json; charset=utf-8", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")
STRANGE_TYPES = ("", "text/plain", "application/json; charset=\xff", "multipart/form-data", ";;", "a" * 500)
NAMES = (
    *("channel", "text", "ts", "user", "users", "blocks", "attachments", "metadata", "view", "trigger_id", "view_id"),
    *("thread_ts", "timestamp", "name", "types", "cursor", "limit", "oldest", "latest", "hash", "external_id"),
    *("user_id", "files", "channel_id", "channels", "length", "filename", "post_at", "scheduled_message_id", "title"),
    *("type", "link", "bookmark_id", "email", "usergroup", "count", "page", "client_id", "code", "force", "token"),
    *("username", "icon_emoji", "markdown_text", "is_private", "topic", "args", "error", "message_ts", "file", "team"),
)
LOOKED = ("as", "channel", "thread", "replies", "peek", "since")
OPS = ("create", "archive", "unarchive", "rename", "make_private", "invite", "kick", "join", "leave", "delete")
WORDS = some.sampled_from(
    (
        *("", "ana", "U0ANA", "U0APP", "C0GENERAL", "general", "C0SECRET", "1.1", "at:5", "ts:x", "{}", "[]", "null"),
        *("1e999", "[[]]", '{"a": NaN}', '["\\ud800"]', "\x00", "nan", "-1", "9" * 300, "latency", "create", "change"),
        *("uninstall", "install", "press", "*", "drop_after", "2026-13-01", "9999-12-31T23:59:59"),
    )
)
ATOMS = some.one_of(
    some.none(),
    some.booleans(),
    some.integers(-(10**30), 10**30),
    some.floats(allow_nan=True, allow_infinity=True),
    some.text(max_size=30),
    WORDS,
)
BLOCKS = some.fixed_dictionaries(
    {"type": some.sampled_from(("section", "actions", "input", "modal", "home", "rich_text", "table", "image", 5))},
    optional={
        name: some.one_of(ATOMS, some.lists(some.dictionaries(some.sampled_from(("type", "text")), ATOMS), max_size=3))
        for name in ("text", "elements", "blocks", "element", "block_id", "rows", "fields", "options", "title")
    },
)
VALUES = some.recursive(
    some.one_of(ATOMS, BLOCKS),
    lambda inner: some.one_of(
        some.lists(inner, max_size=4), some.dictionaries(some.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
ARGUMENTS = some.dictionaries(some.one_of(some.sampled_from(NAMES), some.text(max_size=12)), VALUES, max_size=6)
BODIES = some.binary(max_size=300) | ARGUMENTS
QUERIES = some.dictionaries(some.sampled_from(LOOKED), some.text(max_size=20), max_size=4)
# Calls and deeds that nearly make sense reach farthest: one thing in them is then replaced by a wrong one.
WRONG: tuple[Any, ...] = (None, True, -1, 1e300, "", "\x00 <@U0ANA>", [], [[]], {}, {"type": {}}, "[{}]", "9" * 5000)
PLACE = {"as": "ana", "channel": "C0GENERAL", "ts": "1.1", "view_id": "V1", "block_id": "b", "action_id": "a"}
ACTIONS: list[tuple[str, dict[str, Any]]] = [
    *((what, PLACE | {"values": {"b": {"a": {"value": "x"}}}, "callback_id": "c"}) for what in sorted(DEEDS)),
    *(("channel", {"as": "ana", "op": op, "channel": "team", "name": "n", "user": "p1"}) for op in OPS),
    *(("person", {"op": op, "user": "p5", "name": "n", "changes": {"title": "x"}}) for op in ("add", "change")),
    *(("faults", {"method": "auth.test", "kind": kind, "times": 1, "seconds": 0.0}) for kind in KINDS),
    ("message", {"as": "ana", "channel": "C0GENERAL", "text": "x"}),
    ("command", {"as": "ana", "channel": "C0GENERAL", "text": "/x"}),
    ("dm", {"as": "ana", "user": "p1"}),
    ("clock", {"by": 1}),
    ("delivery", {"retry_scale": 0.1, "ack_seconds": 0.1, "request_url": None}),
]
OFTEN = settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)


@pytest.fixture(scope="module")
def stage(standing: Sandbox) -> Iterator[Stage]:
    """The same workspace with everything in it that a call needs."""
    app = FakeApp(standing.url)
    yield Stage(standing, app)
    app.close()


@pytest.fixture(scope="module")
def standing() -> Iterator[Sandbox]:
    """One workspace that has to stand all of it."""
    with Sandbox(SEED) as box:
        yield box
        assert_standing(box)


def written(body: bytes | dict[str, Any], content_type: str) -> bytes:
    """Write arguments as their content type wants them; bytes stay as they are."""
    if isinstance(body, bytes):
        return body
    if content_type.startswith("application/json"):
        return json.dumps(body).encode()
    plain = {name: held if isinstance(held, str) else json.dumps(held) for name, held in body.items()}
    return urlencode(plain, errors="replace").encode()


def mend(box: Sandbox) -> None:
    driver = Driver(box.url)
    driver.clear_faults()
    driver.limit(0)
    driver.app("install")
    driver.deliver(request_url=None, ack_seconds=0.1, retry_scale=0)


def assert_standing(box: Sandbox) -> None:
    """The workspace answers, and nothing inside it ever failed."""
    mend(box)
    driver = Driver(box.url)
    assert call(box, "auth.test").body["ok"]
    assert [problem for problem in driver.problems() if problem["kind"] == "sandbox_error"] == []
    assert strange_refusals(driver.calls()) == []


@settings(OFTEN, max_examples=60)
@given(some.sampled_from(sorted(LOOKS)), QUERIES)
def test_any_look_is_answered(standing: Sandbox, what: str, query: dict[str, str]) -> None:
    answer = send(standing, f"control/{what}?{urlencode(query, errors='replace')}")

    assert answer.status in (200, 400)


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", "x"])
def test_what_only_looks_like_a_number_is_no_number(standing: Sandbox, number: str) -> None:
    calls = send(standing, f"control/calls?since={quote(number)}")
    fault = send(standing, f"control/faults?number={quote(number)}", verb="DELETE")

    assert (calls.status, calls.body["ok"]) == (200, True)
    assert (fault.status, fault.body["error"].split()[:4]) == (404, ["There", "is", "no", "fault"])


def sent(box: Sandbox, method: str, content_type: str, body: bytes | dict[str, Any]) -> Answered:
    token = "xapp-sandbox" if method == "apps.connections.open" else "xoxb-sandbox"
    headers = {"Authorization": f"Bearer {token}", "Content-Type": content_type}
    answer = send(box, f"api/{method}", written(body, content_type), headers)
    if answer.body.get("ok") and method in ("auth.revoke", "apps.uninstall"):
        mend(box)
    return answer


def assert_slack_like(method: str, answer: Answered) -> None:
    assert answer.status == 200
    assert answer.body["ok"] or method == "api.test" or is_known(method, answer.error)
    assert answer.error != "internal_error"


@OFTEN
@given(some.sampled_from(sorted(METHODS)), some.sampled_from(TYPES + STRANGE_TYPES), BODIES)
def test_any_body_gets_an_answer_from_any_method(
    standing: Sandbox, method: str, content_type: str, body: bytes | dict[str, Any]
) -> None:
    assert_slack_like(method, sent(standing, method, content_type, body))


@pytest.mark.parametrize("method", sorted(METHODS))
def test_a_call_with_one_thing_wrong_gets_an_answer(standing: Sandbox, stage: Stage, method: str) -> None:
    right, _ = SUCCESSES[method]
    names = {name for given in [right, *CASES[method].values()] for name in given} | {"limit", "blocks"}

    for name in sorted(names - {"token"}):
        for wrong in WRONG:
            answer = stage.call(method, right | {name: wrong})
            if method in ("auth.revoke", "apps.uninstall"):
                mend(standing)
            assert_slack_like(method, answer)


@OFTEN
@given(some.text(max_size=40), some.binary(max_size=60), some.sampled_from(("GET", "POST")))
def test_any_address_gets_an_answer(standing: Sandbox, name: str, token: bytes, verb: str) -> None:
    headers = {"Authorization": f"Bearer {quote(token)}", "Content-Type": ""}

    answer = send(standing, f"api/{quote(name, errors='replace')}", b"" if verb == "POST" else None, headers, verb)

    assert answer.status in (200, 404)
    assert answer.status == 404 or answer.error in ("unknown_method", "invalid_auth", "not_authed") or name in METHODS


def assert_sentence(box: Sandbox, what: str, body: bytes) -> None:
    answer = send(box, f"control/{what}", body, {"Content-Type": "application/json"})
    mend(box)
    assert answer.status in (200, 400)
    assert answer.body["ok"] or len(answer.body["error"].split()) > 2
    assert "could not do that" not in answer.body.get("error", "")


@OFTEN
@given(some.sampled_from(sorted(DEEDS)), some.binary(max_size=200) | VALUES)
def test_any_deed_is_done_or_refused_with_a_sentence(standing: Sandbox, what: str, act: Any) -> None:
    assert_sentence(standing, what, act if isinstance(act, bytes) else json.dumps(act).encode())


@settings(OFTEN, max_examples=400)
@given(some.sampled_from(ACTIONS), some.data())
def test_a_deed_with_one_thing_wrong_is_refused_with_a_sentence(
    standing: Sandbox, almost: tuple[str, dict[str, Any]], chosen: some.DataObject
) -> None:
    what, act = almost
    wrong = chosen.draw(some.sampled_from([*act, "op"]))

    assert_sentence(standing, what, json.dumps(act | {wrong: chosen.draw(VALUES)}).encode())


@pytest.mark.parametrize(
    "request_line",
    [
        b"NONSENSE\r\n\r\n",
        b"POST /api/auth.test HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\nabc",
        b"POST /api/auth.test HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: minus\r\n\r\n",
        b"POST /api/auth.test HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        bytes(range(256)) * 10,
    ],
    ids=["no request", "too short", "no length", "no chunk", "too long", "any bytes"],
)
def test_what_is_no_request_at_all_disturbs_nobody(standing: Sandbox, request_line: bytes) -> None:
    host, port = standing.url.removeprefix("http://").split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=5)
    connection.connect()
    assert connection.sock is not None
    connection.sock.sendall(request_line)
    connection.close()

    assert_standing(standing)


def test_a_large_number_of_arguments_or_a_large_body_is_still_a_call(standing: Sandbox) -> None:
    huge = call(standing, "chat.postMessage", channel="C0GENERAL", text="x" * 5_000_000)
    deep = call(standing, "chat.postMessage", channel="C0GENERAL", text="x", blocks="[" * 200_000)

    assert len(huge.body["message"]["text"]) == 40_000
    assert deep.error == "invalid_blocks_format"
    assert math.isfinite(float(huge.body["ts"]))
