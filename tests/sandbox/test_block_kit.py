from __future__ import annotations

from typing import Any

import pytest

from sandbox.block_kit import check_message_blocks, check_options, check_view
from sandbox.block_kit.completed import completed
from tests.sandbox.payloads import actions, button, field, home, modal, option, plain, rich, section

SELECT = {"type": "static_select", "action_id": "s", "placeholder": plain("Choose")}
TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "Task"}], [{"type": "raw_number", "value": 3}]]}
ALERT = {"type": "alert", "level": "warning", "text": plain("Careful")}
CONFIRM = {"title": plain("Sure?"), "text": plain("It is final."), "confirm": plain("Yes"), "deny": plain("No")}
FINE_ANYWHERE = [
    section(fields=[{"type": "mrkdwn", "text": "*x*", "verbatim": True}], accessory=button(confirm=CONFIRM)),
    {"type": "header", "text": plain("Head")},
    {
        "type": "context",
        "elements": [plain("a"), {"type": "image", "image_url": "https://x.example/a", "alt_text": "a"}],
    },
    actions(button("A", "a"), SELECT | {"options": [option("One")], "initial_option": option("One")}),
    {"type": "divider"},
    {"type": "image", "image_url": "https://x.example/a.png", "alt_text": "A picture", "title": plain("Title")},
    rich({"type": "text", "text": "a", "style": {"bold": True}}, {"type": "user", "user_id": "U1"}),
    {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": rich()["elements"]},
            {"type": "rich_text_quote", "elements": [{"type": "date", "timestamp": 1, "format": "{date}"}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "code"}], "border": 0},
        ],
    },
]


@pytest.mark.parametrize("block", FINE_ANYWHERE, ids=lambda block: block["type"])
def test_blocks_that_stand_anywhere_are_accepted_on_every_surface(block: dict[str, Any]) -> None:
    found = check_message_blocks([block]) + check_view(modal(block)) + check_view(home(block), ("home",))

    assert found == []


@pytest.mark.parametrize(
    "element",
    [
        {"type": "plain_text_input", "multiline": True, "max_length": 3000, "min_length": 0, "initial_value": "x"},
        {"type": "number_input", "is_decimal_allowed": False, "min_value": "0", "max_value": "10"},
        {"type": "email_text_input"},
        {"type": "url_text_input"},
        {"type": "rich_text_input"},
        {"type": "datepicker", "initial_date": "2026-02-28"},
        {"type": "timepicker", "initial_time": "23:59", "timezone": "Europe/Berlin"},
        {"type": "datetimepicker", "initial_date_time": 1774515600},
        {"type": "static_select", "option_groups": [{"label": plain("G"), "options": [option("One")]}]},
        {"type": "multi_static_select", "options": [option("One")], "initial_options": [option("One")]},
        {"type": "external_select", "min_query_length": 0},
        {"type": "users_select", "initial_user": "U1"},
        {"type": "multi_users_select", "max_selected_items": 3, "initial_users": []},
        {"type": "conversations_select", "default_to_current_conversation": True, "filter": {"include": ["public"]}},
        {"type": "channels_select", "response_url_enabled": True},
        {"type": "checkboxes", "options": [{"text": {"type": "mrkdwn", "text": "*x*"}, "value": "x"}]},
        {"type": "radio_buttons", "options": [option("One"), option("Two")], "initial_option": option("Two")},
        {"type": "file_input", "filetypes": ["pdf"], "max_files": 3},
    ],
    ids=lambda element: element["type"],
)
def test_every_input_element_is_accepted_in_a_modal(element: dict[str, Any]) -> None:
    found = check_view(modal(field("Field", element, hint=plain("Hint"), optional=True)))

    assert found == []


