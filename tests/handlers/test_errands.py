"""Asking somebody to do what one may not: from the refusal to the deed, on every way that a refusal is told."""

from dataclasses import replace

import pytest

from domain.errands import ErrandState
from domain.living import ErrandCard
from domain.notices import ErrandAnswered
from domain.opinions import Verdict
from domain.projects import Lifecycle
from domain.tasks import TaskState
from storage.tables.errands import errands
from tests import make
from tests.handlers.office import filled, words_in
from tests.handlers.requests import delegation, opened_by, send
from tests.make import ANA, BEN, HEAD, IT, NOON, PM
from tests.use_cases.scope_examples import COVERAGE, objected, opinion, requested
from use_cases.opinions import give_opinion
from use_cases.requests import DeclineRequest, decline_request
from use_cases.scope_items import DecideItem, decide_item

GIVEN = {"title": "Mount", "assignee": ANA, "due": "2026-12-10"}


def buttons(said):
    """The Ask buttons of a refusal: label to the whole element."""
    found = [one for block in said["blocks"] for one in block.get("elements", ()) if one["type"] == "button"]
    return {one["text"]["text"]: one for one in found}


def ask(office, said, whom="Ask Pm", **where):
    button = buttons(said)[whom]
    return office.phone(ANA).press(button["action_id"], element={"value": button["value"]}, **where)


def do_it(office, person=PM):
    return office.phone(person).press("errand_do", element={"value": kept(office).id})


def press_on(office, label, person=PM):
    """Press a button of the last answer where it stands, block and all."""
    blocks = office.slack.told("answer")[-1]["blocks"]
    block, button = next(
        (block, one)
        for block in blocks
        for one in block.get("elements", ())
        if one.get("text", {}).get("text") == label
    )
    element = {"value": button["value"], "text": button["text"]}
    office.phone(person).press(button["action_id"], block.get("block_id", "b"), element)


def kept(office):
    """The newest errand."""
    rows = office.inside(lambda tx: [tx.errands.get(row.id) for row in tx.connection.execute(errands.select())])
    return max(rows, key=lambda one: (one.kept_at, one.id))


def project(office):
    return office.inside(lambda tx: tx.projects.by_key("NET"))


def test_a_refused_command_is_done_by_one_press_of_whoever_was_asked(office, net):
    refusal = office.phone(ANA).command("hold NET").said

    ask(office, refusal)
    told = office.told()
    do_it(office)

    assert "Pm is asked" in told
    assert project(office).lifecycle is Lifecycle.ON_HOLD
    assert (kept(office).asked_by, kept(office).answered_by) == (ANA, PM)
    assert [one.is_done for one in office.waiting(ErrandAnswered)] == [True]


@pytest.mark.parametrize("only_seen", ["cost NET", "feasible NET"])
def test_what_is_only_looked_at_names_who_may_and_asks_nobody_to_look(office, net, only_seen):
    refusal = office.phone(ANA).command(only_seen).said

    assert "Ask Head, It, Pm or Resp" in words_in(refusal)
    assert buttons(refusal) == {}


def test_a_second_press_says_that_it_is_done(office, net):
    ask(office, office.phone(ANA).command("hold NET").said)
    do_it(office)

    do_it(office)

    assert office.told().startswith("This was done already.")


def test_a_command_that_opens_a_form_is_done_when_the_form_is_sent(office, net):
    ask(office, office.phone(ANA).command("delegate NET Mount the switches").said)
    do_it(office)
    form = office.opened()
    before = kept(office).state

    send(office, (PM, filled(form, assignee=BEN, due="2026-12-10")))

    assert (before, kept(office).state) == (ErrandState.ASKED, ErrandState.DONE)
    assert [task.title for task in office.inside(lambda tx: tx.tasks.all_in(net.id))] == ["Mount the switches"]


