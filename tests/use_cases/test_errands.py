from dataclasses import replace
from datetime import timedelta

import pytest

from domain.actors import Standing
from domain.errands import ErrandState
from domain.history import Act
from domain.living import ErrandCard
from domain.moves import Move
from domain.notices import ErrandAnswered, ToPerson
from domain.permissions import Forbidden
from domain.projects import Lifecycle
from domain.tasks import TaskState
from domain.urgency import Why
from tests import make, saved
from tests.make import ANA, BEN, HEAD, NOON, PM
from tests.use_cases.refusals import refused
from use_cases.catalogue_entries import KeepSkill, keep_skill
from use_cases.errands import (
    AskThem,
    DeclineErrand,
    KeepErrand,
    TakeErrand,
    ask_them,
    decline_errand,
    keep_errand,
    note_so_by_now,
    performing,
    prepare_decline,
    read_errand_card,
    take_errand,
)
from use_cases.gate import settle_gate
from use_cases.moves import MoveProject, move_project
from use_cases.my_work import ShowMyWork, show_my_work
from use_cases.open_work import OpenWork
from use_cases.overrides import OverrideGate, override_gate
from use_cases.progress import ReportProgress, report_progress
from use_cases.reading import Read
from use_cases.tools import ReadyTool, ready_tool


@pytest.fixture
def net(tx):
    return make.project(tx, started=True)


def keep(tx, project, **more):
    words, said, request = "Only Pm may hold it.", "/project hold NET", {"text": "hold NET"}
    order = KeepErrand(
        make.actor(ANA), (PM, HEAD), words, "hold this project", said, "command", "hold", request, project.id
    )
    return keep_errand(replace(order, **more), tx, NOON).facts


def asked(tx, project, person=PM):
    errand = keep(tx, project).errand_id
    ask_them(AskThem(make.actor(ANA), errand, person), tx, NOON)
    return errand


def perform(tx, errand, person=PM):
    order = MoveProject(make.actor(person), Move.HOLD, "NET")
    return performing(move_project, errand, make.actor(person))(order, tx, NOON)


def test_what_was_refused_is_kept_with_those_who_may_do_it_who_leads_first(tx, net):
    offer = keep(tx, net)

    errand = tx.errands.get(offer.errand_id)
    assert offer.people == errand.who_may == (PM, HEAD)
    assert (errand.asked_by, errand.state, errand.request) == (ANA, ErrandState.KEPT, {"text": "hold NET"})
    assert saved.waiting(tx) == []


def test_nobody_is_asked_who_has_left_or_who_asks(tx, net):
    make.person(tx, PM, standing=Standing.DEACTIVATED)

    offer = keep(tx, net, who_may=(PM, ANA))

    assert offer.people == ()


def test_whoever_is_asked_gets_one_message_with_what_was_said(tx, net):
    errand = asked(tx, net)

    assert saved.said(tx, ErrandCard) == [ErrandCard(ToPerson(PM), errand)]
    card = read_errand_card(Read(make.clock(), errand, ToPerson(PM)), tx, NOON)
    assert (card.asked_by, card.what, card.said, card.project_key) == (
        ANA,
        "hold this project",
        "/project hold NET",
        "NET",
    )


def test_asking_the_same_person_twice_or_somebody_who_may_not_is_refused(tx, net):
    errand = asked(tx, net)

    with refused(tx, words="asked already"):
        ask_them(AskThem(make.actor(ANA), errand, PM), tx, NOON)
    with refused(tx, words="may not do it either"):
        ask_them(AskThem(make.actor(ANA), errand, BEN), tx, NOON)


def test_what_was_typed_until_the_press_is_what_is_sent(tx, net):
    errand = keep(tx, net).errand_id

    ask_them(AskThem(make.actor(ANA), errand, PM, {"text": "hold NET now"}), tx, NOON)

    assert take_errand(TakeErrand(make.actor(PM), errand), tx, NOON).request == {"text": "hold NET now"}


