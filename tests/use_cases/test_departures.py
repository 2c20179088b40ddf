"""A deactivated account: nobody waits for it, and what it held is shown once to whoever looks after the project."""

from dataclasses import replace

import pytest

from domain.actors import Standing
from domain.checkins import Presence, PromptState
from domain.effects import Posted
from domain.history import Act
from domain.identity import ChannelId
from domain.lesson_living import LessonCard
from domain.living import ChannelRepair, LeftWork, ProjectCard, RoundParent
from domain.notices import ToPerson
from domain.plan_living import OfferNotShown
from domain.projects import Lifecycle
from domain.tasks import TaskState
from domain.urgency import Why
from storage.due import departures_due
from tests import make, saved
from tests.make import ANA, BEN, CONTACT, HEAD, NOBODY, NOON, PM, RESP, TODAY, clock
from use_cases.departures import FollowInProject, follow_in_project
from use_cases.directory import KeepPeople, keep_people
from use_cases.home import read_home
from use_cases.prompts import SendPrompt, send_prompt
from use_cases.reading import Read
from use_cases.status import ShowStatus, show_status


@pytest.fixture
def project(tx):
    """A running project in a workspace with settings."""
    make.office(tx)
    return make.project(tx, started=True)


def slack_shows(tx, person, standing=Standing.DEACTIVATED):
    """Slack tells of an account, or the nightly reading sees it."""
    known = tx.people.get(person)
    keep_people(KeepPeople(clock(), (replace(known, standing=standing),)), tx, NOON)
    projects_follow(tx)


def projects_follow(tx):
    """What the clock sets off: every project that has something to follow has its turn."""
    for _, project_id in departures_due(tx.connection, NOON):
        follow_in_project(FollowInProject(clock(), project_id), tx, NOON)


def told(tx):
    return [(one.to.person, one.about) for one in saved.said(tx, LeftWork)]


def test_what_they_were_to_do_of_a_lesson_goes_to_whoever_looks_after_its_project_also_when_that_is_over(tx, project):
    over = make.project(tx, "OLD", started=True)
    tx.projects.change(replace(over, lifecycle=Lifecycle.CLOSED, ended_at=NOON))
    owed = [make.lesson(tx, one, owner=ANA, due=TODAY) for one in (project, over)]
    others = make.lesson(tx, over, owner=BEN)

    slack_shows(tx, ANA)

    assert [tx.lessons.get(one.id).owner for one in (*owed, others)] == [PM, PM, BEN]
    assert {one.to.person for one in saved.said(tx, LessonCard)} == {PM}
    assert tx.reminders.get(PM).next_at is not None
    assert tx.history.of_project(over.id, 1)[0].act is Act.PASSED_LESSON


def test_the_manager_hears_once_per_project_however_often_slack_tells(tx, project):
    web = make.project(tx, "WEB")

    slack_shows(tx, ANA)
    first = told(tx)
    slack_shows(tx, ANA)

    assert sorted(first) == sorted((PM, f"{one.id}/{ANA}") for one in (project, web))
    assert told(tx) == first
    assert [one.act for one in tx.history.of_project(project.id, 9)] == [Act.DEPARTED]
    assert ProjectCard.of(project.id) in saved.waiting(tx)


@pytest.mark.parametrize("standing", [Standing.GUEST, Standing.OUTSIDER])
def test_who_is_no_full_member_any_more_cannot_work_either(tx, project, standing):
    slack_shows(tx, ANA, standing)

    assert told(tx) == [(PM, f"{project.id}/{ANA}")]


def test_a_new_name_or_an_unknown_account_is_no_departure(tx, project):
    keep_people(KeepPeople(clock(), (replace(tx.people.get(ANA), name="Ana Li"),)), tx, NOON)
    slack_shows(tx, NOBODY)

    assert saved.waiting(tx) == []


def test_who_only_has_a_task_in_a_project_is_missed_there_too(tx, project):
    make.task(tx, project, assignee=NOBODY)

    slack_shows(tx, NOBODY)

    assert told(tx) == [(PM, f"{project.id}/{NOBODY}")]


def test_who_is_back_before_a_project_had_its_turn_was_never_missed_there(tx, project):
    for standing in (Standing.DEACTIVATED, Standing.MEMBER):
        keep_people(KeepPeople(clock(), (replace(tx.people.get(ANA), standing=standing),)), tx, NOON)

    projects_follow(tx)

    assert saved.waiting(tx) == []
    assert list(departures_due(tx.connection, NOON)) == []


