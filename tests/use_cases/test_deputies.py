"""Deputies: whoever is on leave is stood in for, from the first day until the first working day after it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.actions import Action
from domain.actors import Standing
from domain.capacity import Leave
from domain.change_notices import ChangeDecided
from domain.deciding import Deciding
from domain.deputies import StandInState, WhyOpen
from domain.deputy_living import BackAtWork, DeputyOffer
from domain.deputy_notices import PlacesOpen
from domain.duties import judge_of
from domain.history import IN_PLACE_OF, Act, Change
from domain.listing import ProjectFilter
from domain.opinions import Judging
from domain.permissions import Forbidden, refusal_of, require
from domain.projects import ProjectChannel
from domain.refusals import Refused
from domain.roles import Role
from domain.urgency import Why
from domain.viability import ViabilityVerdict
from message_templates import draw_message
from storage.transactions import Transaction
from tests import make, saved
from tests.make import ANA, BEN, BOT, HEAD, IT, NOBODY, NOON, PM, RESP, clock
from tests.use_cases.leave_scenes import FRIDAY, MONDAY, NEXT_MONDAY, at, away, follow
from tests.use_cases.refusals import refused
from use_cases.back_at_work import read_back_at_work
from use_cases.change_decisions import AgreeChange, RejectChange, agree_change, reject_change
from use_cases.costs import ShowCosts, show_costs
from use_cases.deputies import NameDeputy, PrepareDeputy, name_deputy, prepare_deputy
from use_cases.deputy_answers import (
    AcceptPlaces,
    GivePlacesBack,
    PreparePlacesBack,
    accept_places,
    give_places_back,
    prepare_places_back,
)
from use_cases.deputy_lists import ShowDeputies, read_deputy_offer, show_deputies
from use_cases.directory import KeepPeople, keep_people
from use_cases.leave import AddLeave, DropLeave, add_leave, drop_leave
from use_cases.listing import ListProjects, list_projects
from use_cases.my_work import ShowMyWork, show_my_work
from use_cases.reading import Read
from use_cases.standing_in import FollowStandIns, follow_stand_ins
from use_cases.status import ShowStatus, show_status
from use_cases.viability import DecideViability, PrepareVerdict, decide_viability, prepare_verdict


@pytest.fixture
def project(tx):
    """A running project in a workspace with settings."""
    make.office(tx)
    return make.project(tx, started=True)


def acts(tx, project, role):
    return tx.projects.get(project.id).acting(role)


@pytest.mark.parametrize(
    ("moment", "who"),
    [
        (at(MONDAY - timedelta(days=1), 23, 59, "Asia/Tokyo"), IT),
        (at(MONDAY, 0, 0, "Asia/Tokyo"), BEN),
        (at(FRIDAY, 23, 59, "Asia/Tokyo"), BEN),
        (at(NEXT_MONDAY - timedelta(days=1), 23, 59, "Asia/Tokyo"), BEN),
        (at(NEXT_MONDAY, 0, 0, "Asia/Tokyo"), IT),
    ],
)
def test_a_deputy_acts_from_the_first_day_to_the_eve_of_the_first_working_day_by_the_persons_clock(
    tx, project, moment, who
):
    make.person(tx, IT, zone="Asia/Tokyo")
    away(tx)

    follow(tx, min(moment, at(MONDAY, 1, 0, "Asia/Tokyo")))
    follow(tx, moment)

    assert acts(tx, project, Role.IT_MANAGER) == who


def test_a_holiday_after_the_leave_is_the_deputys_too(tx, project):
    make.workspace(tx, country="DE")
    christmas_eve = date(2026, 12, 24)

    leave = away(tx, first=christmas_eve, last=christmas_eve)

    assert tx.deputies.of_leave(leave)[0].window.back_on == date(2026, 12, 28)


def test_whoever_stands_in_may_what_the_other_may_and_refusals_ask_them(tx, project):
    away(tx)
    follow(tx, at(MONDAY))
    now = tx.projects.get(project.id)

    ben, judging = make.actor(BEN), Judging(now)
    require(ben, Action.GIVE_OPINION, judging)

    assert ben.stands_for == {project.id: IT}
    assert refusal_of(Action.GIVE_OPINION, judging).who_may == (BEN,)
    assert Deciding(now).people == (PM, BEN)
    require(make.actor(IT), Action.GIVE_OPINION, judging)


def test_status_names_who_stands_in_and_until_when(tx, project):
    away(tx)
    follow(tx, at(MONDAY))

    shown = show_status(ShowStatus(make.actor(PM), project.key), tx, at(MONDAY)).facts

    it = next(one for one in shown.roles if one.role is Role.IT_MANAGER)
    assert (it.person, it.deputy, it.until) == (IT, BEN, NEXT_MONDAY - timedelta(days=1))


def test_a_deputy_of_a_private_project_finds_it_only_while_they_stand_in(tx):
    make.office(tx)
    secret = make.project(tx, "SEC", started=True, team=(ANA,), channel=make.private_channel())
    away(tx)

    before = tx.projects.get(secret.id).is_hidden_from(make.actor(BEN))
    follow(tx, at(MONDAY))
    meanwhile = tx.projects.get(secret.id).is_hidden_from(make.actor(BEN))
    follow(tx, at(NEXT_MONDAY))

    assert (before, meanwhile, tx.projects.get(secret.id).is_hidden_from(make.actor(BEN))) == (True, False, True)
    assert tx.projects.of_person(BEN, 9) == []


@pytest.mark.parametrize("wanted", [ProjectFilter(), ProjectFilter(mine=True), ProjectFilter(text="sec")])
def test_a_deputy_finds_a_private_project_in_lists_only_while_they_stand_in(tx, wanted):
    make.office(tx)
    make.project(tx, "SEC", started=True, team=(ANA,), channel=make.private_channel())
    away(tx)

    found = []
    for moment in (NOON, at(MONDAY), at(NEXT_MONDAY)):
        follow(tx, moment)
        listed = list_projects(ListProjects(make.actor(BEN), wanted), tx, moment).facts
        found.append([one.key for one in listed.projects])

    assert found == [[], ["SEC"], []]


def test_a_change_that_waits_goes_to_the_deputy_and_what_they_agreed_to_stays_agreed(tx, project):
    make.approved(tx, project)
    change = make.change(tx, project, by=ANA)
    away(tx)
    follow(tx, at(MONDAY))

    waiting = show_my_work(ShowMyWork(make.actor(BEN)), tx, at(MONDAY)).facts.waiting
    agree_change(AgreeChange(make.actor(BEN), change.id, 1), tx, at(MONDAY))
    follow(tx, at(NEXT_MONDAY))

    assert [one.id for one in waiting if one.why is Why.CHANGE] == [change.id]
    after = tx.changes.get(change.id)
    assert after.agreed_by == (ANA, IT)
    assert after.waits_for(Deciding(tx.projects.get(project.id))) == (PM,)
    with pytest.raises(Refused, match="Only the two who decide"):
        agree_change(AgreeChange(make.actor(BEN), change.id, 1), tx, at(NEXT_MONDAY))


def test_whoever_is_away_may_still_decide_and_of_the_two_the_second_is_told_so(tx, project):
    make.approved(tx, project)
    change = make.change(tx, project, by=ANA)
    away(tx)
    follow(tx, at(MONDAY))

    agree_change(AgreeChange(make.actor(IT), change.id, 1), tx, at(MONDAY))

    with pytest.raises(Refused, match="already agreed"):
        agree_change(AgreeChange(make.actor(BEN), change.id, 1), tx, at(MONDAY))
    assert tx.changes.get(change.id).waits_for(Deciding(tx.projects.get(project.id))) == (PM,)


def test_what_a_deputy_does_is_written_down_and_told_with_both_names(tx, project):
    make.approved(tx, project)
    change, ben = make.change(tx, project, by=ANA), make.actor(BEN)
    away(tx)
    follow(tx, at(MONDAY))

    acting = Transaction(tx.connection, tx.workspace, at(MONDAY), ben)
    reject_change(RejectChange(ben, change.id, "Too dear"), acting, at(MONDAY))

    line = tx.history.of_project(project.id, 1)[0]
    assert (line.by, line.changes[-1]) == (BEN, Change(IN_PLACE_OF, people_after=(IT,)))
    told = saved.said(tx, ChangeDecided)
    assert {one.stood_for for one in told} == {IT}
    assert "For It, who is on leave" in str(draw_message(told[0].template, tx.people.named(told[0])).blocks)


def test_nobody_agrees_in_anothers_place_to_what_they_asked_for(tx, project):
    make.approved(tx, project)
    change = make.change(tx, project, by=BEN)
    away(tx)
    follow(tx, at(MONDAY))

    assert change.waits_for(Deciding(tx.projects.get(project.id))) == (PM, IT)
    with pytest.raises(Forbidden):
        agree_change(AgreeChange(make.actor(BEN), change.id, 1), tx, at(MONDAY))


@pytest.mark.parametrize(("person", "deputy"), [(IT, PM), (PM, IT), (HEAD, PM), (PM, HEAD), (IT, RESP)])
def test_parts_that_are_kept_apart_are_refused_beside_the_line(tx, project, person, deputy):
    leave = away(tx, person, None)
    line = tx.deputies.of_leave(leave)[0]

    with refused(tx, "deputy", words="stay two people"):
        name_deputy(NameDeputy(make.actor(person), line.id, deputy), tx, NOON)


def test_who_asked_for_a_project_does_not_judge_it_in_its_heads_place(tx):
    make.office(tx)
    project = make.requested(tx, make.project(tx, started=True), BEN)
    leave = away(tx, HEAD, None)

    with refused(tx, "deputy", words="asked for"):
        name_deputy(NameDeputy(make.actor(HEAD), tx.deputies.of_leave(leave)[0].id, BEN), tx, NOON)

    assert judge_of(tx.projects.get(project.id)) == HEAD


def test_a_deputy_who_comes_to_hold_the_other_part_acts_no_more(tx, project):
    away(tx)
    follow(tx, at(MONDAY))

    tx.roles.keep(
        replace(
            project,
            staff=tuple(replace(one, person=BEN) if one.role is Role.PROJECT_MANAGER else one for one in project.staff),
        )
    )

    assert acts(tx, project, Role.IT_MANAGER) == IT
    assert Deciding(tx.projects.get(project.id)).people == (BEN, IT)


def test_the_usual_deputy_has_every_line_that_duties_allow_and_hears_it_once(tx, project):
    web = make.project(tx, "WEB", started=True, staff={Role.IT_MANAGER: BEN, Role.PROJECT_MANAGER: IT}, team=(ANA,))

    leave = away(tx)

    lines = {one.project_id: one for one in tx.deputies.of_leave(leave)}
    assert (lines[project.id].deputy, lines[project.id].state) == (BEN, StandInState.GIVEN)
    assert (lines[web.id].deputy, lines[web.id].why_open) == (None, WhyOpen.DUTIES)
    assert saved.said(tx, DeputyOffer) == [DeputyOffer.of(leave, BEN)]


@pytest.mark.parametrize(("deputy", "words"), [(IT, "themselves"), (NOBODY, "away too"), (BOT, "does not know")])
def test_who_cannot_stand_in_is_refused_beside_the_field_with_the_days(tx, project, deputy, words):
    tx.capacity.add_leave(Leave("theirs", NOBODY, FRIDAY, FRIDAY + timedelta(days=9)))

    with refused(tx, "deputy", words=words):
        add_leave(AddLeave(make.actor(IT), IT, MONDAY, FRIDAY, deputy), tx, NOON)

    assert tx.capacity.leave([IT], MONDAY, FRIDAY) == []


@pytest.mark.parametrize("standing", [Standing.GUEST, Standing.OUTSIDER, Standing.BOT, Standing.DEACTIVATED])
def test_whoever_cannot_be_given_work_cannot_stand_in(tx, project, standing):
    make.person(tx, NOBODY, standing=standing)

    with refused(tx, "deputy"):
        add_leave(AddLeave(make.actor(IT), IT, MONDAY, FRIDAY, NOBODY), tx, NOON)


def test_who_cannot_gives_it_back_at_once_also_in_the_middle_and_the_person_hears_why(tx, project):
    leave = away(tx)
    follow(tx, at(MONDAY))

    give_places_back(GivePlacesBack(make.actor(BEN), leave, "No time this week"), tx, at(MONDAY))

    assert acts(tx, project, Role.IT_MANAGER) == IT
    told = saved.said(tx, PlacesOpen)
    assert [(one.to.person, one.deputy, one.words, one.opened) for one in told] == [
        (IT, BEN, "No time this week", ("IT manager of NET",))
    ]
    with pytest.raises(Forbidden):
        prepare_places_back(PreparePlacesBack(make.actor(BEN), leave), tx, at(MONDAY))


def test_somebody_named_in_the_middle_of_a_leave_begins_at_once(tx, project):
    leave = away(tx, deputy=None)
    follow(tx, at(MONDAY))

    name_deputy(NameDeputy(make.actor(IT), tx.deputies.of_leave(leave)[0].id, BEN), tx, at(MONDAY))
    follow(tx, at(MONDAY))

    assert acts(tx, project, Role.IT_MANAGER) == BEN


def test_a_project_that_follows_a_leave_twice_says_and_changes_nothing_more(tx, project):
    away(tx)
    follow(tx, at(MONDAY))
    before = tx.history.of_project(project.id, 9), tx.projects.get(project.id)

    follow_stand_ins(FollowStandIns(clock(), project.id), tx, at(MONDAY))

    assert (tx.history.of_project(project.id, 9), tx.projects.get(project.id)) == before


def test_leave_that_is_taken_out_takes_its_deputies_back_at_once(tx, project):
    leave = away(tx)
    follow(tx, at(MONDAY))

    drop_leave(DropLeave(make.actor(IT), leave), tx, at(MONDAY))

    assert acts(tx, project, Role.IT_MANAGER) == IT
    follow(tx, at(MONDAY))
    assert saved.said(tx, BackAtWork) == []
    assert Act.STOOD_BACK in [one.act for one in tx.history.of_project(project.id, 9)]


def test_a_deputy_who_goes_on_leave_later_passes_it_on_once_by_hand(tx, project):
    leave = away(tx)
    away(tx, BEN, None)
    line = tx.deputies.of_leave(leave)[0]
    opened = (line.deputy, line.why_open, [one.to.person for one in saved.said(tx, PlacesOpen)])

    name_deputy(NameDeputy(make.actor(BEN), line.id, ANA), tx, NOON)
    away(tx, ANA, None)

    assert opened == (None, WhyOpen.AWAY, [BEN, IT])
    assert tx.deputies.get(line.id).deputy is None
    with pytest.raises(Forbidden):
        prepare_deputy(PrepareDeputy(make.actor(ANA), line.id), tx, NOON)


def test_whoever_is_deactivated_stands_in_for_nobody_any_more(tx, project):
    leave = away(tx)
    follow(tx, at(MONDAY))

    keep_people(KeepPeople(clock(), (replace(tx.people.get(BEN), standing=Standing.DEACTIVATED),)), tx, at(MONDAY))

    assert acts(tx, project, Role.IT_MANAGER) == IT
    assert [one.why_open for one in tx.deputies.of_leave(leave)] == [WhyOpen.GONE]


def test_a_task_is_lent_and_comes_back(tx, project):
    task = make.task(tx, project, assignee=IT, due=FRIDAY)
    away(tx)

    follow(tx, at(MONDAY))
    lent = tx.tasks.get(task.id).helpers
    follow(tx, at(NEXT_MONDAY))

    assert (lent, tx.tasks.get(task.id).helpers) == ((BEN,), ())


def test_who_is_back_reads_what_was_decided_in_their_place_and_what_waits(tx, project):
    leave = away(tx)
    follow(tx, at(MONDAY))
    place = (Change(IN_PLACE_OF, people_after=(IT,)),)
    tx.history.add(BEN, at(MONDAY, 13), Act.GAVE_OPINION, project.id, "as planned", place)
    tx.history.add(BEN, at(MONDAY, 14), Act.GAVE_OPINION, project.id, "their own")

    follow(tx, at(NEXT_MONDAY))

    back = saved.said(tx, BackAtWork)[0]
    facts = read_back_at_work(Read(clock(), back.about, back.to), tx, at(NEXT_MONDAY))
    assert (back, facts.deputies) == (BackAtWork.of(leave, IT), (BEN,))
    assert [(one.by, one.day, one.about) for one in facts.deeds] == [(BEN, MONDAY, "as planned")]


def test_the_list_says_what_falls_into_a_leave_and_hides_a_private_project_from_others(tx):
    make.office(tx)
    make.project(tx, started=True)
    make.project(tx, "SEC", started=True, channel=ProjectChannel(make.private_channel().kind, "secret"))
    leave = away(tx, RESP)

    own = show_deputies(ShowDeputies(make.actor(RESP), leave), tx, NOON).facts
    seen = show_deputies(ShowDeputies(make.admin(), leave), tx, NOON).facts

    assert [one.what for one in own.lines] == ["responsible staff member of NET", "responsible staff member of SEC"]
    assert [one.what for one in seen.lines] == ["responsible staff member of NET", ""]
    assert (own.back_on, own.asking) == (NEXT_MONDAY, ("NET", "SEC"))


def test_the_offer_is_accepted_once_and_stays_so(tx, project):
    leave = away(tx)

    accept_places(AcceptPlaces(make.actor(BEN), leave), tx, NOON)
    accept_places(AcceptPlaces(make.actor(BEN), leave), tx, NOON)

    offer = DeputyOffer.of(leave, BEN)
    assert not read_deputy_offer(Read(clock(), offer.about, offer.to), tx, NOON).is_asked


def test_what_a_deputy_found_viable_reads_with_both_names(tx):
    make.office(tx)
    project = make.project(tx)
    make.costed(tx, project)
    away(tx, HEAD, BEN)
    follow(tx, at(MONDAY))
    form = prepare_verdict(PrepareVerdict(make.actor(BEN), project.key), tx, at(MONDAY)).facts

    verdict = DecideViability(make.actor(BEN), project.id, ViabilityVerdict.VIABLE, "", form.seen)
    decide_viability(verdict, tx, at(MONDAY))

    shown = draw_message("cost_report", show_costs(ShowCosts(make.actor(PM), project.key), tx, at(MONDAY)))
    assert "Ben for Head found it" in str(shown.blocks)
