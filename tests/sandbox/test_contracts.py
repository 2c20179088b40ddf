"""Every method, every refusal: provoked by a real call, and known to Slack's documentation."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import sandbox
from sandbox import Sandbox
from sandbox.web_api.endpoint import FOR_PEOPLE_TOO, FOR_THE_APP, METHODS, WITHOUT_TOKEN
from tests.sandbox.documented import DOCUMENTED, EVERYWHERE, GUESSES, is_known
from tests.sandbox.fake_app import FakeApp
from tests.sandbox.raw_calls import call
from tests.sandbox.refusal_cases import CASES
from tests.sandbox.stage import SEED, Stage
from tests.sandbox.success_cases import SUCCESSES

# Provoked by name in other tests: they need time, another seed, or a body that is no call at all.
ELSEWHERE = {
    "expired_trigger_id": "test_views",
    "invalid_charset": "test_arguments",
    "invalid_form_data": "test_arguments",
    "invalid_json": "test_arguments",
    "invalid_post_type": "test_arguments",
    "invalid_array_arg": "test_arguments",
    "json_not_object": "test_arguments",
    "missing_post_type": "test_arguments",
    "missing_scope": "test_scopes",
    "not_allowed_token_type": "test_contracts",
    "unknown_method": "test_chat",
    "ratelimited": "test_rate_limits",
    "account_inactive": "test_accounts",
    "token_revoked": "test_accounts",
    "messages_tab_disabled": "test_contracts",
    "not_enabled": "test_contracts",
    "cant_delete_file": "test_contracts",
}
REFUSALS = [(method, error) for method, errors in sorted(CASES.items()) for error in errors]


def staged(seed: dict[str, Any] = SEED) -> Iterator[Stage]:
    with Sandbox(seed) as box:
        app = FakeApp(box.url)
        yield Stage(box, app)
        app.close()


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    yield from staged()


@pytest.fixture
def fresh_stage() -> Iterator[Stage]:
    yield from staged()


@pytest.mark.parametrize(("method", "error"), REFUSALS)
def test_a_refusal_has_the_name_that_slack_gives_it(stage: Stage, method: str, error: str) -> None:
    answer = stage.call(method, CASES[method][error])

    assert (answer.status, answer.body["ok"], answer.error) == (200, False, error)
    assert is_known(method, error)


@pytest.mark.parametrize("method", sorted(SUCCESSES))
def test_a_method_does_what_it_is_for(fresh_stage: Stage, method: str) -> None:
    arguments, expected = SUCCESSES[method]

    answer = fresh_stage.call(method, arguments).body

    assert answer["ok"], answer
    assert expected <= answer.keys()


def test_every_method_has_its_success_and_its_refusal() -> None:
    assert SUCCESSES.keys() == METHODS.keys()
    assert CASES.keys() == METHODS.keys()
    assert all(CASES.values())


def test_every_method_stands_in_the_documentation() -> None:
    assert DOCUMENTED.keys() == METHODS.keys()


def test_a_guess_is_one_and_is_made() -> None:
    for method, errors in GUESSES.items():
        assert not errors.keys() & set(DOCUMENTED[method]), method
        assert errors.keys() <= CASES[method].keys(), method


@pytest.mark.parametrize("method", sorted(METHODS.keys() - WITHOUT_TOKEN))
def test_every_method_checks_who_calls(stage: Stage, method: str) -> None:
    wrong_kind = "xoxb-sandbox" if method in FOR_THE_APP else "xapp-sandbox"

    assert call(stage.box, method, "").error == "not_authed"
    assert call(stage.box, method, "xoxb-other").error == "invalid_auth"
    assert call(stage.box, method, wrong_kind).error == "not_allowed_token_type"


def test_a_persons_token_is_for_finding_out_whose_it_is(stage: Stage) -> None:
    credentials = {"client_id": "sandbox-client", "client_secret": "sandbox-client-secret"}
    exchange = {"code": stage.code_with_a_person, "redirect_uri": stage.redirect_uri}
    person = stage.call("oauth.v2.access", credentials | exchange).body["authed_user"]

    assert call(stage.box, "auth.test", person["access_token"]).body["user_id"] == person["id"] == "U0ANA"
    for method in METHODS.keys() - WITHOUT_TOKEN - FOR_PEOPLE_TOO:
        assert call(stage.box, method, person["access_token"]).error == "not_allowed_token_type"


def test_every_error_in_the_code_is_provoked_somewhere() -> None:
    folder = Path(sandbox.__file__).parent
    named = {error for errors in DOCUMENTED.values() for error in errors} | set(EVERYWHERE)
    named.remove("is_bot")  # here it is always the field of that name
    written = {
        node.value
        for place in ("web_api", "workspace", "delivery")
        for file in (folder / place).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in named
    }
    provoked = {error for _, error in REFUSALS} | ELSEWHERE.keys()

    assert written - provoked == {"internal_error"}  # which no call should be able to provoke
    assert ELSEWHERE.keys() - written - {"ratelimited"} == set()


def test_no_error_is_provoked_elsewhere_in_vain() -> None:
    here = Path(__file__).parent

    for error, module in ELSEWHERE.items():
        assert f'"{error}"' in (here / f"{module}.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("app", "method", "arguments", "error"),
    [
        ({"messages_tab": False}, "chat.postMessage", {"channel": "U0ANA", "text": "x"}, "messages_tab_disabled"),
        (
            {"home_tab": False},
            "views.publish",
            {"user_id": "U0ANA", "view": {"type": "home", "blocks": []}},
            "not_enabled",
        ),
    ],
)
def test_what_the_app_has_switched_off_is_refused(
    app: dict[str, Any], method: str, arguments: dict[str, Any], error: str
) -> None:
    for stage in staged(SEED | {"app": app}):
        assert stage.call(method, arguments).error == error


def test_the_problems_of_blocks_are_named_with_their_places(stage: Stage) -> None:
    wrong = {"channel": "C0GENERAL", "text": "x", "blocks": [{"type": "section"}]}
    inside = {"channel": "C0GENERAL", "text": "x", "attachments": [{}, {"blocks": [{"type": "nonsense"}]}]}

    blocks, attachments = (stage.call("chat.postMessage", arguments).body for arguments in (wrong, inside))

    assert blocks["response_metadata"]["messages"] == [
        "[ERROR] missing required field: text or fields [json-pointer:/blocks/0]"
    ]
    assert attachments["response_metadata"]["messages"] == [
        "[ERROR] unsupported type: nonsense [json-pointer:/attachments/1/blocks/0/type]"
    ]


def test_the_documentation_is_kept_in_order() -> None:
    text = (Path(__file__).parent / "documented_errors.json").read_text(encoding="utf-8")
    held = json.loads(text)

    assert held["common"] == sorted(held["common"])
    assert all(errors == sorted(errors) for errors in held["methods"].values())
    assert not any(set(errors) & set(held["common"]) for errors in held["methods"].values())
