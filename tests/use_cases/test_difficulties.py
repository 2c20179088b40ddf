"""What becomes of a difficulty: acknowledged, given steps, resolved with how, reopened; and who hears of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.difficulties import DifficultyState, Severity
from domain.history import Act
from domain.living import DifficultyCard, Home
from domain.notices import DifficultyAnswered, ToProject
from domain.permissions import Forbidden
from domain.projects import Lifecycle
from domain.refusals import Refused
from domain.task_notices import TaskDelegated
from domain.tasks import TaskState
from tests import make, saved
from tests.make import ANA, BEN, HEAD, IT, NOBODY, NOON, PM, RESP, TOMORROW
from tests.use_cases.refusals import refused
from use_cases.delegation import PrepareStep, delegate_task, prepare_step
from use_cases.difficulties import (
    AcknowledgeDifficulty,
    PrepareResolution,
    ReopenDifficulty,
    ResolveDifficulty,
    acknowledge_difficulty,
    prepare_resolution,
    reopen_difficulty,
    resolve_difficulty,
)
from use_cases.difficulty_cards import ShowDifficulty, read_difficulty_card, show_difficulty
from use_cases.progress import ReportProgress, report_progress
from use_cases.reading import Read

LATER = NOON + timedelta(hours=3)
LEADERS = [PM, HEAD, IT, RESP]


@pytest.fixture
def net(tx):
    return make.project(tx, started=True)


@pytest.fixture
def hard(tx, net):
    """A difficulty of Ana's."""
    return make.difficulty(tx, net)


def acknowledge(tx, hard, by=PM, now=LATER):
    acknowledge_difficulty(AcknowledgeDifficulty(make.actor(by), hard.id), tx, now)


def resolve(tx, hard, by=PM, how="It came", why="We waited", now=LATER):
    resolve_difficulty(ResolveDifficulty(make.actor(by), hard.id, how, why), tx, now)


def reopen(tx, hard, by=PM, now=LATER):
    reopen_difficulty(ReopenDifficulty(make.actor(by), hard.id), tx, now)


def add_step(tx, hard, by=PM, **changes):
    project = tx.projects.get(hard.project_id)
    return delegate_task(make.delegation(project, make.actor(by), difficulty_id=hard.id, **changes), tx, LATER)


def card(tx, hard):
    return read_difficulty_card(Read(make.clock(), hard.id, ToProject(hard.project_id)), tx, LATER)


def heard(tx):
    return [(one.to.person, one.stands, one.words) for one in saved.said(tx, DifficultyAnswered)]


@pytest.mark.parametrize("leader", LEADERS)
def test_an_acknowledged_difficulty_shows_by_whom_and_how_soon_and_its_reporter_hears_of_it(tx, hard, leader):
    acknowledge(tx, hard, leader)

    seen = card(tx, hard)
    assert (seen.state, seen.acknowledged_by) == (DifficultyState.ACKNOWLEDGED, leader)
    assert seen.minutes_to_acknowledge == 180
    assert heard(tx) == [(ANA, DifficultyState.ACKNOWLEDGED, "")]
    assert DifficultyCard.of(hard).mark in saved.marks(tx)
    assert Home.of(leader).mark in saved.marks(tx)


def test_a_second_acknowledgement_is_refused_in_words(tx, hard):
    acknowledge(tx, hard)

    with refused(tx, words="NET-D1 was already acknowledged."):
        acknowledge(tx, hard, HEAD)


def test_resolving_says_how_and_why_without_a_step(tx, hard):
    acknowledge(tx, hard)

    resolve(tx, hard)

    seen = card(tx, hard)
    assert (seen.state, seen.resolved_by, seen.resolution) == (DifficultyState.RESOLVED, PM, "It came")
    assert (seen.why_no_step, seen.minutes_to_resolve) == ("We waited", 180)
    assert heard(tx)[-1] == (ANA, DifficultyState.RESOLVED, "It came")
    assert tx.projects.get(hard.project_id).open_difficulties == 0


def test_who_looked_after_it_hears_that_its_reporter_resolved_it(tx, hard):
    acknowledge(tx, hard, HEAD)

    resolve(tx, hard, ANA)

    assert heard(tx)[-1] == (HEAD, DifficultyState.RESOLVED, "It came")


@pytest.mark.parametrize(
    ("how", "why", "fields"),
    [(" ", "We waited", ["resolution"]), ("It came", "\n", ["why_no_step"]), ("", "", ["resolution", "why_no_step"])],
)
def test_what_is_not_said_is_asked_for_beside_its_field(tx, hard, how, why, fields):
    with refused(tx, *fields):
        resolve(tx, hard, how=how, why=why)


def test_with_a_step_it_needs_no_reason_and_the_form_does_not_ask(tx, hard):
    add_step(tx, hard)

    form = prepare_resolution(PrepareResolution(make.actor(), hard.id), tx, NOON).facts
    resolve(tx, hard, why="")

    assert (form.has_step, [one.key for one in form.open_steps]) == (True, ["NET-1"])
    assert card(tx, hard).state is DifficultyState.RESOLVED


