"""Changes of what was approved as people meet them in Slack: typed, agreed to, refused in words, never twice."""

from dataclasses import replace

import pytest

from domain.changes import ChangeState
from domain.plans import PlanVerdict
from domain.projects import Lifecycle
from tests.handlers.office import filled, words_in
from tests.make import ANA, CONTACT, IT, NOON, PM
from tests.use_cases.change_scenes import approved, ask

HOSTILE = "*Second* site <!channel> &amp; <@U1>"


@pytest.fixture
def project(office):
    return office.inside(approved, started=True)


def pressed(office, action, value, person=PM):
    office.phone(person).press(action, element={"value": value})
    return office.opened()


def refused(office, action, value, person):
    office.phone(person).press(action, element={"value": value})
    return office.told()


def change_of(office, key="NET-C1"):
    return office.inside(lambda tx: tx.changes.by_key(key))


def test_everything_wrong_is_said_beside_its_field_and_what_is_right_is_shown_as_typed(office, project):
    view = pressed(office, "ask_change", "NET")
    wrong = filled(view, what="", why=HOSTILE, users_count="0", price="-90000", effort="much")

    said = office.phone(PM).submit(wrong).said
    shown = office.phone(PM).submit(filled(view, what=HOSTILE, why="They bought it", price="+5750")).said

    assert set(said["errors"]) == {"what", "users_count", "price", "effort"}
    assert HOSTILE in words_in(shown["view"])
    assert "€90,000.00 (+€5,750.00)" in words_in(shown["view"])
    assert change_of(office).what == HOSTILE


def test_an_offer_that_was_replaced_is_not_agreed_to_and_a_second_press_says_who_is_missing(office, project):
    change = office.inside(ask, project, by=PM)
    old = f"{change.id} 1"
    view = pressed(office, "counter_change", change.id, IT)
    office.phone(IT).submit(filled(view, users_count="130", why="Enough"))

    of_old = refused(office, "agree_change", old, PM)
    again = refused(office, "agree_change", f"{change.id} 2", IT)

    assert "offer 2 is on the table now" in of_old
    assert "You have already agreed to NET-C1. It waits for the project manager." in again
    assert change_of(office).state is ChangeState.DISCUSSED


def test_a_form_for_an_offer_that_somebody_else_made_first_is_refused_and_stays_open(office, project):
    change = office.inside(ask, project, by=PM)
    slow, quick = (pressed(office, "counter_change", change.id, person) for person in (PM, IT))
    office.phone(IT).submit(filled(quick, users_count="130", why="Enough"))

    said = office.phone(PM).submit(filled(slow, users_count="140", why=HOSTILE)).said

    assert "Offer 2 of NET-C1 came first" in str(said["errors"])


def test_what_is_decided_or_over_is_decided_no_more_whoever_presses_which_button(office, project):
    change, other = office.inside(ask, project, by=PM), office.inside(ask, project, by=PM, price="+10")
    office.phone(IT).press("agree_change", element={"value": f"{change.id} 1"})

    decided = [
        refused(office, action, value, person)
        for action, value, person in (
            ("agree_change", f"{change.id} 1", IT),
            ("counter_change", change.id, IT),
            ("reject_change", change.id, IT),
            ("withdraw_change", change.id, PM),
        )
    ]
    over = {"lifecycle": Lifecycle.COMPLETED, "ended_at": NOON}
    office.inside(lambda tx: tx.projects.change(replace(tx.projects.for_change(project.id), **over)))
    ended = [
        refused(office, "agree_change", f"{other.id} {change_of(office, other.key).offer.number}", IT),
        refused(office, "counter_change", other.id, IT),
    ]

    assert ["NET-C1 is already approved." in said for said in decided] == [True] * 4
    assert ["NET is completed" in said for said in ended] == [True] * 2


def test_only_the_contact_answers_a_change_and_only_once(office, project):
    change = office.inside(ask, project, by=PM, price="+5750")
    office.phone(IT).press("agree_change", element={"value": f"{change.id} 1"})
    version = office.inside(lambda tx: tx.plans.newest_of(project.id))

    by_ana = refused(office, "accept_plan", version.id, ANA)
    view = pressed(office, "accept_plan", version.id, CONTACT)
    office.phone(CONTACT).submit(filled(view, comment=HOSTILE))
    again = refused(office, "reject_plan", version.id, CONTACT)

    assert "Only the customer contact may accept or reject this plan" in by_ana
    assert view["title"]["text"] == "Accept the change"
    assert "NET-C1 is already accepted." in again
    answer = office.inside(lambda tx: tx.plans.get(version.id)).answer
    assert (answer.verdict, answer.comment) == (PlanVerdict.ACCEPTED, HOSTILE)
    assert change_of(office).state is ChangeState.APPROVED
