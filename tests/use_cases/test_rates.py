"""Rates that a project's hours lack, asked for at once and set in one form."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.permissions import Forbidden
from message_templates import draw_message, draw_view
from tests import make
from tests.make import NOON
from tests.use_cases.refusals import refused
from use_cases.costs import ShowCosts, show_costs
from use_cases.rates import PrepareRates, SetRates, TypedRate, prepare_rates, set_rates

boss, pm = make.admin(), make.actor()
SKILLS = ("networking", "cloud", "hardware", "security", "deployment", "service_desk", "configuration", "databases")


def unpriced(tx, skills=SKILLS, **more):
    make.office(tx)
    project = make.project(tx, **more)
    for skill in skills:
        make.stage(tx, project, f"Use {skill}", skill=skill)
    return project


def rate_of(tx, skill):
    return tx.skills.catalogue()[skill].hourly_rate


def test_all_missing_rates_are_one_button_with_the_hours_and_one_form_of_seven_and_then_the_rest(tx):
    project = unpriced(tx)

    report = str(draw_message("cost_report", show_costs(ShowCosts(pm, "NET"), tx, NOON)).blocks)
    first = prepare_rates(PrepareRates(boss, "NET"), tx, NOON)
    typed = tuple(TypedRate(one.skill_id, "90") for one in first.facts.asked)
    set_rates(SetRates(boss, project.id, typed, "EUR"), tx, NOON)
    second = prepare_rates(PrepareRates(boss, "NET", tuple(one.skill_id for one in typed), True), tx, NOON).facts

    assert "Rates for 80 h: " in report
    assert "and 6 more" in report
    assert (len(first.facts.asked), first.facts.more, first.facts.minutes) == (7, 1, 80 * 60)
    assert "Save and continue" in str(draw_view("set_rates", first))
    assert {rate_of(tx, one.skill_id) for one in typed} == {Decimal(90)}
    assert [(one.minutes, second.more) for one in second.asked] == [(600, 0)]


def test_who_may_not_set_them_asks_whoever_may_and_names_the_project(tx):
    unpriced(tx, ("networking",))

    with pytest.raises(Forbidden) as refusal:
        prepare_rates(PrepareRates(pm, "NET"), tx, NOON)

    assert refusal.value.can_be_asked
    assert refusal.value.project_id == tx.projects.by_key("NET").id


def test_a_wrong_rate_and_one_that_somebody_set_meanwhile_stand_beside_their_fields_and_nothing_is_saved(tx):
    project = unpriced(tx, ("networking", "cloud"))
    set_rates(SetRates(boss, project.id, (TypedRate("cloud", "80"), TypedRate("networking", "")), "EUR"), tx, NOON)
    order = SetRates(boss, project.id, (TypedRate("networking", "-4"), TypedRate("cloud", "95")), "EUR")

    with refused(tx, "rate@networking", "rate@cloud", words="Somebody has set €80.00 meanwhile."):
        set_rates(order, tx, NOON)
    with refused(tx, "rate@networking", words="at least one"):
        set_rates(SetRates(boss, project.id, (TypedRate("networking", " "),), "EUR"), tx, NOON)

    assert (rate_of(tx, "networking"), rate_of(tx, "cloud")) == (None, Decimal(80))


def test_a_rate_that_was_asked_for_in_another_currency_than_the_catalogue_has_by_now_is_not_saved(tx):
    project = unpriced(tx, ("networking",))
    asked_in = prepare_rates(PrepareRates(boss, "NET"), tx, NOON).facts.currency
    tx.workspaces.keep(replace(tx.workspaces.for_change(), currency="JPY"))

    with refused(tx, "rate@networking", words="asked for in EUR, and the catalogue counts in JPY by now"):
        set_rates(SetRates(boss, project.id, (TypedRate("networking", "90"),), asked_in), tx, NOON)

    assert rate_of(tx, "networking") is None


def test_when_every_hour_has_a_rate_the_form_says_so(tx):
    project = unpriced(tx, ("networking",))
    set_rates(SetRates(boss, project.id, (TypedRate("networking", "90"),), "EUR"), tx, NOON)

    with refused(tx, words="Every hour that is planned in NET has a rate by now."):
        prepare_rates(PrepareRates(boss, "NET"), tx, NOON)