def test_a_dropped_step_is_no_step(tx, net, hard):
    step = make.task(tx, net)
    tx.tasks.change(step, _as_step(step, hard, state=TaskState.DROPPED), tx.projects.get(net.id))

    form = prepare_resolution(PrepareResolution(make.actor(), hard.id), tx, NOON).facts

    assert (form.has_step, form.open_steps) == (False, ())


def _as_step(task, hard, **changes):
    return type(task)(**{**vars(task), "difficulty_id": hard.id, **changes})


def test_steps_that_are_open_when_it_is_resolved_stay_open(tx, hard):
    add_step(tx, hard)

    resolve(tx, hard)

    seen = card(tx, hard)
    assert (seen.steps_open, seen.why_no_step) == (1, "")
    assert tx.tasks.by_key("NET-1").is_open


def test_reopening_keeps_the_count_and_the_history_and_asks_for_everything_again(tx, hard):
    acknowledge(tx, hard, HEAD)
    resolve(tx, hard, HEAD)

    reopen(tx, hard, ANA, now=LATER + timedelta(days=1))

    seen = card(tx, hard)
    assert (seen.state, seen.times_reopened, seen.reopened_at) == (
        DifficultyState.OPEN,
        1,
        LATER + timedelta(days=1),
    )
    assert (seen.acknowledged_by, seen.resolved_by, seen.resolution) == (None, None, "")
    assert {one[:2] for one in heard(tx)[-2:]} == {(HEAD, DifficultyState.OPEN), (PM, DifficultyState.OPEN)}
    assert tx.projects.get(hard.project_id).open_difficulties == 1
    assert [line.act for line in tx.history.of_project(hard.project_id, 9)] == [
        Act.REOPENED_DIFFICULTY,
        Act.RESOLVED_DIFFICULTY,
        Act.ACKNOWLEDGED_DIFFICULTY,
    ]


def test_after_reopening_the_time_to_acknowledge_begins_anew_and_the_time_to_resolve_does_not(tx, hard):
    resolve(tx, hard)
    reopen(tx, hard, now=LATER)
    acknowledge(tx, hard, now=LATER + timedelta(minutes=5))

    resolve(tx, hard, now=LATER + timedelta(hours=1))

    seen = card(tx, hard)
    assert (seen.minutes_to_acknowledge, seen.minutes_to_resolve) == (5, 240)


def test_what_is_resolved_is_not_resolved_acknowledged_or_given_steps_again(tx, hard):
    resolve(tx, hard)

    for ask in (
        lambda: resolve(tx, hard),
        lambda: acknowledge(tx, hard),
        lambda: add_step(tx, hard),
        lambda: prepare_step(PrepareStep(make.actor(), hard.id), tx, NOON),
        lambda: prepare_resolution(PrepareResolution(make.actor(), hard.id), tx, NOON),
    ):
        with refused(tx, words="NET-D1 is already resolved. Reopen it first if it is back."):
            ask()


def test_what_is_open_is_not_reopened(tx, hard):
    with refused(tx, words="NET-D1 is open already."):
        reopen(tx, hard)


def test_in_a_project_that_is_over_it_can_be_resolved_but_not_reopened(tx):
    over = make.project(tx, started=True)
    hard = make.difficulty(tx, over)
    tx.projects.change(type(over)(**{**vars(tx.projects.get(over.id)), "lifecycle": Lifecycle.CANCELLED}))

    resolve(tx, hard)

    with refused(tx, words="Reopen it first"):
        reopen(tx, hard)


@pytest.mark.parametrize("leader", LEADERS)
def test_a_step_is_a_task_of_the_difficulty_and_takes_it_on(tx, hard, leader):
    form = prepare_step(PrepareStep(make.actor(leader), hard.id, "C_NET"), tx, NOON)

    add_step(tx, hard, leader, title="Lend a ladder")

    seen = card(tx, hard)
    assert (form.difficulty_id, form.difficulty_key) == (hard.id, "NET-D1")
    assert [(one.key, one.title, one.state) for one in seen.steps] == [("NET-1", "Lend a ladder", TaskState.OFFERED)]
    assert (seen.steps_open, seen.acknowledged_by) == (1, leader)
    assert len(saved.said(tx, TaskDelegated)) == 1
    kept = tx.projects.get(hard.project_id)
    assert (kept.last_task_number, kept.open_difficulties, kept.progress.open) == (1, 1, 1)


def test_a_second_step_leaves_it_with_who_took_it_on(tx, hard):
    acknowledge(tx, hard, HEAD)

    add_step(tx, hard, PM)

    assert card(tx, hard).acknowledged_by == HEAD


