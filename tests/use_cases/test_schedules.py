from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.actors import Standing
from domain.history import Act, Change
from domain.living import ProjectCard
from domain.moves import Move
from domain.notices import ScheduleChanged
from domain.permissions import Forbidden
from domain.projects import Lifecycle
from domain.refusals import Refused
from domain.schedules import Quiet, Timing
from tests import make, saved
from tests.make import ANA, BEN, HEAD, IT, NOBODY, NOON, PM, RESP, TODAY, TOMORROW
from tests.use_cases.examples import SETTINGS
from tests.use_cases.refusals import refused
from use_cases.moves import MoveProject, move_project
from use_cases.rounds import OpenRound, open_round
from use_cases.schedules import (
    ChangeSchedule,
    PrepareSchedule,
    PreviewSchedule,
    Rest,
    change_schedule,
    prepare_schedule,
    preview_schedule,
)
from use_cases.workspaces import SaveSettings, save_settings

AS_IT_IS = Timing("UTC", time(9, 30), (0, 1, 2, 3, 4), "6")
WEDNESDAY_MORNING = NOON.replace(hour=9, minute=30)


def typed(**changes):
    return replace(AS_IT_IS, **changes)


def change(tx, project, by=None, now=NOON, **changes):
    return change_schedule(ChangeSchedule(by or make.actor(), project.id, typed(**changes)), tx, now)


def preview(tx, project, person=None, now=NOON, by=None, **changes):
    return preview_schedule(PreviewSchedule(by or make.actor(), project.id, typed(**changes), person), tx, now)


def days_of(shown):
    return [one.day for one in shown.prompts]


def test_a_changed_schedule_is_saved_written_down_and_told_in_one_message(tx):
    project = make.project(tx, started=True)

    answer = change(tx, project, at=time(10), open_for="1h30", days=(0, 2, 5), questions="Ladders?\n\n Keys? ")

    schedule = tx.schedules.get(project.id)
    assert (schedule.at, schedule.open_minutes, schedule.days) == (time(10), 90, (0, 2, 5))
    assert schedule.questions == ("Ladders?", "Keys?")
    changes = (
        Change("days", "the workspace's working days", "Mon, Wed, Sat"),
        Change("time", "09:30", "10:00"),
        Change("open for", "6 h", "1 h 30 min"),
        Change("own questions", "", "Ladders?; Keys?"),
    )
    (told,) = saved.said(tx, ScheduleChanged)
    assert (told.changes, told.changed_by, told.next_checkin) == (changes, PM, schedule.next_at)
    (line,) = tx.history.of_project(project.id, 1)
    assert (line.act, line.by, line.changes) == (Act.CHANGED_SCHEDULE, PM, changes)
    assert saved.waiting(tx)[1:] == [ProjectCard.of(project.id)]
    assert answer == "NET"
    assert schedule.next_at == datetime(2026, 12, 5, 10, tzinfo=UTC)


def test_saving_what_is_there_already_says_nothing_to_anybody(tx):
    project = make.project(tx, started=True)

    answer = change(tx, project)

    assert answer == ""
    assert saved.waiting(tx) == []
    assert tx.history.of_project(project.id, 9) == []


def test_the_workspaces_working_days_are_followed_when_they_change_and_own_days_are_not(tx):
    make.office(tx)
    follows, own = make.project(tx, "NET", started=True), make.project(tx, "OPS", started=True)
    change(tx, follows, days=(4, 3, 2, 1, 0), at=time(8))
    change(tx, own, days=(0, 1, 2, 3))

    save_settings(SaveSettings(make.admin(), SETTINGS, frozenset({"EUR"})), tx, NOON)

    assert tx.schedules.get(follows.id).next_date == date(2026, 12, 7)
    assert tx.schedules.get(own.id).next_date == TOMORROW