REFUSED = [
    (section("x" * 3001), "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    (section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ({"type": "section"}, "missing required field: text or fields [json-pointer:/blocks/0]"),
    (section(fields=[plain("x")] * 11), "no more than 10 items allowed [json-pointer:/blocks/0/fields]"),
    (section(fields=[plain("x" * 2001)]), "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]"),
    (
        {"type": "header", "text": plain("x" * 151)},
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    (
        {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
        "must be one of: plain_text [json-pointer:/blocks/0/text/type]",
    ),
    (
        {"type": "context", "elements": [plain("x")] * 11},
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    ({"type": "context", "elements": []}, "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"),
    (
        actions(*[button(action_id=str(n)) for n in range(26)]),
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (actions(button("x" * 76)), "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"),
    (actions(button(value="x" * 2001)), "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]"),
    (
        actions(button(style="default")),
        "must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]",
    ),
    (
        actions(button(), button()),
        "`action_id` 'press' already exists for another element [json-pointer:/blocks/0/elements]",
    ),
    (actions({"type": "wheel"}), "unsupported type: wheel [json-pointer:/blocks/0/elements/0/type]"),
    (actions(SELECT), "must provide either options or option_groups [json-pointer:/blocks/0/elements/0]"),
    (
        actions(SELECT | {"options": [option(str(n)) for n in range(101)]}),
        "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    (
        actions(SELECT | {"options": [option("One")], "initial_option": option("Two")}),
        "initial option must match exactly one of the options [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    (
        actions(SELECT | {"options": [option("One", "v" * 151)]}),
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
    ),
    (
        actions(SELECT | {"options": [option("One")], "placeholder": plain("x" * 151)}),
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]",
    ),
    (
        actions({"type": "overflow", "action_id": "o", "options": [option(str(n)) for n in range(6)]}),
        "no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    (
        actions({"type": "checkboxes", "action_id": "c", "options": [option(str(n)) for n in range(11)]}),
        "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    (
        section(accessory=button(confirm=CONFIRM | {"title": plain("x" * 101)})),
        "must be less than 101 characters [json-pointer:/blocks/0/accessory/confirm/title/text]",
    ),
    (
        section(accessory={"type": "plain_text_input", "action_id": "t"}),
        "unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]",
    ),
    ({"type": "image", "image_url": "https://x.example"}, "missing required field: alt_text [json-pointer:/blocks/0]"),
    (
        {"type": "section", "text": plain("a"), "accessory": {"type": "image", "alt_text": "a"}},
        "must provide either image_url or slack_file [json-pointer:/blocks/0/accessory]",
    ),
    ({"type": "divider", "colour": "red"}, "invalid additional property: colour [json-pointer:/blocks/0]"),
    ({"type": "divider", "block_id": "b" * 256}, "must be less than 256 characters [json-pointer:/blocks/0/block_id]"),
    ({"type": "carousel"}, "unsupported type: carousel [json-pointer:/blocks/0/type]"),
    ({"text": "no type"}, "missing required field: type [json-pointer:/blocks/0]"),
    ("words", "must provide an object [json-pointer:/blocks/0]"),
    (ALERT, "unsupported type: alert [json-pointer:/blocks/0/type]"),
    (field("Field"), "an input outside a modal needs dispatch_action [json-pointer:/blocks/0]"),
    (
        field("Field", "email_text_input", dispatch_action=True),
        "unsupported type: email_text_input [json-pointer:/blocks/0/element/type]",
    ),
    (
        rich({"type": "text", "text": ""}),
        "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
    ),
    (
        rich({"type": "broadcast", "range": "all"}),
        "must be one of: here, channel, everyone [json-pointer:/blocks/0/elements/0/elements/0/range]",
    ),
    (
        {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]},
        "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]",
    ),
    (
        {"type": "table", "rows": [[{"type": "raw_text", "text": "x" * 5001}] * 2]},
        "must have less than 10001 characters in all cells [json-pointer:/blocks/0/rows]",
    ),
]


@pytest.mark.parametrize(("block", "complaint"), REFUSED, ids=lambda part: part if isinstance(part, str) else "")
def test_a_wrong_block_is_refused_with_its_place(block: Any, complaint: str) -> None:
    found = check_message_blocks([block])

    assert found == [f"[ERROR] {complaint}"]


def test_a_message_has_at_most_fifty_blocks() -> None:
    assert check_message_blocks([section()] * 50) == []
    assert check_message_blocks([section()] * 51) == ["[ERROR] no more than 50 items allowed [json-pointer:/blocks]"]


def test_two_blocks_cannot_share_a_block_id() -> None:
    found = check_message_blocks([section(block_id="b"), section(block_id="b")])

    assert found == ['[ERROR] `block_id` "b" already exists [json-pointer:/blocks/1/block_id]']


def test_markdown_is_counted_over_the_whole_message() -> None:
    found = check_message_blocks([{"type": "markdown", "text": "x" * 7000}] * 2)

    assert found == ["[ERROR] markdown blocks must have less than 12001 characters in total [json-pointer:/blocks/1]"]


def test_a_message_has_one_table() -> None:
    assert check_message_blocks([TABLE]) == []
    assert "only one table" in check_message_blocks([TABLE, TABLE])[0]


@pytest.mark.parametrize(
    ("view", "complaint"),
    [
        (modal(section(), title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
        (modal(field("F"), submit=None), "missing required field: submit [json-pointer:/view]"),
        (
            modal(section(), private_metadata="x" * 3001),
            "must be less than 3001 characters [json-pointer:/view/private_metadata]",
        ),
        (modal(*[section()] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
        (modal(TABLE), "unsupported type: table [json-pointer:/view/blocks/0/type]"),
        (modal({"type": "markdown", "text": "x"}), "unsupported type: markdown [json-pointer:/view/blocks/0/type]"),
        (home(section()), "must be one of: modal [json-pointer:/view/type]"),
        (
            modal(field("A", {"type": "number_input"})),
            "missing required field: is_decimal_allowed [json-pointer:/view/blocks/0/element]",
        ),
        (
            modal(field("A", {"type": "plain_text_input", "max_length": 3001})),
            "must be between 1 and 3000 [json-pointer:/view/blocks/0/element/max_length]",
        ),
        (
            modal(*[field(n, {"type": "plain_text_input", "focus_on_load": True}) for n in "ab"]),
            "only one element may have focus_on_load [json-pointer:/view/blocks/1/element]",
        ),
        (
            modal(field("A", {"type": "datepicker", "initial_date": "tomorrow"})),
            "must be a date in the format YYYY-MM-DD [json-pointer:/view/blocks/0/element/initial_date]",
        ),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_a_wrong_view_is_refused_with_its_place(view: dict[str, Any], complaint: str) -> None:
    assert check_view(view) == [f"[ERROR] {complaint}"]


def test_an_alert_stands_in_a_modal_only() -> None:
    assert check_view(modal(ALERT)) == []
    assert check_view(home(ALERT), ("home",)) != []


def test_options_answers_are_checked() -> None:
    assert check_options({"options": [option("One")]}) == []
    assert check_options({"options": [option("x" * 76)]}) != []
    assert check_options({}) != []


def test_accepted_blocks_get_the_ids_and_defaults_that_were_left_out() -> None:
    sent = [
        {"type": "section", "text": {"type": "mrkdwn", "text": "x"}},
        actions({"type": "button", "text": plain("B")}),
    ]

    shown = completed(sent)

    assert shown[0]["block_id"]
    assert shown[0]["text"]["verbatim"] is False
    assert shown[1]["elements"][0]["action_id"]
    assert shown[1]["elements"][0]["text"]["emoji"] is True
    assert "block_id" not in sent[0]
