"""Reporting a difficulty: who may, what is wrong beside which field, and who hears of it."""

import pytest

from domain.difficulties import Category, DifficultyState, Severity
from domain.history import Act, Change, HistoryFilter
from domain.living import DifficultyCard, ProjectCard
from domain.notices import ToPerson, ToProject
from domain.permissions import Forbidden
from domain.projects import Lifecycle, WhichProject
from domain.refusals import Refused
from domain.roles import Role
from tests import make, saved
from tests.make import ANA, BEN, HEAD, IT, NOBODY, NOON, PM, RESP, TODAY, TOMORROW, YESTERDAY
from tests.use_cases.refusals import refused
from use_cases.difficulty_cards import ShowDifficulty, show_difficulty
from use_cases.history import ShowHistory, show_history
from use_cases.reporting import (
    FindTasks,
    PrepareReport,
    ReportDifficulty,
    find_tasks,
    prepare_report,
    report_difficulty,
)


@pytest.fixture
def net(tx):
    return make.project(tx, started=True)


def report(tx, project, by=ANA, **typed):
    order = ReportDifficulty(make.actor(by), project.id, **{"what": "No ladder", "severity": Severity.MEDIUM, **typed})
    return report_difficulty(order, tx, NOON)[0]


def cards(tx):
    return [one.to for one in saved.said(tx, DifficultyCard) if not one.edit_only]


def test_a_report_is_saved_numbered_counted_and_shown_in_the_channel(tx, net):
    task = make.task(tx, net)

    key = report(
        tx,
        net,
        what=" No ladder ",
        category=Category.SUPPLIER,
        impact="1h30",
        needed_by=TODAY,
        task_id=task.id,
        source="https://a.slack.com/archives/C1/p1",
    )

    kept = tx.difficulties.by_key(key)
    assert (key, kept.what, kept.severity, kept.category) == ("NET-D1", "No ladder", Severity.MEDIUM, Category.SUPPLIER)
    assert (kept.impact_minutes, kept.needed_by, kept.task_id) == (90, TODAY, task.id)
    assert (kept.reported_by, kept.reported_at, kept.source) == (ANA, NOON, "https://a.slack.com/archives/C1/p1")
    assert kept.state is DifficultyState.OPEN
    assert tx.projects.get(net.id).open_difficulties == 1
    assert cards(tx) == [ToProject(net.id)]
    assert ProjectCard.of(net.id).mark in saved.marks(tx)
    assert report(tx, net) == "NET-D2"


def test_the_history_says_who_reported_what(tx, net):
    report(tx, net)

    (line,) = show_history(ShowHistory(make.actor(), HistoryFilter("NET")), tx, NOON).facts.entries
    assert (line.by, line.act, line.about) == (ANA, Act.REPORTED_DIFFICULTY, "NET-D1")
    assert Change("severity", "", "medium") in line.changes


@pytest.mark.parametrize(
    ("severity", "told"),
    [(Severity.LOW, set()), (Severity.MEDIUM, set()), (Severity.HIGH, {PM}), (Severity.CRITICAL, {PM, IT, HEAD})],
)
def test_whoever_leads_is_told_at_once_of_what_is_severe(tx, net, severity, told):
    report(tx, net, severity=severity)

    assert {to.person for to in cards(tx) if isinstance(to, ToPerson)} == told


def test_nobody_is_told_what_they_report_themselves(tx, net):
    report(tx, net, by=PM, severity=Severity.CRITICAL)

    assert {to.person for to in cards(tx) if isinstance(to, ToPerson)} == {IT, HEAD}


def test_everything_wrong_is_said_at_once_beside_its_field(tx, net):
    with refused(tx, "impact", "what", "severity", "needed_by"):
        report(tx, net, what=" ", severity=None, impact="-2", needed_by=YESTERDAY)

    assert tx.projects.get(net.id).open_difficulties == 0


@pytest.mark.parametrize("hours", ["-1", "0", "many", "1e9"])
def test_an_impact_that_is_no_amount_of_hours_is_refused(tx, net, hours):
    with refused(tx, "impact", words="Enter hours above 0"):
        report(tx, net, impact=hours)


def test_a_task_of_another_project_is_refused(tx, net):
    elsewhere = make.task(tx, make.project(tx, "OPS"))

    with refused(tx, "task_id", words="Choose a task of NET."):
        report(tx, net, task_id=elsewhere.id)


def test_what_is_no_web_address_is_no_source(tx, net):
    report(tx, net, source="javascript:alert(1)")

    assert tx.difficulties.by_key("NET-D1").source == ""


