"""How it was: from the message that asks to what is summed up, pressed as people press it."""

import pytest

from domain.actors import Standing
from domain.feedback import FeedbackAnswer
from domain.plans import PlanAnswer, PlanVerdict
from tests import make
from tests.handlers.office import filled, words_in
from tests.make import ANA, CONTACT, NOON


@pytest.fixture
def asked(office):
    def arrange(tx):
        project = make.project(tx, started=True)
        make.person(tx, CONTACT, standing=Standing.GUEST)
        make.plan_version(tx, project, answer=PlanAnswer(PlanVerdict.ACCEPTED, CONTACT, NOON))
        return project.id

    project = office.inside(arrange)
    office.phone(make.PM).command("complete NET")
    return office.inside(lambda tx: tx.feedback.of_project(project)[0])


def open_form(office, asked, person):
    office.phone(person).press("give_feedback", element={"value": asked.id})
    return office.opened()


def test_a_guest_says_how_it_was_in_one_short_form_and_can_correct_it(office, asked):
    typed = {"result": "4", "together": "5", "went_well": "The <!here> plan", "otherwise": "", "is_named": ["yes"]}

    office.phone(CONTACT).submit(filled(open_form(office, asked, CONTACT), **typed))
    again = open_form(office, asked, CONTACT)

    said = office.inside(lambda tx: tx.feedback.answer_of(asked.id, CONTACT))
    assert said == FeedbackAnswer(4, 5, "The <!here> plan", "", True)
    assert again["submit"]["text"] == "Correct it"
    assert "The <!here> plan" in words_in(again)
    assert "NET" not in words_in(again)


def test_with_nothing_rated_the_form_stays_with_a_sentence_beside_each(office, asked):
    heard = office.phone(ANA).submit(filled(open_form(office, asked, ANA), went_well="Much"))

    assert heard.said["errors"] == {
        "result": "Rate what came of it, from 1 to 5.",
        "together": "Rate how you worked together, from 1 to 5.",
    }


def test_what_was_said_is_erased_by_a_press(office, asked):
    office.phone(ANA).submit(filled(open_form(office, asked, ANA), result="4", together="5"))

    office.phone(ANA).press("erase_feedback", element={"value": asked.id})

    assert "What you said is erased" in office.told()
    assert office.inside(lambda tx: tx.feedback.answer_of(asked.id, ANA)) is None


def test_a_guest_finds_the_form_again_beside_their_plan_until_it_is_summed_up(office, asked):
    shown = str(office.phone(CONTACT).command("plan NET").said)
    office.inside(lambda tx: tx.feedback.change(asked.ended(asked.figures, NOON)))

    assert "give_feedback" in shown
    assert "give_feedback" not in str(office.phone(CONTACT).command("plan NET").said)
