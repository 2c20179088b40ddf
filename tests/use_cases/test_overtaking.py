"""Two people at one form: the second keeps what the first changed elsewhere, and is told of the same field."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from domain.skills import Skill, SkillKind
from domain.stock import Thing, ThingKind
from domain.tools import Tool, ToolState
from tests import make
from tests.make import ANA, HEAD, NOON, PM, RESP, TODAY
from tests.use_cases.refusals import refused
from use_cases.catalogue_entries import KeepSkill, PrepareSkill, keep_skill, prepare_skill
from use_cases.stages import PrepareStage, SaveStage, prepare_stage, save_stage
from use_cases.stock import KeepThing, PrepareThing, keep_thing, prepare_thing
from use_cases.tools import PrepareTool, SettleTool, prepare_tool, settle_tool
from use_cases.viability import PreparePrice, SetPrice, prepare_price, set_price

SAID = "Somebody else changed this to “{}” meanwhile. Enter the same, or open the form again to change it."
manager, admin = make.actor(PM), make.admin()


def test_of_two_who_plan_a_stage_the_second_keeps_the_days_of_the_first(tx):
    project = make.project(tx)
    stage = make.stage(tx, project)
    form = prepare_stage(PrepareStage(manager, stage_id=stage.id), tx, NOON)
    typed = SaveStage(manager, project.id, **vars(stage.plan), stage_id=stage.id, seen=form.seen)
    later = stage.ends_on + timedelta(days=20)

    save_stage(replace(typed, ends_on=later), tx, NOON)
    save_stage(replace(typed, name="Survey", actor=make.actor(RESP)), tx, NOON)
    with refused(tx, "name", words=SAID.format("Survey")):
        save_stage(replace(typed, name="Draw up"), tx, NOON)

    got = tx.stages.get(stage.id)
    assert (got.name, got.ends_on) == ("Survey", later)


def test_of_two_who_count_a_thing_the_second_keeps_the_number_of_the_first(tx):
    make.office(tx)
    tx.stock.keep(Thing("sw", "Switch", ThingKind.HARDWARE, 10))
    form = prepare_thing(PrepareThing(admin, "sw"), tx, NOON).facts
    typed = KeepThing(admin, "sw", "Switch", ThingKind.HARDWARE, 10, seen=form.seen)

    keep_thing(replace(typed, in_stock=4), tx, NOON)
    keep_thing(replace(typed, on_order=2, arrives_on=TODAY + timedelta(days=3)), tx, NOON)
    with refused(tx, "in_stock", words=SAID.format("4")):
        keep_thing(replace(typed, in_stock=7), tx, NOON)

    assert (tx.stock.get("sw").in_stock, tx.stock.get("sw").on_order) == (4, 2)


def test_of_two_who_change_an_entry_the_second_keeps_the_rate_of_the_first(tx):
    make.office(tx)
    tx.skills.keep(Skill("phones", "Telephony", SkillKind.SKILL, Decimal(90)))
    form = prepare_skill(PrepareSkill(admin, "phones"), tx, NOON).facts
    typed = KeepSkill(admin, "phones", "Telephony", SkillKind.SKILL, form.rate, seen=form.seen)

    keep_skill(replace(typed, rate="95"), tx, NOON)
    keep_skill(replace(typed, name="Telephones"), tx, NOON)
    with refused(tx, "rate", words=SAID.format("€95.00")):
        keep_skill(replace(typed, rate="80"), tx, NOON)

    got = tx.skills.catalogue()["phones"]
    assert (got.name, got.hourly_rate) == ("Telephones", 95)


def test_of_two_who_price_a_project_the_second_keeps_the_price_of_the_first(tx):
    make.office(tx)
    project = make.project(tx)
    set_price(SetPrice(manager, project.id, "84250", 10), tx, NOON)
    form = prepare_price(PreparePrice(manager, "NET"), tx, NOON).facts
    typed = SetPrice(manager, project.id, form.price, form.contingency, form.seen)

    set_price(replace(typed, price="90000"), tx, NOON)
    set_price(replace(typed, contingency=15), tx, NOON)
    with refused(tx, "price", words=SAID.format("€90,000.00")):
        set_price(replace(typed, price="1"), tx, NOON)

    assert (tx.projects.get(project.id).price, tx.viabilities.get(project.id).contingency) == (90000, 15)


def test_of_two_who_settle_a_tool_the_second_keeps_how_it_stands_by_the_first(tx):
    make.office(tx)
    project = make.project(tx)
    tx.tools.add([Tool("vpn", project.id, 1, "VPN", ANA)])
    form = prepare_tool(PrepareTool(manager, "vpn"), tx, NOON).facts
    typed = SettleTool(manager, "vpn", "VPN", ANA, ToolState.OPEN, seen=form.seen)

    settle_tool(replace(typed, state=ToolState.READY), tx, NOON)
    settle_tool(replace(typed, owner=HEAD), tx, NOON)
    with refused(tx, "stands", words=SAID.format("ready")):
        settle_tool(replace(typed, state=ToolState.NOT_NEEDED, why="No"), tx, NOON)

    assert (tx.tools.get("vpn").state, tx.tools.get("vpn").owner) == (ToolState.READY, HEAD)
