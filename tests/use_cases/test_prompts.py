from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.actors import Standing
from domain.checkins import PromptState
from domain.living import CheckInPrompt, Home, ProjectCard, RoundParent
from domain.moves import Move
from domain.notices import ToPerson
from domain.refusals import Refused
from tests import make, saved
from tests.make import ANA, BEN, NOBODY, NOON, PM, TODAY, TOMORROW
from tests.use_cases.refusals import refused
from use_cases.checkins import answer_checkin
from use_cases.moves import MoveProject, move_project
from use_cases.prompts import MarkAway, SendPrompt, mark_away, read_checkin_prompt, send_prompt
from use_cases.reading import Read
from use_cases.rounds import read_round_parent

MORNING = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)


def waiting_prompt(tx, project, person=ANA, **changes):
    make.round_of(tx, project, asked=[person])
    prompt = replace(tx.prompts.of_day(person, TODAY), **{"state": PromptState.WAITING, **changes})
    tx.prompts.change(prompt)
    return prompt


def send(tx, prompt, now=NOON):
    send_prompt(SendPrompt(make.clock(), prompt.id), tx, now)
    return tx.prompts.get(prompt.id)


def reason_of(tx, prompt, now=NOON):
    after = send(tx, prompt, now)
    assert [one for one in saved.said(tx, CheckInPrompt) if not one.edit_only] == []
    return after.state, after.reason


def test_a_prompt_that_is_due_is_sent_once_and_useless_when_the_day_is_over(tx):
    prompt = waiting_prompt(tx, make.project(tx, started=True))

    first, second = send(tx, prompt), send(tx, prompt)

    assert first.state is second.state is PromptState.SENT
    assert saved.waiting(tx) == [CheckInPrompt(ToPerson(ANA), prompt.id), Home.of(ANA)]
    assert saved.effect_rows(tx)[0].useless_after.replace(tzinfo=UTC) == prompt.ends_at


def test_a_prompt_is_not_sent_before_its_time(tx):
    prompt = waiting_prompt(tx, make.project(tx, started=True), due_at=NOON + timedelta(seconds=1))

    assert send(tx, prompt).state is PromptState.WAITING
    assert saved.waiting(tx) == []


def test_a_prompt_of_a_day_that_is_over_is_skipped(tx):
    prompt = waiting_prompt(tx, make.project(tx, started=True))

    assert reason_of(tx, prompt, prompt.ends_at) == (PromptState.SKIPPED, "too late")


def test_a_prompt_to_somebody_who_left_is_skipped(tx):
    prompt = waiting_prompt(tx, make.project(tx, started=True))
    make.person(tx, ANA, standing=Standing.DEACTIVATED)

    assert reason_of(tx, prompt) == (PromptState.SKIPPED, "account gone")


def test_a_prompt_that_asks_only_for_projects_on_hold_is_skipped(tx):
    project = make.project(tx, started=True)
    prompt = waiting_prompt(tx, project)
    move_project(MoveProject(make.actor(PM), Move.HOLD, "NET"), tx, NOON)

    assert reason_of(tx, prompt) == (PromptState.SKIPPED, "on hold")


def test_a_prompt_is_sent_when_one_of_its_projects_still_asks(tx):
    net, web = make.project(tx, "NET", started=True), make.project(tx, "WEB", started=True)
    waiting_prompt(tx, web)
    prompt = waiting_prompt(tx, net)
    move_project(MoveProject(make.actor(PM), Move.HOLD, "NET"), tx, NOON)

    assert send(tx, prompt).state is PromptState.SENT


def test_who_has_answered_everything_before_is_not_asked(tx):
    project = make.project(tx, started=True)
    prompt = waiting_prompt(tx, project)
    answer_checkin(make.checkin(project), tx, NOON)
    tx.connection.exec_driver_sql("DELETE FROM effects")

    assert reason_of(tx, prompt) == (PromptState.SKIPPED, "already answered")


def test_who_said_they_are_away_before_is_not_asked(tx):
    prompt = waiting_prompt(tx, make.project(tx, started=True))
    mark_away(MarkAway(make.actor(ANA), prompt.id), tx, NOON)
    tx.connection.exec_driver_sql("DELETE FROM effects")

    assert reason_of(tx, prompt) == (PromptState.SKIPPED, "away")


def test_who_is_away_is_shown_so_in_every_round_of_the_day(tx):
    net, web = make.project(tx, "NET", started=True), make.project(tx, "WEB", started=True)
    rounds = [make.round_of(tx, project) for project in (net, web)]
    prompt = tx.prompts.of_day(ANA, TODAY)

    mark_away(MarkAway(make.actor(ANA), prompt.id), tx, NOON)

    parents = [read_round_parent(Read(make.clock(), one.id, ToPerson(ANA)), tx, NOON) for one in rounds]
    assert [parent.away for parent in parents] == [(ANA,), (ANA,)]
    assert {one.about for one in saved.said(tx, RoundParent)} == {one.id for one in rounds}
    assert saved.said(tx, CheckInPrompt) == [CheckInPrompt(ToPerson(ANA), prompt.id, edit_only=True)]


def test_who_answers_after_all_is_not_away(tx):
    project = make.project(tx, started=True)
    one = make.round_of(tx, project)
    mark_away(MarkAway(make.actor(ANA), tx.prompts.of_day(ANA, TODAY).id), tx, NOON)

    answer_checkin(make.checkin(project), tx, NOON)

    parent = read_round_parent(Read(make.clock(), one.id, ToPerson(ANA)), tx, NOON)
    assert (parent.answered, parent.away) == ((ANA,), ())