def test_a_finished_step_redraws_its_difficulty(tx, hard):
    add_step(tx, hard)
    tx.connection.exec_driver_sql("DELETE FROM effects")

    report_progress(ReportProgress(make.actor(ANA), "NET-1", 100), tx, LATER)

    assert DifficultyCard.of(hard).mark in saved.marks(tx)
    assert card(tx, hard).steps_open == 0


def test_a_step_for_a_difficulty_of_another_project_is_refused(tx, hard):
    other = make.project(tx, "OPS")

    with refused(tx, words="That difficulty does not exist any more."):
        delegate_task(make.delegation(other, make.actor(), difficulty_id=hard.id), tx, NOON)


@pytest.mark.parametrize("person", [BEN, NOBODY])
def test_who_neither_leads_nor_reported_it_may_do_nothing_about_it(tx, hard, person):
    done = make.difficulty(tx, tx.projects.get(hard.project_id), state=DifficultyState.RESOLVED)
    for ask in (
        lambda: acknowledge(tx, hard, person),
        lambda: resolve(tx, hard, person),
        lambda: reopen(tx, done, person),
        lambda: add_step(tx, hard, person),
        lambda: prepare_step(PrepareStep(make.actor(person), hard.id), tx, NOON),
        lambda: prepare_resolution(PrepareResolution(make.actor(person), hard.id), tx, NOON),
    ):
        with pytest.raises(Forbidden):
            ask()

    assert saved.waiting(tx) == []


def test_its_reporter_may_resolve_and_reopen_it_but_not_take_it_on(tx, hard):
    resolve(tx, hard, ANA)
    reopen(tx, hard, ANA)

    with pytest.raises(Forbidden):
        acknowledge(tx, hard, ANA)
    with pytest.raises(Forbidden):
        add_step(tx, hard, ANA)


def test_a_difficulty_of_a_private_project_does_not_exist_for_who_is_not_on_it(tx):
    secret = make.project(tx, "SEC", channel=make.private_channel())
    hard = make.difficulty(tx, secret)

    with pytest.raises(Refused, match=r"^There is no difficulty SEC-D1\.$"):
        show_difficulty(ShowDifficulty(make.actor(NOBODY), "SEC-D1"), tx, NOON)
    for ask in (
        lambda: resolve(tx, hard, NOBODY),
        lambda: acknowledge(tx, hard, NOBODY),
        lambda: prepare_step(PrepareStep(make.actor(NOBODY), hard.id), tx, NOON),
    ):
        with pytest.raises(Refused, match=r"^That difficulty does not exist any more\.$"):
            ask()


@pytest.mark.parametrize(
    ("person", "may"), [(PM, (True, True)), (ANA, (False, True)), (BEN, (False, False)), (NOBODY, (False, False))]
)
def test_who_asks_for_one_sees_the_buttons_that_they_may_press(tx, hard, person, may):
    seen = show_difficulty(ShowDifficulty(make.actor(person), "NET-D1"), tx, NOON)

    assert (seen.facts.may_handle, seen.facts.may_settle) == may
    assert seen.names[ANA] == "Ana"


def test_a_card_shows_the_task_it_touches_and_that_it_is_late(tx, net):
    task = make.task(tx, net, title="Mount it")
    hard = make.difficulty(tx, net, Severity.HIGH, task_id=task.id, needed_by=TOMORROW)

    early, late = (
        card(tx, hard),
        read_difficulty_card(Read(make.clock(), hard.id, ToProject(net.id)), tx, NOON + timedelta(days=2)),
    )

    assert (early.related_key, early.related_title, early.is_late) == ("NET-1", "Mount it", False)
    assert late.is_late


def test_whoever_leads_sees_a_card_they_were_sent_change(tx, net):
    hard = make.difficulty(tx, net, Severity.CRITICAL)

    acknowledge(tx, hard, HEAD)

    edits = {one.to.person for one in saved.said(tx, DifficultyCard) if one.edit_only}
    assert edits == {PM, HEAD, IT, RESP}


def test_who_hears_of_it_may_open_and_reopen_it_from_there_where_they_may(tx, hard):
    acknowledge(tx, hard, HEAD)
    resolve(tx, hard, ANA)
    reopen(tx, hard, ANA)
    project = tx.projects.get(hard.project_id)
    without_ana = tuple(one for one in project.staff if one.person != ANA)
    tx.projects.change(replace(project, channel=make.private_channel()))
    tx.roles.keep(replace(project, staff=without_ana))
    acknowledge(tx, hard, HEAD)

    told = [
        (one.to.person, one.stands, one.difficulty_id == hard.id, one.may_open, one.may_reopen)
        for one in saved.said(tx, DifficultyAnswered)
    ]

    assert told == [
        (ANA, DifficultyState.ACKNOWLEDGED, True, True, False),
        (HEAD, DifficultyState.RESOLVED, True, True, True),
        (PM, DifficultyState.OPEN, True, True, False),
        (ANA, DifficultyState.ACKNOWLEDGED, True, False, False),
    ]