def test_a_working_day_that_the_settings_add_brings_the_next_round_forward_and_the_card_shows_it(tx):
    make.office(tx)
    project = make.project(tx, started=True)
    friday = datetime(2026, 12, 4, 9, 30, tzinfo=UTC)
    for at in (friday - timedelta(days=1), friday):
        open_round(OpenRound(make.clock(), project.id), tx, at)
    with_saturday = replace(SETTINGS, working_days=(0, 1, 2, 3, 4, 5), country="", region="")

    save_settings(SaveSettings(make.admin(), with_saturday, frozenset({"EUR"})), tx, friday)

    assert tx.schedules.get(project.id).next_date == date(2026, 12, 5)
    assert ProjectCard.of(project.id) in saved.waiting(tx)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"days": ()}, "days", "at least one day"),
        ({"zone": "Berlin"}, "zone", "Europe/Berlin"),
        ({"open_for": ""}, "open_for", "15 minutes to 24 hours"),
        ({"open_for": "10m"}, "open_for", "15 minutes to 24 hours"),
        ({"open_for": "24.1"}, "open_for", "15 minutes to 24 hours"),
        ({"open_for": "all day"}, "open_for", "15 minutes to 24 hours"),
        ({"questions": "a\nb\nc\nd"}, "questions", "at most 3"),
        ({"questions": "a" * 151}, "questions", "at most 150"),
        ({"questions": "Keys?\nkeys?"}, "questions", "twice"),
    ],
)
def test_what_is_wrong_is_refused_beside_its_field_when_previewed_and_when_saved(tx, changes, field, words):
    project = make.project(tx, started=True)
    before = tx.schedules.get(project.id)

    with refused(tx, field, words=words):
        change(tx, project, **changes)
    with refused(tx, field, words=words):
        preview(tx, project, **changes)

    assert tx.schedules.get(project.id) == before


def test_everything_wrong_is_said_at_once(tx):
    with refused(tx, "days", "zone", "open_for", "questions"):
        change(tx, make.project(tx), days=(), zone="x", open_for="x", questions="a\na")


@pytest.mark.parametrize("hours", ["0.25", "24", "1,5", "90m"])
def test_a_round_is_open_from_a_quarter_of_an_hour_to_a_day(tx, hours):
    project = make.project(tx, started=True)

    change(tx, project, open_for=hours)

    assert tx.schedules.get(project.id).open_minutes in (15, 1440, 90)


def test_todays_open_round_stays_as_it_is_and_is_not_asked_a_second_time(tx):
    project = make.project(tx, started=True, now=NOON - timedelta(days=1))
    open_round(OpenRound(make.clock(), project.id), tx, WEDNESDAY_MORNING)
    before = tx.rounds.of_day(project.id, TODAY)

    change(tx, project, at=time(15), open_for="1")

    assert tx.rounds.of_day(project.id, TODAY) == before
    assert tx.schedules.get(project.id).next_at == NOON.replace(hour=15) + timedelta(days=1)


def test_on_the_day_of_a_resume_a_change_of_the_time_asks_nobody_that_day(tx):
    project = make.project(tx, started=True, now=NOON - timedelta(days=1))
    for move in (Move.HOLD, Move.RESUME):
        move_project(MoveProject(make.actor(), move, "NET"), tx, NOON.replace(hour=8))

    change(tx, project, at=time(15), now=NOON.replace(hour=8))

    assert tx.schedules.get(project.id).next_date == TOMORROW


@pytest.mark.parametrize("lifecycle", [Lifecycle.PLANNING, Lifecycle.ON_HOLD])
def test_a_project_that_asks_nobody_now_keeps_its_new_times_for_later(tx, lifecycle):
    project = make.project(tx, lifecycle=lifecycle)

    change(tx, project, at=time(15))

    assert tx.schedules.get(project.id).next_at is None
    assert days_of(preview(tx, project, at=time(15)))[0] == TOMORROW


def test_a_project_that_is_over_has_no_check_ins_to_change(tx):
    project = make.project(tx, lifecycle=Lifecycle.CLOSED)

    for act in (change, lambda tx, one: prepare_schedule(PrepareSchedule(make.actor(), one.key), tx, NOON)):
        with refused(tx, None, words="NET is closed and asks nobody any more. It cannot be reopened."):
            act(tx, project)


@pytest.mark.parametrize("person", [IT, RESP, ANA, NOBODY])
def test_only_those_who_lead_change_the_check_ins(tx, person):
    project = make.project(tx, started=True)

    for act in (change, preview):
        with pytest.raises(Forbidden) as refusal:
            act(tx, project, by=make.actor(person))
        assert set(refusal.value.who_may) == {PM, HEAD}
    with pytest.raises(Forbidden):
        prepare_schedule(PrepareSchedule(make.actor(person), "NET"), tx, NOON)


