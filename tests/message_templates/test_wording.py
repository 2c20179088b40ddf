"""What the templates say, to whom, and what can be pressed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.briefs import Priority
from domain.difficulties import Severity
from domain.gate_notices import StateReached
from domain.identity import UserId
from domain.notices import LevelJudged, ToPerson, ToProject
from domain.roles import Role
from domain.states import State
from domain.task_notices import TaskAnswered, TaskDelegated
from domain.urgency import Waiting, Why
from message_templates import draw_message, draw_view, speak_as
from message_templates.filters import lasting
from storage.portfolio import Counted
from tests.make import NOON
from tests.message_templates.drawn import Named
from tests.message_templates.made import LONGEST, made, parts
from use_cases.briefings import BriefingFacts
from use_cases.listing import ListedProject, ProjectList
from use_cases.my_work import MyWork
from use_cases.offers import AnswerForm
from use_cases.project_facts import ProjectFacts
from use_cases.prompts import PromptFacts
from use_cases.rounds import RoundParentFacts
from use_cases.sections import Section
from use_cases.status import SharedStatusFacts

ANA, LI = UserId("U1"), UserId("U2")
NAMES = {"U1": "Ana", "U2": "Li"}
DELEGATED = TaskDelegated(ToProject("p"), "NET-12", "Order the switches", LI, ANA, date(2026, 12, 4), Priority.URGENT)


def said(message) -> str:
    return "".join(one["text"] for one in parts(message.blocks) if one["type"] == "text")


def test_a_notification_says_who_what_and_which():
    message = draw_message("task_delegated", Named(DELEGATED, NAMES))

    assert message.text == "Li has a new task, NET-12: Order the switches"


def test_only_who_must_act_is_mentioned():
    message = draw_message("task_delegated", Named(DELEGATED, NAMES))

    assert [one["user_id"] for one in parts(message.blocks) if one["type"] == "user"] == [LI]


def test_a_decline_says_why_and_what_to_do_next():
    declined = TaskAnswered(ToPerson(ANA), "NET-12", "Order the switches", "Campus", "declined", LI, "No time", "t1")

    message = draw_message("task_answered", Named(declined, NAMES))

    assert message.text == "Li declined NET-12: Order the switches"
    assert "No time" in said(message)
    assert buttons(message) == [("Give it to somebody else", "t1")]


def test_a_question_can_be_answered_where_it_is_read():
    asked = TaskAnswered(ToPerson(ANA), "NET-12", "Order the switches", "Campus", "asked", LI, "How many?", "t1")

    message = draw_message("task_answered", Named(asked, NAMES))

    assert message.text == "Li asks about NET-12: Order the switches"
    assert buttons(message) == [("Answer", "t1")]


def test_the_command_is_called_as_it_is_called_here():
    speak_as("/steward")
    try:
        message = draw_message("help", verbs=[], groups=[], first=[], is_admin=False)
    finally:
        speak_as("/project")

    assert "/steward" in said(message)


def test_a_modal_carries_its_own_name_and_what_its_submission_needs():
    view = draw_view("decline_task", Named(AnswerForm("t1", "NET-12", "Order the switches"), {}))

    assert (view["callback_id"], view["private_metadata"]) == ("decline_task", '{"task_id":"t1"}')


def prompt(day=date(2026, 12, 4), is_today=True, away=False, ended=False, is_late=True):
    closed = datetime(2026, 12, 4, 14, tzinfo=UTC)
    section = Section("p", "NET", "Campus", day, closed, closed, not is_late, is_late, answered=False)
    facts = PromptFacts("1", ANA, day, is_today, away, ended, (section,))
    return draw_message("checkin_prompt", Named(facts, {}))


def buttons(message):
    return [(one["text"]["text"], one["value"]) for one in parts(message.blocks) if one["type"] == "button"]


def test_a_check_in_whose_rounds_are_closed_takes_a_late_answer_and_no_absence():
    message = prompt()

    assert message.text == "The check-in of Fri 4 Dec 2026 is closed; a late answer is kept and marked"
    assert buttons(message) == [("Answer late", "1")]


@pytest.mark.parametrize("stands", [{"ended": True}, {"away": True}, {"away": True, "ended": True}], ids=str)
def test_after_the_day_or_an_absence_a_late_answer_is_one_press_away(stands):
    message = prompt(**stands)

    assert buttons(message) == [("Answer late", "1")]
    assert "checkin" not in said(message)


def test_an_absence_is_of_today_or_names_its_day():
    today, other = (buttons(prompt(is_today=one, is_late=False)) for one in (True, False))

    assert today == [("Answer", "1"), ("I am away today", "1")]
    assert other == [("Answer", "1"), ("I am away on Fri 4 Dec 2026", "1")]


def test_a_round_that_a_hold_stopped_says_so_and_calls_nobody_missing():
    at = datetime(2026, 12, 4, 14, tzinfo=UTC)
    facts = RoundParentFacts("NET", "Campus", date(2026, 12, 4), False, True, at, (ANA,), (), (), (), (), 0)

    message = draw_message("round_parent", Named(facts, NAMES))

    assert "Stopped: the project no longer went on." in said(message)
    assert not {"Missing", "Closed", "Answer"} & set(said(message).replace(".", " ").replace(":", " ").split())


def test_a_shared_status_says_of_when_it_is_and_nothing_that_goes_stale():
    at = datetime(2026, 11, 30, 10, tzinfo=UTC)
    status = replace(made(ProjectFacts, LONGEST), days_left=1, next_checkin=at, state=State.ACTIVE)

    message = draw_message("shared_status", Named(SharedStatusFacts(status, ANA, at), NAMES))

    dates = [one["format"] for one in parts(message.blocks) if one["type"] == "date"]
    assert said(message).startswith("As of ")
    assert set(dates) == {"{date_short} at {time}"}
    assert not [words for words in ("open now", "tomorrow", "today") if words in said(message).lower()]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.COMPLETED, "was completed on Fri 4 Dec 2026"),
        (State.CLOSED, "was completed on Fri 4 Dec 2026 and is closed"),
        (State.CANCELLED, "was cancelled on Fri 4 Dec 2026"),
    ],
)
def test_a_project_that_is_over_says_when_it_ended_and_nothing_of_it_is_due(state, words):
    ended = date(2026, 12, 4)
    facts = replace(made(ProjectFacts, LONGEST), state=state, ended_on=ended, overdue=0, missing=())
    line = ListedProject("NET", "Net", "Acme", state, ANA, ended, 0, 0, 0, ended)
    page = ProjectList("", "", "", "", None, None, (line,), None, None)

    status, listed = (
        draw_message(*one) for one in (("status", Named(facts, NAMES)), ("project_list", Named(page, NAMES)))
    )

    assert words in status.text
    assert ", due " not in said(status) + status.text
    assert words.split(" ", 1)[1].removesuffix(" and is closed") in said(listed)
    assert "due" not in said(listed)


def test_what_is_difficult_is_counted_in_one_sentence():
    counted = (Counted(Severity.CRITICAL, 1, 0, NOON), Counted(Severity.LOW, 2, 0, NOON))
    facts = replace(made(ProjectFacts, LONGEST), open_difficulties=3, difficulties=counted, oldest_difficulty_days=2)

    message = draw_message("status", Named(facts, NAMES))

    assert " 3 open difficulties:  1 critical,  2 low; the oldest 2 days old" in said(message)


@pytest.mark.parametrize(
    ("minutes", "said_as"),
    [(0, "less than a minute"), (12, "12 min"), (125, "2 h 5 min"), (24 * 60 + 30, "1 day"), (3000, "2 days 2 h")],
)
def test_how_long_something_took_is_said_in_its_two_largest_units(minutes, said_as):
    assert lasting(minutes) == said_as


def test_a_phone_says_of_what_waits_what_it_is_and_where():
    waiting = (Waiting(Why.CHECK_IN, "1", "NET", "Campus"), Waiting(Why.ROLE, "2", "NET", "Campus"))

    message = draw_message("my_work", Named(MyWork(waiting, 2, 2, 0, None, None), {}))

    assert message.text == "2 things wait for you: check-in NET, role NET"


def test_what_is_under_way_is_neither_counted_nor_headed_as_what_waits():
    begun = Waiting(Why.CHECK_IN, "1", "NET", "Campus")
    asked_for = Waiting(Why.REQUESTED, "2", "7", "Wi-Fi", date(2026, 12, 4))

    both = draw_message("my_work", Named(MyWork((begun, asked_for), 2, 1, 0, None, None), {}))
    own = draw_message("my_work", Named(MyWork((asked_for,), 1, 0, 0, None, None), {}))

    assert both.text == "1 thing waits for you: check-in NET"
    assert own.text == "Nothing waits for you; 1 thing is under way"
    headings = [[one["text"]["text"] for one in said.blocks if one["type"] == "header"] for said in (both, own)]
    assert headings == [["Waiting for you", "Under way"], ["Under way"]]


def test_an_observer_is_told_in_one_sentence_that_nobody_will_ask_them():
    facts = replace(made(BriefingFacts, LONGEST), roles=(Role.OBSERVER,), project_name="Net")

    words = said(draw_message("role_briefing", Named(facts, NAMES)))

    assert "You read along: nobody will ask you anything" in words
    assert "You decide" not in words


@pytest.mark.parametrize(
    ("said_by", "words"),
    [
        (
            LevelJudged(ToPerson(ANA), "Networking", 2, 2, LI, False),
            "Li confirmed your level 2 in Networking",
        ),
        (
            StateReached(ToProject("p"), "NET", "Campus", State.SCOPED, "plan the stages"),
            "Campus (NET) is scoped. Next: plan the stages",
        ),
    ],
)
def test_a_notification_alone_says_by_whom_and_what_is_next(said_by, words):
    assert draw_message(said_by.template, Named(said_by, NAMES)).text == words
