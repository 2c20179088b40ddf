"""Asking for files by command, from a list and from a status, and being told that they are on their way."""

from domain.handouts import ExportFile
from tests import make, saved
from tests.handlers.office import filled, words_in
from tests.make import ANA, NOBODY


def test_the_form_says_what_it_is_about_and_the_answer_that_it_comes(office):
    office.inside(make.project, "NET")
    office.inside(make.project, "OPS")

    office.phone(ANA).command("export")
    form = office.opened()
    sent = office.phone(ANA).submit(filled(form, formats=["csv", "ics"]))

    assert "all 2 projects" in words_in(form)
    assert "comes to your direct messages" in words_in(sent.said)
    (wanted,) = office.inside(lambda tx: saved.said(tx, ExportFile))
    assert wanted.to.person == ANA


def test_a_list_is_exported_as_it_is_filtered_and_a_status_alone(office):
    office.inside(make.project, "NET", started=True)
    office.inside(make.project, "OPS")

    office.phone(NOBODY).command("list active")
    office.phone(NOBODY).press("export_list", element={"value": "active"})
    listed = office.opened()
    office.phone(NOBODY).press("export_project", element={"value": "OPS"})
    alone = office.opened()

    assert "the 1 project in your list" in words_in(listed)
    assert alone["private_metadata"].count("OPS") == 1


def test_nothing_chosen_is_refused_beside_the_field_and_nothing_to_export_in_words(office):
    office.inside(make.project, "NET")
    office.phone(ANA).command("export NET")

    refused = office.phone(ANA).submit(filled(office.opened(), formats=[]))
    nothing = office.phone(ANA).command("export moon")

    assert refused.said["errors"] == {"formats": "Choose at least one: tables, JSON or the calendar."}
    assert "nothing to export" in words_in(nothing.said)
