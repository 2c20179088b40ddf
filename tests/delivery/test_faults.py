"""Slack goes wrong in every way it can, and people see one message."""

import time

import pytest

from delivery.calling import Pauses
from domain.effects import CreateChannel, Delivered, NotDelivered
from domain.living import ProjectCard
from tests.delivery.offices import ANA, NET, delegated, finished, prepared_for

pytestmark = pytest.mark.usefixtures("plain_words")
FAULTS = [
    {"kind": "drop_before"},
    {"kind": "drop_after"},
    {"kind": "status", "status": 500},
    {"kind": "status", "status": 503, "after": True},
    {"kind": "garbage"},
    {"kind": "garbage", "after": True},
    {"kind": "error", "error": "fatal_error", "after": True},
    {"kind": "error", "error": "internal_error"},
    {"kind": "status", "status": 429, "retry_after": 1},
]
named = [f"{f['kind']} {f.get('status', '')} {'after' if f.get('after') else ''}".strip() for f in FAULTS]


def until_told(slack, wanted, channel):
    """What the outbox does: again while there is a pause to wait, with the doubt that was recorded."""
    uncertain, outcomes = False, []
    for attempt in range(1, 6):
        outcome = slack.tell(prepared_for(wanted, channel, id="e1", uncertain=uncertain, attempts=attempt))
        outcomes.append(outcome)
        if isinstance(outcome, Delivered) or outcome.retry_in is None:
            break
        uncertain = outcome.uncertain
        slack.pauses = Pauses()
    return outcomes


@pytest.mark.parametrize("fault", FAULTS, ids=named)
@pytest.mark.parametrize(("wanted", "channel"), [(delegated(), NET), (finished(), ANA), (ProjectCard.of("P1"), NET)])
def test_a_message_is_seen_once(slack, fault, wanted, channel):
    slack.driver.fault("chat.postMessage", **fault)

    outcomes = until_told(slack, wanted, channel)

    seen = slack.seen() if channel == NET else slack.dm()
    assert len(outcomes) == 2
    assert outcomes[-1].posted.ts == seen[0]["ts"]
    assert len(seen) == 1


@pytest.mark.parametrize("fault", FAULTS, ids=named)
def test_a_channel_is_made_once(slack, fault):
    slack.driver.fault("conversations.create", **fault)

    outcomes = until_told(slack, CreateChannel("P1", "rollout", False), "")

    made = [one for one in slack.client().conversations_list()["channels"] if one["name"] == "rollout"]
    assert [outcomes[-1].channel] == [one["id"] for one in made]


@pytest.mark.parametrize("fault", FAULTS, ids=named)
def test_an_edit_is_repeated_without_asking(slack, fault):
    card = ProjectCard.of("P1")
    posted = slack.tell(prepared_for(card)).posted
    slack.driver.fault("chat.update", **fault)

    first = slack.tell(prepared_for(card, posted=posted))
    slack.pauses = Pauses()
    second = slack.tell(prepared_for(card, posted=posted, attempts=2))

    assert (first.retry_in, first.uncertain) == (1.0, False)
    assert second == Delivered(posted)


def test_a_limit_holds_back_the_method_and_no_other(slack):
    card = ProjectCard.of("P1")
    posted = slack.tell(prepared_for(card)).posted
    slack.driver.fault("chat.postMessage", "status", status=429, retry_after=60)
    slack.tell(prepared_for(delegated()))

    held = slack.tell(prepared_for(delegated()))
    other = slack.tell(prepared_for(card, posted=posted))

    assert (held.error, held.uncertain) == ("ratelimited", False)
    assert 50 < held.retry_in <= 60
    assert other == Delivered(posted)
    assert slack.methods() == ["chat.postMessage", "chat.postMessage", "chat.update"]


def test_a_pause_ends(slack):
    pauses = Pauses()
    pauses.hold("T1", "chat.update", 0.01)

    time.sleep(0.02)

    assert pauses.left("T1", "chat.update") == 0
    assert pauses.left("T2", "chat.update") == 0


def test_a_slow_answer_leaves_doubt_and_time_to_arrive(slack):
    slack.driver.fault("chat.postMessage", "latency", seconds=1.5)

    outcome = slack.tell(prepared_for(delegated()), timeout=1)

    assert outcome == NotDelivered("timeout", retry_in=5.0, uncertain=True)


def test_nothing_is_sent_when_the_lease_is_about_to_end(slack):
    outcome = slack.tell(prepared_for(delegated()), seconds=-1.0)

    assert outcome == NotDelivered("ran_out_of_time", retry_in=1.0)
    assert slack.methods() == []


def test_slack_out_of_reach_leaves_no_doubt(slack):
    slack.box.stop()

    outcome = slack.tell(prepared_for(delegated()))

    assert outcome == NotDelivered("unreachable", retry_in=1.0)
