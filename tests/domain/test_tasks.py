from dataclasses import replace
from datetime import timedelta

import pytest

from domain.briefs import brief_problems, title_and_why
from domain.projects import Lifecycle
from domain.refusals import Refused
from domain.roles import Party
from domain.tasks import Task, TaskState
from tests import make
from tests.make import ANA, BEN, NOON, PM, TODAY, TOMORROW, YESTERDAY

LATER = NOON + timedelta(hours=1)
ACTS = {
    "accept": lambda task: task.accepted(LATER),
    "decline": lambda task: task.declined("No time", LATER),
    "take back": lambda task: task.taken_back(),
    "ask": lambda task: task.asked("How many?"),
    "progress 40": lambda task: task.progressed(40, BEN, LATER),
    "progress 100": lambda task: task.progressed(100, BEN, LATER),
    "finish": lambda task: task.finished(BEN, LATER),
    "reply": lambda task: replace(task, question="How many?").replied("Two"),
    "edit": lambda task: task.edited(make.brief(title="Else"), PM, TODAY, LATER),
    "give to another": lambda task: task.edited(make.brief(assignee=BEN), PM, TODAY, LATER),
    "drop": lambda task: task.dropped("Not needed", PM, LATER),
    "reopen": lambda task: task.reopened(),
}
# Every act in every state: where it leads, or - for a refusal.
TRANSITIONS = """
              offered   accepted  declined  done      dropped
accept        accepted  -         -         -         -
decline       declined  -         -         -         -
take-back     declined  -         -         -         -
ask           offered   accepted  -         -         -
progress-40   accepted  accepted  -         -         -
progress-100  done      done      -         -         -
finish        done      done      -         -         -
reply         offered   accepted  -         -         -
edit          offered   accepted  offered   -         -
give-to-another offered offered   offered   -         -
drop          dropped   dropped   dropped   -         -
reopen        -         -         offered   offered   offered
"""


def cells() -> list[tuple[str, str, str]]:
    states, *rows = [line.split() for line in TRANSITIONS.strip().splitlines()]
    return [
        (row[0].replace("-", " "), state, after) for row in rows for state, after in zip(states, row[1:], strict=True)
    ]


def task(state: str = "offered", **changes) -> Task:
    offered = Task.delegated(make.unsaved_project(), make.brief(**changes), PM, TODAY, NOON)
    return replace(offered, state=TaskState(state), percent=100 if state == "done" else 0)


@pytest.mark.parametrize(("act", "state", "after"), cells())
def test_every_act_in_every_state_leads_where_the_table_says(act, state, after):
    before = task(state)

    if after == "-":
        with pytest.raises(Refused, match="NET-1"):
            ACTS[act](before)
    else:
        assert ACTS[act](before).state == after


def test_the_table_has_every_state_and_every_act():
    assert {state for _, state, _ in cells()} == set(TaskState)
    assert {act for act, _, _ in cells()} == set(ACTS)


def test_a_delegated_task_takes_the_next_number_and_everything_that_was_typed():
    project = replace(make.unsaved_project(), last_task_number=11)
    brief = make.brief(title="  Mount  ", why="So", done_means="Hung", helpers=(BEN,), due=TODAY)

    given = Task.delegated(project, brief, PM, TODAY, NOON)

    assert (given.key, given.number, given.project_id) == ("NET-12", 12, project.id)
    assert (given.title, given.why, given.done_means, given.due) == ("Mount", "So", "Hung", TODAY)
    assert (given.delegated_by, given.delegated_at, given.state, given.percent) == (PM, NOON, TaskState.OFFERED, 0)


def test_the_assignee_is_no_helper_and_a_helper_helps_once():
    assert task(helpers=(BEN, ANA, BEN)).helpers == (BEN,)


@pytest.mark.parametrize("over", [Lifecycle.COMPLETED, Lifecycle.CLOSED, Lifecycle.CANCELLED])
def test_no_work_is_delegated_in_a_project_that_is_over(over):
    with pytest.raises(Refused, match=f"NET is {over.value}"):
        Task.delegated(replace(make.unsaved_project(), lifecycle=over), make.brief(), PM, TODAY, NOON)


@pytest.mark.parametrize("state", [Lifecycle.PLANNING, Lifecycle.ACTIVE, Lifecycle.ON_HOLD])
def test_work_may_be_delegated_from_draft_on(state):
    assert Task.delegated(replace(make.unsaved_project(), lifecycle=state), make.brief(), PM, TODAY, NOON)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, set()),
        ({"due": TODAY}, set()),
        ({"title": "x" * 200}, set()),
        ({"due": YESTERDAY}, {"due"}),
        ({"title": " \n "}, {"title"}),
        ({"title": "x" * 201, "due": YESTERDAY}, {"title", "due"}),
    ],
)
def test_a_brief_is_refused_beside_each_wrong_field(changes, fields):
    assert {problem.field for problem in brief_problems(make.brief(**changes), TODAY)} == fields


def test_an_answer_remembers_when_it_was_given():
    assert task().accepted(LATER).answered_at == LATER
    assert task().declined("No", LATER).answered_at == LATER
    assert task().accepted(LATER).progressed(40, ANA, LATER + timedelta(1)).answered_at == LATER


