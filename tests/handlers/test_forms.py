"""A submitted modal becomes a frozen dataclass, whatever its elements; everything wrong is said at once."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identity import ChannelId, UserId
from domain.refusals import Refused
from handlers.forms import group, read_form, value_of
from tests.handlers.slack_side import chosen, modal, typed

HOSTILE = [
    "<!channel> <@U1> <https://e.com|x> &lt; *b* _i_ ~s~ `c`",
    "{{ 7*7 }} {% raw %}",
    '{"type": "broadcast"}',
    "'; DROP TABLE people; --",
    "שלום עולם 👩‍👩‍👧 e\u0301",
    "😀😀😀",
    "x" * 3000,
]


class Size(StrEnum):
    """A choice."""

    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True)
class EveryForm:
    """One field of each type."""

    name: str
    size: Size
    due: date
    lead: UserId
    users: int
    note: str = ""
    hours: str | None = None
    price: Decimal | None = None
    percent: int | None = None
    at: time | None = None
    when: datetime | None = None
    home: ChannelId | None = None
    private: bool = False
    helpers: tuple[UserId, ...] = ()
    sizes: tuple[Size, ...] = ()
    days: tuple[int, ...] = ()
    priority: Size = Size.SMALL


@dataclass(frozen=True)
class Named:
    """A form with one required text."""

    name: str


@dataclass(frozen=True)
class Noted:
    """A form with one optional text."""

    note: str = ""


REQUIRED = {
    "name": "Net",
    "size": chosen("large"),
    "due": {"type": "datepicker", "selected_date": "2027-02-28"},
    "lead": {"type": "users_select", "selected_user": "U1"},
    "users": {"type": "number_input", "value": "40"},
}


def several(kind, *values):
    return {"type": kind, "selected_options": [{"value": value} for value in values]}


def test_what_must_be_there_is_read_and_the_rest_has_its_defaults():
    form = read_form(EveryForm, modal(**REQUIRED))

    assert form == EveryForm("Net", Size.LARGE, date(2027, 2, 28), UserId("U1"), 40)


@pytest.mark.parametrize(
    ("name", "state", "expected"),
    [
        ("note", typed("two words"), "two words"),
        ("note", {"type": "email_text_input", "value": "a@b.co"}, "a@b.co"),
        ("note", {"type": "url_text_input", "value": "https://x.y"}, "https://x.y"),
        ("hours", typed("1,5"), "1,5"),
        ("price", {"type": "number_input", "value": "12.50"}, Decimal("12.50")),
        ("price", {"type": "number_input", "value": "-,5"}, Decimal("-0.5")),
        ("percent", {"type": "number_input", "value": "60"}, 60),
        ("percent", {"type": "number_input", "value": "-3.0"}, -3),
        ("percent", {"type": "number_input", "value": None}, None),
        ("at", {"type": "timepicker", "selected_time": "09:30", "timezone": "Europe/Berlin"}, time(9, 30)),
        ("when", {"type": "datetimepicker", "selected_date_time": 1774515600}, datetime(2026, 3, 26, 9, tzinfo=UTC)),
        ("home", {"type": "conversations_select", "selected_conversation": "C1"}, "C1"),
        ("home", {"type": "channels_select", "selected_channel": "C2"}, "C2"),
        ("home", {"type": "channels_select", "selected_channel": None}, None),
        ("private", several("checkboxes", "yes"), True),
        ("private", several("checkboxes"), False),
        ("private", chosen("no"), False),
        ("helpers", {"type": "multi_users_select", "selected_users": ["U1", "W2"]}, ("U1", "W2")),
        ("helpers", {"type": "multi_conversations_select", "selected_conversations": []}, ()),
        ("helpers", {"type": "multi_channels_select", "selected_channels": ["C3"]}, ("C3",)),
        ("sizes", several("multi_static_select", "large", "small"), (Size.LARGE, Size.SMALL)),
        ("sizes", several("multi_external_select", "small"), (Size.SMALL,)),
        ("days", several("checkboxes", "1", "5"), (1, 5)),
        ("priority", {"type": "radio_buttons", "selected_option": {"value": "large"}}, Size.LARGE),
        ("priority", {"type": "external_select", "selected_option": {"value": "large"}}, Size.LARGE),
        ("priority", {"type": "static_select", "selected_option": None}, Size.SMALL),
        ("note", {"type": "file_input", "files": [{"id": "F1"}]}, "F1"),
    ],
)
def test_every_element_is_read(name, state, expected):
    form = read_form(EveryForm, modal(**{**REQUIRED, name: state}))

    assert getattr(form, name) == expected


def test_rich_text_is_read_as_its_words():
    section = [
        {"type": "text", "text": "Hi "},
        {"type": "user", "user_id": "U1"},
        {"type": "emoji", "name": "wave"},
        {"type": "link", "url": "https://x.y"},
    ]
    items = [{"type": "rich_text_section", "elements": [{"type": "text", "text": word}]} for word in ("one", "two")]
    rich = {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": [*section, {"type": "text", "text": "\n"}]},
            {"type": "rich_text_list", "elements": items},
        ],
    }

    form = read_form(Noted, modal(note={"type": "rich_text_input", "rich_text_value": rich}))

    assert form.note == "Hi @U1:wave:https://x.y\none\ntwo"


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_typed_stays_as_it_was_typed(text):
    assert read_form(Named, modal(name=text)) == Named(text)


def test_what_nobody_can_type_is_removed_and_line_ends_are_one():
    form = read_form(Named, modal(name="a\x00b\x1b[31m\x85c\ud83d\td\r\ne\u202e"))

    assert form.name == "ab[31mc\td\ne\u202e"


@given(st.text(st.characters(codec=None), max_size=50))
def test_whatever_is_typed_can_be_saved_and_read_again(text):
    note = read_form(Noted, modal(note=text)).note

    assert note.encode().decode() == note
    assert read_form(Noted, modal(note=note)).note == note


def test_the_ends_of_a_line_are_trimmed_and_those_of_a_text_are_not():
    view = modal("note", note="  indented\n")
    several_lines = modal("note", note="  indented\n")
    several_lines["blocks"][0]["element"]["multiline"] = True

    assert read_form(Noted, view).note == "indented"
    assert read_form(Noted, several_lines).note == "  indented\n"


@pytest.mark.parametrize("blank", ["", "   ", "\n\t", "\u200b\u200d", "\u00a0", "\x00", None])
def test_what_nobody_can_see_is_nothing(blank):
    with pytest.raises(Refused) as refusal:
        read_form(Named, modal(name=typed(blank)))

    assert (refusal.value.message, refusal.value.field) == ("Please fill this in.", "name")
    assert read_form(Noted, modal(note=typed(blank))).note == ""


@pytest.mark.parametrize(
    ("name", "state", "words"),
    [
        ("users", "abc", "Enter a whole number"),
        ("users", "3.5", "Enter a whole number"),
        ("users", "1_000", "Enter a whole number"),
        ("users", "١٢", "Enter a whole number"),
        ("users", "9" * 400, "Enter a whole number"),
        ("price", "NaN", "Enter a number"),
        ("price", "1e9", "Enter a number"),
        ("due", {"type": "datepicker", "selected_date": "2027-02-29"}, "Pick a day of the calendar"),
        ("due", "20270228", "Pick a day of the calendar"),
        ("due", {"type": "datepicker", "selected_date": None}, "Pick a date."),
        ("at", "25:00", "Pick a time of day"),
        ("at", "9", "Pick a time of day"),
        ("when", {"type": "datetimepicker", "selected_date_time": 99999999999}, None),
        ("when", "soon", "Pick a day and a time"),
        ("size", chosen("huge"), "Choose one of the options."),
        ("sizes", several("checkboxes", "small", "huge"), "Choose one of the options."),
        ("lead", {"type": "users_select", "selected_user": None}, "Choose a person."),
        ("users", {"type": "number_input", "value": None}, "Enter a number."),
        ("name", "x" * 3001, "Use at most 3,000 characters here."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(name, state, words):
    view = modal(**{**REQUIRED, name: state})
    if words is None:
        assert read_form(EveryForm, view).when.year == 5138
        return

    with pytest.raises(Refused) as refusal:
        read_form(EveryForm, view)

    assert refusal.value.field == name
    assert refusal.value.message.startswith(words)


def test_the_form_s_own_limit_holds_even_when_slack_did_not_keep_it():
    view = modal("name", name="x" * 81)
    view["blocks"][0]["element"]["max_length"] = 80

    with pytest.raises(Refused, match="at most 80 characters"):
        read_form(Named, view)


def test_all_problems_are_said_at_once():
    with pytest.raises(Refused) as refusal:
        read_form(EveryForm, modal(**{**REQUIRED, "name": "", "users": "many", "due": "soon"}))

    assert [problem.field for problem in refusal.value.problems] == ["name", "due", "users"]


def test_a_view_without_any_state_is_a_form_with_nothing_in_it():
    with pytest.raises(Refused) as refusal:
        read_form(EveryForm, {"id": "V1"})

    assert len(refusal.value.problems) == 5


@dataclass(frozen=True)
class Row:
    """One repeated group."""

    percent: int
    done: str = ""


@dataclass(frozen=True)
class KeyedRow:
    """One repeated group that knows its key."""

    project: str
    percent: int


@dataclass(frozen=True)
class Sheet:
    """A form with groups in it."""

    name: str
    rows: dict[str, Row] = field(default_factory=dict)


ROWS = {"percent__NET-2": "60", "done__NET-2": "wired", "percent__A@B": "5"}


def test_groups_are_read_by_their_keys_in_the_order_they_stand_in():
    view = modal("percent@NET-2", "done@NET-2", "percent@A@B", name="x", **ROWS)

    rows = group(Row, view, by="project")

    assert list(rows.items()) == [("NET-2", Row(60, "wired")), ("A@B", Row(5))]


def test_a_group_may_hold_its_key():
    rows = group(KeyedRow, modal(**{"percent__NET-2": "60"}), by="project")

    assert rows == {"NET-2": KeyedRow("NET-2", 60)}


def test_a_problem_in_a_group_names_the_block():
    view = modal("percent@A", "percent@B", percent__A="many", percent__B="")

    with pytest.raises(Refused) as refusal:
        group(Row, view, by="project")

    assert [problem.field for problem in refusal.value.problems] == ["percent@A", "percent@B"]


def test_a_form_with_groups_says_the_problems_of_both_at_once():
    good = modal(name="x", **ROWS)
    bad = modal(name="", percent__A="many")

    with pytest.raises(Refused) as refusal:
        read_form(Sheet, bad)

    assert [problem.field for problem in refusal.value.problems] == ["name", "percent@A"]
    assert read_form(Sheet, good).rows["NET-2"] == Row(60, "wired")
    assert read_form(Sheet, modal(name="x")).rows == {}


def test_a_form_that_nobody_could_read_is_a_mistake_in_the_form():
    @dataclass(frozen=True)
    class Odd:
        """A form with a field that no element can hold."""

        thing: complex

    with pytest.raises(TypeError, match="complex"):
        read_form(Odd, modal(thing="1"))


def test_one_block_of_an_open_modal_can_be_read_by_itself():
    view = modal(name=" Net\x00 ", size=chosen("small"))

    assert [value_of(view, block) for block in ("name", "size", "gone")] == [" Net ", "small", ""]