def test_a_refused_form_is_opened_filled_in_for_whoever_is_asked_and_nothing_typed_is_lost(office, net):
    _, view = delegation(office, PM, why="The old ones fail")
    refusal = office.phone(ANA).submit(view).said

    assert refusal["response_action"] == "update"
    inputs = [block["block_id"] for block in refusal["view"]["blocks"] if block["type"] == "input"]
    assert inputs == [block["block_id"] for block in view["blocks"] if block["type"] == "input"]

    later = {**view, "blocks": refusal["view"]["blocks"], "state": filled(view, **GIVEN, why="They all fail")["state"]}
    ask(office, refusal["view"], view=later)
    do_it(office)
    opened = {block["block_id"]: block.get("element", {}) for block in office.opened()["blocks"]}
    assert opened["title"]["initial_value"] == "Mount"
    assert opened["why"]["initial_value"] == "They all fail"
    assert opened["assignee"]["initial_user"] == ANA
    assert not [block for block in opened if block.startswith("refused@")]

    send(office, (PM, filled(office.opened())))
    assert [task.why for task in office.inside(lambda tx: tx.tasks.all_in(net.id))] == ["They all fail"]
    assert kept(office).state is ErrandState.DONE


def test_what_was_filled_in_is_shown_with_labels_and_names(office, net):
    _, view = delegation(office, PM)

    office.phone(ANA).submit(view)

    assert "Mount" in kept(office).said
    assert "Ana" in kept(office).said
    assert ANA not in kept(office).said


def test_a_refused_press_is_done_as_if_the_other_had_pressed(office):
    draft = office.inside(make.ready)

    office.phone(ANA).press("start_project", element={"value": draft.key, "text": {"text": "Start"}})
    refusal = office.slack.told("answer")[-1]
    ask(office, refusal)
    do_it(office)

    assert project(office).lifecycle is Lifecycle.ACTIVE


def test_declining_says_why(office, net):
    ask(office, office.phone(ANA).command("hold NET").said)
    office.phone(PM).press("errand_decline", element={"value": kept(office).id})

    send(office, (PM, filled(office.opened(), reason="Not before Friday")))

    assert [one.reason for one in office.waiting(ErrandAnswered)] == ["Not before Friday"]
    assert project(office).lifecycle is Lifecycle.ACTIVE


@pytest.mark.parametrize("person", [ANA, BEN, HEAD])
def test_nobody_does_it_who_was_not_asked(office, net, person):
    ask(office, office.phone(ANA).command("hold NET").said)

    do_it(office, person)

    assert project(office).lifecycle is Lifecycle.ACTIVE
    assert office.told().startswith("Only ")


def test_several_are_asked_and_all_see_who_did_it(office, net):
    refusal = office.phone(ANA).command("hold NET").said
    ask(office, refusal)
    ask(office, refusal, "Ask Head")

    do_it(office, HEAD)

    assert {one.to.person for one in office.waiting(ErrandCard)} == {PM, HEAD}
    assert kept(office).answered_by == HEAD


def test_what_asks_back_first_is_done_by_the_button_under_the_question(office):
    office.inside(make.handed_over, office.inside(make.project, lifecycle=Lifecycle.COMPLETED))
    ask(office, office.phone(ANA).command("close NET").said)
    do_it(office)
    before = kept(office).state

    press_on(office, "Close it for good")

    assert (before, kept(office).state) == (ErrandState.ASKED, ErrandState.DONE)
    assert project(office).lifecycle is Lifecycle.CLOSED
    assert [one.is_done for one in office.waiting(ErrandAnswered)] == [True]


def test_what_is_so_by_now_is_ended_wherever_on_the_way_that_is_seen(office):
    net = office.inside(make.project, lifecycle=Lifecycle.COMPLETED)
    office.inside(make.handed_over, net)
    ask(office, office.phone(ANA).command("close NET").said)
    do_it(office)
    office.inside(lambda tx: tx.projects.change(replace(net, lifecycle=Lifecycle.CLOSED)))

    press_on(office, "Close it for good")

    assert (kept(office).state, kept(office).answered_by) == (ErrandState.DONE, None)
    assert [one.answered_by for one in office.waiting(ErrandAnswered)] == [None]


