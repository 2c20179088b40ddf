"""Whether each goal was reached is said a few at a time, corrected until the close, and by nobody unseen."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.goal_answers import GoalAnswer, GoalVerdict
from domain.history import Act
from domain.moves import Move
from domain.outcome_living import OutcomeCard, OutcomeInShort
from domain.permissions import Forbidden
from domain.refusals import Refused
from domain.scope import Goal
from tests import make, saved
from tests.make import ANA, NOON, PM, RESP
from tests.use_cases.refusals import refused
from use_cases.goal_answers import AnswerGoals, PrepareGoals, answer_goals, goals_left, prepare_goals
from use_cases.moves import AskToClose, CancelProject, MoveProject, ask_to_close, cancel_project, move_project

LATER = NOON + timedelta(days=30)
GOALS = tuple(Goal(f"g{n}", f"Goal number {n}", "Calls a week", "20") for n in (1, 2, 3))


@pytest.fixture
def project(tx):
    make.office(tx)
    running = make.project(tx, started=True)
    make.decide_scope(tx, running, goals=GOALS)
    return running


def form(tx, person=PM, **more):
    return prepare_goals(PrepareGoals(make.actor(person), "NET", **more), tx, NOON).facts


def said(goal, verdict=GoalVerdict.REACHED, measured="12", words=""):
    return GoalAnswer(goal, verdict, measured, words)


def answer(tx, project, *answers, person=PM, seen=()):
    return answer_goals(AnswerGoals(make.actor(person), project.id, answers, tuple(seen)), tx, NOON)


def lines(tx, project):
    """What the history says of goals, the newest first."""
    return [one for one in tx.history.of_project(project.id, 9) if one.act is Act.ANSWERED_GOAL]


def move(tx, kind):
    return move_project(MoveProject(make.actor(PM), kind, "NET"), tx, LATER).facts


def test_two_goals_are_asked_at_once_and_only_those_without_an_answer_until_somebody_corrects(tx, project):
    first = form(tx)
    answer(tx, project, said("g1"), said("g2", None, "", ""))
    following = form(tx, besides=("g1", "g2"), goes_on=True)
    left = form(tx)
    correcting = form(tx, corrects=True)

    assert [one.outcome.goal.id for one in first.asked] == ["g1", "g2"]
    assert (first.more, following.more) == (1, 0)
    assert [one.outcome.goal.id for one in following.asked] == ["g3"]
    assert [one.outcome.goal.id for one in left.asked] == ["g2", "g3"]
    assert [(one.outcome.goal.id, one.outcome.by) for one in correcting.asked] == [("g1", PM)]
    assert left.goals_words == "1 of 3 goals reached, 2 not answered yet"
    assert [one.id for one in goals_left(project, tx)] == ["g2", "g3"]


def test_an_answer_needs_a_verdict_and_what_was_measured(tx, project):
    with refused(tx, "measured@g1", "verdict@g2", words="Say what was measured, or “not measured”. Choose whether"):
        answer(tx, project, said("g1", measured=" "), said("g2", None, "5"))

    assert len(goals_left(project, tx)) == 3


def test_who_answers_second_is_told_what_was_said_and_both_answers_are_in_the_history(tx, project):
    (shown, _) = form(tx).asked
    answer(tx, project, said("g1", GoalVerdict.MISSED, "40"), person=RESP)

    with refused(tx, "verdict@g1", words="has said “not reached” meanwhile: 40."):
        answer(tx, project, said("g1"), seen=[("g1", shown.seen)])
    answer(tx, project, said("g1"), seen=[("g1", form(tx, corrects=True).asked[0].seen)])

    told = [(one.by, one.about, one.changes[0].before, one.changes[0].after) for one in lines(tx, project)]
    assert told == [(PM, "Goal number 1", "not reached", "reached"), (RESP, "Goal number 1", "", "not reached")]


def test_the_same_answer_sent_twice_is_one(tx, project):
    answer(tx, project, said("g1"))

    answer(tx, project, said("g1"))

    assert len(lines(tx, project)) == 1


def test_a_goal_that_was_taken_out_meanwhile_is_said_beside_its_field(tx, project):
    make.decide_scope(tx, project, goals=GOALS[1:])

    with refused(tx, "verdict@g1", words="took this goal out of the scope"):
        answer(tx, project, said("g1"))


def test_only_who_answers_for_what_is_delivered_says_so(tx, project):
    with pytest.raises(Forbidden, match="Only the project manager or the responsible staff member may say whether"):
        form(tx, person=ANA)
    with pytest.raises(Forbidden):
        answer(tx, project, said("g1"), person=ANA)


def test_goals_are_answered_from_the_start_until_the_close(tx, project):
    planning = make.project(tx, key="OPS")
    with pytest.raises(Refused, match="OPS has not started yet"):
        prepare_goals(PrepareGoals(make.actor(PM), "OPS"), tx, NOON)
    move(tx, Move.COMPLETE)
    make.handed_over(tx, project)
    answer(tx, project, said("g1"))
    move(tx, Move.CLOSE)

    with pytest.raises(Refused, match="NET is closed"):
        answer(tx, project, said("g1", GoalVerdict.MISSED))
    with pytest.raises(Refused, match="has not started yet"):
        answer(tx, planning, said("g1"))


def test_what_is_cancelled_has_no_goals_to_answer_and_neither_has_what_was_given_none(tx, project):
    bare = make.project(tx, key="OPS", started=True)
    cancel_project(CancelProject(make.actor(PM), "NET", "No money"), tx, NOON)

    with pytest.raises(Refused, match="cancelled"):
        form(tx)
    with pytest.raises(Refused, match="No goals were set for OPS"):
        prepare_goals(PrepareGoals(make.actor(PM), bare.key), tx, NOON)


def test_where_nothing_is_left_to_answer_or_to_correct_that_is_said(tx, project):
    with pytest.raises(Refused, match="No goal of NET has an answer yet"):
        form(tx, corrects=True)
    answer(tx, project, *(said(one.id) for one in GOALS))

    with pytest.raises(Refused, match="Every goal of NET has its answer"):
        form(tx)
    assert form(tx, besides=("g3",), goes_on=True).asked == ()


def test_answers_after_the_end_are_in_what_was_frozen_and_in_every_message_about_it(tx, project):
    completed = move(tx, Move.COMPLETE)
    over = tx.projects.get(project.id)
    card = OutcomeCard.of(over, PM)
    saved.delivered(tx, card)

    answer(tx, project, said("g2", GoalVerdict.PARTLY))

    assert completed.goals_left == 3
    assert [one.verdict for one in tx.outcomes.of_project(project.id).goals] == [None, GoalVerdict.PARTLY, None]
    assert set(saved.waiting(tx)) == {OutcomeInShort.of(over, edit_only=True), replace(card, edit_only=True)}


def test_before_the_close_it_says_which_goals_have_no_answer(tx, project):
    move(tx, Move.COMPLETE)
    make.handed_over(tx, project)
    answer(tx, project, said("g2"))

    question = ask_to_close(AskToClose(make.actor(PM), "NET"), tx, LATER).facts

    assert question.goals == ("Goal number 1", "Goal number 3")
    assert question.may_answer
