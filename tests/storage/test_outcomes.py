"""How projects came out comes back as it was frozen, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.goal_answers import GoalAnswer, GoalVerdict
from tests.storage import rows
from tests.storage.rows import CY, NOON, tx_of


@pytest.fixture
def homes(database):
    every = [rows.project(key) for key in ("NET", "OPS", "WAR")]
    with tx_of(database) as tx:
        for one in every:
            tx.projects.add(one)
    return every


def test_it_comes_back_as_it_was_frozen_by_kind_the_newest_first(database, homes):
    net, ops, war = (rows.outcome(one) for one in homes)
    network = replace(war, kind="network")
    with tx_of(database) as tx:
        for hours, one in enumerate((net, ops, network)):
            tx.outcomes.freeze(one, NOON + timedelta(hours=hours))

    with tx_of(database) as tx:
        assert tx.outcomes.of_project(war.project_id) == network
        assert tx.outcomes.of_kind("cloud", 9) == [ops, net]
        assert tx.outcomes.of_kind("cloud", 1) == [ops]


def test_what_is_frozen_again_takes_the_place_of_the_old_and_what_goes_on_is_forgotten(database, homes):
    first = rows.outcome(homes[0])
    with tx_of(database) as tx:
        tx.outcomes.freeze(first, NOON)
        tx.outcomes.freeze(replace(first, unpriced=7), NOON)

    with tx_of(database) as tx:
        assert [one.unpriced for one in tx.outcomes.of_kind("cloud", 9)] == [7]
        tx.outcomes.take_back(first.project_id)
        assert tx.outcomes.of_project(first.project_id) is None


def test_a_goal_has_the_answer_that_was_given_last(database, homes):
    home = homes[0].id
    said = GoalAnswer("g1", GoalVerdict.MISSED, "9", "")
    with tx_of(database) as tx:
        tx.outcomes.answer(home, said, CY, NOON)
        tx.outcomes.answer(home, replace(said, verdict=GoalVerdict.REACHED, measured="1"), CY, NOON)

    with tx_of(database) as tx:
        assert tx.outcomes.goal_answers(home) == [GoalAnswer("g1", GoalVerdict.REACHED, "1", "", CY)]
