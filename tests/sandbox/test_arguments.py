"""How a call may be spelled, and what Slack says to one that it cannot read."""

from __future__ import annotations

import json

import pytest

from sandbox import Driver, Sandbox
from tests.sandbox.raw_calls import send

BEARER = {"Authorization": "Bearer xoxb-sandbox"}
FORM = "application/x-www-form-urlencoded"
JSON = "application/json; charset=utf-8"
BOUNDARY = 'multipart/form-data; boundary="cut"'
PART = b'--cut\r\nContent-Disposition: form-data; name="user"\r\n\r\nU0ANA\r\n--cut--\r\n'


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        (JSON, b'{"user": "U0ANA"}'),
        ("application/json;charset=utf-8", b'{"user": "U0ANA"}'),
        (FORM, b"user=U0ANA"),
        (BOUNDARY, PART),
    ],
)
def test_a_body_is_read_as_what_it_says_it_is(box: Sandbox, content_type: str, body: bytes) -> None:
    answer = send(box, "api/users.info", body, BEARER | {"Content-Type": content_type}).body

    assert answer["user"]["name"] == "ana"
    assert "warning" not in answer


@pytest.mark.parametrize(
    ("path", "body", "headers"),
    [
        ("api/users.info?user=U0ANA", None, BEARER),
        ("api/users.info?user=U0ANA&token=xoxb-sandbox", None, {}),
        ("api/users.info?user=U0ANA&token=xoxb-sandbox", b"", {}),
        ("api/users.info?user=U0ANA", b"", BEARER),
        ("api/users.info?user=U0ANA", b"nothing", BEARER | {"Content-Type": "text/plain"}),
        ("api/users.info", b"user=U0ANA&token=xoxb-sandbox", {"Content-Type": FORM}),
    ],
)
def test_arguments_and_token_also_stand_in_the_address_or_a_form(
    box: Sandbox, path: str, body: bytes | None, headers: dict[str, str]
) -> None:
    assert send(box, path, body, headers).body["user"]["id"] == "U0ANA"


def test_beside_a_json_body_only_the_header_can_hold_the_token(box: Sandbox) -> None:
    body = json.dumps({"token": "xoxb-sandbox", "user": "U0ANA"}).encode()

    assert send(box, "api/users.info", body, {"Content-Type": JSON}).error == "not_authed"


@pytest.mark.parametrize(
    ("content_type", "body", "error"),
    [
        ("", b"user=U0ANA", "missing_post_type"),
        ("application/xml", b"<user/>", "invalid_post_type"),
        ("application/json; charset=latin-9", b"{}", "invalid_charset"),
        (JSON, b'{"user"', "invalid_json"),
        (JSON, b'{"user": NaN}', "invalid_json"),
        (JSON, b'{"user": 1e999}', "invalid_json"),
        (JSON, b"[" * 100_000, "invalid_json"),
        (JSON, b'["user"]', "json_not_object"),
        (FORM, b"user=\xff\xfe", "invalid_form_data"),
        (FORM, b"&".join(b"a%d=1" % number for number in range(1001)), "invalid_form_data"),
        ("multipart/form-data", PART, "invalid_form_data"),
        (FORM, b"us%20er=U0ANA", "invalid_arg_name"),
        (JSON, b'{"user": ["U0ANA"]}', "invalid_array_arg"),
        (JSON, b'{"user": {"id": "U0ANA"}}', "invalid_arguments"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_by_its_reason(
    box: Sandbox, content_type: str, body: bytes, error: str
) -> None:
    answer = send(box, "api/users.info", body, BEARER | {"Content-Type": content_type})

    assert (answer.status, answer.error) == (200, error)


def test_a_missing_and_a_needless_charset_are_warned_of(box: Sandbox) -> None:
    bare = send(box, "api/auth.test", b"{}", BEARER | {"Content-Type": "application/json"}).body
    needless = send(box, "api/auth.test", b"", BEARER | {"Content-Type": f"{FORM}; charset=utf-8"}).body

    assert (bare["ok"], bare["warning"], bare["response_metadata"]) == (
        *(True, "missing_charset"),
        {"warnings": ["missing_charset"]},
    )
    assert needless["warning"] == "superfluous_charset"


def test_half_a_character_does_not_stop_an_answer(box: Sandbox) -> None:
    answer = send(box, "api/api.test", b'{"word": "\\ud83d!"}', {"Content-Type": JSON})

    assert answer.body["args"] == {"word": "?!"}
    assert Driver(box.url).calls("api.test")[0]["arguments"] == {"word": "?!"}
