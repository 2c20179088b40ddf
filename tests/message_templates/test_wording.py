"""What the templates say, to whom, and what can be pressed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

import handlers
from domain.identity import UserId
from domain.notices import TaskAnswered, TaskDelegated, ToPerson, ToProject
from domain.tasks import Priority
from handlers.routing import Kind
from message_templates import draw_message, draw_view, speak_as
from tests.message_templates.drawn import Named, draw, speeches, templates, turns
from tests.message_templates.made import LONGEST, parts
from use_cases.prompts import PromptFacts
from use_cases.sections import Section
from use_cases.tasks import AnswerForm

ANA, LI = UserId("U1"), UserId("U2")
NAMES = {"U1": "Ana", "U2": "Li"}
DELEGATED = TaskDelegated(ToProject("p"), "NET-12", "Order the switches", LI, ANA, date(2026, 12, 4), Priority.URGENT)
SPEECHES = speeches()
ROUTES = handlers.route_book()


def said(message) -> str:
    return "".join(one["text"] for one in parts(message.blocks) if one["type"] == "text")


def test_a_notification_says_who_what_and_which():
    message = draw_message("task_delegated", Named(DELEGATED, NAMES))

    assert message.text == "Li has a new task, NET-12: Order the switches"


def test_only_who_must_act_is_mentioned():
    message = draw_message("task_delegated", Named(DELEGATED, NAMES))

    assert [one["user_id"] for one in parts(message.blocks) if one["type"] == "user"] == [LI]


def test_a_decline_says_why_and_what_to_do_next():
    declined = TaskAnswered(ToPerson(ANA), "NET-12", "Order the switches", "Campus", "declined", LI, "No time")

    message = draw_message("task_answered", Named(declined, NAMES))

    assert message.text == "Li declined NET-12: Order the switches"
    assert "No time" in said(message)
    assert message.blocks[-1]["elements"][0]["text"].endswith("/project delegate NET")


def test_the_command_is_called_as_it_is_called_here():
    speak_as("/steward")
    try:
        message = draw_message("help", verbs=[], is_admin=False)
    finally:
        speak_as("/project")

    assert "/steward" in said(message)


def test_a_modal_carries_its_own_name_and_what_its_submission_needs():
    view = draw_view("decline_task", Named(AnswerForm("t1", "NET-12", "Order the switches"), {}))

    assert (view["callback_id"], view["private_metadata"]) == ("decline_task", '{"task_id":"t1"}')


@pytest.mark.parametrize("place", [place for place in templates() if place in SPEECHES])
def test_everything_that_can_be_pressed_is_answered(place):
    speech = SPEECHES[place]
    seen = [draw(speech, replace(LONGEST, turn=turn)) for turn in turns(speech)]

    pressed = {
        (one["action_id"] if not view or view["type"] == "home" else f"{view['callback_id']}.{block['block_id']}")
        for _, blocks, view in seen
        for block in blocks
        for one in [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]
        if one["type"] == "button"
    }
    assert [name for name in sorted(pressed) if (Kind.ACTION, name) not in ROUTES] == []


@pytest.mark.parametrize("place", [place for place in templates() if place.startswith("modals/")])
def test_every_modal_that_can_be_sent_is_answered(place):
    _, _, view = draw(SPEECHES[place], LONGEST)

    assert (Kind.VIEW, view["callback_id"]) in ROUTES


def test_a_check_in_whose_rounds_are_closed_takes_a_late_answer_and_no_absence():
    day, closed = date(2026, 12, 4), datetime(2026, 12, 4, 14, tzinfo=UTC)
    section = Section("p", "NET", "Campus", day, closed, closed, is_open=False, is_late=True, answered=False)

    message = draw_message("checkin_prompt", Named(PromptFacts("1", ANA, day, False, False, (section,)), {}))

    assert message.text == "The check-in of Fri 4 Dec 2026 is closed; a late answer is kept and marked"
    assert [button["text"]["text"] for button in message.blocks[-1]["elements"]] == ["Answer"]
