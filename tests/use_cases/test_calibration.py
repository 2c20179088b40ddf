"""What finished projects of a kind say of the next one, and the reserve that is taken of it or refused."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from domain.baselines import BaselineStage
from domain.calibration import calibrated, factor_of
from domain.follow_ups import CHANGES_BEHIND, FollowUp, shares_of
from domain.history import HistoryFilter
from domain.outcomes import Basis
from domain.people import Standing
from domain.project_templates import ProjectTemplate
from domain.projects import ChannelKind, Lifecycle
from domain.refusals import Refused, SoByNow
from domain.roles import Role
from domain.scope import FinancialRequirements, Goal, Requirement, ScopeStatement
from domain.stages import CostKind, OtherCost
from domain.template_notices import TemplateUsed
from message_templates import draw_message, draw_view
from storage.people import Named
from tests import make, saved
from tests.make import ANA, HEAD, NOON, PM, RESP
from use_cases.calibration import (
    PrepareRefusingReserve,
    RefuseReserve,
    TakeReserve,
    calibration_of,
    prepare_refusing_reserve,
    refuse_reserve,
    take_reserve,
)
from use_cases.history import ShowHistory, show_history
from use_cases.outcomes import outcome_of
from use_cases.projects import NameProject, Naming, PrepareProject, create_project, name_project, prepare_project
from use_cases.stage_cards import ShowStages, show_stages
from use_cases.viability import PreparePrice, PrepareVerdict, prepare_price, prepare_verdict


def shown(tx, reader=PM):
    return show_stages(ShowStages(make.actor(reader), "NET"), tx, NOON)


@pytest.fixture
def project(tx):
    project = make.project(tx)
    make.finished(tx, project)
    return project


def test_another_outcome_of_the_first_project_is_another_suggestion_for_the_second(tx, project):
    before = shown(tx).facts.learned
    make.finished(tx, project, actual="300")
    after = shown(tx).facts.learned

    # exp(1/4 × ln 1.5) = 1.1067 and exp(1/4 × ln 3) = 1.3161
    assert (before.suggested, after.suggested) == (11, 32)
    assert (before.count, before.keys, before.hidden) == (1, ("NET9",), 0)
    assert before.figures == (
        "+50 % effort",
        "+50 % cost",
        "+0 % time from the first day to the last",
        "done on the agreed date",
    )
    words = draw_message("stages", shown(tx)).blocks
    assert "one alone" in str(words)
    assert "licences" in str(words)


def test_taking_it_sets_the_reserve_and_is_kept_until_another_is_suggested(tx, project):
    take_reserve(TakeReserve(make.actor(PM), project.id, 11), tx, NOON)

    learned = shown(tx).facts.learned
    assert tx.viabilities.get(project.id).contingency == 11
    assert (learned.is_taken, learned.answered_by, learned.may_answer) == (True, PM, False)
    make.finished(tx, project, actual="300")
    assert shown(tx).facts.learned.may_answer


def test_a_project_that_began_as_no_kind_teaches_the_one_after_it(tx):
    before = make.project(tx, lifecycle=Lifecycle.CLOSED, ended_at=NOON)
    came = replace(outcome_of(before, tx, NOON), whole=make.compared("150"), basis=Basis.PLANNED)
    tx.outcomes.freeze(came, NOON)

    form = prepare_project(PrepareProject(make.actor(PM), after="NET"), tx, NOON)
    key = create_project(make.creation(make.actor(PM), key="TWO", template=form.like), tx, NOON)

    learned = calibration_of(tx.projects.by_key(key), tx)
    assert (form.calibrated, learned.projects) == ("+11 % in 1", ("NET",))


def test_what_the_hours_carry_already_is_not_put_aside_a_second_time(tx):
    before = make.project(tx)
    make.stage(tx, before)
    make.finished(tx, before)
    tx.projects.change(replace(before, lifecycle=Lifecycle.CLOSED, ended_at=NOON))

    key = create_project(make.creation(make.actor(PM), key="TWO", template=before.id), tx, NOON)

    # exp(1/4 × ln 1.5) = 1.1067, of which the hours carry 11 %: 1.1067 ÷ 1.11 - 1 is below nought.
    learned = calibration_of(tx.projects.by_key(key), tx)
    assert (learned.already, learned.contingency) == (11, 0)


def test_what_is_taken_over_again_is_not_multiplied_again(tx):
    before = make.project(tx)
    stage = make.stage(tx, before)
    make.finished(tx, before)
    kind = tx.project_templates.kind_of(before.id)
    carried = ProjectTemplate(kind.id, kind.name, "", (), (), (), hours_percent=11)
    tx.project_templates.note_kind(before.id, carried)
    tx.projects.change(replace(before, lifecycle=Lifecycle.CLOSED, ended_at=NOON))

    key = create_project(make.creation(make.actor(PM), key="TWO", template=before.id), tx, NOON)

    # The hours carry 11 % already, and the factor is 1.1067: nothing is left to add.
    again = tx.projects.by_key(key)
    assert [one.minutes for one in tx.stages.in_project(again.id)[0].needs] == [one.minutes for one in stage.needs]
    assert tx.project_templates.kind_of(again.id).hours_percent == 11


def test_a_project_of_which_a_stage_never_began_teaches_no_figure(tx, project):
    make.stage(tx, project)

    came = outcome_of(tx.projects.get(project.id), tx, NOON)

    assert (came.unbegun, came.as_finished.effort, came.as_finished.days_late) == (1, None, None)


def test_what_was_wanted_goes_along_for_the_same_customer_and_to_no_other(tx):
    before = make.project(tx, customer="Acme")
    wanted = ScopeStatement(
        users_count=80,
        services=("Wi-Fi",),
        in_scope=("All of Acme's floors",),
        requirements=(Requirement("r" * 32, "Works in the lift"),),
        goals=(Goal("g" * 32, "Fewer calls", "calls a week", "under 10"),),
        financial=FinancialRequirements(Decimal(9000)),
    )
    tx.scopes.keep(replace(tx.scopes.newest(before.id), statement=wanted))
    tx.projects.change(replace(before, scope=wanted.scope, lifecycle=Lifecycle.CLOSED, ended_at=NOON))
    like = {"template": before.id, "users_count": None, "services": ""}

    for key, customer in (("TWO", "acme "), ("ELSE", "Umbrella")):
        create_project(make.creation(make.actor(PM), key=key, customer=customer, **like), tx, NOON)

    same, other = (tx.scopes.newest(tx.projects.by_key(key).id).statement for key in ("TWO", "ELSE"))
    assert (same.users_count, same.in_scope, same.goals[0].text) == (80, wanted.in_scope, "Fewer calls")
    assert same.requirements[0].text == "Works in the lift"
    assert same.requirements[0].id != wanted.requirements[0].id
    assert same.financial.budget_ceiling is None
    assert (other.services, other.in_scope, other.goals, other.requirements) == (("Wi-Fi",), (), (), ())


def test_refusing_it_asks_why_and_the_head_reads_that_beside_the_figures(tx, project):
    make.stage(tx, project)
    make.priced(tx, project)
    form = prepare_refusing_reserve(PrepareRefusingReserve(make.actor(PM), project.id), tx, NOON)

    with pytest.raises(Refused, match="Say why") as refused:
        refuse_reserve(RefuseReserve(make.actor(PM), project.id, 11, " "), tx, NOON)
    refuse_reserve(RefuseReserve(make.actor(PM), project.id, 11, "The price is <!here> fixed"), tx, NOON)

    assert (form.suggested, refused.value.field) == (11, "reason")
    assert tx.viabilities.get(project.id).contingency == 0
    verdict = draw_view("decide_viability", prepare_verdict(PrepareVerdict(make.actor(HEAD), "NET"), tx, NOON))
    assert "The price is <!here> fixed" in str(verdict)
    assert prepare_price(PreparePrice(make.actor(PM), "NET"), tx, NOON).facts.learned.reserve_reason


def test_of_private_projects_only_the_count_is_told_and_of_fewer_than_three_nothing_at_all(tx):
    project = make.project(tx)
    secret = [make.project(tx, key, channel=make.private_channel(f"C_{key}")) for key in ("SA", "SB", "SC")]

    def said():
        learned = shown(tx, RESP).facts.learned
        return learned and (learned.count, learned.keys, learned.hidden, learned.suggested)

    for one in secret[:2]:
        make.finished(tx, one, actual="300")
    make.migration(tx, project)
    alone = said()
    make.finished(tx, project)
    beside_one_of_ours = said()
    make.finished(tx, secret[2], actual="300")

    # Three of 3.00 and one of 1.50 count for 4 of 7: exp(4/7 × (3 × ln 3 + ln 1.5) ÷ 4) = 1.698
    assert (alone, beside_one_of_ours, said()) == (None, (1, ("NET9",), 0, 11), (4, ("NET9",), 3, 70))
    blocks = str(draw_message("stages", shown(tx, RESP)).blocks)
    assert not [key for key in ("SA9", "SB9", "SC9") if key in blocks]


def test_of_no_project_nothing_is_suggested(tx):
    fresh = make.project(tx, "NEW")

    with pytest.raises(Refused, match="nothing is suggested for NEW"):
        take_reserve(TakeReserve(make.actor(PM), fresh.id, 11), tx, NOON)


def test_a_suggestion_that_moved_since_it_was_read_is_neither_taken_nor_refused(tx, project):
    make.finished(tx, project, actual="300")

    for answer, order in (
        (take_reserve, TakeReserve(make.actor(PM), project.id, 11)),
        (refuse_reserve, RefuseReserve(make.actor(PM), project.id, 11, "Too little")),
    ):
        with pytest.raises(Refused, match="By now 32 % are suggested"):
            answer(order, tx, NOON)

    assert tx.viabilities.get(project.id).contingency == 0
    assert shown(tx).facts.learned.may_answer


def test_it_is_answered_once_and_again_where_another_reserve_was_set_since(tx, project):
    take_reserve(TakeReserve(make.actor(PM), project.id, 11), tx, NOON)

    with pytest.raises(SoByNow):
        take_reserve(TakeReserve(make.actor(PM), project.id, 11), tx, NOON)
    with pytest.raises(Refused, match="answered this suggestion meanwhile"):
        refuse_reserve(RefuseReserve(make.actor(PM), project.id, 11, "No"), tx, NOON)

    tx.viabilities.keep(replace(tx.viabilities.get(project.id), contingency=5))
    learned = shown(tx).facts.learned
    assert (learned.is_taken, learned.may_answer, learned.answered_by) == (False, True, None)


def test_why_it_is_not_taken_is_read_in_the_history_by_those_alone_who_see_costs(tx, project):
    refuse_reserve(RefuseReserve(make.actor(PM), project.id, 11, "The price is fixed"), tx, NOON)

    ana, head = (
        str(draw_message("history", show_history(ShowHistory(make.actor(one), HistoryFilter("NET")), tx, NOON)).blocks)
        for one in (ANA, HEAD)
    )

    assert "refused the suggested reserve" in ana
    assert not [word for word in ("11 %", "price is fixed") if word in ana]
    assert "11 %" in head
    assert "The price is fixed" in head


@pytest.mark.parametrize(
    ("reader", "changes", "said"),
    [(ANA, {}, "may save this project as a template"), (PM, {"channel": make.private_channel()}, "NET is private")],
)
def test_the_next_project_is_planned_by_whoever_may_take_it_along_and_from_no_private_one(tx, reader, changes, said):
    before = make.project(tx, **changes)
    tx.projects.change(replace(before, lifecycle=Lifecycle.CLOSED, ended_at=NOON))

    with pytest.raises(Refused, match=said):
        prepare_project(PrepareProject(make.actor(reader), after="NET"), tx, NOON)


def test_the_next_project_is_planned_from_a_finished_one_with_calibrated_hours(tx):
    before = make.project(tx)
    stage = make.stage(tx, before)
    minutes = sum(one.minutes for one in stage.needs)
    make.finished(tx, before)
    with pytest.raises(Refused, match="planned from a project that is over"):
        prepare_project(PrepareProject(make.actor(PM), after="NET"), tx, NOON)
    tx.projects.change(replace(before, lifecycle=Lifecycle.CLOSED, ended_at=NOON))

    form = prepare_project(PrepareProject(make.actor(PM), after="NET"), tx, NOON)
    key = create_project(make.creation(make.actor(PM), key="TWO", template=form.like), tx, NOON)

    # exp(1/4 × ln 1.5) = 1.1067, in quarters of an hour.
    assert (form.customer, form.calibrated) == ("Acme", "+11 % in 1")
    made = tx.stages.in_project(tx.projects.by_key(key).id)
    planned = sum(need.minutes for one in made for need in one.needs)
    assert planned == calibrated(minutes, factor_of([Decimal("1.5")])) > minutes


def test_what_is_paid_for_and_the_hours_of_agreed_changes_go_along_and_what_does_not_is_said(tx):
    before = make.project(tx, customer="Acme")
    make.stage(tx, before, "Survey", 30, paid=1450)
    make.stage(tx, before, "Build", 10)
    make.finished(tx, before)
    stage = BaselineStage("any", 1, "Survey", make.TODAY, make.TODAY, 52 * 60, Decimal(0))
    tx.baselines.add(replace(make.approved(tx, before), number=2, stages=(stage,), reason="NET-C1"))
    tx.projects.change(replace(tx.projects.get(before.id), lifecycle=Lifecycle.CLOSED, ended_at=NOON))
    form = prepare_project(PrepareProject(make.actor(PM), after="NET"), tx, NOON)

    for key, customer in (("TWO", "acme"), ("ELSE", "Umbrella")):
        create_project(make.creation(make.actor(PM), key=key, customer=customer, template=form.like), tx, NOON)

    same, other = (tx.stages.in_project(tx.projects.by_key(key).id) for key in ("TWO", "ELSE"))
    # 12 h are shared 30 : 10, then everything is multiplied once: exp(1/4 × ln 1.5) = 1.1067.
    factor = factor_of([Decimal("1.5")])
    expected = [calibrated(39 * 60, factor), calibrated(13 * 60, factor)]
    assert [one.minutes for one in same] == [one.minutes for one in other] == expected
    assert [one.other_costs for one in same] == [1450, 0]
    assert not any(one.costs for one in other)
    told = {one.project_key: one for one in saved.said(tx, TemplateUsed)}
    assert (told["TWO"].after, told["TWO"].costs, told["TWO"].has_changes) == ("NET Net rollout", 1, True)
    assert (told["ELSE"].after, told["ELSE"].costs, told["ELSE"].has_changes) == ("an earlier project", 0, False)
    assert "1 other cost and what else was typed for its customer" in told["ELSE"].behind
    channels = [str(draw_message("template_used", Named(told[key], {PM: "Pm"})).blocks) for key in ("TWO", "ELSE")]
    assert ["agreed changes" in one for one in channels] == [True, False]
    assert not re.search(r"\d h\b", "".join(channels))
    assert {"price", "reserve"} <= set(form.behind)


def test_hours_of_changes_that_no_stage_can_take_are_named_without_a_figure_and_to_the_same_customer_alone(tx):
    before = make.project(tx, customer="Acme", lifecycle=Lifecycle.CLOSED, ended_at=NOON)
    make.stage(tx, before, hours=0)
    stage = BaselineStage("any", 1, "Survey", make.TODAY, make.TODAY, 52 * 60, Decimal(0))
    tx.baselines.add(replace(make.approved(tx, before), number=2, stages=(stage,), reason="NET-C1"))
    form = prepare_project(PrepareProject(make.actor(PM), after="NET"), tx, NOON)

    for key, customer in (("TWO", "acme"), ("ELSE", "Umbrella")):
        create_project(make.creation(make.actor(PM), key=key, customer=customer, template=form.like), tx, NOON)

    same, other = (one.behind for one in saved.said(tx, TemplateUsed))
    assert CHANGES_BEHIND in same
    assert CHANGES_BEHIND in form.behind
    assert not [one for one in other if "changes" in one]


def test_the_people_of_the_last_one_are_proposed_as_far_as_they_are_here(tx):
    before = make.project(tx, lifecycle=Lifecycle.CLOSED, ended_at=NOON)
    make.person(tx, RESP, standing=Standing.DEACTIVATED)
    naming = Naming("Net rollout 2", "NET2", "Acme", ChannelKind.PUBLIC, make.COMPLETION, template=before.id)

    staffing = name_project(NameProject(make.actor(PM), naming), tx, NOON).staffing

    assert (staffing.project_manager, staffing.it_manager, staffing.department_head) == (PM, make.IT, HEAD)
    assert (staffing.responsible, set(staffing.team_members)) == (None, set(before.holders(Role.TEAM_MEMBER)))
    assert staffing.team_members


def test_amounts_in_another_currency_stay_behind_and_hours_that_no_stage_can_take_are_named():
    cost = OtherCost("c", "Lift", CostKind.OTHER, Decimal(10))
    follow_up = FollowUp("NET", ((cost,),), "EUR")

    assert follow_up.paid_in("EUR").costs_count == 1
    assert follow_up.paid_in("CHF").costs_of(0) == ()
    assert follow_up.paid_in("CHF").behind == ("1 other cost in EUR",)
    assert shares_of(10, [1, 1, 1]) == (3, 3, 4)
    assert shares_of(10, [0]) == (0,)


def test_the_reserve_that_is_proposed_is_the_one_that_is_suggested(tx, project):
    form = prepare_price(PreparePrice(make.actor(PM), "NET"), tx, NOON).facts

    assert (form.contingency, form.learned.suggested) == (11, 11)
    assert "10 is usual" not in str(draw_view("set_price", Named(form, {})))
