"""Several processes on one database: nothing is claimed twice, nothing is lost, nobody waits for ever."""

import threading
import time
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from domain.actors import Actor
from domain.living import Home, ProjectCard
from domain.notices import HeadConfirmed, ToProject
from domain.progress import Progress
from domain.projects import Project
from domain.refusals import Unavailable
from domain.tasks import TaskState
from storage.transactions import Runner
from tests.storage import rows
from tests.storage.outboxes import CARD, add, claim, due, finish, said
from tests.storage.rows import ANA, BO, LATER, NOON, tx_of
from tests.storage.together import THREADS, together
from use_cases.deliveries import ClaimEffect, claim_effect


@dataclass
class Order:
    """Something the clock wants done."""

    number: int = 0
    actor: Actor = field(default_factory=lambda: Actor.clock("T1"))


@dataclass
class PlanReminder:
    """Somebody has one more task, so many days from now."""

    days: int
    actor: Actor = field(default_factory=lambda: Actor.clock("T1"))


@pytest.fixture
def run(database):
    return Runner(database, lambda: NOON, lambda: None)


@pytest.fixture
def project(database):
    made = rows.project(progress=Progress(), last_task_number=0)
    with tx_of(database) as tx:
        tx.projects.add(made)
    return made


def count_up(order, tx, now):
    """A change that is lost when two read the same number."""
    project = tx.projects.for_change("T1-NET")
    tx.projects.change(replace(project, last_task_number=project.last_task_number + 1))


def test_no_change_is_lost_among_eight_that_count_up_together(run, project):
    def five_times(_):
        for _ in range(5):
            patiently(lambda: run(count_up, Order()))

    failures = [one for one in together(five_times) if one]

    assert failures == []
    assert run(lambda order, tx, now: tx.projects.get(project.id), Order()).last_task_number == 5 * THREADS


def plan_first(order, tx, now):
    """The earlier of what stands there and what is wanted: lost when two find nothing there."""
    before, wanted = tx.reminders.for_change(ANA), NOON + timedelta(days=order.days)
    time.sleep(0.02 * order.days)
    tx.reminders.keep(replace(before, next_at=min(wanted, before.next_at or wanted)))


def test_of_eight_who_plan_somebodys_first_reminder_the_earliest_counts(run):
    failures = [one for one in together(lambda n: patiently(lambda: run(plan_first, PlanReminder(n + 1)))) if one]

    assert failures == []
    assert run(lambda order, tx, now: tx.reminders.get(ANA).next_at, Order()) == NOON + timedelta(days=1)


def test_the_counters_are_right_after_eight_delegated_at_once(run, project):
    def delegate(order, tx, now):
        kept = tx.projects.for_change(project.id)
        task = rows.task(kept, kept.last_task_number + 1, estimate_minutes=60, percent=50, state=TaskState.ACCEPTED)
        tx.tasks.add(task, kept)

    failures = [one for one in together(lambda n: patiently(lambda: run(delegate, Order(n)))) if one]

    found: Project = run(lambda order, tx, now: tx.projects.get(project.id), Order())
    assert failures == []
    assert found.progress == Progress(THREADS, THREADS, 60 * THREADS, 60 * 50 * THREADS, 0, 0, 60)
    assert found.last_task_number == THREADS


def test_one_effect_is_claimed_by_one_of_eight(database):
    (effect,) = add(database, said())

    claims = together(lambda _: patiently(lambda: claim(database, effect)))

    assert [one for one in claims if isinstance(one, Exception)] == []
    assert sum(one is not None for one in claims) == 1


def test_eight_workers_tell_everything_once_and_every_lane_in_order(database):
    wanted = [said(f"{lane} {number}", to=lane) for number in range(5) for lane in ("U1", "U2", "U3")]
    add(database, *wanted)
    told, lock = [], threading.Lock()

    def work(_):
        while todo := patiently(lambda: due(database)):
            for effect in todo:
                found = patiently(lambda one=effect: claim(database, one))
                if found is not None:
                    with lock:
                        told.append(found.wanted.title)
                    patiently(lambda one=effect: finish(database, one))

    failures = [one for one in together(work, 4) if one]

    assert failures == []
    assert sorted(told) == sorted(one.title for one in wanted)
    for lane in ("U1", "U2", "U3"):
        assert [title for title in told if title.startswith(lane)] == [f"{lane} {number}" for number in range(5)]


