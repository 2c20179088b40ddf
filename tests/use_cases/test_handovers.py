"""What a project delivers is handed over to somebody who accepts it, before it is closed and as long as it lives on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.actors import Standing
from domain.handover_living import HandoverOffer, MaintainerLeft
from domain.handover_notices import HandoverAnswered
from domain.handover_terms import Document, TypedHandover
from domain.handovers import HandoverState
from domain.history import Act
from domain.moves import Move
from domain.notices import ProjectMoved, ToPerson
from domain.projects import Lifecycle
from domain.refusals import Refused, SoByNow
from domain.roles import Role
from domain.urgency import Why
from storage.due import departures_due
from tests import make, saved
from tests.make import ADMIN, ANA, BEN, COMPLETION, HEAD, IT, NOBODY, NOON, PM, RESP, TODAY, TOMORROW, YESTERDAY, clock
from use_cases.closing_over import CloseOver, PrepareClosingOver, close_over, prepare_closing_over
from use_cases.departures import FollowInProject, follow_in_project
from use_cases.directory import KeepPeople, keep_people
from use_cases.handover_answers import (
    AcceptHandover,
    DeclineHandover,
    PrepareDecline,
    accept_handover,
    decline_handover,
    prepare_decline,
    read_handover_offer,
)
from use_cases.handover_lists import ShowServices, handovers_left, show_services
from use_cases.handovers import HandOver, PrepareHandover, hand_over, prepare_handover
from use_cases.maintained_services import ListServices, list_services
from use_cases.maintainers import NameMaintainer, PrepareNaming, name_maintainer, prepare_naming
from use_cases.missed_maintainers import read_maintainer_left
from use_cases.moves import AskToClose, CancelProject, MoveProject, ask_to_close, cancel_project, move_project
from use_cases.my_work import ShowMyWork, show_my_work
from use_cases.project_facts import project_facts
from use_cases.reading import Read

SUPPORTED = {"documents": "Runbook: https://wiki.example/wi-fi", "hours": "Mon to Fri", "response": "4 h"}


@pytest.fixture
def project(tx):
    make.office(tx)
    return make.project(tx, started=True)


def ask(tx, project, maintainer=ANA, service="Wi-Fi", by=PM, starts_on=COMPLETION, resources=(), **typed):
    """Ask somebody to maintain a service; what is asked last of it."""
    said = TypedHandover(maintainer, starts_on, **{**SUPPORTED, **typed})
    hand_over(HandOver(make.actor(by), project.id, service, said, resources), tx, NOON)
    return tx.handovers.in_project(project.id)[-1]


def accept(tx, handover, by=ANA):
    accept_handover(AcceptHandover(make.actor(by), handover.id), tx, NOON)
    return tx.handovers.get(handover.id)


def decline(tx, handover, reason="No time", by=ANA):
    decline_handover(DeclineHandover(make.actor(by), handover.id, reason), tx, NOON)


def name(tx, handover, maintainer, by=ANA, starts_on=COMPLETION, why=""):
    return name_maintainer(NameMaintainer(make.actor(by), handover.id, maintainer, starts_on, why), tx, NOON)


def offer(tx, handover):
    return read_handover_offer(Read(clock(), handover.id, ToPerson(handover.maintainer)), tx, NOON)


def services(tx, reader=PM, key="NET"):
    return show_services(ShowServices(make.actor(reader), key), tx, NOON).facts


def listed(tx, *typed, reader=NOBODY, now=NOON, **more):
    return list_services(ListServices(make.actor(reader), typed, **more), tx, now).facts


def over(tx, project, lifecycle=Lifecycle.COMPLETED):
    tx.projects.change(replace(tx.projects.for_change(project.id), lifecycle=lifecycle, ended_at=NOON))


def goes(tx, person, standing=Standing.DEACTIVATED):
    """Slack tells of an account, and each project that has something to follow does."""
    keep_people(KeepPeople(clock(), (replace(tx.people.get(person), standing=standing),)), tx, NOON)
    for _, project_id in departures_due(tx.connection, NOON):
        follow_in_project(FollowInProject(clock(), project_id), tx, NOON)


def told_of_leaving(tx):
    return sorted((one.to.person, one.about) for one in saved.said(tx, MaintainerLeft))


def test_a_service_is_offered_with_everything_its_maintainer_takes_on_and_accepted(tx, project):
    switch = make.resource(tx, project)

    asked = ask(tx, project, resources=(switch.id,))
    waits = show_my_work(ShowMyWork(make.actor(ANA)), tx, NOON).facts.waiting
    shown = offer(tx, asked)
    accept(tx, asked)

    assert [(one.why, one.id) for one in waits] == [(Why.HANDOVER, asked.id)]
    assert (shown.starts_on, shown.state) == (COMPLETION, HandoverState.OFFERED)
    assert shown.support.documents == (Document("https://wiki.example/wi-fi", "Runbook"),)
    assert [one.id for one in shown.support.resources] == [switch.id]
    assert offer(tx, asked).state is HandoverState.ACCEPTED
    assert HandoverOffer.of(asked) in saved.said(tx, HandoverOffer)
    assert [(one.to.person, one.is_accepted) for one in saved.said(tx, HandoverAnswered)] == [(PM, True)]
    assert [one.act for one in tx.history.of_project(project.id, 2)] == [Act.ACCEPTED_HANDOVER, Act.OFFERED_HANDOVER]
    assert handovers_left(project, tx, NOON) == ("Service desk",)
    assert show_my_work(ShowMyWork(make.actor(ANA)), tx, NOON).facts.waiting == ()


def test_who_proposes_themselves_has_accepted(tx, project):
    asked = ask(tx, project, maintainer=PM)

    assert asked.is_accepted
    assert saved.said(tx, HandoverAnswered) == []


def test_a_no_says_why_to_whoever_asked_and_the_form_keeps_what_was_typed(tx, project):
    asked = ask(tx, project, by=RESP)
    form = prepare_decline(PrepareDecline(make.actor(ANA), asked.id), tx, NOON)
    with pytest.raises(Refused) as silent:
        decline(tx, asked, " ")

    decline(tx, asked, "I leave in May")

    (told,) = saved.said(tx, HandoverAnswered)
    assert (form.service, silent.value.field) == ("Wi-Fi", "reason")
    assert (told.to.person, told.reason, told.is_accepted) == (RESP, "I leave in May", False)
    (line, _) = services(tx).lines
    assert (line.declined_by, line.reason) == (ANA, "I leave in May")
    again = prepare_handover(PrepareHandover(make.actor(PM), "NET", "wi-fi"), tx, NOON).facts
    assert (again.service, again.maintainer, again.hours) == ("Wi-Fi", None, "Mon to Fri")
    assert again.documents == "Runbook https://wiki.example/wi-fi"


def test_changed_words_ask_again_and_what_was_accepted_counts_until_they_are(tx, project):
    first = accept(tx, ask(tx, project))

    second = ask(tx, project, hours="Day and night")
    third = ask(tx, project, hours="Until ten")

    assert tx.handovers.get(first.id).is_accepted
    assert offer(tx, second).state is HandoverState.WITHDRAWN
    assert handovers_left(project, tx, NOON) == ("Service desk",)
    with pytest.raises(Refused, match="withdrawn already"):
        accept(tx, second)
    accept(tx, third)
    assert tx.handovers.get(first.id).state is HandoverState.ENDED
    assert handovers_left(project, tx, NOON) == ("Service desk",)


def test_the_same_words_again_ask_nobody_twice(tx, project):
    ask(tx, project)

    with pytest.raises(Refused, match="exactly what they were asked last"):
        ask(tx, project)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"maintainer": None}, "maintainer", "Choose who maintains it."),
        ({"maintainer": "U_GONE"}, "maintainer", "deactivated"),
        ({"maintainer": "U_GUEST"}, "maintainer", "guest"),
        ({"starts_on": None}, "starts_on", "Pick the day"),
        ({"starts_on": YESTERDAY}, "starts_on", "work began then"),
        ({"documents": ""}, "documents", "Add a link"),
        ({"documents": "On the shelf"}, "documents", "no link at its end"),
        ({"documents": "javascript:alert(1)"}, "documents", "no link at its end"),
        ({"hours": " "}, "hours", "Say when"),
        ({"response": ""}, "response", "how soon"),
        ({"resources": ("f" * 32,)}, "resources", "not there any more"),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_its_field(tx, project, typed, field, words):
    make.person(tx, "U_GONE", standing=Standing.DEACTIVATED)
    make.person(tx, "U_GUEST", standing=Standing.GUEST)

    with pytest.raises(Refused) as refused:
        ask(tx, project, **typed)

    assert (refused.value.field, words in refused.value.message) == (field, True), refused.value.message


def test_it_may_begin_on_the_day_on_which_work_began(tx, project):
    assert ask(tx, project, starts_on=TODAY).starts_on == TODAY


@pytest.mark.parametrize("lifecycle", [Lifecycle.PLANNING, Lifecycle.CANCELLED])
def test_what_delivers_nothing_hands_nothing_over(tx, lifecycle):
    make.project(tx, lifecycle=lifecycle)

    with pytest.raises(Refused):
        prepare_handover(PrepareHandover(make.actor(PM), "NET", "Wi-Fi"), tx, NOON)


def test_a_project_is_closed_only_when_somebody_who_is_there_has_accepted_each_service(tx, project):
    completed = move_project(MoveProject(make.actor(PM), Move.COMPLETE, "NET"), tx, NOON).facts
    refused = ask_to_close(AskToClose(make.actor(PM), "NET"), tx, NOON).facts
    pressed = move_project(MoveProject(make.actor(PM), Move.CLOSE, "NET"), tx, NOON).facts
    accept(tx, ask(tx, project))
    accept(tx, ask(tx, project, maintainer=BEN, service="Service desk"), by=BEN)
    left_before = handovers_left(project, tx, NOON)
    goes(tx, BEN)

    said = next(one for one in completed.questions if one.what.startswith("Still to be handed over"))
    assert (said.what, said.value) == ("Still to be handed over: Wi-Fi, Service desk", "NET")
    assert (refused.left, said in refused.questions, refused.waiting, pressed) == (0, True, 1, refused)
    assert (left_before, handovers_left(project, tx, NOON)) == ((), ("Service desk",))
    goes(tx, BEN, Standing.MEMBER)
    move_project(MoveProject(make.actor(PM), Move.CLOSE, "NET"), tx, NOON)
    assert tx.projects.get(project.id).lifecycle is Lifecycle.CLOSED


def test_a_scope_without_services_needs_no_handover(tx):
    bare = make.project(tx, lifecycle=Lifecycle.COMPLETED)
    tx.projects.change(replace(bare, scope=replace(bare.scope, services=())))

    move_project(MoveProject(make.actor(PM), Move.CLOSE, "NET"), tx, NOON)

    assert tx.projects.get(bare.id).lifecycle is Lifecycle.CLOSED


def test_the_head_closes_all_the_same_for_a_reason_that_stays_visible(tx, project):
    over(tx, project)
    form = prepare_closing_over(PrepareClosingOver(make.actor(HEAD), "NET"), tx, NOON)
    with pytest.raises(Refused) as silent:
        close_over(CloseOver(make.actor(HEAD), "NET", " "), tx, NOON)

    close_over(CloseOver(make.actor(HEAD), "NET", "They run it themselves"), tx, NOON)

    closed = tx.projects.get(project.id)
    (told,) = saved.said(tx, ProjectMoved)
    assert (form.left, silent.value.field) == (("Wi-Fi", "Service desk"), "reason")
    assert closed.lifecycle is Lifecycle.CLOSED
    assert (told.not_handed_over, told.reason) == (("Wi-Fi", "Service desk"), "They run it themselves")
    assert project_facts(closed, tx, NOON).closed_over.made_by == HEAD
    assert services(tx).closed_over.grounds == "They run it themselves"
    assert Act.CLOSED_OVER in [one.act for one in tx.history.of_project(project.id, 2)]


def test_a_head_does_not_close_over_a_project_of_their_own_or_what_is_handed_over(tx, project):
    over(tx, project)
    make.handed_over(tx, project)
    with pytest.raises(Refused, match="Everything is handed over"):
        close_over(CloseOver(make.actor(HEAD), "NET", "Why not"), tx, NOON)

    make.project(tx, "WEB", lifecycle=Lifecycle.COMPLETED, staff={Role.PROJECT_MANAGER: HEAD})
    with pytest.raises(Refused, match="somebody else decides"):
        prepare_closing_over(PrepareClosingOver(make.actor(HEAD), "WEB"), tx, NOON)


def test_a_maintainer_hands_over_to_a_colleague_and_is_relieved_when_they_accept(tx, project):
    held = accept(tx, ask(tx, project))
    over(tx, project, Lifecycle.CLOSED)
    form = prepare_naming(PrepareNaming(make.actor(ANA), held.id), tx, NOON).facts

    assert name(tx, held, NOBODY, why="I change teams") == ("Wi-Fi", False)

    asked = tx.handovers.in_project(project.id)[-1]
    assert (form.maintainer, form.support) == (ANA, held.support)
    assert (asked.support, offer(tx, asked).why, offer(tx, asked).previous) == (held.support, "I change teams", ANA)
    decline(tx, asked, by=NOBODY)
    assert tx.handovers.get(held.id).is_accepted
    assert saved.said(tx, HandoverAnswered)[-1].maintained_id == held.id
    name(tx, held, BEN, by=IT)
    accept(tx, tx.handovers.in_project(project.id)[-1], by=BEN)
    relieved = [one.to.person for one in saved.said(tx, HandoverAnswered) if one.is_relieved]
    assert (tx.handovers.get(held.id).state, relieved) == (HandoverState.ENDED, [ANA])


@pytest.mark.parametrize(
    ("maintainer", "starts_on", "field"),
    [(ANA, COMPLETION, "maintainer"), (None, COMPLETION, "maintainer"), (BEN, YESTERDAY, "starts_on")],
)
def test_another_maintainer_is_somebody_else_from_a_day_that_can_be(tx, project, maintainer, starts_on, field):
    held = accept(tx, ask(tx, project))

    with pytest.raises(Refused) as refused:
        name(tx, held, maintainer, starts_on=starts_on)

    assert refused.value.field == field


def test_of_a_maintainer_who_leaves_head_and_it_manager_are_told_and_name_another_even_after_the_close(tx, project):
    held = accept(tx, ask(tx, project, maintainer=NOBODY), by=NOBODY)
    over(tx, project, Lifecycle.CLOSED)

    goes(tx, NOBODY)

    assert told_of_leaving(tx) == [(HEAD, held.id), (IT, held.id)]
    name(tx, held, BEN, by=IT)
    missed = read_maintainer_left(Read(clock(), held.id, ToPerson(HEAD)), tx, NOON)
    assert (missed.maintainer, missed.asked, missed.by_now) == (NOBODY, BEN, None)
    accept(tx, tx.handovers.in_project(project.id)[-1], by=BEN)
    assert read_maintainer_left(Read(clock(), held.id, ToPerson(HEAD)), tx, NOON).by_now == BEN


def test_where_head_and_it_manager_have_gone_too_whoever_looks_after_the_project_is_told(tx, project):
    held = accept(tx, ask(tx, project))
    for person in (HEAD, IT, PM):
        make.person(tx, person, standing=Standing.DEACTIVATED)

    goes(tx, ANA)

    assert told_of_leaving(tx) == [(ADMIN, held.id)]
    name_maintainer(NameMaintainer(make.admin(), held.id, BEN, COMPLETION), tx, NOON)


def test_who_leaves_before_they_answer_is_asked_no_more_and_whoever_asked_is_told(tx, project):
    asked = ask(tx, project)

    goes(tx, ANA)

    (told,) = saved.said(tx, HandoverAnswered)
    assert (told.to.person, told.has_gone) == (PM, True)
    assert tx.handovers.get(asked.id).state is HandoverState.WITHDRAWN


def test_what_was_offered_in_a_project_that_is_cancelled_waits_for_nobody(tx, project):
    asked = ask(tx, project)

    cancel_project(CancelProject(make.actor(PM), "NET", "No budget"), tx, NOON)

    assert offer(tx, asked).is_over
    assert show_my_work(ShowMyWork(make.actor(ANA)), tx, NOON).facts.waiting == ()
    with pytest.raises(Refused, match="cancelled"):
        accept(tx, asked)


def test_what_the_scope_has_no_more_is_not_accepted(tx, project):
    asked = ask(tx, project)
    tx.projects.change(replace(project, scope=replace(project.scope, services=("VPN",))))

    with pytest.raises(Refused, match="not among the services"):
        accept(tx, asked)


def test_a_second_press_is_so_by_now(tx, project):
    asked = accept(tx, ask(tx, project))

    with pytest.raises(SoByNow):
        accept(tx, asked)


def test_everybody_finds_who_maintains_what_by_words_by_key_and_page_by_page(tx, project):
    make.handed_over(tx, project)
    for number in range(5):
        other = make.project(tx, f"P{number}", started=True)
        make.maintained(tx, other, f"Wi-Fi {number}", BEN)

    first, found = listed(tx), listed(tx, "DESK")
    rest = listed(tx, after=first.following)

    assert [one.service for one in first.lines] == ["Service desk", "Wi-Fi", "Wi-Fi 0", "Wi-Fi 1", "Wi-Fi 2"]
    assert ([one.service for one in rest.lines], rest.following) == (["Wi-Fi 3", "Wi-Fi 4"], None)
    assert [(page.beginning, page.in_all) for page in (first, rest, found)] == [(0, 7), (5, 7), (0, 1)]
    assert [(one.service, one.maintainer, one.project_key) for one in found.lines] == [("Service desk", RESP, "NET")]
    assert listed(tx, "NET").project_key == "NET"
    assert [one.may_name for one in listed(tx, "desk", reader=IT).lines] == [True]
    assert [one.may_name for one in found.lines] == [False]
    assert len(listed(tx, "mine", reader=RESP).lines) == 2


def test_what_a_private_project_delivered_leaks_nowhere_and_its_maintainer_finds_it(tx, project):
    secret = make.project(tx, "SEC", started=True, channel=make.private_channel())
    held = make.maintained(tx, secret, maintainer=NOBODY)
    make.person(tx, "U_OUT")

    assert [one.project_key for one in listed(tx, reader=NOBODY).lines] == ["SEC"]
    assert listed(tx, reader="U_OUT").lines == ()
    assert listed(tx, "SEC", reader="U_OUT").lines == ()
    for use_case, order in (
        (prepare_naming, PrepareNaming(make.actor("U_OUT"), held.id)),
        (prepare_naming, PrepareNaming(make.admin(), held.id)),
        (prepare_decline, PrepareDecline(make.actor("U_OUT"), held.id)),
    ):
        with pytest.raises(Refused, match="That handover does not exist any more"):
            use_case(order, tx, NOON)
    assert prepare_naming(PrepareNaming(make.actor(NOBODY), held.id), tx, NOON).facts.is_private


def test_a_service_that_is_still_to_come_says_from_when(tx, project):
    make.maintained(tx, project)

    (line,) = listed(tx).lines

    assert line.is_to_come
    assert not listed(tx, now=NOON + timedelta(days=400)).lines[0].is_to_come


def test_the_day_from_which_a_service_is_maintained_is_one_of_its_project(tx):
    make.office(tx)
    far = make.project(tx, started=True, zone="Pacific/Auckland")
    accept(tx, ask(tx, far, starts_on=TOMORROW))

    before, after = (listed(tx, now=NOON + timedelta(hours=hours)).lines[0] for hours in (-2, 2))

    assert (before.is_to_come, after.is_to_come) == (True, False)


def test_who_hands_over_maintains_it_until_the_day_on_which_the_other_begins(tx, project):
    held = accept(tx, ask(tx, project, starts_on=TODAY))
    name(tx, held, BEN, by=IT)
    accept(tx, tx.handovers.in_project(project.id)[-1], by=BEN)
    begins = datetime.combine(COMPLETION, NOON.time(), UTC)

    (line,), mine = listed(tx).lines, listed(tx, "mine", reader=ANA).lines
    later = listed(tx, now=begins).lines[0]

    (told,) = (one for one in saved.said(tx, HandoverAnswered) if one.is_relieved)
    assert (line.before, line.maintainer, line.since, [one.service for one in mine]) == (
        ANA,
        BEN,
        COMPLETION,
        ["Wi-Fi"],
    )
    assert (later.before, listed(tx, "mine", reader=ANA, now=begins).lines) == (None, ())
    assert (services(tx).lines[0].before, told.to.person, told.is_to_come) == (ANA, ANA, True)
    assert (offer(tx, held).following, offer(tx, held).until) == (BEN, COMPLETION)
    goes(tx, ANA)
    missed = read_maintainer_left(Read(clock(), held.id, ToPerson(HEAD)), tx, NOON)
    assert (told_of_leaving(tx), missed.by_now, missed.comes_on) == ([(HEAD, held.id), (IT, held.id)], BEN, COMPLETION)
    assert (listed(tx).lines[0].before, services(tx).lines[0].before) == (None, None)
    name_maintainer(NameMaintainer(make.actor(IT), missed.handover_id, BEN, TODAY), tx, NOON)
    assert tx.handovers.in_project(project.id)[-1].starts_on == TODAY


def test_a_service_that_is_maintained_lives_on_when_the_scope_has_it_no_more(tx, project):
    held = accept(tx, ask(tx, project))
    tx.projects.change(replace(project, scope=replace(project.scope, services=("VPN",))))

    name(tx, held, BEN)
    accept(tx, tx.handovers.in_project(project.id)[-1], by=BEN)

    assert [one.maintainer for one in listed(tx, "wi-fi").lines] == [BEN]


def test_what_a_cancelled_project_delivered_is_maintained_by_nobody(tx, project):
    held = accept(tx, ask(tx, project))
    saved.delivered(tx, HandoverOffer.of(held))

    cancel_project(CancelProject(make.actor(PM), "NET", "No budget"), tx, NOON)

    assert (listed(tx).lines, offer(tx, held).is_over) == ((), True)
    assert HandoverOffer.of(held, edit_only=True) in saved.waiting(tx)


def test_the_form_begins_with_a_working_day_from_now_on_where_the_project_has_ended(tx, project):
    saturday = NOON + timedelta(days=3)
    planned = prepare_handover(PrepareHandover(make.actor(PM), "NET", "Wi-Fi"), tx, NOON).facts.starts_on
    over(tx, project)

    again = prepare_handover(PrepareHandover(make.actor(PM), "NET", "Wi-Fi"), tx, saturday).facts.starts_on

    assert (planned, again) == (COMPLETION, saturday.date() + timedelta(days=2))


def test_in_a_projects_channel_its_services_need_no_key_and_a_customer_is_found(tx, project):
    channel = project.channel.id
    other = make.project(tx, "WAR", started=True, customer="Rhein Logistik")
    make.maintained(tx, other)

    here, everywhere = listed(tx, channel=channel), listed(tx, "all", channel=channel)

    assert here.project_key == "NET"
    assert [(one.project_key, one.customer) for one in everywhere.lines] == [("WAR", "Rhein Logistik")]
    assert [one.project_key for one in listed(tx, "rhein", channel=channel).lines] == ["WAR"]
    assert listed(tx, "rheinland").lines == ()
