from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.checkins import RoundState
from domain.difficulties import DifficultyState, Severity
from domain.identity import ChannelId
from domain.living import SharedStatus
from domain.notices import ToProject
from domain.projects import ChannelKind, Lifecycle, ProjectChannel
from domain.refusals import Refused
from domain.roles import Role
from domain.tasks import TaskState
from tests import make, saved
from tests.make import ANA, BEN, HEAD, IT, NOBODY, NOON, PM, RESP, TODAY, YESTERDAY
from tests.use_cases.refusals import refused
from use_cases.checkins import answer_checkin
from use_cases.reading import Read
from use_cases.status import (
    MyProjects,
    ShareStatus,
    ShowMine,
    ShowStatus,
    read_shared_status,
    share_status,
    show_mine,
    show_status,
)


def status(tx, person=ANA, now=NOON, **more):
    return show_status(ShowStatus(make.actor(person), **(more or {"key": "NET"})), tx, now)


def test_status_shows_the_project_with_the_names_of_its_people(tx):
    project = make.project(tx, started=True)

    shown = status(tx)

    facts = shown.facts
    assert (facts.id, facts.key, facts.state, facts.customer) == (project.id, "NET", "active", "Acme")
    assert (facts.completion_date, facts.days_left, facts.today) == (make.COMPLETION, 210, TODAY)
    assert [line.person for line in facts.roles] == [PM, IT, HEAD, RESP]
    assert (facts.next_checkin, facts.last_round) == (datetime(2026, 12, 3, 9, 30, tzinfo=UTC), None)
    assert shown.names[PM] == "Pm"
    assert set(shown.names) == {PM, IT, HEAD, RESP, ANA, BEN}


def test_status_counts_open_and_overdue_tasks_and_lists_the_earliest_due(tx):
    project = make.project(tx)
    for n in range(10):
        make.task(tx, project, due=TODAY + timedelta(days=10 - n))
    make.task(tx, project, due=YESTERDAY, estimate_minutes=None)
    make.task(tx, project, TaskState.DONE, due=YESTERDAY)
    make.task(tx, project, TaskState.DROPPED, due=YESTERDAY)

    facts = status(tx).facts

    assert (facts.tasks, facts.open_tasks, facts.overdue, facts.unestimated) == (12, 11, 1, 1)
    assert [line.key for line in facts.first_open] == ["NET-11", *(f"NET-{n}" for n in range(10, 3, -1))]
    assert [line.overdue for line in facts.first_open] == [True] + [False] * 7
    assert facts.percent == 8


def test_today_is_the_projects_own(tx):
    project = make.project(tx, zone="Pacific/Auckland")
    make.task(tx, project, due=TODAY)

    facts = status(tx).facts

    assert (facts.today, facts.overdue) == (date(2026, 12, 3), 1)


def test_status_shows_how_the_last_round_that_was_held_went(tx):
    project = make.project(tx, started=True, now=NOON - timedelta(days=5))
    make.round_of(tx, project, YESTERDAY, state=RoundState.CLOSED)
    today = make.round_of(tx, project)
    answer_checkin(make.checkin(project, difficulties="Rain"), tx, NOON)
    tx.rounds.set_away(tx.prompts.of_day(RESP, TODAY).id)
    make.round_of(tx, project, make.TOMORROW, asked=[], state=RoundState.SKIPPED)

    last = status(tx).facts.last_round

    assert (last.day, last.is_open, today.day) == (TODAY, True, TODAY)
    assert (last.asked, last.answered, last.away, last.missing, last.difficulties) == (3, 1, 1, (BEN,), 1)


def test_before_the_start_status_says_what_is_missing(tx):
    project = make.project(tx)
    tx.projects.change(replace(project, scope=replace(project.scope, users_count=None)))

    facts = status(tx).facts

    assert (facts.state, facts.missing) == ("draft", ("the number of IT users",))


@pytest.mark.parametrize(
    ("person", "buttons"),
    [
        (PM, (True,) * 5),
        (HEAD, (True,) * 5),
        (ANA, (True, False, False, True, False)),
        (NOBODY, (False,) * 5),
    ],
)
def test_status_offers_only_what_the_reader_may_do(tx, person, buttons):
    make.project(tx)

    facts = status(tx, person).facts

    may = facts.may_share, facts.may_move, facts.may_delegate, facts.may_see_plan, facts.may_see_costs
    assert may == buttons


def test_a_project_without_a_channel_cannot_be_shared(tx):
    project = make.project(tx, channel=make.broken_channel())

    assert not status(tx).facts.may_share
    assert status(tx).facts.channel_problem == "name_taken"
    with refused(tx, words="no channel yet"):
        share_status(ShareStatus(make.actor(ANA), project.id), tx, NOON)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"key": "WEB"}, "There is no project WEB"),
        ({"channel": "C_ELSE"}, "Say which project"),
        ({"key": None, "channel": None}, "Say which project"),
    ],
)
def test_a_project_that_is_not_there_is_refused(tx, asked, words):
    make.project(tx)

    with refused(tx, words=words):
        status(tx, **asked)


def test_a_key_goes_before_the_channel(tx):
    make.project(tx, "NET")
    make.project(tx, "WEB")

    assert status(tx, key="WEB", channel="C_NET").facts.key == "WEB"
    assert status(tx, channel="C_NET").facts.key == "NET"


