"""Solutions, choices, inventories and templates come back as they were, on both databases."""

from dataclasses import replace

import pytest

from domain.options import OptionSheet
from domain.refusals import Refused
from tests.storage import rows
from tests.storage.rows import ANA, NOON, tx_of


@pytest.fixture
def tx(database):
    with tx_of(database) as tx:
        yield tx


@pytest.fixture
def home(tx):
    project = rows.project()
    tx.projects.add(project)
    return project


def test_a_sheet_comes_back_with_its_solutions_by_number_and_its_choice(tx, home):
    second, first = rows.solution(home), rows.solution(home, 1, name="x")
    for one in (second, first):
        tx.options.keep(one)

    tx.options.keep_sheet(rows.option_sheet(home))

    assert tx.options.sheet(home.id) == rows.option_sheet(home, solutions=(first, second))


def test_without_a_sheet_solutions_are_compared_over_the_usual_months(tx, home):
    tx.options.keep(rows.solution(home))

    sheet = tx.options.sheet(home.id)

    assert sheet == OptionSheet(home.id, (rows.solution(home),))


def test_a_choice_can_be_taken_back_and_a_solution_out(tx, home):
    tx.options.keep(rows.solution(home))
    tx.options.keep_sheet(rows.option_sheet(home))

    tx.options.keep_sheet(rows.option_sheet(home, choice=None))
    tx.options.remove([rows.solution(home).id])

    assert tx.options.sheet(home.id) == OptionSheet(home.id, (), 24, None)
    with pytest.raises(Refused):
        tx.options.solution(rows.solution(home).id)


def test_an_inventory_is_found_by_its_customer_however_that_is_capitalised(tx, home):
    resource = rows.resource(home, customer="Ministry  of Roads")
    tx.resources.keep(resource)

    found = tx.resources.of_customer(" ministry of ROADS")

    assert found == [resource]
    assert tx.resources.get(resource.id) == resource
    assert tx.resources.of_customer("Ministry") == []


def test_a_changed_resource_comes_back_changed_and_a_removed_one_not_at_all(tx, home):
    before = rows.resource(home)
    after = replace(before, entry=replace(before.entry, name="x", end_of_support=None), changed_by=None)
    tx.resources.keep(before)

    tx.resources.keep(after)
    kept = tx.resources.several([before.id, "nowhere"])
    tx.resources.remove(before.id)

    assert kept == {before.id: after}
    assert tx.resources.of_customer(before.customer) == []


def test_a_template_comes_back_whole_until_it_is_taken_out(tx, home):
    template = rows.template()
    tx.project_templates.keep(template, ANA, NOON)
    tx.project_templates.note_kind(home.id, template)
    kept = tx.project_templates.own()

    tx.project_templates.remove(template.id)

    assert kept == [template]
    assert tx.project_templates.own() == []
    assert tx.project_templates.kind_of(home.id) == (template.id, template.name, template.hours_percent)
