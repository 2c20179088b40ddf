"""The forms in which a scope is decided, as people see them."""

from tests import make
from tests.handlers.office import filled, read, words_in
from tests.make import NOBODY, PM


def test_the_requirements_are_typed_below_what_was_asked_for_and_nothing_stands_there_where_nobody_asked(office, net):
    asked_for = office.inside(make.project, "LAN", decided=())
    office.inside(make.requested, asked_for, NOBODY)

    office.phone(PM).press("edit_requirements", element={"value": "LAN"})
    first = read(office.opened())
    office.phone(PM).press("edit_requirements", element={"value": "NET"})
    other = read(office.opened())

    assert "Request 1: Wi-Fi in the warehouse" in first
    assert "Why: It is new" in first
    assert "Request 1" not in other


def test_the_first_form_of_a_scope_and_its_empty_card_say_all_that_was_asked_for(office, net):
    asked_for = office.inside(make.project, "LAN", decided=())
    office.inside(make.requested, asked_for, NOBODY, what="Hall " * 60)

    office.phone(PM).press("edit_scope", element={"value": "LAN"})
    form = read(office.opened())
    card = words_in(office.phone(PM).command("scope LAN").said)

    assert form.count("Hall ") == card.count("Hall ") == 60


def test_who_changes_only_the_number_of_users_reads_that_it_is_saved_and_is_led_to_no_other_form(office):
    office.inside(lambda tx: make.complete_scope(tx, make.project(tx, "LAN", decided=())))

    office.phone(PM).press("edit_scope", element={"value": "LAN"})
    said = words_in(office.phone(PM).submit(filled(office.opened(), users_count="80")).said)

    assert "Saved." in said
    assert "Lan rollout , version 2" in said
