"""Who changed what, asked for and paged through Bolt."""

import pytest

from domain.history import Act, Change
from tests import make
from tests.handlers.office import words_in
from tests.make import ANA, NOBODY, NOON, PM
from use_cases.history import ENTRIES_SHOWN


def _write(tx, project, many):
    for number in range(many):
        tx.history.add(
            PM, NOON, Act.CHANGED_TASK, project.id, "NET-1", (Change("title", f"old{number}", f"new{number}"),)
        )


def test_the_history_is_shown_to_nobody_but_who_asked(office, net):
    office.inside(_write, net, 1)

    heard = office.phone(NOBODY).command("history", channel_id="C_NET")

    assert all(words in words_in(heard.said) for words in ("NET-1", "old0", "new0"))
    assert heard.said["response_type"] == "ephemeral"
    assert office.is_silent()


def test_older_lines_take_the_place_of_the_newest(office, net):
    office.inside(_write, net, ENTRIES_SHOWN + 1)
    first = words_in(office.phone(NOBODY).command("history NET").said)

    office.phone(NOBODY).press("older_history", element={"value": "2 NET"})
    older = office.told()
    office.phone(NOBODY).press("newer_history", element={"value": "1 NET"})

    assert "old0" not in first.split()
    assert "Older" in first
    assert "old0" in older
    assert "Newer" in older
    assert "old0" not in office.told().split()


def test_card_and_status_show_the_history_by_a_button(office, net):
    office.inside(_write, net, 1)

    office.phone(NOBODY).press("show_history", element={"value": "NET"})

    assert "new0" in office.told()


def test_a_history_of_nothing_says_how_to_see_all_of_it(office, net):
    said = words_in(office.phone(NOBODY).command("history NET <@U_PM|pm>").said)

    assert "by Pm" in said.replace("  ", " ")
    assert "There is no such line. The whole history:" in said


@pytest.mark.parametrize(("key", "what"), [("NET-99", "task"), ("NET-D99", "difficulty")])
def test_what_there_is_not_has_no_history_and_that_is_said(office, net, key, what):
    said = words_in(office.phone(NOBODY).command(f"history {key}").said)

    assert f"There is no {what} {key}" in said


def test_a_delegation_and_its_end_are_a_sentence_each(office, net):
    def write(tx, project):
        begins = (Change("title", "", "Order"), Change("assignee", people_after=(ANA,)), Change("state", "", "offered"))
        tx.history.add(PM, NOON, Act.DELEGATED, project.id, "NET-2", begins)
        ended = (Change("state", "accepted", "done"), Change("percent", "0", "100"))
        tx.history.add(ANA, NOON, Act.CHANGED_TASK, project.id, "NET-2", ended)

    office.inside(write, net)

    said = " ".join(words_in(office.phone(NOBODY).command("history NET").said).split())

    assert "Pm delegated NET-2 Order to Ana" in said
    assert "Ana finished NET-2" in said
    assert not any(word in said for word in ("state", "offered", "percent"))


def test_a_word_that_names_nothing_is_refused_in_words(office, net):
    said = words_in(office.phone(NOBODY).command("history NET wi-fi!").said)

    assert "“wi-fi!” is neither a project such as NET" in said


def test_a_button_that_makes_no_sense_begins_with_the_newest(office, net):
    office.inside(_write, net, 1)

    office.phone(NOBODY).press("older_history", element={"value": "x NET"})

    assert "new0" in office.told()


def test_a_private_project_has_no_history_for_who_is_not_on_it(office):
    office.inside(make.project, "SEC", channel=make.private_channel())

    heard = office.phone(NOBODY).command("history SEC")

    assert "There is no project SEC" in words_in(heard.said)
