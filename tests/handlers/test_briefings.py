"""Saying what a role needs, as people do it in Slack."""

from domain.notices import NeedAnswered, RoleNeeds
from tests import make
from tests.handlers.office import words_in
from tests.handlers.requests import answer_to_need, need, send
from tests.make import ANA
from use_cases.briefings import need_id


def test_what_is_needed_is_sent_to_the_manager(office, net):
    heard = send(office, need(office, make.briefing(net), needs="A second screen"))

    assert heard.said == {}
    assert [(one.person, one.words) for one in office.waiting(RoleNeeds)] == [(ANA, "A second screen")]


def test_nothing_needed_is_said_beside_the_field(office, net):
    heard = send(office, need(office, make.briefing(net), needs=" "))

    assert set(heard.said["errors"]) == {"needs"}
    assert office.is_silent()


def test_the_form_says_which_role_it_is_about(office, net):
    _, view = need(office, make.briefing(net))

    assert "team member" in words_in(view["blocks"])
    assert "Net rollout" in words_in(view["blocks"])


def test_the_answer_to_what_is_needed_is_sent_to_whoever_needs_it(office, net):
    briefing = make.briefing(net)

    heard = send(office, answer_to_need(office, briefing, need_id(briefing, ANA), answer="From Monday"))

    assert heard.said == {}
    assert [(one.to.person, one.needs, one.answer) for one in office.waiting(NeedAnswered)] == [
        (ANA, "A quiet room", "From Monday")
    ]


def test_accepting_under_the_answer_is_confirmed_because_that_message_stays_as_it_is(office, net):
    message = {"container": {"type": "message", "message_ts": "1.5", "channel_id": "D1"}}

    office.phone(ANA).press("role_accept", "said_once", {"value": make.briefing(net)}, **message)

    (answer,) = office.slack.told("answer")
    assert (answer["text"], answer["replace_original"]) == ("You accepted the role.", False)
