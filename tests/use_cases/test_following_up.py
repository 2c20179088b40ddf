"""What a check-in calls difficult becomes a difficulty once, changes with the answer, and is never told twice."""

from dataclasses import replace

import pytest

from domain.difficulties import DifficultyState, Severity
from domain.living import DifficultyCard
from domain.notices import ToPerson, ToProject
from domain.projects import Lifecycle
from tests import make, saved
from tests.make import ANA, NOON, PM, TODAY, TOMORROW
from use_cases.checkins import PrepareCheckIn, TaskProgress, answer_checkin, prepare_checkin
from use_cases.reading import Read
from use_cases.rounds import read_round_answer, read_round_parent


@pytest.fixture
def net(tx):
    project = make.project(tx, started=True)
    make.round_of(tx, project)
    return project


def answer(tx, net, words="No ladder", severity=Severity.MEDIUM, day=TODAY):
    answer_checkin(make.checkin(net, day=day, difficulties=words, severity=severity), tx, NOON)


def difficulties(tx, net):
    return tx.difficulties.all_in(net.id, 9)[::-1]


def section(tx, net):
    (one,) = prepare_checkin(PrepareCheckIn(make.actor(ANA)), tx, NOON).sections
    return one


def cards(tx):
    return [one.to for one in saved.said(tx, DifficultyCard) if not one.edit_only]


def test_what_is_difficult_is_followed_up_and_the_round_names_its_key(tx, net):
    answer(tx, net, severity=Severity.HIGH)

    (told,) = difficulties(tx, net)
    (kept,) = saved.answer_rows(tx)
    held = tx.rounds.of_day(net.id, TODAY)
    parent = read_round_parent(Read(make.clock(), held.id, ToProject(net.id)), tx, NOON)
    reply = read_round_answer(Read(make.clock(), kept.id, ToProject(net.id)), tx, NOON)
    assert (told.what, told.severity, told.reported_by, told.answer_id) == ("No ladder", Severity.HIGH, ANA, kept.id)
    assert [(one.words, one.key) for one in parent.difficulties] == [("No ladder", "NET-D1")]
    assert (reply.difficulties, reply.difficulty_key) == ("No ladder", "NET-D1")
    assert tx.projects.get(net.id).open_difficulties == 1
    assert set(cards(tx)) == {ToProject(net.id), ToPerson(PM)}


@pytest.mark.parametrize("words", ["", "none", "No.", "-"])
def test_who_writes_that_nothing_is_difficult_reports_nothing(tx, net, words):
    answer(tx, net, words)

    held = tx.rounds.of_day(net.id, TODAY)
    assert difficulties(tx, net) == []
    assert read_round_parent(Read(make.clock(), held.id, ToProject(net.id)), tx, NOON).difficulties == ()


def test_what_is_only_to_be_told_stays_in_the_round(tx, net):
    answer(tx, net, severity=None)

    held = tx.rounds.of_day(net.id, TODAY)
    parent = read_round_parent(Read(make.clock(), held.id, ToProject(net.id)), tx, NOON)
    assert difficulties(tx, net) == []
    assert [(one.words, one.key) for one in parent.difficulties] == [("No ladder", "")]
    assert section(tx, net).severity is None


def test_a_changed_answer_changes_the_same_difficulty_and_alarms_when_it_became_severe(tx, net):
    answer(tx, net)
    answer(tx, net, "No ladder and no lift", Severity.CRITICAL)

    (told,) = difficulties(tx, net)
    assert (told.key, told.what, told.severity) == ("NET-D1", "No ladder and no lift", Severity.CRITICAL)
    assert ToPerson(PM) in cards(tx)


def test_the_same_answer_sent_again_changes_nothing(tx, net):
    answer(tx, net)
    before = tx.history.of_project(net.id, 9)

    answer(tx, net)

    assert len(difficulties(tx, net)) == 1
    assert tx.history.of_project(net.id, 9) == before


def test_what_nobody_acted_on_yet_is_taken_back_with_the_words(tx, net):
    answer(tx, net)

    answer(tx, net, "")

    (told,) = difficulties(tx, net)
    assert (told.state, told.resolved_by) == (DifficultyState.RESOLVED, ANA)
    assert tx.projects.get(net.id).open_difficulties == 0


@pytest.mark.parametrize(
    ("words", "severity"), [("", Severity.MEDIUM), ("Worse", Severity.CRITICAL), ("No ladder", None)]
)
def test_an_answer_that_is_changed_when_the_project_is_over_moves_no_difficulty_of_it(tx, net, words, severity):
    answer(tx, net)
    before = difficulties(tx, net)
    tx.projects.change(replace(tx.projects.get(net.id), lifecycle=Lifecycle.CANCELLED))

    answer(tx, net, words, severity)

    assert difficulties(tx, net) == before
    assert saved.answer_rows(tx)[0].difficulties == words


def test_what_somebody_took_on_stays_whatever_becomes_of_the_answer(tx, net):
    answer(tx, net)
    (told,) = difficulties(tx, net)
    tx.difficulties.change(told, told.acknowledged(PM, NOON), tx.projects.get(net.id))

    answer(tx, net, "")

    assert difficulties(tx, net)[0].state is DifficultyState.ACKNOWLEDGED


def test_what_is_resolved_keeps_the_words_it_was_resolved_with(tx, net):
    answer(tx, net)
    (told,) = difficulties(tx, net)
    tx.difficulties.change(told, told.resolved(PM, "It came", "Waited", False, NOON), tx.projects.get(net.id))

    answer(tx, net, "Other words")

    assert [(one.what, one.state) for one in difficulties(tx, net)] == [("No ladder", DifficultyState.RESOLVED)]


def test_the_same_words_on_the_next_day_are_the_same_difficulty(tx, net):
    answer(tx, net)

    answer(tx, net, "no  LADDER", day=TOMORROW)
    said_again = [one.what for one in difficulties(tx, net)]
    answer(tx, net, "Something else", day=TOMORROW)

    assert said_again == ["No ladder"]
    assert [one.what for one in difficulties(tx, net)] == ["No ladder", "Something else"]


def test_the_form_begins_in_the_middle_and_with_what_was_chosen_and_shows_what_is_still_open(tx, net):
    fresh = section(tx, net)

    answer(tx, net, severity=Severity.LOW)

    again = section(tx, net)
    assert (fresh.severity, fresh.still_difficult) == (Severity.MEDIUM, ())
    assert again.severity is Severity.LOW
    assert [(one.key, one.what) for one in again.still_difficult] == [("NET-D1", "No ladder")]


def test_answers_for_two_projects_make_a_difficulty_in_each(tx, net):
    ops = make.project(tx, "OPS", started=True)
    make.round_of(tx, ops)
    one, other = (
        make.checkin(project, difficulties="No key", severity=Severity.LOW).sections[0] for project in (net, ops)
    )
    both = type(make.checkin(net))(make.actor(ANA), (one, other))

    answer_checkin(both, tx, NOON)

    assert [tx.projects.get(project.id).open_difficulties for project in (net, ops)] == [1, 1]


def test_a_task_moved_in_the_same_form_and_a_difficulty_are_both_counted(tx, net):
    task = make.task(tx, net)
    moved = TaskProgress(task.id, 100, shown=0)

    answer_checkin(make.checkin(net, difficulties="No key", severity=Severity.LOW, tasks=[moved]), tx, NOON)

    kept = tx.projects.get(net.id)
    assert (kept.open_difficulties, kept.progress.open, kept.last_difficulty_number) == (1, 0, 1)
