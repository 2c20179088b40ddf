from __future__ import annotations

from sandbox.driver import plain
from sandbox.plain_text import Names
from tests.sandbox.payloads import actions, button, rich, section
from tests.sandbox.payloads import plain as words

NAMES = Names({"U1": "ana"}, {"C1": "room"})


def test_blocks_read_as_lines() -> None:
    item = {"type": "rich_text_section", "elements": [{"type": "text", "text": "point"}]}
    message = {
        "text": "not this",
        "blocks": [
            {"type": "header", "text": words("Head")},
            section("Words", fields=[words("Field")], accessory=button("More")),
            {"type": "context", "elements": [{"type": "mrkdwn", "text": "by <@U1> in <#C1> &amp; <https://x|there>"}]},
            rich(
                {"type": "user", "user_id": "U1"}, {"type": "text", "text": " owns "}, {"type": "emoji", "name": "eyes"}
            ),
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_list", "style": "ordered", "elements": [item, item]}],
            },
            actions(button("Accept", "a"), button("Decline", "d")),
            {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}, {"type": "raw_number", "value": 3}]]},
        ],
    }

    lines = plain(message, NAMES).splitlines()

    assert lines == [
        "Head",
        "Words",
        "Field",
        "[More]",
        "by @ana in #room & there",
        "@ana owns :eyes:",
        "1. point",
        "2. point",
        "[Accept] [Decline]",
        "a | 3",
    ]


def test_a_message_without_blocks_is_its_text() -> None:
    assert plain({"text": "<@U1> said &lt;hi&gt; <!here> <!date^1^{date}|soon>"}, NAMES) == "@ana said <hi> @here soon"
    assert plain(None) == ""
