"""Asking how a completed project was, as the clock drives it and as people collide in it, on both databases."""

from datetime import datetime, timedelta

import pytest

from domain.actors import Actor
from domain.feedback import FeedbackAnswer
from domain.feedback_living import FeedbackAsk
from domain.moves import Move
from domain.refusals import Refused
from scheduled_jobs import JOBS, tick
from tests import make, saved
from tests.make import ANA, NOON, PM, WORKSPACE
from tests.storage.together import together
from tests.use_cases.test_feedback import CLOSES, REMINDS, TEAM
from use_cases.feedback import AnswerFeedback, answer_feedback
from use_cases.moves import MoveProject, move_project


def completed(tx):
    project = make.project(tx, started=True)
    make.handed_over(tx, project)
    move_project(MoveProject(make.actor(PM), Move.COMPLETE, "NET"), tx, NOON)
    return tx.feedback.of_project(project.id)[0]


def reminded(tx):
    return [one.to.person for one in saved.said(tx, FeedbackAsk) if one.about.endswith("again")]


@pytest.fixture
def ticking(sweep, run, clock):
    """One tick at a moment."""

    def at(moment: datetime):
        clock.set(moment)
        tick(JOBS, sweep, run)

    return at


def test_eight_ticks_at_once_remind_everybody_once_and_the_last_day_ends_it(inside, ticking):
    one = inside(completed)

    together(lambda _: ticking(REMINDS), 8)
    first = inside(reminded)
    ticking(REMINDS + timedelta(days=2))

    assert sorted(first) == sorted(TEAM)
    assert inside(reminded) == first
    assert inside(lambda tx: tx.feedback.get(one.id)).is_open
    ticking(CLOSES)
    assert inside(lambda tx: tx.feedback.get(one.id)).figures.asked == len(TEAM)


def test_after_a_stop_of_weeks_it_is_summed_up_and_nobody_is_reminded_any_more(inside, ticking):
    one = inside(completed)

    ticking(CLOSES + timedelta(days=20))

    assert inside(reminded) == []
    assert not inside(lambda tx: tx.feedback.get(one.id)).is_open


def test_what_is_said_while_the_project_is_closed_is_counted_or_refused(inside, run):
    one = inside(completed)
    works = (
        lambda: run(answer_feedback, AnswerFeedback(Actor(WORKSPACE, ANA), one.id, FeedbackAnswer(4, 4))),
        lambda: run(move_project, MoveProject(make.actor(PM), Move.CLOSE, "NET")),
    )

    found = together(lambda number: works[number](), len(works))

    refused = ["closed and summed up" in said.message for said in found if isinstance(said, Refused)]
    counted = inside(lambda tx: tx.feedback.get(one.id)).figures.answered
    assert (counted, refused) in ((1, []), (0, [True]))
    assert inside(lambda tx: len(tx.feedback.answers(one.id))) == counted
