from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.actors import Standing
from domain.checkins import RoundState
from domain.living import CheckInPrompt, Home, ProjectCard, RoundAnswer, RoundParent
from domain.moves import Move
from domain.notices import CheckInSkipped, ToPerson, ToProject
from domain.projects import Lifecycle
from domain.roles import Role
from storage.tables.projects import project_roles
from tests import make, saved
from tests.make import ANA, BEN, NOON, RESP, TODAY, TOMORROW
from tests.use_cases.examples import SETTINGS
from use_cases.checkins import answer_checkin
from use_cases.moves import MoveProject, move_project
from use_cases.project_facts import project_facts
from use_cases.prompts import MarkAway, mark_away
from use_cases.reading import Read
from use_cases.rounds import (
    CloseRound,
    OpenRound,
    close_round,
    open_round,
    read_round_answer,
    read_round_parent,
)
from use_cases.sections import OwnQuestion, sections_of
from use_cases.workspaces import SaveSettings, save_settings

OPENING = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)


def opened(tx, project, now=OPENING):
    open_round(OpenRound(make.clock(), project.id), tx, now)
    return tx.rounds.of_day(project.id, now.date())


def test_an_opened_round_asks_the_team_and_the_responsible_person_and_is_told_in_the_channel(tx):
    project = make.project(tx, started=True)

    one = opened(tx, project)

    assert (one.state, one.opens_at, one.closes_at) == (RoundState.OPEN, OPENING, OPENING + timedelta(hours=6))
    assert [asked.person for asked in tx.rounds.asked(one.id)] == [ANA, BEN, RESP]
    assert [(row.person_id, row.day, row.state) for row in saved.prompt_rows(tx)] == [
        (person, TOMORROW, "waiting") for person in (ANA, BEN, RESP)
    ]
    assert saved.waiting(tx) == [
        RoundParent(ToProject(project.id), one.id),
        ProjectCard.of(project.id),
        *(Home.of(person) for person in (ANA, BEN, RESP)),
    ]
    assert tx.schedules.get(project.id).next_date == date(2026, 12, 4)


def test_a_round_that_is_not_due_is_not_opened_and_a_second_call_opens_no_second_one(tx):
    project = make.project(tx, started=True)

    early = opened(tx, project, OPENING - timedelta(seconds=1))
    opened(tx, project)
    opened(tx, project)

    assert early is None
    assert len(saved.round_rows(tx)) == 1


def test_leaders_are_asked_only_when_they_are_on_the_team_too_and_observers_never(tx):
    project = make.project(tx, started=True, team=(make.PM,), staff={Role.OBSERVER: BEN})

    one = opened(tx, project)

    assert [asked.person for asked in tx.rounds.asked(one.id)] == [make.PM, RESP]


@pytest.mark.parametrize("standing", [one for one in Standing if one is not Standing.MEMBER])
def test_whoever_cannot_work_any_more_is_not_asked(tx, standing):
    project = make.project(tx, started=True)
    make.person(tx, BEN, standing=standing)

    one = opened(tx, project)

    assert [asked.person for asked in tx.rounds.asked(one.id)] == [ANA, RESP]


def test_a_clock_that_was_set_back_neither_repeats_a_round_nor_stops_the_next(tx):
    project = make.project(tx, started=True)
    first = opened(tx, project)
    tx.schedules.keep(tx.schedules.get(project.id).after(TODAY, tx.workspaces.get().calendar))

    again = opened(tx, project)

    assert again == first
    assert tx.schedules.get(project.id).next_at == OPENING + timedelta(days=1)


def test_a_project_in_which_nobody_can_be_asked_has_no_round_and_goes_on_to_the_next_day(tx):
    project = make.project(tx, started=True, team=())
    make.person(tx, RESP, standing=Standing.DEACTIVATED)

    assert opened(tx, project) is None
    assert saved.waiting(tx) == []
    assert tx.schedules.get(project.id).next_date == date(2026, 12, 4)


def test_a_round_whose_window_has_passed_is_skipped_and_says_so(tx):
    project = make.project(tx, started=True)

    one = opened(tx, project, OPENING + timedelta(hours=6))

    assert one.state is RoundState.SKIPPED
    assert saved.waiting(tx) == [CheckInSkipped(ToProject(project.id), "Net rollout", TOMORROW, OPENING)]
    assert saved.prompt_rows(tx) == []
    assert tx.schedules.get(project.id).next_date == date(2026, 12, 4)


