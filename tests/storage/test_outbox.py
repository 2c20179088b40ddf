"""What is to be said: in lanes, behind what it needs, and doubted where it may have happened."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from types import NoneType, UnionType
from typing import Union, get_args, get_origin, get_type_hints

import pytest

from domain.effects import STEPS, EffectState, InvitePeople, PinCard, Posted, announcements
from domain.identity import ChannelId, UserId
from domain.living import CheckInPrompt, Home, living
from domain.notices import ToPerson, ToProject
from tests.storage.outboxes import CARD, LEASE, add, channel, claim, due, finish, rows_of, said, topic
from tests.storage.rows import ANA, BO, NOON, TYPED, tx_of

KINDS = {**announcements(), **living(), **STEPS}


def made_of(hint):
    """A value of this type that no default has."""
    if get_origin(hint) in (Union, UnionType):
        return made_of(next(one for one in get_args(hint) if one is not NoneType))
    if get_origin(hint) is tuple:
        return (made_of(get_args(hint)[0]),) * 2
    plain = getattr(hint, "__supertype__", hint)
    if is_dataclass(plain):
        hints = get_type_hints(plain)
        return plain(**{one.name: made_of(hints[one.name]) for one in fields(plain)})
    if issubclass(plain, Enum):
        return list(plain)[-1]
    return {str: TYPED, bool: True, int: 2**40, date: date(2028, 2, 29), datetime: NOON}[plain]


@pytest.mark.parametrize("name", KINDS)
def test_an_effect_of_every_kind_comes_back_with_all_its_facts(database, name):
    wanted = made_of(KINDS[name])
    (effect,) = add(database, wanted, useless_after=LEASE)

    found = claim(database, effect)

    assert found.wanted == wanted
    assert (found.id, found.workspace, found.attempts, found.uncertain) == (effect, "T1", 1, False)
    assert (found.added_at, found.useless_after) == (NOON, LEASE)


def test_a_person_target_is_not_mistaken_for_a_project(database):
    ids = add(database, Home.of(ANA), CARD)

    found = [claim(database, one).wanted.to for one in ids]

    assert found == [ToPerson(ANA), ToProject("P1")]


def test_a_lane_keeps_its_order_and_another_lane_does_not_wait(database):
    first, second, other = add(database, said("1"), said("2"), said("3", to=BO))

    before = due(database)
    refused = claim(database, second)
    claim(database, first)
    while_claimed = due(database)
    finish(database, first)

    assert before == [first, other]
    assert refused is None
    assert while_claimed == [other]
    assert due(database) == [second, other]


@pytest.mark.parametrize("state", [EffectState.FAILED, EffectState.PARKED, EffectState.DONE])
def test_whatever_ends_an_effect_frees_its_lane(database, state):
    first, second = add(database, said("1"), said("2"))
    claim(database, first)

    finish(database, first, state)

    assert due(database) == [second]


def test_the_same_lane_of_another_workspace_is_another_lane(database):
    (mine,) = add(database, said())
    with tx_of(database, "T2") as tx:
        theirs = tx.outbox.add(said(), NOON)

    assert due(database) == [mine, theirs]


def test_a_chain_goes_on_only_when_what_it_needs_is_done(database):
    with tx_of(database) as tx:
        create = tx.outbox.add(channel(), NOON)
        invite = tx.outbox.add(InvitePeople("P1", (ANA,)), NOON, after=create)
        card = tx.outbox.add(CARD, NOON, after=create)
        pin = tx.outbox.add(PinCard("P1"), NOON, after=card)
    seen = [due(database)]
    for step in (create, card):
        claim(database, step)
        finish(database, step)
        seen.append(due(database))

    assert seen == [[create], [invite, card], [invite, pin]]


@pytest.mark.parametrize("state", [None, EffectState.FAILED, EffectState.PARKED])
def test_a_chain_does_not_go_on_while_what_it_needs_has_not_happened(database, state):
    (create,) = add(database, channel())
    add(database, InvitePeople("P1", (ANA,)), after=create)
    claim(database, create)

    if state is not None:
        finish(database, create, state)

    assert due(database) == []


def test_what_never_holds_its_lane_lets_others_pass(database):
    first, second = add(database, topic(), channel())

    assert due(database) == [first, second]


def test_what_needs_a_failed_effect_fails_with_it_and_so_does_what_needs_that(database):
    with tx_of(database) as tx:
        create = tx.outbox.add(channel(), NOON)
        card = tx.outbox.add(CARD, NOON, after=create)
        pin = tx.outbox.add(PinCard("P1"), NOON, after=card)
        other = tx.outbox.add(said(), NOON)

        tx.outbox.fail_dependants(create, "name_taken")

        found = rows_of(tx)
    assert {found[one].state for one in (card, pin)} == {"failed"}
    assert "name_taken" in found[pin].error
    assert {found[one].state for one in (create, other)} == {"waiting"}


def test_an_effect_that_is_tried_again_waits_for_its_time_and_holds_its_lane(database):
    first, second = add(database, said("1"), said("2"))
    claim(database, first)
    with tx_of(database) as tx:
        tx.outbox.try_again(first, NOON + timedelta(seconds=4), "ratelimited", uncertain=True)

    seen = [due(database, NOON + timedelta(seconds=wait)) for wait in (0, 4)]
    again = claim(database, first, NOON + timedelta(seconds=4))

    assert seen == [[], [first]]
    assert (again.attempts, again.uncertain) == (2, True)
    assert second not in due(database)


def test_a_claim_holds_until_its_lease_ends_and_then_the_effect_is_doubted(database):
    (effect,) = add(database, said())

    claims = [claim(database, effect, NOON + timedelta(seconds=after)) for after in (0, 59, 60)]

    assert [one and (one.attempts, one.uncertain) for one in claims] == [(1, False), None, (2, True)]


def test_a_doubt_is_never_forgotten_by_a_later_claim(database):
    (effect,) = add(database, said())
    claim(database, effect)
    claim(database, effect, LEASE)

    third = claim(database, effect, LEASE + timedelta(hours=1))

    assert third.uncertain


def test_a_mark_comes_too_late_after_somebody_else_finished(database):
    (effect,) = add(database, said())
    claim(database, effect)

    assert [finish(database, effect), finish(database, effect, EffectState.FAILED)] == [True, False]
    with tx_of(database) as tx:
        assert rows_of(tx)[effect].state == "done"


def test_where_a_living_message_stands_is_remembered_and_replaced(database):
    with tx_of(database) as tx:
        before = tx.outbox.posted(CARD.mark)
        tx.outbox.keep_posted(CARD.mark, Posted(ChannelId("C1"), "1.1"))
        tx.outbox.keep_posted(CARD.mark, Posted(ChannelId("C2"), "2.2"))

        assert before is None
        assert tx.outbox.posted(CARD.mark) == Posted(ChannelId("C2"), "2.2")


@pytest.mark.parametrize("recipient", ["U1", "U2"])
def test_adding_is_noted_so_that_delivery_is_woken(database, recipient):
    with tx_of(database) as tx:
        before = tx.outbox.added
        tx.outbox.add(Home.of(UserId(recipient)), NOON)
        tx.outbox.add(CheckInPrompt(ToPerson(UserId(recipient)), "p"), NOON)

        assert (before, tx.outbox.added) == (0, 2)
