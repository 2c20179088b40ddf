"""Whoever is on leave is asked nothing, and everybody sees until when."""

from datetime import UTC, date, datetime

import pytest

from domain.capacity import Leave, last_day_away
from domain.checkins import AWAY
from domain.living import CheckInPrompt, RoundParent, TaskReminder
from message_templates import draw_message
from sandbox.driver import plain
from storage.people import Named
from tests import make, saved
from tests.make import ANA, BEN, NOON, RESP
from use_cases.prompts import SendPrompt, send_prompt
from use_cases.reading import Read
from use_cases.reasons import ExplainCheckIns, explain_checkins
from use_cases.reminders import SendReminder, send_reminder
from use_cases.rounds import OpenRound, open_round, read_round_parent

OPENING = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)
THURSDAY, FRIDAY, MONDAY = date(2026, 12, 3), date(2026, 12, 4), date(2026, 12, 7)


@pytest.fixture
def project(tx):
    """A running project of Ana's, who is away on Thursday and Friday."""
    tx.capacity.add_leave(Leave("l1", ANA, THURSDAY, THURSDAY))
    tx.capacity.add_leave(Leave("l2", ANA, FRIDAY, FRIDAY))
    return make.project(tx, started=True)


def opened(tx, project):
    open_round(OpenRound(make.clock(), project.id), tx, OPENING)
    return tx.rounds.of_day(project.id, THURSDAY)


def test_whoever_is_on_leave_is_not_asked_and_the_round_says_until_when(tx, project):
    one = opened(tx, project)

    facts = read_round_parent(Read(make.clock(), one.id, RoundParent.of(one.id, project.id).to), tx, OPENING)
    drawn = draw_message("round_parent", Named(facts, {ANA: "Ana"}))
    assert [asked.person for asked in tx.rounds.asked(one.id)] == [BEN, RESP]
    assert facts.missing == (BEN, RESP)
    assert "On leave: Ana until Fri 4 Dec 2026" in plain({"blocks": drawn.blocks})


def test_why_says_that_it_is_leave_and_the_next_message_comes_on_the_first_working_day_back(tx, project):
    opened(tx, project)

    why = explain_checkins(ExplainCheckIns(make.actor(ANA), when="2026-12-03"), tx, OPENING).facts

    (reason,) = why.days[0].projects
    assert (reason.reason, reason.leave_until) == ("leave", FRIDAY)
    assert why.next_at == datetime(2026, 12, 7, 9, 30, tzinfo=UTC)


def test_leave_that_is_entered_once_the_round_is_open_makes_the_person_away_in_it(tx):
    project = make.project(tx, started=True)
    one = opened(tx, project)
    tx.capacity.add_leave(Leave("l1", ANA, THURSDAY, FRIDAY))
    (prompt,) = [row for row in saved.prompt_rows(tx) if row.person_id == ANA]

    send_prompt(SendPrompt(make.clock(), prompt.id), tx, OPENING)

    assert tx.prompts.get(prompt.id).reason == AWAY
    assert saved.said(tx, CheckInPrompt) == []
    assert read_round_parent(Read(make.clock(), one.id, RoundParent.of(one.id, project.id).to), tx, OPENING).away == (
        ANA,
    )
    assert saved.said(tx, RoundParent)


def test_nobody_is_reminded_of_tasks_on_leave(tx, project):
    task = make.task(tx, project, due=THURSDAY)
    person = make.reminder(tx, task.id, OPENING)

    send_reminder(SendReminder(make.clock(), person), tx, OPENING)

    assert saved.said(tx, TaskReminder) == []
    assert tx.reminders.get(person).next_at.date() == FRIDAY


def test_leave_that_follows_leave_without_a_day_between_is_one_absence():
    leave = [Leave("2", ANA, FRIDAY, FRIDAY), Leave("1", ANA, THURSDAY, THURSDAY), Leave("3", BEN, MONDAY, MONDAY)]

    assert last_day_away(ANA, THURSDAY, leave) == FRIDAY
    assert last_day_away(ANA, MONDAY, leave) is None
    assert last_day_away(ANA, NOON.date(), leave) is None