def test_a_round_that_opens_later_on_a_day_away_shows_the_person_away(days, inside):
    inside(make.project, "EARLY", started=True)
    inside(make.project, "LATE", started=True, schedule={"at": datetime(2026, 1, 1, 11, 0).time()})
    days.to(2026, 12, 3, 10, 0)
    prompt = inside(lambda tx: tx.prompts.of_day(ANA, TOMORROW))

    days.run(mark_away, MarkAway(make.actor(ANA), prompt.id))
    days.to(2026, 12, 3, 12, 0)

    asked = inside(lambda tx: [a for row in saved.round_rows(tx) for a in tx.rounds.asked(row.id) if a.person == ANA])
    assert [one.away for one in asked] == [True, True]


@pytest.mark.parametrize("state", [PromptState.SENT, PromptState.SKIPPED])
def test_a_prompt_that_was_sent_or_skipped_is_not_sent_by_another_tick(tx, state):
    prompt = waiting_prompt(tx, make.project(tx, started=True), state=state)

    after = send(tx, prompt)

    assert after.state is state
    assert saved.waiting(tx) == []


@pytest.mark.parametrize("person", [BEN, NOBODY, PM])
def test_nobody_says_for_somebody_else_that_they_are_away(tx, person):
    make.round_of(tx, make.project(tx, started=True))
    prompt = tx.prompts.of_day(ANA, TODAY)

    with refused(tx, words="asks somebody else"):
        mark_away(MarkAway(make.actor(person), prompt.id), tx, NOON)

    assert not tx.prompts.get(prompt.id).is_away


def test_a_day_that_is_over_is_not_rewritten_by_a_button_that_still_stands_there(tx):
    one = make.round_of(tx, make.project(tx, started=True))
    prompt = tx.prompts.of_day(ANA, TODAY)

    with refused(tx, words="over"):
        mark_away(MarkAway(make.actor(ANA), prompt.id), tx, prompt.ends_at)

    assert not any(asked.away for asked in tx.rounds.asked(one.id))


def test_the_card_stops_missing_who_is_away(tx):
    project = make.project(tx, started=True)
    make.round_of(tx, project)

    mark_away(MarkAway(make.actor(ANA), tx.prompts.of_day(ANA, TODAY).id), tx, NOON)

    assert ProjectCard.of(project.id) in saved.waiting(tx)


def test_an_unknown_prompt_is_refused(tx):
    with refused(tx, words="does not exist any more"):
        mark_away(MarkAway(make.actor(ANA), "nothing"), tx, NOON)
    with pytest.raises(Refused):
        send_prompt(SendPrompt(make.clock(), "nothing"), tx, NOON)


def test_the_prompt_shows_every_project_of_the_day_and_what_is_answered(tx):
    net, web = make.project(tx, "NET", started=True), make.project(tx, "WEB", started=True)
    for project in (net, web):
        make.round_of(tx, project)
    prompt = tx.prompts.of_day(ANA, TODAY)
    answer_checkin(make.checkin(net), tx, NOON)

    shown = read_checkin_prompt(Read(make.clock(), prompt.id, ToPerson(ANA)), tx, NOON)

    assert (shown.person, shown.day, shown.away, shown.ended) == (ANA, TODAY, False, False)
    assert {one.project_key: one.answered for one in shown.sections} == {"NET": True, "WEB": False}
    assert not shown.all_answered


def test_the_prompt_of_a_day_that_is_over_says_so(tx):
    make.round_of(tx, make.project(tx, started=True))
    prompt = tx.prompts.of_day(ANA, TODAY)

    shown = read_checkin_prompt(Read(make.clock(), prompt.id, ToPerson(ANA)), tx, prompt.ends_at)

    assert shown.ended


def test_a_prompt_also_names_the_rounds_that_open_before_the_persons_day_ends(days, inside):
    inside(make.project, "EARLY", started=True)
    inside(make.project, "LATE", started=True, schedule={"at": datetime(2026, 1, 1, 16, 0).time()})
    days.until(MORNING)
    prompt = inside(lambda tx: tx.prompts.of_day(ANA, TOMORROW))

    shown = inside(lambda tx: read_checkin_prompt(Read(make.clock(), prompt.id, ToPerson(ANA)), tx, MORNING))

    assert [(one.project_key, one.is_open) for one in shown.sections] == [("EARLY", True), ("LATE", False)]
    assert shown.sections[1].opens_at == datetime(2026, 12, 3, 16, 0, tzinfo=UTC)


def test_a_prompt_that_was_skipped_because_all_was_answered_is_sent_when_another_round_opens(days, inside):
    early = inside(make.project, "EARLY", started=True)
    inside(make.project, "LATE", started=True, schedule={"at": datetime(2026, 1, 1, 11, 0).time()})
    days.run(answer_checkin, make.checkin(early, day=TOMORROW))

    days.to(2026, 12, 3, 10, 0)
    before = inside(lambda tx: tx.prompts.of_day(ANA, date(2026, 12, 3)))
    days.to(2026, 12, 3, 11, 0)
    after = inside(lambda tx: tx.prompts.of_day(ANA, date(2026, 12, 3)))

    assert (before.state, before.reason) == (PromptState.SKIPPED, "already answered")
    assert (after.state, after.reason) == (PromptState.SENT, "")