def test_what_was_decided_the_other_way_is_not_so_by_now(office):
    request = office.inside(requested)
    office.phone(ANA).press("request_assign", element={"value": request.id})
    ask(office, office.slack.told("answer")[-1], "Ask It")
    office.inside(lambda tx: decline_request(DeclineRequest(make.actor(IT), request.id, "No"), tx, NOON))

    do_it(office, IT)

    assert "already declined request 1" in office.told()
    assert kept(office).state is ErrandState.ASKED


def test_what_cannot_be_done_yet_stays_asked_through_what_keeps_it_and_is_done_at_the_end(office, net):
    office.inside(make.task, net, TaskState.ACCEPTED)
    ask(office, office.phone(ANA).command("complete NET").said)
    do_it(office)

    press_on(office, "Done")
    on_the_way = kept(office).state
    press_on(office, "Complete the project")

    assert (on_the_way, kept(office).state) == (ErrandState.ASKED, ErrandState.DONE)
    assert project(office).lifecycle is Lifecycle.COMPLETED
    assert len(office.waiting(ErrandAnswered)) == 1


def test_once_it_is_done_what_is_offered_next_is_the_persons_own(office, net):
    key = office.inside(make.task, net, TaskState.ACCEPTED).key
    office.phone(ANA).press("open_task_done", element={"value": key, "text": {"text": "Done"}})
    ask(office, office.slack.told("answer")[-1])
    do_it(office)

    press_on(office, "Complete the project")

    assert kept(office).state is ErrandState.DONE
    assert project(office).lifecycle is Lifecycle.COMPLETED


def test_what_one_answers_only_for_oneself_is_not_asked_of_others(office, net):
    refusal = office.phone(HEAD).command("checkin").said

    assert "Ask " not in words_in(refusal)


def test_what_is_refused_in_a_card_can_be_asked_for_there(office, net):
    card = {"id": "V1", "hash": "h", "type": "modal", "callback_id": "say", "blocks": []}

    office.phone(PM).press("edit_skill", element={"value": "networking"}, view=card)

    assert [one for one in buttons(office.opened("views.push")) if one.startswith("Ask ")]


def asked_to_let_stay(office):
    """The head is asked to let a must stay that is not possible, with the reason that was typed; the project."""
    project = office.inside(lambda tx: objected(tx, Verdict.NOT_POSSIBLE, "A metal roof"))
    _, form = opened_by(office, "answer_objections", "NET", PM, words__t1="They insist")
    refusal = office.phone(PM).submit(form).said
    button = buttons(refusal["view"])["Ask Head"]
    shown = {**form, "blocks": refusal["view"]["blocks"]}
    office.phone(PM).press(button["action_id"], element={"value": button["value"]}, view=shown)
    return project


def test_a_form_that_was_asked_for_opens_as_things_are_by_now_with_what_was_typed(office):
    project = asked_to_let_stay(office)
    office.inside(lambda tx: give_opinion(opinion(project, Verdict.NOT_POSSIBLE, "A roof of lead"), tx, make.NOON))
    do_it(office, HEAD)
    form = office.opened()

    send(office, (HEAD, filled(form)))

    assert "Coverage in every hall: They insist" in kept(office).said
    assert "A roof of lead" in words_in(form)
    assert (kept(office).state, kept(office).answered_by) == (ErrandState.DONE, HEAD)
    assert office.inside(lambda tx: tx.opinions.of_project(project.id))[0].stays.reason == "They insist"


def test_what_is_so_by_then_is_closed_by_nobody_and_the_asker_hears_of_it(office):
    project = asked_to_let_stay(office)
    reworded = replace(COVERAGE, statement="Coverage in two halls")
    office.inside(lambda tx: decide_item(DecideItem(make.actor(PM), project.id, reworded), tx, make.NOON))

    do_it(office, HEAD)

    assert office.told().startswith("The technical opinion objects to nothing any more.")
    assert kept(office).state is ErrandState.DONE
    assert [(one.to.person, one.answered_by) for one in office.waiting(ErrandAnswered)] == [(PM, None)]
