import json
from dataclasses import replace

import pytest

from domain.digest_living import WeeklyDigest
from domain.effects import Delivered, NotDelivered, Posted
from domain.identity import UserId
from domain.living import CheckInPrompt, Home, ProjectCard, RoundAnswer
from domain.notices import ToPair, ToPerson
from message_templates import Message
from tests.delivery.offices import (
    ANA,
    BEN,
    NET,
    SECRET,
    Facts,
    blocks_in,
    delegated,
    effect_in,
    finished,
    prepared_for,
    skipped,
)

pytestmark = pytest.mark.usefixtures("plain_words")
CARD, ANSWER = ProjectCard.of("P1"), RoundAnswer.of("A1", "R1", "P1")
DM = CheckInPrompt(ToPerson(ANA), "p1", edit_only=True)


def test_an_announcement_is_posted_as_typed_with_its_id_and_without_previews(slack):
    prepared = prepared_for(delegated())

    outcome = slack.tell(prepared)

    (message,) = slack.seen()
    sent = slack.arguments("chat.postMessage")
    assert outcome == Delivered(Posted(NET, message["ts"]))
    assert effect_in(message) == prepared.effect.id
    assert (sent["parse"], sent["link_names"], sent["unfurl_links"], sent["unfurl_media"]) == ("none", "0", "0", "0")


def test_a_direct_message_is_remembered_with_the_channel_that_slack_opened(slack):
    outcome = slack.tell(prepared_for(finished(), ANA))

    (message,) = slack.dm()
    assert outcome.posted.ts == message["ts"]
    assert outcome.posted.channel.startswith("D")


def test_a_living_message_is_edited_in_place(slack):
    posted = slack.tell(prepared_for(CARD)).posted

    outcome = slack.tell(prepared_for(CARD, posted=posted, facts=Facts("changed")))

    (message,) = slack.seen()
    assert outcome == Delivered(posted)
    assert "changed" in message["text"]
    assert slack.arguments("chat.update")["parse"] == "none"


def test_what_two_people_are_told_stands_once_in_their_one_conversation_and_is_edited_there(slack):
    pair = WeeklyDigest(ToPair(ANA, BEN), "w1")
    first = slack.tell(prepared_for(pair, f"{ANA},{BEN}", id="e1"))

    again = slack.tell(prepared_for(pair, f"{ANA},{BEN}", id="e1", uncertain=True))
    outcome = slack.tell(prepared_for(pair, f"{ANA},{BEN}", posted=first.posted, facts=Facts("changed")))

    assert (again, outcome) == (first, first)
    assert slack.arguments("conversations.open")["users"] == f"{ANA},{BEN}"
    assert slack.methods().count("chat.postMessage") == 1
    assert slack.arguments("chat.update")["channel"] == first.posted.channel


def test_two_of_whom_one_has_gone_are_told_nothing(slack):
    outcome = slack.tell(prepared_for(WeeklyDigest(ToPair(ANA, UserId("U0GONE")), "w1"), f"{ANA},U0GONE"))

    assert outcome == NotDelivered("user_disabled")


def test_a_living_message_that_somebody_deleted_is_posted_anew(slack):
    posted = slack.tell(prepared_for(CARD)).posted
    slack.client().chat_delete(channel=NET, ts=posted.ts)

    outcome = slack.tell(prepared_for(CARD, posted=posted))

    (message,) = slack.seen()
    assert outcome.posted.ts == message["ts"] != posted.ts


def test_a_message_that_may_only_be_edited_is_never_posted_anew(slack):
    outcome = slack.tell(prepared_for(DM, ANA, posted=Posted(NET, "1.000001")))

    assert outcome == NotDelivered("message_not_found")
    assert slack.methods() == ["chat.update"]


def test_an_answer_goes_into_its_thread(slack):
    parent = slack.tell(prepared_for(CARD)).posted

    slack.tell(prepared_for(ANSWER, thread_ts=parent.ts))

    replies = slack.client().conversations_replies(channel=NET, ts=parent.ts)["messages"]
    assert [reply["thread_ts"] for reply in replies] == [parent.ts] * 2


def test_an_answer_whose_thread_is_gone_is_said_in_the_channel(slack):
    outcome = slack.tell(prepared_for(ANSWER, thread_ts="1.000001"))

    (message,) = slack.seen()
    assert outcome.posted.ts == message["ts"]


def test_a_home_is_published(slack):
    outcome = slack.tell(prepared_for(Home.of(ANA), ANA, facts=Facts("at home")))

    assert outcome == Delivered()
    assert "at home" in slack.arguments("views.publish")["view"]