def test_a_round_that_opens_late_within_its_window_is_held_until_its_usual_end(tx):
    project = make.project(tx, started=True)

    one = opened(tx, project, OPENING + timedelta(hours=5))

    assert (one.state, one.closes_at) == (RoundState.OPEN, OPENING + timedelta(hours=6))


def test_after_a_pause_of_days_one_missed_round_is_told_and_todays_is_held(days, inside):
    project = inside(make.project, started=True)

    days.clock.set(datetime(2026, 12, 9, 10, 0, tzinfo=UTC))
    days.tick()
    days.tick()

    assert [(row.day, row.state) for row in inside(saved.round_rows)] == [
        (TOMORROW, "skipped"),
        (date(2026, 12, 9), "open"),
    ]
    assert len(inside(saved.said, CheckInSkipped)) == 1
    assert inside(lambda tx: tx.schedules.get(project.id)).next_date == date(2026, 12, 10)


def test_answers_given_before_the_round_opened_stand_in_its_thread(tx):
    project = make.project(tx, started=True)
    answer_checkin(make.checkin(project, day=TOMORROW), tx, NOON)
    assert saved.said(tx, RoundAnswer) == []

    one = opened(tx, project)

    answer = saved.answer_rows(tx)[0]
    assert saved.said(tx, RoundAnswer) == [RoundAnswer.of(answer.id, one.id, project.id)]
    rows = {row.kind: row for row in saved.effect_rows(tx)}
    assert rows["round_answer"].after_id == rows["round_parent"].id


def test_a_person_of_two_projects_has_one_prompt_at_the_earlier_opening(tx):
    late = make.project(tx, "LATE", started=True, schedule={"at": time(11, 0)})
    early = make.project(tx, "EARLY", started=True)

    opened(tx, early)
    opened(tx, late, OPENING + timedelta(hours=2))

    prompts = saved.prompt_rows(tx)
    assert [(row.person_id, row.due_at.hour) for row in prompts] == [(ANA, 9), (BEN, 9), (RESP, 9)]
    assert all(len(tx.rounds.of_prompt(row.id)) == 2 for row in prompts)


def test_a_round_that_opens_after_the_prompt_was_sent_edits_it_and_does_not_send_another(days, inside):
    inside(make.project, "EARLY", started=True)
    inside(make.project, "LATE", started=True, schedule={"at": time(11, 0)})

    days.to(2026, 12, 3, 10, 0)
    first = inside(saved.said, CheckInPrompt)
    inside(lambda tx: tx.connection.exec_driver_sql("UPDATE effects SET state = 'done'"))
    days.to(2026, 12, 3, 12, 0)

    assert [(one.to.person, one.edit_only) for one in first] == [(person, False) for person in (ANA, BEN, RESP)]
    assert [(one.to.person, one.edit_only) for one in inside(saved.said, CheckInPrompt)] == [
        (person, True) for person in (ANA, BEN, RESP)
    ]
    assert len(inside(saved.prompt_rows)) == 3


def test_a_closed_round_is_redrawn_with_everybodys_prompts_and_closes_once(tx):
    project = make.project(tx, started=True)
    one = make.round_of(tx, project)
    after = one.closes_at

    close_round(CloseRound(make.clock(), one.id), tx, after - timedelta(seconds=1))
    still = tx.rounds.get(one.id).state
    close_round(CloseRound(make.clock(), one.id), tx, after)

    assert (still, tx.rounds.get(one.id).state) == (RoundState.OPEN, RoundState.CLOSED)
    assert saved.said(tx, RoundParent) == [RoundParent.of(one.id, project.id)]
    assert {one.to for one in saved.said(tx, CheckInPrompt)} == {ToPerson(one) for one in (ANA, BEN, RESP)}
    assert all(one.edit_only for one in saved.said(tx, CheckInPrompt))


def test_a_closed_round_is_not_closed_again(tx):
    one = make.round_of(tx, make.project(tx, started=True), state=RoundState.CLOSED)

    close_round(CloseRound(make.clock(), one.id), tx, one.closes_at)

    assert saved.waiting(tx) == []


