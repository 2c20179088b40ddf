"""The things that projects use: in stock, on order, held by stages."""

from datetime import timedelta

import pytest

from domain.permissions import Forbidden
from domain.refusals import Refused
from domain.stages import Stage, ThingNeed
from domain.stock import Thing, ThingKind
from tests import make
from tests.make import ANA, HEAD, IT, NOON, PM, TODAY, TOMORROW
from use_cases.stock import KeepThing, PrepareThing, ShowStock, keep_thing, prepare_thing, show_stock

KEEPERS = [make.actor(HEAD), make.actor(IT), make.admin()]
HARDWARE = ThingKind.HARDWARE


@pytest.fixture
def office(tx):
    make.office(tx)
    return tx


def keep(tx, id="", name="Access switch", in_stock=4, actor=KEEPERS[0], **more):
    return keep_thing(KeepThing(actor, id, name, more.pop("kind", HARDWARE), in_stock, **more), tx, NOON)


def lines(tx):
    return show_stock(ShowStock(make.actor(ANA)), tx, NOON).facts.lines


@pytest.mark.parametrize("keeper", KEEPERS, ids=["head", "IT manager", "administrator"])
def test_those_who_look_after_the_means_keep_the_stock_and_everybody_sees_it(office, keeper):
    keep(office, actor=keeper, on_order=20, arrives_on=TOMORROW)

    seen = lines(office)[0]

    assert (seen.name, seen.in_stock, seen.on_order, seen.arrives_on) == ("Access switch", 4, 20, TOMORROW)


def test_nobody_else_changes_it(office):
    with pytest.raises(Forbidden):
        keep(office, actor=make.actor(PM))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": " "}, "name"),
        ({"in_stock": -1}, "in_stock"),
        ({"in_stock": 2_000_000}, "in_stock"),
        ({"on_order": -2}, "on_order"),
        ({"on_order": 5}, "arrives_on"),
    ],
)
def test_what_cannot_be_in_stock_is_refused_beside_its_field(office, typed, field):
    with pytest.raises(Refused) as refused:
        keep(office, **typed)

    assert field in [one.field for one in refused.value.problems]


def test_a_thing_stands_in_the_stock_once(office):
    keep(office)

    with pytest.raises(Refused, match="already"):
        keep(office, name="access  SWITCH")


def test_what_is_taken_out_cannot_be_chosen_and_is_still_known_by_name(office):
    office.stock.keep(Thing("switch", "Access switch", HARDWARE, 4))

    keep(office, "switch", is_retired=True)

    assert lines(office) == ()
    assert prepare_thing(PrepareThing(make.admin(), "switch"), office, NOON).facts.name == "Access switch"


def test_what_stages_hold_together_is_more_than_there_is_until_the_order_arrives(office):
    project = make.project(office)
    office.stock.keep(Thing("switch", "Access switch", HARDWARE, 4, 10, TODAY + timedelta(days=20)))
    for number, (first, last) in enumerate(((0, 10), (5, 15), (20, 30)), start=1):
        days = TODAY + timedelta(days=first), TODAY + timedelta(days=last)
        need = ThingNeed(f"n{number}", "switch", 3, *days)
        office.stages.add(Stage(f"s{number}", project.id, number, f"Stage {number}", *days, PM, things=(need,)))

    seen = lines(office)[0]

    assert (seen.held, seen.short_on, seen.short_by) == (6, TODAY + timedelta(days=5), 2)


def test_what_should_have_arrived_is_late_and_short_until_somebody_puts_a_new_day(office):
    project, days = make.project(office), (TOMORROW, TOMORROW + timedelta(days=9))
    office.stock.keep(Thing("switch", "Access switch", HARDWARE, 0, 10, TODAY - timedelta(days=1)))
    office.stages.add(Stage("s1", project.id, 1, "One", *days, PM, things=(ThingNeed("n1", "switch", 4, *days),)))

    late = lines(office)[0]
    keep(office, "switch", in_stock=0, on_order=10, arrives_on=TOMORROW)

    assert (late.is_late, late.short_on, late.short_by) == (True, TOMORROW, 4)
    assert (lines(office)[0].is_late, lines(office)[0].short_by) == (False, 0)
