"""The plan for a customer: drawn up, presented, answered; and nothing of ours in it."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from documents.plans import draw_plan, words_of
from domain.actors import Standing
from domain.gate import Fact
from domain.gate_notices import StateReached
from domain.handouts import PlanFile
from domain.living import ProjectCard
from domain.notices import ToPerson
from domain.permissions import Forbidden
from domain.plan_living import OfferNotShown, PlanOffer
from domain.plan_notices import FileNotSent, PlanAnswered, PlanPresented
from domain.plans import Medium, PlanAnswer, PlanVerdict, RecordedAnswer
from domain.scope import Scope
from domain.scope_notices import RequestMoved
from domain.states import State
from message_templates import draw_message, draw_view
from tests import make, saved
from tests.documents.sheets import read
from tests.make import ANA, BEN, CONTACT, HEAD, IT, NOBODY, NOON, PM, RESP, TODAY, TOMORROW, YESTERDAY
from tests.use_cases.examples import LEASE, UPTIME
from tests.use_cases.plan_scenes import INTERNAL, PRICE, manager, planned
from tests.use_cases.refusals import refused
from use_cases.deliveries import ClaimEffect, claim_effect
from use_cases.my_work import waiting_for
from use_cases.plan_answers import (
    AnswerPlan,
    PrepareAnswer,
    PrepareRecording,
    RecordAnswer,
    answer_plan,
    prepare_answer,
    prepare_recording,
    record_answer,
)
from use_cases.plan_sheets import is_accepted, is_presented, plan_now, read_plan_file, rejection_of
from use_cases.plans import SendPlan, ShowPlan, send_plan, show_plan
from use_cases.presenting import (
    PreparePresentation,
    PresentPlan,
    prepare_presentation,
    present_plan,
    read_plan_offer,
)
from use_cases.project_facts import project_facts
from use_cases.reading import Read

ACCEPTED, REJECTED = PlanVerdict.ACCEPTED, PlanVerdict.REJECTED
LATER = NOON + timedelta(days=1)
MARTA = make.actor(CONTACT)
FIGURES = ("77.77", "3333.33", "3,333.33", "7777", "55555.55", "55,555.55", "666.66", "6000", "100 h")
"""Rates, costs, minutes and the sums of them as anybody would write them."""


def presented(tx, project, contact=CONTACT, now=NOON, **more):
    """The next version, presented as people do it."""
    if contact:
        make.people(tx, [contact])
    tx.projects.settle(replace(project, decided=tuple(Fact)))
    present_plan(PresentPlan(manager(), project.id, contact, **more), tx, now)
    return tx.plans.newest_of(project.id)


def shown(tx, person=PM):
    return show_plan(ShowPlan(make.actor(person), "NET"), tx, NOON).facts


def answered(tx, version, verdict=ACCEPTED, comment="", by=MARTA):
    answer_plan(AnswerPlan(by, version.id, verdict, comment), tx, LATER)
    return tx.plans.get(version.id)


def recorded(**changes):
    usual = {
        "verdict": ACCEPTED,
        "said_by": "Dr. Lind",
        "said_on": TODAY,
        "medium": Medium.EMAIL,
        "evidence": "Archive",
    }
    return RecordedAnswer(**{**usual, **changes})


def reading(tx, about):
    return Read(make.clock(tx.workspace), about, ToPerson(CONTACT))


def test_the_plan_says_what_is_decided_with_its_stages_in_the_order_of_their_days(tx):
    plan = plan_now(planned(tx), tx)

    assert [(one.number, one.name) for one in plan.stages] == [(1, "Survey"), (2, "Roll-out")]
    assert [(one.text, one.is_must, one.met) for one in plan.requirements] == [
        ("Every office has Wi-Fi", True, "met"),
        ("Guests are kept apart", False, "partly met"),
    ]
    assert (plan.price, plan.solution, plan.manager) == (PRICE, "Managed switches", "Pm")
    assert plan.resources == ("Core switch × 4 (device, Kiel)",)
    assert (plan.users_count, plan.payment_terms, plan.budget_ceiling) == (120, "30 days net", Decimal(90000))


def test_nothing_of_ours_stands_in_message_document_metadata_or_what_the_document_is_made_of(tx):
    project = planned(tx)
    version = presented(tx, project)
    sheet = read_plan_file(reading(tx, version.id), tx, NOON)
    offer = read_plan_offer(reading(tx, version.id), tx, NOON)
    own = show_plan(ShowPlan(manager(), "NET"), tx, NOON)

    pdf = read(sheet)
    everything = {
        "offer": json.dumps(draw_message("plan_offer", tx.people.named(offer)).blocks, ensure_ascii=False),
        "shown": json.dumps(draw_message("customer_plan", own).blocks, ensure_ascii=False),
        "given": json.dumps(words_of(sheet), ensure_ascii=False),
        "text": " ".join(page.extract_text() for page in pdf.pages),
        "metadata": str(pdf.metadata) + str(pdf.xmp_metadata and pdf.xmp_metadata.stream.get_data()),
        "kept": repr(version.plan),
        "bytes": draw_plan(sheet).decode("latin-1"),
    }

    assert {name for name, said in everything.items() if INTERNAL.casefold() in said.casefold()} == set()
    said_in_words = {name: said for name, said in everything.items() if name != "bytes"}
    assert [(name, one) for name, said in said_in_words.items() for one in FIGURES if one in said] == []
    assert "Managed switches" in everything["text"]
    assert "84,250.00" in everything["offer"]


def test_presenting_keeps_the_version_freezes_the_scope_and_hands_plan_and_pdf_to_the_contact(tx):
    project = planned(tx)
    plan = plan_now(project, tx)

    version = presented(tx, project, words="As we said on Monday")

    assert (version.number, version.plan, version.contact, version.scope_number) == (1, plan, CONTACT, 1)
    assert tx.scopes.newest(project.id).is_frozen
    assert saved.said(tx, PlanOffer) == [PlanOffer.of(version.id, CONTACT)]
    assert saved.said(tx, PlanFile) == [PlanFile.of_version(version, CONTACT, PM)]
    assert [one.number for one in saved.said(tx, PlanPresented)] == [1]


def test_who_is_not_in_slack_is_shown_the_pdf_by_the_manager(tx):
    project = planned(tx)

    version = presented(tx, project, contact=None, contact_name=" Dr. Lind ")

    assert version.contact_name == "Dr. Lind"
    assert saved.said(tx, PlanOffer) == []
    assert saved.said(tx, PlanFile) == [PlanFile.of_version(version, PM, PM)]


def test_whoever_answered_while_the_customer_pressed_is_heard_first(tx, monkeypatch):
    version = presented(tx, planned(tx))
    hold = type(tx.projects).for_change

    def hold_after_another(projects, id):
        tx.plans.answer(version.answered(PlanAnswer(REJECTED, PM, NOON, "By phone")))
        return hold(projects, id)

    monkeypatch.setattr(type(tx.projects), "for_change", hold_after_another)
    with refused(tx, words="Version 1 of the plan is already rejected."):
        answered(tx, version)

    assert tx.plans.get(version.id).answer.comment == "By phone"


def test_a_plan_that_became_another_since_the_form_was_opened_is_not_presented_unseen(tx):
    project = replace(planned(tx), decided=tuple(Fact))
    make.people(tx, [CONTACT])
    tx.projects.settle(project)
    form = prepare_presentation(PreparePresentation(manager(), "NET"), tx, NOON).facts
    order = PresentPlan(manager(), project.id, CONTACT, seen=form.seen)

    tx.projects.change(replace(tx.projects.get(project.id), price=Decimal(1)))
    with refused(tx, "contact", words="something is new since you opened it: price. Look at it again first."):
        present_plan(order, tx, NOON)
    again = prepare_presentation(PreparePresentation(manager(), "NET"), tx, NOON).facts
    present_plan(replace(order, seen=again.seen), tx, NOON)

    assert tx.plans.newest_of(project.id).plan.price == 1


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        (None, "Choose who accepts the plan, or write the name of somebody not in Slack."),
        (HEAD, "Head works on this project. Choose somebody of the customer."),
        (ANA, "Ana works on this project. Choose somebody of the customer."),
        ("U_UNKNOWN", "Steward does not know this account."),
        ("U_BOT", "is an app, not a person."),
        ("U_GONE", "account is deactivated."),
    ],
)
def test_a_plan_is_presented_to_a_person_of_the_customer(tx, contact, words):
    project = planned(tx)
    make.person(tx, "U_BOT", standing=Standing.BOT)
    make.person(tx, "U_GONE", standing=Standing.DEACTIVATED)

    with refused(tx, "contact", words=words):
        present_plan(PresentPlan(manager(), project.id, contact), tx, NOON)


def test_a_second_name_beside_the_contact_is_refused_instead_of_lost(tx):
    project = planned(tx)

    with refused(tx, "contact_name", words="One person accepts the plan"):
        presented(tx, project, contact_name="Herr Adler")


@pytest.mark.parametrize("standing", [Standing.GUEST, Standing.OUTSIDER])
def test_a_guest_may_accept_the_plan_they_were_presented(tx, standing):
    project = planned(tx)
    make.person(tx, CONTACT, standing=standing)
    version = presented(tx, project)

    form = prepare_answer(PrepareAnswer(replace(MARTA, standing=standing), version.id, ACCEPTED), tx, LATER)
    after = answered(tx, version, by=replace(MARTA, standing=standing))

    assert (form.price, form.project_name) == ("€84,250.00", "Net rollout")
    assert (after.answer.verdict, after.answer.by, after.answer.at) == (ACCEPTED, CONTACT, LATER)


def test_what_was_agreed_is_frozen_with_work_and_cost_as_they_were_planned(tx):
    project = planned(tx)
    version = presented(tx, project)

    answered(tx, version)

    frozen = tx.baselines.newest_of(project.id)
    assert (frozen.number, frozen.plan_number, frozen.scope_number, frozen.price) == (1, 1, 1, PRICE)
    assert (frozen.minutes, frozen.frozen_by) == (12_000, CONTACT)
    assert [one.cost for one in frozen.stages] == [Decimal("7777.00") + Decimal("3333.33")] * 2
    assert [one.is_accepted for one in saved.said(tx, PlanAnswered)] == [True]


def test_the_channel_hears_once_of_each_answer_and_where_it_brought_the_project(tx):
    project = planned(tx)

    answered(tx, presented(tx, project))

    assert [one.can_start for one in saved.said(tx, PlanAnswered)] == [True]
    assert {State.PRESENTED, State.APPROVED}.isdisjoint(one.state for one in saved.said(tx, StateReached))
    assert tx.projects.get(project.id).reached is State.APPROVED


def test_a_rejection_says_what_has_to_change_and_freezes_nothing(tx):
    project = planned(tx)
    version = presented(tx, project)

    with refused(tx, "comment", words="Say what has to change"):
        answered(tx, version, REJECTED, "  ")
    after = answered(tx, version, REJECTED, "Too late for us")

    (told,) = saved.said(tx, PlanAnswered)
    assert (after.is_rejected, after.answer.comment) == (True, "Too late for us")
    assert (told.comment, told.manager) == ("Too late for us", PM)
    assert tx.baselines.newest_of(project.id) is None
    assert shown(tx).versions[0].comment == "Too late for us"


def test_what_the_customer_rejected_stands_on_the_card_until_the_next_version_is_presented(tx):
    project = planned(tx)
    answered(tx, presented(tx, project), REJECTED, "Too late for us")

    rejected = rejection_of(tx.projects.get(project.id), tx)
    card = project_facts(tx.projects.get(project.id), tx, NOON)
    presented(tx, project)

    assert (rejected.number, rejected.answered_by, rejected.comment) == (1, CONTACT, "Too late for us")
    assert card.rejection == rejected
    assert "Too late for us" in json.dumps(draw_message("project_card", tx.people.named(card)).blocks)
    assert ProjectCard.of(project.id) in saved.waiting(tx)
    assert rejection_of(tx.projects.get(project.id), tx) is None


def test_after_a_rejection_the_customers_words_stand_where_the_next_version_is_asked_for(tx):
    project = planned(tx)
    answered(tx, presented(tx, project), REJECTED, "Too late for us")
    undecided = (Fact.PRESENTED, Fact.ACCEPTED)
    tx.projects.settle(replace(project, decided=tuple(one for one in Fact if one not in undecided)))

    (owed,) = [one for one in waiting_for(tx.people.get(PM), tx, NOON) if one.fact is Fact.PRESENTED]
    form = prepare_presentation(PreparePresentation(manager(), "NET"), tx, NOON)

    assert owed.question.to_do == (
        "change what the customer rejected in version 1 (“Too late for us”) and present the next version"
    )
    assert owed.question.action == "show_plan"
    assert "rejected exactly this as version 1: Too late for us" in json.dumps(draw_view("present_plan", form))


def test_a_rejected_plan_is_presented_again_only_once_it_has_changed(tx):
    project = planned(tx)
    answered(tx, presented(tx, project), REJECTED, "Too dear")
    undecided = (Fact.PRESENTED, Fact.ACCEPTED)
    tx.projects.settle(replace(project, decided=tuple(one for one in Fact if one not in undecided)))
    same = json.dumps(draw_message("customer_plan", show_plan(ShowPlan(manager(), "NET"), tx, NOON)).blocks)

    tx.projects.change(replace(tx.projects.get(project.id), price=Decimal(80000)))
    other = json.dumps(draw_message("customer_plan", show_plan(ShowPlan(manager(), "NET"), tx, NOON)).blocks)

    assert ("present_plan" in same, "set_price" in same, "once something of it has changed" in same) == (
        False,
        True,
        True,
    )
    assert ("present_plan" in other, "set_price" in other) == (True, False)


def test_whoever_requested_the_project_hears_that_its_plan_was_rejected(tx):
    project = planned(tx)
    make.requested(tx, project, by=NOBODY)

    answered(tx, presented(tx, project), REJECTED, "Too late for us")

    assert [one.state for one in saved.said(tx, RequestMoved)][-1] == "rejected"


def test_an_older_version_answers_which_one_counts(tx):
    project = planned(tx)
    old = presented(tx, project)
    presented(tx, project, now=LATER)

    with refused(tx, words="This is version 1 of the plan; version 2 was presented on Thu 3 Dec 2026."):
        answered(tx, old)

    assert read_plan_offer(reading(tx, old.id), tx, NOON).newer == 2


def test_a_version_is_answered_once(tx):
    version = presented(tx, planned(tx))
    answered(tx, version)

    with refused(tx, words="Version 1 of the plan is already accepted."):
        answered(tx, version, REJECTED, "After all not")


@pytest.mark.parametrize("person", [PM, HEAD, IT, RESP, ANA, NOBODY])
def test_nobody_answers_in_the_customers_place(tx, person):
    version = presented(tx, planned(tx))

    with pytest.raises(Forbidden, match="Only the customer contact may accept or reject this plan"):
        answered(tx, version, by=make.actor(person))


def test_a_guest_hears_nothing_of_a_plan_that_is_not_theirs(tx):
    version = presented(tx, planned(tx))
    stranger = make.actor(NOBODY, standing=Standing.GUEST)

    for id in (version.id, "nowhere"):
        with pytest.raises(Forbidden, match="Guests cannot use Steward"):
            answer_plan(AnswerPlan(stranger, id, ACCEPTED), tx, NOON)


def test_the_manager_writes_down_what_was_said_elsewhere(tx):
    project = planned(tx)
    version = presented(tx, project, contact=None, contact_name="Dr. Lind")
    form = prepare_recording(PrepareRecording(manager(), "NET"), tx, LATER)

    record_answer(RecordAnswer(manager(), version.id, recorded()), tx, LATER)

    said = tx.plans.get(version.id).answer
    assert (form.version_id, form.contact_name, form.presented_on) == (version.id, "Dr. Lind", TODAY)
    assert (said.said_by, said.said_on, said.medium, said.evidence) == ("Dr. Lind", TODAY, Medium.EMAIL, "Archive")
    assert tx.baselines.newest_of(project.id).frozen_by == PM


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"said_by": " "}, "said_by"),
        ({"said_on": TOMORROW}, "said_on"),
        ({"said_on": YESTERDAY}, "said_on"),
        ({"evidence": ""}, "evidence"),
        ({"verdict": REJECTED}, "comment"),
    ],
)
def test_what_is_written_down_has_a_person_a_day_and_evidence(tx, changes, field):
    version = presented(tx, planned(tx))

    with refused(tx, field):
        record_answer(RecordAnswer(manager(), version.id, recorded(**changes)), tx, NOON)


def test_a_plan_that_changed_after_it_was_presented_counts_no_longer(tx):
    project = planned(tx)
    version = presented(tx, project)
    answered(tx, version)
    assert (is_presented(project, tx, NOON), is_accepted(project, tx, NOON)) == (True, True)

    tx.projects.change(replace(project, price=PRICE + 1))

    changed = tx.projects.get(project.id)
    assert (is_presented(changed, tx, NOON), is_accepted(changed, tx, NOON)) == (False, False)
    assert shown(tx).has_changed


def test_another_project_manager_makes_no_other_plan(tx):
    project = planned(tx)
    presented(tx, project)

    make.person(tx, PM, name="Somebody Else")

    assert is_presented(project, tx, NOON)


def test_a_rejected_plan_is_not_presented(tx):
    project = planned(tx)
    answered(tx, presented(tx, project), REJECTED, "Too late")

    assert not is_presented(project, tx, NOON)


def test_what_is_still_open_keeps_a_plan_from_being_presented_and_is_listed(tx):
    project = make.project(tx, scope=Scope(None, ("Wi-Fi",), None))

    with refused(tx, words="NET cannot be presented yet."):
        prepare_presentation(PreparePresentation(manager(), "NET"), tx, NOON)
    with refused(tx, words="NET cannot be presented yet."):
        present_plan(PresentPlan(manager(), project.id, contact_name="Marta"), tx, NOON)

    facts = shown(tx)
    assert ("the number of IT users",) in [one.missing for one in facts.open]
    assert (facts.may_present, facts.may_record) == (False, False)


def test_the_form_begins_with_who_had_the_last_version(tx):
    project = planned(tx)
    presented(tx, project)
    tx.projects.settle(replace(project, decided=tuple(Fact)))

    form = prepare_presentation(PreparePresentation(manager(), "NET"), tx, NOON).facts

    assert (form.number, form.contact, form.price) == (2, CONTACT, "€84,250.00")


def test_what_an_accepted_and_started_project_changes_is_a_change_request(tx):
    project = planned(tx, started=True)
    answered(tx, presented(tx, project))

    with refused(tx, words="The customer has accepted this plan. Ask for a change:"):
        prepare_presentation(PreparePresentation(manager(), "NET"), tx, NOON)


def test_a_member_of_the_project_gets_the_pdf_of_what_counts(tx):
    project = planned(tx)

    assert send_plan(SendPlan(make.actor(BEN), "NET"), tx, NOON) == "The draft of the plan for NET"
    version = presented(tx, project)
    assert send_plan(SendPlan(make.actor(BEN), "NET"), tx, NOON) == "Version 1 of the plan for NET"

    wanted = [one for one in saved.said(tx, PlanFile) if one.to.person == BEN]
    assert wanted == [PlanFile.of_draft(project, BEN), PlanFile.of_version(version, BEN, BEN)]
    assert read_plan_file(reading(tx, wanted[0].about), tx, NOON).number is None


def test_a_pdf_that_comes_a_day_late_is_told_of_instead_and_one_to_be_sent_on_never_is(tx):
    project = planned(tx)
    presented(tx, project, contact=None, contact_name="Dr. Lind")
    send_plan(SendPlan(make.actor(BEN), "NET"), tx, NOON)
    files = [row for row in saved.effect_rows(tx) if row.kind == "plan_file"]

    prepared = [
        claim_effect(ClaimEffect(make.clock(), row.id, UPTIME, UPTIME + LEASE), tx, NOON + timedelta(days=2))
        for row in files
    ]

    assert [one is not None for one in prepared] == [True, False]
    assert [(one.reader, one.error) for one in saved.said(tx, FileNotSent)] == [(BEN, "came too late to be of use")]


def test_others_do_not_see_the_plan(tx):
    planned(tx)

    with pytest.raises(Forbidden, match="see this project's plan for the customer"):
        shown(tx, NOBODY)


def test_an_ended_project_is_answered_no_more(tx):
    project = planned(tx)
    version = presented(tx, project)
    saved_project = tx.projects.for_change(project.id)
    tx.projects.change(replace(saved_project, lifecycle=type(project.lifecycle).CANCELLED, ended_at=NOON))

    with refused(tx, words="Net rollout has ended"):
        answered(tx, version)
    assert read_plan_offer(reading(tx, version.id), tx, NOON).is_over


@pytest.mark.parametrize("is_answered", [False, True])
def test_who_presented_is_told_once_that_the_contact_cannot_be_shown_it(tx, is_answered):
    project = planned(tx)
    version = presented(tx, project)
    if is_answered:
        answered(tx, version)
    make.person(tx, CONTACT, standing=Standing.DEACTIVATED)

    for row in saved.effect_rows(tx):
        if row.kind in ("plan_offer", "plan_file"):
            claim_effect(ClaimEffect(make.clock(), row.id, UPTIME, UPTIME + LEASE), tx, NOON)

    told = saved.said(tx, OfferNotShown)
    assert told == ([] if is_answered else [OfferNotShown.of(version.id, "user_disabled", False, PM)])
    assert saved.said(tx, FileNotSent) == []


def test_the_form_that_presents_warns_of_a_price_above_the_customers_ceiling(tx):
    project = planned(tx)
    tx.projects.change(replace(project, price=Decimal("90000.01")))

    form = prepare_presentation(PreparePresentation(manager(), "NET"), tx, NOON)

    assert "above the customer's ceiling of €90,000.00" in json.dumps(
        draw_view("present_plan", form)["blocks"], ensure_ascii=False
    )