def test_a_hidden_project_is_refused_as_one_that_does_not_exist(tx):
    make.project(tx, channel=make.private_channel())

    with pytest.raises(Refused) as hidden:
        status(tx, NOBODY)
    with pytest.raises(Refused) as missing:
        status(tx, NOBODY, key="WEB")

    assert hidden.value.message.replace("NET", "WEB") == missing.value.message
    assert status(tx, ANA).facts.key == "NET"


def test_my_projects_are_those_i_have_a_role_in_newest_first(tx):
    make.project(tx, "OLD", now=NOON - timedelta(days=2))
    make.project(tx, "NEW")
    make.project(tx, "ELSE", team=(), staff=dict.fromkeys((Role.PROJECT_MANAGER, Role.RESPONSIBLE), NOBODY))
    make.project(tx, "HID", team=(), channel=make.private_channel())

    shown = show_mine(ShowMine(make.actor(ANA)), tx, NOON)

    assert isinstance(shown.facts, MyProjects)
    assert [line.key for line in shown.facts.projects] == ["NEW", "OLD"]


def test_a_bare_command_shows_the_card_where_a_project_lives_and_hides_a_private_one(tx):
    make.project(tx)
    secret = ProjectChannel(ChannelKind.PRIVATE, "secret", ChannelId("C_SECRET"))
    make.project(tx, "HID", channel=secret, team=())

    here = show_mine(ShowMine(make.actor(NOBODY), "C_NET"), tx, NOON)
    hidden = show_mine(ShowMine(make.actor(NOBODY), "C_SECRET"), tx, NOON)

    assert here.facts.key == "NET"
    assert hidden.facts == MyProjects(())


def test_a_shared_status_is_posted_each_time_and_is_drawn_when_it_is_posted(tx):
    project = make.project(tx)

    for _ in range(2):
        assert share_status(ShareStatus(make.actor(ANA), project.id), tx, NOON) == "NET"
    make.task(tx, project)

    first, second = saved.said(tx, SharedStatus)
    shown = read_shared_status(Read(make.clock(), first.about, first.to), tx, NOON)
    assert first.mark != second.mark
    assert first.to == ToProject(project.id)
    assert (shown.shared_by, shown.status.open_tasks, shown.as_of) == (ANA, 1, NOON)


def test_who_has_no_role_in_a_project_does_not_share_its_status(tx):
    project = make.project(tx)

    with refused(tx, words="Only the department head, the project manager, the IT manager"):
        share_status(ShareStatus(make.actor(NOBODY), project.id), tx, NOON)


def test_a_declined_task_is_open_and_stays_overdue(tx):
    project = make.project(tx)
    make.task(tx, project, TaskState.DECLINED, due=YESTERDAY)
    make.task(tx, project, TaskState.ACCEPTED, due=YESTERDAY)

    facts = show_status(ShowStatus(make.actor(PM), "NET"), tx, NOON).facts

    assert (facts.open_tasks, facts.overdue) == (2, 2)
    assert sorted((line.state.value, line.overdue) for line in facts.first_open) == [
        ("accepted", True),
        ("declined", True),
    ]


@pytest.mark.parametrize(("person", "repairs"), [(PM, True), (HEAD, True), (ANA, False)])
def test_only_who_leads_is_offered_the_repair_of_the_channel(tx, person, repairs):
    make.project(tx, channel=make.broken_channel("is_archived", "C_NET"))

    assert show_status(ShowStatus(make.actor(person), "NET"), tx, NOON).facts.may_repair is repairs


def test_status_counts_what_is_difficult_by_severity_and_knows_the_age_of_the_oldest(tx):
    project = make.project(tx, started=True)
    for severity, days in ((Severity.LOW, 4), (Severity.CRITICAL, 0), (Severity.LOW, 0)):
        make.difficulty(tx, project, severity, now=NOON - timedelta(days=days))
    make.difficulty(tx, project, state=DifficultyState.RESOLVED, now=NOON - timedelta(days=9))

    facts = status(tx).facts

    assert facts.open_difficulties == 3
    assert [(one.severity, one.count) for one in facts.difficulties] == [(Severity.CRITICAL, 1), (Severity.LOW, 2)]
    assert facts.oldest_difficulty_days == 4


@pytest.mark.parametrize(("person", "may"), [(ANA, True), (PM, True), (NOBODY, False)])
def test_status_offers_to_report_a_difficulty_to_whoever_has_a_role(tx, person, may):
    make.project(tx, started=True)

    assert status(tx, person).facts.may_report is may


@pytest.mark.parametrize("lifecycle", [Lifecycle.COMPLETED, Lifecycle.CLOSED, Lifecycle.CANCELLED])
def test_of_a_project_that_is_over_nobody_is_missing_and_nothing_is_late(tx, lifecycle):
    project = make.project(tx, started=True, zone="Pacific/Auckland")
    make.round_of(tx, project, YESTERDAY, state=RoundState.CLOSED)
    make.task(tx, project, TaskState.ACCEPTED, due=YESTERDAY)
    # Midnight has passed in Auckland.
    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=lifecycle, ended_at=NOON))

    facts = status(tx).facts

    assert facts.last_round.missing == ()
    assert (facts.overdue, [one.overdue for one in facts.first_open]) == (0, [False])
    assert facts.ended_on == make.TOMORROW
