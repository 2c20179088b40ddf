"""The message under a shortcut: as it looked to people, with the link that leads back."""

import pytest

from handlers.quoting import Quoted, readable
from tests.handlers.slack_side import ANA, TEAM

NAMES = {"U1": "Ana Li"}


@pytest.mark.parametrize(
    ("marked", "looked"),
    [
        ("<@U1> and <@U2>", "@Ana Li and @U2"),
        ("<@U9|tom>", "@tom"),
        ("<#C1|net> <#C2>", "#net #C2"),
        ("<!here> <!subteam^S1|@ops> <!date^1^{date}|Friday>", "@here @ops Friday"),
        ("<https://e.com/a>", "https://e.com/a"),
        ("<https://e.com/a|e.com/a>", "https://e.com/a"),
        ("<https://e.com|the plan>", "the plan (https://e.com)"),
        ("<mailto:a@e.com|a@e.com>", "a@e.com"),
        ("a &lt;b&gt; &amp;amp; *c*", "a <b> &amp; *c*"),
        ("&lt;@U1&gt; was typed", "<@U1> was typed"),
    ],
)
def test_a_message_is_quoted_as_it_looked(marked, looked):
    assert readable(marked, NAMES) == looked


@pytest.fixture
def quoted(phone, routes):
    """What a shortcut on a message quotes."""
    seen = []

    @routes.shortcut("quote_it")
    def used(quoted: Quoted) -> None:
        seen.append(quoted)

    def use(message, domain="nordlicht"):
        body = {"callback_id": "quote_it", "message": message, "team": {"id": TEAM, "domain": domain}}
        phone._interact("message_action", channel={"id": "C1", "name": "net"}, **body)
        return seen[-1]

    return use


def test_people_are_quoted_by_their_names_and_the_link_leads_back(quoted):
    found = quoted({"ts": "1608093938.001200", "text": f"<@{ANA}> no ladder\x07", "user": ANA})

    assert found == Quoted("@Ana Li no ladder", "https://nordlicht.slack.com/archives/C1/p1608093938001200", ANA)


def test_the_link_to_a_reply_names_its_thread(quoted):
    found = quoted({"ts": "2.5", "text": "x", "thread_ts": "1.5"})

    assert found.link.endswith("/archives/C1/p25?thread_ts=1.5&cid=C1")


def test_without_an_address_there_is_no_link(quoted):
    assert quoted({"ts": "2.5", "text": "x"}, domain=None) == Quoted("x", "", None)


def test_a_message_without_words_is_quoted_as_nothing(quoted):
    assert quoted({"ts": "2.5"}).words == ""