@pytest.mark.parametrize("over", [Lifecycle.COMPLETED, Lifecycle.CLOSED, Lifecycle.CANCELLED])
def test_nothing_is_difficult_in_a_project_that_is_over(tx, over):
    project = make.project(tx, lifecycle=over)

    with pytest.raises(Refused, match=f"NET is {over}, so nothing can be difficult in it any more. "):
        prepare_report(PrepareReport(make.actor(ANA), "NET"), tx, NOON)
    with refused(tx, words=f"NET is {over}"):
        report(tx, project)


@pytest.mark.parametrize("person", [PM, HEAD, IT, RESP, ANA])
def test_anybody_with_a_role_may_report(tx, net, person):
    prepare_report(PrepareReport(make.actor(person), "NET"), tx, NOON)

    assert report(tx, net, by=person) == "NET-D1"


def test_without_a_role_the_form_and_its_submission_are_refused(tx, net):
    for ask in (
        lambda: prepare_report(PrepareReport(make.actor(NOBODY), "NET"), tx, NOON),
        lambda: report(tx, net, NOBODY),
    ):
        with pytest.raises(Forbidden):
            ask()

    assert saved.waiting(tx) == []


def test_a_private_project_does_not_exist_for_who_is_not_on_it(tx):
    secret = make.project(tx, "SEC", channel=make.private_channel())

    with pytest.raises(Refused, match="There is no project SEC"):
        prepare_report(PrepareReport(make.actor(NOBODY), "SEC"), tx, NOON)
    for ask in (
        lambda: report(tx, secret, NOBODY),
        lambda: find_tasks(FindTasks(make.actor(NOBODY), secret.id), tx, NOON),
    ):
        with pytest.raises(Refused, match="That project does not exist any more"):
            ask()


@pytest.mark.parametrize(
    ("key", "channel", "typed", "what", "here"),
    [
        ("NET", None, ("net", "no", "ladder"), "no ladder", False),
        ("NO", "C_NET", ("no", "ladder"), "no ladder", True),
        (None, "C_NET", (), "", True),
    ],
)
def test_the_form_knows_its_project_and_what_was_typed(tx, net, key, channel, typed, what, here):
    form = prepare_report(PrepareReport(make.actor(ANA), key, channel, typed), tx, NOON)

    assert (form.project_id, form.what, form.is_here, form.choices) == (net.id, what, here, ())


def test_a_key_of_nobody_outside_a_project_is_refused_with_its_words(tx, net):
    with pytest.raises(Refused, match="There is no project NO"):
        prepare_report(PrepareReport(make.actor(ANA), "NO", "C_X", ("no", "ladder")), tx, NOON)


def test_where_nothing_names_a_project_the_person_chooses_among_their_own(tx, net):
    make.project(tx, "OLD", lifecycle=Lifecycle.CLOSED)
    other = make.project(tx, "OPS")
    make.project(tx, "FAR", team=(BEN,))

    form = prepare_report(PrepareReport(make.actor(ANA), channel="C_X", words="hello"), tx, NOON)
    chosen = prepare_report(PrepareReport(make.actor(ANA), project_id=other.id), tx, NOON)

    assert {one.key for one in form.choices} == {"NET", "OPS"}
    assert form.what == "hello"
    assert chosen.project_id == other.id


def test_who_has_no_running_project_is_told_so(tx, net):
    with pytest.raises(Refused, match="no running project") as refusal:
        prepare_report(PrepareReport(make.actor(NOBODY)), tx, NOON)

    assert not isinstance(refusal.value, WhichProject)


def test_tasks_are_found_by_key_and_words(tx, net):
    for title in ("Mount it", "Order switches"):
        make.task(tx, net, title=title, due=TOMORROW)

    def found(typed):
        return [one.key for one in find_tasks(FindTasks(make.actor(ANA), net.id, typed), tx, NOON)]

    assert (found(""), found("SWITCH"), found("net-1"), found("zzz")) == (["NET-1", "NET-2"], ["NET-2"], ["NET-1"], [])


def test_an_observer_may_report(tx):
    staff = {Role.OBSERVER: NOBODY}
    project = make.project(tx, staff=staff)

    assert report(tx, project, by=NOBODY) == "NET-D1"


@pytest.mark.parametrize(
    ("written_by", "named"), [(BEN, BEN), (ANA, None), ("U_STRANGER", None), (None, None)], ids=str
)
def test_a_report_from_somebody_elses_message_says_whose(tx, net, written_by, named):
    key = report(tx, net, source="https://a.slack.com/archives/C1/p1", source_by=written_by)

    shown = show_difficulty(ShowDifficulty(make.actor(ANA), key), tx, NOON)
    assert shown.facts.source_by == named


def test_who_wrote_a_message_says_nothing_without_the_message(tx, net):
    key = report(tx, net, source="nowhere", source_by=BEN)

    assert tx.difficulties.by_key(key).source_by is None
