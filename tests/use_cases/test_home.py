from dataclasses import replace
from datetime import timedelta

import pytest

from domain.difficulties import DifficultyState, Severity
from domain.living import Home
from domain.notices import ToPerson
from domain.projects import Lifecycle
from domain.roles import Role
from domain.tasks import TaskState
from domain.workspaces import Creators
from tests import make, saved
from tests.make import ADMIN, ANA, HEAD, NOBODY, NOON, PM, RESP, TODAY, YESTERDAY
from tests.use_cases.examples import running
from use_cases.checkins import answer_checkin
from use_cases.help import ShowHelp, show_help
from use_cases.home import OpenHome, open_home, read_home
from use_cases.projects import create_project
from use_cases.reading import Read

EVERYBODY = {"status", "list", "tasks", "difficulties", "history", "help"}


def home_of(tx, person, now=NOON):
    return read_home(Read(make.clock(), person, ToPerson(person)), tx, now)


def test_an_opened_home_is_published_and_a_second_opening_does_not_add_another(tx):
    for _ in range(2):
        open_home(OpenHome(make.actor(ANA)), tx, NOON)

    assert saved.waiting(tx) == [Home.of(ANA)]
    assert tx.outbox.posted(Home.of(ANA).mark) is not None


def test_home_shows_what_waits_for_a_person_most_urgent_first(tx):
    project = running(tx)
    make.round_of(tx, project)
    offered, late = make.task(tx, project), make.task(tx, project, TaskState.ACCEPTED, due=YESTERDAY)
    working = make.task(tx, project, TaskState.ACCEPTED, due=TODAY)
    for over in (TaskState.DECLINED, TaskState.DONE, TaskState.DROPPED):
        make.task(tx, project, over, due=YESTERDAY)

    facts = home_of(tx, ANA)

    assert [section.project_key for section in facts.to_answer] == ["NET"]
    assert facts.prompt_id == tx.prompts.of_day(ANA, TODAY).id
    assert [line.id for line in facts.to_accept] == [offered.id]
    assert [line.id for line in facts.overdue] == [late.id]
    assert [line.id for line in facts.working_on] == [working.id]
    assert [line.key for line in facts.projects] == ["NET"]
    assert not facts.nothing_waits


def test_an_answered_check_in_waits_no_more(tx):
    project = running(tx)
    make.round_of(tx, project)
    answer_checkin(make.checkin(project), tx, NOON)

    facts = home_of(tx, ANA)

    assert facts.to_answer == ()
    assert facts.nothing_waits


def test_overdue_is_judged_by_the_persons_own_day(tx):
    project = running(tx)
    make.person(tx, ANA, zone="Pacific/Auckland")
    make.task(tx, project, TaskState.ACCEPTED, due=TODAY)

    assert len(home_of(tx, ANA).overdue) == 1
    assert home_of(tx, ANA, NOON - timedelta(hours=2)).overdue == ()


def test_those_who_may_confirm_a_head_see_whom_and_others_do_not(tx):
    make.office(tx)
    project = make.project(tx, staff={})
    tx.connection.exec_driver_sql("UPDATE project_roles SET confirmed = 0 WHERE role = 'department_head'")

    seen = {person: [one.project_id for one in home_of(tx, person).to_confirm] for person in (ADMIN, HEAD, PM)}

    assert seen == {ADMIN: [project.id], HEAD: [project.id], PM: []}


def test_home_knows_who_administers_and_who_may_create(tx):
    make.office(tx)
    make.workspace(tx, creators=Creators.LEADERS, settings_saved=False)

    admin, head, nobody = (home_of(tx, person) for person in (ADMIN, HEAD, NOBODY))

    assert (admin.is_admin, admin.may_create, admin.settings_saved) == (True, True, False)
    assert (head.is_admin, head.may_create) == (False, True)
    assert (nobody.is_admin, nobody.may_create, nobody.projects) == (False, False, ())


def test_the_home_of_somebody_nobody_knows_shows_nothing(tx):
    assert home_of(tx, "U_WHO") is None


