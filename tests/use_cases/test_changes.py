"""Changing what a customer accepted: two different people agree, and the customer where it concerns them."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.calendars import day_words
from domain.change_notices import ChangeAsked, ChangeCard, ChangeDecided, ChangeTurn
from domain.change_terms import Reader
from domain.changes import ChangeState
from domain.customer_plan import PromisedChange, PromisedMove
from domain.editing import seen_of
from domain.gate import Fact
from domain.history import Act, HistoryFilter
from domain.notices import ToPerson, ToProject
from domain.opinions import Verdict, to_judge
from domain.permissions import Forbidden
from domain.plan_living import PlanOffer
from domain.plans import PlanVerdict
from domain.projects import ChannelKind, Lifecycle, ProjectChannel
from domain.refusals import Refused
from domain.roles import Role
from message_templates import draw_message, draw_view
from storage.people import Named
from tests import make, saved
from tests.make import ANA, CONTACT, HEAD, IT, NOBODY, NOON, PM, RESP
from tests.use_cases.change_scenes import FIRST_PRICE, JULY, agree, answered, approved, ask, typed
from tests.use_cases.refusals import refused
from use_cases.approved import agreement_of, approved_terms
from use_cases.change_cards import ShowChange, read_change_asked, read_change_card, read_change_turn, show_change
from use_cases.change_decisions import (
    AgreeChange,
    CounterChange,
    PrepareCounter,
    PrepareRejection,
    RejectChange,
    WithdrawChange,
    agree_change,
    counter_change,
    prepare_counter,
    prepare_rejection,
    reject_change,
    withdraw_change,
)
from use_cases.changes import AskChange, PrepareChange, ask_change, prepare_change
from use_cases.decided import FACTS
from use_cases.history import ShowHistory, show_history
from use_cases.opinions import AskOpinion, GiveOpinion, Said, ask_opinion, give_opinion
from use_cases.plan_sheets import is_accepted, is_presented
from use_cases.presenting import PreparePresentation, prepare_presentation, read_plan_offer
from use_cases.project_facts import project_facts
from use_cases.reading import Read
from use_cases.status import ShowStatus, show_status

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def project(tx):
    return approved(tx)


def refusal(use_case, order, tx):
    with pytest.raises(Refused) as said:
        use_case(order, tx, NOON)
    return said.value.message


def stands(tx, project):
    """Whether the gate has the plan as presented, and as accepted."""
    found = tx.projects.get(project.id)
    return is_presented(found, tx, NOON), is_accepted(found, tx, NOON)


def counter(tx, change, by, words="Less", **figures):
    order = CounterChange(make.actor(by), change.id, tx.changes.get(change.id).offer.number, words, typed(**figures))
    counter_change(order, tx, NOON)
    return tx.changes.get(change.id)


def test_the_form_begins_with_what_is_approved(tx, project):
    form = prepare_change(PrepareChange(make.actor(ANA), "NET"), tx, NOON)

    assert (form.users_count, form.services, form.price, form.effort_minutes) == (
        120,
        ("Wi-Fi", "Service desk"),
        "84250",
        12_000,
    )


def test_before_anything_is_approved_the_scope_is_edited(tx):
    make.project(tx)

    with pytest.raises(Refused, match="Nothing of NET is approved yet, so its scope can be edited:"):
        prepare_change(PrepareChange(make.actor(PM), "NET"), tx, NOON)


def test_who_must_agree_is_asked_and_the_channel_sees_the_card(tx, project):
    change = ask(tx, project, by=ANA)

    assert ChangeCard.of(project.id, change.id) in saved.waiting(tx)
    assert set(saved.said(tx, ChangeAsked)) == {ChangeAsked.of(change, PM), ChangeAsked.of(change, IT)}
    facts = read_change_asked(Read(make.clock(tx.workspace), f"{change.id}/1/0", ToPerson(IT)), tx, NOON)
    assert (facts.change_key, facts.agreeing, facts.waits) == ("NET-C1", f"{change.id} 1", True)


def test_what_somebody_was_asked_about_a_change_says_what_became_of_it_and_has_no_button_any_more(tx, project):
    change = ask(tx, project, by=ANA)
    asked = ChangeAsked.of(change, PM)
    saved.delivered(tx, asked)

    agree(tx, change, PM)
    agree(tx, change, IT)

    assert replace(asked, edit_only=True) in saved.waiting(tx)
    facts = read_change_asked(Read(make.clock(tx.workspace), asked.about, asked.to), tx, NOON)
    told = draw_message("change_asked", tx.people.named(facts))
    assert (facts.waits, facts.stands, facts.last_by) == (False, ChangeState.APPROVED, IT)
    assert [one for one in ("agree_change", "counter_change", "reject_change") if one in str(told.blocks)] == []


def test_after_the_customer_rejected_it_the_same_offer_is_asked_about_in_a_new_message(tx, project):
    change = agree(tx, ask(tx, project, price="+5750"))

    answered(tx, project, PlanVerdict.REJECTED, "Too dear")

    again = ChangeAsked.of(tx.changes.get(change.id), IT)
    assert again.mark != ChangeAsked.of(change, IT).mark
    assert again in saved.waiting(tx)


def test_a_change_that_leaves_price_and_date_counts_when_both_agree(tx, project):
    change = agree(tx, ask(tx, project))

    scope, baseline, plan = (
        tx.scopes.newest(project.id),
        tx.baselines.newest_of(project.id),
        tx.plans.newest_of(project.id),
    )
    assert change.state is ChangeState.APPROVED
    assert (scope.reason, scope.statement.users_count) == ("NET-C1", 150)
    assert scope.statement.in_scope[-1] == "A second site (NET-C1)"
    assert (baseline.number, baseline.reason, baseline.scope_number) == (2, "NET-C1", scope.number)
    assert (plan.number, plan.is_accepted, plan.plan.users_count) == (2, True, 150)
    assert tx.projects.get(project.id).scope == scope.statement.scope


def test_what_is_agreed_before_the_start_leaves_the_project_approved(tx, project):
    agree(tx, ask(tx, project))

    assert stands(tx, project) == (True, True)


def test_the_customer_is_asked_when_the_price_moves(tx, project):
    change = agree(tx, ask(tx, project, price="+5750", effort="+40"))

    plan = tx.plans.newest_of(project.id)
    assert (change.state, change.plan_id) == (ChangeState.WITH_CUSTOMER, plan.id)
    assert (plan.plan.price, plan.answer, tx.projects.get(project.id).price) == (Decimal(90_000), None, FIRST_PRICE)
    assert plan.change == PromisedChange(
        "NET-C1", "A second site", (PromisedMove("Price", "€84,250.00", "€90,000.00 (+€5,750.00)"),)
    )
    assert PlanOffer.of(plan.id, CONTACT) in saved.waiting(tx)


def test_the_customer_is_told_with_a_change_what_was_agreed_without_them(tx, project):
    agree(tx, ask(tx, project))
    office = make.stage(tx, project, name="Bonn")

    agree(tx, ask(tx, project, what="Longer", completion_date=JULY, users_count=150))

    promised = tx.plans.newest_of(project.id).change
    assert [(one.field, one.before, one.after) for one in promised.moves] == [
        ("Completion date", "Wed 30 Jun 2027", "Thu 15 Jul 2027"),
        ("IT users", "120", "150"),
        ("Added to the scope", "", "A second site (NET-C1)"),
        ("Stage Bonn", "", f"{day_words(office.starts_on)} to {day_words(office.ends_on)}"),
    ]
    answered(tx, project)
    agree(tx, ask(tx, project, what="Dearer", users_count=150, completion_date=JULY, price="90000"))
    assert [one.field for one in tx.plans.newest_of(project.id).change.moves] == ["Price"]


def test_a_change_that_the_customer_reads_leaves_the_project_approved(tx, project):
    agree(tx, ask(tx, project, price="+5750"))

    assert stands(tx, project) == (True, True)


def test_it_counts_when_the_customer_accepts(tx, project):
    change = agree(tx, ask(tx, project, price="+5750", completion_date=JULY, effort="+40"))

    answered(tx, project)

    after, baseline = tx.projects.get(project.id), tx.baselines.newest_of(project.id)
    assert tx.changes.get(change.id).state is ChangeState.APPROVED
    assert (after.price, after.scope.completion_date) == (Decimal(90_000), JULY)
    assert (baseline.reason, baseline.price, baseline.completion_date) == ("NET-C1", Decimal(90_000), JULY)
    assert [one.number for one in tx.baselines.of_project(project.id)] == [2, 1]
    assert approved_terms(after, tx).minutes == 12_000 + 40 * 60
    scope = tx.scopes.newest(project.id)
    assert (scope.made_by, scope.reason) == (change.asked_by, "NET-C1, accepted by Contact for the customer")
    assert stands(tx, project) == (True, True)


def test_what_the_customer_rejects_is_discussed_again(tx, project):
    change = agree(tx, ask(tx, project, price="+5750"))

    answered(tx, project, PlanVerdict.REJECTED, "Too dear")

    change, after = tx.changes.get(change.id), tx.projects.get(project.id)
    assert (change.state, change.agreed_by) == (ChangeState.DISCUSSED, ())
    assert (after.price, *stands(tx, project)) == (FIRST_PRICE, True, True)
    assert tx.scopes.newest(project.id).reason != "NET-C1"
    assert [one.words for one in saved.said(tx, ChangeDecided)][-1] == "Too dear"
    assert {one.to for one in saved.said(tx, ChangeAsked)} >= {ToPerson(PM), ToPerson(IT)}


def test_the_same_offer_again_is_refused_where_the_difference_was_typed(tx, project):
    change = ask(tx, project, price="+3000")

    for figures, field in (({"price": "+3000"}, "price"), ({"price": "87250"}, None)):
        with pytest.raises(Refused, match="count from what is approved") as no:
            counter(tx, change, IT, **figures)
        assert [one.field for one in no.value.problems] == [field]


def test_who_decides_reads_first_that_the_customer_rejected_it_and_why(tx, project):
    change = agree(tx, ask(tx, project, price="+5750"))

    answered(tx, project, PlanVerdict.REJECTED, "Too dear")
    asked = ChangeAsked.of(tx.changes.get(change.id), IT)
    facts = read_change_asked(Read(make.clock(tx.workspace), asked.about, asked.to), tx, NOON)
    drawn = draw_message("change_asked", tx.people.named(facts))

    assert drawn.text.startswith("The customer rejected NET-C1 in Net rollout: Too dear.")
    assert [
        label for label in ("Offer something else", "Agree to it again", "Do you agree?") if label in str(drawn)
    ] == [
        "Offer something else",
        "Agree to it again",
    ]


def test_what_the_customer_accepted_counts_where_they_read_it_until_another_is_accepted(tx, project):
    def says_of(version):
        return read_plan_offer(Read(make.clock(tx.workspace), version.id, ToPerson(CONTACT)), tx, NOON).newer

    first = tx.plans.newest_of(project.id)
    agree(tx, ask(tx, project, price="+5750"))
    while_it_waits = says_of(first)
    answered(tx, project, PlanVerdict.REJECTED, "Too dear")
    once_rejected = says_of(first)
    agree(tx, ask(tx, project, price="+750"))
    saved.delivered(tx, PlanOffer.of(first.id, CONTACT))
    answered(tx, project)

    assert (while_it_waits, once_rejected, says_of(first)) == (0, 0, 3)
    assert PlanOffer.of(first.id, CONTACT, edit_only=True) in saved.waiting(tx)


def test_another_offer_asks_those_who_agreed_again(tx, project):
    change = ask(tx, project)

    after = counter(tx, change, IT, users_count=130)

    assert (after.agreed_by, [one.terms.users_count for one in after.offers]) == ((IT,), [150, 130])
    assert saved.said(tx, ChangeAsked)[-1] == ChangeAsked.of(tx.changes.get(change.id), PM)
    assert ChangeTurn.of(project.id, change.id, 1) in saved.waiting(tx)


def test_the_form_for_another_offer_begins_with_the_newest(tx, project):
    change = counter(tx, ask(tx, project), IT, users_count=130)

    form = prepare_counter(PrepareCounter(make.actor(PM), change.id), tx, NOON)

    assert (form.users_count, form.offer, form.change_key) == (130, 2, "NET-C1")


def test_the_forms_say_what_more_is_counted_from(tx, project):
    first = draw_view("ask_change", Named(prepare_change(PrepareChange(make.actor(PM), "NET"), tx, NOON), {}))
    change = ask(tx, project, price="+5750")
    counter_form = prepare_counter(PrepareCounter(make.actor(IT), change.id), tx, NOON)

    answer = draw_view("counter_change", Named(counter_form, {}))

    assert "less than the approved €84,250.00, such" in str(first["blocks"])
    assert "less than the approved €84,250.00, such" in str(answer["blocks"])


def test_how_much_more_counts_from_what_is_approved_in_every_offer(tx, project):
    change = ask(tx, project, price="+5750", effort="+40")

    second = counter(tx, change, IT, price="+3000", effort="+10")
    third = counter(tx, second, PM, price="-250", effort="")

    approved = change.approved
    assert second.offer.terms.price == approved.price + 3000
    assert second.offer.terms.minutes == approved.minutes + 10 * 60
    assert (third.offer.terms.price, third.offer.terms.minutes) == (approved.price - 250, second.offer.terms.minutes)


def test_an_offer_to_an_older_offer_is_refused(tx, project):
    change = counter(tx, ask(tx, project), IT, users_count=130)
    late = CounterChange(make.actor(PM), change.id, 1, "Mine", typed(users_count=140))

    assert refusal(counter_change, late, tx) == "Offer 2 of NET-C1 came first:"


def test_an_old_card_and_a_second_press_are_answered_in_words(tx, project):
    change = counter(tx, ask(tx, project), IT, users_count=130)

    old = refusal(agree_change, AgreeChange(make.actor(PM), change.id, 1), tx)
    again = refusal(agree_change, AgreeChange(make.actor(IT), change.id, 2), tx)

    assert old == "That was offer 1 of NET-C1; offer 2 is on the table now."
    assert again == "You have already agreed to NET-C1. It waits for the project manager."


def test_where_the_manager_is_the_it_manager_the_head_agrees(tx):
    project = approved(tx, staff={Role.IT_MANAGER: PM})
    change = ask(tx, project, by=PM)

    after = agree(tx, change, HEAD)

    assert {one.to for one in saved.said(tx, ChangeAsked)} == {ToPerson(HEAD)}
    assert after.state is ChangeState.APPROVED


@pytest.mark.parametrize("person", [ANA, RESP, HEAD])
def test_nobody_else_agrees(tx, project, person):
    change = ask(tx, project)

    with pytest.raises(Forbidden, match="Only the two who decide on this project's changes may agree"):
        agree(tx, change, person)


def test_while_the_customer_reads_one_change_no_other_is_settled(tx, project):
    agree(tx, ask(tx, project, price="+5750"))
    other = ask(tx, project)

    order = AgreeChange(make.actor(IT), other.id, 1)

    assert refusal(agree_change, order, tx).startswith("NET-C1 is with the customer, and NET-C2 would change")


def test_no_plain_plan_is_presented_while_the_customer_reads_a_change(tx):
    project = approved(tx, started=True)
    agree(tx, ask(tx, project, price="+5750"))

    order = PreparePresentation(make.actor(PM), "NET")

    assert refusal(prepare_presentation, order, tx).startswith("NET-C1 is with the customer in version 2 of the plan.")


def test_other_changes_follow_what_was_approved(tx, project):
    other = agree(tx, ask(tx, project, by=ANA, price="+1000"), PM)

    agree(tx, ask(tx, project, users_count=150))

    after = tx.changes.get(other.id)
    assert (after.approved.users_count, after.offer.terms.users_count) == (150, 150)
    assert (after.offer.terms.price, after.agreed_by, after.offer.by) == (Decimal(85_250), (), None)


def test_the_effort_that_is_approved_is_that_of_the_agreement_that_counts(tx, project):
    agree(tx, ask(tx, project, effort="+40"))
    changed = approved_terms(project, tx).minutes
    counting = tx.baselines.newest_of(project.id)

    tx.baselines.add(replace(counting, number=counting.number + 1, reason=""))

    assert (changed, approved_terms(project, tx).minutes) == (counting.minutes + 40 * 60, counting.minutes)


def test_a_scope_that_a_change_words_anew_is_judged_anew_and_its_services_can_be_chosen(tx, project):
    version = tx.scopes.newest(project.id)
    tx.scopes.keep(replace(version, statement=replace(version.statement, technical=())))
    ask_opinion(AskOpinion(make.actor(PM), "NET"), tx, NOON)
    (wording,) = to_judge(tx.scopes.newest(project.id).statement)
    said = Said(wording.id, Verdict.AS_PLANNED, "", seen_of(wording))
    give_opinion(GiveOpinion(make.actor(IT), project.id, (said,)), tx, NOON)

    agree(tx, ask(tx, project, services=("Wi-Fi", "Drones")), now=LATER)

    assert tx.opinions.asked(project.id).waiting == 1
    assert "Drones" in tx.services.names()
    assert Act.CHANGED_SCOPE.value in [one.act for one in saved.history_rows(tx)]
    ask_opinion(AskOpinion(make.actor(PM), "NET"), tx, LATER)


@pytest.mark.parametrize("figures", [{"users_count": 150}, {"price": "+5750"}], ids=["unasked", "by the customer"])
def test_the_gate_is_settled_once_when_a_change_counts(tx, project, monkeypatch, figures):
    settled = []
    monkeypatch.setitem(FACTS, Fact.DATE, lambda project, tx, now: settled.append(project.key) is None)
    change = ask(tx, project, **figures)

    agree(tx, change)
    if "price" in figures:
        settled.clear()
        answered(tx, project)

    assert (tx.changes.get(change.id).state, settled) == (ChangeState.APPROVED, ["NET"])


def test_a_change_that_counts_leaves_no_version_of_the_scope_open_to_edits(tx, project):
    tx.scopes.keep(replace(tx.scopes.newest(project.id), is_frozen=False))

    agree(tx, ask(tx, project))

    versions = tx.scopes.versions(project.id, 9)
    assert [one.is_frozen for one in versions] == [True] * 2


def test_what_would_be_rejected_stands_above_the_reason(tx, project):
    change = ask(tx, project)

    form = prepare_rejection(PrepareRejection(make.actor(IT), change.id), tx, NOON)

    assert (form.change_key, form.what) == ("NET-C1", "A second site")


def test_a_rejection_is_told_with_its_reason(tx, project):
    change = ask(tx, project, by=ANA)

    reject_change(RejectChange(make.actor(IT), change.id, "No room in the rack"), tx, NOON)

    assert tx.changes.get(change.id).state is ChangeState.REJECTED
    assert [(one.to, one.words) for one in saved.said(tx, ChangeDecided)] == [
        (ToProject(project.id), ""),
        (ToPerson(ANA), "No room in the rack"),
    ]


def test_a_withdrawn_change_is_not_answered_by_the_customer_any_more(tx, project):
    change = agree(tx, ask(tx, project, price="+5750"))

    withdraw_change(WithdrawChange(make.actor(PM), change.id), tx, NOON)

    assert tx.changes.get(change.id).state is ChangeState.WITHDRAWN
    with pytest.raises(Refused, match="NET-C1 is already withdrawn"):
        answered(tx, project)
    assert stands(tx, project) == (True, True)


def test_only_whoever_asked_withdraws(tx, project):
    change = ask(tx, project, by=ANA)

    with pytest.raises(Forbidden, match="Only whoever asked for it may withdraw this change"):
        withdraw_change(WithdrawChange(make.actor(PM), change.id), tx, NOON)


def test_everything_that_is_wrong_is_said_at_once(tx, project):
    wrong = typed(users_count=0, services=(), completion_date=NOON.date(), price="-90000", effort="much")

    with pytest.raises(Refused) as refusal:
        ask_change(AskChange(make.actor(PM), project.id, "", "", wrong), tx, NOON)

    assert [one.field for one in refusal.value.problems] == [
        "what",
        "why",
        "users_count",
        "services",
        "completion_date",
        "price",
        "effort",
    ]


def test_no_change_completes_a_project_before_its_last_stage(tx, project):
    stage = tx.stages.in_project(project.id)[-1]
    early = typed(completion_date=stage.ends_on - timedelta(days=1))

    with refused(tx, "completion_date", words=f"Stage {stage.number} {stage.name} goes on until"):
        ask_change(AskChange(make.actor(PM), project.id, "Sooner", "They move in", early), tx, NOON)


def test_a_project_that_is_over_changes_no_more(tx):
    project = approved(tx, started=True)
    change = ask(tx, project)
    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=Lifecycle.COMPLETED, ended_at=NOON))

    assert "is completed" in refusal(agree_change, AgreeChange(make.actor(IT), change.id, 1), tx)
    assert "is completed" in refusal(prepare_change, PrepareChange(make.actor(PM), "NET"), tx)


def test_a_change_of_a_hidden_project_does_not_exist(tx):
    project = approved(tx, channel=ProjectChannel(ChannelKind.PRIVATE, "net"))
    change = ask(tx, project)
    make.people(tx, [NOBODY])

    by_key = refusal(show_change, ShowChange(make.actor(NOBODY), "NET-C1"), tx)

    assert by_key == "There is no change NET-C1."
    assert refusal(agree_change, AgreeChange(make.actor(NOBODY), change.id, 1), tx) == (
        "That change does not exist any more."
    )


def test_the_card_and_its_turns_say_how_it_stands(tx, project):
    change = counter(tx, ask(tx, project, by=ANA), IT, users_count=130)
    to = ToProject(project.id)

    card = read_change_card(Read(make.clock(), change.id, to), tx, NOON)
    turn = read_change_turn(Read(make.clock(), f"{change.id}/1", to), tx, NOON)

    assert [(one.role, one.person, one.agrees) for one in card.seats] == [
        (Role.PROJECT_MANAGER, PM, False),
        (Role.IT_MANAGER, IT, True),
    ]
    assert [(one.before, one.after) for one in card.offer.changes] == [("120", "130")]
    assert (turn.change_id, turn.waits_for) == (change.id, (PM,))


def test_nothing_in_the_channel_holds_a_price_hours_or_our_reasons(tx, project):
    change = ask(tx, project, by=ANA, price="+50000", effort="+40")
    change = counter(tx, change, IT, "OURS", price="134250", users_count=150)
    everywhere = [read_change_turn(Read(make.clock(), f"{change.id}/1", ToProject(project.id)), tx, NOON)]
    everywhere.append(read_change_card(Read(make.clock(), change.id, ToProject(project.id)), tx, NOON))
    reject_change(RejectChange(make.actor(PM), change.id, "OURS"), tx, NOON)
    everywhere.append(read_change_card(Read(make.clock(), change.id, ToProject(project.id)), tx, NOON))
    told = {one.to: str(vars(one)) for one in saved.said(tx, ChangeDecided)}
    whole = str(show_change(ShowChange(make.actor(PM), change.key), tx, NOON).facts)

    posted = [str(one) for one in everywhere] + [told[ToProject(project.id)]]

    secrets = ("134,250", "84,250", "200 h", "40 h", "OURS", "They bought it")
    assert [one for one in secrets if any(one in words for words in posted)] == []
    assert [one for one in secrets if one not in whole] == []
    assert [one for one in ("134,250", "OURS") if one not in told[ToPerson(ANA)]] == []


@pytest.mark.parametrize(
    ("role", "seen"), [(Role.TEAM_MEMBER, ["134,250", "240 h"]), (Role.OBSERVER, ["134,250"]), (None, [])]
)
def test_who_may_know_figures_sees_them_in_a_change(tx, role, seen):
    make.people(tx, [NOBODY])
    change = ask(tx, approved(tx, staff={role: NOBODY} if role else {}), price="+50000", effort="+40")

    shown = str(show_change(ShowChange(make.actor(NOBODY), change.key), tx, NOON).facts)

    assert [one for one in ("134,250", "240 h") if one in shown] == seen


@pytest.mark.parametrize(("role", "reads"), [(Role.TEAM_MEMBER, True), (Role.OBSERVER, False), (None, False)])
def test_why_we_ask_counter_and_reject_is_read_only_by_who_works_on_the_project(tx, role, reads):
    make.people(tx, [NOBODY])
    change = ask(tx, approved(tx, staff={role: NOBODY} if role else {}), why="OUR why")
    change = counter(tx, change, IT, "OUR offer", users_count=160)
    reject_change(RejectChange(make.actor(PM), change.id, "OUR no"), tx, NOON)

    shown = str(show_change(ShowChange(make.actor(NOBODY), change.key), tx, NOON).facts)

    assert [one in shown for one in ("OUR why", "OUR offer", "OUR no")] == [reads] * 3


def test_the_history_of_a_change_tells_amounts_to_who_may_see_costs(tx, project):
    make.people(tx, [NOBODY])
    counter(tx, ask(tx, project), IT, price="+50000", effort="+40", users_count=150)

    pages = [show_history(ShowHistory(make.actor(one), HistoryFilter("NET")), tx, NOON).facts for one in (PM, NOBODY)]

    offered = [next(one for one in page.entries if one.act is Act.OFFERED_CHANGE) for page in pages]
    assert [{one.field for one in entry.changes} for entry in offered] == [
        {"Price", "Effort", "IT users", "said"},
        {"IT users"},
    ]


@pytest.mark.parametrize("role", [Role.OBSERVER, None])
def test_what_we_said_of_a_change_is_read_in_the_history_by_roles_and_what_the_customer_said_by_anybody(tx, role):
    make.people(tx, [NOBODY])
    project = approved(tx, staff={role: NOBODY} if role else {})
    agree(tx, ask(tx, project, completion_date=JULY))
    answered(tx, project, verdict=PlanVerdict.REJECTED, comment="Too late.")
    reject_change(RejectChange(make.actor(IT), tx.changes.by_key("NET-C1").id, "They pay late."), tx, NOON)

    pages = [show_history(ShowHistory(make.actor(one), HistoryFilter("NET")), tx, NOON).facts for one in (PM, NOBODY)]

    said = [[one.after for entry in page.entries for one in entry.changes if one.field == "said"] for page in pages]
    assert said == [["They pay late.", "Too late."], ["Too late."]]


def test_status_says_what_was_approved_and_what_counts_now(tx, project):
    agree(tx, ask(tx, project, users_count=150, completion_date=JULY))
    answered(tx, project)
    ask(tx, project, users_count=160, completion_date=JULY)

    agreement = agreement_of(tx.projects.get(project.id), tx, Reader.CUSTOMER)

    assert agreement.first == ("120 users", "Wed 30 Jun 2027", "€84,250.00")
    assert agreement.now == ("150 users", "Thu 15 Jul 2027")
    assert (agreement.changes, agreement.waiting) == (("NET-C1",), ("NET-C2",))


def test_the_card_says_what_counts_now_without_an_amount_and_the_status_what_its_reader_may_know(tx, project):
    make.people(tx, [NOBODY])
    agree(tx, ask(tx, project, services=("Wi-Fi", "Drones"), effort="+40"))

    card = project_facts(tx.projects.get(project.id), tx, NOON).agreement
    read = {one: show_status(ShowStatus(make.actor(one), "NET"), tx, NOON).facts.agreement for one in (PM, NOBODY)}

    assert (card.first, card.now) == (("120 users", "Wed 30 Jun 2027"), ("with Drones", "without Service desk"))
    assert read[NOBODY] == card
    assert read[PM].first == (*card.first, "€84,250.00", "200 h of work")
    assert read[PM].now == ("240 h of work", *card.now)


def test_who_decides_reads_what_a_change_costs_and_leaves(tx, project):
    """200 h at 77.77 and 6,666.66 of cables are 22,220.66; the price of 84,250 leaves 62,029.34, 74 %.

    40 h more cost 3,110.80; 1,000 more for them leave 59,918.54 of 85,250, 70 %.
    """
    make.people(tx, [NOBODY])
    change = ask(tx, project, effort="+40", price="+1000")

    shown = {one: show_change(ShowChange(make.actor(one), change.key), tx, NOON).facts for one in (IT, ANA, NOBODY)}
    lines = {who: {one.field: (one.before, one.after) for one in facts.offer.changes} for who, facts in shown.items()}

    asked = read_change_asked(Read(make.clock(), ChangeAsked.of(change, IT).about, ToPerson(IT)), tx, NOON)
    assert {one.field: (one.before, one.after) for one in asked.changes} == lines[IT]
    assert lines[IT]["Cost"] == ("", "+40 h ≈ €3,110.80")
    assert lines[IT]["Margin"] == ("€62,029.34, 74 %", "€59,918.54, 70 %")
    assert [lines[one].keys() & {"Cost", "Margin"} for one in (ANA, NOBODY)] == [set(), set()]


def test_whoever_agrees_or_accepts_reads_price_and_date_before_many_services(tx, project):
    services = tuple(f"Service {n}" for n in range(12))

    change = agree(tx, ask(tx, project, services=services, price="+50000"))

    offer = tx.people.named(read_plan_offer(Read(make.clock(), change.plan_id, CONTACT), tx, NOON))
    card = show_change(ShowChange(make.actor(IT), change.key), tx, NOON)
    for message, more in ((draw_message("plan_offer", offer), 5), (draw_message("change_card", card), 6)):
        words = json.dumps(message.blocks, ensure_ascii=False)
        assert "134,250.00" in words
        assert f"and {more} more" in words


def test_who_has_agreed_is_not_asked_again_and_the_manager_speaks_to_the_customer(tx, project):
    change = ask(tx, project, by=PM, price="+500")
    shown = {one: show_change(ShowChange(make.actor(one), change.key), tx, NOON).facts for one in (PM, IT)}

    version = tx.plans.get(agree(tx, change, by=IT).plan_id)

    assert [(one.may_decide, one.may_agree) for one in shown.values()] == [(True, False), (True, True)]
    assert version.presented_by == PM


@pytest.mark.parametrize(("price", "warns"), [("90000", False), ("90000.01", True)])
def test_a_change_above_the_customers_ceiling_says_so_to_who_may_know_and_not_in_the_channel(tx, project, price, warns):
    change = ask(tx, project, price=price)
    shown = show_change(ShowChange(make.actor(IT), change.key), tx, NOON)
    card = Named(read_change_card(Read(make.clock(), change.id, ToProject(project.id)), tx, NOON), {})

    mine, channels = (json.dumps(draw_message("change_card", one).blocks, ensure_ascii=False) for one in (shown, card))
    told = Named(read_change_asked(Read(make.clock(), ChangeAsked.of(change, IT).about, ToPerson(IT)), tx, NOON), {})

    asked = json.dumps(draw_message("change_asked", told).blocks, ensure_ascii=False)
    assert ("above the customer's ceiling of €90,000.00" in asked) == warns
    assert ("above the customer's ceiling of €90,000.00" in mine) == warns
    assert "ceiling" not in channels
