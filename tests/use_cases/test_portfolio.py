"""The portfolio: decisions first, then projects by how they fare, then the time of their people."""

from datetime import timedelta
from decimal import Decimal

import pytest

from domain.capacity import Booking, WeeklyHours, monday_of
from domain.checkins import RoundState
from domain.cost_alerts import CostWatch
from domain.difficulties import Severity
from domain.gate import Fact
from domain.health import Colour, reports_count_after
from domain.history import Act
from domain.identity import UserId
from domain.notices import ToPerson
from domain.permissions import Forbidden
from domain.portfolio import Milestone, PortfolioFilter
from domain.projects import Lifecycle
from domain.refusals import Refused
from domain.roles import Role
from domain.scope import Scope
from domain.tasks import TaskState
from domain.urgency import Why
from domain.workspaces import Department
from message_templates import draw_message
from tests import make
from tests.make import ANA, BEN, HEAD, IT, NOBODY, NOON, PM, TODAY, TOMORROW, YESTERDAY
from tests.use_cases.leave_scenes import away, follow
from use_cases import portfolio
from use_cases.health import (
    PrepareHealthReport,
    ReportHealth,
    ShowHealth,
    prepare_health_report,
    report_health,
    show_health,
)
from use_cases.home import read_home
from use_cases.portfolio import PROJECTS_ON_A_PAGE, ShowPortfolio, show_portfolio
from use_cases.reading import Read
from use_cases.status import ShowStatus, show_status

ELSE = UserId("U_ELSE")


@pytest.fixture(autouse=True)
def at_work(tx):
    make.office(tx)


def shown(tx, person=HEAD, typed="", now=NOON, beginning=0):
    return show_portfolio(ShowPortfolio(make.actor(person), PortfolioFilter.typed(typed), beginning), tx, now).facts


def scoped(completion_date):
    return Scope(120, ("Wi-Fi",), completion_date)


def keys(facts):
    return [one.key for one in facts.lines]


def running(tx, key="NET", **more):
    """A project that goes on, in which somebody was heard of since it began."""
    project = make.project(tx, key, started=True, **more)
    tx.history.add(PM, NOON + timedelta(minutes=1), Act.CHANGED_SCOPE, project.id, key)
    return project


def of_others(tx, key, **more):
    """A project that is led by nobody whom these tests look at."""
    staff = dict.fromkeys((Role.DEPARTMENT_HEAD, Role.IT_MANAGER, Role.RESPONSIBLE), ELSE)
    make.people(tx, [ELSE])
    return running(tx, key, staff=staff, **more)


def test_what_waits_for_the_reader_comes_first_the_most_urgent_and_oldest_of_it(tx):
    project = make.project(tx, started=True)
    newer = make.difficulty(tx, project, Severity.CRITICAL)
    older = make.difficulty(tx, project, Severity.CRITICAL, now=NOON - timedelta(days=2))
    make.difficulty(tx, project, Severity.LOW)
    make.project(tx, "OPS", decided=tuple(one for one in Fact if one is not Fact.VIABLE), price=Decimal(10))

    facts = shown(tx)

    assert [(one.why, one.since) for one in facts.decisions] == [
        (Why.DIFFICULT, NOON - timedelta(days=2)),
        (Why.DIFFICULT, NOON),
        (Why.TO_DECIDE, None),
    ]
    assert [one.key for one in facts.decisions] == [older.key, newer.key, "OPS"]


def test_projects_stand_by_health_with_the_reason_the_worst_and_then_the_earliest_first(tx):
    running(tx, "WELL")
    running(tx, "SOON", scope=scoped(TOMORROW))
    late = running(tx, "LATE", scope=scoped(YESTERDAY))
    make.difficulty(tx, running(tx, "HARD"), Severity.HIGH)

    facts = shown(tx)

    assert keys(facts) == ["LATE", "HARD", "SOON", "WELL"]
    assert facts.colours == ((Colour.RED, 1), (Colour.AMBER, 1), (Colour.GREEN, 2))
    assert facts.lines[0].reasons == ("its completion date has passed",)
    assert (facts.lines[0].next_date.day, facts.lines[0].next_date.milestone) == (
        late.scope.completion_date,
        Milestone.COMPLETION,
    )


def test_a_project_in_which_nobody_is_heard_of_is_grey_and_says_since_when(tx):
    project = make.project(tx, started=True)

    later = shown(tx, now=NOON + timedelta(days=8)).lines[0]
    report_health(ReportHealth(make.actor(PM), project.id, Colour.GREEN, "It goes on"), tx, NOON + timedelta(days=8))
    heard = shown(tx, now=NOON + timedelta(days=8)).lines[0]

    assert (later.colour, later.reasons) == (Colour.GREY, ("nobody was heard of for 5 working days",))
    assert (heard.colour, heard.heard_days_ago) == (Colour.GREEN, 0)