def test_a_project_that_is_over_misses_nobody(tx):
    make.office(tx)
    make.project(tx, lifecycle=Lifecycle.CLOSED)

    slack_shows(tx, ANA)

    assert saved.waiting(tx) == []


def test_nobody_waits_for_their_answer_in_an_open_round(tx, project):
    held = make.round_of(tx, project)

    slack_shows(tx, ANA)

    missing = {one.person for one in tx.rounds.last_standing(project.id).people if one.presence is Presence.MISSING}
    assert missing == {BEN, RESP}
    assert RoundParent.of(held.id, project.id) in saved.waiting(tx)


def test_a_prompt_that_waits_for_them_is_never_sent(tx, project):
    make.round_of(tx, project)
    prompt = replace(tx.prompts.of_day(ANA, make.TODAY), state=PromptState.WAITING)
    tx.prompts.change(prompt)

    slack_shows(tx, ANA)
    send_prompt(SendPrompt(clock(), prompt.id), tx, NOON)

    assert tx.prompts.get(prompt.id).state is PromptState.SKIPPED


def test_what_they_were_offered_and_never_answered_needs_somebody(tx, project):
    offered = make.task(tx, project)
    accepted = make.task(tx, project, TaskState.ACCEPTED)

    slack_shows(tx, ANA)

    taken_back = tx.tasks.get(offered.id)
    assert (taken_back.state, taken_back.decline_reason) == (TaskState.DECLINED, "")
    assert tx.tasks.get(accepted.id).state is TaskState.ACCEPTED
    assert [one.id for one in tx.tasks.needing_somebody(PM, 9)] == [offered.id]


def test_a_manager_who_goes_leaves_the_list_and_the_broken_channel_to_the_head(tx):
    make.office(tx)
    project = make.project(tx, channel=make.broken_channel())
    tx.outbox.keep_posted(LeftWork.of(PM, project.id, ANA).mark, Posted(ChannelId("D1"), "1.5"))
    make.person(tx, ANA, standing=Standing.DEACTIVATED)

    slack_shows(tx, PM)

    posted = [one for one in saved.said(tx, LeftWork) if not one.edit_only]
    assert [(one.to.person, one.about) for one in posted] == [
        (HEAD, f"{project.id}/{PM}"),
        (HEAD, f"{project.id}/{ANA}"),
    ]
    assert ChannelRepair(ToPerson(HEAD), project.id) in saved.waiting(tx)


def test_who_comes_back_closes_the_list(tx, project):
    slack_shows(tx, ANA)
    mark = LeftWork.of(PM, project.id, ANA)
    tx.outbox.keep_posted(mark.mark, Posted(ChannelId("D1"), "1.5"))

    slack_shows(tx, ANA, Standing.MEMBER)

    assert mark.mark in saved.marks(tx)
    assert tx.history.of_project(project.id, 1)[0].act is Act.RETURNED


def test_a_name_says_that_its_account_is_gone(tx, project):
    slack_shows(tx, RESP)

    assert show_status(ShowStatus(make.actor(PM), "NET"), tx, NOON).names[RESP] == "Resp (deactivated)"


def test_the_home_of_whoever_looks_after_it_says_who_still_holds_a_role(tx, project):
    slack_shows(tx, RESP)

    homes = {one: read_home(Read(clock(), one, ToPerson(one)), tx, NOON) for one in (PM, HEAD)}

    left = {
        who: [(one.key, one.people) for one in home.waiting if one.why is Why.ABANDONED] for who, home in homes.items()
    }
    assert left == {PM: [("NET", (RESP,))], HEAD: []}
    assert [(one.why, one.key, one.people) for one in homes[PM].waiting] == [(Why.ABANDONED, "NET", (RESP,))]
    assert homes[HEAD].waiting == ()


def test_a_contact_who_is_deactivated_before_they_answer_is_told_once_to_who_waits_for_them(tx):
    contact = make.person(tx, CONTACT, standing=Standing.GUEST)
    version = make.plan_version(tx, make.project(tx))
    gone = KeepPeople(make.clock(), (replace(contact, standing=Standing.DEACTIVATED),))

    for _ in range(2):
        keep_people(gone, tx, NOON)

    assert saved.said(tx, OfferNotShown) == [OfferNotShown.of(version.id, "user_disabled", True, PM)]