def test_who_finished_a_task_and_when_stays_with_it():
    done = task().progressed(100, BEN, LATER)

    assert (done.percent, done.done_by, done.done_at) == (100, BEN, LATER)


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (lambda task: task.declined(" \n", LATER), "reason"),
        (lambda task: task.asked("  "), "question"),
        (lambda task: task.asked("How many?").replied(" "), "answer"),
        (lambda task: task.dropped("\n", PM, LATER), "reason"),
        (lambda task: task.progressed(-1, ANA, LATER), "percent"),
        (lambda task: task.progressed(101, ANA, LATER), "percent"),
    ],
)
def test_an_answer_without_words_or_with_an_impossible_number_is_refused_beside_its_field(act, field):
    with pytest.raises(Refused) as refusal:
        act(task())

    assert refusal.value.field == field


def test_a_task_that_was_finished_or_dropped_comes_back_as_it_was():
    working = task().accepted(LATER).progressed(40, ANA, LATER)

    assert working.finished(BEN, LATER).reopened() == replace(working, percent_before=40)
    assert working.dropped("Not needed", PM, LATER).reopened() == replace(working, percent_before=40)
    assert task().finished(BEN, LATER).reopened().state is TaskState.OFFERED
    assert task().finished(ANA, LATER).reopened().state is TaskState.ACCEPTED


def test_a_task_that_was_declined_is_offered_again_when_it_is_reopened():
    declined = task().declined("No time", LATER)

    assert declined.reopened() == task_like(declined, TaskState.OFFERED)
    assert declined.dropped("Not needed", PM, LATER).reopened().state is TaskState.OFFERED


def task_like(one: Task, state: TaskState) -> Task:
    return replace(one, state=state, answered_at=None, decline_reason="", times_reoffered=1)


def test_another_assignee_is_offered_the_task_at_the_percent_it_has():
    asked = task().accepted(LATER).progressed(40, ANA, LATER).asked("How many?")

    given = asked.edited(make.brief(assignee=BEN, helpers=(BEN, PM)), make.HEAD, TODAY, LATER)

    assert (given.assignee, given.helpers, given.percent, given.state) == (BEN, (PM,), 40, TaskState.OFFERED)
    assert (given.delegated_by, given.delegated_at, given.answered_at) == (make.HEAD, LATER, None)
    assert (given.question, given.times_reoffered) == ("", 1)


def test_an_edit_changes_what_was_typed_and_leaves_who_gave_it_and_what_became_of_it():
    working = task().accepted(LATER)

    after = working.edited(make.brief(title=" Else ", due=YESTERDAY + timedelta(9)), make.HEAD, TODAY, LATER)

    assert after == replace(working, title="Else", due=YESTERDAY + timedelta(9))


def test_a_date_that_has_passed_can_stay_but_not_be_chosen():
    late = replace(task(), due=YESTERDAY)

    assert late.edited(make.brief(due=YESTERDAY, title="Else"), PM, TODAY, LATER).title == "Else"
    with pytest.raises(Refused) as refusal:
        late.edited(make.brief(due=YESTERDAY - timedelta(1), title=""), PM, TODAY, LATER)
    assert {one.field for one in refusal.value.problems} == {"due", "title"}


def test_a_question_is_answered_once_and_asking_again_takes_the_answer_away():
    answered = task().asked("How many?").replied("Two")

    assert (answered.question, answered.answer, answered.asks) == ("How many?", "Two", False)
    assert answered.asked("Which?").asks
    with pytest.raises(Refused, match="Nobody waits"):
        answered.replied("Three")


def test_progress_can_go_back_and_to_nothing():
    assert task("accepted").progressed(60, ANA, LATER).progressed(0, ANA, LATER).percent == 0


@pytest.mark.parametrize(
    ("state", "due", "overdue"),
    [
        ("offered", YESTERDAY, True),
        ("accepted", YESTERDAY, True),
        ("declined", YESTERDAY, True),
        ("accepted", TODAY, False),
        ("accepted", TOMORROW, False),
        ("done", YESTERDAY, False),
        ("dropped", YESTERDAY, False),
    ],
)
def test_only_an_open_task_whose_day_has_passed_is_overdue(state, due, overdue):
    assert replace(task(state), due=due).is_overdue(TODAY) is overdue


def test_what_people_are_towards_a_task():
    given = task(helpers=(BEN,))

    assert given.parties_of(ANA) == {Party.ASSIGNEE}
    assert given.parties_of(BEN) == {Party.HELPER}
    assert given.parties_of(PM) == {Party.DELEGATOR}
    assert given.parties_of(make.NOBODY) == frozenset()
    assert given.holders_of(frozenset({Party.ASSIGNEE, Party.HELPER})) == (ANA, BEN)


@pytest.mark.parametrize(
    ("words", "title", "why"),
    [
        ("Order the switches", "Order the switches", ""),
        ("  Order the switches \n", "Order the switches", ""),
        ("\n Order\n\nbecause they break", "Order", "Order\n\nbecause they break"),
        ("x" * 300, "x" * 200, "x" * 300),
        ("", "", ""),
    ],
)
def test_a_message_is_a_title_and_what_more_it_says(words, title, why):
    assert title_and_why(words) == (title, why)