def test_the_parent_shows_who_answered_who_is_away_who_is_missing_and_what_is_difficult(tx):
    project = make.project(tx, started=True)
    one = make.round_of(tx, project)
    answer_checkin(make.checkin(project, difficulties="Rain", hours="2"), tx, NOON)
    tx.rounds.set_away(tx.prompts.of_day(BEN, TODAY).id)

    shown = read_round_parent(Read(make.clock(), one.id, ToProject(project.id)), tx, NOON)

    assert (shown.project_key, shown.day, shown.is_open) == ("NET", TODAY, True)
    assert (shown.answered, shown.away, shown.missing, shown.minutes) == ((ANA,), (BEN,), (RESP,), 120)
    assert [(one.person, one.words) for one in shown.difficulties] == [(ANA, "Rain")]


def test_the_thread_shows_an_answer_as_it_was_typed(tx):
    project = make.project(tx, started=True)
    make.round_of(tx, project)
    answer_checkin(make.checkin(project, done="<!here> *two*", next="more", hours="0.5"), tx, NOON)

    answer = saved.answer_rows(tx)[0].id
    shown = read_round_answer(Read(make.clock(), answer, ToProject(project.id)), tx, NOON)

    assert (shown.person, shown.done, shown.next, shown.minutes) == (ANA, "<!here> *two*", "more", 30)
    assert (shown.late, shown.edited_at) == (False, None)


def add_to_team(tx, project, person):
    tx.projects.insert(
        project_roles,
        project_id=project.id,
        role=Role.TEAM_MEMBER.value,
        person_id=person,
        position=9,
        since=NOON,
        confirmed=True,
    )


def test_the_thread_shows_the_answers_to_the_projects_own_questions(tx):
    project = make.project(tx, started=True)
    one = make.round_of(tx, project)
    answer_checkin(make.checkin(project, replies=(("Ladders?", "*Two*"), ("Keys?", ""))), tx, NOON)

    facts = read_round_answer(Read(make.clock(), saved.answer_rows(tx)[0].id, ToProject(project.id)), tx, NOON)

    assert one.project_id == project.id
    assert facts.own == (OwnQuestion("Ladders?", "*Two*"),)


def test_somebody_added_during_a_round_is_asked_from_the_next_one(days, inside):
    project = inside(make.project, started=True, team=(ANA,))
    days.to(2026, 12, 3, 10, 0)
    inside(add_to_team, project, BEN)

    days.to(2026, 12, 4, 10, 0)

    asked = inside(lambda tx: [[a.person for a in tx.rounds.asked(row.id)] for row in saved.round_rows(tx)])
    assert asked == [[ANA, RESP], [ANA, BEN, RESP]]


def test_a_hold_stops_the_rounds_until_the_working_day_after_the_resume(days, inside):
    inside(make.project, started=True)
    days.to(2026, 12, 3, 10, 0)

    days.run(move_project, MoveProject(make.actor(), Move.HOLD, "NET"))
    days.to(2026, 12, 9, 10, 0)
    days.run(move_project, MoveProject(make.actor(), Move.RESUME, "NET"))
    days.to(2026, 12, 10, 10, 0)

    assert [(row.day.day, row.state) for row in inside(saved.round_rows)] == [(3, "closed"), (10, "open")]


@pytest.mark.parametrize("move", [Move.RESUME, Move.REOPEN])
def test_nobody_is_asked_on_their_own_day_on_which_the_project_went_on(days, inside, move):
    inside(make.person, BEN, zone="America/Los_Angeles")
    stands = Lifecycle.ON_HOLD if move is Move.RESUME else Lifecycle.COMPLETED
    inside(make.project, lifecycle=stands, started_at=NOON, zone="America/Los_Angeles")
    days.to(2026, 12, 9, 2, 0)  # still Tuesday for the project and for Ben, already Wednesday for the others

    days.run(move_project, MoveProject(make.actor(), move, "NET"))
    days.to(2026, 12, 10, 18, 0)

    asked = inside(
        lambda tx: [(row.day.day, [a.person for a in tx.rounds.asked(row.id)]) for row in saved.round_rows(tx)]
    )
    assert asked == [(9, [BEN]), (10, [ANA, BEN, RESP])]


