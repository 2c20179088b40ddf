import pytest

from delivery.calling import CallFailed
from delivery.classification import Failure, Verdict
from delivery.outcomes import outcome_of, pause_after
from domain.effects import CreateChannel, InvitePeople, NotDelivered, SetTopic
from tests.delivery.offices import ANA, delegated, effect_of, finished

TOPIC, PEOPLE, MAKING = SetTopic("P1", "about"), InvitePeople("P1", (ANA,)), CreateChannel("P1", "net", False)


def failed(error, verdict, method="chat.postMessage", **more):
    return CallFailed(method, Failure(error, verdict, **more))


def test_pauses_double_from_a_second_to_half_a_minute():
    pauses = [pause_after(attempts) for attempts in range(1, 8)]

    assert pauses == [1, 2, 4, 8, 16, 30, 30]
    assert pause_after(10_000) == 30


def test_what_passes_is_tried_again_without_doubt():
    outcome = outcome_of(failed("unreachable", Verdict.PASSING), effect_of(delegated(), attempts=3))

    assert outcome == NotDelivered("unreachable", retry_in=4.0)


def test_an_unknown_outcome_of_a_post_is_remembered():
    outcome = outcome_of(failed("timeout", Verdict.AMBIGUOUS, pause=5.0), effect_of(delegated()))

    assert outcome == NotDelivered("timeout", retry_in=5.0, uncertain=True)


def test_an_unknown_outcome_of_an_edit_is_simply_repeated():
    outcome = outcome_of(failed("timeout", Verdict.AMBIGUOUS, "chat.update"), effect_of(delegated()))

    assert outcome == NotDelivered("timeout", retry_in=1.0, uncertain=False)


def test_doubt_once_raised_stays():
    limited = failed("ratelimited", Verdict.PASSING, "conversations.history", pause=9.0, asked=True)

    outcome = outcome_of(limited, effect_of(delegated(), uncertain=True, attempts=9))

    assert outcome == NotDelivered("ratelimited", retry_in=9.0, uncertain=True)


@pytest.mark.parametrize(
    ("wanted", "error", "repaired"),
    [
        (delegated(), "restricted_action", True),
        (delegated(), "not_in_channel", True),
        (finished(), "channel_not_found", False),
        (MAKING, "name_taken", True),
        (MAKING, "restricted_action", True),
        (TOPIC, "restricted_action", False),
        (TOPIC, "missing_scope", False),
        (TOPIC, "is_archived", True),
        (PEOPLE, "not_in_channel", True),
    ],
)
def test_a_person_repairs_what_is_wrong_with_a_channel_and_nothing_else(wanted, error, repaired):
    outcome = outcome_of(failed(error, Verdict.HUMAN), effect_of(wanted))

    assert outcome == NotDelivered(error, needs_repair=repaired)
