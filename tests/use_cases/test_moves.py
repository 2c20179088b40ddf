from datetime import UTC, datetime

import pytest

from domain.living import Home, ProjectCard
from domain.notices import ProjectMoved, ToProject
from domain.permissions import Forbidden
from domain.projects import Lifecycle, Move, Scope, State
from domain.refusals import Refused
from tests import make, saved
from tests.make import ANA, BEN, HEAD, IT, NOBODY, NOON, PM, RESP
from tests.use_cases.refusals import refused
from use_cases.moves import MoveProject, move_project


def order(move: Move, person: str = PM, key: str | None = "NET", **more) -> MoveProject:
    return MoveProject(make.actor(person), move, key, **more)


def test_a_started_project_is_active_asked_from_the_next_working_day_and_announced(tx):
    project = make.project(tx)

    assert move_project(order(Move.START), tx, NOON).project_key == "NET"

    after, schedule = tx.projects.get(project.id), tx.schedules.get(project.id)
    assert (after.lifecycle, after.started_at) == (Lifecycle.ACTIVE, NOON)
    assert schedule.next_at == after.next_checkin == datetime(2026, 12, 3, 9, 30, tzinfo=UTC)
    assert saved.waiting(tx) == [
        ProjectMoved(
            ToProject(project.id),
            "NET",
            "Net rollout",
            Move.START,
            State.ACTIVE,
            PM,
            make.COMPLETION,
            schedule.next_at,
        ),
        ProjectCard.of(project.id),
        *(Home.of(person) for person in (PM, IT, HEAD, RESP, ANA, BEN)),
    ]


@pytest.mark.parametrize(
    ("zone", "now", "first"),
    [
        ("UTC", (2026, 12, 2, 8, 0), (2026, 12, 3, 9, 30)),
        ("UTC", (2026, 12, 4, 12, 0), (2026, 12, 7, 9, 30)),
        ("Pacific/Auckland", (2026, 12, 2, 12, 0), (2026, 12, 3, 20, 30)),
        ("America/Los_Angeles", (2026, 12, 2, 2, 0), (2026, 12, 2, 17, 30)),
    ],
    ids=["not the day of the start itself", "after a weekend", "already tomorrow there", "still yesterday there"],
)
def test_the_first_round_is_on_the_first_working_day_after_the_start_in_the_projects_zone(tx, zone, now, first):
    project = make.project(tx, zone=zone)

    move_project(order(Move.START), tx, datetime(*now, tzinfo=UTC))

    assert tx.schedules.get(project.id).next_at == datetime(*first, tzinfo=UTC)


def test_a_project_on_hold_is_not_asked_and_after_resume_from_the_next_working_day(tx):
    project = make.project(tx, started=True)

    move_project(order(Move.HOLD), tx, NOON)
    held = tx.schedules.get(project.id)
    move_project(order(Move.RESUME), tx, datetime(2026, 12, 4, 7, 0, tzinfo=UTC))

    assert (held.next_at, held.next_date) == (None, None)
    assert tx.schedules.get(project.id).next_at == datetime(2026, 12, 7, 9, 30, tzinfo=UTC)
    assert [(one.move, one.state) for one in saved.said(tx, ProjectMoved)] == [
        (Move.HOLD, State.ON_HOLD),
        (Move.RESUME, State.ACTIVE),
    ]


def test_a_start_that_lacks_something_names_it_and_changes_nothing(tx):
    project = make.project(tx, scope=Scope(None, (), make.COMPLETION))

    with refused(tx, words="Still missing: the number of IT users; the IT services."):
        move_project(order(Move.START), tx, NOON)

    assert tx.projects.get(project.id).lifecycle is Lifecycle.PLANNING
    assert tx.schedules.get(project.id).next_at is None


@pytest.mark.parametrize(
    ("started", "move", "words"),
    [
        (False, Move.HOLD, "NET has not started yet."),
        (False, Move.RESUME, "NET has not started yet."),
        (True, Move.START, "NET is already active."),
        (True, Move.RESUME, "NET is already active."),
    ],
)
def test_an_illegal_move_says_what_the_project_is(tx, started, move, words):
    make.project(tx, started=started)

    with refused(tx, words=words):
        move_project(order(move), tx, NOON)


def test_what_is_on_hold_is_not_put_on_hold_again_and_not_started(tx):
    make.project(tx, lifecycle=Lifecycle.ON_HOLD)

    with refused(tx, words="NET is already on hold."):
        move_project(order(Move.HOLD), tx, NOON)
    with refused(tx, words="Only a project that has not started can be started, and NET is on hold."):
        move_project(order(Move.START), tx, NOON)


def test_whoever_starts_hears_when_the_first_check_in_is(tx):
    make.project(tx)

    moved = move_project(order(Move.START), tx, NOON)

    assert moved.next_checkin == datetime(2026, 12, 3, 9, 30, tzinfo=UTC)


def test_without_a_project_one_of_the_persons_own_is_the_example(tx):
    make.project(tx, "OPS")

    with refused(tx, words="for example “OPS”"):
        move_project(order(Move.HOLD, key=None, channel="C_ELSE"), tx, NOON)


def test_a_second_press_of_start_is_refused_and_announces_nothing(tx):
    make.project(tx)
    move_project(order(Move.START), tx, NOON)

    with refused(tx, words="NET is already active."):
        move_project(order(Move.START), tx, NOON)


@pytest.mark.parametrize("person", [IT, RESP, ANA, NOBODY])
def test_only_the_manager_and_the_head_move_a_project(tx, person):
    make.project(tx)

    with pytest.raises(Forbidden) as refusal:
        move_project(order(Move.START, person), tx, NOON)

    assert set(refusal.value.who_may) == {PM, HEAD}


def test_the_project_is_found_by_its_key_or_by_the_channel(tx):
    make.project(tx)

    assert move_project(order(Move.START, HEAD, None, channel="C_NET"), tx, NOON).project_key == "NET"
    with refused(tx, words="There is no project WEB"):
        move_project(order(Move.HOLD, key="WEB"), tx, NOON)
    with refused(tx, words="Say which project"):
        move_project(order(Move.HOLD, key=None, channel="C_ELSE"), tx, NOON)


def test_a_hidden_project_is_refused_as_one_that_does_not_exist(tx):
    make.project(tx, channel=make.private_channel())

    with pytest.raises(Refused) as hidden:
        move_project(order(Move.START, NOBODY), tx, NOON)
    with pytest.raises(Refused) as missing:
        move_project(order(Move.START, NOBODY, "WEB"), tx, NOON)

    assert hidden.value.message.replace("NET", "WEB") == missing.value.message