def test_only_the_asker_sends_it_and_only_whoever_was_asked_answers_it(tx, net):
    errand = asked(tx, net)

    for act, order in (
        (ask_them, AskThem(make.actor(BEN), errand, HEAD)),
        (take_errand, TakeErrand(make.actor(HEAD), errand)),
        (prepare_decline, TakeErrand(make.actor(ANA), errand)),
        (decline_errand, DeclineErrand(make.actor(BEN), errand, "No")),
    ):
        with pytest.raises(Forbidden):
            act(order, tx, NOON)


def test_doing_it_records_both_names_and_tells_the_asker(tx, net):
    errand = asked(tx, net)

    perform(tx, errand)

    assert tx.errands.get(errand).answered_by == PM
    newest = tx.history.of_project(net.id, 1)[0]
    assert (newest.act, newest.by) == (Act.DID_ERRAND, PM)
    assert newest.changes[0].people_after == (ANA,)
    assert saved.said(tx, ErrandAnswered) == [
        ErrandAnswered(ToPerson(ANA), "hold this project", "/project hold NET", PM, True)
    ]


def test_what_was_asked_stands_among_what_waits_for_them_until_it_is_answered(tx, net):
    def waiting(person):
        every = show_my_work(ShowMyWork(make.actor(person)), tx, NOON).facts.waiting
        return [(one.why, one.key, one.title, one.people) for one in every if one.why is Why.ERRAND]

    keep(tx, net)
    errand = asked(tx, net)
    listed = waiting(PM)
    perform(tx, errand)

    assert listed == [(Why.ERRAND, "NET", "/project hold NET", (ANA,))]
    assert (waiting(PM), waiting(HEAD)) == ([], [])


def test_who_was_not_asked_does_nothing_for_anybody(tx, net):
    errand = asked(tx, net)

    with pytest.raises(Forbidden):
        perform(tx, errand, HEAD)


def test_once_done_it_is_neither_taken_nor_declined_nor_done_again(tx, net):
    errand = asked(tx, net)
    perform(tx, errand)
    told = len(saved.said(tx, ErrandAnswered))

    with refused(tx, words="done already"):
        take_errand(TakeErrand(make.actor(PM), errand), tx, NOON)
    with refused(tx, words="done already"):
        decline_errand(DeclineErrand(make.actor(PM), errand, "No"), tx, NOON)
    with refused(tx, words="done already"):
        perform(tx, errand)
    assert len(saved.said(tx, ErrandAnswered)) == told


def test_what_somebody_declined_meanwhile_is_not_done_from_a_form_that_was_open(tx, net):
    errand = asked(tx, net)
    decline_errand(DeclineErrand(make.actor(PM), errand, "Friday is too late"), tx, NOON)

    with refused(tx, words="declined already"):
        perform(tx, errand)

    assert tx.projects.get(net.id).lifecycle is Lifecycle.ACTIVE


def test_what_could_not_be_done_yet_is_not_told_as_done_and_can_be_done_later(tx, net):
    errand = asked(tx, net)
    task = make.task(tx, net, TaskState.ACCEPTED)
    complete = performing(move_project, errand, make.actor(PM))
    order = MoveProject(make.actor(PM), Move.COMPLETE, "NET")

    assert isinstance(complete(order, tx, NOON).facts, OpenWork)
    assert tx.errands.get(errand).state is ErrandState.ASKED
    assert saved.said(tx, ErrandAnswered) == []

    report_progress(ReportProgress(make.actor(PM), task.key, 100), tx, NOON)
    complete(order, tx, NOON)

    assert tx.errands.get(errand).state is ErrandState.DONE


def test_what_is_told_to_nobody_is_done_once_the_history_knows_of_it(tx, net):
    errand = asked(tx, net)
    administrator = make.actor(PM, is_admin=True)

    performing(keep_skill, errand, administrator)(KeepSkill(administrator, "", "Mainframes", rate="90"), tx, NOON)

    assert tx.errands.get(errand).state is ErrandState.DONE
    assert [one.is_done for one in saved.said(tx, ErrandAnswered)] == [True]


