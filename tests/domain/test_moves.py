from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from domain.moves import REASON_LENGTH, Move, WorkLeft, legal_moves, moved, why_not_moved
from domain.progress import Progress
from domain.projects import Lifecycle, Project, missing_before_start
from domain.refusals import Refused
from domain.roles import LEADING_ROLES, Role
from domain.scope import Scope
from domain.states import State
from tests import make
from tests.make import COMPLETION, NOON

# Written down a second time: from a lifecycle, each legal move and where it leads.
LEGAL = {
    ("planning", "start"): "active",
    ("planning", "cancel"): "cancelled",
    ("active", "hold"): "on_hold",
    ("active", "complete"): "completed",
    ("active", "cancel"): "cancelled",
    ("on_hold", "resume"): "active",
    ("on_hold", "complete"): "completed",
    ("on_hold", "cancel"): "cancelled",
    ("completed", "close"): "closed",
    ("completed", "cancel"): "cancelled",
    ("completed", "reopen"): "active",
    ("cancelled", "reopen"): "active",
}
LATER = NOON + timedelta(days=1)
OPEN_TASK, OPEN_DIFFICULTY = {"progress": Progress(tasks=1, open=1)}, {"open_difficulties": 1}


def in_state(lifecycle: Lifecycle, **changes) -> Project:
    started = None if lifecycle is Lifecycle.PLANNING else NOON
    return replace(make.unsaved_project(), lifecycle=lifecycle, started_at=started, **changes)


@pytest.mark.parametrize("lifecycle", list(Lifecycle))
@pytest.mark.parametrize("move", list(Move))
def test_only_the_legal_moves_can_be_made_from_each_state(lifecycle, move):
    project = in_state(lifecycle)
    after = LEGAL.get((lifecycle.value, move.value))

    if after is None:
        with pytest.raises(Refused) as refusal:
            moved(project, move, NOON, "The customer left")
        assert refusal.value.message.startswith(why_not_moved(project, move))
    else:
        assert moved(project, move, NOON, "The customer left").lifecycle.value == after
    assert (move in legal_moves(project)) == (after is not None)


class AProjectsLife(RuleBasedStateMachine):
    """Any move at any moment, with work that comes and goes."""

    def __init__(self) -> None:
        super().__init__()
        self.project = make.unsaved_project()
        self.now = NOON
        self.moves: list[Move] = []

    @rule(move=st.sampled_from(list(Move)), reason=st.sampled_from(["", " ", "The customer left"]))
    def somebody_tries_a_move(self, move, reason):
        self.now += timedelta(hours=1)
        before = self.project
        is_legal = (before.lifecycle.value, move.value) in LEGAL
        has_reason = move is not Move.CANCEL or bool(reason.strip())
        is_free = move not in (Move.COMPLETE, Move.CLOSE) or not before.has_open_work
        try:
            self.project = moved(before, move, self.now, reason)
        except Refused:
            assert not (is_legal and has_reason and is_free)
        else:
            assert is_legal
            assert has_reason
            assert is_free
            self.moves.append(move)

    @rule(tasks=st.integers(0, 2), difficulties=st.integers(0, 2))
    def work_comes_and_goes(self, tasks, difficulties):
        if not self.project.is_over:
            self.project = replace(self.project, progress=Progress(tasks=2, open=tasks), open_difficulties=difficulties)

    @invariant()
    def what_is_remembered_agrees_with_what_was_done(self):
        project = self.project
        assert (project.started_at is not None) == (Move.START in self.moves)
        assert (project.ended_at is not None) == project.is_over
        assert bool(project.end_reason) == (project.lifecycle is Lifecycle.CANCELLED)
        assert project.lifecycle is not Lifecycle.ACTIVE or project.active_since is not None

    @invariant()
    def nothing_completed_has_open_work_and_nothing_closed_ever_moves(self):
        if self.project.lifecycle in (Lifecycle.COMPLETED, Lifecycle.CLOSED):
            assert not self.project.has_open_work
        assert Move.CLOSE not in self.moves[:-1]

    @invariant()
    def there_is_a_way_on_from_everywhere_but_from_the_end(self):
        assert bool(legal_moves(self.project)) == (self.project.lifecycle is not Lifecycle.CLOSED)


AProjectsLife.TestCase.settings = settings(max_examples=150, stateful_step_count=20, deadline=None)
TestEveryProjectsLife = AProjectsLife.TestCase


def test_a_project_remembers_when_it_first_started_and_since_when_it_is_active():
    started = moved(make.unsaved_project(), Move.START, NOON)

    resumed = moved(moved(started, Move.HOLD, LATER), Move.RESUME, NOON + timedelta(days=2))

    assert (started.started_at, started.active_since) == (NOON, NOON)
    assert (resumed.started_at, resumed.active_since) == (NOON, NOON + timedelta(days=2))


@pytest.mark.parametrize("left", [OPEN_TASK, OPEN_DIFFICULTY], ids=["task", "difficulty"])
@pytest.mark.parametrize(
    ("lifecycle", "move", "words"),
    [
        (Lifecycle.ACTIVE, Move.COMPLETE, "NET cannot be completed while something in it is open."),
        (Lifecycle.ON_HOLD, Move.COMPLETE, "NET cannot be completed while something in it is open."),
        (Lifecycle.COMPLETED, Move.CLOSE, "NET cannot be closed while something in it is open."),
    ],
)
def test_nothing_is_finished_while_a_task_or_a_difficulty_is_open(lifecycle, move, words, left):
    with pytest.raises(WorkLeft) as refusal:
        moved(in_state(lifecycle, **left), move, NOON)

    assert refusal.value.message == words


