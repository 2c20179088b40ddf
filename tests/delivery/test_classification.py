import socket
import ssl
from http.client import BadStatusLine, IncompleteRead, RemoteDisconnected
from types import SimpleNamespace
from urllib.error import URLError

import pytest
from slack_sdk.errors import SlackApiError

from delivery.classification import AFTER_TIMEOUT, SLOW, VERDICTS, Verdict, failure_of


def answered(status=200, headers=None, **data):
    response = SimpleNamespace(status_code=status, headers=headers or {}, data={"ok": False} | data)
    return SlackApiError("no", response)


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        ("not_in_channel", Verdict.HUMAN),
        ("channel_not_found", Verdict.HUMAN),
        ("is_archived", Verdict.HUMAN),
        ("name_taken", Verdict.HUMAN),
        ("invalid_name_specials", Verdict.HUMAN),
        ("restricted_action_read_only_channel", Verdict.HUMAN),
        ("missing_scope", Verdict.HUMAN),
        ("user_disabled", Verdict.PERMANENT),
        ("user_not_found", Verdict.PERMANENT),
        ("cannot_dm_bot", Verdict.PERMANENT),
        ("messages_tab_disabled", Verdict.PERMANENT),
        ("invalid_blocks", Verdict.PERMANENT),
        ("internal_error", Verdict.AMBIGUOUS),
        ("fatal_error", Verdict.AMBIGUOUS),
        ("service_unavailable", Verdict.AMBIGUOUS),
        ("update_failed", Verdict.PASSING),
        ("invalid_auth", Verdict.PASSING),
    ],
)
def test_an_error_of_slack_has_its_verdict(error, verdict):
    failure = failure_of(answered(error=error))

    assert (failure.error, failure.verdict) == (error, verdict)


def test_an_error_nobody_has_heard_of_is_not_tried_for_ever():
    failure = failure_of(answered(error="brand_new_error"))

    assert (failure.error, failure.verdict) == ("brand_new_error", Verdict.PERMANENT)


@pytest.mark.parametrize("alias", ["channel_is_archived", "is_inactive"])
def test_an_archived_channel_has_one_name(alias):
    failure = failure_of(answered(error=alias))

    assert failure == VERDICTS["is_archived"]


@pytest.mark.parametrize("headers", [{"Retry-After": "7"}, {"retry-after": ["7"]}])
def test_slack_is_left_alone_as_long_as_it_asks(headers):
    failure = failure_of(answered(429, headers, error="ratelimited"))

    assert (failure.verdict, failure.pause, failure.asked) == (Verdict.PASSING, 7.0, True)


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "soon"}, {"Retry-After": "0"}])
def test_without_a_sensible_wish_a_second_is_left(headers):
    failure = failure_of(answered(429, headers, error="ratelimited"))

    assert failure.pause == 1.0


def test_a_suspended_installation_waits_a_minute_and_loses_nothing():
    failure = failure_of(answered(error="token_revoked"))

    assert (failure.verdict, failure.pause) == (Verdict.PASSING, SLOW)


@pytest.mark.parametrize("error", ["Received a response in a non-JSON format: <html>", None, 17])
def test_an_answer_that_is_none_of_slacks_may_hide_a_success(error):
    failure = failure_of(answered(error=error))

    assert failure.verdict is Verdict.AMBIGUOUS


def test_a_server_error_may_have_come_after_the_deed():
    failure = failure_of(answered(502, error="invalid_blocks"))

    assert (failure.error, failure.verdict) == ("http_502", Verdict.AMBIGUOUS)


@pytest.mark.parametrize(
    "error",
    [
        URLError(ConnectionRefusedError()),
        URLError(socket.gaierror()),
        URLError(ssl.SSLCertVerificationError()),
        ConnectionRefusedError(),
    ],
)
def test_what_was_never_sent_can_be_sent_again(error):
    failure = failure_of(error)

    assert failure.verdict is Verdict.PASSING


@pytest.mark.parametrize(
    "error",
    [
        RemoteDisconnected(),
        ConnectionResetError(),
        BrokenPipeError(),
        URLError(ConnectionResetError()),
        URLError("no host given"),
        BadStatusLine("x"),
        IncompleteRead(b""),
        ValueError(),
    ],
)
def test_what_broke_off_may_have_arrived(error):
    failure = failure_of(error)

    assert failure.verdict is Verdict.AMBIGUOUS


@pytest.mark.parametrize("error", [TimeoutError(), URLError(TimeoutError())])
def test_what_timed_out_is_given_time_to_arrive(error):
    failure = failure_of(error)

    assert (failure.verdict, failure.pause) == (Verdict.AMBIGUOUS, AFTER_TIMEOUT)


def test_every_error_stands_in_one_class_only():
    from delivery import classification as c

    named = [*c.PERMANENT, *c.HUMAN, *c.AMBIGUOUS, *c.PASSING, *c.PASSING_SLOWLY]

    assert len(named) == len(set(named))
    assert set(named) < set(VERDICTS)
