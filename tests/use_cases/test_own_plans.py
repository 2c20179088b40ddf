"""What a customer contact sees of their projects, and nothing of ours; of other people's projects nothing at all."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from documents.plans import words_of
from domain.actors import Standing
from domain.handouts import PlanFile
from domain.living import Home
from domain.notices import ToPerson
from domain.own_plans import CustomerState, NextDay
from domain.permissions import Forbidden
from domain.plan_living import CustomerHome
from domain.plans import Medium, PlanVerdict, RecordedAnswer
from domain.projects import ChannelKind, Lifecycle, ProjectChannel
from domain.stages import StageState
from message_templates import draw_message, draw_view
from storage.transactions import Transaction
from tests import make, saved
from tests.make import CONTACT, ELSEWHERE, NOBODY, NOON, PM, TODAY
from tests.use_cases.change_scenes import agree, answered, approved, ask
from tests.use_cases.plan_scenes import INTERNAL, planned
from tests.use_cases.refusals import refused
from tests.use_cases.test_plans import FIGURES, presented, reading, recorded
from use_cases import own_plans
from use_cases.home import read_home
from use_cases.own_plans import (
    WHAT_THEY_MAY,
    AskAsCustomer,
    OpenCustomerHome,
    OwnPlans,
    SendOwnPlan,
    ShowOwnPlan,
    ask_as_customer,
    open_customer_home,
    read_customer_home,
    send_own_plan,
    show_own_plan,
)
from use_cases.plan_answers import RecordAnswer, record_answer
from use_cases.plan_sheets import read_plan_file
from use_cases.plans import PlanFacts, ShowPlan, show_plan
from use_cases.presenting import read_plan_offer
from use_cases.project_facts import ProjectFacts
from use_cases.reading import Read
from use_cases.stage_cards import ShowStages, show_stages
from use_cases.status import ShowMine, ShowStatus, show_mine, show_status

GUEST = make.actor(CONTACT, standing=Standing.GUEST)
OTHER = make.actor(NOBODY, standing=Standing.GUEST)


@pytest.fixture(autouse=True)
def guests(tx):
    for one in (CONTACT, NOBODY):
        make.person(tx, one, standing=Standing.GUEST)


def seen(tx, verb="plan", key=None, by=GUEST, channel=None):
    return ask_as_customer(AskAsCustomer(by, verb, key, channel), tx, NOON)


def home_of(tx, person=CONTACT):
    return read_customer_home(Read(make.clock(tx.workspace), person, ToPerson(person)), tx, NOON)


def drawn(*messages):
    return " ".join(json.dumps((one.text, one.blocks), ensure_ascii=False) for one in messages)


def test_nothing_of_ours_stands_in_anything_that_a_contact_sees(tx):
    channel = ProjectChannel(ChannelKind.PUBLIC, f"{INTERNAL.lower()}-net", "C_INTERNAL")
    project = approved(tx, started=True, channel=channel)
    agree(tx, ask(tx, project, why=f"{INTERNAL} why", what="A second site", price="+5750", effort="+77"))
    make.task(tx, project, title=f"{INTERNAL} task")
    make.difficulty(tx, project, what=f"{INTERNAL} difficulty")
    other = planned(tx, key="SEC", name="Second")
    record = RecordedAnswer(PlanVerdict.REJECTED, "Dr. Lind", TODAY, Medium.EMAIL, f"{INTERNAL} e", f"{INTERNAL} c")
    record_answer(RecordAnswer(make.actor(make.PM), presented(tx, other).id, record), tx, NOON)

    views = [seen(tx, key="NET"), seen(tx, key="SEC")]
    everything = {
        "one": drawn(draw_message("own_plan", views[0])),
        "another": drawn(draw_message("own_plan", views[1])),
        "list": drawn(draw_message("own_plans", seen(tx))),
        "home": json.dumps(draw_view("customer_home", tx.people.named(home_of(tx)))["blocks"], ensure_ascii=False),
        "facts": repr((views, home_of(tx))),
    }

    assert {name for name, said in everything.items() if INTERNAL.casefold() in said.casefold()} == set()
    assert [(name, one) for name, said in everything.items() for one in (*FIGURES, "77 h") if one in said] == []
    assert "NET-C1" in everything["one"]
    assert "waits for your answer" in everything["home"]


def test_a_plan_that_waits_is_shown_with_its_buttons_and_nothing_else_counts_yet(tx):
    version = presented(tx, planned(tx), words="As we said on Monday")

    plan = seen(tx, verb="").facts

    assert (plan.stands, plan.waits.version_id, plan.waits.words) == (CustomerState.WAITS, version.id, version.words)
    assert (plan.counts, plan.answers, plan.next) == (None, (), None)
    assert "accept_plan" in drawn(draw_message("own_plan", seen(tx)))


def test_a_plan_writes_its_users_as_its_price_by_the_country(tx):
    make.workspace(tx, country="DE")
    project = planned(tx)
    scope = tx.scopes.newest(project.id)
    tx.scopes.keep(replace(scope, statement=replace(scope.statement, users_count=1200)))
    version = presented(tx, project)

    message = drawn(draw_message("own_plan", seen(tx)))
    document = words_of(read_plan_file(Read(make.clock(tx.workspace), version.id, ToPerson(CONTACT)), tx, NOON))

    assert "1.200 IT users" in message
    assert document["users"] == "1.200"


def test_what_was_agreed_is_shown_with_the_next_day_that_it_promises(tx):
    approved(tx)

    plan = seen(tx, verb="status").facts

    assert (plan.stands, plan.waits, plan.counts.number) == (CustomerState.AGREED, None, 1)
    assert plan.next == NextDay("Survey is planned to begin", date(2027, 1, 11))
    assert [(one.number, one.is_own) for one in plan.answers] == [(1, True)]
    assert "accept_plan" not in drawn(draw_message("own_plan", seen(tx)))


def test_of_a_stage_that_began_early_no_beginning_is_promised_and_of_one_that_has_ended_nothing(tx):
    project = approved(tx, started=True)
    survey = min(tx.stages.in_project(project.id), key=lambda one: one.starts_on)

    tx.stages.change(survey := replace(survey, started_at=NOON, state=StageState.RUNNING))
    early = seen(tx).facts.next
    tx.stages.change(replace(survey, ended_at=NOON, state=StageState.ENDED))
    ended = seen(tx).facts.next

    assert early == NextDay("Survey is planned to end", survey.ends_on)
    assert ended is not None
    assert "Survey" not in ended.what


@pytest.mark.parametrize(
    ("lifecycle", "stands"),
    [
        (Lifecycle.ACTIVE, CustomerState.RUNNING),
        (Lifecycle.ON_HOLD, CustomerState.PAUSED),
        (Lifecycle.CLOSED, CustomerState.FINISHED),
        (Lifecycle.CANCELLED, CustomerState.ENDED),
    ],
)
def test_how_a_project_stands_is_said_as_its_customer_would(tx, lifecycle, stands):
    project = approved(tx)
    tx.projects.change(replace(project, lifecycle=lifecycle, end_reason=f"{INTERNAL} reason"))

    view = seen(tx)

    assert view.facts.stands is stands
    assert (view.facts.next is not None) is (stands is CustomerState.RUNNING)
    assert INTERNAL not in drawn(draw_message("own_plan", view))


def test_a_change_waits_beside_what_counts_until_then(tx):
    project = approved(tx, started=True)
    agree(tx, ask(tx, project, price="+5750"))

    before = seen(tx).facts
    answered(tx, project, PlanVerdict.REJECTED, "Too dear")
    after = seen(tx).facts

    assert (before.waits.change.key, before.counts.number) == ("NET-C1", 1)
    assert (after.waits, after.counts.number, after.answers[0].comment) == (None, 1, "Too dear")


def test_a_plan_that_waits_in_a_project_that_was_started_over_it_is_called_a_plan_and_a_change_a_change(tx):
    started = planned(tx)
    presented(tx, started)
    tx.projects.change(replace(started, lifecycle=Lifecycle.ACTIVE, started_at=NOON))
    agree(tx, ask(tx, approved(tx, key="SEC", name="Second", started=True), price="+5750"))

    listed, one = drawn(draw_message("own_plans", seen(tx))), draw_message("own_plan", seen(tx, key="NET"))

    assert "Net rollout is under way; its plan waits for your answer" in listed
    assert "Second is under way; a change waits for your answer" in listed
    assert one.text == "Net rollout (NET) is under way; its plan waits for your answer"


def test_what_was_changed_without_asking_the_customer_is_no_version_of_theirs(tx):
    project = approved(tx, started=True)
    agree(tx, ask(tx, project, users_count=150))

    plan = seen(tx).facts
    with refused(tx, words="That plan does not exist any more."):
        send_own_plan(SendOwnPlan(GUEST, tx.plans.newest_of(project.id).id), tx, NOON)

    assert (plan.counts.number, plan.counts.plan.users, len(plan.answers)) == (1, "120 IT users", 1)


def test_versions_are_numbered_as_their_customer_was_shown_them_and_not_as_we_keep_them(tx):
    project = approved(tx, started=True)
    agree(tx, ask(tx, project, users_count=150))
    agree(tx, ask(tx, project, price="+5750"))

    version = tx.plans.newest_of(project.id)
    plan, offer = seen(tx), tx.people.named(read_plan_offer(reading(tx, version.id), tx, NOON))
    file = draw_message("plan_file", tx.people.named(read_plan_file(reading(tx, version.id), tx, NOON)))
    ours = drawn(draw_message("customer_plan", show_plan(ShowPlan(make.actor(PM), "NET"), tx, NOON)))

    assert (version.number, plan.facts.waits.number, offer.facts.number) == (3, 2, 2)
    assert "the whole plan with this change, version 2" in drawn(draw_message("plan_offer", offer))
    assert "version 2: please read it and answer in the message above" in file.text
    assert send_own_plan(SendOwnPlan(GUEST, version.id), tx, NOON) == "Version 2 of the plan for Net rollout"
    assert "without asking the customer; it goes into their next version" in ours
    assert "Version 3" not in ours
    answered(tx, project, PlanVerdict.ACCEPTED)
    assert [(one.number, one.is_own) for one in seen(tx).facts.answers] == [(2, True), (1, True)]


@pytest.mark.parametrize(
    ("has_begun", "next"),
    [
        (False, NextDay("Survey is planned", date(2027, 1, 29), date(2027, 1, 11))),
        (True, NextDay("Survey is planned to end", date(2027, 1, 29))),
    ],
)
def test_of_a_stage_that_has_not_begun_is_not_said_that_it_ends(tx, has_begun, next):
    project = approved(tx, started=True)
    survey = min(tx.stages.in_project(project.id), key=lambda one: one.starts_on)
    tx.stages.change(replace(survey, started_at=NOON if has_begun else None))

    facts = own_plans.own_plan(CONTACT, project, tx, datetime(2027, 1, 14, 12, tzinfo=UTC))

    assert facts.next == next


def test_several_projects_are_a_list_and_one_is_meant_by_its_key_or_its_channel(tx):
    first, second = planned(tx), planned(tx, key="SEC", name="Second", channel=make.private_channel())
    version, _ = presented(tx, first), presented(tx, second)

    several = seen(tx).facts

    assert {one.project_key for one in several.projects} == {"NET", "SEC"}
    assert seen(tx, key="SEC").facts.project_key == "SEC"
    assert seen(tx, channel="C_SECRET").facts.project_key == "SEC"
    assert show_own_plan(ShowOwnPlan(GUEST, version.id), tx, NOON).facts.project_key == "NET"


def test_a_contact_of_more_projects_than_a_list_shows_reaches_each_and_what_waits_stands_first(tx, monkeypatch):
    monkeypatch.setattr(own_plans, "PLANS_SHOWN", 2)
    projects = [planned(tx, key=f"PX{name}", channel=make.private_channel(f"C_{name}")) for name in "ABCD"]
    for minutes, project in enumerate(projects):
        presented(tx, project, now=NOON + timedelta(minutes=minutes))
    for project in projects[2:]:
        answered(tx, project, now=NOON + timedelta(hours=1))
    tx.projects.change(replace(tx.projects.get(projects[1].id), lifecycle=Lifecycle.CANCELLED))

    listed = [(one.project_key, one.waits) for one in seen(tx).facts.projects]

    assert listed == [("PXA", "plan"), ("PXD", "")]
    assert {seen(tx, key=one.key).facts.project_key for one in projects} == {"PXA", "PXB", "PXC", "PXD"}
    assert {seen(tx, channel=one.channel.id).facts.project_key for one in projects} == {"PXA", "PXB", "PXC", "PXD"}


def test_every_other_verb_names_what_a_customer_can_do(tx):
    presented(tx, planned(tx))

    with refused(tx, words=WHAT_THEY_MAY):
        seen(tx, verb="delegate")


def test_of_what_is_not_theirs_a_contact_hears_what_they_hear_of_nothing(tx):
    presented(tx, planned(tx))
    private = planned(tx, key="SEC", channel=make.private_channel())
    others = presented(tx, private, contact=NOBODY)
    elsewhere = Transaction(tx.connection, ELSEWHERE, NOON)

    for key in ("SEC", "ZZZ"):
        with refused(tx, words=f"There is no project {key}."):
            seen(tx, key=key)
    for id in (others.id, "nowhere"):
        for use_case, order in ((show_own_plan, ShowOwnPlan), (send_own_plan, SendOwnPlan)):
            with pytest.raises(Forbidden, match=r"^Guests cannot use Steward"):
                use_case(order(GUEST, id), tx, NOON)
    with pytest.raises(Forbidden, match=r"^Guests cannot use Steward"):
        ask_as_customer(AskAsCustomer(replace(GUEST, workspace=ELSEWHERE)), elsewhere, NOON)


def test_who_is_the_contact_no_more_sees_nothing_and_their_home_says_so(tx):
    project = planned(tx)
    old = presented(tx, project)
    open_customer_home(OpenCustomerHome(GUEST), tx, NOON)
    presented(tx, project, contact=NOBODY)

    for asked in (lambda: seen(tx), lambda: show_own_plan(ShowOwnPlan(GUEST, old.id), tx, NOON)):
        with pytest.raises(Forbidden, match=r"^Guests cannot use Steward"):
            asked()
    assert seen(tx, by=OTHER).facts.waits.number == 2
    assert (home_of(tx).projects, home_of(tx).shut_out[:19]) == ((), "Guests cannot use S")
    assert {CustomerHome.of(CONTACT), CustomerHome.of(NOBODY)} <= set(saved.said(tx, CustomerHome))


def test_a_contact_gets_the_pdf_of_the_version_that_they_see(tx):
    version = presented(tx, planned(tx))

    assert send_own_plan(SendOwnPlan(GUEST, version.id), tx, NOON) == "Version 1 of the plan for Net rollout"

    assert saved.said(tx, PlanFile)[-1] == PlanFile.of_version(version, CONTACT, CONTACT)


def test_a_home_is_for_a_contact_and_a_member_has_another(tx):
    presented(tx, planned(tx))

    with pytest.raises(Forbidden, match=r"^Guests cannot use Steward"):
        open_customer_home(OpenCustomerHome(OTHER), tx, NOON)
    open_customer_home(OpenCustomerHome(GUEST), tx, NOON)

    assert tx.outbox.posted(CustomerHome.of(CONTACT).mark) is not None
    assert [one.project_key for one in home_of(tx).projects] == ["NET"]
    make.person(tx, CONTACT)
    assert home_of(tx) is None


def test_what_the_manager_wrote_down_names_who_said_it_and_none_of_our_words(tx):
    version = presented(tx, planned(tx))
    record_answer(RecordAnswer(make.actor(make.PM), version.id, recorded(comment="Our words")), tx, NOON)

    (said,) = seen(tx).facts.answers

    assert (said.is_own, said.said_by, said.comment) == (False, "Dr. Lind", "")


def test_what_is_written_down_for_the_customer_is_nobodys_own_answer_not_even_whose_words_it_holds(tx):
    project = planned(tx)
    record_answer(RecordAnswer(make.actor(make.PM), presented(tx, project).id, recorded(comment="Our words")), tx, NOON)

    (said,) = own_plans.own_plan(make.PM, tx.projects.get(project.id), tx, NOON).answers

    assert (said.is_own, said.comment) == (False, "")


def test_nothing_waits_any_more_in_a_project_that_has_ended(tx):
    project = planned(tx)
    presented(tx, project)
    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=Lifecycle.CANCELLED))

    one = seen(tx)

    assert (one.facts.stands, one.facts.waits) == (CustomerState.ENDED, None)
    assert [line.waits for line in home_of(tx).projects] == [""]
    assert "accept_plan" not in drawn(draw_message("own_plan", one))


MEMBER = make.actor(CONTACT)
INSTEAD = {
    "plan": lambda tx, key, by: show_plan(ShowPlan(by, key), tx, NOON),
    "status": lambda tx, key, by: show_status(ShowStatus(by, key), tx, NOON),
    "its channel": lambda tx, key, by: show_mine(ShowMine(by, tx.projects.by_key(key).channel.id), tx, NOON),
}


@pytest.fixture
def member(tx):
    """The same contact, as a full member of the workspace without a role."""
    make.person(tx, CONTACT)


@pytest.mark.parametrize("way", INSTEAD)
@pytest.mark.parametrize("channel", [None, make.private_channel()], ids=["public", "private"])
def test_a_contact_who_is_a_member_without_a_role_reads_what_one_from_outside_reads(tx, member, way, channel):
    presented(tx, planned(tx, channel=channel) if channel else planned(tx))

    read = INSTEAD[way](tx, "NET", MEMBER)

    assert read == seen(tx, key="NET")


@pytest.mark.parametrize("way", INSTEAD)
def test_a_contact_with_a_role_keeps_what_our_own_people_read_there(tx, member, way):
    project = planned(tx, team=[CONTACT])
    tx.roles.keep(replace(project, staff=tuple(one for one in project.staff if one.person != CONTACT)))
    presented(tx, project)
    tx.roles.keep(project)

    read = INSTEAD[way](tx, "NET", MEMBER)

    assert isinstance(read.facts, PlanFacts | ProjectFacts)


def test_of_a_private_project_a_contact_sees_their_own_plan_and_nothing_else(tx, member):
    presented(tx, planned(tx, channel=make.private_channel()))
    presented(tx, planned(tx, key="SEC", channel=make.private_channel("C_ANOTHER")), contact=NOBODY)

    for read in (
        lambda: INSTEAD["plan"](tx, "SEC", MEMBER),
        lambda: INSTEAD["status"](tx, "SEC", MEMBER),
    ):
        with refused(tx, words="There is no project SEC."):
            read()
    with refused(tx, words="There is no project NET."):
        show_stages(ShowStages(MEMBER, "NET"), tx, NOON)


def test_who_was_shown_several_plans_finds_them_without_a_key_and_on_their_home(tx, member):
    presented(tx, planned(tx))
    presented(tx, planned(tx, key="SEC", name="Second", channel=make.private_channel()))

    listed = show_plan(ShowPlan(MEMBER), tx, NOON).facts
    bare = show_mine(ShowMine(MEMBER), tx, NOON).facts
    home = read_home(Read(make.clock(tx.workspace), CONTACT, ToPerson(CONTACT)), tx, NOON)

    assert {one.project_key for one in listed.projects} == {"NET", "SEC"}
    assert listed == bare == OwnPlans(home.plans)
    assert "Presented to you as the customer" in json.dumps(draw_view("home", tx.people.named(home))["blocks"])
    assert Home.of(CONTACT) in saved.said(tx, Home)
