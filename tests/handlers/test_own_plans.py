"""A customer who is a guest: their plans by command, from Home and by buttons, and no other verb for them."""

import pytest

from domain.actors import Standing
from domain.plan_living import CustomerHome
from domain.plans import PlanVerdict
from handlers import route_book
from handlers.routing import FROM_OUTSIDE, Kind
from tests import make
from tests.handlers.office import filled, words_in
from tests.handlers.test_plans import presented, project
from tests.make import CONTACT
from use_cases.own_plans import SEEING, WHAT_THEY_MAY

__all__ = ["project"]
VERBS = sorted(name for kind, name in route_book() if kind is Kind.COMMAND and name not in (FROM_OUTSIDE, "?"))
SHUT_OUT = "Guests cannot use Steward. Ask a full member"


@pytest.mark.parametrize("text", ["", "plan", "plan NET", "status net", "help", "help list"])
def test_a_guest_sees_the_plan_that_waits_for_them_whatever_word_they_look_for_it_with(office, project, text):
    presented(office, project)

    said = office.phone(CONTACT).command(text).said

    assert "Net rollout (NET) waits for your answer" in words_in(said)
    pressed = [one["action_id"] for block in said["blocks"] for one in block.get("elements", ()) if "action_id" in one]
    assert pressed == ["accept_plan", "reject_plan", "own_plan_pdf"]


def test_every_other_verb_says_what_a_customer_can_do(office, project):
    presented(office, project)
    office.forget_what_waits()

    heard = {verb: words_in(office.phone(CONTACT).command(f"{verb} NET 60 words").said) for verb in VERBS}

    others = {verb for verb, said in heard.items() if f"{WHAT_THEY_MAY} /project plan" in said}
    assert others == {*VERBS} - {*SEEING}
    assert office.is_silent()


def test_a_guest_who_is_nobodys_contact_hears_of_every_verb_that_it_is_not_for_them(office, project):
    presented(office, project)
    office.inside(make.person, "U_GUEST", standing=Standing.GUEST)

    heard = {verb: words_in(office.phone("U_GUEST").command(verb).said) for verb in VERBS}

    assert [verb for verb, said in heard.items() if SHUT_OUT not in said] == []


def test_what_is_answered_from_the_view_of_a_command_shows_how_it_stands_now(office, project):
    version = presented(office, project)
    office.phone(CONTACT).press("accept_plan", element={"value": version.id}, container={"is_ephemeral": True})

    said = office.phone(CONTACT).submit(filled(office.opened(), comment="Good")).said

    assert "is agreed and has not begun yet" in words_in(said["view"])
    assert office.inside(lambda tx: tx.plans.get(version.id)).answer.verdict is PlanVerdict.ACCEPTED


def test_the_home_of_a_contact_is_published_and_kept_true(office, project):
    version = presented(office, project)
    office.forget_what_waits()
    event = {"type": "app_home_opened", "user": CONTACT, "tab": "home"}

    office.phone(CONTACT).event(event)
    opened = office.waiting()
    office.forget_what_waits()
    office.phone(CONTACT).press("reject_plan", element={"value": version.id})
    office.phone(CONTACT).submit(filled(office.opened(), comment="Too late"))

    assert opened == [CustomerHome.of(CONTACT)]
    assert CustomerHome.of(CONTACT) in office.waiting()


def test_the_pdf_is_handed_to_the_contact_who_asks_for_it(office, project):
    version = presented(office, project)

    office.phone(CONTACT).press("own_plan_pdf", element={"value": version.id})

    assert "Version 1 of the plan for Net rollout comes as a PDF" in office.told()


WAYS = {
    "a button": lambda phone: phone.press("show_history", element={"value": "NET"}),
    "a shortcut": lambda phone: phone.message_shortcut("report_difficulty_shortcut", channel={"id": "C_NET"}),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_customer_who_presses_what_is_not_theirs_hears_what_they_can_do(office, project, way):
    presented(office, project)
    office.inside(make.person, "U_GUEST", standing=Standing.GUEST)

    WAYS[way](office.phone(CONTACT))
    customer = office.told()
    office.slack.calls.clear()
    WAYS[way](office.phone("U_GUEST"))

    assert f"{WHAT_THEY_MAY} /project plan" in customer
    assert SHUT_OUT in office.told()
