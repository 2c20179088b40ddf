"""Levels by buttons and forms, the catalogue and the stock by commands."""

import pytest

from domain.living import LevelProposals
from tests.handlers.office import read, words_in
from tests.handlers.requests import BEN, by_admin, declining_level, opened_by, send
from tests.make import ADMIN, ANA, HEAD, NOON, PM


def level(office, person=ANA, skill="networking"):
    return office.inside(lambda tx: tx.skills.for_change(person, skill).level_at(NOON))


def propose(office, person=ANA, **given):
    return send(office, opened_by(office, "propose_level", "networking", person, **{"level": "4", **given}))


def test_who_proposes_sees_their_skills_and_who_confirms(office):
    heard = propose(office, evidence="The campus")

    said = read(heard.said)
    assert "Networking is proposed. It counts once Head or It confirms it." in said
    assert "4, solves hard cases and guides others: proposed, not confirmed yet" in said
    assert "“The campus”" in said
    assert len(office.waiting(LevelProposals)) == 2


def test_a_button_confirms_what_it_showed_and_nothing_else(office):
    propose(office)

    office.phone(HEAD).press("confirm_level", element={"value": f"{ANA}/networking/5"})
    after_wrong = level(office)
    office.phone(HEAD).press("confirm_level", element={"value": f"{ANA}/networking/4"})

    assert (after_wrong, level(office)) == (None, 4)


@pytest.mark.parametrize("value", ["", "x", f"{ANA}", f"{ANA}/networking", f"{ANA}/networking/", f"{ANA}/gone/4", "//"])
def test_a_button_that_says_less_confirms_nothing(office, value):
    propose(office)

    office.phone(HEAD).press("confirm_level", element={"value": value})

    assert level(office) is None
    assert office.told().strip()


def test_a_level_is_set_for_a_skill_that_is_chosen_in_the_form(office):
    heard = send(office, by_admin(office, "set_level", ANA, skill="cloud", level="2"))

    assert level(office, skill="cloud") == 2
    assert "The level in Cloud counts now, and Ana is told." in read(heard.said)


def test_of_two_who_decide_at_once_the_second_is_told_in_the_form(office):
    propose(office)
    slow = by_admin(office, "set_level", f"{ANA}/networking", level="2")
    office.phone(HEAD).press("confirm_level", element={"value": f"{ANA}/networking/4"})

    heard = send(office, slow)

    assert "answered or changed meanwhile" in words_in(heard.said)
    assert level(office) == 4


def test_a_level_without_a_skill_is_refused_beside_its_field(office):
    heard = send(office, by_admin(office, "set_level", ANA, level="2"))

    assert list(heard.said["errors"]) == ["skill"]


def test_declining_closes_the_form_and_tells_why(office):
    heard = send(office, declining_level(office))

    assert heard.said == {}
    assert level(office, BEN) is None


def test_the_catalogue_shows_rates_to_those_who_keep_it(office):
    send(office, by_admin(office, "edit_skill", "networking", rate="90"))

    assert "€90.00 an hour" in words_in(office.phone(ADMIN).command("skills catalogue").said)
    assert "an hour" not in words_in(office.phone(PM).command("skills catalogue").said)


def test_everything_wrong_with_an_entry_is_told_at_once(office):
    heard = send(office, by_admin(office, "edit_skill", "new", name="networking", rate="-4"))

    assert set(heard.said["errors"]) == {"name", "rate"}


def test_a_word_that_is_nobody_is_told(office):
    assert "“banana” is neither a person" in words_in(office.phone(PM).command("skills banana").said)


def test_a_thing_on_order_needs_its_day(office):
    heard = send(office, by_admin(office, "edit_thing", "new", name="Switch", in_stock="4", on_order="5"))

    assert list(heard.said["errors"]) == ["arrives_on"]


def test_a_thing_that_is_taken_out_leaves_the_stock(office):
    send(office, by_admin(office, "edit_thing", "new", name="Switch", in_stock="4"))
    thing = office.inside(lambda tx: tx.stock.every())[0]

    heard = send(office, by_admin(office, "edit_thing", thing.id, is_retired=["true"]))

    assert "Switch" not in read(heard.said)
    assert office.inside(lambda tx: tx.stock.every()) == []
