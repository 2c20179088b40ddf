"""rich_text: sections, lists, quotes and preformatted text, and the words inside them."""

from __future__ import annotations

from sandbox.block_kit.shapes import Rule, Shape, boolean, choice, integer, list_of, string, typed

STYLE = Shape({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight"), boolean))
MENTION_STYLE = Shape(
    {}, dict.fromkeys(("bold", "italic", "strike", "highlight", "client_highlight", "unlink"), boolean)
)
STYLED: dict[str, Rule] = {"style": STYLE}
MENTION: dict[str, Rule] = {"style": MENTION_STYLE}
ANY_ID = string(255)

WORDS: dict[str, Shape] = {
    "text": Shape({"text": string(40_000)}, STYLED),
    "link": Shape({"url": string(3000)}, STYLED | {"text": string(40_000), "unsafe": boolean}),
    "user": Shape({"user_id": ANY_ID}, MENTION),
    "channel": Shape({"channel_id": ANY_ID}, MENTION),
    "usergroup": Shape({"usergroup_id": ANY_ID}, MENTION),
    "team": Shape({"team_id": ANY_ID}, MENTION),
    "broadcast": Shape({"range": choice("here", "channel", "everyone")}, STYLED),
    "emoji": Shape({"name": string(255)}, STYLED | {"unicode": string(100), "skin_tone": integer(2, 6)}),
    "color": Shape({"value": string(30)}, STYLED),
    "date": Shape(
        {"timestamp": integer(0, 99_999_999_999), "format": string(3000)},
        STYLED | {"url": string(3000), "fallback": string(3000)},
    ),
}
INLINE = list_of(typed(WORDS, WORDS), 10_000, 0)
PLAIN_WORDS = list_of(typed(WORDS, {"text", "link"}), 10_000, 0)
SECTION = Shape({"elements": INLINE})
BORDER = integer(0, 1)
INDENT = integer(0, 8)

PARTS: dict[str, Shape] = {
    "rich_text_section": SECTION,
    "rich_text_quote": Shape({"elements": INLINE}, {"border": BORDER}),
    "rich_text_preformatted": Shape({"elements": PLAIN_WORDS}, {"border": BORDER, "language": string(100)}),
    "rich_text_list": Shape(
        {
            "style": choice("bullet", "ordered"),
            "elements": list_of(typed({"rich_text_section": SECTION}, {"rich_text_section"}), 10_000, 0),
        },
        {"indent": INDENT, "offset": integer(0, 1_000_000), "border": BORDER},
    ),
}
RICH_TEXT = Shape({"elements": list_of(typed(PARTS, PARTS), 10_000)}, {"type": choice("rich_text"), "block_id": ANY_ID})