def test_eight_changes_at_once_wait_as_one(database):
    added = together(lambda _: patiently(lambda: add(database, CARD)))

    assert [one for one in added if isinstance(one, Exception)] == []
    assert len({tuple(one) for one in added}) == 1
    assert due(database) == added[0]


def test_what_is_claimed_while_a_change_is_being_saved_shows_that_change(database, project):
    (card,) = add(database, ProjectCard.of(project.id))
    changed, seen = threading.Event(), []

    def change_or_claim(number):
        if number == 0:
            with tx_of(database) as tx:
                tx.projects.change(replace(project, zone="Asia/Tokyo"))
                tx.outbox.add(ProjectCard.of(project.id), NOON)
                changed.set()
                threading.Event().wait(0.3)  # the commit comes a little later than the claim
            return None
        changed.wait(5)
        with tx_of(database) as tx:
            effect = tx.outbox.claim(card, NOON, LATER)
            seen.append(tx.projects.get(project.id).zone)
        return effect

    together(change_or_claim, 2)
    left = due(database)

    assert seen == ["Asia/Tokyo"] or left != []


def test_a_message_claimed_while_its_channel_is_mended_is_not_left_parked(database):
    """On PostgreSQL a claim could read the trouble just before it was over, and park behind the repair's back."""
    broken = rows.project()
    mended = replace(broken, channel=replace(broken.channel, problem=None))
    with tx_of(database) as tx:
        tx.projects.add(broken)
        effect = tx.outbox.add(HeadConfirmed(ToProject(broken.id), "NET", BO, ANA), NOON)
    repairing = threading.Event()

    def repair_or_claim(number):
        if number == 0:
            with tx_of(database) as tx:
                tx.projects.for_change(broken.id)
                tx.projects.change(mended)
                tx.outbox.resume(ToProject(broken.id).lane, NOON)
                repairing.set()
                threading.Event().wait(0.3)  # the commit comes a little later than the claim
            return None
        repairing.wait(5)
        with tx_of(database) as tx:
            return claim_effect(ClaimEffect(Actor.clock("T1"), effect, NOON, LATER), tx, NOON)

    _, prepared = together(repair_or_claim, 2)

    assert prepared.channel == "C_NET"


def test_two_that_wait_for_each_other_both_get_their_turn(database, run):
    """Marks taken in opposite orders: on PostgreSQL one is rolled back, and simply runs again."""
    meeting, met = threading.Barrier(2), set()

    def add_both(order, tx, now):
        first, second = (ANA, BO) if order.number == 0 else (BO, ANA)
        tx.outbox.add(Home.of(first), now)
        if not database.is_sqlite and order.number not in met:
            met.add(order.number)
            meeting.wait(5)
        tx.outbox.add(Home.of(second), now)
        return "done"

    assert together(lambda number: run(add_both, Order(number)), 2) == ["done", "done"]
    assert len(due(database)) == 2


def patiently(work, times=20):
    """What a person or the next tick would do: try again while the database is busy."""
    for _ in range(times - 1):
        try:
            return work()
        except Unavailable:
            continue
    return work()


def test_an_attempt_put_back_while_the_same_is_being_added_waits_with_it_as_one(database, run):
    """Neither sees the other: on PostgreSQL the second is refused by the database, and runs again."""
    (card,) = add(database, CARD)
    claim(database, card)
    meeting, met = threading.Barrier(2), set()

    def meet(number):
        if not database.is_sqlite and number not in met:
            met.add(number)
            meeting.wait(5)

    def add_or_put_back(order, tx, now):
        if order.number == 0:
            tx.outbox.add(CARD, now)
            meet(0)
            threading.Event().wait(0.3)  # the commit comes a little later than the other's attempt
            return "added"
        meet(1)
        tx.outbox.try_again(card, NOON, "ratelimited", uncertain=False)
        return "put back"

    assert together(lambda number: run(add_or_put_back, Order(number)), 2) == ["added", "put back"]
    assert len(due(database)) == 1