def test_a_message_that_slack_cannot_draw_is_said_in_plain_words(slack, monkeypatch):
    from delivery import messages

    wrong = Message("Look here", [{"type": "section", "text": {"type": "plain_text", "text": ""}}])
    monkeypatch.setattr(messages, "draw_message", lambda *_: wrong)

    slack.tell(prepared_for(delegated()))

    (message,) = slack.seen()
    assert message["text"] == "Look here"
    assert not any(block["type"] == "section" for block in message.get("blocks", []))


def test_the_templates_themselves_are_what_is_said(slack, monkeypatch):
    monkeypatch.undo()
    said = delegated("Swap <the> switch")

    slack.tell(replace(prepared_for(said, facts=said), template=said.template))

    (message,) = slack.seen()
    assert "Swap &lt;the&gt; switch" in message["text"]


@pytest.mark.parametrize(("channel", "error"), [(SECRET, "channel_not_found"), ("C0OPS", "not_in_channel")])
def test_a_channel_without_the_bot_needs_a_repair(slack, channel, error):
    outcome = slack.tell(prepared_for(delegated(), channel))

    assert outcome == NotDelivered(error, needs_repair=True)


def test_somebody_who_has_gone_is_told_nothing(slack):
    outcome = slack.tell(prepared_for(finished("U0GONE"), "U0GONE"))

    assert outcome == NotDelivered("user_disabled")


@pytest.mark.parametrize(("wanted", "channel"), [(delegated(), NET), (finished(), ANA), (skipped(), NET)])
def test_what_stands_already_is_not_said_again(slack, wanted, channel):
    first = slack.tell(prepared_for(wanted, channel, id="e1"))

    again = slack.tell(prepared_for(wanted, channel, id="e1", uncertain=True))

    assert again == first
    assert slack.methods().count("chat.postMessage") == 1


def test_what_does_not_stand_is_said(slack):
    slack.tell(prepared_for(delegated(), id="another"))

    slack.tell(prepared_for(delegated(), id="e1", uncertain=True))

    assert [effect_in(message) for message in slack.seen()] == ["another", "e1"]


def test_an_answer_is_looked_for_in_its_thread(slack):
    parent = slack.tell(prepared_for(CARD)).posted
    first = slack.tell(prepared_for(ANSWER, thread_ts=parent.ts, id="e1"))

    again = slack.tell(prepared_for(ANSWER, thread_ts=parent.ts, id="e1", uncertain=True))

    assert again == first
    assert "conversations.replies" in slack.methods()


def test_a_living_message_is_found_by_its_mark_and_brought_up_to_date(slack):
    first = slack.tell(prepared_for(CARD, id="dropped"))

    again = slack.tell(prepared_for(CARD, id="its successor", uncertain=True, facts=Facts("newer")))

    (message,) = slack.seen()
    assert again == first
    assert "newer" in message["text"]


def test_the_old_message_that_cannot_be_edited_is_not_taken_for_the_new_one(slack):
    old = slack.tell(prepared_for(CARD)).posted
    slack.driver.fault("chat.update", "error", error="edit_window_closed")

    outcome = slack.tell(prepared_for(CARD, posted=old, uncertain=True))

    assert outcome.posted.ts == slack.seen()[-1]["ts"] != old.ts


@pytest.mark.parametrize("error", ["missing_scope", "not_in_channel"])
def test_where_nobody_can_look_a_decision_is_said_again_and_says_so(slack, error):
    slack.driver.fault("conversations.history", "error", error=error)

    slack.tell(prepared_for(delegated(), uncertain=True))

    (message,) = slack.seen()
    remark = blocks_in(slack.arguments("chat.postMessage"))[-1]
    assert message["text"].startswith("(may be a repeat) ")
    assert remark["elements"][0]["text"] == "(may be a repeat)"


def test_where_nobody_can_look_a_prompt_is_not_said_again(slack):
    slack.driver.fault("conversations.history", "error", error="missing_scope")

    outcome = slack.tell(prepared_for(skipped(), uncertain=True))

    assert outcome == NotDelivered("uncertain, not repeated")
    assert slack.seen() == []


def test_where_looking_fails_for_now_nothing_is_said_yet(slack):
    slack.driver.fault("conversations.history", "status", status=503)

    outcome = slack.tell(prepared_for(delegated(), uncertain=True))

    assert outcome == NotDelivered("http_503", retry_in=1.0, uncertain=True)
    assert "chat.postMessage" not in slack.methods()


def test_metadata_holds_ids_and_no_words(slack):
    slack.tell(prepared_for(CARD, id="e1", facts=Facts("a secret")))

    metadata = json.loads(slack.arguments("chat.postMessage")["metadata"])
    assert metadata == {"event_type": "steward_message", "event_payload": {"effect": "e1", "mark": CARD.mark}}
