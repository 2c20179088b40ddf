"""Every answer has two and a half seconds from when Slack sent the request, and each call gets what is left."""

import time

import pytest

from handlers.deadline import Deadline, lateness

FORM = {"type": "modal", "callback_id": "make", "blocks": []}


class Watch:
    """A clock that the test moves."""

    seconds = 100.0

    def __call__(self):
        return self.seconds


def test_what_is_left_shrinks_but_never_below_what_one_call_needs():
    watch = Watch()
    deadline = Deadline(watch, lateness=0.5)

    left = [deadline.left()]
    watch.seconds += 1.5
    left.append(deadline.left())
    watch.seconds += 9
    left.append(deadline.left())

    assert left == pytest.approx([2.0, 0.5, 0.3])


def test_one_call_may_be_given_less_than_what_is_left():
    deadline = Deadline(Watch())

    assert deadline.left(at_most=2.0) == 2.0


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("1000", 0.0),
        ("999", 0.4),
        ("998", 1.4),
        ("997", 2.4),
        ("400", 0.0),
        ("2000", 0.0),
        ("soon", 0.0),
        ("²", 0.0),
        (None, 0.0),
    ],
)
def test_lateness_is_what_the_stamp_shows_beyond_its_whole_seconds(stamp, expected):
    headers = {"x-slack-request-timestamp": [stamp]} if stamp else {}

    assert lateness(headers, real_time=1000.4) == pytest.approx(expected)


def test_a_request_that_waited_in_a_queue_leaves_less_time_for_slack(phone, routes):
    given = []

    @routes.command("make")
    def make_asked(client):
        given.append(client.timeout)

    phone.command("make")
    phone.sent_seconds_ago = 2
    phone.command("make")

    fresh, queued = given
    assert 2.0 < fresh <= 2.5
    assert 0.3 <= queued < 1.6


@pytest.mark.slow
def test_a_slow_slack_is_not_waited_for_longer_than_people_wait(phone, routes, slack):
    @routes.command("make")
    def make_asked(open_modal):
        open_modal(FORM)

    @routes.action("make")
    def make_pressed(open_modal):
        open_modal(FORM)

    slack.pause, phone.sent_seconds_ago = 2.0, 2
    before = time.monotonic()
    answer = phone.command("make")
    pressed = phone.press("make")
    seconds = time.monotonic() - before

    assert "could not open the form in time" in answer.said["text"]
    assert pressed.status == 200
    assert "could not open the form in time" in slack.told("answer")[0]["text"]
    assert seconds < 4.5