def test_a_private_project_has_no_check_ins_for_those_who_are_not_on_it(tx):
    project = make.project(tx, started=True, channel=make.private_channel())

    for act in (change, preview):
        with pytest.raises(Refused, match="That project does not exist any more"):
            act(tx, project, by=make.actor(NOBODY))


def test_the_form_shows_the_check_ins_as_they_are(tx):
    project = make.project(tx, started=True)
    change(tx, project, questions="Keys?\nLadders?", open_for="1.5")

    form = prepare_schedule(PrepareSchedule(make.actor(), None, project.channel.id), tx, NOON)

    assert (form.days, form.at, form.zone, form.open_minutes) == ((0, 1, 2, 3, 4), time(9, 30), "UTC", 90)
    assert (form.questions, form.is_active, form.is_here) == ("Keys?\nLadders?", True, True)


def test_the_preview_shows_ten_prompts_with_the_days_off_and_holidays_between_them(tx):
    make.workspace(tx, country="DE")
    project = make.project(tx, started=True, now=datetime(2026, 12, 22, 12, tzinfo=UTC))

    shown = preview(tx, project, ANA, now=datetime(2026, 12, 22, 12, tzinfo=UTC))

    assert [day.day for day in days_of(shown)] == [23, 24, 28, 29, 30, 31, 4, 5, 6, 7]
    assert shown.prompts[2].rests == (
        Rest(date(2026, 12, 25), date(2026, 12, 25), Quiet.HOLIDAY, "Christmas Day"),
        Rest(date(2026, 12, 26), date(2026, 12, 27), Quiet.NOT_WORKED, ""),
    )


def test_the_preview_shows_the_persons_clock_and_the_projects_and_when_clocks_change(tx):
    before = datetime(2026, 3, 26, 12, tzinfo=UTC)
    make.person(tx, ANA, zone="America/New_York")
    project = make.project(tx, started=True, now=before)

    shown = preview(tx, project, ANA, now=before, zone="Europe/Berlin", at=time(16))

    friday, monday = shown.prompts[:2]
    assert (friday.at, friday.opens_at, friday.project_shift) == (time(11), time(16), 0)
    assert (monday.at, monday.opens_at, monday.project_shift, monday.own_shift) == (time(10), time(16), 60, 0)


def test_the_preview_says_when_the_clocks_jump_over_the_chosen_time(tx):
    saturday = datetime(2026, 3, 28, 12, tzinfo=UTC)
    make.workspace(tx, work_start=time(0))
    project = make.project(tx, started=True, now=saturday)
    make.person(tx, ANA, zone="Europe/Berlin")

    shown = preview(tx, project, ANA, now=saturday, zone="Europe/Berlin", at=time(2, 30), days=(6, 0))

    assert [(one.opens_at, one.is_moved_on) for one in shown.prompts[:2]] == [(time(3), True), (time(2, 30), False)]


def test_one_prompt_a_day_holds_the_persons_other_projects_and_hidden_ones_are_left_out(tx):
    project = make.project(tx, "NET", started=True)
    make.project(tx, "OPS", started=True, schedule={"at": time(9), "days": (3,)})
    hidden = {"channel": make.private_channel(), "staff": dict.fromkeys(make.LEADERS, BEN)}
    make.project(tx, "KEY", started=True, schedule={"at": time(9, 15)}, **hidden)

    shown = preview(tx, project, ANA)

    assert [(one.at, one.project_keys) for one in shown.prompts[:2]] == [
        (time(9), ("OPS", "NET")),
        (time(9, 30), ("NET",)),
    ]


def test_everybody_who_is_asked_can_be_looked_at_and_nobody_else(tx):
    project = make.project(tx, started=True)
    make.person(tx, BEN, standing=Standing.DEACTIVATED)

    shown = preview(tx, project)

    assert [one.id for one in shown.people] == [ANA, RESP]
    assert shown.person == ANA
    assert preview(tx, project, RESP).person == RESP
    assert preview(tx, project, NOBODY).person == ANA


def test_a_project_without_anybody_to_ask_has_an_empty_preview(tx):
    project = make.project(tx, started=True, team=())
    make.person(tx, RESP, standing=Standing.DEACTIVATED)

    assert preview(tx, project).prompts == ()
