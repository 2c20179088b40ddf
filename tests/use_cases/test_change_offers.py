"""What a customer reads of a change, answers it with, and what stays of the plan that they accepted meanwhile."""

import json

import pytest

from domain.change_notices import ChangeDecided
from domain.handouts import PlanFile
from domain.notices import ToPerson, ToProject
from domain.plan_notices import PlanAnswered, PlanPresented
from domain.plans import Medium, PlanVerdict, RecordedAnswer
from domain.refusals import Refused
from message_templates import draw_message, draw_view
from storage.people import Named
from tests import make, saved
from tests.make import ANA, CONTACT, NOON, PM, TODAY
from tests.use_cases.change_scenes import JULY, agree, answered, approved, ask
from use_cases.change_cards import ShowChange, show_change
from use_cases.change_decisions import WithdrawChange, withdraw_change
from use_cases.plan_answers import (
    PrepareAnswer,
    PrepareRecording,
    RecordAnswer,
    prepare_answer,
    prepare_recording,
    record_answer,
)
from use_cases.plans import SendPlan, ShowPlan, send_plan, show_plan
from use_cases.presenting import PreparePresentation, prepare_presentation, read_plan_offer
from use_cases.reading import Read


@pytest.fixture
def project(tx):
    return approved(tx, started=True)


def offered(tx, project):
    """What the contact sees of the newest version: the notification, and all words of the message."""
    version = tx.plans.newest_of(project.id)
    facts = read_plan_offer(Read(make.clock(), version.id, ToPerson(CONTACT)), tx, NOON)
    drawn = draw_message("plan_offer", tx.people.named(facts))
    return drawn.text, json.dumps(drawn.blocks, ensure_ascii=False)


def with_customer(tx, project):
    return agree(tx, ask(tx, project, why="INTERNAL why", price="+5750", completion_date=JULY, effort="+40"))


def shown(tx):
    return show_plan(ShowPlan(make.actor(PM), "NET"), tx, NOON).facts


def test_a_change_is_offered_with_what_moves_and_buttons_of_its_own(tx, project):
    with_customer(tx, project)

    text, blocks = offered(tx, project)

    assert text.startswith("Pm asks for a change of Net rollout: A second site; ")
    assert "Completion date Thu 15 Jul 2027" in text
    assert "Price €90,000.00" in text
    assert text.endswith("Please accept or reject it")
    for words in ("Accept change", "Reject change", "€84,250.00 → ", "€90,000.00 (+€5,750.00)"):
        assert words in blocks
    for words in ("Accept plan", "INTERNAL", "40 h"):
        assert words not in blocks


def test_the_form_and_the_message_after_it_speak_of_the_change(tx, project):
    with_customer(tx, project)
    version = tx.plans.newest_of(project.id)

    form = prepare_answer(PrepareAnswer(make.actor(CONTACT), version.id, PlanVerdict.ACCEPTED), tx, NOON)
    answered(tx, project)

    view = draw_view("answer_plan", Named(form, {}), unseen=False)
    assert view["title"]["text"] == "Accept the change"
    assert "€90,000.00 (+€5,750.00)" in json.dumps(view, ensure_ascii=False)
    assert offered(tx, project)[0] == "NET-C1 of Net rollout is accepted: A second site"


def test_the_channel_reads_once_what_became_of_a_change(tx, project):
    before = len(saved.said(tx, PlanPresented)), len(saved.said(tx, PlanAnswered))
    with_customer(tx, project)
    said = RecordedAnswer(PlanVerdict.REJECTED, "Dr. Lind", TODAY, Medium.CALL, "Note 7", "Too dear")

    form = prepare_recording(PrepareRecording(make.actor(PM), "NET"), tx, NOON)
    record_answer(RecordAnswer(make.actor(PM), form.version_id, said), tx, NOON)

    assert (len(saved.said(tx, PlanPresented)), len(saved.said(tx, PlanAnswered))) == before
    told = [one for one in saved.said(tx, ChangeDecided) if one.to == ToProject(project.id)]
    assert [(one.said_by, one.words) for one in told] == [("", ""), ("Dr. Lind", "Too dear")]
    assert form.change.key == "NET-C1"


@pytest.mark.parametrize(("person", "may"), [(PM, True), (ANA, False)])
def test_an_answer_that_comes_another_way_is_recorded_from_the_card(tx, project, person, may):
    change = with_customer(tx, project)

    card = show_change(ShowChange(make.actor(person), change.key), tx, NOON)

    drawn = json.dumps(draw_message("change_card", card).blocks)
    assert ("record_plan_answer" in drawn) == may


def test_while_the_customer_reads_a_change_the_plan_that_they_accepted_stands(tx, project):
    with_customer(tx, project)

    facts = shown(tx)
    send_plan(SendPlan(make.actor(PM), "NET"), tx, NOON)

    assert (facts.counts.number, facts.has_changed, facts.versions[0].change) == (1, False, "NET-C1")
    assert (facts.may_present, facts.may_record) == (False, True)
    assert saved.said(tx, PlanFile)[-1].about == tx.plans.of_project(project.id)[1].id


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_after_a_change_that_did_not_come_no_plain_plan_goes_round_the_agreement(tx, project, is_withdrawn):
    change = with_customer(tx, project)
    if is_withdrawn:
        withdraw_change(WithdrawChange(make.actor(PM), change.id), tx, NOON)
    else:
        answered(tx, project, PlanVerdict.REJECTED, "Too dear")

    with pytest.raises(Refused, match="The customer has accepted this plan"):
        prepare_presentation(PreparePresentation(make.actor(PM), "NET"), tx, NOON)

    assert (shown(tx).may_present, shown(tx).counts.number) == (False, 1)
    assert f"is {'withdrawn' if is_withdrawn else 'rejected'}" in offered(tx, project)[0]