def test_whoever_is_away_today_is_next_asked_on_their_next_working_day(days, inside):
    inside(make.project, started=True, team=(ANA,))
    inside(make.project, "OPS", started=True, team=(ANA,), schedule={"at": time(14, 0)})
    days.to(2026, 12, 4, 10, 0)
    friday = inside(lambda tx: tx.prompts.of_day(ANA, date(2026, 12, 4)))

    days.run(mark_away, MarkAway(make.actor(ANA), friday.id))
    days.to(2026, 12, 7, 15, 0)

    prompts = {row.day.day: row.state for row in inside(saved.prompt_rows) if row.person_id == ANA}
    sent = [one for one in inside(saved.waiting) if isinstance(one, CheckInPrompt) and not one.edit_only]
    ops = inside(lambda tx: tx.rounds.of_day(tx.projects.by_key("OPS").id, date(2026, 12, 4)))
    assert [one.away for one in inside(lambda tx: tx.rounds.asked(ops.id)) if one.person == ANA] == [True]
    assert prompts == {3: "sent", 4: "sent", 7: "sent"}
    assert [one.to for one in sent].count(ToPerson(ANA)) == 3


def test_a_hold_stops_the_open_round_at_once_and_nobody_is_missing_then_or_after_the_resume(tx):
    project = make.project(tx, started=True)
    one = make.round_of(tx, project)
    read = Read(make.clock(), one.id, ToProject(project.id))
    answer_checkin(make.checkin(project), tx, NOON)
    tx.connection.exec_driver_sql("DELETE FROM effects")

    move_project(MoveProject(make.actor(), Move.HOLD, "NET"), tx, NOON)
    redrawn = saved.waiting(tx)
    move_project(MoveProject(make.actor(), Move.RESUME, "NET"), tx, NOON)

    shown, line = read_round_parent(read, tx, NOON), project_facts(tx.projects.get(project.id), tx, NOON).last_round
    assert (tx.rounds.get(one.id).state, shown.was_stopped, shown.is_open) == (RoundState.CLOSED, True, False)
    assert (shown.answered, shown.missing, line.missing) == ((ANA,), (), ())
    assert RoundParent.of(one.id, project.id) in redrawn
    assert [each.to.person for each in redrawn if isinstance(each, CheckInPrompt)] == [ANA, BEN, RESP]
    assert {Home.of(person) for person in (ANA, BEN, RESP)} <= set(redrawn)


def test_after_a_hold_and_a_resume_on_one_day_nobody_is_asked_before_the_next(days, inside):
    inside(make.project, started=True)
    inside(make.person, ANA, zone="America/Los_Angeles")
    days.to(2026, 12, 3, 10, 0)
    for move in (Move.HOLD, Move.RESUME):
        days.run(move_project, MoveProject(make.actor(), move, "NET"))
    days.to(2026, 12, 3, 23, 0)

    prompts = inside(lambda tx: {row.person_id: (row.state, row.reason) for row in saved.prompt_rows(tx)})
    asked = inside(lambda tx: sections_of(BEN, tx.prompts.of_day(BEN, TOMORROW), tx, OPENING))

    assert prompts[ANA] == ("skipped", "on hold")
    assert asked == []


def test_an_answer_to_a_stopped_round_is_not_called_late(tx):
    project = make.project(tx, started=True)
    one = make.round_of(tx, project)
    move_project(MoveProject(make.actor(), Move.HOLD, "NET"), tx, NOON)

    answer_checkin(make.checkin(project), tx, NOON)

    assert [answer.late for answer in tx.answers.of_round(project.id, one.day)] == [False]


def test_a_round_that_closed_by_itself_keeps_its_missing_through_a_hold(tx):
    project = make.project(tx, started=True)
    one = make.round_of(tx, project, state=RoundState.CLOSED)

    move_project(MoveProject(make.actor(), Move.HOLD, "NET"), tx, NOON)

    shown = read_round_parent(Read(make.clock(), one.id, ToProject(project.id)), tx, NOON)
    assert (shown.was_stopped, shown.missing) == (False, (ANA, BEN, RESP))


def test_a_day_that_became_a_holiday_after_it_was_scheduled_has_no_round(days, inside):
    inside(make.office)
    inside(make.project, started=True, now=datetime(2026, 12, 24, 12, 0, tzinfo=UTC))
    days.clock.set(datetime(2026, 12, 24, 13, 0, tzinfo=UTC))
    form = replace(SETTINGS, working_days=(0, 1, 2, 3, 4), region="")

    days.run(save_settings, SaveSettings(make.admin(), form, frozenset({"EUR"})))
    days.to(2026, 12, 28, 10, 0)

    assert [row.day.day for row in inside(saved.round_rows)] == [28]
