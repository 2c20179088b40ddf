"""A task of whoever is on leave is in its deputy's hands, and an offer to stand in waits until it is answered."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errands import Errand
from domain.head_living import VerdictQuestion
from domain.living import Home
from domain.notices import ToPerson
from domain.permissions import Forbidden
from domain.refusals import Refused
from domain.urgency import Why
from domain.viability import Viability, ViabilityVerdict
from message_templates import draw_message
from tests import make, saved
from tests.make import ANA, BEN, HEAD, IT, NOON, PM, clock
from tests.use_cases.leave_scenes import FRIDAY, MONDAY, NEXT_MONDAY, at, away, follow
from use_cases.deputies import NameDeputy, name_deputy
from use_cases.deputy_answers import AcceptPlaces, GivePlacesBack, accept_places, give_places_back
from use_cases.errands import DeclineErrand, TakeErrand, decline_errand, read_errand_card, take_errand
from use_cases.home import read_home
from use_cases.leave import DropLeave, drop_leave
from use_cases.listing import ListProjects, list_projects
from use_cases.my_work import ShowMyWork, show_my_work, waiting_for
from use_cases.progress import ReportProgress, report_progress
from use_cases.reading import Read
from use_cases.reminders import SendReminder, read_task_reminder, send_reminder
from use_cases.sections import section_of, slots_of
from use_cases.verdict_questions import read_verdict_question


@pytest.fixture
def task(tx):
    """Of a running project, in the hands of its IT manager and due on the last day of their leave."""
    make.office(tx)
    project = make.project(tx, started=True, team=(ANA, BEN))
    return make.task(tx, project, assignee=IT, due=FRIDAY)


def tasks_of(tx, person, now):
    every = waiting_for(tx.people.get(person), tx, now)
    return [(one.key, one.stood_for, one.stood_until) for one in every if one.due and one.key.startswith("NET-")]


def drawn_work(tx, person, now):
    return str(draw_message("my_work", show_my_work(ShowMyWork(make.actor(person)), tx, now)).blocks)


def test_a_lent_task_waits_for_the_deputy_with_its_buttons_and_not_for_who_is_away(tx, task):
    away(tx)
    follow(tx, at(MONDAY))

    shown = drawn_work(tx, BEN, at(MONDAY))

    assert tasks_of(tx, BEN, at(MONDAY)) == [(task.key, IT, NEXT_MONDAY - timedelta(days=1))]
    assert tasks_of(tx, IT, at(MONDAY)) == []
    assert "for It, until Sun 13 Dec 2026" in shown
    assert "mine_task_done" in shown
    report_progress(ReportProgress(make.actor(BEN), task.key, 100), tx, at(MONDAY))
    assert tx.tasks.get(task.id).done_by == BEN


@pytest.mark.parametrize("helps_already", [True, False])
def test_a_lent_task_is_its_owners_again_on_the_first_working_day(tx, task, helps_already):
    helped = make.task(tx, tx.projects.get(task.project_id), assignee=IT, due=FRIDAY, helpers=(BEN,) * helps_already)
    away(tx)
    follow(tx, at(MONDAY))
    lent = tasks_of(tx, BEN, at(MONDAY))

    follow(tx, at(NEXT_MONDAY))

    assert [key for key, *_ in lent] == [task.key, helped.key]
    assert tasks_of(tx, BEN, at(NEXT_MONDAY)) == []
    assert tasks_of(tx, IT, at(NEXT_MONDAY)) == [(task.key, None, None), (helped.key, None, None)]
    assert tx.tasks.get(helped.id).helpers == (BEN,) * helps_already


def test_leave_that_is_taken_out_in_the_middle_gives_a_lent_task_back(tx, task):
    leave = away(tx)
    follow(tx, at(MONDAY))

    drop_leave(DropLeave(make.actor(IT), leave), tx, at(MONDAY))
    follow(tx, at(MONDAY))

    assert (tasks_of(tx, BEN, at(MONDAY)), len(tasks_of(tx, IT, at(MONDAY)))) == ([], 1)
    assert tx.tasks.get(task.id).helpers == ()


def test_a_task_that_passed_to_somebody_else_meanwhile_is_lent_to_nobody(tx, task):
    away(tx)
    tx.tasks.change(task, replace(task, assignee=ANA), tx.projects.get(task.project_id))

    follow(tx, at(MONDAY))

    assert (tasks_of(tx, BEN, at(MONDAY)), len(tasks_of(tx, ANA, at(MONDAY)))) == ([], 1)
    assert tx.tasks.get(task.id).helpers == ()


def test_the_deputy_is_reminded_of_a_lent_task_and_its_owner_again_when_they_are_back(tx, task):
    away(tx)
    follow(tx, at(MONDAY))

    planned = tx.reminders.get(BEN).next_at
    send_reminder(SendReminder(clock(), BEN), tx, planned)
    about = Read(clock(), f"{BEN}/{planned.date().isoformat()}", ToPerson(BEN))
    seen = read_task_reminder(about, tx, planned)
    follow(tx, at(NEXT_MONDAY, 0))

    assert planned.date() == FRIDAY
    assert ([one.key for one in seen.lines], seen.left) == ([task.key], 1)
    assert tx.reminders.get(IT).next_at.date() == NEXT_MONDAY


def test_a_check_in_shows_a_lent_task_to_the_deputy(tx, task):
    away(tx)
    follow(tx, at(MONDAY))

    slot = next(iter(slots_of(BEN, None, tx, at(MONDAY, 8))))
    shown = section_of(slot, BEN, tx, at(MONDAY, 8))

    assert [one.key for one in shown.tasks] == [task.key]


def offers(tx, person, now=NOON):
    return [
        (one.id, one.people, one.words)
        for one in waiting_for(tx.people.get(person), tx, now)
        if one.why is Why.STAND_IN
    ]


def test_an_offer_to_stand_in_waits_until_it_is_accepted(tx, task):
    leave = away(tx)
    home = read_home(Read(clock(), BEN, ToPerson(BEN)), tx, NOON)
    waiting, shown = offers(tx, BEN), drawn_work(tx, BEN, NOON)

    accept_places(AcceptPlaces(make.actor(BEN), leave), tx, NOON)

    assert waiting == [(leave, (IT,), f"IT manager of NET, {task.key} {task.title}")]
    assert [one.id for one in home.waiting if one.why is Why.STAND_IN] == [leave]
    assert "mine_accept_places" in shown
    assert "give_places_back" in shown
    assert "It asks you to stand in from Mon 7 Dec 2026 to Sun 13 Dec 2026" in shown
    assert offers(tx, BEN) == []
    assert Home.of(BEN).mark in saved.marks(tx)


def test_an_offer_that_is_declined_waits_for_whoever_is_named_next(tx, task):
    leave = away(tx)

    give_places_back(GivePlacesBack(make.actor(BEN), leave, "No"), tx, NOON)
    line = next(one for one in tx.deputies.of_leave(leave) if one.task_id is None)
    name_deputy(NameDeputy(make.actor(IT), line.id, ANA), tx, NOON)

    assert (offers(tx, BEN), offers(tx, ANA)) == ([], [(leave, (IT,), "IT manager of NET")])
    assert offers(tx, PM) == []


def kept_errand(tx, project):
    """Somebody asks the IT manager to give a technical opinion in their place."""
    errand = Errand(
        "e1", tx.workspace, ANA, (IT,), "give an opinion", "as planned", "action", "x", {}, NOON, project, (IT,)
    )
    tx.errands.add(errand)
    return errand


def asked_of(tx, person, now):
    return [one.id for one in waiting_for(tx.people.get(person), tx, now) if one.why is Why.ERRAND]


def test_an_errand_that_waits_with_whoever_is_away_waits_with_the_deputy_until_they_are_back(tx, task):
    errand = kept_errand(tx, task.project_id)
    away(tx)
    follow(tx, at(MONDAY))

    meanwhile = asked_of(tx, BEN, at(MONDAY)), asked_of(tx, IT, at(MONDAY))
    taken = take_errand(TakeErrand(make.actor(BEN), errand.id), tx, at(MONDAY))
    follow(tx, at(NEXT_MONDAY))

    assert meanwhile == (["e1"], ["e1"])
    assert taken.asked == (IT, BEN)
    assert (asked_of(tx, BEN, at(NEXT_MONDAY)), asked_of(tx, IT, at(NEXT_MONDAY))) == ([], ["e1"])
    assert not read_errand_card(Read(clock(), "e1", ToPerson(BEN)), tx, at(NEXT_MONDAY)).is_theirs
    with pytest.raises(Forbidden):
        take_errand(TakeErrand(make.actor(BEN), errand.id), tx, at(NEXT_MONDAY))


def test_of_the_deputy_and_whoever_is_away_one_does_an_errand(tx, task):
    errand = kept_errand(tx, task.project_id)
    away(tx)
    follow(tx, at(MONDAY))

    decline_errand(DeclineErrand(make.actor(BEN), errand.id, "Not before spring"), tx, at(MONDAY))

    with pytest.raises(Refused, match="declined already"):
        take_errand(TakeErrand(make.actor(IT), errand.id), tx, at(MONDAY))


def test_nobody_is_asked_in_anothers_place_for_what_they_asked_themselves(tx, task):
    errand = kept_errand(tx, task.project_id)
    away(tx, deputy=ANA)

    follow(tx, at(MONDAY))

    assert tx.errands.get(errand.id).asked == (IT,)


def test_a_lent_task_that_is_given_to_somebody_else_is_the_deputys_no_more(tx, task):
    away(tx)
    follow(tx, at(MONDAY))
    lent = tx.tasks.get(task.id)

    tx.tasks.change(lent, replace(lent, assignee=ANA), tx.projects.get(task.project_id))

    assert tasks_of(tx, BEN, at(MONDAY)) == []


def test_a_deputy_who_may_do_an_errand_in_their_own_right_keeps_it(tx, task):
    errand = kept_errand(tx, task.project_id)
    tx.errands.change(replace(errand, who_may=(IT, BEN), asked=(IT, BEN)))
    away(tx)

    follow(tx, at(MONDAY))
    follow(tx, at(NEXT_MONDAY))

    assert asked_of(tx, BEN, at(NEXT_MONDAY)) == ["e1"]


def test_a_task_that_is_lent_opens_no_private_project(tx, task):
    secret = make.project(tx, "SEC", started=True, team=(ANA,), staff={}, channel=make.private_channel())
    make.task(tx, secret, assignee=ANA, due=FRIDAY)
    away(tx, ANA)

    follow(tx, at(MONDAY))

    listed = list_projects(ListProjects(make.actor(BEN)), tx, at(MONDAY)).facts
    assert [key for key, *_ in waits_in(tx, BEN)] == ["SEC-1"]
    assert "SEC" not in [one.key for one in listed.projects]
    assert "SEC" not in [one.key for one in tx.projects.of_person(BEN, 9)]


def waits_in(tx, person):
    return [(one.key,) for one in waiting_for(tx.people.get(person), tx, at(MONDAY)) if one.stood_for == ANA]


def test_a_decision_waits_for_the_deputy_with_whose_it_is_and_until_when(tx):
    make.office(tx)
    project = make.project(tx, started=True)
    found = Viability(project.id, verdict=ViabilityVerdict.VIABLE, decided_by=HEAD, asked_for="NET-C1")
    tx.viabilities.keep(found)
    away(tx, HEAD, BEN)
    follow(tx, at(MONDAY))

    ben = [one for one in waiting_for(tx.people.get(BEN), tx, at(MONDAY)) if one.why is Why.VERDICT]
    question = VerdictQuestion.of(project.id, "NET-C1", BEN)
    asked = read_verdict_question(Read(clock(), question.about, question.to), tx, at(MONDAY))

    assert [(one.stood_for, one.stood_until) for one in ben] == [(HEAD, NEXT_MONDAY - timedelta(days=1))]
    assert (asked.found_by, asked.stood_for) == (HEAD, HEAD)