def test_an_illegal_end_is_refused_as_illegal_whatever_is_open():
    with pytest.raises(Refused) as refusal:
        moved(in_state(Lifecycle.PLANNING, **OPEN_TASK), Move.COMPLETE, NOON)

    assert not isinstance(refusal.value, WorkLeft)
    assert refusal.value.message == "NET has not started yet. It can be started or cancelled."


def test_a_project_is_cancelled_with_its_work_open_and_its_reason_kept():
    cancelled = moved(in_state(Lifecycle.ACTIVE, **OPEN_TASK), Move.CANCEL, LATER, " The customer left ")

    assert (cancelled.state, cancelled.ended_at) == (State.CANCELLED, LATER)
    assert cancelled.end_reason == " The customer left "
    assert cancelled.has_open_work


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("", "Say why it is cancelled. Everybody on the project reads this."),
        (" \n\t", "Say why it is cancelled. Everybody on the project reads this."),
        ("x" * (REASON_LENGTH + 1), "Use at most 1,000 characters."),
    ],
)
def test_a_project_is_not_cancelled_without_a_reason_that_people_can_read(reason, words):
    with pytest.raises(Refused) as refusal:
        moved(in_state(Lifecycle.ACTIVE), Move.CANCEL, NOON, reason)

    assert (refusal.value.field, refusal.value.message) == ("reason", words)


def test_a_project_that_never_started_goes_back_to_its_planning():
    cancelled = moved(make.unsaved_project(), Move.CANCEL, NOON, "No budget")

    reopened = moved(cancelled, Move.REOPEN, LATER)

    assert (reopened.state, reopened.started_at, reopened.active_since) == (State.APPROVED, None, None)
    assert (reopened.ended_at, reopened.end_reason) == (None, "")


def test_a_reopened_project_goes_on_where_its_work_was():
    completed = moved(in_state(Lifecycle.ACTIVE), Move.COMPLETE, NOON)

    reopened = moved(completed, Move.REOPEN, LATER)

    assert (completed.ended_at, reopened.ended_at) == (NOON, None)
    assert (reopened.state, reopened.active_since) == (State.ACTIVE, LATER)


@pytest.mark.parametrize(
    ("lifecycle", "move", "words"),
    [
        (Lifecycle.PLANNING, Move.HOLD, "NET has not started yet. It can be started or cancelled."),
        (Lifecycle.ACTIVE, Move.START, "NET is already active. It can be put on hold, completed or cancelled."),
        (Lifecycle.ON_HOLD, Move.HOLD, "NET is already on hold. It can be resumed, completed or cancelled."),
        (
            Lifecycle.ACTIVE,
            Move.CLOSE,
            "NET is active and cannot be closed. It can be put on hold, completed or cancelled.",
        ),
        (
            Lifecycle.COMPLETED,
            Move.HOLD,
            "NET is completed and cannot be put on hold. It can be closed, cancelled or reopened.",
        ),
        (Lifecycle.CANCELLED, Move.CANCEL, "NET is already cancelled. It can be reopened."),
        (Lifecycle.CLOSED, Move.REOPEN, "NET is closed for good. Plan what follows from it as a new project."),
        (Lifecycle.CLOSED, Move.CLOSE, "NET is closed for good. Plan what follows from it as a new project."),
    ],
)
def test_an_illegal_move_says_how_the_project_stands_and_what_can_be_done(lifecycle, move, words):
    assert why_not_moved(in_state(lifecycle), move) == words


def without(role: Role) -> Project:
    project = make.unsaved_project()
    return replace(project, staff=tuple(one for one in project.staff if one.role is not role))


def unconfirmed() -> Project:
    project = make.unsaved_project()
    staff = tuple(replace(one, confirmed=one.role is not Role.DEPARTMENT_HEAD) for one in project.staff)
    return replace(project, staff=staff)


@pytest.mark.parametrize(
    ("project", "words"),
    [
        (make.unsaved_project(scope=Scope(None, ("Wi-Fi",), COMPLETION)), "the number of IT users"),
        (make.unsaved_project(scope=Scope(5, (), COMPLETION)), "the IT services"),
        (make.unsaved_project(scope=Scope(5, ("Wi-Fi",), None)), "the completion date"),
        *((without(role), f"the {role.words}") for role in LEADING_ROLES),
        (unconfirmed(), "the confirmation of the department head by an administrator or a listed head"),
    ],
)
def test_a_project_that_lacks_one_thing_is_a_draft_and_its_start_names_it(project, words):
    with pytest.raises(Refused) as refusal:
        moved(project, Move.START, NOON)

    assert missing_before_start(project) == (words,)
    assert project.state is State.DRAFT
    assert refusal.value.message == f"NET cannot start yet. Still missing: {words}."


def test_a_start_names_everything_that_is_missing_at_once():
    bare = replace(make.unsaved_project(), staff=(), scope=Scope())

    with pytest.raises(Refused) as refusal:
        moved(bare, Move.START, NOON)

    assert refusal.value.message.count(";") == 6