def test_what_its_manager_says_stands_beside_what_the_figures_say_and_a_disagreement_is_shown(tx):
    project = running(tx)
    running(tx, "OPS")

    form = prepare_health_report(PrepareHealthReport(make.actor(PM), "NET"), tx, NOON)
    report_health(ReportHealth(make.actor(PM), project.id, Colour.RED, "<!here> no router"), tx, NOON)
    first, told = shown(tx).lines[0], show_health(ShowHealth(make.actor(PM), "NET"), tx, NOON)

    assert (form.computed, form.colour) == (Colour.GREEN, "green")
    assert (first.key, first.colour) == ("NET", Colour.GREEN)
    assert (first.reported.colour, first.reported.words, first.reported.disagrees) == (
        Colour.RED,
        "<!here> no router",
        True,
    )
    assert (told.said, told.computed, told.reasons) == (Colour.RED, Colour.GREEN, form.reasons)
    assert keys(shown(tx, typed="red")) == ["NET"]


def test_whoever_is_listed_oversees_every_project_and_who_holds_the_role_their_own(tx):
    make.project(tx, "NET", started=True)
    of_others(tx, "OPS")
    make.project(tx, "SEC", started=True, staff={Role.DEPARTMENT_HEAD: BEN})

    assert sorted(keys(shown(tx, IT))) == ["NET", "OPS", "SEC"]
    assert keys(shown(tx, BEN)) == ["SEC"]
    with pytest.raises(Forbidden, match="may see how all projects fare") as refused:
        shown(tx, NOBODY)
    assert refused.value.who_may == (make.ADMIN,)
    with pytest.raises(Forbidden):
        shown(tx, ANA)


def test_a_private_project_of_others_neither_appears_nor_counts(tx):
    of_others(tx, "NET")
    hidden = of_others(tx, "SEC", channel=make.private_channel(), team=[NOBODY])
    make.difficulty(tx, hidden, Severity.CRITICAL)

    facts = shown(tx, IT)

    assert (keys(facts), facts.in_all, facts.colours) == (["NET"], 1, ((Colour.GREEN, 1),))
    assert facts.people == len({PM, ELSE, ANA, BEN})
    assert keys(shown(tx, IT, typed="sec")) == []


def test_what_it_costs_colours_a_project_only_for_those_who_may_see_costs(tx):
    project = of_others(tx, "NET")
    tx.cost_watches.keep(CostWatch(project.id, cost_level=2))

    assert shown(tx, IT).lines[0].colour is Colour.GREEN
    assert shown(tx, ELSE).lines[0].colour is Colour.RED


def test_it_is_narrowed_by_department_state_customer_and_words_and_what_is_over_has_no_colour(tx):
    make.workspace(tx, departments=(Department("Network", HEAD), Department("Cloud", BEN)))
    make.project(tx, "NET", started=True)
    running(tx, "CLO", staff={Role.DEPARTMENT_HEAD: BEN}, customer="Hafen AG")
    make.project(tx, "OLD", lifecycle=Lifecycle.CLOSED, started_at=NOON)

    assert keys(shown(tx, IT, typed="department cloud")) == ["CLO"]
    assert keys(shown(tx, IT, typed="customer hafen green")) == ["CLO"]
    assert keys(shown(tx, IT, typed="net")) == ["NET"]
    over = shown(tx, IT, typed="closed").lines
    assert [(one.key, one.colour) for one in over] == [("OLD", None)]
    with pytest.raises(Refused, match="no department"):
        shown(tx, IT, typed="department moon")


def test_pages_go_on_and_back(tx):
    for number in range(PROJECTS_ON_A_PAGE + 2):
        running(tx, f"K{number:02}")

    first = shown(tx)
    second = shown(tx, beginning=first.later)

    assert (len(first.lines), first.earlier, first.in_all) == (PROJECTS_ON_A_PAGE, None, PROJECTS_ON_A_PAGE + 2)
    assert (len(second.lines), second.earlier, second.later) == (2, 0, None)


def test_six_weeks_of_the_projects_people_with_who_is_booked_too_much(tx):
    project = make.project(tx, started=True, team=[ANA])
    week = monday_of(TODAY) + timedelta(days=7)
    tx.capacity.keep_hours(WeeklyHours(ANA, 600, (0, 1, 2, 3, 4)))
    tx.capacity.book([Booking(project.id, ANA, week, 900)])

    weeks = shown(tx).weeks

    assert len(weeks) == 6
    assert [(one.person, one.booked, one.capacity) for one in weeks[1].over] == [(ANA, 900, 600)]
    assert weeks[1].booked == 900
    assert weeks[0].over == ()


def test_home_shows_whoever_oversees_projects_how_they_fare_and_others_nothing(tx):
    make.project(tx, started=True, scope=scoped(YESTERDAY))

    head, ana = (read_home(Read(make.clock(), person, ToPerson(person)), tx, NOON) for person in (HEAD, ANA))

    assert (head.portfolio.colours, [one.key for one in head.portfolio.worst]) == (((Colour.RED, 1),), ["NET"])
    assert ana.portfolio is None