def test_help_offers_everybody_what_everybody_may(tx):
    make.office(tx)

    assert show_help(ShowHelp(make.actor(NOBODY)), tx, NOON).verbs == EVERYBODY | {"create"}


def test_help_offers_each_role_its_verbs(tx):
    make.office(tx)
    make.workspace(tx, creators=Creators.LEADERS)
    make.project(tx)

    verbs = {person: show_help(ShowHelp(make.actor(person)), tx, NOON).verbs for person in (PM, ANA, NOBODY)}

    leading = {"assign", "delegate", "schedule", "start", "hold", "resume", "complete", "close", "cancel", "reopen"}
    assert verbs[PM] == EVERYBODY | leading | {"difficulty", "done", "progress"}
    assert verbs[ANA] == EVERYBODY | {"checkin", "difficulty", "done", "progress"}
    assert verbs[NOBODY] == EVERYBODY


def test_help_offers_progress_to_whoever_has_a_task(tx):
    project = make.project(tx)
    make.task(tx, project, assignee=NOBODY)

    assert {"done", "progress"} <= show_help(ShowHelp(make.actor(NOBODY)), tx, NOON).verbs


@pytest.mark.parametrize(("person", "seen"), [(PM, True), (HEAD, True), (ANA, False), (NOBODY, False)])
def test_whoever_leads_sees_what_was_declined(tx, person, seen):
    make.office(tx)
    declined = make.task(tx, make.project(tx), TaskState.DECLINED)

    facts = home_of(tx, person)

    assert [line.id for line in facts.needing_somebody] == ([declined.id] if seen else [])
    assert facts.nothing_waits is not seen


def test_whoever_delegated_sees_what_was_declined_though_they_lead_no_more(tx):
    make.office(tx)
    make.task(tx, make.project(tx), TaskState.DECLINED, by=NOBODY)

    assert [line.key for line in home_of(tx, NOBODY).needing_somebody] == ["NET-1"]


def test_whoever_leads_sees_a_broken_channel_and_who_repairs_it(tx):
    make.office(tx)
    make.project(tx, channel=make.broken_channel())

    homes = [home_of(tx, person).broken_channels for person in (PM, HEAD, ANA)]

    assert [[(one.project_key, one.caretakers) for one in home] for home in homes] == [
        [("NET", (PM,))],
        [("NET", (PM,))],
        [],
    ]


def test_a_role_that_was_not_accepted_yet_waits_once_for_everything_given_together(tx):
    make.office(tx)
    create_project(make.creation(team_members=(RESP, ANA)), tx, NOON)
    project = tx.projects.by_key("NET")

    waiting = {person: home_of(tx, person).to_take_on for person in (RESP, PM)}

    assert [(one.id, one.role) for one in waiting[RESP]] == [(make.briefing(project, RESP), Role.RESPONSIBLE)]
    assert waiting[PM] == ()


@pytest.mark.parametrize(("person", "seen"), [(PM, True), (HEAD, True), (RESP, True), (ANA, False), (NOBODY, False)])
def test_whoever_leads_sees_the_severe_difficulties_that_nobody_took_on(tx, person, seen):
    make.office(tx)
    project = make.project(tx)
    make.difficulty(tx, project, Severity.MEDIUM)
    make.difficulty(tx, project, Severity.CRITICAL, state=DifficultyState.ACKNOWLEDGED)
    high = make.difficulty(tx, project, Severity.HIGH)
    critical = make.difficulty(tx, project, Severity.CRITICAL)

    facts = home_of(tx, person)

    assert [one.key for one in facts.difficulties] == ([critical.key, high.key] if seen else [])
    assert facts.nothing_waits is not seen


def test_the_difficulties_of_a_project_that_is_over_wait_for_nobody(tx):
    make.office(tx)
    project = make.project(tx)
    make.difficulty(tx, project, Severity.CRITICAL)
    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=Lifecycle.CANCELLED))

    assert home_of(tx, PM).difficulties == ()