def test_what_is_so_by_now_is_closed_without_anybody_having_done_it(tx, net):
    errand = asked(tx, net)

    note_so_by_now(TakeErrand(make.actor(PM), errand), tx, NOON)

    assert (tx.errands.get(errand).state, tx.errands.get(errand).answered_by) == (ErrandState.DONE, None)
    assert [one.answered_by for one in saved.said(tx, ErrandAnswered)] == [None]


def hold(tx, net):
    move_project(MoveProject(make.actor(HEAD), Move.HOLD, "NET"), tx, NOON)


def rate(tx, net):
    keep_skill(KeepSkill(make.admin(), "networking", "Networks", rate="90"), tx, NOON)


def ready(tx, net):
    (tool,) = (one for one in tx.tools.of_project(net.id) if not one.is_settled)
    ready_tool(ReadyTool(make.actor(ANA), tool.id), tx, NOON)


def override(tx, net):
    override_gate(OverrideGate(make.actor(HEAD), "NET", "We begin"), tx, NOON)


def rename(tx, net):
    keep_skill(KeepSkill(make.admin(), "networking", "Networks", rate=""), tx, NOON)


def hold_another(tx, net):
    make.project(tx, "SEC", started=True)
    move_project(MoveProject(make.actor(HEAD), Move.HOLD, "SEC"), tx, NOON)


HOLD, OVERRIDE = {"name": "hold"}, {"kind": "action", "name": "override_gate"}
TOOLS, RATES = {"kind": "action", "name": "settle_tools"}, {"kind": "action", "name": "set_rates"}


@pytest.mark.parametrize(
    ("done", "asked_by", "is_sent", "is_ended"),
    [
        (hold, HOLD, True, True),
        (rate, RATES, True, True),
        (ready, TOOLS, True, True),
        (override, OVERRIDE, True, True),
        (hold, HOLD | {"kind": "view"}, True, False),
        (hold, HOLD, False, False),
        (hold_another, HOLD, True, False),
        (rename, RATES, True, False),
        (ready, RATES, True, False),
    ],
)
def test_what_was_asked_and_is_done_another_way_ends_and_the_asker_hears_it(tx, done, asked_by, is_sent, is_ended):
    net = make.project(tx, started=done in (hold, hold_another))
    make.stage(tx, net)
    make.tool(tx, net)
    settle_gate(net.id, tx, NOON)
    errand = keep(tx, net, **asked_by).errand_id
    if is_sent:
        ask_them(AskThem(make.actor(ANA), errand, PM), tx, NOON)
    before = tx.errands.get(errand)

    done(tx, net)

    after = tx.errands.get(errand)
    assert after == (replace(before, performed_at=NOON) if is_ended else before)
    assert [one.to for one in saved.said(tx, ErrandAnswered)] == ([ToPerson(ANA)] if is_ended else [])


def test_declining_needs_a_reason_and_tells_it(tx, net):
    errand = asked(tx, net)
    assert prepare_decline(TakeErrand(make.actor(PM), errand), tx, NOON).facts.asked_by == ANA

    with refused(tx, "reason"):
        decline_errand(DeclineErrand(make.actor(PM), errand, " "), tx, NOON)
    decline_errand(DeclineErrand(make.actor(PM), errand, "Friday is too late"), tx, NOON)

    assert saved.said(tx, ErrandAnswered)[0].reason == "Friday is too late"
    assert tx.errands.get(errand).state is ErrandState.DECLINED


def test_what_is_old_is_forgotten_and_says_so(tx, net):
    errand = asked(tx, net)

    tx.errands.forget_before(NOON + timedelta(seconds=1))

    with refused(tx, words="too old"):
        take_errand(TakeErrand(make.actor(PM), errand), tx, NOON)