def test_what_has_not_started_or_is_on_hold_is_grey_and_not_among_what_runs(tx):
    make.project(tx, "NEW")
    make.project(tx, "HELD", started_at=NOON, lifecycle=Lifecycle.ON_HOLD)
    running(tx, "RUN")

    assert keys(shown(tx)) == ["RUN"]
    assert [(one.colour, one.reasons) for one in shown(tx, typed="on-hold").lines] == [
        (Colour.GREY, ("it is on hold",))
    ]
    assert shown(tx, typed="planning").lines[0].reasons == ("it has not started",)


def test_status_and_portfolio_say_one_health_with_what_is_overdue_and_not_taken_on(tx):
    project = running(tx)
    make.task(tx, project, TaskState.ACCEPTED, due=YESTERDAY)
    make.difficulty(tx, project, Severity.LOW)

    line, status = shown(tx).lines[0], show_status(ShowStatus(make.actor(PM), "NET"), tx, NOON)

    assert (line.colour, line.reasons) == (
        Colour.AMBER,
        ("1 difficulty that nobody has taken on", "1 task overdue"),
    )
    assert (status.facts.health.colour, status.facts.health.reasons) == (line.colour, line.reasons)
    drawn = str(draw_message("status", status).blocks)
    assert all(words in drawn for words in ("Health:", "amber", *line.reasons))


def test_a_project_is_grey_until_somebody_is_heard_of_and_again_after_three_check_ins_without_anybody(tx):
    silent, asked = make.project(tx, "NEW", started=True), running(tx, "ASK")
    for days in (1, 2, 3):
        make.round_of(tx, asked, day=TODAY + timedelta(days=days), state=RoundState.CLOSED, now=NOON)

    facts = {one.key: one.reasons for one in shown(tx, now=NOON + timedelta(days=4)).lines}

    assert facts[silent.key] == ("nobody has said anything yet",)
    assert facts["ASK"] == ("nobody was heard of in the last 3 check-ins",)


def test_three_check_ins_are_not_in_vain_where_somebody_was_heard_of_on_the_day_of_the_first(tx):
    project = running(tx)
    for days in (0, 1, 2):
        make.round_of(tx, project, day=TODAY + timedelta(days=days), state=RoundState.CLOSED, now=NOON)

    (line,) = shown(tx, now=NOON + timedelta(days=3)).lines

    assert line.colour is not Colour.GREY


def test_the_deputy_of_a_head_sees_on_home_how_the_heads_projects_fare(tx):
    running(tx, scope=scoped(YESTERDAY))
    make.workspace(tx, departments=(), it_managers=())
    away(tx, HEAD, BEN)
    monday = NOON + timedelta(days=5)
    follow(tx, monday)

    head, deputy, other = (
        read_home(Read(make.clock(), person, ToPerson(person)), tx, monday).portfolio for person in (HEAD, BEN, NOBODY)
    )

    assert [one.key for one in deputy.worst] == ["NET"]
    assert (head.in_all, deputy.in_all, other) == (1, 1, None)
    assert keys(shown(tx, BEN, now=monday)) == ["NET"]


def test_home_looks_at_those_projects_first_that_most_speaks_against_and_at_no_private_one(tx, monkeypatch):
    monkeypatch.setattr(portfolio, "LOOKED_AT", 2)
    make.workspace(tx, departments=(Department("Network", HEAD),))
    for key in ("AAA", "BBB", "CCC"):
        running(tx, key)
    make.difficulty(tx, running(tx, "ZZZ"), Severity.CRITICAL)
    make.task(tx, running(tx, "YYY"), TaskState.ACCEPTED, due=YESTERDAY)
    of_others(tx, "SEC", channel=make.private_channel(), scope=scoped(YESTERDAY))

    head = read_home(Read(make.clock(), HEAD, ToPerson(HEAD)), tx, NOON).portfolio

    assert [one.key for one in head.worst] == ["ZZZ", "YYY"]
    assert (head.in_all, head.looked_at) == (5, 2)


@pytest.mark.parametrize(("days", "looked_at"), [(13, {"AAA", "BBB"}), (14, {"ZZZ", "AAA"})])
def test_what_was_reported_two_weeks_ago_does_not_choose_what_home_looks_at(tx, monkeypatch, days, looked_at):
    monkeypatch.setattr(portfolio, "LOOKED_AT", 2)
    for key in ("AAA", "BBB"):
        project = running(tx, key)
        report_health(ReportHealth(make.actor(PM), project.id, Colour.RED, "Then"), tx, NOON - timedelta(days=days))
    make.difficulty(tx, running(tx, "ZZZ"), Severity.HIGH)

    ids, _ = tx.portfolio.most_against(HEAD, TODAY, reports_count_after(NOON), 2, is_listed=False)

    assert {tx.projects.get(one).key for one in ids} == looked_at
