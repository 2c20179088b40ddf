"""Everything that somebody might write in order to make a page do something, in every place that takes words."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

RUN = "alert('ran')"
SHORT = "<svg onload=alert()>"  # fits a modal's title
WORDS = [
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f'"><svg/onload={RUN}>',
    f"' onmouseover='{RUN}' autofocus onfocus='{RUN}",
    f"</textarea></title></style><script>{RUN}</script>",
    f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    f"<a href=javascript:{RUN}>press</a>",
    f"<form action=javascript:{RUN}><button>press</button></form>",
    "<base href=//elsewhere.example/><meta http-equiv=refresh content=0;url=//elsewhere.example>",
    "<style>@import '//elsewhere.example/x.css';</style>",
    "{{7*7}} ${7*7} #{7*7} {% if 1 %} <%= 7*7 %> [[7*7]]",
    "--><!-- ]]> <![CDATA[ &lt;b&gt; &amp;amp; &#60;b&#62; \\u003cb\\u003e %3Cscript%3E",
    "null undefined NaN __proto__ constructor toString [object Object]",
]
LINKS = [
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"java\tscript:{RUN}",
    f" \x01javascript:{RUN}",
    f"javascript://elsewhere.example/%0a{RUN}",
    "vbscript:msgbox(1)",
    f"data:text/html,<script>{RUN}</script>",
    f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{RUN}'/>",
    "file:///etc/passwd",
    "blob:http://127.0.0.1/x",
    "//elsewhere.example/x",
]
MRKDWN = [
    *(f"<{link}|press>" for link in LINKS),
    f"<!date^1700000000^{{date}}^javascript:{RUN}|when>",
    "<!date^1700000000^{__proto__} {constructor} {toString}|when>",
    "<!date^99999999999999999999^{date}|when> <!date^^|> <!date> <!> <@> <#> <|> <!subteam^>",
    f"<@U1|{SHORT}> <#C1|{SHORT}> <!subteam^S1|{SHORT}> <@UNKNOWN|{SHORT}>",
    f"`{SHORT}` ```{SHORT}``` *{SHORT}* _{SHORT}_ ~{SHORT}~ :{SHORT}: :__proto__: :constructor:",
    f"&gt; {SHORT}\n>>> {SHORT}\n* {SHORT}\n1. {SHORT}",
]
EVERYTHING = " | ".join(WORDS)[:1900]
SPOKEN = [*MRKDWN, *LINKS, *WORDS]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def emoji_too(text: str) -> Json:
    return plain(text) | {"emoji": True}


def mrkdwn(text: str, **more: Any) -> Json:
    return {"type": "mrkdwn", "text": text} | more


def option(text: str, value: str, **more: Any) -> Json:
    return {"text": plain(text[:75]), "value": value} | more


def confirm(text: str) -> Json:
    return {"title": plain(text[:100]), "text": mrkdwn(text), "confirm": plain(text[:30]), "deny": plain(text[:30])}


def rich(*parts: Json) -> Json:
    return {"type": "rich_text", "elements": list(parts)}


def sentence(*words: Json, kind: str = "rich_text_section", **more: Any) -> Json:
    return {"type": kind, "elements": list(words)} | more


def typed(text: str, **style: bool) -> Json:
    return {"type": "text", "text": text} | ({"style": style} if style else {})


def blocks_saying(text: str) -> list[Json]:
    """A block of every kind that takes words, in a message or a Home."""
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": text}, rich(sentence(typed(text)))]]}
    points = sentence(sentence(typed(text)), kind="rich_text_list", style="bullet")
    return [
        {"type": "section", "text": mrkdwn(text), "fields": [plain(text), mrkdwn(text, verbatim=True)]},
        {"type": "section", "text": emoji_too(text)},
        {"type": "header", "text": plain(text[:150])},
        {"type": "context", "elements": [plain(text), mrkdwn(text)]},
        rich(sentence(typed(text, bold=True), typed(text, code=True)), points),
        rich(sentence(typed(text), kind="rich_text_quote"), sentence(typed(text), kind="rich_text_preformatted")),
        {"type": "markdown", "text": text},
        table,
        {"type": "image", "image_url": "https://elsewhere.example/x.png", "alt_text": text, "title": plain(text)},
        {"type": "actions", "elements": elements_saying(text)},
    ]


def elements_saying(text: str) -> list[Json]:
    """Every element that shows words of the app before anybody touches it."""
    options = [option(text, "a", description=plain(text[:75])), option("Another", "b")]
    grouped = [{"label": plain(text[:75]), "options": [option("One", "c")]}]
    asked: Json = {"placeholder": plain(text[:150]), "confirm": confirm(text)}
    button = {
        "type": "button",
        "action_id": "button",
        "text": plain(text[:75]),
        "value": text,
        "confirm": confirm(text),
    }
    return [
        button | {"accessibility_label": text[:75]},
        {"type": "static_select", "action_id": "select", "options": options} | asked,
        {"type": "static_select", "action_id": "grouped", "option_groups": grouped} | asked,
        {"type": "overflow", "action_id": "overflow", "options": options},
        {"type": "checkboxes", "action_id": "ticks", "options": options},
        {"type": "radio_buttons", "action_id": "radio", "options": options},
        {"type": "external_select", "action_id": "found", "min_query_length": 0} | asked,
    ]


def blocks_leading_to(link: str) -> list[list[Json]]:
    """Every way in which a message can lead somewhere; each in blocks of its own, since Slack may refuse it."""
    led = {"type": "link", "url": link, "text": "follow"}
    moment = {"type": "date", "timestamp": 1700000000, "format": "{date}", "url": link, "fallback": "when"}
    picture = {"type": "image", "image_url": link, "alt_text": "a picture"}
    button = {"type": "button", "action_id": "go", "text": plain("go"), "url": link}
    menu = {"type": "overflow", "action_id": "menu", "options": [option("go", "a", url=link), option("stay", "b")]}
    return [
        [rich(sentence(led, {"type": "link", "url": link}))],
        [rich(sentence(moment))],
        [{"type": "actions", "elements": [button, menu]}],
        [picture],
        [
            {
                "type": "section",
                "text": plain("x"),
                "accessory": {"type": "image", "image_url": link, "alt_text": "small"},
            }
        ],
        [{"type": "markdown", "text": f"[follow]({link}) ![picture]({link})"}],
    ]


ODD_PARTS: list[list[Json]] = [
    [rich(sentence({"type": "emoji", "name": SHORT, "unicode": "zz-<script>"}))],
    [rich(sentence({"type": "emoji", "name": "__proto__"}, {"type": "emoji", "name": "x", "unicode": "7fffffff"}))],
    [rich(sentence({"type": "color", "value": "red;background:url(//elsewhere.example)"}))],
    [rich(sentence({"type": "date", "timestamp": 1, "format": "{__proto__} {constructor}", "fallback": SHORT}))],
    [rich(sentence({"type": "user", "user_id": SHORT}, {"type": "channel", "channel_id": SHORT}))],
    [rich(sentence({"type": "usergroup", "usergroup_id": SHORT}))],
]


def form_saying(text: str) -> Json:
    """A modal with words in every place that takes them."""
    options = [option(text, "a", description=plain(text[:75])), option("Another", "b")]
    asked = {"placeholder": plain(text[:150])}
    fields: dict[str, Json] = {
        "words": {"type": "plain_text_input", "initial_value": text, "max_length": 3000} | asked,
        "tall": {"type": "plain_text_input", "initial_value": text, "multiline": True} | asked,
        "address": {"type": "url_text_input", "initial_value": f"https://example.com/{text}"} | asked,
        "rich": {"type": "rich_text_input", "initial_value": rich(sentence(typed(text)))} | asked,
        "one": {"type": "static_select", "options": options, "initial_option": options[0]} | asked,
        "many": {"type": "multi_static_select", "options": options, "initial_options": options} | asked,
        "people": {"type": "multi_users_select", "initial_users": ["U3"]} | asked,
        "rooms": {"type": "conversations_select"} | asked,
        "found": {"type": "external_select", "min_query_length": 0} | asked,
        "ticks": {"type": "checkboxes", "options": options, "initial_options": options[:1]},
    }
    shown = [
        {"type": "input", "block_id": name, "label": plain(text), "hint": plain(text), "optional": True}
        | {"element": element | {"action_id": name}}
        for name, element in fields.items()
    ]
    ends = {"title": plain(SHORT), "submit": plain(SHORT), "close": plain(SHORT)}
    return {"type": "modal", "callback_id": "form", "blocks": [*blocks_saying(text)[:6], *shown]} | ends
