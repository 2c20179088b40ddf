"""The plan as its manager and its customer meet it in Slack: shown, presented, answered, refused in words."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.actors import Standing
from domain.gate import Fact
from domain.people import Person
from domain.plan_living import PlanOffer
from domain.plans import PlanVerdict
from domain.projects import Lifecycle
from tests import make
from tests.handlers.office import filled, words_in
from tests.make import CONTACT, NOBODY, NOON, PM
from tests.use_cases.plan_scenes import planned

HOSTILE = "*As* <!channel> agreed &amp; <@U1>"


@pytest.fixture
def project(office):
    found = office.inside(planned)
    office.inside(make.person, CONTACT, standing=Standing.GUEST)
    settle(office, found)
    return found


def settle(office, project):
    """Everything that a plan says is decided."""
    office.inside(lambda tx: tx.projects.settle(replace(tx.projects.get(project.id), decided=tuple(Fact))))


def pressed(office, action, value="NET", person=PM):
    office.phone(person).press(action, element={"value": value})
    return office.opened()


def submitted(office, view, person=PM, **given):
    return office.phone(person).submit(filled(view, **given)).said


def presented(office, project, **given):
    """The newest version after the form was sent, as the contact has it before them."""
    settle(office, project)
    submitted(office, pressed(office, "present_plan"), **{"contact": CONTACT, **given})
    return newest(office, project)


def newest(office, project):
    return office.inside(lambda tx: tx.plans.newest_of(project.id))


def test_a_guest_whom_nobody_has_met_is_asked_of_slack_and_shown_the_plan(office, project):
    office.shown_people["U_NEW"] = Person("U_NEW", "Nia New", standing=Standing.GUEST)

    version = presented(office, project, contact="U_NEW", words=HOSTILE)

    assert (version.contact, version.contact_name, version.words) == ("U_NEW", "Nia New", HOSTILE)
    assert [one.to.person for one in office.waiting(PlanOffer)] == ["U_NEW"]


def test_a_member_who_may_be_one_of_our_own_is_presented_to_when_sent_again(office, project):
    office.inside(make.person, NOBODY)

    asked = submitted(office, pressed(office, "present_plan"), contact=NOBODY)
    before = newest(office, project)
    submitted(office, office.as_shown(asked["view"]), contact=NOBODY)

    assert "is a member of this workspace, not a guest. Nothing is sent yet." in words_in(asked["view"])
    assert (before, newest(office, project).contact) == (None, NOBODY)


def test_an_account_that_slack_does_not_know_either_is_refused_beside_its_field(office, project):
    said = submitted(office, pressed(office, "present_plan"), contact="U_WHO", words=HOSTILE)

    assert said["errors"] == {
        "contact": "Steward does not know this account. Choose somebody else, or write their name below."
    }
    assert newest(office, project) is None


def test_nobody_presents_unseen_what_changed_or_was_presented_since_the_form_was_opened(office, project):
    old = pressed(office, "present_plan")
    office.inside(lambda tx: tx.projects.change(replace(tx.projects.get(project.id), price=Decimal(1))))
    slow, quick = (pressed(office, "present_plan") for _ in range(2))

    otherwise = submitted(office, old, contact=CONTACT)
    submitted(office, quick, contact=CONTACT)
    settle(office, project)
    again = submitted(office, slow, contact=CONTACT)

    assert "something is new since you opened it: price." in otherwise["errors"]["contact"]
    assert again["errors"] == {"contact": "Somebody presented version 1 meanwhile. Look at it first."}
    assert newest(office, project).number == 1


def test_a_customer_rejects_with_the_reason_that_they_typed(office, project):
    version = presented(office, project)
    view = pressed(office, "reject_plan", version.id, CONTACT)

    refused = submitted(office, view, CONTACT, comment=" ")
    submitted(office, view, CONTACT, comment=HOSTILE)

    assert refused["errors"] == {"comment": "Say what has to change, so that the next version can have it."}
    answer = newest(office, project).answer
    assert (answer.verdict, answer.by, answer.comment) == (PlanVerdict.REJECTED, CONTACT, HOSTILE)


def test_a_second_press_and_an_older_version_are_answered_in_words(office, project):
    older = presented(office, project)
    version = presented(office, project)
    submitted(office, pressed(office, "accept_plan", version.id, CONTACT), CONTACT)

    office.phone(CONTACT).press("reject_plan", element={"value": older.id})
    of_older = office.told()
    office.phone(CONTACT).press("accept_plan", element={"value": version.id})

    assert "version 2 was presented on" in of_older
    assert "Version 2 of the plan is already accepted." in office.told()


def test_a_form_that_was_open_when_the_manager_recorded_the_answer_loses_nothing_typed(office, project):
    version = presented(office, project)
    slow = pressed(office, "reject_plan", version.id, CONTACT)
    record = pressed(office, "record_plan_answer")
    said = submitted(office, record, verdict="accepted", said_by="Dr. Lind", medium="e-mail", evidence="Archive")

    refused = submitted(office, slow, CONTACT, comment=HOSTILE)

    assert "Accepted" in words_in(said["view"])
    assert "Version 1 of the plan is already accepted." in str(refused["errors"])
    assert newest(office, project).answer.said_by == "Dr. Lind"


def test_a_project_that_is_over_is_neither_presented_nor_recorded_nor_answered(office, project):
    version = presented(office, project)
    over = {"lifecycle": Lifecycle.CANCELLED, "ended_at": NOON}
    office.inside(lambda tx: tx.projects.change(replace(tx.projects.for_change(project.id), **over)))

    said = []
    for action, value, person in (
        ("accept_plan", version.id, CONTACT),
        ("present_plan", "NET", PM),
        ("record_plan_answer", "NET", PM),
    ):
        office.phone(person).press(action, element={"value": value})
        said.append(office.told())

    assert ["Net rollout has ended" in said[0], "NET is cancelled" in said[1], "has ended" in said[2]] == [True] * 3


def test_a_plan_that_cannot_be_presented_yet_leads_to_the_list_of_what_is_open(office, project):
    office.inside(lambda tx: tx.projects.settle(replace(tx.projects.get(project.id), decided=())))

    office.phone(PM).press("present_plan", element={"value": "NET"})

    said = office.slack.told("answer")[-1]
    assert "NET cannot be presented yet" in said["text"]
    assert [(one["action_id"], one["value"]) for one in said["blocks"][-1]["elements"]] == [("show_gate", "NET")]
