"""What must happen once happens once, and whoever repeats it gets the first answer."""

import threading
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from domain.actors import Actor
from domain.living import Home
from domain.people import Person
from domain.refusals import Refused
from storage.once import forget_before
from storage.transactions import Runner
from tests.storage.rows import ANA, NOON, tx_of
from tests.storage.together import THREADS, together


@dataclass
class Order:
    """Adds one person each time it is carried out."""

    actor: Actor = field(default_factory=lambda: Actor.clock("T1"))
    fails: bool = False
    answer: object = None


def carry_out(order, tx, now):
    number = len(people_in(tx)) + 1
    tx.people.keep(Person(f"U{number}", "made", is_admin=True))
    if order.fails:
        raise Refused("Not today.")
    return order.answer if order.answer is not None else f"U{number}"


def people_in(tx):
    return tx.people.administrators()


@pytest.fixture
def run(database):
    return Runner(database, lambda: NOON, lambda: None)


def made(database, workspace="T1"):
    with tx_of(database, workspace) as tx:
        return len(people_in(tx))


def test_a_repeat_gets_the_first_answer_and_does_nothing(database, run):
    answers = [run(carry_out, Order(), once="press") for _ in range(3)]

    assert answers == ["U1", "U1", "U1"]
    assert made(database) == 1


@pytest.mark.parametrize("answer", [{"keys": ["NET", 1, None]}, [], 0, "", False], ids=repr)
def test_any_answer_of_plain_words_is_kept_as_it_was(run, answer):
    answers = [run(carry_out, Order(answer=answer), once="press") for _ in range(2)]

    assert answers == [answer, answer]


def test_an_answer_of_nothing_is_an_answer(database, run):
    def answer_nothing(order, tx, now):
        carry_out(order, tx, now)

    answers = [run(answer_nothing, Order(), once="press") for _ in range(2)]

    assert answers == [None, None]
    assert made(database) == 1


def test_another_key_and_another_workspace_are_another_time(database, run):
    run(carry_out, Order(), once="press")
    run(carry_out, Order(), once="other press")
    run(carry_out, Order(Actor.clock("T2")), once="press")

    assert (made(database), made(database, "T2")) == (2, 1)


def test_without_a_key_everything_happens_every_time(database, run):
    for _ in range(3):
        run(carry_out, Order())

    assert made(database) == 3


def test_eight_at_once_act_once_and_all_get_the_same_answer(database, run):
    answers = together(lambda _: run(carry_out, Order(), once="press"))

    assert answers == ["U1"] * THREADS
    assert made(database) == 1


def test_after_a_refusal_the_same_press_may_try_again(database, run):
    with pytest.raises(Refused):
        run(carry_out, Order(fails=True), once="press")

    answer = run(carry_out, Order(), once="press")

    assert answer == "U1"
    assert made(database) == 1


def test_whoever_waited_for_a_first_that_was_rolled_back_does_the_work(database, run):
    began, go_on = threading.Event(), threading.Event()

    def fail_slowly(order, tx, now):
        began.set()
        go_on.wait(5)
        return carry_out(order, tx, now)

    def one_of_two(number):
        if number == 0:
            return run(fail_slowly, Order(fails=True), once="press")
        began.wait(5)
        threading.Timer(0.2, go_on.set).start()
        return run(carry_out, Order(), once="press")

    first, second = together(one_of_two, 2)

    assert isinstance(first, Refused)
    assert second == "U1"
    assert made(database) == 1


def test_delivery_is_woken_by_the_first_and_not_by_a_repeat(database):
    woken = []
    run = Runner(database, lambda: NOON, lambda: woken.append(1))

    def say(order, tx, now):
        tx.outbox.add(Home.of(ANA), now)

    run(say, Order(), once="press")
    run(say, Order(), once="press")
    run(carry_out, Order())

    assert woken == [1]


def test_old_keys_are_forgotten_and_young_ones_and_other_workspaces_kept(database, run):
    for order in (Order(), Order(Actor.clock("T2"))):
        run(carry_out, order, once="press")

    for later in (0, 1):
        with tx_of(database) as tx:
            forget_before(tx.connection, "T1", NOON + timedelta(seconds=later))
        for order in (Order(), Order(Actor.clock("T2"))):
            run(carry_out, order, once="press")
        if later == 0:
            kept = made(database)

    assert kept == 1
    assert (made(database), made(database, "T2")) == (2, 1)
