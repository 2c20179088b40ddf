from datetime import UTC, datetime, timedelta

import pytest

from delivery.channels import TOPIC_LENGTH, topic_that_fits
from domain.effects import (
    BookmarkCard,
    CreateChannel,
    Delivered,
    InvitePeople,
    JoinChannel,
    NotDelivered,
    PinCard,
    SetTopic,
)
from domain.living import ProjectCard
from tests.delivery.offices import ANA, BEN, BOT, NET, OPS, SECRET, prepared_for

pytestmark = pytest.mark.usefixtures("plain_words")
MAKING = CreateChannel("P1", "rollout", False)


def channel(slack, channel):
    return slack.client().conversations_info(channel=channel)["channel"]


def members(slack, channel):
    return set(slack.client().conversations_members(channel=channel)["members"])


@pytest.mark.parametrize("private", [False, True])
def test_a_channel_is_made(slack, private):
    outcome = slack.tell(prepared_for(CreateChannel("P1", "rollout", private), ""))

    made = channel(slack, outcome.channel)
    assert (made["name"], made["is_private"], outcome.channel_name) == ("rollout", private, "rollout")


def test_a_channel_that_was_made_meanwhile_is_not_made_again(slack):
    outcome = slack.tell(prepared_for(MAKING, NET))

    assert outcome == Delivered(channel=NET)
    assert slack.methods() == []


def test_a_taken_name_is_for_a_person_to_decide(slack):
    outcome = slack.tell(prepared_for(CreateChannel("P1", "net", False), ""))

    assert outcome == NotDelivered("name_taken", needs_repair=True)
    assert slack.methods() == ["conversations.create"]


def test_an_impossible_name_is_for_a_person_to_decide(slack):
    outcome = slack.tell(prepared_for(CreateChannel("P1", "No Way!", False), ""))

    assert outcome.needs_repair
    assert outcome.error.startswith("invalid_name")


def test_after_doubt_our_own_channel_is_taken(slack):
    first = slack.tell(prepared_for(MAKING, ""))

    again = slack.tell(prepared_for(MAKING, "", uncertain=True))

    assert again == first


def test_after_doubt_a_channel_from_before_is_still_somebody_elses(slack):
    slack.tell(prepared_for(MAKING, ""))
    later = datetime.now(UTC) + timedelta(hours=1)

    outcome = slack.tell(prepared_for(MAKING, "", uncertain=True, added_at=later))

    assert outcome == NotDelivered("name_taken", needs_repair=True)


def test_after_doubt_a_channel_of_somebody_else_is_not_taken(slack):
    outcome = slack.tell(prepared_for(CreateChannel("P1", "ops", False), "", uncertain=True))

    assert outcome == NotDelivered("name_taken", needs_repair=True)


def test_an_open_channel_is_joined(slack):
    outcome = slack.tell(prepared_for(JoinChannel("P1", OPS), OPS))

    assert outcome == Delivered(channel=OPS, channel_name="ops")
    assert BOT in members(slack, OPS)


def test_a_private_channel_that_has_the_bot_is_fine(slack):
    slack.driver.channel("invite", SECRET, user=BOT)

    outcome = slack.tell(prepared_for(JoinChannel("P1", SECRET), SECRET))

    assert outcome == Delivered(channel=SECRET, channel_name="secret")


def test_without_the_scope_to_join_being_there_is_enough(slack):
    slack.driver.fault("conversations.join", "error", error="missing_scope")

    outcome = slack.tell(prepared_for(JoinChannel("P1", NET), NET))

    assert outcome == Delivered(channel=NET, channel_name="net")


def test_without_the_scope_to_join_somebody_has_to_invite_the_bot(slack):
    slack.driver.fault("conversations.join", "error", error="missing_scope")

    outcome = slack.tell(prepared_for(JoinChannel("P1", OPS), OPS))

    assert outcome == NotDelivered("not_in_channel", needs_repair=True)


def test_a_private_channel_without_the_bot_needs_a_repair(slack):
    outcome = slack.tell(prepared_for(JoinChannel("P1", SECRET), SECRET))

    assert outcome.needs_repair


def test_an_archived_channel_needs_a_repair(slack):
    slack.driver.channel("archive", OPS)

    outcome = slack.tell(prepared_for(JoinChannel("P1", OPS), OPS))

    assert outcome == NotDelivered("is_archived", needs_repair=True)


@pytest.mark.parametrize("people", [(BEN,), (ANA, BEN, BOT, "U0GONE", "U0NOBODY")])
def test_who_can_come_is_brought_in(slack, people):
    outcome = slack.tell(prepared_for(InvitePeople("P1", people)))

    assert outcome == Delivered()
    assert members(slack, NET) == {ANA, BEN, BOT}


def test_who_is_there_already_is_no_trouble(slack):
    outcome = slack.tell(prepared_for(InvitePeople("P1", (ANA,))))

    assert outcome == Delivered()


def test_many_people_are_brought_in_by_the_hundred(slack):
    people = tuple(f"U{number}" for number in range(250))

    slack.tell(prepared_for(InvitePeople("P1", people)))

    sizes = [len(call["arguments"]["users"].split(",")) for call in slack.driver.calls("conversations.invite")]
    assert sizes == [100, 100, 50]


def test_the_topic_is_set_as_typed(slack):
    outcome = slack.tell(prepared_for(SetTopic("P1", "NET · <!channel> & co")))

    assert outcome == Delivered()
    assert channel(slack, NET)["topic"]["value"] == "NET · &lt;!channel&gt; &amp; co"


@pytest.mark.parametrize("topic", ["x" * 400, "&" * 400, "é<" * 200])
def test_a_long_topic_is_cut_between_characters(topic):
    fitting = topic_that_fits(topic)

    assert TOPIC_LENGTH - 5 <= len(fitting) <= TOPIC_LENGTH
    assert topic.startswith(fitting.replace("&lt;", "<").replace("&amp;", "&"))


def test_a_topic_that_stands_is_not_told_to_the_channel_again(slack):
    slack.tell(prepared_for(SetTopic("P1", "about")))

    slack.tell(prepared_for(SetTopic("P1", "about"), attempts=2))

    assert slack.methods().count("conversations.setTopic") == 1


@pytest.mark.parametrize(
    ("standing", "kept"), [("About cables", True), ("OPS · theirs", True), ("NET · as it was", False), ("", False)]
)
def test_what_people_wrote_into_the_topic_of_a_channel_stays(slack, standing, kept):
    slack.client().conversations_setTopic(channel=NET, topic=standing)

    slack.tell(prepared_for(SetTopic("P1", "NET · Campus")))

    assert channel(slack, NET)["topic"]["value"] == (standing if kept else "NET · Campus")


def test_a_card_is_pinned_and_bookmarked_once(slack):
    card = slack.tell(prepared_for(ProjectCard.of("P1"))).posted
    pin, mark = PinCard("P1"), BookmarkCard("P1", "NET card")

    outcomes = [slack.tell(prepared_for(step, card=card)) for step in (pin, pin, mark, mark)]

    bookmarks = slack.client().bookmarks_list(channel_id=NET)["bookmarks"]
    assert outcomes == [Delivered()] * 4
    assert [item["message"]["ts"] for item in slack.client().pins_list(channel=NET)["items"]] == [card.ts]
    assert [bookmark["title"] for bookmark in bookmarks] == ["NET card"]


@pytest.mark.parametrize("step", [PinCard("P1"), BookmarkCard("P1", "card")])
def test_without_a_card_there_is_nothing_to_pin(slack, step):
    outcome = slack.tell(prepared_for(step))

    assert outcome == NotDelivered("the card was not posted")
